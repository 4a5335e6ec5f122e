package dispatch

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
)

// Limits of one document.
const (
	SubjectMax    = 1000 // characters
	NoteMax       = 5000
	NameMax       = 300 // characters of an issuer, a signer, a recipient
	RecipientsMax = 200
	CitesMax      = 100
)

// Register enters a document and returns its key. One that is there already (same issuer, kind, number and date) is a fault
// of kind Conflict. Kind may be left empty where the number says it.
func Register(tx *db.Tx, d Dispatch) (string, error) {
	n, err := prepare(&tx.View, &d)
	if err != nil {
		return "", err
	}
	if err := unique(tx, n, d); err != nil {
		return "", err
	}
	d.ID, d.Version, d.Reason = tx.ID(), 1, ""
	d.Registered, d.RegisteredBy = tx.At, tx.Actor
	return d.ID, insert(tx, n, d)
}

// Correct enters a further version of a document, with a reason. seen is the version that whoever corrects had before their
// eyes: where another was entered since, it is a fault of kind Conflict that says what has changed.
func Correct(tx *db.Tx, id string, seen int64, d Dispatch, reason string) error {
	if err := tx.Lock("dispatch " + id); err != nil {
		return err
	}
	was, err := Get(&tx.View, id)
	if err != nil {
		return err
	}
	if reason = viet.Clean(reason); reason == "" {
		return fault.In("reason", "Hãy ghi lý do đính chính.")
	}
	n, err := prepare(&tx.View, &d)
	if err != nil {
		return err
	}
	d.ID = id
	if was.Version != seen {
		return crossed(&tx.View, was, seen, d)
	}
	if len(differences(was, d)) == 0 {
		return fault.Invalidf("Không có gì khác với bản đang có, nên không lập bản đính chính.")
	}
	if err := unique(tx, n, d); err != nil {
		return err
	}
	d.Version, d.Reason = was.Version+1, reason
	d.Registered, d.RegisteredBy = tx.At, tx.Actor
	return insert(tx, n, d)
}

// crossed is the fault for the second of two people who corrected the same document.
func crossed(v *db.View, now Dispatch, seen int64, mine Dispatch) error {
	was, err := version(v, now.ID, seen)
	if err != nil {
		return err
	}
	var said []string
	for _, c := range differences(was, now) {
		said = append(said, fmt.Sprintf("%s: “%s” thành “%s” (bản của bạn: “%s”)", c.label, c.was, c.now, c.of(mine)))
	}
	return fault.Conflictf("Người khác đã đính chính %s lúc %s — %s. Hãy xem lại bản mới rồi đính chính tiếp nếu cần.", now.Title(), now.Registered.VN(), strings.Join(said, "; "))
}

// prepare cleans a document and refuses what no register may hold.
func prepare(v *db.View, d *Dispatch) (Number, error) {
	for _, s := range []*string{&d.Issuer, &d.ParentBody, &d.Place, &d.Subject, &d.Signer, &d.SignerTitle, &d.FileName} {
		*s = viet.Clean(*s)
	}
	d.Note = viet.CleanLines(d.Note)
	n, err := ParseNumber(d.Number)
	if err != nil {
		return n, err
	}
	d.Number = n.Text
	if d.Kind == "" {
		d.Kind = n.Kind
	}
	switch {
	case d.Direction != In && d.Direction != Out:
		return n, fault.In("direction", "Hãy chọn văn bản đến hay văn bản đi.")
	case !d.Kind.Known():
		return n, fault.In("kind", "Số %s chưa cho biết loại văn bản. Hãy chọn loại.", d.Number)
	case d.Date == 0:
		return n, fault.In("date", "Chưa ghi ngày của văn bản %s.", d.Number)
	case d.Issuer == "":
		return n, fault.In("issuer", "Chưa ghi cơ quan ban hành văn bản %s.", d.Number)
	case d.Subject == "":
		return n, fault.In("subject", "Chưa ghi trích yếu của văn bản %s.", d.Number)
	case d.Owner == "":
		return n, fault.In("owner", "Hãy chọn đơn vị vào sổ văn bản này.")
	case (d.File == "") != (d.FileName == ""):
		return n, fault.In("file", "Tệp đính kèm phải có cả tên và nội dung. Hãy đính kèm lại.")
	case d.File != "" && len(d.File) != 64:
		return n, fault.In("file", "Tệp đính kèm chưa được lưu xong. Hãy đính kèm lại.")
	case len(d.Recipients) > RecipientsMax || len(d.Copies) > RecipientsMax:
		return n, fault.In("recipients", "Nơi nhận có quá %d dòng. Hãy gộp thành nhóm đơn vị.", RecipientsMax)
	case len(d.Cites) > CitesMax:
		return n, fault.In("cites", "Có quá %d căn cứ.", CitesMax)
	}
	for _, l := range []struct {
		field, label, text string
		most               int
	}{{"subject", "Trích yếu", d.Subject, SubjectMax}, {"note", "Ghi chú", d.Note, NoteMax}, {"issuer", "Cơ quan ban hành", d.Issuer, NameMax}, {"parent_body", "Cơ quan chủ quản", d.ParentBody, NameMax},
		{"place", "Địa danh", d.Place, NameMax}, {"signer", "Người ký", d.Signer, NameMax}, {"signer_title", "Chức vụ người ký", d.SignerTitle, NameMax}, {"file", "Tên tệp", d.FileName, NameMax}} {
		if utf8.RuneCountInString(l.text) > l.most {
			return n, fault.In(l.field, "%s dài quá %s ký tự. Hãy rút gọn.", l.label, viet.FormatInt(int64(l.most)))
		}
	}
	for _, list := range [][]Recipient{d.Recipients, d.Copies} {
		if err := addressed(list); err != nil {
			return n, err
		}
	}
	for i := range d.Cites {
		c := &d.Cites[i]
		cited, err := ParseNumber(c.Number)
		if err != nil {
			return n, fault.In("cites", "Căn cứ thứ %d: %s", i+1, fault.Text(err))
		}
		c.Number, c.Issuer = cited.Text, viet.Clean(c.Issuer)
		if cited.Key() == n.Key() && c.Date == d.Date {
			return n, fault.In("cites", "Văn bản %s không thể căn cứ vào chính nó.", d.Number)
		}
	}
	return n, known(v, d)
}

func addressed(lines []Recipient) error {
	for i := range lines {
		r := &lines[i]
		r.Text = viet.Clean(r.Text)
		switch {
		case r.Text == "":
			return fault.In("recipients", "Dòng nơi nhận thứ %d còn trống. Hãy ghi hoặc bỏ dòng này.", i+1)
		case utf8.RuneCountInString(r.Text) > NameMax:
			return fault.In("recipients", "Dòng nơi nhận thứ %d dài quá %d ký tự.", i+1, NameMax)
		case r.Unit != "" && len(r.Kinds) > 0:
			return fault.In("recipients", "Dòng “%s” vừa chỉ một đơn vị vừa chỉ cả nhóm. Hãy chọn một.", r.Text)
		}
	}
	return nil
}

// known refuses a document that names units which nobody knows.
func known(v *db.View, d *Dispatch) error {
	h, err := org.HistoryOf(v)
	if err != nil {
		return err
	}
	named := map[string]string{"owner": d.Owner, "issuer": d.IssuerUnit}
	for _, r := range append(append([]Recipient{}, d.Recipients...), d.Copies...) {
		named["recipients "+r.Unit] = r.Unit
	}
	for field, id := range named {
		if id == "" {
			continue
		}
		i, ok := h.Index(id)
		if !ok {
			field, _, _ = strings.Cut(field, " ")
			return fault.In(field, "Không tìm thấy đơn vị đã chọn. Hãy chọn lại trong danh sách.")
		}
		if field == "issuer" && d.Date < h.Born(i) {
			name := h.Name(i, day.AsOf{Day: h.Born(i)})
			return fault.In("issuer", "%s thành lập ngày %s, sau ngày của văn bản (%s). Hãy xem lại ngày hoặc cơ quan ban hành.", name, h.Born(i).VN(), d.Date.VN())
		}
	}
	return nil
}

// unique refuses a document that is in the register already. The lock orders two who register the same number at once.
func unique(tx *db.Tx, n Number, d Dispatch) error {
	if err := tx.Lock("dispatch " + n.Key() + " " + d.Date.String()); err != nil {
		return err
	}
	twins, err := numbered(&tx.View, n.Key(), d.Date)
	if err != nil {
		return err
	}
	for _, t := range twins {
		if t.ID != d.ID && t.Kind == d.Kind && sameIssuer(t.IssuerUnit, t.Issuer, d.IssuerUnit, d.Issuer) {
			return fault.Conflictf("%s của %s đã có trong sổ (vào lúc %s). Hãy mở bản đã có; nếu bản đó sai, hãy đính chính.", upper(t.Title()), t.Issuer, t.Registered.VN())
		}
	}
	return nil
}

func upper(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:n]) + s[n:]
}
