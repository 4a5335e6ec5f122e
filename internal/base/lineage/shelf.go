package lineage

import (
	"slices"
	"sync"
	"sync/atomic"

	"phongtrao/internal/base/day"
)

// treesKept bounds the trees kept with a history: each is some 2 MB for 120,000 nodes.
const treesKept = 16

// shelf keeps the trees of one history, the latest used first.
type shelf struct {
	mu    sync.Mutex
	slots []*slot
}

type slot struct {
	line int16
	asOf day.AsOf
	once sync.Once
	tree atomic.Pointer[Tree] // nil until it is built
}

func newShelf() *shelf { return &shelf{} }

// Tree returns the line as it stood. Days between two changes share one tree; trees are kept between calls.
func (h *History) Tree(line string, asOf day.AsOf) *Tree {
	l, ok := h.line(line)
	if !ok {
		return &Tree{history: h, line: line, asOf: asOf}
	}
	if asOf.Known >= h.last {
		asOf.Known = 0
	}
	asOf.Day = max(before(h.days[0], asOf.Day), before(h.days[l], asOf.Day))
	return h.trees.get(h, l, asOf)
}

// Release lets go of the trees kept with the history; a question asks for them anew. It is for histories that are past.
func (h *History) Release() {
	h.trees.mu.Lock()
	defer h.trees.mu.Unlock()
	h.trees.slots = nil
}

// before returns the last of the sorted days that is not after d, 0 for none.
func before(days []day.Day, d day.Day) day.Day {
	k, found := slices.BinarySearch(days, d)
	if found {
		return d
	}
	if k == 0 {
		return 0
	}
	return days[k-1]
}

func (s *shelf) get(h *History, line int16, asOf day.AsOf) *Tree {
	s.mu.Lock()
	k := slices.IndexFunc(s.slots, func(x *slot) bool { return x.line == line && x.asOf == asOf })
	var x *slot
	if k < 0 {
		x = &slot{line: line, asOf: asOf}
		s.slots = slices.Insert(s.slots, 0, x)
		if len(s.slots) > treesKept {
			s.slots = slices.Delete(s.slots, treesKept, len(s.slots))
		}
	} else {
		x = s.slots[k]
		copy(s.slots[1:k+1], s.slots[:k])
		s.slots[0] = x
	}
	s.mu.Unlock()
	x.once.Do(func() { // outside the lock: who asks for another tree does not wait
		if x.tree.Load() == nil {
			x.tree.Store(build(h, line, asOf))
		}
	})
	return x.tree.Load()
}

// edge says what a change leaves as it was: trees of days before it, of lines it does not touch, and of earlier knowledge.
type edge struct {
	since    map[int16]day.Day // by line; line 0 stands for all lines
	recorded day.Instant       // the earliest of what is new
}

func (e *edge) mark(line int16, since day.Day) {
	if old, ok := e.since[line]; !ok || since < old {
		e.since[line] = since
	}
}

func (e *edge) spares(x *slot) bool {
	if x.asOf.Known != 0 && x.asOf.Known < e.recorded {
		return true
	}
	for _, line := range [2]int16{0, x.line} {
		if since, ok := e.since[line]; ok && since <= x.asOf.Day {
			return false
		}
	}
	return true
}

// carry returns the shelf of the history made by a change, with the trees that stay as they are.
func (s *shelf) carry(h *History, changed edge) *shelf {
	s.mu.Lock()
	slots := slices.Clone(s.slots)
	s.mu.Unlock()
	out := newShelf()
	for _, x := range slots {
		if t := x.tree.Load(); t != nil && changed.spares(x) {
			same := *t
			same.history = h
			y := &slot{line: x.line, asOf: x.asOf}
			y.tree.Store(&same)
			out.slots = append(out.slots, y)
		}
	}
	return out
}
