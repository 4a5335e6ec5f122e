package campaigns

import (
	"strings"

	"phongtrao/internal/base/ui"
)

func targetsSamples() ui.Samples[targets] {
	before, after := shareColumns()
	row := func(field, name, value string) ui.ShareRow {
		return ui.ShareRow{Name: name, Href: "/targets/t2", Field: field, Value: value, Before: []ui.Cell{{Body: fig(119)}, {Body: fig(800)}},
			After: []ui.Cell{{Body: ui.Chip{Label: "chờ xác nhận", Icon: "clock"}}, {Body: fig(119)}, {Body: ui.Bar{Mini: true, Got: 119, Target: 300}}}}
	}
	grid := ui.Shares{ID: "shares", Label: "Phần chia cho các đơn vị", Action: "/campaigns/c1/targets", Hidden: map[string]string{"token": "sample"}, Typed: ui.Column{Label: "Chỉ tiêu", Num: true},
		Balance: ui.Balance{Whole: 1200, Given: 1000, Kept: 100, Of: "đơn vị máu", Keep: &ui.Field{Name: "keep", Label: "Dự phòng giữ lại", Value: "100"}},
		Before:  before, After: after, Rows: []ui.ShareRow{row("u-1", "CĐCS TOTO", "700"), row("u-2", "CĐCS Sews-Components", "300")},
		Fields: []ui.Field{{Name: "reason", Label: "Lý do", Kind: ui.LongField}}, Submit: "Ghi phần chia"}
	none := ui.Table{Label: "Đăng ký phấn đấu", Empty: &ui.Empty{Icon: "hand", Title: "Chưa có đơn vị đăng ký phấn đấu"}}
	head := ui.PageHead{Title: "Chia chỉ tiêu 1.200 đơn vị máu", Actions: []ui.Button{{Label: "Chia theo căn cứ", Icon: "split", Href: "/targets/t1/split", Primary: true}, {Label: "Dán từ bảng tính", Icon: "file-input", Href: "/targets/t1/paste"}}}
	show := ui.Tabs{Label: "Đơn vị nào", Items: []ui.Tab{{Label: "Tất cả 2", Href: "/campaigns/c1/targets", Current: true}, {Label: "Chưa trả lời 2", Href: "/campaigns/c1/targets?show=waiting"}}}
	typical := targets{Title: head.Title, Crumbs: sampleCrumbs, Accent: ui.Son, Head: head, Show: show, Find: find{Action: "/campaigns/c1/targets", Of: "t1"}, Grid: &grid, Pledges: none,
		Facts:   ui.KeyValue{Pairs: []ui.Pair{{Key: "Kết quả", Body: fig(1265), Note: "105,4% chỉ tiêu 1.200"}}},
		Batches: ui.Table{Label: "Các lần ghi", Cards: true, Columns: []ui.Column{{Label: "Lần ghi", Wide: true}, {Label: "Hoàn tác"}}, Rows: []ui.Row{{Cells: []ui.Cell{{Text: "Chia chỉ tiêu", Sub: "chia theo đoàn viên"}, {Body: undoButton("/target-batches/b1/undo", "sample")}}}}}}
	worst := typical
	over := grid
	over.ID, over.Balance.Given = "over", 1_999_999_999_999
	bad := row("u-9", longName, "1.5")
	bad.Problem, bad.Changed, bad.Was, bad.Tone = "“1.5” là 15 hay một phẩy năm? Hãy ghi lại.", true, "300", ui.Warn
	bad.Sub = []ui.Link{{Label: "Chia tiếp cho 2.819 đơn vị", Href: "/campaigns/c1/targets?of=t9"}}
	over.Rows = []ui.ShareRow{bad}
	over.Then = &ui.Link{Label: "Ghi và sang trang sau", Href: "/campaigns/c1/targets?after=80"}
	worst.Grid = &over
	worst.Notices = []ui.Notice{{Tone: ui.Bad, Title: "Chưa trả lời được", Text: strings.Repeat("Dự phòng của cấp trên chỉ còn 10. ", 5)}}
	worst.Tops = ui.Tabs{Label: "Chỉ tiêu", Items: []ui.Tab{{Label: longName, Href: "/campaigns/c1/targets", Current: true}, {Label: longName, Href: "/campaigns/c1/targets?of=t7"}}}
	worst.Asked = asked{Action: "/targets/t1/answers", May: true, More: 12, Hidden: map[string]string{"token": "sample"}, Rows: []askedRow{
		{Unit: longName, Href: "/targets/t9", By: "Vũ Thị Lan, 08:00 ngày 02/11/2026", Now: "300", Want: "250", Why: strings.Repeat("Doanh nghiệp cắt giảm lao động. ", 9), Value: "p1:2", Agree: "/targets/t9/agree?proposal=p1", Decline: "/targets/t9/decline?proposal=p1"},
		{Unit: "CĐCS TOTO", Href: "/targets/t8", By: "Vũ Thị Lan", Now: "300", Why: "Nghỉ luân phiên", Revise: "/targets/t8/revise", Uphold: "/targets/t8/uphold"}}}
	worst.Pager = ui.Pager{Text: "1–80 trong 2.819 đơn vị", Next: "/campaigns/c1/targets?after=80"}
	worst.Pledges = ui.Table{Label: "Đăng ký phấn đấu", Cards: true, Columns: []ui.Column{{Label: "Đơn vị", Wide: true}, {Label: "Đăng ký", Num: true}}, Rows: []ui.Row{{Cells: []ui.Cell{{Text: longName, Href: "/targets/t8"}, {Text: "130.000"}}}}}
	return ui.Samples[targets]{
		"empty":   {Title: "Chỉ tiêu", Head: ui.PageHead{Title: "Chỉ tiêu"}, None: &ui.Empty{Icon: "target", Title: "Chưa giao chỉ tiêu"}, Pledges: none},
		"typical": typical,
		"worst":   worst,
	}
}
