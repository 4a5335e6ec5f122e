package pdf

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"phongtrao/internal/base/paper/papertest"
)

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
