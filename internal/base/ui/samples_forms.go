package ui

import "net/url"

func sampleSignIn(problem string) Form {
	return Form{ID: "sign-in", Action: "/sign-in", Submit: "Đăng nhập", Fields: []Field{
		{Name: "login", Label: "Tên đăng nhập", Required: true, Fill: "username", Problem: problem, Value: "ha@hp"},
		{Name: "password", Label: "Mật khẩu", Kind: PasswordField, Required: true, Fill: "current-password"}}}
}

func formSamples() []Exhibit {
	sheet := Form{ID: "drive", Action: "/activities/x/figures", Submit: "Gửi duyệt", Cancel: "/activities/x", Wide: true,
		Lead: "Ghi số theo biên bản đã ký với bệnh viện. Gõ 1.265 hay 1265 đều được.", Fields: []Field{
			{Name: "registered", Label: "Đăng ký", Kind: CountField, Of: "người", Value: "321", Required: true},
			{Name: "came", Label: "Đến điểm", Kind: CountField, Of: "người", Value: "289", Required: true},
			{Name: "bags", Label: "Đơn vị máu", Kind: CountField, Of: "đơn vị", Value: "263", Required: true, Help: "Mỗi túi là một đơn vị, túi 250, 350 hay 450 ml."},
			{Name: "day", Label: "Ngày tổ chức", Kind: DayField, Value: "02/03/2026", Required: true},
			{Name: "how", Label: "Biết bằng cách nào", Kind: ChoiceField, Value: "signed", Required: true, Choices: []Choice{
				{"signed", "Bệnh viện ký", "có biên bản giao nhận"}, {"counted", "Đếm tại chỗ", "hai người cùng đếm"}, {"declared", "Đơn vị báo", ""}}},
			{Name: "note", Label: "Giải thích", Kind: LongField}}}
	worst := Form{ID: "worst", Action: "/x", Danger: true, Submit: "Ghi đè", Upload: true, Fields: []Field{
		{Name: "unit", Label: longUnit, Help: longLine, Value: longWord, Problem: "Đơn vị này chỉ có từ 01/07/2025. Chọn ngày 01/07/2025 trở đi, hoặc chọn đơn vị cũ.", Required: true},
		{Name: "came", Label: "Đến điểm", Kind: CountField, Of: "người", Value: "1.5", Problem: "“1.5” có thể là 1.500 hay một rưỡi. Hãy gõ 1.500 hoặc 1500.", Required: true},
		{Name: "registered", Label: "Đăng ký", Kind: CountField, Of: "người", Value: "100", Warning: "Đăng ký ít hơn đến điểm 1.400 người. Nếu đúng vậy, ghi lý do ở ô Giải thích.", AtLeast: "came"},
		{Name: "money", Label: "Tiền", Kind: MoneyField, Of: "đồng", Value: "999.999.999.999"},
		{Name: "kind", Label: "Loại đơn vị", Kind: ChoiceField, Choices: []Choice{{"1", longUnit, ""}, {"2", "b", ""}, {"3", "c", ""}, {"4", "d", ""}, {"5", "e", ""}, {"6", "f", ""}, {"7", "g", ""}, {"8", "h", ""}}},
		{Name: "why", Label: "Lý do", Kind: ChoiceField, Problem: "Chọn một lý do.", Required: true, Choices: []Choice{{"1", longLine, longUnit}, {"2", "Khác", ""}}},
		{Name: "file", Label: "Quyết định kèm theo", Kind: FileField, Accept: ".pdf,.docx"},
		{Name: "sure", Label: "Tôi đã đọc cả hai bản", Kind: CheckField, Problem: "Đánh dấu ô này để tiếp tục.", Help: longLine}}}
	return []Exhibit{
		{Name: "Form", Says: "Các câu hỏi với nhãn, lời giúp và chỗ sai.", Samples: samples(Form{ID: "form-empty", Action: "/x"}, sheet, worst)},
		{Name: "Field", Says: "Một câu hỏi.", Samples: samples(Field{Name: "f0", Label: "Tên"}, Field{Name: "f1", Label: "Số người", Kind: CountField, Of: "người", Required: true, Value: "1.265"},
			Field{Name: "f2", Label: longUnit, Kind: LongField, Value: longLine, Problem: longUnit, Help: longLine})},
		{Name: "ErrorSummary", Says: "Những chỗ sai, mỗi chỗ dẫn tới ô của nó.", Samples: samples(ErrorSummary{Title: "Chưa ghi được"},
			ErrorSummary{Form: "drive", Problems: []Problem{{Field: "registered", Text: "Chỉ tiêu chia xuống mới được 480, còn thiếu 20."}, {Text: "Đợt này đã chốt lúc 14:05."}}},
			ErrorSummary{Form: "worst", Problems: []Problem{{Field: "unit", Text: longUnit + longWord}}})},
		{Name: "Confirm", Says: "Hỏi lại trước khi làm: hộp thoại, hoặc một trang.", Samples: samples(
			Confirm{ID: "confirm-empty", Title: "Đăng xuất?", Action: "/sign-out", Page: true},
			Group{Button{Label: "Giải thể…", Danger: true, Href: "/units/x/dissolve", Dialog: "confirm-typical"},
				Confirm{ID: "confirm-typical", Title: "Giải thể Công đoàn Dệt kim Hồ Sen?", Text: "Từ 01/07/2026 đơn vị không còn nhận số liệu mới. Số liệu cũ giữ nguyên.", Action: "/units/x/dissolve", Submit: "Giải thể", Danger: true,
					Fields: []Field{{Name: "decision", Label: "Số quyết định", Required: true}}}},
			Confirm{ID: "confirm-worst", Title: longUnit, Text: longLine, Action: "/x", Submit: "Giải thể và chuyển toàn bộ số liệu", Danger: true, Page: true, Cancel: "/units/x", Fields: []Field{{Name: "why", Label: "Lý do", Kind: LongField, Required: true, Problem: "Hãy ghi lý do."}}})},
		{Name: "Clash", Says: "Hai người sửa cùng một chỗ: cả hai bản.", Samples: samples(Clash{Who: "Người khác", At: "14:05", Action: "/x", Reload: "/x"},
			Clash{Who: "Lê Minh Tuấn", At: "14:05 ngày 02/11/2026", Action: "/targets/x", Reload: "/targets/x", Rows: []ClashRow{{"Chỉ tiêu", "500", "480"}, {"Dự phòng", "20", "20"}}},
			Clash{Who: longUnit, At: "14:05 ngày 02/11/2026", Action: "/x", Reload: "/x", Rows: []ClashRow{{longUnit, longWord, "999.999.999.999"}}})},
		{Name: "Resend", Says: "Giữ những gì đã gõ khi phiên làm việc hết hạn.", Samples: samples(Resend{Action: "/x", SignIn: "/sign-in"},
			Resend{Action: "/asked/x", SignIn: "/sign-in", Fields: url.Values{"came": {"289"}, "unit": {"u1"}}},
			Resend{Action: "/asked/x", SignIn: "/sign-in", Files: true, Fields: url.Values{"explanation": {longLine + longWord}}})},
	}
}
