package dispatches

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/task"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// work is what the document gave several units to do.
type work struct {
	Title, Due       string
	Done, Late, Open int
	Units            []ui.Pair
}

func (m *show) loadTasks(a *door.Ask, s *sight.Sight) error {
	cause := "dispatch/" + m.D.ID
	tasks, err := task.ByCause(a.V, cause)
	if err != nil {
		return err
	}
	at := map[string]int{}
	for _, t := range tasks {
		if !s.Has(t.Unit) || t.State == task.Withdrawn {
			continue
		}
		due := "không ghi hạn"
		if t.Due != 0 {
			due = t.Due.VN()
		}
		if t.Recurrence != task.Once {
			due = t.Recurrence.Label()
		}
		k, ok := at[t.Title+due]
		if !ok {
			k = len(m.Works)
			at[t.Title+due] = k
			m.Works = append(m.Works, work{Title: t.Title, Due: due})
		}
		w := &m.Works[k]
		p := ui.Pair{Key: "đang làm", Text: sight.Called(a.V, t.Unit, day.AsOf{Day: max(1, t.Given.Day())}), Href: sight.Address(t.Unit, m.Today, m.Today)}
		switch {
		case t.State == task.Finished:
			p.Key, w.Done = "đã xong", w.Done+1
		case t.Recurrence == task.Once && t.Due != 0 && t.Due < m.Today:
			p.Key, w.Late = "quá hạn", w.Late+1
		default:
			w.Open++
		}
		w.Units = append(w.Units, p)
	}
	for i := range m.Works {
		viet.SortBy(m.Works[i].Units, func(p ui.Pair) string { return p.Text })
	}
	if len(m.Works) > 0 {
		m.Progress, err = task.ProgressOf(a.V, cause)
	}
	return err
}

func (w work) count() string {
	s := viet.FormatInt(int64(w.Done)) + "/" + viet.FormatInt(int64(len(w.Units))) + " đơn vị xong"
	if w.Late > 0 {
		s += ", " + viet.FormatInt(int64(w.Late)) + " quá hạn"
	}
	return s
}

// workTable lists the work that the document gave.
func (m show) workTable() ui.Table {
	t := ui.Table{Label: "Việc giao theo văn bản", Cards: true, Columns: []ui.Column{{Label: "Việc", Wide: true}, {Label: "Hạn", Num: true}, {Label: "Đơn vị"}}}
	for _, w := range m.Works {
		row := ui.Row{Cells: []ui.Cell{{Text: w.Title}, {Text: w.Due}, {Body: doers(w)}}}
		if w.Late > 0 {
			row.Tone = ui.Bad
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (m show) progress() string {
	s := viet.FormatInt(int64(m.Progress.Done)) + "/" + viet.FormatInt(int64(m.Progress.Units)) + " việc đã xong"
	if m.Progress.Late > 0 {
		s += ", " + viet.FormatInt(int64(m.Progress.Late)) + " quá hạn"
	}
	return s
}
