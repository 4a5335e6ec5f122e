package editions

import (
	"fmt"
	"net/url"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/edition"
	"phongtrao/internal/web/door"
)

// closing freezes a report, after showing what still does not fit.
var closing = inquiry{
	path: "/editions/{id}/close", title: "Chốt báo cáo", guard: door.Guard{Verb: edition.Freezing},
	help: "Chốt giữ nguyên báo cáo và mọi số nó dẫn, tại một điểm của nhật ký niêm phong. Xem các chỗ chưa khớp trước; nếu vẫn chốt thì ghi lý do.",
	open: func(a *door.Ask, _ url.Values) (*sheet, error) {
		f, e, err := prepare(a)
		if err != nil {
			return nil, err
		}
		n, err := call(a.V, e)
		if err != nil {
			return nil, err
		}
		s := &sheet{Title: "Chốt báo cáo", Lead: n.title + ", " + n.unit + ". Sau khi chốt, báo cáo không sửa được nữa; sổ cái đổi thì báo cáo được đánh dấu.",
			Crumbs: []ui.Link{crumb, {Label: n.title, Href: here(e)}}, submit: "Chốt", cancel: here(e), about: f, hidden: []string{"version", fmt.Sprint(f.Version)}}
		for _, c := range f.Conflicts {
			s.Above = append(s.Above, ui.Notice{Tone: ui.Warn, Title: "Chưa khớp", Text: c})
		}
		if n := len(f.Draft.Missing); n > 0 {
			s.Above = append(s.Above, ui.Notice{Tone: ui.Info, Title: fmt.Sprintf("Còn %d đơn vị, hoạt động chưa có số liệu", n), Text: "Báo cáo ghi rõ là chưa có số liệu, không ghi 0."})
		}
		if f.Draft.Pending > 0 {
			s.Above = append(s.Above, ui.Notice{Tone: ui.Info, Title: fmt.Sprintf("Còn %d số đang chờ tiếp nhận", f.Draft.Pending), Text: "Các số này chưa nằm trong tổng. Nên tiếp nhận hoặc trả lại trước khi chốt.", Link: &ui.Link{Label: "Mở hộp tiếp nhận", Href: "/reports"}})
		}
		if len(f.Conflicts) == 0 {
			s.Above = append(s.Above, ui.Notice{Tone: ui.Good, Title: "Không có chỗ nào không khớp", Text: "Các số trong bảng, trong câu và trong lời của đơn vị khớp với sổ cái."})
			return s, nil
		}
		s.form.Fields = []form.Field{{Name: "reason", Label: "Lý do vẫn chốt", Help: "Được ghi cùng báo cáo; người đọc sau này thấy.", Kind: form.LongText, Required: true, Limit: 1000}}
		return s, nil
	},
	act: func(a *door.Ask, s *sheet) error {
		f := s.about.(edition.Frozen)
		return a.Do(func(tx *db.Tx) error { return edition.Close(tx, a.Object, f, s.answers.Text("reason")) })
	},
	done: func(a *door.Ask, _ *sheet) ui.Outcome {
		return saying("/editions/"+a.Object, "Đã chốt báo cáo. Bước tiếp theo là gửi lên cấp trên.")
	},
	samples: closeSamples,
}

// prepare composes a report for closing, with what its own words claim.
func prepare(a *door.Ask) (f edition.Frozen, e edition.Edition, err error) {
	if e, err = edition.Get(a.V, a.Object); err != nil {
		return f, e, err
	}
	wrong, err := conflicts(a, e)
	if err != nil {
		return f, e, err
	}
	f, err = edition.Prepare(a.V, a.House.Kinds, e.ID, base(a), wrong)
	return f, e, err
}
