package units

import (
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
)

// undo takes back a change that was just recorded, whole; the wizard of withdrawing does the same with a preview.
var undo = door.Action{
	Route: "POST /units/{id}/undo", Title: "Hoàn tác thay đổi vừa ghi", Guard: door.Guard{Verb: org.Correcting},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		change := a.Form().Get("change")
		err := a.See(func(v *db.View) error {
			q, err := withdrawing.read(a, a.Form())
			if err == nil && !q.mayAll(q.h.Touched(change)[change]) {
				err = fault.New(fault.Denied, "Thay đổi này động đến đơn vị ngoài phạm vi của bạn. Hãy nhờ người phụ trách cấp trên.")
			}
			return err
		})
		if err != nil {
			return ui.Outcome{}, err
		}
		err = a.Do(func(tx *db.Tx) error {
			return org.Withdraw(tx, change, org.Decision{Note: "Hoàn tác ngay sau khi ghi", Effective: tx.At.Day()})
		})
		if err != nil {
			return ui.Outcome{}, err
		}
		return ui.Outcome{To: "/units/" + a.Object, Flash: &ui.Flash{Tone: ui.Good, Text: "Đã hoàn tác. Ghi nhận cũ vẫn hiện trên dòng thời gian, đánh dấu không còn giá trị."}}, nil
	},
}
