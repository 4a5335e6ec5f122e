package editions

import (
	"net/http"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/edition"
	"phongtrao/internal/web/door"
)

// asReceiver is the object of what a unit that received a report says: the report and that unit.
func asReceiver(r *http.Request) string {
	return edition.Received(r.PathValue("id"), r.PostFormValue("unit"))
}

func back(a *door.Ask, err error, text string) (ui.Outcome, error) {
	if err != nil {
		return ui.Outcome{}, err
	}
	return saying("/editions/"+a.Path("id"), text), nil
}

var sending = door.Action{
	Route: "POST /editions/{id}/send", Title: "Gửi báo cáo", Guard: door.Guard{Verb: edition.Sending},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		units := a.Form()["unit"]
		return back(a, a.Do(func(tx *db.Tx) error { return edition.Send(tx, a.Object, units...) }), "Đã gửi báo cáo. Nơi nhận sẽ tiếp nhận hoặc trả lại kèm lý do.")
	},
}

var accepting = door.Action{
	Route: "POST /editions/{id}/accept", Title: "Tiếp nhận báo cáo", Guard: door.Guard{Verb: edition.Accepting, Object: asReceiver},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		unit := a.Form().Get("unit")
		return back(a, a.Do(func(tx *db.Tx) error { return edition.Accept(tx, a.Path("id"), unit) }), "Đã tiếp nhận báo cáo.")
	},
}

var returning = door.Action{
	Route: "POST /editions/{id}/return", Title: "Trả lại báo cáo", Guard: door.Guard{Verb: edition.Returning, Object: asReceiver},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		unit, reason := a.Form().Get("unit"), a.Form().Get("reason")
		return back(a, a.Do(func(tx *db.Tx) error { return edition.Return(tx, a.Path("id"), unit, reason) }), "Đã trả lại báo cáo kèm lý do.")
	},
}

var acknowledging = door.Action{
	Route: "POST /editions/{id}/acknowledge", Title: "Xác nhận thu hồi, đính chính", Guard: door.Guard{Verb: edition.Acknowledging, Object: asReceiver},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		unit := a.Form().Get("unit")
		return back(a, a.Do(func(tx *db.Tx) error { return edition.Acknowledge(tx, a.Path("id"), unit) }), "Đã xác nhận với đơn vị lập báo cáo.")
	},
}
