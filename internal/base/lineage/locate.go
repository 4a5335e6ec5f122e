package lineage

import (
	"maps"
	"math"
	"slices"

	"phongtrao/internal/base/day"
)

// Why says how a node of any day came to stand where Tree.Locate puts it.
type Why uint8

const (
	// Here: the node itself stands on the tree.
	Here Why = iota
	// Successor: it ended, and stands where the one node that followed it stands.
	Successor
	// Undivided: it was split and nothing lawful divides it; it stands at the nearest node above all parts ("không phân bổ được").
	Undivided
	// NotYet: it was founded after the day of the tree; it stands at the nearest node above.
	NotYet
	// Gone: it ended without successor, and is in no total: a difference to be named. At is the nearest living node above.
	Gone
	// Outside: it lived, and does not stand on this line: in no total of the line. At is -1.
	Outside
)

// Location is where a node of any day stands on a tree.
type Location struct {
	At    int32    // index of a node of the tree, -1 for nowhere
	Why   Why      //
	Via   []string // ids of the changes that led here, the earliest first
	Parts []Part   // where the decision of a split divides the past: who gets how much; for other indicators At and Why hold
}

// Part is what falls to one node where a split gives shares.
type Part struct {
	At     int32            // index of a node of the tree, -1 for nowhere
	Why    Why              // how that part came to stand there
	Shares map[string]int64 // indicator → parts per million; over all parts of a Location they add up to Whole
}

// Counted reports whether what stands there is in the totals of the tree.
func (l Location) Counted() bool { return l.At >= 0 && l.Why != Gone }

// Locate returns where a node of any day stands on the tree.
func (t *Tree) Locate(i int32) Location {
	if t.Has(i) {
		return Location{At: i}
	}
	return t.LocateOn(i, 0)
}

// LocateOn returns where what node i did on day d stands on the tree. It differs from Locate for a node that was split
// later and went on as one of the parts: what it did before is not its part's alone.
// A day outside the node's life, or 0, counts as its last day.
func (t *Tree) LocateOn(i int32, d day.Day) Location {
	o := t.resolve(i, d, 0)
	loc := Location{At: o.at, Why: o.why, Via: o.via}
	type key struct {
		at  int32
		why Why
	}
	seen := map[key]int{}
	for _, indicator := range slices.Sorted(maps.Keys(o.shares)) {
		for _, s := range o.shares[indicator] {
			k, ok := seen[key{s.at, s.why}]
			if !ok {
				k = len(loc.Parts)
				seen[key{s.at, s.why}] = k
				loc.Parts = append(loc.Parts, Part{At: s.at, Why: s.why, Shares: map[string]int64{}})
			}
			loc.Parts[k].Shares[indicator] += s.ppm
		}
	}
	return loc
}

type share struct {
	at  int32
	why Why
	ppm int64
}

type outcome struct {
	at     int32
	why    Why
	via    []string
	shares map[string][]share
}

const hopsMax = 64 // reorganisations that one node can go through on the way to a tree

func (t *Tree) resolve(i int32, d day.Day, hops int) outcome {
	h, c := t.history, cutAt(t.asOf)
	n := h.at(i)
	born, ended := n.life(c)
	if born == 0 {
		return t.notYet(i, hops)
	}
	if d == 0 || d >= ended {
		d = ended - 1
	}
	group := n.next(d, c)
	switch {
	case len(group) > 0 && hops < hopsMax:
		return t.follow(i, group, hops)
	case t.Has(i):
		return outcome{at: i}
	case ended == day.Forever:
		return outcome{at: -1, why: Outside}
	}
	p := t.parentOn(n, ended-1, c)
	if p == off {
		return outcome{at: -1, why: Outside}
	}
	return outcome{at: t.above(p, hops), why: Gone}
}

// notYet places a node that does not live yet under the nearest node above that does.
func (t *Tree) notYet(i int32, hops int) outcome {
	n := t.history.at(i)
	known := t.asOf.Known
	born, _ := n.life(cut{day.Forever, known, math.MaxInt64})
	if born == 0 { // recorded later than what the tree knows of
		known = 0
		born, _ = n.life(cut{day.Forever, known, math.MaxInt64})
	}
	p := t.parentOn(n, born, cut{born, known, math.MaxInt64})
	if born == 0 || p == off {
		return outcome{at: -1, why: Outside}
	}
	return outcome{at: t.above(p, hops), why: NotYet}
}

func (t *Tree) parentOn(n *node, d day.Day, c cut) int32 {
	line, ok := t.history.line(t.line)
	if !ok {
		return off
	}
	c.day = d
	return n.parent(line, c)
}

func (t *Tree) above(p int32, hops int) int32 {
	if p < 0 || hops >= hopsMax {
		return -1
	}
	return t.resolve(p, 0, hops+1).at
}

// next returns the successions of the first change after day d by which something of the node went elsewhere.
func (n *node) next(d day.Day, c cut) []Succession {
	if n.ties == nil {
		return nil
	}
	var group []Succession
	for _, s := range n.ties.live(c) {
		if s.On <= d || s.Kind == Held {
			continue
		}
		if len(group) > 0 && s.Change != group[0].Change {
			if s.On >= group[0].On {
				continue
			}
			group = group[:0]
		}
		group = append(group, s)
	}
	return group
}

// live returns the successions from the node that are known at the cut and not withdrawn.
func (t *ties) live(c cut) []Succession {
	var out []Succession
	for _, s := range t.out {
		if s.On <= c.day && (c.known == 0 || s.Recorded <= c.known) && s.Seq <= c.head && !s.gone.known(c) {
			out = append(out, s)
		}
	}
	return out
}

// follow goes on to the successors.
func (t *Tree) follow(i int32, group []Succession, hops int) outcome {
	on, parts := group[0].On, make([]outcome, len(group))
	for k, s := range group {
		to, _ := t.history.Index(s.To)
		after := on - 1
		if to == i {
			after = on // what went on is the same node from then
		}
		parts[k] = t.resolve(to, after, hops+1)
	}
	if len(parts) == 1 {
		o := parts[0]
		o.via = append([]string{group[0].Change}, o.via...)
		if o.why == Here {
			o.why = Successor
		}
		return o
	}
	out := t.meet(parts)
	out.via = []string{group[0].Change}
	for _, p := range parts {
		for _, v := range p.via {
			if !slices.Contains(out.via, v) {
				out.via = append(out.via, v)
			}
		}
	}
	out.shares = divide(group, parts)
	return out
}

// meet places what nothing divides: at the nearest node above all parts.
func (t *Tree) meet(parts []outcome) outcome {
	out := outcome{at: -1, why: Undivided}
	placed, gone, exact := 0, 0, true
	for _, p := range parts {
		if p.why == Gone {
			gone++
		}
		if p.at < 0 {
			exact = false
			continue
		}
		if placed == 0 {
			out.at = p.at
		} else if out.at >= 0 {
			exact = exact && out.at == p.at
			out.at = t.meetOf(out.at, p.at)
		}
		exact = exact && (p.why == Here || p.why == Successor)
		placed++
	}
	switch {
	case placed == 0 && gone == 0:
		out.why = Outside
	case gone == len(parts):
		out.why = Gone
	case exact:
		out.why = Successor // split and joined again: nothing is left to divide
	}
	return out
}

// meetOf returns the nearest node above two of the tree, or one of them that is above the other; -1 for none.
func (t *Tree) meetOf(i, j int32) int32 {
	p, q := t.pos[i], t.pos[j]
	for p >= 0 && q >= 0 && p != q {
		if p > q {
			p = t.up[p]
		} else {
			q = t.up[q]
		}
	}
	if p < 0 || q < 0 {
		return -1
	}
	return t.node[p]
}

// divide multiplies the shares of a split with those of later ones; for each indicator they add up to Whole.
func divide(group []Succession, parts []outcome) map[string][]share {
	var out map[string][]share
	for indicator := range group[0].Shares {
		var list []share
		for k, s := range group {
			mine := s.Shares[indicator]
			below := parts[k].shares[indicator]
			if len(below) == 0 {
				below = []share{{parts[k].at, parts[k].why, Whole}}
			}
			left := mine
			for _, b := range below {
				got := mine * b.ppm / Whole
				left -= got
				why := b.why
				if why == Here {
					why = Successor
				}
				list = append(list, share{b.at, why, got})
			}
			list[len(list)-len(below)].ppm += left // what rounding leaves goes to the first
		}
		if out == nil {
			out = map[string][]share{}
		}
		out[indicator] = list
	}
	return out
}
