package join

import (
	"strings"

	"phongtrao/internal/base/ui"
)

// Samples are the pages as they are first seen, in use, and at their longest.
func Samples() []ui.Sample {
	run := about{Name: "Giải chạy “Những bước chân khỏe đẹp” 2026", When: "Chủ nhật, 01/02/2026", Where: "KCN VSIP Hải Phòng", Left: "Còn 312 chỗ", Tone: ui.Good}
	full := run
	full.Left, full.Tone = "Đã hết chỗ, còn danh sách chờ", ui.Warn
	h := head{Title: "Đăng ký", Host: "Liên đoàn Lao động thành phố Hải Phòng", Back: "/join/chay", Accent: ui.Luc}
	long := h
	long.Host, long.Theme = strings.Repeat("Công đoàn các khu công nghiệp và chế xuất ", 3), "dark"
	box, path, err := outline("HTTPS://CHAY.EXAMPLE.VN/T/" + strings.Repeat("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 4)[:116])
	if err != nil {
		panic(err) // the address is right
	}
	ticket := pass{Box: box, Path: path, Bib: "VS-0042-7", Code: "4K7N-2Q9X", Name: "Nguyễn Thị Mẫu", Picture: "/join/mine/x/ticket.png"}
	facts := ui.KeyValue{Pairs: []ui.Pair{{Key: "Đơn vị", Text: "CĐCS TOTO"}, {Key: "Đợt", Text: "Đợt 1: 6 giờ"}, {Key: "Cỡ áo", Text: "M"}, {Key: "Trạng thái", Text: "Đã có chỗ"}}}
	ask := sampleForm()
	wrong := sampleForm()
	for i := range wrong.Fields {
		wrong.Fields[i].Problem = "Chưa ghi mục “" + wrong.Fields[i].Label + "”."
	}
	wrong.Wrong = []ui.Problem{{Text: strings.Repeat("Điểm này vừa hết chỗ trong lúc bạn điền. ", 3)}}
	sites := []site{{Name: "VSIP Hải Phòng", Where: "KCN VSIP Hải Phòng", Left: "Còn 312 chỗ", Tone: ui.Good, Href: "/join/vsip"}, {Name: "Tràng Duệ", Where: "KCN Tràng Duệ", Left: "Danh sách chờ", Tone: ui.Warn, Href: "/join/td"}}
	change := ui.Form{ID: "change", Action: "/join/mine/x", Hidden: map[string]string{"token": "sample"}, Submit: "Đổi", Fields: wrong.Fields[3:5]}
	row := ui.Row{Cells: []ui.Cell{{Text: "VS-0042-7"}, {Text: "4K7N-2Q9X"}, {Text: "Nguyễn Thị Mẫu"}}}
	rows := ui.Table{Label: "Vé của nhóm", Columns: []ui.Column{{Label: "Số"}, {Label: "Mã gõ tay"}, {Label: "Họ tên", Wide: true}}, Rows: []ui.Row{row}}
	naming := ui.Form{ID: "names", Action: "/join/party/x", Hidden: map[string]string{"token": "sample"}, Submit: "Ghi tên", Fields: []ui.Field{{Name: "names", Label: "Họ và tên, mỗi dòng một người", Kind: ui.LongField, Quiet: true}}}
	return []ui.Sample{
		{Name: "empty", Draw: signupView(signup{head: h, about: about{Name: run.Name}, Notices: []ui.Notice{{Tone: ui.Info, Title: "Chưa mở đăng ký", Text: "Đăng ký mở lúc 08:00 ngày 05/01/2026."}}})},
		{Name: "sites", Draw: signupView(signup{head: h, about: run, Sites: sites})},
		{Name: "typical", Draw: signupView(signup{head: h, about: run, Form: &ask, Group: "/join/chay/group"})},
		{Name: "worst", Draw: signupView(signup{head: long, about: full, Form: &wrong, Group: "/join/chay/group", Notices: []ui.Notice{{Tone: ui.Warn, Title: "Đã hết chỗ", Text: strings.Repeat("Bạn vẫn đăng ký được vào danh sách chờ. ", 4)}}})},
		{Name: "mine", Draw: mineView(mine{head: h, about: about{Name: run.Name, When: run.When, Where: run.Where}, Ticket: &ticket, Facts: facts, Keep: "https://chay.example.vn/join/mine/abc", Change: &change, Cancel: "/join/mine/x/cancel", Erase: "/join/mine/x/erase"})},
		{Name: "waiting", Draw: mineView(mine{head: long, about: about{Name: run.Name, When: run.When, Where: run.Where}, Facts: facts, Notices: []ui.Notice{{Tone: ui.Warn, Title: "Bạn đang đứng thứ 12 trong danh sách chờ", Text: "Có người hủy thì chỗ chuyển cho người đứng trước, cùng đơn vị trước. Hãy mở lại trang này để xem."}}, Cancel: "/join/mine/x/cancel"})},
		{Name: "sure", Draw: sureView(sure{head: h, Confirm: ui.Confirm{ID: "sure", Page: true, Title: "Hủy đăng ký?", Text: "Vé hết hiệu lực, chỗ của bạn chuyển cho người trong danh sách chờ.", Action: "/join/mine/x/cancel", Hidden: map[string]string{"token": "sample"}, Submit: "Hủy đăng ký", Danger: true, Cancel: "/join/mine/x"}})},
		{Name: "genuine", Draw: genuineView(genuine{head: h, Tone: ui.Good, Icon: "circle-check", Text: "Vé do ban tổ chức phát hành, chưa dùng.", Facts: ui.KeyValue{Pairs: []ui.Pair{{Key: "Sự kiện", Text: run.Name}, {Key: "Số", Text: "VS-0042-7"}}}})},
		{Name: "group", Draw: groupView(group{head: h, about: run, Form: &naming})},
		{Name: "party", Draw: partyView(party{head: h, about: about{Name: run.Name}, Facts: facts, Keep: "https://chay.example.vn/join/party/abc", Print: "/join/party/x/print", Naming: &naming, Rows: rows})},
		{Name: "sheet", Draw: sheetView(sheet{head: h, Event: run.Name, Tickets: []pass{ticket, ticket, ticket}})},
		{Name: "fault", Draw: faultView(faulty{head: h, Text: "Không tìm thấy trang này.", Next: &ui.Link{Label: "Về trang đăng ký", Href: "/join/chay"}})},
	}
}

func sampleForm() ui.Form {
	return ui.Form{ID: "form", Action: "/join/chay", Hidden: map[string]string{"token": "sample"}, Submit: "Gửi đăng ký", Fields: []ui.Field{
		{Name: "name", Label: "Họ và tên", Required: true, Fill: "name"},
		{Name: "unit", Kind: ui.SuggestField, Label: "Công ty hoặc công đoàn của bạn", Help: "Gõ tên công ty, không dấu cũng được.", Required: true, Suggest: "/join/chay/units"},
		{Name: "year", Label: "Năm sinh", Kind: ui.CountField},
		{Name: "slot", Label: "Đợt tham gia", Kind: ui.ChoiceField, Required: true, Choices: []ui.Choice{{Value: "1", Label: "Đợt 1: 6 giờ"}, {Value: "2", Label: "Đợt 2: 7 giờ"}}},
		{Name: "choice-shirt", Label: "Cỡ áo", Kind: ui.ChoiceField, Required: true, Choices: []ui.Choice{{Value: "S", Label: "S"}, {Value: "M", Label: "M"}, {Value: "L", Label: "L"}}},
		{Name: "consent", Label: "Tôi đồng ý để ban tổ chức giữ thông tin này", Kind: ui.CheckField, Required: true},
	}}
}
