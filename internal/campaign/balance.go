package campaign

import (
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// most is the greatest quantity that a target may have; sums of thousands of them still fit.
const most = 1_000_000_000_000_000

// balanced refuses shares that, with the reserve, do not add up to the quantity.
func balanced(quantity int64, shares []ShareOf, reserve int64) error {
	if reserve < 0 {
		return fault.Invalidf("Phần dự phòng không được âm (%s).", viet.FormatInt(reserve))
	}
	sum := reserve
	for _, s := range shares {
		if s.Quantity < 0 || s.Quantity > most {
			return fault.Invalidf("Chỉ tiêu chia cho một đơn vị phải từ 0 đến %s, không phải %s.", viet.FormatInt(most), viet.FormatInt(s.Quantity))
		}
		sum += s.Quantity
	}
	switch {
	case sum < quantity:
		return fault.Invalidf("Chỉ tiêu chia xuống mới được %s, còn thiếu %s.", viet.FormatInt(sum), viet.FormatInt(quantity-sum))
	case sum > quantity:
		return fault.Invalidf("Chỉ tiêu chia xuống đã là %s, vượt %s.", viet.FormatInt(sum), viet.FormatInt(sum-quantity))
	}
	return nil
}

// room refuses a new quantity that is less than what was shared below.
func room(t Target, quantity int64) error {
	shared := t.Quantity - t.Reserve
	if quantity >= shared {
		return nil
	}
	return fault.Invalidf("Các đơn vị dưới đã được chia %s, nên không thể hạ chỉ tiêu xuống %s. Hãy giảm chỉ tiêu của đơn vị dưới ít nhất %s trước.",
		viet.FormatInt(shared), viet.FormatInt(quantity), viet.FormatInt(shared-quantity))
}

// take refuses a change of a child by more than its parent keeps in reserve.
func take(parent Target, more int64) error {
	if more <= parent.Reserve {
		return nil
	}
	return fault.Invalidf("Dự phòng của cấp trên chỉ còn %s, thiếu %s. Hãy điều chỉnh chỉ tiêu của cấp trên, hoặc giảm của đơn vị khác trước.",
		viet.FormatInt(parent.Reserve), viet.FormatInt(more-parent.Reserve))
}

// quantity refuses what cannot be a target.
func quantity(n int64) error {
	if n < 0 || n > most {
		return fault.Invalidf("Chỉ tiêu phải từ 0 đến %s, không phải %s.", viet.FormatInt(most), viet.FormatInt(n))
	}
	return nil
}
