package rehearse

import (
	"fmt"

	"phongtrao/internal/gate"
	"phongtrao/internal/gate/rule"
)

// How a crowd behaves, in parts of all.
const (
	rescans  = 0.05  // shown again at some gate later
	strays   = 0.03  // come to another site than their ticket's
	walkIns  = 0.04  // come without a ticket
	fakes    = 0.005 // show a ticket that nobody issued
	others   = 0.002 // show a ticket of another event
	refusals = 0.003 // true, but turned away
	mistakes = 0.005 // taken back within a minute
	finishes = 0.6   // of those who came in
	doubts   = 0.9   // of the doubtful are let in
)

// guest is somebody before a phone: what is shown, and what the server will know of it.
type guest struct {
	scan      gate.Scan  // without number and time
	facts     rule.Facts // as the phone's list gives them
	subject   string     // "" where the record is its own
	unit      string
	worthless bool
}

// holder is the guest who holds a ticket.
func (w *world) holder(h Held, site int, what string) guest {
	g := guest{subject: ofTicket(h.Serial), unit: h.Unit, worthless: h.Revoked}
	g.scan = gate.Scan{What: what, How: rule.ByTicket, Ticket: h.Text}
	if w.chance(0.05) { // the picture is torn: the short code is typed
		g.scan.How, g.scan.Ticket, g.scan.Serial = rule.ByCode, "", h.Serial
	}
	g.facts = rule.Facts{How: g.scan.How, Listed: true, Revoked: h.Revoked, Away: site != h.Site, After: what != came, Walks: true}
	return g
}

// forger shows a ticket with a signature that is not ours.
func (w *world) forger(h Held) guest {
	b := []byte(h.Text)
	i := 20 + w.IntN(80)
	for was := b[i]; b[i] == was; {
		b[i] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[w.IntN(32)]
	}
	return guest{scan: gate.Scan{What: came, How: rule.ByTicket, Ticket: string(b)}, facts: rule.Facts{How: rule.ByTicket, Forged: true, Walks: true},
		subject: fmt.Sprint("forged ", w.count), worthless: true}
}

// stranger shows a ticket of another event.
func (w *world) stranger() guest {
	return guest{scan: gate.Scan{What: came, How: rule.ByTicket, Ticket: w.staged.Foreign}, facts: rule.Facts{How: rule.ByTicket, Elsewhen: true, Walks: true},
		subject: "foreign", worthless: true}
}

// walker comes without a ticket: with a card, with a name, or uncounted by anything but a finger.
func (w *world) walker(site int) guest {
	units := w.staged.Sites[site].Units
	g := guest{unit: units[w.IntN(len(units))]}
	g.scan = gate.Scan{What: came, Unit: g.unit}
	switch w.IntN(3) {
	case 0:
		hash := fmt.Sprintf("%064x", w.Uint64())
		g.scan.How, g.subject = rule.ByCard, ofCard(hash)
		g.scan.Card = &gate.Card{Hash: hash, Last: fmt.Sprintf("%04d", w.IntN(10_000)), Name: "Nguyễn Văn Thử", Year: 1970 + w.IntN(35)}
	case 1:
		g.scan.How, g.scan.Person = rule.ByPerson, &gate.Person{Name: "Trần Thị Thử"}
	default:
		g.scan.How, g.scan.People = rule.ByPlus, int64(1+w.IntN(5))
	}
	g.facts = rule.Facts{How: g.scan.How, Walks: true}
	return g
}
