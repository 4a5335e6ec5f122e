package campaign

import (
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// Propose asks for another number in place of an assigned target, and returns the proposal's id. An earlier proposal that
// still waits is replaced by it.
func Propose(tx *db.Tx, target string, version int, quantityWanted int64, reason string) (string, error) {
	t, err := hold(tx, target)
	if err != nil {
		return "", err
	}
	if err := expect(tx, t, version, "đề nghị "+number(quantityWanted)); err != nil {
		return "", err
	}
	if err := quantity(quantityWanted); err != nil {
		return "", err
	}
	reason = viet.Clean(reason)
	switch {
	case t.Source == SelfSet:
		return "", fault.Invalidf("Chỉ tiêu tự đăng ký do đơn vị tự điều chỉnh, không cần đề nghị.")
	case reason == "":
		return "", fault.In("reason", "Hãy ghi lý do đề nghị.")
	case quantityWanted == t.Quantity:
		return "", fault.In("quantity", "Số đề nghị bằng chỉ tiêu đang có (%s). Hãy nhập số khác, hoặc nhận chỉ tiêu.", number(t.Quantity))
	}
	earlier, err := Proposals(&tx.View, t.ID)
	if err != nil {
		return "", err
	}
	for _, p := range earlier {
		if p.Answer == Waiting {
			if err := insertAnswer(tx, p.ID, Replaced, ""); err != nil {
				return "", err
			}
		}
	}
	p := Proposal{ID: tx.ID(), Target: t.ID, Version: version, Quantity: quantityWanted, Reason: reason}
	return p.ID, insertProposal(tx, p)
}

// Agree gives a unit the number that it proposed: the target is revised, and accepted as it was asked for.
// Version is the target's that the person saw. Without a reason in b, that of the proposal is kept.
func Agree(tx *db.Tx, proposal string, version int, b Because) error {
	p, err := ProposalByID(&tx.View, proposal)
	if err != nil {
		return err
	}
	if err := agree(tx, proposal, version, b); err != nil {
		return err
	}
	_, err = keepBatch(tx, Batch{Target: p.Target, Change: ByProposal, Kept: KeepAsIs, lines: []line{{p.Target, version, version + 1}}})
	return err
}

func agree(tx *db.Tx, proposal string, version int, b Because) error {
	p, t, err := waiting(tx, proposal)
	if err != nil {
		return err
	}
	if b = b.cleaned(); b.Reason == "" {
		b.Reason = "Đồng ý đề nghị của đơn vị: " + p.Reason
	}
	if err := revise(tx, t, version, p.Quantity, Accepted, ByProposal, b); err != nil {
		return err
	}
	return insertAnswer(tx, p.ID, Agreed, b.Reason)
}

// Decline leaves a target as it is, and tells the unit why. One that the unit objected to waits for its answer again.
func Decline(tx *db.Tx, proposal, reason string) error {
	p, t, err := waiting(tx, proposal)
	if err != nil {
		return err
	}
	if reason = viet.Clean(reason); reason == "" {
		return fault.In("reason", "Hãy ghi lý do không đồng ý để đơn vị biết.")
	}
	if t.State == Disputed {
		if err := uphold(tx, t, reason); err != nil {
			return err
		}
	}
	return insertAnswer(tx, p.ID, Declined, reason)
}

// waiting returns a proposal that has no answer yet, and its target, held.
func waiting(tx *db.Tx, proposal string) (Proposal, Target, error) {
	if err := lockTargets(tx); err != nil {
		return Proposal{}, Target{}, err
	}
	p, err := ProposalByID(&tx.View, proposal)
	if err != nil {
		return p, Target{}, err
	}
	t, err := TargetByID(&tx.View, p.Target)
	if err != nil {
		return p, t, err
	}
	if p.Answer != Waiting {
		return p, t, fault.Conflictf("Đề nghị %s của %s đã được trả lời lúc %s: %s.",
			number(p.Quantity), called(&tx.View, t.Unit, t.Period.To), p.AnsweredAt.VN(), p.Answer.Label())
	}
	return p, t, nil
}
