package units

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/org"
)

// Samples of the section's pages: "empty", "typical" and "worst".

const longName = "Công đoàn cơ sở Công ty trách nhiệm hữu hạn một thành viên Sản xuất, Thương mại và Dịch vụ Xuất nhập khẩu Nguyễn Huỳnh Thượng Nghiễm Khu công nghiệp Tràng Duệ mở rộng"

var (
	sampleDay   = day.Of(2026, 11, 2)
	reform      = day.Of(2025, 7, 1)
	sampleLines = []org.Line{{Key: "union", Name: "Hệ thống công đoàn"}, {Key: "club", Name: "Câu lạc bộ, cụm"}, {Key: "committee", Name: "Ban chỉ đạo, ban tổ chức"}, {Key: onMap, Name: "Địa giới hành chính"}}
	sampleHeads = []ui.Column{{Label: "Loại"}, {Label: "Trực thuộc", Num: true}, {Label: "CĐCS", Num: true}}
)

func sampleRow(id string, level int, name, kind, direct, base string, kids int, open bool) ui.TreeRow {
	return ui.TreeRow{ID: id, Level: level, Name: name, Href: "/units/" + id, Kids: kids, Open: open, Load: "/units/rows?under=" + id, Here: "/units?open=" + id,
		Cells: []ui.Cell{{Body: ui.Badge{Label: kind, Title: kind}}, {Text: direct}, {Text: base}}}
}

var sampleTree = ui.TreeTable{ID: "units", Label: "Tổ chức", Columns: sampleHeads, Rows: []ui.TreeRow{
	sampleRow("hp", 1, "Liên đoàn Lao động thành phố Hải Phòng", "LĐLĐ", "114", "2.819", 114, true),
	sampleRow("kkt", 2, "Công đoàn Khu kinh tế Hải Phòng", "CĐ KCN", "31", "412", 31, false),
	sampleRow("ad", 2, "Công đoàn phường An Dương", "CĐ xã", "12", "12", 12, false),
	sampleRow("a", 2, "Công đoàn cơ sở Bệnh viện Hữu nghị Việt Tiệp", "CĐCS", "", "", 0, false)}}

var worstTree = ui.TreeTable{ID: "units", Label: "Tổ chức", Columns: sampleHeads, More: &ui.More{Href: "/units/rows?after=200", Left: 2619, Of: "đơn vị"}, Rows: []ui.TreeRow{
	sampleRow("w1", 1, longName, "LĐLĐ", "999.999", "999.999", 9, true),
	{ID: "w2", Level: 2, Name: longName, Note: "đang tạm ngừng hoạt động · đến hết 30/06/2025 · nay ngoài phạm vi của bạn", Cells: []ui.Cell{{Text: "Huyện, quận, thị xã, thành phố thuộc tỉnh"}, {}, {}}}}}

var listSamples = ui.Samples[list]{
	"empty": {On: sampleDay, Today: sampleDay, Line: "union", Lines: sampleLines, Tree: ui.TreeTable{ID: "units", Empty: &ui.Empty{Icon: "network", Title: "Chưa có đơn vị nào"}}},
	"typical": {On: reform, Today: sampleDay, Line: "union", Lines: sampleLines, Tree: sampleTree, Shown: 2934,
		Counts: []kindCount{{"Liên đoàn Lao động tỉnh, thành phố", 1}, {"Công đoàn xã, phường, đặc khu", 114}, {"Công đoàn cơ sở", 2819}},
		News: news{Says: []string{"2 đơn vị hợp nhất, sáp nhập thành 1.", "2 Liên đoàn Lao động tỉnh, thành phố kết thúc."}, Before: &ui.Link{Label: "01/01/2025", Href: "/units?on=2025-01-01"},
			Merged: []ui.Hit{{Title: "Liên đoàn Lao động thành phố Hải Phòng", Note: "từ LĐLĐ tỉnh Hải Dương, LĐLĐ thành phố Hải Phòng", Kind: "LĐLĐ", Href: "/units/hp"}}}},
	"worst": {On: reform, Today: sampleDay, Line: onMap, Lines: sampleLines, Query: longName, Tree: worstTree, Shown: 999999, Counts: []kindCount{{longName, 999999}},
		Hits: []ui.Hit{{Title: longName, Note: "“" + longName + "” · kết thúc 01/07/2025, nay là " + longName, Kind: "Công đoàn tổng công ty trực thuộc Tổng Liên đoàn", Href: "/units/x", Ended: true}},
		News: news{Says: []string{longName}, More: 300, After: &ui.Link{Label: "02/03/2027", Href: "/units"}, Merged: []ui.Hit{{Title: longName, Note: longName, Kind: "LĐLĐ", Href: "/u"}}}},
}

var levelSamples = ui.Samples[level]{
	"empty":   {Name: "Công đoàn phường An Dương", Href: "/units/ad", On: sampleDay},
	"typical": {Name: "Liên đoàn Lao động thành phố Hải Phòng", Href: "/units/hp", On: sampleDay, Rows: ui.TreeRows{Columns: sampleHeads, Rows: sampleTree.Rows}},
	"sorted":  {Name: "Liên đoàn Lao động thành phố Hải Phòng", Href: "/units/hp", On: sampleDay, Today: sampleDay, Of: 114, Controls: true, Under: "hp", Line: "union", Sort: byMembers, Find: "an dương", Rows: ui.TreeRows{Columns: sampleHeads, Rows: sampleTree.Rows}},
	"worst":   {Name: longName, Href: "/units/w", On: sampleDay, Rows: ui.TreeRows{Columns: sampleHeads, Rows: worstTree.Rows, More: worstTree.More}},
}

var showSamples = ui.Samples[show]{
	"empty": {ID: "x", Name: "Công đoàn cơ sở Công ty Hồ Sen", On: sampleDay, Today: sampleDay},
	"typical": {ID: "hp", Name: "Liên đoàn Lao động thành phố Hải Phòng", On: sampleDay, Today: sampleDay, Crumbs: []ui.Link{{Label: "Tổ chức", Href: "/units"}},
		Chips: []ui.Chip{{Label: "Đang hoạt động", Tone: ui.Good}}, Meta: []string{"Liên đoàn Lao động tỉnh, thành phố", "Mã 31"},
		Facts: []ui.Pair{{Key: "Trực thuộc", Text: "Tổng Liên đoàn Lao động Việt Nam"}, {Key: "Hoạt động", Text: "từ 01/07/2025"}, {Key: "Trụ sở", Text: "Thành phố Hải Phòng", Href: "/places/hp"}},
		Below: []below{{Title: "Đơn vị trực thuộc", N: 114, Tree: sampleTree, All: "/units/rows?under=hp"}},
		Life: []ui.Event{{Day: reform, Kind: "merge", Title: "Hợp nhất", Text: "Hợp nhất từ LĐLĐ tỉnh Hải Dương.", Decision: "Quyết định số 151/QĐ-TLĐ ngày 16/06/2025", Recorded: "Ghi nhận lúc 08:00 ngày 02/07/2025, Trần Thu Hà",
			Units: []ui.Link{{Label: "LĐLĐ tỉnh Hải Dương", Href: "/units/hd"}}}},
		Names: []called{{"Liên đoàn Lao động thành phố Hải Phòng", "LĐLĐ TP Hải Phòng", reform, day.Forever}}, SeesWho: true, GiveHref: "/people/grants/new?unit=hp",
		Aliases: []org.Alias{{Alias: "LĐLĐ TP. HP", Source: "Kế hoạch 20/KH-LĐLĐ"}}, Grants: []held{{"Trần Thu Hà", "/people/1", "Quản trị", "01/07/2025", ""}},
		Changes: []doing{{"Thay đổi đơn vị này", []ui.Link{{Label: "Thành lập đơn vị trực thuộc", Href: "/units/hp/found"}, {Label: "Giải thể", Href: "/units/hp/dissolve"}}}}},
	"worst": {ID: "w", Name: longName, On: reform - 1, Today: sampleDay, Crumbs: []ui.Link{{Label: "Tổ chức", Href: "/units"}, {Label: longName, Href: "/units/a"}},
		Chips: []ui.Chip{{Label: "Đã kết thúc 01/07/2025", Tone: ui.Warn}}, Meta: []string{"Công đoàn tổng công ty trực thuộc Tổng Liên đoàn"},
		Notice: &ui.Notice{Tone: ui.Warn, Title: "Đơn vị đã kết thúc hoạt động", Text: longName, Link: &ui.Link{Label: longName, Href: "/units/b"}},
		Facts:  []ui.Pair{{Key: "Trực thuộc", Text: longName, Href: "/units/a"}, {Key: "Nơi làm việc", Text: longName, Note: "từ 01/01/2010"}}, Below: []below{{Title: longName, N: 2819, Tree: worstTree}},
		Life:  []ui.Event{{Day: reform, Kind: "dissolve", Title: "Giải thể", Text: "Không còn giá trị: " + longName, Decision: longName, Recorded: longName, Future: true, Units: []ui.Link{{Label: longName, Href: "/u"}}}},
		Names: []called{{longName, longName, reform, reform + 1}}, Aliases: []org.Alias{{Alias: longName, Source: longName}}, SeesWho: true, Grants: []held{{longName, "/people/1", "Cán bộ liên đoàn", "01/01/2020", "31/12/2026"}},
		NameForm: new(nameForm("w", nil, []form.Problem{{Field: "alias", Text: longName}}))},
}

// changeSamples draws one change as a form, as a look ahead, and refused.
func changeSamples(c change) ui.Samples[asked] {
	here := "/units/hp/" + c.key
	steps := ui.Steps{Items: []string{"Nội dung", "Quyết định", "Xem trước"}}
	f := form.Form{Fields: paperFields(c.mends)}
	ask := func(a form.Answers, wrong []form.Problem) *ui.Form {
		x := ui.Form{ID: "change", Action: here, Get: true, Wide: true, Submit: "Xem trước", Hidden: map[string]string{"step": "review"}}.Ask(f, a, wrong)
		return &x
	}
	empty := asked{ID: "hp", Name: "Công đoàn phường An Dương", Title: c.title, Steps: steps, Form: ask(form.Answers{}, nil)}
	typical := asked{ID: "hp", Name: "Công đoàn phường An Dương", Title: c.title, Steps: ui.Steps{Items: steps.Items, Current: 2}, Says: []string{"Từ 01/07/2026 …"},
		When: &ui.Notice{Tone: ui.Info, Title: "Hẹn trước: có hiệu lực từ 01/07/2026", Text: "Cho đến hết 30/06/2026 tổ chức vẫn như hiện nay."}, Look: &sampleLook,
		Confirm: &ui.Confirm{ID: "confirm", Page: true, Upload: true, Title: c.title + "?", Text: "Ghi theo quyết định số 12/QĐ-LĐLĐ.", Action: here, Submit: c.submit, Danger: c.danger, Cancel: "/units/hp",
			Hidden: map[string]string{"token": "x"}, Fields: []ui.Field{{Name: "paper", Label: "Tệp quyết định", Kind: ui.FileField}}}}
	worst := asked{ID: "hp", Name: longName, Title: c.title, Trouble: longName, Steps: steps, Lists: []listed{{"units", longName, []string{longName, longName}, 3000, "/units/export.xlsx?units=x"}}, Growing: &growing{"Thêm một phần", "Bớt phần cuối"},
		Register: &register{Action: here, Look: longName, Rows: []ui.Row{{Cells: []ui.Cell{{Text: longName, Sub: longName}, {Text: longName}, {Body: ui.Button{Label: "Chọn", Name: "dispatch", Value: "d"}}}}}},
		Form:     ask(form.Fill(map[string]string{"number": longName}), []form.Problem{{Field: "number", Text: longName}, {Field: "", Text: longName}})}
	ticking := asked{ID: "hp", Name: longName, Title: c.title, Choosing: &choosing{Action: here + "/choose", Label: longName, Under: longName, Up: &ui.Button{Label: longName, Name: "go", Value: "under:x"}, Find: longName,
		Rows: []ticked{{"a", longName, longName, true, 3000}, {"b", "CĐCS B", "CĐCS", false, 0}}, From: 300, All: 3000, Chosen: 323, Enough: true, Earlier: true, Later: true}}
	return ui.Samples[asked]{"empty": empty, "typical": typical, "worst": worst, "choosing": ticking}
}

var sampleLook = look{
	Groups:  []group{{"Kết thúc", 2, []ui.Link{{Label: "Công đoàn phường An Dương", Href: "/units/ad"}, {Label: longName, Href: "/units/w"}}}},
	Moves:   []moving{{From: ui.Link{Label: "Liên đoàn Lao động thành phố Hải Phòng", Href: "/units/hp"}, To: ui.Link{Label: "Công đoàn phường Từ Liêm"}, group: group{"Chuyển", 323, []ui.Link{{Label: longName, Href: "/units/w"}}}}},
	Rights:  []ui.TodoItem{{Tone: ui.Warn, Title: "2 người được giao quyền tại Công đoàn phường An Dương", Note: longName, Href: "/units/ad"}},
	Targets: []ui.TodoItem{{Tone: ui.Info, Title: "12 chỉ tiêu của Hiến máu 2026", Note: longName, Href: "/campaigns/x/targets"}},
	Tasks:   []ui.TodoItem{{Tone: ui.Info, Title: longName, Note: "12 đơn vị chưa xong.", Href: "/dispatches/d"}},
	Totals: []totals{{Title: "Số đoàn viên", Lead: "Năm 2026, đơn vị tính: đoàn viên.", Notes: []string{longName}, Table: ui.Table{Label: "Số đoàn viên", Cards: true,
		Columns: []ui.Column{{Label: "Đơn vị", Wide: true}, {Label: "Như khi ấy", Num: true}, {Label: "Trước", Num: true}, {Label: "Sau", Num: true}, {Label: "Chênh lệch", Num: true}},
		Rows:    []ui.Row{{Cells: []ui.Cell{{Text: longName, Href: "/units/w", Sub: "kết thúc"}, {Body: ui.Figure{Quantity: ui.Exactly(1265), Href: "/figures?x=1"}}, {Body: ui.Figure{Quantity: ui.Exactly(1265), Href: "/figures?x=2"}}, {Text: "–"}, {Text: "−1.265"}}}}}}},
}

var placeSamples = ui.Samples[placed]{
	"empty": {ID: "x", Name: "Hải Phòng", On: sampleDay, Today: sampleDay},
	"typical": {ID: "hp", Name: "Hải Phòng", On: sampleDay, Today: sampleDay, Crumbs: []ui.Link{{Label: "Địa giới hành chính", Href: "/units?line=place"}}, Chips: []ui.Chip{{Label: "Đang có", Tone: ui.Good}}, Meta: []string{"Thành phố trực thuộc trung ương", "Mã 31"},
		Units: []ui.Hit{{Title: "Liên đoàn Lao động thành phố Hải Phòng", Kind: "Trụ sở", Href: "/units/hp"}},
		Life:  []ui.Event{{Day: reform, Kind: "merge", Title: "Hợp nhất từ các địa bàn", Units: []ui.Link{{Label: "Hải Dương", Href: "/places/hd"}}}}},
	"worst": {ID: "w", Name: longName, On: sampleDay, Today: sampleDay, Below: worstTree, Notice: &ui.Notice{Tone: ui.Warn, Title: longName, Text: longName}, Units: []ui.Hit{{Title: longName, Note: longName, Kind: "Nơi làm việc", Href: "/u", Ended: true}}},
}
