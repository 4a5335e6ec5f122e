package units

import (
	"net/http"

	"phongtrao/internal/base/blob"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/web/door"
)

// paperFields ask for the decision that a change rests on.
func paperFields(mends bool) []form.Field {
	if mends {
		return []form.Field{
			{Name: "note", Label: "Lý do", Help: "Ghi nhận cũ sai ở đâu, căn cứ vào đâu để sửa.", Required: true, Kind: form.Text},
			{Name: "number", Label: "Số văn bản đính chính", Help: "Nếu có.", Kind: form.Text, Limit: 60},
			{Name: "date", Label: "Ngày ký", Kind: form.Day},
			{Name: "issuer", Label: "Cơ quan ban hành", Kind: form.Text},
		}
	}
	return []form.Field{
		{Name: "number", Label: "Số quyết định", Help: "Ví dụ 2134/QĐ-LĐLĐ.", Required: true, Kind: form.Text, Limit: 60},
		{Name: "date", Label: "Ngày ký", Required: true, Kind: form.Day},
		{Name: "issuer", Label: "Cơ quan ban hành", Required: true, Kind: form.Text},
		{Name: "note", Label: "Ghi chú", Kind: form.Text},
	}
}

// registered fills in a decision that was chosen from the register.
func (q *asking) registered() error {
	id := q.sent.Get("dispatch")
	if id == "" {
		return nil
	}
	d, err := dispatch.Get(q.v, id)
	if err != nil {
		return err
	}
	if !q.sight.Has(d.Owner) {
		return fault.New(fault.Denied, "Văn bản này ở sổ của đơn vị ngoài phạm vi của bạn. Hãy chọn văn bản khác.")
	}
	q.sent.Set("number", d.Number)
	q.sent.Set("date", d.Date.VN())
	q.sent.Set("issuer", d.Issuer)
	q.sent.Set("doc", d.ID)
	q.sent.Del("file")
	return nil
}

// document returns the document of the register that the decision was taken from, false where another number stands there now.
func (q *asking) document() (dispatch.Dispatch, bool) {
	id := q.sent.Get("doc")
	if id == "" {
		return dispatch.Dispatch{}, false
	}
	d, err := dispatch.Get(q.v, id)
	return d, err == nil && d.Number == q.sent.Get("number") && q.sight.Has(d.Owner)
}

// file is the hash of the decision's file: the one that was sent, else that of the document in the register.
func (q *asking) file() string {
	if hash := q.sent.Get("file"); blob.Valid(hash) && q.a.House.Files.Has(hash) {
		return hash
	}
	if d, ok := q.document(); ok {
		return d.File
	}
	return ""
}

// registerMax is how many documents of the register are offered.
const registerMax = 6

// register offers the decisions that are in the register already, those that fit a few words or the newest.
func (q *asking) register() ([]ui.Row, error) {
	f := dispatch.Filter{Text: q.sent.Get("look"), Limit: 200}
	if f.Text == "" {
		f.Kind = dispatch.Order
	}
	found, err := dispatch.List(q.v, f)
	if err != nil {
		return nil, err
	}
	var out []ui.Row
	for _, d := range found {
		if !q.sight.Has(d.Owner) {
			continue
		}
		if len(out) == registerMax {
			break
		}
		out = append(out, ui.Row{Cells: []ui.Cell{{Text: d.Number, Sub: "ngày " + d.Date.VN(), Strong: true}, {Text: d.Subject, Sub: d.Issuer},
			{Body: ui.Button{Label: "Chọn", Name: "dispatch", Value: d.ID}}}})
	}
	return out, nil
}

// paperEndings are the kinds of files that a decision may come as.
var paperEndings = []string{".pdf", ".docx", ".doc", ".jpg", ".jpeg", ".png"}

// attached keeps the decision's file, if one was sent, and returns its hash.
func attached(a *door.Ask) (string, error) {
	f, head, err := a.R.FormFile("paper")
	if err == http.ErrMissingFile || err == http.ErrNotMultipart {
		return "", nil
	}
	if err != nil {
		return "", fault.In("paper", "Không đọc được tệp gửi lên. Hãy chọn lại tệp.")
	}
	defer f.Close()
	if head.Size == 0 && head.Filename == "" {
		return "", nil
	}
	field := form.Field{Name: "paper", Label: "Tệp quyết định", Kind: form.File, Accept: paperEndings}
	if _, problems := (form.Form{Fields: []form.Field{field}}).Parse(map[string][]string{"paper": {head.Filename}}); len(problems) > 0 {
		return "", form.Fault(problems)
	}
	hash, err := a.House.Files.Put(f, door.FileMax)
	if err != nil && fault.KindOf(err) == fault.Invalid {
		err = fault.In("paper", "%s", fault.Text(err))
	}
	return hash, err
}
