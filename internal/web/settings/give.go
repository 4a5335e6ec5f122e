package settings

import (
	"net/url"
	"slices"

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

// NewGrant gives a person a role at a unit.
var NewGrant = door.Page[asked]{
	Route: "GET /people/grants/new", Title: "Giao quyền", Help: "Một quyền là một vai trò ở một đơn vị, trong một thời gian; nó bao trùm mọi đơn vị bên dưới. Chọn người, vai trò, đơn vị và thời hạn.", Guard: door.Guard{Verb: people.Granting, Object: door.Home},
	Load: func(a *door.Ask) (asked, error) { return loadNewGrant(a, a.R.URL.Query(), form.Answers{}, nil) },
	View: func(m asked) ui.Component { return askedView(m) },
	Head: askedHead, Samples: askedSamples("Giao quyền"),
}

// whom asks for a person by name, as sight.Pick asks for a unit.
func whom(a *door.Ask, sent url.Values) (field form.Field, id string, problems []form.Problem, err error) {
	typed := viet.Clean(sent.Get("person"))
	field = form.Field{Name: "person", Label: "Người được giao", Help: "Gõ họ tên, không dấu cũng được.", Kind: form.Text, Required: true}
	if typed == "" {
		return field, "", nil, nil
	}
	s, err := sight.Of(a.V, a.Who.Person)
	if err != nil {
		return field, "", nil, err
	}
	if p, err := people.Get(a.V, typed); err == nil && p.Forgotten == 0 && s.Has(p.Unit) {
		return field, p.ID, nil, nil
	}
	found, err := people.Find(a.V, typed, personsMax)
	if err != nil {
		return field, "", nil, err
	}
	found = slices.DeleteFunc(found, func(p people.Person) bool { return p.Forgotten != 0 || !s.Has(p.Unit) })
	switch {
	case len(found) == 0:
		return field, "", []form.Problem{{Field: "person", Text: "Không có người dùng nào tên “" + typed + "” trong phạm vi của bạn. Hãy gõ tên khác, hoặc thêm người dùng trước."}}, nil
	case len(found) == 1:
		return field, found[0].ID, nil, nil
	}
	field.Kind, field.Help = form.OneOf, ""
	for _, p := range found[:min(len(found), 20)] {
		field.Choices = append(field.Choices, form.Choice{Value: p.ID, Label: p.Name + " – " + p.Title + ", " + sight.Called(a.V, p.Unit, org.Today(a.V))})
	}
	return field, "", []form.Problem{{Field: "person", Text: "Có " + viet.FormatInt(int64(len(found))) + " người khớp với “" + typed + "”. Hãy chọn đúng người."}}, nil
}

// grantQuestions ask for a role and its days.
func grantQuestions() form.Form {
	roles := form.Field{Name: "role", Label: "Vai trò", Kind: form.OneOf, Required: true}
	for _, r := range access.Roles {
		roles.Choices = append(roles.Choices, form.Choice{Value: string(r), Label: r.Label() + ": " + roleHelp[r]})
	}
	return form.Form{Fields: []form.Field{roles,
		{Name: "from", Label: "Từ ngày", Help: "Để trống là từ hôm nay.", Kind: form.Day},
		{Name: "until", Label: "Đến hết ngày", Help: "Để trống nếu không thời hạn.", Kind: form.Day}}}
}

var roleHelp = map[access.Role]string{
	access.Administrator:     "quản lý người dùng, quyền, tổ chức",
	access.FederationOfficer: "quản lý tổ chức, phong trào, chỉ tiêu, tiếp nhận số liệu",
	access.UnitOfficer:       "nhập số liệu, nhận việc, chia chỉ tiêu của đơn vị",
	access.SiteLead:          "phụ trách một điểm trong ngày tổ chức",
	access.Inspector:         "xem tất cả, không ghi gì",
	access.Viewer:            "xem số liệu",
}

func loadNewGrant(a *door.Ask, sent url.Values, answers form.Answers, problems []form.Problem) (asked, error) {
	m := asked{Title: "Giao quyền", Crumbs: listed, Lead: "Quyền có hiệu lực ở đơn vị được chọn và mọi đơn vị bên dưới."}
	at, err := where(a, sent, "Ở đơn vị")
	if err != nil {
		return m, err
	}
	who, person, unclear, err := whom(a, sent)
	if err != nil {
		return m, err
	}
	if at.Unit == "" || person == "" {
		if person != "" {
			sent.Set("person", person)
			names, err := people.Names(a.V, []string{person})
			if err != nil {
				return m, err
			}
			who = form.Field{Name: "person", Label: who.Label, Kind: form.OneOf, Required: true, Choices: []form.Choice{{Value: person, Label: names[person]}}}
		}
		m.Form = firstStep("/people/grants/new", form.Form{Fields: append([]form.Field{who}, at.Fields()...)}, sent, append(unclear, at.Problem...))
		return m, nil
	}
	p, err := people.Get(a.V, person)
	if err != nil {
		return m, err
	}
	m.Facts = []ui.Pair{{Key: "Người được giao", Text: p.Name, Note: p.Title, Href: "/people/" + p.ID}, {Key: "Ở đơn vị", Text: sight.Called(a.V, at.Unit, org.Today(a.V)), Href: "/units/" + at.Unit}}
	m.Form = ui.Form{ID: "grant", Action: "/people/grants/new", Submit: "Giao quyền", Cancel: "/people/" + person, Hidden: door.Token("unit", at.Unit, "person", person)}.Ask(grantQuestions(), answers, problems)
	return m, nil
}

var granting = door.Action{
	Route: "POST /people/grants/new", Title: "Giao quyền", Guard: door.Guard{Verb: people.Granting, Object: chosenUnit},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		person := a.Form().Get("person")
		err := a.See(func(v *db.View) error {
			s, err := sight.Of(v, a.Who.Person)
			if err != nil {
				return err
			}
			p, err := people.Get(v, person)
			if err == nil && !s.Has(p.Unit) {
				err = fault.NotFoundf("Không tìm thấy người này trong phạm vi của bạn. Hãy chọn lại trong danh sách người dùng.")
			}
			return err
		})
		if err != nil {
			return ui.Outcome{}, err
		}
		answers, problems := grantQuestions().Parse(a.Form())
		if len(problems) == 0 {
			g := access.Grant{Person: person, Role: access.Role(answers.Text("role")), Unit: a.Object, From: answers.Day("from"), Until: dayOr(answers.Day("until"), day.Forever)}
			err := a.Do(func(tx *db.Tx) error {
				_, err := access.Give(tx, g)
				return err
			})
			if err == nil {
				return ui.Outcome{To: "/people/" + person, Flash: &ui.Flash{Tone: ui.Good, Text: "Đã giao quyền " + g.Role.Label() + "."}}, nil
			}
			if k := fault.KindOf(err); k != fault.Invalid && k != fault.Conflict {
				return ui.Outcome{}, err
			}
			problems = []form.Problem{form.ProblemOf(err)}
		}
		return again(a, func() (asked, error) {
			return loadNewGrant(a, url.Values{"unit": {a.Object}, "person": {person}}, answers, problems)
		})
	},
}

// EndGrant ends a grant, with its reason.
var EndGrant = door.Page[asked]{
	Route: "GET /people/grants/{id}/end", Title: "Kết thúc quyền", Help: "Quyền hết hiệu lực từ ngày ghi ở đây và không bị xóa khỏi lịch sử. Hãy ghi lý do để sau này còn biết.", Guard: door.Guard{Verb: people.EndingGrant, Object: pathID},
	Load: func(a *door.Ask) (asked, error) { return loadEnd(a, form.Answers{}, nil) },
	View: func(m asked) ui.Component { return askedView(m) },
	Head: askedHead, Samples: askedSamples("Kết thúc quyền"),
}

var endQuestions = form.Form{Fields: []form.Field{
	{Name: "on", Label: "Không còn quyền từ ngày", Help: "Để trống là từ hôm nay.", Kind: form.Day},
	{Name: "reason", Label: "Lý do", Kind: form.Text, Required: true},
}}

func loadEnd(a *door.Ask, answers form.Answers, problems []form.Problem) (asked, error) {
	m := asked{Title: "Kết thúc quyền", Crumbs: listed, Lead: "Quyền đã giao không bị xóa: lịch sử vẫn ghi ai giao, ai kết thúc và vì sao."}
	g, ok, err := access.Get(a.V, a.Object)
	if err != nil || !ok {
		return m, err
	}
	names, err := people.Names(a.V, []string{g.Person})
	if err != nil {
		return m, err
	}
	m.Facts = []ui.Pair{{Key: "Người", Text: names[g.Person], Href: "/people/" + g.Person}, {Key: "Quyền", Text: g.Role.Label()}, {Key: "Ở đơn vị", Text: sight.Called(a.V, g.Unit, org.Today(a.V))}, {Key: "Thời hạn", Text: "từ " + g.From.VN() + ", " + until(g.Until)}}
	m.Form = ui.Form{ID: "end", Action: "/people/grants/" + g.ID + "/end", Submit: "Kết thúc quyền", Danger: true, Cancel: "/people/" + g.Person, Hidden: door.Token("person", g.Person)}.Ask(endQuestions, answers, problems)
	return m, nil
}

var ending = door.Action{
	Route: "POST /people/grants/{id}/end", Title: "Kết thúc quyền", Guard: door.Guard{Verb: people.EndingGrant, Object: pathID},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		answers, problems := endQuestions.Parse(a.Form())
		if len(problems) == 0 {
			var person string
			err := a.Do(func(tx *db.Tx) error {
				g, _, err := access.Get(&tx.View, a.Object)
				if err != nil {
					return err
				}
				person = g.Person
				return access.End(tx, a.Object, dayOr(answers.Day("on"), tx.At.Day()), answers.Text("reason"))
			})
			if err == nil {
				to := "/people"
				if person != "" {
					to += "/" + person
				}
				return ui.Outcome{To: to, Flash: &ui.Flash{Tone: ui.Good, Text: "Đã kết thúc quyền."}}, nil
			}
			if k := fault.KindOf(err); k != fault.Invalid && k != fault.Conflict {
				return ui.Outcome{}, err
			}
			problems = []form.Problem{form.ProblemOf(err)}
		}
		return again(a, func() (asked, error) { return loadEnd(a, answers, problems) })
	},
}
