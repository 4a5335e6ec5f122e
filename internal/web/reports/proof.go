package reports

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/ledger"
	"phongtrao/internal/passport"
)

// all is the time of an activity's figures: the activity itself says the day.
var all = day.All

// proof is the address of a figure's passport.
func proof(q ledger.Question) string { return "/figures?" + passport.Query(q).Encode() }

// evidence says of which kinds a figure is, the surest first.
func evidence(by map[ledger.Evidence]int64) (out []ui.Evidence) {
	for _, e := range ledger.Kinds {
		if by[e] > 0 {
			out = append(out, ui.Evidence{Kind: e.Key(), Label: e.Label(), Quantity: by[e]})
		}
	}
	return out
}
