package ui

import (
	"net/url"

	"phongtrao/internal/base/day"
)

func timeSamples() []Exhibit {
	return []Exhibit{
		{Name: "Timeline", Says: "Đời của một đơn vị, mỗi thay đổi kèm quyết định.", Samples: samples(Timeline{},
			Timeline{Events: []Event{
				{Day: day.Of(2025, 7, 1), Kind: "merge", Title: "Hợp nhất vào Công đoàn phường Từ Liêm", Text: "Cùng LĐLĐ quận Bắc Từ Liêm; số liệu cũ được xem trên bản đồ mới qua đơn vị kế thừa.", Decision: "Quyết định 151/QĐ-LĐLĐ ngày 28/06/2025", Href: "/dispatches/151", Recorded: "ghi nhận 08:00 ngày 02/07/2025", Units: []Link{{"Công đoàn phường Từ Liêm", "/units/tl"}, {"LĐLĐ quận Bắc Từ Liêm", "/units/btl"}}},
				{Day: day.Of(2014, 4, 1), Kind: "rename", Title: "Đổi tên: LĐLĐ huyện Từ Liêm thành LĐLĐ quận Nam Từ Liêm", Decision: "Quyết định 12/QĐ-LĐLĐ"},
				{Day: day.Of(2013, 12, 27), Kind: "found", Title: "Thành lập"}}},
			Timeline{Events: []Event{
				{Day: day.Of(2027, 1, 1), Kind: "dissolve", Title: longUnit, Text: longLine, Decision: longWord, Recorded: "ghi nhận 08:00 ngày 02/11/2026", Future: true, Units: []Link{{longUnit, "/u"}, {longUnit, "/v"}}},
				{Day: day.Of(2026, 1, 1), Kind: "split", Title: "Chia tách"}, {Day: day.Of(2025, 1, 1), Kind: "suspend", Title: "Tạm dừng"}, {Day: day.Of(1929, 7, 28), Kind: "unheard", Title: "Không rõ loại"}}})},
		{Name: "DayPicker", Says: "Chọn ngày của bản đồ tổ chức.", Samples: samples(DayPicker{Action: "/units", Name: "on0", AsIs: true, Today: day.Of(2026, 11, 2)},
			DayPicker{Action: "/units", Today: day.Of(2026, 11, 2), Value: day.Of(2025, 6, 30), Keep: url.Values{"q": {"hai phong"}}},
			DayPicker{Action: "/units", Name: "on2", Today: day.Of(2026, 11, 2), Value: day.Of(2026, 11, 2), AsIs: true, Keep: url.Values{"q": {longUnit, longLine}}})},
	}
}

func passportSamples() []Exhibit {
	const here = "/figures/x"
	bags := Figure{Quantity: Exactly(1265), Of: "đơn vị máu", Href: here, Evidence: []Evidence{{Kind: "signed", Label: "bệnh viện ký", Quantity: 1265}}}
	facts := []Pair{{Key: "Kỳ", Text: "6 tháng đầu năm 2024"}, {Key: "Bản đồ", Text: "như khi ấy", Note: "mỗi số theo tổ chức của ngày phát sinh"},
		{Key: "Phong trào", Text: "Hiến máu KCN Hưng Yên 2024", Href: "/campaigns/x"}, {Key: "Chỉ tiêu", Text: "1.200 đơn vị máu", Note: "03/KH-BCĐHMKCN, mục II.1, bản 1", Href: "/targets/x"}, {Key: "Đạt", Text: "105%", Note: "1.265/1.200 = 105,4%, cắt phần lẻ"}}
	signed := Evidence{Kind: "signed", Label: "bệnh viện ký", Quantity: 263}
	entry := func(seq int64, d, unit string, q int64) Entry {
		return Entry{Seq: seq, Day: d, Unit: unit, UnitHref: "/units/x", Place: "Nhà văn hoá KCN Phố Nối A", Quantity: Exactly(q), Evidence: signed, Source: "biên bản đợt 1, dòng 3", Href: "/activities/x", By: "Trần Thu Hà", At: "09:12 ngày 03/03/2024"}
	}
	odd := Entry{Seq: 999_999_999, Day: "31/12/2024", Unit: longUnit, UnitHref: "/u", Place: longLine, Quantity: AtLeast(22000), Evidence: Evidence{Kind: "declared", Label: "đơn vị báo"}, Source: longWord, By: "Nguyễn Huỳnh Thượng Nghiễm", Device: "ph3-117", Via: "qua hợp nhất 01/07/2025", Reversed: true}
	back := Entry{Seq: 1_000_000_000, Day: "31/12/2024", Unit: longUnit, UnitHref: "/u", Quantity: Exactly(-999_999_999_999), Evidence: Evidence{Kind: "imported", Label: "nhập từ tệp"}, Source: "báo cáo 7, dòng 3", Note: "nhập nhầm", By: "Hà", Reverses: 999_999_999, Unused: true}
	root := "8f3c1d0ab27e4c55a9e0b3d6f1274a9c0e5d8b61f2a34c7d9e0f1a2b3c4d5e6f"
	return []Exhibit{
		{Name: "KeyValue", Says: "Các điều cố định, từng dòng.", Samples: samples(KeyValue{}, KeyValue{facts}, KeyValue{[]Pair{{Key: longUnit, Text: longWord, Note: longLine}, {Key: "Trống"}}})},
		{Name: "Passport", Says: "Đầu của lý lịch số liệu: số, định nghĩa, kỳ, bản đồ, chỉ tiêu.", Samples: samples(
			Passport{Indicator: "Người hiến lần đầu", Figure: Figure{Quantity: Exactly(0), Of: "đơn vị máu", Href: here}},
			Passport{Indicator: "Đơn vị máu tiếp nhận", Definition: "Số đơn vị máu toàn phần mà bệnh viện nhận và ký biên bản trong ngày, không kể túi hỏng.", Figure: bags, Facts: facts, Code: "HY24-7QK3"},
			Passport{Indicator: longLine, Definition: longUnit, Figure: Figure{Quantity: AtLeast(999_999_999_999), Of: "đồng", Href: here, Provisional: "chờ 2.819 đơn vị"}, Facts: []Pair{{Key: longUnit, Text: longWord}}, Code: "HY24-7QK3-0000-1111"})},
		{Name: "Gaps", Says: "Những gì số liệu không có.", Samples: samples(Gaps{},
			Gaps{[]Gap{{Warn, "May Đồi Chè đã báo 48 đơn vị, chờ duyệt", "gửi 02/11/2026", "/submissions/x"}, {Info, "41 đơn vị máu không phân bổ được", "chia tách 01/07/2025 không kèm tỷ lệ", ""}}},
			Gaps{[]Gap{{Bad, longUnit, longLine, "/x"}, {Plain, longWord, "", ""}}})},
		{Name: "Claims", Says: "Số đã công bố bên cạnh số của sổ cái.", Samples: samples(Claims{},
			Claims{[]Claim{{Printed: "hơn 1.500 người", Source: "Báo Hưng Yên, 05/07/2024", Href: "/claims/1", Ours: Figure{Quantity: AtLeast(1500), Of: "người", Href: here}, Agrees: true},
				{Printed: "90,2%", Source: "Báo cáo 42/BC-LĐLĐ", Ours: Figure{Quantity: Exactly(2610), Of: "người", Href: here}, Arithmetic: "2.610/2.819 = 92,6%, in 90,2%"}}},
			Claims{[]Claim{{Printed: longLine, Source: longUnit, Ours: Figure{Quantity: Exactly(999_999_999_999), Of: "đồng", Href: here, Provisional: "tạm tính"}, Arithmetic: longWord}}})},
		{Name: "Entries", Says: "Các bút toán làm nên số liệu, tới tận nguồn và người ghi.", Samples: samples(Entries{Label: "Bút toán, trống"},
			Entries{Label: "Các bút toán của 1.265 đơn vị máu", Items: []Entry{entry(101, "02/03/2024", "Công đoàn KCN Phố Nối A", 263), entry(102, "05/04/2024", "Công đoàn May Minh Anh", 119)}, Total: Exactly(382), Of: "đơn vị máu"},
			Entries{Label: "Bút toán, xấu nhất", Items: []Entry{odd, back}, Total: AtLeast(22000), Of: "đồng", More: &More{Href: "/more", Left: 998_000, Of: "bút toán"}})},
		{Name: "Proof", Says: "Bằng chứng niêm phong, kiểm tra được mà không cần hệ thống.", Samples: samples(Proof{},
			Proof{Sealed: true, Log: "2024", Size: 1265, Root: root, At: "14:05 ngày 02/11/2026", Checkpoint: "phongtrao/2024\n1265\njzwdCrJ+TFWp4LPW8SdKnA5di2HypDx9ng8aKzxNXm8=\n\n— phongtrao 8f3c1d0aBCDEF", Download: "/figures/x/proof.json", Command: "phongtrao verify --proof proof.json"},
			Proof{Sealed: true, Log: "1929", Size: 999_999_999_999, Root: root + root, At: "14:05 ngày 02/11/2026", Waiting: 500, Checkpoint: longWord + longWord, Command: longLine})},
	}
}

func listSamples() []Exhibit {
	return []Exhibit{
		{Name: "Todo", Says: "Việc đang chờ, gấp trước.", Samples: samples(Todo{},
			Todo{Items: []TodoItem{{Warn, "2 công đoàn cơ sở chưa chốt danh sách đợt 5", "May Đồi Chè, Bao bì Phú Mây · hạn 05/07", "/t/1"}, {Bad, "12 dòng lỗi khi nhập đợt 5", "Trùng số căn cước 9 · thiếu ngày sinh 3", "/t/2"}, {Info, "Báo cáo kết quả gửi cấp trên", "Mẫu 03/BC-CĐ · còn 6 ngày", "/t/3"}}},
			Todo{Items: []TodoItem{{Bad, longUnit, longLine, "/t/4"}, {Plain, longWord, longWord, "/t/5"}}})},
		{Name: "Tour", Says: "Một vòng tham quan vài bước.", Samples: samples(Tour{Title: "Tham quan, trống"},
			Tour{Title: "Năm bước làm quen", Lead: "Mỗi bước một trang thật, chừng một phút.", Steps: []TourStep{
				{"Một con số mở tới bằng chứng", "1.265 đơn vị máu: ai ký, ở đâu, ngày nào.", "/tour/1", true}, {"Bản đồ của ngày khác", "Nam Từ Liêm 2023 trên tổ chức hôm nay.", "/tour/2", false},
				{"Chỉ tiêu và văn bản", "1.200 lấy từ mục nào của kế hoạch nào.", "/tour/3", false}, {"Số mơ hồ vẫn mơ hồ", "“hơn 22 nghìn” cộng lại vẫn là từ 22.000.", "/tour/4", false}, {"Tự kiểm tra niêm phong", "Tải bằng chứng, kiểm tra không cần mạng.", "/tour/5", false}}},
			Tour{Title: "Tham quan: " + longUnit, Lead: longLine, Steps: []TourStep{{longUnit, longLine, "/tour/6", true}, {longWord, longWord, "/tour/7", false}}})},
		{Name: "Steps", Says: "Đang ở bước nào.", Samples: samples(Steps{}, Steps{[]string{"Chọn tệp", "Ghép cột", "Xem chỗ sai", "Nhập"}, 2}, Steps{[]string{longUnit, longLine, "Nhập"}, 3})},
		{Name: "Progress", Says: "Việc đang chạy.", Samples: samples(Progress{Label: "Chưa bắt đầu"}, Progress{Label: "ds_dot5_bo_sung.xlsx", Done: 1284, Total: 1612, Note: "còn khoảng 4 giây"}, Progress{Label: longWord, Done: 999_999_999_999, Total: 999_999_999_999})},
		{Name: "Hits", Says: "Kết quả tìm.", Samples: samples(Hits{Query: "abc"},
			Hits{Query: "hai phong", Items: []Hit{{Title: "Liên đoàn Lao động thành phố Hải Phòng", Note: "cấp tỉnh", Kind: "Đơn vị", Href: "/u/1"}, {Title: "LĐLĐ tỉnh Hải Dương", Note: "hợp nhất vào Hải Phòng 01/07/2025", Kind: "Đơn vị", Href: "/u/2", Ended: true}}},
			Hits{Items: []Hit{{Title: longUnit, Note: longLine, Kind: "Đơn vị hành chính – kinh tế đặc biệt", Href: "/u/3", Ended: true}, {Title: longWord, Kind: "Tệp", Href: "/u/4"}}})},
		{Name: "Tabs", Says: "Các cách xem cùng một thứ.", Samples: samples(Tabs{Label: "Không cách nào"},
			Tabs{Label: "Cách xem", Items: []Tab{{"Theo đơn vị", "?by=unit", true}, {"Theo địa điểm", "?by=place", false}, {"Theo bằng chứng", "?by=evidence", false}}},
			Tabs{Label: "Cách xem dài", Items: []Tab{{longUnit, "?a", true}, {longLine, "?b", false}}})},
		{Name: "Chip", Says: "Trạng thái ngắn, có hình.", Samples: samples(Chip{Label: "Nháp"},
			Group{Chip{Label: "Đã về đích", Tone: Gold}, Chip{Label: "Đã chốt", Tone: Good}, Chip{Label: "Sắp đến hạn", Tone: Warn}, Chip{Label: "Quá hạn", Tone: Bad}, Chip{Label: "Đang mở", Tone: Info}}, Chip{Label: longUnit, Tone: Warn})},
		{Name: "Badge", Says: "Một chữ nhỏ trong khung.", Samples: samples(Badge{Label: "–"}, Badge{Label: "CĐCS", Title: "Công đoàn cơ sở"}, Badge{Label: "999.999.999.999"})},
		{Name: "Button", Says: "Việc làm được.", Samples: samples(Button{Label: "Gửi"},
			Group{Button{Label: "Lập báo cáo", Primary: true, Href: "/r"}, Button{Label: "Nhập từ Excel", Icon: "upload", Href: "/i"}, Button{Label: "Giải thể", Danger: true, Href: "/d"}}, Button{Label: longLine, Icon: "arrow-right", Href: "/x"})},
	}
}
