package ledger_test

import (
	"testing"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/ledger"
)

var half = day.Half(2024, 1)

// The five blood days of Hưng Yên in the first half of 2024: CK-02, CK-03, CK-04.
func hungYen(h *federation) {
	h.post(
		bags("hp", "P13", "2024-04-09", ledger.Exactly(263), ledger.Signed),
		bags("hp", "C01", "2024-04-11", ledger.Exactly(119), ledger.Signed),
		bags("hp", "P14", "2024-04-24", ledger.Exactly(560), ledger.Signed),
		bags("hp", "C02", "2024-05-23", ledger.Exactly(143), ledger.Signed),
		bags("hp", "C03", "2024-05-27", ledger.Exactly(180), ledger.Signed))
}

func TestHungYen(t *testing.T) {
	h := house(t)
	hungYen(h)
	f := h.ask(ledger.Question{Indicator: "blood.bags", Period: half, By: ledger.ByActivity})
	if f.Quantity != ledger.Exactly(1265) || f.Entries != 5 || f.ByEvidence[ledger.Signed] != 1265 || len(f.Parts) != 5 {
		t.Errorf("half year: %+v", f)
	}
	if f.String() != "1.265" {
		t.Errorf("written %s", f)
	}
	f = h.ask(ledger.Question{Indicator: "blood.bags", Period: half, Line: ledger.PlaceLine, At: "hy", By: ledger.ByPlace})
	if got := parts(f.Parts); got != "P14=1.002 P13=263" {
		t.Errorf("by park: %s", got)
	}
	f = h.ask(ledger.Question{Indicator: "blood.bags", Period: half, By: ledger.ByPlace})
	if got := parts(f.Parts); got != "P14=1.002 P13=263" {
		t.Errorf("the union's figures by place: %s", got)
	}
	f = h.ask(ledger.Question{Indicator: "blood.bags", Period: half, By: ledger.ByUnit})
	if got := parts(f.Parts); got != "hp=1.265" {
		t.Errorf("by unit: %s", got)
	}
	f = h.ask(ledger.Question{Indicator: "blood.bags", Period: day.Quarter(2024, 1)})
	if !f.IsZero() || f.Entries != 0 {
		t.Errorf("first quarter: %+v", f)
	}
	h.See(func(v *db.View) error {
		page, all, err := ledger.ProvePage(v, ledger.Question{Indicator: "blood.bags", Period: half}, 2, 2)
		if len(page) != 2 || page[0].Seq != 3 || page[1].Seq != 4 || all != 5 {
			t.Errorf("a page of the proof: %v of %d", page, all)
		}
		return err
	})
}

func TestLowerBoundsStay(t *testing.T) { // CK-16
	h := house(t)
	h.post(bags("hp1", "", "2024-04-09", ledger.AtLeast(22000), ledger.Counted), bags("hp2", "", "2024-04-09", ledger.Exactly(5), ledger.Signed))
	f := h.ask(ledger.Question{Indicator: "blood.bags", Period: half, By: ledger.ByUnit})
	if f.Quantity != ledger.AtLeast(22005) || f.String() != "từ 22.005 trở lên" {
		t.Errorf("got %v", f.Quantity)
	}
	if f.ByEvidence[ledger.Counted] != 22000 || f.ByEvidence[ledger.Signed] != 5 {
		t.Errorf("evidence %v", f.ByEvidence)
	}
}

func TestReversal(t *testing.T) {
	h := house(t)
	seqs := h.post(bags("hp1", "", "2024-04-09", ledger.Exactly(120), ledger.Declared), bags("hp1", "", "2024-04-10", ledger.AtLeast(7), ledger.Declared))
	q := ledger.Question{Indicator: "blood.bags", Period: half}
	if f := h.ask(q); f.Quantity != ledger.AtLeast(127) {
		t.Fatalf("before: %v", f.Quantity)
	}
	before := h.now()
	h.Clock.SetDay("2026-11-03")
	var reversal int64
	h.Write(func(tx *db.Tx) (err error) {
		if reversal, err = ledger.Reverse(tx, seqs[0], "nhập nhầm"); err != nil {
			return err
		}
		if _, err = ledger.Reverse(tx, seqs[1], "nhập nhầm"); err != nil {
			return err
		}
		_, err = ledger.Post(tx, bags("hp1", "", "2024-04-09", ledger.Exactly(102), ledger.Declared))
		return err
	})
	f := h.ask(q)
	if f.Quantity != ledger.Exactly(102) || f.Entries != 1 {
		t.Errorf("after: %v of %d entries", f.Quantity, f.Entries)
	}
	q.Known = before
	if f := h.ask(q); f.Quantity != ledger.AtLeast(127) || f.Entries != 2 {
		t.Errorf("as printed before: %v of %d entries", f.Quantity, f.Entries)
	}
	h.See(func(v *db.View) error {
		r, done, err := ledger.ReversalOf(v, seqs[0])
		if !done || r.By != reversal || r.Reason != "nhập nhầm" {
			t.Errorf("reversal told as %+v, %v", r, done)
		}
		return err
	})
	try := func(seq int64, reason string) error {
		return h.DB.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error { _, err := ledger.Reverse(tx, seq, reason); return err })
	}
	refused(t, try(seqs[0], "lại"), fault.Conflict, "đã được đảo bởi bút toán số 3")
	refused(t, try(reversal, "lại"), fault.Conflict, "là bút toán đảo")
	refused(t, try(seqs[1], ""), fault.Invalid, "lý do")
	refused(t, try(999, "lại"), fault.NotFound, "999")
}

func TestEvidenceSideBySide(t *testing.T) {
	h := house(t)
	q := ledger.Question{Indicator: "blood.bags", Period: half}
	want := func(what string, n int64, e ledger.Evidence) {
		t.Helper()
		f := h.ask(q)
		if f.Quantity != ledger.Exactly(n) || f.ByEvidence[e] != n || len(f.ByEvidence) != 1 {
			t.Errorf("%s: %v %v, want %d %v", what, f.Quantity, f.ByEvidence, n, e)
		}
	}
	h.post(bags("hp1", "", "2024-04-09", ledger.Exactly(90), ledger.Imported))
	want("imported", 90, ledger.Imported)
	h.post(bags("hp1", "", "2024-04-09", ledger.Exactly(100), ledger.Declared))
	want("declared", 100, ledger.Declared)
	h.post(bags("hp1", "", "2024-04-09", ledger.Exactly(40), ledger.Declared))
	want("declared twice", 140, ledger.Declared)
	signed := h.post(bags("hp1", "", "2024-04-09", ledger.Exactly(97), ledger.Signed))[0]
	want("signed", 97, ledger.Signed)
	cell := bags("hp1", "", "2024-04-09", ledger.Quantity{}, 0).Cell()
	choose := func(e ledger.Evidence, reason string) error {
		return h.DB.Update(t.Context(), db.Ordered{Actor: "an"}, func(tx *db.Tx) error { return ledger.Choose(tx, cell, e, reason) })
	}
	if err := choose(ledger.Declared, "bệnh viện đếm thiếu một điểm"); err != nil {
		t.Fatal(err)
	}
	want("chosen", 140, ledger.Declared)
	refused(t, choose(ledger.Counted, "x"), fault.Invalid, "kiểm đếm")
	refused(t, choose(ledger.Signed, " "), fault.Invalid, "lý do")
	h.See(func(v *db.View) error {
		list, err := ledger.Standings(v, q)
		if err != nil || len(list) != 1 || !list[0].Chosen || list[0].Published != ledger.Declared || len(list[0].Beside) != 3 || list[0].Entries[ledger.Declared] != 2 {
			t.Errorf("standings %+v, %v", list, err)
		}
		choices, err := ledger.Choices(v, cell)
		if len(choices) != 1 || choices[0].By != "an" || choices[0].Evidence != ledger.Declared {
			t.Errorf("choices %+v", choices)
		}
		return err
	})
	known := h.now()
	h.Clock.SetDay("2026-11-03")
	if err := choose(0, "bệnh viện đã bổ sung"); err != nil {
		t.Fatal(err)
	}
	want("by the rule again", 97, ledger.Signed)
	q.Known = known
	want("as known before the second choice", 140, ledger.Declared)
	q.Known = 0
	h.Write(func(tx *db.Tx) error { _, err := ledger.Reverse(tx, signed, "nhầm đợt"); return err })
	want("without the signed one", 140, ledger.Declared)
}

func TestInsideAnAct(t *testing.T) {
	h := house(t)
	q := ledger.Question{Indicator: "blood.bags", Period: half, By: ledger.ByUnit}
	h.post(bags("hp1", "", "2024-04-09", ledger.Exactly(10), ledger.Declared))
	_ = h.DB.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error {
		if _, err := ledger.Post(tx, bags("hp1", "", "2024-04-09", ledger.Exactly(9), ledger.Signed), bags("hd1", "", "2024-04-09", ledger.Exactly(5), ledger.Counted)); err != nil {
			t.Fatal(err)
		}
		f, err := ledger.RollUp(&tx.View, q)
		if err != nil || f.Quantity != ledger.Exactly(14) || parts(f.Parts) != "hp=9 hd=5" {
			t.Errorf("inside: %v %s %v", f.Quantity, parts(f.Parts), err)
		}
		entries, err := ledger.Prove(&tx.View, q)
		if ledger.SumOf(entries) != f.Quantity {
			t.Errorf("proof inside: %v %v", entries, err)
		}
		return fault.Invalidf("không ghi nữa")
	})
	if f := h.ask(q); f.Quantity != ledger.Exactly(10) {
		t.Errorf("after an act that failed: %v", f.Quantity)
	}
}

func TestBadPostings(t *testing.T) {
	h := house(t)
	good := bags("hp1", "P13", "2024-04-09", ledger.Exactly(1), ledger.Signed)
	for _, c := range []struct {
		says   string
		change func(p *ledger.Posting)
	}{
		{"Không có chỉ số", func(p *ledger.Posting) { p.Indicator = "blood.litres" }},
		{"nguồn", func(p *ledger.Posting) { p.Source = "  " }},
		{"lớn hơn mức trên", func(p *ledger.Posting) { p.Quantity = ledger.Between(5, 4) }},
		{"không được âm", func(p *ledger.Posting) { p.Quantity = ledger.Exactly(-1) }},
		{"vượt quá", func(p *ledger.Posting) { p.Quantity = ledger.AtLeast(ledger.Limit + 1) }},
		{"mới có từ ngày 01/01/2015", func(p *ledger.Posting) { p.Day = day.Must("2014-12-31") }},
		{"không có trong danh sách", func(p *ledger.Posting) { p.Unit = "xx" }},
		{"không có trong danh sách", func(p *ledger.Posting) { p.Place = "xx" }},
		{"bằng chứng", func(p *ledger.Posting) { p.Evidence = 0 }},
		{"đơn vị nào", func(p *ledger.Posting) { p.Unit = "" }},
		{"ngày", func(p *ledger.Posting) { p.Day = 0 }},
	} {
		bad := good
		c.change(&bad)
		err := h.DB.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error { _, err := ledger.Post(tx, good, bad); return err })
		refused(t, err, fault.Invalid, c.says)
	}
	h.See(func(v *db.View) error {
		if _, err := ledger.EntryOf(v, 1); fault.KindOf(err) != fault.NotFound {
			t.Errorf("something was written: %v", err)
		}
		_, err := ledger.RollUp(v, ledger.Question{Indicator: "x.y"})
		refused(t, err, fault.NotFound, "x.y")
		_, err = ledger.RollUp(v, ledger.Question{Indicator: "blood.bags", At: "xx"})
		refused(t, err, fault.NotFound, "xx")
		_, err = ledger.RollUp(v, ledger.Question{Indicator: "blood.bags", Line: "xx"})
		refused(t, err, fault.Invalid, "xx")
		_, err = ledger.RollUp(v, ledger.Question{Indicator: "blood.bags", By: "xx"})
		refused(t, err, fault.Invalid, "xx")
		_, err = ledger.Sum(ledger.Figure{Measure: "people"}, ledger.Figure{Measure: "bags"})
		refused(t, err, fault.Invalid, "khác đơn vị tính")
		return nil
	})
}

func TestTooMuch(t *testing.T) {
	h := house(t)
	var list []ledger.Posting
	for range 9200 {
		list = append(list, bags("hp1", "", "2024-04-09", ledger.AtLeast(ledger.Limit), ledger.Signed))
	}
	h.post(list[:9000]...)
	want := ledger.AtLeast(9000 * ledger.Limit)
	q := ledger.Question{Indicator: "blood.bags", Period: half}
	if f := h.ask(q); f.Quantity != want {
		t.Errorf("got %v", f.Quantity)
	}
	err := h.DB.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error { _, err := ledger.Post(tx, list[:300]...); return err })
	refused(t, err, fault.Invalid, "vượt quá khả năng")
	if f := h.ask(q); f.Quantity != want {
		t.Errorf("afterwards %v", f.Quantity)
	}
}

// On PostgreSQL a sequence would not follow the order of commits: a poster that is slow to commit holds the next one back, so that who has
// seen entry n has seen all before it.
func TestSlowCommit(t *testing.T) {
	h := house(t)
	posted, slow := make(chan bool), make(chan bool)
	var first, second []int64
	go func() {
		h.Write(func(tx *db.Tx) (err error) {
			first, err = ledger.Post(tx, bags("hp1", "", "2024-04-09", ledger.Exactly(1), ledger.Signed))
			close(posted)
			time.Sleep(100 * time.Millisecond)
			return err
		})
		close(slow)
	}()
	<-posted
	second = h.post(bags("hp1", "", "2024-04-09", ledger.Exactly(2), ledger.Signed))
	<-slow
	if first[0] != 1 || second[0] != 2 {
		t.Errorf("numbers %v and %v", first, second)
	}
	if f := h.ask(ledger.Question{Indicator: "blood.bags", Period: half}); f.Quantity != ledger.Exactly(3) {
		t.Errorf("got %v", f.Quantity)
	}
}

func TestNothingIsChanged(t *testing.T) {
	h := house(t)
	hungYen(h)
	for _, sql := range []string{"UPDATE ledger_entry SET lo = 1", "DELETE FROM ledger_entry", "DELETE FROM ledger_choice"} {
		err := h.DB.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error {
			if sql == "DELETE FROM ledger_choice" && h.DB.Engine() == db.SQLite {
				if err := ledger.Choose(tx, bags("hp", "P13", "2024-04-09", ledger.Quantity{}, 0).Cell(), ledger.Signed, "x"); err != nil {
					return err
				}
			}
			_, err := tx.Exec(sql)
			return err
		})
		if err == nil {
			t.Errorf("%s was not refused", sql)
		}
	}
}
