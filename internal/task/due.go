package task

import (
	"cmp"
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
)

// timesMax bounds how often one task of the calendar is looked at: forty years of months.
const timesMax = 500

// DueBy returns what units have still to do by a day, the most urgent first: what falls due on it or before, and is not
// done. No units means all. Reminders ask with a day that lies ahead; Late is counted from the day of the view.
func DueBy(v *db.View, by day.Day, units ...string) ([]Due, error) {
	tasks, err := tasksOf(v, units)
	if err != nil {
		return nil, err
	}
	tasks = slices.DeleteFunc(tasks, func(t Task) bool { return t.State != Open })
	times, err := timesOf(v, tasks, by)
	if err != nil {
		return nil, err
	}
	times = slices.DeleteFunc(times, func(d Due) bool { return d.Done != 0 || d.By == 0 || d.By > by })
	slices.SortStableFunc(times, func(a, b Due) int { return cmp.Or(cmp.Compare(a.By, b.By), cmp.Compare(a.ID, b.ID)) })
	return times, nil
}

// Times returns every time of a task up to a day, done or not, the earliest first.
func Times(v *db.View, id string, until day.Day) ([]Due, error) {
	t, err := Get(v, id)
	if err != nil {
		return nil, err
	}
	times, err := timesOf(v, []Task{t}, until)
	slices.SortStableFunc(times, func(a, b Due) int { return cmp.Compare(a.By, b.By) })
	return times, err
}

// timesOf returns the times of tasks, those of the calendar up to a day.
func timesOf(v *db.View, tasks []Task, until day.Day) ([]Due, error) {
	arisen, err := duesOf(v, tasks)
	if err != nil {
		return nil, err
	}
	done, err := donesOf(v, tasks)
	if err != nil {
		return nil, err
	}
	var all []Due
	add := func(t Task, occasion string, by day.Day) {
		d := Due{Task: t, Occasion: occasion, By: by}
		if by != 0 {
			d.Late = int(v.At.Day() - by)
		}
		if was, ok := done[key{t.ID, occasion}]; ok {
			d.Done, d.DoneBy, d.Note = was.Done, was.DoneBy, was.Note
		}
		all = append(all, d)
	}
	for _, t := range tasks {
		switch {
		case t.Recurrence.calendar():
			for n := range timesMax {
				by := t.Recurrence.step(t.Due, n)
				if by > until || t.Until != 0 && by > t.Until {
					break
				}
				add(t, by.String(), by)
			}
		case t.Recurrence == AfterEach:
			for _, a := range arisen[t.ID] {
				if a.Occasion != "" {
					add(t, a.Occasion, a.By)
				}
			}
		default:
			add(t, "", t.Due)
		}
	}
	return all, nil
}

// Progress says how far the units have come with what one cause gave them.
type Progress struct{ Units, Done, Late int }

// ProgressOf counts the tasks of a cause ("dispatch/ID", with all its items) and how many are done or late.
func ProgressOf(v *db.View, cause string) (Progress, error) {
	tasks, err := ByCause(v, cause)
	if err != nil {
		return Progress{}, err
	}
	times, err := timesOf(v, tasks, v.At.Day())
	late := map[string]bool{}
	for _, d := range times {
		if d.Done == 0 && d.By != 0 && d.Late > 0 && d.State == Open {
			late[d.ID] = true
		}
	}
	p := Progress{Late: len(late)}
	for _, t := range tasks {
		if t.State != Withdrawn {
			p.Units++
		}
		if t.State == Finished {
			p.Done++
		}
	}
	return p, err
}
