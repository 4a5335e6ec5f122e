package sheet_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/sheet"
)

var columns = []sheet.Column{{Title: "Đơn vị", Width: 40}, {Title: "Số lượng"}, {Title: "Ngày"}, {Title: "Lúc"}}

func written(t *testing.T, f sheet.Format, rows ...[]any) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := sheet.NewWriter(&b, f, "Số liệu: quý 1/2024", columns)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if err := w.Row(r...); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if w.Rows() != int64(len(rows)) {
		t.Errorf("%d rows, wrote %d", w.Rows(), len(rows))
	}
	return b.Bytes()
}

var moment = day.Must("2024-06-30").Start() + day.Instant(90*60*1e6)

// Another program reads the workbook: numbers are numbers, days are days, and a text that looks like a formula is a text.
func TestXLSX(t *testing.T) {
	b := written(t, sheet.XLSX,
		[]any{"CĐCS Công ty <Tô & Tô>", 1265, day.Must("2024-06-30"), moment},
		[]any{"=1+1", int64(-3), day.Day(0), nil},
		[]any{"_x0041_ hai\ndòng\x01", int64(1) << 60, day.Must("1890-05-19"), nil})
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	name := f.GetSheetList()[0]
	if name != "Số liệu  quý 1 2024" {
		t.Errorf("sheet %q", name)
	}
	for cell, want := range map[string]string{
		"A1": "Đơn vị", "A2": "CĐCS Công ty <Tô & Tô>", "B2": "1265", "C2": "45473", "D2": "45473.0625", "A3": "=1+1", "B3": "-3", "C3": "", "D3": "",
		"A4": "_x0041_ hai\ndòng\ufffd", "B4": "1152921504606846976", "C4": "1890-05-19",
	} {
		got, err := f.GetCellValue(name, cell, excelize.Options{RawCellValue: true})
		if err != nil || strings.TrimRight(got, "0") != strings.TrimRight(want, "0") {
			t.Errorf("%s: %q, want %q (%v)", cell, got, want, err)
		}
		if formula, _ := f.GetCellFormula(name, cell); formula != "" {
			t.Errorf("%s is a formula: %s", cell, formula)
		}
	}
	if shown, _ := f.GetCellValue(name, "C2"); shown != "30/06/2024" {
		t.Errorf("a day is shown as %q", shown)
	}
	panes, err := f.GetPanes(name)
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("panes %+v %v", panes, err)
	}
}

func TestCSV(t *testing.T) {
	b := written(t, sheet.CSV,
		[]any{`Công ty "Tô, Tô"`, 1265, day.Must("2024-06-30"), moment}, []any{"=HYPERLINK(1)", -3, day.Day(0), nil})
	want := "\ufeffĐơn vị,Số lượng,Ngày,Lúc\r\n\"Công ty \"\"Tô, Tô\"\"\",1265,2024-06-30,2024-06-30 01:30:00\r\n'=HYPERLINK(1),-3,,\r\n"
	if string(b) != want {
		t.Errorf("%q\nwant %q", b, want)
	}
}

func TestHarmless(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "Đơn vị": "Đơn vị", "3-4": "3-4", "=1": "'=1", "+84": "'+84", "-1": "'-1", "@x": "'@x", "\t=1": "'\t=1", "  =1": "'  =1",
		"\u00a0=1": "'\u00a0=1", "＝1": "'＝1", "'a": "''a", "\rx": "'\rx", "a=1": "a=1",
	} {
		if got := sheet.Harmless(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestRefusals(t *testing.T) {
	if _, err := sheet.NewWriter(io.Discard, "ods", "x", columns); err == nil {
		t.Error("a format that nobody writes")
	}
	for _, f := range []sheet.Format{sheet.CSV, sheet.XLSX} {
		w, err := sheet.NewWriter(io.Discard, f, "x", columns)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Row("một ô"); err == nil {
			t.Error(f, "a row that is too short")
		}
		if err := w.Close(); err == nil {
			t.Error(f, "a table with a broken row was closed as if whole")
		}
		w, _ = sheet.NewWriter(io.Discard, f, "x", columns[:1])
		if err := w.Row(1.5); err == nil {
			t.Error(f, "a fraction: figures are whole numbers")
		}
		w, err = sheet.NewWriter(broken{}, f, "x", columns[:1])
		for range 100_000 {
			if err != nil {
				break
			}
			err = w.Row("Công đoàn cơ sở")
		}
		if !errors.Is(err, errBroken) {
			t.Error(f, "the reader has gone, and nobody noticed:", err)
		}
	}
}

var errBroken = errors.New("gone")

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errBroken }

// Any text comes back from both files as it was put in, but for what the format cannot hold.
func FuzzText(f *testing.F) {
	for _, s := range []string{"Tô", "=1", "'=1", "a\"b,c", "\x00", "_x000D_", "<&>", "\xff", "\r\n", " ", "''", "'"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if utf8.RuneCountInString(s) > 1000 || s == "" {
			return
		}
		if got := sheet.Plain(sheet.Harmless(s)); got != s {
			t.Errorf("%q comes back as %q", s, got)
		}
		var b bytes.Buffer
		w, err := sheet.NewWriter(&b, sheet.XLSX, "x", columns[:1])
		if err == nil {
			err = errors.Join(w.Row(s), w.Close())
		}
		if err != nil {
			t.Fatal(err)
		}
		book, err := excelize.OpenReader(&b)
		if err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		if formula, _ := book.GetCellFormula("x", "A2"); formula != "" {
			t.Errorf("%q became a formula", s)
		}
		b.Reset()
		if w, err = sheet.NewWriter(&b, sheet.CSV, "x", columns[:1]); err == nil {
			err = errors.Join(w.Row(s), w.Close())
		}
		if err != nil {
			t.Fatal(err)
		}
		recs, err := csv.NewReader(&b).ReadAll()
		if err != nil || len(recs) != 2 {
			t.Fatalf("%q: %v %v", s, recs, err)
		}
		if c := recs[1][0]; c != "" && strings.ContainsRune("=+-@", rune(c[0])) {
			t.Errorf("%q stands as %q", s, c)
		}
	})
}
