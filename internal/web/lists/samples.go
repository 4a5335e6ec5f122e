package lists

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/oldfont"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/intake"
	"phongtrao/internal/web/door"
)

// Samples of the section's pages: "empty", "typical" and "worst".

const longName = "Công đoàn cơ sở Công ty trách nhiệm hữu hạn một thành viên Sản xuất, Thương mại và Dịch vụ Xuất nhập khẩu Nguyễn Huỳnh Thượng Nghiễm Khu công nghiệp Tràng Duệ mở rộng"

func sampleSend(problems []form.Problem) ui.Form {
	return ui.Form{ID: "send", Action: newPath, Submit: "Gửi tệp và xem trước", Hidden: door.Token("at", "hp")}.Ask(fileQuestion, form.Answers{}, problems)
}

var newSamples = ui.Samples[sending]{
	"empty":   {Form: sampleSend(nil)},
	"typical": {Under: "Liên đoàn Lao động thành phố Hải Phòng", Form: sampleSend(nil)},
	"worst":   {Under: longName, Form: sampleSend([]form.Problem{{Field: "file", Text: longName}})},
}

func samplePlan(name string, state intake.State) *intake.Plan {
	p := &intake.Plan{Head: 4, Under: "hp", UnderName: name, On: day.Of(2026, 11, 2), Columns: []intake.Column{
		{At: 0, Title: name, Field: intake.Name, Encoding: oldfont.TCVN3, Asked: true, Finding: oldfont.Finding{Encoding: oldfont.TCVN3, Confidence: 98, Before: "C«ng ®oµn", After: "Công đoàn", Changed: 3, Other: map[int]oldfont.Encoding{2: oldfont.VNI}}},
		{At: 1, Title: "Trực thuộc", Field: intake.Parent}, {At: 2, Title: "Số lao động", Field: intake.Workers}},
		Rows:    []intake.Row{{Number: 5, Name: name, State: state, From: day.Of(2026, 11, 2), Cells: []string{name, name, "3"}, Above: name, Reasons: []intake.Reason{{Column: name, Text: name}}, Notes: []string{name}}},
		Parents: []intake.Above{{Key: "a", Text: name, Rows: 12, Why: name, Choices: []intake.Choice{{Unit: "u", Name: name, Note: name}}}, {Key: "b", Text: name, Rows: 1, Unit: "u", Name: name}, {Key: "c", Text: name, Rows: 1, Listed: 7, Name: name}}}
	return p
}

// sampleShow draws all steps at once.
func sampleShow(name string, state intake.State) show {
	m := show{ID: "l", Name: name, Lead: name, Step: 2, Notices: []ui.Notice{{Tone: ui.Warn, Title: name, Text: name, Link: &ui.Link{Label: name, Href: pastPath}}},
		Chips: []ui.Chip{{Label: "12 bị từ chối", Tone: ui.Bad}}, Actions: []ui.Button{{Label: "Sửa cột và chữ", Href: pastPath}}}
	p := samplePlan(name, state)
	w := at{list: intake.List{ID: "l", Name: name}, names: []string{"Phụ lục 1", name}, plan: p}
	m.columns(w)
	m.parents(w, []form.Problem{{Field: "by-0", Text: name}})
	f := decisionForm(w.list, p, nil, []form.Problem{{Field: "number", Text: name}})
	m.Cards = append(m.Cards, card{Title: name, Form: &f}, card{Title: "Từng dòng", Pager: ui.Pager{Next: pastPath, Text: "1–100 trong 10.000"}, Tabs: &ui.Tabs{Label: "Lọc dòng", Items: []ui.Tab{{Label: "Tất cả", Href: pastPath, Current: true}}},
		Table: &ui.Table{Label: "Các dòng", Cards: true, Columns: []ui.Column{{Label: "Dòng"}, {Label: "Đơn vị"}, {Label: "Cấp trên"}, {Label: "Kết quả"}}, Rows: []ui.Row{rowOf(p, p.Rows[0], nil)}}})
	m.Undo = &ui.Confirm{ID: "undo", Page: true, Title: "Hủy lần nhập này?", Text: name, Action: onePath + "/l/undo", Hidden: door.Token(), Danger: true, Cancel: pastPath}
	return m
}

var showSamples = ui.Samples[show]{
	"empty":   {ID: "l", Name: "danh-sach.xlsx"},
	"typical": sampleShow("Công đoàn phường An Dương", intake.Taken),
	"worst":   sampleShow(longName, intake.Refused),
}

var pastSamples = ui.Samples[past]{
	"empty": {pastTable(nil, nil)},
	"typical": {pastTable([]intake.List{{ID: "1", Name: "cdcs-hai-phong.xlsx", By: "an", At: 1_750_000_000_000_000}, {ID: "2", Name: "kcn.csv", By: "an", At: 1_740_000_000_000_000, End: &intake.End{Taken: 120, Refused: 3, At: 1_740_000_100_000_000}}},
		map[string]string{"an": "Trần Thu Hà"})},
	"worst": {pastTable([]intake.List{{ID: "1", Name: longName, By: "an", At: 1, End: &intake.End{Taken: 999_999, Refused: 999_999, At: 1, Undone: 2}}}, map[string]string{"an": longName})},
}
