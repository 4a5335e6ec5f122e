package report

import (
	"slices"
	"unicode/utf8"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/indicator"
	"phongtrao/internal/org"
)

// Submit sends what a unit declares of an activity, and returns the key of the submission. A unit that did so before is
// told to send that one again: two reports of one thing would count twice.
func Submit(tx *db.Tx, s Submission) (string, error) {
	if err := tx.Lock("report " + s.Unit + " " + s.Activity); err != nil {
		return "", err
	}
	if err := declared(&tx.View, &s); err != nil {
		return "", err
	}
	before, err := submissionOf(&tx.View, s.Unit, s.Activity)
	if err != nil {
		return "", err
	}
	if before != "" {
		was, err := Get(&tx.View, before)
		if err != nil {
			return "", err
		}
		return "", fault.Conflictf("Đơn vị đã gửi số liệu hoạt động này lúc %s (%s). Muốn thay số, hãy mở báo cáo đó và gửi lại.", was.At.VN(), was.State.Label())
	}
	s.ID, s.Version = tx.ID(), 1
	if err := insertSubmission(tx, s); err != nil {
		return "", err
	}
	return s.ID, insertVersion(tx, s)
}

// Resubmit sends a submission again as a further version: in place of one that waits, was returned or withdrawn, or, with an
// explanation, of one that was accepted; that one's entries stand until the new version is accepted in its turn. seen is the
// version that whoever sends had before their eyes.
func Resubmit(tx *db.Tx, id string, seen int64, lines []Line, explanation string) error {
	was, err := hold(tx, id, seen)
	if err != nil {
		return err
	}
	s := Submission{ID: id, Version: was.Version + 1, Unit: was.Unit, Activity: was.Activity, Lines: lines, Explanation: explanation}
	if err := declared(&tx.View, &s); err != nil {
		return err
	}
	if slices.Equal(s.Lines, was.Lines) && was.State != Returned && was.State != Withdrawn {
		return fault.Invalidf("Số liệu không khác bản đã gửi lúc %s nên không gửi lại.", was.At.VN())
	}
	if was.State == Accepted && s.Explanation == "" {
		return fault.In("explanation", "Bản trước đã được tiếp nhận lúc %s. Muốn thay số, hãy ghi lý do.", was.DecidedAt.VN())
	}
	return insertVersion(tx, s)
}

// Withdraw takes back a version that nobody has decided about yet.
func Withdraw(tx *db.Tx, id string, seen int64, reason string) error {
	s, err := undecided(tx, id, seen)
	if err != nil {
		return err
	}
	if reason = viet.Clean(reason); reason == "" {
		return fault.In("reason", "Hãy ghi lý do rút số liệu.")
	}
	return insertDecision(tx, s, Withdrawn, reason)
}

// hold returns the last version of a submission, and keeps others from changing it until the act is over. Where it is not
// the one that was seen, somebody came first.
func hold(tx *db.Tx, id string, seen int64) (Submission, error) {
	if err := tx.Lock("report " + id); err != nil {
		return Submission{}, err
	}
	s, err := Get(&tx.View, id)
	if err != nil {
		return Submission{}, err
	}
	if s.Version != seen {
		return s, overtaken(&tx.View, s, seen)
	}
	return s, nil
}

// undecided is hold for what must still wait for a decision.
func undecided(tx *db.Tx, id string, seen int64) (Submission, error) {
	s, err := hold(tx, id, seen)
	if err == nil && s.State != Submitted {
		err = decided(s)
	}
	return s, err
}

// declared cleans a submission and refuses what nobody can accept.
func declared(v *db.View, s *Submission) error {
	s.Explanation = viet.CleanLines(s.Explanation)
	if utf8.RuneCountInString(s.Explanation) > ExplanationMax {
		return fault.In("explanation", "Giải trình dài quá %s ký tự.", viet.FormatInt(ExplanationMax))
	}
	if _, err := takesPart(v, s.Activity, s.Unit); err != nil {
		return err
	}
	return checkLines(v, s.Lines)
}

// takesPart returns an activity of which a unit can have figures.
func takesPart(v *db.View, id, unit string) (activity.Activity, error) {
	a, err := takesPlace(v, id)
	if err != nil {
		return a, err
	}
	return a, reach(v, a, unit)
}

// takesPlace returns an activity of which figures can be made.
func takesPlace(v *db.View, id string) (activity.Activity, error) {
	a, err := activity.Get(v, id)
	if err != nil {
		return a, err
	}
	if a.State == activity.Cancelled || a.State == activity.Postponed {
		return a, fault.In("activity", "Hoạt động “%s” %s nên chưa có số liệu.", a.Name, a.State.Label())
	}
	if today := v.At.Day(); a.Day > today {
		return a, fault.In("activity", "Hoạt động “%s” diễn ra ngày %s, hôm nay mới là %s. Hãy gửi số liệu sau khi hoạt động diễn ra.", a.Name, a.Day.VN(), today.VN())
	}
	return a, nil
}

// reach refuses to credit a unit that has no part in an activity. Figures of a campaign without an activity are asked about with the
// campaign alone.
func reach(v *db.View, a activity.Activity, unit string) error {
	h, err := org.HistoryOf(v)
	if err != nil {
		return err
	}
	i, known := h.Index(unit)
	if !known {
		return fault.In("unit", "Không tìm thấy đơn vị. Hãy chọn lại trong danh sách.")
	}
	if ok, err := activity.TakesPart(v, a, unit); err != nil || ok {
		return err
	}
	c, err := campaign.Get(v, a.Campaign)
	if err != nil {
		return err
	}
	return fault.In("unit", "%s không thuộc phong trào “%s”, nên không ghi số liệu ở đây được.", h.Name(i, org.Today(v)), c.Name)
}

// checkLines cleans lines and refuses those that no ledger would take.
func checkLines(v *db.View, lines []Line) error {
	switch {
	case len(lines) == 0:
		return fault.In("lines", "Chưa ghi số liệu nào.")
	case len(lines) > LinesMax:
		return fault.In("lines", "Có quá %d dòng số liệu.", LinesMax)
	}
	seen := map[string]bool{}
	for i := range lines {
		l := &lines[i]
		l.Note = viet.Clean(l.Note)
		of, err := indicator.Get(v, l.Indicator)
		switch {
		case err != nil:
			return fault.In(l.Indicator, "%s", fault.Text(err))
		case seen[l.Indicator]:
			return fault.In(l.Indicator, "Chỉ số “%s” được ghi hai lần.", of.Name)
		case l.Lo < 0 || l.Hi < 0 || !l.Open && l.Lo > l.Hi || l.Open && l.Hi != 0 || l.Lo > viet.MaxCount || l.Hi > viet.MaxCount:
			return fault.In(l.Indicator, "Con số của “%s” không đúng. Hãy ghi lại.", of.Name)
		case utf8.RuneCountInString(l.Note) > NoteMax:
			return fault.In(l.Indicator, "Giải trình của “%s” dài quá %s ký tự.", of.Name, viet.FormatInt(NoteMax))
		}
		seen[l.Indicator] = true
	}
	return nil
}
