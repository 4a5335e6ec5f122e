package chart

import (
	"strings"

	"phongtrao/internal/base/paper"
)

// lying draws one bar a label, lying, the first on top; a plan is an empty bar over its whole line.
func (l *layout) lying() {
	labels := make([][]string, len(l.c.Labels))
	wide := 0.0
	for i, s := range l.c.Labels {
		labels[i] = l.wrap(paper.Clean(s), small, l.d.Width*0.36, 2)
		for _, line := range labels[i] {
			wide = max(wide, l.measure(line, small))
		}
	}
	left, right := gap+wide+gap, l.d.Width-gap-l.measure(Number(l.hi), small)-gap
	x := func(v float64) float64 { return left + (v-l.lo)/(l.hi-l.lo)*(right-left) }
	top := l.y
	each := barStep * float64(max(1, len(l.c.Series)))
	bottom := top + each*float64(len(l.c.Labels))
	for _, v := range l.ticks() {
		l.line(Grid, 0, Point{x(v), top}, Point{x(v), bottom})
	}
	for i := range l.c.Labels {
		y := top + each*float64(i)
		first := y + each/2 + small*0.35 - float64(len(labels[i])-1)*small*0.55
		for n, line := range labels[i] {
			l.word(Word, line, left-gap, first+float64(n)*small*1.1, End, small)
		}
		for n, s := range l.c.Series {
			v, ok := at(s, i)
			if !ok {
				continue
			}
			up := y + barStep*float64(n)
			l.area(role(s), n, min(x(0), x(v)), up+3, abs(x(v)-x(0)), barStep-6)
			l.word(Value, Number(v), max(x(v), x(0))+3, up+barStep/2+small*0.35, Start, small)
		}
	}
	l.line(Axis, 0, Point{x(0), top}, Point{x(0), bottom})
	l.y = bottom
	l.below(x, l.ticks())
}

// below writes the values of an axis that lies, as many as have room.
func (l *layout) below(x func(float64) float64, ticks []float64) {
	l.y += small + 3
	edge := -1.0
	for _, v := range ticks {
		s := Number(v)
		if half := l.measure(s, small) / 2; x(v)-half > edge {
			l.word(Word, s, x(v), l.y, Middle, small)
			edge = x(v) + half + gap
		}
	}
}

// upright draws values along an axis that stands: bars in groups, or a running total as steps with its plan.
func (l *layout) upright() {
	wide := 0.0
	for _, v := range l.ticks() {
		wide = max(wide, l.measure(Number(v), small))
	}
	left, right := gap+wide+gap, l.d.Width-2*gap
	top := l.y + small // room for a value above the greatest
	bottom := top + flat
	y := func(v float64) float64 { return bottom - (v-l.lo)/(l.hi-l.lo)*(bottom-top) }
	for _, v := range l.ticks() {
		l.line(Grid, 0, Point{left, y(v)}, Point{right, y(v)})
		l.word(Word, Number(v), left-gap, y(v)+small*0.35, End, small)
	}
	slot := (right - left) / float64(max(1, len(l.c.Labels)))
	middle := func(i int) float64 { return left + slot*(float64(i)+0.5) }
	if l.c.Kind == paper.Columns {
		l.columns(y, middle, slot)
	} else {
		l.steps(y, middle)
	}
	l.line(Axis, 0, Point{left, y(0)}, Point{right, y(0)})
	l.y = bottom + small + 3
	lines := 1
	for i, s := range l.c.Labels {
		words := l.wrap(paper.Clean(s), small, max(slot, 34)-4, 2)
		if slot < 34 && i%(int(34/slot)+1) != 0 {
			continue // too close: every second, third … is named
		}
		for n, line := range words {
			l.word(Word, line, middle(i), l.y+float64(n)*small*1.1, Middle, small)
		}
		lines = max(lines, len(words))
	}
	l.y += float64(lines-1) * small * 1.1
}

func (l *layout) columns(y func(float64) float64, middle func(int) float64, slot float64) {
	n := max(1, len(l.c.Series))
	w := min(slot*0.7/float64(n), 48)
	for i := range l.c.Labels {
		for k, s := range l.c.Series {
			v, ok := at(s, i)
			if !ok {
				continue
			}
			x := middle(i) + w*(float64(k)-float64(n)/2)
			l.area(role(s), k, x+1, min(y(0), y(v)), w-2, abs(y(v)-y(0)))
			if len(l.c.Labels) <= valuesMax || i == len(l.c.Labels)-1 {
				l.word(Value, Number(v), x+w/2, min(y(0), y(v))-2, Middle, small)
			}
		}
	}
}

// steps draws a running total, which holds until the next label and then jumps, and the plan as a straight line.
func (l *layout) steps(y func(float64) float64, middle func(int) float64) {
	for k, s := range l.c.Series {
		var line []Point
		last := -1
		for i := range l.c.Labels {
			v, ok := at(s, i)
			if !ok {
				continue
			}
			here := Point{middle(i), y(v)}
			if !s.Plan && len(line) > 0 {
				line = append(line, Point{here.X, line[len(line)-1].Y})
			}
			line = append(line, here)
			last = i
			if !s.Plan && len(l.c.Labels) <= valuesMax {
				l.word(Value, Number(v), here.X-3, here.Y-4, End, small)
			}
		}
		if len(line) > 1 {
			l.line(role(s), k, line...)
		}
		if last >= 0 && !s.Plan && len(l.c.Labels) > valuesMax {
			v, _ := at(s, last)
			l.word(Value, Number(v), middle(last), y(v)-4, End, small)
		}
	}
}

// key names the series beneath the chart.
func (l *layout) key() {
	const mark = 18
	total := 0.0
	for _, s := range l.c.Series {
		total += mark + gap + l.measure(paper.Clean(s.Name), small) + 2*gap
	}
	l.y += small + 2*gap
	x := max(gap, (l.d.Width-total)/2)
	for k, s := range l.c.Series {
		if l.c.Kind == paper.Steps {
			l.line(role(s), k, Point{x, l.y - 3}, Point{x + mark, l.y - 3})
		} else {
			l.area(role(s), k, x, l.y-8, mark, 9)
		}
		name := paper.Clean(s.Name)
		l.word(Word, name, x+mark+gap, l.y, Start, small)
		x += mark + gap + l.measure(name, small) + 2*gap
	}
}

// wrap breaks words into at most so many lines of a width; what does not fit ends in "…".
func (l *layout) wrap(s string, size, width float64, lines int) []string {
	var out []string
	line := ""
	for _, w := range strings.Fields(s) {
		longer := strings.TrimSpace(line + " " + w)
		if line == "" || l.measure(longer, size) <= width {
			line = longer
			continue
		}
		out = append(out, line)
		line = w
	}
	out = append(out, line)
	if len(out) > lines {
		out[lines-1] += "…"
		out = out[:lines]
	}
	for i := range out {
		r := []rune(out[i])
		for len(r) > 2 && l.measure(string(r), size) > width {
			r = append(r[:len(r)-2], '…')
		}
		out[i] = string(r)
	}
	return out
}

func abs(x float64) float64 { return max(x, -x) }
