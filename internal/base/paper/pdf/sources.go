package pdf

import (
	"fmt"

	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/paper/qrpath"
)

// codeSide is how wide a QR code is printed.
const codeSide = 17 * mm

// sources writes the annex that tells where each number comes from.
func (p *printer) sources() error {
	if len(p.d.Sources) == 0 {
		return nil
	}
	p.annex(len(p.d.Annexes), paper.SourcesTitle, false)
	p.para(plain(p.d.SourcesNote(), face{size: 12}), left, p.width(), 0, tight, justified)
	p.y += 6
	t := paper.Table{Columns: []paper.Column{{Title: "Số"}, {Title: "Mã"}, {Title: "Số liệu"}, {Title: "Giá trị", Number: true}, {Title: "QR"}}}
	g := p.grid([]float64{0.08, 0.25, 0.39, 0.14, 0.14}, 10)
	g.right[3] = true
	g.head, _ = g.headOf(t, t.Shared())
	g.head()
	a := face{size: 10}
	for i, s := range p.d.Sources {
		text := []piece{{text: paper.Clean(s.Code), face: face{size: 10, bold: true}, url: s.URL}}
		if s.URL != "" {
			text[0].ink = blue
		}
		cells := [][]line{
			p.wrap(plain(fmt.Sprintf("[%d]", i+1), a), g.wide(0, 0), 0), p.wrap(text, g.wide(1, 1), 0),
			p.wrap(plain(s.What, a), g.wide(2, 2), 0), p.wrap(plain(s.Value, a), g.wide(3, 3), 0), nil,
		}
		square := s.URL != "" && i < paper.SquareMax
		least := g.high + 2*padY
		if square {
			least = codeSide + 2
		}
		g.row(cells, false, least)
		if !square {
			continue
		}
		c, err := qrpath.Of(s.URL)
		if err != nil {
			return fmt.Errorf("source %s: %w", s.Code, err)
		}
		p.square(c, (g.x[4]+g.x[5]-codeSide)/2, p.y-codeSide-1, s.URL)
	}
	return nil
}

// square draws a QR code as one filled outline.
func (p *printer) square(c qrpath.Code, x, y float64, url string) {
	dot := codeSide / float64(c.Size+2*qrpath.Quiet)
	at := func(q qrpath.Point) (float64, float64) {
		return x + float64(q.X+qrpath.Quiet)*dot, y + float64(q.Y+qrpath.Quiet)*dot
	}
	p.f.SetFillColor(0, 0, 0)
	for _, path := range c.Paths {
		p.f.MoveTo(at(path[0]))
		for _, q := range path[1:] {
			p.f.LineTo(at(q))
		}
		p.f.ClosePath()
	}
	p.f.DrawPath("F*")
	p.f.LinkString(x, y, codeSide, codeSide, url)
}
