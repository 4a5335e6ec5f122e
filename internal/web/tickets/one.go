package tickets

import (
	"fmt"
	"net/http"
	"net/url"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/roster"
	"phongtrao/internal/web/door"
)

// one is the page of one registration.
type one struct {
	frame
	Notices []ui.Notice
	Facts   ui.KeyValue
	Past    ui.Table
}

var onePage = door.Page[one]{
	Route: "GET /activities/{id}/tickets/of/{registration}", Title: "Một người đăng ký", Guard: door.Guard{Verb: roster.SeeingTickets},
	Help:    "Chỗ và vé của một người. Có thể chuyển điểm, đợt, hủy đăng ký, thu hồi hoặc cấp lại vé khi báo mất.",
	Load:    loadOne,
	View:    func(m one) ui.Component { return oneView(m) },
	Head:    func(m one) ui.Head { return m.head() },
	Samples: oneSamples(),
}

func oneView(m one) ui.Component {
	out := ui.Group{m.Head}
	for _, n := range m.Notices {
		out = append(out, n)
	}
	out = append(out, ui.Inside(ui.Card{Accent: true}, m.Facts))
	if len(m.Past.Rows) > 0 {
		out = append(out, ui.Inside(ui.Card{Title: "Các vé đã phát"}, m.Past))
	}
	return out
}

// registration reads the one that the address names, if it belongs to what is shown.
func (h *held) registration() (named, error) {
	nowhere := fault.NotFoundf("Không có người đăng ký này ở hoạt động. Hãy tìm lại trong danh sách.")
	if !h.opened {
		return named{}, nowhere
	}
	r, err := roster.RegistrationByID(h.a.V, h.a.Path("registration"))
	if fault.KindOf(err) == fault.NotFound {
		return named{}, nowhere
	}
	if err != nil {
		return named{}, err
	}
	if _, ok := h.site(r.Activity); !ok || r.Event != h.e.Number {
		return named{}, nowhere
	}
	all, err := h.name([]roster.Registration{r})
	if err != nil {
		return named{}, err
	}
	return all[0], nil
}

func loadOne(a *door.Ask) (one, error) {
	h, err := ticketed(a)
	if err != nil {
		return one{}, err
	}
	n, err := h.registration()
	if err != nil {
		return one{}, err
	}
	m := one{frame: h.frame(n.who(), "/of")}
	m.Crumbs = append(m.Crumbs, ui.Link{Label: "Danh sách đăng ký", Href: h.path("/list")})
	m.Head.Meta = []string{n.unit}
	m.Head.Chips = []ui.Chip{{Label: stateLabels[n.State], Tone: stateTone(n.State)}}
	site, _ := h.site(n.Activity)
	m.Facts.Pairs = []ui.Pair{{Key: "Điểm", Text: h.called(site)}}
	add := func(key, text string) {
		if text != "" {
			m.Facts.Pairs = append(m.Facts.Pairs, ui.Pair{Key: key, Text: text})
		}
	}
	add("Đợt tham gia", h.slotLabel(n.Slot))
	add("Số báo danh", n.ticket.Bib)
	add("Mã gõ tay", n.ticket.Code)
	for _, c := range h.e.Choices {
		add(c.Label, n.Choices[c.Key])
	}
	if n.person.Year != 0 {
		add("Năm sinh", fmt.Sprint(n.person.Year))
	}
	add("Số điện thoại", n.person.Phone)
	add("Đăng ký", map[string]string{roster.BySelf: "tự đăng ký", roster.ByList: "theo danh sách", roster.ByGroup: "theo nhóm"}[n.Source]+", "+n.MadeAt.VN())
	if n.Party != "" {
		m.Facts.Pairs = append(m.Facts.Pairs, ui.Pair{Key: "Nhóm", Text: "Xem cả nhóm", Href: door.Address(h.path("/list"), "party", n.Party)})
	}
	if n.State == roster.Waiting {
		ahead, err := roster.Ahead(a.V, n.Registration)
		if err != nil {
			return m, err
		}
		m.Notices = append(m.Notices, ui.Notice{Tone: ui.Warn, Title: "Đang đứng thứ " + ui.Int(ahead+1) + " trong danh sách chờ"})
	}
	to := func(page string) string { return h.path("/of/" + n.ID + page) }
	if n.State != roster.Cancelled && takes(h.act) {
		if a.May(roster.Altering, n.ID) {
			if len(h.sites) > 1 || len(h.e.Slots) > 0 {
				m.Head.Actions = append(m.Head.Actions, ui.Button{Label: "Chuyển điểm, đợt", Icon: "move", Href: to("/move")})
			}
			m.Head.Actions = append(m.Head.Actions, ui.Button{Label: "Hủy đăng ký", Href: to("/cancel"), Danger: true})
		}
		if n.State == roster.Confirmed && a.May(roster.Revoking, n.ID) {
			m.Head.Actions = append(m.Head.Actions, ui.Button{Label: "Thu hồi, cấp lại vé", Href: to("/revoke")})
		}
	}
	m.Past, err = h.past(n)
	return m, err
}

// takes reports whether anything can still change.
func takes(a activity.Activity) bool {
	return a.State.Planned() || a.State == activity.Running
}

// past are all tickets that were made for a registration.
func (h *held) past(n named) (ui.Table, error) {
	t := ui.Table{Label: "Các vé đã phát", Cards: true, Columns: []ui.Column{{Label: "Số báo danh"}, {Label: "Mã gõ tay"}, {Label: "Phát lúc"}, {Label: "Tình trạng", Wide: true}}}
	all, err := roster.TicketsOf(h.a.V, h.e.Number, roster.TicketFilter{Registration: n.ID})
	if err != nil {
		return t, err
	}
	var subjects []string
	for _, k := range all {
		subjects = append(subjects, roster.SubjectTicket(k.Serial))
	}
	came, err := roster.Attendances(h.a.V, h.e.Number, subjects, roster.Came)
	if err != nil {
		return t, err
	}
	for _, k := range all {
		row := ui.Row{Cells: []ui.Cell{{Text: k.Bib}, {Text: k.Code}, {Text: k.Issued.VN()}, {Text: "chưa dùng"}}}
		if at, ok := came[roster.SubjectTicket(k.Serial)]; ok {
			row.Cells[3].Text = "đã vào cổng lúc " + at.At.VN()
		}
		if k.Revoked != 0 {
			row.Cells[3] = ui.Cell{Text: "đã thu hồi lúc " + k.Revoked.VN(), Sub: k.RevokedWhy}
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}

// about begins a form about one registration.
func (h *held) about(title, submit string) (*sheet, named, error) {
	n, err := h.registration()
	if err != nil {
		return nil, n, err
	}
	back := h.path("/of/" + n.ID)
	q := &sheet{frame: h.frame(title, ""), Drawn: ui.Form{Submit: submit, Cancel: back}, about: n}
	q.Tabs = ui.Tabs{}
	q.Crumbs = append(q.Crumbs, ui.Link{Label: n.who(), Href: back})
	q.Head.Meta = []string{n.who(), n.unit}
	return q, n, nil
}

func backToOne(text string) func(h *held, q *sheet) ui.Outcome {
	return func(h *held, q *sheet) ui.Outcome { return said(h.path("/of/"+q.about.(named).ID), text) }
}

// theRegistration is what the forms about one registration are guarded over.
func theRegistration(r *http.Request) string { return r.PathValue("registration") }

// moving takes somebody to another site or wave.
var moving = deed{
	path: "/activities/{id}/tickets/of/{registration}/move", title: "Chuyển điểm, đợt", guard: door.Guard{Verb: roster.Altering, Object: theRegistration},
	help: "Chọn điểm và đợt mới. Nơi mới hết chỗ thì chỗ cũ vẫn được giữ; vé không đổi.",
	open: func(h *held, _ url.Values) (*sheet, error) {
		q, n, err := h.about("Chuyển điểm, đợt", "Chuyển")
		if err != nil {
			return nil, err
		}
		q.form = form.Form{Fields: append(h.siteField(), h.slotField()...)}
		q.values = map[string]string{"site": n.Activity, "slot": n.Slot}
		return q, nil
	},
	act: func(tx *db.Tx, h *held, q *sheet) error {
		return roster.Move(tx, q.about.(named).ID, h.siteOf(q.answers.Text("site")), q.answers.Text("slot"))
	},
	done: backToOne("Đã chuyển. Vé cũ vẫn dùng được ở nơi mới."),
}

// cancelling gives somebody's place back.
var cancelling = deed{
	path: "/activities/{id}/tickets/of/{registration}/cancel", title: "Hủy đăng ký", guard: door.Guard{Verb: roster.Altering, Object: theRegistration},
	help: "Vé hết hiệu lực ngay và chỗ chuyển cho người trong danh sách chờ. Người đã vào cổng thì không hủy được.",
	open: func(h *held, _ url.Values) (*sheet, error) {
		q, _, err := h.about("Hủy đăng ký", "Hủy đăng ký")
		if err == nil {
			q.Lead, q.Drawn.Danger = "Vé hết hiệu lực ngay, chỗ chuyển cho người trong danh sách chờ. Muốn tham gia lại thì phải đăng ký mới.", true
		}
		return q, err
	},
	act:  func(tx *db.Tx, _ *held, q *sheet) error { return roster.Cancel(tx, q.about.(named).ID) },
	done: backToOne("Đã hủy đăng ký."),
}

// revoking takes a ticket back, and makes a new one where it was lost.
var revoking = deed{
	path: "/activities/{id}/tickets/of/{registration}/revoke", title: "Thu hồi, cấp lại vé", guard: door.Guard{Verb: roster.Revoking, Object: theRegistration},
	help: "Vé bị thu hồi hiện đỏ ở mọi cổng từ lần máy cập nhật kế tiếp. Báo mất thì cấp lại: số báo danh và mã mới, chỗ vẫn giữ.",
	open: func(h *held, _ url.Values) (*sheet, error) {
		q, _, err := h.about("Thu hồi, cấp lại vé", "Thu hồi vé")
		if err != nil {
			return nil, err
		}
		q.Drawn.Danger = true
		q.form = form.Form{Fields: []form.Field{
			{Name: "reason", Label: "Lý do", Help: "Ví dụ: báo mất, phát nhầm người. Không ghi thông tin riêng.", Kind: form.Text, Required: true},
			{Name: "again", Label: "Cấp lại vé mới cho người này", Kind: form.Check}}}
		q.values = map[string]string{"again": "yes"}
		return q, nil
	},
	act: func(tx *db.Tx, _ *held, q *sheet) error {
		n := q.about.(named)
		if q.answers.Checked("again") {
			_, err := roster.Reissue(tx, n.ID, q.answers.Text("reason"))
			return err
		}
		if n.ticket.Serial == 0 {
			return fault.Invalidf("Người này không còn vé nào để thu hồi. Hãy chọn cấp lại vé mới.")
		}
		return roster.Revoke(tx, n.Event, n.ticket.Serial, q.answers.Text("reason"))
	},
	done: func(h *held, q *sheet) ui.Outcome {
		if q.answers.Checked("again") {
			return said(h.path("/of/"+q.about.(named).ID), "Đã thu hồi vé cũ và cấp vé mới.")
		}
		return said(h.path("/of/"+q.about.(named).ID), "Đã thu hồi vé.")
	},
}
