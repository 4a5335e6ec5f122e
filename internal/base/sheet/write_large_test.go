package sheet_test

import (
	"archive/zip"
	"bytes"
	"io"
	"runtime"
	"strings"
	"testing"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/sheet"
)

// grows is how much memory a table of a million rows may need while it is written; the promise to the reader of the office is 256 MB.
const grows = 8 << 20

// counted counts what passes.
type counted struct{ n int64 }

func (c *counted) Write(b []byte) (int, error) { c.n += int64(len(b)); return len(b), nil }

// large writes n rows and returns the size of the file with the greatest live heap seen on the way.
func large(tb testing.TB, f sheet.Format, n int, look int) (size int64, heap uint64) {
	out := &counted{}
	w, err := sheet.NewWriter(out, f, "Bút toán", columns)
	if err != nil {
		tb.Fatal(err)
	}
	var m runtime.MemStats
	for i := range n {
		if err := w.Row("Công đoàn cơ sở Công ty TNHH Một thành viên", i, day.Of(2024, 1, 1+i%300), nil); err != nil {
			tb.Fatal(err)
		}
		if look > 0 && i%look == 0 {
			runtime.GC()
			runtime.ReadMemStats(&m)
			heap = max(heap, m.HeapAlloc)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.n, heap
}

// What a table keeps in memory does not grow with its rows.
func TestMemoryDoesNotGrow(t *testing.T) {
	runtime.GC()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	for _, f := range []sheet.Format{sheet.CSV, sheet.XLSX} {
		if _, heap := large(t, f, 100_000, 20_000); heap > before.HeapAlloc+grows {
			t.Errorf("%s: %d bytes in use, %d before", f, heap, before.HeapAlloc)
		}
	}
}

// BenchmarkMillion writes a million rows: rows a second, bytes of the file, the live heap on the way.
func BenchmarkMillion(b *testing.B) {
	for _, f := range []sheet.Format{sheet.CSV, sheet.XLSX} {
		b.Run(string(f), func(b *testing.B) {
			const rows = 1_000_000
			for b.Loop() {
				size, heap := large(b, f, rows, 250_000)
				b.ReportMetric(float64(size)/1e6, "MB-file")
				b.ReportMetric(float64(heap)/1e6, "MB-heap")
			}
			b.ReportMetric(rows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

// What does not fit into one sheet goes on in the next.
func TestManySheets(t *testing.T) {
	if testing.Short() {
		t.Skip("writes more rows than a sheet holds")
	}
	var out bytes.Buffer
	w, err := sheet.NewWriter(&out, sheet.XLSX, "x", columns[:1])
	if err != nil {
		t.Fatal(err)
	}
	for range sheet.RowsMax + 5 {
		if err := w.Row(1); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	second, err := z.Open("xl/worksheets/sheet2.xml")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(second)
	if rows := strings.Count(string(text), "<row "); err != nil || rows != 1+5+1 { // its header, what is beyond, and the row that the first header took
		t.Errorf("%d rows in the second sheet, %v", rows, err)
	}
}
