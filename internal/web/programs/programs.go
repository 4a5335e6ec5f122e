// Package programs is where people let other programs in.
//
// A key is given, shown once, taken back; addresses at which a program is told what happened are set, looked after, told again. What
// programs can ask for is told in words too.
package programs

import (
	"cmp"
	"net/http"
	"strings"

	"phongtrao/internal/act"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/hook"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/token"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// Screens are the pages of the section.
func Screens() []ui.Screen[*door.Ask] { return []ui.Screen[*door.Ask]{List, New, Show, API} }

// Actions are the acts of the section.
func Actions() []door.Action {
	return []door.Action{giving, ending, adding, dropping, replaying}
}

// Seeing is the leave to look at programs, for the navigation.
var Seeing = token.Seeing

func pathID(r *http.Request) string { return r.PathValue("id") }

var listed = []ui.Link{{Label: "Chương trình kết nối", Href: "/programs"}}

// List is every program with a key at a unit that one may look at.
var List = door.Page[list]{
	Route: "GET /programs", Title: "Chương trình kết nối", Guard: door.Guard{Verb: token.Seeing, Object: door.Home},
	Help: "Trang này liệt kê các phần mềm khác được đọc và gửi số liệu thay cho đơn vị. Bấm “Cấp khóa” để cho một phần mềm kết nối; bấm tên để xem hoặc thu hồi.",
	Load: loadList, View: func(m list) ui.Component { return m.view() }, Samples: listSamples,
}

type list struct {
	Programs []line
	MayGive  bool
	Home     string // the unit that a key is for at first
}

type line struct {
	ID, Name, Unit, Hint, Until, Used, State string
	Tone                                     ui.Tone
}

func loadList(a *door.Ask) (list, error) {
	m := list{MayGive: a.May(token.Giving, a.Home()), Home: a.Home()}
	all, err := token.All(a.V)
	if err != nil {
		return m, err
	}
	s, err := sight.Of(a.V, a.Who.Person)
	if err != nil {
		return m, err
	}
	for _, p := range all {
		if !s.Has(p.Unit) {
			continue
		}
		state, tone := stateOf(a, p)
		m.Programs = append(m.Programs, line{p.ID, p.Name, sight.Called(a.V, p.Unit, org.Today(a.V)), "…" + p.Hint, p.Until.VN(), usedOf(p), state, tone})
	}
	return m, nil
}

func usedOf(p token.Program) string {
	if p.Used == 0 {
		return "chưa dùng"
	}
	return p.Used.VN()
}

func stateOf(a *door.Ask, p token.Program) (string, ui.Tone) {
	switch {
	case p.Ended != 0:
		return "đã thu hồi", ui.Plain
	case !p.Holds(a.Today()):
		return "hết hạn", ui.Plain
	case len(reachOf(a, p)) == 0:
		return "người cấp không còn quyền", ui.Bad
	}
	return "đang dùng được", ui.Good
}

// reachOf are the verbs that the key still opens at its unit, as its giver's grants are today.
func reachOf(a *door.Ask, p token.Program) (open []act.Verb) {
	for _, v := range token.Offered {
		asked := v
		asked.Over = org.Over // of the unit itself, whatever the verb is usually about
		if ok, err := a.House.Desk.May(a.V, p.Who(), asked, p.Unit); err == nil && ok {
			open = append(open, v)
		}
	}
	return open
}

func (m list) view() ui.Component {
	head := ui.PageHead{Title: "Chương trình kết nối", Lead: "Phần mềm khác đọc và gửi số liệu thay cho đơn vị, bằng khóa do người có quyền cấp.",
		Actions: []ui.Button{{Label: "Tài liệu cho lập trình viên", Icon: "file-text", Href: "/programs/api"}}}
	empty := &ui.Empty{Icon: "key-round", Title: "Chưa có chương trình nào", Text: "Cấp khóa khi một phần mềm khác cần đọc số liệu hoặc gửi thay cho đơn vị."}
	if m.MayGive {
		head.Actions = append(head.Actions, ui.Button{Label: "Cấp khóa", Icon: "key-round", Href: door.Address("/programs/new", "unit", m.Home), Primary: true})
		empty.Next = &ui.Button{Label: "Cấp khóa", Href: door.Address("/programs/new", "unit", m.Home), Primary: true}
	}
	t := ui.Table{Label: "Chương trình", Cards: true, Columns: []ui.Column{{Label: "Chương trình", Wide: true}, {Label: "Đơn vị", Wide: true}, {Label: "Hạn"}, {Label: "Dùng lần cuối"}, {Label: "Tình trạng"}}, Empty: empty}
	for _, p := range m.Programs {
		t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{{Text: p.Name, Href: "/programs/" + p.ID, Sub: "khóa " + p.Hint}, {Text: p.Unit}, {Text: p.Until}, {Text: p.Used}, {Body: ui.Chip{Label: p.State, Tone: p.Tone}}}})
	}
	return ui.Group{head, ui.Inside(ui.Card{Title: "Danh sách"}, t)}
}

// Show is one program.
var Show = door.Page[one]{
	Route: "GET /programs/{id}", Title: "Chương trình", Guard: door.Guard{Verb: token.Seeing, Object: pathID},
	Help: "Trang này cho biết một chương trình được làm gì, ai cấp khóa, và tin được gửi đến đâu. Thu hồi khóa ngay khi không dùng nữa hoặc nghi bị lộ.",
	Load: func(a *door.Ask) (one, error) { return loadOne(a, a.Path("id")) },
	View: func(m one) ui.Component { return m.view() }, Head: oneHead, Samples: oneSamples,
}

func oneHead(m one) ui.Head { return ui.Head{Title: m.Name, Crumbs: listed} }

type one struct {
	ID, Name, Hint, Giver, Given, Until, Used, State, Ended string
	Tone                                                    ui.Tone
	Unit                                                    ui.Link
	Verbs                                                   []verb
	Receivers                                               []receiver
	Head                                                    int64  // number of the last event
	Secret                                                  string // shown once
	SecretOf                                                string // what it is
	End, Add                                                *ui.Form
}

type verb struct {
	Label string
	Open  bool
}

type receiver struct {
	ID, URL, Topics, Made, State string
	Tone                         ui.Tone
	Told                         int64
	Tries                        []hook.Try
	Replay, End                  *ui.Form
}

// triesShown is how many attempts stand on the page.
const triesShown = 20

func loadOne(a *door.Ask, id string) (one, error) {
	p, err := token.Get(a.V, id)
	if err != nil {
		return one{}, err
	}
	names, err := people.Names(a.V, []string{p.Giver, p.EndedBy})
	if err != nil {
		return one{}, err
	}
	m := one{ID: id, Name: p.Name, Hint: "…" + p.Hint, Giver: cmp.Or(names[p.Giver], "(không rõ)"), Given: p.Given.VN(), Until: p.Until.VN(), Used: usedOf(p),
		Unit: ui.Link{Label: sight.Called(a.V, p.Unit, org.Today(a.V)), Href: "/units/" + p.Unit}}
	m.State, m.Tone = stateOf(a, p)
	if p.Ended != 0 {
		m.Ended = p.Ended.VN() + ", " + names[p.EndedBy] + ": " + p.Reason
	}
	open := reachOf(a, p)
	for _, v := range token.Offered {
		for _, n := range p.Verbs {
			if n == v.Name {
				m.Verbs = append(m.Verbs, verb{v.Label, p.Ended == 0 && has(open, v)})
			}
		}
	}
	if p.Holds(a.Today()) && a.May(token.Ending, id) {
		m.End = &ui.Form{ID: "end", Action: "/programs/" + id + "/end", Submit: "Thu hồi khóa", Danger: true, Hidden: door.Token(), Fields: []ui.Field{{Name: "reason", Label: "Lý do thu hồi", Required: true}}}
	}
	if m.Head, err = hook.Head(a.V); err != nil {
		return m, err
	}
	if p.Holds(a.Today()) && a.May(hook.Adding, id) {
		f := receiverForm(id, form.Answers{}, nil)
		m.Add = &f
	}
	return m, m.receivers(a)
}

func has(all []act.Verb, v act.Verb) bool {
	for _, o := range all {
		if o.Name == v.Name {
			return true
		}
	}
	return false
}

func (m *one) receivers(a *door.Ask) error {
	all, err := hook.Of(a.V, m.ID)
	if err != nil {
		return err
	}
	for _, r := range all {
		x := receiver{ID: r.ID, URL: r.URL, Made: r.Made.VN(), Told: r.Told, State: "đã gửi đến tin số " + num(r.Told), Tone: ui.Good}
		var words []string
		for _, t := range r.Topics {
			words = append(words, t.Label())
		}
		x.Topics = strings.Join(words, ", ")
		switch {
		case r.Ended != 0:
			x.State, x.Tone = "đã bỏ lúc "+r.Ended.VN(), ui.Plain
		case r.Attempts > 0:
			x.State, x.Tone = "lỗi "+num(r.Attempts)+" lần, gửi lại lúc "+r.Next.VN(), ui.Warn
		}
		if r.Ended == 0 && a.May(hook.Replaying, r.ID) {
			at := "/programs/" + m.ID + "/receivers/" + r.ID
			x.Replay = &ui.Form{ID: "replay-" + r.ID, Action: at + "/replay", Submit: "Gửi lại", Hidden: door.Token(), Fields: []ui.Field{{Name: "from", Label: "Gửi lại từ tin số", Kind: ui.CountField, Required: true, Help: "Tin mới nhất là số " + num(m.Head) + "."}}}
			x.End = &ui.Form{ID: "drop-" + r.ID, Action: at + "/end", Submit: "Bỏ nơi nhận", Danger: true, Hidden: door.Token(), Fields: []ui.Field{{Name: "reason", Label: "Lý do bỏ", Required: true}}}
		}
		if x.Tries, err = hook.Tries(a.V, r.ID, triesShown); err != nil {
			return err
		}
		m.Receivers = append(m.Receivers, x)
	}
	return nil
}
