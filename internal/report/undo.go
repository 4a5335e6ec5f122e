package report

import (
	"time"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/ledger"
)

// UndoTime is how long somebody may take back an acceptance that they gave.
const UndoTime = 10 * time.Minute

// Undo takes an acceptance back, shortly after it was given and by whoever gave it. Nothing is wiped out: the entries are reversed, and
// the same figures wait again as a further version. Where the acceptance had taken the place of an earlier one, that one's figures are
// posted again.
func Undo(tx *db.Tx, id string, seen int64) error {
	s, err := hold(tx, id, seen)
	if err != nil {
		return err
	}
	switch {
	case s.State != Accepted:
		return fault.Conflictf("Báo cáo này không còn ở trạng thái “%s” nên không hoàn tác được. Hãy tải lại để xem bản hiện nay.", Accepted.Label())
	case s.DecidedBy != tx.Actor:
		return fault.Conflictf("Chỉ người đã tiếp nhận mới hoàn tác được việc tiếp nhận.")
	case tx.At-s.DecidedAt > day.Instant(UndoTime/time.Microsecond):
		return fault.Conflictf("Đã quá %d phút từ khi tiếp nhận nên không hoàn tác được nữa. Muốn sửa số, hãy đề nghị đơn vị gửi lại.", int(UndoTime/time.Minute))
	}
	entries, err := lastPosted(&tx.View, id)
	if err != nil {
		return err
	}
	for _, seq := range entries {
		if _, gone, err := ledger.ReversalOf(&tx.View, seq); err != nil {
			return err
		} else if gone {
			return fault.Conflictf("Bút toán của báo cáo này đã được đảo riêng nên không hoàn tác được. Hãy xem lý lịch số liệu.")
		}
		if _, err := ledger.Reverse(tx, seq, "hoàn tác việc tiếp nhận"); err != nil {
			return err
		}
	}
	next := s
	next.Version++
	before, some, err := acceptedBefore(&tx.View, s)
	if err != nil {
		return err
	}
	if some { // what it had replaced counts again
		before.Version, next.Version = next.Version, next.Version+1
		if err := restore(tx, before); err != nil {
			return err
		}
	}
	return insertVersion(tx, next)
}

// acceptedBefore returns the version that counted until a version was accepted, if one did.
func acceptedBefore(v *db.View, s Submission) (Submission, bool, error) {
	all, err := Versions(v, s.ID)
	if err != nil {
		return s, false, err
	}
	for i := len(all) - 1; i >= 0; i-- {
		if was := all[i]; was.Version < s.Version && was.State == Accepted {
			posted, err := db.All(v, db.Number, `SELECT entry FROM report_posted WHERE owner = ? AND version = ?`, s.ID, was.Version)
			if err != nil {
				return s, false, err
			}
			for _, seq := range posted { // an acceptance that was itself undone counted no more
				r, gone, err := ledger.ReversalOf(v, seq)
				if err != nil {
					return s, false, err
				}
				if !gone || r.Reason != replaced(s.Version) {
					return s, false, nil
				}
			}
			return was, true, nil
		}
	}
	return s, false, nil
}

// restore posts an earlier version again, as a version that is accepted at once.
func restore(tx *db.Tx, s Submission) error {
	a, err := activity.Get(&tx.View, s.Activity)
	if err != nil {
		return err
	}
	if err := insertVersion(tx, s); err != nil {
		return err
	}
	_, err = post(tx, a, s)
	return err
}
