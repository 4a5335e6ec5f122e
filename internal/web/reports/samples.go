package reports

import (
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/report"
)

const (
	someFigure = "/figures?indicator=blood.bags"
	longUnit   = "Công đoàn cơ sở Công ty trách nhiệm hữu hạn một thành viên Sản xuất, Thương mại, Dịch vụ và Xuất nhập khẩu Thiết bị điện tử Đông Nam Á – Chi nhánh Khu công nghiệp Thăng Long II"
)

func inboxSamples() ui.Samples[inbox] {
	head := ui.PageHead{Title: "Tiếp nhận số liệu"}
	columns := []ui.Column{{Label: "Chọn, đơn vị"}, {Label: "Số liệu khai", Wide: true}, {Label: "Kiểm tra"}, {Label: "Xem"}}
	row := func(unit, lines, wrong string) ui.Row {
		r := ui.Row{Cells: []ui.Cell{{Body: tick("r1 1", unit, wrong == ""), Sub: "Đợt 4, 23/05/2024"}, {Text: lines}, {Body: ui.Chip{Label: "khớp", Tone: ui.Good}}, {Text: "Xem, trả lại", Href: "/reports/r1"}}}
		if wrong != "" {
			r.Tone, r.Cells[2] = ui.Warn, ui.Cell{Body: ui.Chip{Label: "cần xem lại", Tone: ui.Warn}, Sub: wrong}
		}
		return r
	}
	sent := ui.Table{Label: "Đã gửi", Cards: true, Columns: []ui.Column{{Label: "Hoạt động", Wide: true}, {Label: "Trạng thái"}}, Rows: []ui.Row{{Cells: []ui.Cell{{Text: "Đợt 2", Href: "/reports/r2", Sub: "11/04/2024"}, {Body: ui.Chip{Label: "đã tiếp nhận", Tone: ui.Good}}}}}}
	table := func(rows ...ui.Row) ui.Table {
		return ui.Table{Label: "Báo cáo chờ tiếp nhận", Cards: true, Columns: columns, Rows: rows}
	}
	token := map[string]string{"token": "sample"}
	return ui.Samples[inbox]{
		"empty": {Head: head, Empty: ui.Empty{Icon: "inbox", Title: "Không có báo cáo nào chờ bạn"}, Sent: ui.Table{Label: "Đã gửi", Empty: &ui.Empty{Icon: "upload", Title: "Đơn vị của bạn chưa gửi số liệu nào"}}},
		"typical": {Head: head, Token: token, Count: 2, Find: &ui.Form{ID: "find", Action: "/reports", Get: true, Submit: "Lọc", Fields: []ui.Field{{Name: "state", Label: "Trạng thái", Kind: ui.ChoiceField, Choices: []ui.Choice{{Value: "", Label: "Chờ tiếp nhận"}}}}},
			Ended: ui.Table{Label: "Báo cáo trả lại", Columns: columns, Rows: []ui.Row{{Cells: []ui.Cell{{Text: "Đợt 1"}, {Body: withFiles("Số đơn vị máu 5", "r9", []report.File{{ID: "f1", Name: "ảnh.jpg", Media: "image/jpeg"}, {ID: "f2", Name: "biên bản.pdf"}})}}}}}, Mine: table(row("CĐCS TOTO", "Số người đến hiến máu 139 · Số đơn vị máu 119", ""), row("CĐCS Mektec", "Số người đến hiến máu 250 · Số người đăng ký 231", "Số người đến hiến máu (250) nhiều hơn số người đăng ký (231), thừa 19.")), Sent: sent},
		"worst": {Head: head, Token: token, Count: 4321, More: 4221, Mine: table(row(longUnit, strings.Repeat("Số đơn vị máu từ 999.999.999.999 trở lên · ", 12), strings.Repeat("Không khớp. ", 30))), Sent: sent},
	}
}

func oneSamples() ui.Samples[one] {
	lines := ui.Table{Label: "Số liệu đơn vị gửi", Cards: true, Columns: []ui.Column{{Label: "Chỉ số", Wide: true}, {Label: "Đơn vị khai", Num: true}, {Label: "Đang có trong sổ", Num: true}},
		Rows: []ui.Row{{Cells: []ui.Cell{{Text: "Số đơn vị máu"}, {Text: "143 đơn vị máu", Strong: true}, {Body: ui.Figure{Quantity: ui.Exactly(140), Of: "đơn vị máu", Href: someFigure}}}}}}
	typical := one{Title: "Số liệu của CĐCS TOTO", Crumbs: []ui.Link{{Label: "Tiếp nhận", Href: "/reports"}}, Accent: ui.Son,
		Head: ui.PageHead{Title: "Số liệu của CĐCS TOTO", Chips: []ui.Chip{{Label: "chờ tiếp nhận", Tone: ui.Info, Icon: "clock"}}, Meta: []string{"Đợt 4", "23/05/2024", "bản 1"}}, Lines: lines,
		Accept: &ui.Form{ID: "accept", Action: "/reports/r1/accept", Hidden: map[string]string{"token": "sample"}, Submit: "Tiếp nhận, đưa vào tổng"},
		Return: &ui.Form{ID: "return", Action: "/reports/r1/return", Hidden: map[string]string{"token": "sample"}, Fields: []ui.Field{{Name: "reason", Label: "Lý do trả lại", Kind: ui.LongField, Required: true}}},
		Facts:  ui.KeyValue{Pairs: []ui.Pair{{Key: "Đơn vị", Text: "CĐCS TOTO", Href: "/units/u1"}}},
		Life:   ui.Timeline{Events: []ui.Event{{Day: day.Of(2024, 5, 24), Kind: "found", Title: "Gửi bản 1", Recorded: "Vũ Thị Lan, 08:00 ngày 24/05/2024"}}}}
	worst := typical
	worst.Title, worst.Head.Title = "Số liệu của "+longUnit, "Số liệu của "+longUnit
	worst.Said = &ui.Notice{Tone: ui.Bad, Title: "Chưa làm được", Text: "Báo cáo này Trần Thu Hà đã tiếp nhận lúc 08:00 ngày 25/05/2024. Hãy tải lại để xem bản hiện nay."}
	worst.Checks = []ui.Notice{{Tone: ui.Warn, Title: "Không khớp", Text: strings.Repeat("Số này nhiều hơn số kia. ", 10)}}
	worst.Words = strings.Repeat("Giải trình rất dài. ", 40)
	worst.Accept, worst.Return = nil, nil
	worst.Withdraw = &ui.Form{ID: "withdraw", Action: "/reports/r1/withdraw", Hidden: map[string]string{"token": "sample"}, Fields: []ui.Field{{Name: "reason", Label: "Lý do rút", Kind: ui.LongField, Problem: "Hãy ghi lý do rút số liệu.", Required: true}}}
	empty := one{Title: "Số liệu của CĐCS TOTO", Head: ui.PageHead{Title: "Số liệu của CĐCS TOTO"}, Lines: ui.Table{Label: "Số liệu", Columns: lines.Columns}}
	return ui.Samples[one]{"empty": empty, "typical": typical, "worst": worst}
}

func missingSamples() ui.Samples[missing] {
	head := ui.PageHead{Title: "Báo cáo thiếu và trễ", Lead: "LĐLĐ tỉnh Hưng Yên và các đơn vị trực thuộc"}
	find := ui.Form{ID: "find", Action: "/reports/missing", Get: true, Submit: "Xem", Fields: []ui.Field{{Name: "campaign", Label: "Phong trào", Kind: ui.ChoiceField, Choices: []ui.Choice{{Value: "", Label: "Mọi phong trào"}}}}}
	token := map[string]string{"token": "sample"}
	sums := []ui.Pair{{Key: "Đã nhận", Text: "5/8 (62,5%)", Note: "trên số báo cáo phải gửi"}, {Key: "Quá hạn chưa có", Text: "3", Note: "lâu nhất 12 ngày"}}
	late := ui.Table{Label: "Chưa nhận được", Cards: true, Columns: []ui.Column{{Label: "Đơn vị", Wide: true}, {Label: "Tình trạng"}}, Rows: []ui.Row{{Tone: ui.Bad, Cells: []ui.Cell{{Text: longUnit, Href: "/units/u1"}, {Body: ui.Chip{Label: "chưa gửi, trễ 12 ngày", Tone: ui.Bad}}}}}}
	units := ui.Table{Label: "Đầy đủ và đúng hạn theo đơn vị", Cards: true, Columns: []ui.Column{{Label: "Đơn vị", Wide: true}, {Label: "Đã nhận/phải gửi", Num: true}}, Rows: []ui.Row{{Cells: []ui.Cell{{Text: "CĐCS TOTO", Href: "/reports/missing?unit=u1"}, {Text: "1/2 (50,0%)"}}}}}
	typical := missing{Head: head, Find: find, Sums: sums, Late: late, Units: units, Save: []ui.Link{{Label: "Tải danh sách .xlsx", Href: "/reports/missing.xlsx"}}, Remind: &reminders{Group: "Xin nhắc các đơn vị chưa gửi báo cáo:", Zalo: token}}
	worst := typical
	call := callForm("a1", day.Of(2026, 11, 2))
	call.Hidden = token
	worst.Call, worst.More = &call, 4000
	worst.Uncall = uncallForm("a1", []report.Expected{{Unit: "u1", Called: true}}, func(string) string { return longUnit })
	worst.Uncall.Hidden = token
	worst.Remind = &reminders{Group: strings.Repeat(longUnit+": hạn 01/01/2026, đã quá 300 ngày\n", 40), Zalo: token, Mail: token, Units: []draft{{longUnit, strings.Repeat("Kính gửi đơn vị. ", 60)}}}
	return ui.Samples[missing]{"empty": {Head: head, Find: find, Empty: ui.Empty{Icon: "list-checks", Title: "Không có báo cáo nào phải gửi trong kỳ này"}}, "typical": typical, "worst": worst}
}
