package tickets

import (
	"slices"

	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ticket"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/roster"
	"phongtrao/internal/web/door"
)

// list is who signed up.
type list struct {
	frame
	Ask   ui.Form
	Only  []ui.Chip
	Rows  ui.Table
	Pager *ui.Pager
}

const (
	pageRows = 50
	foundMax = 200 // people who fit a name
)

var listPage = door.Page[list]{
	Route: "GET /activities/{id}/tickets/list", Title: "Danh sách đăng ký", Guard: door.Guard{Verb: roster.SeeingTickets},
	Help:    "Tìm theo tên không dấu, số báo danh hoặc mã gõ tay; lọc theo điểm và tình trạng. Bấm vào một người để chuyển, hủy hoặc cấp lại vé.",
	Load:    loadList,
	View:    func(m list) ui.Component { return listView(m) },
	Head:    func(m list) ui.Head { return m.head() },
	Samples: listSamples(),
}

func listView(m list) ui.Component {
	body := ui.Group{m.Ask}
	for _, c := range m.Only {
		body = append(body, c)
	}
	body = append(body, m.Rows)
	if m.Pager != nil {
		body = append(body, *m.Pager)
	}
	return ui.Group{top(m.frame), ui.Inside(ui.Card{}, body)}
}

// stateLabels name the states of a registration.
var stateLabels = map[roster.State]string{roster.Confirmed: "Đã có chỗ", roster.Waiting: "Đang chờ", roster.Cancelled: "Đã hủy"}

func stateTone(s roster.State) ui.Tone {
	return map[roster.State]ui.Tone{roster.Confirmed: ui.Good, roster.Waiting: ui.Warn}[s]
}

// look is what is looked for.
type look struct{ q, site, unit, state, party, after string }

func loadList(a *door.Ask) (list, error) {
	h, err := ticketed(a)
	if err != nil {
		return list{}, err
	}
	m := list{frame: h.frame("Danh sách đăng ký", "/list")}
	w := look{a.Query("q"), a.Query("site"), a.Query("unit"), a.Query("state"), a.Query("party"), a.Query("after")}
	if h.act.Parent != "" {
		w.site = h.act.ID
	}
	pairs := []string{"q", w.q, "site", w.site, "unit", w.unit, "state", w.state, "party", w.party}
	m.Head.Actions = []ui.Button{{Label: "Tải .xlsx", Icon: "download", Href: door.Address(h.path("/export.xlsx"), pairs...)}, {Label: "Tải .csv", Href: door.Address(h.path("/export.csv"), pairs...)},
		{Label: "In tem vé", Icon: "printer", Href: door.Address(h.path("/labels.pdf"), pairs...)}, {Label: "In số đeo ngực", Href: door.Address(h.path("/bibs.pdf"), pairs...)},
		{Label: "In danh sách ghi tay", Href: door.Address(h.path("/by-hand.pdf"), pairs...)}}
	m.Ask = h.ask(w)
	found, more, err := h.find(w, pageRows)
	if err != nil {
		return m, err
	}
	if w.unit != "" {
		names, err := h.units([]org.UnitID{w.unit})
		if err != nil {
			return m, err
		}
		m.Only = append(m.Only, ui.Chip{Label: "Chỉ " + names[w.unit], Tone: ui.Info})
	}
	if w.party != "" {
		m.Only = append(m.Only, ui.Chip{Label: "Chỉ một nhóm", Tone: ui.Info})
	}
	if m.Rows, err = h.rows(found); err != nil {
		return m, err
	}
	if more || w.after != "" {
		m.Pager = &ui.Pager{Label: "Trang", Text: "mỗi trang " + ui.Int(pageRows) + " người"}
		if w.after != "" {
			m.Pager.Prev = door.Address(h.path("/list"), pairs...)
		}
		if more {
			m.Pager.Next = door.Address(h.path("/list"), append(pairs, "after", found[len(found)-1].ID)...)
		}
	}
	return m, nil
}

// ask is the form by which the list is narrowed.
func (h *held) ask(w look) ui.Form {
	f := ui.Form{ID: "find", Action: h.path("/list"), Get: true, Submit: "Tìm", Wide: true, Hidden: map[string]string{}}
	for k, v := range map[string]string{"unit": w.unit, "party": w.party} {
		if v != "" {
			f.Hidden[k] = v
		}
	}
	f.Fields = []ui.Field{{Name: "q", Label: "Tên, số báo danh hoặc mã", Value: w.q, Quiet: true}}
	state := ui.Field{Name: "state", Label: "Tình trạng", Kind: ui.ChoiceField, List: true, Quiet: true, Value: w.state, Choices: []ui.Choice{{Value: "", Label: "Tất cả"}}}
	for _, s := range []roster.State{roster.Confirmed, roster.Waiting, roster.Cancelled} {
		state.Choices = append(state.Choices, ui.Choice{Value: string(s), Label: stateLabels[s]})
	}
	f.Fields = append(f.Fields, state)
	if len(h.sites) > 1 {
		site := ui.Field{Name: "site", Label: "Điểm", Kind: ui.ChoiceField, List: true, Quiet: true, Value: w.site, Choices: []ui.Choice{{Value: "", Label: "Tất cả"}}}
		for _, s := range h.sites {
			site.Choices = append(site.Choices, ui.Choice{Value: s.ID, Label: h.called(s)})
		}
		f.Fields = append(f.Fields, site)
	}
	return f
}

// find returns at most so many registrations, and whether there are more.
func (h *held) find(w look, most int) ([]roster.Registration, bool, error) {
	fits := func(r roster.Registration) bool {
		_, shown := h.site(r.Activity)
		return shown && (w.site == "" || r.Activity == w.site) && (w.unit == "" || r.Unit == w.unit) && (w.state == "" || string(r.State) == w.state) && (w.party == "" || r.Party == w.party)
	}
	if w.q == "" {
		f := roster.Registrations{Event: h.e.Number, Activity: w.site, Unit: w.unit, Party: w.party, State: roster.State(w.state), After: w.after}
		if most > 0 {
			f.Limit = most + 1
		}
		all, err := f.Find(h.a.V)
		all = slices.DeleteFunc(all, func(r roster.Registration) bool { return !fits(r) })
		if most > 0 && len(all) > most {
			return all[:most], true, err
		}
		return all, false, err
	}
	var out []roster.Registration
	if ids, err := h.byCode(w.q); err != nil {
		return nil, false, err
	} else if len(ids) > 0 {
		by, err := roster.ByIDs(h.a.V, ids)
		if err != nil {
			return nil, false, err
		}
		for _, r := range by {
			out = append(out, r)
		}
	} else {
		persons, err := people.FindParticipants(h.a.V, h.e.Purpose(), w.q, foundMax)
		if err != nil {
			return nil, false, err
		}
		var keys []string
		for _, p := range persons {
			keys = append(keys, p.ID)
		}
		by, err := roster.ByPersons(h.a.V, keys)
		if err != nil {
			return nil, false, err
		}
		for _, k := range keys {
			if r, ok := by[k]; ok {
				out = append(out, r)
			}
		}
	}
	out = slices.DeleteFunc(out, func(r roster.Registration) bool { return !fits(r) })
	return out, false, nil
}

// byCode returns the registration of a short code or a bib, none for any other text.
func (h *held) byCode(q string) ([]string, error) {
	if code, ok := ticket.ReadCode(q); ok {
		if t, found, err := roster.TicketByCode(h.a.V, h.e.Number, code); err != nil || found {
			return []string{t.Registration}, err
		}
	}
	if bib, ok := roster.ReadBib(q); ok {
		if t, found, err := roster.TicketByBib(h.a.V, h.e.Number, bib); err != nil || found {
			return []string{t.Registration}, err
		}
	}
	return nil, nil
}

// named is a registration with all that is shown of it.
type named struct {
	roster.Registration
	person people.Participant
	ticket roster.Ticket // empty where there is none
	unit   string
}

// name completes registrations, in a few questions for all.
func (h *held) name(all []roster.Registration) ([]named, error) {
	var ids, persons []string
	var units []org.UnitID
	for _, r := range all {
		ids = append(ids, r.ID)
		units = append(units, r.Unit)
		if r.Person != "" {
			persons = append(persons, r.Person)
		}
	}
	known, err := people.Participants(h.a.V, persons)
	if err != nil {
		return nil, err
	}
	tickets, err := roster.TicketsByRegistration(h.a.V, ids)
	if err != nil {
		return nil, err
	}
	names, err := h.units(units)
	if err != nil {
		return nil, err
	}
	out := make([]named, len(all))
	for i, r := range all {
		out[i] = named{r, known[r.Person], tickets[r.ID], names[r.Unit]}
	}
	return out, nil
}

// who is the name, or what stands in its place.
func (n named) who() string {
	if n.person.Name != "" {
		return n.person.Name
	}
	if n.Person != "" {
		return "Đã xóa tên"
	}
	return "Chưa ghi tên"
}

// rows are registrations as a table.
func (h *held) rows(found []roster.Registration) (ui.Table, error) {
	t := ui.Table{Label: "Người đăng ký", Cards: true, Columns: []ui.Column{{Label: "Họ và tên", Wide: true}, {Label: "Số báo danh"}, {Label: "Đơn vị"}, {Label: "Điểm, đợt"}, {Label: "Tình trạng"}},
		Empty: &ui.Empty{Icon: "users", Title: "Không có ai như vậy", Text: "Thử một phần tên, không dấu; hoặc bỏ bớt điều kiện lọc."}}
	all, err := h.name(found)
	if err != nil {
		return t, err
	}
	for _, n := range all {
		site, _ := h.site(n.Activity)
		row := ui.Row{Cells: []ui.Cell{{Text: n.who(), Href: h.path("/of/" + n.ID), Strong: n.person.Name != ""}, {Text: "–"}, {Text: n.unit},
			{Text: h.called(site), Sub: h.slotLabel(n.Slot)}, {Body: ui.Chip{Label: stateLabels[n.State], Tone: stateTone(n.State)}}}}
		if n.ticket.Bib != "" {
			row.Cells[1] = ui.Cell{Text: n.ticket.Bib, Sub: n.ticket.Code}
		} else if n.State == roster.Confirmed {
			row.Cells[4].Body = ui.Chip{Label: "Vé đã thu hồi", Tone: ui.Bad}
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}

// siteField asks for one of the sites; none where there is one alone.
func (h *held) siteField() []form.Field {
	if len(h.sites) < 2 {
		return nil
	}
	f := form.Field{Name: "site", Label: "Điểm", Kind: form.OneOf, Required: true}
	for _, s := range h.sites {
		f.Choices = append(f.Choices, form.Choice{Value: s.ID, Label: h.called(s)})
	}
	return []form.Field{f}
}

// slotField asks for the wave; none where there is none.
func (h *held) slotField() []form.Field {
	if len(h.e.Slots) == 0 {
		return nil
	}
	f := form.Field{Name: "slot", Label: "Đợt tham gia", Kind: form.OneOf, Required: true}
	for _, s := range h.e.Slots {
		f.Choices = append(f.Choices, form.Choice{Value: s.Key, Label: s.Label})
	}
	return []form.Field{f}
}

// siteOf is the site that was chosen, or the only one.
func (h *held) siteOf(chosen string) string {
	if len(h.sites) == 1 {
		return h.sites[0].ID
	}
	return chosen
}
