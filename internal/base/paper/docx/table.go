package docx

import (
	"fmt"

	"phongtrao/internal/base/paper"
)

// spread shares a width out in whole units, so that the columns add up to it.
func spread(width int, shares []float64) []int {
	out := make([]int, len(shares))
	at, edge := 0.0, 0
	for i, s := range shares {
		at += s * float64(width)
		out[i] = int(at+0.5) - edge
		edge += out[i]
	}
	return out
}

// grid begins a ruled table.
func (x *markup) grid(widths []int) {
	total := 0
	for _, w := range widths {
		total += w
	}
	x.s(fmt.Sprintf(`<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="%d" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`, total))
	for _, w := range widths {
		x.s(fmt.Sprintf(`<w:gridCol w:w="%d"/>`, w))
	}
	x.s(`</w:tblGrid>`)
}

// table writes a table of figures; its head stands on every page.
func (p *printer) table(t paper.Table) {
	x := &p.body
	if t.Caption != "" {
		x.para("Caption", `<w:keepNext/>`, t.Caption, look{})
	}
	if len(t.Columns) == 0 {
		return
	}
	widths := spread(p.width(), t.Shares())
	style := fmt.Sprintf("Cell%d", int(t.TypeSize()))
	x.grid(widths)
	shared := t.Shared()
	p.tableHead(t, widths, shared, style)
	cells := make([]string, len(widths)) // the markup of a cell up to its text, by column
	for i, c := range t.Columns {
		align := "left"
		if c.Number {
			align = "right"
		}
		cells[i] = fmt.Sprintf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>%%s</w:tcPr><w:p><w:pPr><w:pStyle w:val="%s"/><w:jc w:val="%s"/></w:pPr>`, widths[i], style, align)
	}
	plain, shaded := make([]string, len(cells)), make([]string, len(cells))
	for i, c := range cells {
		plain[i], shaded[i] = fmt.Sprintf(c, ""), fmt.Sprintf(c, `<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>`)
	}
	for _, r := range t.Rows {
		l, open := rowLook[r.Kind], plain
		if r.Kind == paper.Total {
			open = shaded
		}
		x.s(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
		for i := range t.Columns {
			c := r.Cell(i)
			x.s(open[i])
			p.bound(c.Text, c.Code, l, shared[i] == "")
			x.s(`</w:p></w:tc>`)
		}
		x.s(`</w:tr>`)
	}
	x.s(`</w:tbl>`)
	x.para("Gap", "", "", look{})
}

var rowLook = map[paper.RowKind]look{paper.Total: {bold: true}, paper.Subtotal: {bold: true}, paper.Aside: {italic: true}}

// tableHead writes one line of titles, or two where columns stand in groups.
func (p *printer) tableHead(t paper.Table, widths []int, shared []string, style string) {
	const begin, open = `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>%s<w:vAlign w:val="center"/></w:tcPr>`
	x := &p.body
	title := func(s, code string) {
		x.open(style, `<w:keepNext/><w:jc w:val="center"/>`)
		p.bound(s, code, look{bold: true}, true)
		x.s(`</w:p>`)
	}
	x.s(begin)
	for _, h := range t.Heads() {
		w := 0
		for i := h.From; i <= h.To; i++ {
			w += widths[i]
		}
		span := ""
		if h.To > h.From {
			span = fmt.Sprintf(`<w:gridSpan w:val="%d"/>`, h.To-h.From+1)
		}
		if t.Grouped() && !h.Below {
			span += `<w:vMerge w:val="restart"/>`
		}
		x.s(fmt.Sprintf(open, w, span))
		if h.Below {
			title(h.Title, "")
		} else {
			title(h.Title, shared[h.From])
		}
		x.s(`</w:tc>`)
	}
	x.s(`</w:tr>`)
	if !t.Grouped() {
		return
	}
	x.s(begin)
	for i, c := range t.Columns {
		if c.Group == "" {
			x.s(fmt.Sprintf(open, widths[i], `<w:vMerge/>`))
			title("", "")
		} else {
			x.s(fmt.Sprintf(open, widths[i], ""))
			title(c.Title, shared[i])
		}
		x.s(`</w:tc>`)
	}
	x.s(`</w:tr>`)
}
