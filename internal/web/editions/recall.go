package editions

import (
	"fmt"
	"net/url"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/edition"
	"phongtrao/internal/passport"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
)

// recalling puts a report right, or takes it back, before those who received it.
var recalling = inquiry{
	path: "/editions/{id}/recall", title: "Đính chính, thu hồi báo cáo", guard: door.Guard{Verb: edition.TakingBack},
	help: "Trang này báo cho mọi nơi đã nhận biết báo cáo có số đã đổi, hoặc không dùng nữa. Xem số cũ, số mới và lý do, rồi chọn đính chính hay thu hồi.",
	open: func(a *door.Ask, _ url.Values) (*sheet, error) {
		e, err := edition.Get(a.V, a.Object)
		if err != nil {
			return nil, err
		}
		n, err := call(a.V, e)
		if err != nil {
			return nil, err
		}
		changes, err := edition.Affected(a.V, e)
		if err != nil {
			return nil, err
		}
		s := &sheet{Title: "Đính chính, thu hồi báo cáo", Lead: fmt.Sprintf("%s, %s. Đã gửi %d nơi; mỗi nơi sẽ xác nhận.", n.title, n.unit, len(e.Sent)),
			Crumbs: []ui.Link{crumb, {Label: n.title, Href: here(e)}}, submit: "Gửi thông báo", cancel: here(e), danger: true}
		if len(changes) == 0 {
			s.Above = append(s.Above, ui.Notice{Tone: ui.Info, Title: "Chưa có số nào thay đổi", Text: "Các số trong báo cáo vẫn như sổ cái. Chỉ còn cách thu hồi, nếu báo cáo sai ở lời văn hoặc gửi nhầm."})
		} else {
			t, err := changeTable(a, changes)
			if err != nil {
				return nil, err
			}
			s.Above = append(s.Above, changesCard(t))
		}
		s.form.Fields = []form.Field{
			{Name: "kind", Label: "Cách xử lý", Kind: form.OneOf, Required: true, Choices: []form.Choice{{Value: string(edition.Correct), Label: "Đính chính: báo cáo vẫn dùng, với các số mới"}, {Value: string(edition.Withdraw), Label: "Thu hồi: không dùng báo cáo này nữa"}}},
			{Name: "reason", Label: "Lý do, để nơi nhận biết", Kind: form.LongText, Required: true, Limit: 1000},
		}
		return s, nil
	},
	act: func(a *door.Ask, s *sheet) error {
		return a.Do(func(tx *db.Tx) error {
			return edition.Recall(tx, a.Object, edition.Kind(s.answers.Text("kind")), s.answers.Text("reason"))
		})
	},
	done: func(a *door.Ask, _ *sheet) ui.Outcome {
		return saying("/editions/"+a.Object, "Đã báo cho các nơi nhận. Trang này cho biết nơi nào đã xác nhận.")
	},
	samples: recallSamples,
}

// changeTable lists old, new, why. The new number leads to its passport.
func changeTable(a *door.Ask, changes []edition.Change) (ui.Table, error) {
	var keys []string
	for _, c := range changes {
		for _, w := range c.Why {
			keys = append(keys, w.By)
		}
	}
	who, err := people.Names(a.V, keys)
	if err != nil {
		return ui.Table{}, err
	}
	t := ui.Table{Label: "Số đã thay đổi từ khi chốt", Cards: true, Columns: []ui.Column{{Label: "Số liệu", Wide: true}, {Label: "Đã in", Num: true}, {Label: "Nay", Num: true}, {Label: "Vì sao"}}}
	for _, c := range changes {
		q := c.Question
		was := ui.Figure{Quantity: ui.Quantity(c.Quantity), Href: "/p/" + c.Code}
		q.Known = 0
		now := ui.Cell{Body: ui.Figure{Quantity: ui.Quantity(c.Now), Href: "/figures?" + passport.Query(q).Encode()}}
		if c.Gone {
			now = ui.Cell{Text: "không còn số liệu"}
		}
		why := ""
		for i, w := range c.Why {
			if i > 0 {
				why += " · "
			}
			why += w.Text
			if w.At != 0 {
				why += " (" + who[w.By] + ", " + w.At.VN() + ")"
			}
		}
		t.Rows = append(t.Rows, ui.Row{Tone: ui.Warn, Cells: []ui.Cell{{Text: c.What, Sub: c.Name}, {Body: was}, now, {Text: why}}})
	}
	return t, nil
}
