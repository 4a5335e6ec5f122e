package roster

import (
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

const tickets = `SELECT event, serial, registration, activity, unit, slot, class, key_id, code, bib, name_tag, issued_at, revoked_at, revoked_why, change
	FROM roster_ticket `

func scanTicket(s db.Scanner) (t Ticket, err error) {
	var tag string
	err = s.Scan(&t.Event, &t.Serial, &t.Registration, &t.Activity, &t.Unit, &t.Slot, &t.Class, &t.Key, &t.Code, &t.Bib, &tag,
		&t.Issued, &t.Revoked, &t.RevokedWhy, &t.Change)
	if err == nil && tag != "" {
		t.NameTag, err = hex.DecodeString(tag)
	}
	return t, err
}

func insertTickets(tx *db.Tx, all []Ticket) error {
	rows := make([][]any, len(all))
	for i, t := range all {
		rows[i] = []any{t.Event, t.Serial, t.Registration, t.Activity, t.Unit, t.Slot, t.Class, t.Key, t.Code, t.Bib, hex.EncodeToString(t.NameTag),
			t.Issued, int64(0), "", t.Change}
	}
	return tx.Insert("roster_ticket", []string{"event", "serial", "registration", "activity", "unit", "slot", "class", "key_id", "code", "bib", "name_tag",
		"issued_at", "revoked_at", "revoked_why", "change"}, rows)
}

// TicketFilter says which tickets of an event; what is left out does not matter.
type TicketFilter struct {
	Activity     string // the site
	Unit         string
	Slot         string
	Registration string
	Since        int64 // changed after this one (Changed)
	After        int64 // serials above this one
	Good         bool  // those that were not taken back
	Limit        int   // 0 is all
}

// TicketsOf returns tickets of an event by their serials.
func TicketsOf(v *db.View, event int64, f TicketFilter) ([]Ticket, error) {
	text, args := tickets+"WHERE event = ?", []any{event}
	for _, c := range []struct{ column, value string }{{"activity", f.Activity}, {"unit", f.Unit}, {"slot", f.Slot}, {"registration", f.Registration}} {
		if c.value != "" {
			text += " AND " + c.column + " = ?"
			args = append(args, c.value)
		}
	}
	if f.Since > 0 {
		text += " AND change > ?"
		args = append(args, f.Since)
	}
	if f.After > 0 {
		text += " AND serial > ?"
		args = append(args, f.After)
	}
	if f.Good {
		text += " AND revoked_at = 0"
	}
	text += " ORDER BY serial"
	if f.Limit > 0 {
		text += " LIMIT ?"
		args = append(args, f.Limit)
	}
	return db.All(v, scanTicket, text, args...)
}

// TicketsBySerial returns tickets of an event by their serials; those that do not exist are left out.
func TicketsBySerial(v *db.View, event int64, serials []int64) (map[int64]Ticket, error) {
	found := make(map[int64]Ticket, len(serials))
	return found, inHundreds(serials, func(marks string, args []any) error {
		part, err := db.All(v, scanTicket, tickets+"WHERE event = ? AND serial IN ("+marks+")", append([]any{event}, args...)...)
		for _, t := range part {
			found[t.Serial] = t
		}
		return err
	})
}

// TicketsByRegistration returns the tickets that are good, by their registrations.
func TicketsByRegistration(v *db.View, ids []string) (map[string]Ticket, error) {
	found := make(map[string]Ticket, len(ids))
	return found, inHundreds(ids, func(marks string, args []any) error {
		part, err := db.All(v, scanTicket, tickets+"WHERE revoked_at = 0 AND registration IN ("+marks+")", args...)
		for _, t := range part {
			found[t.Registration] = t
		}
		return err
	})
}

// TicketByCode returns the ticket with a short code as ticket.ReadCode gives it back, and false where there is none.
func TicketByCode(v *db.View, event int64, code string) (Ticket, bool, error) {
	return db.One(v, scanTicket, tickets+"WHERE event = ? AND code = ?", event, code)
}

// TicketByBib returns the ticket with a bib as ReadBib gives it back, and false where there is none.
func TicketByBib(v *db.View, event int64, bib string) (Ticket, bool, error) {
	return db.One(v, scanTicket, tickets+"WHERE event = ? AND bib = ?", event, bib)
}

// Changed is how far an event's tickets have changed: it grows with every ticket that is made, changed or taken back, and with the settings.
func Changed(v *db.View, event int64) (int64, error) {
	n, _, err := db.One(v, db.Number, "SELECT n FROM roster_counter WHERE event = ? AND name = ?", event, counterChange)
	return n, err
}

// Revoke takes a ticket back: it is red at every gate from the next list on. Its place stays taken until the registration is cancelled.
func Revoke(tx *db.Tx, event, serial int64, reason string) error {
	if reason = viet.Clean(reason); reason == "" {
		return fault.In("reason", "Hãy ghi lý do thu hồi vé, ví dụ báo mất.")
	}
	if _, err := lockEvent(tx, event); err != nil {
		return err
	}
	t, found, err := db.One(&tx.View, scanTicket, tickets+"WHERE event = ? AND serial = ?", event, serial)
	switch {
	case err != nil:
		return err
	case !found:
		return fault.NotFoundf("Không tìm thấy vé này. Có thể trang đã cũ, hãy tải lại.")
	case t.Revoked != 0:
		return nil
	}
	return revoke(tx, t, reason)
}

// Reissue makes a new ticket for a registration whose ticket was lost; the old one is taken back. Who has come keeps the old one.
func Reissue(tx *db.Tx, id, reason string) (Ticket, error) {
	r, e, _, err := hold(tx, id)
	if err != nil {
		return Ticket{}, err
	}
	if r.State != Confirmed {
		return Ticket{}, fault.Conflictf("Đăng ký này chưa có chỗ hoặc đã huỷ nên không có vé.")
	}
	if err := e.notYetCame(tx, r); err != nil {
		return Ticket{}, err
	}
	old, err := good(&tx.View, r)
	if err != nil {
		return Ticket{}, err
	}
	for _, t := range old {
		if err := Revoke(tx, t.Event, t.Serial, reason); err != nil {
			return Ticket{}, err
		}
	}
	if err := issue(tx, &e, []*Registration{&r}, nil, nil); err != nil {
		return Ticket{}, err
	}
	made, err := good(&tx.View, r)
	if err != nil || len(made) == 0 {
		return Ticket{}, err
	}
	return made[0], nil
}

// good returns the tickets of a registration that were not taken back: one, or none.
func good(v *db.View, r Registration) ([]Ticket, error) {
	return db.All(v, scanTicket, tickets+"WHERE registration = ? AND revoked_at = 0", r.ID)
}

func revoke(tx *db.Tx, t Ticket, why string) error {
	t.Revoked, t.RevokedWhy = tx.At, why
	return replace(tx, t)
}

// replace writes what may change of a ticket.
func replace(tx *db.Tx, t Ticket) error {
	change, err := advance(tx, t.Event, counterChange, 1)
	if err != nil {
		return err
	}
	_, err = tx.Exec("UPDATE roster_ticket SET activity = ?, slot = ?, name_tag = ?, revoked_at = ?, revoked_why = ?, change = ? WHERE event = ? AND serial = ?",
		t.Activity, t.Slot, hex.EncodeToString(t.NameTag), t.Revoked, t.RevokedWhy, change, t.Event, t.Serial)
	return err
}

// inHundreds asks for many keys at a time, in a few sizes of question.
func inHundreds[K string | int64](keys []K, ask func(marks string, args []any) error) error {
	keys = slices.Compact(slices.Sorted(slices.Values(keys)))
	for part := range slices.Chunk(keys, 100) {
		for len(part) > 1 && len(part) < 100 { // padded with a key that is there already, so that one prepared question serves
			part = append(slices.Clone(part), slices.Repeat(part[:1], 100-len(part))...)
		}
		args := make([]any, len(part))
		for i, k := range part {
			args[i] = k
		}
		if err := ask("?"+strings.Repeat(", ?", len(part)-1), args); err != nil {
			return err
		}
	}
	return nil
}

// SubjectTicket is whom an attendance is about: the holder of a ticket.
func SubjectTicket(serial int64) string { return "t" + strconv.FormatInt(serial, 10) }

// SubjectCard is the holder of a citizen card, by its keyed hash.
func SubjectCard(hash string) string { return "c" + hash }

// SubjectScan is whoever stood behind one scan, known by nothing else.
func SubjectScan(device string, seq int64) string {
	return "s" + device + "/" + strconv.FormatInt(seq, 10)
}
