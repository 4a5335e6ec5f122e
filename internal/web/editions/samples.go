package editions

import (
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/ui"
)

const (
	longName = "Công đoàn cơ sở Công ty trách nhiệm hữu hạn một thành viên Sản xuất, Thương mại, Dịch vụ và Xuất nhập khẩu Thiết bị điện tử Đông Nam Á"
	longText = "Các cấp công đoàn đã phối hợp chặt chẽ với cơ sở tiếp nhận máu và doanh nghiệp để bố trí ca làm việc. "
)

func samplePaper(words string) paper.Document {
	return paper.Document{Parent: "LIÊN ĐOÀN LAO ĐỘNG TỈNH HƯNG YÊN", Issuer: "CÔNG ĐOÀN CÁC KCN TỈNH HƯNG YÊN", Number: "15/BC-CĐKCN", Place: "Hưng Yên", Date: day.Of(2024, 7, 12), Kind: "BÁO CÁO", Title: "Kết quả hiến máu 6 tháng đầu năm 2024",
		Blocks: []paper.Block{paper.Heading{Level: 1, Text: "I. KẾT QUẢ"}, paper.Para{Runs: []paper.Run{{Text: "Tiếp nhận "}, {Text: "1.265", Code: "7K3M-9XQ2-P4TV-W", Bold: true}, {Text: " đơn vị máu. " + words}}}},
		To:     []string{"LĐLĐ tỉnh Hưng Yên", "Lưu: VT"}, Sources: []paper.Source{{Code: "7K3M-9XQ2-P4TV-W", What: "Số đơn vị máu", Value: "1.265", URL: "https://pt.example/p/7K3M-9XQ2-P4TV-W"}}}
}

func listSamples() ui.Samples[list] {
	head := ui.PageHead{Title: "Báo cáo", Actions: []ui.Button{{Label: "Lập báo cáo", Icon: "plus", Href: "/editions/new", Primary: true}}}
	tabs := ui.Tabs{Label: "Cách xem", Items: []ui.Tab{{Label: "Tất cả", Href: "/editions", Current: true}, {Label: "Bản thảo", Href: "/editions?show=drafts"}}}
	columns := []ui.Column{{Label: "Báo cáo", Wide: true}, {Label: "Đơn vị"}, {Label: "Trạng thái"}, {Label: "So với sổ cái"}}
	row := func(name, unit string, changed bool) ui.Row {
		r := ui.Row{Cells: []ui.Cell{{Text: name, Href: "/editions/e1", Sub: "báo cáo chính thức"}, {Text: unit}, {Body: ui.Chip{Label: "đã chốt", Icon: "file-badge"}}, {Body: ui.Chip{Label: "còn đúng", Tone: ui.Good}}}}
		if changed {
			r.Tone, r.Cells[3] = ui.Warn, ui.Cell{Body: ui.Chip{Label: "2 số đã đổi", Tone: ui.Warn}, Sub: "Số đơn vị máu: 1.265 → 1.260"}
		}
		return r
	}
	return ui.Samples[list]{
		"empty":   {Head: head, Tabs: tabs, Table: ui.Table{Label: "Báo cáo", Columns: columns, Empty: &ui.Empty{Icon: "file-badge", Title: "Chưa có báo cáo nào", Text: "Lập báo cáo từ trang của một phong trào."}}},
		"typical": {Head: head, Tabs: tabs, Table: ui.Table{Label: "Báo cáo", Cards: true, Columns: columns, Rows: []ui.Row{row("Hiến máu 2024, 6 tháng đầu năm 2024", "Công đoàn các KCN", false), row("Hiến máu 2023", "Công đoàn các KCN", true)}}},
		"worst": {Head: head, Tabs: tabs, More: "Còn 4.321 báo cáo cũ hơn.", Table: ui.Table{Label: "Báo cáo", Cards: true, Columns: columns, Rows: []ui.Row{row(longName, longName, true)}},
			Waiting: ui.Table{Label: "Chờ bạn", Cards: true, Columns: columns[:3], Rows: []ui.Row{{Cells: []ui.Cell{{Text: longName, Href: "/editions/e1"}, {Text: longName}, {Text: "Tiếp nhận hoặc trả lại"}}}}}},
	}
}

func sampleForm(action, submit string, fields ...ui.Field) *ui.Form {
	return &ui.Form{ID: strings.TrimPrefix(action, "/editions/e1/"), Action: action, Hidden: map[string]string{"token": "sample"}, Submit: submit, Fields: fields}
}

func showSamples() ui.Samples[show] {
	typical := show{Title: "Hiến máu 2024, 6 tháng đầu năm 2024", Crumbs: []ui.Link{crumb}, Paper: samplePaper(longText), Files: []ui.Link{{Label: "Word (.docx)", Href: "/editions/e1/files/x.docx"}},
		Head:  ui.PageHead{Title: "Hiến máu 2024, 6 tháng đầu năm 2024", Chips: []ui.Chip{{Label: "đã chốt", Icon: "file-badge"}}, Meta: []string{"Công đoàn các KCN tỉnh Hưng Yên"}},
		Facts: ui.KeyValue{Pairs: []ui.Pair{{Key: "Phong trào", Text: "Hiến máu 2024", Href: "/campaigns/c1"}}}, Send: sampleForm("/editions/e1/send", "Gửi")}
	worst := typical
	worst.Title, worst.Head.Title, worst.Send = longName, longName, nil
	worst.Paper = samplePaper(strings.Repeat(longText, 40))
	worst.Notices = []ui.Notice{{Tone: ui.Warn, Title: "4.321 số trong báo cáo đã thay đổi sau khi chốt", Text: longText, Link: &ui.Link{Label: "Đính chính, thu hồi", Href: "/editions/e1/recall"}}}
	worst.Recalls = []ui.Notice{{Tone: ui.Bad, Title: "Báo cáo này được thu hồi lúc 08:00 ngày 02/11/2026", Text: strings.Repeat(longText, 5)}}
	worst.Changes = sampleChanges(longName)
	worst.Findings = ui.Gaps{Items: []ui.Gap{{Tone: ui.Warn, Text: strings.Repeat(longText, 4), Why: longName}}}
	worst.Decide = []decision{{Title: longName, Accept: sampleForm("/editions/e1/accept", "Tiếp nhận báo cáo"),
		Return: sampleForm("/editions/e1/return", "Trả lại", ui.Field{Name: "reason", Label: "Lý do trả lại", Kind: ui.LongField}), Acknowledge: sampleForm("/editions/e1/acknowledge", "Đã biết")}}
	worst.Receivers = ui.Table{Label: "Nơi nhận", Cards: true, Columns: []ui.Column{{Label: "Nơi nhận"}, {Label: "Trả lời"}}, Rows: []ui.Row{{Cells: []ui.Cell{{Text: longName}, {Body: ui.Chip{Label: "trả lại", Tone: ui.Warn}, Sub: longText}}}}}
	return ui.Samples[show]{"empty": {Title: "Báo cáo", Head: ui.PageHead{Title: "Báo cáo"}}, "typical": typical, "worst": worst}
}

func sampleChanges(what string) ui.Table {
	return ui.Table{Label: "Số đã thay đổi", Cards: true, Columns: []ui.Column{{Label: "Số liệu", Wide: true}, {Label: "Đã in", Num: true}, {Label: "Nay", Num: true}, {Label: "Vì sao"}},
		Rows: []ui.Row{{Tone: ui.Warn, Cells: []ui.Cell{{Text: what}, {Body: ui.Figure{Quantity: ui.Exactly(1265), Href: "/p/7K3M-9XQ2-P4TV-W"}}, {Body: ui.Figure{Quantity: ui.AtLeast(999_999_999_999), Href: "/figures?indicator=blood.bags"}}, {Text: longText}}}}}
}

func writeSamples() ui.Samples[write] {
	field := func(text string) *ui.Form {
		return sampleForm("/editions/e1/write", "Lưu", ui.Field{Name: "introduction", Label: "Mở đầu", Kind: ui.LongField, Value: text})
	}
	typical := write{Title: "Soạn lời báo cáo", Lead: "Hiến máu 2024.", Crumbs: []ui.Link{crumb}, Drawn: *field(longText), Look: look{Address: "/editions/e1/write", Paper: samplePaper(longText)}}
	worst := typical
	worst.Drawn = *field(strings.Repeat(longText, 100))
	worst.Clash = ui.Clash{Who: "Lê Minh Tuấn", At: "14:05 ngày 02/11/2026", Action: "/editions/e1/write", Hidden: map[string]string{"token": "x"}, Reload: "/editions/e1/write", Rows: []ui.ClashRow{{Label: "Phần mở đầu", Mine: longText, Theirs: strings.Repeat(longText, 3)}}}
	worst.Look.Found = ui.Gaps{Items: []ui.Gap{{Tone: ui.Warn, Text: "1.265/1.200 = 105,4%, in 90,2%", Why: "Trong lời văn: “đạt 90,2%”"}}}
	return ui.Samples[write]{"empty": {Title: "Soạn lời báo cáo", Drawn: *field(""), Look: look{Address: "/editions/e1/write"}}, "typical": typical, "worst": worst}
}

func sheetSamples(action string, fields []ui.Field, above ...ui.Component) func() ui.Samples[*sheet] {
	return func() ui.Samples[*sheet] {
		f := sampleForm(action, "Ghi", fields...)
		return ui.Samples[*sheet]{
			"empty": {Title: "Báo cáo", Drawn: *sampleForm(action, "Ghi")}, "typical": {Title: "Báo cáo", Lead: longText, Crumbs: []ui.Link{crumb}, Drawn: *f},
			"worst": {Title: longName, Lead: longName, Drawn: *f, Above: above},
		}
	}
}

var (
	newSamples    = sheetSamples("/editions/new", []ui.Field{{Name: "campaign", Label: "Phong trào", Kind: ui.ChoiceField, Choices: []ui.Choice{{Value: "c1", Label: longName}}}, {Name: "from", Label: "Từ ngày", Kind: ui.DayField}}, ui.Notice{Tone: ui.Info, Title: longName, Text: longText})
	closeSamples  = sheetSamples("/editions/e1/close", []ui.Field{{Name: "reason", Label: "Lý do vẫn chốt", Kind: ui.LongField, Required: true}}, ui.Notice{Tone: ui.Warn, Title: "Chưa khớp", Text: strings.Repeat(longText, 4)})
	recallSamples = sheetSamples("/editions/e1/recall", []ui.Field{{Name: "reason", Label: "Lý do", Kind: ui.LongField, Required: true, Problem: "Hãy ghi lý do."}}, sampleChanges(longName))
)
