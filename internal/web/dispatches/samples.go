package dispatches

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/task"
)

// Samples of the section's pages: "empty", "typical" and "worst".

const longText = "Kế hoạch tổ chức các hoạt động hưởng ứng Chương trình “Giọt hồng công nhân – Nghĩa tình người lao động” chào mừng kỷ niệm 97 năm Ngày thành lập Công đoàn Việt Nam tại các khu công nghiệp, khu kinh tế và khu chế xuất trên địa bàn thành phố"

var (
	letter = dispatch.Dispatch{ID: "d1", Version: 1, Direction: dispatch.Out, Number: "610/LĐLĐ", Kind: dispatch.Letter, Date: day.Of(2021, 1, 18), Issuer: "Liên đoàn Lao động tỉnh Lai Châu", Place: "Lai Châu",
		Subject: "Hưởng ứng Lễ hội Xuân hồng năm 2021", Signer: "Nguyễn Văn A", SignerTitle: "Phó Chủ tịch", File: "00", FileName: "610.pdf"}
	hard = dispatch.Dispatch{ID: "d2", Version: 4, Direction: dispatch.In, Number: "999999z/KH-BCĐHMTNQG-ĐCTLĐLĐ", Kind: dispatch.Plan, Date: day.Of(2026, 11, 1), Issuer: longText, Subject: longText, FileName: longText + ".pdf", File: "00"}
)

var listSamples = ui.Samples[list]{
	"empty":   {MayRegister: true},
	"typical": {Rows: []dispatch.Dispatch{letter, {ID: "d0", Version: 2, Direction: dispatch.In, Number: "204/KH-BCĐ", Kind: dispatch.Plan, Date: day.Of(2020, 10, 2), Issuer: "Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh", Subject: "Tổ chức Lễ hội Xuân hồng"}}, MayRegister: true},
	"worst":   {Text: longText, From: "31/31/2025", Problems: map[string]string{"from": "Không đọc được ngày “31/31/2025”."}, Rows: []dispatch.Dispatch{hard}, More: "/dispatches?show=300"},
}

var showSamples = ui.Samples[show]{
	"empty": {D: dispatch.Dispatch{ID: "d1", Version: 1, Number: "1/LĐLĐ", Kind: dispatch.Letter, Date: day.Of(2026, 1, 2), Subject: "Không có gì", Direction: dispatch.In}},
	"typical": {D: letter, May: true, Facts: []ui.Pair{{Key: "Cơ quan ban hành", Text: letter.Issuer, Href: "/units/lc"}, {Key: "Người ký", Text: letter.Signer, Note: letter.SignerTitle}},
		Findings:  []dispatch.Finding{{Level: dispatch.Info, Check: "CK-10", Text: "Số 610 vào ngày 18/01/2021 không hợp với cách đánh số theo năm (33 văn bản mỗi ngày), nhưng bình thường nếu đánh số theo nhiệm kỳ."}},
		Basis:     []ui.Pair{{Key: "trực tiếp", Text: "204/KH-BCĐ ngày 02/10/2020 của Ban Chỉ đạo", Href: "/dispatches/d0"}, {Key: "qua 1 văn bản khác", Text: "43/CT-TW", Note: "chưa có trong sổ"}},
		To:        []addressed{{Addressed: dispatch.Addressed{Recipient: dispatch.Recipient{Text: "LĐLĐ các huyện, thành phố", Kinds: []string{"district"}, Direct: true}, Validity: dispatch.Gone, Units: make([]dispatch.Standing, 2)}, Kinds: []string{"Liên đoàn Lao động huyện"}, Units: []stood{{"LĐLĐ huyện Tam Đường", ui.Link{Label: "Công đoàn xã Bình Lư", Href: "/units/bl"}, "nay là"}, {"LĐLĐ huyện Sìn Hồ", ui.Link{}, "đã giải thể, không có đơn vị kế thừa"}}}},
		Works:     []work{{"Báo cáo kết quả về Ban Tuyên giáo", "05/03/2021", 1, 1, 0, []ui.Pair{{Key: "đã xong", Text: "LĐLĐ huyện Tam Đường", Href: "/units/td"}, {Key: "quá hạn", Text: "CĐN Giáo dục", Href: "/units/gd"}}}},
		Progress:  task.Progress{Units: 2, Done: 1, Late: 1},
		Campaigns: []ui.Hit{{Title: "Lễ hội Xuân hồng 2021", Kind: "Hiến máu tình nguyện", Href: "/campaigns/x"}},
		Citing:    []ui.Pair{{Key: "ngày 20/01/2021", Text: "Công văn 12/LĐLĐ", Note: "Triển khai", Href: "/dispatches/d5"}},
		Versions:  []ui.Pair{{Key: "Bản 1", Text: "Vào sổ lần đầu", Note: "08:00 ngày 18/01/2021, Trần Thu Hà"}, {Key: "Tệp", Text: "610.pdf", Href: "/files/00?of=d1"}}},
	"worst": {D: hard, May: true, Findings: []dispatch.Finding{{Level: dispatch.Error, Text: longText}, {Level: dispatch.Warning, Text: longText}},
		Facts: []ui.Pair{{Key: "Ghi chú", Text: longText}}, Basis: []ui.Pair{{Key: "qua 9 văn bản khác", Text: longText, Note: longText, Href: "/x"}},
		To:       []addressed{{Addressed: dispatch.Addressed{Recipient: dispatch.Recipient{Text: longText}, Validity: dispatch.Changed, Units: make([]dispatch.Standing, 300)}, Units: []stood{{longText, ui.Link{Label: longText}, "nay là"}}, More: 299}},
		Works:    []work{{longText, "sáu tháng một lần", 999, 999, 999, []ui.Pair{{Key: "quá hạn", Text: longText, Href: "/x"}}}},
		Versions: []ui.Pair{{Key: "Bản 4", Text: longText, Note: longText}, {Key: "Tệp", Text: longText, Href: "/files/00?of=d1"}}},
}

func sampleWritten(was *dispatch.Dispatch, answers form.Answers, problems []form.Problem) written {
	w := &writer{was: was, form: questions(was, []form.Field{{Name: "issuer_unit", Label: "Cơ quan ban hành là đơn vị nào"}}, nil), answers: answers}
	return w.draw(problems)
}

var writtenSamples = ui.Samples[written]{
	"empty":   sampleWritten(nil, form.Answers{}, nil),
	"typical": sampleWritten(&letter, form.Fill(map[string]string{"number": "610/LĐLĐ", "subject": letter.Subject, "date": "18/01/2021"}), nil),
	"worst":   sampleWritten(nil, form.Fill(map[string]string{"number": longText, "subject": longText}), []form.Problem{{Field: "number", Text: longText}, {Field: "file", Text: longText}, {Field: "", Text: longText}}),
}

var meantSamples = ui.Samples[meant]{
	"empty": {ID: "d1", Number: "610/LĐLĐ", Form: ui.Form{ID: "meant", Action: "/dispatches/d1/recipients"}},
	"typical": {ID: "d1", Number: "610/LĐLĐ", Form: ui.Form{ID: "meant", Action: "/dispatches/d1/recipients", Fields: []ui.Field{{Name: "to0", Label: "LĐLĐ các huyện, thành phố", Kind: ui.ChoiceField, Required: true, Value: "words",
		Choices: []ui.Choice{{Value: "words", Label: "Giữ như văn bản ghi"}, {Value: "kind district", Label: "Mọi đơn vị loại: Liên đoàn Lao động huyện"}}}}}},
	"worst": {ID: "d2", Number: hard.Number, Trouble: longText, Form: ui.Form{ID: "meant", Action: "/x", Fields: []ui.Field{{Name: "to0", Label: longText, Kind: ui.ChoiceField, Choices: []ui.Choice{{Value: "a", Label: longText}}}}}},
}
