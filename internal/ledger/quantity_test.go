package ledger_test

import (
	"testing"

	"pgregory.net/rapid"

	"phongtrao/internal/ledger"
)

func quantities() *rapid.Generator[ledger.Quantity] {
	return rapid.Custom(func(t *rapid.T) ledger.Quantity {
		lo := rapid.Int64Range(0, 1000).Draw(t, "lo")
		if rapid.Bool().Draw(t, "open") {
			return ledger.AtLeast(lo)
		}
		return ledger.Between(lo, lo+rapid.Int64Range(0, 100).Draw(t, "width"))
	})
}

// within draws an amount that may be the true one.
func within(t *rapid.T, q ledger.Quantity) int64 {
	hi := q.Hi
	if q.Open {
		hi = q.Lo + 10_000
	}
	return rapid.Int64Range(q.Lo, hi).Draw(t, "n")
}

// Interval sums: the sum of true amounts lies in the sum of the intervals, and no narrower interval would do.
func TestIntervalSums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := quantities().Draw(t, "a"), quantities().Draw(t, "b"), quantities().Draw(t, "c")
		s := a.Add(b)
		if n := within(t, a) + within(t, b); !s.Has(n) {
			t.Errorf("%v + %v = %v has no %d", a, b, s, n)
		}
		if s.Lo != a.Lo+b.Lo || s.Open != (a.Open || b.Open) || !s.Open && s.Hi != a.Hi+b.Hi {
			t.Errorf("%v + %v = %v", a, b, s)
		}
		if s != b.Add(a) || a.Add(b).Add(c) != a.Add(b.Add(c)) || a.Add(ledger.Quantity{}) != a {
			t.Errorf("the order of %v, %v, %v matters", a, b, c)
		}
		if n := within(t, a); !a.Agrees(ledger.Exactly(n)) || a.Agrees(b) != b.Agrees(a) {
			t.Errorf("%v does not agree with its own %d", a, n)
		}
		if below := a.Lo - 1; a.Agrees(ledger.Exactly(below)) || a.Has(below) {
			t.Errorf("%v agrees with %d", a, below)
		}
	})
}

func TestQuantityInWords(t *testing.T) {
	for want, q := range map[string]ledger.Quantity{
		"1.265":                     ledger.Exactly(1265),
		"0":                         {},
		"từ 22.000 trở lên":         ledger.AtLeast(22000),
		"không quá 10.000":          ledger.AtMost(10000),
		"180–220":                   ledger.Between(180, 220),
		"1.000–1.000.000":           ledger.Between(1000, 1_000_000),
		"5–10.005":                  ledger.AtMost(10000).Add(ledger.Exactly(5)),
		"từ 1.005 trở lên":          ledger.AtLeast(1000).Add(ledger.Exactly(5)),
		"9.223.372.036.854.775.807": ledger.Exactly(1 << 62).Add(ledger.Exactly(1 << 62)),
	} {
		if q.String() != want {
			t.Errorf("%#v is written %q, want %q", q, q.String(), want)
		}
	}
}
