package home

import (
	"strings"

	"phongtrao/internal/base/ui"
)

func overviewSamples() ui.Samples[overview] {
	const passport = "/figures?indicator=blood.bags"
	head := ui.PageHead{Title: "Tổng quan", Lead: "Thứ Hai, 02/11/2026"}
	campaigns := []ui.Column{{Label: "Phong trào", Wide: true}, {Label: "Kết quả", Num: true}, {Label: "So với chỉ tiêu"}}
	latest := []ui.Column{{Label: "Hoạt động", Wide: true}, {Label: "Kết quả", Num: true}, {Label: "Biết bằng cách nào"}}
	fig := func(q ui.Quantity) ui.Cell {
		return ui.Cell{Body: ui.Figure{Quantity: q, Of: "đơn vị máu", Href: passport}}
	}
	row := func(name string, q ui.Quantity, target int64) ui.Row {
		return ui.Row{Cells: []ui.Cell{{Text: name, Href: "/campaigns/c1", Sub: "Hiến máu tình nguyện · năm 2024"}, fig(q), {Body: ui.Bar{Mini: true, Got: q.Lo, Target: target}, Sub: "chỉ tiêu " + ui.Int(target)}}}
	}
	typical := overview{Head: head, Title: "Phong trào đang diễn ra",
		Tour: &ui.Tour{Title: "Tham quan trong năm bước", Steps: []ui.TourStep{
			{Title: "Một phong trào", Text: "Kết quả so với chỉ tiêu, từng đợt, từng đơn vị.", Href: "/campaigns/c1"}, {Title: "Con số 1.265 từ đâu ra", Text: "Lý lịch của một con số.", Href: passport},
			{Title: "Bằng chứng của con số", Text: "Từng bút toán đã niêm phong.", Href: "/entries/15"}, {Title: "Tổ chức ngày 30/06 và 01/07/2025", Text: "Hai bản đồ.", Href: "/units?on=2025-06-30"},
			{Title: "Nhập số của một đợt", Text: "Đợt 8.", Href: "/activities/a8/figures"}}},
		Todo:      ui.Todo{Items: []ui.TodoItem{{Tone: ui.Warn, Title: "2 báo cáo chờ bạn tiếp nhận", Note: "Số liệu chỉ vào tổng sau khi tiếp nhận", Href: "/reports"}}},
		Campaigns: ui.Table{Label: "Phong trào", Cards: true, Columns: campaigns, Rows: []ui.Row{row("Hiến máu tình nguyện năm 2024", ui.Exactly(1265), 1200), row("Hiến máu tình nguyện năm 2022", ui.Exactly(666), 1220)}},
		Latest:    ui.Table{Label: "Số liệu mới nhất", Cards: true, Columns: latest, Rows: []ui.Row{{Cells: []ui.Cell{{Text: "Đợt 5", Href: "/activities/a5", Sub: "27/05/2024"}, fig(ui.Exactly(180)), {Text: "có ký xác nhận"}}}}}}
	long := strings.Repeat("Phong trào thi đua lao động giỏi, lao động sáng tạo ", 4)
	worst := typical
	worst.Campaigns.Rows = []ui.Row{row(long, ui.Quantity{Lo: 999_999_999_999, Open: true}, 1)}
	worst.Latest.Rows = []ui.Row{{Cells: []ui.Cell{{Text: long, Href: "/activities/a5", Sub: long}, fig(ui.Quantity{Lo: 999_999_999_999, Open: true}), {Text: "có ký xác nhận · kiểm đếm · đơn vị khai · nhập từ danh sách cũ"}}}}
	worst.Todo.Items = []ui.TodoItem{{Tone: ui.Bad, Title: long, Note: "Quá hạn 2.111 ngày, hạn 18/01/2021", Href: "/dispatches/d1"}, {Tone: ui.Warn, Title: long, Note: long, Href: "/targets/t1"}, {Tone: ui.Info, Title: long, Href: "/activities/a1"}}
	return ui.Samples[overview]{
		"empty":   {Head: head, Nothing: &ui.Empty{Icon: "key-round", Title: "Bạn chưa được giao quyền ở đơn vị nào", Text: "Hãy đề nghị người quản trị của đơn vị hoặc của cấp trên cấp quyền."}},
		"typical": typical, "worst": worst,
	}
}
