package figures

import (
	"cmp"
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
	"phongtrao/internal/passport"
)

// views is the same figure on several maps: either they agree, or the difference has a name.
type views struct {
	Table ui.Table
	Says  string   // in a sentence
	Apart ui.Table // the difference by unit
}

// seen is the figure on one map.
type seen struct {
	name string
	on   day.Day
	q    ledger.Question
	f    ledger.Figure
	none string // why there is no figure on that map
	near string // which node to look at there instead, "" for none
}

// views asks for the figure as it stood, on the chosen day and today.
func (s *asking) views(m *show) error {
	today := s.v.At.Day()
	days := []seen{{name: "Như khi ấy: mỗi số theo tổ chức của ngày phát sinh"}}
	if s.q.On != 0 && s.q.On != today {
		days = append(days, seen{name: "Bản đồ ngày " + s.q.On.VN(), on: s.q.On})
	}
	days = append(days, seen{name: "Bản đồ hôm nay, " + today.VN(), on: today})
	var current *seen
	for i := range days {
		d := &days[i]
		d.q = s.q
		d.q.On, d.q.By = d.on, ""
		var err error
		if d.f, err = ledger.RollUp(s.v, d.q); fault.KindOf(err) == fault.NotFound {
			d.none, d.near, err = capital(s.g.where(s.q.At, 0, day.AsOf{Day: d.on, Known: s.q.Known}))+".", s.g.stands(s.q.At, day.AsOf{Day: d.on, Known: s.q.Known}), nil
		}
		if err != nil {
			return err
		}
		if d.on == s.q.On {
			current = d
		}
	}
	t := &m.Views.Table
	*t = ui.Table{Label: "Cùng số liệu trên các bản đồ", Cards: true, Columns: []ui.Column{{Label: "Cách xem", Wide: true}, {Label: "Số liệu", Num: true}, {Label: "Ngoài tổng", Num: true, Title: "Của tổ chức đã kết thúc, không có nơi kế thừa"}}}
	agree, asked := true, 0 // asked counts the maps on which the node does not stand
	for _, d := range days {
		row := ui.Row{Cells: []ui.Cell{{Text: d.name, Href: address(d.q), Strong: d.on == s.q.On}}}
		switch {
		case d.none != "":
			row.Cells[0].Sub, row.Cells[0].Href = d.none, ""
			there := ui.Cell{Text: "không có trên bản đồ này"}
			if d.near != "" && s.g.opens(d.near) {
				d.q.At = d.near
				there = ui.Cell{Text: "xem ở " + s.g.name(d.near, day.AsOf{Day: d.on}), Href: address(d.q)}
			}
			row.Cells = append(row.Cells, there, ui.Cell{Text: "–"})
			asked++
		default:
			if d.on == s.q.On {
				row.Cells[0].Sub = "đang xem"
			}
			row.Cells = append(row.Cells, ui.Cell{Body: figure(d.f.Quantity, "", address(d.q))}, s.goneCell(d))
			agree = agree && d.f.Quantity == current.f.Quantity && d.f.Entries == current.f.Entries
		}
		t.Rows = append(t.Rows, row)
	}
	switch {
	case agree && asked > 0:
		m.Views.Says = capital(s.g.word()) + " này không đứng trên mọi bản đồ; ở bản đồ khác, số liệu nằm ở nơi kế thừa."
		return nil
	case agree:
		m.Views.Says = "Các cách xem cho cùng một tổng."
		return nil
	}
	return s.difference(m, current, days)
}

func (s *asking) goneCell(d seen) ui.Cell {
	if len(d.f.Gone) == 0 {
		return ui.Cell{Text: "không"}
	}
	var total ledger.Quantity
	for _, p := range d.f.Gone {
		total = total.Add(p.Quantity)
	}
	return ui.Cell{Body: figure(total, "", address(d.q)+"#gone")}
}

// difference names what one map counts and another does not, by the unit that it was credited to.
func (s *asking) difference(m *show, current *seen, days []seen) error {
	m.Views.Apart = ui.Table{Label: "Chênh lệch theo " + s.g.word(), Cards: true, Columns: []ui.Column{{Label: capital(s.g.word()), Wide: true}, {Label: "Số liệu", Num: true}, {Label: "Chỉ có trong"}}}
	if !s.known {
		m.Views.Says = "Các cách xem cho tổng khác nhau do tổ chức thay đổi. Mở từng cách xem, rồi từng " + s.g.word() + " để thấy phần chênh."
		return nil
	}
	m.Views.Says = "Các cách xem cho tổng khác nhau vì tổ chức đã thay đổi. Phần chênh, theo " + s.g.word() + " ghi số liệu:"
	mine := entriesByNumber(s.list)
	for _, d := range days {
		if d.on == current.on || d.none != "" || d.f.Quantity == current.f.Quantity && d.f.Entries == current.f.Entries {
			continue
		}
		if d.f.Entries > listMax {
			continue
		}
		theirs, err := passport.Entries(s.v, d.q)
		if err != nil {
			return err
		}
		other := entriesByNumber(theirs)
		s.apartFrom(m, s.list, other, *current, d)
		s.apartFrom(m, theirs, mine, d, *current)
	}
	if len(m.Views.Apart.Rows) == 0 {
		m.Views.Says = "Các cách xem cho tổng khác nhau vì một quyết định chia tách phân bổ số liệu theo tỷ lệ."
	}
	return nil
}

// apartFrom lists the entries that one map counts and another does not.
func (s *asking) apartFrom(m *show, have []ledger.Entry, lack map[int64]bool, here, there seen) {
	groups := map[string][]ledger.Entry{}
	for _, e := range have {
		if !lack[e.Seq] {
			groups[s.nodeOf(e)] = append(groups[s.nodeOf(e)], e)
		}
	}
	var keys []string
	for k := range groups {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(x, y string) int {
		return cmp.Or(cmp.Compare(ledger.SumOf(groups[y]).Lo, ledger.SumOf(groups[x]).Lo), cmp.Compare(x, y))
	})
	for n, k := range keys {
		if n == apartMax {
			m.Views.Apart.Rows = append(m.Views.Apart.Rows, ui.Row{Cells: []ui.Cell{{Text: "và " + viet.FormatInt(int64(len(keys)-n)) + " " + s.g.word() + " khác"}}})
			break
		}
		list := groups[k]
		d := list[len(list)-1].Day
		cell := ui.Cell{Text: "Không ghi " + s.g.word()}
		if k != "" {
			cell = ui.Cell{Text: s.g.name(k, day.AsOf{Day: d, Known: s.q.Known}), Sub: capital(s.g.where(k, d, day.AsOf{Day: there.on, Known: s.q.Known}))}
			if s.g.opens(k) {
				cell.Href = s.g.page(k, d)
			}
		}
		href := address(here.q) + entriesHere
		if len(list) == 1 {
			href = entryAddress(list[0].Seq)
		}
		m.Views.Apart.Rows = append(m.Views.Apart.Rows, ui.Row{Cells: []ui.Cell{cell, {Body: figure(ledger.SumOf(list), "", href)}, {Text: short(here)}}})
	}
}

// apartMax is how many units a difference names.
const apartMax = 30

// short names a map in a cell.
func short(d seen) string {
	if d.on == 0 {
		return "như khi ấy"
	}
	return "bản đồ " + d.on.VN()
}

// nodeOf is the node of the figure's line that an entry is about.
func (s *asking) nodeOf(e ledger.Entry) string {
	if s.g.places {
		return e.Place
	}
	return e.Unit
}

func entriesByNumber(list []ledger.Entry) map[int64]bool {
	out := make(map[int64]bool, len(list))
	for _, e := range list {
		out[e.Seq] = true
	}
	return out
}
