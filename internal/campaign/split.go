package campaign

import (
	"math/big"
	"slices"
	"strconv"

	"phongtrao/internal/base/fault"
)

func itoa(n int) string { return strconv.Itoa(n) }

// SplitEvenly shares total among n: nobody gets more than one above another, the first ones get it. The parts add up to total.
func SplitEvenly(total int64, n int) ([]int64, error) {
	if n <= 0 {
		return nil, fault.Invalidf("Chưa có đơn vị nào để chia. Hãy chọn ít nhất một đơn vị.")
	}
	return SplitByWeights(total, slices.Repeat([]int64{1}, n))
}

// SplitByWeights shares total in proportion to weights (members of a union, places in a queue) by the largest remainder:
// each gets its share rounded down, and what is left goes one by one to the largest remainders, the earlier one first
// where they are equal. The parts add up to total. Weights are not negative, and not all of them zero.
func SplitByWeights(total int64, weights []int64) ([]int64, error) {
	sum := new(big.Int)
	for _, w := range weights {
		if w < 0 {
			return nil, fault.Invalidf("Trọng số để chia không được âm (%d).", w)
		}
		sum.Add(sum, big.NewInt(w))
	}
	if total < 0 {
		return nil, fault.Invalidf("Số đem chia không được âm (%d).", total)
	}
	if sum.Sign() == 0 {
		return nil, fault.Invalidf("Chưa có căn cứ để chia: mọi trọng số đều bằng 0. Hãy chia đều, hoặc nhập trọng số.")
	}
	parts := make([]int64, len(weights))
	rems := make([]*big.Int, len(weights))
	left := total
	for i, w := range weights {
		num := new(big.Int).Mul(big.NewInt(total), big.NewInt(w))
		quo, rem := num.QuoRem(num, sum, new(big.Int))
		parts[i], rems[i] = quo.Int64(), rem
		left -= parts[i]
	}
	order := make([]int, len(weights))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return rems[b].Cmp(rems[a]) })
	for _, i := range order[:left] {
		parts[i]++
	}
	return parts, nil
}
