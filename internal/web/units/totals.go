package units

import (
	"slices"
	"strconv"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/passport"
)

// totals are the figures of one indicator at the units concerned, before and after a change, on both maps.
type totals struct {
	Title string
	Lead  string
	Table ui.Table
	Notes []string // differences with their names
}

// concernedMax is how many units a table of totals names.
const concernedMax = 14

// membersKey is the indicator of members, which belongs to no kind of campaign.
const membersKey = "member.members"

// mainIndicators are those that speak for what a union does: its members, and what each kind of campaign leads with.
func (q *asking) mainIndicators() ([]indicator.Indicator, error) {
	keys := []string{membersKey}
	for _, k := range q.a.House.Kinds {
		if lead := kind.Lead(k); lead != "" && !slices.Contains(keys, lead) {
			keys = append(keys, lead)
		}
	}
	var out []indicator.Indicator
	for _, key := range keys {
		x, err := indicator.Get(q.v, key)
		if fault.KindOf(err) == fault.NotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, nil
}

// concerned are the units whose totals may differ: the parents that units leave and come to, those that end, those founded.
func (l *looking) concerned() []org.UnitID {
	var all []org.UnitID
	add := func(units ...org.UnitID) {
		for _, u := range units {
			if u != "" && !slices.Contains(all, u) && len(all) < concernedMax {
				all = append(all, u)
			}
		}
	}
	if t := l.out.Before.Tree(org.UnionLine, l.asOf()); t.Len() > 0 {
		for _, u := range slices.Concat(l.plan.Units, []org.UnitID{l.u.ID}) { // the nearest one above all shows that nothing is lost
			if i, ok := t.History().Index(u); ok && l.closes[u] {
				if p, ok := t.Parent(i); ok {
					add(t.History().ID(p))
				}
			}
		}
	}
	add(l.plan.To, l.plan.Ending.Successor)
	for _, m := range l.out.Moved {
		if m.Line == org.UnionLine {
			add(m.To, m.From)
		}
	}
	add(l.out.Ended...)
	add(l.out.Founded...)
	add(l.out.Revived...)
	add(l.out.Unmade...)
	return all
}

// year is the year whose figures are looked at: that of the change, and no later than this one.
func (l *looking) year() int { return min(l.on.Year(), l.a.Today().Year()) }

// totals compares the main indicators before and after the change.
func (l *looking) totals() ([]totals, error) {
	about, err := l.mainIndicators()
	if err != nil {
		return nil, err
	}
	units := l.concerned()
	var out []totals
	for _, x := range about {
		t, some, err := l.compare(x, units)
		if err != nil {
			return nil, err
		}
		if some {
			out = append(out, t)
		}
	}
	return out, nil
}

// compare makes the table of one indicator, and reports false where there is nothing at all.
func (l *looking) compare(x indicator.Indicator, units []org.UnitID) (totals, bool, error) {
	q := ledger.Question{Indicator: x.Key, Period: day.Year(l.year())}
	var s [2][2]ledger.Supposition // as it stood, on the map of the day; before, after
	var err error
	if s[0][0], err = l.stood(q, units); err != nil {
		return totals{}, false, err
	}
	if s[0][1] = s[0][0]; l.on <= l.a.Today() || l.c.mends { // what lies ahead changes nothing that stood
		if s[0][1], err = ledger.Suppose(l.v, l.out.After, q, units); err != nil {
			return totals{}, false, err
		}
	}
	q.On = l.on
	for k, h := range []*lineage.History{l.out.Before, l.out.After} {
		if s[1][k], err = ledger.Suppose(l.v, h, q, units); err != nil {
			return totals{}, false, err
		}
	}
	t := totals{Title: x.Name, Lead: "Năm " + strconv.Itoa(l.year()) + ", đơn vị tính: " + x.Label() + ".",
		Table: ui.Table{Label: x.Name + " trước và sau thay đổi", Cards: true, Columns: []ui.Column{{Label: "Đơn vị", Wide: true}, {Label: "Như khi ấy", Num: true, Title: "Mỗi số liệu theo tổ chức của ngày phát sinh"},
			{Label: "Bản đồ " + l.on.VN() + ", trước", Num: true}, {Label: "Bản đồ " + l.on.VN() + ", sau", Num: true}, {Label: "Chênh lệch", Num: true}}}}
	some := false
	row := func(name ui.Cell, at org.UnitID, get func(ledger.Supposition) (ledger.Total, bool)) {
		stood, okStood := get(s[0][0])
		stands, okStands := get(s[0][1])
		before, okBefore := get(s[1][0])
		after, okAfter := get(s[1][1])
		some = some || at != "" && stood.Entries+stands.Entries+before.Entries+after.Entries > 0
		cells := []ui.Cell{name, l.figure(x, at, 0, stood, okStood), l.figure(x, at, l.on, before, okBefore), supposed(after, okAfter), {Text: delta(before, after)}}
		if stood.Quantity != stands.Quantity || okStood != okStands {
			cells[1].Sub = "sau: " + supposed(stands, okStands).Text
			cells[1] = ui.Cell{Body: ui.Group{cells[1].Body, ui.Text(" → " + supposed(stands, okStands).Text)}}
			if !okStood {
				cells[1] = ui.Cell{Text: "– → " + supposed(stands, okStands).Text}
			}
		}
		t.Table.Rows = append(t.Table.Rows, ui.Row{Cells: cells})
	}
	for _, u := range units {
		link := l.link(u)
		name := ui.Cell{Text: link.Label, Href: link.Href}
		switch {
		case l.closes[u]:
			name.Sub = "kết thúc"
		case slices.Contains(l.out.Founded, u):
			name.Sub = "thành lập"
		}
		row(name, u, func(s ledger.Supposition) (ledger.Total, bool) { t, ok := s.Totals[u]; return t, ok })
	}
	if l.sight.Whole() {
		row(ui.Cell{Text: "Toàn tuyến", Strong: true}, "", func(s ledger.Supposition) (ledger.Total, bool) { return s.All, true })
	}
	t.Notes = append(l.differ("không còn trong tổng nào (không có đơn vị kế thừa)", s[1][0].Gone, s[1][1].Gone),
		l.differ("không phân bổ được: đứng ở cấp trên của các phần", s[1][0].Left, s[1][1].Left)...)
	return t, some, nil
}

// stood answers a question for units as things stood: from the rolls that are kept.
func (l *looking) stood(q ledger.Question, units []org.UnitID) (s ledger.Supposition, err error) {
	if s.Totals, err = ledger.Totals(l.v, q, units); err != nil {
		return s, err
	}
	f, err := ledger.RollUp(l.v, q)
	s.All = ledger.Total{Quantity: f.Quantity, ByEvidence: f.ByEvidence, Entries: f.Entries}
	return s, err
}

// figure is a total that holds now, with the way to its passport.
func (l *looking) figure(x indicator.Indicator, at org.UnitID, on day.Day, n ledger.Total, there bool) ui.Cell {
	if !there {
		return ui.Cell{Text: "–"}
	}
	ask := ledger.Question{Indicator: x.Key, Period: day.Year(l.year()), At: at, On: on}
	return ui.Cell{Body: ui.Figure{Quantity: ui.Quantity{Lo: n.Lo, Hi: n.Hi, Open: n.Open}, Href: "/figures?" + passport.Query(ask).Encode()}}
}

// supposed is a total that would be: it has no passport yet.
func supposed(n ledger.Total, there bool) ui.Cell {
	if !there {
		return ui.Cell{Text: "–"}
	}
	return ui.Cell{Text: n.Quantity.String()}
}

func delta(before, after ledger.Total) string {
	d := after.Lo - before.Lo
	switch {
	case d == 0:
		return "0"
	case d > 0:
		return "+" + viet.FormatInt(d)
	}
	return ui.Int(d)
}

// differ names what stands otherwise on the map after the change.
func (l *looking) differ(what string, before, after []ledger.Part) []string {
	had := map[string]ledger.Quantity{}
	for _, p := range before {
		had[p.Key] = p.Quantity
	}
	var out []string
	for _, p := range after {
		if had[p.Key] == p.Quantity {
			continue
		}
		if len(out) == listedNames {
			return append(out, "… và các đơn vị khác.")
		}
		out = append(out, l.link(p.Key).Label+": "+p.Quantity.String()+" "+what+".")
	}
	return out
}
