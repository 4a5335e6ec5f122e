package lineage

import (
	"slices"

	"phongtrao/internal/base/day"
)

// Effect is what a change does to the tree, for people to look at before they record it.
type Effect struct {
	Founded, Ended []string // ids of nodes
	Moved          []Moved
}

// Moved is a node that comes to stand elsewhere.
type Moved struct {
	Node, Line string
	From, To   string // parents; "" for none
	On         day.Day
}

// Effect returns what the draft does so far.
func (d *Draft) Effect() Effect {
	var e Effect
	for _, f := range d.facts {
		i, _ := d.h.Index(f.Node)
		_, before := d.base.Index(f.Node)
		if f.State == Ended && !slices.Contains(e.Ended, f.Node) {
			e.Ended = append(e.Ended, f.Node)
		}
		if f.State == Alive && !before {
			e.Founded = append(e.Founded, f.Node)
		}
		if f.Parent == "" || !before {
			continue
		}
		parent := func(h *History) string {
			if p, ok := h.Parent(i, f.Line, day.AsOf{Day: f.From}); ok {
				return h.ID(p)
			}
			return ""
		}
		if from, to := parent(d.base), parent(d.h); from != to {
			e.Moved = append(e.Moved, Moved{f.Node, f.Line, from, to, f.From})
		}
	}
	return e
}
