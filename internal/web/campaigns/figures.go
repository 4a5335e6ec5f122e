package campaigns

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
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
	was  *report.Submission // what the unit declared before, nil for nothing
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
	path: "/activities/{id}/figures", title: "Nhập số từ giấy tờ", guard: door.Guard{Verb: report.Entering},
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

// declaring sends a unit's own figures; they wait until the level above accepts them. Its verb is about the unit.
var declaring = inquiry{
	path: "/activities/{id}/declare", title: "Báo số của đơn vị", guard: door.Guard{Verb: report.Submitting, Object: inForm("unit")},
	open: func(a *door.Ask, sent url.Values) (*sheet, error) {
		h, err := activityAt(a, a.Path("id"))
		if err != nil {
			return nil, err
		}
		s := h.sheet("Báo số của đơn vị", "Gửi cấp trên")
		s.Lead = h.act.Name + ", " + h.act.Day.VN() + ". Số đơn vị khai chờ cấp trên tiếp nhận rồi mới vào tổng. Số không rõ thì để trống, đừng ghi 0."
		unit, err := ownUnits(a, report.Submitting, a.Object)
		if err != nil {
			return nil, err
		}
		s.form.Fields = append([]form.Field{unit}, kind.SheetOf(h.k).Fields...)
		s.values = map[string]string{"unit": a.Object}
		f := filling{h: h, unit: a.Object}
		sentBefore, err := report.OfActivity(a.V, h.act.ID)
		if err != nil {
			return nil, err
		}
		for _, b := range sentBefore {
			if b.Unit == a.Object {
				f.was = &b
				s.values[kind.ExplanationField] = b.Explanation
				for _, l := range b.Lines {
					s.values[l.Indicator] = typed(l.Quantity)
				}
				s.hidden = []string{"version", strconv.FormatInt(b.Version, 10), "submission", b.ID}
				s.Above = ui.Notice{Tone: ui.Info, Title: "Đơn vị đã gửi bản " + strconv.FormatInt(b.Version, 10) + " lúc " + b.At.VN() + ": " + b.State.Label(),
					Text: "Gửi lại sẽ thành bản mới thay bản này. " + reasonOf(b), Link: &ui.Link{Label: "Mở báo cáo đã gửi", Href: "/reports/" + b.ID}}
			}
		}
		s.about = f
		return s, figuresOf(s, h, a.Object, sent)
	},
	act: func(tx *db.Tx, a *door.Ask, s *sheet) (err error) {
		f := s.about.(filling)
		filled := kind.Read(f.h.k, s.answers)
		lines := kind.Lines(f.h.k, filled.Values)
		if id := a.Form().Get("submission"); id != "" {
			if f.was == nil || f.was.ID != id {
				return fault.NotFoundf("Không tìm thấy báo cáo của đơn vị này. Hãy tải lại trang rồi gửi lại.")
			}
			s.made = id
			return report.Resubmit(tx, id, int64(version(a)), lines, filled.Explanation)
		}
		s.made, err = report.Submit(tx, report.Submission{Unit: f.unit, Activity: f.h.act.ID, Lines: lines, Explanation: filled.Explanation})
		return err
	},
	done: func(s *sheet) ui.Outcome {
		if s.made == "" {
			return ui.Outcome{To: s.about.(filling).h.page()}
		}
		return saidDone("/reports/"+s.made, "Đã gửi. Cấp trên sẽ tiếp nhận hoặc trả lại kèm lý do.")
	},
}

func reasonOf(s report.Submission) string {
	if s.Reason == "" {
		return ""
	}
	return "Lý do: " + s.Reason
}

// typed writes a quantity as it is typed: "1.265", "từ 900 trở lên".
func typed(q ledger.Quantity) string { return q.String() }

// voiding takes a slip back.
var voiding = inquiry{
	path: "/slips/{id}/void", title: "Huỷ phiếu nhập", guard: door.Guard{Verb: report.Entering},
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
