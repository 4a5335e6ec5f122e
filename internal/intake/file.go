package intake

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"phongtrao/internal/base/sheet"
	"phongtrao/internal/base/viet"
)

// Errors writes the rows that were refused as a file for their sender: the columns as they came, read into Unicode, with a last one
// that says what to mend. The file can be mended and sent again as it is.
func (p *Plan) Errors(out io.Writer, f sheet.Format) error {
	var columns []sheet.Column
	for _, c := range p.Columns {
		columns = append(columns, sheet.Column{Title: c.Title})
	}
	w, err := sheet.NewWriter(out, f, cmp.Or(p.Sheet, "Danh sách"), append(columns, sheet.Column{Title: "Lý do", Width: 60}))
	if err != nil {
		return err
	}
	for _, r := range p.Rows {
		if r.State != Refused {
			continue
		}
		cells := make([]any, 0, len(r.Cells)+1)
		for _, c := range r.Cells {
			cells = append(cells, c)
		}
		if err := w.Row(append(cells, "Dòng "+viet.FormatInt(int64(r.Number))+": "+r.Why())...); err != nil {
			return err
		}
	}
	return w.Close()
}

// Why joins the reasons into one text, each with its column.
func (r Row) Why() string {
	var all []string
	for _, x := range r.Reasons {
		if x.Column != "" {
			all = append(all, x.Column+": "+x.Text)
		} else {
			all = append(all, x.Text)
		}
	}
	return strings.Join(all, " ")
}

// Template writes an example with the usual headings.
func Template(out io.Writer) error {
	var columns []sheet.Column
	for _, f := range []Field{Ordinal, Name, Short, Code, Parent, KindOf, Founded} {
		columns = append(columns, sheet.Column{Title: f.Label()})
	}
	columns[1].Width, columns[4].Width = 50, 40
	w, err := sheet.NewWriter(out, sheet.XLSX, "Danh sách đơn vị", columns)
	if err != nil {
		return err
	}
	for _, row := range [][]any{
		{"1", "Công đoàn phường Ví Dụ", "CĐ phường Ví Dụ", "", "", "Công đoàn xã, phường, đặc khu", "01/10/2025"},
		{"2", "Công đoàn cơ sở Công ty TNHH Ví Dụ", "CĐCS Ví Dụ", "001", "Công đoàn phường Ví Dụ", "Công đoàn cơ sở", "01/10/2025"},
	} {
		if err := w.Row(row...); err != nil {
			return err
		}
	}
	return w.Close()
}

// Reasons counts the refusals by what they say of which column, the most frequent first.
func (p *Plan) Reasons() []Tally {
	n := map[string]*Tally{}
	var out []*Tally
	for _, r := range p.Rows {
		if r.State != Refused {
			continue
		}
		for _, x := range r.Reasons {
			t := n[x.Column]
			if t == nil {
				t = &Tally{Column: x.Column}
				n[x.Column] = t
				out = append(out, t)
			}
			t.Rows++
		}
	}
	slices.SortStableFunc(out, func(a, b *Tally) int { return b.Rows - a.Rows })
	var all []Tally
	for _, t := range out {
		all = append(all, *t)
	}
	return all
}

// Tally is how many rows were refused for a column.
type Tally struct {
	Column string
	Rows   int
}
