package roster

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/indicator"
	"phongtrao/internal/ledger"
)

// Made reports whether figures were made at an activity, so that its day stays: entries of the ledger that were not
// reversed, or a count on the spot that holds. Numbers declared before the day (registrations) move with it.
// It is what activity.Edit and activity.Advance ask.
func Made(v *db.View, activity string) (bool, error) {
	all, err := At(v, activity)
	if err != nil {
		return false, err
	}
	for _, h := range all {
		if h.Holds() && h.Evidence == ledger.Counted {
			return true, nil
		}
	}
	indicators, err := indicator.All(v)
	if err != nil {
		return false, err
	}
	for _, i := range indicators {
		f, err := ledger.RollUp(v, ledger.Question{Indicator: i.Key, Period: day.All, Activity: activity})
		if err != nil {
			return false, err
		}
		if f.Entries > 0 {
			return true, nil
		}
	}
	return false, nil
}
