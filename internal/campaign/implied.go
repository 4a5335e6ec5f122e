package campaign

import (
	"math/big"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// Implied is the interval of targets for which a result makes a printed percentage. It answers the reader of an old
// report that prints "đạt 105% kế hoạch" and leaves the plan's number out.
type Implied struct {
	Result   int64 // what was reached
	Printed  int64 // the printed percentage, in steps of the rounding
	Rounding Rounding

	above, upTo *big.Rat // the targets t with above < t ≤ upTo; upTo is nil where nothing bounds them
}

// PercentInterval gives the targets that the printed percentage leaves possible. Printed is in steps of the rounding:
// 105 with no decimals, 1054 for 105,4 with one. Result and printed are not negative.
func PercentInterval(result, printed int64, r Rounding) Implied {
	in := Implied{Result: result, Printed: printed, Rounding: r}
	// In half steps: rounding prints p for a ratio in [2p−1, 2p+1), truncation for one in [2p, 2p+2).
	low, high := 2*printed-1, 2*printed+1
	if r.Mode == viet.Truncate {
		low, high = 2*printed, 2*printed+2
	}
	num := new(big.Int).Mul(big.NewInt(2*result), tens(r.Decimals+2))
	in.above = new(big.Rat).SetFrac(num, big.NewInt(high))
	if low > 0 {
		in.upTo = new(big.Rat).SetFrac(num, big.NewInt(low))
	}
	return in
}

// Has reports whether the result against this target prints as the percentage.
func (in Implied) Has(target int64) bool {
	t := new(big.Rat).SetInt64(target)
	return target > 0 && t.Cmp(in.above) > 0 && (in.upTo == nil || t.Cmp(in.upTo) <= 0)
}

// Whole gives the least and the greatest whole target in the interval; ok is false where there is none, or no greatest.
func (in Implied) Whole() (least, greatest int64, ok bool) {
	if in.upTo == nil {
		return 0, 0, false
	}
	floor := func(r *big.Rat) *big.Int { return new(big.Int).Div(r.Num(), r.Denom()) }
	lo, hi := floor(in.above), floor(in.upTo)
	least, greatest = lo.Int64()+1, hi.Int64()
	return least, greatest, lo.IsInt64() && hi.IsInt64() && least <= greatest
}

// VN writes the interval to one decimal: "1.199,1–1.210,5", "trên 1.199,1".
func (in Implied) VN() string {
	if in.upTo == nil {
		return "trên " + tenth(in.above)
	}
	return tenth(in.above) + "–" + tenth(in.upTo)
}

func tenth(r *big.Rat) string {
	n := new(big.Int).Mul(r.Num(), big.NewInt(20))
	n.Add(n, r.Denom()).Div(n, new(big.Int).Mul(r.Denom(), big.NewInt(2)))
	return decimal(n.Int64(), 1)
}

// Explain says how a percentage came to be printed for a result against a target, and whether it can have:
// "666/1.220 = 54,59%; in 54% là cắt bỏ phần thập phân, làm tròn thì được 55%." Printed is in steps of 10^-decimals.
func Explain(result, target, printed int64, decimals int) (string, bool) {
	exact, err := Ratio(result, result, false, target, Rounding{viet.HalfUp, min(decimals+2, 6)})
	if err != nil {
		return fault.Text(err), false
	}
	rounding, cutting := Rounding{viet.HalfUp, decimals}, Rounding{viet.Truncate, decimals}
	rounded, _ := Ratio(result, result, false, target, rounding)
	cutoff, _ := Ratio(result, result, false, target, cutting)
	is := viet.FormatInt(result) + "/" + viet.FormatInt(target) + " = " + exact.VN()
	in := "in " + decimal(printed, decimals) + "%"
	switch {
	case rounded.Lo == printed && cutoff.Lo == printed:
		return is + "; " + in + " đúng cả khi làm tròn lẫn khi " + cutting.VN() + ".", true
	case rounded.Lo == printed:
		return is + "; " + in + " là " + rounding.VN() + ", " + cutting.VN() + " thì được " + cutoff.VN() + ".", true
	case cutoff.Lo == printed:
		return is + "; " + in + " là " + cutting.VN() + ", làm tròn thì được " + rounded.VN() + ".", true
	}
	return is + ", " + in + ": không khớp.", false
}
