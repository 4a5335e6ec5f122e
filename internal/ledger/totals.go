package ledger

import (
	"runtime"
	"sync"
	"sync/atomic"

	"phongtrao/internal/base/db"
)

// Total is the figure of one of many units.
type Total struct {
	Quantity
	ByEvidence map[Evidence]int64
	Entries    int
}

// Totals answers a question for many units at once (for places, on PlaceLine): unit → total. A unit that does not stand on the map, or of which there is
// nothing, has a zero total. q.At and q.By do not matter.
func Totals(v *db.View, q Question, units []string) (map[string]Total, error) {
	out, err := Grid(v, q, []string{q.Indicator}, units)
	return out[q.Indicator], err
}

// Grid is Totals for many indicators: indicator → unit → total. It is what a table of units asks: sixty units by twenty indicators take a fraction of a
// millisecond.
func Grid(v *db.View, q Question, indicators, units []string) (map[string]map[string]Total, error) {
	q.At, q.By = "", ""
	out := make(map[string]map[string]Total, len(indicators))
	var nodes []int32
	all := make([]*asked, len(indicators))
	for i, key := range indicators {
		q.Indicator = key
		var err error
		if all[i], err = ask(v, q); err != nil {
			return nil, err
		}
	}
	together(all)
	for _, a := range all {
		if nodes == nil {
			nodes = make([]int32, len(units))
			for i, u := range units {
				n, ok := a.on.Index(u)
				if !ok || a.tree != nil && !a.tree.Has(n) {
					n = -1
				}
				nodes[i] = n
			}
		}
		row := make(map[string]Total, len(units))
		read := func(r *roll) error {
			for i, n := range nodes {
				var t Total
				if n >= 0 {
					p := r.under(n)
					t = Total{p.quantity(), p.evidence(), int(p.live)}
				}
				row[units[i]] = t
			}
			return nil
		}
		if err := a.each(read); err != nil {
			return nil, err
		}
		out[a.Indicator] = row
	}
	return out, nil
}

// Each calls yield for every unit (place, on PlaceLine) with anything at it or below it, parents before their children, with its total: a whole
// country at every level takes a few milliseconds. q.At and q.By do not matter. yield must not ask the ledger.
func Each(v *db.View, q Question, yield func(unit string, n Quantity, entries int)) error {
	q.At, q.By = "", ""
	a, err := ask(v, q)
	if err != nil {
		return err
	}
	return a.each(func(r *roll) error {
		for i := 1; i < len(r.edges); i++ {
			e := &r.edges[i]
			if r.firstOf(e.child) != int32(i) {
				continue // told with the unit's first parent
			}
			all := e.sum
			for k := e.other; k != 0; k = r.edges[k].other {
				all.add(r.edges[k].sum)
			}
			if all.some() {
				yield(a.on.ID(e.child), all.quantity(), int(all.live))
			}
		}
		return nil
	})
}

// together makes rolls that are not there yet side by side, as many at once as there are processors: the first page after a reorganisation wants
// all of them. Errors are met again by who reads.
func together(all []*asked) {
	var cold []*asked
	for _, a := range all {
		if a.lens.plain() && a.Activity == "" && !a.v.InTx() && !a.book.rolls.has(a.rollKey(), a) {
			cold = append(cold, a)
		}
	}
	if len(cold) < 2 {
		return
	}
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(len(cold), runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(cold); i = int(next.Add(1)) - 1 {
				_ = cold[i].use(func(*roll) error { return nil })
			}
		})
	}
	workers.Wait()
}

// each calls read with the roll of a question: the kept one, or one made for an act or an activity alone.
func (a *asked) each(read func(r *roll) error) error {
	if a.Activity == "" && !a.v.InTx() {
		return a.use(read)
	}
	grains, err := a.gather()
	if err != nil {
		return err
	}
	a.book.mu.RLock()
	defer a.book.mu.RUnlock()
	r := &roll{}
	a.build(r, grains)
	return read(r)
}
