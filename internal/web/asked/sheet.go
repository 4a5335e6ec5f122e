package asked

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/campaign"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/report"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// sheet is the form for what a unit declares of one activity.
type sheet struct {
	Title   string
	Crumbs  []ui.Link
	Accent  ui.Accent
	Head    ui.PageHead
	Notices []ui.Notice
	Wrong   []form.Problem
	Action  string
	Keep    string // under which the browser keeps what is typed
	Hidden  map[string]string
	Fields  []ui.Field
	Checks  checks
	Files   filesField
	Drop    map[string]string // what throws the draft away; nil where there is none

	k       kind.Kind
	c       campaign.Campaign
	act     activity.Activity
	unit    org.UnitID
	form    form.Form
	values  map[string]string  // what is typed at first
	was     *report.Submission // what the unit declared before
	kept    []report.File      // files of the draft
	answers form.Answers
}

// checks is what does not fit, with the word of explanation where one is needed. It is drawn anew while somebody types.
type checks struct {
	Notices []ui.Notice
	Explain *ui.Field
	Fine    bool // something was typed, and all of it fits
}

// filesField asks for pictures and papers.
type filesField struct {
	Problem string
	Have    []ui.Link // sent with earlier versions
	Kept    []string  // names of those that go with this one
}

var sheetPage = door.Page[*sheet]{
	Route: "GET /asked/{id}", Title: "Báo số của đơn vị", Guard: door.Guard{Verb: report.Submitting, Object: unit},
	Help: "Điền số của đơn vị bạn ở hoạt động này; ô nào không rõ thì để trống, đừng ghi 0. Phần “Kiểm tra” nói ngay số nào không khớp.",
	Load: func(a *door.Ask) (*sheet, error) {
		m, err := openSheet(a)
		if err != nil {
			return nil, err
		}
		sent := a.R.URL.Query()
		typed := map[string]string{}
		for _, f := range m.form.Fields {
			typed[f.Name] = m.values[f.Name]
			if sent.Has(f.Name) {
				typed[f.Name] = sent.Get(f.Name)
			}
		}
		return m, m.draw(a, typed, nil)
	},
	View:    func(m *sheet) ui.Component { return sheetView(m) },
	Head:    func(m *sheet) ui.Head { return m.head() },
	Part:    map[string]func(*sheet) ui.Component{"checks": func(m *sheet) ui.Component { return checksView(m.Checks) }},
	Samples: sheetSamples(),
}

func (m *sheet) head() ui.Head { return ui.Head{Title: m.Title, Crumbs: m.Crumbs, Accent: m.Accent} }

// openSheet finds what the form is about, and what was sent or kept before.
func openSheet(a *door.Ask) (*sheet, error) {
	m := &sheet{Title: "Báo số của đơn vị", Crumbs: []ui.Link{{Label: "Việc được giao", Href: "/asked"}}, unit: a.Object, values: map[string]string{}}
	var err error
	if m.act, err = activity.Get(a.V, a.Path("id")); err != nil {
		return nil, err
	}
	if m.c, err = campaign.Get(a.V, m.act.Campaign); err != nil {
		return nil, err
	}
	known := ""
	for _, leads := range []org.UnitID{m.c.Owner, m.act.Unit} {
		if known == "" {
			if known, err = sight.Part(a, leads, min(m.c.Period.To, a.Today())); err != nil {
				return nil, err
			}
		}
	}
	if known == "" {
		return nil, fault.NotFoundf("Không có hoạt động này trong phạm vi của bạn. Hãy mở lại từ “Việc được giao”.")
	}
	if m.k, err = a.House.Kinds.Get(m.c.Kind); err != nil {
		return nil, err
	}
	m.form, m.Accent = kind.SheetOf(m.k), ui.Accent(m.c.Accent)
	m.Action, m.Keep = "/asked/"+m.act.ID, "asked "+a.Who.Person+" "+m.unit+" "+m.act.ID
	m.Head = ui.PageHead{Title: m.act.Name, Lead: name(a.V, m.unit, m.act.Day), Meta: []string{"Diễn ra " + m.act.Day.VN(), m.c.Name}}
	m.Hidden = map[string]string{"unit": m.unit}
	if err := m.before(a); err != nil {
		return nil, err
	}
	return m, m.draft(a)
}

// before shows what the unit sent of this activity.
func (m *sheet) before(a *door.Ask) error {
	all, err := report.OfActivity(a.V, m.act.ID)
	if err != nil {
		return err
	}
	n := slices.IndexFunc(all, func(s report.Submission) bool { return s.Unit == m.unit })
	if n < 0 {
		return nil
	}
	s := all[n]
	m.was = &s
	m.values[kind.ExplanationField] = s.Explanation
	for _, l := range s.Lines {
		m.values[l.Indicator] = l.Quantity.String()
	}
	m.Hidden["version"], m.Hidden["submission"] = strconv.FormatInt(s.Version, 10), s.ID
	note := ui.Notice{Tone: ui.Info, Title: fmt.Sprintf("Đơn vị đã gửi bản %d lúc %s: %s", s.Version, s.At.VN(), s.State.Label()), Text: "Gửi lại sẽ thành bản mới thay bản này.",
		Link: &ui.Link{Label: "Mở báo cáo đã gửi", Href: "/reports/" + s.ID}}
	if s.State == report.Returned {
		note.Tone, note.Title, note.Text = ui.Warn, "Báo cáo bị trả lại: "+s.Reason, "Hãy sửa số rồi gửi lại."
	}
	m.Notices = append(m.Notices, note)
	files, err := report.FilesOf(a.V, s.ID)
	for _, f := range files {
		m.Files.Have = append(m.Files.Have, ui.Link{Label: f.Name, Href: "/reports/" + s.ID + "/files/" + f.ID})
	}
	return err
}

// draft brings back what was typed and not sent.
func (m *sheet) draft(a *door.Ask) error {
	d, kept, err := report.DraftOf(a.V, m.unit, m.act.ID)
	if err != nil || !kept {
		return err
	}
	m.kept, m.Drop = d.Files, door.Token("unit", m.unit)
	for _, f := range d.Files {
		m.Files.Kept = append(m.Files.Kept, f.Name)
	}
	for _, f := range m.form.Fields {
		if d.Typed.Has(f.Name) {
			m.values[f.Name] = d.Typed.Get(f.Name)
		}
	}
	m.Notices = append(m.Notices, ui.Notice{Tone: ui.Info, Title: "Đang mở bản nháp lưu lúc " + d.At.VN(), Text: "Bản nháp chưa gửi cho ai. Điền nốt rồi bấm “Gửi cấp trên”."})
	return nil
}

// draw makes the fields, with what is wrong with the answers.
func (m *sheet) draw(a *door.Ask, typed map[string]string, problems []form.Problem) error {
	hidden := door.Token()
	for k, v := range m.Hidden {
		hidden[k] = v
	}
	m.Hidden = hidden
	sent := url.Values{}
	for k, v := range typed {
		sent.Set(k, v)
	}
	answers, unread := m.form.Parse(sent)
	m.answers = answers
	f := ui.Form{}.Ask(m.form, answers, problems)
	m.Wrong = f.Wrong
	m.Fields = slices.DeleteFunc(slices.Clone(f.Fields), func(x ui.Field) bool { return x.Name == kind.ExplanationField })
	for i := range m.Fields {
		m.Fields[i].Quiet = true
		m.Fields[i].Vague = false // on a telephone the keys for numbers; "hơn 20" is still read where somebody has letters
	}
	for _, p := range problems {
		switch p.Field {
		case "files":
			m.Files.Problem = p.Text
		case kind.ExplanationField, "":
		default:
			if !slices.ContainsFunc(m.Fields, func(x ui.Field) bool { return x.Name == p.Field }) {
				m.Wrong = append(m.Wrong, form.Problem{Text: p.Text})
			}
		}
	}
	m.Wrong = slices.DeleteFunc(m.Wrong, func(p form.Problem) bool { return p.Field == "files" || p.Field == kind.ExplanationField })
	return m.check(a, f, unread)
}

// check says what does not fit among the figures, with what is known of the unit at this activity already.
func (m *sheet) check(a *door.Ask, f ui.Form, unread []form.Problem) error {
	filled := kind.Read(m.k, m.answers)
	found, err := m.findings(a, filled.Values)
	if err != nil {
		return err
	}
	needed := filled.Explanation != ""
	for _, x := range found {
		n := ui.Notice{Tone: ui.Info, Title: x.Level.Label(), Text: x.Text}
		if x.Level != kind.Note {
			n.Tone = ui.Warn
		}
		m.Checks.Notices = append(m.Checks.Notices, n)
		needed = needed || x.NeedsExplanation
	}
	for _, p := range unread {
		if p.Field != kind.ExplanationField {
			m.Checks.Notices = append(m.Checks.Notices, ui.Notice{Tone: ui.Warn, Title: "Chưa đọc được", Text: p.Text})
		}
	}
	m.Checks.Fine = len(filled.Values) > 0 && len(m.Checks.Notices) == 0
	for _, x := range f.Fields {
		if x.Name == kind.ExplanationField && (needed || x.Problem != "") {
			x.Label, x.Required, x.Help = "Giải trình", true, "Vì sao các số như vậy. Không ghi tên người hiến, người nhận."
			m.Checks.Explain = &x
		}
	}
	return nil
}

// findings are those that speak of something that was said here.
func (m *sheet) findings(a *door.Ask, said kind.Values) ([]kind.Finding, error) {
	whole := kind.Values{}
	for _, i := range m.k.Indicators() {
		f, err := ledger.RollUp(a.V, ledger.Question{Indicator: i.Key, Period: day.All, Campaign: m.c.ID, Activity: m.act.ID, At: m.unit})
		if err != nil {
			return nil, err
		}
		if f.Entries > 0 {
			whole[i.Key] = f.Quantity
		}
	}
	for key, q := range said {
		whole[key] = q
	}
	return slices.DeleteFunc(kind.Check(m.k, whole), func(f kind.Finding) bool {
		return !slices.ContainsFunc(f.Fields, func(key string) bool { _, typed := said[key]; return typed })
	}), nil
}

// problems are all that is wrong, in the order of the page.
func (m *sheet) problems() []form.Problem {
	all := slices.Clone(m.Wrong)
	for _, f := range m.Fields {
		if f.Problem != "" {
			all = append(all, form.Problem{Field: f.Name, Text: f.Problem})
		}
	}
	if x := m.Checks.Explain; x != nil && x.Problem != "" {
		all = append(all, form.Problem{Field: x.Name, Text: x.Problem})
	}
	if m.Files.Problem != "" {
		all = append(all, form.Problem{Field: "files", Text: m.Files.Problem})
	}
	return all
}
