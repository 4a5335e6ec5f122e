package campaigns

import (
	"cmp"
	"fmt"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
	"phongtrao/internal/place"
	"phongtrao/internal/web/door"
)

// facts are the plan: host, place, partners.
func (h *held) facts(m *drive) error {
	where, err := place.Names(h.v, []string{h.act.Place}, day.AsOf{Day: h.act.Day})
	if err != nil {
		return err
	}
	m.Facts.Pairs = []ui.Pair{
		{Key: "Phong trào", Text: h.c.Name, Href: "/campaigns/" + h.c.ID},
		{Key: "Ngày", Text: capital(viet.LongDate(h.act.Day))},
		{Key: "Địa điểm", Text: cmp.Or(where[h.act.Place], "chưa chọn")},
		{Key: "Đơn vị tổ chức", Text: name(h.v, h.act.Unit, h.act.Day), Href: door.Address("/units/"+h.act.Unit, "on", h.act.Day.String())},
	}
	for _, p := range h.act.Partners {
		m.Facts.Pairs = append(m.Facts.Pairs, ui.Pair{Key: capital(p.Role.Label()), Text: partnerName(h.v, p, h.act.Day)})
	}
	return nil
}

func partnerName(v *db.View, p activity.Partner, on day.Day) string {
	switch {
	case p.Name != "":
		return p.Name
	case p.Unit != "":
		return name(v, p.Unit, on)
	}
	where, err := place.Names(v, []string{p.Place}, day.AsOf{Day: on})
	if err != nil {
		return p.Place
	}
	return where[p.Place]
}

// sites are those linked to this one, or its central one with the others.
func (h *held) sites(m *drive) error {
	all, err := activity.Sites(h.v, h.act.ID)
	if err != nil || len(all) < 2 {
		return err
	}
	m.Sites = ui.Table{Label: "Các điểm cầu", Columns: []ui.Column{{Label: "Điểm cầu", Wide: true}, {Label: h.lead.Name, Num: true}}}
	for _, s := range all {
		q := h.question(h.lead.Key)
		q.Activity = s.ID
		f, err := ledger.RollUp(h.v, q)
		if err != nil {
			return err
		}
		got := ui.Cell{Text: "–"}
		if f.Entries > 0 {
			got = ui.Cell{Body: figure(q, f.Quantity, "")}
		}
		row := ui.Row{Cells: []ui.Cell{{Text: s.Name, Href: "/activities/" + s.ID, Sub: s.State.Label()}, got}}
		if s.ID == h.act.ID {
			row.Cells[0].Href, row.Cells[0].Strong = "", true
		}
		m.Sites.Rows = append(m.Sites.Rows, row)
	}
	return nil
}

// life tells every version: notices stay beside those that took them back.
func (h *held) life(m *drive) error {
	all, err := activity.Versions(h.v, h.act.ID)
	if err != nil {
		return err
	}
	who, err := h.persons(func(add func(string)) {
		for _, a := range all {
			add(a.MadeBy)
		}
	})
	if err != nil {
		return err
	}
	for n := len(all) - 1; n >= 0; n-- {
		a := all[n]
		e := ui.Event{Day: a.MadeAt.Day(), Kind: lifeKind(a), Title: capital(a.State.Label()), Text: a.Reason, Recorded: cmp.Or(who[a.MadeBy], "không rõ người") + ", " + a.MadeAt.VN()}
		switch a.Change {
		case activity.ByPlanning:
			e.Title = "Lập kế hoạch cho ngày " + a.Day.VN()
		case activity.ByEditing:
			e.Title = "Sửa kế hoạch"
		case activity.ByMoving:
			e.Title = "Đổi sang ngày " + a.Day.VN()
		case activity.ByStep:
			if n > 0 && all[n-1].Day != a.Day {
				e.Title += ", ngày mới " + a.Day.VN()
			}
		}
		if a.Notice.Number != "" {
			e.Decision = "Thông báo số " + a.Notice.Number
			if a.State == activity.ClosedSigned {
				e.Decision = "Theo: " + a.Notice.Number
			}
			if a.Notice.Date != 0 {
				e.Decision += fmt.Sprintf(" ngày %s", a.Notice.Date.VN())
			}
			if a.Notice.Dispatch != "" {
				e.Href = "/dispatches/" + a.Notice.Dispatch
			}
		}
		m.Life.Events = append(m.Life.Events, e)
	}
	return nil
}

func lifeKind(a activity.Activity) string {
	switch {
	case a.Change == activity.ByPlanning:
		return "found"
	case a.Change == activity.ByEditing:
		return "correct"
	case a.Change == activity.ByMoving:
		return "move"
	case a.State == activity.Postponed:
		return "suspend"
	case a.State == activity.Cancelled:
		return "dissolve"
	}
	return "resume"
}
