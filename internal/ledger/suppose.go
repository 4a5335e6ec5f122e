package ledger

import (
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/lineage"
)

// Supposition is what figures would be if the organisation were another one.
type Supposition struct {
	Totals map[string]Total // by unit, of those asked for
	All    Total            // of everything that stands on the map
	Left   []Part           // what stands above, because nothing lawful divides it, or because its unit was founded later
	Gone   []Part           // what is in no total of the map, by the unit that posted it
}

// Suppose answers a question for units as if the organisation were another one: what a change would do to figures, before
// it is recorded. The history holds that change and was made from the view's own. q.At and q.By do not matter, and the line
// of places has no such question. Nothing of the answer is kept.
func Suppose(v *db.View, h *lineage.History, q Question, units []string) (Supposition, error) {
	q.At, q.By = "", ""
	a, err := ask(v, q)
	if err != nil {
		return Supposition{}, err
	}
	a.units, a.on = h, h
	if a.tree != nil {
		a.tree = h.Tree(a.line, a.show)
	}
	grains, err := a.gather()
	if err != nil {
		return Supposition{}, err
	}
	a.book.mu.RLock()
	defer a.book.mu.RUnlock()
	r := &roll{}
	a.build(r, grains)
	total := func(p pile) Total { return Total{p.quantity(), p.evidence(), int(p.live)} }
	out := Supposition{Totals: make(map[string]Total, len(units)), All: total(r.total)}
	for _, u := range units {
		if n, ok := h.Index(u); ok && (a.tree == nil || a.tree.Has(n)) {
			out.Totals[u] = total(r.under(n))
		}
	}
	for s, p := range r.left {
		if p.live != 0 {
			out.Left = append(out.Left, a.named(s, *p))
		}
	}
	for s, p := range r.gone {
		if p.live != 0 {
			out.Gone = append(out.Gone, a.named(s, *p))
		}
	}
	sortParts(out.Left)
	sortParts(out.Gone)
	return out, nil
}
