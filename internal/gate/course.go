package gate

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
)

// Step is how many were given something at a site within one step of true time.
type Step struct {
	Activity string
	At       day.Instant // its beginning
	People   int64
}

// Course returns what was given, in steps of true time, as it is counted now; steps without any are left out.
func Course(v *db.View, event int64, what string, step day.Instant) ([]Step, error) {
	return db.All(v, func(s db.Scanner) (m Step, err error) {
		err = s.Scan(&m.Activity, (*int64)(&m.At), &m.People)
		m.At *= step
		return m, err
	}, `SELECT activity, at / ?, SUM(people) FROM gate_scan WHERE event = ? AND what = ? AND counts = 1 GROUP BY 1, 2 ORDER BY 2, 1`, step, event, what)
}

// Pulse is a phone of an event's sites as it was last heard.
type Pulse struct {
	Device, Activity string
	Enrolled         day.Instant
	Until            day.Instant // the end of its shift, or when it was taken out of use
	Seen             day.Instant // 0 for never
	Made             int64       // the highest number that it said it has given
}

// On reports whether the phone is on its shift at an instant.
func (p Pulse) On(at day.Instant) bool { return at < p.Until }

// Pulses returns all phones of an event, without looking at what they sent.
func Pulses(v *db.View, event int64) ([]Pulse, error) {
	return db.All(v, func(s db.Scanner) (p Pulse, err error) {
		var revoked day.Instant
		if err = s.Scan(&p.Device, &p.Activity, &p.Enrolled, &p.Until, &revoked, &p.Seen, &p.Made); revoked != 0 {
			p.Until = min(p.Until, revoked)
		}
		return p, err
	}, `SELECT d.id, d.activity, d.enrolled_at, d.until_at, d.revoked_at, COALESCE(b.seen_at, 0), COALESCE(b.made, 0)
		FROM gate_device d LEFT JOIN gate_beat b ON b.device = d.id WHERE d.event = ? ORDER BY d.id`, event)
}
