package activity_test

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
)

// TestAnyOrder takes a central activity with three sites through steps and moves in any order, often wrong ones. Each version
// follows its forerunner by a step that is allowed, no old version changes, a site that is still ahead has its central one's
// day, and what was refused leaves nothing behind.
func TestAnyOrder(t *testing.T) {
	h := build(t)
	worked := map[activity.State]int{}
	moves := 0
	rapid.Check(t, func(rt *rapid.T) {
		central := h.create(activity.Plan{Name: "Giải chạy", Day: day.Of(2026, 2, 1), Place: h.parks[0], Unit: h.head})
		ids := []string{central}
		h.Do(activity.Linking, central, func(tx *db.Tx) error {
			var plans []activity.Plan
			for _, p := range h.parks[1:4] {
				plans = append(plans, activity.Plan{Name: "Giải chạy", Place: p, Unit: h.head})
			}
			linked, err := activity.Link(tx, central, plans)
			ids = append(ids, linked...)
			return err
		})
		before := h.all(ids)
		for range rapid.IntRange(5, 40).Draw(rt, "steps") {
			id := rapid.SampledFrom(append(ids, central, central)).Draw(rt, "site")
			now := h.get(id)
			var err error
			if rapid.IntRange(0, 5).Draw(rt, "move") == 0 {
				p := now.Plan
				p.Day = day.Of(2026, 2, rapid.IntRange(1, 20).Draw(rt, "day"))
				err = h.Try(activity.Editing, id, func(tx *db.Tx) error {
					return activity.Edit(tx, id, now.Version, p, activity.Because{Reason: "thử"}, made(rapid.IntRange(0, 3).Draw(rt, "made") == 0))
				})
				if err == nil && p.Day != now.Day {
					moves++
				}
			} else {
				s := activity.Step{From: now.State, To: rapid.SampledFrom(append(now.State.Next(), activity.States...)).Draw(rt, "to"),
					Because: notice("1/TB", 0), Made: made(false)}
				if now.State == activity.Postponed || rapid.IntRange(0, 9).Draw(rt, "moved") == 0 {
					s.Day = now.Day + 1
				}
				if err = h.step(id, s); err == nil {
					worked[s.To]++
				}
			}
			after := h.all(ids)
			if err != nil && !reflect.DeepEqual(before, after) {
				rt.Fatalf("refused (%v), and yet something changed", err)
			}
			for i, versions := range after {
				if !reflect.DeepEqual(before[i], versions[:len(before[i])]) {
					rt.Fatal("an old version changed")
				}
				for k, v := range versions[1:] {
					if was := versions[k]; was.State != v.State && !was.State.May(v.State) {
						rt.Fatalf("version %d: %s after %s", v.Version, v.State, was.State)
					}
				}
				last, head := versions[len(versions)-1], after[0][len(after[0])-1]
				if last.State.Planned() && head.State.Planned() && last.Day != head.Day {
					rt.Fatalf("a site of %s under a central one of %s", last.Day, head.Day)
				}
			}
			before = after
		}
	})
	for _, s := range activity.States[1:] {
		if worked[s] == 0 {
			t.Errorf("nothing ever became %s: the test shows less than it says", s)
		}
	}
	if moves == 0 {
		t.Error("nothing ever moved")
	}
}

// all is every version of some activities.
func (h *house) all(ids []string) (all [][]activity.Activity) {
	h.T.Helper()
	h.See(func(v *db.View) error {
		for _, id := range ids {
			versions, err := activity.Versions(v, id)
			if err != nil {
				return err
			}
			all = append(all, versions)
		}
		return nil
	})
	return all
}
