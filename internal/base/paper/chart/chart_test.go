package chart

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"phongtrao/internal/base/paper"
)

func shapes(d Drawing, r Role) []Shape {
	var out []Shape
	for _, s := range d.Shapes {
		if s.Role == r {
			out = append(out, s)
		}
	}
	return out
}

// TestLengths wants lying bars as long as their values, from one line.
func TestLengths(t *testing.T) {
	d := Lay(paper.Chart{Labels: []string{"một", "hai", "ba"}, Series: []paper.Series{{Values: []float64{100, 50, 0}}}}, 400, Roughly)
	bars := shapes(d, Done)
	if len(bars) != 2 || math.Abs(bars[0].W-2*bars[1].W) > 1e-9 || bars[0].Points[0].X != bars[1].Points[0].X || bars[0].Points[0].Y >= bars[1].Points[0].Y {
		t.Errorf("bars %+v", bars)
	}
	if values := shapes(d, Value); len(values) != 3 || values[2].Text != "0" {
		t.Errorf("values %+v: a zero is written too", values)
	}
}

// TestSteps wants a running total that holds until the next label, and a plan that does not step.
func TestSteps(t *testing.T) {
	d := Lay(paper.Chart{Kind: paper.Steps, Labels: []string{"a", "b", "c"}, Series: []paper.Series{
		{Values: []float64{10, 20, 40}}, {Name: "Kế hoạch", Values: []float64{15, 25, 35}, Plan: true}}}, 400, Roughly)
	done, plan := shapes(d, Done)[0].Points, shapes(d, Plan)[0].Points
	if len(done) != 5 || done[0].Y != done[1].Y || done[1].X != done[2].X || done[2].Y != done[3].Y {
		t.Errorf("the running total goes %v", done)
	}
	if len(plan) != 3 {
		t.Errorf("the plan goes %v", plan)
	}
}

// TestMissing wants nothing drawn for a value that is not known.
func TestMissing(t *testing.T) {
	d := Lay(paper.Chart{Kind: paper.Columns, Labels: []string{"a", "b", "c"}, Series: []paper.Series{{Values: []float64{math.NaN(), 5}}}}, 400, Roughly)
	if bars, values := shapes(d, Done), shapes(d, Value); len(bars) != 1 || len(values) != 1 {
		t.Errorf("%d bars and %d values for one known value", len(bars), len(values))
	}
}

func TestNumber(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 1265: "1.265", 105.4: "105,4", 0.25: "0,25", -1200: "-1.200", 1.999: "2", 1e18: "—"} {
		if got := Number(v); got != want {
			t.Errorf("%v is written %s, want %s", v, got, want)
		}
	}
}

// TestInside lays out charts by chance: every shape is a number and lies inside the drawing, whatever it holds.
func TestInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := paper.Chart{Kind: paper.ChartKind(rapid.IntRange(0, 2).Draw(t, "kind")), Title: "Lũy kế", Unit: "đơn vị máu"}
		n := rapid.IntRange(0, 60).Draw(t, "labels")
		for i := range n {
			c.Labels = append(c.Labels, strings.Repeat(fmt.Sprintf("Công đoàn %d ", i), rapid.IntRange(0, 9).Draw(t, "words")))
		}
		for k := range rapid.IntRange(0, 3).Draw(t, "series") {
			values := rapid.SliceOfN(rapid.OneOf(rapid.Float64Range(0, 1e9), rapid.Float64Range(-50, 50), rapid.Just(math.NaN()), rapid.Just(math.Inf(1))), 0, 70).Draw(t, "values")
			c.Series = append(c.Series, paper.Series{Name: "Thực hiện", Values: values, Plan: k == 1})
		}
		d := Lay(c, 450, Roughly)
		if math.IsNaN(d.Height) || d.Height <= 0 || d.Height > 5000 {
			t.Fatalf("the drawing is %v high", d.Height)
		}
		for _, s := range d.Shapes {
			for _, p := range s.Points {
				if !(p.X >= -1 && p.X+s.W <= d.Width+1 && p.Y >= -1 && p.Y+s.H <= d.Height+1) {
					t.Fatalf("%+v lies outside %v × %v", s, d.Width, d.Height)
				}
			}
			if s.Text == "" && s.W == 0 && len(s.Points) < 2 {
				t.Fatalf("%+v draws nothing", s)
			}
		}
	})
}
