// Package blood is the kind of campaign in which people give blood (hiến máu tình nguyện).
//
// People narrow from registered to came, screened, accepted; what is given is counted in bags, and one bag (một đơn vị máu)
// is one bag of 250, 350 or 450 ml. Health answers and reasons of deferral never enter: the doctor decides, the hospital
// keeps them, and here only the number of those deferred is known.
package blood

import (
	"phongtrao/internal/base/form"
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
)

// Keys of the indicators. They never change.
const (
	Registered = "blood.registered"
	Came       = "blood.came"
	Screened   = "blood.screened"
	Accepted   = "blood.accepted"
	Deferred   = "blood.deferred"
	Attended   = "blood.attended"
	Bags       = "blood.bags"
	Bags250    = "blood.bags_250"
	Bags350    = "blood.bags_350"
	Bags450    = "blood.bags_450"
	Ml         = "blood.ml"
)

// volumes are the bags that the price rules know (Thông tư 17/2020/TT-BYT: "một đơn vị máu thể tích 250, 350, 450 ml").
var volumes = []struct {
	key string
	ml  int64
}{{Bags250, 250}, {Bags350, 350}, {Bags450, 450}}

// Kind is the blood drive.
type Kind struct{}

// Key is "blood".
func (Kind) Key() string { return "blood" }

// Name is what the union calls it.
func (Kind) Name() string { return "Hiến máu tình nguyện" }

// Indicators are the steps from registration to bag, then the bags by volume.
func (Kind) Indicators() []indicator.Indicator {
	return []indicator.Indicator{
		{Key: Registered, Name: "Số người đăng ký", Measure: indicator.People, Of: "người",
			Definition: "Số người đã ghi tên hiến máu cho buổi này, qua đơn vị hoặc tự đăng ký, tính đến lúc mở cửa. Mỗi người tính một lần. Không tính người đến mà chưa ghi tên."},
		{Key: Came, Name: "Số người đến hiến máu", Measure: indicator.People, Of: "người",
			Definition: "Số người đến bàn đón tiếp để hiến máu, kể cả người chưa đăng ký trước. Không tính lãnh đạo, khách mời, tình nguyện viên không hiến máu."},
		{Key: Screened, Name: "Số người được khám tuyển", Measure: indicator.People, Of: "người",
			Definition: "Số người đã được cơ sở tiếp nhận máu khám tuyển và có kết luận: bằng số người đủ điều kiện cộng số người trì hoãn. Không tính người bỏ về trước khi khám."},
		{Key: Accepted, Name: "Số người đủ điều kiện", Measure: indicator.People, Of: "người",
			Definition: "Số người được bác sĩ khám tuyển kết luận hiến được máu ngay trong buổi. Tính cả người đủ điều kiện nhưng cuối cùng không lấy được đơn vị máu."},
		{Key: Deferred, Name: "Số người trì hoãn", Measure: indicator.People, Of: "người",
			Definition: "Số người được bác sĩ khám tuyển kết luận chưa hiến được máu trong buổi này. Chỉ ghi số lượng; lý do và kết quả xét nghiệm do cơ sở y tế giữ, không ghi vào đây."},
		{Key: Attended, Name: "Số người tham dự", Measure: indicator.People, Of: "người",
			Definition: "Mọi người có mặt tại buổi hiến máu: người đến hiến máu, lãnh đạo, khách mời, tình nguyện viên và người phục vụ. Không dùng thay cho số đăng ký hay số người hiến được máu."},
		{Key: Bags, Name: "Số đơn vị máu", Measure: indicator.Bags, Of: "đơn vị máu",
			Definition: "Số túi máu toàn phần đã tiếp nhận; một đơn vị máu là một túi, dù túi 250, 350 hay 450 ml. Không quy đổi ra túi 250 ml. Không tính túi phải hủy trước khi bàn giao và chế phẩm gạn tách."},
		{Key: Bags250, Name: "Số túi 250 ml", Measure: indicator.Bags, Of: "đơn vị máu",
			Definition: "Trong số đơn vị máu, số túi có thể tích 250 ml. Ghi 0 nếu buổi này không lấy cỡ túi này; để trống nếu không rõ."},
		{Key: Bags350, Name: "Số túi 350 ml", Measure: indicator.Bags, Of: "đơn vị máu",
			Definition: "Trong số đơn vị máu, số túi có thể tích 350 ml. Ghi 0 nếu buổi này không lấy cỡ túi này; để trống nếu không rõ."},
		{Key: Bags450, Name: "Số túi 450 ml", Measure: indicator.Bags, Of: "đơn vị máu",
			Definition: "Trong số đơn vị máu, số túi có thể tích 450 ml. Ghi 0 nếu buổi này không lấy cỡ túi này; để trống nếu không rõ."},
		{Key: Ml, Name: "Lượng máu", Measure: indicator.Millilitres, Of: "ml",
			Definition: "Tổng thể tích ghi trên các túi máu, tính bằng mililít: 250, 350, 450 ml nhân với số túi mỗi cỡ. Không rõ cỡ túi thì không suy từ số đơn vị máu, mà ghi là dung tích không rõ."},
	}
}

// Sheet asks for the steps, then for the bags. Millilitres follow from the bags by volume, and may be typed where the
// hospital gives only their sum.
func (k Kind) Sheet() form.Form {
	return kind.Ask(k, Registered, Came, Screened, Accepted, Deferred, Attended, Bags, Bags250, Bags350, Bags450, Ml)
}

// Lead is the number of bags: it is what plans promise.
func (Kind) Lead() string { return Bags }

// Funnel leads from registration to bag, with those deferred beside those accepted.
func (Kind) Funnel() []kind.Stage {
	return []kind.Stage{
		{Indicator: Registered, Label: "Đăng ký"},
		{Indicator: Came, Label: "Đến"},
		{Indicator: Screened, Label: "Khám tuyển"},
		{Indicator: Accepted, Label: "Đủ điều kiện"},
		{Indicator: Deferred, Label: "Trì hoãn", Aside: true},
		{Indicator: Bags, Label: "Đơn vị máu"},
	}
}

// Hints are the words by which letters and news speak of blood drives.
func (Kind) Hints() []string {
	return []string{"hiến máu", "đơn vị máu", "giọt máu", "giọt hồng", "Hành trình đỏ", "Chủ nhật đỏ", "Lễ hội Xuân hồng"}
}
