package programs

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/hook"
	"phongtrao/internal/org"
	"phongtrao/internal/token"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// New gives a key: first for which unit, then for what.
var New = door.Page[asked]{
	Route: "GET /programs/new", Title: "Cấp khóa cho chương trình", Guard: door.Guard{Verb: token.Giving, Object: door.AtOrHome("unit")},
	Help: "Trang này cấp khóa cho một phần mềm khác làm một số việc thay cho đơn vị. Chọn ít việc nhất đủ dùng; khóa chỉ hiện một lần sau khi cấp.",
	Load: func(a *door.Ask) (asked, error) { return loadNew(a, a.R.URL.Query(), form.Answers{}, nil) },
	View: func(m asked) ui.Component { return m.view() },
	Head: func(asked) ui.Head { return ui.Head{Title: "Cấp khóa cho chương trình", Crumbs: listed} }, Samples: askedSamples,
}

type asked struct {
	Lead  string
	Facts []ui.Pair
	Form  ui.Form
}

func (m asked) view() ui.Component {
	body := ui.Group{}
	if len(m.Facts) > 0 {
		body = append(body, ui.KeyValue{Pairs: m.Facts})
	}
	return ui.Group{ui.PageHead{Title: "Cấp khóa cho chương trình", Lead: m.Lead}, ui.Inside(ui.Card{}, append(body, m.Form))}
}

// does is the name of the question whether a key is for a verb.
func does(name string) string { return "viec-" + name }

func questions() form.Form {
	f := form.Form{Fields: []form.Field{
		{Name: "name", Label: "Tên chương trình", Help: "Tên này đứng trong nhật ký, ví dụ “Phần mềm nhân sự Công ty A”.", Kind: form.Text, Required: true, Limit: token.NameMax},
		{Name: "until", Label: "Hết hạn", Help: "Dài nhất một năm; khi đó cấp khóa mới.", Kind: form.Day, Required: true},
	}}
	for _, v := range token.Offered {
		f.Fields = append(f.Fields, form.Field{Name: does(v.Name), Label: v.Label, Kind: form.Check})
	}
	return f
}

func loadNew(a *door.Ask, sent url.Values, answers form.Answers, problems []form.Problem) (asked, error) {
	m := asked{}
	s, err := sight.Of(a.V, a.Who.Person)
	if err != nil {
		return m, err
	}
	at := &sight.Pick{Name: "unit", Label: "Đơn vị", Required: true, AsOf: org.Today(a.V), Allow: s.Has}
	if err := at.Read(a.V, sent); err != nil {
		return m, err
	}
	if at.Unit == "" {
		m.Lead = "Trước hết chọn đơn vị: khóa dùng được trong đơn vị ấy và các đơn vị bên dưới."
		q := form.Form{Fields: at.Fields()}
		typed, _ := q.Parse(sent)
		m.Form = ui.Form{ID: "where", Action: "/programs/new", Get: true, Submit: "Tiếp tục", Cancel: "/programs"}.Ask(q, typed, at.Problem)
		return m, nil
	}
	m.Facts = []ui.Pair{{Key: "Đơn vị", Text: sight.Called(a.V, at.Unit, org.Today(a.V))}, {Key: "Chọn lại", Text: "Đơn vị khác", Href: "/programs/new"}}
	m.Lead = "Chọn ít việc nhất đủ dùng. Khóa không bao giờ vượt quá quyền của bạn, hôm nay và về sau."
	m.Form = newForm(at.Unit, answers, problems)
	return m, nil
}

func newForm(unit string, answers form.Answers, problems []form.Problem) ui.Form {
	return ui.Form{ID: "give", Action: "/programs/new", Submit: "Cấp khóa", Cancel: "/programs", Hidden: door.Token("unit", unit)}.Ask(questions(), answers, problems)
}

var giving = door.Action{
	Route: "POST /programs/new", Title: "Cấp khóa cho chương trình",
	Guard: door.Guard{Verb: token.Giving, Object: func(r *http.Request) string { return r.PostFormValue("unit") }},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		answers, problems := questions().Parse(a.Form())
		if len(problems) == 0 {
			p := token.Program{Name: answers.Text("name"), Until: answers.Day("until"), Unit: a.Object}
			for _, v := range token.Offered {
				if answers.Checked(does(v.Name)) {
					p.Verbs = append(p.Verbs, v.Name)
				}
			}
			var id, secret string
			err := a.Do(func(tx *db.Tx) (err error) {
				id, secret, err = token.Give(tx, p)
				return err
			})
			switch {
			case err == nil && id == "": // sent twice: the key was shown already
				return ui.Outcome{To: "/programs"}, nil
			case err == nil:
				return shown(a, id, secret, "Khóa truy cập")
			case fault.KindOf(err) != fault.Invalid:
				return ui.Outcome{}, err
			}
			problems = []form.Problem{form.ProblemOf(err)}
		}
		var m asked
		err := a.See(func(*db.View) (err error) {
			m, err = loadNew(a, url.Values{"unit": {a.Object}}, answers, problems)
			return err
		})
		return ui.Outcome{Again: m.view(), Head: ui.Head{Title: "Cấp khóa cho chương trình", Crumbs: listed}}, err
	},
}

// shown draws the program's page with a secret, once.
func shown(a *door.Ask, id, secret, of string) (ui.Outcome, error) {
	var m one
	err := a.See(func(*db.View) (err error) {
		m, err = loadOne(a, id)
		return err
	})
	m.Secret, m.SecretOf = secret, of
	return ui.Outcome{Again: m.view(), Head: oneHead(m), Step: true}, err
}

// back leads to the program's page again, with what is wrong.
func back(a *door.Ask, id string, err error, flash string) (ui.Outcome, error) {
	if err == nil {
		return ui.Outcome{To: "/programs/" + id, Flash: &ui.Flash{Tone: ui.Good, Text: flash}}, nil
	}
	if k := fault.KindOf(err); k != fault.Invalid && k != fault.Conflict {
		return ui.Outcome{}, err
	}
	return ui.Outcome{To: "/programs/" + id, Flash: &ui.Flash{Tone: ui.Bad, Text: fault.Text(err)}}, nil
}

var ending = door.Action{
	Route: "POST /programs/{id}/end", Title: "Thu hồi khóa", Guard: door.Guard{Verb: token.Ending, Object: pathID},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		err := a.Do(func(tx *db.Tx) error { return token.End(tx, a.Object, a.Form().Get("reason")) })
		return back(a, a.Object, err, "Đã thu hồi khóa. Chương trình không vào được nữa.")
	},
}

func topic(t hook.Topic) string { return "tin-" + string(t) }

func receiverQuestions() form.Form {
	f := form.Form{Fields: []form.Field{{Name: "url", Label: "Địa chỉ nhận", Help: "Bắt đầu bằng https://, ví dụ https://may-chu.vn/nhan-tin.", Kind: form.Text, Required: true, Limit: form.TextMax}}}
	for _, t := range hook.Topics {
		f.Fields = append(f.Fields, form.Field{Name: topic(t), Label: t.Label(), Kind: form.Check})
	}
	return f
}

func receiverForm(program string, answers form.Answers, problems []form.Problem) ui.Form {
	return ui.Form{ID: "receiver", Action: "/programs/" + program + "/receivers", Submit: "Đặt nơi nhận", Hidden: door.Token()}.Ask(receiverQuestions(), answers, problems)
}

var adding = door.Action{
	Route: "POST /programs/{id}/receivers", Title: "Đặt nơi nhận tin", Guard: door.Guard{Verb: hook.Adding, Object: pathID},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		answers, problems := receiverQuestions().Parse(a.Form())
		if len(problems) == 0 {
			r := hook.Receiver{Program: a.Object, URL: answers.Text("url")}
			for _, t := range hook.Topics {
				if answers.Checked(topic(t)) {
					r.Topics = append(r.Topics, t)
				}
			}
			var id, secret string
			err := a.Do(func(tx *db.Tx) (err error) {
				id, secret, err = hook.Add(tx, r, a.House.Private)
				return err
			})
			switch {
			case err == nil && id == "":
				return ui.Outcome{To: "/programs/" + a.Object}, nil
			case err == nil:
				return shown(a, a.Object, secret, "Khóa ký tin")
			case fault.KindOf(err) != fault.Invalid:
				return ui.Outcome{}, err
			}
			problems = []form.Problem{form.ProblemOf(err)}
		}
		var m one
		err := a.See(func(*db.View) (err error) {
			m, err = loadOne(a, a.Object)
			return err
		})
		f := receiverForm(a.Object, answers, problems)
		m.Add = &f
		return ui.Outcome{Again: m.view(), Head: oneHead(m)}, err
	},
}

func pathReceiver(r *http.Request) string { return r.PathValue("receiver") }

var dropping = door.Action{
	Route: "POST /programs/{id}/receivers/{receiver}/end", Title: "Bỏ nơi nhận tin", Guard: door.Guard{Verb: hook.Ending, Object: pathReceiver},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		err := a.Do(func(tx *db.Tx) error { return hook.End(tx, a.Object, a.Form().Get("reason")) })
		return back(a, a.Path("id"), err, "Đã bỏ nơi nhận tin.")
	},
}

var replaying = door.Action{
	Route: "POST /programs/{id}/receivers/{receiver}/replay", Title: "Gửi lại tin", Guard: door.Guard{Verb: hook.Replaying, Object: pathReceiver},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		n, err := strconv.ParseInt(strings.ReplaceAll(viet.Clean(a.Form().Get("from")), ".", ""), 10, 64)
		if err != nil {
			return back(a, a.Path("id"), fault.In("from", "Hãy ghi số thứ tự của tin, ví dụ 12."), "")
		}
		err = a.Do(func(tx *db.Tx) error { return hook.Replay(tx, a.Object, n) })
		return back(a, a.Path("id"), err, "Đang gửi lại từ tin số "+num(n)+".")
	},
}
