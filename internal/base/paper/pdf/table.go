package pdf

import "phongtrao/internal/base/paper"

// Room inside a cell.
const padX, padY = 3.0, 1.8

// grid is a table while it is drawn.
type grid struct {
	p     *printer
	x     []float64 // edges of the columns, one more than there are columns
	size  float64
	high  float64 // of a line
	head  func()  // draws the head at p.y and moves below it
	right []bool  // columns of numbers
}

func (p *printer) grid(shares []float64, size float64) *grid {
	g := &grid{p: p, size: size, high: size * tight, x: []float64{left}, right: make([]bool, len(shares))}
	at := 0.0
	for _, s := range shares {
		at += s
		g.x = append(g.x, left+at*p.width())
	}
	return g
}

// wide is the room for text in columns from..to.
func (g *grid) wide(from, to int) float64 { return g.x[to+1] - g.x[from] - 2*padX }

// row draws one row, with its head again where a page begins, and over several pages where it is higher than one.
func (g *grid) row(cells [][]line, fill bool, least float64) {
	p := g.p
	for {
		n := 0
		for _, c := range cells {
			n = max(n, len(c))
		}
		h := max(float64(n)*g.high+2*padY, least)
		if p.y+h <= p.end() {
			g.draw(cells, h, fill)
			return
		}
		fresh := top + 60 // about where a row stands beneath a head on a fresh page
		if h <= p.end()-fresh || p.end()-p.y < 4*g.high {
			p.page()
			g.head()
			if h <= p.end()-p.y {
				continue
			}
		}
		fit := max(1, int((p.end()-p.y-2*padY)/g.high))
		part, rest := make([][]line, len(cells)), make([][]line, len(cells))
		for i, c := range cells {
			k := min(fit, len(c))
			part[i], rest[i] = c[:k], c[k:]
		}
		g.draw(part, float64(fit)*g.high+2*padY, fill)
		p.page()
		g.head()
		cells = rest
	}
}

// draw draws one row at p.y and moves below it.
func (g *grid) draw(cells [][]line, h float64, fill bool) {
	p := g.p
	if fill {
		p.f.SetFillColor(237, 237, 237)
	}
	for i, lines := range cells {
		style := "D"
		if fill {
			style = "DF"
		}
		p.f.Rect(g.x[i], p.y, g.x[i+1]-g.x[i], h, style)
		how := leftward
		if g.right[i] {
			how = rightward
		}
		for n, l := range lines {
			p.line(l, g.x[i]+padX, p.y+padY+float64(n)*g.high+g.size*(tight/2+0.32), g.wide(i, i), how)
		}
	}
	p.y += h
}

// title draws a cell of a head, its lines in the middle.
func (g *grid) title(lines []line, from, to int, y, h float64) {
	g.p.f.Rect(g.x[from], y, g.x[to+1]-g.x[from], h, "D")
	at := y + (h-float64(len(lines))*g.high)/2
	for n, l := range lines {
		g.p.line(l, g.x[from]+padX, at+float64(n)*g.high+g.size*(tight/2+0.32), g.wide(from, to), middled)
	}
}

// headOf lays the head of a table out, in one line of titles or two.
func (g *grid) headOf(t paper.Table, shared []string) (draw func(), height float64) {
	bold := face{size: g.size, bold: true}
	heads := t.Heads()
	upper, lower := make([][]line, len(heads)), make([][]line, len(t.Columns))
	a, b := 0, 0
	for i, h := range heads {
		code := ""
		if !h.Below {
			code = shared[h.From]
		}
		upper[i] = g.p.wrap(g.p.bound(nil, h.Title, code, bold, true), g.wide(h.From, h.To), 0)
		if h.Below || !t.Grouped() {
			a = max(a, len(upper[i]))
		}
	}
	for i, c := range t.Columns {
		if c.Group != "" {
			lower[i] = g.p.wrap(g.p.bound(nil, c.Title, shared[i], bold, true), g.wide(i, i), 0)
			b = max(b, len(lower[i]))
		}
	}
	for i, h := range heads {
		if t.Grouped() && !h.Below {
			b = max(b, len(upper[i])-a)
		}
	}
	ha, hb := float64(a)*g.high+2*padY, 0.0
	if t.Grouped() {
		hb = float64(b)*g.high + 2*padY
	}
	return func() {
		y := g.p.y
		for i, h := range heads {
			if h.Below {
				g.title(upper[i], h.From, h.To, y, ha)
			} else {
				g.title(upper[i], h.From, h.To, y, ha+hb)
			}
		}
		for i, c := range t.Columns {
			if c.Group != "" {
				g.title(lower[i], i, i, y+ha, hb)
			}
		}
		g.p.y += ha + hb
	}, ha + hb
}

// table draws a table of figures; its head stands on every page.
func (p *printer) table(t paper.Table) {
	if len(t.Columns) == 0 {
		return
	}
	g := p.grid(t.Shares(), t.TypeSize())
	for i, c := range t.Columns {
		g.right[i] = c.Number
	}
	var height float64
	shared := t.Shared()
	g.head, height = g.headOf(t, shared)
	p.need(height + 90)
	if t.Caption != "" {
		p.caption([]paper.Run{{Text: t.Caption}})
	}
	g.head()
	cells := make([][]line, len(t.Columns))
	for _, r := range t.Rows {
		a := face{size: g.size, bold: r.Kind == paper.Total || r.Kind == paper.Subtotal, italic: r.Kind == paper.Aside}
		for i := range t.Columns {
			c := r.Cell(i)
			cells[i] = p.wrap(p.bound(nil, c.Text, c.Code, a, shared[i] == ""), g.wide(i, i), 0)
		}
		g.row(cells, r.Kind == paper.Total, g.high+2*padY)
	}
	p.y += 8
}
