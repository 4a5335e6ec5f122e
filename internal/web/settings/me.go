package settings

import (
	"net"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
)

// Me is what belongs to the person who asks.
var Me = door.Page[me]{
	Route: "GET /me", Title: "Trang của tôi", Help: "Tài khoản, quyền và các thiết bị đang đăng nhập của bạn. Thấy thiết bị lạ thì đăng xuất thiết bị ấy rồi đổi mật khẩu.", Guard: door.Own(people.SeeingOne),
	Load: func(a *door.Ask) (me, error) { return loadMe(a, form.Answers{}, nil) },
	View: func(m me) ui.Component { return meView(m) }, Samples: meSamples,
}

// me is what the page shows.
type me struct {
	one
	Form ui.Form
}

func loadMe(a *door.Ask, answers form.Answers, problems []form.Problem) (me, error) {
	o, err := loadOne(a, a.Who.Person)
	if err != nil {
		return me{}, err
	}
	o.MayGive = false
	for i := range o.Grants {
		o.Grants[i].MayEnd = false // one's own rights are ended by others
	}
	return me{one: o, Form: ownForm(answers, problems)}, nil
}

var ownQuestions = form.Form{Fields: []form.Field{
	{Name: "current", Label: "Mật khẩu đang dùng", Kind: form.Text, Required: true, Limit: 200},
	{Name: "password", Label: "Mật khẩu mới", Help: "Ít nhất 10 ký tự; một câu ngắn dễ nhớ là tốt nhất.", Kind: form.Text, Required: true, Limit: 200},
	{Name: "repeat", Label: "Gõ lại mật khẩu mới", Kind: form.Text, Required: true, Limit: 200},
}}

func ownForm(answers form.Answers, problems []form.Problem) ui.Form {
	f := secret(ui.Form{ID: "own", Action: "/me/password", Submit: "Đổi mật khẩu", Hidden: door.Token()}.Ask(ownQuestions, answers, problems), "current", "password", "repeat")
	f.Fields[0].Fill = "current-password"
	return f
}

// ownPassword changes one's own password; who sits at a screen left open does not know the one in use.
var ownPassword = door.Action{
	Route: "POST /me/password", Title: "Đổi mật khẩu", Guard: door.Own(people.SettingPassword),
	Do: func(a *door.Ask) (ui.Outcome, error) {
		answers, problems := ownQuestions.Parse(a.Form())
		next := a.Form().Get("password")
		if len(problems) == 0 && next != a.Form().Get("repeat") {
			problems = []form.Problem{{Field: "repeat", Text: "Hai lần gõ mật khẩu mới không giống nhau. Hãy gõ lại."}}
		}
		if len(problems) == 0 {
			problem, err := tryPassword(a, a.Form().Get("current"))
			if err != nil {
				return ui.Outcome{}, err
			}
			if problem != nil {
				problems = []form.Problem{*problem}
			}
		}
		if len(problems) == 0 {
			var login string
			err := a.See(func(v *db.View) (err error) {
				login, err = people.LoginOf(v, a.Who.Person)
				return err
			})
			if err == nil {
				err = setPassword(a, a.Who.Person, login, next, a.Who.Session)
			}
			if err == nil {
				return ui.Outcome{To: "/me", Flash: &ui.Flash{Tone: ui.Good, Text: "Đã đổi mật khẩu. Các thiết bị khác phải đăng nhập lại."}}, nil
			}
			if fault.KindOf(err) != fault.Invalid {
				return ui.Outcome{}, err
			}
			problems = []form.Problem{form.ProblemOf(err)}
		}
		var m me
		err := a.See(func(*db.View) (err error) {
			m, err = loadMe(a, answers, problems)
			return err
		})
		return ui.Outcome{Again: meView(m), Head: ui.Head{Title: "Trang của tôi"}}, err
	},
}

// tryPassword asks whether a password is the person's own, and says what is wrong where it is not. Wrong ones are counted as at the entrance.
func tryPassword(a *door.Ask, password string) (*form.Problem, error) {
	err := a.House.Entrance.Proves(a.R.Context(), a.Who.Person, password, from(a))
	switch fault.KindOf(err) {
	case fault.Invalid:
		return &form.Problem{Field: "current", Text: "Mật khẩu đang dùng không đúng. Hãy gõ lại."}, nil
	case fault.Denied:
		return &form.Problem{Text: fault.Text(err)}, nil
	}
	return nil, err
}

func from(a *door.Ask) string {
	host, _, err := net.SplitHostPort(a.R.RemoteAddr)
	if err != nil {
		return a.R.RemoteAddr
	}
	return host
}

var endingSession = door.Action{
	Route: "POST /me/sessions/{session}/end", Title: "Đăng xuất một thiết bị", Guard: door.Own(people.SigningOut),
	Do: func(a *door.Ask) (ui.Outcome, error) {
		err := a.Do(func(tx *db.Tx) error { return people.SignOut(tx, a.Who.Person, a.Path("session")) })
		return ui.Outcome{To: "/me", Flash: &ui.Flash{Tone: ui.Good, Text: "Đã đăng xuất thiết bị ấy."}}, err
	},
}

var signingOutEverywhere = door.Action{
	Route: "POST /me/sessions/end", Title: "Đăng xuất mọi thiết bị khác", Guard: door.Own(people.SigningOut),
	Do: func(a *door.Ask) (ui.Outcome, error) {
		err := a.Do(func(tx *db.Tx) error { return people.SignOutEverywhere(tx, a.Who.Person, a.Who.Session) })
		return ui.Outcome{To: "/me", Flash: &ui.Flash{Tone: ui.Good, Text: "Đã đăng xuất mọi thiết bị khác."}}, err
	},
}
