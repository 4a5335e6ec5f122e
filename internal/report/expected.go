package report

import (
	"cmp"
	"slices"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/campaign"
	"phongtrao/internal/indicator"
	"phongtrao/internal/ledger"
)

// Expected is one report that a unit owes on an activity that took place, with what came of it. Nothing received is never a zero.
type Expected struct {
	Unit     string
	Activity string
	Campaign string
	Name     string  // of the activity
	Held     day.Day // the activity's day
	Due      day.Day // the last day on which it is in time
	Called   bool    // somebody asked for it; else the unit is the host or hosts with it

	Submission string // "" where nothing was sent
	Version    int64
	State      State
	Reason     string      // why it was returned
	Sent       day.Instant // when the first version came, or when a paper was entered; 0 for nothing
	Entered    bool        // its figures stand in the ledger without a report of its own: from a paper, from a count
	Late       int         // days past the due day: until it came, or until today; 0 for none
}

// Received reports whether the figures came. What was returned or withdrawn has to come again.
func (e Expected) Received() bool {
	return e.State == Submitted || e.State == Accepted || e.Entered
}

// OnTime reports whether the figures came in time.
func (e Expected) OnTime() bool { return e.Received() && e.Late == 0 }

// Expecting chooses what is expected. What is empty does not choose.
type Expecting struct {
	At       string   // this unit and all below it today
	Units    []string // these units
	Campaign string
	Activity string
	Period   day.Period // of the activity's day
}

// ExpectedOf returns the reports that are owed by today, the earliest due first: of those who were asked (Call), and of hosts and those
// who host with them, whom nobody has to ask.
func ExpectedOf(v *db.View, ask Expecting) ([]Expected, error) {
	held, err := heldOf(v, ask)
	if err != nil || len(held) == 0 {
		return nil, err
	}
	all, err := owed(v, held)
	if err != nil {
		return nil, err
	}
	in := map[string]bool{}
	if ask.At != "" {
		units := make([]string, len(all))
		for i, e := range all {
			units[i] = e.Unit
		}
		if in, err = below(v, ask.At, units); err != nil {
			return nil, err
		}
	}
	all = slices.DeleteFunc(all, func(e Expected) bool {
		return ask.At != "" && !in[e.Unit] || len(ask.Units) > 0 && !slices.Contains(ask.Units, e.Unit)
	})
	if err := came(v, all); err != nil {
		return nil, err
	}
	if err := elsewhere(v, all); err != nil {
		return nil, err
	}
	today := v.At.Day()
	for i := range all {
		e := &all[i]
		until := today
		if e.Received() {
			until = e.Due // a count on the day has no other instant
			if e.Sent != 0 {
				until = e.Sent.Day()
			}
		}
		e.Late = max(0, int(until-e.Due))
	}
	slices.SortStableFunc(all, func(a, b Expected) int {
		return cmp.Or(cmp.Compare(a.Due, b.Due), cmp.Compare(a.Held, b.Held), cmp.Compare(a.Activity, b.Activity), cmp.Compare(a.Unit, b.Unit))
	})
	return all, nil
}

// heldOf returns the activities that took place by today and of which figures can come.
func heldOf(v *db.View, ask Expecting) (all []activity.Activity, err error) {
	period := ask.Period
	if period == (day.Period{}) {
		period = day.All
	}
	period.To = min(period.To, v.At.Day())
	switch {
	case ask.Activity != "":
		a, err := activity.Get(v, ask.Activity)
		if err != nil {
			return nil, err
		}
		all = []activity.Activity{a}
	case ask.Campaign != "":
		all, err = activity.Of(v, ask.Campaign)
	default:
		all, err = activity.Between(v, period)
	}
	return slices.DeleteFunc(all, func(a activity.Activity) bool {
		switch a.State {
		case activity.Draft, activity.Postponed, activity.Cancelled:
			return true
		}
		return !period.Has(a.Day) || ask.Campaign != "" && a.Campaign != ask.Campaign
	}), err
}

// owed lists who owes a report on each activity, once for each unit.
func owed(v *db.View, held []activity.Activity) ([]Expected, error) {
	ids := make([]string, len(held))
	of := map[string]activity.Activity{}
	for i, a := range held {
		ids[i], of[a.ID] = a.ID, a
	}
	calls, err := callsOf(v, ids, nil)
	if err != nil {
		return nil, err
	}
	var all []Expected
	asked := map[[2]string]bool{}
	add := func(a activity.Activity, unit string, due day.Day, called bool) {
		if unit == "" || asked[[2]string{a.ID, unit}] {
			return
		}
		asked[[2]string{a.ID, unit}] = true
		all = append(all, Expected{Unit: unit, Activity: a.ID, Campaign: a.Campaign, Name: a.Name, Held: a.Day, Due: due, Called: called})
	}
	for _, c := range calls {
		add(of[c.activity], c.unit, c.due, true)
	}
	for _, a := range held {
		add(a, a.Unit, a.Day.Add(Grace), false)
		for _, p := range a.Partners {
			if p.Role == activity.CoHosts {
				add(a, p.Unit, a.Day.Add(Grace), false)
			}
		}
	}
	return all, nil
}

// came fills in what was sent.
func came(v *db.View, all []Expected) error {
	type key struct{ activity, unit string }
	at := map[key][]int{}
	var ids []string
	for i, e := range all {
		at[key{e.Activity, e.Unit}] = append(at[key{e.Activity, e.Unit}], i)
		ids = append(ids, e.Activity)
	}
	slices.Sort(ids)
	for part := range slices.Chunk(slices.Compact(ids), chunk) {
		sent, err := db.All(v, func(s db.Scanner) (e Expected, err error) {
			err = s.Scan(&e.Submission, &e.Version, &e.Unit, &e.Activity, &e.State, &e.Reason, &e.Sent)
			return e, err
		}, `SELECT s.id, v.version, s.unit, s.activity, COALESCE(d.state, 'submitted'), COALESCE(d.reason, ''),
			(SELECT min(f.recorded) FROM report_version f WHERE f.submission = s.id)
			FROM report_submission s JOIN report_version v ON v.submission = s.id LEFT JOIN report_decision d ON d.submission = v.submission AND d.version = v.version
			WHERE s.activity IN (`+marks(len(part))+`) AND`+last, anys(part)...)
		if err != nil {
			return err
		}
		for _, e := range sent {
			for _, i := range at[key{e.Activity, e.Unit}] {
				all[i].Submission, all[i].Version, all[i].State, all[i].Reason, all[i].Sent = e.Submission, e.Version, e.State, e.Reason, e.Sent
			}
		}
		slips, err := db.All(v, func(s db.Scanner) (e Expected, err error) {
			err = s.Scan(&e.Unit, &e.Activity, &e.Sent)
			return e, err
		}, `SELECT s.unit, s.activity, min(s.recorded) FROM report_slip s WHERE s.activity IN (`+marks(len(part))+`)
			AND NOT EXISTS (SELECT 1 FROM report_slip_end e WHERE e.slip = s.id) GROUP BY s.unit, s.activity`, anys(part)...)
		if err != nil {
			return err
		}
		for _, e := range slips {
			for _, i := range at[key{e.Activity, e.Unit}] {
				if !all[i].Received() {
					all[i].Entered, all[i].Sent = true, e.Sent
				}
			}
		}
	}
	return nil
}

// elsewhere looks in the ledger for those of whom nothing was sent: a count that two people made is no report, and is not missing either.
// At the host any figure of the activity will do: it is credited to those who took part.
func elsewhere(v *db.View, all []Expected) error {
	indicators, err := indicator.All(v)
	if err != nil {
		return err
	}
	kinds := map[string]string{}
	known := map[string]map[string]bool{} // the units with entries, by activity
	for i := range all {
		e := &all[i]
		if e.Received() {
			continue
		}
		if _, asked := kinds[e.Campaign]; !asked {
			c, err := campaign.Get(v, e.Campaign)
			if err != nil {
				return err
			}
			kinds[e.Campaign] = c.Kind
		}
		units, asked := known[e.Activity]
		if !asked {
			units = map[string]bool{}
			for _, x := range indicators {
				if x.Kind != kinds[e.Campaign] {
					continue
				}
				if err := ledger.Each(v, ledger.Question{Indicator: x.Key, Period: day.All, Activity: e.Activity}, func(unit string, _ ledger.Quantity, entries int) {
					units[unit] = units[unit] || entries > 0
				}); err != nil {
					return err
				}
			}
			known[e.Activity] = units
		}
		if units[e.Unit] || !e.Called && len(units) > 0 {
			e.Entered, e.Sent = true, 0
		}
	}
	return nil
}

// Standing is how complete and how timely one unit reported.
type Standing struct {
	Unit     string
	Expected int
	Received int
	OnTime   int
	Waiting  int // received, and nobody has decided yet
	Returned int // to be sent again
	Late     int // not received, and past the due day
	Longest  int // the most days that something not received is past its due day
}

// Add counts one more.
func (s *Standing) Add(e Expected) {
	s.Expected++
	switch {
	case e.Received():
		s.Received++
		if e.OnTime() {
			s.OnTime++
		}
		if e.State == Submitted {
			s.Waiting++
		}
	case e.State == Returned:
		s.Returned++
	}
	if !e.Received() && e.Late > 0 {
		s.Late++
		s.Longest = max(s.Longest, e.Late)
	}
}

// StandingsOf counts by unit, in the order in which units appear.
func StandingsOf(all []Expected) (units []Standing, total Standing) {
	at := map[string]int{}
	for _, e := range all {
		i, there := at[e.Unit]
		if !there {
			i = len(units)
			at[e.Unit] = i
			units = append(units, Standing{Unit: e.Unit})
		}
		units[i].Add(e)
		total.Add(e)
	}
	return units, total
}
