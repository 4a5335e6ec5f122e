package lists

import (
	"context"
	"strconv"
	"strings"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/base/work"
	"phongtrao/internal/intake"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/works"
)

// rowsPage is how many rows are shown at once.
const rowsPage = 100

var states = []struct {
	state       intake.State
	label, each string
	tone        ui.Tone
}{
	{intake.Taken, "Sẽ ghi", "sẽ ghi", ui.Good}, {intake.Existing, "Đã có", "đã có", ui.Info}, {intake.Refused, "Bị từ chối", "bị từ chối", ui.Bad},
}

// preview shows what becomes of each row, and asks for the decision.
func (m *show) preview(a *door.Ask, w at, typed map[string]string, problems []form.Problem) {
	p, l := w.plan, w.list
	for _, s := range states {
		if n := p.Count(s.state); n > 0 {
			m.Chips = append(m.Chips, ui.Chip{Label: viet.FormatInt(int64(n)) + " " + s.each, Tone: s.tone})
		}
	}
	if p.Skipped > 0 {
		m.Chips = append(m.Chips, ui.Chip{Label: viet.FormatInt(int64(p.Skipped)) + " dòng tổng, chữ ký bỏ qua"})
	}
	m.Actions = []ui.Button{{Label: "Sửa cột và chữ", Href: address(l.ID) + "?step=" + stepColumns}}
	if len(p.Parents) > 0 {
		m.Actions = append(m.Actions, ui.Button{Label: "Sửa cấp trên", Href: address(l.ID) + "?step=" + stepParents})
	}
	if columns, _ := p.Unsure(); len(columns) > 0 {
		m.Notices = append(m.Notices, ui.Notice{Tone: ui.Warn, Title: "Chưa xác nhận cách đọc chữ", Text: "Cột " + columns[0].Title + " viết bằng " + columns[0].Finding.Encoding.Label() + "; chưa ghi được trước khi xác nhận.",
			Link: &ui.Link{Label: "Xác nhận", Href: address(l.ID) + "?step=" + stepColumns}})
	} else if p.Count(intake.Taken) > 0 {
		f := decisionForm(l, p, typed, problems)
		m.Cards = append(m.Cards, card{Title: "Ghi " + viet.FormatInt(int64(p.Count(intake.Taken))) + " đơn vị theo một quyết định",
			Lead: "Tất cả được ghi cùng một lúc và hủy được cùng một lúc. Đơn vị không có ngày thành lập riêng được ghi từ ngày hiệu lực.", Form: &f})
	}
	if n := p.Count(intake.Refused); n > 0 {
		notice := ui.Notice{Tone: ui.Warn, Title: viet.FormatInt(int64(n)) + " dòng bị từ chối, các dòng khác vẫn ghi được", Link: &ui.Link{Label: "Tải các dòng lỗi (.xlsx)", Href: address(l.ID) + "/errors"},
			Text: "Gửi lại tệp lỗi cho nơi lập danh sách; tệp giữ nguyên các cột và thêm cột “Lý do”."}
		m.Notices = append(m.Notices, notice)
	}
	m.Cards = append(m.Cards, rowsCard(a, w))
}

// rowsCard lists the rows, of one state or all.
func rowsCard(a *door.Ask, w at) card {
	p, l := w.plan, w.list
	only := intake.State(a.Query("show"))
	c := card{Title: "Từng dòng", Tabs: &ui.Tabs{Label: "Lọc dòng", Items: []ui.Tab{{Label: "Tất cả (" + viet.FormatInt(int64(len(p.Rows))) + ")", Current: only == "", Href: door.Address(address(l.ID), "step", stepPreview)}}}}
	for _, s := range states {
		if n := p.Count(s.state); n > 0 {
			c.Tabs.Items = append(c.Tabs.Items, ui.Tab{Label: s.label + " (" + viet.FormatInt(int64(n)) + ")", Current: only == s.state,
				Href: door.Address(address(l.ID), "step", stepPreview, "show", string(s.state))})
		}
	}
	var rows []intake.Row
	for _, r := range p.Rows {
		if only == "" || r.State == only {
			rows = append(rows, r)
		}
	}
	from, _ := strconv.Atoi(a.Query("from"))
	from = max(0, min(from, len(rows)))
	to := min(from+rowsPage, len(rows))
	page := func(n int) string {
		return door.Address(address(l.ID), "step", stepPreview, "show", string(only), "from", strconv.Itoa(n))
	}
	if from > 0 {
		c.Pager.Prev = page(max(0, from-rowsPage))
	}
	if to < len(rows) {
		c.Pager.Next = page(to)
	}
	c.Pager.Text = viet.FormatInt(int64(from+1)) + "–" + viet.FormatInt(int64(to)) + " trong " + viet.FormatInt(int64(len(rows)))
	t := ui.Table{Label: "Các dòng của danh sách", Cards: true, Columns: []ui.Column{{Label: "Dòng"}, {Label: "Đơn vị"}, {Label: "Cấp trên"}, {Label: "Kết quả", Wide: true}},
		Empty: &ui.Empty{Icon: "list-checks", Title: "Không có dòng nào như vậy"}}
	names := map[org.UnitID]string{}
	for _, above := range p.Parents {
		names[above.Unit] = above.Name
	}
	names[p.Under] = p.UnderName
	for _, r := range rows[from:to] {
		t.Rows = append(t.Rows, rowOf(p, r, names))
	}
	c.Table = &t
	return c
}

func rowOf(p *intake.Plan, r intake.Row, names map[org.UnitID]string) ui.Row {
	unit := ui.Cell{Text: r.Name, Strong: true}
	if r.Was() != "" {
		unit.Sub = "trong tệp: " + r.Was()
	}
	if r.Unit() != "" {
		unit.Href = "/units/" + r.Unit()
	}
	up, listed := p.Place(r)
	above := ui.Cell{Text: names[up]}
	switch {
	case listed != "":
		above = ui.Cell{Text: listed, Sub: "trong danh sách này"}
	case up == "":
		above.Text = r.Above
	}
	out := ui.Row{}
	result := ui.Cell{}
	for _, s := range states {
		if s.state == r.State {
			result.Body = ui.Chip{Label: s.label, Tone: s.tone}
		}
	}
	switch r.State {
	case intake.Refused:
		out.Tone, result.Sub = ui.Bad, r.Why()
	case intake.Taken:
		result.Sub = strings.Join(append([]string{"từ " + r.From.VN() + "."}, r.Notes...), " ")
	default:
		result.Sub = strings.Join(r.Notes, " ")
	}
	out.Cells = []ui.Cell{{Text: strconv.Itoa(r.Number)}, unit, above, result}
	return out
}

var decisionQuestion = form.Form{Fields: []form.Field{
	{Name: "number", Label: "Số quyết định", Help: "Ví dụ 2134/QĐ-LĐLĐ.", Required: true, Kind: form.Text, Limit: 60},
	{Name: "date", Label: "Ngày ký", Required: true, Kind: form.Day},
	{Name: "issuer", Label: "Cơ quan ban hành", Required: true, Kind: form.Text},
	{Name: "effective", Label: "Có hiệu lực từ ngày", Required: true, Kind: form.Day},
}}

func decisionForm(l intake.List, p *intake.Plan, typed map[string]string, problems []form.Problem) ui.Form {
	if typed == nil {
		a := l.Answers
		typed = map[string]string{"number": a.Number, "issuer": a.Issuer, "date": a.Date.VN(), "effective": a.Effective.VN()}
		if a.Issuer == "" {
			typed["issuer"] = p.UnderName
		}
		if a.Date == 0 {
			typed["date"] = ""
		}
		if a.Effective == 0 {
			typed["effective"] = ""
		}
	}
	return ui.Form{ID: "take", Action: address(l.ID) + "/take", Submit: "Ghi " + viet.FormatInt(int64(p.Count(intake.Taken))) + " đơn vị vào cây tổ chức", Wide: true, Hidden: door.Token()}.
		Ask(decisionQuestion, form.Fill(typed), problems)
}

// take keeps the decision and starts the work.
var take = door.Action{
	Route: "POST " + onePath + "/{id}/take", Title: "Nhập danh sách đơn vị", Guard: door.Guard{Verb: intake.Taking},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		sent := a.Form()
		answers, problems := decisionQuestion.Parse(sent)
		if len(problems) > 0 {
			return again(a, sent, problems)
		}
		var l intake.List
		err := a.See(func(v *db.View) (err error) {
			l, err = intake.Get(v, a.Object)
			return err
		})
		if err != nil {
			return ui.Outcome{}, err
		}
		l.Answers.Number, l.Answers.Date, l.Answers.Issuer, l.Answers.Effective = answers.Text("number"), answers.Day("date"), answers.Text("issuer"), answers.Day("effective")
		_, t, err := tableOf(a.House, l)
		if err != nil {
			return ui.Outcome{}, err
		}
		h, who, id, token := a.House, a.Who, a.Object, sent.Get(door.TokenField)
		key, err := h.Works.Start(who.Person, "Nhập danh sách “"+l.Name+"”", address(id), func(ctx context.Context, tell *work.Progress) (string, error) {
			tell.Of(len(t.Rows))
			tell.Say("Đang đọc lại danh sách")
			return address(id), h.Desk.Once(ctx, who, intake.Taking, id, token, func(tx *db.Tx) error {
				if err := intake.Answer(tx, id, l.Answers); err != nil {
					return err
				}
				p, err := intake.Make(&tx.View, t, l.Answers)
				if err != nil {
					return err
				}
				if columns, _ := p.Unsure(); len(columns) > 0 {
					return fault.Invalidf("Chưa xác nhận cách đọc chữ ở cột %s. Hãy quay lại bước “Cột và chữ”.", columns[0].Title)
				}
				return intake.Take(tx, id, p, tell)
			})
		})
		return ui.Outcome{To: works.Address(key)}, err
	},
}

// again draws the last step once more.
func again(a *door.Ask, sent map[string][]string, problems []form.Problem) (ui.Outcome, error) {
	typed := map[string]string{}
	for name, values := range sent {
		typed[name] = values[0]
	}
	var m show
	err := a.See(func(*db.View) (err error) {
		m, err = showWith(a, stepPreview, typed, problems)
		return err
	})
	return ui.Outcome{Again: showView(m), Head: Show.Head(m)}, err
}

// undo takes a list back.
var undo = door.Action{
	Route: "POST " + onePath + "/{id}/undo", Title: "Hủy nhập danh sách đơn vị", Guard: door.Guard{Verb: intake.Undoing},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		err := a.Do(func(tx *db.Tx) error { return intake.Undo(tx, a.Object) })
		if k := fault.KindOf(err); err != nil && (k == fault.Invalid || k == fault.Conflict) {
			return ui.Outcome{To: address(a.Object), Flash: &ui.Flash{Tone: ui.Bad, Text: fault.Text(err)}}, nil
		}
		return ui.Outcome{To: pastPath, Flash: &ui.Flash{Tone: ui.Good, Text: "Đã hủy lần nhập; cây tổ chức như trước khi nhập."}}, err
	},
}
