package compose

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
)

// line is one unit of the table by unit.
type line struct {
	id, name string
	why      string // what stands at nobody: "không phân bổ được"
	parts    map[string]ledger.Part
	target   int64
}

// byUnit is the table of the units directly below, with all that stands at none of them. A unit without any below has none.
func (m *maker) byUnit() error {
	lines, err := m.lines()
	if err != nil || len(lines) == 0 {
		return err
	}
	promised, err := m.targets(lines)
	if err != nil {
		return err
	}
	keys := m.unitColumns()
	t := paper.Table{Name: "Theo đơn vị", Caption: "Kết quả theo đơn vị, " + m.ask.Period.VN(), Wide: len(keys) > bodyColumns-4,
		Columns: []paper.Column{{Title: "STT", Width: 5}, {Title: "Đơn vị", Width: 28}}}
	for _, c := range keys {
		t.Columns = append(t.Columns, paper.Column{Group: c.Group, Title: c.Title, Number: true, Width: 9})
	}
	if promised {
		t.Columns = append(t.Columns, paper.Column{Title: "Chỉ tiêu", Number: true, Width: 9}, paper.Column{Title: "%", Number: true, Width: 9})
	}
	var silent []line
	for _, l := range lines {
		if l.parts == nil && l.target == 0 {
			silent = append(silent, l)
			continue
		}
		t.Rows = append(t.Rows, m.unitRow(len(t.Rows)+1, l, promised))
	}
	if len(silent) <= namedMax {
		for _, l := range silent {
			t.Rows = append(t.Rows, m.unitRow(len(t.Rows)+1, l, promised))
		}
		silent = nil
	}
	if len(t.Rows) == 0 {
		return nil
	}
	m.chapterHeading("KẾT QUẢ THEO ĐƠN VỊ")
	long := len(t.Rows) > bodyRows
	if long { // a reference beside each of thousands of numbers would drown them: the foot's opens them all
		for _, r := range t.Rows {
			for i := range r.Cells {
				r.Cells[i].Code = ""
			}
		}
	}
	t.Rows = append(t.Rows, m.unitTotal(t.Rows, promised))
	share(t.Columns)
	notes := []paper.Block{note("Dấu “—”: " + unknown + "; không phải số 0.")}
	if long {
		notes = append(notes, note("Nguồn ghi ở dòng Cộng mở cả cột, chia theo từng đơn vị."))
	}
	if t.Wide || long {
		title := t.Caption
		t.Caption = ""
		name := m.annex(title, append([]paper.Block{t}, notes...)...)
		m.say(paper.Body, fmt.Sprintf("Số liệu của %s đơn vị: xem %s.", viet.FormatInt(int64(len(t.Rows)-1)), name))
	} else {
		m.add(t)
		m.add(notes...)
	}
	if len(silent) > 0 {
		names := make([]string, namedMax)
		for i := range names {
			names[i] = silent[i].name
		}
		m.say(paper.Warning, fmt.Sprintf("Còn %s đơn vị %s, trong đó có: %s.", viet.FormatInt(int64(len(silent))), unknown, strings.Join(names, "; ")))
	}
	m.unitChart(lines)
	return nil
}

// column is a column of figures with its indicator.
type column struct{ Group, Title, Indicator string }

// unitColumns are the kind's columns, the lead among them.
func (m *maker) unitColumns() []column {
	var all []column
	lead := false
	for _, c := range m.layout.Units {
		all = append(all, column{c.Group, c.Title, c.Indicator})
		lead = lead || c.Indicator == m.lead.Key
	}
	if !lead {
		all = append(all, column{"", m.lead.Name, m.lead.Key})
	}
	return all
}

// lines are the units below on the map of the period's last day, and those that figures stand at.
func (m *maker) lines() ([]line, error) {
	tree := m.h.Tree(cmp.Or(m.line, org.UnionLine), m.shown)
	at := map[string]*line{}
	var all []*line
	if tree.Has(m.unit) {
		for _, i := range tree.Children(m.unit) {
			l := &line{id: m.h.ID(i), name: m.name(i)}
			at[l.id], all = l, append(all, l)
		}
	}
	if len(all) == 0 {
		return nil, nil
	}
	stand := func(key string, p ledger.Part, why string) {
		l := at[p.Key+why]
		if l == nil {
			l = &line{id: p.Key, name: p.Name, why: why}
			if p.Key == m.ask.Unit {
				l.name = "Ghi trực tiếp tại " + m.unitName()
			}
			if why != "" {
				l.name += " (" + why + ")"
			}
			at[p.Key+why], all = l, append(all, l)
		}
		if l.parts == nil {
			l.parts = map[string]ledger.Part{}
		}
		l.parts[key] = p
	}
	for _, c := range m.unitColumns() {
		q := m.question(c.Indicator)
		q.By = ledger.ByUnit
		f, err := ledger.RollUp(m.v, q)
		if err != nil {
			return nil, err
		}
		m.units[c.Indicator] = f
		for _, p := range f.Parts {
			stand(c.Indicator, p, "")
		}
		for _, p := range f.Unallocated {
			stand(c.Indicator, p, ledger.WhyLabel(p.Why))
		}
	}
	out := make([]line, len(all))
	for i, l := range all {
		out[i] = *l
	}
	viet.SortBy(out, func(l line) string { return l.name })
	slices.SortStableFunc(out, func(a, b line) int { return rank(a, m.ask.Unit) - rank(b, m.ask.Unit) })
	return out, nil
}

// rank puts what stands at no unit below last.
func rank(l line, self string) int {
	switch {
	case l.why != "":
		return 2
	case l.id == self:
		return 1
	}
	return 0
}

// targets looks up what each unit was promised of the lead, all at once: an assigned target before a self-set one, the same
// period before a longer one.
func (m *maker) targets(lines []line) (some bool, err error) {
	all, err := campaign.Targets(m.v, campaign.Filter{Campaign: m.c.ID, Indicator: m.lead.Key})
	if err != nil {
		return false, err
	}
	best := map[string]campaign.Target{}
	better := func(a, b campaign.Target) bool {
		if (a.Source == campaign.Assigned) != (b.Source == campaign.Assigned) {
			return a.Source == campaign.Assigned
		}
		return a.Period.Days() < b.Period.Days()
	}
	for _, t := range all {
		if !t.Period.Has(m.ask.Period.From) || !t.Period.Has(m.ask.Period.To) {
			continue
		}
		if was, there := best[t.Unit]; !there || better(t, was) {
			best[t.Unit] = t
		}
	}
	for i := range lines {
		if t, there := best[lines[i].id]; there && t.Quantity > 0 && lines[i].id != m.ask.Unit {
			lines[i].target, some = t.Quantity, true
		}
	}
	return some, nil
}

func (m *maker) unitRow(n int, l line, promised bool) paper.Row {
	cells := []paper.Cell{{Text: fmt.Sprint(n)}, {Text: l.name}}
	at := -1
	for _, c := range m.unitColumns() {
		p := l.parts[c.Indicator]
		code := ""
		if p.Entries > 0 {
			code = m.byUnitCode(c.Indicator)
		}
		made := cell(p.Quantity, p.Entries, code)
		if c.Indicator == m.lead.Key {
			at = len(cells)
			if p.Entries == 0 {
				made.Text = unknown
			}
		}
		cells = append(cells, made)
	}
	if promised {
		cells = append(cells, m.promise(l.target), m.reached(l.parts[m.lead.Key], l.target, at, len(cells)))
	}
	return paper.Row{Cells: cells}
}

func (m *maker) promise(target int64) paper.Cell {
	if target == 0 {
		return paper.Cell{Text: dash}
	}
	return cell(ledger.Exactly(target), 1, "")
}

// reached is a percentage of a row; part and whole are its columns.
func (m *maker) reached(p ledger.Part, target int64, part, whole int) paper.Cell {
	if p.Entries == 0 || target == 0 {
		return paper.Cell{Text: dash}
	}
	r, err := campaign.Ratio(p.Lo, p.Hi, p.Open, target, campaign.Tenth)
	if err != nil {
		return paper.Cell{Text: dash}
	}
	c := paper.Cell{Text: r.VN()}
	if p.Exact() {
		c.Ratio = &paper.Pair{Part: part, Whole: whole}
	}
	return c
}

// byUnitCode is the code of a column: the figure divided by unit. It is asked for in every cell, so it is kept.
func (m *maker) byUnitCode(key string) string {
	code, there := m.codes[key]
	if !there {
		q := m.question(key)
		q.By = ledger.ByUnit
		code = m.bind(q, m.units[key], "chia theo đơn vị")
		m.codes[key] = code
	}
	return code
}

// unitTotal is the ledger's total; the target of all is the unit's own, which its shares and its reserve make.
func (m *maker) unitTotal(rows []paper.Row, promised bool) paper.Row {
	cells := []paper.Cell{{}, {Text: "Cộng"}}
	at := -1
	for _, c := range m.unitColumns() {
		f := m.units[c.Indicator]
		if c.Indicator == m.lead.Key {
			at = len(cells)
		}
		cells = append(cells, sum(cell(f.Quantity, f.Entries, m.byUnitCode(c.Indicator)), rows, len(cells)))
	}
	if promised {
		own := int64(0)
		if m.goal != nil {
			own = m.goal.Target.Quantity
		}
		f := m.totals[m.lead.Key]
		cells = append(cells, m.promise(own), m.reached(ledger.Part{Quantity: f.Quantity, Entries: f.Entries}, own, at, len(cells)))
	}
	return paper.Row{Kind: paper.Total, Cells: cells}
}
