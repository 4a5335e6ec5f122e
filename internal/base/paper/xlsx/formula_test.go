package xlsx

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/paper/papertest"
)

func book(t *testing.T, d paper.Document) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

// TestFormulas calculates every formula of the sample again and compares it with the value that lies in the file.
func TestFormulas(t *testing.T) {
	f := book(t, papertest.Sample())
	found := 0
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for y, row := range rows {
			for x, stored := range row {
				at := cell(x+1, y+1)
				formula, err := f.GetCellFormula(sheet, at)
				if err != nil {
					t.Fatal(err)
				}
				if formula == "" || strings.HasPrefix(formula, "HYPERLINK") {
					continue
				}
				found++
				again, err := f.CalcCellValue(sheet, at, excelize.Options{RawCellValue: true})
				if err != nil {
					t.Fatalf("%s!%s =%s: %v", sheet, at, formula, err)
				}
				a, errA := strconv.ParseFloat(stored, 64)
				b, errB := strconv.ParseFloat(again, 64)
				if errA != nil || errB != nil || math.Abs(a-b) > 1e-9 {
					t.Errorf("%s!%s =%s: the file says %s, calculated again %s", sheet, at, formula, stored, again)
				}
			}
		}
	}
	if found != 10 { // four totals and six percentages
		t.Errorf("%d formulas were calculated, want 10", found)
	}
}

// TestTotals gives totals that add up, and some that do not: those are written as the number that the document says.
func TestTotals(t *testing.T) {
	n := func(v int64) paper.Cell { return paper.Cell{Text: fmt.Sprint(v), Exact: true, Value: v} }
	sum := func(v int64, from, to int) paper.Cell {
		c := n(v)
		c.Sum = &paper.Span{From: from, To: to}
		return c
	}
	rows := func(total paper.Cell) []paper.Row {
		return []paper.Row{{Cells: []paper.Cell{n(2)}}, {Cells: []paper.Cell{{Text: "hơn 3"}}}, {Cells: []paper.Cell{n(5)}}, {Kind: paper.Total, Cells: []paper.Cell{total}}}
	}
	cases := []struct {
		name    string
		total   paper.Cell
		formula string
		value   string
	}{
		{"adds up", sum(7, 0, 2), "SUM(A5:A7)", "7"},
		{"holds more than the lines above", sum(10, 0, 2), "", "10"},
		{"part of the lines", sum(5, 1, 2), "SUM(A6:A7)", "5"},
		{"outside the table", sum(7, 0, 9), "", "7"},
		{"of itself", sum(7, 0, 3), "", "7"},
		{"of itself alone", sum(0, 3, 3), "", "0"},
		{"no total", n(7), "", "7"},
	}
	for _, c := range cases {
		f := book(t, paper.Document{Blocks: []paper.Block{paper.Table{Name: "B", Columns: []paper.Column{{Title: "Số", Number: true}}, Rows: rows(c.total)}}})
		formula, err := f.GetCellFormula("B", "A8")
		if err != nil {
			t.Fatal(err)
		}
		value, err := f.GetCellValue("B", "A8", excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		if formula != c.formula || value != c.value {
			t.Errorf("%s: =%s with %s, want =%s with %s", c.name, formula, value, c.formula, c.value)
		}
	}
}

// TestRatio wants no formula that divides by nothing or by a word, and the places that were printed.
func TestRatio(t *testing.T) {
	n := func(v int64) paper.Cell { return paper.Cell{Text: fmt.Sprint(v), Exact: true, Value: v} }
	pair := &paper.Pair{Part: 0, Whole: 1}
	f := book(t, paper.Document{Blocks: []paper.Block{paper.Table{Name: "B", Columns: make([]paper.Column, 3), Rows: []paper.Row{
		{Cells: []paper.Cell{n(666), n(1220), {Text: "54,6%", Ratio: pair}}},
		{Cells: []paper.Cell{n(666), n(1220), {Text: "54,59 %", Ratio: pair}}},
		{Cells: []paper.Cell{n(5), n(0), {Text: "—", Ratio: pair}}},
		{Cells: []paper.Cell{n(5), {Text: "gần 10"}, {Text: "khoảng 50", Ratio: pair}}},
	}}}})
	for i, want := range []struct{ formula, shown string }{{"100*A5/B5", "54.6%"}, {"100*A6/B6", "54.59 %"}, {"", "—"}, {"", "khoảng 50"}} {
		at := cell(3, 5+i)
		formula, err := f.GetCellFormula("B", at)
		if err != nil {
			t.Fatal(err)
		}
		shown, err := f.GetCellValue("B", at)
		if err != nil {
			t.Fatal(err)
		}
		if formula != want.formula || shown != want.shown {
			t.Errorf("%s: =%s shows %q, want =%s %q", at, formula, shown, want.formula, want.shown)
		}
	}
}

// TestSheetNames wants names that Excel takes, each once.
func TestSheetNames(t *testing.T) {
	var d paper.Document
	for _, name := range []string{"Báo cáo", "a/b:c", "", "'x'", strings.Repeat("dài ", 20), strings.Repeat("dài ", 20), "A/B:C"} {
		d.Blocks = append(d.Blocks, paper.Table{Name: name, Columns: []paper.Column{{Title: "Số"}}})
	}
	got := book(t, d).GetSheetList()
	want := []string{"Báo cáo", "Báo cáo (2)", "a b c", "Bảng", "x", "dài dài dài dài dài dài dài dài", "dài dài dài dài dài dài dài (2)", "A B C (2)"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("sheets %q, want %q", got, want)
	}
}

// TestColumnsInOrder wants the widths in the order that Excel asks for, else it offers to repair the file.
func TestColumnsInOrder(t *testing.T) {
	f := book(t, papertest.Sample())
	for name, part := range map[string]string{"table": "xl/worksheets/sheet2.xml", "wide table": "xl/worksheets/sheet3.xml", "sources": "xl/worksheets/sheet5.xml"} {
		data, ok := f.Pkg.Load(part)
		if !ok {
			t.Fatalf("no part %s", part)
		}
		b, _ := data.([]byte)
		last := 0
		for _, m := range regexp.MustCompile(`<col min="(\d+)"`).FindAllSubmatch(b, -1) {
			n, err := strconv.Atoi(string(m[1]))
			if err != nil || n <= last {
				t.Errorf("%s: column %s after %d", name, m[1], last)
			}
			last = n
		}
		if last == 0 {
			t.Errorf("%s: no widths found", name)
		}
		if err := xml.Unmarshal(b, new(any)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
