package campaign

import (
	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// Revise gives a target another quantity, with a reason. What it gains comes out of its parent's reserve, what it loses
// goes back there; its own reserve bears the difference below. Version is the one that the person saw: where another was made
// since, it is a fault of kind Conflict that holds a *Stale.
func Revise(tx *db.Tx, target string, version int, quantity int64, b Because) error {
	state := Given
	t, err := hold(tx, target)
	if err != nil {
		return err
	}
	if t.Source == SelfSet {
		state = Accepted
	}
	if b = b.cleaned(); b.Reason == "" {
		return fault.In("reason", "Hãy ghi lý do điều chỉnh chỉ tiêu.")
	}
	if err := revise(tx, t, version, quantity, state, ByRevising, b); err != nil {
		return err
	}
	_, err = keepBatch(tx, Batch{Target: t.ID, Change: ByRevising, Kept: KeepAsIs, lines: []line{{t.ID, t.Version, t.Version + 1}}})
	return err
}

func revise(tx *db.Tx, t Target, version int, to int64, state State, change Change, b Because) error {
	if err := expect(tx, t, version, number(to)); err != nil {
		return err
	}
	if err := quantity(to); err != nil {
		return err
	}
	if to == t.Quantity {
		return fault.In("quantity", "Chỉ tiêu đã là %s. Hãy nhập số khác, hoặc thôi điều chỉnh.", number(to))
	}
	if b.Dispatch != "" {
		if _, err := dispatched(&tx.View, b.Dispatch); err != nil {
			return err
		}
	}
	if t.Parent != "" {
		parent, err := TargetByID(&tx.View, t.Parent)
		if err != nil {
			return err
		}
		if err := take(parent, to-t.Quantity); err != nil {
			return err
		}
		parent.Reserve -= to - t.Quantity
		if err := next(tx, parent, ByBelow, Because{Reason: b.Reason}); err != nil {
			return err
		}
	}
	act.Note(tx, "Chỉ tiêu của "+called(&tx.View, t.Unit, t.Period.To)+": "+number(t.Quantity)+" → "+number(to)+".")
	return resize(tx, t, to, state, change, b)
}

// Accept takes a target on, as the unit saw it.
func Accept(tx *db.Tx, target string, version int) error {
	return answer(tx, target, version, Accepted, "")
}

// Dispute objects to a target, with a reason. It counts as it is until it is revised.
func Dispute(tx *db.Tx, target string, version int, reason string) error {
	if reason = viet.Clean(reason); reason == "" {
		return fault.In("reason", "Hãy ghi lý do đề nghị xem lại chỉ tiêu.")
	}
	return answer(tx, target, version, Disputed, reason)
}

func answer(tx *db.Tx, target string, version int, state State, reason string) error {
	t, err := hold(tx, target)
	if err != nil {
		return err
	}
	if err := expect(tx, t, version, "câu trả lời “"+state.Label()+"”"); err != nil {
		return err
	}
	switch {
	case t.Source == SelfSet:
		return fault.Invalidf("Chỉ tiêu tự đăng ký không cần xác nhận. Muốn đổi số, hãy điều chỉnh.")
	case t.State == state:
		return fault.Invalidf("Chỉ tiêu này đang ở trạng thái “%s” rồi.", state.Label())
	}
	t.State = state
	return next(tx, t, ByAnswering, Because{Reason: reason})
}
