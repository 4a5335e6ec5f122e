package ui

import (
	"math"
	"strings"

	"phongtrao/internal/base/viet"
)

// Quantity is what is known of a number: between Lo and Hi, or at least Lo where Open.
// It has the shape of the ledger's, so that ui.Quantity(q) converts.
type Quantity struct {
	Lo, Hi int64
	Open   bool
}

// Exactly is a number that is known.
func Exactly(n int64) Quantity { return Quantity{Lo: n, Hi: n} }

// AtLeast is a lower bound: "hơn 22 nghìn".
func AtLeast(n int64) Quantity { return Quantity{Lo: n, Open: true} }

// Exact reports whether the number is known.
func (q Quantity) Exact() bool { return !q.Open && q.Lo == q.Hi }

// words splits the quantity into its number and the words that stand before and after it.
func (q Quantity) words() (before, number, after string) {
	switch {
	case q.Open:
		return "từ", Int(q.Lo), "trở lên"
	case q.Lo == q.Hi:
		return "", Int(q.Lo), ""
	case q.Lo == 0 || q.Lo == math.MinInt64:
		return "không quá", Int(q.Hi), ""
	}
	return "", Int(q.Lo) + "–" + Int(q.Hi), ""
}

// String returns "1.265", "từ 22.000 trở lên", "không quá 10.000" or "180–220".
func (q Quantity) String() string {
	before, number, after := q.words()
	return strings.TrimSpace(before + " " + number + " " + after)
}

// Int returns n as it is written on Vietnamese paper: "999.999.999.999", "−5".
func Int(n int64) string { return strings.Replace(viet.FormatInt(n), "-", "−", 1) }
