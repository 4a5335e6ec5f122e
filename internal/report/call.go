package report

import (
	"slices"
	"strings"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
)

// Grace is how many days after an activity the report of its host is due, where nobody set a day.
const Grace = 3

// CallMax is how many units one call may ask.
const CallMax = 20_000

// Ask for reports: Call asks units to report on an activity by a day, or moves that day; it returns how many units were asked anew.
// A unit that was asked for the same day already stays as it is.
func Call(tx *db.Tx, id string, due day.Day, units ...string) (int, error) {
	if err := tx.Lock("report " + id); err != nil {
		return 0, err
	}
	a, err := activity.Get(&tx.View, id)
	if err != nil {
		return 0, err
	}
	switch {
	case a.State == activity.Cancelled:
		return 0, fault.In("activity", "Hoạt động “%s” đã huỷ nên không có số liệu để báo.", a.Name)
	case due == 0:
		return 0, fault.In("due", "Hãy ghi hạn gửi báo cáo.")
	case due < a.Day:
		return 0, fault.In("due", "Hạn %s ở trước ngày diễn ra hoạt động (%s). Hãy chọn ngày sau đó.", due.VN(), a.Day.VN())
	case len(units) == 0:
		return 0, fault.In("units", "Hãy chọn ít nhất một đơn vị phải báo cáo.")
	case len(units) > CallMax:
		return 0, fault.In("units", "Mỗi lần yêu cầu tối đa %s đơn vị.", viet.FormatInt(CallMax))
	}
	asked, err := callsOf(&tx.View, []string{id}, nil)
	if err != nil {
		return 0, err
	}
	was := map[string]day.Day{}
	for _, c := range asked {
		was[c.unit] = c.due
	}
	var fresh []string
	for _, u := range units {
		if was[u] == due || slices.Contains(fresh, u) {
			continue
		}
		if err := reach(&tx.View, a, u); err != nil {
			return 0, err
		}
		fresh = append(fresh, u)
	}
	return len(fresh), insertCalls(tx, id, due, "", fresh)
}

// Uncall says that units need not report on an activity after all, with a reason.
func Uncall(tx *db.Tx, id, reason string, units ...string) error {
	if err := tx.Lock("report " + id); err != nil {
		return err
	}
	if reason = viet.Clean(reason); reason == "" {
		return fault.In("reason", "Hãy ghi lý do không cần báo cáo nữa.")
	}
	asked, err := callsOf(&tx.View, []string{id}, nil)
	if err != nil {
		return err
	}
	for _, u := range units {
		if !slices.ContainsFunc(asked, func(c call) bool { return c.unit == u }) {
			return fault.Conflictf("Có đơn vị không được yêu cầu báo cáo hoạt động này, hoặc đã được miễn. Hãy tải lại trang.")
		}
	}
	return insertCalls(tx, id, 0, reason, units)
}

// call is one request that holds.
type call struct {
	activity, unit string
	due            day.Day
}

// callsOf returns the requests that hold, of activities or of units.
func callsOf(v *db.View, activities, units []string) ([]call, error) {
	var all []call
	for _, c := range []struct {
		column string
		ids    []string
	}{{"activity", activities}, {"unit", units}} {
		for part := range slices.Chunk(c.ids, chunk) {
			some, err := db.All(v, func(s db.Scanner) (c call, err error) {
				err = s.Scan(&c.activity, &c.unit, &c.due)
				return c, err
			}, `SELECT c.activity, c.unit, c.due FROM report_call c WHERE c.`+c.column+` IN (`+marks(len(part))+`)
				AND c.due <> '' AND c.id = (SELECT max(l.id) FROM report_call l WHERE l.activity = c.activity AND l.unit = c.unit) ORDER BY c.id`, anys(part)...)
			if err != nil {
				return nil, err
			}
			all = append(all, some...)
		}
	}
	return all, nil
}

func insertCalls(tx *db.Tx, activity string, due day.Day, reason string, units []string) error {
	rows := make([][]any, len(units))
	for i, u := range units {
		rows[i] = []any{tx.ID(), activity, u, due, reason, int64(tx.At), tx.Actor}
	}
	if len(rows) == 0 {
		return nil
	}
	return tx.Insert("report_call", []string{"id", "activity", "unit", "due", "reason", "recorded", "recorded_by"}, rows)
}

// chunk is how many keys one statement names.
const chunk = 500

func marks(n int) string { return strings.TrimPrefix(strings.Repeat(", ?", n), ", ") }

func anys(ids []string) []any {
	out := make([]any, len(ids))
	for i, s := range ids {
		out[i] = s
	}
	return out
}

// below returns the units of a set that stand at or under one today, in the order given.
func below(v *db.View, at string, units []string) (map[string]bool, error) {
	in := map[string]bool{}
	for _, u := range units {
		if _, asked := in[u]; asked {
			continue
		}
		ok, err := org.Within(v, at, u)
		if err != nil {
			return nil, err
		}
		in[u] = ok
	}
	return in, nil
}
