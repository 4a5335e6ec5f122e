package dispatches

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"phongtrao/internal/base/form"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

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
