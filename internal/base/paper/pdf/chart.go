package pdf

import (
	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/paper/chart"
)

// Colours of series, as in the other printers.
var series = [][3]int{{31, 78, 121}, {197, 90, 17}, {84, 130, 53}, {127, 96, 0}}

// chart draws a chart, smaller where it is higher than a page, with its sentence beneath.
func (p *printer) chart(c paper.Chart) {
	d := chart.Lay(c, p.width(), func(s string, size float64) float64 { return face{size: size, bold: true}.measure(s) })
	told := p.wrap(plain(c.Summary, face{size: 12, italic: true}), p.width(), 0)
	room := p.end() - top - float64(len(told))*12*tight - 12
	scale := min(1, room/d.Height)
	p.y += 8
	p.need(d.Height*scale + float64(len(told))*12*tight)
	for _, s := range d.Shapes {
		p.shape(s, scale)
	}
	p.f.SetDrawColor(0, 0, 0)
	p.f.SetLineWidth(0.5)
	p.y += d.Height * scale
	for _, l := range told {
		p.line(l, left, p.y+12*(tight/2+0.32), p.width(), middled)
		p.y += 12 * tight
	}
	p.y += 6
}

func (p *printer) shape(s chart.Shape, scale float64) {
	x := func(v float64) float64 { return left + (p.width()*(1-scale))/2 + v*scale }
	y := func(v float64) float64 { return p.y + v*scale }
	at := s.Points[0]
	if s.Text != "" {
		a := face{size: s.Size * scale, bold: s.Role == chart.Title}
		from := x(at.X)
		switch s.Anchor {
		case chart.Middle:
			from -= a.measure(s.Text) / 2
		case chart.End:
			from -= a.measure(s.Text)
		}
		p.set(a, black)
		p.f.Text(from, y(at.Y), s.Text)
		return
	}
	ink, width := [3]int{0, 0, 0}, 0.6
	switch s.Role {
	case chart.Grid:
		ink, width = [3]int{217, 217, 217}, 0.4
	case chart.Done:
		ink, width = series[s.Series%len(series)], 1.8
	case chart.Plan:
		ink, width = [3]int{70, 70, 70}, 1.1
		p.f.SetDashPattern([]float64{4, 2.5}, 0)
	}
	p.f.SetDrawColor(ink[0], ink[1], ink[2])
	p.f.SetFillColor(ink[0], ink[1], ink[2])
	p.f.SetLineWidth(width * scale)
	switch {
	case s.W > 0 && s.Role == chart.Plan:
		p.f.Rect(x(at.X), y(at.Y), s.W*scale, s.H*scale, "D")
	case s.W > 0:
		p.f.Rect(x(at.X), y(at.Y), s.W*scale, s.H*scale, "F")
	default:
		p.f.MoveTo(x(at.X), y(at.Y))
		for _, q := range s.Points[1:] {
			p.f.LineTo(x(q.X), y(q.Y))
		}
		p.f.DrawPath("D")
	}
	if s.Role == chart.Plan {
		p.f.SetDashPattern(nil, 0)
	}
}
