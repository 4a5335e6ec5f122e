package campaign

import (
	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// Seen is a proposal as somebody saw it, with the version of its target.
type Seen struct {
	Proposal string
	Version  int
}

// AgreeAll gives several units below one target the numbers that they proposed, in one batch, and returns its id. What they gain
// together comes out of that target's reserve: either all get it or none.
func AgreeAll(tx *db.Tx, parent string, all []Seen, b Because) (string, error) {
	var lines []line
	for _, s := range all {
		t, err := answered(tx, parent, s.Proposal)
		if err != nil {
			return "", err
		}
		if err := agree(tx, s.Proposal, s.Version, b); err != nil {
			return "", err
		}
		lines = append(lines, line{t.ID, t.Version, t.Version + 1})
	}
	if len(lines) == 0 {
		return "", fault.Invalidf("Chưa chọn đề nghị nào. Hãy đánh dấu các đề nghị muốn trả lời.")
	}
	act.Note(tx, "Đồng ý "+itoa(len(lines))+" đề nghị.")
	return keepBatch(tx, Batch{Target: parent, Change: ByAnswering, What: "đồng ý đề nghị", Kept: KeepAsIs, lines: lines})
}

// DeclineAll leaves several targets below one as they are, and tells their units why.
func DeclineAll(tx *db.Tx, parent string, all []Seen, reason string) error {
	for _, s := range all {
		if _, err := answered(tx, parent, s.Proposal); err != nil {
			return err
		}
		if err := Decline(tx, s.Proposal, reason); err != nil {
			return err
		}
	}
	if len(all) == 0 {
		return fault.Invalidf("Chưa chọn đề nghị nào. Hãy đánh dấu các đề nghị muốn trả lời.")
	}
	return nil
}

// answered returns the target that a proposal is about: leave was asked for the one above it, so it must stand below that.
func answered(tx *db.Tx, parent, proposal string) (Target, error) {
	_, t, err := waiting(tx, proposal)
	if err == nil && t.Parent != parent {
		err = fault.NotFoundf("Có đề nghị không thuộc bảng chia này. Hãy tải lại trang rồi chọn lại.")
	}
	return t, err
}

// Uphold leaves a target that a unit objects to as it is, and says why. The unit answers again.
func Uphold(tx *db.Tx, target string, version int, reason string) error {
	t, err := hold(tx, target)
	if err != nil {
		return err
	}
	if err := expect(tx, t, version, "trả lời “giữ nguyên”"); err != nil {
		return err
	}
	if reason = viet.Clean(reason); reason == "" {
		return fault.In("reason", "Hãy ghi lý do giữ nguyên để đơn vị biết.")
	}
	if t.State != Disputed {
		return fault.Invalidf("Chỉ tiêu này không có đề nghị xem lại nào đang chờ: đơn vị %s.", t.State.Label())
	}
	return uphold(tx, t, reason)
}

func uphold(tx *db.Tx, t Target, reason string) error {
	t.State = Given
	return next(tx, t, ByUpholding, Because{Reason: reason})
}
