package report_test

import (
	"strings"
	"testing"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/campaign"
	"phongtrao/internal/ledger"
	"phongtrao/internal/report"

	"phongtrao/internal/activity"
)

func signed(h *house) report.Slip {
	return report.Slip{Unit: "park", Activity: h.drive, Evidence: ledger.Signed, Lines: []report.Line{line(bags, 263)},
		Paper: report.Paper{Number: "12/BBGN", Date: day.Must("2024-04-09"), Signers: "Người Mẫu A; Người Mẫu B"}}
}

func (h *house) enter(s report.Slip) (id string, err error) {
	err = h.Try(report.Entering, h.drive, func(tx *db.Tx) error {
		id, _, err = report.Enter(tx, s)
		return err
	})
	return id, err
}

func TestEnteredFromAPaper(t *testing.T) {
	h := build(t)
	id, err := h.enter(signed(h))
	if err != nil {
		t.Fatal(err)
	}
	if f := h.figure(bags); f.Quantity != ledger.Exactly(263) || f.ByEvidence[ledger.Signed] != 263 {
		t.Errorf("%s %v", f.Quantity, f.ByEvidence)
	}
	h.See(func(v *db.View) error {
		proof, err := ledger.Prove(v, ledger.Question{Indicator: bags, Period: day.Year(2024)})
		if err != nil || len(proof) != 1 || !strings.HasSuffix(proof[0].Source, "(phiếu "+id+" dòng 1)") || strings.Contains(proof[0].Source+proof[0].Note, "Mẫu") {
			t.Errorf("%+v, %v", proof, err)
		}
		s, err := report.SlipByID(v, id)
		if err != nil || s.Paper.Signers != "Người Mẫu A; Người Mẫu B" || s.Paper.Number != "12/BBGN" || s.Day != day.Must("2024-04-09") || len(s.Lines) != 1 || s.Evidence != ledger.Signed {
			t.Errorf("%+v, %v", s, err)
		}
		return nil
	})
}

// TestKindsOfEvidenceStandSideBySide: the hospital's signed count is published, the unit's word stands beside it.
func TestKindsOfEvidenceStandSideBySide(t *testing.T) {
	h := build(t)
	if err := h.accept(h.submit("park", line(bags, 270)), 1); err != nil {
		t.Fatal(err)
	}
	if _, err := h.enter(signed(h)); err != nil {
		t.Fatal(err)
	}
	if f := h.figure(bags); f.Quantity != ledger.Exactly(263) || f.ByEvidence[ledger.Signed] != 263 {
		t.Errorf("%s %v", f.Quantity, f.ByEvidence)
	}
}

func TestTheSameThingEnteredTwice(t *testing.T) {
	h := build(t)
	first, err := h.enter(signed(h))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.enter(signed(h)); fault.KindOf(err) != fault.Conflict || !strings.Contains(fault.Text(err), "Đã có số 263 (có ký xác nhận) ghi lúc 08:00 ngày 02/11/2026") {
		t.Error(err)
	}
	more := signed(h)
	more.Adds, more.Lines = true, []report.Line{line(bags, 7)}
	if _, err := h.enter(more); err != nil {
		t.Fatal(err)
	}
	if f := h.figure(bags); f.Quantity != ledger.Exactly(270) {
		t.Errorf("%s", f.Quantity)
	}
	void := func(reason string) error {
		return h.Try(report.Entering, first, func(tx *db.Tx) error { return report.Void(tx, first, reason) })
	}
	if err := void(" "); fault.Field(err) != "reason" {
		t.Error(err)
	}
	if err := void("nhập nhầm đợt"); err != nil {
		t.Fatal(err)
	}
	if err := void("lần nữa"); fault.KindOf(err) != fault.Conflict || !strings.Contains(fault.Text(err), "nhập nhầm đợt") {
		t.Error(err)
	}
	if f := h.figure(bags); f.Quantity != ledger.Exactly(7) {
		t.Errorf("%s", f.Quantity)
	}
	h.See(func(v *db.View) error {
		all, err := report.SlipsOf(v, h.drive)
		if err != nil || len(all) != 2 || all[0].Voided != "nhập nhầm đợt" || all[1].Voided != "" || !all[1].Adds {
			t.Errorf("%+v, %v", all, err)
		}
		return nil
	})
}

func TestASlipThatProvesNothing(t *testing.T) {
	h := build(t)
	for _, c := range []struct {
		name   string
		change func(*report.Slip)
		field  string
	}{
		{"declared is not entered", func(s *report.Slip) { s.Evidence = ledger.Declared }, "evidence"},
		{"scanned is not typed", func(s *report.Slip) { s.Evidence = ledger.Scanned }, "evidence"},
		{"nothing", func(s *report.Slip) { s.Evidence = 0 }, "evidence"},
		{"signed without a date", func(s *report.Slip) { s.Paper.Date = 0 }, "date"},
		{"signed by nobody", func(s *report.Slip) { s.Paper.Signers = " " }, "signers"},
		{"counted by one", func(s *report.Slip) { s.Evidence, s.Paper.Signers = ledger.Counted, "Người Mẫu A" }, "signers"},
		{"counted by one, twice", func(s *report.Slip) { s.Evidence, s.Paper.Signers = ledger.Counted, "Người Mẫu A; nguoi mau a" }, "signers"},
		{"imported from nowhere", func(s *report.Slip) { s.Evidence, s.Paper.Number = ledger.Imported, "" }, "number"},
		{"on another day than the activity", func(s *report.Slip) { s.Day = day.Must("2024-04-10") }, "day"},
		{"on no day", func(s *report.Slip) { s.Activity = "" }, "day"},
		{"on a day that lies ahead", func(s *report.Slip) { s.Activity, s.Day = "", day.Must("2026-11-03") }, "day"},
		{"for a strange unit", func(s *report.Slip) { s.Unit = "hd" }, "unit"},
		{"without figures", func(s *report.Slip) { s.Lines = nil }, "lines"},
	} {
		s := signed(h)
		c.change(&s)
		if _, err := h.enter(s); err == nil || fault.KindOf(err) != fault.Invalid || fault.Field(err) != c.field {
			t.Errorf("%s: %v (field %q)", c.name, err, fault.Field(err))
		}
	}
	if f := h.figure(bags); !f.IsZero() {
		t.Errorf("something stays behind: %s", f.Quantity)
	}
	for name, change := range map[string]func(*report.Slip){
		"counted by two": func(s *report.Slip) {
			s.Evidence, s.Paper.Signers = ledger.Counted, "Người Mẫu A và Người Mẫu B"
		},
		"imported from a list": func(s *report.Slip) {
			s.Evidence, s.Paper = ledger.Imported, report.Paper{Number: "Danh sách 2023.xls"}
		},
		"outside any activity":   func(s *report.Slip) { s.Activity, s.Day, s.Evidence = "", day.Must("2024-01-01"), ledger.Signed },
		"for a firm of the park": func(s *report.Slip) { s.Unit = "toto" },
	} {
		s := signed(h)
		change(&s)
		if _, err := h.enter(s); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestACommitteesCampaign: a steering committee leads, grassroots unions of the province report, and it reports itself.
func TestACommitteesCampaign(t *testing.T) {
	h := build(t)
	h.Write(func(tx *db.Tx) error {
		id, err := campaign.Create(tx, campaign.Campaign{Kind: "blood", Owner: "bcd", Period: day.Year(2024), Words: campaign.Words{Name: "Hiến máu các KCN"}})
		if err != nil {
			return err
		}
		h.drive, err = activity.Create(tx, id, activity.Plan{Name: "Đợt 1", Day: day.Must("2024-04-09"), Unit: "bcd"})
		return err
	})
	for _, unit := range []string{"toto", "bcd", "hy"} {
		s := signed(h)
		s.Unit = unit
		if _, err := h.enter(s); err != nil {
			t.Errorf("%s: %v", unit, err)
		}
	}
	s := signed(h)
	s.Unit = "hd"
	if _, err := h.enter(s); fault.Field(err) != "unit" {
		t.Error(err)
	}
}
