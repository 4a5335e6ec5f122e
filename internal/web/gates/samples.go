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
