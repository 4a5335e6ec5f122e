package gate

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
)

// Total is the tally of one service at one site.
type Total struct {
	Activity string
	What     string
	Tally
}

// Head returns the number of the last record that was taken in. Totals of the same view have all up to it.
func Head(v *db.View) (n int64, err error) {
	n, _, err = db.One(v, db.Number, `SELECT COALESCE(MAX(n), 0) FROM gate_scan`)
	return n, err
}

// Totals returns what came in at an event's sites, counted from the records.
func Totals(v *db.View, event int64) ([]Total, error) {
	all, err := db.All(v, func(s db.Scanner) (t Total, err error) {
		err = s.Scan(&t.Activity, &t.What, &t.Scanned, &t.WalkIns, &t.Again, &t.Refused, &t.Undone)
		return t, err
	}, `SELECT activity, what, SUM(CASE WHEN counts = 1 THEN people ELSE 0 END),
		SUM(CASE WHEN counts = 1 AND how IN ('card', 'person', 'plus') THEN people ELSE 0 END),
		SUM(CASE WHEN counts = 0 AND undone_by = 0 AND word = 'again' THEN 1 ELSE 0 END),
		SUM(CASE WHEN counts = 0 AND undone_by = 0 AND word <> 'again' THEN 1 ELSE 0 END),
		SUM(CASE WHEN undone_by > 0 THEN 1 ELSE 0 END)
		FROM gate_scan WHERE event = ? AND undoes = 0 GROUP BY activity, what ORDER BY activity, what`, event)
	if err != nil {
		return nil, err
	}
	blocks, err := db.All(v, func(s db.Scanner) (t Total, err error) {
		err = s.Scan(&t.Activity, &t.What, &t.Blocks)
		return t, err
	}, `SELECT activity, what, SUM(people) FROM gate_block WHERE undone_by = 0 AND event = ? GROUP BY activity, what ORDER BY activity, what`, event)
	for _, b := range blocks {
		found := false
		for i := range all {
			if all[i].Activity == b.Activity && all[i].What == b.What {
				all[i].Blocks, found = b.Blocks, true
			}
		}
		if !found {
			all = append(all, b)
		}
	}
	return all, err
}

// Minute is how many came at a site within one minute of true time.
type Minute struct {
	Activity string
	At       day.Instant // its beginning
	People   int64
}

const minute = 60 * 1_000_000

// Minutes returns arrivals minute by minute, as they are counted now; minutes without any are left out.
func Minutes(v *db.View, event int64, what string) ([]Minute, error) {
	return db.All(v, func(s db.Scanner) (m Minute, err error) {
		err = s.Scan(&m.Activity, (*int64)(&m.At), &m.People)
		m.At *= minute
		return m, err
	}, `SELECT activity, at / 60000000, SUM(people) FROM gate_scan WHERE event = ? AND what = ? AND counts = 1 GROUP BY activity, at / 60000000 ORDER BY 2, 1`, event, what)
}

// Heard is how much of what a phone recorded has arrived.
type Heard struct {
	Device, Activity string
	Landed           int64       // records that are here
	Made             int64       // the highest number that is known of
	Last             day.Instant // the true time of the last that is here, 0 for none
	Seen             day.Instant // when the phone was last heard of, 0 for never
}

// Missing is how many records the phone has given numbers that have not arrived.
func (h Heard) Missing() int64 { return h.Made - h.Landed }

// HeardOf returns how much of every phone of an event's sites has arrived.
func HeardOf(v *db.View, event int64) ([]Heard, error) {
	return db.All(v, func(s db.Scanner) (h Heard, err error) {
		var highest int64
		err = s.Scan(&h.Device, &h.Activity, &h.Landed, &highest, (*int64)(&h.Last), &h.Made, (*int64)(&h.Seen))
		h.Made = max(h.Made, highest)
		return h, err
	}, `SELECT d.id, d.activity, COUNT(s.seq), COALESCE(MAX(s.seq), 0), COALESCE(MAX(s.at), 0), COALESCE(MAX(b.made), 0), COALESCE(MAX(b.seen_at), 0)
		FROM gate_device d LEFT JOIN gate_beat b ON b.device = d.id LEFT JOIN (
			SELECT device, seq, at FROM gate_scan WHERE event = ?
			UNION ALL SELECT device, seq, at FROM gate_block WHERE event = ?
			UNION ALL SELECT x.device, x.seq, 0 FROM gate_bad x WHERE x.seq > 0
				AND NOT EXISTS (SELECT 1 FROM gate_scan g WHERE g.device = x.device AND g.seq = x.seq) AND NOT EXISTS (SELECT 1 FROM gate_block k WHERE k.device = x.device AND k.seq = x.seq)
		) s ON s.device = d.id
		WHERE d.event = ? GROUP BY d.id, d.activity ORDER BY d.id`, event, event, event)
}

// Gap is a run of numbers that have not arrived.
type Gap struct{ From, To int64 }

// Gaps returns which of a phone's numbers up to made have not arrived.
func Gaps(v *db.View, device string, made int64) ([]Gap, error) {
	here, err := db.All(v, db.Number, `SELECT seq FROM gate_scan WHERE device = ? UNION SELECT seq FROM gate_block WHERE device = ? UNION SELECT seq FROM gate_bad WHERE device = ? AND seq > 0 ORDER BY 1`,
		device, device, device)
	var gaps []Gap
	next := int64(1)
	for _, n := range here {
		if n > next {
			gaps = append(gaps, Gap{next, n - 1})
		}
		next = max(next, n+1)
	}
	if made >= next {
		gaps = append(gaps, Gap{next, made})
	}
	return gaps, err
}
