package stickers

import (
	"fmt"
	"strings"

	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/paper/qrpath"
)

// style is how letters stand.
type style struct {
	size float64
	face string
	grey int
}

type side int

const (
	fromLeft side = iota
	centred
)

// leastSize is the smallest letter that is printed: what does not fit then is cut short.
const leastSize = 5.5

// set chooses letters, made smaller (to seven tenths at most) until a text fits, and returns the text, cut short where it never does.
func (p *printer) set(s string, wide float64, a style) (string, float64) {
	s = strings.ReplaceAll(paper.Clean(s), "\n", " ")
	size := a.size
	p.f.SetFont(family, a.face, size)
	p.f.SetTextColor(a.grey, a.grey, a.grey)
	if w := p.f.GetStringWidth(s); w > wide {
		size = max(a.size*wide/w, min(a.size*0.7, a.size), leastSize)
		p.f.SetFontSize(size)
	}
	return p.cut(s, wide), size
}

// cut leaves of a text what fits, with an ellipsis.
func (p *printer) cut(s string, wide float64) string {
	if p.f.GetStringWidth(s) <= wide+0.01 {
		return s
	}
	letters := []rune(s)
	for len(letters) > 0 && p.f.GetStringWidth(strings.TrimRight(string(letters), " ")+"…") > wide {
		letters = letters[:len(letters)-1]
	}
	return strings.TrimRight(string(letters), " ") + "…"
}

// text prints one line whose letters stand on y.
func (p *printer) text(s string, x, y, wide float64, a style, where side) {
	s, _ = p.set(s, wide, a)
	if where == centred {
		x += (wide - p.f.GetStringWidth(s)) / 2
	}
	p.f.Text(x, y, s)
}

// lines prints a text on as few lines as it needs, most at most, the first one on y, and returns where the next text stands.
func (p *printer) lines(s string, x, y, wide float64, most int, a style) float64 {
	words := strings.Fields(paper.Clean(s))
	p.f.SetFont(family, a.face, a.size)
	p.f.SetTextColor(a.grey, a.grey, a.grey)
	for n := 1; len(words) > 0; n++ {
		take := 1
		for take < len(words) && p.f.GetStringWidth(strings.Join(words[:take+1], " ")) <= wide {
			take++
		}
		if n == most {
			take = len(words)
		}
		p.f.Text(x, y, p.cut(strings.Join(words[:take], " "), wide))
		words = words[take:]
		y += a.size * 1.2
	}
	return y
}

// code draws a QR code with its quiet zone inside a square, as one filled outline in whole modules.
func (p *printer) code(address string, x, y, side float64) error {
	c, err := qrpath.Of(address)
	if err != nil {
		return err
	}
	dot := side / float64(c.Size+2*qrpath.Quiet)
	var b strings.Builder
	fmt.Fprintf(&b, "q 0 g %.4f 0 0 %.4f %.3f %.3f cm", dot, -dot, x+qrpath.Quiet*dot, pageHigh-y-qrpath.Quiet*dot)
	for _, path := range c.Paths {
		for i, q := range path {
			op := "l"
			if i == 0 {
				op = "m"
			}
			fmt.Fprintf(&b, " %d %d %s", q.X, q.Y, op)
		}
		b.WriteString(" h")
	}
	b.WriteString(" f* Q")
	p.f.RawWriteStr(b.String())
	return p.f.Error()
}
