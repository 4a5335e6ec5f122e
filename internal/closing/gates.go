package closing

import (
	"slices"

	"phongtrao/internal/base/db"
	"phongtrao/internal/gate"
	"phongtrao/internal/roster"
)

// atGates reads what stays at the gates, and fills in what is not for the ledger: refused, again, not sent yet.
func atGates(v *db.View, f *Facts) (gateFacts, error) {
	g := gateFacts{whats: []string{roster.Came}}
	var err error
	if g.crowd, err = gate.Crowds(v, f.Activity.ID); err != nil {
		return g, err
	}
	e, open, err := roster.EventOf(v, f.Activity.ID)
	if err != nil || !open {
		return g, err
	}
	f.Rehearsal = e.Rehearsal
	for _, s := range e.Services {
		if !slices.Contains(g.whats, s.Key) {
			g.whats = append(g.whats, s.Key)
		}
	}
	totals, err := gate.Totals(v, e.Number)
	if err != nil {
		return g, err
	}
	for _, t := range totals {
		if t.Activity == f.Activity.ID && t.What == roster.Came {
			f.Refused, f.Again = t.Refused, t.Again
		}
	}
	heard, err := gate.HeardOf(v, e.Number)
	for _, h := range heard {
		if h.Activity == f.Activity.ID && h.Missing() > 0 {
			f.Missing += h.Missing()
			f.Phones++
		}
	}
	return g, err
}
