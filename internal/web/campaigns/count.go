package campaigns

import (
	"net/url"
	"slices"

	"phongtrao/internal/access"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
	"phongtrao/internal/people"
	"phongtrao/internal/report"
	"phongtrao/internal/roster"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// counting keeps what two people counted on the spot, or what a unit says with its source.
var counting = inquiry{
	path: "/activities/{id}/count", title: "Ghi số đếm tại chỗ",
	help:  "Ghi số người hoặc số lượng đếm được ngay tại điểm. Chọn chỉ số, ghi số và tên hai người đếm.",
	guard: door.Guard{Verb: roster.Counting},
	open:  openCount,
	act: func(tx *db.Tx, a *door.Ask, s *sheet) error {
		f := s.about.(filling)
		n, _ := s.answers.Number("quantity")
		h := roster.Headcount{Activity: f.h.act.ID, Unit: f.unit, What: s.answers.Text("what"), Block: s.answers.Text("block"), Quantity: report.Quantity(n),
			Evidence: ledger.Counted, Counters: [2]string{s.answers.Text("first"), s.answers.Text("second")}, Replaces: s.answers.Text("replaces"), Note: s.answers.Text("note")}
		if s.answers.Text("evidence") == ledger.Declared.Key() {
			h.Evidence, h.Source, h.Counters = ledger.Declared, s.answers.Text("source"), [2]string{}
		}
		if _, err := roster.Record(tx, h); err != nil {
			return err
		}
		_, err := kind.Tally(tx, f.h.k, f.h.act.ID)
		return err
	},
	done: func(s *sheet) ui.Outcome {
		return saidDone(s.about.(filling).h.page(), "Đã ghi số đếm.")
	},
}

func openCount(a *door.Ask, sent url.Values) (*sheet, error) {
	h, err := activityAt(a, a.Path("id"))
	if err != nil {
		return nil, err
	}
	s := h.sheet("Ghi số đếm tại chỗ", "Ghi số đếm")
	s.wide = true
	if sent.Get("unit") == "" {
		sent.Set("unit", h.act.Unit)
	}
	pick := sight.Pick{Name: "unit", Label: "Người của đơn vị", Required: true, AsOf: day.AsOf{Day: h.act.Day}}
	if err := pick.Read(a.V, sent); err != nil {
		return nil, err
	}
	s.extra, s.about = pick.Problem, filling{h: h, unit: pick.Unit}
	persons, err := h.around()
	if err != nil {
		return nil, err
	}
	earlier, err := h.standingCounts()
	if err != nil {
		return nil, err
	}
	s.form.Fields = append(pick.Fields(),
		form.Field{Name: "what", Label: "Đếm việc gì", Kind: form.OneOf, Required: true, Choices: h.words()},
		form.Field{Name: "quantity", Label: "Số người", Kind: form.Count, Required: true, Vague: true, Of: "người", Help: "Đếm chưa hết thì ghi “hơn 300”."},
		form.Field{Name: "evidence", Label: "Biết bằng cách nào", Kind: form.OneOf, Required: true, Choices: []form.Choice{
			{Value: ledger.Counted.Key(), Label: capital(ledger.Counted.Label()) + ", có hai người đếm"}, {Value: ledger.Declared.Key(), Label: capital(ledger.Declared.Label()) + ", có nguồn"}}},
		form.Field{Name: "first", Label: "Người đếm thứ nhất", Kind: form.OneOf, Choices: persons},
		form.Field{Name: "second", Label: "Người đếm thứ hai", Kind: form.OneOf, Choices: persons},
		form.Field{Name: "source", Label: "Nguồn của số đơn vị khai", Kind: form.Text, Help: "Ví dụ: danh sách công đoàn gửi ngày 27/5."},
		form.Field{Name: "block", Label: "Phần của đám đông", Kind: form.Text, Help: "Khi đếm từng phần, ví dụ: cổng A. Đếm cả thì để trống.", Limit: 100})
	if len(earlier) > 0 {
		s.form.Fields = append(s.form.Fields, form.Field{Name: "replaces", Label: "Thay cho số đã ghi", Kind: form.OneOf, Choices: earlier, Help: "Để trống nếu là số của đơn vị, việc hoặc phần khác."})
	}
	s.form.Fields = append(s.form.Fields, form.Field{Name: "note", Label: "Ghi chú", Kind: form.Text})
	s.values = map[string]string{"unit": h.act.Unit, "evidence": ledger.Counted.Key(), "first": a.Who.Person}
	return s, nil
}

// words are what may be counted: the kind's counts of people.
func (h *held) words() []form.Choice {
	var out []form.Choice
	for _, w := range []string{"registered", "came", "attended", "finishers", "recipients"} {
		if i, ok := kind.Indicator(h.k, kind.Count(h.k, w)); ok && i.Measure == indicator.People {
			out = append(out, form.Choice{Value: w, Label: i.Name})
		}
	}
	if len(out) == 0 {
		out = []form.Choice{{Value: "registered", Label: "Số người đăng ký"}, {Value: "came", Label: "Số người đến"}}
	}
	return out
}

// around are the persons who may have counted: those who hold something at the host or above it.
func (h *held) around() ([]form.Choice, error) {
	chain, err := activity.Over(h.v, h.act.ID)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, u := range chain {
		grants, err := access.On(h.v, u)
		if err != nil {
			return nil, err
		}
		for _, g := range grants {
			if g.Holds(h.today) && !slices.Contains(ids, g.Person) {
				ids = append(ids, g.Person)
			}
		}
	}
	who, err := people.Names(h.v, ids)
	viet.SortBy(ids, func(id string) string { return who[id] })
	var out []form.Choice
	for _, id := range ids {
		out = append(out, form.Choice{Value: id, Label: who[id]})
	}
	return out, err
}

// standingCounts are the headcounts that hold, to be replaced.
func (h *held) standingCounts() ([]form.Choice, error) {
	all, err := roster.At(h.v, h.act.ID)
	var out []form.Choice
	for _, c := range all {
		if c.Holds() {
			out = append(out, form.Choice{Value: c.ID, Label: h.word(c.What) + " " + c.Quantity.String() + ", " + name(h.v, c.Unit, h.act.Day) + ", " + c.Evidence.Label() + ", ghi " + c.MadeAt.VN()})
		}
	}
	return out, err
}
