package units

import (
	"slices"
	"strings"

	"phongtrao/internal/access"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
)

// Show is a unit: what it was on a day, and its life.
var Show = door.Page[show]{
	Route: "GET /units/{id}", Title: "Đơn vị", Help: "Trang này cho biết đơn vị vào ngày đã chọn và mọi việc đã xảy ra với đơn vị. Muốn ghi thay đổi, hãy chọn một việc ở mục “Thay đổi tổ chức”.", Guard: door.Guard{Verb: org.Seeing},
	Load: loadShow, View: func(m show) ui.Component { return showView(m) },
	Head:    func(m show) ui.Head { return ui.Head{Title: m.Name, Crumbs: m.Crumbs} },
	Samples: showSamples,
}

// show is what the page shows.
type show struct {
	ID        org.UnitID
	Name      string
	On, Today day.Day
	There     day.Day // the day of its life that is nearest to On
	Crumbs    []ui.Link
	Chips     []ui.Chip
	Meta      []string
	Notice    *ui.Notice // where it is not there on the day
	Coming    *ui.Notice // what will hold of it from a later day
	Facts     []ui.Pair
	Below     []below
	Life      []ui.Event
	Names     []called
	Aliases   []org.Alias
	Naming    bool
	NameForm  *ui.Form // adds another spelling; nil without leave
	Grants    []held
	SeesWho   bool
	GiveHref  string
	Changes   []doing // what may be done to it
}

// below is what stands under the unit on a line.
type below struct {
	Title string
	N     int
	Tree  ui.TreeTable
	All   string // where they are sorted and searched, where they are many
}

// doing is some things that may be done to the unit.
type doing struct {
	Title string
	Links []ui.Link
}

// called is a name that the unit had for a time.
type called struct {
	Name, Short string
	From, To    day.Day // To is the first day on which it no longer held, day.Forever for none
}

// held is a grant at the unit.
type held struct {
	Name, Href, Role, From, Until string
}

func (m show) picker() ui.DayPicker {
	return ui.DayPicker{Action: "/units/" + m.ID, Value: m.On, Today: m.Today}
}

// figures is the way to what was counted there.
func (m show) figures() string { return door.Address("/figures", "at", m.ID, "on", m.On.String()) }

func loadShow(a *door.Ask) (show, error) {
	m := show{ID: a.Object, Today: a.Today()}
	var err error
	if m.On, err = a.Day("on", m.Today); err != nil {
		return m, err
	}
	asOf := day.AsOf{Day: m.On}
	u, ok, err := org.Get(a.V, m.ID, asOf)
	if err != nil {
		return m, err
	}
	if !ok {
		return m, fault.NotFoundf("Không có đơn vị mang mã %s. Hãy chọn lại trong danh sách tổ chức.", m.ID)
	}
	m.Name = u.Name
	r, err := read(a, u, m.On)
	if err != nil {
		return m, err
	}
	m.There = r.there()
	m.Crumbs, m.Chips, m.Meta, m.Notice = r.crumbs(), r.chips(), r.meta(), r.notice()
	if m.Facts, err = r.facts(); err != nil {
		return m, err
	}
	if m.Below, err = r.below(); err != nil {
		return m, err
	}
	if m.Life, err = r.life(); err != nil {
		return m, err
	}
	m.Coming = coming(m.Life)
	m.Names = r.names()
	if m.Aliases, err = org.Aliases(a.V, m.ID); err != nil {
		return m, err
	}
	if u.Ended == day.Forever && a.May(org.Naming, m.ID) {
		f := nameForm(m.ID, nil, nil)
		m.NameForm = &f
	}
	if m.SeesWho = a.May(people.Seeing, m.ID); m.SeesWho {
		if m.Grants, err = r.grants(); err != nil {
			return m, err
		}
		if a.May(people.Granting, m.ID) && u.Ended == day.Forever {
			m.GiveHref = door.Address("/people/grants/new", "unit", m.ID)
		}
	}
	for _, g := range []struct {
		title string
		all   []change
	}{{"Thay đổi đơn vị này", ofOne}, {"Nhiều đơn vị cùng lúc", ofMany}, {"Sửa ghi nhận sai", mending}} {
		d := doing{Title: g.title}
		for _, c := range g.all {
			if c.fits(u) && a.May(c.verb, m.ID) {
				d.Links = append(d.Links, ui.Link{Label: c.title, Href: "/units/" + m.ID + "/" + c.key})
			}
		}
		if len(d.Links) > 0 {
			m.Changes = append(m.Changes, d)
		}
	}
	return m, nil
}

// coming says what will hold from a later day, the nearest first.
func coming(life []ui.Event) *ui.Notice {
	var says []string
	for _, e := range slices.Backward(life) {
		if e.Future && e.Kind != drawing[lineage.ChangeWithdraw] && !strings.HasPrefix(e.Text, "Không còn giá trị") {
			says = append(says, e.Title+" từ "+e.Day.VN())
		}
	}
	if len(says) == 0 {
		return nil
	}
	return &ui.Notice{Tone: ui.Info, Title: "Sẽ có hiệu lực", Text: strings.Join(says, "; ") + ". Cho đến ngày đó đơn vị vẫn như hiện nay.", Link: &ui.Link{Label: "Các thay đổi sắp tới", Href: "/units/changes"}}
}

// below are the units under this one, on each line on which it has any.
func (r *reading) below() ([]below, error) {
	var out []below
	for _, line := range r.lines {
		c, err := chartOf(r.a, line.Key, r.on)
		if err != nil {
			return nil, err
		}
		if !c.tree.Has(r.i) || len(c.tree.Children(r.i)) == 0 {
			continue
		}
		b := below{Title: line.Name, N: len(c.tree.Children(r.i))}
		if line.Key == org.UnionLine {
			b.Title = "Đơn vị trực thuộc"
		}
		rows, err := c.level(r.u.ID, 0, 1, r.a.Today())
		if err != nil {
			return nil, err
		}
		if b.N > 20 {
			key := line.Key
			if key == org.UnionLine {
				key = ""
			}
			b.All = door.Address("/units/rows", "under", r.u.ID, "on", dayIn(r.on, r.a.Today()), "line", key)
		}
		b.Tree = ui.TreeTable{ID: "under-" + line.Key, Label: b.Title + " ngày " + r.on.VN(), Columns: rows.Columns, Rows: rows.Rows, More: rows.More}
		out = append(out, b)
	}
	return out, nil
}

// grants are who holds what at the unit itself today.
func (r *reading) grants() ([]held, error) {
	all, err := access.On(r.a.V, r.u.ID)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(g access.Grant) bool { return !g.Holds(r.a.Today()) })
	var ids []string
	for _, g := range all {
		ids = append(ids, g.Person)
	}
	names, err := people.Names(r.a.V, ids)
	if err != nil {
		return nil, err
	}
	var out []held
	for _, g := range all {
		x := held{Name: names[g.Person], Href: "/people/" + g.Person, Role: g.Role.Label(), From: g.From.VN()}
		if g.Until < day.Forever {
			x.Until = g.Until.VN()
		}
		out = append(out, x)
	}
	return out, nil
}
