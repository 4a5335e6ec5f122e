package figures

import (
	"cmp"
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
	"phongtrao/internal/place"
	"phongtrao/internal/web/door"
)

// list is every indicator of one unit, or place, in a period on a map.
type list struct {
	Line      string // "" or ledger.PlaceLine
	At, Name  string
	Up        []ui.Link // the units above that may be looked at
	On, Today day.Day
	Period    day.Period
	Fell      *ui.Notice // why another period or map is shown than one would expect
	Kind      string
	Notice    *ui.Notice
	Kinds     []ui.Tab // of which there is something
	Sections  []section
	Silent    []silent
	Below     *ui.Table // the units below by the indicators of Kind
}

// section is the indicators of one kind that have entries.
type section struct {
	Name string
	Rows []ui.Row
}

// silent is an indicator of which nothing was entered.
type silent struct{ Name, Definition, Href string }

// keep is what stands in the address beside the map.
func (m list) keep() map[string][]string {
	q := map[string][]string{"at": {m.At}}
	if m.Line != "" {
		q["line"] = []string{m.Line}
	}
	if m.Kind != "" {
		q["kind"] = []string{m.Kind}
	}
	for k, v := range span(m.Period) {
		q[k] = []string{v}
	}
	return q
}

// address is the list's own with another period, unit or kind.
func (m list) address(p day.Period, at, kind string) string {
	pairs := []string{"at", at, "line", m.Line, "on", m.On.String(), "kind", kind}
	for k, v := range span(p) {
		pairs = append(pairs, k, v)
	}
	return door.Address("/figures", pairs...)
}

func (m list) tabs() ui.Tabs {
	t := ui.Tabs{Label: "Kỳ"}
	for _, p := range periods(m.Today, m.Period) {
		t.Items = append(t.Items, ui.Tab{Label: named(p), Current: p == m.Period, Href: m.address(p, m.At, m.Kind)})
	}
	return t
}

// spanForm asks for another period.
func (m list) spanForm() ui.Form {
	hidden := map[string]string{"at": m.At}
	for k, v := range map[string]string{"line": m.Line, "on": m.On.String(), "kind": m.Kind} {
		if v != "" {
			hidden[k] = v
		}
	}
	return spanForm("/figures", m.Period, hidden)
}

// save are the ways to save the entries of which these figures are the sums. Those of a place or of another day's map are told by the
// page of each figure.
func (m list) save() []ui.Button {
	if m.Line != "" || len(m.Sections) == 0 && m.Below == nil {
		return nil
	}
	pairs := []string{"at", m.At}
	if m.Period != day.All {
		pairs = append(pairs, "from", m.Period.From.String(), "to", m.Period.To.String())
	}
	return door.Save("entries", pairs...)
}

func (m list) picker() ui.DayPicker {
	return ui.DayPicker{Action: "/figures", Value: m.On, Today: m.Today, AsIs: true, Keep: m.keep()}
}

func (m list) title() string {
	if m.Name == "" {
		return "Số liệu"
	}
	return "Số liệu của " + m.Name
}

func (m list) lead() string {
	s := capital(named(m.Period)) + ". Bấm vào một số để mở lý lịch của nó: định nghĩa, nguồn, bằng chứng."
	if m.Kind != "" {
		s = capital(named(m.Period)) + ", theo từng " + m.word() + " trực thuộc. Bấm vào một số để mở lý lịch của nó."
	}
	return s
}

func (m list) word() string {
	if m.Line == ledger.PlaceLine {
		return "địa điểm"
	}
	return "đơn vị"
}

// loadList asks once for all indicators, of the unit and, where a kind was chosen, of the units below it.
func loadList(a *door.Ask) (*list, error) {
	m := &list{Line: a.Query("line"), Today: a.Today(), Kind: a.Query("kind"), At: a.Query("at")}
	if m.Line != ledger.PlaceLine {
		m.Line, m.At = "", a.Object
	} else if m.At == "" {
		m.At = place.Country
	}
	var err error
	if m.On, err = a.Day("on", 0); err != nil {
		return nil, err
	}
	chosen, err := m.span(a)
	if err != nil {
		return nil, err
	}
	if _, err := leave(a, ledger.Question{Indicator: "any", Line: m.Line, At: m.At}); err != nil {
		return nil, err
	}
	g, err := groundOf(a, m.Line)
	if err != nil {
		return nil, err
	}
	if err := m.stand(g); err != nil {
		return nil, err
	}
	return m, m.read(a, g, chosen)
}

// span reads the period: this year where none was chosen.
func (m *list) span(a *door.Ask) (chosen bool, err error) {
	m.Period = day.Year(m.Today.Year())
	if a.Query("period") == "all" {
		m.Period = day.All
		return true, nil
	}
	if a.Query("from") == "" && a.Query("to") == "" {
		return false, nil
	}
	m.Period = day.All
	if m.Period.From, err = a.Day("from", 1); err != nil {
		return true, err
	}
	if m.Period.To, err = a.Day("to", day.Forever); err != nil {
		return true, err
	}
	if m.Period.To < m.Period.From {
		return true, fault.In("to", "Kỳ kết thúc ngày %s, trước ngày bắt đầu %s. Hãy đổi lại hai ngày.", m.Period.To.VN(), m.Period.From.VN())
	}
	return true, nil
}

// asOf is the day by which nodes are named and listed: that of the map, else the period's last one that has come.
func (m *list) asOf() day.AsOf {
	return day.AsOf{Day: cmp.Or(m.On, min(m.Period.To, m.Today))}
}

// stand finds the node, and says where to look if it does not stand on the chosen map.
func (m *list) stand(g *ground) error {
	if m.At == "" {
		return nil
	}
	i, ok := g.h.Index(m.At)
	if !ok {
		return fault.NotFoundf("Không có %s mang mã “%s”. Hãy chọn lại từ trang Tổ chức.", g.word(), m.At)
	}
	m.Name = g.name(m.At, m.asOf())
	for _, up := range g.chain(m.At, m.asOf()) {
		m.Up = append(m.Up, ui.Link{Label: g.name(up, m.asOf()), Href: m.address(m.Period, up, m.Kind)})
	}
	if m.On == 0 {
		return nil
	}
	tree := g.h.Tree(g.line, day.AsOf{Day: m.On})
	if tree.Has(i) {
		return nil
	}
	m.Notice = &ui.Notice{Tone: ui.Warn, Title: m.Name + " không có trên bản đồ ngày " + m.On.VN(), Text: capital(g.where(m.At, 0, day.AsOf{Day: m.On})) + "."}
	if l := tree.Locate(i); l.Counted() && l.At >= 0 && g.opens(g.h.ID(l.At)) {
		m.Notice.Link = &ui.Link{Label: "Xem số liệu của " + g.h.Name(l.At, day.AsOf{Day: m.On}), Href: m.address(m.Period, g.h.ID(l.At), m.Kind)}
	}
	return nil
}

// read asks the ledger and fills the sections.
func (m *list) read(a *door.Ask, g *ground, chosen bool) error {
	all, err := indicator.All(a.V)
	if err != nil {
		return err
	}
	keys := make([]string, len(all))
	for i, x := range all {
		keys[i] = x.Key
	}
	units := []string{m.At}
	if m.Kind != "" {
		units = append(units, g.below(m.At, m.asOf())...)
	}
	grid, err := m.seek(a, keys, units, chosen)
	if err != nil {
		return err
	}
	for _, k := range append(slices.Clone(a.House.Kinds), nil) {
		key, name := "", "Chỉ số chung"
		var own []indicator.Indicator
		if k != nil {
			key, name, own = k.Key(), k.Name(), kind.Indicators(k)
		} else {
			own = slices.DeleteFunc(slices.Clone(all), func(x indicator.Indicator) bool { _, of := a.House.Kinds.Of(x.Key); return of })
		}
		s := section{Name: name}
		var spoken []indicator.Indicator
		for _, x := range own {
			q := m.question(x.Key)
			t := grid[x.Key][m.At]
			if t.Entries == 0 {
				m.Silent = append(m.Silent, silent{x.Name, x.Definition, address(q)})
				continue
			}
			spoken = append(spoken, x)
			s.Rows = append(s.Rows, ui.Row{Cells: []ui.Cell{
				{Text: x.Name, Sub: x.Definition},
				{Body: figure(t.Quantity, x.Label(), address(q))},
				{Text: known(t.ByEvidence)},
				{Text: viet.FormatInt(int64(t.Entries))}}})
		}
		if len(s.Rows) == 0 {
			continue
		}
		if key != "" {
			m.Kinds = append(m.Kinds, ui.Tab{Label: name, Current: m.Kind == key, Href: m.address(m.Period, m.At, key)})
		}
		if m.Kind == "" || m.Kind == key {
			m.Sections = append(m.Sections, s)
		}
		if key != "" && m.Kind == key {
			lead, found := kind.Indicator(k, kind.Lead(k))
			slices.SortStableFunc(spoken, func(x, y indicator.Indicator) int { return first(y.Key == lead.Key) - first(x.Key == lead.Key) })
			m.table(g, k, lead, found, spoken, grid, units[1:])
		}
	}
	if m.Kind != "" && m.Below == nil {
		m.Kind, m.Below = "", nil
	}
	return nil
}

// seek asks the ledger. Where nothing was chosen and this year holds nothing, it looks at all days, then, for a unit that took
// over from others, at today's map, and says so.
func (m *list) seek(a *door.Ask, keys, units []string, chosen bool) (map[string]map[string]ledger.Total, error) {
	grid, err := ledger.Grid(a.V, m.question(""), keys, units)
	if err != nil || chosen || !m.quiet(grid) {
		return grid, err
	}
	for _, next := range []struct {
		on   day.Day
		says string
	}{
		{m.On, "Năm nay chưa có bút toán nào ở đây nên đang hiện mọi thời gian. Chọn một kỳ ở trên để xem riêng kỳ ấy."},
		{m.Today, "Từ khi " + m.Name + " hoạt động chưa có bút toán nào, nên đang hiện mọi thời gian trên bản đồ hôm nay: số của các tổ chức mà đơn vị kế thừa được tính về đây."},
	} {
		if next.on != m.On && a.R.URL.Query().Has("on") {
			break
		}
		other := *m
		other.Period, other.On = day.All, next.on
		found, err := ledger.Grid(a.V, other.question(""), keys, units)
		if err != nil {
			return nil, err
		}
		if !m.quiet(found) {
			m.Period, m.On, m.Fell = other.Period, other.On, &ui.Notice{Tone: ui.Info, Text: next.says}
			return found, nil
		}
	}
	return grid, nil
}

func (m *list) quiet(grid map[string]map[string]ledger.Total) bool {
	for _, row := range grid {
		if row[m.At].Entries > 0 {
			return false
		}
	}
	return true
}

func (m *list) question(key string) ledger.Question {
	return ledger.Question{Indicator: key, Period: m.Period, Line: m.Line, On: m.On, At: m.At}
}
