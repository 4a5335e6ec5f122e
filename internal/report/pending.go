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
	all, err := waiting(v)
	if err != nil {
		return nil, err
	}
	within := map[string]bool{}
	activities := map[string]activity.Activity{}
	var out []Waiting
	for _, s := range all {
		if len(ask.Units) > 0 && !slices.Contains(ask.Units, s.Unit) || ask.Activity != "" && ask.Activity != s.Activity {
			continue
		}
		if ask.At != "" {
			in, known := within[s.Unit]
			if !known {
				if in, err = org.Within(v, ask.At, s.Unit); err != nil {
					return nil, err
				}
				within[s.Unit] = in
			}
			if !in {
				continue
			}
		}
		a, known := activities[s.Activity]
		if !known {
			if a, err = activity.Get(v, s.Activity); err != nil {
				return nil, err
			}
			activities[s.Activity] = a
		}
		if ask.Campaign != "" && ask.Campaign != a.Campaign || ask.Period != (day.Period{}) && !ask.Period.Has(a.Day) {
			continue
		}
		var posted []int64
		if s.Version > 1 {
			if posted, err = lastPosted(v, s.ID); err != nil {
				return nil, err
			}
		}
		for i, l := range s.Lines {
			if len(ask.Indicators) > 0 && !slices.Contains(ask.Indicators, l.Indicator) {
				continue
			}
			out = append(out, Waiting{Submission: s.ID, Version: s.Version, Line: i + 1, Unit: s.Unit, Activity: s.Activity, Campaign: a.Campaign, Place: a.Place, Day: a.Day,
				Indicator: l.Indicator, Quantity: l.Quantity, At: s.At, By: s.By, Amends: len(posted) > 0})
		}
	}
	return out, nil
}
