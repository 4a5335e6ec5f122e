package docx

import (
	"bytes"
	"os"
	"testing"

	"phongtrao/internal/base/paper/papertest"
)

func TestOut(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, papertest.Sample()); err != nil {
		t.Fatal(err)
	}
	os.WriteFile("/tmp/pp/s.docx", b.Bytes(), 0o644)
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
