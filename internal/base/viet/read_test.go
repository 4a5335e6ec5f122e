package viet_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

func TestParseCount(t *testing.T) {
	exact := func(n int64) viet.Number { return viet.Number{Lo: n, Hi: n, Qualifier: viet.Exact} }
	atLeast := func(n int64) viet.Number { return viet.Number{Lo: n, Open: true, Qualifier: viet.AtLeast} }
	atMost := func(n int64) viet.Number { return viet.Number{Hi: n, Qualifier: viet.AtMost} }
	about := func(lo, hi int64) viet.Number { return viet.Number{Lo: lo, Hi: hi, Qualifier: viet.About} }
	for s, want := range map[string]viet.Number{
		"0": exact(0), "05": exact(5), "1265": exact(1265), "1.265": exact(1265), " 1.265 ": exact(1265), "1.265.": exact(1265),
		"22 000": exact(22000), "22\u00a0000": exact(22000), "1 234 567": exact(1234567), "1,234,567": exact(1234567),
		"22 nghìn": exact(22000), "22 ngàn": exact(22000), "22 nghin": exact(22000), "22k": exact(22000), "22 NGHÌN": exact(22000),
		"1,3 triệu": exact(1300000), "1,3 tr": exact(1300000), "6.711 tỉ": exact(6711e9), "6.711 tỷ": exact(6711e9),
		"5.785,6 tỷ": exact(57856e8), "0,5 triệu": exact(500000), "3 vạn": exact(30000), "2 trăm": exact(200), "2 chục": exact(20),
		"3 nghìn tỷ": exact(3e12), "2 trăm nghìn": exact(200000), "350 nghìn": exact(350000), "1.265 triệu": exact(1265e6),
		"1 triệu 200 nghìn": exact(1200000), "22 nghìn 500": exact(22500), "2 tỷ rưỡi": exact(25e8), "4 tỷ 500 triệu": exact(45e8),
		"hơn 22 nghìn": atLeast(22000), "Hơn 22 nghìn": atLeast(22000), "hon 22 nghin": atLeast(22000), "trên 1.500": atLeast(1500),
		">=22000": atLeast(22000), "≥ 22 nghìn": atLeast(22000), "ít nhất 3": atLeast(3), "không dưới 3": atLeast(3),
		"từ 22.000 trở lên": atLeast(22000), "22.000 trở lên": atLeast(22000), "22000+": atLeast(22000),
		"hàng vạn": atLeast(10000), "hàng trăm": atLeast(100), "hàng chục nghìn": atLeast(10000), "hàng triệu": atLeast(1000000),
		"gần 10 tỷ": atMost(10e9), "dưới 100": atMost(100), "không quá 10.000": atMost(10000), "gần 29 tỷ": atMost(29e9), "<= 7": atMost(7),
		"khoảng 200": about(180, 220), "khoang 200": about(180, 220), "~200": about(180, 220), "khoảng 25": about(22, 28), "ước khoảng 1,5 triệu": about(1350000, 1650000),
		"180–220": about(180, 220), "180-220": about(180, 220), "180 – 220": about(180, 220), "khoảng 180–220": about(180, 220), "từ 180 đến 220": about(180, 220),
		"180–220 nghìn": about(180000, 220000), "1,2–1,3 triệu": about(1200000, 1300000), "5 nghìn đến 1 vạn": about(5000, 10000),
	} {
		got, err := viet.ParseCount(s)
		if err != nil || got != want {
			t.Errorf("ParseCount(%q) = %+v, %v; want %+v", s, got, err, want)
		}
	}
	for s, says := range map[string]string{
		"":                    "Chưa ghi",
		"1.5":                 "1,5 nếu là số thập phân",
		"1.26":                "1 phẩy 26",
		"0.5":                 "0,5",
		"1,265":               "1.265 hay 1 phẩy 265",
		"1,265 tỷ":            "1.265 hay 1 phẩy 265",
		"1.5 triệu":           "1,5",
		"92,6":                "không phải số nguyên",
		"1.2.3":               "không phải là một số viết đúng",
		"1.26.500":            "không phải là một số viết đúng",
		"0.265":               "0,265",
		"-5":                  "không thể âm",
		"−5":                  "không thể âm",
		"nhiều":               "Không đọc được",
		"vài trăm":            "Không đọc được",
		"hàng xóm":            "hàng trăm",
		"5 trạm":              "trạm",
		"1.265 người":         "người",
		"2 tỷ 5":              "2,5 tỷ",
		"2 triệu 500":         "hai cách",
		"1 nghìn 2 triệu":     "phần sau lớn hơn",
		"220–180":             "ngược",
		"hơn 180–220":         "một chiều",
		"hơn 20 trở xuống":    "hai chiều",
		"từ 20":               "trở lên",
		"9999999999999999999": "quá nhiều chữ số",
		"2 triệu tỷ":          "lớn quá mức",
	} {
		got, err := viet.ParseCount(s)
		if err == nil || fault.KindOf(err) != fault.Invalid || !strings.Contains(fault.Text(err), says) {
			t.Errorf("ParseCount(%q) = %+v, %v; want a sentence with %q", s, got, err, says)
		}
	}
}

func TestReadCount(t *testing.T) {
	for _, c := range []struct {
		in   string
		lo   int64
		rest string
	}{{"1.265 đơn vị máu", 1265, "đơn vị máu"}, {"10 suất quà", 10, "suất quà"}, {"gần 10 tỷ đồng", 0, "đồng"}, {"5.000.000đ", 5000000, "đ"}, {"10 công ty", 10, "công ty"}} {
		n, rest, err := viet.ReadCount(c.in)
		if err != nil || n.Lo != c.lo || rest != c.rest {
			t.Errorf("ReadCount(%q) = %+v, %q, %v", c.in, n, rest, err)
		}
	}
}

func TestCountsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lo := rapid.Int64Range(0, viet.MaxCount).Draw(t, "lo")
		hi := rapid.Int64Range(lo, viet.MaxCount).Draw(t, "hi")
		for _, n := range []viet.Number{
			{Lo: lo, Hi: lo, Qualifier: viet.Exact}, {Lo: lo, Open: true, Qualifier: viet.AtLeast},
			{Hi: hi, Qualifier: viet.AtMost}, {Lo: lo, Hi: hi, Qualifier: viet.About},
		} {
			got, err := viet.ParseCount(n.String())
			if err != nil || got != n {
				t.Fatalf("%+v is written %q and read %+v, %v", n, n.String(), got, err)
			}
		}
	})
}

func FuzzParseCount(f *testing.F) {
	for _, s := range []string{"1.265", "hơn 22 nghìn", "180–220 nghìn", "2 tỷ rưỡi", "hàng vạn", "1 234", "từ 5 trở lên", "5.785,6 tỷ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, rest, err := viet.ReadCount(s)
		if err != nil {
			if fault.KindOf(err) != fault.Invalid {
				t.Fatalf("%q: %v is no fault", s, err)
			}
			return
		}
		if n.Lo < 0 || n.Hi > viet.MaxCount || !n.Open && n.Lo > n.Hi || n.Open && n.Hi != 0 {
			t.Fatalf("%q gives %+v, rest %q", s, n, rest)
		}
		if again, err := viet.ParseCount(n.String()); err != nil || again != n {
			t.Fatalf("%q gives %+v, written %q, read %+v, %v", s, n, n.String(), again, err)
		}
	})
}

func TestDecimal(t *testing.T) {
	for s, want := range map[string]viet.Decimal{"5.785,6": {57856, 1}, "92,6": {926, 1}, "1.265": {1265, 0}, "0,05": {5, 2}, "-0,5": {-5, 1}, "54": {54, 0}, "1,234.5": {12345, 1}} {
		got, err := viet.ParseDecimal(s)
		if err != nil || got != want {
			t.Errorf("ParseDecimal(%q) = %+v, %v; want %+v", s, got, err, want)
		}
	}
	for _, s := range []string{"1,265", "1.5", "", "a", "1,,2", "1.265.26"} {
		if d, err := viet.ParseDecimal(s); err == nil {
			t.Errorf("ParseDecimal(%q) = %v, want a question", s, d)
		}
	}
	for s, want := range map[string]string{"92,6%": "92,6", "105 %": "105", "54": "54"} {
		if d, err := viet.ParsePercent(s); err != nil || d.String() != want {
			t.Errorf("ParsePercent(%q) = %v, %v", s, d, err)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		d := viet.Decimal{Units: rapid.Int64Range(-1e17, 1e17).Draw(t, "units"), Places: rapid.SampledFrom([]int{0, 1, 2, 4}).Draw(t, "places")}
		got, err := viet.ParseDecimal(d.String())
		if err != nil || got.Rat().Cmp(d.Rat()) != 0 {
			t.Fatalf("%+v is written %q and read %+v, %v", d, d.String(), got, err)
		}
	})
}

func TestPercent(t *testing.T) {
	for _, c := range []struct {
		part, whole int64
		places      int
		half, trunc string
	}{
		{666, 1220, 0, "55%", "54%"}, {666, 1220, 2, "54,59%", "54,59%"}, {2610, 2819, 1, "92,6%", "92,5%"}, {369, 2610, 1, "14,1%", "14,1%"},
		{1265, 1200, 1, "105,4%", "105,4%"}, {1119, 610, 0, "183%", "183%"}, {1, 2, 0, "50%", "50%"}, {1, 200, 0, "1%", "0%"}, {0, 5, 1, "0,0%", "0,0%"},
		{683, 900, 1, "75,9%", "75,8%"}, {viet.MaxCount, 1, 0, "100.000.000.000.000.000%", "100.000.000.000.000.000%"},
	} {
		if got := viet.FormatPercent(c.part, c.whole, c.places, viet.HalfUp); got != c.half {
			t.Errorf("%d/%d rounded to %d places = %s, want %s", c.part, c.whole, c.places, got, c.half)
		}
		if got := viet.FormatPercent(c.part, c.whole, c.places, viet.Truncate); got != c.trunc {
			t.Errorf("%d/%d cut to %d places = %s, want %s", c.part, c.whole, c.places, got, c.trunc)
		}
	}
}

func TestParseDate(t *testing.T) {
	for s, want := range map[string]string{
		"9/4/2024": "2024-04-09", "09/4/2024": "2024-04-09", "09-04-2024": "2024-04-09", "9.4.2024": "2024-04-09", "2024-04-09": "2024-04-09",
		"ngày 18 tháng 01 năm 2021": "2021-01-18", "18 tháng 1 năm 2021": "2021-01-18", "Ngày 18 Tháng 01 Năm 2021": "2021-01-18",
		"ngay 18 thang 01 nam 2021": "2021-01-18", "ngày 02/10/2020": "2020-10-02", "2/10/2020": "2020-10-02", "29/2/2024": "2024-02-29",
		"thứ Hai, ngày 18/01/2021": "2021-01-18", "Chủ nhật 1/2/2026": "2026-02-01", "thứ 3, 9/4/2024": "2024-04-09", "ngày 9/4/2024.": "2024-04-09",
		"9 tháng 4/2024": "2024-04-09",
	} {
		got, err := viet.ParseDate(s)
		if err != nil || got.String() != want {
			t.Errorf("ParseDate(%q) = %v, %v; want %s", s, got, err, want)
		}
	}
	for s, says := range map[string]string{
		"":                  "Chưa ghi",
		"30/2/2024":         "Không có ngày 30/02/2024: tháng 2 năm 2024 có 29 ngày",
		"29/2/2023":         "có 28 ngày",
		"31/4/2024":         "có 30 ngày",
		"0/4/2024":          "Không có ngày 00/04/2024",
		"04/29/2024":        "29/4/2024",
		"1/13/2024":         "Không có tháng 13",
		"32/13/2024":        "Không có tháng 13",
		"9/4/24":            "2024 hay 1924",
		"9/4/204":           "bốn chữ số",
		"9/4/0204":          "ngoài khoảng",
		"9/4":               "chưa có năm",
		"9-5":               "chưa có năm",
		"hôm qua":           "Không đọc được",
		"2024/04/09":        "Không đọc được",
		"20 tháng Chạp":     "âm lịch",
		"mùng 1 tháng 1":    "âm lịch",
		"thứ Ba, 18/1/2021": "thứ Hai",
	} {
		got, err := viet.ParseDate(s)
		if err == nil || got != 0 || !strings.Contains(fault.Text(err), says) {
			t.Errorf("ParseDate(%q) = %v, %v; want a sentence with %q", s, got, err, says)
		}
	}
	if d, err := viet.ParseDateIn("9-5", 2023); err != nil || d != day.Of(2023, 5, 9) {
		t.Errorf("ParseDateIn = %v, %v", d, err)
	}
}

func TestWeekdays(t *testing.T) { // CK-13
	for s, want := range map[string]string{"2026-02-01": "Chủ nhật", "2024-04-09": "thứ Ba", "2024-04-24": "thứ Tư", "2024-05-23": "thứ Năm", "2024-05-27": "thứ Hai", "2021-01-18": "thứ Hai"} {
		if got := viet.Weekday(day.Must(s).Weekday()); got != want {
			t.Errorf("%s is %s, want %s", s, got, want)
		}
	}
}

func TestDatesReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := day.Day(rapid.IntRange(int(day.Of(1900, 1, 1)), int(day.Of(2100, 12, 31))).Draw(t, "day"))
		for _, s := range []string{d.String(), d.VN(), viet.LongDate(d), "ngày " + d.VN(), viet.Weekday(d.Weekday()) + ", " + viet.LongDate(d)} {
			if got, err := viet.ParseDate(s); err != nil || got != d {
				t.Fatalf("%v is written %q and read %v, %v", d, s, got, err)
			}
		}
	})
	if got := viet.LongDate(day.Of(2020, 10, 2)); got != "ngày 02 tháng 10 năm 2020" {
		t.Error(got)
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"9/4/2024", "ngày 18 tháng 01 năm 2021", "2024-04-09", "thứ Hai 18/1/2021", "quý I/2026", "30/2/2024"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := viet.ParseDate(s)
		if err != nil {
			if fault.KindOf(err) != fault.Invalid || d != 0 {
				t.Fatalf("%q gives %v, %v", s, d, err)
			}
			return
		}
		if again, err := viet.ParseDate(d.VN()); err != nil || again != d {
			t.Fatalf("%q gives %v, read again %v, %v", s, d, again, err)
		}
	})
}

func TestParsePeriod(t *testing.T) {
	for s, want := range map[string]day.Period{
		"năm 2024": day.Year(2024), "2024": day.Year(2024), "cả năm 2024": day.Year(2024),
		"6 tháng đầu năm 2024": day.Half(2024, 1), "6 tháng cuối năm 2024": day.Half(2024, 2), "Sáu tháng đầu năm 2024": day.Half(2024, 1), "nửa đầu năm 2024": day.Half(2024, 1),
		"9 tháng đầu năm 2025": {From: day.Of(2025, 1, 1), To: day.Of(2025, 9, 30)}, "3 tháng đầu năm 2025": day.Quarter(2025, 1), "2 tháng cuối năm 2025": {From: day.Of(2025, 11, 1), To: day.Of(2025, 12, 31)},
		"quý I/2026": day.Quarter(2026, 1), "quý 1/2026": day.Quarter(2026, 1), "Quý IV năm 2026": day.Quarter(2026, 4), "quý iii-2026": day.Quarter(2026, 3), "quy II nam 2025": day.Quarter(2025, 2),
		"tháng 5/2023": day.Month(2023, 5), "tháng 5 năm 2023": day.Month(2023, 5), "5/2023": day.Month(2023, 5), "tháng 12-2023": day.Month(2023, 12), "2023-05": day.Month(2023, 5),
		"từ 01/05/2023 đến 31/05/2023": day.Month(2023, 5), "01/05/2023 - 31/05/2023": day.Month(2023, 5), "1/5-31/5/2023": day.Month(2023, 5), "từ ngày 1/5 đến hết ngày 31/5/2023": day.Month(2023, 5),
		"01-05-2023 đến 31-05-2023": day.Month(2023, 5), "2024-01-01..2024-06-30": day.Half(2024, 1),
		"giai đoạn 2021–2025": {From: day.Of(2021, 1, 1), To: day.Of(2025, 12, 31)}, "2021-2025": {From: day.Of(2021, 1, 1), To: day.Of(2025, 12, 31)},
		"ngày 9/5/2023": {From: day.Of(2023, 5, 9), To: day.Of(2023, 5, 9)}, "09-05-2023": {From: day.Of(2023, 5, 9), To: day.Of(2023, 5, 9)}, "mọi thời gian": day.All,
	} {
		got, err := viet.ParsePeriod(s)
		if err != nil || got != want {
			t.Errorf("ParsePeriod(%q) = %v, %v; want %v", s, got, err, want)
		}
	}
	for s, says := range map[string]string{
		"": "Chưa ghi", "quý V/2026": "quý I đến quý IV", "quý 0/2026": "Không có", "tháng 13/2023": "Không có tháng 13", "tháng 5/23": "2023 hay 1923", "năm 24": "2024 hay 1924",
		"31/5/2023 - 1/5/2023": "ngược", "2025-2021": "ngược", "sang năm": "Không đọc được", "15 tháng đầu năm 2024": "số tháng", "từ 30/2/2024 đến 1/3/2024": "Không có ngày 30/02/2024", "ngày 31/4/2024": "có 30 ngày",
	} {
		got, err := viet.ParsePeriod(s)
		if err == nil || got != (day.Period{}) || !strings.Contains(fault.Text(err), says) {
			t.Errorf("ParsePeriod(%q) = %v, %v; want a sentence with %q", s, got, err, says)
		}
	}
}

func TestPeriodsReadBack(t *testing.T) {
	days := rapid.Map(rapid.IntRange(int(day.Of(1900, 1, 1)), int(day.Of(2099, 12, 31))), func(n int) day.Day { return day.Day(n) })
	rapid.Check(t, func(t *rapid.T) {
		d := days.Draw(t, "day")
		y, m, _ := d.Date()
		e := max(d, days.Draw(t, "end"))
		for _, p := range []day.Period{day.Year(y), day.Half(y, (int(m)-1)/6+1), day.Quarter(y, (int(m)-1)/3+1), day.Month(y, m), {From: d, To: d}, {From: d, To: e}, day.All} {
			for _, s := range []string{p.VN(), p.String()} {
				if p == day.All && s == p.String() {
					continue
				}
				if got, err := viet.ParsePeriod(s); err != nil || got != p {
					t.Fatalf("%v is written %q and read %v, %v", p, s, got, err)
				}
			}
		}
	})
}

func FuzzParsePeriod(f *testing.F) {
	for _, s := range []string{"quý I/2026", "6 tháng đầu năm 2024", "1/5-31/5/2023", "2024-01-01..2024-06-30", "tháng 5/2023", "giai đoạn 2021–2025"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := viet.ParsePeriod(s)
		if err != nil {
			if fault.KindOf(err) != fault.Invalid || p != (day.Period{}) {
				t.Fatalf("%q gives %v, %v", s, p, err)
			}
			return
		}
		if again, err := viet.ParsePeriod(p.VN()); err != nil || again != p {
			t.Fatalf("%q gives %v, written %q, read again %v, %v", s, p, p.VN(), again, err)
		}
	})
}

func TestRoman(t *testing.T) {
	for n := 1; n <= 3999; n++ {
		if got, ok := viet.ParseRoman(viet.Roman(n)); !ok || got != n {
			t.Fatalf("%d is written %s and read %d, %v", n, viet.Roman(n), got, ok)
		}
	}
	for s, want := range map[string]int{"IX": 9, "xii": 12, "XIII": 13, "IV": 4} {
		if n, ok := viet.ParseRoman(s); !ok || n != want {
			t.Errorf("ParseRoman(%q) = %d, %v", s, n, ok)
		}
	}
	for _, s := range []string{"", "VIIII", "IIX", "9", "A", "IC"} {
		if n, ok := viet.ParseRoman(s); ok {
			t.Errorf("ParseRoman(%q) = %d", s, n)
		}
	}
	if viet.Roman(0) != "" || viet.Roman(4000) != "" {
		t.Error("numbers without numerals")
	}
}

func FuzzParseDecimal(f *testing.F) {
	for _, s := range []string{"5.785,6", "1,265", "1.5", "-0,05", "1,234.5", "1 265"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := viet.ParseDecimal(s)
		if err != nil {
			return
		}
		again, err := viet.ParseDecimal(d.String())
		if d.Places <= 3 && d.Places > 0 && err != nil && strings.Contains(fault.Text(err), "phẩy") {
			return // 1,265 out of "1,2650" and the like is asked about when it is read again
		}
		if err != nil || again.Rat().Cmp(d.Rat()) != 0 {
			t.Fatalf("%q gives %+v, written %q, read again %+v, %v", s, d, d.String(), again, err)
		}
	})
}

func BenchmarkParseCount(b *testing.B) {
	for _, s := range []string{"1.265", "hơn 22 nghìn"} {
		b.Run(s, func(b *testing.B) {
			for b.Loop() {
				viet.ParseCount(s)
			}
		})
	}
}

func BenchmarkParseDate(b *testing.B) {
	for b.Loop() {
		viet.ParseDate("ngày 18 tháng 01 năm 2021")
	}
}
