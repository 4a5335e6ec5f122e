package campaign

import (
	"math/big"

	"phongtrao/internal/base/fault"
)

// Basis is what a unit weighs when a target is spread: its members, what it reached last year. Where that is not known the unit
// keeps what it has, and is left to be given a number by hand: what nobody knows is not 0.
type Basis struct {
	Unit   string
	Weight int64
	Known  bool
	Has    int64 // what it was given before
}

// Spread divides a target among units by what they weigh, by the largest remainder, in steps of step: with a step of 10 every part
// ends in 0. Keep stays in reserve. What does not make up a whole step is left over and stays open; Σ parts + left + keep + what
// those have whose weight is not known = whole.
func Spread(whole, keep, step int64, units []Basis) (parts []ShareOf, missing []string, left int64, err error) {
	if step < 1 {
		return nil, nil, 0, fault.In("step", "Bước làm tròn phải từ 1 trở lên.")
	}
	if keep < 0 || keep > whole {
		return nil, nil, 0, fault.In("keep", "Dự phòng phải từ 0 đến %s.", number(whole))
	}
	left = whole - keep
	var weights []int64
	for _, u := range units {
		if u.Known {
			weights = append(weights, u.Weight)
			parts = append(parts, ShareOf{Unit: u.Unit})
			continue
		}
		missing = append(missing, u.Unit)
		left -= u.Has
	}
	switch {
	case len(weights) == 0:
		return nil, missing, max(0, left), fault.Invalidf("Chưa đơn vị nào có căn cứ này. Hãy chọn căn cứ khác, hoặc nhập tay.")
	case left < 0:
		return nil, missing, 0, fault.In("keep", "Các đơn vị chưa có căn cứ đang giữ %s, cộng dự phòng %s đã vượt chỉ tiêu %s. Hãy giảm dự phòng, hoặc sửa tay các đơn vị ấy trước.",
			number(whole-keep-left), number(keep), number(whole))
	}
	by, err := SplitByWeights(left/step, weights)
	if err != nil {
		return nil, missing, left, err
	}
	for i := range parts {
		parts[i].Quantity = by[i] * step
		left -= parts[i].Quantity
	}
	return parts, missing, left, nil
}

// Scale changes what units have by so many tenths of a percent, to whole numbers whose sum is the sum changed by as much,
// rounded down: 100 more for a thousand of them do not get lost in rounding each.
func Scale(tenths int64, units []Basis) ([]ShareOf, error) {
	if tenths < -1000 || tenths > 100_000 {
		return nil, fault.In("by", "Tỷ lệ thay đổi phải từ -100 đến 10.000%%.")
	}
	var sum int64
	weights := make([]int64, len(units))
	for i, u := range units {
		weights[i] = u.Has
		sum += u.Has
	}
	if sum == 0 {
		return nil, fault.Invalidf("Chưa đơn vị nào được giao số để tăng, giảm. Hãy chia trước.")
	}
	to := new(big.Int).Mul(big.NewInt(sum), big.NewInt(1000+tenths))
	to.Quo(to, big.NewInt(1000))
	if !to.IsInt64() || to.Int64() > most {
		return nil, fault.In("by", "Tăng như vậy vượt quá %s. Hãy chọn tỷ lệ nhỏ hơn.", number(most))
	}
	by, err := SplitByWeights(to.Int64(), weights)
	parts := make([]ShareOf, len(by))
	for i := range by {
		parts[i] = ShareOf{Unit: units[i].Unit, Quantity: by[i]}
	}
	return parts, err
}
