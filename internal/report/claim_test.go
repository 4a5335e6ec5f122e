package report_test

import (
	"strings"
	"testing"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
	"phongtrao/internal/report"
)

// TestPrintedPercentages reckons again what the sources printed.
func TestPrintedPercentages(t *testing.T) {
	for _, c := range []struct {
		part, whole int64
		printed     string
		holds       bool
		mode        viet.Rounding
		text        string
	}{
		{2610, 2819, "90,2", false, "", "2.610/2.819 = 92,6%, in 90,2%"},
		{369, 2610, "14,1", true, "", "369/2.610 = 14,1%, in 14,1%: đúng"},
		{666, 1220, "54", true, viet.Truncate, "666/1.220 = 54,59%, in 54%: đúng khi cắt bỏ phần thập phân (làm tròn thì được 55%)"},
		{666, 1220, "55", true, viet.HalfUp, "666/1.220 = 54,59%, in 55%: đúng khi làm tròn"},
		{666, 1220, "56", false, "", "666/1.220 = 55%, in 56%"},
		{1119, 610, "183", true, "", "1.119/610 = 183%, in 183%: đúng"},
		{1265, 1200, "105", true, "", "1.265/1.200 = 105%, in 105%: đúng"},
		{1265, 1220, "105", false, "", "1.265/1.220 = 104%, in 105%"},
		{683, 900, "75,9", true, viet.HalfUp, "683/900 = 75,89%, in 75,9%: đúng khi làm tròn"},
		{5, 0, "10", false, "", "Không tính được 10%: tổng bằng 0."},
	} {
		printed, err := viet.ParsePercent(c.printed)
		if err != nil {
			t.Fatal(err)
		}
		a := report.Percent{Part: c.part, Whole: c.whole, Printed: printed}.Check()
		if a.Holds != c.holds || a.Mode != c.mode || a.Text != c.text {
			t.Errorf("%+v\nwant %v %q %q", a, c.holds, c.mode, c.text)
		}
	}
}

// TestPrintedSums: CK-02 and the sums of domain.md §4.0.
func TestPrintedSums(t *testing.T) {
	for _, c := range []struct {
		terms   []report.Term
		printed string
		holds   bool
		text    string
	}{
		{[]report.Term{{263, 0}, {119, 0}, {560, 0}, {143, 0}, {180, 0}}, "1.265", true, "263 + 119 + 560 + 143 + 180 = 1.265, in 1.265: đúng"},
		{[]report.Term{{263, 0}, {119, 0}}, "1.265", false, "263 + 119 = 382, in 1.265: in thừa 883"},
		{[]report.Term{{263, 0}, {119, 0}}, "300", false, "263 + 119 = 382, in 300: in thiếu 82"},
		{[]report.Term{{21900, 1e6}, {45e8, 0}, {3000, 350e3}, {15e8, 0}}, "gần 29 tỷ", true, "21.900 × 1.000.000 + 4.500.000.000 + 3.000 × 350.000 + 1.500.000.000 = 28.950.000.000, in “gần 29 tỷ”: đúng"},
		{[]report.Term{{1956e8, 0}, {760e9, 0}, {4830e9, 0}}, "5.785,6 tỷ", true, "195.600.000.000 + 760.000.000.000 + 4.830.000.000.000 = 5.785.600.000.000, in 5.785,6 tỷ: đúng"},
		{[]report.Term{{57856e8, 0}, {926e9, 0}}, "hơn 6.711 tỷ", true, "5.785.600.000.000 + 926.000.000.000 = 6.711.600.000.000, in “hơn 6.711 tỷ”: đúng"},
		{[]report.Term{{9, 0}}, "gần 5", false, "9 = 9, in “gần 5”: không khớp"},
		{[]report.Term{{1 << 62, 4}}, "5", false, "Tổng quá lớn để tính lại."},
	} {
		n, err := viet.ParseCount(c.printed)
		if err != nil {
			t.Fatal(err)
		}
		a := report.CheckSum(c.terms, c.printed, report.Quantity(n))
		if a.Holds != c.holds || a.Text != c.text {
			t.Errorf("%v %s\nwant %v %s", a.Holds, a.Text, c.holds, c.text)
		}
	}
}

func TestClaimAgainstFigure(t *testing.T) {
	for _, c := range []struct {
		printed string
		figure  ledger.Quantity
		agrees  bool
		text    string
	}{
		{"1.265", ledger.Exactly(1265), true, "Công bố “1.265”, số liệu trong sổ là 1.265: khớp."},
		{"1.300", ledger.Exactly(1265), false, "Công bố “1.300”, số liệu trong sổ là 1.265: số công bố cao hơn 35."},
		{"1.200", ledger.Exactly(1265), false, "Công bố “1.200”, số liệu trong sổ là 1.265: số công bố thấp hơn 65."},
		{"hơn 22 nghìn", ledger.Exactly(22450), true, "Công bố “hơn 22 nghìn”, số liệu trong sổ là 22.450: không mâu thuẫn."},
		{"hơn 22 nghìn", ledger.AtLeast(19000), true, "Công bố “hơn 22 nghìn”, số liệu trong sổ là từ 19.000 trở lên: không mâu thuẫn."},
		{"hơn 22 nghìn", ledger.Exactly(19000), false, "Công bố “hơn 22 nghìn”, số liệu trong sổ là 19.000: số công bố cao hơn ít nhất 3.000."},
		{"gần 10 tỷ", ledger.AtLeast(11e9), false, "Công bố “gần 10 tỷ”, số liệu trong sổ là từ 11.000.000.000 trở lên: số công bố thấp hơn ít nhất 1.000.000.000."},
		{"khoảng 200", ledger.Exactly(190), true, "Công bố “khoảng 200”, số liệu trong sổ là 190: không mâu thuẫn."},
	} {
		n, err := viet.ParseCount(c.printed)
		if err != nil {
			t.Fatal(err)
		}
		b := report.Claim{Printed: c.printed, Quantity: report.Quantity(n)}.Against(c.figure)
		if b.Agrees != c.agrees || b.Text != c.text {
			t.Errorf("%v %s\nwant %v %s", b.Agrees, b.Text, c.agrees, c.text)
		}
	}
}

func TestClaimsStandBesideFigures(t *testing.T) {
	h := build(t)
	if err := h.accept(h.submit("toto", line(bags, 1265)), 1); err != nil {
		t.Fatal(err)
	}
	claim := report.Claim{Unit: "park", Indicator: bags, Period: day.Half(2024, 1), Printed: "1.300", Source: "Tin trên trang tỉnh", Day: day.Must("2024-07-01"),
		Percent: report.Percent{Part: 1265, Whole: 1200, Printed: viet.Decimal{Units: 105}}, Incomplete: true}
	var id string
	h.Do(report.Claiming, "park", func(tx *db.Tx) (err error) {
		id, err = report.Publish(tx, claim)
		return err
	})
	h.See(func(v *db.View) error {
		all, err := report.Claims(v, report.Filter{Units: []string{"park", "toto"}, Indicator: bags, Period: day.Month(2024, 4)})
		if err != nil || len(all) != 1 || all[0].ID != id || all[0].Quantity != ledger.Exactly(1300) || all[0].Percent != claim.Percent || !all[0].Incomplete {
			t.Errorf("%+v, %v", all, err)
		}
		beside, err := report.Compare(v, all)
		if err != nil || beside[0].Agrees || !strings.Contains(beside[0].Text, "cao hơn 35. Số công bố tự ghi là chưa đầy đủ.") || !beside[0].Check.Holds {
			t.Errorf("%+v, %v", beside, err)
		}
		for _, f := range []report.Filter{{Units: []string{"hd"}}, {Indicator: came}, {Campaign: "x"}, {Period: day.Year(2023)}} {
			if none, err := report.Claims(v, f); err != nil || len(none) != 0 {
				t.Errorf("%+v chooses %d, %v", f, len(none), err)
			}
		}
		return nil
	})
	if f := h.figure(bags); f.Quantity != ledger.Exactly(1265) {
		t.Errorf("a claim moved the figure to %s", f.Quantity)
	}
	if err := h.Try(report.Claiming, id, func(tx *db.Tx) error { return report.Retract(tx, id, "") }); fault.Field(err) != "reason" {
		t.Error(err)
	}
	h.Do(report.Claiming, id, func(tx *db.Tx) error { return report.Retract(tx, id, "đọc nhầm") })
	h.See(func(v *db.View) error {
		if all, err := report.Claims(v, report.Filter{}); err != nil || len(all) != 0 {
			t.Errorf("%+v, %v", all, err)
		}
		return nil
	})
}

func TestClaimsRefused(t *testing.T) {
	h := build(t)
	for _, c := range []struct {
		name   string
		change func(*report.Claim)
		field  string
	}{
		{"of nothing", func(c *report.Claim) { c.Indicator = "x.y" }, "indicator"},
		{"of nobody", func(c *report.Claim) { c.Unit = "x" }, "unit"},
		{"no words", func(c *report.Claim) { c.Printed = "" }, "printed"},
		{"words with two meanings", func(c *report.Claim) { c.Printed = "1.5" }, "printed"},
		{"from nowhere", func(c *report.Claim) { c.Source = "" }, "source"},
		{"of no time", func(c *report.Claim) { c.Period = day.Period{From: 5, To: 2} }, "period"},
		{"at no time", func(c *report.Claim) { c.Day = 0 }, "day"},
		{"a negative part", func(c *report.Claim) { c.Percent.Part = -1 }, "percent"},
		{"an interval turned round", func(c *report.Claim) { c.Quantity = ledger.Between(9, 3) }, "printed"},
	} {
		claim := report.Claim{Unit: "park", Indicator: bags, Period: day.Year(2024), Printed: "1.265", Source: "Báo cáo", Day: day.Must("2024-04-10")}
		c.change(&claim)
		err := h.Try(report.Claiming, "park", func(tx *db.Tx) error { _, err := report.Publish(tx, claim); return err })
		if err == nil || fault.KindOf(err) != fault.Invalid || fault.Field(err) != c.field {
			t.Errorf("%s: %v (field %q)", c.name, err, fault.Field(err))
		}
	}
}
