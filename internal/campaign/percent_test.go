package campaign

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// TestPercentPrinted holds percentages to those that were printed (domain.md §3.6, §4.3).
func TestPercentPrinted(t *testing.T) {
	for _, c := range []struct {
		what         string
		part, target int64
		r            Rounding
		want         string
	}{
		{"Hưng Yên 2020", 1119, 610, Rounding{viet.HalfUp, 0}, "183%"},
		{"Hưng Yên 2020 to a tenth", 1119, 610, Tenth, "183,4%"},
		{"Hưng Yên 2022 as printed", 666, 1220, Rounding{viet.Truncate, 0}, "54%"},
		{"Hưng Yên 2022 rounded", 666, 1220, Rounding{viet.HalfUp, 0}, "55%"},
		{"Hưng Yên 2022 to a hundredth", 666, 1220, Rounding{viet.HalfUp, 2}, "54,59%"},
		{"Hưng Yên 2024", 1265, 1200, Tenth, "105,4%"},
		{"Hưng Yên 2024 against the target of 2022", 1265, 1220, Tenth, "103,7%"},
		{"initiatives of Hà Nội, assigned", 130569, 60000, Tenth, "217,6%"},
		{"initiatives of Hà Nội, self-set", 130569, 130000, Tenth, "100,4%"},
		{"Hải Phòng 2025, printed 90,2", 2610, 2819, Tenth, "92,6%"},
		{"a half goes up", 1, 8, Tenth, "12,5%"},
		{"a half of a step goes up", 1, 800, Tenth, "0,1%"},
		{"below a half goes down", 1, 2001, Tenth, "0,0%"},
		{"nothing yet", 0, 1200, Tenth, "0,0%"},
		{"many thousands", 1_000_000, 10, Rounding{viet.HalfUp, 0}, "10.000.000%"},
		{"taken back", -1, 8, Tenth, "-12,5%"},
	} {
		p, err := Ratio(c.part, c.part, false, c.target, c.r)
		if err != nil || p.VN() != c.want {
			t.Errorf("%s: %d of %d is %q (%v), want %q", c.what, c.part, c.target, p.VN(), err, c.want)
		}
	}
}

// TestPercentOfIntervals: what is vague stays vague, and no end claims more than is known.
func TestPercentOfIntervals(t *testing.T) {
	for _, c := range []struct {
		lo, hi int64
		open   bool
		want   string
	}{
		{22000, 0, true, "từ 110% trở lên"},
		{21999, 0, true, "từ 109% trở lên"}, // 109,995: rounded to the nearest it would claim 110
		{0, 21001, false, "không quá 106%"},
		{18000, 22001, false, "90%–111%"},
		{20000, 20000, false, "100%"},
	} {
		p, err := Ratio(c.lo, c.hi, c.open, 20000, Rounding{viet.HalfUp, 0})
		if err != nil || p.VN() != c.want {
			t.Errorf("%d..%d open %v: %q (%v), want %q", c.lo, c.hi, c.open, p.VN(), err, c.want)
		}
	}
}

func TestPercentNamesItsTarget(t *testing.T) {
	target := Target{Quantity: 1200, Version: 1, Period: day.Year(2024), Source: Assigned}
	for _, c := range []struct {
		lo, hi   int64
		open     bool
		document string
		r        Rounding
		want     string
	}{
		{1265, 1265, false, "KH 03/KH-BCĐHMKCN", Tenth, "105,4% chỉ tiêu 1.200 (bản 1, năm 2024, KH 03/KH-BCĐHMKCN; làm tròn 0,1)"},
		{1265, 1265, false, "", Rounding{viet.Truncate, 0}, "105% chỉ tiêu 1.200 (bản 1, năm 2024; cắt bỏ phần thập phân)"},
		{1265, 0, true, "", Rounding{viet.HalfUp, 0}, "từ 105% trở lên so với chỉ tiêu 1.200 (bản 1, năm 2024; làm tròn xuống hàng đơn vị)"},
		{0, 1265, false, "", Tenth, "không quá 105,5% so với chỉ tiêu 1.200 (bản 1, năm 2024; làm tròn lên 0,1)"},
	} {
		p, err := Percent(c.lo, c.hi, c.open, target, c.document, c.r)
		if err != nil || p.Text != c.want {
			t.Errorf("got %q (%v)\nwant %q", p.Text, err, c.want)
		}
	}
	self := Target{Quantity: 130000, Version: 2, Period: day.Period{From: day.Of(2022, 6, 1), To: day.Of(2023, 9, 1)}, Source: SelfSet}
	p, err := Percent(130569, 130569, false, self, "", Tenth)
	if want := "100,4% chỉ tiêu tự đăng ký 130.000 (bản 2, từ 01/06/2022 đến 01/09/2023; làm tròn 0,1)"; err != nil || p.Text != want {
		t.Errorf("got %q (%v)\nwant %q", p.Text, err, want)
	}
	if p.Plain() != "100.4" {
		t.Errorf("as a JSON number: %q", p.Plain())
	}
}

func TestPercentRefuses(t *testing.T) {
	for _, whole := range []int64{0, -5} {
		if _, err := Ratio(1, 1, false, whole, Tenth); fault.KindOf(err) != fault.Invalid {
			t.Errorf("a target of %d: %v", whole, err)
		}
	}
	if _, err := Ratio(1<<62, 1<<62, false, 1, Tenth); fault.KindOf(err) != fault.Invalid {
		t.Errorf("a quotient beyond 64 bits: %v", err)
	}
	if _, err := Ratio(1, 1, false, 1, Rounding{viet.HalfUp, 7}); fault.KindOf(err) != fault.Invalid {
		t.Errorf("seven decimals: %v", err)
	}
}

// TestPercentExactly compares with rational numbers: the printed value is never further from the true one than its rounding allows.
func TestPercentExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.Int64Range(0, 1e12).Draw(t, "part")
		whole := rapid.Int64Range(1, 1e12).Draw(t, "whole")
		d := rapid.IntRange(0, 4).Draw(t, "decimals")
		truth := new(big.Rat).Mul(big.NewRat(part, whole), new(big.Rat).SetInt(tens(d+2)))
		off := func(r Rounding) *big.Rat {
			p, err := Ratio(part, part, false, whole, r)
			if err != nil {
				t.Skip("too large")
			}
			return new(big.Rat).Sub(truth, big.NewRat(p.Lo, 1))
		}
		if o := off(Rounding{viet.HalfUp, d}); o.Cmp(big.NewRat(-1, 2)) < 0 || o.Cmp(big.NewRat(1, 2)) >= 0 {
			t.Fatalf("rounding is off by %s steps", o)
		}
		if o := off(Rounding{viet.Truncate, d}); o.Sign() < 0 || o.Cmp(big.NewRat(1, 1)) >= 0 {
			t.Fatalf("truncation is off by %s steps", o)
		}
		more := rapid.Int64Range(1, 1e12).Draw(t, "more")
		p, err := Ratio(part, part+more, false, whole, Rounding{viet.HalfUp, d})
		if err != nil {
			t.Skip("too large")
		}
		end := new(big.Rat).Mul(big.NewRat(part+more, whole), new(big.Rat).SetInt(tens(d+2)))
		if big.NewRat(p.Lo, 1).Cmp(truth) > 0 || big.NewRat(p.Hi, 1).Cmp(end) < 0 {
			t.Fatalf("%s does not hold %s..%s", p.VN(), truth, end)
		}
	})
}

// TestImpliedTarget is CK-05: which plan stands behind a printed 105%?
func TestImpliedTarget(t *testing.T) {
	for _, c := range []struct {
		mode            viet.Rounding
		want            string
		least, greatest int64
	}{
		{viet.HalfUp, "1.199,1–1.210,5", 1200, 1210},
		{viet.Truncate, "1.193,4–1.204,8", 1194, 1204},
	} {
		in := PercentInterval(1265, 105, Rounding{c.mode, 0})
		least, greatest, ok := in.Whole()
		if in.VN() != c.want || !ok || least != c.least || greatest != c.greatest {
			t.Errorf("%s: %s, %d to %d, want %s, %d to %d", c.mode, in.VN(), least, greatest, c.want, c.least, c.greatest)
		}
		if !in.Has(1200) || in.Has(1220) {
			t.Errorf("%s: want 1.200 in and 1.220 (the target of 2022) out", c.mode)
		}
	}
	if in := PercentInterval(3, 0, Rounding{viet.HalfUp, 0}); in.VN() != "trên 600,0" || !in.Has(601) || in.Has(600) {
		t.Errorf("0 %% for 3: %s", in.VN())
	}
}

// TestImpliedIsTheInverse: a target is in the interval exactly if the result against it prints as the percentage.
func TestImpliedIsTheInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		result := rapid.Int64Range(0, 100_000).Draw(t, "result")
		target := rapid.Int64Range(1, 100_000).Draw(t, "target")
		r := Rounding{rapid.SampledFrom([]viet.Rounding{viet.HalfUp, viet.Truncate}).Draw(t, "mode"), rapid.IntRange(0, 2).Draw(t, "decimals")}
		p, err := Ratio(result, result, false, target, r)
		if err != nil {
			t.Fatal(err)
		}
		printed := p.Lo + rapid.Int64Range(-1, 1).Draw(t, "misprint")
		if printed < 0 {
			t.Skip("no such print")
		}
		in := PercentInterval(result, printed, r)
		if in.Has(target) != (printed == p.Lo) {
			t.Fatalf("%d/%d prints %s; the interval of %d is %s and has it: %v", result, target, p.VN(), printed, in.VN(), in.Has(target))
		}
		if least, greatest, ok := in.Whole(); ok && in.Has(target) && (target < least || target > greatest) {
			t.Fatalf("%d outside %d..%d", target, least, greatest)
		}
	})
}

// TestExplain: why 666 of 1.220 was printed 54%.
func TestExplain(t *testing.T) {
	for _, c := range []struct {
		result, target, printed int64
		decimals                int
		want                    string
		ok                      bool
	}{
		{666, 1220, 54, 0, "666/1.220 = 54,59%; in 54% là cắt bỏ phần thập phân, làm tròn thì được 55%.", true},
		{666, 1220, 55, 0, "666/1.220 = 54,59%; in 55% là làm tròn đến hàng đơn vị, cắt bỏ phần thập phân thì được 54%.", true},
		{1265, 1200, 105, 0, "1.265/1.200 = 105,42%; in 105% đúng cả khi làm tròn lẫn khi cắt bỏ phần thập phân.", true},
		{1265, 1220, 105, 0, "1.265/1.220 = 103,69%, in 105%: không khớp.", false},
		{2610, 2819, 902, 1, "2.610/2.819 = 92,586%, in 90,2%: không khớp.", false},
		{5, 0, 1, 0, "Chỉ tiêu là 0 nên không tính được tỷ lệ. Hãy nhập chỉ tiêu lớn hơn 0.", false},
	} {
		got, ok := Explain(c.result, c.target, c.printed, c.decimals)
		if got != c.want || ok != c.ok {
			t.Errorf("got %q %v\nwant %q %v", got, ok, c.want, c.ok)
		}
	}
}

// TestPeriodWarning is CK-07: the half-year's bags against the year's plan.
func TestPeriodWarning(t *testing.T) {
	h1, year := day.Half(2024, 1), day.Year(2024)
	for _, c := range []struct {
		result, target day.Period
		want           string
	}{
		{h1, h1, ""},
		{h1, year, "Kết quả 6 tháng đầu năm 2024 đang so với chỉ tiêu năm 2024: tỷ lệ này là phần đã đạt của chỉ tiêu năm 2024, không phải tỷ lệ hoàn thành của 6 tháng đầu năm 2024."},
		{year, h1, "Kết quả năm 2024 gồm cả những ngày ngoài kỳ của chỉ tiêu 6 tháng đầu năm 2024, nên tỷ lệ cao hơn thực tế của kỳ đó. Hãy lấy kết quả đúng kỳ."},
		{day.Year(2023), year, "Kết quả năm 2023 và chỉ tiêu năm 2024 không có ngày nào chung, nên không so sánh được. Hãy chọn chỉ tiêu đúng kỳ."},
		{day.Period{From: day.Of(2023, 10, 1), To: day.Of(2024, 3, 31)}, year, "Kết quả từ 01/10/2023 đến 31/03/2024 và chỉ tiêu năm 2024 chỉ trùng nhau một phần thời gian, nên tỷ lệ không có nghĩa. Hãy lấy kết quả đúng kỳ của chỉ tiêu."},
	} {
		if got := PeriodWarning(c.result, c.target); got != c.want {
			t.Errorf("%s against %s:\n got %q\nwant %q", c.result, c.target, got, c.want)
		}
	}
}

// TestEditions is CK-08: Hành trình đỏ IX was 2021's, XII 2024's, XIII 2025's.
func TestEditions(t *testing.T) {
	journey := Series{Name: "Hành trình đỏ", Zero: 2012}
	for edition, year := range map[int]int{9: 2021, 12: 2024, 13: 2025} {
		if f := journey.Check(edition, year); f != nil {
			t.Errorf("%d in %d: %v", edition, year, f)
		}
	}
	f := journey.Check(9, 2022)
	if want := "Hành trình đỏ lần thứ IX là của năm 2021, không phải năm 2022 (năm 2022 là lần thứ X)."; len(f) != 1 || f[0].Text != want {
		t.Errorf("got %v, want %q", f, want)
	}
}
