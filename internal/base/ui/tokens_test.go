package ui

import (
	"fmt"
	"math"
	"strconv"
	"testing"
)

// luminance is the relative luminance of a colour "#RRGGBB" by WCAG 2.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	v, err := strconv.ParseUint(hex[1:], 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	lin := func(c uint64) float64 {
		f := float64(c) / 255
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(v>>16&255) + 0.7152*lin(v>>8&255) + 0.0722*lin(v&255)
}

// TestContrast holds each pair of colours that meet to WCAG AA: 4.5 for text, 3 for marks and borders of fields.
func TestContrast(t *testing.T) {
	text := map[string][]string{
		"ink": {"paper", "surface", "sunk", "lam-t", "gold-t"}, "ink-2": {"paper", "surface", "sunk"}, "ink-3": {"paper", "surface", "sunk"},
		"lam": {"paper", "surface", "sunk", "lam-t"}, "on-lam": {"lam"}, "on-bad": {"bad"}, "on-gold": {"gold"}, "paper": {"ink"},
		"ok": {"paper", "surface", "ok-t"}, "warn": {"paper", "surface", "warn-t"}, "bad": {"paper", "surface", "bad-t"}, "gold-ink": {"surface", "paper", "gold-t"},
		"acc": {"paper", "surface", "acc-t"}, "white": {"acc-f", "acc-g"},
	}
	marks := map[string][]string{"edge": {"paper", "surface"}, "gold-bar": {"surface", "sunk"}, "ok": {"sunk"}, "ink": {"surface", "acc-t"}, "acc": {"acc-t"}}
	for _, accent := range Accents {
		for _, dark := range []bool{false, true} {
			colour := map[string]string{"white": "#FFFFFF"}
			for _, tok := range append(palette, accents[accent]...) {
				colour[tok.name] = tok.light
				if dark {
					colour[tok.name] = tok.dark
				}
			}
			check := func(pairs map[string][]string, least float64) {
				for front, backs := range pairs {
					for _, back := range backs {
						a, b := luminance(t, colour[front]), luminance(t, colour[back])
						if c := (max(a, b) + 0.05) / (min(a, b) + 0.05); c < least {
							t.Errorf("%s, dark %v: %s on %s is %.2f, want %.1f", accent, dark, front, back, c, least)
						}
					}
				}
			}
			check(text, 4.5)
			check(marks, 3)
		}
	}
}

// TestEveryColourIsAToken: the style sheets name no colour of their own, but white on the accents, black on paper and the veil of shadows.
func TestEveryColourIsAToken(t *testing.T) {
	known := map[string]bool{}
	for _, tok := range append(palette, accents[Lam]...) {
		known["--"+tok.name] = true
	}
	sheets := read("css")
	for name, body := range sheets {
		for _, v := range variable.FindAllSubmatch(body, -1) {
			if n := string(v[1]); !known[n] && !declared(sheets, n) {
				t.Errorf("%s uses %s, which nobody declares", name, n)
			}
		}
	}
}

func ExampleQuantity_String() {
	fmt.Println(Exactly(1265))
	fmt.Println(AtLeast(22000))
	fmt.Println(Quantity{Hi: 10000})
	fmt.Println(Quantity{Lo: 180, Hi: 220})
	fmt.Println(Exactly(-5))
	fmt.Println(Exactly(0))
	// Output:
	// 1.265
	// từ 22.000 trở lên
	// không quá 10.000
	// 180–220
	// −5
	// 0
}
