package ui

import (
	"context"
	"fmt"
	"io"
	"unicode/utf8"

	"phongtrao/internal/base/day"
)

// Hero is the one answer of a campaign's page: percent, sentence, and the bar in which each part is seen against the target.
type Hero struct {
	Title    string // for readers; "" is "Kết quả so với chỉ tiêu"
	Percent  string // "105"; "" where there is no target, and the figure itself stands large
	Got      Figure
	Target   int64
	Note     string // "Vượt chỉ tiêu 65 đơn vị"
	NoteTone Tone
	Fine     string // the small print: version of the target, period, rounding
	FineHref string
	Segments []Segment
	Funnel   []FunnelStep
}

// Segment is a part of the hero's bar, in the order given.
type Segment struct {
	Label    string // under the bar: "Đợt 1"
	Quantity Quantity
	Href     string
}

// FunnelStep is a figure that follows from the one before: registered, came, accepted, gave.
type FunnelStep struct {
	Label    string
	Quantity Quantity
	Href     string
	Share    string // of the step before: "89%"
	Problem  string // the inequality that does not hold, in words
}

// Funnel draws steps in one line, two by two on a telephone.
type Funnel struct{ Steps []FunnelStep }

// StepChart draws a cumulative figure as steps against its plan and its target.
type StepChart struct {
	Sentence string // the chart in words, for readers and for those who print
	Points   []StepPoint
	Target   int64  // 0 draws no line
	Of       string // the unit word
	NoKey    bool   // without the key "Thực hiện / Kế hoạch"
}

// StepPoint is the sum reached on a day. Plan is the sum promised by then, 0 for none.
type StepPoint struct {
	Label string
	Day   day.Day
	Value int64
	Plan  int64
}

// Bar is a small bar against a target whose tick always stands at three quarters, so that bars in a column compare.
type Bar struct {
	Got    int64
	Target int64  // 0 draws "–"
	Text   string // the percentage in words; "" computes whole percent, cut off
	Mini   bool   // without the tick, for narrow columns
}

// Render draws h.
func (h Hero) Render(ctx context.Context, w io.Writer) error { return hero(h).Render(ctx, w) }

// Render draws f.
func (f Funnel) Render(ctx context.Context, w io.Writer) error { return funnel(f).Render(ctx, w) }

// Render draws c.
func (c StepChart) Render(ctx context.Context, w io.Writer) error { return stepChart(c).Render(ctx, w) }

// Render draws b.
func (b Bar) Render(ctx context.Context, w io.Writer) error { return bar(b).Render(ctx, w) }

// scale is the value at the right end of the hero's bar.
func (h Hero) scale() int64 { return max(1, h.total(), h.Target) }

// total is the sum of the segments, and the figure itself where there are none.
func (h Hero) total() int64 {
	if len(h.Segments) == 0 {
		return max(0, h.Got.Quantity.Lo)
	}
	var t int64
	for _, s := range h.Segments {
		t += max(0, s.Quantity.Lo)
	}
	return t
}

func (h Hero) surplus() int64 {
	if h.Target <= 0 {
		return 0
	}
	return max(0, h.total()-h.Target)
}

// surplusFits reports that "+65" can be written in the gold.
func (h Hero) surplusFits() bool {
	return float64(h.surplus())/float64(h.scale())*barWide >= float64(len(Int(h.surplus()))+1)*8-2
}

// piece is a segment with its place in the bar.
type piece struct {
	Segment
	from, width int64
	number      string // written inside
	fit         string // "": fits everywhere; "wide": only on a wide screen; "none": nowhere
	nameFit     bool   // the label fits under it on a wide screen
	shade       string
}

// The bar is about 600 pixels wide on a desk and 290 on a telephone; a digit is about 9, a letter of the label 7.
const (
	barWide, barNarrow = 600, 290
	digitWidth         = 9
	letterWidth        = 7
)

func (h Hero) pieces() []piece {
	segments := h.Segments
	if len(segments) == 0 && h.total() > 0 {
		segments = []Segment{{Quantity: h.Got.Quantity, Href: h.Got.Href}}
	}
	var all []piece
	var at int64
	seen := min(h.scale(), max(h.Target, 1)) // beyond the target the gold covers the number
	if h.Target <= 0 {
		seen = h.scale()
	}
	for i, s := range segments {
		p := piece{Segment: s, from: at, width: max(0, s.Quantity.Lo), number: Int(s.Quantity.Lo), shade: [2]string{"f", "g"}[i%2]}
		if s.Quantity.Open {
			p.number = "≥ " + p.number
		}
		visible := float64(max(0, min(seen-at, p.width))) / float64(h.scale())
		need := float64(utf8.RuneCountInString(p.number)*digitWidth + 16)
		switch {
		case visible*barWide < need:
			p.fit = "none"
		case visible*barNarrow < need:
			p.fit = "wide"
		}
		p.nameFit = float64(p.width)/float64(h.scale())*barWide >= float64(utf8.RuneCountInString(s.Label)*letterWidth+6)
		all = append(all, p)
		at += p.width
	}
	return all
}

// sentence is the bar in words.
func (h Hero) sentence() string {
	s := h.Got.Quantity.String() + " " + h.Got.Of
	if h.Target > 0 {
		s += fmt.Sprintf(" trên chỉ tiêu %s", Int(h.Target))
	}
	if len(h.Segments) > 1 {
		s += ": "
		for i, g := range h.Segments {
			if i > 0 {
				s += ", "
			}
			s += g.Label + " " + g.Quantity.String()
		}
	}
	return s
}

// targetAnchor keeps the target's label inside the bar: "start", "middle" or "end".
func (h Hero) targetAnchor() string {
	switch p := float64(h.Target) / float64(h.scale()); {
	case p < 0.15:
		return "start"
	case p > 0.85:
		return "end"
	}
	return "middle"
}

// text is the percentage of a bar.
func (b Bar) text() string {
	switch {
	case b.Text != "":
		return b.Text
	case b.Target <= 0:
		return "–"
	}
	p := int64(float64(b.Got) / float64(b.Target) * 100)
	if p > 9999 {
		return ">9.999%"
	}
	return Int(p) + "%"
}

// short reports that the target is not reached.
func (b Bar) short() bool { return b.Target > 0 && b.Got < b.Target }

// fill is the bar's length, of 120, with the target at 90 (mini: at 120).
func (b Bar) fill() string {
	if b.Target <= 0 {
		return "0"
	}
	full := 90.0
	if b.Mini {
		full = 120
	}
	return coordinate(min(120, max(0, float64(b.Got)/float64(b.Target)*full)))
}
