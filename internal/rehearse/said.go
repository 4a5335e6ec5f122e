package rehearse

import (
	"phongtrao/internal/base/db"
	"phongtrao/internal/gate"
	"phongtrao/internal/roster"
)

// Said reads what the house says of an event at whose sites phones scanned: the records that are on its disk and count, and beside them who
// attended. Where more records count than people attended, somebody was counted twice.
func Said(v *db.View, event int64, sites []string) (Ledgered, error) {
	s := Ledgered{Total: map[string]int64{}, Units: map[string]int64{}, Sites: make([]map[string]int64, len(sites))}
	heard, err := gate.HeardOf(v, event)
	if err != nil {
		return s, err
	}
	for _, h := range heard {
		s.Records += h.Landed
	}
	totals, err := gate.Totals(v, event)
	if err != nil {
		return s, err
	}
	for i, site := range sites {
		s.Sites[i] = map[string]int64{}
		for _, t := range totals {
			if t.Activity != site {
				continue
			}
			s.Blocks += t.Blocks
			s.Again += t.Again
			if t.Scanned > 0 {
				s.Sites[i][t.What] = t.Scanned
				s.Total[t.What] += t.Scanned
			}
		}
		all, err := roster.AttendancesOf(v, event, site)
		if err != nil {
			return s, err
		}
		attended := map[string]int64{}
		for _, a := range all {
			attended[a.What] += a.People
			if a.What == came {
				s.Units[a.Unit] += a.People
			}
		}
		for what, n := range s.Sites[i] {
			s.Twice += max(0, n-attended[what])
		}
	}
	return s, nil
}

// activities are the staged sites' activities.
func (s Staged) activities() []string {
	ids := make([]string, len(s.Sites))
	for i, a := range s.Sites {
		ids[i] = a.Activity
	}
	return ids
}
