package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"phongtrao/internal/base/paper"
)

const (
	rowCaption = 1
	rowState   = 2 // who, when, and whether the figures are final
	rowHead    = 4
)

// first is the row of the first line of a table.
func (t table) first() int {
	if t.Grouped() {
		return rowHead + 2
	}
	return rowHead + 1
}

// table writes one table as a sheet, row by row, so that a long one needs no memory.
func (p *printer) table(t table) error {
	n := len(t.Columns)
	if err := p.paperOf(t.sheet, t.Wide, "table"); err != nil {
		return err
	}
	if err := p.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: t.sheet,
		RefersTo: fmt.Sprintf("%s!$%d:$%d", quote(t.sheet), rowHead, t.first()-1)}); err != nil {
		return err
	}
	w, err := p.f.NewStreamWriter(t.sheet)
	if err != nil {
		return err
	}
	t.widths = widths(t)
	if err := setWidths(w, t.widths); err != nil {
		return err
	}
	pane := &excelize.Panes{Freeze: true, YSplit: t.first() - 1, TopLeftCell: cell(1, t.first()), ActivePane: "bottomLeft"}
	if n > 8 { // a wide table keeps the column that names its lines
		for i, c := range t.Columns {
			if !c.Number {
				pane.XSplit, pane.TopLeftCell, pane.ActivePane = i+1, cell(i+2, t.first()), "bottomRight"
				break
			}
		}
	}
	if err := w.SetPanes(pane); err != nil {
		return err
	}
	if err := p.tableTop(w, t); err != nil {
		return err
	}
	if err := p.tableRows(w, t); err != nil {
		return err
	}
	if err := p.tableLinks(t); err != nil {
		return err
	}
	return w.Flush()
}

// unit is about how many points one unit of a column's width is.
const unit = 5.4

// widths makes each column as wide as what it holds, within reason: a sheet needs not fit a page.
func widths(t table) []float64 {
	const narrow, wide, edges, letters = 7.0, 46.0, 2.0, 12.0
	out := make([]float64, len(t.Columns))
	for i, c := range t.Columns {
		w := narrow
		for _, word := range strings.Fields(c.Title) {
			w = max(w, paper.Ems(word)*letters*1.08/unit+edges)
		}
		for _, r := range t.Rows[:min(len(t.Rows), 1000)] {
			w = max(w, paper.Ems(r.Cell(i).Text)*letters*1.08/unit+edges)
		}
		out[i] = min(w, wide)
	}
	return out
}

// lines is about how many lines a text takes in a column.
func lines(text string, size, width float64) int {
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		n += int(paper.Ems(line)*size*1.06/(width*unit)) + 1
	}
	return n
}

// setWidths sets the widths from the last to the first, as each goes before those already there and Excel wants them in order.
func setWidths(w *excelize.StreamWriter, widths []float64) error {
	for i := len(widths); i > 0; i-- {
		if err := w.SetColWidth(i, i, widths[i-1]); err != nil {
			return err
		}
	}
	return nil
}

// lineHigh is the height of a line of a table, in points; a row must say how high it is, as few programs work it out.
const lineHigh = 16.5

// high is the height of a row with such texts in columns of such widths.
func high(text func(column int) string, widths []float64) excelize.RowOpts {
	n := 1
	for i, w := range widths {
		n = max(n, lines(text(i), 12, w-1))
	}
	return excelize.RowOpts{Height: min(float64(n)*lineHigh, excelize.MaxRowHeight)}
}

func (p *printer) tableTop(w *excelize.StreamWriter, t table) error {
	n := len(t.Columns)
	caption := t.Caption
	if caption == "" {
		caption = t.Name
	}
	state := strings.Join(notEmpty(p.d.Issuer, p.d.PlaceDate(), p.d.Mark), " · ")
	for _, line := range []struct {
		row  int
		text string
		look look
	}{{rowCaption, caption, look{bold: true, size: 13}}, {rowState, state, look{italic: true, red: p.d.Mark != ""}}} {
		id, err := p.style(line.look)
		if err != nil {
			return err
		}
		if err := w.SetRow(cell(1, line.row), []any{excelize.Cell{StyleID: id, Value: paper.Clean(line.text)}}); err != nil {
			return err
		}
	}
	head, err := p.style(look{bold: true, across: "center", wrap: true, ruled: true, fill: true})
	if err != nil {
		return err
	}
	upper, lower := make([]any, n), make([]any, n)
	for i, c := range t.Columns {
		upper[i], lower[i] = excelize.Cell{StyleID: head}, excelize.Cell{StyleID: head, Value: paper.Clean(c.Title)}
	}
	for _, h := range t.Heads() {
		upper[h.From] = excelize.Cell{StyleID: head, Value: paper.Clean(h.Title)}
		var err error
		switch {
		case h.Below && h.To > h.From:
			err = w.MergeCell(cell(h.From+1, rowHead), cell(h.To+1, rowHead))
		case t.Grouped() && !h.Below:
			lower[h.From] = excelize.Cell{StyleID: head}
			err = w.MergeCell(cell(h.From+1, rowHead), cell(h.From+1, rowHead+1))
		}
		if err != nil {
			return err
		}
	}
	height := high(func(i int) string { return t.Columns[i].Title }, t.widths)
	if !t.Grouped() {
		return w.SetRow(cell(1, rowHead), upper, height)
	}
	if err := w.SetRow(cell(1, rowHead), upper, excelize.RowOpts{Height: lineHigh}); err != nil {
		return err
	}
	return w.SetRow(cell(1, rowHead+1), lower, height)
}

func notEmpty(all ...string) []string {
	var out []string
	for _, s := range all {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

func (p *printer) tableRows(w *excelize.StreamWriter, t table) error {
	row := make([]any, len(t.Columns))
	for i, r := range t.Rows {
		for c := range t.Columns {
			value, err := p.value(t, i, c, r)
			if err != nil {
				return err
			}
			row[c] = value
		}
		height := high(func(c int) string {
			if t.Columns[c].Number {
				return "" // a number is not broken
			}
			return r.Cell(c).Text
		}, t.widths)
		if err := w.SetRow(cell(1, t.first()+i), row, height); err != nil {
			return err
		}
	}
	return nil
}

// value is what stands in one cell: a number, a formula with its value, or a text.
func (p *printer) value(t table, i, c int, r paper.Row) (excelize.Cell, error) {
	x := r.Cell(c)
	l := look{ruled: true, bold: r.Kind == paper.Total || r.Kind == paper.Subtotal, italic: r.Kind == paper.Aside, fill: r.Kind == paper.Total, wrap: true}
	if t.Columns[c].Number {
		l.across, l.wrap = "right", false
	}
	if _, bound := p.refs[x.Code]; bound && x.Code != "" {
		l.link = true
	}
	out := excelize.Cell{Value: paper.Clean(x.Text)}
	switch part, whole, ok := ratio(r, x); {
	case ok:
		ref := t.first() + i
		out.Formula = fmt.Sprintf("100*%s/%s", cell(x.Ratio.Part+1, ref), cell(x.Ratio.Whole+1, ref))
		out.Value = 100 * float64(part) / float64(whole)
		l.format = percent(x.Text)
	case x.Exact:
		out.Value = x.Value
		l.format = "#,##0"
		if sums(t.Table, x, i, c) {
			out.Formula = fmt.Sprintf("SUM(%s:%s)", cell(c+1, t.first()+x.Sum.From), cell(c+1, t.first()+x.Sum.To))
		}
	case x.Text == "":
		out.Value = nil
	}
	var err error
	out.StyleID, err = p.style(l)
	return out, err
}

// sums reports whether the formula of a total would give the total: whether the numbers above it add up to it.
func sums(t paper.Table, x paper.Cell, i, c int) bool {
	if x.Sum == nil || x.Sum.From < 0 || x.Sum.To >= len(t.Rows) || x.Sum.From > x.Sum.To || x.Sum.From <= i && i <= x.Sum.To {
		return false
	}
	var sum int64
	for _, r := range t.Rows[x.Sum.From : x.Sum.To+1] {
		if y := r.Cell(c); y.Exact {
			sum += y.Value
		}
	}
	return sum == x.Value
}

// ratio gives the two numbers of a percentage, where both are known and the second is not nothing.
func ratio(r paper.Row, x paper.Cell) (part, whole int64, ok bool) {
	if x.Ratio == nil {
		return 0, 0, false
	}
	a, b := r.Cell(x.Ratio.Part), r.Cell(x.Ratio.Whole)
	return a.Value, b.Value, a.Exact && b.Exact && b.Value != 0
}

// percent is the format that shows a percentage as it was printed.
func percent(printed string) string {
	number, sign := strings.CutSuffix(strings.TrimSpace(printed), "%")
	space := ""
	if trimmed := strings.TrimRight(number, " \u00a0"); trimmed != number {
		number, space = trimmed, " "
	}
	format := "0"
	if _, places, ok := strings.Cut(number, ","); ok && len(places) < 10 {
		format += "." + strings.Repeat("0", len(places))
	}
	if sign {
		format += `"` + space + `%"`
	}
	return format
}

// tableLinks lets bound cells lead to their sources, and keeps where each stands.
func (p *printer) tableLinks(t table) error {
	links := 0
	for i, r := range t.Rows {
		for c := range t.Columns {
			code := r.Cell(c).Code
			s, ok := p.refs[code]
			if code == "" || !ok {
				continue
			}
			at := cell(c+1, t.first()+i)
			if p.place[code] == "" {
				p.place[code] = t.sheet + "!" + at
			}
			if p.d.Sources[s].URL == "" || links == LinksMax {
				continue
			}
			links++
			tip := "Mã " + code
			if err := p.f.SetCellHyperLink(t.sheet, at, p.d.Sources[s].URL, "External", excelize.HyperlinkOpts{Tooltip: &tip}); err != nil {
				return err
			}
		}
	}
	return nil
}
