package ui

// Samples of components: "empty", "typical" and "worst". The worst has very long Vietnamese names, lower bounds,
// nothing of nothing, and 999.999.999.999 đồng.

const (
	longUnit = "Công đoàn cơ sở Công ty trách nhiệm hữu hạn một thành viên Sản xuất, Thương mại và Dịch vụ Xuất nhập khẩu Nguyễn Huỳnh Thượng Nghiễm Khu công nghiệp Tràng Duệ mở rộng"
	longLine = "Chương trình “Giọt hồng công nhân – Nghĩa tình người lao động thủ đô và các tỉnh đồng bằng sông Hồng” chào mừng kỷ niệm 97 năm Ngày thành lập Công đoàn Việt Nam"
	longWord = "10.NguyenHuynhThuongNghiem_danh_sach_dang_ky_hien_mau_tinh_nguyen_dot_5_bo_sung_ban_cuoi_cung.xlsx"
)

func samples(empty, typical, worst Component) []Sample {
	return []Sample{{"empty", empty}, {"typical", typical}, {"worst", worst}}
}

// Components are all components with their samples, in the order of the guide.
func Components() []Exhibit {
	var all []Exhibit
	for _, group := range [][]Exhibit{frameSamples(), figureSamples(), tableSamples(), timeSamples(), passportSamples(), formSamples(), listSamples(), findingSamples(), talkSamples()} {
		all = append(all, group...)
	}
	return append(all, pageSamples(all))
}

func sampleShell() Shell {
	return Shell{
		Title: "Giọt hồng công nhân 2026", Place: "Công đoàn các KCN Hải Phòng", Search: "/search", Back: "/",
		Nav: []NavItem{
			{Label: "Tổng quan", Icon: "house", Href: "/"},
			{Label: "Phong trào", Icon: "flag", Href: "/campaigns", Current: true, Count: 4},
			{Label: "Đơn vị", Icon: "network", Href: "/units"},
			{Label: "Việc", Icon: "list-checks", Href: "/tasks", Count: 12},
			{Label: "Văn bản", Icon: "file-text", Href: "/dispatches"},
			{Label: "Số liệu", Icon: "chart-column", Href: "/figures"},
			{Label: "Người dùng", Icon: "users", Href: "/people"},
		},
		User: &User{Name: "Trần Thu Hà", Role: "Cán bộ Liên đoàn", Href: "/me"},
	}
}

func frameSamples() []Exhibit {
	bare := Shell{Title: "Không có gì"}
	full := sampleShell()
	full.Crumbs = []Link{{"Phong trào", "/campaigns"}, {"Hiến máu tình nguyện", "/campaigns?kind=blood"}}
	full.Flash = &Flash{Tone: Good, Text: "Đã duyệt 48 đơn vị máu của May Đồi Chè.", Undo: &Undo{Action: "/undo", Fields: map[string]string{"act": "7"}}}
	worst := sampleShell()
	worst.Place, worst.Title = longUnit, longLine
	worst.User = &User{Name: "Nguyễn Huỳnh Thượng Nghiễm Công Tằng Tôn Nữ Thị Phương Nghi", Role: longUnit}
	worst.Crumbs = []Link{{"Phong trào", "/campaigns"}, {longLine, "/campaigns/1"}, {longUnit, "/units/1"}}
	worst.Flash = &Flash{Tone: Bad, Text: longLine}
	for i := range worst.Nav {
		worst.Nav[i].Count = 12345
	}
	head := PageHead{Title: "Giọt hồng công nhân 2026", Chips: []Chip{{Label: "Đã về đích", Tone: Gold}},
		Meta:    []string{"5 đợt", "02/03 – 28/06/2026", "23 công đoàn cơ sở", "KH số 12/KH-CĐKCN"},
		Actions: []Button{{Label: "Nhập từ Excel", Icon: "upload", Href: "/import"}, {Label: "In", Print: true}, {Label: "Lập báo cáo kết quả", Primary: true, Href: "/report"}}}
	worstHead := PageHead{Title: longLine, Lead: longUnit, Chips: []Chip{{Label: "Tạm dừng vì chờ quyết định sáp nhập", Tone: Warn}, {Label: "Quá hạn", Tone: Bad}},
		Meta: []string{longUnit, "01/01/2024 – 31/12/2026"}, Actions: head.Actions}
	page := func(h PageHead) Component { return h }
	return []Exhibit{
		{Name: "Shell", Says: "Khung của mọi trang: điều hướng, tìm nhanh, người dùng, thông báo.", Whole: true, Samples: samples(
			Inside(bare, Group{page(PageHead{Title: "Trang trống"}), Empty{Title: "Chưa có gì ở đây"}}), Inside(full, page(head)), Inside(worst, page(worstHead)))},
		{Name: "Front", Says: "Khung của trang chưa đăng nhập.", Whole: true, Samples: samples(
			Inside(Front{}, page(PageHead{Title: "Trang trống"})),
			Inside(Front{Title: "Đăng nhập"}, Inside(Card{}, Group{page(PageHead{Title: "Đăng nhập"}), sampleSignIn("")})),
			Inside(Front{Title: "Đăng nhập", Theme: "dark", Flash: &Flash{Tone: Warn, Text: longLine}}, Inside(Card{}, Group{page(PageHead{Title: "Đăng nhập"}), sampleSignIn("Sai tên đăng nhập hoặc mật khẩu. Còn 2 lần thử, sau đó phải chờ 15 phút.")})))},
		{Name: "PageHead", Says: "Đầu trang: tên, trạng thái, việc làm được ở đây.", Samples: samples(page(PageHead{Title: "Đơn vị"}), page(head), page(worstHead))},
		{Name: "Card", Says: "Một tờ giấy có tên.", Samples: samples(Card{},
			Inside(Card{Title: "Đơn vị dẫn đầu", Link: &Link{"Xem 23", "/units"}}, Text("Nội dung của thẻ.")),
			Inside(Card{ID: "card-worst", Title: longUnit, Lead: longLine, Aside: Chip{Label: "Quá hạn", Tone: Bad}, Accent: true}, Text(longWord)))},
		{Name: "Columns", Says: "Cột chính và cột bên.", Samples: samples(Columns{},
			Inside(Columns{Label: "Cột bên mẫu", Side: Text("Cột bên")}, Text("Cột chính")),
			Inside(Columns{Label: "Cột bên dài", Side: Text(longWord)}, Text(longWord+longUnit)))},
		{Name: "Notice", Says: "Lời nhắn gắn với một chỗ trên trang.", Samples: samples(Notice{Text: "Chỉ để biết."},
			Notice{Tone: Warn, Title: "Hai đơn vị chưa chốt danh sách", Text: "Số liệu đợt 5 còn có thể tăng.", Link: &Link{"Nhắc hai đơn vị", "/remind"}},
			Notice{Tone: Bad, Title: longUnit, Text: longWord, Link: &Link{longLine, "/x"}})},
		{Name: "Empty", Says: "Chỗ chưa có gì, và bước tiếp theo.", Samples: samples(Empty{Title: "Chưa có đợt nào"},
			Empty{Icon: "droplet", Title: "Chưa có đợt hiến máu nào", Text: "Thêm đợt đầu tiên để bắt đầu ghi số đăng ký.", Next: &Button{Label: "Thêm đợt", Icon: "plus", Href: "/new", Primary: true}},
			Empty{Icon: "search", Title: longUnit, Text: longLine + longWord})},
	}
}
