package lineage

import (
	"cmp"
	"slices"

	"phongtrao/internal/base/day"
)

// Inside, nodes, lines and kinds are small numbers, and a fact that says nothing about names carries none:
// a country of 120,000 units takes some 30 MB.

const (
	silent = -1 // fact.parent: says nothing
	top    = -2 // fact.parent: Top
	off    = -3 // fact.parent: Off
)

type words struct{ name, short, code string }

type fact struct {
	seq      int64
	recorded day.Instant
	change   string
	words    *words // nil = says nothing about names
	since    day.Day
	parent   int32 // index of a node, or silent, top, off
	line     int16 // index of a line, what parent is about
	kind     int16 // index of a kind, 0 = says nothing
	state    State
	gone     withdrawal
}

// withdrawal says when a change was withdrawn; the zero value is never.
type withdrawal struct {
	at  day.Instant
	seq int64
}

// known reports whether it was so at a cut.
func (w withdrawal) known(c cut) bool {
	return w.seq != 0 && w.seq <= c.head && (c.known == 0 || w.at <= c.known)
}

// order is the order in which facts hold: of two for a day the one recorded later comes later, and wins.
func order(a, b fact) int {
	return cmp.Or(cmp.Compare(a.since, b.since), cmp.Compare(a.recorded, b.recorded), cmp.Compare(a.seq, b.seq))
}

// node is what is known of one node. Slices are shared between histories: they are copied before they grow.
type node struct {
	id    string
	facts []fact // in order
	ties  *ties  // nil for the many that have neither children nor successors
}

type ties struct {
	kids    []int32      // all nodes that were ever said to have this one as a parent, on any line, with repeats
	out, in []Succession // where this node went, and what came to it
}

const pageBits, pageSize = 8, 1 << 8

type page [pageSize]node

// History is everything known of a set of nodes. It never changes: With returns another one that shares what is equal.
type History struct {
	pages []*page
	count int32
	index layers
	lines []string    // 0 is "": facts that are about no line
	kinds []string    // 0 is "": says nothing
	days  [][]day.Day // by line: the days on which something changes in its tree, sorted
	head  int64       // the highest Seq
	last  day.Instant // the latest Recorded
	trees *shelf
	taken map[string]string // id of a withdrawn change → id of the change that withdrew it
}

// New returns the history that the facts and successions tell, in any order.
func New(facts []Fact, successions []Succession) *History {
	empty := &History{lines: []string{""}, kinds: []string{""}, days: [][]day.Day{nil}, trees: newShelf()}
	return empty.With(facts, successions)
}

// Len returns the number of nodes; their indexes are 0 to Len-1, in the order in which they were first named, and stay.
func (h *History) Len() int { return int(h.count) }

// Head returns the highest Seq of all facts and successions, 0 for none.
func (h *History) Head() int64 { return h.head }

// Recorded returns the latest instant at which anything was recorded, 0 for none.
func (h *History) Recorded() day.Instant { return h.last }

// Index returns the index of a node.
func (h *History) Index(id string) (int32, bool) { return h.index.find(id) }

// ID returns the id of a node.
func (h *History) ID(i int32) string { return h.at(i).id }

func (h *History) at(i int32) *node { return &h.pages[i>>pageBits][i&(pageSize-1)] }

// Touched returns the nodes of which changes say something, and those that they hand on, by the id of the change.
func (h *History) Touched(changes ...string) map[string][]int32 {
	out := make(map[string][]int32, len(changes))
	for _, c := range changes {
		out[c] = nil
	}
	note := func(change string, i int32) {
		if all, asked := out[change]; asked && (len(all) == 0 || all[len(all)-1] != i) {
			out[change] = append(all, i)
		}
	}
	for i := range h.count {
		n := h.at(i)
		for k := range n.facts {
			note(n.facts[k].change, i)
			if n.facts[k].gone.seq != 0 {
				note(h.taken[n.facts[k].change], i)
			}
		}
		if n.ties != nil {
			for _, s := range n.ties.out {
				note(s.Change, i)
			}
			for _, s := range n.ties.in {
				note(s.Change, i)
			}
		}
	}
	for c, all := range out {
		out[c] = distinctNodes(all)
	}
	return out
}

func distinctNodes(all []int32) []int32 {
	slices.Sort(all)
	return slices.Compact(all)
}

// Withdrawn returns the id of the change that withdrew one, "" where none did.
func (h *History) Withdrawn(change string) string { return h.taken[change] }
