package ledger_test

import (
	"testing"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
)

func members(unit, on string, n int64) ledger.Posting {
	return ledger.Posting{Unit: unit, Indicator: "member.members", Quantity: ledger.Exactly(n), Evidence: ledger.Declared, Day: day.Must(on), Source: "test"}
}

// CK-17, and acceptance case (a): two provinces become one on 1 July 2025; June's members and the year's bags on both maps.
func TestMergerOnTwoMaps(t *testing.T) {
	h := house(t)
	h.post(members("hp1", "2025-06-15", 300), members("hp1", "2025-05-01", 280), members("hp2", "2025-06-20", 200), members("hd1", "2025-06-30", 150),
		bags("hp1", "", "2025-06-01", ledger.Exactly(30), ledger.Signed), bags("hd", "", "2025-06-02", ledger.Exactly(20), ledger.Signed), bags("hd1", "", "2025-08-02", ledger.Exactly(5), ledger.Signed))
	printed := h.now()
	june := ledger.Question{Indicator: "member.members", Period: day.Month(2025, 6), By: ledger.ByUnit}
	year := ledger.Question{Indicator: "blood.bags", Period: day.Year(2025), By: ledger.ByUnit}
	check := func(q ledger.Question, total int64, want string) {
		t.Helper()
		if f := h.ask(q); f.Quantity != ledger.Exactly(total) || parts(f.Parts) != want || len(f.Gone) != 0 {
			t.Errorf("%s on %v: %v, %s, gone %v; want %d, %s", q.Indicator, q.On, f.Quantity, parts(f.Parts), f.Gone, total, want)
		}
	}
	check(june, 650, "hp=500 hd=150")
	check(year, 55, "hp=30 hd=25")
	h.Clock.SetDay("2026-12-01")
	h.Write(func(tx *db.Tx) error {
		_, err := org.Consolidate(tx, []string{"hp", "hd"}, org.Unit{ID: "new", Name: "Liên đoàn Hải Phòng", Kind: kindAt(tx, 1), Parent: "vn"}, h.by("2025-07-01"))
		return err
	})
	check(june, 650, "hp=500 hd=150") // as it stood
	june.On = day.Must("2026-11-02")
	check(june, 650, "new=650")
	june.On = day.Must("2025-06-30")
	check(june, 650, "hp=500 hd=150")
	check(year, 55, "hp=30 hd=20 new=5") // each on the map of its own day
	year.On = day.Must("2026-11-02")
	check(year, 55, "new=55")
	year.At = "new"
	check(year, 55, "hp1=30 new=20 hd1=5")
	year.At, year.On, year.Known = "", 0, printed
	check(year, 55, "hp=30 hd=25") // printed again as it was
	year.On, year.Known = day.Must("2026-11-02"), 0
	year.At = "hp"
	h.See(func(v *db.View) error {
		_, err := ledger.RollUp(v, year)
		refused(t, err, fault.NotFound, "Hãy xem “Liên đoàn Hải Phòng”")
		return nil
	})
	// The merged body counts its members itself: its parts' last counts hold until then.
	later := ledger.Question{Indicator: "member.members", Period: day.Year(2025), By: ledger.ByUnit}
	check(later, 650, "new=650")
}

// A unit that is absorbed keeps counting until the one that took it in has counted.
func TestStockThroughAbsorption(t *testing.T) {
	h := house(t)
	h.post(members("hp1", "2025-03-01", 100), members("hp2", "2025-03-01", 40))
	h.Clock.SetDay("2026-12-01")
	h.Write(func(tx *db.Tx) error { return org.Absorb(tx, []string{"hp2"}, "hp1", h.by("2025-07-01")) })
	want := func(to string, n int64) {
		t.Helper()
		for _, on := range []day.Day{0, day.Must("2025-01-01"), day.Must("2026-11-02")} {
			f := h.ask(ledger.Question{Indicator: "member.members", Period: day.Period{From: day.Must(to), To: day.Must(to)}, On: on, By: ledger.ByUnit})
			if f.Quantity != ledger.Exactly(n) {
				t.Errorf("at %s on the map of %v: %v, want %d", to, on, f.Quantity, n)
			}
		}
	}
	want("2025-06-30", 140)
	want("2025-12-31", 140)
	h.post(members("hp1", "2025-09-01", 135))
	want("2025-08-31", 140)
	want("2025-12-31", 135)
	h.Write(func(tx *db.Tx) error { return org.Dissolve(tx, "hp1", org.Ending{}, h.by("2026-02-01")) })
	if f := h.ask(ledger.Question{Indicator: "member.members", Period: day.Month(2026, 1)}); f.Quantity != ledger.Exactly(135) {
		t.Errorf("before its end: %v", f.Quantity)
	}
	f := h.ask(ledger.Question{Indicator: "member.members", Period: day.Year(2026)})
	if f.Quantity != ledger.Exactly(0) || parts(f.Gone) != "hp1=135" {
		t.Errorf("after its end: %v, gone %s", f.Quantity, parts(f.Gone))
	}
}

// A split without shares stands above both halves; with shares it is divided to the last bag.
func TestSplit(t *testing.T) {
	for _, shared := range []bool{false, true} {
		h := house(t)
		h.divided = shared
		h.post(bags("hp1", "", "2025-03-01", ledger.Between(101, 103), ledger.Signed), bags("hp2", "", "2025-03-02", ledger.Exactly(7), ledger.Counted))
		h.Clock.SetDay("2026-12-01")
		h.Write(func(tx *db.Tx) error {
			a, b := org.Part{Unit: org.Unit{ID: "left", Name: "Trái", Kind: org.Grassroots, Parent: "hp"}, Rest: true}, org.Part{Unit: org.Unit{ID: "right", Name: "Phải", Kind: org.Grassroots, Parent: "hp"}}
			if shared {
				a.Shares, b.Shares = map[string]int64{"blood.bags": 600_000}, map[string]int64{"blood.bags": 400_000}
			}
			_, err := org.Split(tx, "hp1", []org.Part{a, b}, h.by("2025-07-01"))
			return err
		})
		q := ledger.Question{Indicator: "blood.bags", Period: day.Year(2025), By: ledger.ByUnit, At: "hp"}
		if f := h.ask(q); parts(f.Parts) != "hp1=101–103 hp2=7" {
			t.Errorf("as it stood: %s", parts(f.Parts))
		}
		q.On = day.Must("2026-11-02")
		f := h.ask(q)
		if shared {
			if parts(f.Parts) != "left=61–62 right=40–41 hp2=7" || len(f.Unallocated) != 0 || f.Quantity != ledger.Between(108, 110) || f.Entries != 2 {
				t.Errorf("divided: %s, %v of %d entries, unallocated %v", parts(f.Parts), f.Quantity, f.Entries, f.Unallocated)
			}
		} else if parts(f.Parts) != "hp2=7" || len(f.Unallocated) != 1 || f.Unallocated[0].Key != "hp1" || f.Unallocated[0].Why != lineage.Undivided || f.Quantity != ledger.Between(108, 110) {
			t.Errorf("undivided: %s, %v, unallocated %v", parts(f.Parts), f.Quantity, f.Unallocated)
		}
		// posting goes on: what is divided stays exact, and a unit founded since is found
		h.post(bags("left", "", "2025-09-01", ledger.Exactly(1), ledger.Signed), bags("hp1", "", "2025-04-01", ledger.Exactly(1), ledger.Signed))
		if f := h.ask(q); f.Quantity != ledger.Between(110, 112) {
			t.Errorf("after more: %v", f.Quantity)
		}
	}
}

// On an earlier map what is founded later stands at the nearest body above; what ended without successor is named.
func TestNotYetAndGone(t *testing.T) {
	h := house(t)
	h.Clock.SetDay("2026-12-01")
	h.Write(func(tx *db.Tx) error {
		_, err := org.Found(tx, org.Unit{ID: "late", Name: "Mới", Kind: org.Grassroots, Parent: "hp"}, h.by("2025-09-29"))
		return err
	})
	h.post(bags("late", "", "2025-10-01", ledger.Exactly(3), ledger.Signed), bags("hd2", "", "2025-02-01", ledger.Exactly(4), ledger.Signed))
	h.Write(func(tx *db.Tx) error { return org.Dissolve(tx, "hd2", org.Ending{}, h.by("2025-03-03")) })
	q := ledger.Question{Indicator: "blood.bags", Period: day.Year(2025), By: ledger.ByUnit}
	if f := h.ask(q); parts(f.Parts) != "hd=4 hp=3" || f.Gone != nil {
		t.Errorf("as it stood: %s, gone %s", parts(f.Parts), parts(f.Gone))
	}
	q.On = day.Must("2025-01-01")
	q.At = "hp"
	if f := h.ask(q); f.Quantity != ledger.Exactly(3) || parts(f.Unallocated) != "late=3" || f.Unallocated[0].Why != lineage.NotYet {
		t.Errorf("before it was founded: %v, unallocated %v", f.Quantity, f.Unallocated)
	}
	q.On, q.At = day.Must("2026-01-01"), ""
	if f := h.ask(q); f.Quantity != ledger.Exactly(3) || parts(f.Gone) != "hd2=4" || f.Gone[0].Near != "hd" || f.Gone[0].Why != lineage.Gone {
		t.Errorf("after its end: %v, gone %v", f.Quantity, f.Gone)
	}
	q.At = "hp"
	if f := h.ask(q); f.Gone != nil {
		t.Errorf("another province's loss is told: %v", f.Gone)
	}
	q.At = "hd"
	if f := h.ask(q); parts(f.Gone) != "hd2=4" {
		t.Errorf("the province's loss is not told: %v", f.Gone)
	}
}

// A decision of October that took effect in July moves the figures of the months between; the old report prints as it was.
func TestLateDecision(t *testing.T) {
	h := house(t)
	h.post(bags("hp1", "", "2025-08-01", ledger.Exactly(9), ledger.Signed))
	printed := h.now()
	q := ledger.Question{Indicator: "blood.bags", Period: day.Year(2025), By: ledger.ByUnit}
	h.ask(q)
	h.Clock.SetDay("2026-12-01")
	h.Write(func(tx *db.Tx) error { return org.Move(tx, "hp1", org.UnionLine, "hd", h.by("2025-07-01")) })
	if f := h.ask(q); parts(f.Parts) != "hd=9" {
		t.Errorf("now: %s", parts(f.Parts))
	}
	h.post(bags("hp1", "", "2025-08-02", ledger.Exactly(1), ledger.Signed))
	q.Known = printed
	if f := h.ask(q); parts(f.Parts) != "hp=9" {
		t.Errorf("as printed: %s", parts(f.Parts))
	}
	q.On = day.Must("2026-01-01")
	if f := h.ask(q); parts(f.Parts) != "hp=9" {
		t.Errorf("as printed, on a later map: %s", parts(f.Parts))
	}
}

// After a reorganisation large rolls are made ready behind the readers.
func TestRefresh(t *testing.T) {
	h := house(t)
	var list []ledger.Posting
	for i := range 6000 {
		list = append(list, bags([]string{"hp1", "hp2", "hd1"}[i%3], "", day.Of(2016, 1, 1).Add(i/3).String(), ledger.Exactly(1), ledger.Signed))
	}
	h.post(list...)
	q := ledger.Question{Indicator: "blood.bags", On: day.Must("2026-01-01"), By: ledger.ByUnit}
	if f := h.ask(q); parts(f.Parts) != "hp=4.000 hd=2.000" {
		t.Fatalf("before: %s", parts(f.Parts))
	}
	h.Clock.SetDay("2026-12-01")
	h.Write(func(tx *db.Tx) error { return org.Move(tx, "hp2", org.UnionLine, "hd", h.by("2025-07-01")) })
	before, after, err := ledger.Refresh(t.Context(), h.DB, q)
	if before || !after || err != nil {
		t.Errorf("ready before %v, after %v, %v", before, after, err)
	}
	if f := h.ask(q); parts(f.Parts) != "hd=4.000 hp=2.000" {
		t.Errorf("after: %s", parts(f.Parts))
	}
}
