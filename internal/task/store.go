package task

import (
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

// selected reads tasks with how they stand: the last day by which the first or only time is due, whether that was done,
// whether the task was withdrawn.
const selected = `SELECT t.id, t.giver, t.unit, t.title, t.detail, t.cause, t.recurrence, t.wording, t.until_day, t.recorded, t.recorded_by,
	COALESCE((SELECT d.due FROM task_due d WHERE d.task = t.id AND d.occasion = '' ORDER BY d.recorded DESC, d.id DESC LIMIT 1), ''),
	(SELECT count(*) FROM task_done d WHERE d.task = t.id AND d.occasion = ''),
	(SELECT count(*) FROM task_end e WHERE e.task = t.id)
FROM task_task t`

func scan(s db.Scanner) (t Task, err error) {
	var done, ended int64
	err = s.Scan(&t.ID, &t.Giver, &t.Unit, &t.Title, &t.Detail, &t.Cause, &t.Recurrence, &t.Wording, &t.Until, &t.Given, &t.GivenBy, &t.Due, &done, &ended)
	switch {
	case ended > 0:
		t.State = Withdrawn
	case done > 0:
		t.State = Finished
	default:
		t.State = Open
	}
	return t, err
}

// Get returns a task; a fault of kind NotFound where there is none.
func Get(v *db.View, id string) (Task, error) {
	t, ok, err := db.One(v, scan, selected+` WHERE t.id = ?`, id)
	if err == nil && !ok {
		err = fault.NotFoundf("Không tìm thấy việc này.")
	}
	return t, err
}

// Of returns the tasks of units, the newest first.
func Of(v *db.View, units ...string) ([]Task, error) {
	if len(units) == 0 {
		return nil, nil
	}
	return tasksOf(v, units)
}

func tasksOf(v *db.View, units []string) ([]Task, error) {
	if len(units) == 0 {
		return db.All(v, scan, selected+` ORDER BY t.id DESC`)
	}
	return chunked(units, func(part []string) ([]Task, error) {
		return db.All(v, scan, selected+` WHERE t.unit IN (`+marks(part)+`) ORDER BY t.id DESC`, args(part)...)
	})
}

// ByCause returns the tasks that a cause gave, with all its items, the newest first.
func ByCause(v *db.View, cause string) ([]Task, error) {
	return db.All(v, scan, selected+` WHERE t.cause = ? OR substr(t.cause, 1, ?) = ? ORDER BY t.id DESC`, cause, len([]rune(cause))+1, cause+" ")
}

func insertTasks(tx *db.Tx, t Task, ids, units []string) error {
	var tasks, dues [][]any
	for i, id := range ids {
		tasks = append(tasks, []any{id, t.Giver, units[i], t.Title, t.Detail, t.Cause, string(t.Recurrence), t.Wording, t.Until, int64(tx.At), tx.Actor})
		dues = append(dues, []any{tx.ID(), id, "", t.Due, "", int64(tx.At), tx.Actor})
	}
	err := tx.Insert("task_task", []string{"id", "giver", "unit", "title", "detail", "cause", "recurrence", "wording", "until_day", "recorded", "recorded_by"}, tasks)
	if err != nil {
		return err
	}
	return tx.Insert("task_due", []string{"id", "task", "occasion", "due", "reason", "recorded", "recorded_by"}, dues)
}

func insertDue(tx *db.Tx, task, occasion string, by day.Day, reason string) error {
	return tx.Insert("task_due", []string{"id", "task", "occasion", "due", "reason", "recorded", "recorded_by"},
		[][]any{{tx.ID(), task, occasion, by, reason, int64(tx.At), tx.Actor}})
}

func insertDone(tx *db.Tx, task, occasion, note string) error {
	return tx.Insert("task_done", []string{"task", "occasion", "note", "recorded", "recorded_by"}, [][]any{{task, occasion, note, int64(tx.At), tx.Actor}})
}

func insertEnd(tx *db.Tx, task, reason string) error {
	return tx.Insert("task_end", []string{"task", "reason", "recorded", "recorded_by"}, [][]any{{task, reason, int64(tx.At), tx.Actor}})
}

// key names one time of one task.
type key struct{ task, occasion string }

// duesOf returns when each occasion of tasks is due, by the last word on it, in the order in which they arose.
func duesOf(v *db.View, tasks []Task) (map[string][]Due, error) {
	rows, err := ofTasks(v, tasks, `SELECT task, occasion, due FROM task_due WHERE task IN (%) ORDER BY recorded, id`, func(s db.Scanner) (d Due, err error) {
		err = s.Scan(&d.ID, &d.Occasion, &d.By)
		return d, err
	})
	out, at := map[string][]Due{}, map[key]int{}
	for _, d := range rows {
		k := key{d.ID, d.Occasion}
		if i, ok := at[k]; ok {
			out[d.ID][i].By = d.By
			continue
		}
		at[k] = len(out[d.ID])
		out[d.ID] = append(out[d.ID], d)
	}
	return out, err
}

func donesOf(v *db.View, tasks []Task) (map[key]Due, error) {
	rows, err := ofTasks(v, tasks, `SELECT task, occasion, note, recorded, recorded_by FROM task_done WHERE task IN (%)`, func(s db.Scanner) (d Due, err error) {
		err = s.Scan(&d.ID, &d.Occasion, &d.Note, &d.Done, &d.DoneBy)
		return d, err
	})
	out := map[key]Due{}
	for _, d := range rows {
		out[key{d.ID, d.Occasion}] = d
	}
	return out, err
}

func ofTasks(v *db.View, tasks []Task, sql string, scan func(db.Scanner) (Due, error)) ([]Due, error) {
	ids := make([]string, len(tasks))
	for i, t := range tasks {
		ids[i] = t.ID
	}
	return chunked(ids, func(part []string) ([]Due, error) {
		return db.All(v, scan, strings.Replace(sql, "%", marks(part), 1), args(part)...)
	})
}

// inMax is how many arguments one statement is given.
const inMax = 500

func chunked[T any](ids []string, ask func(part []string) ([]T, error)) (all []T, err error) {
	for len(ids) > 0 {
		part := ids[:min(len(ids), inMax)]
		ids = ids[len(part):]
		some, err := ask(part)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

func marks(part []string) string { return "?" + strings.Repeat(", ?", len(part)-1) }

func args(part []string) []any {
	out := make([]any, len(part))
	for i, p := range part {
		out[i] = p
	}
	return out
}
