package ledger

import "phongtrao/internal/base/db"

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
	for _, key := range indicators {
		q.Indicator = key
		a, err := ask(v, q)
		if err != nil {
			return nil, err
		}
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
		out[key] = row
	}
	return out, nil
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
