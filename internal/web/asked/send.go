package asked

import (
	"cmp"
	"errors"
	"net/url"
	"strconv"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/kind"
	"phongtrao/internal/people"
	"phongtrao/internal/report"
	"phongtrao/internal/task"
	"phongtrao/internal/web/door"
)

// sending sends what a unit declares, or keeps it as a draft where that button was pressed.
var sending = door.Action{
	Route: "POST /asked/{id}", Title: "Gửi số liệu của đơn vị", Guard: door.Guard{Verb: report.Submitting, Object: unit},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		sent := a.Form()
		files, refused := received(a)
		if sent.Get("do") == "draft" && refused == nil {
			return keep(a, files)
		}
		m, problems, err := read(a, sent, files, refused)
		if err != nil {
			return ui.Outcome{}, err
		}
		if len(problems) > 0 {
			return again(a, m, files, problems)
		}
		err = a.Do(func(tx *db.Tx) error { return m.send(tx, sent, append(m.kept, files...)) })
		switch k := fault.KindOf(err); {
		case err == nil:
			return ui.Outcome{To: "/asked", Flash: &ui.Flash{Tone: ui.Good, Text: "Đã gửi. Cấp trên sẽ tiếp nhận, hoặc trả lại kèm lý do."}}, nil
		case k == fault.Invalid || k == fault.Conflict:
			if err, failed := byName(a, err); failed != nil {
				return ui.Outcome{}, failed
			} else {
				return again(a, m, files, []form.Problem{form.ProblemOf(err)})
			}
		}
		return ui.Outcome{}, err
	},
}

// read reads what was sent, and what is wrong with it.
func read(a *door.Ask, sent url.Values, _ []report.File, refused error) (m *sheet, problems []form.Problem, err error) {
	err = a.See(func(*db.View) (err error) {
		if m, err = openSheet(a); err != nil {
			return err
		}
		m.answers, problems = m.form.Parse(sent)
		if refused != nil {
			problems = append(problems, form.ProblemOf(refused))
		}
		if len(problems) > 0 {
			return nil
		}
		filled := kind.Read(m.k, m.answers)
		found, err := m.findings(a, filled.Values)
		if err != nil {
			return err
		}
		if unexplained := kind.Unexplained(found, filled.Explanation); unexplained != nil {
			problems = append(problems, form.ProblemOf(unexplained))
		}
		return nil
	})
	return m, problems, err
}

// send writes the declaration, first or again, with its files; the draft has done its service.
func (m *sheet) send(tx *db.Tx, sent url.Values, files []report.File) (err error) {
	filled := kind.Read(m.k, m.answers)
	lines := kind.Lines(m.k, filled.Values)
	id := sent.Get("submission")
	switch {
	case id == "":
		if id, err = report.Submit(tx, report.Submission{Unit: m.unit, Activity: m.act.ID, Lines: lines, Explanation: filled.Explanation}); err != nil {
			return err
		}
	case m.was == nil || m.was.ID != id:
		return fault.NotFoundf("Không tìm thấy báo cáo của đơn vị này. Hãy tải lại trang rồi gửi lại.")
	default:
		version, _ := strconv.ParseInt(sent.Get("version"), 10, 64)
		if err := report.Resubmit(tx, id, version, lines, filled.Explanation); err != nil {
			return err
		}
	}
	if err := report.Attach(tx, id, files...); err != nil {
		return err
	}
	return report.Drop(tx, m.unit, m.act.ID)
}

// again draws the form with what was typed. Files are not sent twice by a browser: those that came are kept with a draft.
func again(a *door.Ask, m *sheet, files []report.File, problems []form.Problem) (ui.Outcome, error) {
	if len(files) > 0 {
		if err := keepDraft(a, files); err != nil {
			problems = append(problems, form.ProblemOf(err))
		}
	}
	err := a.See(func(*db.View) (err error) {
		if m, err = openSheet(a); err != nil {
			return err
		}
		typed := map[string]string{}
		for _, f := range m.form.Fields {
			typed[f.Name] = a.Form().Get(f.Name)
		}
		return m.draw(a, typed, problems)
	})
	if err != nil {
		return ui.Outcome{}, err
	}
	return ui.Outcome{Again: sheetView(m), Head: m.head()}, nil
}

// keep answers the button that keeps a draft.
func keep(a *door.Ask, files []report.File) (ui.Outcome, error) {
	if err := keepDraft(a, files); err != nil {
		return ui.Outcome{}, err
	}
	return ui.Outcome{To: "/asked", Flash: &ui.Flash{Tone: ui.Good, Text: "Đã lưu nháp. Bản nháp chưa gửi cho ai; mở lại để viết tiếp."}}, nil
}

// keepDraft keeps what was typed, with the files that came now and before.
func keepDraft(a *door.Ask, files []report.File) error {
	typed := url.Values{}
	for name, values := range a.Form() {
		switch name {
		case door.TokenField, "unit", "do", "submission", "version":
		default:
			typed[name] = values
		}
	}
	id := a.Path("id")
	return a.House.Desk.Do(a.R.Context(), a.Who, report.Drafting, a.Object, func(tx *db.Tx) error {
		was, _, err := report.DraftOf(&tx.View, a.Object, id)
		if err != nil {
			return err
		}
		return report.Keep(tx, report.Draft{Unit: a.Object, Activity: id, Typed: typed, Files: unique(append(was.Files, files...))})
	})
}

// dropping throws a draft away.
var dropping = door.Action{
	Route: "POST /asked/{id}/drop", Title: "Bỏ bản nháp", Guard: door.Guard{Verb: report.Drafting, Object: unit},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		err := a.Do(func(tx *db.Tx) error { return report.Drop(tx, a.Object, a.Path("id")) })
		return ui.Outcome{To: sheetAddress(a.Path("id"), a.Object), Flash: &ui.Flash{Tone: ui.Good, Text: "Đã bỏ bản nháp."}}, err
	},
}

// finishing says that a piece of work is done.
var finishing = door.Action{
	Route: "POST /asked/tasks/{id}/done", Title: "Báo xong việc", Guard: door.Guard{Verb: task.Doing},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		err := a.Do(func(tx *db.Tx) error { return task.Finish(tx, a.Object, a.Form().Get("occasion"), "") })
		return ui.Outcome{To: "/asked", Flash: &ui.Flash{Tone: ui.Good, Text: "Đã báo xong việc."}}, err
	},
}

// byName says the name of who was first, where a fault knows only the person's key.
func byName(a *door.Ask, refused error) (out error, failed error) {
	first := (*report.Decided)(nil)
	if !errors.As(refused, &first) {
		return refused, nil
	}
	failed = a.See(func(v *db.View) error {
		who, err := people.Names(v, []string{first.By})
		out = fault.Conflictf("%s", first.Text(cmp.Or(who[first.By], "người khác")))
		return err
	})
	return out, failed
}
