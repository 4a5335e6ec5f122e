package campaigns

import (
	"cmp"
	"errors"
	"net/url"
	"strconv"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/campaign"
	"phongtrao/internal/people"
	"phongtrao/internal/report"
	"phongtrao/internal/web/door"
)

// inquiry is a page with one form, and the act that the form asks for: GET draws it, POST at the same address acts. What
// was typed is never lost: a problem draws the form again, and a second person's change is shown beside one's own.
type inquiry struct {
	path  string // "/campaigns/new"
	title string
	help  string     // two sentences at most
	guard door.Guard // of the page and of the act
	open  func(a *door.Ask, sent url.Values) (*sheet, error)
	act   func(tx *db.Tx, a *door.Ask, s *sheet) error
	done  func(s *sheet) ui.Outcome
}

// sheet is an inquiry as it is being filled in.
type sheet struct {
	Title  string
	Lead   string
	Crumbs []ui.Link
	Accent ui.Accent
	Above  ui.Component // what stands before the form: how things are, what was found
	Beside ui.Component // what stands next to it
	Label  string       // of the side, for readers
	Drawn  ui.Form

	form    form.Form
	values  map[string]string // what is typed at first
	hidden  []string          // pairs that come back with the form
	submit  string
	cancel  string
	wide    bool
	danger  bool
	extra   []form.Problem // what picking found
	finish  func(s *sheet) // a last hand on Drawn
	answers form.Answers
	about   any    // what the inquiry is about, for its act
	made    string // the key of what the act made
}

// page is the form.
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
			s.draw(a, q, form.Fill(typed), nil)
			return s, nil
		},
		View:    func(s *sheet) ui.Component { return sheetView(s) },
		Head:    func(s *sheet) ui.Head { return s.head() },
		Samples: sheetSamples(q.title),
	}
}

func (s *sheet) head() ui.Head { return ui.Head{Title: s.Title, Crumbs: s.Crumbs, Accent: s.Accent} }

// draw makes the form.
func (s *sheet) draw(a *door.Ask, q inquiry, answers form.Answers, problems []form.Problem) {
	s.answers = answers
	f := ui.Form{ID: "form", Action: a.R.URL.Path, Hidden: door.Token(s.hidden...), Submit: s.submit, Cancel: s.cancel, Wide: s.wide, Danger: s.danger}
	s.Drawn = f.Ask(s.form, answers, problems)
	if s.finish != nil {
		s.finish(s)
	}
}

// action is the act.
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
				if refused, err = byName(a.V, refused); err != nil {
					return err
				}
				problems = append(problems, form.ProblemOf(refused))
			}
			s.draw(a, q, answers, problems)
			return s.clash(a, refused, sent)
		})
		return ui.Outcome{Again: sheetView(s), Head: s.headOf()}, err
	}
	if out, err := again(nil); err != nil || len(problems) > 0 {
		return out, err
	}
	err := a.Do(func(tx *db.Tx) error { return q.act(tx, a, s) })
	switch k := fault.KindOf(err); {
	case err == nil:
		return q.done(s), nil
	case k == fault.Invalid || k == fault.Conflict:
		return again(err)
	}
	return ui.Outcome{}, err
}

func (s *sheet) headOf() ui.Head {
	if s == nil {
		return ui.Head{}
	}
	return s.head()
}

// byName says the name of who was first, where a fault knows only the person's key.
func byName(v *db.View, refused error) (error, error) {
	first := (*report.Decided)(nil)
	if !errors.As(refused, &first) {
		return refused, nil
	}
	who, err := people.Names(v, []string{first.By})
	if err != nil || who[first.By] == "" {
		return refused, err
	}
	return fault.Conflictf("%s", first.Text(who[first.By])), nil
}

// clash shows both values where somebody else was first. Sent again from there, what was typed is written over theirs: the
// version that it names is the one that is shown.
func (s *sheet) clash(a *door.Ask, refused error, sent url.Values) error {
	stale := (*campaign.Stale)(nil)
	if refused == nil || !errors.As(refused, &stale) {
		return nil
	}
	names, err := people.Names(a.V, []string{stale.By})
	if err != nil {
		return err
	}
	hidden := door.Token(s.hidden...) // with the version of now
	for _, f := range s.form.Fields {
		hidden[f.Name] = sent.Get(f.Name)
	}
	s.Drawn.Wrong = nil
	s.Above = ui.Clash{Who: cmp.Or(names[stale.By], "Người khác"), At: stale.At.VN(), Action: a.R.URL.Path, Hidden: hidden, Reload: a.R.URL.Path,
		Rows: []ui.ClashRow{{Label: stale.What, Mine: stale.Yours, Theirs: stale.Theirs}}}
	return nil
}

// saidDone is where an inquiry leads when it is done.
func saidDone(to, text string) ui.Outcome {
	return ui.Outcome{To: to, Flash: &ui.Flash{Tone: ui.Good, Text: text}}
}

// version reads which version the person saw when the form was drawn.
func version(a *door.Ask) int {
	n, _ := strconv.Atoi(strings.ReplaceAll(a.Form().Get("version"), ".", ""))
	return n
}

// backwards refuses a period that ends before it begins.
func backwards(p day.Period) error {
	return fault.In("to", "Kỳ kết thúc ngày %s, trước ngày bắt đầu %s. Hãy đổi lại hai ngày.", p.To.VN(), p.From.VN())
}

// inquiries are all forms of this section.
func inquiries() []inquiry {
	all := []inquiry{beginning, editing, assigning, pledging, revising, proposing, disputing, agreeing, declining, upholding, accepting,
		planning, replanning, linking, entering, voiding, counting}
	return append(all, advances()...)
}
