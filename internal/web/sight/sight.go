// Package sight finds the units at which a person may look.
//
// Whoever holds a grant looks at its unit with all that stands below it today, and so at the past of what stands there now:
// a unit that has ended is seen by those who see its successor. It keeps true that a list shows no more than the pages it
// leads to would open.
package sight

import (
	"slices"

	"phongtrao/internal/access"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/org"
)

// Sight is what one person may look at, as of the view's day.
type Sight struct {
	v      *db.View
	now    *lineage.Tree
	at     []int32        // units of grants that stand on the union line today
	beside []org.UnitID   // units of grants that do not
	grants []access.Grant // those that hold today
}

// Of returns what a person may look at.
func Of(v *db.View, person string) (*Sight, error) {
	all, err := access.Of(v, person)
	if err != nil {
		return nil, err
	}
	s := &Sight{v: v}
	if s.now, err = org.TreeOn(v, org.UnionLine, org.Today(v)); err != nil {
		return nil, err
	}
	for _, g := range all {
		if !g.Holds(v.At.Day()) {
			continue
		}
		s.grants = append(s.grants, g)
		if i, ok := s.now.History().Index(g.Unit); ok && s.now.Has(i) {
			s.at = append(s.at, i)
		} else {
			s.beside = append(s.beside, g.Unit)
		}
	}
	return s, nil
}

// Grants returns the grants that hold today.
func (s *Sight) Grants() []access.Grant { return s.grants }

// Has reports whether a unit may be looked at.
func (s *Sight) Has(unit org.UnitID) bool {
	i, ok := s.now.History().Index(unit)
	return ok && s.Sees(i)
}

// Sees is Has by the index of a unit in the history. It answers as org.Over does, without a chain for each question.
func (s *Sight) Sees(i int32) bool {
	at := i
	if !s.now.Has(i) {
		loc := s.now.Locate(i)
		if loc.At < 0 || loc.Why == lineage.NotYet || len(s.beside) > 0 {
			return s.over(i)
		}
		at = loc.At
	}
	if slices.ContainsFunc(s.at, func(g int32) bool { return s.now.Within(g, at) }) {
		return true
	}
	return len(s.beside) > 0 && s.over(i)
}

// over asks the chain itself: for units beside the union line, or that begin later.
func (s *Sight) over(i int32) bool {
	chain, err := org.Over(s.v, s.now.History().ID(i))
	return err == nil && slices.ContainsFunc(s.grants, func(g access.Grant) bool { return slices.Contains(chain, g.Unit) })
}

// Whole reports whether the person sees the whole of the union line.
func (s *Sight) Whole() bool {
	return !slices.ContainsFunc(s.now.Roots(), func(r int32) bool { return !s.Sees(r) })
}

// Roots returns the topmost units of a tree of any day that may be looked at.
func (s *Sight) Roots(t *lineage.Tree) []int32 {
	var out []int32
	for p := int32(0); int(p) < t.Len(); {
		if i := t.At(p); s.Sees(i) {
			out = append(out, i)
			p = t.End(i)
		} else {
			p++
		}
	}
	return out
}

// Units returns at most limit units of today's union line that may be looked at, and false where there are more.
func (s *Sight) Units(limit int) ([]org.UnitID, bool) {
	var ids []org.UnitID
	for _, r := range s.Roots(s.now) {
		for i := range s.now.Under(r) {
			if len(ids) == limit {
				return ids, false
			}
			ids = append(ids, s.now.History().ID(i))
		}
	}
	return ids, true
}

// Now returns the union line of today.
func (s *Sight) Now() *lineage.Tree { return s.now }

// Today returns the question how things stand now.
func (s *Sight) Today() day.AsOf { return org.Today(s.v) }
