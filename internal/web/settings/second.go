package settings

import (
	"encoding/json"
	"fmt"
	"strings"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/paper/qrpath"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
)

// Second is how one asks for more than a password when signing in: codes of a telephone, passkeys.
var Second = door.Page[second]{
	Route: "GET /me/second", Title: "Xác thực hai bước", Guard: door.Own(people.SettingSecond),
	Help: "Xác thực hai bước giữ tài khoản an toàn cả khi mật khẩu bị lộ. Quét mã QR bằng ứng dụng xác thực, cất các mã dự phòng, rồi nhập mã đang hiện để bật.",
	Load: func(a *door.Ask) (second, error) { return loadSecond(a, nil) },
	View: func(m second) ui.Component { return secondView(m) },
	Head: func(second) ui.Head {
		return ui.Head{Title: "Xác thực hai bước", Crumbs: []ui.Link{{Label: "Trang của tôi", Href: "/me"}}}
	},
	Samples: secondSamples,
}

// second is what the page shows.
type second struct {
	On       bool
	Since    string
	Spares   int // codes on paper that are left
	Secret   string
	QR       drawn // of the secret, while it waits
	Codes    []string
	Problems []form.Problem

	Keys     []heldKey
	Options  string // for the browser that makes a passkey
	Word     string
	Nameless bool // opened by a network address, where browsers make no passkeys
}

// heldKey is one passkey of a person.
type heldKey struct{ ID, Name, Added, Used string }

// drawn is a QR code as an outline.
type drawn struct {
	Box  string
	Path string
}

func loadSecond(a *door.Ask, problems []form.Problem) (second, error) {
	m := second{Problems: problems}
	c, err := people.ClockOf(a.V, a.Who.Person)
	if err != nil {
		return m, err
	}
	switch {
	case c.On():
		m.On, m.Since, m.Spares = true, c.Confirmed.VN(), c.Spares
	case c.Secret != "":
		login, err := people.LoginOf(a.V, a.Who.Person)
		if err != nil {
			return m, err
		}
		m.Secret, m.Codes = spaced(c.Secret), c.SpareCodes()
		if m.QR, err = qr(c.Address(login)); err != nil {
			return m, err
		}
	}
	keys, err := people.Passkeys(a.V, a.Who.Person)
	if err != nil {
		return m, err
	}
	for _, k := range keys {
		h := heldKey{ID: k.ID, Name: k.Name, Added: k.Added.VN(), Used: "chưa dùng"}
		if k.Used != 0 {
			h.Used = k.Used.VN()
		}
		m.Keys = append(m.Keys, h)
	}
	if m.Nameless = !door.SiteOf(a.R).Named(); m.Nameless {
		return m, nil
	}
	options, word, err := a.House.Entrance.OfferPasskey(a.R.Context(), door.SiteOf(a.R), a.Who.Person)
	if err != nil {
		return m, err
	}
	text, err := json.Marshal(options)
	m.Options, m.Word = string(text), word
	return m, err
}

// spaced parts a secret into groups of four, as one types it.
func spaced(s string) string {
	var groups []string
	for len(s) > 4 {
		groups, s = append(groups, s[:4]), s[4:]
	}
	return strings.Join(append(groups, s), " ")
}

func qr(text string) (drawn, error) {
	c, err := qrpath.Of(text)
	if err != nil {
		return drawn{}, err
	}
	var b strings.Builder
	for _, path := range c.Paths {
		for i, p := range path {
			b.WriteByte("ML"[min(i, 1)])
			fmt.Fprintf(&b, "%d %d", p.X+qrpath.Quiet, p.Y+qrpath.Quiet)
		}
		b.WriteByte('Z')
	}
	side := c.Size + 2*qrpath.Quiet
	return drawn{fmt.Sprintf("0 0 %d %d", side, side), b.String()}, nil
}

var beginningSecond = door.Action{
	Route: "POST /me/second", Title: "Bắt đầu bật xác thực hai bước", Guard: door.Own(people.SettingSecond),
	Do: func(a *door.Ask) (ui.Outcome, error) {
		err := a.Do(func(tx *db.Tx) error { return people.BeginClock(tx, a.Who.Person) })
		return ui.Outcome{To: "/me/second"}, err
	},
}

var codeQuestion = form.Form{Fields: []form.Field{
	{Name: "code", Label: "Mã đang hiện trên điện thoại", Help: "6 chữ số.", Kind: form.Text, Required: true, Limit: 20},
}}

var confirmingSecond = door.Action{
	Route: "POST /me/second/confirm", Title: "Bật xác thực hai bước", Guard: door.Own(people.SettingSecond),
	Do: func(a *door.Ask) (ui.Outcome, error) {
		answers, problems := codeQuestion.Parse(a.Form())
		if len(problems) == 0 {
			err := a.Do(func(tx *db.Tx) error { return people.ConfirmClock(tx, a.Who.Person, answers.Text("code")) })
			if err == nil {
				return ui.Outcome{To: "/me/second", Flash: &ui.Flash{Tone: ui.Good, Text: "Đã bật xác thực hai bước. Lần đăng nhập sau sẽ hỏi thêm mã."}}, nil
			}
			if fault.KindOf(err) != fault.Invalid {
				return ui.Outcome{}, err
			}
			problems = []form.Problem{form.ProblemOf(err)}
		}
		return secondAgain(a, problems)
	},
}

func secondAgain(a *door.Ask, problems []form.Problem) (ui.Outcome, error) {
	var m second
	err := a.See(func(*db.View) (err error) {
		m, err = loadSecond(a, problems)
		return err
	})
	return ui.Outcome{Again: secondView(m), Head: Second.Head(m)}, err
}

var stopQuestion = form.Form{Fields: []form.Field{
	{Name: "current", Label: "Mật khẩu đang dùng", Kind: form.Text, Required: true, Limit: 200},
}}

// stoppingSecond wants the password once more: who finds a screen left open does not turn the second step off.
var stoppingSecond = door.Action{
	Route: "POST /me/second/stop", Title: "Tắt xác thực hai bước", Guard: door.Own(people.SettingSecond),
	Do: func(a *door.Ask) (ui.Outcome, error) {
		_, problems := stopQuestion.Parse(a.Form())
		if len(problems) == 0 {
			problem, err := tryPassword(a, a.Form().Get("current"))
			if err != nil {
				return ui.Outcome{}, err
			}
			if problem == nil {
				err := a.Do(func(tx *db.Tx) error { return people.StopClock(tx, a.Who.Person) })
				return ui.Outcome{To: "/me/second", Flash: &ui.Flash{Tone: ui.Good, Text: "Đã tắt xác thực hai bước. Các mã dự phòng cũ không còn dùng được."}}, err
			}
			problems = []form.Problem{*problem}
		}
		return secondAgain(a, problems)
	},
}

var addingPasskey = door.Action{
	Route: "POST /me/passkeys", Title: "Thêm khóa truy cập", Guard: door.Own(people.SettingSecond),
	Do: func(a *door.Ask) (ui.Outcome, error) {
		f := a.Form()
		err := a.House.Entrance.AddPasskey(a.R.Context(), a.Who, door.SiteOf(a.R), f.Get("word"), f.Get("name"), []byte(f.Get("answer")))
		if k := fault.KindOf(err); err != nil && (k == fault.Invalid || k == fault.Unsigned || k == fault.Denied) {
			return secondAgain(a, []form.Problem{{Text: fault.Text(err)}})
		}
		return ui.Outcome{To: "/me/second", Flash: &ui.Flash{Tone: ui.Good, Text: "Đã thêm khóa truy cập. Từ nay có thể đăng nhập bằng khóa ấy mà không cần mật khẩu."}}, err
	},
}

var droppingPasskey = door.Action{
	Route: "POST /me/passkeys/{key}/drop", Title: "Xóa khóa truy cập", Guard: door.Own(people.SettingSecond),
	Do: func(a *door.Ask) (ui.Outcome, error) {
		err := a.Do(func(tx *db.Tx) error { return people.DropPasskey(tx, a.Who.Person, a.Path("key")) })
		return ui.Outcome{To: "/me/second", Flash: &ui.Flash{Tone: ui.Good, Text: "Đã xóa khóa truy cập."}}, err
	},
}

// freeing takes every second step from somebody who lost the telephone.
var freeing = door.Action{
	Route: "POST /people/{id}/second/stop", Title: "Tắt xác thực hai bước của người khác", Guard: door.Guard{Verb: people.SettingSecond, Object: pathID},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		err := a.Do(func(tx *db.Tx) error { return people.StopSecond(tx, a.Object) })
		return ui.Outcome{To: "/people/" + a.Object, Flash: &ui.Flash{Tone: ui.Good, Text: "Đã tắt xác thực hai bước và xóa các khóa truy cập của người này."}}, err
	},
}
