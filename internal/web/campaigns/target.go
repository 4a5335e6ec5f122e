package campaigns

import (
	"cmp"

	"phongtrao/internal/base/ui"
	"phongtrao/internal/campaign"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
)

// target is the page of one promise: its balance, what came of it, and how it came to be what it is.
type target struct {
	Title   string
	Crumbs  []ui.Link
	Accent  ui.Accent
	Head    ui.PageHead
	Facts   ui.KeyValue
	Shares  ui.Table
	Reserve string
	Asked   ui.Table // proposals, answered or not
	History ui.Timeline
	Accept  *ui.Confirm
	Undo    ui.Component // takes the last batch back, nil where there is none that the person may
}

var targetPage = door.Page[target]{
	Route: "GET /targets/{id}", Title: "Một chỉ tiêu", Help: "Chỉ tiêu này do văn bản nào giao, đã chia thế nào và qua những lần điều chỉnh nào. Đơn vị được giao trả lời ở đây: nhận, hoặc đề nghị xem lại kèm lý do.", Guard: door.Guard{Verb: campaign.Seeing, Object: door.Home},
	Load:    loadTarget,
	View:    func(m target) ui.Component { return targetView(m) },
	Head:    func(m target) ui.Head { return ui.Head{Title: m.Title, Crumbs: m.Crumbs, Accent: m.Accent} },
	Samples: targetSamples(),
}

func loadTarget(a *door.Ask) (target, error) {
	p, t, err := targetAt(a, a.Path("id"))
	if err != nil {
		return target{}, err
	}
	i := p.of[t.Indicator]
	m := target{Title: "Chỉ tiêu " + ui.Int(t.Quantity) + " " + i.Label(), Accent: p.accent(),
		Crumbs: append(p.look.below(), ui.Link{Label: "Chỉ tiêu", Href: "/campaigns/" + p.c.ID + "/targets"})}
	m.Head = ui.PageHead{Title: m.Title, Chips: []ui.Chip{answerChip(t)}, Meta: []string{p.names[t.Unit], t.Period.VN(), t.Source.Label(), "bản " + ui.Int(int64(t.Version))}}
	here := "/targets/" + t.ID
	gives := a.May(campaign.Revising, t.ID) // who gave it has no need to ask for another
	for _, b := range []struct {
		may bool
		ui.Button
	}{
		{t.State != campaign.Accepted && t.Source == campaign.Assigned && a.May(campaign.AcceptingTarget, t.ID), ui.Button{Label: "Nhận chỉ tiêu", Icon: "check", Href: here + "/accept", Dialog: "accept", Primary: true}},
		{t.Source == campaign.Assigned && a.May(campaign.Sharing, t.ID), ui.Button{Label: "Chia xuống", Icon: "split", Href: dividing(t)}},
		{gives, ui.Button{Label: "Điều chỉnh", Icon: "pencil", Href: here + "/revise"}},
		{!gives && t.Source == campaign.Assigned && a.May(campaign.Proposing, t.ID), ui.Button{Label: "Đề nghị số khác", Href: here + "/propose"}},
		{!gives && t.Source == campaign.Assigned && t.State != campaign.Disputed && a.May(campaign.Disputing, t.ID), ui.Button{Label: "Đề nghị xem lại", Href: here + "/dispute"}},
	} {
		if b.may {
			m.Head.Actions = append(m.Head.Actions, b.Button)
		}
	}
	m.Accept = &ui.Confirm{ID: "accept", Title: "Nhận chỉ tiêu này?", Text: p.names[t.Unit] + " nhận " + ui.Int(t.Quantity) + " " + i.Label() + ", " + t.Period.VN() + ".",
		Action: here + "/accept", Hidden: door.Token("version", ui.Int(int64(t.Version))), Submit: "Nhận chỉ tiêu"}
	if last, err := campaign.Batches(a.V, t.ID, 1); err != nil {
		return m, err
	} else if len(last) > 0 && last[0].Undone == "" && a.May(campaign.Undoing, last[0].ID) {
		m.Undo = undoForm(last[0].ID)
	}
	for _, part := range []func(*promises, *door.Ask, campaign.Target) error{m.progress, m.shares, m.asked, m.history} {
		if err := part(p, a, t); err != nil {
			return m, err
		}
	}
	return m, nil
}

// progress compares the target with what came of it, and says on what it rests.
func (m *target) progress(p *promises, a *door.Ask, t campaign.Target) error {
	cited, err := campaign.Cite(p.v, t)
	if err != nil {
		return err
	}
	i, total := p.of[t.Indicator], p.totals[t.ID]
	paper := ui.Pair{Key: "Văn bản", Text: cmp.Or(cited, "không cần: đơn vị tự đăng ký"), Note: t.Reason}
	if t.Dispatch != "" && a.May(dispatch.Seeing, t.Dispatch) {
		paper.Href = "/dispatches/" + t.Dispatch
	}
	m.Facts.Pairs = []ui.Pair{{Key: "Đơn vị", Text: p.names[t.Unit], Href: door.Address("/units/"+t.Unit, "on", min(t.Period.To, p.today).String())},
		{Key: "Chỉ số", Text: i.Name, Note: i.Definition}, {Key: "Kỳ", Text: capital(t.Period.VN())}, paper}
	if t.Parent != "" {
		m.Facts.Pairs = append(m.Facts.Pairs, ui.Pair{Key: "Chia từ", Text: "Chỉ tiêu của cấp trên", Href: "/targets/" + t.Parent})
	}
	result := ui.Pair{Key: "Kết quả", Text: "chưa có số liệu"}
	if total.Entries > 0 {
		result = ui.Pair{Key: "Kết quả", Body: figure(question(t), total.Quantity, i.Label())}
	}
	if t.Quantity > 0 {
		pc, err := campaign.Percent(total.Lo, total.Hi, total.Open, t, cited, campaign.Tenth)
		if err != nil {
			return err
		}
		result.Note = pc.Text
	}
	m.Facts.Pairs = append([]ui.Pair{result}, m.Facts.Pairs...)
	return nil
}

// shares is the balance: the target is what was shared and what was kept.
func (m *target) shares(p *promises, a *door.Ask, t campaign.Target) error {
	kids := p.kids[:min(len(p.kids), sharesMax)]
	m.Shares = ui.Table{Label: "Phần chia cho các đơn vị", Cards: true, Columns: []ui.Column{{Label: "Đơn vị", Wide: true}, {Label: "Chỉ tiêu", Num: true}, {Label: "Kết quả", Num: true}, {Label: "Đạt"}, {Label: "Đơn vị trả lời"}}}
	if len(kids) == 0 {
		m.Shares.Empty = &ui.Empty{Icon: "split", Title: "Chưa chia xuống", Text: "Cả " + ui.Int(t.Quantity) + " còn là phần của " + p.names[t.Unit] + "."}
		if t.Source == campaign.Assigned && a.May(campaign.Sharing, t.ID) {
			m.Shares.Empty.Next = &ui.Button{Label: "Chia chỉ tiêu", Href: dividing(t), Primary: true}
		}
		return nil
	}
	m.Reserve = ui.Int(t.Quantity) + " = " + ui.Int(t.Quantity-t.Reserve) + " chia cho " + ui.Int(int64(len(p.kids))) + " đơn vị + " + ui.Int(t.Reserve) + " dự phòng."
	for _, k := range kids {
		got := p.totals[k.ID]
		result := ui.Cell{Text: "–"}
		if got.Entries > 0 {
			result = ui.Cell{Body: figure(question(k), got.Quantity, "")}
		}
		m.Shares.Rows = append(m.Shares.Rows, ui.Row{Cells: []ui.Cell{{Text: p.names[k.Unit], Href: "/targets/" + k.ID}, {Text: ui.Int(k.Quantity), Strong: true}, result,
			{Body: ui.Bar{Mini: true, Got: got.Lo, Target: k.Quantity, Text: short(got.Quantity, k.Quantity)}}, {Body: answerChip(k)}}})
	}
	m.Shares.Foot = &ui.Row{Cells: []ui.Cell{{Text: "Dự phòng"}, {Text: ui.Int(t.Reserve)}}}
	if left := len(p.kids) - len(kids); left > 0 {
		m.Shares.More = &ui.More{Href: dividing(t), Left: left, Of: "đơn vị trong bảng chia"}
	}
	return nil
}

// asked lists what the unit proposed, and what was answered.
func (m *target) asked(p *promises, a *door.Ask, t campaign.Target) error {
	all, err := campaign.Proposals(p.v, t.ID)
	if err != nil || len(all) == 0 {
		return err
	}
	var ids []string
	for _, o := range all {
		ids = append(ids, o.MadeBy, o.AnsweredBy)
	}
	who, err := people.Names(p.v, ids)
	m.Asked = ui.Table{Label: "Đề nghị của đơn vị", Cards: true, Columns: []ui.Column{{Label: "Đề nghị"}, {Label: "Lý do", Wide: true}, {Label: "Trả lời"}}}
	for _, o := range all {
		answer := ui.Cell{Text: capital(o.Answer.Label()), Sub: o.Why}
		if o.Answer == campaign.Waiting && a.May(campaign.Revising, t.ID) {
			answer = ui.Cell{Body: ui.Group{ui.Button{Label: "Đồng ý", Href: "/targets/" + t.ID + "/agree?proposal=" + o.ID, Primary: true}, ui.Text(" "), ui.Button{Label: "Không đồng ý", Href: "/targets/" + t.ID + "/decline?proposal=" + o.ID}}}
		}
		m.Asked.Rows = append(m.Asked.Rows, ui.Row{Cells: []ui.Cell{{Text: ui.Int(o.Quantity), Strong: true, Sub: who[o.MadeBy] + ", " + o.MadeAt.VN()}, {Text: o.Reason}, answer}})
	}
	return err
}

// history tells every version: who, when, why, by which document.
func (m *target) history(p *promises, _ *door.Ask, t campaign.Target) error {
	all, err := campaign.History(p.v, t.ID)
	if err != nil {
		return err
	}
	var ids []string
	for _, h := range all {
		ids = append(ids, h.MadeBy)
	}
	who, err := people.Names(p.v, ids)
	if err != nil {
		return err
	}
	for n := len(all) - 1; n >= 0; n-- {
		h := all[n]
		e := ui.Event{Day: h.MadeAt.Day(), Kind: eventKind(h), Title: "Bản " + ui.Int(int64(h.Version)) + ": " + h.Change.Label(), Text: versionText(all, n),
			Recorded: cmp.Or(who[h.MadeBy], "không rõ người") + ", " + h.MadeAt.VN()}
		if h.Dispatch != "" && (n == 0 || all[n-1].Dispatch != h.Dispatch || all[n-1].Item != h.Item) {
			if e.Decision, err = campaign.Cite(p.v, h); err != nil {
				return err
			}
			e.Href = "/dispatches/" + h.Dispatch
		}
		m.History.Events = append(m.History.Events, e)
	}
	return nil
}

func eventKind(t campaign.Target) string {
	switch t.Change {
	case campaign.BySharing:
		return "split"
	case campaign.ByRevising, campaign.ByProposal, campaign.ByBelow:
		return "correct"
	case campaign.ByAnswering:
		return "resume"
	}
	return "found"
}

// versionText says what a version changed.
func versionText(all []campaign.Target, n int) string {
	h := all[n]
	text := "Chỉ tiêu " + ui.Int(h.Quantity)
	if n > 0 {
		was := all[n-1]
		switch {
		case was.Quantity != h.Quantity:
			text = "Chỉ tiêu " + ui.Int(was.Quantity) + " thành " + ui.Int(h.Quantity)
		case was.Reserve != h.Reserve:
			text = "Dự phòng " + ui.Int(was.Reserve) + " thành " + ui.Int(h.Reserve)
		case was.State != h.State:
			text = "Đơn vị trả lời: " + h.State.Label()
		}
	}
	if h.Reason != "" {
		return text + ". " + h.Reason
	}
	return text + "."
}
