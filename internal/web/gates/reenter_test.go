package gates

import (
	"strings"
	"testing"
	"time"
)

func TestPaperLines(t *testing.T) {
	got, err := paperLines("4k7n-2q9x 6:42\n\nVS-0042-7\n  AAAA-BBBB; 7h05 \n")
	if err != nil || len(got) != 3 {
		t.Fatal(got, err)
	}
	want := []paperLine{{1, "4K7N-2Q9X", 6*time.Hour + 42*time.Minute}, {3, "VS-0042-7", 6*time.Hour + 42*time.Minute}, {4, "AAAA-BBBB", 7*time.Hour + 5*time.Minute}}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%+v, want %+v", got[i], want[i])
		}
	}
	for typed, says := range map[string]string{"": "ít nhất một dòng", "4K7N-2Q9X": "Dòng 1: chưa có giờ", "A 6:42\nB C 7:00": "Dòng 2", "A 25:00": "Dòng 1", strings.Repeat("A 6:42\n", linesMax+1): "nhiều nhất 500"} {
		if _, err := paperLines(typed); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%.20q: %v, want %q", typed, err, says)
		}
	}
}

func FuzzPaperLines(f *testing.F) {
	for _, s := range []string{"4K7N-2Q9X 6:42", "A\nB 7h", "\xff 6:42", ";;; 1:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		lines, err := paperLines(s)
		for _, l := range lines {
			if err != nil || l.code == "" || l.at < 0 || l.at > 24*time.Hour {
				t.Fatalf("%q: %+v, %v", s, lines, err)
			}
		}
	})
}
