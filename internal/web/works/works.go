// Package works shows how far long work is.
//
// An action that takes longer than a second starts its work on the house's board and leads here. The page asks again each second,
// with or without scripts, and leads on to the result. Only who asked for the work sees it.
package works

import (
	"time"

	"phongtrao/internal/act"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/base/work"
	"phongtrao/internal/web/door"
)

// Watching is looking at one's own work.
var Watching = act.Verb{Name: "work.watch", Label: "Xem việc của mình đang chạy", Self: true}

// Verbs are the acts of the section.
var Verbs = []act.Verb{Watching}

// Screens are the pages of the section.
func Screens() []ui.Screen[*door.Ask] { return []ui.Screen[*door.Ask]{Show} }

// Address is where a piece of work is shown.
func Address(key string) string { return "/work/" + key }

// Show is one piece of work.
var Show = door.Page[show]{
	Route: "GET /work/{id}", Title: "Việc đang chạy", Guard: door.Own(Watching),
	Help:    "Trang này cho biết việc bạn vừa yêu cầu đã làm đến đâu. Có thể đóng trang: việc vẫn chạy tiếp đến khi xong.",
	Load:    load,
	View:    func(m show) ui.Component { return showView(m) },
	Head:    func(m show) ui.Head { return ui.Head{Title: m.State.Title} },
	Part:    map[string]func(show) ui.Component{"work": func(m show) ui.Component { return progressView(m) }},
	Samples: samples,
}

type show struct {
	Key   string
	State work.State
}

func load(a *door.Ask) (show, error) {
	m := show{Key: a.Path("id")}
	var ok bool
	if m.State, ok = a.House.Works.See(m.Key, a.Who.Person); !ok {
		return m, fault.NotFoundf("Không có việc nào như vậy đang chạy. Việc xong quá một giờ thì không còn ghi ở đây; hãy mở trang kết quả của việc đó.")
	}
	if m.State.Ended && m.State.Err == nil {
		return m, door.Elsewhere(m.State.To, nil)
	}
	return m, nil
}

// failed is the sentence with which the work ended, "" while it runs.
func (m show) failed() string {
	if m.State.Err == nil {
		return ""
	}
	return fault.Text(m.State.Err)
}

func (m show) progress() ui.Progress {
	s := m.State
	p := ui.Progress{Label: s.Says, Done: s.Done, Total: s.Total, Note: "Đã chạy " + span(s.Spent) + "."}
	if p.Label == "" {
		p.Label = "Đang làm"
	}
	if s.Left > 0 {
		p.Note += " Còn khoảng " + span(s.Left) + "."
	}
	return p
}

// span is a length of time as one says it.
func span(d time.Duration) string {
	if s := int64((d + time.Second - 1) / time.Second); s < 90 {
		return viet.FormatInt(max(1, s)) + " giây"
	}
	return viet.FormatInt(int64((d+time.Minute-1)/time.Minute)) + " phút"
}

const longWords = "Đang ghi danh sách đơn vị của Liên đoàn Lao động thành phố Hải Phòng và tất cả công đoàn cấp trên trực tiếp cơ sở vào cây tổ chức"

var samples = ui.Samples[show]{
	"empty":   {Key: "x", State: work.State{Title: "Nhập danh sách đơn vị", Back: "/units"}},
	"typical": {Key: "x", State: work.State{Title: "Nhập danh sách đơn vị", Says: "Đang ghi đơn vị", Done: 2400, Total: 10_000, Spent: 1200 * time.Millisecond, Left: 4 * time.Second, Back: "/units"}},
	"worst": {Key: "x", State: work.State{Title: longWords, Says: longWords, Done: 999_999, Total: 1_000_000, Spent: 3 * time.Hour, Back: "/units", Ended: true,
		Err: fault.Conflictf("%s", longWords)}},
}
