package ledger

import (
	"math"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// Limit is the largest amount that an entry may hold: a thousand times a thousand milliards of đồng.
const Limit = 1_000_000_000_000_000

// Quantity is how much is known: at least Lo, at most Hi, or nothing above Lo where Open is set (Hi is then 0).
// Amounts are whole numbers in the measure of the indicator. The zero Quantity is exactly none.
type Quantity struct {
	Lo, Hi int64
	Open   bool
}

// Exactly is n, no more and no less.
func Exactly(n int64) Quantity { return Quantity{Lo: n, Hi: n} }

// AtLeast is n or more: "hơn 22 nghìn".
func AtLeast(n int64) Quantity { return Quantity{Lo: n, Open: true} }

// AtMost is none up to n: "gần 10 tỷ".
func AtMost(n int64) Quantity { return Quantity{Hi: n} }

// Between is lo up to hi: "khoảng 200" read as 180–220.
func Between(lo, hi int64) Quantity { return Quantity{Lo: lo, Hi: hi} }

// Exact reports whether the amount is known exactly.
func (q Quantity) Exact() bool { return !q.Open && q.Lo == q.Hi }

// IsZero reports whether it is exactly none.
func (q Quantity) IsZero() bool { return q == Quantity{} }

// Add returns the sum of two intervals. What is open stays open: nothing turns "at least" into "exactly".
// Amounts beyond the whole numbers of the machine stop at the last one.
func (q Quantity) Add(p Quantity) Quantity {
	s := Quantity{Lo: plus(q.Lo, p.Lo), Open: q.Open || p.Open}
	if !s.Open {
		s.Hi = plus(q.Hi, p.Hi)
	}
	return s
}

func plus(a, b int64) int64 {
	switch s := a + b; {
	case a > 0 && b > 0 && s < 0:
		return math.MaxInt64
	case a < 0 && b < 0 && s >= 0:
		return math.MinInt64
	default:
		return s
	}
}

// Has reports whether n may be the true amount.
func (q Quantity) Has(n int64) bool { return q.Lo <= n && (q.Open || n <= q.Hi) }

// Agrees reports whether some amount is possible under both.
func (q Quantity) Agrees(p Quantity) bool {
	return (p.Open || q.Lo <= p.Hi) && (q.Open || p.Lo <= q.Hi)
}

// Top returns the upper bound, and false where there is none.
func (q Quantity) Top() (int64, bool) { return q.Hi, !q.Open }

// String says it as a Vietnamese report does: "1.265", "từ 22.000 trở lên", "không quá 10.000", "180–220".
func (q Quantity) String() string {
	switch {
	case q.Open:
		return "từ " + viet.FormatInt(q.Lo) + " trở lên"
	case q.Lo == q.Hi:
		return viet.FormatInt(q.Lo)
	case q.Lo == 0:
		return "không quá " + viet.FormatInt(q.Hi)
	}
	return viet.FormatInt(q.Lo) + "–" + viet.FormatInt(q.Hi)
}

// check refuses what no entry may hold.
func (q Quantity) check() error {
	switch {
	case q.Lo < 0 || q.Hi < 0:
		return fault.In("quantity", "Số lượng không được âm. Muốn bớt đi, hãy đảo bút toán cũ rồi ghi lại số đúng.")
	case q.Open && q.Hi != 0:
		return fault.In("quantity", "Số “%s” không có mức trên nên không được ghi kèm mức trên %s.", q, viet.FormatInt(q.Hi))
	case !q.Open && q.Lo > q.Hi:
		return fault.In("quantity", "Mức dưới %s lớn hơn mức trên %s. Hãy ghi lại hai mức.", viet.FormatInt(q.Lo), viet.FormatInt(q.Hi))
	case q.Lo > Limit || q.Hi > Limit:
		return fault.In("quantity", "Số lượng vượt quá %s. Hãy kiểm tra lại số chữ số không.", viet.FormatInt(Limit))
	}
	return nil
}
