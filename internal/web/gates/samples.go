package gates

import (
	"phongtrao/internal/base/ui"
)

const longName = "Điểm cầu Khu công nghiệp Đình Vũ – Cát Hải, thành phố Hải Phòng, cùng các công đoàn cấp trên trực tiếp cơ sở"

// sampleFrame is the top of a page with all its tabs.
func sampleFrame(title, site string) frame {
	at := "/activities/x"
	return frame{Title: title, Here: at + "/day", Head: ui.PageHead{Title: title, Meta: []string{site, "01/02/2026", "đang diễn ra"}, Actions: []ui.Button{{Label: "Thêm cổng", Href: at + "/gates/doors", Primary: true}}},
		Tabs: ui.Tabs{Label: "Các trang của điểm", Items: []ui.Tab{{Label: "Ngày diễn ra", Href: at + "/day"}, {Label: "Cổng và máy", Href: at + "/gates", Current: true}, {Label: "Sẵn sàng", Href: at + "/ready"}, {Label: "Chốt điểm", Href: at + "/closing"}, {Label: "Gộp các điểm", Href: at + "/merge"}}}}
}

// sampleTable is a table with a row of these texts for each number of rows.
func sampleTable(label string, rows int, columns []string, cells ...string) ui.Table {
	t := ui.Table{Label: label, Cards: true, Empty: &ui.Empty{Title: "Chưa có gì", Text: "Chưa có gì ở đây."}}
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

func setupSamples() ui.Samples[setup] {
	of := func(name string, rows int) setup {
		return setup{frame: sampleFrame("Cổng và máy", name), Lead: "/activities/x/gates/people",
			Doors:   sampleTable("Các cổng của điểm", rows, []string{"Cổng", "Bắt đầu bằng", "Số máy", "Việc"}, "Cổng A1", "Vào cổng", "2", ""),
			Phones:  sampleTable("Điện thoại đã vào cổng", rows, []string{"Máy, người cầm", "Cổng", "Hết ca", "Tình trạng", "Việc"}, name, "Cổng A1", "10:30", "đang dùng", ""),
			Invites: sampleTable("Mã mời chưa dùng", rows, []string{"Người cầm máy", "Cổng", "Mã dùng được đến", "Hết ca"}, name, "Cổng A1", "06:00", "10:30"),
			People:  sampleTable("Người phụ trách điểm", rows, []string{"Người", "Từ ngày", "Đến hết ngày"}, "Đỗ Hoài Nam", "01/02/2026", "01/02/2026"),
			Sites:   sampleTable("Các điểm cầu", rows, []string{"Điểm", "Số cổng", "Số máy", "Mã chưa dùng"}, name, "4", "8", "1")}
	}
	worst := of(longName, 12)
	worst.Notices = []ui.Notice{{Tone: ui.Warn, Title: longName, Text: longName}}
	return ui.Samples[setup]{"empty": of("KCN VSIP", 0), "typical": of("KCN VSIP", 2), "worst": worst}
}

func closingSamples() ui.Samples[closePage] {
	lines := func(rows int) ui.Table {
		return sampleTable("Số trong biên bản", rows, []string{"Nội dung", "Quét vé", "Kiểm đếm", "Số chốt", "Lý do chênh lệch"}, "Số người tham gia chạy", "1.987", "2.015", "2.010", "Có làn chỉ đếm, không quét")
	}
	card := func(name string) minuteCard {
		return minuteCard{ID: "m", Title: "Biên bản 01/BB-CĐ", State: ui.Chip{Label: "chờ chữ ký thứ hai", Tone: ui.Warn}, Lines: lines(1),
			Shares: sampleTable("Phần của từng đơn vị", 3, []string{"Đơn vị", "Số chốt"}, name, "670"), Sign: &ui.Button{Label: "Ký xác nhận", Href: "/activities/x/closing/m/sign", Primary: true},
			Facts: ui.KeyValue{Pairs: append([]ui.Pair{{Key: "Người lập", Text: "Đỗ Hoài Nam", Note: "ký lúc 09:40"}}, gateFacts(12, 31, 0)...)},
			Files: []ui.Link{{Label: "Tải Word", Href: "/activities/x/closing/m/bien-ban.docx"}, {Label: "Tải PDF", Href: "/activities/x/closing/m/bien-ban.pdf"}}}
	}
	figures := sampleTable("Số quét và số đếm của điểm", 1, []string{"Nội dung", "Quét vé", "Kiểm đếm", "Lệch"}, "Số người tham gia chạy", "1.987", "2.015", "+28")
	empty := ui.Empty{Icon: "file-badge", Title: "Chưa có biên bản", Text: "Biên bản cần hai người: một người lập, một người ký xác nhận."}
	of := func(name string, cards ...minuteCard) closePage {
		return closePage{frame: sampleFrame("Chốt điểm", name), Figures: figures, Gates: ui.KeyValue{Pairs: gateFacts(12, 31, 4)}, Minutes: cards, Empty: empty}
	}
	worst := of(longName, card(longName))
	worst.Notices = []ui.Notice{{Tone: ui.Warn, Title: "Còn máy chưa gửi hết", Text: longName, Link: &ui.Link{Label: "Xem máy nào", Href: "/activities/x/ready"}}}
	return ui.Samples[closePage]{"empty": of("KCN VSIP"), "typical": of("KCN VSIP", card("CĐCS LG Display")), "worst": worst}
}

func readySamples() ui.Samples[ready] {
	of := func(name string, rows int) ready {
		m := ready{frame: sampleFrame("Sẵn sàng", name), Sum: ui.Notice{Tone: ui.Warn, Title: "Còn máy chưa sẵn sàng", Text: "5 máy sẵn sàng, 1 máy chưa thấy, 1 máy cần xử lý ngay."},
			Phones: sampleTable("Điện thoại của điểm", rows, []string{"Máy, người cầm", "Cổng", "Nghe lần cuối", "Danh sách", "Pin", "Cần làm"}, name, "Cổng A1", "2 phút trước", "tải 05:50", "71%", ""),
			Sites:  sampleTable("Các điểm cầu", rows, []string{"Điểm", "Số máy", "Sẵn sàng", "Chưa thấy", "Cần xử lý", "Lượt chưa gửi"}, name, "8", "6", "1", "1", "14")}
		for i := range m.Phones.Rows {
			m.Phones.Rows[i].Cells[5].Body = illList([]ill{{ui.Bad, "pin 12%", "Cắm sạc ngay, hoặc thay máy khác."}, {ui.Info, "đồng hồ lệch 2 giờ", "Giờ quét đã được bù."}}[:i%3])
		}
		return m
	}
	return ui.Samples[ready]{"empty": of("KCN VSIP", 0), "typical": of("KCN VSIP", 3), "worst": of(longName, 12)}
}

func daySamples() ui.Samples[today] {
	of := func(name string, rows int) today {
		m := today{frame: sampleFrame("Ngày diễn ra", name), Note: "Không cho vào 12 lượt. Đến lần thứ hai 31 lượt. Máy còn giữ 4 lượt.",
			Tiles:     ui.Tiles{Figures: []ui.Figure{{Label: "Quét vé", Quantity: ui.Exactly(1987), Of: "người", Href: "/figures", Age: "lúc 06:41", Provisional: "còn 4 lượt chưa gửi"}, {Label: "Kiểm đếm", Quantity: ui.Exactly(2015), Of: "người", Href: "/figures"}}},
			Lanes:     sampleTable("Các cổng", rows, []string{"Cổng", "Người/phút", "Đã vào", "Số máy", "Lần quét cuối"}, "Cổng A1", "16", "512", "2", "06:41"),
			Missing:   sampleTable("Máy còn giữ lượt chưa gửi", min(rows, 1), []string{"Máy, người cầm", "Cổng", "Lượt chưa gửi", "Nghe lần cuối"}, name, "Cổng A1", "4", "12 phút trước"),
			Odds:      sampleTable("Việc bất thường ở cổng", rows, []string{"Chuyện gì", "Lúc", "Ở đâu", "Máy", "Cho vào"}, "Đến lần thứ hai", "06:40", "Cổng A1", name, "không"),
			Incidents: sampleTable("Sự việc trong ngày", rows, []string{"Sự việc", "Loại", "Nơi", "Lúc", "Xử lý"}, name, "Y tế", "Cổng A2", "06:40", "đã xử lý")}
		m.Lanes.Cards = false
		if rows > 0 {
			m.Advice = []string{"Cổng A2 chậm: 9 người/phút so với 16; chuyển một máy từ Cổng A4."}
			m.Photos = []shot{{"/activities/x/day/photo/p", name, "Chỉ thấy đám đông, không nhận ra ai", "/activities/x/day/photo/p/hide"}}
		}
		return m
	}
	return ui.Samples[today]{"empty": of("KCN VSIP", 0), "typical": of("KCN VSIP", 3), "worst": of(longName, 14)}
}

func mergeSamples() ui.Samples[merge] {
	of := func(name string, rows int) merge {
		return merge{frame: sampleFrame("Gộp các điểm", name), Sum: ui.Notice{Tone: ui.Warn, Title: "Còn 3 điểm chưa có biên bản ký đủ", Text: "Số công bố của các điểm ấy theo quy tắc chung: quét trước, rồi đến đếm, rồi đến số khai."},
			Total:   ui.Tiles{Figures: []ui.Figure{{Label: "Được công bố", Quantity: ui.Exactly(22015), Of: "người", Href: "/figures"}, {Label: "Quét vé", Quantity: ui.Exactly(21987), Of: "người", Href: "/figures"}}},
			Sites:   sampleTable("Biên bản của các điểm", rows, []string{"Điểm", "Biên bản", "Quét vé", "Kiểm đếm", "Số chốt", "Được công bố", "Lý do chênh lệch"}, name, "đã ký đủ", "1.987", "2.015", "2.010", "2.010", "Có làn chỉ đếm, không quét"),
			Choices: sampleTable("Nơi bằng chứng khác nhau", min(rows, 2), []string{"Đơn vị", "Điểm", "Quét vé", "Kiểm đếm", "Được công bố", "Việc"}, name, "KCN VSIP", "900", "915", "quét vé", ""),
			Files:   []ui.Link{{Label: "Tải Word", Href: "/activities/x/merge/bien-ban-gop.docx"}}}
	}
	return ui.Samples[merge]{"empty": of("KCN VSIP", 0), "typical": of("KCN VSIP", 12), "worst": of(longName, 12)}
}
