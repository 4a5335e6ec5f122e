package closing_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/campaign"
	"phongtrao/internal/closing"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/gate"
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
	"phongtrao/internal/kinds/run"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/place"
	"phongtrao/internal/roster"
	"phongtrao/internal/testkit"
)

// site is a run of a federation with firms, at two places on its day; the first is the one that is closed.
type site struct {
	*testkit.House
	head, other string // the host of the site, and an activity beside it
	firms       []string
	park, id    string
	campaign    string
	lan, minh   *testkit.House // two who may sign
}

var held = day.Of(2026, 11, 1)

func build(t testing.TB) *site {
	s := &site{House: testkit.New(t, access.Schema, act.Schema, people.Schema, org.Schema, place.Schema, indicator.Schema, ledger.Schema, dispatch.Schema,
		campaign.Schema, activity.Schema, roster.Schema, gate.Schema, closing.Schema)}
	since := day.Of(2010, 1, 1)
	by := func(n int) org.Decision {
		return org.Decision{Number: fmt.Sprint(n, "/QĐ"), Issuer: "LĐLĐ", Date: since, Effective: since}
	}
	s.Write(func(tx *db.Tx) (err error) {
		if err = indicator.Declare(tx, kind.Indicators(run.Kind{})); err != nil {
			return err
		}
		if s.head, err = org.Found(tx, org.Unit{Name: "LĐLĐ TP Hải Phòng", Kind: "federation"}, by(1)); err != nil {
			return err
		}
		for i := range 4 {
			firm, err := org.Found(tx, org.Unit{Name: fmt.Sprint("CĐCS Công ty ", i+1), Kind: "base", Parent: s.head}, by(2+i))
			if err != nil {
				return err
			}
			s.firms = append(s.firms, firm)
		}
		var parks [2]string
		for i, name := range []string{"KCN VSIP", "KCN Nomura"} {
			if parks[i], err = place.Found(tx, place.Place{Name: name, Kind: "park"}, by(10+i)); err != nil {
				return err
			}
		}
		s.park = parks[0]
		if s.campaign, err = campaign.Create(tx, campaign.Campaign{Kind: "run", Owner: s.head, Period: day.Year(2026), Words: campaign.Words{Name: "Những bước chân khỏe đẹp"}}); err != nil {
			return err
		}
		for i, to := range []*string{&s.id, &s.other} {
			if *to, err = activity.Create(tx, s.campaign, activity.Plan{Name: fmt.Sprint("Điểm cầu ", i+1), Day: held, Place: parks[i], Unit: s.head}); err != nil {
				return err
			}
			for _, step := range []activity.State{activity.Announced, activity.Running} {
				a, err := activity.Get(&tx.View, *to)
				if err != nil {
					return err
				}
				if err := activity.Advance(tx, *to, activity.Step{From: a.State, To: step, Made: roster.Made}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	s.lan, s.minh = s.Grant("lan", access.SiteLead, s.head), s.Grant("minh", access.SiteLead, s.head)
	return s
}

// post enters so many of a unit.
func (s *site) post(activityID, placeID, unit string, e ledger.Evidence, n int64) {
	s.Write(func(tx *db.Tx) error {
		_, err := ledger.Post(tx, ledger.Posting{Campaign: s.campaign, Activity: activityID, Unit: unit, Place: placeID, Indicator: run.Runners,
			Quantity: ledger.Exactly(n), Evidence: e, Day: held, Source: "test"})
		return err
	})
}

func (s *site) figure(activityID string) (n int64) {
	s.See(func(v *db.View) error {
		f, err := ledger.RollUp(v, ledger.Question{Indicator: run.Runners, Period: day.All, Activity: activityID})
		n = f.Lo
		return err
	})
	return n
}

func (s *site) facts() (f closing.Facts) {
	s.See(func(v *db.View) (err error) { f, err = closing.Know(v, run.Kind{}, s.id); return err })
	return f
}

// draft is a minute of what is known now.
func (s *site) draft(signed int64, why closing.Why) closing.Draft {
	return closing.Draft{Activity: s.id, Number: "01/BB-CĐ", Seen: s.facts().Sum(), Lines: []closing.Stated{{What: "came", Evidence: ledger.Scanned, Signed: signed, Why: why}}}
}

func (s *site) write(h *testkit.House, d closing.Draft) (id string, err error) {
	err = h.Try(closing.Writing, d.Activity, func(tx *db.Tx) (err error) { id, err = closing.Write(tx, run.Kind{}, d); return err })
	return id, err
}

func (s *site) sign(h *testkit.House, id string) error {
	return h.Try(closing.Signing, s.id, func(tx *db.Tx) error { return closing.Sign(tx, run.Kind{}, s.id, id, closing.BySession) })
}

func (s *site) state() (a activity.Activity) {
	s.See(func(v *db.View) (err error) { a, err = activity.Get(v, s.id); return err })
	return a
}

func (s *site) minutes() (all []closing.Minute) {
	s.See(func(v *db.View) (err error) { all, err = closing.Of(v, s.id); return err })
	return all
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t testing.TB, err error, k fault.Kind, field string) {
	t.Helper()
	if err == nil || fault.KindOf(err) != k || fault.Field(err) != field {
		t.Errorf("got %v (kind %v, field %q), want kind %v, field %q", err, fault.KindOf(err), fault.Field(err), k, field)
	}
}

// A site with 900 scanned, 950 counted beside them and 40 who came by lists is closed at 990 by two people, then once more at 985.
func TestAMinuteBecomesEvidence(t *testing.T) {
	s := build(t)
	s.post(s.id, s.park, s.firms[0], ledger.Scanned, 600)
	s.post(s.id, s.park, s.firms[1], ledger.Scanned, 300)
	s.post(s.id, s.park, s.firms[1], ledger.Counted, 350)
	s.post(s.id, s.park, s.firms[2], ledger.Counted, 40)
	if got := s.figure(s.id); got != 940 {
		t.Fatalf("before: %d", got)
	}
	f := s.facts()
	if th := f.Things[0]; th.Scanned != 900 || th.Counted != 390 || th.Total(ledger.Scanned) != 940 || th.Total(ledger.Counted) != 990 {
		t.Fatalf("%+v", f)
	}
	_, err := s.write(s.lan, s.draft(940, ""))
	refused(t, err, fault.Invalid, "why")
	_, err = s.write(s.lan, s.draft(940, closing.Other))
	refused(t, err, fault.Invalid, "note")
	old := s.draft(990, closing.Unscanned)
	old.Seen = "as it was before"
	_, err = s.write(s.lan, old)
	refused(t, err, fault.Conflict, "")

	id, err := s.write(s.lan, s.draft(990, closing.Unscanned))
	must(t, err)
	if s.state().State != activity.ClosedProvisional || s.figure(s.id) != 940 {
		t.Errorf("after one signature: %s, %d", s.state().State, s.figure(s.id))
	}
	refused(t, s.sign(s.lan, id), fault.Invalid, "") // the same person
	refused(t, s.sign(s.Grant("xem", access.Viewer, s.head), id), fault.Denied, "")
	must(t, s.sign(s.minh, id))
	if a := s.state(); a.State != activity.ClosedSigned || a.Notice.Number != "01/BB-CĐ" {
		t.Errorf("after two: %s, %s", a.State, a.Notice.Number)
	}
	if got := s.figure(s.id); got != 990 {
		t.Errorf("signed: %d", got)
	}
	refused(t, s.sign(s.minh, id), fault.Conflict, "")
	_, err = s.write(s.lan, s.draft(985, closing.Miscount))
	refused(t, err, fault.Conflict, "") // one holds

	again := s.draft(985, closing.Miscount)
	again.Number, again.Replaces = "02/BB-CĐ", id
	_, err = s.write(s.minh, again)
	refused(t, err, fault.Invalid, "reason")
	again.Reason = "đếm lại theo ảnh"
	second, err := s.write(s.minh, again)
	must(t, err)
	if s.figure(s.id) != 990 {
		t.Error("a minute that waits changes the figure")
	}
	must(t, s.sign(s.lan, second))
	if got := s.figure(s.id); got != 985 {
		t.Errorf("replaced: %d", got)
	}
	all := s.minutes()
	if len(all) != 2 || all[0].Holds() || !all[1].Holds() || all[0].ReplacedBy != second || all[1].Signatures[0].Person != "minh" {
		t.Errorf("%+v", all)
	}
}

// While a minute waits, a phone sends more: the second person does not sign what is no longer so, and a new minute sets the first aside.
func TestWhatArrivesBetweenTheSignatures(t *testing.T) {
	s := build(t)
	s.post(s.id, s.park, s.firms[0], ledger.Scanned, 10)
	first, err := s.write(s.lan, s.draft(10, ""))
	must(t, err)
	s.post(s.id, s.park, s.firms[0], ledger.Scanned, 5)
	refused(t, s.sign(s.minh, first), fault.Conflict, "")
	second, err := s.write(s.lan, s.draft(15, ""))
	must(t, err)
	refused(t, s.sign(s.minh, first), fault.Conflict, "")
	must(t, s.sign(s.minh, second))
	if s.figure(s.id) != 15 {
		t.Error(s.figure(s.id))
	}
}

// A phone that was without a network brings, after the site was closed, people of a union that the minute knows and of one that it does not:
// both stand beside the signed number, which stays until another minute takes them in.
func TestWhatArrivesAfterTheSignatures(t *testing.T) {
	s := build(t)
	s.Desk.Observe(closing.Observe)
	s.post(s.id, s.park, s.firms[0], ledger.Scanned, 10)
	id, err := s.write(s.lan, s.draft(10, ""))
	must(t, err)
	must(t, s.sign(s.minh, id))
	late := func(unit string, n int64) {
		s.Do(activity.Starting, s.id, func(tx *db.Tx) error {
			_, err := ledger.Post(tx, ledger.Posting{Campaign: s.campaign, Activity: s.id, Unit: unit, Place: s.park, Indicator: run.Runners, Quantity: ledger.Exactly(n), Evidence: ledger.Scanned, Day: held, Source: "late"})
			return err
		})
	}
	late(s.firms[0], 3)
	late(s.firms[1], 4)
	late(s.firms[1], 5)
	if got := s.figure(s.id); got != 10 {
		t.Errorf("published %d, signed 10", got)
	}
	m := s.minutes()[0]
	if diff := m.Late(s.facts()); len(diff) != 1 || diff[0].Scanned != 12 || diff[0].Counted != 0 {
		t.Errorf("%+v", diff)
	}
	d := s.draft(22, "")
	d.Number, d.Replaces, d.Reason = "02/BB-CĐ", id, "máy ở cổng A3 gửi muộn"
	second, err := s.write(s.lan, d)
	must(t, err)
	must(t, s.sign(s.minh, second))
	if got := s.figure(s.id); got != 22 {
		t.Errorf("published %d, signed 22", got)
	}
}

// A number that the hospital signed on paper stands: the minute's would be added to it.
func TestAnotherSignedNumber(t *testing.T) {
	s := build(t)
	s.post(s.id, s.park, s.firms[0], ledger.Scanned, 10)
	s.post(s.id, s.park, s.firms[0], ledger.Signed, 12)
	id, err := s.write(s.lan, s.draft(10, ""))
	must(t, err)
	refused(t, s.sign(s.minh, id), fault.Conflict, "")
	if s.figure(s.id) != 12 {
		t.Error(s.figure(s.id))
	}
}

// A site that did not begin has nothing to close.
func TestTooSoon(t *testing.T) {
	s := build(t)
	var later string
	s.Write(func(tx *db.Tx) (err error) {
		later, err = activity.Create(tx, s.campaign, activity.Plan{Name: "Chặng sau", Day: held.Add(30), Place: s.park, Unit: s.head})
		return err
	})
	d := s.draft(0, "")
	d.Activity = later
	_, err := s.write(s.lan, d)
	refused(t, err, fault.Invalid, "")
}

// Whatever is known of a site and whatever two people sign: the figure is the minute's number, no unit falls below zero, the site beside it
// stays as it was, and so it is again when another minute takes the place of the first.
func TestSignedIsTheMinutesTotal(t *testing.T) {
	s := build(t)
	kinds := []ledger.Evidence{ledger.Scanned, ledger.Counted, ledger.Declared, ledger.Imported}
	places := []string{s.park, ""}
	s.post(s.other, s.park, s.firms[0], ledger.Scanned, 77)
	var holds string
	rapid.Check(t, func(r *rapid.T) {
		for range rapid.IntRange(0, 4).Draw(r, "postings") {
			s.post(s.id, rapid.SampledFrom(places).Draw(r, "place"), rapid.SampledFrom(append(s.firms, s.head)).Draw(r, "unit"), rapid.SampledFrom(kinds).Draw(r, "evidence"), rapid.Int64Range(0, 500).Draw(r, "n"))
		}
		total := rapid.Int64Range(0, 3000).Draw(r, "total")
		d := s.draft(total, closing.Miscount)
		d.Lines[0].Evidence = rapid.SampledFrom(kinds[:2]).Draw(r, "believed")
		if d.Replaces = holds; holds != "" {
			d.Reason = "kiểm tra lại"
		}
		id, err := s.write(s.lan, d)
		if err != nil {
			r.Fatal(err)
		}
		if err := s.sign(s.minh, id); err != nil {
			r.Fatal(err)
		}
		holds = id
		if got := s.figure(s.id); got != total {
			r.Fatalf("signed %d, published %d", total, got)
		}
		if got := s.figure(s.other); got != 77 {
			r.Fatalf("the site beside it: %d", got)
		}
		all := s.minutes()
		l, _ := all[len(all)-1].Line("came")
		var sum int64
		for _, h := range l.Shares {
			if sum += h.People; h.People < 0 {
				r.Fatalf("%+v", l.Shares)
			}
		}
		if sum != total {
			r.Fatalf("shares make %d of %d", sum, total)
		}
		s.See(func(v *db.View) error {
			of, err := ledger.Standings(v, ledger.Question{Indicator: run.Runners, Period: day.All, Activity: s.id})
			for _, c := range of {
				if c.Published != ledger.Signed || c.Beside[ledger.Signed].Lo < 0 {
					r.Fatalf("%+v", c)
				}
			}
			return err
		})
		s.Clock.Advance(time.Minute)
	})
}
