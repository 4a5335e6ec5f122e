package campaigns

import (
	"net/url"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/roster"
	"phongtrao/internal/web/door"
)

// noticeFields ask for the paper and the reason behind a change.
func noticeFields(reason string, required bool) []form.Field {
	return []form.Field{
		{Name: "notice", Label: "Số thông báo, biên bản", Help: "Ví dụ: 14/TB-BCĐHMKCN.", Kind: form.Text, Limit: 100},
		{Name: "noticed", Label: "Ngày ghi trên giấy tờ", Kind: form.Day},
		{Name: "reason", Label: reason, Kind: form.LongText, Limit: 1000, Required: required},
	}
}

func noticeOf(a form.Answers) activity.Because {
	return activity.Because{Notice: activity.Notice{Number: a.Text("notice"), Date: a.Day("noticed")}, Reason: a.Text("reason")}
}

// advanceHelps say what coming to a state means.
var advanceHelps = map[activity.State]string{
	activity.Agreed:            "Ghi rằng các bên đã thống nhất lịch của hoạt động. Kiểm tra lại ngày, rồi dẫn giấy tờ nếu có.",
	activity.Announced:         "Ghi rằng hoạt động đã được thông báo đến các đơn vị. Kiểm tra lại ngày và ghi số thông báo.",
	activity.Open:              "Mở cho đoàn viên và đơn vị đăng ký tham gia hoạt động. Xem lại ngày và địa điểm trước khi mở.",
	activity.Postponed:         "Hoãn hoạt động; số đăng ký và lịch sử vẫn giữ. Ghi lý do và số thông báo hoãn.",
	activity.Cancelled:         "Huỷ hoạt động; mọi điều đã ghi vẫn xem được. Ghi lý do và số thông báo huỷ.",
	activity.Running:           "Ghi rằng hoạt động đã bắt đầu. Từ đây có thể ghi số đếm tại chỗ.",
	activity.ClosedProvisional: "Chốt số tạm thời khi hoạt động đã xong mà chưa có chữ ký. Khi có biên bản ký, hãy chốt lại lần nữa.",
	activity.ClosedSigned:      "Chốt số theo biên bản có ký xác nhận. Kiểm tra số đã nhập với biên bản, rồi ghi số biên bản.",
}

// advances are one form for each state that an activity may come to: each is a verb of its own.
func advances() []inquiry {
	var all []inquiry
	for _, to := range activity.States {
		if to != activity.Draft {
			all = append(all, advance(to))
		}
	}
	return all
}

func advance(to activity.State) inquiry {
	verb := activity.VerbTo(to)
	return inquiry{
		path: "/activities/{id}/advance/" + string(to), title: verb.Label, help: advanceHelps[to], guard: door.Guard{Verb: verb},
		open: func(a *door.Ask, sent url.Values) (*sheet, error) {
			h, err := activityAt(a, a.Path("id"))
			if err != nil {
				return nil, err
			}
			s := h.sheet(verb.Label, verb.Label)
			s.hidden, s.danger, s.about = []string{"state", string(h.act.State)}, to == activity.Cancelled, h.act
			s.form.Fields = noticeFields(reasonLabel(h.act.State, to), false)
			if to == activity.Agreed || to == activity.Announced {
				s.form.Fields = append([]form.Field{{Name: "day", Label: "Ngày diễn ra", Kind: form.Day, Required: h.act.State == activity.Postponed && h.act.Parent == "", Help: "Giữ nguyên nếu không đổi ngày."}}, s.form.Fields...)
				if h.act.State != activity.Postponed {
					s.values = map[string]string{"day": h.act.Day.VN()}
				}
			}
			if h.act.Central {
				s.Above = ui.Notice{Tone: ui.Info, Text: "Đây là điểm cầu trung tâm. Các điểm cầu đang ở cùng trạng thái sẽ chuyển theo, trừ khi đã tới ngày diễn ra."}
			}
			return s, nil
		},
		act: func(tx *db.Tx, a *door.Ask, s *sheet) error {
			return activity.Advance(tx, a.Object, activity.Step{From: activity.State(a.Form().Get("state")), To: to, Because: noticeOf(s.answers), Day: s.answers.Day("day"), Made: roster.Made})
		},
		done: func(s *sheet) ui.Outcome {
			return saidDone("/activities/"+s.about.(activity.Activity).ID, "Hoạt động nay “"+to.Label()+"”.")
		},
	}
}

func reasonLabel(from, to activity.State) string {
	switch {
	case to == activity.Postponed:
		return "Lý do hoãn"
	case to == activity.Cancelled:
		return "Lý do huỷ"
	case from == activity.ClosedProvisional && to == activity.Running:
		return "Lý do mở lại"
	}
	return "Ghi chú"
}
