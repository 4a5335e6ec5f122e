package editions

import (
	"fmt"
	"strings"

	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/paper/press"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/compose"
	"phongtrao/internal/edition"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
)

// show is the page of one report.
type show struct {
	Title     string
	Crumbs    []ui.Link
	Head      ui.PageHead
	Notices   []ui.Notice
	Changes   ui.Table // what was corrected since it was closed
	Findings  ui.Gaps  // of a draft
	Paper     paper.Document
	Send      *ui.Form
	Decide    []decision
	Files     []ui.Link
	Facts     ui.KeyValue
	Receivers ui.Table
	Recalls   []ui.Notice
}

// decision is what one unit that received the report may say of it.
type decision struct {
	Title       string
	Accept      *ui.Form
	Return      *ui.Form
	Acknowledge *ui.Form
}

var showPage = door.Page[show]{
	Route: "GET /editions/{id}", Title: "Báo cáo", Guard: door.Guard{Verb: edition.Seeing},
	Help: "Báo cáo như trên giấy; bấm vào một số để xem số ấy từ đâu ra. Bản thảo thì soạn lời rồi chốt; bản đã chốt thì gửi, in hoặc tải về.",
	Load: loadShow, View: func(m show) ui.Component { return showView(m) },
	Head: func(m show) ui.Head { return ui.Head{Title: m.Title, Crumbs: m.Crumbs} }, Samples: showSamples(),
}

func loadShow(a *door.Ask) (show, error) {
	e, err := edition.Get(a.V, a.Object)
	if err != nil {
		return show{}, err
	}
	n, err := call(a.V, e)
	if err != nil {
		return show{}, err
	}
	m := show{Title: n.title, Crumbs: []ui.Link{crumb}}
	m.Head = ui.PageHead{Title: n.title, Chips: []ui.Chip{chip(e)}, Meta: []string{n.unit, manner(e.Provisional), e.Period.VN()}}
	for _, part := range []func(*door.Ask, edition.Edition) error{m.document, m.affected, m.recalls, m.receivers, m.facts} {
		if err := part(a, e); err != nil {
			return m, err
		}
	}
	m.actions(a, e)
	m.decisions(a, e)
	return m, nil
}

// document is the closed one as it was printed, or the draft as it would be printed now.
func (m *show) document(a *door.Ask, e edition.Edition) (err error) {
	for _, f := range press.Formats {
		m.Files = append(m.Files, ui.Link{Label: f.Name + " (" + f.Ending + ")", Href: here(e) + "/files/" + fileName(e) + f.Ending})
	}
	if e.Closed != nil {
		m.Paper, err = edition.Document(a.V, e.ID)
		return err
	}
	d, err := draft(a, e)
	if err != nil {
		return err
	}
	m.Paper = d.Document
	m.Findings = ui.Gaps{Items: findings(d.Findings)}
	more, err := remarks(a, e, e.Text())
	m.Findings.Items = append(m.Findings.Items, more...)
	return err
}

// draft composes a report as it would be printed now, marked as what it is.
func draft(a *door.Ask, e edition.Edition) (compose.Draft, error) {
	ask := e.Ask(base(a))
	ask.Mark = "BẢN THẢO, CHƯA CHỐT"
	return compose.Make(a.V, a.House.Kinds, ask)
}

func findings(all []compose.Finding) (out []ui.Gap) {
	for _, f := range all {
		out = append(out, ui.Gap{Tone: ui.Warn, Text: f.Text, Why: strings.TrimPrefix(f.Where+" · "+f.Level.Label(), " · ")})
	}
	return out
}

// fileName is what a report is saved under, without its ending.
func fileName(e edition.Edition) string {
	return "bao-cao-" + e.Period.From.String() + "-" + e.Period.To.String()
}

// affected shows what the ledger says otherwise since the report was closed.
func (m *show) affected(a *door.Ask, e edition.Edition) error {
	changes, err := edition.Affected(a.V, e)
	if err != nil || len(changes) == 0 {
		return err
	}
	n := ui.Notice{Tone: ui.Warn, Title: fmt.Sprintf("%d số trong báo cáo đã thay đổi sau khi chốt", len(changes)),
		Text: "Bản chốt giữ nguyên như đã in. Hãy xem từng số cũ, mới và lý do; nếu đã gửi đi thì đính chính hoặc thu hồi."}
	if len(e.Sent) > 0 && a.May(edition.TakingBack, e.ID) {
		n.Link = &ui.Link{Label: "Đính chính, thu hồi", Href: here(e) + "/recall"}
	}
	m.Notices = append(m.Notices, n)
	m.Changes, err = changeTable(a, changes)
	return err
}

// recalls tell that the report was taken back or put right.
func (m *show) recalls(_ *door.Ask, e edition.Edition) error {
	for _, r := range e.Recall {
		text := r.Reason
		if len(r.Changes) > 0 {
			text += " " + strings.Join(r.Changes, "; ") + "."
		}
		m.Recalls = append(m.Recalls, ui.Notice{Tone: ui.Bad, Title: "Báo cáo này được " + r.Kind.Label() + " lúc " + r.At.VN(), Text: text})
	}
	return nil
}

// receivers list to whom the report went and what they said.
func (m *show) receivers(a *door.Ask, e edition.Edition) error {
	m.Receivers = ui.Table{Label: "Nơi đã nhận báo cáo", Cards: true, Columns: []ui.Column{{Label: "Nơi nhận", Wide: true}, {Label: "Trả lời"}}}
	waiting := map[org.UnitID]bool{}
	for _, u := range e.Unacknowledged() {
		waiting[u] = true
	}
	for _, r := range e.Sent {
		c := ui.Chip{Label: "chưa trả lời", Icon: "clock", Tone: ui.Info}
		switch r.Answer {
		case edition.Accepted:
			c = ui.Chip{Label: "đã tiếp nhận", Tone: ui.Good}
		case edition.Returned:
			c = ui.Chip{Label: "trả lại", Tone: ui.Warn}
		}
		cell := ui.Cell{Body: c, Sub: r.Reason}
		if len(e.Recall) > 0 {
			cell.Sub = strings.TrimSpace(cell.Sub + " Đã xác nhận thu hồi, đính chính.")
			if waiting[r.Unit] {
				cell.Sub = strings.TrimSpace(r.Reason + " Chưa xác nhận thu hồi, đính chính.")
			}
		}
		m.Receivers.Rows = append(m.Receivers.Rows, ui.Row{Cells: []ui.Cell{{Text: unitName(a.V, r.Unit, a.Today()), Sub: "gửi " + r.At.VN()}, cell}})
	}
	return nil
}

// facts say who wrote and closed it, and the point of the sealed log at which it stands.
func (m *show) facts(a *door.Ask, e edition.Edition) error {
	keys := []string{e.MadeBy, e.EditedBy}
	if e.Closed != nil {
		keys = append(keys, e.Closed.By)
	}
	who, err := people.Names(a.V, keys)
	if err != nil {
		return err
	}
	m.Facts.Pairs = []ui.Pair{
		{Key: "Phong trào", Text: m.Title, Href: "/campaigns/" + e.Campaign},
		{Key: "Đơn vị", Text: m.Head.Meta[0], Href: door.Address("/units/"+e.Unit, "on", min(e.Period.To, a.Today()).String())},
		{Key: "Lời văn", Text: fmt.Sprintf("bản %d, %s", e.Version, who[e.EditedBy]), Note: e.EditedAt.VN()},
	}
	if e.Replaces != "" {
		m.Facts.Pairs = append(m.Facts.Pairs, ui.Pair{Key: "Thay thế", Text: "Xem báo cáo được thay thế", Href: "/editions/" + e.Replaces})
	}
	if c := e.Closed; c != nil {
		m.Facts.Pairs = append(m.Facts.Pairs, ui.Pair{Key: "Chốt", Text: c.At.VN(), Note: who[c.By]},
			ui.Pair{Key: "Điểm chốt", Text: fmt.Sprintf("đến bút toán %s", ui.Int(c.Through)), Note: "Gốc nhật ký " + c.Root},
			ui.Pair{Key: "Mã băm bản in", Text: c.Hash})
		if c.Reason != "" {
			m.Facts.Pairs = append(m.Facts.Pairs, ui.Pair{Key: "Chốt khi còn chỗ không khớp", Text: c.Reason, Note: strings.Join(c.Conflicts, " ")})
		}
	}
	return nil
}

// actions are what this person may do next.
func (m *show) actions(a *door.Ask, e edition.Edition) {
	add := func(b ui.Button) { m.Head.Actions = append(m.Head.Actions, b) }
	add(ui.Button{Label: "In", Print: true})
	if e.Closed == nil {
		if a.May(edition.Writing, e.ID) {
			add(ui.Button{Label: "Soạn lời", Icon: "pencil", Href: here(e) + "/write"})
		}
		if a.May(edition.Freezing, e.ID) {
			add(ui.Button{Label: "Chốt báo cáo", Icon: "file-badge", Href: here(e) + "/close", Primary: true})
		}
		return
	}
	if len(e.Sent) > 0 && a.May(edition.TakingBack, e.ID) {
		add(ui.Button{Label: "Đính chính, thu hồi", Icon: "undo-2", Href: here(e) + "/recall"})
	}
	if a.May(edition.Writing, e.ID) {
		add(ui.Button{Label: "Lập bản thay thế", Icon: "file-input", Href: "/editions/new?replaces=" + e.ID, Primary: e.State == edition.Returned || e.State == edition.Recalled})
	}
	above, err := edition.Above(a.V, e)
	if err != nil || above == "" || !a.May(edition.Sending, e.ID) {
		return
	}
	for _, r := range e.Sent { // sent to it, or to one in whose place it stands now
		if over, err := org.Over(a.V, r.Unit); err == nil && len(over) > 0 && over[0] == above {
			return
		}
	}
	m.Send = &ui.Form{ID: "send", Action: here(e) + "/send", Hidden: door.Token("unit", above), Submit: "Gửi", Lead: "Gửi bản đã chốt lên " + unitName(a.V, above, a.Today()) + "."}
}

// decisions are those of the units that received it, where the person may speak for them.
func (m *show) decisions(a *door.Ask, e edition.Edition) {
	unaware := map[org.UnitID]bool{}
	for _, u := range e.Unacknowledged() {
		unaware[u] = true
	}
	for _, r := range e.Sent {
		object := edition.Received(e.ID, r.Unit)
		d := decision{Title: unitName(a.V, r.Unit, a.Today())}
		if r.Answer == "" && a.May(edition.Accepting, object) {
			d.Accept = &ui.Form{ID: "accept-" + r.Unit, Action: here(e) + "/accept", Hidden: door.Token("unit", r.Unit), Submit: "Tiếp nhận báo cáo"}
			back := ui.Form{ID: "return-" + r.Unit, Action: here(e) + "/return", Hidden: door.Token("unit", r.Unit), Submit: "Trả lại",
				Fields: []ui.Field{{Name: "reason", Label: "Lý do trả lại", Kind: ui.LongField, Required: true}}}
			d.Return = &back
		}
		if unaware[r.Unit] && a.May(edition.Acknowledging, object) {
			d.Acknowledge = &ui.Form{ID: "acknowledge-" + r.Unit, Action: here(e) + "/acknowledge", Hidden: door.Token("unit", r.Unit), Submit: "Đã biết, không dùng số cũ nữa"}
		}
		if d.Accept != nil || d.Acknowledge != nil {
			m.Decide = append(m.Decide, d)
		}
	}
}
