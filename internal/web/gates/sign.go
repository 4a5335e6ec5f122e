package gates

import (
	"net"
	"net/url"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/closing"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
)

// signing is the second signature: in a session of one's own, or with one's password on the telephone of the one who wrote the minute.
var signing = deed{
	path: "/activities/{id}/closing/{minute}/sign", title: "Ký xác nhận biên bản",
	help:  "Người thứ hai đọc lại biên bản rồi ký. Ký ở phiên của chính mình, hoặc bằng mật khẩu của mình trên máy của người lập.",
	guard: door.Guard{Verb: closing.Signing},
	open:  openSign,
	do: func(a *door.Ask, q *sheet, work func(tx *db.Tx) error) error {
		who, _ := q.made.(string)
		if who == a.Who.Person {
			return a.Do(work)
		}
		if err := proven(a, who, q.answers.Text("password")); err != nil {
			return err
		}
		second := act.Who{Person: who, Device: a.Who.Device}
		return a.House.Desk.Once(a.R.Context(), second, closing.Signing, a.Object, a.Form().Get(door.TokenField), work)
	},
	act: func(tx *db.Tx, s *site, q *sheet) error {
		how := closing.BySession
		if tx.Actor != s.a.Who.Person {
			how = closing.ByPassword
		}
		return closing.Sign(tx, s.k, s.act.ID, s.a.Path("minute"), how)
	},
	done: func(s *site, q *sheet) ui.Outcome {
		return said(s.path("/closing"), "Biên bản đã có đủ hai chữ ký. Số chốt đã được ghi là số có ký xác nhận.")
	},
}

func openSign(s *site, sent url.Values) (*sheet, error) {
	m, err := closing.Get(s.a.V, s.act.ID, s.a.Path("minute"))
	if err != nil {
		return nil, err
	}
	q := s.sheet("Ký xác nhận biên bản", "Ký xác nhận", "/closing")
	c, err := s.card(m, true)
	if err != nil {
		return nil, err
	}
	q.Above = ui.Group{ui.Notice{Tone: ui.Info, Title: "Biên bản " + m.Number, Text: "Đọc lại các số dưới đây. Ký rồi thì chỉ sửa được bằng biên bản thay thế."}, c.Lines, c.Facts}
	q.made = s.a.Who.Person
	if m.Signed() || m.Signatures[0].Person != s.a.Who.Person {
		q.Lead = "Bạn ký với tên " + s.a.Name + "."
		return q, nil
	}
	others, err := s.others()
	if err != nil {
		return nil, err
	}
	q.Lead = "Bạn đã ký khi lập biên bản. Đưa máy cho người thứ hai: họ chọn tên mình và gõ mật khẩu của mình, hoặc họ tự đăng nhập trên máy khác."
	q.form.Fields = []form.Field{{Name: "person", Label: "Người ký thứ hai", Kind: form.OneOf, Required: true, Choices: others},
		{Name: "password", Label: "Mật khẩu của người ký thứ hai", Kind: form.Text, Required: true}}
	q.secret = "password"
	q.made = viet.Clean(sent.Get("person"))
	return q, nil
}

// others are those who may sign beside the one who asks.
func (s *site) others() ([]form.Choice, error) {
	chain, err := activity.Over(s.a.V, s.act.ID)
	if err != nil {
		return nil, err
	}
	var ids []string
	seen := map[string]bool{s.a.Who.Person: true}
	for _, u := range chain {
		grants, err := access.On(s.a.V, u)
		if err != nil {
			return nil, err
		}
		for _, g := range grants {
			if g.Holds(s.a.Today()) && !seen[g.Person] && access.Allowed([]access.Grant{g}, closing.Signing.Roles, chain, s.a.Today()) {
				ids, seen[g.Person] = append(ids, g.Person), true
			}
		}
	}
	names, err := people.Names(s.a.V, ids)
	viet.SortBy(ids, func(id string) string { return names[id] })
	var out []form.Choice
	for _, id := range ids {
		out = append(out, form.Choice{Value: id, Label: person(names, id)})
	}
	return out, err
}

// proven returns nil where a password is the person's own. Who has a second step signs in a session of their own: a password alone is not enough.
func proven(a *door.Ask, who, password string) error {
	var c people.Clock
	if err := a.See(func(v *db.View) (err error) { c, err = people.ClockOf(v, who); return err }); err != nil {
		return err
	}
	if c.On() {
		return fault.In("person", "Người này bật xác thực hai bước, nên cần tự đăng nhập trên máy của mình để ký.")
	}
	host, _, err := net.SplitHostPort(a.R.RemoteAddr)
	if err != nil {
		host = a.R.RemoteAddr
	}
	err = a.House.Entrance.Proves(a.R.Context(), who, password, host)
	if fault.KindOf(err) == fault.Denied { // too many tries: said beside the form
		return fault.In("password", "%s", fault.Text(err))
	}
	return err
}
