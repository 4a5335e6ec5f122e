package pdf

import (
	"bytes"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/paper/papertest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// plainPDF prints a document without packing, so that its operators can be read.
func plainPDF(t testing.TB, d paper.Document) []byte {
	t.Helper()
	p, err := newPrinter(d, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.document(); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := p.f.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var (
	stream = regexp.MustCompile(`(?s)stream\n(.*?)\nendstream`)
	shown  = regexp.MustCompile(`(?s)BT (-?[\d.]+) (-?[\d.]+) Td \((.*?[^\\]|.*?\\\\)\) Tj ET`)
)

// pages reads the text back from the operators of each page: lines from top to bottom, what stands far apart with bars.
func pages(t testing.TB, pdf []byte) []string {
	t.Helper()
	type bit struct {
		x, y float64
		text string
	}
	var out []string
	for _, s := range stream.FindAllSubmatch(pdf, -1) {
		var bits []bit
		for _, m := range shown.FindAllSubmatch(s[1], -1) {
			x, errX := strconv.ParseFloat(string(m[1]), 64)
			y, errY := strconv.ParseFloat(string(m[2]), 64)
			if err := errors.Join(errX, errY); err != nil {
				t.Fatal(err)
			}
			bits = append(bits, bit{x, y, decode(t, m[3])})
		}
		if len(bits) == 0 {
			continue
		}
		slices.SortStableFunc(bits, func(a, b bit) int { return cmp.Compare(b.y, a.y) })
		var page strings.Builder
		for from := 0; from < len(bits); {
			to := from
			for to < len(bits) && bits[from].y-bits[to].y < 5.2 { // a reference stands a little above its line
				to++
			}
			line := bits[from:to]
			slices.SortStableFunc(line, func(a, b bit) int { return cmp.Compare(a.x, b.x) })
			for i, b := range line {
				if i > 0 && b.text[0] != '[' && !strings.HasSuffix(line[i-1].text, " ") && b.x-line[i-1].x > 7 {
					page.WriteString(" | ")
				}
				page.WriteString(b.text)
			}
			page.WriteString("\n")
			from = to
		}
		out = append(out, page.String())
	}
	return out
}

func decode(t testing.TB, s []byte) string {
	t.Helper()
	var raw []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
			if s[i] == 'r' {
				raw = append(raw, '\r')
				continue
			}
		}
		raw = append(raw, s[i])
	}
	if len(raw)%2 != 0 {
		t.Fatalf("%q is no text of two bytes a letter", s)
	}
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = uint16(raw[2*i])<<8 | uint16(raw[2*i+1])
	}
	return string(utf16.Decode(units))
}

// TestGolden holds what the pages of the sample say, line by line, to what was looked at.
func TestGolden(t *testing.T) {
	var got strings.Builder
	for i, p := range pages(t, plainPDF(t, papertest.Sample())) {
		fmt.Fprintf(&got, "== page %d\n%s", i+1, p)
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

// TestLinks wants every source to be reachable from its number, its code and its QR code.
func TestLinks(t *testing.T) {
	d := papertest.Sample()
	pdf := string(plainPDF(t, d))
	for _, s := range d.Sources {
		if n := strings.Count(pdf, "/URI ("+s.URL+")"); n < 3 {
			t.Errorf("%s: %d links, want one at the number, at the code, at the QR code", s.Code, n)
		}
	}
}

// TestSides wants pages that lie for the wide annex, and only for it.
func TestSides(t *testing.T) {
	pdf := plainPDF(t, papertest.Sample())
	lying := bytes.Count(pdf, []byte("/MediaBox [0 0 841.89 595.28]"))
	if all := len(pages(t, pdf)); lying == 0 || lying == all {
		t.Errorf("%d of %d pages lie", lying, all)
	}
}

// TestLongCell prints a cell that is higher than a page: nothing of it is lost, and the head stands above each part.
func TestLongCell(t *testing.T) {
	var text strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&text, "chữ%d ", i)
	}
	d := paper.Document{Blocks: []paper.Block{paper.Table{Columns: []paper.Column{{Title: "ĐẦU"}, {Title: "Số", Number: true}},
		Rows: []paper.Row{{Cells: []paper.Cell{{Text: text.String()}, {Text: "1"}}}, {Cells: []paper.Cell{{Text: "cuối"}}}}}}}
	all := pages(t, plainPDF(t, d))
	whole := strings.Join(all, "")
	for i := range 3000 {
		if !strings.Contains(whole, fmt.Sprintf("chữ%d", i)) {
			t.Fatalf("word %d is lost", i)
		}
	}
	if n := strings.Count(whole, "ĐẦU"); len(all) < 3 || n < len(all)-1 {
		t.Errorf("%d heads on %d pages", n, len(all))
	}
}

// TestLongWord breaks a word that is longer than a line, and loses no letter of it.
func TestLongWord(t *testing.T) {
	word := strings.Repeat("https://phongtrao.example.vn/", 20)
	all := pages(t, plainPDF(t, paper.Document{Blocks: []paper.Block{paper.Text(word)}}))
	if got := strings.ReplaceAll(strings.ReplaceAll(all[0], "\n", ""), " ", ""); !strings.Contains(got, word) {
		t.Errorf("the page says %q", all[0])
	}
}

// TestStrange prints letters that no font has, an empty document, charts without values; none of them may stop the paper.
func TestStrange(t *testing.T) {
	for name, d := range map[string]paper.Document{
		"empty":          {},
		"strange":        {Title: "😀 \x00 \u202e ﷽ 漢字 e\u0302\u0301", Kind: "BÁO CÁO", Blocks: []paper.Block{paper.Text("")}},
		"empty blocks":   {Blocks: []paper.Block{paper.Table{}, paper.Table{Columns: []paper.Column{{}}}, paper.List{}, paper.Para{}, paper.Heading{}, paper.Chart{}, paper.Chart{Kind: paper.Steps, Labels: []string{"a"}, Series: []paper.Series{{}}}}},
		"unknown source": {Blocks: []paper.Block{paper.Para{Runs: []paper.Run{{Text: "5", Code: "MÃ"}}}}},
	} {
		var b bytes.Buffer
		if err := Write(&b, d); err != nil || !bytes.HasPrefix(b.Bytes(), []byte("%PDF")) {
			t.Errorf("%s: %v", name, err)
		}
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
	if err := os.WriteFile(filepath.Join(folder, "sample.pdf"), b.Bytes(), 0o644); err != nil {
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
