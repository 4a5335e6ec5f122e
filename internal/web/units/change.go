package units

import (
	"net/url"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// A change of a unit goes in two steps: a form that is only a question (GET), drawn again with a sentence of what will
// happen, and the act (POST). What was typed stands in the address between them, so that nothing is lost on the way.

// change is one thing that can be done to a unit.
type change struct {
	key    string // "rename": the last part of the address
	title  string
	submit string
	danger bool
	verb   act.Verb
	label  func(u org.Unit) string // on the unit's page
	fits   func(u org.Unit) bool   // whether it can be done to a unit in this state
	ask    func(q *asking) ([]form.Field, error)
	says   func(q *asking) []string
	do     func(tx *db.Tx, q *asking, by org.Decision, seen org.Seen) error
}

// asking is a form that is being filled in.
type asking struct {
	v        *db.View
	u        org.Unit
	sight    *sight.Sight
	sent     url.Values
	on       day.Day // the effective day as typed; today where it cannot be read
	picks    []*sight.Pick
	answers  form.Answers
	problems []form.Problem
}

// asked is what the page shows.
type asked struct {
	ID      org.UnitID
	Name    string
	Title   string
	Crumbs  []ui.Link
	Trouble string // why the act was not done, in a sentence
	Says    []string
	Form    ui.Form
	Confirm *ui.Confirm
}

// decisionFields are asked for with every change.
func decisionFields() []form.Field {
	return []form.Field{
		{Name: "number", Label: "Số quyết định", Help: "Ví dụ 2134/QĐ-LĐLĐ.", Required: true, Kind: form.Text, Limit: 60},
		{Name: "date", Label: "Ngày ký", Required: true, Kind: form.Day},
		{Name: "issuer", Label: "Cơ quan ban hành", Required: true, Kind: form.Text},
		{Name: "effective", Label: "Có hiệu lực từ ngày", Help: "Ngày đầu tiên áp dụng; có thể ở trước hoặc sau hôm nay.", Required: true, Kind: form.Day},
		{Name: "note", Label: "Ghi chú", Kind: form.Text},
	}
}

// by is the decision that was typed.
func (q *asking) by() org.Decision {
	return org.Decision{Number: q.answers.Text("number"), Date: q.answers.Day("date"), Issuer: q.answers.Text("issuer"),
		Effective: q.answers.Day("effective"), Note: q.answers.Text("note")}
}

// pick asks for a unit by name, on the effective day.
func (q *asking) pick(p sight.Pick) ([]form.Field, error) {
	p.AsOf = day.AsOf{Day: q.on}
	if p.Allow == nil {
		p.Allow = q.sight.Has
	}
	if err := p.Read(q.v, q.sent); err != nil {
		return nil, err
	}
	q.picks = append(q.picks, &p)
	return p.Fields(), nil
}

// picked returns the unit that was chosen in a field.
func (q *asking) picked(name string) org.UnitID {
	for _, p := range q.picks {
		if p.Name == name {
			return p.Unit
		}
	}
	return ""
}

func (q *asking) name(unit org.UnitID) string { return sight.Called(q.v, unit, day.AsOf{Day: q.on}) }

// read asks the questions and takes the answers.
func (c change) read(a *door.Ask, sent url.Values) (*asking, form.Form, error) {
	q := &asking{v: a.V, sent: sent, on: a.Today()}
	u, ok, err := org.Get(a.V, a.Object, org.Today(a.V))
	if err != nil {
		return nil, form.Form{}, err
	}
	if !ok || !c.fits(u) {
		return nil, form.Form{}, fault.NotFoundf("Không làm được việc “%s” ở đơn vị này. Hãy mở lại trang của đơn vị.", c.title)
	}
	q.u = u
	if q.sight, err = sight.Of(a.V, a.Who.Person); err != nil {
		return nil, form.Form{}, err
	}
	if d, err := viet.ParseDate(sent.Get("effective")); err == nil {
		q.on = d
	}
	fields, err := c.ask(q)
	if err != nil {
		return nil, form.Form{}, err
	}
	f := form.Form{Fields: append(fields, decisionFields()...)}
	q.answers, q.problems = f.Parse(sent)
	for _, p := range q.picks {
		q.problems = p.Problems(q.problems)
	}
	return q, f, nil
}

// draw makes the page: the form, and the sentence of what will happen where all is answered.
func (c change) draw(q *asking, f form.Form, reviewed bool, trouble error) asked {
	here := "/units/" + q.u.ID + "/" + c.key
	m := asked{ID: q.u.ID, Name: q.u.Name, Title: c.title,
		Crumbs: []ui.Link{{Label: "Tổ chức", Href: "/units"}, {Label: q.u.Name, Href: "/units/" + q.u.ID}}}
	seen := q.sent.Get("seen")
	problems := q.problems
	if !reviewed {
		problems = nil
	}
	if trouble != nil {
		seen = ""
		if fault.Field(trouble) != "" {
			problems = append(problems, form.ProblemOf(trouble))
		} else {
			m.Trouble = fault.Text(trouble)
		}
	}
	if seen == "" {
		seen = string(q.u.Version)
	}
	if reviewed && len(problems) == 0 && trouble == nil {
		hidden := door.Token("seen", seen)
		for _, x := range f.Fields {
			hidden[x.Name] = q.sent.Get(x.Name)
		}
		back := q.sent
		back.Del("review")
		m.Says = c.says(q)
		m.Confirm = &ui.Confirm{ID: "confirm", Page: true, Title: c.title + "?", Text: "Ghi theo " + lowered(decision(q.by())) + ", có hiệu lực từ " + q.by().Effective.VN() + ".",
			Action: here, Hidden: hidden, Submit: c.submit, Danger: c.danger, Cancel: here + "?" + back.Encode()}
		return m
	}
	answers := q.answers
	m.Form = ui.Form{ID: "change", Action: here, Get: true, Wide: true, Submit: "Xem lại trước khi ghi", Cancel: "/units/" + q.u.ID,
		Hidden: map[string]string{"seen": seen, "review": "1"}}.Ask(f, answers, problems)
	return m
}

// page is the form.
func (c change) page() door.Page[asked] {
	return door.Page[asked]{
		Route: "GET /units/{id}/" + c.key, Title: c.title, Guard: door.Guard{Verb: c.verb},
		Load: func(a *door.Ask) (asked, error) {
			sent := a.R.URL.Query()
			q, f, err := c.read(a, sent)
			if err != nil {
				return asked{}, err
			}
			return c.draw(q, f, sent.Get("review") != "", nil), nil
		},
		View:    func(m asked) ui.Component { return changeView(m) },
		Head:    func(m asked) ui.Head { return ui.Head{Title: m.Title + " – " + m.Name, Crumbs: m.Crumbs} },
		Samples: changeSamples(c),
	}
}

// action is the act.
func (c change) action() door.Action {
	return door.Action{
		Route: "POST /units/{id}/" + c.key, Title: c.title, Guard: door.Guard{Verb: c.verb},
		Do: func(a *door.Ask) (ui.Outcome, error) {
			sent := a.Form()
			var q *asking
			var m asked
			again := func(trouble error) (ui.Outcome, error) {
				err := a.See(func(*db.View) error {
					now, f, err := c.read(a, sent)
					if err != nil {
						return err
					}
					q, m = now, c.draw(now, f, true, trouble)
					return nil
				})
				return ui.Outcome{Again: changeView(m), Head: ui.Head{Title: m.Title, Crumbs: m.Crumbs}}, err
			}
			if out, err := again(nil); err != nil || len(q.problems) > 0 {
				return out, err
			}
			err := a.Do(func(tx *db.Tx) error { return c.do(tx, q, q.by(), org.Seen(sent.Get("seen"))) })
			switch k := fault.KindOf(err); {
			case err != nil && (k == fault.Invalid || k == fault.Conflict):
				return again(err)
			case err != nil:
				return ui.Outcome{}, err
			}
			return ui.Outcome{To: sight.Address(a.Object, q.on, 0), Flash: &ui.Flash{Tone: ui.Good, Text: c.title + ": đã ghi theo " + q.by().Number + "."}}, nil
		},
	}
}

func lowered(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	return string([]rune(viet.Clean(lower(string(r[:1]))))) + string(r[1:])
}
