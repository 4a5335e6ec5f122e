package bookmarks

import (
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/bookmark"
	"phongtrao/internal/web/door"
)

var questions = form.Form{Fields: []form.Field{
	{Name: "name", Label: "Tên chế độ xem", Required: true, Limit: bookmark.NameMax},
	{Name: "address", Label: "Địa chỉ", Help: "Địa chỉ của danh sách, kèm bộ lọc.", Required: true, Limit: bookmark.AddressMax}}}

func ask(answers form.Answers, problems []form.Problem) *ui.Form {
	f := ui.Form{ID: "keep", Action: "/bookmarks", Submit: "Lưu chế độ xem", Hidden: door.Token(), Cancel: "/bookmarks"}.Ask(questions, answers, problems)
	return &f
}

var keeping = door.Action{
	Route: "POST /bookmarks", Title: "Lưu chế độ xem", Guard: door.Own(bookmark.Keeping),
	Do: func(a *door.Ask) (ui.Outcome, error) {
		answers, problems := questions.Parse(a.Form())
		if len(problems) == 0 {
			err := a.Do(func(tx *db.Tx) error { return bookmark.Keep(tx, answers.Text("name"), answers.Text("address")) })
			if err == nil {
				return ui.Outcome{To: "/bookmarks", Flash: &ui.Flash{Tone: ui.Good, Text: "Đã lưu chế độ xem “" + answers.Text("name") + "”; mở lại từ trang tổng quan."}}, nil
			}
			if k := fault.KindOf(err); k != fault.Invalid && k != fault.Conflict {
				return ui.Outcome{}, err
			}
			problems = []form.Problem{form.ProblemOf(err)}
		}
		return ui.Outcome{Again: makingView(making{ask(answers, problems)}), Head: ui.Head{Title: "Lưu chế độ xem"}}, nil
	},
}

// change makes an action over one bookmark of the person's.
func change(route, label, flash string, do func(tx *db.Tx, id string) error) door.Action {
	return door.Action{Route: route, Title: label, Guard: door.Own(bookmark.Keeping),
		Do: func(a *door.Ask) (ui.Outcome, error) {
			id := a.Form().Get("bookmark")
			if err := a.Do(func(tx *db.Tx) error { return do(tx, id) }); err != nil {
				return ui.Outcome{}, err
			}
			return ui.Outcome{To: "/bookmarks", Flash: &ui.Flash{Tone: ui.Good, Text: flash}}, nil
		}}
}

const long = "Công đoàn cơ sở Công ty trách nhiệm hữu hạn một thành viên Sản xuất, Thương mại và Dịch vụ Xuất nhập khẩu Nguyễn Huỳnh Thượng Nghiễm"

var keptSamples = ui.Samples[kept]{
	"empty":   {},
	"typical": {[]bookmark.Bookmark{{ID: "1", Name: "Máu 2024 của Hưng Yên", Address: "/figures?at=hy"}, {ID: "2", Name: "Việc Bảo làm", Address: "/log?person=bao"}}},
	"worst":   {[]bookmark.Bookmark{{ID: "1", Name: long, Address: "/figures?at=" + long}}},
}
