package dispatches

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

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
	Route: "GET /dispatches/new", Title: "Vào sổ văn bản", Guard: door.Guard{Verb: dispatch.Registering, Object: door.Home},
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
	Route: "GET /dispatches/{id}/correct", Title: "Đính chính văn bản", Guard: door.Guard{Verb: dispatch.Correcting},
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

// questions are asked about every document.
func questions(was *dispatch.Dispatch, issuer []form.Field, owners []form.Choice) form.Form {
	kinds := make([]form.Choice, 0, 40)
	for _, k := range dispatch.Kinds() {
		kinds = append(kinds, form.Choice{Value: string(k), Label: capital(k.Name())})
	}
	fields := []form.Field{
		{Name: "direction", Label: "Văn bản đến hay đi", Kind: form.OneOf, Required: true, Choices: []form.Choice{{Value: string(dispatch.In), Label: "Văn bản đến"}, {Value: string(dispatch.Out), Label: "Văn bản đi"}}},
		{Name: "number", Label: "Số, ký hiệu", Help: "Ví dụ 610/LĐLĐ, 03/KH-BCĐ.", Kind: form.Text, Required: true},
		{Name: "date", Label: "Ngày ban hành", Kind: form.Day, Required: true},
		{Name: "kind", Label: "Loại văn bản", Help: "Để trống nếu ký hiệu đã nói rõ.", Kind: form.OneOf, Choices: kinds},
		{Name: "issuer", Label: "Cơ quan ban hành", Help: "Tên ghi trên văn bản.", Kind: form.Text, Required: true},
	}
	fields = append(fields, issuer...)
	fields = append(fields,
		form.Field{Name: "parent_body", Label: "Cơ quan chủ quản", Kind: form.Text},
		form.Field{Name: "place", Label: "Địa danh", Help: "Ví dụ Lai Châu.", Kind: form.Text},
		form.Field{Name: "subject", Label: "Trích yếu", Kind: form.LongText, Required: true, Limit: dispatch.SubjectMax},
		form.Field{Name: "signer", Label: "Người ký", Kind: form.Text},
		form.Field{Name: "signer_title", Label: "Chức vụ người ký", Kind: form.Text},
		form.Field{Name: "recipients", Label: "Kính gửi", Help: "Mỗi dòng một nơi nhận, như ghi trên văn bản.", Kind: form.LongText},
		form.Field{Name: "copies", Label: "Nơi nhận", Help: "Mỗi dòng một nơi nhận.", Kind: form.LongText},
		form.Field{Name: "cites", Label: "Căn cứ", Help: "Mỗi dòng một văn bản: Kế hoạch số 204/KH-BCĐ ngày 02/10/2020 của Ban Chỉ đạo.", Kind: form.LongText},
		form.Field{Name: "note", Label: "Ghi chú", Kind: form.LongText, Limit: dispatch.NoteMax},
	)
	if len(owners) > 1 {
		fields = append(fields, form.Field{Name: "owner", Label: "Vào sổ của", Kind: form.OneOf, Required: true, Choices: owners})
	} else {
		fields = append(fields, form.Field{Name: "owner", Kind: form.Hidden})
	}
	file := form.Field{Name: "file", Label: "Tệp văn bản", Help: "PDF, Word, Excel hoặc ảnh chụp, tối đa 20 MB. Tệp được giữ nguyên như khi nhận.", Kind: form.File, Accept: endings()}
	if was != nil {
		if was.File != "" {
			file.Help = "Đang có tệp " + was.FileName + ". Chọn tệp khác nếu cần thay; bản cũ vẫn được giữ."
		}
		fields = append(fields, file, form.Field{Name: "reason", Label: "Lý do đính chính", Kind: form.LongText, Required: true, Limit: 500})
	} else {
		fields = append(fields, file)
	}
	return form.Form{Fields: fields}
}

// ownerChoices are the units in whose registers the person may enter documents: those of their grants.
func ownerChoices(a *door.Ask, s *sight.Sight, was *dispatch.Dispatch) ([]form.Choice, error) {
	var ids []org.UnitID
	if was != nil {
		ids = append(ids, was.Owner)
	}
	for _, g := range s.Grants() {
		if !slices.Contains(ids, g.Unit) && a.May(dispatch.Registering, g.Unit) {
			ids = append(ids, g.Unit)
		}
	}
	names, err := org.Names(a.V, ids, org.Today(a.V))
	var out []form.Choice
	for _, id := range ids {
		out = append(out, form.Choice{Value: id, Label: names[id]})
	}
	return out, err
}

func lines(s string) []string {
	var out []string
	for l := range strings.Lines(s) {
		if l = strings.TrimSuffix(viet.Clean(strings.TrimLeft(strings.TrimSpace(l), "-–+•")), ";"); viet.Clean(l) != "" {
			out = append(out, viet.Clean(l))
		}
	}
	return out
}

// recipients reads lines; one that stood there before keeps the units that somebody said it means.
func (w *writer) recipients(name string, which int) []dispatch.Recipient {
	out := dispatch.To(lines(w.sent.Get(name))...)
	if w.was == nil {
		return out
	}
	before := [2][]dispatch.Recipient{w.was.Recipients, w.was.Copies}[which]
	for i := range out {
		for _, b := range before {
			if b.Text == out[i].Text {
				out[i] = b
			}
		}
	}
	return out
}

// typed is a document as somebody would have typed it.
func typed(d dispatch.Dispatch) url.Values {
	join := func(rs []dispatch.Recipient) string {
		var all []string
		for _, r := range rs {
			all = append(all, r.Text)
		}
		return strings.Join(all, "\n")
	}
	var cites []string
	for _, c := range d.Cites {
		s := c.Number
		if c.Date != 0 {
			s += " ngày " + c.Date.VN()
		}
		if c.Issuer != "" {
			s += " của " + c.Issuer
		}
		cites = append(cites, s)
	}
	return url.Values{"direction": {string(d.Direction)}, "number": {d.Number}, "date": {d.Date.VN()}, "kind": {string(d.Kind)}, "issuer": {d.Issuer}, "issuer_unit": {d.IssuerUnit},
		"parent_body": {d.ParentBody}, "place": {d.Place}, "subject": {d.Subject}, "signer": {d.Signer}, "signer_title": {d.SignerTitle}, "recipients": {join(d.Recipients)},
		"copies": {join(d.Copies)}, "cites": {strings.Join(cites, "\n")}, "note": {d.Note}, "owner": {d.Owner}, "seen": {strconv.FormatInt(d.Version, 10)}}
}

// dispatch is the document that was typed.
func (w *writer) dispatch(file, name string) dispatch.Dispatch {
	t := w.answers.Text
	d := dispatch.Dispatch{Direction: dispatch.Direction(t("direction")), Number: t("number"), Kind: dispatch.Kind(t("kind")), Date: w.answers.Day("date"), Issuer: t("issuer"),
		IssuerUnit: w.issuer.Unit, ParentBody: t("parent_body"), Place: t("place"), Subject: viet.Clean(t("subject")), Signer: t("signer"), SignerTitle: t("signer_title"),
		Recipients: w.to[0], Copies: w.to[1], Cites: w.cites, Owner: t("owner"), Note: t("note"), File: file, FileName: name}
	if file == "" && w.was != nil {
		d.File, d.FileName = w.was.File, w.was.FileName
	}
	return d
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
