package report

import (
	"slices"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
)

// Waiting is one line that was sent and that nobody has decided about.
type Waiting struct {
	Submission string
	Version    int64
	Line       int // from 1
	Unit       string
	Activity   string
	Campaign   string
	Place      string
	Day        day.Day // the activity's
	Indicator  string
	ledger.Quantity
	At     day.Instant
	By     string
	Amends bool // an earlier version was accepted; this would take its place
}

// Ask chooses what waits. What is empty does not choose.
type Ask struct {
	At         string   // this unit and all below it today
	Units      []string // these units
	Indicators []string
	Period     day.Period // of the activity's day
	Campaign   string
	Activity   string
}

// Pending returns the lines that wait, in the order in which they were sent. They are in no total.
func Pending(v *db.View, ask Ask) ([]Waiting, error) {
	all, err := waiting(v, ask.Activity, ask.Indicators)
	if err != nil {
		return nil, err
	}
	within := map[string]bool{}
	activities := map[string]activity.Activity{}
	out := all[:0]
	for _, w := range all {
		if len(ask.Units) > 0 && !slices.Contains(ask.Units, w.Unit) {
			continue
		}
		if ask.At != "" {
			in, known := within[w.Unit]
			if !known {
				if in, err = org.Within(v, ask.At, w.Unit); err != nil {
					return nil, err
				}
				within[w.Unit] = in
			}
			if !in {
				continue
			}
		}
		a, known := activities[w.Activity]
		if !known {
			if a, err = activity.Get(v, w.Activity); err != nil {
				return nil, err
			}
			activities[w.Activity] = a
		}
		if ask.Campaign != "" && ask.Campaign != a.Campaign || ask.Period != (day.Period{}) && !ask.Period.Has(a.Day) {
			continue
		}
		w.Campaign, w.Place, w.Day = a.Campaign, a.Place, a.Day
		out = append(out, w)
	}
	return out, nil
}
