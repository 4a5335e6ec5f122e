package ledger

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/lineage"
)

// A stock is a level: how many members there are. It is summed over units and never over time. For each unit the counts of its last day up to
// the end of the period hold. A unit that has ended by then still counts, with its successor, until the successor has counted for itself
// since; where it was split, until any of its parts has. A unit that ended without successor counts nowhere: its level is named as gone.

// levels returns the cells that hold at the end of the period, and those of units that have ended without successor. The lock is held.
func (a *asked) levels(grains []grain) (hold, ended []grain) {
	last := map[uint32]int32{}
	for i := range grains {
		g := &grains[i]
		last[g.unit] = max(last[g.unit], g.day)
	}
	l := &succession{history: a.units, on: day.AsOf{Day: a.ends, Known: a.Known}, last: last, nodes: a.book.names[0].sync(a.units, a.book.text), asked: a}
	follows := map[uint32]following{}
	for i := range grains {
		g := &grains[i]
		if g.day != last[g.unit] {
			continue
		}
		f, ok := follows[g.unit]
		if !ok {
			f = l.following(g.unit, 0)
			follows[g.unit] = f
		}
		switch f {
		case counts:
			hold = append(hold, *g)
		case lapsed:
			ended = append(ended, *g)
		}
	}
	return hold, ended
}

// following is what became of a unit's last count.
type following uint8

const (
	counts following = iota // it holds
	taken                   // a successor has counted since
	lapsed                  // the unit ended, and nobody followed
)

// succession tells what became of units' last counts by a day.
type succession struct {
	history *lineage.History
	on      day.AsOf
	last    map[uint32]int32 // the day of the last count, by word of the unit
	nodes   []int32          // node by word
	asked   *asked
}

func (l *succession) following(unit uint32, hops int) following {
	i := l.node(unit)
	if i < 0 || hops > 32 || l.history.Alive(i, l.on) {
		return counts
	}
	heirs := heirs(l.history, i, l.on)
	gone := true
	for _, s := range heirs {
		heir := l.asked.word(s.To)
		if d, some := l.last[heir]; some && day.Day(d) >= s.On {
			return taken
		}
		switch l.following(heir, hops+1) {
		case taken:
			return taken
		case counts:
			gone = false
		}
	}
	if gone {
		return lapsed
	}
	return counts
}

func (l *succession) node(word uint32) int32 {
	if int(word) < len(l.nodes) {
		return l.nodes[word]
	}
	if i, ok := l.history.Index(l.asked.says(word)); ok {
		return i
	}
	return -1
}

// heirs returns what a unit's affairs went to by a day, as far as was known.
func heirs(h *lineage.History, i int32, on day.AsOf) (out []lineage.Succession) {
	id := h.ID(i)
	withdrawn := map[[2]string]bool{}
	events := h.Timeline(i)
	for _, e := range events {
		s := e.Succession
		if s != nil && s.Kind == lineage.Withdrawn && on.Knows(s.Recorded) {
			withdrawn[[2]string{s.Change, s.To}] = true
		}
	}
	for _, e := range events {
		s := e.Succession
		if s == nil || s.From != id || s.To == id || s.Kind == lineage.Withdrawn || s.Kind == lineage.Held || s.On > on.Day ||
			!on.Knows(s.Recorded) || withdrawn[[2]string{s.Change, s.To}] {
			continue
		}
		out = append(out, *s)
	}
	return out
}

// laid is a cell that a roll of a stock counts, with what it counted of it.
type laid struct {
	head uint32
	outcome
}

// recount brings one unit's level up to date in a roll of a stock, and reports false where more than this unit's own counts hang on it: then the
// roll is made anew. The roll's lock is held, and the Book's.
func (r *roll) recount(b *Book, s *subject, unit uint32) bool {
	i, ok := r.units.Index(b.text[unit])
	if !ok || !r.units.Alive(i, day.AsOf{Day: r.today}) {
		return false
	}
	for _, e := range r.units.Timeline(i) {
		if e.Succession != nil {
			return false
		}
	}
	f, ok := r.sieve(b)
	if !ok {
		return false
	}
	var now []laid
	last := int32(0)
	for h := first(&b.unit, unit); h != 0; h = b.slots.at(h).ofUnit {
		c := b.slots.at(h)
		if k := c.key(); c.indicator != s.number || !f.takes(&k) || c.day < last {
			continue
		}
		if o := b.published(h); o.live != 0 {
			if c.day > last {
				last, now = c.day, now[:0]
			}
			now = append(now, laid{h, o})
		}
	}
	for _, l := range r.held[unit] {
		l.sum = l.sum.minus()
		if !r.move(b, l) {
			return false
		}
	}
	for _, l := range now {
		if !r.move(b, l) {
			return false
		}
	}
	r.held[unit] = now
	return true
}

// move adds what a cell of a stock counts, and reports false where it does not stand at one place.
func (r *roll) move(b *Book, l laid) bool {
	k := b.slots.at(l.head).key()
	word := k.unit
	if r.places {
		word = k.place
	}
	node, ok := r.node(b, word)
	stands := r.placer.find(node, day.Day(k.day))
	if !ok || len(stands) != 1 {
		return false
	}
	r.settle(r.placer, &k, word, l.outcome, stands)
	return true
}
