package wall

import (
	"cmp"
	"strconv"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/live"
	"phongtrao/internal/web/door"
)

// Screens are the pages of the section that stand in the office's frame.
func Screens() []ui.Screen[*door.Ask] { return []ui.Screen[*door.Ask]{screensPage} }

// Actions are the acts of the section.
func Actions() []door.Action { return []door.Action{showing, hiding} }

// screens is what the page shows: the wall's addresses, and the screens that show it without anybody signed in.
type screens struct {
	Activity string
	Name     string
	Wall     string
	Stage    string
	Lines    []screenLine
	Form     *ui.Form
}

// screenLine is one screen.
type screenLine struct {
	ID, Label, Made, Until string
	Address, Path          string // "" once it does not hold; as others type it, and on this site
	State                  string
	Tone                   ui.Tone
	Hide                   *ui.Form
}

var screensPage = door.Page[screens]{
	Route: "GET /wall/{id}/screens", Title: "Màn hình trực tiếp", Guard: door.Guard{Verb: live.Showing},
	Help: "Mở màn hình trực tiếp, hoặc tạo đường dẫn cho máy chiếu để không ai phải đăng nhập trên đó. Đường dẫn dùng được đến hết ngày hôm sau và thu hồi được.",
	Load: loadScreens,
	View: func(m screens) ui.Component { return m.view() },
	Head: func(m screens) ui.Head {
		return ui.Head{Title: "Màn hình trực tiếp", Crumbs: []ui.Link{{Label: cmp.Or(m.Name, "Hoạt động"), Href: "/activities/" + m.Activity}}}
	},
	Samples: screensSamples,
}

func loadScreens(a *door.Ask) (screens, error) {
	sites, err := activity.Sites(a.V, a.Object)
	if err != nil {
		return screens{}, err
	}
	central := sites[0]
	m := screens{Activity: central.ID, Name: central.Name, Wall: "/wall/" + central.ID, Stage: "/wall/" + central.ID + "?stage=1"}
	all, err := live.Screens(a.V, central.ID)
	if err != nil {
		return m, err
	}
	for _, s := range all {
		l := screenLine{ID: s.ID, Label: s.Label, Made: s.MadeAt.VN(), Until: s.Until.VN(), State: "đang dùng được", Tone: ui.Good}
		switch {
		case s.Revoked != 0:
			l.State, l.Tone = "đã thu hồi", ui.Plain
		case !s.Holds(a.V.At):
			l.State, l.Tone = "hết hạn", ui.Plain
		default:
			l.Path = door.Address("/wall/"+central.ID, "key", s.Key())
			l.Address = base(a) + l.Path
			l.Hide = hideForm(a.Object, s.ID)
		}
		m.Lines = append(m.Lines, l)
	}
	if a.V.At < central.Day.Add(2).Start() {
		f := showForm(a.Object, form.Answers{}, nil)
		m.Form = &f
	}
	return m, nil
}

// base is the address under which others reach this house.
func base(a *door.Ask) string {
	return cmp.Or(a.House.URL, door.SiteOf(a.R).Origin)
}

func (m screens) view() ui.Component {
	g := ui.Group{ui.PageHead{Title: "Màn hình trực tiếp", Lead: m.Name, Actions: []ui.Button{
		{Label: "Mở màn hình", Icon: "external-link", Href: m.Wall, Primary: true}, {Label: "Màn hình sân khấu, một con số", Href: m.Stage}}}}
	t := ui.Table{Label: "Màn hình không cần đăng nhập", Cards: true, Columns: []ui.Column{{Label: "Đặt ở"}, {Label: "Đường dẫn", Wide: true}, {Label: "Dùng đến"}, {Label: "Tình trạng"}, {Label: "Việc"}},
		Empty: &ui.Empty{Icon: "link", Title: "Chưa có màn hình nào", Text: "Tạo một đường dẫn cho máy chiếu hoặc tivi, rồi mở đường dẫn ấy trên máy đó."}}
	for _, l := range m.Lines {
		address, act := ui.Cell{Text: "–"}, ui.Cell{Text: "–"}
		if l.Address != "" {
			address = ui.Cell{Text: l.Address, Href: l.Path}
		}
		if l.Hide != nil {
			act = ui.Cell{Body: *l.Hide}
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{{Text: l.Label, Sub: "tạo lúc " + l.Made, Strong: true}, address, {Text: l.Until}, {Body: ui.Chip{Label: l.State, Tone: l.Tone}}, act}})
	}
	g = append(g, ui.Inside(ui.Card{Title: "Màn hình không cần đăng nhập", Lead: "Ai có đường dẫn đều xem được màn hình này, không xem được gì khác."}, t))
	if m.Form != nil {
		g = append(g, ui.Inside(ui.Card{ID: "show-card", Title: "Thêm một màn hình", Quiet: true}, *m.Form))
	}
	return g
}

func showQuestions() form.Form {
	return form.Form{Fields: []form.Field{{Name: "label", Label: "Màn hình đặt ở đâu", Help: "Ví dụ: Sân khấu chính, Sảnh nhà văn hoá.", Kind: form.Text, Required: true, Limit: 60}}}
}

func showForm(activity string, answers form.Answers, problems []form.Problem) ui.Form {
	return ui.Form{ID: "show", Action: "/wall/" + activity + "/screens", Submit: "Tạo đường dẫn", Hidden: door.Token()}.Ask(showQuestions(), answers, problems)
}

func hideForm(activity, screen string) *ui.Form {
	return &ui.Form{ID: "hide-" + screen, Action: "/wall/" + activity + "/screens/" + screen + "/hide", Submit: "Thu hồi", Danger: true, Hidden: door.Token()}
}

var showing = door.Action{
	Route: "POST /wall/{id}/screens", Title: "Tạo đường dẫn màn hình", Guard: door.Guard{Verb: live.Showing},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		answers, problems := showQuestions().Parse(a.Form())
		if len(problems) == 0 {
			err := a.Do(func(tx *db.Tx) error {
				_, err := live.Show(tx, a.Object, answers.Text("label"))
				return err
			})
			if err == nil {
				return ui.Outcome{To: "/wall/" + a.Object + "/screens", Flash: &ui.Flash{Tone: ui.Good, Text: "Đã tạo đường dẫn. Hãy mở đường dẫn ấy trên máy chiếu."}}, nil
			}
			if fault.KindOf(err) != fault.Invalid {
				return ui.Outcome{}, err
			}
			problems = append(problems, form.Problem{Field: fault.Field(err), Text: fault.Text(err)})
		}
		var m screens
		err := a.See(func(*db.View) (err error) {
			m, err = loadScreens(a)
			return err
		})
		f := showForm(a.Object, answers, problems)
		m.Form = &f
		return ui.Outcome{Again: m.view(), Head: screensPage.Head(m)}, err
	},
}

var hiding = door.Action{
	Route: "POST /wall/{id}/screens/{screen}/hide", Title: "Thu hồi màn hình", Guard: door.Guard{Verb: live.Hiding},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		err := a.Do(func(tx *db.Tx) error { return live.Hide(tx, a.Object, a.Path("screen")) })
		return ui.Outcome{To: "/wall/" + a.Object + "/screens", Flash: &ui.Flash{Tone: ui.Good, Text: "Đã thu hồi. Màn hình đang mở bằng đường dẫn này sẽ tắt trong vòng một phút."}}, err
	},
}

var screensSamples = func() ui.Samples[screens] {
	f := showForm("1", form.Answers{}, nil)
	long := "Màn hình lớn ngoài trời trước cổng chính Khu công nghiệp Nhật Bản – Hải Phòng"
	wrong := showForm("1", form.Answers{}, []form.Problem{{Field: "label", Text: "Hãy ghi màn hình đặt ở đâu, ví dụ “Sân khấu chính”."}})
	line := func(id, label, state string, tone ui.Tone, holds bool) screenLine {
		l := screenLine{ID: id, Label: label, Made: "05:10 ngày 01/02/2026", Until: "00:00 ngày 03/02/2026", State: state, Tone: tone}
		if holds {
			l.Path = "/wall/1?key=" + id + ".abcdefghijklmnopqrstuvwxyz234567"
			l.Address, l.Hide = "https://phongtrao.vn"+l.Path, hideForm("1", id)
		}
		return l
	}
	worst := screens{Activity: "1", Name: long, Wall: "/wall/1", Stage: "/wall/1?stage=1", Form: &wrong}
	for i := range 6 {
		worst.Lines = append(worst.Lines, line("m"+strconv.Itoa(i), long, "hết hạn", ui.Plain, i%2 == 0))
	}
	return ui.Samples[screens]{
		"empty":   {Activity: "1", Name: "Ngày hội công nhân chạy bộ", Wall: "/wall/1", Stage: "/wall/1?stage=1", Form: &f},
		"typical": {Activity: "1", Name: "Ngày hội công nhân chạy bộ", Wall: "/wall/1", Stage: "/wall/1?stage=1", Form: &f, Lines: []screenLine{line("a", "Sân khấu chính", "đang dùng được", ui.Good, true), line("b", "Sảnh", "đã thu hồi", ui.Plain, false)}},
		"worst":   worst,
	}
}()
