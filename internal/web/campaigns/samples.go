package campaigns

import (
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
)

// Samples are models to draw the pages with: nothing yet, a usual day, and the worst that can come.

const (
	someFigure = "/figures?indicator=blood.bags"
	longName   = "Công đoàn cơ sở Công ty trách nhiệm hữu hạn một thành viên Sản xuất, Thương mại, Dịch vụ và Xuất nhập khẩu Thiết bị điện tử Đông Nam Á – Chi nhánh Khu công nghiệp Thăng Long II"
)

var (
	sampleCrumbs = []ui.Link{{Label: "Phong trào", Href: "/campaigns"}, {Label: "Hiến máu tình nguyện", Href: "/campaigns?kind=blood"}}
	manyDong     = ui.Quantity{Lo: 999_999_999_999, Open: true}
)

func fig(n int64) ui.Figure { return ui.Figure{Quantity: ui.Exactly(n), Href: someFigure} }

func figs(q ui.Quantity, of string) ui.Figure {
	return ui.Figure{Quantity: q, Of: of, Href: someFigure}
}

func chipCell(where string, c ui.Chip, notices string) ui.Cell {
	return ui.Cell{Body: placeCell(where, c, notices)}
}

func showSamples() ui.Samples[show] {
	picker := ui.DayPicker{Action: "/campaigns/c1", Value: day.Of(2024, 12, 31), Today: day.Of(2026, 11, 2)}
	columns := []ui.Column{{Label: "Số đơn vị máu", Num: true}, {Label: "Chờ tiếp nhận", Num: true}, {Label: "Chỉ tiêu", Num: true}, {Label: "Đạt"}}
	drives := []ui.Column{{Label: "Hoạt động"}, {Label: "Địa điểm", Wide: true}, {Label: "Đăng ký *", Num: true}, {Label: "Đơn vị máu", Num: true}, {Label: "Phần của chỉ tiêu", Num: true}}
	empty := show{Title: "Tết Sum vầy 2027", Crumbs: sampleCrumbs, Accent: ui.Tim, Map: picker,
		Head:   ui.PageHead{Title: "Tết Sum vầy 2027", Chips: []ui.Chip{{Label: "Sắp diễn ra", Tone: ui.Info, Icon: "calendar-days"}}},
		Hero:   ui.Hero{Got: figs(ui.Exactly(0), "suất quà"), Note: "Chưa giao chỉ tiêu năm 2027", Fine: "Xem chỉ tiêu của các đơn vị", FineHref: "/campaigns/c1/targets"},
		Drives: ui.Table{Label: "Các hoạt động", Empty: &ui.Empty{Icon: "calendar-days", Title: "Chưa có hoạt động nào", Next: &ui.Button{Label: "Lập hoạt động đầu tiên", Href: "/campaigns/c1/activities/new"}}},
		Units:  ui.TreeTable{ID: "units-tree", Label: "Số liệu theo đơn vị", Empty: &ui.Empty{Icon: "network", Title: "Chưa có tổ chức nào trên bản đồ ngày này"}}}
	typical := show{Title: "Hiến máu tình nguyện các KCN năm 2024", Crumbs: sampleCrumbs, Accent: ui.Son, Map: picker,
		Head: ui.PageHead{Title: "Hiến máu tình nguyện các KCN năm 2024", Chips: []ui.Chip{{Label: "Đã về đích", Tone: ui.Gold, Icon: "check"}, inventedChip()},
			Meta: []string{"Hiến máu tình nguyện", "Năm 2024", "5 hoạt động"}, Actions: []ui.Button{{Label: "Chỉ tiêu", Icon: "target", Href: "/campaigns/c1/targets"}, {Label: "In", Print: true}}},
		Periods:  ui.Tabs{Label: "Kỳ số liệu", Items: []ui.Tab{{Label: "Năm 2024", Href: "/campaigns/c1"}, {Label: "6 tháng đầu năm 2024", Href: "/campaigns/c1?from=2024-01-01&to=2024-06-30", Current: true}}},
		Warnings: []ui.Notice{{Tone: ui.Warn, Title: "Kỳ của số liệu và kỳ của chỉ tiêu khác nhau", Text: "Kết quả 6 tháng đầu năm 2024 đang so với chỉ tiêu năm 2024."}},
		Hero: ui.Hero{Percent: "105,4", Got: figs(ui.Exactly(1265), "đơn vị máu"), Target: 1200, Note: "Vượt chỉ tiêu 65 đơn vị máu", NoteTone: ui.Good, Fine: "105,4% chỉ tiêu 1.200 (bản 1, năm 2024, KH 03/KH-BCĐHMKCN; làm tròn 0,1).", FineHref: "/targets/t1",
			Segments: []ui.Segment{{Label: "Đợt 1", Quantity: ui.Exactly(263), Href: someFigure}, {Label: "Đợt 2", Quantity: ui.Exactly(119), Href: someFigure}, {Label: "Đợt 3", Quantity: ui.Exactly(560), Href: someFigure}, {Label: "Đợt 4", Quantity: ui.Exactly(143), Href: someFigure}, {Label: "Đợt 5", Quantity: ui.Exactly(180), Href: someFigure}},
			Funnel:   []ui.FunnelStep{{Label: "Đăng ký *", Quantity: ui.Exactly(1628), Href: someFigure}, {Label: "Đơn vị máu", Quantity: ui.Exactly(1265), Href: someFigure, Share: "78%"}}},
		Chart: &ui.StepChart{Of: "đơn vị máu", Target: 1200, NoKey: true, Points: []ui.StepPoint{{Day: day.Of(2024, 4, 9), Value: 263}, {Day: day.Of(2024, 4, 24), Value: 942}, {Day: day.Of(2024, 5, 27), Value: 1265}}},
		Drives: ui.Table{Label: "Các hoạt động", Cards: true, Columns: drives, Rows: []ui.Row{
			{Cells: []ui.Cell{{Text: "Đợt 1", Href: "/activities/a1", Sub: "09/04/2024"}, chipCell("KCN Phố Nối A", ui.Chip{Label: "đã chốt, có ký xác nhận", Tone: ui.Good, Icon: "signature"}, ""), {Body: fig(342)}, {Body: fig(263)}, {Text: "21%"}}},
			{Tone: ui.Warn, Cells: []ui.Cell{{Text: "Đợt 6", Href: "/activities/a6", Sub: "06/06/2024"}, chipCell("KCN Thăng Long II", ui.Chip{Label: "hoãn", Tone: ui.Warn, Icon: "pause"}, "đã thông báo theo số 13/TB-BCĐHMKCN; hoãn theo số 14/TB-BCĐHMKCN"), {Text: "–"}, {Text: "–"}, {Text: "–"}}},
		}, Foot: &ui.Row{Cells: []ui.Cell{{Text: "Cộng"}, {Text: "1 hoạt động có số"}, {Body: fig(342)}, {Body: fig(263)}, {Text: "21%"}}}},
		AddDrive: &ui.Link{Label: "Thêm hoạt động", Href: "/campaigns/c1/activities/new"}, Invented: "* Số đăng ký là dữ liệu minh hoạ.",
		Others: ui.Tiles{Figures: []ui.Figure{{Label: "Số người tham dự", Quantity: ui.AtLeast(1500), Of: "người", Href: someFigure}}},
		Units: ui.TreeTable{ID: "units-tree", Label: "Số liệu theo đơn vị", Columns: columns, Rows: []ui.TreeRow{
			{ID: "u1", Level: 1, Name: "Công đoàn các KCN tỉnh Hưng Yên", Href: "/units/u1", Kids: 2, Open: true, Cells: []ui.Cell{{Body: fig(1265)}, {Text: "48", Href: "/reports"}, {Text: "1.200", Href: "/targets/t1"}, {Body: ui.Bar{Got: 1265, Target: 1200, Text: "105%"}}}},
			{ID: "u2", Level: 2, Name: "CĐCS TOTO", Href: "/units/u2", Cells: []ui.Cell{{Body: fig(119)}}, Pos: 1, Of: 1},
			{ID: "u1-rest-0", Level: 2, Name: "Ghi ở chính cấp này", Note: "không thuộc đơn vị nào bên dưới", Named: true, Cells: []ui.Cell{{Body: fig(1146)}}}}},
		Todo:   ui.Todo{Items: []ui.TodoItem{{Tone: ui.Warn, Title: "2 báo cáo chờ bạn tiếp nhận", Href: "/reports"}}},
		Mix:    ui.EvidenceMix{Of: "đơn vị máu", Parts: []ui.Evidence{{Kind: "signed", Label: "có ký xác nhận", Quantity: 1265}}},
		Claims: ui.Claims{Items: []ui.Claim{{Printed: "1.265 đơn vị máu, đạt 105% kế hoạch", Source: "Tin 6 tháng đầu năm 2024", Ours: fig(1265), Agrees: true, Arithmetic: "1.265/1.200 = 105%, in 105%: đúng"}}},
		Facts:  ui.KeyValue{Pairs: []ui.Pair{{Key: "Đơn vị chủ trì", Text: "Công đoàn các KCN tỉnh Hưng Yên", Href: "/units/u1"}}}}
	worst := typical
	worst.Title = strings.Repeat("Phong trào thi đua lao động giỏi, lao động sáng tạo, nâng cao năng suất ", 3)
	worst.Head.Title, worst.Head.Lead = worst.Title, strings.Repeat("Hưởng ứng lời kêu gọi thi đua ái quốc. ", 12)
	worst.Part = &ui.Notice{Tone: ui.Info, Title: "Phần của " + longName, Text: "Bạn đang xem phần của đơn vị mình."}
	worst.Hero = ui.Hero{Percent: "≥ 8.333.333,3", Got: figs(manyDong, "đồng"), Target: 12_000_000, Note: "Vượt chỉ tiêu ít nhất 999.987.999.999 đồng", NoteTone: ui.Good, Fine: strings.Repeat("Văn bản có tên rất dài, ", 8),
		Funnel: []ui.FunnelStep{{Label: "Đăng ký", Quantity: ui.Exactly(10), Href: someFigure}, {Label: "Đến *", Quantity: manyDong, Href: someFigure, Problem: "Số người đến hiến máu (999.999.999.999) nhiều hơn số người đăng ký (10)."}}}
	worst.Units.Rows = []ui.TreeRow{{ID: "u9", Level: 8, Name: longName, Note: "không phân bổ được: đơn vị đã chia, quyết định không nêu tỷ lệ", Named: true, Cells: []ui.Cell{{Body: figs(manyDong, "")}, {Text: "từ 999.999.999.999 trở lên", Href: "/reports"}}}}
	worst.Gone = ui.Gaps{Items: []ui.Gap{{Tone: ui.Warn, Text: longName + ": 10 suất quà, không nằm trong tổng của bản đồ này", Why: "Không còn tổ chức kế thừa.", Href: someFigure}}}
	return ui.Samples[show]{"empty": empty, "typical": typical, "worst": worst}
}

func listSamples() ui.Samples[list] {
	columns := []ui.Column{{Label: "Phong trào", Wide: true}, {Label: "Thời gian"}, {Label: "Kết quả", Num: true}, {Label: "So với chỉ tiêu"}, {Label: "Trạng thái"}}
	row := func(name string, q ui.Quantity, target int64) ui.Row {
		return ui.Row{Cells: []ui.Cell{{Text: name, Href: "/campaigns/c1", Sub: "Hiến máu tình nguyện · " + name}, {Text: "Năm 2024"}, {Body: figs(q, "đơn vị máu")}, {Body: ui.Bar{Got: q.Lo, Target: target, Mini: true}}, {Body: ui.Chip{Label: "Đang diễn ra", Tone: ui.Info, Icon: "play"}}}}
	}
	return ui.Samples[list]{
		"empty":   {Head: ui.PageHead{Title: "Phong trào"}, Table: ui.Table{Label: "Danh sách phong trào", Empty: &ui.Empty{Icon: "flag", Title: "Chưa có phong trào nào", Next: &ui.Button{Label: "Mở phong trào đầu tiên", Href: "/campaigns/new", Primary: true}}}},
		"typical": {Head: ui.PageHead{Title: "Phong trào"}, Table: ui.Table{Label: "Danh sách phong trào", Cards: true, Columns: columns, Rows: []ui.Row{row("Hiến máu năm 2024", ui.Exactly(1265), 1200), row("Hiến máu năm 2022", ui.Exactly(666), 1220)}}},
		"worst": {Head: ui.PageHead{Title: "Phong trào"}, Kinds: ui.Tabs{Label: "Loại hình", Items: []ui.Tab{{Label: "Tất cả", Href: "/campaigns", Current: true}, {Label: "Hiến máu tình nguyện", Href: "/campaigns?kind=blood"}, {Label: "Chạy tập thể", Href: "/campaigns?kind=run"}}},
			Table: ui.Table{Label: "Danh sách phong trào", Cards: true, Columns: columns, Rows: []ui.Row{row(longName, manyDong, 1)}}, Pager: ui.Pager{Text: "51–100 trong 2.819", Prev: "/campaigns", Next: "/campaigns?after=100"}},
	}
}

func levelSamples() ui.Samples[level] {
	columns := []ui.Column{{Label: "Số đơn vị máu", Num: true}}
	return ui.Samples[level]{
		"empty":   {Title: "Công đoàn phường Từ Liêm", Alone: true},
		"typical": {Title: "Công đoàn phường Từ Liêm", Alone: true, Rows: ui.TreeRows{Columns: columns, Rows: []ui.TreeRow{{ID: "u1", Level: 2, Name: "CĐCS TOTO", Href: "/units/u1", Cells: []ui.Cell{{Body: fig(119)}}}}}},
		"worst":   {Title: longName, Alone: true, Rows: ui.TreeRows{Columns: columns, Rows: []ui.TreeRow{{ID: "u1", Level: 9, Name: longName, Href: "/units/u1", Kids: 2819, Load: "/campaigns/c1/rows?under=u1", Here: "/campaigns/c1?open=u1", Cells: []ui.Cell{{Body: figs(manyDong, "")}}}}, More: &ui.More{Href: "/campaigns/c1/rows?after=200", Left: 2619, Of: "đơn vị"}}},
	}
}

func sheetSamples(title string) ui.Samples[*sheet] {
	ask := form.Form{Fields: []form.Field{
		{Name: "name", Label: "Tên hoạt động", Kind: form.Text, Required: true}, {Name: "day", Label: "Ngày diễn ra", Kind: form.Day, Required: true},
		{Name: "quantity", Label: "Số đơn vị máu", Kind: form.Count, Of: "đơn vị máu", Vague: true}, {Name: "reason", Label: "Lý do", Kind: form.LongText}}}
	draw := func(answers form.Answers, problems []form.Problem) ui.Form {
		return ui.Form{ID: "form", Action: "/campaigns/new", Hidden: map[string]string{"token": "sample"}, Submit: title, Cancel: "/campaigns", Wide: true}.Ask(ask, answers, problems)
	}
	filled := form.Fill(map[string]string{"name": longName, "day": "31/02/2026", "quantity": "1.5", "reason": strings.Repeat("rất dài ", 60)})
	return ui.Samples[*sheet]{
		"empty":   {Title: title, Crumbs: sampleCrumbs, Drawn: draw(form.Fill(nil), nil)},
		"typical": {Title: title, Lead: "Đợt 5, 27/05/2024.", Crumbs: sampleCrumbs, Accent: ui.Son, Drawn: draw(form.Fill(map[string]string{"name": "Đợt 5", "day": "27/05/2024", "quantity": "180"}), nil)},
		"worst": {Title: title + ": " + longName, Crumbs: sampleCrumbs, Accent: ui.Son,
			Above: ui.Clash{Who: "Trần Thu Hà", At: "08:00 ngày 02/11/2026", Action: "/campaigns/new", Reload: "/campaigns/new", Rows: []ui.ClashRow{{Label: "Chỉ tiêu", Mine: "1.300", Theirs: "1.250"}}},
			Drawn: draw(filled, []form.Problem{{Field: "day", Text: "Không có ngày 31/02/2026. Hãy ghi lại."}, {Field: "quantity", Text: "“1.5” là 15 hay một phẩy năm? Hãy ghi lại."}, {Text: "Chỉ tiêu chia xuống mới được 480, còn thiếu 20."}})},
	}
}

func targetSamples() ui.Samples[target] {
	typical := target{Title: "Chỉ tiêu 1.200 đơn vị máu", Crumbs: sampleCrumbs, Accent: ui.Son, Reserve: "1.200 = 1.000 chia cho 2 đơn vị + 200 dự phòng.",
		Head:    ui.PageHead{Title: "Chỉ tiêu 1.200 đơn vị máu", Chips: []ui.Chip{{Label: "đã nhận", Tone: ui.Good}}, Actions: []ui.Button{{Label: "Nhận chỉ tiêu", Href: "/targets/t1/accept", Dialog: "accept", Primary: true}}},
		Facts:   ui.KeyValue{Pairs: []ui.Pair{{Key: "Kết quả", Body: figs(ui.Exactly(1265), "đơn vị máu"), Note: "105,4% chỉ tiêu 1.200"}}},
		Shares:  ui.Table{Label: "Phần chia", Columns: []ui.Column{{Label: "Đơn vị", Wide: true}, {Label: "Chỉ tiêu", Num: true}}, Rows: []ui.Row{{Cells: []ui.Cell{{Text: "CĐCS TOTO", Href: "/targets/t2"}, {Text: "1.000"}}}}},
		History: ui.Timeline{Events: []ui.Event{{Day: day.Of(2024, 3, 5), Kind: "found", Title: "Bản 1: giao chỉ tiêu", Text: "Chỉ tiêu 1.200.", Decision: "KH 03/KH-BCĐHMKCN", Href: "/dispatches/d1", Recorded: "Phạm Quốc Bảo"}}},
		Accept:  &ui.Confirm{ID: "accept", Title: "Nhận chỉ tiêu này?", Action: "/targets/t1/accept", Hidden: map[string]string{"token": "sample"}, Submit: "Nhận chỉ tiêu"}}
	worst := typical
	worst.Title, worst.Head.Title = "Chỉ tiêu 999.999.999.999 đồng", "Chỉ tiêu 999.999.999.999 đồng"
	worst.Asked = ui.Table{Label: "Đề nghị", Cards: true, Columns: []ui.Column{{Label: "Đề nghị"}, {Label: "Lý do", Wide: true}}, Rows: []ui.Row{{Cells: []ui.Cell{{Text: "1", Sub: longName}, {Text: strings.Repeat("Lý do rất dài. ", 30)}}}}}
	worst.Shares.Rows = []ui.Row{{Cells: []ui.Cell{{Text: longName, Href: "/targets/t2"}, {Text: "999.999.999.999"}}}}
	empty := target{Title: "Chỉ tiêu 300 người", Head: ui.PageHead{Title: "Chỉ tiêu 300 người"}, Shares: ui.Table{Label: "Phần chia", Empty: &ui.Empty{Icon: "split", Title: "Chưa chia xuống"}}}
	return ui.Samples[target]{"empty": empty, "typical": typical, "worst": worst}
}

func driveSamples() ui.Samples[drive] {
	columns := []ui.Column{{Label: "Chỉ số"}, {Label: "Đơn vị", Wide: true}, {Label: "Có ký xác nhận", Num: true}, {Label: "Đơn vị khai", Num: true}, {Label: "Được công bố"}}
	apart := figs(ui.Exactly(150), "đơn vị máu")
	apart.Provisional = "không cộng"
	typical := drive{Title: "Đợt 4", Crumbs: sampleCrumbs, Accent: ui.Son,
		Head:    ui.PageHead{Title: "Đợt 4", Chips: []ui.Chip{{Label: "đã chốt số tạm thời", Tone: ui.Warn, Icon: "clock"}}, Meta: []string{"Thứ Năm, 23/05/2024", "KCN Thăng Long II"}, Actions: []ui.Button{{Label: "Chốt số có ký xác nhận", Href: "/activities/a4/advance/closed_signed", Primary: true}}},
		Steps:   &ui.Steps{Items: []string{"Bản thảo", "Thống nhất", "Thông báo", "Đăng ký", "Diễn ra", "Chốt tạm", "Ký chốt"}, Current: 5},
		Funnel:  ui.Funnel{Steps: []ui.FunnelStep{{Label: "Đăng ký *", Quantity: ui.Exactly(190), Href: someFigure}, {Label: "Đơn vị máu", Quantity: ui.Exactly(143), Href: someFigure, Share: "75%"}}},
		Figures: ui.Table{Label: "Số liệu", Cards: true, Columns: columns, Rows: []ui.Row{{Cells: []ui.Cell{{Text: "Số đơn vị máu"}, {Text: "CĐCS Sews-Components", Href: "/units/u1"}, {Body: figs(ui.Exactly(143), "đơn vị máu")}, {Body: apart}, {Text: "Có ký xác nhận", Sub: "theo thứ tự mặc định", Href: "/entries/7"}}}}},
		Counts:  ui.Table{Label: "Số đếm", Empty: &ui.Empty{Icon: "users", Title: "Chưa có số đếm"}}, Count: &ui.Link{Label: "Ghi số đếm", Href: "/activities/a4/count"},
		Facts: ui.KeyValue{Pairs: []ui.Pair{{Key: "Địa điểm", Text: "KCN Thăng Long II"}}}}
	worst := typical
	worst.Title, worst.Head.Title, worst.Steps = longName, longName, nil
	worst.Notices = []ui.Notice{{Tone: ui.Warn, Title: "Hoạt động hoãn", Text: "Hoãn theo số 14/TB-BCĐHMKCN ngày 03/06/2024. " + strings.Repeat("Lý do. ", 40)}, {Tone: ui.Info, Title: "Cần biết", Text: "Hoạt động diễn ra trước ngày của văn bản."}}
	worst.Sites = ui.Table{Label: "Các điểm cầu", Columns: []ui.Column{{Label: "Điểm cầu", Wide: true}, {Label: "Số người", Num: true}}, Rows: []ui.Row{{Cells: []ui.Cell{{Text: longName, Href: "/activities/a9", Sub: "đã huỷ"}, {Body: figs(manyDong, "")}}}}}
	worst.Sent = ui.Table{Label: "Đơn vị gửi", Cards: true, Columns: []ui.Column{{Label: "Đơn vị", Wide: true}, {Label: "Trạng thái"}}, Rows: []ui.Row{{Cells: []ui.Cell{{Text: longName, Href: "/reports/r1"}, {Body: ui.Chip{Label: "trả lại", Tone: ui.Warn}}}}}}
	worst.Slips = ui.Table{Label: "Phiếu", Cards: true, Columns: []ui.Column{{Label: "Giấy tờ", Wide: true}, {Label: "Hiệu lực"}}, Rows: []ui.Row{{Cells: []ui.Cell{{Text: longName, Sub: longName}, {Body: ui.Chip{Label: "đã huỷ", Icon: "x"}, Sub: longName}}}}}
	worst.Life = ui.Timeline{Events: []ui.Event{{Day: day.Of(2024, 6, 3), Kind: "suspend", Title: "Hoãn", Text: strings.Repeat("Lý do. ", 40), Decision: "Thông báo số 14/TB-BCĐHMKCN ngày 03/06/2024", Recorded: longName}}}
	empty := drive{Title: "Đợt 7", Head: ui.PageHead{Title: "Đợt 7"}, Figures: ui.Table{Label: "Số liệu", Empty: &ui.Empty{Icon: "chart-column", Title: "Chưa có số liệu"}}, Counts: ui.Table{Label: "Số đếm", Empty: &ui.Empty{Icon: "users", Title: "Chưa có số đếm"}}}
	return ui.Samples[drive]{"empty": empty, "typical": typical, "worst": worst}
}
