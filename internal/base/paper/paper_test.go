package paper

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"phongtrao/internal/base/day"
)

// TestHead wants the lines of the head as the decree has them, with room to write where something is not known yet.
func TestHead(t *testing.T) {
	cases := []struct {
		d                   Document
		number, place, with string
	}{
		{Document{Number: "12/BC-LĐLĐ", Place: "Hưng Yên", Date: day.Of(2024, 2, 5), Kind: "BÁO CÁO"},
			"Số: 12/BC-LĐLĐ", "Hưng Yên, ngày 05 tháng 02 năm 2024", "(Kèm theo Báo cáo số 12/BC-LĐLĐ ngày 05 tháng 02 năm 2024)"},
		{Document{Symbol: "BC-LĐLĐ", Place: "Đắk Lắk", Date: day.Of(2024, 12, 15)},
			"Số:        /BC-LĐLĐ", "Đắk Lắk, ngày 15 tháng 12 năm 2024", "(Kèm theo văn bản ngày 15 tháng 12 năm 2024)"},
		{Document{Kind: "ĐỀ ÁN"}, "Số:        ", "Ngày      tháng      năm         ", "(Kèm theo Đề án)"},
	}
	for _, c := range cases {
		if c.d.NumberLine() != c.number || c.d.PlaceDate() != c.place || c.d.With() != c.with {
			t.Errorf("got %q, %q, %q", c.d.NumberLine(), c.d.PlaceDate(), c.d.With())
		}
	}
}

// TestHeads wants groups over neighbours only.
func TestHeads(t *testing.T) {
	table := Table{Columns: []Column{{Title: "STT"}, {Group: "Người", Title: "Đăng ký"}, {Group: "Người", Title: "Khám"}, {Title: "Máu"}, {Group: "Người", Title: "Hoãn"}}}
	want := "[{STT 0 0 false} {Người 1 2 true} {Máu 3 3 false} {Người 4 4 true}]"
	if got := fmt.Sprint(table.Heads()); got != want || !table.Grouped() {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestShares wants shares that add up, respect what is said, and give long names more room than numbers.
func TestShares(t *testing.T) {
	name := strings.Repeat("Công đoàn cơ sở ", 3)
	fitted := Table{Columns: []Column{{Title: "STT"}, {Title: "Đơn vị"}, {Title: "Số"}}, Rows: []Row{{Cells: []Cell{{Text: "1"}, {Text: name}, {Text: "1.265", Code: "A"}}}}}
	cases := map[string]struct {
		t  Table
		ok func(w []float64) bool
	}{
		"fitted":     {fitted, func(w []float64) bool { return w[1] > 2*w[2] && w[2] > w[0] }},
		"said":       {Table{Columns: []Column{{Width: 1}, {Width: 3}}}, func(w []float64) bool { return math.Abs(w[1]-0.75) < 1e-9 }},
		"half said":  {Table{Columns: []Column{{Width: 2}, {}, {Width: 4}}}, func(w []float64) bool { return math.Abs(w[1]-3.0/9) < 1e-9 }},
		"below zero": {Table{Columns: []Column{{Width: -5}, {Width: 5}}}, func(w []float64) bool { return math.Abs(w[0]-0.5) < 1e-9 }},
		"none":       {Table{}, func(w []float64) bool { return len(w) == 0 }},
		"crowded":    {Table{Columns: make([]Column, 80)}, func(w []float64) bool { return math.Abs(w[7]-1.0/80) < 1e-9 }},
	}
	for name, c := range cases {
		w := c.t.Shares()
		sum := 0.0
		for _, x := range w {
			sum += x
		}
		if len(w) > 0 && math.Abs(sum-1) > 1e-9 || !c.ok(w) {
			t.Errorf("%s: %v", name, w)
		}
	}
}

// TestShared wants one reference at the title of a column only where many cells have the same source and no other.
func TestShared(t *testing.T) {
	row := func(codes ...string) Row {
		var r Row
		for _, c := range codes {
			r.Cells = append(r.Cells, Cell{Code: c})
		}
		return r
	}
	table := Table{Columns: make([]Column, 5), Rows: []Row{row("A", "A", "A", "", "A"), row("A", "B", "A", "", ""), row("A", "A", "", "", "A"), row("A", "A", "", "", "A")}}
	if got, want := fmt.Sprintf("%q", table.Shared()), `["A" "" "" "" "A"]`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestRefs wants each number to lead to its line, two sources of one code to the first, and none to nothing.
func TestRefs(t *testing.T) {
	r := Document{Sources: []Source{{Code: "A"}, {Code: "B"}, {Code: "A"}}}.Refs()
	for code, want := range map[string]string{"A": "[1]", "B": "[2]", "C": "[C]", "": ""} {
		if got := r.Mark(code); got != want {
			t.Errorf("%q: %q, want %q", code, got, want)
		}
	}
}

func TestAnnexName(t *testing.T) {
	if got := (Document{Sources: make([]Source, 1)}).AnnexName(0); got != "PHỤ LỤC" {
		t.Errorf("the only annex is %q", got)
	}
	if got := (Document{Annexes: make([]Annex, 3), Sources: make([]Source, 1)}).AnnexName(3); got != "PHỤ LỤC IV" {
		t.Errorf("the last of four is %q", got)
	}
}

// TestSourcesNote wants the paper to say when not every source has its QR code.
func TestSourcesNote(t *testing.T) {
	few, many := Document{Sources: make([]Source, SquareMax)}, Document{Sources: make([]Source, SquareMax+1)}
	if strings.Contains(few.SourcesNote(), "đầu được in mã QR") || !strings.Contains(many.SourcesNote(), "chỉ 300 nguồn đầu được in mã QR") {
		t.Errorf("got %q and %q", few.SourcesNote(), many.SourcesNote())
	}
}

// TestClean makes text that XML and a font can hold, and leaves good text as it is.
func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"Đạt 92,6% “chỉ tiêu”\nnăm":    "Đạt 92,6% “chỉ tiêu”\nnăm",
		"tie\u0302\u0301p":             "tiếp",
		"a\tb\r\nc":                    "a b \nc",
		"a\x00\x1b\u200b\ufeff\u202eb": "ab",
		"😀":                            "□",
		string([]byte{'a', 0xff, 'b'}): "a□b",
		"số\u2028dòng":                 "số dòng",
	} {
		if got := Clean(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

// FuzzClean wants what is cleaned to be clean: to hold nothing bad, and not to change again.
func FuzzClean(f *testing.F) {
	f.Add("tie\u0302\u0301p\x00")
	f.Fuzz(func(t *testing.T, s string) {
		got := Clean(s)
		for _, r := range got {
			if bad(r) || r > 0xFFFF {
				t.Fatalf("%q still holds %U", got, r)
			}
		}
		if again := Clean(got); again != got {
			t.Fatalf("%q becomes %q when cleaned again", got, again)
		}
	})
}
