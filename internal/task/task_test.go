package task_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/org"
	"phongtrao/internal/task"
	"phongtrao/internal/testkit"
)

// house has a federation, two unions below it, and a neighbour.
func house(t *testing.T) *testkit.House {
	t.Helper()
	h := testkit.New(t, access.Schema, act.Schema, org.Schema, task.Schema)
	h.Write(func(tx *db.Tx) error {
		_, err := org.FoundAll(tx, []org.Unit{
			{ID: "hp", Name: "LĐLĐ TP Hải Phòng", Kind: "federation"},
			{ID: "an", Name: "Công đoàn phường An Dương", Kind: "commune", Parent: "hp"},
			{ID: "do", Name: "Công đoàn phường Đồ Sơn", Kind: "commune", Parent: "hp"},
			{ID: "lc", Name: "LĐLĐ tỉnh Lai Châu", Kind: "federation"},
		}, org.Decision{Number: "1/QĐ-TLĐ", Date: day.Must("2025-07-01"), Issuer: "TLĐ", Effective: day.Must("2025-07-01")})
		return err
	})
	return h
}

func report() task.Task {
	return task.Task{Giver: "hp", Title: "Báo cáo kết quả hiến máu", Cause: "dispatch/d1 item 4", Due: day.Must("2026-11-10")}
}

func give(t *testing.T, h *testkit.House, w task.Task, units ...string) (ids []string) {
	t.Helper()
	h.Do(task.Giving, w.Giver, func(tx *db.Tx) (err error) {
		ids, err = task.Give(tx, w, units...)
		return err
	})
	return ids
}

// due lists what is due: unit, occasion, day, days late.
func due(h *testkit.House, by string, units ...string) (lines []string) {
	h.T.Helper()
	h.See(func(v *db.View) error {
		all, err := task.DueBy(v, day.Must(by), units...)
		for _, d := range all {
			late := "in time"
			if d.Late > 0 {
				late = "late"
			}
			lines = append(lines, strings.Join(strings.Fields(d.Unit+" "+d.Occasion+" "+d.By.String()+" "+late), " "))
		}
		return err
	})
	return lines
}

func TestGivenAndDone(t *testing.T) {
	h := house(t)
	ids := give(t, h, report(), "an", "do")
	if d := cmp.Diff([]string{"an 2026-11-10 in time", "do 2026-11-10 in time"}, due(h, "2026-11-12")); d != "" {
		t.Error(d)
	}
	if got := due(h, "2026-11-09"); got != nil {
		t.Error("due before its day:", got)
	}
	h.Clock.Advance(10 * 24 * time.Hour) // 12 November
	h.Do(task.Doing, ids[0], func(tx *db.Tx) error { return task.Finish(tx, ids[0], "", "đã gửi 04 biểu") })
	if d := cmp.Diff([]string{"do 2026-11-10 late"}, due(h, "2026-11-12")); d != "" {
		t.Error(d)
	}
	err := h.Try(task.Doing, ids[0], func(tx *db.Tx) error { return task.Finish(tx, ids[0], "", "lần nữa") })
	if fault.KindOf(err) != fault.Conflict || !strings.Contains(fault.Text(err), "ngày 12/11/2026") {
		t.Error(err)
	}
	h.See(func(v *db.View) error {
		w, err := task.Get(v, ids[0])
		if err != nil || w.State != task.Finished || w.Title != report().Title || w.Due != report().Due || w.GivenBy != act.Program {
			t.Errorf("%+v, %v", w, err)
		}
		times, err := task.Times(v, ids[0], 0)
		if err != nil || len(times) != 1 || times[0].Note != "đã gửi 04 biểu" || times[0].DoneBy == "" {
			t.Errorf("%+v, %v", times, err)
		}
		if p, err := task.ProgressOf(v, "dispatch/d1"); err != nil || p != (task.Progress{Units: 2, Done: 1, Late: 1}) {
			t.Errorf("%+v, %v", p, err)
		}
		if p, _ := task.ProgressOf(v, "dispatch/d"); p.Units != 0 {
			t.Error("another cause's tasks are counted")
		}
		mine, err := task.Of(v, "do")
		if len(mine) != 1 || mine[0].ID != ids[1] {
			t.Errorf("%+v", mine)
		}
		return err
	})
}

func TestAMovedDeadlineMovesItsReminder(t *testing.T) {
	h := house(t)
	id := give(t, h, report(), "an")[0]
	h.Do(task.Changing, id, func(tx *db.Tx) error {
		return task.Move(tx, id, "", day.Must("2026-12-01"), "lùi do hoãn đợt hiến máu")
	})
	if got := due(h, "2026-11-30"); got != nil {
		t.Error(got)
	}
	if d := cmp.Diff([]string{"an 2026-12-01 in time"}, due(h, "2026-12-01", "an")); d != "" {
		t.Error(d)
	}
	h.Do(task.Changing, id, func(tx *db.Tx) error { return task.Withdraw(tx, id, "không còn cần") })
	if got := due(h, "2026-12-30"); got != nil {
		t.Error("withdrawn and still due:", got)
	}
	for name, try := range map[string]func(tx *db.Tx) error{
		"finish":   func(tx *db.Tx) error { return task.Finish(tx, id, "", "") },
		"move":     func(tx *db.Tx) error { return task.Move(tx, id, "", day.Must("2027-01-01"), "x") },
		"withdraw": func(tx *db.Tx) error { return task.Withdraw(tx, id, "x") },
	} {
		if err := h.Try(task.Changing, id, try); fault.KindOf(err) != fault.Conflict {
			t.Errorf("%s after withdrawal: %v", name, err)
		}
	}
}

func TestAfterEachDrive(t *testing.T) {
	h := house(t)
	w := report()
	w.Due, w.Recurrence, w.Wording = 0, task.AfterEach, "khi kết thúc mỗi đợt"
	id := give(t, h, w, "an")[0]
	if got := due(h, "2030-01-01"); got != nil {
		t.Error("due before any drive:", got)
	}
	arise := func(occasion, by string) {
		h.Do(task.Changing, id, func(tx *db.Tx) error { return task.Arise(tx, id, occasion, day.Must(by)) })
	}
	arise("activity/1", "2026-11-05")
	arise("activity/2", "2026-11-20")
	arise("activity/1", "2026-12-24") // told twice
	if d := cmp.Diff([]string{"an activity/1 2026-11-05 in time", "an activity/2 2026-11-20 in time"}, due(h, "2026-12-31")); d != "" {
		t.Error(d)
	}
	h.Do(task.Doing, id, func(tx *db.Tx) error { return task.Finish(tx, id, "activity/1", "") })
	h.Do(task.Changing, id, func(tx *db.Tx) error {
		return task.Move(tx, id, "activity/2", day.Must("2026-11-25"), "chờ bệnh viện")
	})
	if d := cmp.Diff([]string{"an activity/2 2026-11-25 in time"}, due(h, "2026-12-31")); d != "" {
		t.Error(d)
	}
	if err := h.Try(task.Doing, id, func(tx *db.Tx) error { return task.Finish(tx, id, "activity/3", "") }); fault.Field(err) != "occasion" {
		t.Error(err)
	}
	if err := h.Try(task.Doing, id, func(tx *db.Tx) error { return task.Finish(tx, id, "activity/1", "") }); fault.KindOf(err) != fault.Conflict {
		t.Error(err)
	}
}

func TestByTheCalendar(t *testing.T) {
	h := house(t)
	for _, c := range []struct {
		rule  task.Recurrence
		first string
		until string
		want  []string // due by 2027-06-30
	}{
		{task.Weekly, "2026-11-05", "2026-11-25", []string{"2026-11-05", "2026-11-12", "2026-11-19"}},
		{task.Monthly, "2026-12-31", "", []string{"2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31", "2027-06-30"}},
		{task.Quarterly, "2026-12-15", "", []string{"2026-12-15", "2027-03-15", "2027-06-15"}},
		{task.HalfYearly, "2026-12-15", "", []string{"2026-12-15", "2027-06-15"}},
		{task.Yearly, "2026-12-15", "", []string{"2026-12-15"}},
	} {
		w := report()
		w.Recurrence, w.Due, w.Cause = c.rule, day.Must(c.first), "dispatch/"+string(c.rule)
		if c.until != "" {
			w.Until = day.Must(c.until)
		}
		id := give(t, h, w, "an")[0]
		var got []string
		h.See(func(v *db.View) error {
			times, err := task.Times(v, id, day.Must("2027-06-30"))
			for _, d := range times {
				got = append(got, d.Occasion)
			}
			return err
		})
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: %s", c.rule, d)
		}
		h.Do(task.Doing, id, func(tx *db.Tx) error { return task.Finish(tx, id, c.want[0], "xong") })
		h.Do(task.Changing, id, func(tx *db.Tx) error { return task.Withdraw(tx, id, "dọn") })
	}
	w := report()
	w.Recurrence = task.Monthly
	id := give(t, h, w, "do")[0]
	h.Do(task.Doing, id, func(tx *db.Tx) error { return task.Finish(tx, id, "2026-11-10", "") })
	if d := cmp.Diff([]string{"do 2026-12-10 2026-12-10 in time"}, due(h, "2026-12-31", "do")); d != "" {
		t.Error(d)
	}
	for _, occasion := range []string{"", "tháng 11", "2026-11-11"} {
		if err := h.Try(task.Doing, id, func(tx *db.Tx) error { return task.Finish(tx, id, occasion, "") }); fault.Field(err) != "occasion" {
			t.Errorf("%q: %v", occasion, err)
		}
	}
	if err := h.Try(task.Changing, id, func(tx *db.Tx) error { return task.Move(tx, id, "2026-12-10", day.Must("2027-01-01"), "x") }); fault.KindOf(err) != fault.Invalid {
		t.Error(err)
	}
}

func TestRefused(t *testing.T) {
	h := house(t)
	h.Write(func(tx *db.Tx) error {
		return org.Dissolve(tx, "do", org.Ending{Successor: "an"}, org.Decision{Number: "2/QĐ-LĐLĐ", Date: day.Must("2026-01-01"), Issuer: "LĐLĐ TP Hải Phòng", Effective: day.Must("2026-01-01")})
	})
	for _, c := range []struct {
		name   string
		change func(*task.Task)
		units  []string
		field  string
	}{
		{"no title", func(w *task.Task) { w.Title = " " }, []string{"an"}, "title"},
		{"a title without end", func(w *task.Task) { w.Title = strings.Repeat("ă", task.TitleMax+1) }, []string{"an"}, "title"},
		{"no cause", func(w *task.Task) { w.Cause = "" }, []string{"an"}, "cause"},
		{"no day", func(w *task.Task) { w.Due = 0 }, []string{"an"}, "due"},
		{"an unknown rule", func(w *task.Task) { w.Recurrence = "hourly" }, []string{"an"}, "recurrence"},
		{"over before it begins", func(w *task.Task) { w.Until = day.Must("2026-01-01") }, []string{"an"}, "until"},
		{"nobody", func(*task.Task) {}, nil, "units"},
		{"somebody unknown", func(*task.Task) {}, []string{"an", "xx"}, "units"},
		{"the same twice", func(*task.Task) {}, []string{"an", "an"}, "units"},
		{"one that is no more", func(*task.Task) {}, []string{"do"}, "units"},
		{"a neighbour", func(*task.Task) {}, []string{"lc"}, "units"},
		{"the one above", func(w *task.Task) { w.Giver = "an" }, []string{"hp"}, "units"},
		{"an unknown giver", func(w *task.Task) { w.Giver = "xx" }, []string{"an"}, "giver"},
	} {
		w := report()
		c.change(&w)
		err := h.Try(task.Giving, "hp", func(tx *db.Tx) error {
			_, err := task.Give(tx, w, c.units...)
			return err
		})
		if err == nil || fault.KindOf(err) != fault.Invalid || fault.Field(err) != c.field {
			t.Errorf("%s: %v (field %q)", c.name, err, fault.Field(err))
		}
	}
	h.See(func(v *db.View) error {
		if all, err := task.ByCause(v, "dispatch/d1"); err != nil || len(all) != 0 {
			t.Errorf("%d tasks stay behind, %v", len(all), err)
		}
		return nil
	})
}

// TestWhoMay: the unit may report its work done; only the giver, or who stands above it, may move the deadline.
func TestWhoMay(t *testing.T) {
	h := house(t)
	id := give(t, h, report(), "an")[0]
	an, hp, do := h.Grant("a", access.UnitOfficer, "an"), h.Grant("h", access.FederationOfficer, "hp"), h.Grant("d", access.UnitOfficer, "do")
	for _, c := range []struct {
		as     *testkit.House
		verb   act.Verb
		object string
		may    bool
	}{
		{an, task.Doing, id, true}, {hp, task.Doing, id, true}, {do, task.Doing, id, false},
		{an, task.Changing, id, false}, {hp, task.Changing, id, true},
		{an, task.Seeing, id, true}, {an, task.Seeing, "an", true}, {do, task.Seeing, id, false}, {do, task.Seeing, "hp", false},
		{hp, task.Giving, "hp", true}, {an, task.Giving, "hp", false},
	} {
		h.See(func(v *db.View) error {
			may, err := h.Desk.May(v, c.as.Who, c.verb, c.object)
			if may != c.may {
				t.Errorf("%s, %s over %s: %v", c.as.Who.Person, c.verb.Name, c.object, may)
			}
			return err
		})
	}
}

func TestParseRecurrence(t *testing.T) {
	for words, want := range map[string]task.Recurrence{
		"Kết thúc mỗi đợt hiến máu, báo cáo kết quả về LĐLĐ tỉnh": task.AfterEach,
		"báo cáo sau mỗi đợt":       task.AfterEach,
		"báo cáo hằng tháng":        task.Monthly,
		"định kỳ hàng quý":          task.Quarterly,
		"6 tháng và cả năm":         task.HalfYearly,
		"hằng năm tổ chức":          task.Yearly,
		"báo cáo mỗi tuần":          task.Weekly,
		"báo cáo trước ngày 30/6":   task.Once,
		"tháng sau một lần báo cáo": task.Once,
	} {
		if got, ok := task.ParseRecurrence(words); got != want || ok != (want != task.Once) {
			t.Errorf("ParseRecurrence(%q) = %q, %v; want %q", words, got, ok, want)
		}
	}
	if task.AfterEach.Label() != "kết thúc mỗi đợt" || task.Once.Label() != "một lần" {
		t.Error("labels")
	}
}
