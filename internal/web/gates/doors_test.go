package gates

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestDoorNames(t *testing.T) {
	for typed, want := range map[string]string{
		"Cổng A1–A4":             "Cổng A1|Cổng A2|Cổng A3|Cổng A4",
		"Cổng A1-4":              "Cổng A1|Cổng A2|Cổng A3|Cổng A4",
		"Làn 1 đến 3":            "Làn 1|Làn 2|Làn 3",
		"A9..A11\nCổng chính":    "A9|A10|A11|Cổng chính",
		" Cổng Bắc , Cổng Nam ;": "Cổng Bắc|Cổng Nam",
		"Cổng 7":                 "Cổng 7",
		"7–8":                    "7|8",
		"Cổng A1 – Kho 4":        "Cổng A1 – Kho 4",
		"Cổng A4–A1":             "",
		"1–999":                  "",
		"":                       "",
		" \n,":                   "",
	} {
		got, err := doorNames(typed)
		if strings.Join(got, "|") != want || (err != nil) != (want == "") {
			t.Errorf("%q: %q, %v", typed, got, err)
		}
	}
}

func FuzzDoorNames(f *testing.F) {
	for _, s := range []string{"Cổng A1–A4", "1-60", "a\nb", "–", "9 đến", "\xff1-2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		names, err := doorNames(s)
		if (err == nil) != (len(names) > 0) || len(names) > doorsMax {
			t.Fatalf("%q: %d names, %v", s, len(names), err)
		}
		if slices.Contains(names, "") || slices.ContainsFunc(names, func(n string) bool { return !utf8.ValidString(n) }) {
			t.Fatalf("%q: %q", s, names)
		}
	})
}
