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
	follows := map[uint32]following{}
	for i := range grains {
		g := &grains[i]
		if g.day != last[g.unit] {
			continue
		}
		f, ok := follows[g.unit]
		if !ok {
			f = a.following(last, g.unit, 0)
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

func (a *asked) following(last map[uint32]int32, unit uint32, hops int) following {
	i, ok := a.units.Index(a.says(unit))
	asOf := day.AsOf{Day: a.ends, Known: a.Known}
	if !ok || hops > 32 || a.units.Alive(i, asOf) {
		return counts
	}
	heirs := a.heirs(i)
	if len(heirs) == 0 {
		return lapsed
	}
	gone := true
	for _, s := range heirs {
		heir := a.word(s.To)
		if d, some := last[heir]; some && day.Day(d) >= s.On {
			return taken
		}
		switch a.following(last, heir, hops+1) {
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

// heirs returns what a unit's affairs went to by the end of the period, as far as is known.
func (a *asked) heirs(i int32) (out []lineage.Succession) {
	id := a.units.ID(i)
	withdrawn := map[[2]string]bool{}
	events := a.units.Timeline(i)
	for _, e := range events {
		s := e.Succession
		if s != nil && s.Kind == lineage.Withdrawn && (a.Known == 0 || s.Recorded <= a.Known) {
			withdrawn[[2]string{s.Change, s.To}] = true
		}
	}
	for _, e := range events {
		s := e.Succession
		if s == nil || s.From != id || s.To == id || s.Kind == lineage.Withdrawn || s.Kind == lineage.Held || s.On > a.ends ||
			a.Known != 0 && s.Recorded > a.Known || withdrawn[[2]string{s.Change, s.To}] {
			continue
		}
		out = append(out, *s)
	}
	return out
}
