// Package remarks shows what people say about figures.
//
// The section "Trao đổi" stands on the page of what is talked about; here is what it is drawn with, what can be posted, and
// the page of everything in which one is named. A name is looked up when a page is drawn: somebody forgotten has none.
package remarks

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/indicator"
	"phongtrao/internal/passport"
	"phongtrao/internal/people"
	"phongtrao/internal/remark"
	"phongtrao/internal/web/door"
)

// Screens are the pages of the section.
func Screens() []ui.Screen[*door.Ask] { return []ui.Screen[*door.Ask]{Mentions} }

// Actions are the acts of the section.
func Actions() []door.Action { return []door.Action{writing, settling, withdrawing, reading} }

// Anchor is the id of the section on a page.
const Anchor = "talk"

var questions = form.Form{Fields: []form.Field{
	{Name: "text", Label: "Nội dung", Help: "Gõ @ rồi tên để nhắc một người, ví dụ @Nguyễn Văn An.", Kind: form.LongText, Required: true, Limit: remark.BodyMax}}}

func ask(s remark.Subject, answers form.Answers, problems []form.Problem) *ui.Form {
	hidden := door.Token()
	hidden["subject"] = string(s)
	f := ui.Form{ID: "talk-form", Action: "/remarks", Submit: "Gửi trao đổi", Hidden: hidden}.Ask(questions, answers, problems)
	return &f
}

// namedMax bounds how many names are offered.
const namedMax = 12

// Section draws what was said of a subject, with a form for who may add to it.
func Section(a *door.Ask, s remark.Subject) (ui.Talk, error) {
	all, err := remark.On(a.V, s)
	if err != nil {
		return ui.Talk{}, err
	}
	t := ui.Talk{None: "Chưa ai trao đổi gì. Hỏi ở đây thì câu hỏi ở lại cùng số liệu."}
	if t.Items, err = said(a, all); err != nil || !a.May(remark.Writing, string(s)) {
		return t, err
	}
	t.Form = ask(s, form.Answers{}, nil)
	who, err := remark.Mentionable(a.V, s)
	if err != nil || len(who) == 0 {
		return t, err
	}
	var names []string
	for _, p := range who[:min(len(who), namedMax)] {
		names = append(names, p.Name)
	}
	t.Hint = "Có thể nhắc: " + strings.Join(names, ", ")
	if more := len(who) - len(names); more > 0 {
		t.Hint += fmt.Sprintf(" và %d người khác", more)
	}
	t.Hint += "."
	return t, nil
}

// said puts remarks into words, with what the person may do to each.
func said(a *door.Ask, all []remark.Remark) ([]ui.Said, error) {
	var who []string
	for _, r := range all {
		who = append(append(who, r.By), r.Mentions...)
	}
	names, err := people.Names(a.V, who)
	if err != nil {
		return nil, err
	}
	var out []ui.Said
	for _, r := range all {
		s := ui.Said{ID: "remark-" + r.ID, By: cmp.Or(names[r.By], "(không rõ)"), At: r.At.VN()}
		switch {
		case r.Withdrawn != 0:
			s.State = "đã rút lúc " + r.Withdrawn.VN()
		case r.Settled != 0:
			s.State = "đã xong"
		}
		if r.Withdrawn == 0 {
			s.Parts = remark.Parts(r.Body)
			for i := 1; i < len(s.Parts); i += 2 {
				s.Parts[i] = cmp.Or(names[s.Parts[i]], "(không rõ)")
			}
		}
		if r.Open() && a.May(remark.Settling, r.ID) {
			s.Done = append(s.Done, ui.SaidAct{Label: "Đánh dấu đã xong", Action: "/remarks/" + r.ID + "/settle", Hidden: door.Token()})
		}
		if r.Withdrawn == 0 && r.By == a.Who.Person && a.May(remark.Withdrawing, r.ID) {
			s.Done = append(s.Done, ui.SaidAct{Label: "Rút lại", Action: "/remarks/" + r.ID + "/withdraw", Hidden: door.Token()})
		}
		out = append(out, s)
	}
	return out, nil
}

// place is where a subject is talked about.
func place(s remark.Subject) string {
	if q, ok := s.Question(); ok {
		return "/figures?" + q + "#" + Anchor
	}
	id, _ := s.Activity()
	return "/activities/" + url.PathEscape(id) + "#" + Anchor
}

// title names a subject; false where the person may not see it, or it is no more.
func title(a *door.Ask, s remark.Subject) (string, bool) {
	if id, ok := s.Activity(); ok {
		act, err := activity.Get(a.V, id)
		return act.Name, err == nil && a.May(activity.Seeing, id)
	}
	text, _ := s.Question()
	words, err := url.ParseQuery(text)
	if err != nil {
		return "", false
	}
	q, err := passport.ParseQuery(words)
	if err != nil || !a.May(passport.Seeing, passport.Object(q)) {
		return "", false
	}
	i, err := indicator.Get(a.V, q.Indicator)
	return i.Name + ", " + q.Period.VN(), err == nil
}

// subjectPosted takes what a remark is about from the form.
func subjectPosted(r *http.Request) string { return r.PostFormValue("subject") }

var writing = door.Action{
	Route: "POST /remarks", Title: "Trao đổi", Guard: door.Guard{Verb: remark.Writing, Object: subjectPosted},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		s := remark.Subject(a.Object)
		answers, problems := questions.Parse(a.Form())
		if len(problems) == 0 {
			err := a.Do(func(tx *db.Tx) error {
				_, err := remark.Write(tx, s, answers.Text("text"))
				return err
			})
			if err == nil {
				return ui.Outcome{To: place(s), Flash: &ui.Flash{Tone: ui.Good, Text: "Đã gửi trao đổi."}}, nil
			}
			if fault.KindOf(err) != fault.Invalid {
				return ui.Outcome{}, err
			}
			problems = []form.Problem{form.ProblemOf(err)}
		}
		return ui.Outcome{Again: againView(ask(s, answers, problems)), Head: ui.Head{Title: "Trao đổi", Crumbs: []ui.Link{{Label: "Quay lại", Href: place(s)}}}}, nil
	},
}

// after makes an action over one remark.
func after(route, label string, guard door.Guard, flash string, do func(tx *db.Tx, id string) error) door.Action {
	return door.Action{Route: route, Title: label, Guard: guard,
		Do: func(a *door.Ask) (ui.Outcome, error) {
			var r remark.Remark
			err := a.Do(func(tx *db.Tx) (err error) {
				if err = do(tx, a.Object); err == nil {
					r, err = remark.Get(&tx.View, a.Object)
				}
				return err
			})
			if err != nil {
				return ui.Outcome{}, err
			}
			to := "/mentions"
			if r.ID != "" {
				to = place(r.Subject)
			}
			return ui.Outcome{To: to, Flash: &ui.Flash{Tone: ui.Good, Text: flash}}, nil
		}}
}

var (
	settling    = after("POST /remarks/{id}/settle", "Đánh dấu trao đổi đã xong", door.Guard{Verb: remark.Settling}, "Đã đánh dấu xong.", remark.Settle)
	withdrawing = after("POST /remarks/{id}/withdraw", "Rút trao đổi", door.Guard{Verb: remark.Withdrawing}, "Đã rút trao đổi; dấu vết vẫn còn.", remark.Withdraw)
)
