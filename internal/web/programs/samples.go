package programs

import (
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/hook"
)

const longName = "Phần mềm quản lý nhân sự, chấm công, tiền lương của Công ty trách nhiệm hữu hạn một thành viên Sản xuất và Xuất nhập khẩu Nguyễn Huỳnh Thượng Nghiễm"

var (
	listSamples = ui.Samples[list]{
		"empty":   {MayGive: true},
		"typical": {MayGive: true, Programs: []line{{"1", "Phần mềm nhân sự Công ty A", "CĐCS Công ty A (Công đoàn các khu công nghiệp)", "…x3fA", "31/12/2026", "08:00 ngày 02/11/2026", "đang dùng được", ui.Good}, {"2", "Cổng báo cáo tỉnh", "Liên đoàn Lao động tỉnh", "…9Kq_", "30/06/2026", "chưa dùng", "hết hạn", ui.Plain}}},
		"worst":   {Programs: []line{{"1", longName, longName, "…----", "31/12/2026", "chưa dùng", "người cấp không còn quyền", ui.Bad}}},
	}
	sampleAdd  = receiverForm("1", form.Answers{}, []form.Problem{{Field: "url", Text: "Hãy dùng địa chỉ https://, để tin không bị đọc trên đường."}})
	sampleEnd  = ui.Form{ID: "end", Action: "/programs/1/end", Submit: "Thu hồi khóa", Danger: true, Fields: []ui.Field{{Name: "reason", Label: "Lý do thu hồi", Required: true}}}
	sampleBack = ui.Form{ID: "replay-1", Action: "/programs/1/receivers/1/replay", Submit: "Gửi lại", Fields: []ui.Field{{Name: "from", Label: "Gửi lại từ tin số", Kind: ui.CountField, Required: true}}}
	oneSamples = ui.Samples[one]{
		"empty": {ID: "1", Name: "Phần mềm nhân sự Công ty A", Hint: "…x3fA", State: "đang dùng được", Tone: ui.Good},
		"typical": {ID: "1", Name: "Phần mềm nhân sự Công ty A", Hint: "…x3fA", Giver: "Trần Thu Hà", Given: "08:00 ngày 02/11/2026", Until: "31/12/2026", Used: "chưa dùng", State: "đang dùng được", Tone: ui.Good,
			Unit: ui.Link{Label: "CĐCS Công ty A", Href: "/units/a"}, Verbs: []verb{{"Xem số liệu", true}, {"Gửi số liệu của đơn vị", true}}, Secret: "pt_abc", SecretOf: "Khóa truy cập", End: &sampleEnd, Add: &sampleAdd},
		"worst": {ID: "1", Name: longName, Hint: "…----", Giver: longName, State: "đã thu hồi", Ended: longName, Unit: ui.Link{Label: longName, Href: "/units/a"}, Verbs: []verb{{longName, false}},
			Receivers: []receiver{{ID: "1", URL: "https://may-chu-rat-dai.cong-ty-trach-nhiem-huu-han.vn/nhan/tin/" + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", Topics: longName, Made: "hôm qua", State: "lỗi 13 lần, gửi lại lúc 08:00 ngày 02/11/2026", Tone: ui.Warn,
				Tries: []hook.Try{{Event: 12345, Attempt: 13, Status: 500, Error: longName, Outcome: hook.Again}, {Event: 12344, Attempt: 14, Status: 0, Error: "connection refused", Outcome: hook.Dead}, {Event: 1, Attempt: 1, Status: 204, Outcome: hook.Told}}, Replay: &sampleBack}}},
	}
	askedSamples = ui.Samples[asked]{
		"empty":   {Form: newForm("u", form.Answers{}, nil)},
		"typical": {Lead: "Chọn ít việc nhất đủ dùng.", Facts: []ui.Pair{{Key: "Đơn vị", Text: "CĐCS Công ty A"}}, Form: newForm("u", form.Fill(map[string]string{"name": "Phần mềm nhân sự", "until": "31/12/2026"}), nil)},
		"worst":   {Lead: longName, Facts: []ui.Pair{{Key: "Đơn vị", Text: longName}}, Form: newForm("u", form.Fill(map[string]string{"name": longName}), []form.Problem{{Field: "name", Text: longName}, {Text: longName}})},
	}
	apiSamples = ui.Samples[described]{
		"empty":   {},
		"typical": describe(),
		"worst":   {Intro: []string{longName}, Sections: []section{{Title: longName, Lead: longName, Operations: []operation{{ID: "x", Call: "GET /api/v1/" + longName, Summary: longName, Verb: longName, Inputs: []input{{longName, longName, longName, longName}}}}}}},
	}
)
