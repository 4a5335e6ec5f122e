package gates

import (
	"cmp"
	"net/url"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/web/door"
)

// deed is a page with one form, and the act that it asks for: GET draws it, POST at the same address acts. What was typed is never lost.
type deed struct {
	path  string // "/activities/{id}/gates/doors"
	title string
	help  string
	guard door.Guard
	open  func(s *site, sent url.Values) (*sheet, error)
	act   func(tx *db.Tx, s *site, q *sheet) error
	done  func(s *site, q *sheet) ui.Outcome
	do    func(a *door.Ask, q *sheet, work func(tx *db.Tx) error) error // how it is carried out; nil is as the person who asks
}

// sheet is a form as it is being filled in.
type sheet struct {
	frame
	Lead  string
	Above ui.Component
	Below ui.Component
	Drawn ui.Form

	form    form.Form
	values  map[string]string // what is typed at first
	hidden  []string          // pairs that come back with the form
	sent    url.Values
	answers form.Answers
	extra   []form.Problem // what was found beside the form's own questions
	secret  string         // the name of a question for a password
	made    any            // what the act made
}

// sheet begins one; back is where giving up leads.
func (s *site) sheet(title, submit, back string) *sheet {
	q := &sheet{frame: s.frame(title, "")}
	q.Crumbs = append(q.Crumbs, ui.Link{Label: backs[back], Href: s.path(back)})
	q.Head.Meta, q.Tabs = nil, ui.Tabs{}
	q.Drawn = ui.Form{ID: "form", Submit: submit, Cancel: s.path(back)}
	return q
}

// backs are the words of the pages to which forms lead back.
var backs = map[string]string{"/gates": "Cổng và máy", "/ready": "Sẵn sàng", "/day": "Ngày diễn ra", "/closing": "Chốt điểm"}

func (d deed) page() ui.Screen[*door.Ask] {
	return door.Page[*sheet]{
		Route: "GET " + d.path, Title: d.title, Help: d.help, Guard: d.guard,
		Load: func(a *door.Ask) (*sheet, error) {
			sent := a.R.URL.Query()
			s, err := siteAt(a)
			if err != nil {
				return nil, err
			}
			q, err := d.open(s, sent)
			if err != nil {
				return nil, err
			}
			typed := map[string]string{}
			for _, f := range q.form.Fields {
				typed[f.Name] = cmp.Or(sent.Get(f.Name), q.values[f.Name])
			}
			q.draw(a, form.Fill(typed), nil)
			return q, nil
		},
		View:    func(q *sheet) ui.Component { return sheetView(q) },
		Head:    func(q *sheet) ui.Head { return q.head() },
		Samples: sheetSamples(d.title),
	}
}

func (q *sheet) draw(a *door.Ask, answers form.Answers, problems []form.Problem) {
	q.answers = answers
	q.Drawn.Action, q.Drawn.Hidden = a.R.URL.Path, door.Token(q.hidden...)
	q.Drawn = q.Drawn.Ask(q.form, answers, problems)
	for i := range q.Drawn.Fields {
		if f := &q.Drawn.Fields[i]; f.Name == q.secret {
			f.Kind, f.Value, f.Fill = ui.PasswordField, "", "off"
		}
	}
}

func (d deed) action() door.Action {
	return door.Action{Route: "POST " + d.path, Title: d.title, Guard: d.guard, Do: d.carry}
}

func (d deed) carry(a *door.Ask) (ui.Outcome, error) {
	sent := a.Form()
	var s *site
	var q *sheet
	var problems []form.Problem
	again := func(refused error) (ui.Outcome, error) {
		err := a.See(func(*db.View) (err error) {
			if s, err = siteAt(a); err != nil {
				return err
			}
			if q, err = d.open(s, sent); err != nil {
				return err
			}
			q.sent = sent
			answers, found := q.form.Parse(sent)
			problems = append(q.extra, found...)
			if refused != nil {
				problems = append(problems, form.ProblemOf(refused))
			}
			q.draw(a, answers, problems)
			return nil
		})
		if err != nil {
			return ui.Outcome{}, err
		}
		return ui.Outcome{Again: sheetView(q), Head: q.head()}, nil
	}
	if out, err := again(nil); err != nil || len(problems) > 0 {
		return out, err
	}
	work := func(tx *db.Tx) error { return d.act(tx, s, q) }
	var err error
	if d.do != nil {
		err = d.do(a, q, work)
	} else {
		err = a.Do(work)
	}
	switch k := fault.KindOf(err); {
	case err == nil:
		return d.done(s, q), nil
	case k == fault.Invalid || k == fault.Conflict:
		return again(err)
	}
	return ui.Outcome{}, err
}

// said is where a deed leads when it is done.
func said(to, text string) ui.Outcome {
	return ui.Outcome{To: to, Flash: &ui.Flash{Tone: ui.Good, Text: text}}
}

// sheetSamples are samples of a form page.
func sheetSamples(title string) ui.Samples[*sheet] {
	q := func(f ui.Form, above ui.Component) *sheet {
		f.ID, f.Action, f.Hidden, f.Cancel = "form", "/activities/x/gates", map[string]string{door.TokenField: "x"}, "/activities/x/gates"
		return &sheet{frame: frame{Title: title, Head: ui.PageHead{Title: title}}, Above: above, Drawn: f}
	}
	long := "Liên đoàn Lao động thành phố Hải Phòng và các công đoàn cấp trên trực tiếp cơ sở tham gia điểm cầu Khu công nghiệp Đình Vũ – Cát Hải"
	return ui.Samples[*sheet]{
		"empty":   q(ui.Form{}, nil),
		"typical": q(ui.Form{Fields: []ui.Field{{Name: "x", Label: "Lý do", Required: true}}}, ui.Notice{Tone: ui.Info, Text: "“Cổng A2”"}),
		"worst": q(ui.Form{Fields: []ui.Field{{Name: "x", Label: long, Help: long, Value: long, Problem: long, Kind: ui.LongField},
			{Name: "y", Label: long, Kind: ui.ChoiceField, Choices: []ui.Choice{{Value: "a", Label: long}}}}, Wrong: []ui.Problem{{Text: long}}}, ui.Notice{Tone: ui.Bad, Title: long, Text: long}),
	}
}
