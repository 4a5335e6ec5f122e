package dispatches

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// New enters a document in the register.
var New = door.Page[written]{
	Route: "GET /dispatches/new", Title: "Vào sổ văn bản", Help: "Ghi một văn bản vào sổ cùng tệp của nó. Gõ như ghi trên văn bản; chỗ nào chưa rõ thì để trống và đính chính sau.", Guard: door.Guard{Verb: dispatch.Registering, Object: door.Home},
	Load: func(a *door.Ask) (written, error) {
		w, err := writing(a, nil, url.Values{"direction": {string(dispatch.In)}, "owner": {a.Home()}})
		if err != nil {
			return written{}, err
		}
		return w.draw(nil), nil
	},
	View: func(m written) ui.Component { return writeView(m) },
	Head: writtenHead, Samples: writtenSamples,
}

// Correct enters a further version.
var Correct = door.Page[written]{
	Route: "GET /dispatches/{id}/correct", Title: "Đính chính văn bản", Help: "Sửa điều đã ghi sai về văn bản; bản cũ vẫn được giữ kèm lý do. Bản thân tệp văn bản không thay đổi.", Guard: door.Guard{Verb: dispatch.Correcting},
	Load: func(a *door.Ask) (written, error) {
		d, err := dispatch.Get(a.V, a.Path("id"))
		if err != nil {
			return written{}, err
		}
		w, err := writing(a, &d, typed(d))
		if err != nil {
			return written{}, err
		}
		return w.draw(nil), nil
	},
	View: func(m written) ui.Component { return writeView(m) },
	Head: writtenHead, Samples: writtenSamples,
}

func writtenHead(m written) ui.Head { return ui.Head{Title: m.Title, Crumbs: m.Crumbs} }

// written is the page of either.
type written struct {
	Title, Lead string
	Crumbs      []ui.Link
	Form        ui.Form
}

// writer is a document that is being typed in.
type writer struct {
	was      *dispatch.Dispatch // nil for a new one
	sent     url.Values
	form     form.Form
	issuer   *sight.Pick
	answers  form.Answers
	problems []form.Problem
	to       [2][]dispatch.Recipient
	cites    []dispatch.Cite
}

// writing asks the questions and takes the answers.
func writing(a *door.Ask, was *dispatch.Dispatch, sent url.Values) (*writer, error) {
	w := &writer{was: was, sent: sent}
	s, err := sight.Of(a.V, a.Who.Person)
	if err != nil {
		return nil, err
	}
	on := a.Today()
	if d, err := viet.ParseDate(sent.Get("date")); err == nil {
		on = d
	}
	above, err := org.Over(a.V, a.Home())
	if err != nil {
		return nil, err
	}
	w.issuer = &sight.Pick{Name: "issuer_unit", Label: "Cơ quan ban hành là đơn vị nào", Help: "Nếu là một tổ chức trong hệ thống, gõ tên để gắn; để trống nếu là cơ quan bên ngoài.",
		AsOf: day.AsOf{Day: on}, Allow: func(u org.UnitID) bool { return slices.Contains(above, u) || s.Has(u) }}
	if err := w.issuer.Read(a.V, sent); err != nil {
		return nil, err
	}
	owners, err := ownerChoices(a, s, was)
	if err != nil {
		return nil, err
	}
	w.form = questions(was, w.issuer.Fields(), owners)
	w.answers, w.problems = w.form.Parse(sent)
	w.problems = w.issuer.Problems(w.problems)
	w.to[0], w.to[1] = w.recipients("recipients", 0), w.recipients("copies", 1)
	for i, line := range lines(sent.Get("cites")) {
		c, err := dispatch.ParseCite(line)
		if err != nil {
			w.problems = append(w.problems, form.Problem{Field: "cites", Text: "Dòng căn cứ thứ " + strconv.Itoa(i+1) + ": " + fault.Text(err)})
			break
		}
		w.cites = append(w.cites, c)
	}
	return w, nil
}

// draw makes the page, with what is wrong where somebody has sent it already.
func (w *writer) draw(problems []form.Problem) written {
	m := written{Title: "Vào sổ văn bản", Lead: "Gõ như ghi trên văn bản; phần chưa rõ có thể để trống và đính chính sau.", Crumbs: register,
		Form: ui.Form{ID: "dispatch", Action: "/dispatches/new", Submit: "Vào sổ", Cancel: "/dispatches", Wide: true, Hidden: door.Token()}}
	if w.was != nil {
		here := "/dispatches/" + w.was.ID
		m.Title, m.Lead = "Đính chính "+w.was.Number, "Bản cũ vẫn được giữ, kèm lý do đính chính."
		m.Crumbs = []ui.Link{register[0], {Label: w.was.Number, Href: here}}
		m.Form.Action, m.Form.Submit, m.Form.Cancel = here+"/correct", "Ghi bản đính chính", here
		m.Form.Hidden = door.Token("seen", w.sent.Get("seen"))
	}
	m.Form = m.Form.Ask(w.form, w.answers, problems)
	return m
}

// attached keeps the file that was sent, if any.
func attached(a *door.Ask) (hash, name string, err error) {
	f, head, err := a.R.FormFile("file")
	if err == http.ErrMissingFile || err == http.ErrNotMultipart {
		return "", "", nil
	}
	if err != nil {
		return "", "", fault.In("file", "Không đọc được tệp gửi lên. Hãy chọn lại tệp.")
	}
	defer f.Close()
	if head.Size == 0 && head.Filename == "" {
		return "", "", nil
	}
	hash, err = a.House.Files.Put(f, door.FileMax)
	if err != nil && fault.KindOf(err) == fault.Invalid {
		err = fault.In("file", "%s", fault.Text(err))
	}
	return hash, viet.Clean(head.Filename), err
}

// ownerOf is the Object of registering: the register that was chosen.
func ownerOf(r *http.Request) string {
	if u := r.PostFormValue("owner"); u != "" {
		return u
	}
	return door.HomeObject
}

var registering = door.Action{
	Route: "POST /dispatches/new", Title: "Vào sổ văn bản", Guard: door.Guard{Verb: dispatch.Registering, Object: ownerOf},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		return write(a, nil, func(tx *db.Tx, w *writer, d dispatch.Dispatch) (string, error) { return dispatch.Register(tx, d) })
	},
}

var correcting = door.Action{
	Route: "POST /dispatches/{id}/correct", Title: "Đính chính văn bản", Guard: door.Guard{Verb: dispatch.Correcting},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		var was dispatch.Dispatch
		err := a.See(func(v *db.View) (err error) {
			was, err = dispatch.Get(v, a.Object)
			return err
		})
		if err != nil {
			return ui.Outcome{}, err
		}
		return write(a, &was, func(tx *db.Tx, w *writer, d dispatch.Dispatch) (string, error) {
			seen, err := strconv.ParseInt(w.sent.Get("seen"), 10, 64)
			if err != nil {
				return "", fault.Invalidf("Trang đã cũ. Hãy mở lại văn bản rồi đính chính.")
			}
			return a.Object, dispatch.Correct(tx, a.Object, seen, d, w.answers.Text("reason"))
		})
	},
}

// write reads what was sent, keeps the file, and does the act; or draws the form again.
func write(a *door.Ask, was *dispatch.Dispatch, do func(tx *db.Tx, w *writer, d dispatch.Dispatch) (string, error)) (ui.Outcome, error) {
	sent := a.Form()
	if a.R.MultipartForm != nil && len(a.R.MultipartForm.File["file"]) > 0 {
		sent.Set("file", a.R.MultipartForm.File["file"][0].Filename)
	}
	var w *writer
	read := func() error {
		return a.See(func(*db.View) (err error) {
			w, err = writing(a, was, sent)
			return err
		})
	}
	again := func(problems []form.Problem) (ui.Outcome, error) {
		if sent.Get("file") != "" && !slices.ContainsFunc(problems, func(p form.Problem) bool { return p.Field == "file" }) {
			problems = append(problems, form.Problem{Field: "file", Text: "Trình duyệt không giữ được tệp đã chọn. Hãy chọn lại tệp."})
		}
		m := w.draw(problems)
		return ui.Outcome{Again: writeView(m), Head: writtenHead(m)}, nil
	}
	if err := read(); err != nil {
		return ui.Outcome{}, err
	}
	if len(w.problems) > 0 {
		return again(w.problems)
	}
	hash, name, err := attached(a)
	var id string
	if err == nil {
		err = a.Do(func(tx *db.Tx) (err error) {
			id, err = do(tx, w, w.dispatch(hash, name))
			return err
		})
	}
	if k := fault.KindOf(err); err != nil && (k == fault.Invalid || k == fault.Conflict) {
		return again([]form.Problem{form.ProblemOf(err)})
	}
	if err != nil {
		return ui.Outcome{}, err
	}
	if id == "" { // sent twice: it is in the register already
		return ui.Outcome{To: "/dispatches"}, nil
	}
	return ui.Outcome{To: "/dispatches/" + id, Flash: &ui.Flash{Tone: ui.Good, Text: "Đã ghi " + w.answers.Text("number") + " vào sổ."}}, nil
}
