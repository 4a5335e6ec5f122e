package lineage

import (
	"math"

	"phongtrao/internal/base/day"
)

// cut is a question to both clocks; head leaves out what was recorded after a Seq.
type cut struct {
	day   day.Day
	known day.Instant
	head  int64
}

func cutAt(a day.AsOf) cut { return cut{a.Day, a.Known, math.MaxInt64} }

func (c cut) sees(f *fact) bool {
	return f.since <= c.day && (c.known == 0 || f.recorded <= c.known) && f.seq <= c.head && !f.gone.known(c)
}

// last returns the fact that holds at the cut among those that speak, nil for none.
func (n *node) last(c cut, speaks func(*fact) bool) *fact {
	for k := len(n.facts) - 1; k >= 0; k-- {
		if f := &n.facts[k]; c.sees(f) && speaks(f) {
			return f
		}
	}
	return nil
}

func (n *node) state(c cut) State {
	for k := len(n.facts) - 1; k >= 0; k-- {
		if f := &n.facts[k]; f.state != "" && c.sees(f) {
			return f.state
		}
	}
	return ""
}

func (n *node) parent(line int16, c cut) int32 {
	for k := len(n.facts) - 1; k >= 0; k-- {
		if f := &n.facts[k]; f.parent != silent && f.line == line && c.sees(f) {
			return f.parent
		}
	}
	return off
}

func (n *node) kind(c cut) int16 {
	if f := n.last(c, func(f *fact) bool { return f.kind != 0 }); f != nil {
		return f.kind
	}
	return 0
}

func (n *node) name(c cut) string {
	if f := n.last(c, func(f *fact) bool { return f.words != nil && f.words.name != "" }); f != nil {
		return f.words.name
	}
	return ""
}

func (n *node) short(c cut) string {
	if f := n.last(c, func(f *fact) bool { return f.words != nil && f.words.short != "" }); f != nil {
		return f.words.short
	}
	return ""
}

func (n *node) code(c cut) string {
	if f := n.last(c, func(f *fact) bool { return f.words != nil && f.words.code != "" }); f != nil {
		return f.words.code
	}
	return ""
}

func living(s State) bool { return s == Alive || s == Suspended }

// Name returns the node's name; for a day before its first name the first, so that a node always has one to show.
func (h *History) Name(i int32, asOf day.AsOf) string {
	n := h.at(i)
	if s := n.name(cutAt(asOf)); s != "" {
		return s
	}
	for k := range n.facts {
		if w := n.facts[k].words; w != nil && w.name != "" && asOf.Knows(n.facts[k].recorded) {
			return w.name
		}
	}
	return n.id
}

// Short returns the abbreviated name, "" for none.
func (h *History) Short(i int32, asOf day.AsOf) string { return h.at(i).short(cutAt(asOf)) }

// Kind returns the key of the node's kind, "" for none.
func (h *History) Kind(i int32, asOf day.AsOf) string { return h.kinds[h.at(i).kind(cutAt(asOf))] }

// Code returns the official code, "" for none.
func (h *History) Code(i int32, asOf day.AsOf) string { return h.at(i).code(cutAt(asOf)) }

// State returns what the node was: Alive, Suspended, Ended, Void or, before anything is said of it, "".
func (h *History) State(i int32, asOf day.AsOf) State { return h.at(i).state(cutAt(asOf)) }

// Alive reports whether the node was there on the day, suspended or not.
func (h *History) Alive(i int32, asOf day.AsOf) bool { return living(h.at(i).state(cutAt(asOf))) }

// Parent returns the node's parent on a line, whether or not the node was alive; false for none.
func (h *History) Parent(i int32, line string, asOf day.AsOf) (int32, bool) {
	l, ok := h.line(line)
	if !ok {
		return 0, false
	}
	p := h.at(i).parent(l, cutAt(asOf))
	return p, p >= 0
}

// On reports whether the node stood on the line, with a parent or at its top.
func (h *History) On(i int32, line string, asOf day.AsOf) bool {
	l, ok := h.line(line)
	return ok && h.at(i).parent(l, cutAt(asOf)) != off && h.Alive(i, asOf)
}

// Chain returns the node and its ancestors on the line, from itself up, without building a tree.
func (h *History) Chain(i int32, line string, asOf day.AsOf) []int32 {
	l, ok := h.line(line)
	if !ok {
		return []int32{i}
	}
	c := cutAt(asOf)
	chain := []int32{i}
	for p := h.at(i).parent(l, c); p >= 0 && len(chain) < depthMax; p = h.at(p).parent(l, c) {
		chain = append(chain, p)
	}
	return chain
}

// depthMax bounds every climb: no tree of people is that deep.
const depthMax = 256

// Lines returns the keys of all lines that any fact is about.
func (h *History) Lines() []string { return h.lines[1:len(h.lines):len(h.lines)] }

func (h *History) line(key string) (int16, bool) {
	for i, s := range h.lines {
		if s == key && i > 0 {
			return int16(i), true
		}
	}
	return 0, false
}

// Born returns the first day of the node's life by what is known now, 0 for none.
func (h *History) Born(i int32) day.Day { b, _ := h.Life(i, 0); return b }

// Ended returns the day from which the node is no more by what is known now, day.Forever while it has no end.
func (h *History) Ended(i int32) day.Day { _, e := h.Life(i, 0); return e }

// Life returns the node's first day and the day from which it is no more (day.Forever for none), by what was known at
// the instant; 0 and 0 for a node that has no life.
func (h *History) Life(i int32, known day.Instant) (born, ended day.Day) {
	return h.at(i).life(cut{day.Forever, known, math.MaxInt64})
}

func (n *node) life(c cut) (born, ended day.Day) {
	ended = day.Forever
	for k := 0; k < len(n.facts); k++ {
		f := &n.facts[k]
		if f.state == "" || !c.sees(f) || n.overruled(k, c) {
			continue
		}
		switch {
		case living(f.state) && (born == 0 || ended < day.Forever):
			if born == 0 {
				born = f.since
			}
			ended = day.Forever
		case !living(f.state) && born != 0 && ended == day.Forever:
			ended = f.since
		}
	}
	if born == 0 {
		return 0, 0
	}
	return born, ended
}

// overruled reports whether what fact k says of the state is said otherwise by a later record for the same day.
func (n *node) overruled(k int, c cut) bool {
	for j := k + 1; j < len(n.facts) && n.facts[j].since == n.facts[k].since; j++ {
		if n.facts[j].state != "" && c.sees(&n.facts[j]) {
			return true
		}
	}
	return false
}

// Last returns the id of the change recorded last about the node: its version, "" for none.
func (h *History) Last(i int32) string {
	var seq int64
	var change string
	for k := range h.at(i).facts {
		f := &h.at(i).facts[k]
		if f.seq >= seq {
			seq, change = f.seq, f.change
		}
		if f.gone.seq >= seq && f.gone.seq != 0 {
			seq, change = f.gone.seq, h.taken[f.change]
		}
	}
	return change
}

// Latest returns the id of the change that said something of the node for the latest day up to the one asked about, "" for none.
func (h *History) Latest(i int32, asOf day.AsOf) string {
	if f := h.at(i).last(cutAt(asOf), func(*fact) bool { return true }); f != nil {
		return f.change
	}
	return ""
}

// Says reports whether anything that holds is said of the node for a day after one and up to another: where nothing is, it is the
// same on both.
func (h *History) Says(i int32, after, upto day.Day) bool {
	for k := range h.at(i).facts {
		if f := &h.at(i).facts[k]; f.since > after && f.since <= upto && f.gone.seq == 0 {
			return true
		}
	}
	return false
}
