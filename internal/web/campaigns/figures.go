package campaigns

import (
	"cmp"
	"net/url"
	"slices"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/report"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// filling is what a sheet of figures is about.
type filling struct {
	h    *held
	unit org.UnitID
}

// figuresOf completes a sheet of figures: hints while typing, what does not fit, and the word of explanation.
func figuresOf(s *sheet, h *held, unit org.UnitID, sent url.Values) error {
	s.wide = true
	var found []kind.Finding
	if h.a.R.Method == "POST" {
		if answers, problems := s.form.Parse(sent); len(problems) == 0 {
			filled := kind.Read(h.k, answers)
			var err error
			if found, err = h.findings(filled.Values, unit); err != nil {
				return err
			}
			if err := kind.Unexplained(found, filled.Explanation); err != nil {
				s.extra = append(s.extra, form.ProblemOf(err))
			}
		}
	}
	s.finish = func(s *sheet) {
		hints(s, h.k)
		warn(s, found)
	}
	return nil
}

// findings says what does not fit among the figures, with what is known of the unit at this activity already.
func (h *held) findings(said kind.Values, unit org.UnitID) ([]kind.Finding, error) {
	whole := kind.Values{}
	for _, i := range h.k.Indicators() {
		q := h.question(i.Key)
		q.At = unit
		f, err := ledger.RollUp(h.v, q)
		if err != nil {
			return nil, err
		}
		if f.Entries > 0 {
			whole[i.Key] = f.Quantity
		}
	}
	for key, q := range said {
		whole[key] = q
	}
	all := kind.Check(h.k, whole)
	return slices.DeleteFunc(all, func(f kind.Finding) bool {
		return !slices.ContainsFunc(f.Fields, func(key string) bool { _, typed := said[key]; return typed })
	}), nil
}

// hints lets a step say while it is typed that it is smaller than the one that follows.
func hints(s *sheet, k kind.Kind) {
	var steps []kind.Stage
	for _, g := range kind.Funnel(k) {
		if !g.Aside {
			steps = append(steps, g)
		}
	}
	for n := range steps[:max(0, len(steps)-1)] {
		for f := range s.Drawn.Fields {
			if s.Drawn.Fields[f].Name == steps[n].Indicator {
				s.Drawn.Fields[f].AtLeast = steps[n+1].Indicator
			}
		}
	}
}

// warn stands what was found beside the fields that it speaks of, and above the form what speaks of none alone.
func warn(s *sheet, found []kind.Finding) {
	var above ui.Group
	for _, f := range found {
		tone := ui.Info
		if f.Level != kind.Note {
			tone = ui.Warn
		}
		above = append(above, ui.Notice{Tone: tone, Title: f.Level.Label(), Text: f.Text})
		if f.Level == kind.Note || len(f.Fields) == 0 {
			continue
		}
		for n := range s.Drawn.Fields {
			if s.Drawn.Fields[n].Name == f.Fields[0] && s.Drawn.Fields[n].Problem == "" {
				s.Drawn.Fields[n].Warning = f.Text
			}
		}
	}
	if s.Above != nil {
		above = append(ui.Group{s.Above}, above...)
	}
	if len(above) > 0 {
		s.Above = above
	}
}

// entering posts figures from a paper that the officer has at hand.
var entering = inquiry{
	path: "/activities/{id}/figures", title: "Nhập số từ giấy tờ",
	help:  "Ghi vào sổ số liệu có trên biên bản, danh sách hay phiếu giao nhận. Chọn loại bằng chứng, ghi giấy tờ, điền số rồi bấm “Ghi vào sổ”.",
	guard: door.Guard{Verb: report.Entering},
	open: func(a *door.Ask, sent url.Values) (*sheet, error) {
		h, err := activityAt(a, a.Path("id"))
		if err != nil {
			return nil, err
		}
		s := h.sheet("Nhập số từ giấy tờ", "Ghi vào sổ")
		s.Lead = h.act.Name + ", " + h.act.Day.VN() + ". Một phiếu ghi số của một nguồn: biên bản ký, phiếu kiểm đếm, danh sách cũ. Số không rõ thì để trống, đừng ghi 0."
		if sent.Get("unit") == "" {
			sent.Set("unit", h.act.Unit)
		}
		pick := sight.Pick{Name: "unit", Label: "Số liệu của đơn vị", Required: true, AsOf: day.AsOf{Day: h.act.Day}, Help: "Đơn vị được ghi nhận kết quả."}
		if err := pick.Read(a.V, sent); err != nil {
			return nil, err
		}
		s.extra, s.about = pick.Problem, filling{h: h, unit: pick.Unit}
		slip := kind.SlipOf(h.k)
		s.form.Fields = append(pick.Fields(), slip.Fields...)
		s.form.Fields = append(s.form.Fields, form.Field{Name: "adds", Label: "Ghi bổ sung vào số cùng loại đã có", Help: "Chỉ chọn khi giấy tờ này nói về phần khác, ví dụ chuyến xe thứ hai.", Kind: form.Check})
		s.values = map[string]string{"unit": h.act.Unit}
		return s, figuresOf(s, h, pick.Unit, sent)
	},
	act: func(tx *db.Tx, a *door.Ask, s *sheet) (err error) {
		f := s.about.(filling)
		filled := kind.Read(f.h.k, s.answers)
		s.made, _, err = report.Enter(tx, report.Slip{Unit: f.unit, Activity: f.h.act.ID, Evidence: filled.Evidence, Paper: filled.Paper,
			Lines: kind.Lines(f.h.k, filled.Values), Explanation: filled.Explanation, Adds: s.answers.Checked("adds")})
		return err
	},
	done: func(s *sheet) ui.Outcome {
		return saidDone(s.about.(filling).h.page()+"#figures", "Đã ghi vào sổ. Số liệu của phong trào đã cập nhật.")
	},
}

// voiding takes a slip back.
var voiding = inquiry{
	path: "/slips/{id}/void", title: "Huỷ phiếu nhập",
	help:  "Huỷ một phiếu nhập sai: mọi bút toán của phiếu được đảo, không gì bị xoá. Ghi lý do trước, rồi nhập lại phiếu đúng.",
	guard: door.Guard{Verb: report.Entering},
	open: func(a *door.Ask, _ url.Values) (*sheet, error) {
		slip, err := report.SlipByID(a.V, a.Path("id"))
		if err != nil {
			return nil, err
		}
		h, err := activityAt(a, slip.Activity)
		if err != nil {
			return nil, err
		}
		s := h.sheet("Huỷ phiếu “"+cmp.Or(slip.Paper.Number, "không ghi số")+"”", "Huỷ phiếu")
		s.Lead = "Các bút toán của phiếu sẽ được đảo, không bị xoá; số cũ và lý do vẫn mở được. Muốn sửa số, huỷ phiếu này rồi nhập phiếu mới."
		s.danger, s.about = true, h.act
		s.form.Fields = []form.Field{{Name: "reason", Label: "Lý do huỷ", Kind: form.LongText, Required: true, Limit: 1000}}
		return s, nil
	},
	act: func(tx *db.Tx, a *door.Ask, s *sheet) error {
		return report.Void(tx, a.Object, s.answers.Text("reason"))
	},
	done: func(s *sheet) ui.Outcome {
		return saidDone("/activities/"+s.about.(activity.Activity).ID, "Đã huỷ phiếu; các bút toán của phiếu đã được đảo.")
	},
}
