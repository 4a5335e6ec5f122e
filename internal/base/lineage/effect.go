package lineage

import (
	"slices"

	"phongtrao/internal/base/day"
)

// Effect is what a change does to the tree, for people to look at before they record it. Nodes come in the order in which they
// came to be known.
type Effect struct {
	Founded []string // come to be
	Ended   []string // come to an end, which they did not have before
	Unmade  []string // have never been, after all
	Revived []string // have no end, after all
	Moved   []Moved
	Renamed []string // are called otherwise, or are of another kind or state, on some day
}

// Moved is a node that comes to stand elsewhere.
type Moved struct {
	Node, Line string
	From, To   string // parents; "" for none
	On         day.Day
}

// Effect returns what the draft does so far: how the history that it makes differs from the one before.
func (d *Draft) Effect() Effect {
	var e Effect
	nodes := slices.Clone(d.touched)
	slices.Sort(nodes)
	for _, i := range slices.Compact(nodes) {
		id := d.h.ID(i)
		var born, ended day.Day
		if int(i) < d.base.Len() {
			born, ended = d.base.Life(i, 0)
		}
		bornNow, endedNow := d.h.Life(i, 0)
		switch {
		case born == 0 && bornNow == 0:
			continue
		case born == 0:
			e.Founded = append(e.Founded, id)
			if endedNow < day.Forever { // what follows from parents that are known to end is no move
				e.Ended = append(e.Ended, id)
			}
			continue
		case bornNow == 0:
			e.Unmade = append(e.Unmade, id)
			continue
		case ended == day.Forever && endedNow < day.Forever:
			e.Ended = append(e.Ended, id)
		case ended < day.Forever && endedNow == day.Forever:
			e.Revived = append(e.Revived, id)
		}
		moved := d.moves(i, max(born, bornNow), min(ended, endedNow))
		e.Moved = append(e.Moved, moved...)
		if len(moved) == 0 && ended == endedNow && d.reworded(i) {
			e.Renamed = append(e.Renamed, id)
		}
	}
	return e
}

// moves tells where a node stands elsewhere than before between two days, line by line.
func (d *Draft) moves(i int32, from, to day.Day) (out []Moved) {
	for l := 1; l < len(d.h.lines); l++ {
		line := d.h.lines[l]
		days := []day.Day{from}
		for _, h := range []*History{d.base, d.h} {
			if k, ok := h.line(line); ok {
				for _, s := range within(h.stretches(i, k), from, to) {
					days = append(days, s.from)
				}
			}
		}
		slices.Sort(days)
		parent := func(h *History, on day.Day) string {
			if p, ok := h.Parent(i, line, day.AsOf{Day: on}); ok {
				return h.ID(p)
			}
			return ""
		}
		var last Moved
		for _, on := range slices.Compact(days) {
			m := Moved{Node: d.h.ID(i), Line: line, From: parent(d.base, on), To: parent(d.h, on), On: on}
			if m.From == m.To {
				last = Moved{}
				continue
			}
			if m.From != last.From || m.To != last.To {
				out = append(out, m)
			}
			last = m
		}
	}
	return out
}

// reworded reports whether a node is called otherwise, or is of another kind or state, on some day of its life.
func (d *Draft) reworded(i int32) bool {
	var days []day.Day
	for _, h := range []*History{d.base, d.h} {
		for k := range h.at(i).facts {
			days = append(days, h.at(i).facts[k].since)
		}
	}
	slices.Sort(days)
	return slices.ContainsFunc(slices.Compact(days), func(on day.Day) bool {
		asOf := day.AsOf{Day: on}
		return d.base.Name(i, asOf) != d.h.Name(i, asOf) || d.base.Short(i, asOf) != d.h.Short(i, asOf) || d.base.Code(i, asOf) != d.h.Code(i, asOf) ||
			d.base.Kind(i, asOf) != d.h.Kind(i, asOf) || d.base.State(i, asOf) != d.h.State(i, asOf)
	})
}
