// Package bookmarks shows the views that a person keeps.
package bookmarks

import (
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/bookmark"
	"phongtrao/internal/web/door"
)

// Screens are the pages of the section.
func Screens() []ui.Screen[*door.Ask] { return []ui.Screen[*door.Ask]{Kept, New} }

// Actions are the acts of the section.
func Actions() []door.Action {
	return []door.Action{keeping, change("POST /bookmarks/raise", "Đưa chế độ xem lên", "Đã đổi thứ tự.", bookmark.Raise), change("POST /bookmarks/drop", "Bỏ chế độ xem", "Đã bỏ chế độ xem.", bookmark.Drop)}
}

// Items returns what the person keeps, to be shown elsewhere.
func Items(a *door.Ask) ([]ui.Link, error) {
	all, err := bookmark.Of(a.V, a.Who.Person)
	var out []ui.Link
	for _, b := range all {
		out = append(out, ui.Link{Label: b.Name, Href: b.Address})
	}
	return out, err
}

// kept is what the page shows.
type kept struct{ Items []bookmark.Bookmark }

// Kept is the page of what a person keeps.
var Kept = door.Page[kept]{
	Route: "GET /bookmarks", Title: "Chế độ xem đã lưu", Help: "Các danh sách kèm bộ lọc mà bạn hay mở, chỉ mình bạn thấy. Ở mỗi danh sách, bấm dấu hỏi rồi chọn Lưu chế độ xem này.", Guard: door.Own(bookmark.Seeing),
	Load: func(a *door.Ask) (m kept, err error) {
		m.Items, err = bookmark.Of(a.V, a.Who.Person)
		return m, err
	},
	View:    func(m kept) ui.Component { return keptView(m) },
	Samples: keptSamples,
}

// making is the page on which a view gets its name.
type making struct{ Form *ui.Form }

// New is the page on which a view gets its name.
var New = door.Page[making]{
	Route: "GET /bookmarks/new", Title: "Lưu chế độ xem", Help: "Đặt tên cho danh sách đang xem để mở lại từ trang tổng quan.", Guard: door.Own(bookmark.Seeing),
	Load: func(a *door.Ask) (making, error) {
		address := a.Query("to")
		return making{ask(form.Fill(map[string]string{"name": bookmark.Named(address), "address": address}), nil)}, nil
	},
	View:    func(m making) ui.Component { return makingView(m) },
	Samples: ui.Samples[making]{"empty": {ask(form.Answers{}, nil)}, "typical": {ask(form.Answers{}, nil)}, "worst": {ask(form.Answers{}, []form.Problem{{Field: "name", Text: long}})}},
}
