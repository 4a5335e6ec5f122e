package settings

import (
	"strconv"

	"phongtrao/internal/access"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// People lists the persons at home in the units that one may look at.
var People = door.Page[persons]{
	Route: "GET /people", Title: "Người dùng", Help: "Những người có tài khoản trong phạm vi bạn quản trị. Thêm người trước, rồi giao quyền ở đúng đơn vị.", Guard: door.Guard{Verb: people.Seeing, Object: door.Home},
	Load: loadPersons, View: func(m persons) ui.Component { return personsView(m) },
	Samples: personsSamples,
}

// persons is what the page shows.
type persons struct {
	Query      string
	Rows       []person
	All        int
	From       int // the first one shown, from 0
	Next, Prev string
	MayAdd     bool
}

// person is a line of the list.
type person struct {
	ID, Name, Title, Unit string
	Grants                []string
	NoLogin               bool
}

// perPage is how many persons or acts stand on a page.
const perPage = 50

// personsMax bounds how many are looked through.
const personsMax = 20_000

func loadPersons(a *door.Ask) (persons, error) {
	m := persons{Query: a.Query("q")}
	found, err := people.Find(a.V, m.Query, personsMax)
	if err != nil {
		return m, err
	}
	s, err := sight.Of(a.V, a.Who.Person)
	if err != nil {
		return m, err
	}
	shown := found[:0]
	for _, p := range found {
		if p.Forgotten == 0 && s.Has(p.Unit) {
			shown = append(shown, p)
		}
	}
	viet.SortPersons(shown, func(p people.Person) string { return p.Name })
	m.All = len(shown)
	m.From, _ = strconv.Atoi(a.Query("from"))
	m.From = min(max(0, m.From), m.All)
	at := func(from int) string { return door.Address("/people", "q", m.Query, "from", strconv.Itoa(from)) }
	if m.From > 0 {
		m.Prev = at(max(0, m.From-perPage))
	}
	if m.From+perPage < m.All {
		m.Next = at(m.From + perPage)
	}
	for _, p := range shown[m.From:min(m.From+perPage, m.All)] {
		names, err := org.Names(a.V, []org.UnitID{p.Unit}, org.Today(a.V))
		if err != nil {
			return m, err
		}
		x := person{ID: p.ID, Name: p.Name, Title: p.Title, Unit: names[p.Unit]}
		if x.Grants, err = grantWords(a, p.ID); err != nil {
			return m, err
		}
		login, err := people.LoginOf(a.V, p.ID)
		if err != nil {
			return m, err
		}
		x.NoLogin = login == ""
		m.Rows = append(m.Rows, x)
	}
	m.MayAdd = a.May(people.Adding, a.Home())
	return m, nil
}

// grantWords says in a line each what a person holds today.
func grantWords(a *door.Ask, person string) ([]string, error) {
	all, err := access.Of(a.V, person)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, g := range all {
		if !g.Holds(a.Today()) {
			continue
		}
		names, err := org.Names(a.V, []org.UnitID{g.Unit}, org.Today(a.V))
		if err != nil {
			return nil, err
		}
		out = append(out, g.Role.Label()+" tại "+names[g.Unit])
	}
	return out, nil
}

func (m persons) pager() ui.Pager {
	return ui.Pager{Prev: m.Prev, Next: m.Next, Label: "Trang người dùng",
		Text: viet.FormatInt(int64(min(m.From+1, m.All))) + "–" + viet.FormatInt(int64(m.From+len(m.Rows))) + " trong " + viet.FormatInt(int64(m.All))}
}

func (m persons) table() ui.Table {
	t := ui.Table{Label: "Người dùng", Cards: true, Columns: []ui.Column{{Label: "Họ tên"}, {Label: "Đơn vị", Wide: true}, {Label: "Quyền"}},
		Empty: &ui.Empty{Icon: "users", Title: "Chưa có người dùng nào", Text: "Thêm người đầu tiên rồi giao quyền ở đúng đơn vị."}}
	if m.Query != "" {
		t.Empty = &ui.Empty{Icon: "search", Title: "Không tìm thấy “" + m.Query + "”", Text: "Gõ ít chữ hơn, không dấu cũng được.", Next: &ui.Button{Label: "Xem tất cả", Href: "/people"}}
	}
	for _, p := range m.Rows {
		sub := p.Title
		rights := ui.Group{}
		for _, g := range p.Grants {
			rights = append(rights, line(g))
		}
		if len(p.Grants) == 0 {
			rights = append(rights, ui.Chip{Label: "Chưa có quyền"})
		}
		if p.NoLogin {
			rights = append(rights, ui.Chip{Label: "Chưa có tài khoản", Tone: ui.Warn})
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{{Text: p.Name, Href: "/people/" + p.ID, Sub: sub}, {Text: p.Unit}, {Body: rights}}})
	}
	return t
}

// until writes the last day of a grant.
func until(d day.Day) string {
	if d == day.Forever {
		return "không thời hạn"
	}
	return "đến " + d.VN()
}
