package ui

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"
)

// plot is a step chart laid out for one width: twice in a page, for a desk and for a telephone; the style shows one.
type plot struct {
	W, H                     float64
	left, right, top, bottom float64
	Class                    string
	Line, Area, Plan         string // paths
	Rules                    []rule // horizontal lines with their number
	Goal                     *rule
	Dots                     []dot
	Labels                   []label
	Days                     []label
}

type rule struct {
	Y    float64
	Text string
}

type dot struct {
	X, Y float64
	Last bool
}

type label struct {
	X, Y   float64
	Anchor string
	Text   string
	Last   bool
}

// box is the room a label takes, so that no two lie on each other.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) hits(o box) bool { return b.x0 < o.x1 && o.x0 < b.x1 && b.y0 < o.y1 && o.y0 < b.y1 }

func (l label) box(size float64) box {
	w := float64(utf8.RuneCountInString(l.Text)) * size * 0.6
	x := l.X
	switch l.Anchor {
	case "middle":
		x -= w / 2
	case "end":
		x -= w
	}
	return box{x - 2, l.Y - size, x + w + 2, l.Y + 3}
}

func (c StepChart) plots() []plot {
	return []plot{c.layout(680, 240, "desk"), c.layout(340, 230, "hand")}
}

// layout places everything in a box of w by h. Points are taken in the order given; days are drawn to scale.
func (c StepChart) layout(w, h float64, class string) plot {
	top := int64(1)
	for _, p := range c.Points {
		top = max(top, p.Value, p.Plan)
	}
	top = max(top, c.Target)
	step := nice(float64(top) / 3)
	ceiling := float64(top) * 1.16
	widest := utf8.RuneCountInString(Int(int64(math.Floor(float64(top)/step) * step)))
	p := plot{W: w, H: h, left: float64(widest)*7.4 + 12, right: w - 8, top: 8, bottom: h - 36, Class: class}
	y := func(v int64) float64 { return p.bottom - float64(v)/ceiling*(p.bottom-p.top) }

	first, last := c.Points[0].Day, c.Points[len(c.Points)-1].Day
	inset := 10.0
	x := func(i int) float64 {
		if last <= first {
			return p.left + inset + float64(i)*(p.right-p.left-2*inset)/float64(max(1, len(c.Points)-1))
		}
		return p.left + inset + float64(c.Points[i].Day-first)/float64(last-first)*(p.right-p.left-inset-34)
	}

	for v := 0.0; v <= float64(top); v += step {
		if c.Target > 0 && math.Abs(y(int64(v))-y(c.Target)) < 14 && v > 0 {
			continue // the target's own line says it
		}
		p.Rules = append(p.Rules, rule{y(int64(v)), Int(int64(v))})
	}

	line, plan := fmt.Sprintf("M%s %s", coordinate(p.left), coordinate(y(0))), ""
	for i, pt := range c.Points {
		line += fmt.Sprintf("H%sV%s", coordinate(x(i)), coordinate(y(pt.Value)))
		p.Dots = append(p.Dots, dot{x(i), y(pt.Value), i == len(c.Points)-1})
		if pt.Plan > 0 {
			if plan == "" {
				plan = fmt.Sprintf("M%s %s", coordinate(p.left), coordinate(y(0)))
			}
			plan += fmt.Sprintf("H%sV%s", coordinate(x(i)), coordinate(y(pt.Plan)))
		}
	}
	line += "H" + coordinate(p.right)
	p.Line, p.Area = line, line+fmt.Sprintf("V%sH%sZ", coordinate(y(0)), coordinate(p.left))
	if plan != "" {
		p.Plan = plan + "H" + coordinate(p.right)
	}

	var taken []box
	if c.Target > 0 {
		p.Goal = &rule{y(c.Target), "Chỉ tiêu " + Int(c.Target)}
		taken = append(taken, label{X: p.left + 4, Y: y(c.Target) - 6, Text: p.Goal.Text}.box(12.5), box{p.left, y(c.Target) - 1, p.right, y(c.Target) + 1})
	}
	p.Labels = c.place(p, taken)
	p.Days = c.days(p, x)
	return p
}

// place writes the sums beside their dots. The last is written first, for it is the answer; a sum that finds no room is
// left out, and stands in the table below and in the sentence.
func (c StepChart) place(p plot, taken []box) []label {
	for _, d := range p.Dots {
		taken = append(taken, box{d.X - 5, d.Y - 5, d.X + 5, d.Y + 5})
	}
	var labels []label
	for n := range p.Dots {
		i := len(p.Dots) - 1 - n
		d := p.Dots[i]
		size := 12.5
		if d.Last {
			size = 16
		}
		text := Int(c.Points[i].Value)
		tries := []label{
			{d.X + 7, d.Y - 7, "start", text, d.Last},
			{d.X, d.Y - 10, "middle", text, d.Last},
			{d.X - 7, d.Y - 7, "end", text, d.Last},
			{d.X + 8, d.Y + 15, "start", text, d.Last},
		}
		if d.Last {
			tries = []label{tries[1], tries[2], {p.right, d.Y - 10, "end", text, true}, {p.right, d.Y + 22, "end", text, true}}
		}
		placed := false
		for _, t := range tries {
			b := t.box(size)
			under := t.Y > d.Y && i+1 < len(p.Dots) && b.x1 > p.Dots[i+1].X // would read as the next one's
			if b.x0 < p.left || b.x1 > p.W || b.y0 < 0 || under || anyHits(b, taken) || crosses(b, p, i) {
				continue
			}
			labels, taken, placed = append(labels, t), append(taken, b), true
			break
		}
		if d.Last && !placed { // the answer is written even where it is crowded; a halo keeps it legible
			labels, taken = append(labels, tries[1]), append(taken, tries[1].box(size))
		}
	}
	return labels
}

func anyHits(b box, taken []box) bool {
	for _, t := range taken {
		if b.hits(t) {
			return true
		}
	}
	return false
}

// crosses reports that a label of dot i would lie on the rise of the line at the next dot or at its own.
func crosses(b box, p plot, i int) bool {
	for j, d := range p.Dots {
		foot := p.bottom
		if j > 0 {
			foot = p.Dots[j-1].Y
		}
		rise := box{d.X - 2, min(d.Y, foot), d.X + 2, max(d.Y, foot)}
		tread := box{d.X, d.Y - 2, p.right, d.Y + 2}
		if j+1 < len(p.Dots) {
			tread.x1 = p.Dots[j+1].X
		}
		if j != i && (b.hits(rise) || b.hits(tread)) || j == i && b.hits(box{rise.x0, rise.y0 + 3, rise.x1, rise.y1}) {
			return true
		}
	}
	return false
}

// days writes the days below, the last and the first before the others, as many as there is room for.
func (c StepChart) days(p plot, x func(int) float64) []label {
	order := []int{len(c.Points) - 1}
	for i := range len(c.Points) - 1 {
		order = append(order, i)
	}
	sameYear := c.Points[0].Day.Year() == c.Points[len(c.Points)-1].Day.Year()
	var taken []box
	var labels []label
	for _, i := range order {
		d := c.Points[i].Day
		text := d.Time().Format("02/01")
		if !sameYear {
			text = d.Time().Format("01/2006")
		}
		if d == 0 {
			text = c.Points[i].Label
		}
		l := label{X: x(i), Y: p.H - 14, Anchor: "middle", Text: text}
		if b := l.box(12.5); b.x0 < p.left-6 {
			l.Anchor, l.X = "start", p.left
		} else if b.x1 > p.W {
			l.Anchor, l.X = "end", p.W
		}
		b := l.box(12.5)
		b.x0, b.x1 = b.x0-4, b.x1+4
		if anyHits(b, taken) {
			continue
		}
		taken, labels = append(taken, b), append(labels, l)
	}
	return labels
}

// nice rounds a step up to 1, 2, 4 or 5 times a power of ten.
func nice(v float64) float64 {
	if v <= 1 {
		return 1
	}
	p := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{1, 2, 4, 5, 10} {
		if m*p >= v {
			return m * p
		}
	}
	return 10 * p
}

// sentence is the chart in words where the page gives none.
func (c StepChart) sentence() string {
	if c.Sentence != "" {
		return c.Sentence
	}
	var parts []string
	for _, p := range c.Points {
		parts = append(parts, Int(p.Value))
	}
	s := "Luỹ kế: " + strings.Join(parts, ", ") + " " + c.Of
	if c.Target > 0 {
		s += "; chỉ tiêu " + Int(c.Target)
	}
	return s
}

// planned reports that some point has a plan.
func (c StepChart) planned() bool {
	for _, p := range c.Points {
		if p.Plan > 0 {
			return true
		}
	}
	return false
}

func (h Hero) display() Figure {
	f := h.Got
	f.Size = Display
	return f
}
