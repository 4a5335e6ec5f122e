package editions

import (
	"cmp"
	"net/url"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/web/door"
)

// inquiry is a page with one form, and the act that the form asks for. What was typed is never lost.
type inquiry struct {
	path, title, help string
	guard             door.Guard
	open              func(a *door.Ask, sent url.Values) (*sheet, error)
	act               func(a *door.Ask, s *sheet) error
	done              func(a *door.Ask, s *sheet) ui.Outcome
	samples           func() ui.Samples[*sheet]
}

// sheet is an inquiry as it is being filled in.
type sheet struct {
	Title, Lead string
	Crumbs      []ui.Link
	Above       ui.Group // how things are, what was found
	Drawn       ui.Form

	form           form.Form
	values         map[string]string
	hidden         []string
	submit, cancel string
	danger         bool
	extra          []form.Problem
	answers        form.Answers
	about          any
	made           string
}

func (s *sheet) head() ui.Head {
	if s == nil {
		return ui.Head{}
	}
	return ui.Head{Title: s.Title, Crumbs: s.Crumbs}
}

func (q inquiry) page() ui.Screen[*door.Ask] {
	return door.Page[*sheet]{
		Route: "GET " + q.path, Title: q.title, Help: q.help, Guard: q.guard,
		Load: func(a *door.Ask) (*sheet, error) {
			sent := a.R.URL.Query()
			s, err := q.open(a, sent)
			if err != nil {
				return nil, err
			}
			typed := map[string]string{}
			for _, f := range s.form.Fields {
				typed[f.Name] = cmp.Or(sent.Get(f.Name), s.values[f.Name])
			}
			s.draw(a, form.Fill(typed), nil)
			return s, nil
		},
		View: func(s *sheet) ui.Component { return sheetView(s) }, Head: func(s *sheet) ui.Head { return s.head() }, Samples: q.samples(),
	}
}

func (s *sheet) draw(a *door.Ask, answers form.Answers, problems []form.Problem) {
	s.answers = answers
	s.Drawn = ui.Form{ID: "form", Action: a.R.URL.Path, Hidden: door.Token(s.hidden...), Submit: s.submit, Cancel: s.cancel, Danger: s.danger}.Ask(s.form, answers, problems)
}

func (q inquiry) action() door.Action {
	return door.Action{Route: "POST " + q.path, Title: q.title, Guard: q.guard, Do: q.do}
}

func (q inquiry) do(a *door.Ask) (ui.Outcome, error) {
	sent := a.Form()
	var s *sheet
	var problems []form.Problem
	again := func(refused error) (ui.Outcome, error) {
		err := a.See(func(*db.View) (err error) {
			if s, err = q.open(a, sent); err != nil {
				return err
			}
			answers, found := s.form.Parse(sent)
			problems = append(s.extra, found...)
			if refused != nil {
				problems = append(problems, form.ProblemOf(refused))
			}
			s.draw(a, answers, problems)
			return nil
		})
		return ui.Outcome{Again: sheetView(s), Head: s.head()}, err
	}
	if out, err := again(nil); err != nil || len(problems) > 0 {
		return out, err
	}
	err := q.act(a, s)
	switch k := fault.KindOf(err); {
	case err == nil:
		return q.done(a, s), nil
	case k == fault.Invalid || k == fault.Conflict:
		return again(err)
	}
	return ui.Outcome{}, err
}

// saying leads on with a word of what was done.
func saying(to, text string) ui.Outcome {
	return ui.Outcome{To: to, Flash: &ui.Flash{Tone: ui.Good, Text: text}}
}
