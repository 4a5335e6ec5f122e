package tickets

import (
	"cmp"
	"net/url"
	"slices"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
	"phongtrao/internal/roster"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// placing says how many places there are: of each site and wave, and of units at one site.
var placing = deed{
	path: "/activities/{id}/tickets/places", title: "Số chỗ", guard: door.Guard{Verb: roster.SettingPlaces},
	help: "Số chỗ của từng điểm, từng đợt và của đơn vị; để trống là không giới hạn. Tăng chỗ thì người trong danh sách chờ được vào ngay, đúng thứ tự.",
	open: openPlaces,
	act: func(tx *db.Tx, _ *held, q *sheet) error {
		for _, c := range q.about.([]roster.Quota) {
			if err := roster.SetQuota(tx, c); err != nil {
				return err
			}
		}
		return nil
	},
	done: func(h *held, q *sheet) ui.Outcome {
		n := len(q.about.([]roster.Quota))
		if n == 0 {
			return said(h.path("/places?site="+url.QueryEscape(q.sent.Get("site"))), "Không có số nào thay đổi.")
		}
		return said(h.path("/places?site="+url.QueryEscape(q.sent.Get("site"))), "Đã lưu "+viet.FormatInt(int64(n))+" số chỗ.")
	},
}

// quotaField is the name of the field for one quota.
func quotaField(site, unit, slot string) string { return "q-" + site + "-" + unit + "-" + slot }

// places is the page while it is made: fields for quotas, and those that differ from what holds.
type places struct {
	*held
	q       *sheet
	sent    url.Values
	changes []roster.Quota
}

func openPlaces(h *held, sent url.Values) (*sheet, error) {
	if !h.opened {
		return nil, fault.NotFoundf("Hoạt động này chưa mở đăng ký và vé. Hãy mở ở trang “Đăng ký và vé” trước.")
	}
	p := &places{held: h, q: &sheet{frame: h.frame("Số chỗ", "/places"), Drawn: ui.Form{Submit: "Lưu số chỗ", Cancel: h.path("")}}, sent: sent}
	chosen := cmp.Or(sent.Get("site"), h.sites[0].ID)
	at, ok := h.site(chosen)
	if !ok {
		return nil, fault.In("site", "Điểm này không thuộc hoạt động. Hãy chọn điểm trong danh sách.")
	}
	p.q.hidden = []string{"site", at.ID}
	all := grid{Title: "Từng điểm", Lead: "Để trống là không giới hạn. Không giảm xuống dưới số đã giữ chỗ.", Columns: []string{"Điểm", "Tổng số chỗ"}}
	for _, s := range h.e.Slots {
		all.Columns = append(all.Columns, s.Label)
	}
	all.Columns = append(all.Columns, "Đã giữ", "Đang chờ")
	var here []roster.Room
	for _, s := range h.sites {
		rooms, err := roster.RoomOf(h.a.V, s.ID)
		if err != nil {
			return nil, err
		}
		if s.ID == at.ID {
			here = rooms
		}
		row := gridRow{Name: h.called(s), Cells: []gridCell{p.cell(rooms[0], "Số chỗ của "+h.called(s))}}
		for _, w := range h.e.Slots {
			i := slices.IndexFunc(rooms, func(r roster.Room) bool { return r.Unit == "" && r.Slot == w.Key })
			r := roster.Room{Quota: roster.Quota{Activity: s.ID, Slot: w.Key, Places: roster.NoLimit}}
			if i >= 0 {
				r = rooms[i]
			}
			row.Cells = append(row.Cells, p.cell(r, "Số chỗ của "+h.called(s)+", "+w.Label))
		}
		row.Cells = append(row.Cells, gridCell{Text: viet.FormatInt(rooms[0].Taken)}, gridCell{Text: viet.FormatInt(rooms[0].Waiting)})
		all.Rows = append(all.Rows, row)
	}
	p.q.Grids = append(p.q.Grids, all)
	if err := p.units(at.ID, h.called(at), here); err != nil {
		return nil, err
	}
	if len(h.sites) > 1 {
		tabs := ui.Tabs{Label: "Chỗ của đơn vị tại điểm"}
		for _, s := range h.sites {
			tabs.Items = append(tabs.Items, ui.Tab{Label: h.called(s), Href: h.path("/places?site=" + url.QueryEscape(s.ID)), Current: s.ID == at.ID})
		}
		p.q.Above = tabs
	}
	p.q.about = p.changes
	return p.q, nil
}

// units asks for the places of units at one site: those that have a quota, a place or somebody waiting, and one more.
func (p *places) units(site, name string, rooms []roster.Room) error {
	var of []roster.Room
	var ids []org.UnitID
	for _, r := range rooms {
		if r.Unit != "" && r.Slot == "" {
			of = append(of, r)
			ids = append(ids, r.Unit)
		}
	}
	names, err := p.held.units(ids)
	if err != nil {
		return err
	}
	slices.SortFunc(of, func(a, b roster.Room) int {
		return cmp.Or(cmp.Compare(b.Taken+b.Waiting, a.Taken+a.Waiting), viet.Compare(names[a.Unit], names[b.Unit]))
	})
	g := grid{Title: "Của từng đơn vị tại " + name, Columns: []string{"Đơn vị", "Số chỗ", "Đã giữ", "Đang chờ"}}
	for _, r := range of {
		g.Rows = append(g.Rows, gridRow{Name: names[r.Unit], Cells: []gridCell{p.cell(r, "Số chỗ của "+names[r.Unit]), {Text: viet.FormatInt(r.Taken)}, {Text: viet.FormatInt(r.Waiting)}}})
	}
	if len(g.Rows) > 0 {
		p.q.Grids = append(p.q.Grids, g)
	}
	pick := sight.Pick{Name: "unit", Label: "Thêm đơn vị tại " + name, AsOf: org.Today(p.a.V)}
	if err := pick.Read(p.a.V, p.sent); err != nil {
		return err
	}
	p.q.form.Fields = append(pick.Fields(), form.Field{Name: "unit_places", Label: "Số chỗ của đơn vị thêm", Kind: form.Count, Of: "chỗ"})
	p.q.values = map[string]string{"unit": p.sent.Get("unit")}
	p.q.extra = append(p.q.extra, pick.Problem...)
	if n, err := count(p.sent.Get("unit_places")); pick.Unit != "" && err == nil {
		if n < 0 {
			p.q.extra = append(p.q.extra, form.Problem{Field: "unit_places", Text: "Hãy ghi số chỗ của đơn vị vừa chọn."})
		} else {
			p.changes = append(p.changes, roster.Quota{Activity: site, Unit: pick.Unit, Places: n})
		}
	}
	return nil
}

// cell is the field for one quota; where another number was typed than holds, it is a change.
func (p *places) cell(r roster.Room, label string) gridCell {
	c := gridCell{Name: quotaField(r.Activity, r.Unit, r.Slot), Label: label}
	if r.Places != roster.NoLimit {
		c.Value = viet.FormatInt(r.Places)
	}
	typed, sent := p.sent[c.Name]
	if !sent {
		return c
	}
	c.Value = typed[0]
	n, err := count(c.Value)
	switch {
	case err != nil:
		c.Problem = fault.Text(err)
		p.q.extra = append(p.q.extra, form.Problem{Field: c.Name, Text: label + ": " + fault.Text(err)})
	case n != r.Places:
		p.changes = append(p.changes, roster.Quota{Activity: r.Activity, Unit: r.Unit, Slot: r.Slot, Places: n})
	}
	return c
}
