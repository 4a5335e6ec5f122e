package gates

import (
	"phongtrao/internal/base/ui"
)

const longName = "Điểm cầu Khu công nghiệp Đình Vũ – Cát Hải, thành phố Hải Phòng, cùng các công đoàn cấp trên trực tiếp cơ sở"

// sampleFrame is the top of a page with all its tabs.
func sampleFrame(title, site string) frame {
	at := "/activities/x"
	return frame{Title: title, Head: ui.PageHead{Title: title, Meta: []string{site, "01/02/2026", "đang diễn ra"}, Actions: []ui.Button{{Label: "Thêm cổng", Href: at + "/gates/doors", Primary: true}}},
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
