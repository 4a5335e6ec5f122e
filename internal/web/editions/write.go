package editions

import (
	"cmp"
	"errors"
	"net/url"
	"strconv"
	"strings"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/edition"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
)

// write is the page on which an officer writes the words of a report, with the paper as it becomes.
type write struct {
	Title  string
	Lead   string
	Crumbs []ui.Link
	Clash  ui.Component
	Drawn  ui.Form
	Look   look
}

// look is the paper with what was typed, and what does not fit in it.
type look struct {
	Address string // where it is drawn anew
	Found   ui.Gaps
	Paper   paper.Document
}

var writePage = door.Page[write]{
	Route: "GET /editions/{id}/write", Title: "Soạn lời báo cáo", Guard: door.Guard{Verb: edition.Writing},
	Help: "Viết phần mở đầu, đánh giá, kiến nghị và phần thể thức; số liệu đã soạn sẵn. Bên cạnh là bản in thử và các chỗ trong lời không khớp với sổ cái.",
	Load: func(a *door.Ask) (write, error) { return loadWrite(a, a.R.URL.Query(), nil) },
	View: func(m write) ui.Component { return writeView(m) },
	Head: func(m write) ui.Head { return ui.Head{Title: m.Title, Crumbs: m.Crumbs} },
	Part: map[string]func(write) ui.Component{"look": func(m write) ui.Component { return lookView(m.Look) }}, Samples: writeSamples(),
}

var wordFields = form.Form{Fields: []form.Field{
	{Name: "introduction", Label: "Mở đầu", Help: "Đứng trước phần số liệu.", Kind: form.LongText},
	{Name: "assessment", Label: "Đánh giá chung", Kind: form.LongText},
	{Name: "proposals", Label: "Phương hướng, kiến nghị", Kind: form.LongText},
	{Name: "number", Label: "Số, ký hiệu", Help: "Để trống thì chừa chỗ ghi tay.", Kind: form.Text},
	{Name: "place", Label: "Địa danh", Help: "Để trống thì lấy theo tên đơn vị.", Kind: form.Text},
	{Name: "date", Label: "Ngày báo cáo", Help: "Để trống là ngày in.", Kind: form.Day},
	{Name: "authority", Label: "Thẩm quyền ký", Help: "Ví dụ: TM. BAN THƯỜNG VỤ.", Kind: form.Text},
	{Name: "title", Label: "Chức vụ người ký", Kind: form.Text},
	{Name: "signer", Label: "Họ tên người ký", Kind: form.Text},
	{Name: "to", Label: "Nơi nhận", Help: "Mỗi dòng một nơi.", Kind: form.LongText, Limit: 3000},
}}

// wordsOf reads the words out of what was typed.
func wordsOf(answers form.Answers) edition.Words {
	return edition.Words{Number: answers.Text("number"), Place: answers.Text("place"), Date: answers.Day("date"), Authority: answers.Text("authority"), Title: answers.Text("title"),
		Signer: answers.Text("signer"), To: lines(answers.Text("to")), Introduction: answers.Text("introduction"), Assessment: answers.Text("assessment"), Proposals: answers.Text("proposals")}
}

// typedOf is how words stand in the form.
func typedOf(w edition.Words) url.Values {
	return url.Values{"number": {w.Number}, "place": {w.Place}, "date": {w.Date.VN()}, "authority": {w.Authority}, "title": {w.Title}, "signer": {w.Signer},
		"to": {strings.Join(w.To, "\n")}, "introduction": {w.Introduction}, "assessment": {w.Assessment}, "proposals": {w.Proposals}}
}

// loadWrite draws the page with what was sent, else with what stands.
func loadWrite(a *door.Ask, sent url.Values, refused error) (write, error) {
	e, err := edition.Get(a.V, a.Object)
	if err != nil {
		return write{}, err
	}
	if e.Closed != nil && refused == nil {
		return write{}, fault.Conflictf("Báo cáo này đã chốt lúc %s nên không sửa được nữa. Muốn thay, hãy lập bản thay thế.", e.Closed.At.VN())
	}
	n, err := call(a.V, e)
	if err != nil {
		return write{}, err
	}
	seen := cmp.Or(sent.Get("version"), strconv.Itoa(e.Version))
	if !sent.Has("introduction") {
		sent = typedOf(e.Words)
	}
	answers, problems := wordFields.Parse(sent)
	m := write{Title: "Soạn lời báo cáo", Lead: n.title + ", " + n.unit + ".", Crumbs: []ui.Link{crumb, {Label: n.title, Href: here(e)}}}
	if refused != nil {
		if m.Clash, err = clash(a, e, refused, sent); err != nil {
			return m, err
		}
		if m.Clash == nil {
			problems = append(problems, form.ProblemOf(refused))
		}
	}
	m.Drawn = ui.Form{ID: "form", Action: here(e) + "/write", Hidden: door.Token("version", seen), Submit: "Lưu", Cancel: here(e)}.Ask(wordFields, answers, problems)
	m.Look, err = looking(a, e, answers)
	return m, err
}

func looking(a *door.Ask, e edition.Edition, answers form.Answers) (look, error) {
	l := look{Address: here(e) + "/write"}
	e.Words = wordsOf(answers)
	d, err := draft(a, e)
	if err != nil {
		return l, err
	}
	l.Paper = d.Document
	if l.Found.Items, err = remarks(a, e, e.Text()); err != nil {
		return l, err
	}
	l.Found.Items = append(l.Found.Items, findings(d.Findings)...)
	return l, nil
}

// clash shows both texts where somebody else wrote first. Sent again from there, what was typed is written over theirs.
func clash(a *door.Ask, e edition.Edition, refused error, sent url.Values) (ui.Component, error) {
	stale := (*campaign.Stale)(nil)
	if !errors.As(refused, &stale) {
		return nil, nil
	}
	names, err := people.Names(a.V, []string{stale.By})
	if err != nil {
		return nil, err
	}
	hidden := door.Token("version", strconv.Itoa(stale.Latest))
	for _, f := range wordFields.Fields {
		hidden[f.Name] = sent.Get(f.Name)
	}
	return ui.Clash{Who: cmp.Or(names[stale.By], "Người khác"), At: stale.At.VN(), Action: here(e) + "/write", Hidden: hidden, Reload: here(e) + "/write",
		Rows: []ui.ClashRow{{Label: stale.What, Mine: stale.Yours, Theirs: stale.Theirs}}}, nil
}

var writing = door.Action{
	Route: "POST /editions/{id}/write", Title: "Lưu lời báo cáo", Guard: door.Guard{Verb: edition.Writing},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		sent := a.Form()
		answers, problems := wordFields.Parse(sent)
		err := form.Fault(problems)
		if err == nil {
			seen, _ := strconv.Atoi(viet.Clean(sent.Get("version")))
			err = a.Do(func(tx *db.Tx) error { return edition.Write(tx, a.Object, seen, wordsOf(answers)) })
		}
		switch k := fault.KindOf(err); {
		case err == nil:
			return saying("/editions/"+a.Object, "Đã lưu lời báo cáo."), nil
		case k != fault.Invalid && k != fault.Conflict:
			return ui.Outcome{}, err
		}
		var m write
		failed := a.See(func(*db.View) (again error) {
			m, again = loadWrite(a, sent, err)
			return again
		})
		return ui.Outcome{Again: writeView(m), Head: ui.Head{Title: m.Title, Crumbs: m.Crumbs}}, failed
	},
}
