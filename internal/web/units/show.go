package units

import (
	"cmp"
	"slices"

	"phongtrao/internal/access"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/place"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// Show is a unit: what it was on a day, and its life.
var Show = door.Page[show]{
	Route: "GET /units/{id}", Title: "Đơn vị", Guard: door.Guard{Verb: org.Seeing},
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
	Changes   []ui.Link // what may be done to it
}

// below is what stands under the unit on a line.
type below struct {
	Title string
	N     int
	Tree  ui.TreeTable
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
	for _, c := range changes {
		if c.fits(u) && a.May(c.verb, m.ID) {
			m.Changes = append(m.Changes, ui.Link{Label: c.label(u), Href: "/units/" + m.ID + "/" + c.key})
		}
	}
	return m, nil
}

// reading is a unit that is being looked at.
type reading struct {
	a     *door.Ask
	u     org.Unit
	i     int32
	on    day.Day
	h     *lineage.History
	sight *sight.Sight
	kinds map[string]org.Kind
	lines []org.Line
}

func read(a *door.Ask, u org.Unit, on day.Day) (*reading, error) {
	r := &reading{a: a, u: u, on: on, kinds: map[string]org.Kind{}}
	var err error
	if r.h, err = org.HistoryOf(a.V); err != nil {
		return nil, err
	}
	r.i, _ = r.h.Index(u.ID)
	if r.sight, err = sight.Of(a.V, a.Who.Person); err != nil {
		return nil, err
	}
	kinds, err := org.Kinds(a.V)
	if err != nil {
		return nil, err
	}
	for _, k := range kinds {
		r.kinds[k.Key] = k
	}
	r.lines, err = org.Lines(a.V)
	return r, err
}

func (r *reading) asOf() day.AsOf { return day.AsOf{Day: r.on} }

// link leads to a unit on a day, where the person may follow it; else it is only a name.
func (r *reading) link(i int32, on day.Day) ui.Link {
	l := ui.Link{Label: r.h.Name(i, day.AsOf{Day: on})}
	if r.sight.Sees(i) {
		l.Href = sight.Address(r.h.ID(i), on, r.a.Today())
	}
	return l
}

// there is the day on which the page looks when the unit was not there on the chosen one.
func (r *reading) there() day.Day { return max(r.u.Born, min(r.on, r.u.Ended-1)) }

// crumbs are the units above on the union line of the day, those that the person may open.
func (r *reading) crumbs() []ui.Link {
	out := []ui.Link{{Label: "Tổ chức", Href: door.Address("/units", "on", dayIn(r.on, r.a.Today()))}}
	on := r.there()
	chain := r.h.Chain(r.i, r.line(on), day.AsOf{Day: on})
	for _, up := range slices.Backward(chain[1:]) {
		if l := r.link(up, on); l.Href != "" {
			out = append(out, l)
		}
	}
	return out
}

// line is the line on which the unit stands first.
func (r *reading) line(on day.Day) string {
	asOf := day.AsOf{Day: on}
	if r.h.On(r.i, org.UnionLine, asOf) {
		return org.UnionLine
	}
	for _, l := range r.lines {
		if r.h.On(r.i, l.Key, asOf) {
			return l.Key
		}
	}
	return org.UnionLine
}

func (r *reading) chips() []ui.Chip {
	switch {
	case r.u.Born == 0:
		return []ui.Chip{{Label: "Đã hủy ghi nhận", Tone: ui.Bad}}
	case r.on < r.u.Born:
		return []ui.Chip{{Label: "Chưa thành lập", Icon: "clock"}}
	case r.on >= r.u.Ended:
		return []ui.Chip{{Label: "Đã kết thúc " + r.u.Ended.VN(), Tone: ui.Warn, Icon: "circle-stop"}}
	case r.u.State == lineage.Suspended:
		return []ui.Chip{{Label: "Tạm ngừng hoạt động", Tone: ui.Warn, Icon: "pause"}}
	}
	return []ui.Chip{{Label: "Đang hoạt động", Tone: ui.Good}}
}

func (r *reading) meta() []string {
	var out []string
	if k := r.kinds[r.u.Kind]; k.Name != "" {
		out = append(out, k.Name)
	}
	if r.u.Code != "" {
		out = append(out, "Mã "+r.u.Code)
	}
	return out
}

// notice says what stands there in place of a unit that is not there on the day.
func (r *reading) notice() *ui.Notice {
	tree := r.h.Tree(org.UnionLine, r.asOf())
	today := r.a.Today()
	switch {
	case r.u.Born == 0:
		return &ui.Notice{Tone: ui.Warn, Title: "Việc thành lập đã bị hủy ghi nhận", Text: "Đơn vị này không có trong bất cứ danh sách nào. Dòng thời gian bên dưới cho biết vì sao."}
	case r.on < r.u.Born:
		n := &ui.Notice{Tone: ui.Info, Title: "Ngày " + r.on.VN() + " chưa có đơn vị này",
			Text: "Đơn vị được thành lập từ " + r.u.Born.VN() + "; các thông tin dưới đây là của ngày đó."}
		n.Link = &ui.Link{Label: "Xem ngày " + r.u.Born.VN(), Href: sight.Address(r.u.ID, r.u.Born, today)}
		return n
	case r.on >= r.u.Ended:
		n := &ui.Notice{Tone: ui.Warn, Title: "Đơn vị đã kết thúc hoạt động từ " + r.u.Ended.VN()}
		loc := tree.Locate(r.i)
		switch {
		case loc.At < 0 && loc.Why == lineage.Gone:
			n.Text = "Không có đơn vị kế thừa. Số liệu cũ được nêu riêng, không nằm trong tổng nào."
		case loc.At < 0:
		case loc.Why == lineage.Gone:
			n.Text = "Không có đơn vị kế thừa. Số liệu cũ được nêu riêng ở " + r.h.Name(loc.At, r.asOf()) + "."
		case loc.Why == lineage.Undivided:
			n.Text = "Đã chia, tách mà quyết định không nêu tỷ lệ, nên số liệu cũ đứng chung ở " + r.h.Name(loc.At, r.asOf()) + " (không phân bổ được)."
		default:
			n.Text = "Nay là " + r.h.Name(loc.At, r.asOf()) + "; số liệu cũ được tính về đó."
			if l := r.link(loc.At, r.on); l.Href != "" {
				n.Link = &ui.Link{Label: "Mở " + l.Label, Href: l.Href}
			}
		}
		return n
	}
	return nil
}

// facts are what is known of the unit on the day.
func (r *reading) facts() ([]ui.Pair, error) {
	asOf := day.AsOf{Day: r.there()}
	u, _, err := org.Get(r.a.V, r.u.ID, asOf)
	if err != nil {
		return nil, err
	}
	out := []ui.Pair{{Key: "Loại tổ chức", Text: cmp.Or(r.kinds[u.Kind].Name, "chưa ghi")}}
	if u.Short != "" {
		out = append(out, ui.Pair{Key: "Tên viết tắt", Text: u.Short})
	}
	if p, ok := r.h.Parent(r.i, org.UnionLine, asOf); ok {
		l := r.link(p, asOf.Day)
		out = append(out, ui.Pair{Key: "Trực thuộc", Text: l.Label, Href: l.Href})
	} else if u.Parent == "" && r.h.On(r.i, org.UnionLine, asOf) {
		out = append(out, ui.Pair{Key: "Trực thuộc", Text: "đứng đầu hệ thống"})
	}
	for _, line := range r.lines {
		if line.Key == org.UnionLine {
			continue
		}
		if p, ok := r.h.Parent(r.i, line.Key, asOf); ok {
			l := r.link(p, asOf.Day)
			out = append(out, ui.Pair{Key: line.Name, Text: l.Label, Href: l.Href})
		}
	}
	span := "từ " + u.Born.VN()
	if u.Ended < day.Forever {
		span += " đến hết " + (u.Ended - 1).VN()
	}
	if u.Born != 0 {
		out = append(out, ui.Pair{Key: "Hoạt động", Text: span})
	}
	places, err := org.PlacesOf(r.a.V, u.ID, asOf)
	if err != nil {
		return nil, err
	}
	var ids []place.ID
	for _, p := range places {
		ids = append(ids, p.Place)
	}
	names, err := place.Names(r.a.V, ids, asOf)
	if err != nil {
		return nil, err
	}
	for _, p := range places {
		if name := names[p.Place]; name != "" {
			out = append(out, ui.Pair{Key: roles[p.Role], Text: name, Href: placeAddress(p.Place, asOf.Day, r.a.Today()), Note: "từ " + p.From.VN()})
		}
	}
	return out, nil
}

var roles = map[org.Role]string{org.Seat: "Trụ sở", org.Area: "Phạm vi quản lý", org.Site: "Nơi làm việc"}

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
		rows := c.level(r.u.ID, 0, 1, r.a.Today())
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
