package join

import (
	"fmt"
	"mime"
	"net/http"
	"net/url"

	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/roster"
)

// owned is a registration that its link opened.
type owned struct {
	*opened
	link   string
	reg    roster.Registration
	person people.Participant // empty where nobody is named
	ticket *roster.Ticket     // nil where there is none
	came   bool
}

// minePath is the address of a worker's own page.
func minePath(link string) string { return "/join/mine/" + url.PathEscape(link) }

// linked reads what a link opens. Wrong links are counted: nobody finds one by trying.
func (d desk) linked(v *db.View, r *http.Request) ([]roster.Registration, error) {
	all, err := roster.ByLink(v, r.PathValue("link"))
	if fault.KindOf(err) == fault.NotFound {
		if slow := limiterOf(d.house.DB, "guess").take(v.At, from(r), guessing); slow != nil {
			return nil, slow
		}
	}
	return all, err
}

// own reads a worker's own registration.
func (d desk) own(v *db.View, r *http.Request) (*owned, error) {
	all, err := d.linked(v, r)
	if err != nil {
		return nil, err
	}
	o, err := open(v, all[0].Activity)
	if err != nil {
		return nil, err
	}
	m := &owned{opened: o, link: r.PathValue("link"), reg: all[0]}
	named, err := people.Participants(v, []string{m.reg.Person})
	if err != nil {
		return nil, err
	}
	m.person = named[m.reg.Person]
	tickets, err := roster.TicketsByRegistration(v, []string{m.reg.ID})
	if err != nil {
		return nil, err
	}
	if t, ok := tickets[m.reg.ID]; ok {
		m.ticket = &t
		came, err := roster.Attendances(v, t.Event, []string{roster.SubjectTicket(t.Serial)}, roster.Came)
		if err != nil {
			return nil, err
		}
		m.came = len(came) > 0
	}
	return m, nil
}

// changes reports whether the worker may still change or give up the place.
func (m *owned) changes() bool {
	return m.reg.State != roster.Cancelled && !m.came && m.site.State.Planned() && m.v.At.Day() <= m.site.Day
}

// pass is the ticket as it is shown.
func (m *owned) pass(base string) (*pass, error) {
	if m.ticket == nil {
		return nil, nil
	}
	p, err := passOf(m.v, *m.ticket, base)
	p.Name = m.person.Name
	p.Picture = minePath(m.link) + "/ticket.png"
	return &p, err
}

func passOf(v *db.View, t roster.Ticket, base string) (pass, error) {
	p := pass{Bib: t.Bib, Code: t.Code}
	signed, err := roster.Sign(v, t)
	if err != nil {
		return p, err
	}
	p.Box, p.Path, err = outline(signed.Address(base))
	return p, err
}

// showMine draws a worker's own page.
func (d desk) showMine(w http.ResponseWriter, r *http.Request) error {
	var m mine
	to := ""
	err := d.house.DB.See(r.Context(), func(v *db.View) error {
		o, err := d.own(v, r)
		if err != nil {
			return err
		}
		if o.reg.Party != "" {
			to = partyPath(o.link)
			return nil
		}
		m, err = o.page(r, d.base(r), nil)
		return err
	})
	switch {
	case err != nil:
		return err
	case to != "":
		return lead(w, r, to, nil)
	}
	m.Flash = ui.TakeFlash(w, r)
	return d.draw(w, r, http.StatusOK, mineView(m))
}

// page is the worker's own page; wrong are problems with a change that was asked for.
func (m *owned) page(r *http.Request, base string, wrong []form.Problem) (mine, error) {
	out := mine{head: m.frame(r, "Vé của tôi"), about: m.about()}
	out.Host = m.host
	var err error
	switch m.reg.State {
	case roster.Cancelled:
		out.Notices = append(out.Notices, ui.Notice{Tone: ui.Info, Title: "Bạn đã hủy đăng ký này", Text: "Muốn tham gia lại, hãy đăng ký mới.", Link: &ui.Link{Label: "Đăng ký lại", Href: "/join/" + url.PathEscape(m.site.ID) + "?here=1"}})
	case roster.Waiting:
		ahead, err := roster.Ahead(m.v, m.reg)
		if err != nil {
			return out, err
		}
		out.Notices = append(out.Notices, ui.Notice{Tone: ui.Warn, Title: fmt.Sprintf("Đã hết chỗ, bạn đang đứng thứ %s trong danh sách chờ", viet.FormatInt(ahead+1)),
			Text: "Có người hủy thì chỗ chuyển cho người chờ, cùng đơn vị được trước. Hãy lưu trang này và mở lại: khi có chỗ, vé hiện ngay ở đây."})
	default:
		switch {
		case m.ticket == nil:
			out.Notices = append(out.Notices, ui.Notice{Tone: ui.Bad, Title: "Vé này đã bị thu hồi", Text: "Hãy hỏi công đoàn ở công ty bạn hoặc ban tổ chức."})
		case m.came:
			out.Notices = append(out.Notices, ui.Notice{Tone: ui.Good, Title: "Bạn đã vào cổng", Text: "Cảm ơn bạn đã tham gia."})
		}
		if out.Ticket, err = m.pass(base); err != nil {
			return out, err
		}
	}
	if n := m.closed(); n != nil && (m.site.State == activity.Cancelled || m.site.State == activity.Postponed) {
		out.Notices = append([]ui.Notice{*n}, out.Notices...)
	}
	units, err := org.Names(m.v, []org.UnitID{m.reg.Unit}, day.AsOf{Day: m.v.At.Day()})
	if err != nil {
		return out, err
	}
	pairs := []ui.Pair{{Key: "Đơn vị", Text: units[m.reg.Unit]}}
	if m.person.Name != "" {
		pairs = append([]ui.Pair{{Key: "Họ và tên", Text: m.person.Name}}, pairs...)
	}
	if label := m.slotLabel(m.reg.Slot); label != "" {
		pairs = append(pairs, ui.Pair{Key: "Đợt", Text: label})
	}
	out.Facts.Pairs = append(pairs, m.answered(m.reg.Choices)...)
	if m.person.Year != 0 {
		out.Facts.Pairs = append(out.Facts.Pairs, ui.Pair{Key: "Năm sinh", Text: fmt.Sprint(m.person.Year)})
	}
	if m.person.Phone != "" {
		out.Facts.Pairs = append(out.Facts.Pairs, ui.Pair{Key: "Số điện thoại", Text: m.person.Phone})
	}
	out.Keep = base + minePath(m.link)
	if m.changes() {
		if out.Change, err = m.changeForm(wrong); err != nil {
			return out, err
		}
		out.Cancel = minePath(m.link) + "/cancel"
	}
	if m.person.ID != "" {
		out.Erase = minePath(m.link) + "/erase"
	}
	return out, nil
}

// changeForm asks for another site, wave or other answers; nil where there is nothing to choose.
func (m *owned) changeForm(wrong []form.Problem) (*ui.Form, error) {
	f := ui.Form{ID: "change", Action: minePath(m.link), Hidden: map[string]string{"token": newToken()}, Submit: "Đổi"}
	if len(m.sites) > 1 {
		x := ui.Field{Name: "site", Label: "Điểm", Kind: ui.ChoiceField, Required: true, Value: m.reg.Activity, List: true}
		for _, a := range m.sites {
			r, err := m.rooms(a.ID)
			if err != nil {
				return nil, err
			}
			c := ui.Choice{Value: a.ID, Label: m.short(a)}
			if said, _ := left(r.whole); said != "" && a.ID != m.reg.Activity {
				c.Label += " – " + said
			}
			x.Choices = append(x.Choices, c)
		}
		f.Fields = append(f.Fields, x)
	}
	if len(m.event.Slots) > 0 {
		places, err := m.rooms(m.reg.Activity)
		if err != nil {
			return nil, err
		}
		f.Fields = append(f.Fields, m.slotField(places, m.reg.Slot))
	}
	f.Fields = append(f.Fields, m.choiceFields(m.reg.Choices)...)
	if len(f.Fields) == 0 {
		return nil, nil
	}
	mark(&f, wrong)
	return &f, nil
}

// sendChange moves a worker to another site or wave, and keeps other answers.
func (d desk) sendChange(w http.ResponseWriter, r *http.Request) error {
	sent, err := parse(r)
	if err != nil {
		return err
	}
	var m *owned
	var f filled
	err = d.house.DB.See(r.Context(), func(v *db.View) (err error) {
		if m, err = d.own(v, r); err != nil {
			return err
		}
		f = filled{slot: viet.Clean(sent.Get("slot"))}
		f.readAnswers(m.opened, sent)
		if _, ok := m.siteNamed(sent.Get("site")); !ok && len(m.sites) > 1 {
			f.bad("site", "Hãy chọn một điểm trong danh sách.")
		}
		if !m.changes() {
			f.wrong = []form.Problem{{Text: "Không đổi được nữa: đã hủy, đã vào cổng hoặc hoạt động đã bắt đầu."}}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(f.wrong) == 0 {
		key, _ := keyOf("change "+m.reg.ID, sent)
		err := d.house.Desk.Once(r.Context(), who(), roster.Altering, m.reg.ID, key, func(tx *db.Tx) error {
			if err := roster.Move(tx, m.reg.ID, sent.Get("site"), f.slot); err != nil {
				return err
			}
			return roster.Choose(tx, m.reg.ID, f.choices)
		})
		switch k := fault.KindOf(err); {
		case err == nil:
			return lead(w, r, minePath(m.link), &ui.Flash{Tone: ui.Good, Text: "Đã đổi. Vé cũ vẫn dùng được, không cần lưu lại."})
		case k != fault.Invalid && k != fault.Conflict:
			return err
		}
		f.wrong = []form.Problem{form.ProblemOf(err)}
	}
	var page mine
	err = d.house.DB.See(r.Context(), func(v *db.View) error {
		if m, err = d.own(v, r); err != nil {
			return err
		}
		m.reg.Slot, m.reg.Choices = f.slot, f.choices // as it was typed
		if _, ok := m.siteNamed(sent.Get("site")); ok {
			m.reg.Activity = sent.Get("site")
		}
		page, err = m.page(r, d.base(r), f.wrong)
		return err
	})
	if err != nil {
		return err
	}
	return d.draw(w, r, http.StatusUnprocessableEntity, mineView(page))
}

// showMinePart answers what stands below a worker's own page.
func (d desk) showMinePart(w http.ResponseWriter, r *http.Request) error {
	part := r.PathValue("part")
	if part == "ticket.png" {
		return d.sendPicture(w, r)
	}
	var m sure
	err := d.house.DB.See(r.Context(), func(v *db.View) error {
		o, err := d.own(v, r)
		if err != nil {
			return err
		}
		c := ui.Confirm{ID: "sure", Page: true, Hidden: map[string]string{"token": newToken()}, Danger: true, Cancel: minePath(o.link), Action: minePath(o.link) + "/" + part}
		switch {
		case part == "cancel" && o.changes():
			c.Title, c.Submit = "Hủy đăng ký?", "Hủy đăng ký"
			c.Text = "Vé hết hiệu lực ngay, chỗ của bạn chuyển cho người trong danh sách chờ. Muốn tham gia lại thì phải đăng ký mới và có thể đã hết chỗ."
		case part == "erase" && o.person.ID != "":
			c.Title, c.Submit = "Xóa dữ liệu của bạn?", "Xóa dữ liệu"
			c.Text = "Họ tên, năm sinh, số điện thoại bị xóa ngay và không khôi phục được. Chỗ và vé vẫn còn, chỉ không ghi tên; muốn bỏ cả chỗ, hãy hủy đăng ký trước."
		default:
			return fault.NotFoundf("Việc này không làm được nữa, hoặc đã làm rồi. Hãy mở lại trang vé của bạn.")
		}
		m = sure{head: o.frame(r, c.Title), Confirm: c}
		return nil
	})
	if err != nil {
		return err
	}
	return d.draw(w, r, http.StatusOK, sureView(m))
}

// sendCancel gives the place back.
func (d desk) sendCancel(w http.ResponseWriter, r *http.Request) error {
	return d.mineDo(w, r, roster.Altering, "Đã hủy đăng ký.", roster.Cancel)
}

// sendErase forgets who it was.
func (d desk) sendErase(w http.ResponseWriter, r *http.Request) error {
	return d.mineDo(w, r, roster.Erasing, "Đã xóa họ tên, năm sinh, số điện thoại của bạn.", roster.Erase)
}

// mineDo does something to one's own registration and goes back to its page.
func (d desk) mineDo(w http.ResponseWriter, r *http.Request, verb act.Verb, said string, do func(tx *db.Tx, id string) error) error {
	sent, err := parse(r)
	if err != nil {
		return err
	}
	var all []roster.Registration
	err = d.house.DB.See(r.Context(), func(v *db.View) (err error) {
		all, err = d.linked(v, r)
		return err
	})
	if err != nil {
		return err
	}
	key, _ := keyOf(verb.Name+" "+all[0].ID, sent)
	err = d.house.Desk.Once(r.Context(), who(), verb, all[0].ID, key, func(tx *db.Tx) error { return do(tx, all[0].ID) })
	if err != nil {
		return err
	}
	return lead(w, r, minePath(r.PathValue("link")), &ui.Flash{Tone: ui.Good, Text: said})
}

// sendPicture hands the ticket out as a picture: kept on the telephone, it needs no network at the gate.
func (d desk) sendPicture(w http.ResponseWriter, r *http.Request) error {
	var t roster.Ticket
	address := ""
	err := d.house.DB.See(r.Context(), func(v *db.View) error {
		o, err := d.own(v, r)
		if err != nil {
			return err
		}
		if o.ticket == nil {
			return fault.NotFoundf("Đăng ký này chưa có vé. Hãy mở lại trang của bạn để xem.")
		}
		t = *o.ticket
		signed, err := roster.Sign(v, t)
		address = signed.Address(d.base(r))
		return err
	})
	if err != nil {
		return err
	}
	head := w.Header()
	head.Set("Content-Type", "image/png")
	head.Set("Content-Disposition", mime.FormatMediaType("inline", map[string]string{"filename": "ve-" + t.Bib + ".png"}))
	head.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("Referrer-Policy", "no-referrer")
	return picture(w, address, t.Bib, t.Code)
}
