package intake

import (
	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/base/work"
	"phongtrao/internal/org"
)

// Check refuses a decision that does not say enough.
func (a Answers) Check() error {
	switch {
	case viet.Clean(a.Number) == "":
		return fault.In("number", "Chưa ghi số quyết định thành lập các đơn vị. Hãy ghi số và ký hiệu, ví dụ 2134/QĐ-LĐLĐ.")
	case a.Date == 0:
		return fault.In("date", "Chưa ghi ngày ký quyết định.")
	case a.Effective == 0:
		return fault.In("effective", "Chưa ghi ngày có hiệu lực. Đơn vị không có ngày thành lập riêng được ghi từ ngày này.")
	}
	return nil
}

// Commit founds all units that a plan takes, by one decision, and returns the change. Rows that are refused or there already are left.
func Commit(tx *db.Tx, p *Plan, by org.Decision, tell *work.Progress) (change string, err error) {
	for i := range p.Rows {
		p.Rows[i].id = tx.ID()
	}
	var list []org.Listed
	for i, r := range p.Rows {
		if r.State != Taken {
			continue
		}
		u := org.Listed{Unit: org.Unit{ID: r.id, Name: r.Name, Short: r.Short, Code: r.Code, Kind: r.Kind, Parent: r.parent}, From: r.From}
		if r.within >= 0 {
			u.Parent = p.Rows[r.within].id
		}
		list = append(list, u)
		if i%500 == 0 {
			tell.At(i)
		}
	}
	if len(list) == 0 {
		return "", fault.Invalidf("Không có dòng nào để nhập: các đơn vị đã có, hoặc các dòng còn lỗi. Hãy xem lý do ở từng dòng.")
	}
	tell.Say("Đang ghi " + viet.FormatInt(int64(len(list))) + " đơn vị vào cây tổ chức")
	if change, err = org.FoundList(tx, list, by); err != nil {
		return "", err
	}
	act.Note(tx, "Nhập "+viet.FormatInt(int64(len(list)))+" đơn vị theo danh sách.")
	tell.At(len(p.Rows))
	return change, nil
}

// Take commits a plan for a list that was kept, once.
func Take(tx *db.Tx, id string, p *Plan, tell *work.Progress) error {
	l, err := Get(&tx.View, id)
	if err != nil {
		return err
	}
	if l.End != nil && l.End.Undone == 0 {
		return taken(l)
	}
	if err := l.Answers.Check(); err != nil {
		return err
	}
	by := l.Answers.Decision()
	change, err := Commit(tx, p, by, tell)
	if err != nil {
		return err
	}
	return insertEnd(tx, id, "taken", End{Change: change, Taken: int64(p.Count(Taken)), Have: int64(p.Count(Existing)), Refused: int64(p.Count(Refused))})
}

// Undo takes a list back, whole: its units were never there. It is refused where something was recorded since that needs them.
func Undo(tx *db.Tx, id string) error {
	l, err := Get(&tx.View, id)
	if err != nil {
		return err
	}
	switch {
	case l.End == nil:
		return fault.Conflictf("Danh sách “%s” chưa được nhập nên không có gì để hủy.", l.Name)
	case l.End.Undone != 0:
		return fault.Conflictf("Lần nhập danh sách “%s” đã được hủy lúc %s.", l.Name, l.End.Undone.VN())
	}
	if err := org.Withdraw(tx, l.End.Change, org.Decision{Effective: tx.At.Day(), Note: "Hủy nhập danh sách " + l.Name}); err != nil {
		if k := fault.KindOf(err); k == fault.Invalid || k == fault.Conflict {
			return fault.New(k, "Chưa hủy được vì sau khi nhập đã có việc khác dựa vào các đơn vị này: %s", fault.Text(err))
		}
		return err
	}
	return insertEnd(tx, id, "undone", *l.End)
}
