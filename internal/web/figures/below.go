package figures

import (
	"cmp"
	"slices"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
)

// table draws the units below by the indicators of one kind, those with the most of the leading one first. What they do not
// hold stands in a row of its own, so that every column adds up.
func (m *list) table(g *ground, k kind.Kind, lead indicator.Indicator, led bool, of []indicator.Indicator, grid map[string]map[string]ledger.Total, below []string) {
	t := &ui.Table{Label: k.Name() + " theo " + m.word(), Columns: []ui.Column{{Label: capital(m.word()), Wide: true}}}
	for _, x := range of {
		t.Columns = append(t.Columns, ui.Column{Label: brief(k, x), Num: true, Title: x.Name + ": " + x.Definition})
	}
	if !led && len(of) > 0 {
		lead = of[0]
	}
	asOf := m.asOf()
	names := map[string]string{}
	spoke := slices.DeleteFunc(slices.Clone(below), func(u string) bool {
		names[u] = g.name(u, asOf)
		return !slices.ContainsFunc(of, func(x indicator.Indicator) bool { return grid[x.Key][u].Entries > 0 })
	})
	viet.SortBy(spoke, func(u string) string { return names[u] })
	slices.SortStableFunc(spoke, func(x, y string) int { return cmp.Compare(grid[lead.Key][y].Lo, grid[lead.Key][x].Lo) })
	shown := spoke[:min(len(spoke), ui.RowsMax)]
	for _, u := range shown {
		row := ui.Row{Cells: []ui.Cell{{Text: names[u], Href: m.address(m.Period, u, m.Kind)}}}
		if !g.opens(u) {
			row.Cells[0].Href = ""
		}
		for _, x := range of {
			q := m.question(x.Key)
			if q.At = u; !g.opens(u) { // the way to it leads through the unit that the person may look at
				q.At, q.By = m.At, ledger.ByUnit
			}
			row.Cells = append(row.Cells, totalCell(grid[x.Key][u], address(q)))
		}
		t.Rows = append(t.Rows, row)
	}
	rest := ui.Row{Cells: []ui.Cell{{Text: "Còn lại", Sub: m.restText(len(spoke) - len(shown))}}}
	left := false
	foot := ui.Row{Cells: []ui.Cell{{Text: "Cộng", Strong: true}}}
	for _, x := range of {
		q := m.question(x.Key)
		q.By = ledger.ByUnit
		if m.Line == ledger.PlaceLine {
			q.By = ledger.ByPlace
		}
		r := remainder(grid[x.Key], m.At, shown)
		left = left || r.Entries > 0
		rest.Cells = append(rest.Cells, totalCell(r, address(q)))
		foot.Cells = append(foot.Cells, totalCell(grid[x.Key][m.At], address(m.question(x.Key))))
	}
	if left {
		t.Rows = append(t.Rows, rest)
	}
	t.Foot = &foot
	m.Below = t
}

// brief is an indicator's name for the head of a column: that of its step in the kind's funnel where it is one.
func brief(k kind.Kind, x indicator.Indicator) string {
	for _, s := range kind.Funnel(k) {
		if s.Indicator == x.Key && s.Label != "" {
			return s.Label
		}
	}
	return capital(strings.TrimPrefix(x.Name, "Số "))
}

func first(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (m *list) restText(more int) string {
	s := "ghi ở chính " + m.Name + ", hoặc ở đơn vị nay không còn trực thuộc"
	if more > 0 {
		s = viet.FormatInt(int64(more)) + " " + m.word() + " nữa; và số " + s
	}
	return s
}

// totalCell draws a total; where nothing was entered there is no number, and no zero either.
func totalCell(t ledger.Total, href string) ui.Cell {
	if t.Entries == 0 {
		return ui.Cell{Text: "–"}
	}
	return ui.Cell{Body: ui.Figure{Quantity: ui.Quantity(t.Quantity), Href: href}}
}

// remainder is what a unit's total holds beside those of some units below it. Where the whole is open, so is what is left:
// it may be known closer, which the passport says.
func remainder(row map[string]ledger.Total, whole string, parts []string) ledger.Total {
	r := row[whole]
	for _, u := range parts {
		p := row[u]
		r.Lo, r.Hi, r.Entries = r.Lo-p.Lo, r.Hi-p.Hi, r.Entries-p.Entries
	}
	if r.Open {
		r.Hi = 0
	}
	return r
}

// below returns the keys of what stands directly below a node, or at the top of the line for none.
func (g *ground) below(id string, asOf day.AsOf) []string {
	tree := g.h.Tree(g.line, asOf)
	nodes := tree.Roots()
	if id != "" {
		i, ok := g.h.Index(id)
		if !ok || !tree.Has(i) {
			return nil
		}
		nodes = tree.Children(i)
	}
	out := make([]string, len(nodes))
	for k, i := range nodes {
		out[k] = g.h.ID(i)
	}
	return out
}
