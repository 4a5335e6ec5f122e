package roster

import (
	"cmp"
	"maps"
	"slices"

	"phongtrao/internal/base/db"
	"phongtrao/internal/ledger"
)

// Line is what is known of one unit and one word at an activity: kinds of evidence side by side, and which of them counts
// by the default rule. They are never added to each other.
type Line struct {
	Unit, What string
	ByEvidence map[ledger.Evidence]ledger.Quantity
	Chosen     ledger.Evidence
}

// Quantity is the number that counts.
func (l Line) Quantity() ledger.Quantity { return l.ByEvidence[l.Chosen] }

// Sums are the headcounts of an activity at a glance.
type Sums struct {
	Lines []Line                                         // by word, then by unit
	Total map[string]ledger.Quantity                     // by word, of what counts
	Of    map[string]map[ledger.Evidence]ledger.Quantity // by word, how much of the total is of which kind
}

// SumsOf adds up the headcounts that hold at an activity: blocks of one unit, then units.
func SumsOf(v *db.View, activity string) (Sums, error) {
	all, err := At(v, activity)
	if err != nil {
		return Sums{}, err
	}
	return add(all), nil
}

func add(all []Headcount) Sums {
	type key struct{ what, unit string }
	lines := map[key]Line{}
	for _, h := range all {
		if !h.Holds() {
			continue
		}
		k := key{h.What, h.Unit}
		l, ok := lines[k]
		if !ok {
			l = Line{Unit: h.Unit, What: h.What, ByEvidence: map[ledger.Evidence]ledger.Quantity{}, Chosen: h.Evidence}
		}
		l.ByEvidence[h.Evidence] = l.ByEvidence[h.Evidence].Add(h.Quantity)
		l.Chosen = min(l.Chosen, h.Evidence) // kinds are numbered in the order of the rule
		lines[k] = l
	}
	s := Sums{Total: map[string]ledger.Quantity{}, Of: map[string]map[ledger.Evidence]ledger.Quantity{}}
	s.Lines = slices.SortedFunc(maps.Values(lines), func(a, b Line) int {
		return cmp.Or(cmp.Compare(a.What, b.What), cmp.Compare(a.Unit, b.Unit))
	})
	for _, l := range s.Lines {
		if s.Of[l.What] == nil {
			s.Of[l.What] = map[ledger.Evidence]ledger.Quantity{}
		}
		s.Of[l.What][l.Chosen] = s.Of[l.What][l.Chosen].Add(l.Quantity())
		s.Total[l.What] = s.Total[l.What].Add(l.Quantity())
	}
	return s
}
