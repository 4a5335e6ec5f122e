package tickets

import (
	"phongtrao/internal/base/ui"
	"phongtrao/internal/web/door"
)

const longName = "Điểm cầu Khu công nghiệp Đình Vũ – Cát Hải, thành phố Hải Phòng, cùng các công đoàn cấp trên trực tiếp cơ sở"

// sampleFrame is the top of a page with all its tabs.
func sampleFrame(title, activity string) frame {
	at := pathOf("x")
	return frame{Title: title, Crumbs: []ui.Link{{Label: "Phong trào", Href: "/campaigns"}}, Head: ui.PageHead{Title: title, Meta: []string{activity, "01/02/2026"}},
		Tabs: ui.Tabs{Label: "Các trang đăng ký và vé", Items: []ui.Tab{{Label: "Tổng quan", Href: at, Current: true}, {Label: "Danh sách", Href: at + "/list"}, {Label: "Số chỗ", Href: at + "/places"},
			{Label: "Nhập danh sách", Href: at + "/import"}, {Label: "Đăng ký nhóm", Href: at + "/group"}, {Label: "Mã QR đăng ký", Href: at + "/poster"}, {Label: "Cài đặt", Href: at + "/settings"}}}}
}

// sampleTable is a table with some equal rows.
func sampleTable(label string, rows int, columns []string, cells ...string) ui.Table {
	t := ui.Table{Label: label, Cards: true, Empty: &ui.Empty{Icon: "users", Title: "Không có ai như vậy", Text: "Thử một phần tên, không dấu; hoặc bỏ bớt điều kiện lọc."}}
	for _, c := range columns {
		t.Columns = append(t.Columns, ui.Column{Label: c})
	}
	for range rows {
		var r ui.Row
		for _, c := range cells {
			r.Cells = append(r.Cells, ui.Cell{Text: c})
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}

func overviewSamples() ui.Samples[overview] {
	of := func(name string, n int64) overview {
		return overview{frame: sampleFrame("Đăng ký và vé", name),
			Figures: ui.Tiles{Figures: []ui.Figure{{Label: "Đã có chỗ", Quantity: ui.Exactly(n), Of: "người", Href: pathOf("x") + "/list"}, {Label: "Đang chờ", Quantity: ui.Exactly(n / 10), Of: "người", Href: pathOf("x") + "/list"}, {Label: "Số chỗ", Quantity: ui.Exactly(n), Of: "chỗ", Href: pathOf("x") + "/places"}}},
			Sites:   sampleTable("Đăng ký theo điểm", 3, []string{"Điểm", "Đầu số", "Đã có chỗ", "Số chỗ", "Đang chờ", "Dự kiến"}, name, "VS", "1.833", "không giới hạn", "–", "2.000"),
			Units:   sampleTable("Đăng ký theo đơn vị", 3, []string{"Đơn vị", "Đã có chỗ", "Đang chờ"}, name, "120", "–"),
			Facts:   ui.KeyValue{Pairs: []ui.Pair{{Key: "Tự đăng ký", Text: "không nhận tự đăng ký"}, {Key: "Việc ở cổng", Text: "Vào cổng, Nhận áo, Về đích"}, {Key: "Các đợt", Text: "Đợt 1"}, {Key: "Hỏi thêm", Text: "Cỡ áo"}, {Key: "Trang đăng ký", Text: "/join/x", Href: "/join/x"}}}}
	}
	worst := of(longName, 1_234_567)
	worst.Notices = []ui.Notice{{Tone: ui.Warn, Title: "Đang ở chế độ diễn tập", Text: "Vé quét trong buổi diễn tập không thành số liệu. Bỏ dấu ở trang cài đặt trước ngày diễn ra."}}
	return ui.Samples[overview]{
		"empty":   {frame: frame{Title: "Đăng ký và vé", Head: ui.PageHead{Title: "Đăng ký và vé"}}, Empty: &ui.Empty{Icon: "users", Title: "Chưa mở đăng ký", Text: "Mở đăng ký thì mỗi người có một vé mã QR, cổng soát được cả khi không có mạng.", Next: &ui.Button{Label: "Mở đăng ký và vé", Href: pathOf("x") + "/settings", Primary: true}}},
		"typical": of("KCN VSIP", 1833), "worst": worst}
}

func listSamples() ui.Samples[list] {
	ask := ui.Form{ID: "find", Action: pathOf("x") + "/list", Get: true, Submit: "Tìm", Wide: true, Fields: []ui.Field{{Name: "q", Label: "Tên, số báo danh hoặc mã", Quiet: true},
		{Name: "state", Label: "Tình trạng", Kind: ui.ChoiceField, List: true, Quiet: true, Choices: []ui.Choice{{Value: "", Label: "Tất cả"}, {Value: "confirmed", Label: "Đã có chỗ"}, {Value: "waiting", Label: "Đang chờ"}, {Value: "cancelled", Label: "Đã hủy"}}}}}
	columns := []string{"Họ và tên", "Số báo danh", "Đơn vị", "Điểm, đợt", "Tình trạng"}
	of := func(name string, rows int) list {
		return list{frame: sampleFrame("Danh sách đăng ký", name), Ask: ask, Rows: sampleTable("Người đăng ký", rows, columns, "Nguyễn Thị Mẫu", "VS-0042-7", name, "KCN VSIP", "Đã có chỗ")}
	}
	worst := of(longName, 50)
	worst.Only = []ui.Chip{{Label: "Chỉ " + longName, Tone: ui.Info}}
	worst.Pager = &ui.Pager{Label: "Trang", Prev: "/x", Next: "/x", Text: "mỗi trang 50 người"}
	return ui.Samples[list]{"empty": of("Giải chạy", 0), "typical": of("CĐCS TOTO", 3), "worst": worst}
}

func oneSamples() ui.Samples[one] {
	facts := ui.KeyValue{Pairs: []ui.Pair{{Key: "Điểm", Text: "KCN VSIP"}, {Key: "Số báo danh", Text: "VS-0042-7"}, {Key: "Mã gõ tay", Text: "4K7N-2Q9X"}, {Key: "Nhóm", Text: "Xem cả nhóm", Href: "/x"}}}
	past := sampleTable("Các vé đã phát", 2, []string{"Số báo danh", "Mã gõ tay", "Phát lúc", "Tình trạng"}, "VS-0042-7", "4K7N-2Q9X", "08:00 02/11/2026", "chưa dùng")
	head := ui.PageHead{Title: "Nguyễn Thị Mẫu", Chips: []ui.Chip{{Label: "Đã có chỗ", Tone: ui.Good}}, Actions: []ui.Button{{Label: "Chuyển điểm, đợt", Href: "/x"}, {Label: "Hủy đăng ký", Href: "/x", Danger: true}, {Label: "Thu hồi, cấp lại vé", Href: "/x"}}}
	long := head
	long.Title, long.Meta = longName, []string{longName}
	return ui.Samples[one]{"empty": {frame: frame{Title: "Chưa ghi tên", Head: ui.PageHead{Title: "Chưa ghi tên"}}, Facts: facts},
		"typical": {frame: frame{Title: "Nguyễn Thị Mẫu", Head: head}, Facts: facts, Past: past},
		"worst":   {frame: frame{Title: longName, Head: long}, Facts: facts, Past: past, Notices: []ui.Notice{{Tone: ui.Warn, Title: "Đang đứng thứ 12 trong danh sách chờ"}}}}
}

func takingSamples() ui.Samples[taking] {
	ask := ui.Form{ID: "form", Action: pathOf("x") + "/import", Hidden: map[string]string{door.TokenField: "x"}, Submit: "Xem trước", Upload: true, Fields: []ui.Field{{Name: "text", Label: "Dán danh sách", Kind: ui.LongField}, {Name: "file", Label: "Hoặc tệp .xlsx, .csv", Kind: ui.FileField}, {Name: "unit", Label: "Đơn vị của cả danh sách"}}}
	r := read{Action: pathOf("x") + "/import", Hidden: map[string]string{door.TokenField: "x"}, Text: "Nguyễn Thị Mẫu\tTOTO", Good: 1,
		Taken: sampleTable("Các dòng nhận được", 1, []string{"Dòng", "Họ và tên", "Đơn vị", "Năm sinh", "Điểm, đợt"}, "1", "Nguyễn Thị Mẫu", "CĐCS TOTO", "1998", "KCN VSIP")}
	bad := r
	bad.Bad, bad.Refused = 40, sampleTable("Các dòng không nhận", 40, []string{"Dòng", "Họ và tên", "Vì sao"}, "2", longName, "Không tìm thấy đơn vị “"+longName+"” trong phạm vi của hoạt động.")
	return ui.Samples[taking]{"empty": {frame: sampleFrame("Nhập danh sách người tham gia", "Giải chạy"), Ask: &ask}, "typical": {frame: sampleFrame("Nhập danh sách người tham gia", "Giải chạy"), Read: &r},
		"worst": {frame: sampleFrame("Nhập danh sách người tham gia", longName), Read: &bad, Notices: []ui.Notice{{Tone: ui.Bad, Title: "Chưa ghi được", Text: longName}}}}
}

func posterSamples() ui.Samples[poster] {
	box, path, err := outline("https://chay.example.vn/join/x")
	if err != nil {
		panic(err) // the address is right
	}
	of := func(name string, sites int) poster {
		return poster{frame: sampleFrame("Mã QR đăng ký", name), Name: name, When: "01/02/2026", Address: "https://chay.example.vn/join/x", Box: box, Path: path, Sites: sampleTable("Trang đăng ký của từng điểm", sites, []string{"Điểm", "Mã QR riêng"}, name, "Mở mã QR của điểm")}
	}
	return ui.Samples[poster]{"empty": of("Giải chạy", 0), "typical": of("Giải chạy", 2), "worst": of(longName, 12)}
}

// sheetSamples are samples of a form page.
func sheetSamples(title string) ui.Samples[*sheet] {
	q := func(f ui.Form, lead string, grids ...grid) *sheet {
		f.ID, f.Action, f.Hidden, f.Cancel = "form", pathOf("x"), map[string]string{door.TokenField: "x"}, pathOf("x")
		return &sheet{frame: frame{Title: title, Head: ui.PageHead{Title: title}}, Lead: lead, Drawn: f, Grids: grids}
	}
	g := grid{Title: "Từng điểm", Lead: "Để trống là không giới hạn. Không giảm xuống dưới số đã giữ chỗ.", Columns: []string{"Điểm", "Tổng số chỗ", "Đã giữ"}, Rows: []gridRow{{Name: "KCN VSIP", Cells: []gridCell{{Name: "q-a", Label: "Số chỗ của KCN VSIP", Value: "2.000"}, {Text: "1.833"}}}}}
	bad := g
	bad.Rows = []gridRow{{Name: longName, Note: longName, Cells: []gridCell{{Name: "q-b", Label: longName, Value: "x", Problem: longName}, {Text: "999.999"}}}}
	return ui.Samples[*sheet]{
		"empty":   q(ui.Form{Submit: "Lưu số chỗ"}, ""),
		"typical": q(ui.Form{Submit: "Lưu số chỗ", Fields: []ui.Field{{Name: "x", Label: "Lý do", Required: true}}}, "", g),
		"worst":   q(ui.Form{Fields: []ui.Field{{Name: "x", Label: longName, Help: longName, Value: longName, Problem: longName, Kind: ui.LongField}}, Wrong: []ui.Problem{{Text: longName}}}, longName, bad, g),
	}
}
