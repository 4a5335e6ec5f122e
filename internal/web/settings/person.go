package settings

import (
	"strings"

	"phongtrao/internal/access"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// Person is somebody with what they hold and where they are signed in.
var Person = door.Page[one]{
	Route: "GET /people/{id}", Title: "Người dùng", Help: "Quyền, tài khoản và các thiết bị đang đăng nhập của một người. Từ đây giao thêm quyền hoặc đặt lại mật khẩu.", Guard: door.Guard{Verb: people.SeeingOne, Object: pathID},
	Load: func(a *door.Ask) (one, error) { return loadOne(a, a.Path("id")) },
	View: func(m one) ui.Component { return oneView(m) },
	Head: oneHead, Samples: oneSamples,
}

var listed = []ui.Link{{Label: "Người dùng", Href: "/people"}}

func oneHead(m one) ui.Head { return ui.Head{Title: m.Name, Crumbs: listed} }

// one is what the page shows.
type one struct {
	ID, Name, Title, Login string
	Unit                   ui.Link
	Grants                 []grant
	Sessions               []session
	MayGive                bool
	Password               *ui.Form // nil without leave
	Email                  *ui.Form // nil without leave
	Steps                  string   // what is asked for beside the password, "" for nothing
	MayFree                bool     // take that away, for who lost the telephone
}

// grant is what somebody holds, or held.
type grant struct {
	ID, Role, Span, Given string
	Unit                  ui.Link
	Holds, Future         bool
	MayEnd                bool
	Ended                 string // when and why, "" where nobody ended it
}

// session is one device on which somebody is signed in.
type session struct {
	ID, Device, Began, Seen string
	Here                    bool
}

func loadOne(a *door.Ask, id string) (one, error) {
	p, err := people.Get(a.V, id)
	if err != nil {
		return one{}, err
	}
	m := one{ID: id, Name: p.Name, Title: p.Title}
	if p.Forgotten != 0 {
		m.Name = "(đã xóa thông tin)"
	}
	s, err := sight.Of(a.V, a.Who.Person)
	if err != nil {
		return m, err
	}
	m.Unit = unitLink(a, s, p.Unit)
	if m.Login, err = people.LoginOf(a.V, id); err != nil {
		return m, err
	}
	if m.Grants, err = grantsOf(a, s, id); err != nil {
		return m, err
	}
	if m.Sessions, err = sessionsOf(a, id); err != nil {
		return m, err
	}
	if m.Steps, err = steps(a, id); err != nil {
		return m, err
	}
	m.MayFree = m.Steps != "" && id != a.Who.Person && a.May(people.SettingSecond, id)
	m.MayGive = p.Forgotten == 0 && a.May(people.Granting, a.Home())
	if p.Forgotten == 0 && a.May(people.Changing, id) {
		email, err := people.EmailOf(a.V, id)
		if err != nil {
			return m, err
		}
		f := emailForm(id, email, "")
		m.Email = &f
	}
	if p.Forgotten == 0 && id != a.Who.Person && a.May(people.SettingPassword, id) {
		f := passwordForm(id, m.Login, form.Answers{}, nil)
		m.Password = &f
	}
	return m, nil
}

// steps says how somebody proves who they are beside the password.
func steps(a *door.Ask, person string) (string, error) {
	c, err := people.ClockOf(a.V, person)
	if err != nil {
		return "", err
	}
	keys, err := people.Passkeys(a.V, person)
	var all []string
	if c.On() {
		all = append(all, "mã trên điện thoại")
	}
	if len(keys) > 0 {
		all = append(all, viet.FormatInt(int64(len(keys)))+" khóa truy cập")
	}
	return strings.Join(all, ", "), err
}

func unitLink(a *door.Ask, s *sight.Sight, unit org.UnitID) ui.Link {
	l := ui.Link{Label: sight.Called(a.V, unit, org.Today(a.V))}
	if s.Has(unit) {
		l.Href = sight.Address(unit, a.Today(), a.Today())
	}
	return l
}

// grantsOf are a person's grants, those that hold first.
func grantsOf(a *door.Ask, s *sight.Sight, person string) ([]grant, error) {
	all, err := access.Of(a.V, person)
	if err != nil {
		return nil, err
	}
	var by []string
	for _, g := range all {
		by = append(by, g.GivenBy, g.EndedBy)
	}
	names, err := people.Names(a.V, by)
	if err != nil {
		return nil, err
	}
	var now, past []grant
	for _, g := range all {
		x := grant{ID: g.ID, Role: g.Role.Label(), Unit: unitLink(a, s, g.Unit), Span: "từ " + g.From.VN() + ", " + until(g.Until), Holds: g.Holds(a.Today()), Future: g.From > a.Today() && g.Ended == 0}
		x.Given = "Giao lúc " + g.GivenAt.VN()
		if names[g.GivenBy] != "" {
			x.Given += ", " + names[g.GivenBy]
		}
		if g.Ended != 0 {
			x.Ended = "Kết thúc từ " + g.Ended.VN() + ": " + g.EndedReason
			if names[g.EndedBy] != "" {
				x.Ended += " (" + names[g.EndedBy] + ")"
			}
		}
		x.MayEnd = g.Ended == 0 && g.Until >= a.Today() && a.May(people.EndingGrant, g.ID)
		if x.Holds || x.Future {
			now = append(now, x)
		} else {
			past = append(past, x)
		}
	}
	return append(now, past...), nil
}

func sessionsOf(a *door.Ask, person string) ([]session, error) {
	all, err := people.Sessions(a.V, person)
	var out []session
	for _, s := range all {
		out = append(out, session{ID: s.ID, Device: s.Device, Began: s.Began.VN(), Seen: s.Seen.Day().VN(), Here: s.ID == a.Who.Session})
	}
	return out, err
}

// passwordQuestions ask for an account's login and first, or next, password.
func passwordQuestions() form.Form {
	return form.Form{Fields: []form.Field{
		{Name: "login", Label: "Tên đăng nhập", Help: "Chữ không dấu, số, các dấu . _ @ -, ví dụ an.nguyen.", Kind: form.Text, Required: true, Limit: 64},
		{Name: "password", Label: "Mật khẩu mới", Kind: form.Text, Required: true, Limit: 200},
	}}
}

// secret draws a question for a password so that it is not read over a shoulder.
func secret(f ui.Form, names ...string) ui.Form {
	for i := range f.Fields {
		for _, n := range names {
			if f.Fields[i].Name == n {
				f.Fields[i].Kind, f.Fields[i].Value, f.Fields[i].Fill = ui.PasswordField, "", "new-password"
			}
		}
	}
	return f
}

func passwordForm(person, login string, answers form.Answers, problems []form.Problem) ui.Form {
	if answers.Typed("login") == "" {
		answers = form.Fill(map[string]string{"login": login})
	}
	f := ui.Form{ID: "password", Action: "/people/" + person + "/password", Submit: "Đặt mật khẩu", Hidden: door.Token()}.Ask(passwordQuestions(), answers, problems)
	return secret(f, "password")
}

var settingPassword = door.Action{
	Route: "POST /people/{id}/password", Title: "Đặt mật khẩu", Guard: door.Guard{Verb: people.SettingPassword, Object: pathID},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		answers, problems := passwordQuestions().Parse(a.Form())
		if len(problems) == 0 {
			err := setPassword(a, a.Object, answers.Text("login"), a.Form().Get("password"), "")
			if err == nil {
				return ui.Outcome{To: "/people/" + a.Object, Flash: &ui.Flash{Tone: ui.Good, Text: "Đã đặt mật khẩu. Người này phải đăng nhập lại trên mọi thiết bị."}}, nil
			}
			if fault.KindOf(err) != fault.Invalid {
				return ui.Outcome{}, err
			}
			problems = []form.Problem{form.ProblemOf(err)}
		}
		var m one
		err := a.See(func(*db.View) (err error) {
			m, err = loadOne(a, a.Object)
			return err
		})
		f := passwordForm(a.Object, m.Login, answers, problems)
		m.Password = &f
		return ui.Outcome{Again: oneView(m), Head: oneHead(m)}, err
	},
}

// setPassword makes the secret before the act, for that takes a while.
func setPassword(a *door.Ask, person, login, password, but string) error {
	s, err := people.NewSecret(a.R.Context(), login, password)
	if err != nil {
		return err
	}
	return a.Do(func(tx *db.Tx) error { return people.SetPassword(tx, person, login, s, but) })
}

// dayOr reads a day of an answer, or another where none was given.
func dayOr(d, otherwise day.Day) day.Day {
	if d == 0 {
		return otherwise
	}
	return d
}
