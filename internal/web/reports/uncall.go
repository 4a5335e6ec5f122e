package reports

import (
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/report"
	"phongtrao/internal/web/door"
)

// uncallForm lets off one of the units that were asked and of which nothing came; nil where there is none. A host was not asked, and is not let off.
func uncallForm(activity string, owed []report.Expected, called func(unit string) string) *ui.Form {
	choices := []ui.Choice{{Value: "", Label: "Chọn đơn vị"}}
	for _, e := range owed {
		if e.Called {
			choices = append(choices, ui.Choice{Value: e.Unit, Label: called(e.Unit)})
		}
	}
	if len(choices) == 1 {
		return nil
	}
	return &ui.Form{ID: "uncall", Action: "/activities/" + activity + "/uncall", Hidden: door.Token(), Submit: "Miễn báo cáo", Fields: []ui.Field{
		{Name: "unit", Label: "Đơn vị không cần báo cáo nữa", Kind: ui.ChoiceField, Choices: choices, List: true, Required: true},
		{Name: "reason", Label: "Lý do miễn báo cáo", Required: true, Help: "Ví dụ: đơn vị không tham gia đợt này. Lý do được giữ cùng yêu cầu."}}}
}

// uncalling says that a unit need not report on an activity after all.
var uncalling = door.Action{
	Route: "POST /activities/{id}/uncall", Title: "Miễn báo cáo", Guard: door.Guard{Verb: report.Calling},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		unit := a.Form().Get("unit")
		if unit == "" {
			return ui.Outcome{}, fault.In("unit", "Hãy chọn đơn vị không cần báo cáo nữa.")
		}
		text := ""
		err := a.Do(func(tx *db.Tx) error {
			text = "Đã miễn báo cáo cho " + name(&tx.View, unit, tx.At.Day()) + "."
			return report.Uncall(tx, a.Object, a.Form().Get("reason"), unit)
		})
		return ui.Outcome{To: door.Address("/reports/missing", "activity", a.Object), Flash: &ui.Flash{Tone: ui.Good, Text: text}}, err
	},
}
