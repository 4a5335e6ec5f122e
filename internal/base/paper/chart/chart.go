// Package chart lays a chart out, once for every printer.
//
// The layout is made once, in points with y downwards, and drawn by whoever can draw a line: the page as SVG, the PDF with
// its own operators. It knows no colours: a shape says what it stands for.
package chart

import (
	"math"
	"unicode/utf8"

	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/viet"
)

// Role is what a shape stands for; its look follows from it.
type Role string

// Roles of shapes.
const (
	Axis  Role = "axis"
	Grid  Role = "grid"
	Done  Role = "done" // what was counted; Series tells apart
	Plan  Role = "plan" // what was promised, dashed
	Word  Role = "word"
	Value Role = "value" // a number at its bar or point
	Title Role = "title"
)

// Anchor is where a word stands at its point.
type Anchor int

// Anchors.
const (
	Start Anchor = iota
	Middle
	End
)

// Point is a place in the drawing.
type Point struct{ X, Y float64 }

// Shape is one thing to draw: a line through Points, an area of W × H at its first point, or a word at it.
type Shape struct {
	Role   Role
	Series int
	Points []Point
	W, H   float64 // of an area
	Text   string
	Anchor Anchor
	Size   float64 // of letters
}

// Drawing is a chart, ready to draw.
type Drawing struct {
	Width, Height float64
	Shapes        []Shape
}

// Measure tells how wide a word is at a size.
type Measure func(s string, size float64) float64

// Roughly is a Measure for those who have no font at hand; it errs on the wide side.
func Roughly(s string, size float64) float64 { return float64(utf8.RuneCountInString(s)) * size * 0.52 }

// Sizes, in points.
const (
	small, large = 9.0, 11.0
	gap          = 6.0
	barStep      = 20.0 // from one lying bar to the next
	flat         = 170  // height of the field of a chart with an upright axis
	valuesMax    = 12   // labels beyond which only the last value is written
)

// Lay lays a chart out in a given width; the height follows from what it holds.
func Lay(c paper.Chart, width float64, m Measure) Drawing {
	l := layout{c: c, d: Drawing{Width: width}, measure: m, y: large}
	for _, line := range l.wrap(paper.Clean(c.Heading()), large, width-2*gap, 2) {
		l.word(Title, line, width/2, l.y, Middle, large)
		l.y += large * 1.3
	}
	l.y += gap
	l.scale()
	if c.Kind == paper.Bars {
		l.lying()
	} else {
		l.upright()
	}
	if len(c.Series) > 1 {
		l.key()
	}
	l.d.Height = l.y + gap
	return l.d
}

// layout is a chart while it is laid out; y is the lower edge of what is done.
type layout struct {
	c       paper.Chart
	d       Drawing
	measure Measure
	y       float64
	lo, hi  float64
	step    float64
}

func (l *layout) word(r Role, s string, x, y float64, a Anchor, size float64) {
	if s == "" {
		return
	}
	l.d.Shapes = append(l.d.Shapes, Shape{Role: r, Text: s, Points: []Point{{x, y}}, Anchor: a, Size: size})
}

func (l *layout) line(r Role, series int, p ...Point) {
	l.d.Shapes = append(l.d.Shapes, Shape{Role: r, Series: series, Points: p})
}

func (l *layout) area(r Role, series int, x, y, w, h float64) {
	if w > 0 && h > 0 {
		l.d.Shapes = append(l.d.Shapes, Shape{Role: r, Series: series, Points: []Point{{x, y}}, W: w, H: h})
	}
}

func role(s paper.Series) Role {
	if s.Plan {
		return Plan
	}
	return Done
}

// at is a value of a series; what is missing or no number is not there.
func at(s paper.Series, i int) (float64, bool) {
	if i >= len(s.Values) || math.IsNaN(s.Values[i]) || math.IsInf(s.Values[i], 0) {
		return 0, false
	}
	return s.Values[i], true
}

// scale finds an axis from zero to above the greatest value, in steps of 1, 2 or 5.
func (l *layout) scale() {
	for _, s := range l.c.Series {
		for i := range l.c.Labels {
			if v, ok := at(s, i); ok {
				l.lo, l.hi = min(l.lo, v), max(l.hi, v)
			}
		}
	}
	if l.hi == l.lo {
		l.hi = l.lo + 1
	}
	rough := (l.hi - l.lo) / 5
	unit := math.Pow(10, math.Floor(math.Log10(rough)))
	l.step = 10 * unit
	for _, n := range []float64{1, 2, 5} {
		if n*unit >= rough {
			l.step = n * unit
			break
		}
	}
	l.lo = math.Floor(l.lo/l.step) * l.step
	l.hi = math.Ceil(l.hi/l.step) * l.step
}

// ticks are the values written at the axis.
func (l *layout) ticks() []float64 {
	var out []float64
	for n := 0; n <= int(math.Round((l.hi-l.lo)/l.step)); n++ {
		out = append(out, l.lo+float64(n)*l.step)
	}
	return out
}

// Number writes a value the Vietnamese way, with at most two places.
func Number(v float64) string {
	if math.Abs(v) >= 1e15 {
		return "—"
	}
	cents := int64(math.Round(v * 100))
	switch {
	case cents%100 == 0:
		return viet.FormatInt(cents / 100)
	case cents%10 == 0:
		return viet.Decimal{Units: cents / 10, Places: 1}.String()
	}
	return viet.Decimal{Units: cents, Places: 2}.String()
}
