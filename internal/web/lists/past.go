package lists

import (
	"net/http"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/sheet"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/intake"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
)

// pastMax is how many lists are shown.
const pastMax = 200

// Past is the lists that were sent, taken in or not.
var Past = door.Page[past]{
	Route: "GET " + pastPath, Title: "Các lần nhập danh sách", Guard: door.Guard{Verb: intake.Listing, Object: door.Home},
	Help: "Các danh sách đã gửi: danh sách làm dở để làm tiếp, danh sách đã nhập để xem lại hoặc hủy. Bấm tên tệp để mở.",
	Load: loadPast, View: func(m past) ui.Component { return pastView(m) },
	Head: func(m past) ui.Head {
		return ui.Head{Title: "Các lần nhập danh sách", Crumbs: crumbs[:1]}
	},
	Samples: pastSamples,
}

type past struct{ Table ui.Table }

func loadPast(a *door.Ask) (past, error) {
	all, err := intake.Of(a.V, a.Object, pastMax)
	if err != nil {
		return past{}, err
	}
	var who []string
	for _, l := range all {
		who = append(who, l.By)
	}
	names, err := people.Names(a.V, who)
	if err != nil {
		return past{}, err
	}
	return past{pastTable(all, names)}, nil
}

func pastTable(all []intake.List, names map[string]string) ui.Table {
	t := ui.Table{Label: "Các lần nhập danh sách", Cards: true, Columns: []ui.Column{{Label: "Tệp", Wide: true}, {Label: "Gửi lúc"}, {Label: "Kết quả", Wide: true}, {Label: "Đơn vị đã ghi", Num: true}},
		Empty: &ui.Empty{Icon: "upload", Title: "Chưa gửi danh sách nào", Text: "Chọn một tệp Excel để xem trước; chưa có gì được ghi.", Next: &ui.Button{Label: "Nhập danh sách", Href: newPath, Primary: true}}}
	for _, l := range all {
		r := ui.Row{Cells: []ui.Cell{{Text: l.Name, Href: address(l.ID), Strong: true}, {Text: l.At.VN(), Sub: names[l.By]}, {Body: ui.Chip{Label: "Đang làm dở", Tone: ui.Info}}, {}}}
		if e := l.End; e != nil {
			r.Cells[2] = ui.Cell{Body: ui.Chip{Label: "Đã nhập", Tone: ui.Good}, Sub: "lúc " + e.At.VN()}
			r.Cells[3] = ui.Cell{Text: viet.FormatInt(e.Taken)}
			if e.Refused > 0 {
				r.Cells[2].Sub += "; " + viet.FormatInt(e.Refused) + " dòng bị từ chối"
			}
			if e.Undone != 0 {
				r.Cells[2] = ui.Cell{Body: ui.Chip{Label: "Đã hủy", Tone: ui.Warn}, Sub: "lúc " + e.Undone.VN()}
				r.Cells[3] = ui.Cell{}
			}
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}

// template hands out an example with the usual headings.
var template = door.Stream{
	Route: "GET " + newPath + "/template", Title: "Tệp mẫu danh sách đơn vị", Guard: door.Guard{Verb: intake.Listing, Object: door.Home},
	Send: func(a *door.Ask, w http.ResponseWriter) error {
		door.Saved(w, sheet.XLSX.ContentType(), "mau-danh-sach-don-vi.xlsx")
		return intake.Template(w)
	},
}

// refused hands out the rows that were refused, with the reasons.
var refused = door.Stream{
	Route: "GET " + onePath + "/{id}/errors", Title: "Các dòng bị từ chối", Guard: door.Guard{Verb: intake.Seeing},
	Send: func(a *door.Ask, w http.ResponseWriter) error {
		l, err := intake.Get(a.V, a.Object)
		if err != nil {
			return err
		}
		_, t, err := tableOf(a.House, l)
		if err != nil {
			return err
		}
		p, err := planOf(a.V, l, t)
		if err != nil {
			return err
		}
		if p.Count(intake.Refused) == 0 {
			return fault.NotFoundf("Danh sách này không có dòng nào bị từ chối.")
		}
		door.Saved(w, sheet.XLSX.ContentType(), "cac-dong-loi.xlsx")
		return p.Errors(w, sheet.XLSX)
	},
}
