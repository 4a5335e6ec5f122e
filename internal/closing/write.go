package closing

import (
	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
	"phongtrao/internal/roster"
)

// Draft is a minute as it is written.
type Draft struct {
	Activity string
	Number   string
	Seen     string // Facts.Sum of what the writer saw
	Lines    []Stated
	Note     string
	Replaces string // the signed minute whose place it takes, "" for none
	Reason   string
	How      string // how the writer signs; "" is BySession
}

// Stated is what the writer says of one thing.
type Stated struct {
	What     string
	Evidence ledger.Evidence // Scanned or Counted: what the writer believes
	Signed   int64
	Why      Why
	Shares   []Share // what each unit has; nil is as proposed; the host has what is left
}

// Write keeps a minute with the signature of the one who wrote it, and closes the site provisionally where it is still open. One that was not
// confirmed is set aside by the next. Where something arrived since the writer looked it is a fault of kind Conflict.
func Write(tx *db.Tx, k kind.Kind, d Draft) (string, error) {
	if err := tx.Lock("closing/" + d.Activity); err != nil {
		return "", err
	}
	f, err := Know(&tx.View, k, d.Activity)
	if err != nil {
		return "", err
	}
	if f.Rehearsal {
		return "", fault.Invalidf("Đây là buổi diễn tập, không ghi thành số liệu nên không lập biên bản. Hãy tắt chế độ diễn tập của sự kiện khi làm thật.")
	}
	all, err := Of(&tx.View, d.Activity)
	if err != nil {
		return "", err
	}
	m := Minute{ID: tx.ID(), Activity: d.Activity, N: len(all) + 1, Number: viet.Clean(d.Number), Refused: f.Refused, Again: f.Again, Missing: f.Missing, Phones: f.Phones,
		Note: viet.Clean(d.Note), Replaces: d.Replaces, Reason: viet.Clean(d.Reason), seen: f.Sum()}
	if err := m.may(f.Activity, all); err != nil {
		return "", err
	}
	if d.Seen != m.seen {
		return "", moved(f)
	}
	for _, t := range f.Things {
		l, err := d.line(t, f.Activity.Unit, m.Note)
		if err != nil {
			return "", err
		}
		m.Lines = append(m.Lines, l)
	}
	if err := insertMinute(tx, m); err != nil {
		return "", err
	}
	if err := insertSignature(tx, m.ID, 1, d.How); err != nil {
		return "", err
	}
	act.Note(tx, "Lập biên bản "+m.Number+" của “"+f.Activity.Name+"”.")
	if f.Activity.State != activity.Running {
		return m.ID, nil
	}
	return m.ID, activity.Advance(tx, d.Activity, activity.Step{From: activity.Running, To: activity.ClosedProvisional, Made: roster.Made})
}

// may refuses a minute of a site that did not begin, or that passes over one that holds.
func (m Minute) may(a activity.Activity, all []Minute) error {
	if m.Number == "" {
		return fault.In("number", "Hãy ghi số biên bản, ví dụ: 01/BB-CĐ.")
	}
	if !a.State.Held() {
		return fault.Invalidf("“%s” %s, chưa bắt đầu nên chưa chốt được. Hãy bấm “Bắt đầu hoạt động” trước.", a.Name, a.State.Label())
	}
	for _, e := range all {
		switch {
		case e.Holds() && m.Replaces != e.ID:
			return fault.Conflictf("Điểm này đã có biên bản %s được hai người ký. Muốn sửa, hãy lập biên bản thay thế và ghi lý do.", e.Number)
		case e.Holds() && m.Reason == "":
			return fault.In("reason", "Hãy ghi lý do lập biên bản thay cho biên bản %s.", e.Number)
		case e.Holds():
			return nil
		}
	}
	if m.Replaces != "" {
		return fault.Conflictf("Biên bản được thay chưa ký đủ hoặc đã bị thay. Hãy tải lại trang.")
	}
	return nil
}

// moved tells a writer that figures changed under their hands.
func moved(f Facts) error {
	var scanned, counted int64
	if len(f.Things) > 0 {
		scanned, counted = f.Things[0].Scanned, f.Things[0].Counted
	}
	return fault.Conflictf("Số liệu của điểm vừa đổi: nay quét %s, đếm %s. Biên bản chưa được ghi; hãy xem lại số mới rồi lập lại.", viet.FormatInt(scanned), viet.FormatInt(counted))
}

// line reads what was stated of a thing, and refuses a difference that is not explained.
func (d Draft) line(t Thing, host, note string) (Line, error) {
	l := Line{What: t.What, Indicator: t.Indicator, Scanned: t.Scanned, Counted: t.Counted, Crowd: t.Crowd}
	var s Stated
	found := false
	for _, x := range d.Lines {
		if x.What == t.What {
			s, found = x, true
		}
	}
	if !found {
		return l, fault.In("signed", "Biên bản thiếu một mục đã có số liệu. Hãy tải lại trang rồi lập lại.")
	}
	l.Evidence, l.Signed, l.Why = s.Evidence, s.Signed, s.Why
	differs := t.Counted > 0 && t.Scanned != t.Counted || l.Signed != t.Total(l.Evidence)
	switch {
	case l.Evidence != ledger.Scanned && l.Evidence != ledger.Counted:
		return l, fault.In("evidence", "Hãy chọn biên bản chốt theo số quét hay số đếm.")
	case l.Signed < 0 || l.Signed > ledger.Limit:
		return l, fault.In("signed", "Số chốt phải từ 0 đến %s.", viet.FormatInt(ledger.Limit))
	case l.Why != "" && l.Why.Label() == "":
		return l, fault.In("why", "Không có lý do này. Hãy chọn trong danh sách.")
	case differs && l.Why == "":
		return l, fault.In("why", "Số quét %s, số đếm %s, số chốt %s chưa khớp nhau. Hãy chọn lý do chênh lệch.", viet.FormatInt(t.Scanned), viet.FormatInt(t.Counted), viet.FormatInt(l.Signed))
	case l.Why == Other && note == "":
		return l, fault.In("note", "Lý do chênh lệch là lý do khác. Hãy ghi rõ ở phần ghi chú.")
	}
	if s.Shares == nil {
		l.Shares = Propose(l.Signed, host, t.By(l.Evidence))
		return l, nil
	}
	var err error
	l.Shares, err = Settle(l.Signed, host, s.Shares)
	return l, err
}
