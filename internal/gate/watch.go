package gate

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/gate/rule"
	"phongtrao/internal/roster"
)

// Crowds returns how many people of whole lanes were counted in blocks at a site, by what was given: nobody knows their union, so they are in
// no figure but that of the site's minute.
func Crowds(v *db.View, activity string) (map[string]int64, error) {
	type crowd struct {
		what   string
		people int64
	}
	all, err := db.All(v, func(s db.Scanner) (c crowd, err error) {
		err = s.Scan(&c.what, &c.people)
		return c, err
	}, `SELECT what, SUM(people) FROM gate_block WHERE activity = ? AND unit = '' AND undone_by = 0 GROUP BY what`, activity)
	out := map[string]int64{}
	for _, c := range all {
		out[c.what] = c.people
	}
	return out, err
}

// Lane is how a door of a site did with one service.
type Lane struct {
	Door   string
	People int64       // who are counted
	Lately int64       // of them, since the instant that was asked for
	Last   day.Instant // the true time of the last of them, 0 for none
}

// Lanes returns how the doors of a site did; doors where nobody came are left out.
func Lanes(v *db.View, event int64, activity, what string, since day.Instant) ([]Lane, error) {
	return db.All(v, func(s db.Scanner) (l Lane, err error) {
		err = s.Scan(&l.Door, &l.People, &l.Lately, (*int64)(&l.Last))
		return l, err
	}, `SELECT door, SUM(people), SUM(CASE WHEN at > ? THEN people ELSE 0 END), MAX(at) FROM gate_scan
		WHERE event = ? AND activity = ? AND what = ? AND counts = 1 GROUP BY door ORDER BY door`, since, event, activity, what)
}

// Odd is a record that did not go as it should: somebody was there before, was refused, or was let in all the same.
type Odd struct {
	N              int64 // order of arrival
	Activity, Door string
	Device         string // the phone's name
	What           string
	How            rule.How
	Serial         int64 // of the ticket, 0 for none
	Unit           string
	At             day.Instant
	Word           rule.Word
	Admitted       bool
	Reason         string

	First     day.Instant // for what was given before: when and where
	FirstSite string

	subject string
}

// oddMax is how many odd records of an event are looked at, the latest.
const oddMax = 500

// Odds returns the odd records of a site, the latest first, also those of other sites where what was given before was given here: who came to
// two sites is shown to both.
func Odds(v *db.View, event int64, activity string, limit int) ([]Odd, error) {
	all, err := db.All(v, func(s db.Scanner) (o Odd, err error) {
		err = s.Scan(&o.N, &o.Activity, &o.Door, &o.Device, &o.What, &o.How, &o.subject, &o.Serial, &o.Unit, (*int64)(&o.At), &o.Word, &o.Admitted, &o.Reason)
		return o, err
	}, `SELECT s.n, s.activity, s.door, COALESCE(d.name, ''), s.what, s.how, s.subject, s.serial, s.unit, s.at, s.word, s.admitted, s.reason
		FROM gate_scan s LEFT JOIN gate_device d ON d.id = s.device
		WHERE s.event = ? AND s.undoes = 0 AND s.undone_by = 0 AND s.counts = 0 ORDER BY s.n DESC LIMIT ?`, event, oddMax)
	if err != nil {
		return nil, err
	}
	before := map[string][]string{}
	for _, o := range all {
		if o.Word == rule.Again {
			before[o.What] = append(before[o.What], o.subject)
		}
	}
	first := map[string]map[string]roster.Attendance{}
	for what, subjects := range before {
		if first[what], err = roster.Attendances(v, event, subjects, what); err != nil {
			return nil, err
		}
	}
	var out []Odd
	for _, o := range all {
		if a, ok := first[o.What][o.subject]; ok && o.Word == rule.Again {
			o.First, o.FirstSite = a.At, a.Activity
		}
		if o.Activity != activity && o.FirstSite != activity {
			continue
		}
		if out = append(out, o); len(out) == limit {
			break
		}
	}
	return out, nil
}
