package lists

import (
	"slices"
	"strconv"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/intake"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
)

// askedMax is how many parents are asked about at once, those of the most rows first.
const askedMax = 30

// parents asks for the parents that are not sure, one question for each name, and shows which are.
func (m *show) parents(w at, problems []form.Problem) {
	p, l := w.plan, w.list
	_, asked := p.Unsure()
	slices.SortStableFunc(asked, func(a, b intake.Above) int { return b.Rows - a.Rows })
	if len(asked) > 0 {
		f := ui.Form{ID: "parents", Action: address(l.ID) + "/parents", Submit: "Ghi lựa chọn và đi tiếp", Cancel: address(l.ID) + "?step=" + stepColumns, Hidden: door.Token(), Wrong: problems}
		for i, a := range asked[:min(askedMax, len(asked))] {
			n := strconv.Itoa(i)
			f.Hidden["key-"+n] = a.Key
			field := ui.Field{Name: "up-" + n, Label: "“" + a.Text + "” (" + viet.FormatInt(int64(a.Rows)) + " dòng)", Kind: ui.ChoiceField, Required: true, Help: a.Why}
			for _, c := range a.Choices {
				field.Choices = append(field.Choices, ui.Choice{Value: c.Unit, Label: c.Name, Help: c.Note})
			}
			field.Choices = append(field.Choices, ui.Choice{Value: intake.Out, Label: "Không nhận các dòng này"})
			f.Fields = append(f.Fields, field, ui.Field{Name: "by-" + n, Label: "Hoặc gõ tên đơn vị khác", Help: "Không dấu cũng được."})
		}
		lead := "Mỗi tên chỉ hỏi một lần, áp dụng cho mọi dòng cùng tên. Tên để trống thì các dòng ấy bị từ chối và nằm trong tệp lỗi."
		if rest := len(asked) - askedMax; rest > 0 {
			lead += " Còn " + viet.FormatInt(int64(rest)) + " tên nữa, hỏi tiếp sau khi ghi."
		}
		m.Cards = append(m.Cards, card{Title: viet.FormatInt(int64(len(asked))) + " cấp trên chưa chắc là đơn vị nào", Lead: lead, Form: &f})
	} else {
		m.Actions = []ui.Button{{Label: "Đi tiếp: xem trước", Href: address(l.ID) + "?step=" + stepPreview, Primary: true}}
	}
	t := ui.Table{Label: "Cấp trên đã rõ", Cards: true, Columns: []ui.Column{{Label: "Tên trong danh sách", Wide: true}, {Label: "Đơn vị", Wide: true}, {Label: "Số dòng", Num: true}}}
	for _, a := range p.Parents {
		if a.Asks() || len(t.Rows) == ui.RowsMax {
			continue
		}
		unit := ui.Cell{Text: a.Name, Href: "/units/" + a.Unit}
		switch {
		case a.Out:
			unit = ui.Cell{Text: "không nhận các dòng này"}
		case a.Listed > 0:
			unit = ui.Cell{Text: a.Name, Sub: "dòng " + viet.FormatInt(int64(a.Listed)) + " của danh sách"}
		case a.Chosen:
			unit.Sub = "do bạn chọn"
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{{Text: a.Text}, unit, {Text: viet.FormatInt(int64(a.Rows))}}})
	}
	if len(t.Rows) > 0 {
		m.Cards = append(m.Cards, card{Title: "Cấp trên đã rõ", Table: &t})
	}
}

// parents keeps which units were meant.
var parents = door.Action{
	Route: "POST " + onePath + "/{id}/parents", Title: "Chọn đơn vị cấp trên", Guard: door.Guard{Verb: intake.Answering},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		sent := a.Form()
		chosen := map[string]org.UnitID{}
		var problems []form.Problem
		err := a.See(func(v *db.View) error {
			for i := range askedMax {
				n := strconv.Itoa(i)
				key, unit, typed := sent.Get("key-"+n), sent.Get("up-"+n), viet.Clean(sent.Get("by-"+n))
				if key == "" {
					continue
				}
				if typed != "" {
					var err error
					if unit, err = named(v, typed); err != nil {
						if fault.KindOf(err) != fault.Invalid {
							return err
						}
						problems = append(problems, form.Problem{Field: "by-" + n, Text: fault.Text(err)})
						continue
					}
				}
				if unit != "" {
					chosen[key] = unit
				}
			}
			return nil
		})
		if err != nil {
			return ui.Outcome{}, err
		}
		err = a.Do(func(tx *db.Tx) error {
			l, err := intake.Get(&tx.View, a.Object)
			if err != nil {
				return err
			}
			n := l.Answers
			all := map[string]org.UnitID{}
			for k, u := range n.Parents {
				all[k] = u
			}
			for k, u := range chosen {
				all[k] = u
			}
			n.Parents = all
			return intake.Answer(tx, a.Object, n)
		})
		if err != nil || len(problems) == 0 {
			to := address(a.Object)
			if err == nil && len(chosen) == 0 { // nothing more is known: on to the rows
				to += "?step=" + stepPreview
			}
			return ui.Outcome{To: to}, err
		}
		var m show
		err = a.See(func(*db.View) (err error) {
			m, err = showWith(a, stepParents, nil, problems)
			return err
		})
		return ui.Outcome{Again: showView(m), Head: Show.Head(m)}, err
	},
}

// named finds the one living unit that a typed name means.
func named(v *db.View, typed string) (org.UnitID, error) {
	hits, err := org.Search(v, typed, org.Today(v), 5)
	if err != nil {
		return "", err
	}
	hits = slices.DeleteFunc(hits, func(h org.Hit) bool { return !h.Alive })
	switch {
	case len(hits) == 0:
		return "", fault.Invalidf("Không có đơn vị đang hoạt động nào tên “%s”. Hãy gõ tên khác, ngắn hơn.", typed)
	case len(hits) > 1 && (hits[0].Score < 100 || hits[1].Score == 100):
		return "", fault.Invalidf("Tên “%s” khớp nhiều đơn vị: %s; %s… Hãy gõ đủ tên.", typed, hits[0].Name, hits[1].Name)
	}
	return hits[0].Unit, nil
}
