package report_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/report"
	"phongtrao/internal/testkit"
)

// TestDeclaredFiguresEnterWhenAccepted: pending before, in the total after, with evidence and source.
func TestDeclaredFiguresEnterWhenAccepted(t *testing.T) {
	h := build(t)
	id := h.submit("toto", line(bags, 119), report.Line{Indicator: came, Quantity: ledger.AtLeast(150), Note: "đếm theo phiếu"})
	h.See(func(v *db.View) error {
		proof, err := ledger.Prove(v, ledger.Question{Indicator: bags, Period: day.Year(2024)})
		if len(proof) != 0 {
			t.Errorf("before anybody accepted there is %+v", proof)
		}
		return err
	})
	waiting := h.pending(report.Ask{At: "park", Indicators: []string{bags}, Period: day.Half(2024, 1)})
	if len(waiting) != 1 || waiting[0].Quantity != ledger.Exactly(119) || waiting[0].Submission != id || waiting[0].Day != day.Must("2024-04-09") || waiting[0].Campaign != h.campaign || waiting[0].Amends {
		t.Errorf("%+v", waiting)
	}
	if err := h.accept(id, 1); err != nil {
		t.Fatal(err)
	}
	if f := h.figure(bags); f.Quantity != ledger.Exactly(119) || f.ByEvidence[ledger.Declared] != 119 {
		t.Errorf("%s, %v", f.Quantity, f.ByEvidence)
	}
	if f := h.figure(came); f.Quantity != ledger.AtLeast(150) {
		t.Errorf("%s", f.Quantity)
	}
	if left := h.pending(report.Ask{}); len(left) != 0 {
		t.Errorf("accepted and still waiting: %+v", left)
	}
	h.See(func(v *db.View) error {
		proof, err := ledger.Prove(v, ledger.Question{Indicator: came, Period: day.Year(2024)})
		if err != nil || len(proof) != 1 || proof[0].Source != "submission/"+id+" line 2" || proof[0].Activity != h.drive || proof[0].Unit != "toto" || proof[0].Day != day.Must("2024-04-09") || proof[0].Note != "đếm theo phiếu" {
			t.Errorf("%+v, %v", proof, err)
		}
		s, err := report.Get(v, id)
		if err != nil || s.State != report.Accepted || s.DecidedBy != act.Program || s.DecidedAt == 0 || len(s.Lines) != 2 {
			t.Errorf("%+v, %v", s, err)
		}
		return nil
	})
}

func TestAcceptedOnce(t *testing.T) {
	h := build(t)
	id := h.submit("toto", line(bags, 119))
	lan := h.Grant("lan", access.FederationOfficer, "park")
	err := lan.Try(report.Accepting, id, func(tx *db.Tx) error { _, err := report.Accept(tx, id, 1); return err })
	if err != nil {
		t.Fatal(err)
	}
	h.Clock.Advance(time.Hour)
	err = h.accept(id, 1)
	var d *report.Decided
	if fault.KindOf(err) != fault.Conflict || !errors.As(err, &d) || d.By != "lan" || !strings.Contains(d.Text("Nguyễn Thị Lan"), "Nguyễn Thị Lan đã tiếp nhận lúc 08:00 ngày 02/11/2026") || !strings.Contains(fault.Text(err), "lan đã tiếp nhận") {
		t.Error(err)
	}
	if f := h.figure(bags); f.Quantity != ledger.Exactly(119) {
		t.Errorf("counted twice: %s", f.Quantity)
	}
}

// TestTwoOfficersAtOnce: of eight officers who accept at once one does, and all others are told who.
func TestTwoOfficersAtOnce(t *testing.T) {
	h := build(t)
	id := h.submit("toto", line(bags, 119))
	var officers []*testkit.House
	for i := range 8 {
		officers = append(officers, h.Grant(fmt.Sprintf("officer%d", i), access.UnitOfficer, "park"))
	}
	errs := make([]error, len(officers))
	var wait sync.WaitGroup
	for i, o := range officers {
		wait.Go(func() {
			errs[i] = o.Try(report.Accepting, id, func(tx *db.Tx) error { _, err := report.Accept(tx, id, 1); return err })
		})
	}
	wait.Wait()
	first := ""
	for i, err := range errs {
		if err == nil {
			if first != "" {
				t.Error("two have accepted")
			}
			first = officers[i].Who.Person
		}
	}
	for _, err := range errs {
		var d *report.Decided
		if err != nil && (!errors.As(err, &d) || d.By != first) {
			t.Errorf("%v, want to be told of %s", err, first)
		}
	}
	if f := h.figure(bags); f.Quantity != ledger.Exactly(119) {
		t.Errorf("%s", f.Quantity)
	}
}

func TestReturnedAndSentAgain(t *testing.T) {
	h := build(t)
	id := h.submit("toto", line(bags, 1190))
	give := func(verb act.Verb, work func(tx *db.Tx) error) error { return h.Try(verb, id, work) }
	if err := give(report.Returning, func(tx *db.Tx) error { return report.Return(tx, id, 1, "") }); fault.Field(err) != "reason" {
		t.Error(err)
	}
	if err := give(report.Returning, func(tx *db.Tx) error { return report.Return(tx, id, 1, "thừa một số 0?") }); err != nil {
		t.Fatal(err)
	}
	if err := h.accept(id, 1); fault.KindOf(err) != fault.Conflict || !strings.Contains(fault.Text(err), "đã trả lại") {
		t.Error(err)
	}
	if err := give(report.Submitting, func(tx *db.Tx) error { return report.Resubmit(tx, id, 1, []report.Line{line(bags, 119)}, "") }); err != nil {
		t.Fatal(err)
	}
	// Somebody still looks at the first version.
	err := h.accept(id, 1)
	if fault.KindOf(err) != fault.Conflict || !strings.Contains(fault.Text(err), "đã gửi bản 2 (Số đơn vị máu từ 1.190 thành 119)") {
		t.Error(err)
	}
	if err := h.accept(id, 2); err != nil {
		t.Fatal(err)
	}
	if f := h.figure(bags); f.Quantity != ledger.Exactly(119) {
		t.Errorf("%s", f.Quantity)
	}
	h.See(func(v *db.View) error {
		all, err := report.Versions(v, id)
		if err != nil || len(all) != 2 || all[0].State != report.Returned || all[0].Reason != "thừa một số 0?" || all[0].Lines[0].Lo != 1190 || all[1].State != report.Accepted {
			t.Errorf("%+v, %v", all, err)
		}
		return nil
	})
}

// TestAcceptedAndSentAgain: a unit that reported 120 where 102 was meant. Both stay visible; the figure is right.
func TestAcceptedAndSentAgain(t *testing.T) {
	h := build(t)
	id := h.submit("toto", line(bags, 120), line(came, 200))
	if err := h.accept(id, 1); err != nil {
		t.Fatal(err)
	}
	again := func(seen int64, explanation string, lines ...report.Line) error {
		return h.Try(report.Submitting, id, func(tx *db.Tx) error { return report.Resubmit(tx, id, seen, lines, explanation) })
	}
	if err := again(1, "", line(bags, 102), line(came, 200)); fault.Field(err) != "explanation" {
		t.Error(err)
	}
	if err := again(1, "nhầm", line(bags, 120), line(came, 200)); !strings.Contains(fault.Text(err), "không khác") {
		t.Error(err)
	}
	if err := again(1, "nhập nhầm 102 thành 120", line(bags, 102)); err != nil {
		t.Fatal(err)
	}
	if f := h.figure(bags); f.Quantity != ledger.Exactly(120) {
		t.Errorf("a version that waits moved the figure to %s", f.Quantity)
	}
	if w := h.pending(report.Ask{Activity: h.drive}); len(w) != 1 || !w[0].Amends {
		t.Errorf("%+v", w)
	}
	if err := h.accept(id, 2); err != nil {
		t.Fatal(err)
	}
	if f := h.figure(bags); f.Quantity != ledger.Exactly(102) {
		t.Errorf("%s", f.Quantity)
	}
	if f := h.figure(came); !f.IsZero() { // the second version says nothing of it
		t.Errorf("%s", f.Quantity)
	}
	h.See(func(v *db.View) error {
		proof, err := ledger.Prove(v, ledger.Question{Indicator: bags, Period: day.Year(2024)})
		if err != nil || len(proof) != 3 || proof[1].Reverses != proof[0].Seq || !strings.Contains(proof[1].Note, "bản 2") {
			t.Errorf("%+v, %v", proof, err)
		}
		return nil
	})
	// A third time, after somebody reversed the entry by hand.
	h.Write(func(tx *db.Tx) error {
		proof, err := ledger.Prove(&tx.View, ledger.Question{Indicator: bags, Period: day.Year(2024)})
		if err != nil {
			return err
		}
		_, err = ledger.Reverse(tx, proof[2].Seq, "kiểm tra lại")
		return err
	})
	if err := again(2, "đã kiểm tra", line(bags, 103)); err != nil {
		t.Fatal(err)
	}
	if err := h.accept(id, 3); err != nil {
		t.Fatal(err)
	}
	if f := h.figure(bags); f.Quantity != ledger.Exactly(103) {
		t.Errorf("%s", f.Quantity)
	}
}

func TestWithdrawn(t *testing.T) {
	h := build(t)
	id := h.submit("toto", line(bags, 119))
	h.Do(report.Withdrawing, id, func(tx *db.Tx) error { return report.Withdraw(tx, id, 1, "gửi nhầm hoạt động") })
	if err := h.accept(id, 1); fault.KindOf(err) != fault.Conflict || !strings.Contains(fault.Text(err), "đã rút") {
		t.Error(err)
	}
	if w := h.pending(report.Ask{}); len(w) != 0 {
		t.Errorf("%+v", w)
	}
	h.Do(report.Submitting, id, func(tx *db.Tx) error { return report.Resubmit(tx, id, 1, []report.Line{line(bags, 119)}, "") })
	if err := h.accept(id, 2); err != nil {
		t.Error(err)
	}
	if err := h.Try(report.Withdrawing, id, func(tx *db.Tx) error { return report.Withdraw(tx, id, 2, "muộn") }); fault.KindOf(err) != fault.Conflict {
		t.Error(err)
	}
}

func TestSubmissionsRefused(t *testing.T) {
	h := build(t)
	h.submit("toto", line(bags, 119))
	var tomorrow, called string
	h.Write(func(tx *db.Tx) error {
		tomorrow, called = h.hold(tx, "Đợt 2", "2026-11-24"), h.hold(tx, "Đợt huỷ", "2024-04-08")
		return activity.Advance(tx, called, activity.Step{From: activity.Draft, To: activity.Cancelled, Because: activity.Because{Reason: "mưa bão"}})
	})
	for _, c := range []struct {
		name string
		s    report.Submission
		kind fault.Kind
		says string
	}{
		{"twice", report.Submission{Unit: "toto", Activity: h.drive, Lines: []report.Line{line(bags, 119)}}, fault.Conflict, "đã gửi số liệu hoạt động này lúc 08:00 ngày 02/11/2026 (chờ tiếp nhận)"},
		{"nothing", report.Submission{Unit: "canon", Activity: h.drive}, fault.Invalid, "Chưa ghi số liệu"},
		{"an unknown indicator", report.Submission{Unit: "canon", Activity: h.drive, Lines: []report.Line{line("blood.x", 1)}}, fault.Invalid, "Không có chỉ số"},
		{"an indicator twice", report.Submission{Unit: "canon", Activity: h.drive, Lines: []report.Line{line(bags, 1), line(bags, 2)}}, fault.Invalid, "hai lần"},
		{"less than none", report.Submission{Unit: "canon", Activity: h.drive, Lines: []report.Line{line(bags, -1)}}, fault.Invalid, "không đúng"},
		{"an interval turned round", report.Submission{Unit: "canon", Activity: h.drive, Lines: []report.Line{{Indicator: bags, Quantity: ledger.Between(5, 3)}}}, fault.Invalid, "không đúng"},
		{"an unknown activity", report.Submission{Unit: "canon", Activity: "x", Lines: []report.Line{line(bags, 1)}}, fault.NotFound, ""},
		{"an activity that lies ahead", report.Submission{Unit: "canon", Activity: tomorrow, Lines: []report.Line{line(bags, 1)}}, fault.Invalid, "diễn ra ngày 24/11/2026, hôm nay mới là 02/11/2026"},
		{"an activity that was called off", report.Submission{Unit: "canon", Activity: called, Lines: []report.Line{line(bags, 1)}}, fault.Invalid, "chưa có số liệu"},
		{"a unit of another province", report.Submission{Unit: "hd", Activity: h.drive, Lines: []report.Line{line(bags, 1)}}, fault.Invalid, "không thuộc phong trào"},
		{"the unit above the campaign's owner", report.Submission{Unit: "hy", Activity: h.drive, Lines: []report.Line{line(bags, 1)}}, fault.Invalid, "không thuộc phong trào"},
		{"an unknown unit", report.Submission{Unit: "x", Activity: h.drive, Lines: []report.Line{line(bags, 1)}}, fault.Invalid, "Không tìm thấy đơn vị"},
		{"an endless note", report.Submission{Unit: "canon", Activity: h.drive, Lines: []report.Line{{Indicator: bags, Note: strings.Repeat("ă", report.NoteMax+1)}}}, fault.Invalid, "1.000 ký tự"},
	} {
		err := h.Try(report.Submitting, "hy", func(tx *db.Tx) error { _, err := report.Submit(tx, c.s); return err })
		if err == nil || fault.KindOf(err) != c.kind || !strings.Contains(fault.Text(err), c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if err := h.accept("x", 1); fault.KindOf(err) != fault.NotFound {
		t.Error(err)
	}
}

func TestPendingIsChosen(t *testing.T) {
	h := build(t)
	h.submit("toto", line(bags, 119), line(came, 150))
	h.submit("canon", line(bags, 50))
	h.submit("park", line(came, 9))
	for _, c := range []struct {
		ask  report.Ask
		want []string
	}{
		{report.Ask{}, []string{"toto bags 119", "toto came 150", "canon bags 50", "park came 9"}},
		{report.Ask{At: "hy"}, []string{"toto bags 119", "toto came 150", "canon bags 50", "park came 9"}},
		{report.Ask{At: "toto"}, []string{"toto bags 119", "toto came 150"}},
		{report.Ask{At: "hd"}, nil},
		{report.Ask{Units: []string{"canon", "park"}}, []string{"canon bags 50", "park came 9"}},
		{report.Ask{Indicators: []string{bags}}, []string{"toto bags 119", "canon bags 50"}},
		{report.Ask{Period: day.Half(2024, 2)}, nil},
		{report.Ask{Campaign: "x"}, nil},
		{report.Ask{Activity: "x"}, nil},
		{report.Ask{Campaign: h.campaign, Activity: h.drive, Indicators: []string{came}, At: "park"}, []string{"toto came 150", "park came 9"}},
	} {
		var got []string
		for _, w := range h.pending(c.ask) {
			got = append(got, fmt.Sprintf("%s %s %s", w.Unit, strings.TrimPrefix(w.Indicator, "blood."), w.Quantity))
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%+v: %s", c.ask, d)
		}
	}
	h.See(func(v *db.View) error {
		of, err := report.OfActivity(v, h.drive)
		if err != nil || len(of) != 3 {
			t.Errorf("%d, %v", len(of), err)
		}
		of, err = report.OfUnit(v, "toto")
		if err != nil || len(of) != 1 || len(of[0].Lines) != 2 {
			t.Errorf("%+v, %v", of, err)
		}
		return nil
	})
}

// TestOnlyTheLevelAboveAccepts: what a unit says of itself becomes a figure only by the word of somebody above.
func TestOnlyTheLevelAboveAccepts(t *testing.T) {
	h := build(t)
	ofFirm, ofPark, ofTop := h.submit("toto", line(bags, 1)), h.submit("park", line(bags, 2)), ""
	toto, park, hy, hd := h.Grant("t", access.UnitOfficer, "toto"), h.Grant("p", access.UnitOfficer, "park"), h.Grant("h", access.FederationOfficer, "hy"), h.Grant("d", access.FederationOfficer, "hd")
	inspector := h.Grant("i", access.Inspector, "hy")
	h.Write(func(tx *db.Tx) error { // a drive that the province itself holds
		id, err := activity.Create(tx, h.campaign, activity.Plan{Name: "Tỉnh", Day: day.Must("2024-04-01"), Unit: "hy"})
		if err != nil {
			return err
		}
		ofTop, err = report.Submit(tx, report.Submission{Unit: "hy", Activity: id, Lines: []report.Line{line(bags, 3)}})
		return err
	})
	check := func(when string, rows []mayRow) {
		t.Helper()
		h.See(func(v *db.View) error {
			for _, c := range rows {
				may, err := h.Desk.May(v, c.as.Who, c.verb, c.object)
				if err != nil || may != c.may {
					t.Errorf("%s: %s, %s over %s: %v, %v", when, c.as.Who.Person, c.verb.Name, c.object, may, err)
				}
			}
			return nil
		})
	}
	check("today", []mayRow{
		{toto, report.Submitting, "toto", true}, {toto, report.Submitting, ofFirm, true}, {toto, report.Withdrawing, ofFirm, true}, {toto, report.Submitting, "canon", false},
		{toto, report.Accepting, ofFirm, false}, {toto, report.Returning, ofFirm, false},
		{park, report.Accepting, ofFirm, true}, {park, report.Returning, ofFirm, true}, {hy, report.Accepting, ofFirm, true},
		{park, report.Accepting, ofPark, false}, {hy, report.Accepting, ofPark, true},
		{hy, report.Accepting, ofTop, false}, // nobody stands above: entered from a paper instead
		{hd, report.Accepting, ofFirm, false}, {hd, report.Seeing, ofFirm, false},
		{inspector, report.Seeing, ofFirm, true}, {inspector, report.Seeing, h.drive, true}, {inspector, report.Accepting, ofFirm, false},
		{park, report.Entering, h.drive, true}, {park, report.Entering, "park", true}, {toto, report.Entering, h.drive, false}, {hd, report.Entering, "hy", false},
		{toto, report.Claiming, "toto", true}, {toto, report.Claiming, "park", false}, {toto, report.Seeing, "nothing", false},
	})
	h.Write(func(tx *db.Tx) error { // one firm is absorbed by its neighbour, the park board ends and its firms come under the province
		on := day.Must("2025-07-01")
		by := func(n string) org.Decision { return org.Decision{Number: n, Date: on, Issuer: "TLĐ", Effective: on} }
		if err := org.Absorb(tx, []string{"toto"}, "canon", by("2/QĐ")); err != nil {
			return err
		}
		return org.Dissolve(tx, "park", org.Ending{Holding: "hy"}, by("3/QĐ"))
	})
	canon := h.Grant("c", access.UnitOfficer, "canon")
	check("after 1 July 2025", []mayRow{
		{canon, report.Submitting, ofFirm, true}, {canon, report.Accepting, ofFirm, false}, {hy, report.Accepting, ofFirm, true}, // the successor speaks for it, and does not judge it
		{hy, report.Accepting, ofPark, true}, // nobody stands in the board's place: the chain begins above it
	})
}

type mayRow struct {
	as     *testkit.House
	verb   act.Verb
	object string
	may    bool
}
