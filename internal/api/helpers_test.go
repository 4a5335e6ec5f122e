package api_test

import (
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/org"
	"phongtrao/internal/report"
)

// otherDrives finds activities that took place, at which a grassroots union takes part and of which it told nothing yet.
func (w *world) otherDrives(n int) (ids []string) {
	w.t.Helper()
	w.must(w.house.DB.See(w.t.Context(), func(v *db.View) error {
		all, err := activity.Between(v, day.All)
		if err != nil {
			return err
		}
		for _, a := range all {
			takes, err := activity.TakesPart(v, a, "hy-toto")
			if err != nil {
				return err
			}
			told, err := report.OfActivity(v, a.ID)
			if err != nil {
				return err
			}
			if takes && len(told) == 0 && a.Day <= org.Today(v).Day && a.State.Held() && len(ids) < n {
				ids = append(ids, a.ID)
			}
		}
		return nil
	}))
	if len(ids) < n {
		w.t.Fatalf("%d activities, want %d", len(ids), n)
	}
	return ids
}
