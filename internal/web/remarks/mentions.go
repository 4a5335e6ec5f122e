package remarks

import (
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/remark"
	"phongtrao/internal/web/door"
)

// mentions is everything in which a person is named.
type mentions struct {
	Fresh   ui.Talk
	Earlier ui.Talk
	Through string // the newest one on the page
}

// Mentions is the page of everything in which one is named.
var Mentions = door.Page[mentions]{
	Route: "GET /mentions", Title: "Được nhắc tới", Help: "Những trao đổi có nhắc tên bạn, mới nhất trước. Mở số liệu để trả lời, rồi đánh dấu đã đọc.", Guard: door.Own(remark.Seeing),
	Load: loadMentions, View: func(m mentions) ui.Component { return mentionsView(m) }, Samples: mentionSamples,
}

func loadMentions(a *door.Ask) (m mentions, err error) {
	fresh, err := remark.Mentions(a.V, a.Who.Person, true)
	if err != nil {
		return m, err
	}
	all, err := remark.Mentions(a.V, a.Who.Person, false)
	if err != nil {
		return m, err
	}
	unread := map[string]bool{}
	for _, r := range fresh {
		unread[r.ID] = true
	}
	m.Fresh.None, m.Earlier.None = "Không có trao đổi nào mới nhắc tới bạn.", "Chưa có."
	if len(fresh) > 0 {
		m.Through = fresh[0].ID
	}
	lines, err := said(a, all)
	if err != nil {
		return m, err
	}
	for i, r := range all {
		s := lines[i]
		s.Done = nil
		if label, ok := title(a, r.Subject); ok {
			s.About = &ui.Link{Label: label, Href: place(r.Subject)}
		} else { // what it was about is no longer this person's to see
			s.Parts, s.State = nil, "bạn không còn quyền xem số liệu này"
		}
		if unread[r.ID] {
			m.Fresh.Items = append(m.Fresh.Items, s)
		} else {
			m.Earlier.Items = append(m.Earlier.Items, s)
		}
	}
	return m, nil
}

// Unread counts, for the navigation and the overview, what names the person and was not read.
func Unread(a *door.Ask) int {
	n, err := remark.Unread(a.V, a.Who.Person)
	if err != nil {
		return 0 // a page is not lost over a number beside a word
	}
	return n
}

var reading = door.Action{
	Route: "POST /mentions/read", Title: "Đánh dấu đã đọc", Guard: door.Own(remark.Reading),
	Do: func(a *door.Ask) (ui.Outcome, error) {
		through := a.Form().Get("through")
		if err := a.Do(func(tx *db.Tx) error { return remark.Read(tx, through) }); err != nil {
			return ui.Outcome{}, err
		}
		return ui.Outcome{To: "/mentions", Flash: &ui.Flash{Tone: ui.Good, Text: "Đã đánh dấu đã đọc."}}, nil
	},
}

// read is what marks everything on the page as read.
func (m mentions) read() ui.Form {
	hidden := door.Token()
	hidden["through"] = m.Through
	return ui.Form{ID: "read", Action: "/mentions/read", Submit: "Đánh dấu đã đọc", Hidden: hidden}
}

const longText = "Công đoàn cơ sở Công ty trách nhiệm hữu hạn một thành viên Sản xuất, Thương mại và Dịch vụ Xuất nhập khẩu Nguyễn Huỳnh Thượng Nghiễm"

var mentionSamples = ui.Samples[mentions]{
	"empty": {},
	"typical": {Through: "2", Fresh: ui.Talk{Items: []ui.Said{{ID: "remark-2", By: "Trần Thu Hà", At: "09:12 ngày 03/03/2024", About: &ui.Link{Label: "Số đơn vị máu, 6 tháng đầu năm 2024", Href: "/figures?indicator=blood.bags#talk"},
		Parts: []string{"Đợt 3 thiếu biên bản, ", "Nguyễn Văn An", " xem giúp."}}}},
		Earlier: ui.Talk{Items: []ui.Said{{ID: "remark-1", By: "Lê Thị Bình", At: "08:00 ngày 02/03/2024", About: &ui.Link{Label: "Đợt 2", Href: "/activities/x#talk"}, Parts: []string{"Cảm ơn ", "Nguyễn Văn An", "."}, State: "đã xong"}}}},
	"worst": {Through: "2", Fresh: ui.Talk{Items: []ui.Said{{ID: "remark-2", By: longText, At: "09:12 ngày 03/03/2024", Parts: []string{longText, longText, longText}, State: longText}}}},
}
