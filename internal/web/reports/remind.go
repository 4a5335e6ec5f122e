package reports

import (
	"fmt"
	"strings"

	"net/http"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/notice"
	"phongtrao/internal/report"
	"phongtrao/internal/web/door"
)

// draftsMax is for how many units a text of their own is shown.
const draftsMax = 50

// words are the words of reminders that go out from a unit.
func words(a *door.Ask, v *db.View, unit string) notice.Words {
	base := a.House.URL
	if base == "" {
		base = "http://" + a.R.Host
	}
	return notice.Words{From: name(v, unit, v.At.Day()), Link: base + "/asked", Name: func(u string) string { return name(v, u, v.At.Day()) }}
}

// remind draws drafts of reminders about what is owed.
func (m *missing) remind(a *door.Ask, q asking, owed []report.Expected) {
	if len(owed) == 0 || !a.May(notice.Reminding, a.Object) {
		return
	}
	w := words(a, a.V, a.Object)
	hidden := []string{"unit", a.Object, "campaign", q.Campaign, "activity", q.Activity, "from", q.Period.From.String(), "to", q.Period.To.String()}
	r := reminders{Group: w.Group(owed, a.Today()), Zalo: door.Token(append(hidden, "channel", string(notice.Zalo))...)}
	if a.House.Mail.Ready() {
		r.Mail = door.Token(append(hidden, "channel", string(notice.Mail))...)
	}
	of := map[string][]report.Expected{}
	var units []string
	for _, e := range owed {
		if of[e.Unit] == nil {
			units = append(units, e.Unit)
		}
		of[e.Unit] = append(of[e.Unit], e)
	}
	for _, u := range units[:min(len(units), draftsMax)] {
		r.Units = append(r.Units, draft{w.Name(u), w.Unit(u, of[u], a.Today())})
	}
	m.Remind = &r
}

// reminding records that a draft was copied, or promises letters. What is owed is asked again: a page may be old.
var reminding = door.Action{
	Route: "POST /reports/remind", Title: "Nhắc đơn vị báo cáo", Guard: door.Guard{Verb: notice.Reminding, Object: func(r *http.Request) string { return r.PostFormValue("unit") }},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		f := a.Form()
		ask := report.Expecting{At: a.Object, Campaign: f.Get("campaign"), Activity: f.Get("activity")}
		if ask.Activity == "" {
			from, err := day.Parse(f.Get("from"))
			if err != nil {
				return ui.Outcome{}, fault.In("from", "Không đọc được kỳ. Hãy mở lại trang.")
			}
			to, err := day.Parse(f.Get("to"))
			if err != nil {
				return ui.Outcome{}, fault.In("to", "Không đọc được kỳ. Hãy mở lại trang.")
			}
			ask.Period = day.Period{From: from, To: to}
		}
		text := ""
		err := a.Do(func(tx *db.Tx) error {
			all, err := report.ExpectedOf(&tx.View, ask)
			if err != nil {
				return err
			}
			var owed []report.Expected
			for _, e := range all {
				if !e.Received() {
					owed = append(owed, e)
				}
			}
			if notice.Channel(f.Get("channel")) == notice.Mail {
				text, err = write(a, tx, owed)
				return err
			}
			fresh, err := notice.Record(tx, notice.Zalo, owed)
			text = fmt.Sprintf("Đã ghi: nhắc %d báo cáo qua Zalo.", len(fresh))
			if n := len(owed) - len(fresh); n > 0 {
				text += fmt.Sprintf(" %d báo cáo đã được nhắc hôm nay nên không ghi lại.", n)
			}
			return err
		})
		return ui.Outcome{To: door.Address("/reports/missing", "unit", a.Object, "campaign", f.Get("campaign"), "activity", f.Get("activity"), "from", f.Get("from"), "to", f.Get("to")), Flash: &ui.Flash{Tone: ui.Good, Text: strings.TrimSpace(text)}}, err
	},
}

// write promises letters, and says how many.
func write(a *door.Ask, tx *db.Tx, owed []report.Expected) (string, error) {
	if !a.House.Mail.Ready() {
		return "", fault.Invalidf("Máy chủ này chưa cài đặt gửi thư. Hãy chép lời nhắc để gửi qua Zalo.")
	}
	letters, without, err := notice.Write(tx, words(a, &tx.View, a.Object), owed)
	text := fmt.Sprintf("Sẽ gửi %d thư nhắc.", letters)
	if without > 0 {
		text += fmt.Sprintf(" %d đơn vị chưa có người nhận có địa chỉ thư: hãy nhắc qua Zalo.", without)
	}
	if letters == 0 && without == 0 {
		text = "Các đơn vị này đã được nhắc bằng thư hôm nay."
	}
	return text, err
}

var callQuestions = form.Form{Fields: []form.Field{
	{Name: "group", Label: "Yêu cầu những đơn vị nào", Kind: form.OneOf, Required: true, Choices: []form.Choice{{Value: "targets", Label: "Các đơn vị được giao chỉ tiêu của phong trào"}, {Value: "host", Label: "Các đơn vị trực thuộc đơn vị tổ chức"}, {Value: "owner", Label: "Các đơn vị trực thuộc đơn vị chủ trì phong trào"}}},
	{Name: "due", Label: "Hạn gửi báo cáo", Kind: form.Day, Required: true},
}}

func callForm(activity string, today day.Day) ui.Form {
	return ui.Form{ID: "call", Action: "/activities/" + activity + "/call", Hidden: door.Token(), Submit: "Yêu cầu báo cáo"}.Ask(callQuestions, form.Fill(map[string]string{"group": "targets", "due": today.Add(report.Grace).VN()}), nil)
}

// calling asks a group of units to report on an activity by a day.
var calling = door.Action{
	Route: "POST /activities/{id}/call", Title: "Yêu cầu báo cáo", Guard: door.Guard{Verb: report.Calling},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		answers, problems := callQuestions.Parse(a.Form())
		if err := form.Fault(problems); err != nil {
			return ui.Outcome{}, err
		}
		fresh := 0
		err := a.Do(func(tx *db.Tx) error {
			x, err := activity.Get(&tx.View, a.Object)
			if err != nil {
				return err
			}
			units, err := called(&tx.View, x, answers.Text("group"))
			if err != nil {
				return err
			}
			if len(units) == 0 {
				return fault.In("group", "Nhóm này chưa có đơn vị nào. Hãy chọn nhóm khác.")
			}
			fresh, err = report.Call(tx, a.Object, answers.Day("due"), units...)
			return err
		})
		return ui.Outcome{To: door.Address("/reports/missing", "activity", a.Object), Flash: &ui.Flash{Tone: ui.Good, Text: fmt.Sprintf("Đã yêu cầu %d đơn vị báo cáo, hạn %s.", fresh, answers.Day("due").VN())}}, err
	},
}
