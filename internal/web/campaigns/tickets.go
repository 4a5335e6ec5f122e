package campaigns

import (
	"phongtrao/internal/activity"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/roster"
)

// ticketed is what an activity's page says of those who signed up; the rest stands on the pages of tickets.
type ticketed struct {
	Link  ui.Link
	Facts ui.KeyValue
}

// tickets says how many signed up, at this site or at all sites of a central activity, and offers to open sign-up.
func (h *held) tickets(m *drive) error {
	at := h.page() + "/tickets"
	if !h.a.May(roster.Seeing, h.act.ID) {
		return nil
	}
	e, opened, err := roster.EventOf(h.v, h.act.ID)
	if err != nil {
		return err
	}
	if !opened {
		if h.act.Parent == "" && h.act.State.Planned() && h.act.Day >= h.today && h.a.May(roster.OpeningEvent, h.act.ID) {
			m.Head.Actions = append(m.Head.Actions, ui.Button{Label: "Mở đăng ký và vé", Icon: "users", Href: at + "/settings"})
		}
		return nil
	}
	sites := []activity.Activity{h.act}
	if h.act.Parent == "" {
		if sites, err = activity.Sites(h.v, h.act.ID); err != nil {
			return err
		}
	}
	var taken, waiting, places int64
	limited := true
	for _, s := range sites {
		if s.State == activity.Cancelled {
			continue
		}
		rooms, err := roster.RoomOf(h.v, s.ID)
		if err != nil {
			return err
		}
		taken += rooms[0].Taken
		waiting += rooms[0].Waiting
		limited = limited && rooms[0].Places != roster.NoLimit
		places += rooms[0].Places
	}
	m.Tickets = &ticketed{Link: ui.Link{Label: "Mở", Href: at}}
	add := func(key string, n int64, of string) {
		m.Tickets.Facts.Pairs = append(m.Tickets.Facts.Pairs, ui.Pair{Key: key, Body: ui.Figure{Quantity: ui.Exactly(n), Of: of, Href: at}})
	}
	add("Đã có chỗ", taken, "người")
	if limited {
		add("Số chỗ", places, "chỗ")
	}
	if waiting > 0 {
		add("Đang chờ", waiting, "người")
	}
	if e.Rehearsal {
		m.Tickets.Facts.Pairs = append(m.Tickets.Facts.Pairs, ui.Pair{Key: "Chế độ", Text: "diễn tập"})
	}
	return nil
}
