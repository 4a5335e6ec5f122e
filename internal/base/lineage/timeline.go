package lineage

import (
	"cmp"
	"slices"

	"phongtrao/internal/base/day"
)

// Timeline returns everything ever recorded about a node, in order of the days on which it holds, then of recording.
func (h *History) Timeline(i int32) []Event {
	n := h.at(i)
	var out []Event
	for k := range n.facts {
		f := &n.facts[k]
		out = append(out, Event{On: f.since, Recorded: f.recorded, Change: f.change, Fact: h.fact(n, f), Overridden: f.gone.seq != 0 || overridden(n, k)})
		if f.gone.seq != 0 {
			out = append(out, Event{On: f.since, Recorded: f.gone.at, Change: h.taken[f.change], Withdrawn: f.change})
		}
	}
	if n.ties != nil {
		for _, s := range n.ties.in {
			out = append(out, h.went(s)...)
		}
		for _, s := range n.ties.out {
			if s.From != s.To { // a part that went on is told once
				out = append(out, h.went(s)...)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Event) int {
		return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.Recorded, b.Recorded), cmp.Compare(a.Seq(), b.Seq()))
	})
	return out
}

// went tells of a succession, and that it does not hold after all.
func (h *History) went(s Succession) []Event {
	out := []Event{{On: s.On, Recorded: s.Recorded, Change: s.Change, Succession: &s, Overridden: s.gone.seq != 0}}
	if s.gone.seq != 0 {
		back := s
		back.Kind, back.Seq, back.Recorded, back.Shares = Withdrawn, s.gone.seq, s.gone.at, nil
		out = append(out, Event{On: s.On, Recorded: s.gone.at, Change: h.taken[s.Change], Succession: &back, Withdrawn: s.Change})
	}
	return out
}

// Seq returns the place of the event among all records.
func (e Event) Seq() int64 {
	if e.Succession != nil {
		return e.Succession.Seq
	}
	return e.Fact.Seq
}

// fact is a fact as it was given.
func (h *History) fact(n *node, f *fact) Fact {
	out := Fact{Seq: f.seq, Node: n.id, From: f.since, Line: h.lines[f.line], State: f.state, Kind: h.kinds[f.kind],
		Change: f.change, Recorded: f.recorded}
	if f.words != nil {
		out.Name, out.Short, out.Code = f.words.name, f.words.short, f.words.code
	}
	switch f.parent {
	case silent:
	case top:
		out.Parent = Top
	case off:
		out.Parent = Off
	default:
		out.Parent = h.ID(f.parent)
	}
	return out
}

// overridden reports whether later records for the same day say otherwise in all that fact k says.
func overridden(n *node, k int) bool {
	f := &n.facts[k]
	state, parent, kind := f.state == "", f.parent == silent, f.kind == 0
	name, short, code := true, true, true
	if w := f.words; w != nil {
		name, short, code = w.name == "", w.short == "", w.code == ""
	}
	for j := k + 1; j < len(n.facts) && n.facts[j].since == f.since; j++ {
		g := &n.facts[j]
		if g.gone.seq != 0 {
			continue
		}
		state = state || g.state != ""
		parent = parent || (g.parent != silent && g.line == f.line)
		kind = kind || g.kind != 0
		if w := g.words; w != nil {
			name, short, code = name || w.name != "", short || w.short != "", code || w.code != ""
		}
	}
	return state && parent && kind && name && short && code
}

// Days returns the days on which the tree of a line changes, the earliest first.
func (h *History) Days(line string) []day.Day {
	l, ok := h.line(line)
	if !ok {
		return nil
	}
	all := slices.Concat(h.days[0], h.days[l])
	slices.Sort(all)
	return slices.Compact(all)
}

// EachName calls f with every name and short name that was recorded after a Seq, in no particular order.
func (h *History) EachName(after int64, f func(i int32, name, short string)) {
	if h.head <= after {
		return
	}
	for i := range h.count {
		for _, fact := range h.at(i).facts {
			if fact.seq > after && fact.words != nil {
				f(i, fact.words.name, fact.words.short)
			}
		}
	}
}
