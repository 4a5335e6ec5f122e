package lists

import (
	"net/http"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/sheet"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/intake"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
)

// New asks for the file.
var New = door.Page[sending]{
	Route: "GET " + newPath, Title: "Nhập danh sách đơn vị", Guard: door.Guard{Verb: intake.Keeping, Object: door.AtOrHome("at")},
	Help: "Đưa danh sách đơn vị từ tệp Excel vào cây tổ chức, không phải gõ lại. Hãy chọn tệp như đang có; chương trình hỏi lại chỗ chưa rõ trước khi ghi.",
	Load: func(a *door.Ask) (sending, error) { return loadNew(a, nil) },
	View: func(m sending) ui.Component { return newView(m) },
	Head: func(m sending) ui.Head {
		return ui.Head{Title: "Nhập danh sách đơn vị", Crumbs: []ui.Link{{Label: "Tổ chức", Href: "/units"}}}
	},
	Samples: newSamples,
}

// sending is what the page shows.
type sending struct {
	Under string
	Form  ui.Form
}

var fileQuestion = form.Form{Fields: []form.Field{{Name: "file", Label: "Tệp danh sách", Required: true, Kind: form.File, Accept: []string{".xlsx", ".csv", ".xls", ".txt"},
	Help: "Tệp .xlsx hoặc .csv, đến 20 MB: chọn tệp, hoặc kéo thả tệp vào ô. Phông chữ cũ (.VnTime, VNI) và tên viết hoa đều nhận."}}}

func loadNew(a *door.Ask, trouble error) (sending, error) {
	var m sending
	names, err := org.Names(a.V, []org.UnitID{a.Object}, org.Today(a.V))
	if err != nil {
		return m, err
	}
	m.Under = names[a.Object]
	var problems []form.Problem
	if trouble != nil {
		problems = []form.Problem{{Field: "file", Text: fault.Text(trouble)}}
	}
	m.Form = ui.Form{ID: "send", Action: newPath, Submit: "Gửi tệp và xem trước", Cancel: "/units", Hidden: door.Token("at", a.Object)}.Ask(fileQuestion, form.Answers{}, problems)
	return m, nil
}

// send keeps the file and leads to its list. Nothing is taken in by it.
var send = door.Action{
	Route: "POST " + newPath, Title: "Gửi danh sách đơn vị", Guard: door.Guard{Verb: intake.Keeping, Object: func(r *http.Request) string {
		if at := r.PostFormValue("at"); at != "" {
			return at
		}
		return door.HomeObject
	}},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		id, err := keep(a)
		if k := fault.KindOf(err); err != nil && (k == fault.Invalid || k == fault.Conflict) {
			var m sending
			if err := a.See(func(*db.View) (bad error) {
				m, bad = loadNew(a, err)
				return bad
			}); err != nil {
				return ui.Outcome{}, err
			}
			return ui.Outcome{Again: newView(m), Head: New.Head(m)}, nil
		}
		return ui.Outcome{To: address(id)}, err
	},
}

// keep reads the file once, to refuse here what cannot be read, and keeps it under its hash.
func keep(a *door.Ask) (id string, err error) {
	f, head, err := a.R.FormFile("file")
	if err != nil {
		return "", fault.Invalidf("Chưa chọn tệp danh sách. Hãy chọn tệp .xlsx hoặc .csv.")
	}
	defer f.Close()
	book, err := sheet.Open(f, head.Size)
	if err != nil {
		return "", err
	}
	l := intake.List{Unit: a.Object, Name: head.Filename}
	first := intake.Answers{Under: a.Object}
	err = a.See(func(v *db.View) error { // the first sheet that has headings, else the first
		for i := range book.Sheets() {
			t, err := book.Table(i)
			if err != nil {
				return err
			}
			if _, err := intake.Make(v, t, intake.Answers{Under: a.Object}); err == nil {
				first.Sheet = i
				return nil
			}
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	if l.File, err = a.House.Files.Put(f, sheet.ReadBytes); err != nil {
		return "", err
	}
	err = a.Do(func(tx *db.Tx) error {
		if id, err = intake.Keep(tx, l); err != nil {
			return err
		}
		return intake.Answer(tx, id, first)
	})
	if err == nil && id == "" { // the form was sent twice: the list is there
		err = a.See(func(v *db.View) error {
			all, err := intake.Of(v, a.Object, 50)
			for _, o := range all {
				if o.File == l.File && o.By == a.Who.Person {
					id = o.ID
					break
				}
			}
			return err
		})
	}
	return id, err
}
