package programs

import (
	"cmp"

	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/hook"
)

func num(n int64) string { return viet.FormatInt(n) }

func (m one) view() ui.Component {
	g := ui.Group{ui.PageHead{Title: m.Name, Lead: "Khóa " + m.Hint + " tại " + m.Unit.Label, Chips: []ui.Chip{{Label: m.State, Tone: m.Tone}}}}
	if m.Secret != "" {
		g = append(g, ui.Inside(ui.Card{ID: "secret", Title: m.SecretOf, Lead: "Chép lại ngay: chuỗi này chỉ hiện một lần và không lưu ở đâu."},
			ui.Group{ui.KeyValue{Pairs: []ui.Pair{{Key: m.SecretOf, Text: m.Secret}}},
				ui.Notice{Tone: ui.Warn, Title: "Giữ như mật khẩu", Text: "Ai có chuỗi này làm được mọi việc đã cấp. Đừng gửi qua Zalo hay thư thường; nghi bị lộ thì thu hồi."}}))
	}
	verbs := ui.Table{Label: "Việc được làm", Columns: []ui.Column{{Label: "Việc", Wide: true}, {Label: "Hôm nay"}}}
	for _, v := range m.Verbs {
		c := ui.Chip{Label: "được", Tone: ui.Good}
		if !v.Open {
			c = ui.Chip{Label: "không còn", Tone: ui.Plain}
		}
		verbs.Rows = append(verbs.Rows, ui.Row{Cells: []ui.Cell{{Text: v.Label}, {Body: c}}})
	}
	main := ui.Group{ui.Inside(ui.Card{Title: "Được làm gì", Lead: "Trong đơn vị này và các đơn vị bên dưới, và không vượt quá quyền hôm nay của người cấp."}, verbs), m.hooks()}
	side := ui.Group{ui.Inside(ui.Card{Title: "Khóa"}, ui.KeyValue{Pairs: m.facts()})}
	if m.End != nil {
		side = append(side, ui.Inside(ui.Card{ID: "end-card", Title: "Thu hồi", Lead: "Chương trình bị ngắt ngay. Việc đã ghi vẫn còn.", Quiet: true}, *m.End))
	}
	return append(g, ui.Inside(ui.Columns{Label: "Khóa", Side: side}, main))
}

func (m one) facts() []ui.Pair {
	pairs := []ui.Pair{{Key: "Đơn vị", Text: m.Unit.Label, Href: m.Unit.Href}, {Key: "Người cấp", Text: m.Giver, Note: m.Given}, {Key: "Hết hạn", Text: m.Until}, {Key: "Dùng lần cuối", Text: m.Used}}
	if m.Ended != "" {
		pairs = append(pairs, ui.Pair{Key: "Thu hồi", Text: m.Ended})
	}
	return append(pairs, ui.Pair{Key: "Việc đã làm", Text: "Xem trong nhật ký", Href: "/log?person=" + m.ID})
}

// hooks are the addresses at which the program is told what happened.
func (m one) hooks() ui.Component {
	g := ui.Group{}
	for _, r := range m.Receivers {
		t := ui.Table{Label: "Các lần gửi", Cards: true, Columns: []ui.Column{{Label: "Tin số"}, {Label: "Lúc"}, {Label: "Kết quả"}, {Label: "Chi tiết", Wide: true}},
			Empty: &ui.Empty{Icon: "inbox", Title: "Chưa gửi tin nào", Text: "Tin được gửi khi có thay đổi thuộc loại đã chọn."}}
		for _, x := range r.Tries {
			c := ui.Chip{Label: "đã nhận", Tone: ui.Good}
			switch x.Outcome {
			case hook.Again:
				c = ui.Chip{Label: "sẽ gửi lại", Tone: ui.Warn}
			case hook.Dead:
				c = ui.Chip{Label: "đã thôi gửi", Tone: ui.Bad}
			}
			t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{{Text: num(x.Event), Sub: "lần " + num(x.Attempt)}, {Text: x.At.VN()}, {Body: c}, {Text: cmp.Or(x.Error, "HTTP "+num(x.Status))}}})
		}
		body := ui.Group{ui.KeyValue{Pairs: []ui.Pair{{Key: "Loại tin", Text: r.Topics}, {Key: "Đặt lúc", Text: r.Made}}}, t}
		if r.Replay != nil {
			body = append(body, *r.Replay)
		}
		if r.End != nil {
			body = append(body, *r.End)
		}
		g = append(g, ui.Inside(ui.Card{ID: "receiver-" + r.ID, Title: r.URL, Aside: ui.Chip{Label: r.State, Tone: r.Tone}}, body))
	}
	if m.Add != nil {
		g = append(g, ui.Inside(ui.Card{ID: "add-card", Title: "Đặt nơi nhận tin", Lead: "Mỗi tin được ký, gửi theo thứ tự và gửi lại đến khi nơi nhận trả lời 2xx.", Quiet: true}, *m.Add))
	}
	return g
}
