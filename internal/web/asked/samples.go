package asked

import (
	"strings"

	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
)

const longName = "Công đoàn cơ sở Công ty trách nhiệm hữu hạn một thành viên Sản xuất, Thương mại, Dịch vụ và Xuất nhập khẩu Thiết bị điện tử Đông Nam Á – Chi nhánh Khu công nghiệp Thăng Long II"

func listSamples() ui.Samples[list] {
	head := ui.PageHead{Title: "Việc được giao", Lead: "CĐCS Công ty TNHH TOTO Hưng Yên"}
	send := ui.Button{Label: "Báo số", Icon: "pencil", Href: "/asked/a1", Primary: true}
	owed := func(title, reason string, chip ui.Chip) item {
		return item{Title: title, Note: "Diễn ra 23/05/2024 · Hiến máu tình nguyện các KCN Hưng Yên năm 2024", Chip: chip, Reason: reason, Tone: chip.Tone, Button: send}
	}
	sent := item{Title: "Đợt 2", Note: "Diễn ra 11/04/2024", Chip: ui.Chip{Label: "đã tiếp nhận", Tone: ui.Good}, Said: "139 đơn vị máu · Gửi 08:00 ngày 12/04/2024", Button: ui.Button{Href: "/reports/r1"}}
	late := ui.Chip{Label: "Quá hạn 3 ngày, hạn 26/05/2024", Tone: ui.Bad}
	token := map[string]string{"token": "sample"}
	return ui.Samples[list]{
		"empty": {Head: head, Empty: ui.Empty{Icon: "circle-check", Title: "Không còn việc nào phải làm", Text: "Khi cấp trên yêu cầu báo cáo, việc sẽ hiện ở đây."}},
		"typical": {Head: head, Due: []item{owed("Đợt 4", "Thiếu số túi 350 ml", ui.Chip{Label: "Bị trả lại", Tone: ui.Bad, Icon: "undo-2"}), owed("Đợt 5", "", ui.Chip{Label: "Còn 2 ngày, hạn 30/06/2024", Tone: ui.Info, Icon: "clock"})},
			Works: []work{{ID: "t1", Title: "Quán triệt kế hoạch 204/KH-BCĐ", Note: "Hạn 26/02/2021", Href: "/dispatches/d1", Tone: ui.Warn, Token: token}}, Sent: []item{sent}, Open: []ui.Hit{{Title: "Đợt 3", Note: "Diễn ra 02/05/2024", Href: "/asked/a3"}}},
		"worst": {Head: ui.PageHead{Title: "Việc được giao", Lead: longName}, Due: []item{owed(longName, strings.Repeat("Số không khớp với biên bản. ", 12), late)}, Works: []work{{ID: "t1", Title: longName, Note: "Quá hạn 999 ngày", Tone: ui.Bad}},
			Sent: []item{{Title: longName, Note: longName, Chip: ui.Chip{Label: "chờ tiếp nhận", Tone: ui.Info}, Said: "từ 999.999.999.999 trở lên đơn vị máu", Button: ui.Button{Href: "/reports/r1"}}}},
	}
}

func sheetSamples() ui.Samples[*sheet] {
	fields := []ui.Field{{Name: "blood.came", Label: "Số người đến", Help: "Người đến điểm hiến máu.", Kind: ui.CountField, Of: "người", Value: "120"}, {Name: "blood.bags", Label: "Số đơn vị máu", Kind: ui.CountField, Of: "đơn vị máu"}}
	base := func() *sheet {
		return &sheet{Title: "Báo số của đơn vị", Crumbs: []ui.Link{{Label: "Việc được giao", Href: "/asked"}}, Head: ui.PageHead{Title: "Đợt 4", Lead: "CĐCS TOTO", Meta: []string{"Diễn ra 23/05/2024"}},
			Action: "/asked/a1", Keep: "asked p u a", Hidden: map[string]string{"token": "sample", "unit": "u"}, Fields: fields}
	}
	typical, worst := base(), base()
	typical.Checks.Fine = true
	typical.Files.Kept = []string{"biên bản.jpg"}
	worst.Head.Lead, worst.Drop = longName, map[string]string{"token": "sample", "unit": "u"}
	worst.Notices = []ui.Notice{{Tone: ui.Warn, Title: "Báo cáo bị trả lại: " + strings.Repeat("Thiếu số túi. ", 20), Text: "Hãy sửa số rồi gửi lại."}}
	worst.Wrong = []form.Problem{{Text: strings.Repeat("Báo cáo này đã có người gửi. ", 6)}}
	worst.Fields = []ui.Field{{Name: "blood.came", Label: longName, Kind: ui.CountField, Of: "người", Value: "mười hai", Problem: "Không đọc được “mười hai”."}}
	worst.Checks = checks{Notices: []ui.Notice{{Tone: ui.Warn, Title: "Không khớp", Text: "Số đơn vị máu (120) nhiều hơn số người đến (102), thừa 18."}}, Explain: &ui.Field{Name: "explanation", Label: "Giải trình", Kind: ui.LongField, Required: true, Problem: "Hãy ghi lời giải trình."}}
	worst.Files = filesField{Problem: "Tệp “danh sách.xlsx” không phải ảnh JPEG, PNG hay tệp PDF.", Kept: []string{longName + ".jpg"}, Have: []ui.Link{{Label: longName + ".pdf", Href: "/reports/r1/files/f1"}}}
	return ui.Samples[*sheet]{"empty": base(), "typical": typical, "worst": worst}
}
