package campaigns

import (
	"cmp"
	"slices"
	"strconv"

	"phongtrao/internal/base/ui"
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
)

// counted are the indicators with entries at the activity, those of its kind before others.
func (h *held) counted() ([]indicator.Indicator, map[string]ledger.Figure, error) {
	all, err := indicator.All(h.v)
	if err != nil {
		return nil, nil, err
	}
	order := map[string]int{}
	for n, i := range h.k.Indicators() {
		order[i.Key] = n - 1000
	}
	slices.SortStableFunc(all, func(x, y indicator.Indicator) int { return cmp.Compare(order[x.Key], order[y.Key]) })
	figures := map[string]ledger.Figure{}
	var some []indicator.Indicator
	for _, i := range all {
		f, err := ledger.RollUp(h.v, h.question(i.Key))
		if err != nil {
			return nil, nil, err
		}
		if f.Entries > 0 {
			figures[i.Key], some = f, append(some, i)
		}
	}
	return some, figures, nil
}

// figures stand by unit, with each kind of evidence beside the others, and which one is published.
func (h *held) figures(m *drive) error {
	some, totals, err := h.counted()
	if err != nil {
		return err
	}
	invented := map[string]bool{}
	for key, f := range totals {
		by, _, err := inventedIn(h.look, h.question(key), f.Entries)
		if err != nil {
			return err
		}
		invented[key] = len(by) > 0
		if chip := inventedChip(); invented[key] && !slices.Contains(m.Head.Chips, chip) {
			m.Head.Chips = append(m.Head.Chips, chip)
		}
	}
	m.Funnel = h.funnel(totals, invented)
	m.Figures = ui.Table{Label: "Số liệu của hoạt động", Cards: true, Columns: []ui.Column{{Label: "Chỉ số"}, {Label: "Đơn vị", Wide: true}}}
	m.Figures.Empty = &ui.Empty{Icon: "chart-column", Title: "Chưa có số liệu", Text: "Số liệu của hoạt động ghi theo ngày " + h.act.Day.VN() + ", kèm bằng chứng và nguồn."}
	var rows []ledger.Standing
	of := map[string]indicator.Indicator{}
	there := map[ledger.Evidence]bool{}
	for _, i := range some {
		if invented[i.Key] {
			i.Name += star
		}
		of[i.Key] = i
		cells, err := ledger.Standings(h.v, h.question(i.Key))
		if err != nil {
			return err
		}
		for _, c := range cells {
			for e := range c.Beside {
				there[e] = true
			}
			rows = append(rows, c)
		}
	}
	var shown []ledger.Evidence
	for _, e := range ledger.Kinds {
		if there[e] {
			shown = append(shown, e)
			m.Figures.Columns = append(m.Figures.Columns, ui.Column{Label: capital(e.Label()), Num: true})
		}
	}
	m.Figures.Columns = append(m.Figures.Columns, ui.Column{Label: "Được công bố"})
	var units []org.UnitID
	for _, c := range rows {
		units = append(units, c.Unit)
	}
	called, err := names(h.v, units, h.act.Day)
	if err != nil {
		return err
	}
	for _, c := range rows {
		r, err := h.standing(c, of[c.Indicator], called[c.Unit], shown)
		if err != nil {
			return err
		}
		m.Figures.Rows = append(m.Figures.Rows, r)
	}
	return nil
}

// standing is one thing with all that is known of it.
func (h *held) standing(c ledger.Standing, i indicator.Indicator, unit string, shown []ledger.Evidence) (ui.Row, error) {
	q := h.question(c.Indicator)
	q.At = c.Unit
	r := ui.Row{Cells: []ui.Cell{{Text: i.Name}, {Text: unit, Href: door.Address("/units/"+c.Unit, "on", h.act.Day.String())}}}
	for _, e := range shown {
		known, there := c.Beside[e]
		if !there {
			r.Cells = append(r.Cells, ui.Cell{Text: "–"})
			continue
		}
		f := figure(q, known, i.Label())
		if e != c.Published {
			f.Provisional = "không cộng"
		}
		r.Cells = append(r.Cells, ui.Cell{Body: f})
	}
	by := ui.Cell{Text: capital(c.Published.Label())}
	switch {
	case c.Chosen:
		by.Sub = "theo quyết định đã ghi"
	case len(c.Beside) > 1:
		by.Sub = "theo thứ tự mặc định"
	}
	if len(c.Beside) > 1 { // where one is chosen, and every decision so far
		all, err := ledger.EntriesOf(h.v, c.Cell)
		if err != nil {
			return r, err
		}
		by.Href = "/entries/" + strconv.FormatInt(all[len(all)-1].Seq, 10)
	}
	r.Cells = append(r.Cells, by)
	return r, nil
}

// funnel are the steps of this activity alone, with what does not fit.
func (h *held) funnel(totals map[string]ledger.Figure, invented map[string]bool) ui.Funnel {
	values := kind.Values{}
	for key, f := range totals {
		values[key] = f.Quantity
	}
	found := kind.Check(h.k, values)
	var out ui.Funnel
	before := ""
	for _, g := range kind.Funnel(h.k) {
		f, there := totals[g.Indicator]
		if !there {
			continue
		}
		s := ui.FunnelStep{Label: g.Label, Quantity: ui.Quantity(f.Quantity), Href: proof(h.question(g.Indicator))}
		if invented[g.Indicator] {
			s.Label += star
		}
		for _, p := range found {
			if p.Level != kind.Note && len(p.Fields) > 0 && p.Fields[0] == g.Indicator {
				s.Problem = p.Text
				break
			}
		}
		if before != "" {
			s.Share = part(f.Quantity, values[before])
		}
		if !g.Aside {
			before = g.Indicator
		}
		out.Steps = append(out.Steps, s)
	}
	return out
}
