package figures

import (
	"net/http"
	"strconv"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
	"phongtrao/internal/report"
	"phongtrao/internal/web/door"
)

// numbered takes the entry's number from the path as what the verb is about.
func numbered(r *http.Request) string { return r.PathValue("seq") }

// reasonMax is how long a reason may be.
const reasonMax = 1000

var reverseQuestions = form.Form{Fields: []form.Field{
	{Name: "reason", Label: "Lý do đảo", Help: "Ghi rõ sai ở đâu, ví dụ: nhập nhầm 120 thay vì 102 theo biên bản.", Kind: form.LongText, Required: true, Limit: reasonMax}}}

func reverseForm(seq int64, answers form.Answers, problems []form.Problem) *ui.Form {
	f := ui.Form{ID: "reverse", Action: entryAddress(seq) + "/reverse", Submit: "Đảo bút toán", Danger: true, Hidden: door.Token(),
		Lead: "Bút toán không bị xóa: một bút toán ngược dấu được ghi thêm, cả hai cùng hiện. Số đúng được ghi lại bằng bút toán mới."}.Ask(reverseQuestions, answers, problems)
	return &f
}

// chooseQuestions offers the kinds of evidence that there are, and the rule.
func chooseQuestions(s ledger.Standing) form.Form {
	choices := []form.Choice{{Value: "rule", Label: "Theo quy tắc chung"}}
	for _, k := range ledger.Kinds {
		if q, there := s.Beside[k]; there {
			choices = append(choices, form.Choice{Value: k.Key(), Label: capital(k.Label()) + ": " + q.String()})
		}
	}
	return form.Form{Fields: []form.Field{
		{Name: "evidence", Label: "Số được công bố", Kind: form.OneOf, Required: true, Choices: choices},
		{Name: "reason", Label: "Lý do", Help: "Lý do hiện cùng số liệu.", Kind: form.LongText, Required: true, Limit: reasonMax}}}
}

func chooseForm(seq int64, s ledger.Standing, answers form.Answers, problems []form.Problem) *ui.Form {
	f := ui.Form{ID: "choose", Action: entryAddress(seq) + "/choose", Submit: "Ghi quyết định", Hidden: door.Token()}.Ask(chooseQuestions(s), answers, problems)
	return &f
}

// reversing takes an entry back.
var reversing = door.Action{
	Route: "POST /entries/{seq}/reverse", Title: "Đảo bút toán", Guard: door.Guard{Verb: report.Reversing, Object: numbered},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		seq, answers, problems, err := posted(a, reverseQuestions)
		if err != nil {
			return ui.Outcome{}, err
		}
		if len(problems) == 0 {
			err = a.Do(func(tx *db.Tx) error {
				_, err := ledger.Reverse(tx, seq, answers.Text("reason"))
				return err
			})
			if err == nil {
				return corrected(seq, "Đã đảo bút toán "+viet.FormatInt(seq)+"; số liệu đã tính lại."), nil
			}
			if k := fault.KindOf(err); k != fault.Invalid && k != fault.Conflict {
				return ui.Outcome{}, err
			}
			problems = []form.Problem{form.ProblemOf(err)}
		}
		return againEntry(a, func(m *entry) { m.Reverse = reverseForm(seq, answers, problems) })
	},
}

// choosing records which kind of evidence is published.
var choosing = door.Action{
	Route: "POST /entries/{seq}/choose", Title: "Chọn số được công bố", Guard: door.Guard{Verb: report.Choosing, Object: numbered},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		var cell ledger.Cell
		var standing ledger.Standing
		err := a.See(func(v *db.View) error {
			e, err := entryOf(a)
			if err != nil {
				return err
			}
			cell = e.Cell()
			standing, err = standingOf(v, cell)
			return err
		})
		if err != nil {
			return ui.Outcome{}, err
		}
		seq, answers, problems, err := posted(a, chooseQuestions(standing))
		if err != nil {
			return ui.Outcome{}, err
		}
		if len(problems) == 0 {
			chosen := ledger.Evidence(0)
			if key := answers.Text("evidence"); key != "rule" {
				if chosen, err = ledger.EvidenceByKey(key); err != nil {
					return ui.Outcome{}, err
				}
			}
			err = a.Do(func(tx *db.Tx) error { return ledger.Choose(tx, cell, chosen, answers.Text("reason")) })
			if err == nil {
				return corrected(seq, "Đã ghi quyết định; số liệu đã tính lại."), nil
			}
			if k := fault.KindOf(err); k != fault.Invalid && k != fault.Conflict {
				return ui.Outcome{}, err
			}
			problems = []form.Problem{form.ProblemOf(err)}
		}
		return againEntry(a, func(m *entry) { m.Choose = chooseForm(seq, standing, answers, problems) })
	},
}

// posted reads the number of the entry and the answers.
func posted(a *door.Ask, f form.Form) (int64, form.Answers, []form.Problem, error) {
	seq, err := strconv.ParseInt(a.Path("seq"), 10, 64)
	if err != nil {
		return 0, form.Answers{}, nil, fault.NotFoundf("“%s” không phải là số của một bút toán. Hãy mở lại từ lý lịch số liệu.", a.Path("seq"))
	}
	answers, problems := f.Parse(a.Form())
	return seq, answers, problems, nil
}

func corrected(seq int64, said string) ui.Outcome {
	return ui.Outcome{To: entryAddress(seq), Flash: &ui.Flash{Tone: ui.Good, Text: said}}
}

// againEntry draws the page once more with what was typed.
func againEntry(a *door.Ask, put func(m *entry)) (ui.Outcome, error) {
	var m entry
	err := a.See(func(*db.View) (err error) {
		m, err = loadEntry(a)
		return err
	})
	if err != nil {
		return ui.Outcome{}, err
	}
	put(&m)
	return ui.Outcome{Again: entryView(m), Head: m.head()}, nil
}
