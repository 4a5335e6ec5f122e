package tickets

import (
	"bytes"
	"cmp"
	"net/http"
	"slices"

	"phongtrao/internal/base/paper/stickers"
	"phongtrao/internal/roster"
	"phongtrao/internal/web/door"
)

// Sheets of tickets, narrowed as the list is: to be stuck on, to be pinned on, to be ticked off by hand.
var (
	labelSheet = sheetOf("/labels.pdf", "In tem vé", "tem-ve", func(h *held, b *bytes.Buffer, s stickers.Sheet) error { return stickers.Write(b, s, stickers.Label) })
	chestSheet = sheetOf("/bibs.pdf", "In số đeo ngực", "so-deo", func(h *held, b *bytes.Buffer, s stickers.Sheet) error { return stickers.Write(b, s, stickers.Chest) })
	gateSheet  = sheetOf("/by-hand.pdf", "In danh sách ghi tay ở cổng", "ghi-tay", func(h *held, b *bytes.Buffer, s stickers.Sheet) error {
		slices.SortStableFunc(s.Rows, func(x, y stickers.Row) int {
			return cmp.Or(cmp.Compare(len(x.Bib), len(y.Bib)), cmp.Compare(x.Bib, y.Bib))
		})
		return stickers.Gate(b, s, h.a.Query("names") == "1")
	})
)

func sheetOf(page, title, file string, print func(h *held, b *bytes.Buffer, s stickers.Sheet) error) door.Stream {
	return door.Stream{Route: "GET /activities/{id}/tickets" + page, Title: title, Guard: door.Guard{Verb: roster.SeeingTickets},
		Send: func(a *door.Ask, w http.ResponseWriter) error {
			h, err := ticketed(a)
			if err != nil {
				return err
			}
			s, err := h.sheet(look{q: a.Query("q"), site: a.Query("site"), unit: a.Query("unit"), party: a.Query("party"), state: string(roster.Confirmed)})
			if err != nil {
				return err
			}
			var b bytes.Buffer // whole before anything is sent, so that a refusal is a page
			if err := print(h, &b, s); err != nil {
				return err
			}
			door.Saved(w, "application/pdf", file+"-"+h.act.Day.String()+".pdf")
			_, err = w.Write(b.Bytes())
			return err
		}}
}

// sheet is what is printed: the tickets that are good, by site and union.
func (h *held) sheet(l look) (stickers.Sheet, error) {
	s := stickers.Sheet{Event: cmp.Or(h.c.Name, h.act.Name), Day: h.act.Day.VN()}
	if h.act.Parent != "" {
		l.site = h.act.ID
	}
	if at, ok := h.site(l.site); ok {
		s.Site = h.called(at)
	}
	found, _, err := h.find(l, 0)
	if err != nil {
		return s, err
	}
	all, err := h.name(found)
	if err != nil {
		return s, err
	}
	slices.SortStableFunc(all, func(x, y named) int {
		return cmp.Or(cmp.Compare(x.Activity, y.Activity), cmp.Compare(x.unit, y.unit), cmp.Compare(x.Unit, y.Unit), cmp.Compare(x.ticket.Serial, y.ticket.Serial))
	})
	for _, n := range all {
		if n.ticket.Serial == 0 {
			continue
		}
		if len(s.Rows) > stickers.RowsMax { // it refuses them with what to do
			break
		}
		signed, err := roster.Sign(h.a.V, n.ticket)
		if err != nil {
			return s, err
		}
		s.Rows = append(s.Rows, stickers.Row{Bib: n.ticket.Bib, Code: n.ticket.Code, Address: signed.Address(h.base()), Unit: n.unit, Name: n.person.Name, Slot: h.slotLabel(n.Slot)})
	}
	return s, nil
}
