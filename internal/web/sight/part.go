package sight

import (
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
)

// Part returns the unit at which a person may look at something that a unit leads on a day: what door.Ask.Scope says as of
// today, and else the person's own unit where it stood below the leading one on that day. What one's own unit did before a
// reorganisation stays one's own to look at.
func Part(a *door.Ask, leads org.UnitID, on day.Day) (org.UnitID, error) {
	at, err := a.Scope(leads)
	if err != nil || at != "" {
		return at, err
	}
	h, err := org.HistoryOf(a.V)
	if err != nil {
		return "", err
	}
	top, known := h.Index(leads)
	if !known {
		return "", nil
	}
	s, err := Of(a.V, a.Who.Person)
	if err != nil {
		return "", err
	}
	for _, g := range s.Grants() {
		i, known := h.Index(g.Unit)
		if known && slices.Contains(h.Chain(i, org.UnionLine, day.AsOf{Day: on}), top) {
			return g.Unit, nil
		}
	}
	return "", nil
}
