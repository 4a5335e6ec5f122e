package tickets

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
	path  string
	title string
	help  string
	guard door.Guard
	open  func(h *held, sent url.Values) (*sheet, error)
	act   func(tx *db.Tx, h *held, q *sheet) error
	done  func(h *held, q *sheet) ui.Outcome
}

// sheet is a form as it is being filled in.
type sheet struct {
	frame
	Lead  string
	Above ui.Component
	Grids []grid // numbers in rows and columns, below the questions
	Drawn ui.Form

	form    form.Form
	values  map[string]string // what is typed at first
	hidden  []string          // pairs that come back with the form
	sent    url.Values
	answers form.Answers
	extra   []form.Problem // what was found beside the form's own questions
	about   any            // what the act needs
	made    any            // what it made
}

// grid is a table in which numbers and short words are typed.
type grid struct {
	Title, Lead string
	Columns     []string
	Rows        []gridRow
}

type gridRow struct {
	Name, Note string
	Cells      []gridCell
}

// gridCell is a text, or a field where it has a name.
type gridCell struct {
	Text        string
	Name, Label string
	Value       string
	Problem     string
	Words       bool // it is no number
}

func (d deed) page() ui.Screen[*door.Ask] {
	return door.Page[*sheet]{
		Route: "GET " + d.path, Title: d.title, Help: d.help, Guard: d.guard,
		Load: func(a *door.Ask) (*sheet, error) {
			h, err := holdFor(a)
			if err != nil {
				return nil, err
			}
			sent := a.R.URL.Query()
			q, err := d.open(h, sent)
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
	q.Drawn.ID, q.Drawn.Action, q.Drawn.Hidden = "form", a.R.URL.Path, door.Token(q.hidden...)
	q.Drawn = q.Drawn.Ask(q.form, answers, problems)
}

func (d deed) action() door.Action {
	return door.Action{Route: "POST " + d.path, Title: d.title, Guard: d.guard, Do: d.carry}
}

func (d deed) carry(a *door.Ask) (ui.Outcome, error) {
	sent := a.Form()
	var h *held
	var q *sheet
	var problems []form.Problem
	again := func(refused error) (ui.Outcome, error) {
		err := a.See(func(*db.View) (err error) {
			if h, err = holdFor(a); err != nil {
				return err
			}
			if q, err = d.open(h, sent); err != nil {
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
	err := a.Do(func(tx *db.Tx) error { return d.act(tx, h, q) })
	switch k := fault.KindOf(err); {
	case err == nil:
		return d.done(h, q), nil
	case k == fault.Invalid || k == fault.Conflict:
		return again(err)
	}
	return ui.Outcome{}, err
}

// said is where a deed leads when it is done.
func said(to, text string) ui.Outcome {
	return ui.Outcome{To: to, Flash: &ui.Flash{Tone: ui.Good, Text: text}}
}

// problems are all that is wrong with it, in the order of the questions.
func (q *sheet) problems() []form.Problem {
	all := q.Drawn.Wrong
	for _, f := range q.Drawn.Fields {
		if f.Problem != "" {
			all = append(all, form.Problem{Field: f.Name, Text: f.Problem})
		}
	}
	return all
}
