package join

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

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

func partyPath(link string) string { return "/join/party/" + url.PathEscape(link) }

// team is a group whose link was opened.
type team struct {
	*opened
	link    string
	regs    []roster.Registration // those that were not given back
	people  map[string]people.Participant
	tickets map[string]roster.Ticket
}

func (d desk) team(v *db.View, r *http.Request) (*team, error) {
	all, err := d.linked(v, r)
	if err != nil {
		return nil, err
	}
	o, err := open(v, all[0].Activity)
	if err != nil {
		return nil, err
	}
	t := &team{opened: o, link: r.PathValue("link")}
	var ids, persons []string
	for _, x := range all {
		if x.State == roster.Cancelled {
			continue
		}
		t.regs = append(t.regs, x)
		ids = append(ids, x.ID)
		if x.Person != "" {
			persons = append(persons, x.Person)
		}
	}
	if t.people, err = people.Participants(v, persons); err != nil {
		return nil, err
	}
	t.tickets, err = roster.TicketsByRegistration(v, ids)
	return t, err
}

// nameless are the places that nobody is named for, those with a ticket first.
func (t *team) nameless() (out []roster.Registration) {
	for _, state := range []roster.State{roster.Confirmed, roster.Waiting} {
		for _, x := range t.regs {
			if x.State == state && t.people[x.Person].ID == "" {
				out = append(out, x)
			}
		}
	}
	return out
}

func (d desk) showParty(w http.ResponseWriter, r *http.Request) error {
	var m party
	err := d.house.DB.See(r.Context(), func(v *db.View) error {
		t, err := d.team(v, r)
		if err != nil {
			return err
		}
		m, err = t.page(r, d.base(r), "", nil)
		return err
	})
	if err != nil {
		return err
	}
	m.Flash = ui.TakeFlash(w, r)
	return d.draw(w, r, http.StatusOK, partyView(m))
}

func (t *team) page(r *http.Request, base, typed string, wrong []form.Problem) (party, error) {
	m := party{head: t.frame(r, "Nhóm của tôi"), about: t.about(), Keep: base + partyPath(t.link)}
	if n := t.closed(); n != nil {
		m.Notices = append(m.Notices, *n)
	}
	if len(t.regs) == 0 {
		m.Notices = append(m.Notices, ui.Notice{Tone: ui.Info, Title: "Nhóm này đã hủy hết chỗ", Text: "Muốn tham gia lại, hãy đăng ký mới."})
		return m, nil
	}
	waiting := 0
	for _, x := range t.regs {
		if x.State == roster.Waiting {
			waiting++
		}
	}
	if waiting > 0 {
		m.Notices = append(m.Notices, ui.Notice{Tone: ui.Warn, Title: fmt.Sprintf("%s người của nhóm đang ở danh sách chờ", viet.FormatInt(int64(waiting))), Text: "Có người hủy thì chỗ chuyển cho người chờ. Hãy mở lại trang này: khi có chỗ, vé hiện ngay ở đây."})
	}
	units, err := org.Names(t.v, []org.UnitID{t.regs[0].Unit}, day.AsOf{Day: t.v.At.Day()})
	if err != nil {
		return m, err
	}
	free := t.nameless()
	m.Facts.Pairs = []ui.Pair{{Key: "Đơn vị", Text: units[t.regs[0].Unit]}, {Key: "Số người", Text: viet.FormatInt(int64(len(t.regs)))},
		{Key: "Đã có chỗ", Text: viet.FormatInt(int64(len(t.regs) - waiting))}, {Key: "Chưa ghi tên", Text: viet.FormatInt(int64(len(free)))}}
	if label := t.slotLabel(t.regs[0].Slot); label != "" {
		m.Facts.Pairs = append(m.Facts.Pairs, ui.Pair{Key: "Đợt", Text: label})
	}
	if len(t.tickets) > 0 {
		m.Print = partyPath(t.link) + "/print"
	}
	if len(free) > 0 && t.site.State.Planned() {
		f := ui.Form{ID: "names", Action: partyPath(t.link), Hidden: map[string]string{"token": newToken()}, Submit: "Ghi tên", Fields: []ui.Field{{Name: "names", Label: "Họ và tên, mỗi dòng một người", Kind: ui.LongField, Required: true, Value: typed,
			Help: fmt.Sprintf("Còn %s chỗ chưa có tên. Chỉ ghi tên người đã đồng ý.", viet.FormatInt(int64(len(free))))}}}
		mark(&f, wrong)
		m.Naming = &f
	}
	m.Rows = t.table()
	return m, nil
}

func (t *team) table() ui.Table {
	out := ui.Table{Label: "Vé của nhóm", Cards: true, Columns: []ui.Column{{Label: "Số"}, {Label: "Mã gõ tay"}, {Label: "Họ và tên", Wide: true}}}
	for _, c := range t.event.Choices {
		out.Columns = append(out.Columns, ui.Column{Label: c.Label})
	}
	for _, x := range t.regs {
		row := ui.Row{Cells: []ui.Cell{{Text: "Đang chờ"}, {Text: "–"}, {Text: "Chưa ghi tên"}}}
		if k, ok := t.tickets[x.ID]; ok {
			row.Cells[0].Text, row.Cells[1].Text = k.Bib, k.Code
		}
		if name := t.people[x.Person].Name; name != "" {
			row.Cells[2] = ui.Cell{Text: name, Strong: true}
		}
		for _, c := range t.event.Choices {
			cell := ui.Cell{Text: "–"}
			if x.Choices[c.Key] != "" {
				cell.Text = x.Choices[c.Key]
			}
			row.Cells = append(row.Cells, cell)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// namesIn reads names, one a line: numbers and bullets before them are left out.
func namesIn(text string) (names []string) {
	for line := range strings.Lines(viet.CleanLines(text)) {
		name := viet.Clean(strings.TrimLeft(line, " \t0123456789.)-–*•"))
		if viet.Fold(name) != "" {
			names = append(names, name)
		}
	}
	return names
}

// sendNames says who takes the places of a group.
func (d desk) sendNames(w http.ResponseWriter, r *http.Request) error {
	sent, err := parse(r)
	if err != nil {
		return err
	}
	names := namesIn(sent.Get("names"))
	var t *team
	var wrong []form.Problem
	err = d.house.DB.See(r.Context(), func(v *db.View) (err error) {
		if t, err = d.team(v, r); err != nil {
			return err
		}
		switch free := len(t.nameless()); {
		case len(names) == 0:
			wrong = []form.Problem{{Field: "names", Text: "Hãy ghi ít nhất một họ tên."}}
		case free == 0:
			wrong = []form.Problem{{Text: "Mọi chỗ của nhóm đã có tên."}}
		case len(names) > free:
			wrong = []form.Problem{{Field: "names", Text: fmt.Sprintf("Có %d tên mà nhóm chỉ còn %d chỗ chưa có tên. Hãy bớt đi.", len(names), free)}}
		}
		for _, n := range names {
			if len([]rune(n)) > 100 {
				wrong = []form.Problem{{Field: "names", Text: "Có dòng dài quá 100 ký tự. Mỗi dòng chỉ ghi một họ tên."}}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(wrong) == 0 {
		key, _ := keyOf("names "+t.regs[0].ID, sent)
		err := d.house.Desk.Once(r.Context(), who(), roster.Altering, t.regs[0].ID, key, func(tx *db.Tx) error {
			return nameAll(tx, t.nameless(), names)
		})
		switch k := fault.KindOf(err); {
		case err == nil:
			return lead(w, r, partyPath(t.link), &ui.Flash{Tone: ui.Good, Text: "Đã ghi " + viet.FormatInt(int64(len(names))) + " tên."})
		case k != fault.Invalid && k != fault.Conflict:
			return err
		}
		wrong = []form.Problem{{Field: "names", Text: fault.Text(err)}}
	}
	var m party
	err = d.house.DB.See(r.Context(), func(v *db.View) error {
		if t, err = d.team(v, r); err != nil {
			return err
		}
		m, err = t.page(r, d.base(r), sent.Get("names"), wrong)
		return err
	})
	if err != nil {
		return err
	}
	return d.draw(w, r, http.StatusUnprocessableEntity, partyView(m))
}

// nameAll names places in their order; one that somebody else has named meanwhile is passed over.
func nameAll(tx *db.Tx, places []roster.Registration, names []string) error {
	for _, x := range places {
		if len(names) == 0 {
			return nil
		}
		if now, err := roster.RegistrationByID(&tx.View, x.ID); err != nil || now.Person != x.Person || now.State == roster.Cancelled {
			if err != nil {
				return err
			}
			continue
		}
		if err := roster.Name(tx, x.ID, people.Participant{Name: names[0]}); err != nil {
			return err
		}
		names = names[1:]
	}
	if len(names) > 0 {
		return fault.Conflictf("Nhóm vừa được ghi tên ở nơi khác, không còn đủ chỗ trống. Hãy xem lại danh sách.")
	}
	return nil
}

// showSheet draws all tickets of a group for paper.
func (d desk) showSheet(w http.ResponseWriter, r *http.Request) error {
	var m sheet
	err := d.house.DB.See(r.Context(), func(v *db.View) error {
		t, err := d.team(v, r)
		if err != nil {
			return err
		}
		m = sheet{head: t.frame(r, "In vé của nhóm"), Event: t.name + ", " + t.site.Name + ", " + t.about().When}
		for _, x := range t.regs {
			k, ok := t.tickets[x.ID]
			if !ok {
				continue
			}
			p, err := passOf(v, k, d.base(r))
			if err != nil {
				return err
			}
			p.Name = t.people[x.Person].Name
			m.Tickets = append(m.Tickets, p)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return d.draw(w, r, http.StatusOK, sheetView(m))
}
