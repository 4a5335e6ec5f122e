package task

import (
	"slices"
	"strings"
	"unicode/utf8"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
)

// Limits of one order.
const (
	TitleMax  = 300 // characters
	DetailMax = 10_000
	UnitsMax  = 20_000 // units that one order goes to
)

// Give gives the same work to units, and returns the keys of the tasks in their order. Each unit must be the giver or stand
// below it today. The fields ID, Unit, State, Given and GivenBy of t are not read.
func Give(tx *db.Tx, t Task, units ...string) ([]string, error) {
	t.Title, t.Detail, t.Cause, t.Wording = viet.Clean(t.Title), viet.CleanLines(t.Detail), viet.Clean(t.Cause), viet.Clean(t.Wording)
	switch {
	case t.Title == "":
		return nil, fault.In("title", "Chưa ghi nội dung việc giao.")
	case utf8.RuneCountInString(t.Title) > TitleMax:
		return nil, fault.In("title", "Tên việc dài quá %d ký tự. Hãy chuyển bớt sang phần chi tiết.", TitleMax)
	case utf8.RuneCountInString(t.Detail) > DetailMax:
		return nil, fault.In("detail", "Phần chi tiết dài quá %s ký tự.", viet.FormatInt(DetailMax))
	case t.Cause == "":
		return nil, fault.In("cause", "Hãy ghi việc này do văn bản nào giao.")
	case t.Recurrence != Once && t.Recurrence.Label() == Once.Label():
		return nil, fault.In("recurrence", "Không có cách lặp “%s”. Hãy chọn trong danh sách.", string(t.Recurrence))
	case t.Due == 0 && t.Recurrence != AfterEach:
		return nil, fault.In("due", "Hãy ghi hạn hoàn thành, hoặc chọn “%s”.", AfterEach.Label())
	case t.Until != 0 && t.Until < t.Due:
		return nil, fault.In("until", "Ngày kết thúc %s ở trước hạn đầu tiên %s.", t.Until.VN(), t.Due.VN())
	case len(units) == 0:
		return nil, fault.In("units", "Hãy chọn ít nhất một đơn vị để giao việc.")
	case len(units) > UnitsMax:
		return nil, fault.In("units", "Mỗi lần giao cho tối đa %s đơn vị.", viet.FormatInt(UnitsMax))
	}
	if err := below(&tx.View, t.Giver, units); err != nil {
		return nil, err
	}
	ids := make([]string, len(units))
	for i := range units {
		ids[i] = tx.ID()
	}
	return ids, insertTasks(tx, t, ids, units)
}

// below refuses units over which the giver has no authority today, and those named twice.
func below(v *db.View, giver string, units []string) error {
	h, err := org.HistoryOf(v)
	if err != nil {
		return err
	}
	if _, ok := h.Index(giver); !ok {
		return fault.In("giver", "Không tìm thấy đơn vị giao việc. Hãy chọn lại.")
	}
	seen := map[string]bool{}
	for _, u := range units {
		i, ok := h.Index(u)
		if !ok {
			return fault.In("units", "Không tìm thấy một đơn vị được giao. Hãy chọn lại trong danh sách.")
		}
		name := h.Name(i, org.Today(v))
		if seen[u] {
			return fault.In("units", "%s được chọn hai lần.", name)
		}
		seen[u] = true
		if !h.Alive(i, org.Today(v)) {
			return fault.In("units", "%s đã kết thúc hoạt động từ ngày %s, không giao việc được. Hãy chọn đơn vị kế thừa.", name, h.Ended(i).VN())
		}
		chain, err := org.Over(v, u)
		if err != nil {
			return err
		}
		if !slices.Contains(chain, giver) {
			return fault.In("units", "%s không trực thuộc đơn vị giao việc, nên không giao được.", name)
		}
	}
	return nil
}

// Arise makes one time of a task that falls due after each occasion: the drive with the word "activity/ID" is over, and the
// report is due by a day. The same occasion a second time changes nothing.
func Arise(tx *db.Tx, id, occasion string, by day.Day) error {
	t, err := open(tx, id)
	if err != nil {
		return err
	}
	occasion = viet.Clean(occasion)
	switch {
	case t.Recurrence != AfterEach:
		return fault.Invalidf("Việc “%s” không phải làm sau mỗi đợt.", t.Title)
	case occasion == "":
		return fault.In("occasion", "Chưa ghi đợt nào.")
	case by == 0:
		return fault.In("due", "Hãy ghi hạn hoàn thành.")
	}
	times, err := timesOf(&tx.View, []Task{t}, 0)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(times, func(d Due) bool { return d.Occasion == occasion }) {
		return nil
	}
	return insertDue(tx, id, occasion, by, "")
}

// Move gives another day by which a task, or one of its occasions, is due.
func Move(tx *db.Tx, id, occasion string, by day.Day, reason string) error {
	t, err := open(tx, id)
	if err != nil {
		return err
	}
	if reason = viet.Clean(reason); reason == "" {
		return fault.In("reason", "Hãy ghi lý do đổi hạn.")
	}
	if by == 0 {
		return fault.In("due", "Hãy ghi hạn mới.")
	}
	if _, err := theTime(&tx.View, t, occasion); err != nil {
		return err
	}
	if t.Recurrence.calendar() {
		return fault.Invalidf("Việc “%s” lặp %s; muốn đổi hạn, hãy rút việc này rồi giao lại.", t.Title, t.Recurrence.Label())
	}
	return insertDue(tx, id, occasion, by, reason)
}

// Finish records that a task, or one time of it, was done, with a note. Done already is a fault of kind Conflict that says when.
func Finish(tx *db.Tx, id, occasion, note string) error {
	t, err := open(tx, id)
	if err != nil {
		return err
	}
	if note = viet.CleanLines(note); utf8.RuneCountInString(note) > DetailMax {
		return fault.In("note", "Ghi chú dài quá %s ký tự.", viet.FormatInt(DetailMax))
	}
	d, err := theTime(&tx.View, t, occasion)
	if err != nil {
		return err
	}
	if d.Done != 0 {
		return fault.Conflictf("Việc “%s” đã được báo xong lúc %s.", t.Title, d.Done.VN())
	}
	return insertDone(tx, id, occasion, note)
}

// Withdraw takes a task back, with a reason. What was done stays.
func Withdraw(tx *db.Tx, id, reason string) error {
	t, err := open(tx, id)
	if err != nil {
		return err
	}
	if reason = viet.Clean(reason); reason == "" {
		return fault.In("reason", "Hãy ghi lý do rút việc.")
	}
	if t.State == Finished {
		return fault.Conflictf("Việc “%s” đã xong, không rút được.", t.Title)
	}
	return insertEnd(tx, id, reason)
}

// open returns a task that may still be changed, and keeps others from changing it until the act is over.
func open(tx *db.Tx, id string) (Task, error) {
	if err := tx.Lock("task " + id); err != nil {
		return Task{}, err
	}
	t, err := Get(&tx.View, id)
	if err == nil && t.State == Withdrawn {
		err = fault.Conflictf("Việc “%s” đã được rút.", t.Title)
	}
	return t, err
}

// theTime returns the one time of a task that is meant.
func theTime(v *db.View, t Task, occasion string) (Due, error) {
	until := day.Day(0)
	if t.Recurrence.calendar() {
		d, err := day.Parse(occasion)
		if err != nil {
			return Due{}, fault.In("occasion", "Hãy chọn kỳ nào của việc “%s” (%s).", t.Title, t.Recurrence.Label())
		}
		until = d
	}
	times, err := timesOf(v, []Task{t}, until)
	if err != nil {
		return Due{}, err
	}
	for _, d := range times {
		if d.Occasion == occasion {
			return d, nil
		}
	}
	return Due{}, fault.In("occasion", "Việc “%s” không có đợt hoặc kỳ này.", t.Title)
}

func contains(fold, words string) bool { return strings.Contains(fold, " "+words+" ") }
