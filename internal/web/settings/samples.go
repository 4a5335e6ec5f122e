package settings

import (
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
)

// Samples of the section's pages: "empty", "typical" and "worst".

const longName = "Công đoàn cơ sở Công ty trách nhiệm hữu hạn một thành viên Sản xuất, Thương mại và Dịch vụ Xuất nhập khẩu Nguyễn Huỳnh Thượng Nghiễm Khu công nghiệp Tràng Duệ mở rộng"

var (
	personsSamples = ui.Samples[persons]{
		"empty":   {MayAdd: true},
		"typical": {All: 2, MayAdd: true, Rows: []person{{"1", "Trần Thu Hà", "Trưởng ban", "Liên đoàn Lao động thành phố Hải Phòng", []string{"Quản trị tại Liên đoàn Lao động thành phố Hải Phòng"}, false}, {"2", "Lê Minh Tuấn", "Chủ tịch CĐCS", "Công đoàn cơ sở Công ty Hồ Sen", nil, true}}},
		"worst":   {Query: longName, All: 12345, From: 50, Prev: "/people", Next: "/people?from=100", Rows: []person{{"1", "Nguyễn Huỳnh Thượng Nghiễm Công Tằng Tôn Nữ Thị Phương Nghi", longName, longName, []string{longName, longName}, true}}},
	}
	sampleGrants = []grant{{ID: "g1", Role: "Cán bộ liên đoàn", Span: "từ 01/07/2025, không thời hạn", Given: "Giao lúc 08:00 ngày 01/07/2025, Quản trị", Unit: ui.Link{Label: "Liên đoàn Lao động thành phố Hải Phòng", Href: "/units/hp"}, Holds: true, MayEnd: true},
		{ID: "g2", Role: "Cán bộ đơn vị", Span: "từ 01/01/2020, đến 30/06/2025", Given: "Giao lúc 08:00 ngày 01/01/2020", Unit: ui.Link{Label: longName}, Ended: "Kết thúc từ 01/02/2024: chuyển công tác"}}
	sampleSessions = []session{{"s1", "Chrome trên Windows", "08:00 ngày 01/11/2026", "02/11/2026", true}, {"s2", "Zalo trên điện thoại Android", "08:00 ngày 01/10/2026", "30/10/2026", false}}
	samplePassword = passwordForm("1", "ha", form.Answers{}, []form.Problem{{Field: "password", Text: "Mật khẩu cần ít nhất 10 ký tự."}})
	oneSamples     = ui.Samples[one]{
		"empty":   {ID: "1", Name: "Trần Thu Hà"},
		"typical": {ID: "1", Name: "Trần Thu Hà", Title: "Trưởng ban Tuyên giáo", Login: "ha.tran", Unit: ui.Link{Label: "LĐLĐ thành phố Hải Phòng", Href: "/units/hp"}, Grants: sampleGrants, Sessions: sampleSessions, MayGive: true},
		"worst":   {ID: "1", Name: longName, Title: longName, Login: longName, Unit: ui.Link{Label: longName}, Grants: sampleGrants, Sessions: []session{{"s", longName, longName, longName, false}}, Password: &samplePassword},
	}
	meSamples = ui.Samples[me]{
		"empty":   {one{ID: "1", Name: "Trần Thu Hà"}, ownForm(form.Answers{}, nil)},
		"typical": {one{ID: "1", Name: "Trần Thu Hà", Title: "Trưởng ban", Login: "ha.tran", Unit: ui.Link{Label: "LĐLĐ thành phố Hải Phòng", Href: "/units/hp"}, Grants: sampleGrants, Sessions: sampleSessions}, ownForm(form.Answers{}, nil)},
		"worst":   {one{ID: "1", Name: longName, Title: longName, Login: longName, Grants: sampleGrants, Sessions: []session{{"s", longName, longName, longName, true}, {"t", longName, longName, longName, false}}}, ownForm(form.Answers{}, []form.Problem{{Field: "current", Text: longName}, {Text: longName}})},
	}
	secondSamples = ui.Samples[second]{
		"empty":   {},
		"typical": {Secret: "JBSW Y3DP EHPK 3PXP", QR: drawn{"0 0 29 29", "M4 4L11 4L11 11L4 11Z"}, Codes: []string{"k3mq9-x2p7t", "a2b3c-d4e5f"}, Options: "{}", Word: "w"},
		"worst":   {On: true, Since: longName, Spares: 1, Problems: []form.Problem{{Field: "current", Text: longName}}, Keys: []heldKey{{"a", longName, longName, longName}, {"b", "Điện thoại", "08:00 ngày 01/11/2026", "chưa dùng"}}, Options: "{}", Word: "w"},
	}
	logSamples = ui.Samples[logged]{
		"empty":   {First: true},
		"typical": {First: true, Older: "/log?before=x", Lines: []entry{{"08:00 ngày 02/11/2026", "Trần Thu Hà", "/people/1", "Đổi tên tổ chức", "", "", "Công đoàn phường An Dương", "/units/ad", "Chrome trên Windows", ""}, {"07:00 ngày 02/11/2026", "Chương trình", "", "Khai báo chỉ số", "", "", "", "", "", "chỉ số của bản chương trình này"}}},
		"worst":   {Person: longName, From: "31/31/2025", Problems: map[string]string{"from": "Không đọc được ngày.", "person": longName}, Older: "/log", Lines: []entry{{"08:00 ngày 02/11/2026", longName, "/people/1", longName, longName, "/units/x", longName, "/units/x", longName, longName}}},
	}
)

// askedSamples draw a form: its first step, its second, and refused.
func askedSamples(title string) ui.Samples[asked] {
	return ui.Samples[asked]{
		"empty":   {Title: title, Crumbs: listed, Form: ui.Form{ID: "where", Action: "/people/new", Get: true, Fields: []ui.Field{{Name: "unit", Label: "Đơn vị", Required: true}}}},
		"typical": {Title: title, Crumbs: listed, Facts: []ui.Pair{{Key: "Ở đơn vị", Text: "Công đoàn phường An Dương", Href: "/units/ad"}}, Form: ui.Form{ID: "grant", Action: "/people/grants/new", Submit: title}.Ask(grantQuestions(), form.Answers{}, nil)},
		"worst":   {Title: title, Lead: longName, Facts: []ui.Pair{{Key: longName, Text: longName}}, Form: ui.Form{ID: "end", Action: "/people/grants/x/end", Danger: true}.Ask(endQuestions, form.Fill(map[string]string{"reason": longName}), []form.Problem{{Field: "on", Text: longName}, {Text: longName}})},
	}
}
