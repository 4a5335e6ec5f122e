package gates_test

import (
	"net/http"
	"testing"

	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/house"
	"phongtrao/internal/ledger"
	"phongtrao/internal/roster"
	"phongtrao/internal/seed"
	"phongtrao/internal/testkit"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web/gates"
	"phongtrao/internal/web/pagetest"
)

// stage is a run of Hải Phòng that takes place today at two sites, under the campaign of the demo.
type stage struct {
	t             testing.TB
	h             *house.House
	mux           *http.ServeMux
	central, site string // activities
	unit          string // the host
	park          string // of the site
	event         int64
	day           day.Day
}

func build(t testing.TB) *stage {
	s := &stage{t: t, h: furnished.Demo(t), day: day.InstantOf(testkit.Start).Day()}
	_, s.mux = pagetest.Door(s.h, gates.Screens(), gates.Actions(), gates.Streams()...)
	s.do(activity.Planning, "chay-haiphong-2026", func(tx *db.Tx) error {
		old, err := activity.Of(&tx.View, "chay-haiphong-2026")
		if err != nil {
			return err
		}
		s.unit, s.park = old[0].Unit, old[1].Place
		plan := activity.Plan{Name: "Chạy thử trung tâm", Day: s.day, Place: old[0].Place, Unit: s.unit}
		if s.central, err = activity.Create(tx, "chay-haiphong-2026", plan); err != nil {
			return err
		}
		linked, err := activity.Link(tx, s.central, []activity.Plan{{Name: "Chạy thử KCN", Place: s.park, Unit: s.unit}})
		if err != nil {
			return err
		}
		s.site = linked[0]
		for from, to := range map[activity.State]activity.State{activity.Draft: activity.Announced} {
			if err := activity.Advance(tx, s.central, activity.Step{From: from, To: to, Made: roster.Made}); err != nil {
				return err
			}
		}
		e, err := roster.OpenEvent(tx, s.central, roster.Settings{WalkIns: true, Services: []roster.Service{{Key: roster.Came, Label: "Vào cổng"}, {Key: "shirt", Label: "Áo", After: true}}})
		s.event = e.Number
		return err
	})
	return s
}

// start begins the run at both sites.
func (s *stage) start() {
	for _, id := range []string{s.central, s.site} {
		s.do(activity.Starting, id, func(tx *db.Tx) error {
			return activity.Advance(tx, id, activity.Step{From: activity.Announced, To: activity.Running, Made: roster.Made})
		})
	}
}

func (s *stage) do(verb act.Verb, object string, work func(tx *db.Tx) error) {
	s.t.Helper()
	if err := s.h.Desk.Do(s.t.Context(), act.System("test"), verb, object, work); err != nil {
		s.t.Fatal(err)
	}
}

func (s *stage) see(read func(v *db.View) error) {
	s.t.Helper()
	if err := s.h.DB.See(s.t.Context(), read); err != nil {
		s.t.Fatal(err)
	}
}

// as signs in a person of the demo.
func (s *stage) as(login string) *pagetest.Visitor {
	s.t.Helper()
	return pagetest.As(s.t, s.h, s.mux, login, seed.Password)
}

func (s *stage) path(page string) string { return "/activities/" + s.site + page }

// post enters so many of a unit at the site.
func (s *stage) post(unit string, e ledger.Evidence, n int64) {
	s.do(activity.Starting, s.site, func(tx *db.Tx) error {
		_, err := ledger.Post(tx, ledger.Posting{Campaign: "chay-haiphong-2026", Activity: s.site, Unit: unit, Place: s.park, Indicator: "run.runners", Quantity: ledger.Exactly(n), Evidence: e, Day: s.day, Source: "test"})
		return err
	})
}

func (s *stage) figure() (n int64) {
	s.see(func(v *db.View) error {
		f, err := ledger.RollUp(v, ledger.Question{Indicator: "run.runners", Period: day.All, Activity: s.site})
		n = f.Lo
		return err
	})
	return n
}

// by does an act at the site as a person.
func (s *stage) by(person string, verb act.Verb, work func(tx *db.Tx) error) {
	s.t.Helper()
	if err := s.h.Desk.Do(s.t.Context(), act.Who{Person: person, Device: "test"}, verb, s.site, work); err != nil {
		s.t.Fatal(err)
	}
}
