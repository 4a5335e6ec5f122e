package xlsx

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"phongtrao/internal/base/paper/papertest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGolden holds every sheet of the sample to what was looked at: the value that lies in each cell, its formula, its link.
func TestGolden(t *testing.T) {
	f := book(t, papertest.Sample())
	var got strings.Builder
	for _, sheet := range f.GetSheetList() {
		fmt.Fprintf(&got, "== %s\n", sheet)
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for y, row := range rows {
			var cells []string
			for x, value := range row {
				formula, errF := f.GetCellFormula(sheet, cell(x+1, y+1))
				_, link, errL := f.GetCellHyperLink(sheet, cell(x+1, y+1))
				kind, errK := f.GetCellType(sheet, cell(x+1, y+1))
				if err := errors.Join(errF, errL, errK); err != nil {
					t.Fatal(err)
				}
				if value != "" && (kind == excelize.CellTypeInlineString || kind == excelize.CellTypeSharedString) {
					value = fmt.Sprintf("%q", value)
				}
				if formula != "" {
					value += " =" + formula
				}
				if link != "" {
					value += " →" + strings.TrimPrefix(link, papertest.Site)
				}
				cells = append(cells, value)
			}
			if line := strings.TrimRight(strings.Join(cells, " | "), " |"); line != "" {
				fmt.Fprintf(&got, "%d: %s\n", y+1, line)
			}
		}
	}
	file := filepath.Join("testdata", "sample.golden")
	if *update {
		if err := os.WriteFile(file, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("the sample prints differently from %s: look at it, then run with -update", file)
	}
}

// TestPaper wants the heads of tables on every page and on the screen, pages of the right side, charts that are told.
func TestPaper(t *testing.T) {
	f := book(t, papertest.Sample())
	for sheet, want := range map[string]struct {
		titles, side string
		below        int
	}{"Các đợt hiến máu": {"$4:$5", "portrait", 5}, "Theo đơn vị": {"$4:$5", "landscape", 5}} {
		titles := ""
		for _, n := range f.GetDefinedName() {
			if n.Name == "_xlnm.Print_Titles" && n.Scope == sheet {
				titles = n.RefersTo
			}
		}
		layout, errL := f.GetPageLayout(sheet)
		panes, errP := f.GetPanes(sheet)
		if err := errors.Join(errL, errP); err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(titles, want.titles) || *layout.Orientation != want.side || !panes.Freeze || panes.YSplit != want.below {
			t.Errorf("%s: titles %q, %s, %+v", sheet, titles, *layout.Orientation, panes)
		}
	}
	told := 0
	f.Pkg.Range(func(name, data any) bool {
		b, _ := data.([]byte)
		if strings.HasPrefix(fmt.Sprint(name), "xl/drawings/drawing") && bytes.Contains(b, []byte(`descr="Lũy kế đến ngày`)) {
			told++
		}
		return true
	})
	if told != 1 {
		t.Error("the chart of the running total is not told in words")
	}
}

// TestSame wants the same bytes for the same document.
func TestSame(t *testing.T) {
	var a, b bytes.Buffer
	if err := errors.Join(Write(&a, papertest.Sample()), Write(&b, papertest.Sample())); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("printing twice gives two files")
	}
}

// TestMany writes more bound cells than get a link of their own: each of them is found in the sheet of sources.
func TestMany(t *testing.T) {
	d := papertest.Province(LinksMax + 50)
	f := book(t, d)
	last := len(d.Sources) + 3
	for _, row := range []int{4, last - 30, last} {
		code, errC := f.GetCellValue(sheetSources, cell(2, row))
		place, errP := f.GetCellValue(sheetSources, cell(5, row))
		if err := errors.Join(errC, errP); err != nil {
			t.Fatal(err)
		}
		if code != d.Sources[row-4].Code || !strings.Contains(place, "!") {
			t.Errorf("row %d: code %q stands at %q", row, code, place)
		}
	}
}

// TestShow leaves the sample in the folder TEST_SHOTS, for looking at it.
func TestShow(t *testing.T) {
	folder := os.Getenv("TEST_SHOTS")
	if folder == "" {
		t.Skip("TEST_SHOTS names no folder")
	}
	var b bytes.Buffer
	if err := Write(&b, papertest.Sample()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "sample.xlsx"), b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func BenchmarkProvince(b *testing.B) {
	d := papertest.Province(3000)
	b.ReportAllocs()
	for b.Loop() {
		var w bytes.Buffer
		if err := Write(&w, d); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(w.Len()), "bytes")
	}
}
