package settings

import (
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
)

// emailForm asks where somebody is written to.
func emailForm(person, email, problem string) ui.Form {
	return ui.Form{ID: "email", Action: "/people/" + person + "/email", Hidden: door.Token(), Submit: "Lưu địa chỉ", Fields: []ui.Field{
		{Name: "email", Label: "Địa chỉ thư điện tử", Value: email, Problem: problem, Help: "Để gửi thư nhắc báo cáo. Bỏ trống là không gửi thư cho người này.", Fill: "email"}}}
}

// settingEmail keeps where somebody is written to.
var settingEmail = door.Action{
	Route: "POST /people/{id}/email", Title: "Ghi địa chỉ thư", Guard: door.Guard{Verb: people.Changing, Object: pathID},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		typed := a.Form().Get("email")
		err := a.Do(func(tx *db.Tx) error { return people.SetEmail(tx, a.Object, typed) })
		if fault.KindOf(err) != fault.Invalid || err == nil {
			return ui.Outcome{To: "/people/" + a.Object, Flash: &ui.Flash{Tone: ui.Good, Text: "Đã lưu địa chỉ thư."}}, err
		}
		var m one
		failed := a.See(func(*db.View) (failed error) {
			m, failed = loadOne(a, a.Object)
			f := emailForm(a.Object, typed, fault.Text(err))
			m.Email = &f
			return failed
		})
		return ui.Outcome{Again: oneView(m), Head: oneHead(m)}, failed
	},
}
