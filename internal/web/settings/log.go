package settings

import (
	"cmp"
	"slices"
	"strings"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/house"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// Log is what was done, by whom, when.
var Log = door.Page[logged]{
	Route: "GET /log", Title: "Nhật ký", Help: "Mọi việc đã ghi trong phạm vi bạn được xem: ai, việc gì, lúc nào. Lọc theo người, việc, đơn vị hoặc ngày.", Guard: door.Guard{Verb: people.SeeingLog, Object: door.Home},
	Load: loadLog, View: func(m logged) ui.Component { return logView(m) }, Samples: logSamples,
}

// logged is what the page shows.
type logged struct {
	Person, Verb, Object, Unit, From, To string // as typed
	Problems                             map[string]string
	Lines                                []entry
	Older                                string // address of the next page
	First                                bool   // the newest page
}

// entry is one act.
type entry struct {
	At, Person, PersonHref, Verb, Object, ObjectHref, Unit, UnitHref, Device, Note string
}

// verbs are the labels of all that can be done, by name.
var verbs = func() map[string]string {
	all := map[string]string{}
	for _, v := range house.Verbs() {
		all[v.Name] = v.Label
	}
	all["indicator.declare"] = "Khai báo chỉ số"
	return all
}()

// batches bounds how far is looked back at once for acts that may be shown.
const batches = 40

func loadLog(a *door.Ask) (logged, error) {
	m := logged{Person: a.Query("person"), Verb: a.Query("verb"), Object: a.Query("object"), Unit: a.Query("unit"), From: a.Query("from"), To: a.Query("to"), Problems: map[string]string{}}
	f := act.Filter{Verb: m.Verb, Object: m.Object, Before: a.Query("before"), Limit: 4 * perPage}
	m.First = f.Before == ""
	s, err := sight.Of(a.V, a.Who.Person)
	if err != nil {
		return m, err
	}
	fits, err := m.narrow(a, s, &f)
	if err != nil || len(m.Problems) > 0 {
		return m, err
	}
	var shown []act.Record
	for range batches {
		batch, err := act.Log(a.V, f)
		if err != nil {
			return m, err
		}
		for _, r := range batch {
			if len(shown) < perPage && fits(r) {
				shown = append(shown, r)
			}
			f.Before = r.ID
			if len(shown) == perPage {
				break
			}
		}
		if len(shown) == perPage || len(batch) < f.Limit {
			break
		}
	}
	if len(shown) == perPage {
		m.Older = door.Address("/log", "person", m.Person, "verb", m.Verb, "object", m.Object, "unit", m.Unit, "from", m.From, "to", m.To, "before", shown[len(shown)-1].ID)
	}
	m.Lines, err = entries(a, s, shown)
	return m, err
}

// narrow reads what was typed into the filter, and returns which acts fit it and may be shown.
func (m *logged) narrow(a *door.Ask, s *sight.Sight, f *act.Filter) (func(act.Record) bool, error) {
	for _, d := range []struct {
		name, typed string
		put         func(day.Day)
	}{{"from", m.From, func(d day.Day) { f.From = d.Start() }}, {"to", m.To, func(d day.Day) { f.Until = d.Add(1).Start() }}} {
		if d.typed == "" {
			continue
		}
		on, err := viet.ParseDate(d.typed)
		if err != nil {
			m.Problems[d.name] = "Không đọc được ngày “" + d.typed + "”. Hãy ghi một ngày có trong lịch, dạng 30/06/2025."
			continue
		}
		d.put(on)
	}
	var persons []string
	if m.Person != "" {
		found, err := people.Find(a.V, m.Person, perPage)
		if err != nil {
			return nil, err
		}
		for _, p := range found {
			persons = append(persons, p.ID)
		}
		if _, err := people.Get(a.V, m.Person); err == nil {
			persons = []string{m.Person}
		}
		switch len(persons) {
		case 0:
			m.Problems["person"] = "Không có người dùng nào tên “" + m.Person + "”."
		case 1:
			f.Person = persons[0]
		}
	}
	var within []string
	if m.Unit != "" {
		hits, err := org.Search(a.V, m.Unit, org.Today(a.V), perPage)
		if err != nil {
			return nil, err
		}
		for _, h := range hits {
			within = append(within, h.Unit)
		}
		if h, err := org.HistoryOf(a.V); err == nil {
			if _, ok := h.Index(m.Unit); ok {
				within = []string{m.Unit}
			}
		}
		if len(within) == 0 {
			m.Problems["unit"] = "Không có đơn vị nào tên “" + m.Unit + "”."
		}
	}
	whole := s.Whole()
	return func(r act.Record) bool {
		switch {
		case len(persons) > 0 && !slices.Contains(persons, r.Person):
			return false
		case len(within) > 0 && !slices.Contains(within, r.Scope) && !slices.Contains(within, r.Object):
			return false
		}
		return whole || r.Scope != "" && s.Has(r.Scope)
	}, nil
}

// entries put acts into words.
func entries(a *door.Ask, s *sight.Sight, records []act.Record) ([]entry, error) {
	var who, units []string
	for _, r := range records {
		who, units = append(who, r.Person, r.Object), append(units, r.Scope, r.Object)
	}
	names, err := people.Names(a.V, who)
	if err != nil {
		return nil, err
	}
	called, err := org.Names(a.V, units, org.Today(a.V))
	if err != nil {
		return nil, err
	}
	var out []entry
	for _, r := range records {
		e := entry{At: r.At.VN(), Person: cmp.Or(names[r.Person], "(không rõ)"), Verb: cmp.Or(verbs[r.Verb], r.Verb), Device: r.Device, Note: r.Note, Unit: called[r.Scope]}
		if r.Person != act.Program && names[r.Person] != "" {
			e.PersonHref = "/people/" + r.Person
		}
		if e.Unit != "" && s.Has(r.Scope) {
			e.UnitHref = "/units/" + r.Scope
		}
		switch {
		case called[r.Object] != "":
			e.Object = called[r.Object]
			if s.Has(r.Object) {
				e.ObjectHref = "/units/" + r.Object
			}
		case names[r.Object] != "":
			e.Object, e.ObjectHref = names[r.Object], "/people/"+r.Object
		case strings.HasPrefix(r.Verb, "dispatch."):
			if d, err := dispatch.Get(a.V, r.Object); err == nil {
				e.Object, e.ObjectHref = d.Title(), "/dispatches/"+d.ID
			}
		case strings.HasPrefix(r.Verb, "campaign."):
			if c, err := campaign.Get(a.V, r.Object); err == nil {
				e.Object, e.ObjectHref = c.Name, "/campaigns/"+c.ID
			}
		}
		if e.Object == e.Unit || r.Object == r.Person {
			e.Object, e.ObjectHref = "", ""
		}
		out = append(out, e)
	}
	return out, nil
}

func (m logged) filter() ui.Form {
	f := ui.Form{ID: "filter", Action: "/log", Get: true, Wide: true, Submit: "Lọc", Fields: []ui.Field{
		{Name: "person", Label: "Người thực hiện", Value: m.Person, Problem: m.Problems["person"]},
		{Name: "unit", Label: "Đơn vị", Value: m.Unit, Problem: m.Problems["unit"]},
		{Name: "verb", Label: "Việc", Kind: ui.ChoiceField, Value: m.Verb},
		{Name: "from", Label: "Từ ngày", Kind: ui.DayField, Value: m.From, Problem: m.Problems["from"]},
		{Name: "to", Label: "Đến ngày", Kind: ui.DayField, Value: m.To, Problem: m.Problems["to"]},
		{Name: "object", Label: "Mã đối tượng", Value: m.Object, Help: "Phần cuối địa chỉ trang của phong trào, văn bản, đơn vị."}}}
	var names []string
	for n := range verbs {
		names = append(names, n)
	}
	viet.SortBy(names, func(n string) string { return verbs[n] })
	for _, n := range names {
		f.Fields[2].Choices = append(f.Fields[2].Choices, ui.Choice{Value: n, Label: verbs[n]})
	}
	return f
}

// save are the ways to save the log between the days, of the work and the object that were chosen. Names of persons and units narrow the
// page alone: while one of them is typed, nothing is offered that would hold more than the page.
func (m logged) save() []ui.Button {
	if m.Person+m.Unit != "" || len(m.Problems) > 0 {
		return nil
	}
	return door.Save("log", "verb", m.Verb, "object", m.Object, "from", m.From, "to", m.To)
}

func (m logged) filtered() bool {
	return m.Person+m.Verb+m.Object+m.Unit+m.From+m.To != ""
}

func (m logged) table() ui.Table {
	t := ui.Table{Label: "Nhật ký", Cards: true, Columns: []ui.Column{{Label: "Lúc"}, {Label: "Việc", Wide: true}, {Label: "Người"}, {Label: "Đơn vị"}},
		Empty: &ui.Empty{Icon: "history", Title: "Không có việc nào như vậy", Text: "Thử bớt điều kiện lọc."}}
	for _, e := range m.Lines {
		t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{{Text: e.At}, {Body: done(e)}, {Text: e.Person, Href: e.PersonHref, Sub: e.Device}, {Text: e.Unit, Href: e.UnitHref}}})
	}
	return t
}

// first is the address of the newest page.
func (m logged) first() string {
	return door.Address("/log", "person", m.Person, "verb", m.Verb, "object", m.Object, "unit", m.Unit, "from", m.From, "to", m.To)
}

func (m logged) pager() ui.Pager {
	p := ui.Pager{Next: m.Older, Label: "Trang nhật ký", Text: "cũ hơn"}
	if !m.First {
		p.Prev, p.Text = m.first(), "về mới nhất, hoặc cũ hơn"
	}
	return p
}
