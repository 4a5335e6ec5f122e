package report_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/campaign"
	"phongtrao/internal/ledger"
	"phongtrao/internal/report"
)

// agree takes the house's drive to where figures of it are expected.
func (h *house) agree(id string) {
	h.T.Helper()
	h.Write(func(tx *db.Tx) error {
		for _, s := range []activity.Step{{From: activity.Draft, To: activity.Agreed}} {
			s.Made = func(*db.View, string) (bool, error) { return false, nil }
			if err := activity.Advance(tx, id, s); err != nil {
				return err
			}
		}
		return nil
	})
}

// buildPlaced is build with a drive that is agreed.
func buildPlaced(t testing.TB) *house {
	h := build(t)
	h.Write(func(tx *db.Tx) error { h.drive = h.hold(tx, "Đợt 2", "2026-11-09"); return nil })
	h.agree(h.drive)
	return h
}

func (h *house) call(id string, due string, units ...string) (n int) {
	h.T.Helper()
	h.Do(report.Calling, id, func(tx *db.Tx) (err error) {
		n, err = report.Call(tx, id, day.Must(due), units...)
		return err
	})
	return n
}

func (h *house) expected(ask report.Expecting) (all []report.Expected) {
	h.T.Helper()
	h.See(func(v *db.View) (err error) {
		all, err = report.ExpectedOf(v, ask)
		return err
	})
	return all
}

// TestCalls: who is asked owes a report until it came or was let off; asking again for the same day asks nobody anew.
func TestCalls(t *testing.T) {
	h := buildPlaced(t)
	h.Clock.SetDay("2026-11-10")
	if n := h.call(h.drive, "2026-11-12", "toto", "canon"); n != 2 {
		t.Error(n)
	}
	if n := h.call(h.drive, "2026-11-12", "toto", "canon"); n != 0 {
		t.Error("asked anew", n)
	}
	if n := h.call(h.drive, "2026-11-15", "canon"); n != 1 {
		t.Error(n)
	}
	for _, c := range []struct{ due, unit, field string }{{"2026-11-08", "toto", "due"}, {"2026-11-12", "hd", "unit"}} {
		err := h.Try(report.Calling, h.drive, func(tx *db.Tx) error {
			_, err := report.Call(tx, h.drive, day.Must(c.due), c.unit)
			return err
		})
		if fault.Field(err) != c.field {
			t.Error(c, err)
		}
	}
	h.Clock.SetDay("2026-11-14")
	says := func(want ...string) {
		t.Helper()
		var got []string
		for _, e := range h.expected(report.Expecting{At: "park"}) {
			got = append(got, fmt.Sprintf("%s %s called=%v state=%s late=%d received=%v", e.Unit, e.Due, e.Called, e.State, e.Late, e.Received()))
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
	}
	says("park 2026-11-12 called=false state= late=2 received=false", "toto 2026-11-12 called=true state= late=2 received=false", "canon 2026-11-15 called=true state= late=0 received=false")
	id := h.submit("toto", line(bags, 10))
	says("park 2026-11-12 called=false state= late=2 received=false", "toto 2026-11-12 called=true state=submitted late=2 received=true", "canon 2026-11-15 called=true state= late=0 received=false")
	if err := h.Try(report.Returning, id, func(tx *db.Tx) error { return report.Return(tx, id, 1, "thiếu số") }); err != nil {
		t.Fatal(err)
	}
	h.Do(report.Calling, h.drive, func(tx *db.Tx) error { return report.Uncall(tx, h.drive, "không tham gia", "canon") })
	says("park 2026-11-12 called=false state= late=2 received=false", "toto 2026-11-12 called=true state=returned late=2 received=false")
	h.Clock.SetDay("2026-11-20")
	says("park 2026-11-12 called=false state= late=8 received=false", "toto 2026-11-12 called=true state=returned late=8 received=false")
	if err := h.Try(report.Calling, h.drive, func(tx *db.Tx) error { return report.Uncall(tx, h.drive, "không tham gia", "canon") }); fault.KindOf(err) != fault.Conflict {
		t.Error(err)
	}
	// Figures that the host's own officer entered from a paper are no report, and are not missing.
	h.Do(report.Entering, h.drive, func(tx *db.Tx) error {
		_, _, err := report.Enter(tx, report.Slip{Unit: "toto", Activity: h.drive, Evidence: ledger.Signed, Paper: report.Paper{Number: "12/BB", Date: day.Must("2026-11-09"), Signers: "An; Bình"}, Lines: []report.Line{line(bags, 10)}})
		return err
	})
	says("park 2026-11-12 called=false state= late=0 received=true", "toto 2026-11-12 called=true state=returned late=8 received=true")
}

// TestExpectedAgainstRecount asks at random, sends, returns and enters at random, and counts again by hand.
func TestExpectedAgainstRecount(t *testing.T) {
	units := []string{"park", "toto", "canon"}
	h := build(t)
	now := func() (today day.Day) {
		h.See(func(v *db.View) error { today = v.At.Day(); return nil })
		return today
	}
	rapid.Check(t, func(r *rapid.T) {
		began := now()
		var drives []string
		h.Write(func(tx *db.Tx) (err error) {
			if h.campaign, err = campaign.Create(tx, campaign.Campaign{Kind: "blood", Owner: "park", Period: day.Year(2026), Words: campaign.Words{Name: "Hiến máu"}}); err != nil {
				return err
			}
			for i := range 3 {
				drives = append(drives, h.hold(tx, fmt.Sprint("Đợt ", i+1), began.String()))
			}
			return nil
		})
		h.agree(drives[0]) // the third stays a draft: nobody owes anything
		h.agree(drives[1])
		type pair struct{ drive, unit string }
		due := map[pair]day.Day{}
		for _, d := range drives[:2] {
			due[pair{d, "park"}] = began.Add(report.Grace)
		}
		sent, back, id := map[pair]day.Day{}, map[pair]bool{}, map[pair]string{}
		for range rapid.IntRange(0, 12).Draw(r, "steps") {
			h.Clock.Advance(24 * 60 * 60 * 1e9 / 2)
			today := now()
			p := pair{rapid.SampledFrom(drives[:2]).Draw(r, "drive"), rapid.SampledFrom(units).Draw(r, "unit")}
			switch rapid.IntRange(0, 2).Draw(r, "what") {
			case 0:
				by := began.Add(rapid.IntRange(0, 6).Draw(r, "by"))
				h.call(p.drive, by.String(), p.unit)
				due[p] = by
			case 1:
				if id[p] == "" {
					h.Do(report.Submitting, p.unit, func(tx *db.Tx) (err error) {
						id[p], err = report.Submit(tx, report.Submission{Unit: p.unit, Activity: p.drive, Lines: []report.Line{line(bags, 1)}})
						return err
					})
					sent[p] = today
				} else if back[p] {
					h.Do(report.Submitting, id[p], func(tx *db.Tx) error { return report.Resubmit(tx, id[p], 1, []report.Line{line(bags, 2)}, "") })
					back[p] = false
				}
			case 2:
				h.See(func(v *db.View) error {
					if id[p] == "" || back[p] {
						return nil
					}
					s, err := report.Get(v, id[p])
					if err == nil && s.Version == 1 {
						back[p] = true
					}
					return err
				})
				if back[p] {
					_ = h.Try(report.Returning, id[p], func(tx *db.Tx) error { return report.Return(tx, id[p], 1, "sai") })
				}
			}
		}
		all := h.expected(report.Expecting{Campaign: h.campaign})
		if len(all) != len(due) {
			r.Fatalf("%d expected, want %d", len(all), len(due))
		}
		today := now()
		want := report.Standing{}
		for p, by := range due {
			want.Expected++
			came, there := sent[p]
			switch {
			case there && !back[p]:
				want.Received++
				want.Waiting++
				if came <= by {
					want.OnTime++
				}
			default:
				if there {
					want.Returned++
				}
				if today > by {
					want.Late++
					want.Longest = max(want.Longest, int(today-by))
				}
			}
		}
		units, total := report.StandingsOf(all)
		if d := cmp.Diff(want, total); d != "" {
			r.Fatal(d)
		}
		sum := report.Standing{}
		for _, u := range units {
			sum.Expected += u.Expected
			sum.Received += u.Received
			sum.Late += u.Late
		}
		if sum.Expected != total.Expected || sum.Received != total.Received || sum.Late != total.Late {
			r.Fatal(sum, total)
		}
	})
}
