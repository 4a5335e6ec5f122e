package settings

import (
	"net/http"
	"net/url"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// Who is added, and to whom a right is given, is asked in two steps: first where (a question, GET), then what (the act).

// asked is the page of any of these forms.
type asked struct {
	Title, Lead string
	Crumbs      []ui.Link
	Facts       []ui.Pair // what was chosen in the first step
	Form        ui.Form
}

func askedHead(m asked) ui.Head { return ui.Head{Title: m.Title, Crumbs: m.Crumbs} }

func pathID(r *http.Request) string { return r.PathValue("id") }

// chosenUnit is the Object of acts at a unit that the form carries.
func chosenUnit(r *http.Request) string { return r.PostFormValue("unit") }

// NewPerson adds a person at a unit.
var NewPerson = door.Page[asked]{
	Route: "GET /people/new", Title: "Thêm người dùng", Help: "Thêm một người để họ đăng nhập được. Chưa giao quyền thì người ấy chưa xem được gì; hãy giao quyền ngay sau đó.", Guard: door.Guard{Verb: people.Adding, Object: door.AtOrHome("at")},
	Load: func(a *door.Ask) (asked, error) { return loadNewPerson(a, a.R.URL.Query(), form.Answers{}, nil) },
	View: func(m asked) ui.Component { return askedView(m) },
	Head: askedHead, Samples: askedSamples("Thêm người dùng"),
}

// personQuestions ask who somebody is.
func personQuestions() form.Form {
	return form.Form{Fields: []form.Field{
		{Name: "name", Label: "Họ và tên", Kind: form.Text, Required: true, Limit: 100},
		{Name: "title", Label: "Chức vụ", Help: "Ví dụ Chủ tịch CĐCS.", Kind: form.Text, Limit: 100},
		{Name: "login", Label: "Tên đăng nhập", Help: "Chữ không dấu, số, các dấu . _ @ -, ví dụ an.nguyen.", Kind: form.Text, Required: true, Limit: 64},
		{Name: "password", Label: "Mật khẩu đầu tiên", Help: "Ít nhất 10 ký tự; một câu ngắn dễ nhớ là tốt nhất. Người dùng nên đổi ngay khi đăng nhập.", Kind: form.Text, Required: true, Limit: 200},
	}}
}

// where asks for the unit of a first step; the unit is known where the address names one or what was typed fits one alone.
func where(a *door.Ask, sent url.Values, label string) (*sight.Pick, error) {
	s, err := sight.Of(a.V, a.Who.Person)
	if err != nil {
		return nil, err
	}
	p := &sight.Pick{Name: "unit", Label: label, Required: true, AsOf: org.Today(a.V), Allow: s.Has}
	return p, p.Read(a.V, sent)
}

func loadNewPerson(a *door.Ask, sent url.Values, answers form.Answers, problems []form.Problem) (asked, error) {
	m := asked{Title: "Thêm người dùng", Crumbs: listed}
	at, err := where(a, sent, "Đơn vị công tác")
	if err != nil {
		return m, err
	}
	if at.Unit == "" {
		m.Lead = "Trước hết chọn đơn vị công tác: người quản trị của đơn vị ấy và cấp trên sẽ quản lý tài khoản."
		m.Form = firstStep("/people/new", form.Form{Fields: at.Fields()}, sent, at.Problem)
		return m, nil
	}
	m.Facts = []ui.Pair{{Key: "Đơn vị công tác", Text: sight.Called(a.V, at.Unit, org.Today(a.V))}}
	m.Form = secret(ui.Form{ID: "person", Action: "/people/new", Submit: "Thêm người dùng", Cancel: "/people", Hidden: door.Token("unit", at.Unit)}.Ask(personQuestions(), answers, problems), "password")
	return m, nil
}

// firstStep draws the question that leads to the form.
func firstStep(action string, q form.Form, sent url.Values, problems []form.Problem) ui.Form {
	answers, _ := q.Parse(sent)
	return ui.Form{ID: "where", Action: action, Get: true, Submit: "Tiếp tục", Cancel: "/people"}.Ask(q, answers, problems)
}

var adding = door.Action{
	Route: "POST /people/new", Title: "Thêm người dùng", Guard: door.Guard{Verb: people.Adding, Object: chosenUnit},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		answers, problems := personQuestions().Parse(a.Form())
		var id string
		var err error
		if len(problems) == 0 {
			login := answers.Text("login")
			var s people.Secret
			if s, err = people.NewSecret(a.R.Context(), login, a.Form().Get("password")); err == nil {
				err = a.Do(func(tx *db.Tx) (err error) {
					if id, err = people.Add(tx, people.Person{Name: answers.Text("name"), Title: answers.Text("title"), Unit: a.Object}); err != nil {
						return err
					}
					return people.SetPassword(tx, id, login, s, "")
				})
			}
			if err == nil && id == "" { // sent twice
				return ui.Outcome{To: "/people"}, nil
			}
			if err == nil {
				return ui.Outcome{To: "/people/" + id, Flash: &ui.Flash{Tone: ui.Good, Text: "Đã thêm " + answers.Text("name") + ". Hãy giao quyền ở đơn vị phù hợp."}}, nil
			}
			if fault.KindOf(err) != fault.Invalid {
				return ui.Outcome{}, err
			}
			problems = []form.Problem{form.ProblemOf(err)}
		}
		return again(a, func() (asked, error) { return loadNewPerson(a, url.Values{"unit": {a.Object}}, answers, problems) })
	},
}

// again draws a form once more, with what is wrong.
func again(a *door.Ask, load func() (asked, error)) (ui.Outcome, error) {
	var m asked
	err := a.See(func(*db.View) (err error) {
		m, err = load()
		return err
	})
	return ui.Outcome{Again: askedView(m), Head: askedHead(m)}, err
}
