// Package welfare is the kind of campaign in which gifts reach those in hardship (chăm lo).
//
// Names, illnesses and account numbers of those who receive stay with the unit that keeps the vouchers; here only gifts,
// heads and đồng are known.
package welfare

import (
	"fmt"

	"phongtrao/internal/base/viet"
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
)

// Keys of the indicators. They never change.
const (
	Gifts      = "welfare.gifts"
	Recipients = "welfare.recipients"
	Money      = "welfare.money"
	Cash       = "welfare.cash"
	InKind     = "welfare.in_kind"
)

// The value of one gift that is usual, in đồng. Outside of it a zero too many or too few was typed more often than not.
const (
	usualLeast = 20_000
	usualMost  = 50_000_000
)

// Kind is the giving of gifts.
type Kind struct{}

// Key is "welfare".
func (Kind) Key() string { return "welfare" }

// Name is what the union calls it.
func (Kind) Name() string { return "Chăm lo đoàn viên, người lao động" }

// Indicators are gifts, those who receive them, their value.
func (Kind) Indicators() []indicator.Indicator {
	return []indicator.Indicator{
		{Key: Gifts, Name: "Số suất quà", Measure: indicator.Gifts, Of: "suất",
			Definition: "Số suất quà, suất hỗ trợ đã trao tận tay hoặc đã chuyển khoản, có ký nhận hoặc chứng từ. Không tính suất mới duyệt chưa trao. Một người nhận hai suất là hai suất."},
		{Key: Recipients, Name: "Số người nhận", Measure: indicator.People, Of: "người",
			Definition: "Số người khác nhau đã nhận quà, hỗ trợ trong đợt tại đơn vị; nhận nhiều suất vẫn tính một người. Người nhận thay không tính thêm."},
		{Key: Money, Name: "Tổng giá trị", Measure: indicator.Dong, Of: "đồng",
			Definition: "Tổng giá trị quà đã trao, tính bằng đồng: tiền mặt, chuyển khoản và hiện vật theo giá trên chứng từ, từ mọi nguồn. Không tính chi phí tổ chức và kinh phí mới được cấp."},
		{Key: Cash, Name: "Giá trị bằng tiền", Measure: indicator.Dong, Of: "đồng",
			Definition: "Trong tổng giá trị, phần trao bằng tiền mặt hoặc chuyển khoản, tính bằng đồng."},
		{Key: InKind, Name: "Giá trị bằng hiện vật", Measure: indicator.Dong, Of: "đồng",
			Definition: "Trong tổng giá trị, phần trao bằng hiện vật, phiếu mua hàng, tính bằng đồng theo giá trên chứng từ."},
	}
}

// Lead is the number of gifts.
func (Kind) Lead() string { return Gifts }

// Derive gives the whole value where cash and kind are both known.
func (Kind) Derive(v kind.Values) kind.Values {
	cash, okCash := v[Cash]
	inKind, okKind := v[InKind]
	if !okCash || !okKind {
		return nil
	}
	return kind.Values{Money: cash.Add(inKind)}
}

// Check holds recipients ≤ gifts and cash + kind = value, and looks twice at a gift of an unusual value.
func (k Kind) Check(v kind.Values) []kind.Finding {
	r := kind.NewReview(k, v)
	r.AtMost(kind.Doubt, "welfare.recipients", Recipients, Gifts, "Mỗi người nhận thì có ít nhất một suất; nếu một suất chia cho nhiều người, ghi rõ")
	r.Sum(kind.Wrong, "welfare.money", Money, Cash, InKind)
	checkValue(r)
	return r.Findings()
}

// checkValue looks at the value of one gift.
func checkValue(r *kind.Review) {
	money, okMoney := r.Values[Money]
	gifts, okGifts := r.Values[Gifts]
	if !okMoney || !okGifts || money.Open || gifts.Open || money.Hi <= 0 {
		return
	}
	fields := []string{Money, Gifts}
	switch {
	case gifts.Hi <= 0:
		r.Add(kind.Doubt, "welfare.value", fmt.Sprintf("Có giá trị %s đồng mà không có suất quà nào. Kiểm tra lại số suất.", money), fields...)
	case money.Hi/max(gifts.Lo, 1) < usualLeast:
		r.Add(kind.Doubt, "welfare.value", fmt.Sprintf("Tính ra mỗi suất chưa đến %s đồng (%s đồng cho %s suất). Kiểm tra xem có thiếu số 0 không.",
			viet.FormatInt(usualLeast), money, gifts), fields...)
	case money.Lo/gifts.Hi > usualMost:
		r.Add(kind.Doubt, "welfare.value", fmt.Sprintf("Tính ra mỗi suất hơn %s đồng (%s đồng cho %s suất). Kiểm tra xem có thừa số 0 không.",
			ledger.Exactly(usualMost), money, gifts), fields...)
	}
}

// Hints are the words by which letters and news speak of gifts.
func (Kind) Hints() []string {
	return []string{"Tết Sum vầy", "Chợ Tết Công đoàn", "suất quà", "hoàn cảnh khó khăn", "Mái ấm Công đoàn", "Bữa cơm Công đoàn"}
}
