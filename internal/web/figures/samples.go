package figures

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/ledger"
)

// Samples of the section's pages: "empty", "typical" and "worst".

const longName = "Công đoàn cơ sở Công ty trách nhiệm hữu hạn một thành viên Sản xuất, Thương mại và Dịch vụ Xuất nhập khẩu Nguyễn Huỳnh Thượng Nghiễm Khu công nghiệp Tràng Duệ mở rộng"

var (
	sampleDay  = day.Of(2026, 11, 2)
	sampleHalf = day.Half(2024, 1)
	sampleAsk  = ledger.Question{Indicator: "blood.bags", Period: sampleHalf, At: "hy-kcn"}
	sampleHead = []ui.Column{{Label: "Đơn vị", Wide: true}, {Label: "Số liệu", Num: true}, {Label: "Bằng chứng"}, {Label: "Bút toán", Num: true}}
	huge       = ledger.Quantity{Lo: 999_999_999_999_999, Open: true}
)

func sampleRow(name, sub string, q ledger.Quantity, how, entries string) ui.Row {
	return ui.Row{Cells: []ui.Cell{{Text: name, Sub: sub, Href: "/figures?at=x"}, {Body: figure(q, "", "/figures?at=x")}, {Text: how}, {Text: entries}}}
}

var listSamples = ui.Samples[list]{
	"empty": {At: "hy-kcn", Name: "Công đoàn các KCN tỉnh Hưng Yên", Today: sampleDay, Period: day.Year(2026)},
	"typical": {At: "hy-kcn", Name: "Công đoàn các KCN tỉnh Hưng Yên", Today: sampleDay, Period: sampleHalf, Up: []ui.Link{{Label: "Liên đoàn Lao động tỉnh Hưng Yên", Href: "/figures?at=hy"}},
		Kinds: []ui.Tab{{Label: "Hiến máu tình nguyện", Href: "/figures?kind=blood"}},
		Sections: []section{{"Hiến máu tình nguyện", []ui.Row{
			sampleRow("Số người đăng ký", "Số người đã ghi tên hiến máu cho buổi này.", ledger.Exactly(1628), "kiểm đếm", "5"),
			sampleRow("Số đơn vị máu", "Số túi máu toàn phần đã tiếp nhận.", ledger.Exactly(1265), "có ký xác nhận", "5"),
			sampleRow("Số người tham dự", "Mọi người có mặt tại buổi hiến máu.", ledger.AtLeast(1500), "nhập từ danh sách cũ", "1")}}},
		Silent: []silent{{"Số túi 250 ml", "Trong số đơn vị máu, số túi có thể tích 250 ml.", "/figures?indicator=blood.bags_250"}}},
	"worst": {At: "w", Name: longName, On: day.Of(2025, 6, 30), Today: sampleDay, Period: day.All, Fell: &ui.Notice{Tone: ui.Info, Text: longName}, Kind: "blood", Line: ledger.PlaceLine,
		Notice: &ui.Notice{Tone: ui.Warn, Title: longName + " không có trên bản đồ ngày 30/06/2025", Text: longName, Link: &ui.Link{Label: longName, Href: "/figures"}},
		Up:     []ui.Link{{Label: longName, Href: "/figures"}, {Label: longName, Href: "/figures"}}, Kinds: []ui.Tab{{Label: longName, Href: "/figures", Current: true}},
		Sections: []section{{longName, []ui.Row{sampleRow(longName, longName, huge, longName, "999.999")}}},
		Below:    &ui.Table{Label: longName, Columns: sampleHead, Rows: []ui.Row{sampleRow(longName, longName, huge, longName, "999.999")}, Foot: &ui.Row{Cells: []ui.Cell{{Text: "Cộng", Strong: true}, {Body: figure(huge, "", "/figures")}}}}},
}

var showSamples = ui.Samples[show]{
	"empty":   sampleShow("Số đơn vị máu", ledger.Quantity{}, nil),
	"typical": typicalShow(),
	"worst":   worstShow(),
}

var pageSamples = ui.Samples[page]{
	"empty":    {List: new(listSamples["empty"])},
	"typical":  {List: new(listSamples["typical"])},
	"worst":    {List: new(listSamples["worst"])},
	"passport": {Show: new(typicalShow())},
}

// sampleShow is a passport with nothing beside the number.
func sampleShow(name string, q ledger.Quantity, parts []ui.Row) show {
	m := show{Title: name + ", 6 tháng đầu năm 2024", Scope: "Công đoàn các KCN tỉnh Hưng Yên",
		Head:    ui.Passport{Indicator: name, Definition: "Số túi máu toàn phần đã tiếp nhận; một đơn vị máu là một túi.", Figure: figure(q, "đơn vị máu", entriesHere), Facts: []ui.Pair{{Key: "Kỳ", Text: "6 tháng đầu năm 2024"}}},
		Picker:  ui.DayPicker{Action: "/figures", Today: sampleDay, AsIs: true},
		Periods: ui.Tabs{Label: "Kỳ", Items: []ui.Tab{{Label: "6 tháng đầu năm 2024", Href: address(sampleAsk), Current: true}}},
		Span:    spanForm("/figures", sampleHalf, hidden(sampleAsk, "from", "to")),
		Known:   ui.Form{ID: "as-known", Action: "/figures", Get: true, Fields: []ui.Field{{Name: "known", Label: "Đến hết ngày", Kind: ui.DayField}}},
		By:      ui.Tabs{Label: "Chia số liệu", Items: []ui.Tab{{Label: "Theo đơn vị", Href: "/figures?by=unit", Current: true}, {Label: "Theo hoạt động", Href: "/figures?by=activity"}}},
		Parts:   ui.Table{Label: "Các phần", Columns: sampleHead, Rows: parts, Empty: &ui.Empty{Icon: "chart-column", Title: "Chưa có phần nào"}}}
	m.Views.Says = "Các cách xem cho cùng một tổng."
	m.Views.Table = ui.Table{Label: "Trên các bản đồ", Columns: []ui.Column{{Label: "Cách xem", Wide: true}, {Label: "Số liệu", Num: true}, {Label: "Ngoài tổng", Num: true}},
		Rows: []ui.Row{{Cells: []ui.Cell{{Text: "Như khi ấy", Sub: "đang xem"}, {Body: figure(q, "", address(sampleAsk))}, {Text: "không"}}}}}
	return m
}

func typicalShow() show {
	m := sampleShow("Số đơn vị máu", ledger.Exactly(1265), []ui.Row{
		sampleRow("Công đoàn các KCN tỉnh Hưng Yên", "ghi ở chính đơn vị này", ledger.Exactly(823), "có ký xác nhận", "2"),
		sampleRow("CĐCS Công ty TOTO Hưng Yên", "", ledger.Exactly(119), "có ký xác nhận", "1")})
	m.Mix = ui.EvidenceMix{Of: "đơn vị máu", Parts: []ui.Evidence{{Kind: "signed", Label: "có ký xác nhận", Quantity: 1265, Href: entriesHere}}}
	m.Targets = []promise{{Percent: "105,4%", Bar: ui.Bar{Got: 1265, Target: 1200, Text: "105,4%"}, Text: "105,4% chỉ tiêu 1.200 (bản 1, năm 2024, văn bản 03/KH-BCĐHMKCN; làm tròn 0,1)", Document: ui.Link{Label: "Văn bản 03/KH-BCĐHMKCN", Href: "/dispatches/1"},
		Chips: []ui.Chip{{Label: "được giao"}}, Warning: "Kết quả của 6 tháng đầu năm 2024 so với chỉ tiêu của năm 2024.", Href: "/campaigns/1/targets"}}
	m.Claims.Items = []ui.Claim{{Printed: "1.265 đơn vị máu, đạt 105% kế hoạch", Source: "Tin 6 tháng đầu năm 2024", Ours: figure(ledger.Exactly(1265), "đơn vị máu", address(sampleAsk)), Agrees: true, Arithmetic: "khớp."}}
	m.Gaps.Items = []ui.Gap{{Tone: ui.Warn, Text: "Ngày 24/07/2024, Đợt 7: chưa nhận được số liệu.", Why: "Không tính là 0.", Href: "/units/hy"}}
	m.Entries.Entries = ui.Entries{Label: "Các bút toán", Total: ui.Exactly(263), Of: "đơn vị máu", Items: []ui.Entry{{Seq: 12, Day: "09/04/2024", Unit: "Công đoàn các KCN tỉnh Hưng Yên", UnitHref: "/units/hy-kcn", Quantity: ui.Exactly(263),
		Evidence: ui.Evidence{Kind: "signed", Label: "có ký xác nhận"}, Source: "Biên bản giao nhận đợt 1", Href: "/entries/12", By: "Phạm Quốc Bảo", At: "08:00 ngày 10/04/2024"}}}
	m.Proofs = []ui.Proof{{Sealed: true, Log: "2024", Size: 60, Root: "hF5mB0p6cVb1t4m2p0kq3wYJmHn7m1o6Yx9l0sS1d2E=", Checkpoint: "phongtrao/ledger/2024\n60\n", At: "đến bút toán 71"}}
	m.Print = &ui.Form{ID: "print", Action: "/figures/code", Submit: "Lấy mã để in", Hidden: map[string]string{"token": "x", "question": "indicator=blood.bags"}}
	return m
}

func worstShow() show {
	m := sampleShow(longName, huge, []ui.Row{sampleRow(longName, longName, huge, longName, "999.999")})
	m.Scope, m.Invented, m.KnownAs, m.Now, m.Printed = longName, "3 trong 5 bút toán là "+illustrative, "Số liệu như đã biết lúc 08:00 ngày 02/11/2026", "/figures?indicator=x", "Mã 7K3M-9XQ2-P4TV-W, lấy lúc 08:00 ngày 02/11/2026"
	m.Head.Code, m.Head.Figure.Provisional, m.Wide = "7K3M-9XQ2-P4TV-W", m.Invented, true
	m.Lines = []ui.Tab{{Label: longName, Href: "/figures"}}
	m.Left = ui.Table{Label: "Không phân bổ được", Columns: sampleHead, Rows: []ui.Row{sampleRow(longName, longName, huge, longName, "1")}}
	m.Gone = m.Left
	m.Beside = ui.Table{Label: "Bằng chứng khác", Columns: sampleHead, Rows: m.Left.Rows}
	m.Views.Says = longName
	m.Views.Apart = ui.Table{Label: "Chênh lệch", Columns: sampleHead, Rows: m.Left.Rows}
	m.Targets = []promise{{Percent: ">9.999%", Bar: ui.Bar{Got: 999_999_999, Target: 1, Text: ">9.999%"}, Text: longName, Document: ui.Link{Label: longName, Href: "/dispatches/1"}, Chips: []ui.Chip{{Label: "tự đăng ký"}}, Warning: longName, Href: "/campaigns/1/targets"}}
	m.Claims.Items = []ui.Claim{{Printed: longName, Source: longName, Ours: figure(huge, longName, "/figures"), Arithmetic: longName}}
	m.Gaps.Items = []ui.Gap{{Tone: ui.Warn, Text: longName, Why: longName}}
	m.Entries.Entries = ui.Entries{Label: longName, Total: ui.Quantity(huge), Of: longName, Items: []ui.Entry{{Seq: 999999, Day: "31/12/2026", Unit: longName, UnitHref: "/units/x", Place: longName, Quantity: ui.Quantity(huge), Evidence: ui.Evidence{Kind: "imported", Label: longName},
		Source: longName, Href: "/entries/999999", By: longName, At: "23:59 ngày 31/12/2026", Device: longName, Note: longName, Via: longName, Reversed: true}}}
	m.Entries.Pager = ui.Pager{Label: "Bút toán", Prev: "/figures?entries=0", Next: "/figures?entries=400", Text: "201–400 trong 999.999"}
	m.Proofs = []ui.Proof{{Log: "2026", Waiting: 99999}}
	return m
}

var entrySamples = ui.Samples[entry]{
	"empty":   {Seq: 1, Title: "Bút toán 1", Why: "Mọi bút toán về sự việc này đã bị đảo; không có số nào được công bố.", Proof: ui.Proof{Log: "2026", Waiting: 1}},
	"typical": sampleEntry("Bút toán 12", "Công đoàn các KCN tỉnh Hưng Yên", ledger.Exactly(263)),
	"worst":   worstEntry(),
}

func sampleEntry(title, unit string, q ledger.Quantity) entry {
	return entry{Seq: 12, Title: title, Unit: "đơn vị máu", Total: ui.Quantity(q), Why: "Chỉ có một loại bằng chứng nên số đó được công bố.",
		Facts: []ui.Pair{{Key: "Số lượng", Body: figure(q, "đơn vị máu", "/figures?indicator=x")}, {Key: "Đơn vị được ghi", Text: unit, Href: "/units/x"}},
		Same:  ui.Table{Label: "Các loại bằng chứng", Columns: []ui.Column{{Label: "Bằng chứng", Wide: true}, {Label: "Số lượng", Num: true}}, Rows: []ui.Row{{Cells: []ui.Cell{{Text: "Có ký xác nhận"}, {Body: figure(q, "đơn vị máu", "#same")}}}}},
		Proof: ui.Proof{Sealed: true, Log: "2024", Size: 60, Root: "hF5mB0p6cVb1t4m2p0kq3wYJmHn7m1o6Yx9l0sS1d2E=", Checkpoint: "phongtrao", At: "ở vị trí 12", Download: "/entries/12/proof.json", Command: "phongtrao proof but-toan-12.json"}, Leaf: "phongtrao entry 1\nseq 12\n"}
}

func worstEntry() entry {
	m := sampleEntry(longName, longName, huge)
	s := ledger.Standing{Published: ledger.Signed, Beside: map[ledger.Evidence]ledger.Quantity{ledger.Signed: huge, ledger.Declared: ledger.Exactly(1)}}
	m.Notice = &ui.Notice{Tone: ui.Warn, Title: longName, Text: longName, Link: &ui.Link{Label: longName, Href: "/entries/13"}}
	m.Choices = []ui.Pair{{Key: "08:00 ngày 02/11/2026", Text: longName, Note: longName}}
	m.Of = []ui.Entry{{Seq: 12, Unit: longName, Quantity: ui.Quantity(huge), Source: longName, Href: "/entries/12", Reversed: true}, {Seq: 13, Unit: longName, Quantity: ui.Quantity(huge), Reverses: 12, Note: longName, Unused: true}}
	m.Reverse = reverseForm(12, form.Answers{}, []form.Problem{{Field: "reason", Text: longName}})
	m.Choose = chooseForm(12, s, form.Answers{}, []form.Problem{{Field: "evidence", Text: longName}})
	return m
}
