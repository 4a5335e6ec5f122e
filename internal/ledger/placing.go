package ledger

import (
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/lineage"
)

// Where a cell stands. On the map of a day, Tree.LocateOn tells: at its unit, at the unit's successor, above the halves of a split
// that nothing divides, above a unit that is founded later; or nowhere, and then the difference is named. As things stood, a cell stands on the
// map of its own day: there its unit lived, unless a decision that became known later says otherwise; then that day's map tells.

// stand is one place where a cell stands, with the part of it that does.
type stand struct {
	at   int32 // a node, -1 above all
	why  lineage.Why
	part int64         // parts per million
	up   *lineage.Tree // the map on which at stands; nil: up the parents on the cell's day
}

// counted reports whether what stands there is in the total. What nothing places below the top stands above all, and is in it.
func (s stand) counted() bool {
	return s.why != lineage.Gone && s.why != lineage.Outside && (s.at >= 0 || s.why == lineage.Undivided || s.why == lineage.NotYet || s.why == Unplaced)
}

// Unplaced is the reason of what was posted without a place, on the line of places.
const Unplaced = lineage.Why(100)

// WhyLabel says in Vietnamese why a part of a figure does not stand on the map as itself.
func WhyLabel(w lineage.Why) string {
	switch w {
	case lineage.Successor:
		return "tính vào đơn vị kế thừa"
	case lineage.Undivided:
		return "không phân bổ được"
	case lineage.NotYet:
		return "thành lập sau ngày của bản đồ"
	case lineage.Gone:
		return "đã chấm dứt, không có đơn vị kế thừa"
	case lineage.Outside:
		return "không thuộc tuyến này"
	case Unplaced:
		return "không ghi địa điểm"
	}
	return ""
}

// placer places cells on a line.
type placer struct {
	history   *lineage.History
	tree      *lineage.Tree // nil as things stood
	line      string
	known     day.Instant
	indicator string
	stands    []stand
	chain     []int32
}

// find tells where what a node did on a day stands. The answer holds until the next call.
func (p *placer) find(node int32, d day.Day) []stand {
	p.stands = p.stands[:0]
	if node < 0 {
		return append(p.stands, stand{at: -1, why: Unplaced, part: lineage.Whole})
	}
	tree := p.tree
	if tree == nil {
		asOf := day.AsOf{Day: d, Known: p.known}
		if p.history.On(node, p.line, asOf) {
			return append(p.stands, stand{at: node, part: lineage.Whole})
		}
		tree = p.history.Tree(p.line, asOf)
	}
	l := tree.LocateOn(node, d)
	for _, part := range l.Parts {
		if n := part.Shares[p.indicator]; n > 0 {
			p.stands = append(p.stands, stand{part.At, part.Why, n, tree})
		}
	}
	if len(p.stands) == 0 {
		p.stands = append(p.stands, stand{l.At, l.Why, lineage.Whole, tree})
	}
	return p.stands
}

// climb returns the node and all above it, from itself up. The answer holds until the next call.
func (p *placer) climb(s stand, d day.Day) []int32 {
	p.chain = p.chain[:0]
	if s.at < 0 {
		return p.chain
	}
	asOf := day.AsOf{Day: d, Known: p.known}
	for at, ok := s.at, true; ok && len(p.chain) < 64; {
		p.chain = append(p.chain, at)
		if s.up != nil {
			at, ok = s.up.Parent(at)
		} else {
			at, ok = p.history.Parent(at, p.line, asOf)
		}
	}
	return p.chain
}

// divide gives each part its share of an outcome. Rest by rest the greatest remainder gets one more, so that the parts add up exactly; the
// lower bound and what lies above it are divided each for itself, so that no part's lower bound passes its upper one.
func divide(o outcome, stands []stand) []outcome {
	los, spans := portions(o.lo, stands), portions(o.hi-o.lo, stands)
	out := make([]outcome, len(stands))
	for i := range out {
		out[i] = outcome{o.evidence, sum{los[i], los[i] + spans[i], o.open, o.live}}
	}
	return out
}

func portions(n int64, stands []stand) []int64 {
	out, rest := make([]int64, len(stands)), make([]int64, len(stands))
	sign, left := int64(1), n
	if n < 0 {
		sign, left = -1, -n
	}
	whole := left
	for i, s := range stands {
		// n × part without leaving 64 bits: n = q × Whole + r.
		q, r := whole/lineage.Whole, whole%lineage.Whole
		out[i] = q*s.part + r*s.part/lineage.Whole
		rest[i] = r * s.part % lineage.Whole
		left -= out[i]
	}
	order := make([]int, len(stands))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(rest[b] - rest[a]) })
	for k := 0; left > 0; k, left = k+1, left-1 {
		out[order[k%len(order)]]++
	}
	for i := range out {
		out[i] *= sign
	}
	return out
}
