package units

import (
	"strconv"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// asked is what the page of a change shows: one of its steps.
type asked struct {
	ID       org.UnitID
	Name     string
	Title    string
	Crumbs   []ui.Link
	Steps    ui.Steps
	Trouble  string // why the act was not done, in a sentence
	Lists    []listed
	Growing  *growing
	Form     *ui.Form
	Register *register
	Choosing *choosing
	Says     []string
	When     *ui.Notice // ahead of its day, or late
	Look     *look
	Confirm  *ui.Confirm
}

// listed is a list of units as the first step shows it.
type listed struct {
	Slot, Label string
	Names       []string // the first ones
	N           int
	Export      string // the list as a table
}

// growing is a form that may be made longer.
type growing struct{ Label, Fewer string }

// register offers documents of the register.
type register struct {
	Action string
	Hidden map[string]string
	Look   string // the words sought
	Rows   []ui.Row
}

// draw makes the page of the step where the person stands. Trouble is why the act was refused.
func (q *asking) draw(trouble error) (asked, error) {
	m := asked{ID: q.u.ID, Name: q.u.Name, Title: q.c.title, Steps: ui.Steps{Items: []string{"Nội dung", "Quyết định", "Xem trước"}},
		Crumbs: []ui.Link{{Label: "Tổ chức", Href: "/units"}, {Label: q.u.Name, Href: "/units/" + q.u.ID}}}
	if q.c.mends {
		m.Steps.Items[1] = "Lý do"
	}
	if name := q.sent.Get("choose"); name != "" && trouble == nil {
		for _, s := range q.slots {
			if s.name == name {
				var err error
				m.Choosing, err = q.choosing(s)
				return m, err
			}
		}
	}
	step := q.step()
	if step == stepReview && trouble == nil {
		out, err := org.Preview(q.v, q.plan(), q.by())
		if err == nil {
			m.Steps.Current = 2
			return m, q.review(&m, out)
		}
		if k := fault.KindOf(err); k != fault.Invalid && k != fault.Conflict && k != fault.NotFound {
			return m, err
		}
		trouble = err
	}
	wrong, doubts := q.problems, q.doubts
	if q.sent.Get("step") == stepWhat || q.sent.Get("add") != "" {
		wrong = nil
	}
	if q.sent.Get("step") != stepReview {
		doubts = nil
	}
	if trouble != nil {
		step = stepWhat
		name := fault.Field(trouble)
		switch _, what := q.what.Field(name); {
		case what:
			wrong = append(wrong, form.ProblemOf(trouble))
		case name != "" && inForm(q.paper, name):
			step, doubts = stepPaper, append(doubts, form.ProblemOf(trouble))
		default:
			m.Trouble = fault.Text(trouble)
		}
	}
	var f ui.Form
	if step == stepWhat {
		for _, s := range q.slots {
			m.Lists = append(m.Lists, s.listed(q))
		}
		m.Growing = q.growing()
		hidden := q.kept(append(names(q.what), "seen")...)
		hidden["step"] = stepPaper
		f = ui.Form{ID: "change", Action: q.here(), Get: true, Wide: true, Submit: "Tiếp tục", Cancel: "/units/" + q.u.ID, Hidden: hidden}.Ask(q.what, q.answers, wrong)
	} else {
		m.Steps.Current = 1
		rows, err := q.register()
		if err != nil {
			return m, err
		}
		reg := q.kept("doc")
		reg["step"] = stepPaper
		m.Register = &register{Action: q.here(), Hidden: reg, Look: q.sent.Get("look"), Rows: rows}
		hidden := q.kept(append(names(q.paper), "seen")...)
		hidden["step"] = stepReview
		f = ui.Form{ID: "change", Action: q.here(), Get: true, Wide: true, Submit: "Xem trước", Cancel: q.back(stepWhat), Hidden: hidden}.Ask(q.paper, q.papers, doubts)
	}
	m.Form = &f
	return m, nil
}

func inForm(f form.Form, name string) bool {
	_, ok := f.Field(name)
	return ok
}

// plan is what will be carried out.
func (q *asking) plan() org.Plan {
	p := q.c.plan(q)
	p.Kind = q.c.kind
	return p
}

// review fills in the last step.
func (q *asking) review(m *asked, out org.Outlook) (err error) {
	m.Says = q.c.says(q)
	m.When = q.when()
	if m.Look, err = q.look(out); err != nil {
		return err
	}
	hidden := q.kept("seen")
	hidden["step"] = stepReview
	hidden["seen"] = strconv.FormatInt(q.h.Head(), 10)
	for k, v := range door.Token() {
		hidden[k] = v
	}
	c := &ui.Confirm{ID: "confirm", Page: true, Title: q.c.title + "?", Action: q.here(), Hidden: hidden, Submit: q.c.submit, Danger: q.c.danger,
		Cancel: q.back(stepPaper), Upload: true}
	if by := q.by(); by.Number != "" {
		c.Text = "Ghi theo " + lowered(decision(by)) + "."
	}
	if d, ok := q.document(); ok && d.File != "" && q.sent.Get("file") == "" {
		c.Text += " Tệp lấy từ sổ văn bản: " + d.FileName + "."
	} else {
		x := ui.Field{Name: "paper", Label: "Tệp quyết định", Kind: ui.FileField, Accept: ".pdf,.docx,.doc,.jpg,.jpeg,.png", Help: "Bản quét PDF, ảnh chụp hoặc Word, tối đa 20 MB."}
		if q.file() != "" {
			x.Help = "Đã nhận tệp. Chọn tệp khác nếu cần thay."
		}
		c.Fields = append(c.Fields, x)
	}
	m.Confirm = c
	return nil
}

// when says that the change lies ahead, or is entered late.
func (q *asking) when() *ui.Notice {
	today := q.a.Today()
	switch {
	case q.c.begins == "":
		return nil
	case q.on > today:
		return &ui.Notice{Tone: ui.Info, Title: "Hẹn trước: có hiệu lực từ " + q.on.VN(),
			Text: "Cho đến hết " + (q.on - 1).VN() + " tổ chức vẫn như hiện nay. Việc này hiện trên trang của đơn vị và trong danh sách thay đổi sắp tới."}
	case q.on < today:
		return &ui.Notice{Tone: ui.Warn, Title: "Ghi muộn: đã có hiệu lực từ " + q.on.VN(),
			Text: "Danh sách và số liệu kể từ ngày đó sẽ được sắp lại theo thay đổi này; những gì đã in vẫn in lại được như cũ. Phần khác đi được nêu ở bảng dưới."}
	}
	return nil
}

// page is the steps of a change.
func (c change) page() door.Page[asked] {
	return door.Page[asked]{
		Route: "GET /units/{id}/" + c.key, Title: c.title, Guard: door.Guard{Verb: c.verb},
		Help: "Trang này ghi một thay đổi của tổ chức theo quyết định, và cho xem trước mọi hệ quả. Hãy ghi nội dung, ghi quyết định, xem trước rồi mới đồng ý; chưa có gì được ghi trước đó.",
		Load: func(a *door.Ask) (asked, error) {
			q, err := c.read(a, a.R.URL.Query())
			if err != nil {
				return asked{}, err
			}
			return q.draw(nil)
		},
		View:    func(m asked) ui.Component { return changeView(m) },
		Head:    func(m asked) ui.Head { return ui.Head{Title: m.Title + " – " + m.Name, Crumbs: m.Crumbs} },
		Samples: changeSamples(c),
	}
}

// action is the act.
func (c change) action() door.Action {
	return door.Action{
		Route: "POST /units/{id}/" + c.key, Title: c.title, Guard: door.Guard{Verb: c.verb},
		Do: func(a *door.Ask) (ui.Outcome, error) {
			sent := a.Form()
			sent.Set("step", stepReview)
			hash, trouble := attached(a)
			if hash != "" {
				sent.Set("file", hash)
			}
			var p org.Plan
			var by org.Decision
			again := func(trouble error) (out ui.Outcome, err error) {
				err = a.See(func(*db.View) error {
					q, err := c.read(a, sent)
					if err != nil {
						return err
					}
					if trouble == nil && q.step() == stepReview {
						p, by = q.plan(), q.by()
						return nil
					}
					m, err := q.draw(trouble)
					out = ui.Outcome{Again: changeView(m), Head: ui.Head{Title: m.Title, Crumbs: m.Crumbs}}
					return err
				})
				return out, err
			}
			if out, err := again(trouble); err != nil || out.Again != nil {
				return out, err
			}
			p.Head, _ = strconv.ParseInt(sent.Get("seen"), 10, 64)
			var done org.Done
			err := a.Do(func(tx *db.Tx) (err error) {
				done, err = org.Carry(tx, p, by)
				return err
			})
			switch k := fault.KindOf(err); {
			case err != nil && (k == fault.Invalid || k == fault.Conflict || k == fault.NotFound):
				return again(err)
			case err != nil:
				return ui.Outcome{}, err
			}
			return c.told(a.Object, p, by, done), nil
		},
	}
}

// told leads to where the change can be seen, with a way to take it back.
func (c change) told(unit org.UnitID, p org.Plan, by org.Decision, done org.Done) ui.Outcome {
	flash := &ui.Flash{Tone: ui.Good, Text: c.title + ": đã ghi"}
	if by.Number != "" {
		flash.Text += " theo " + by.Number
	}
	if n := len(p.Units); n > 1 {
		flash.Text += " (" + strconv.Itoa(n) + " đơn vị)"
	}
	flash.Text += "."
	to := unit
	if len(done.New) == 1 {
		to = done.New[0]
	}
	if done.Change != "" && c.kind != "withdraw" { // empty where the same form was sent twice
		flash.Undo = &ui.Undo{Action: "/units/" + unit + "/undo", Fields: door.Token("change", done.Change)}
	}
	address := sight.Address(to, by.Effective, 0)
	if c.begins == "" {
		address = "/units/" + to
	}
	return ui.Outcome{To: address, Flash: flash}
}
