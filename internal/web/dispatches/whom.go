package dispatches

import (
	"cmp"
	"strings"

	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// addressed is a line of recipients: whom it meant then, and now.
type addressed struct {
	dispatch.Addressed
	Kinds []string // names
	Units []stood
	More  int
}

// stood is a unit that was meant.
type stood struct {
	Then string
	Now  ui.Link // what stands there now
	Why  string
}

// unitsShown bounds the units listed in a line of recipients.
const unitsShown = 40

func (m *show) loadRecipients(a *door.Ask, s *sight.Sight) error {
	all, err := dispatch.Addressees(a.V, m.D, org.Today(a.V))
	if err != nil {
		return err
	}
	kinds, err := org.Kinds(a.V)
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, k := range kinds {
		names[k.Key] = k.Name
	}
	for _, r := range all {
		x := addressed{Addressed: r}
		for _, k := range r.Recipient.Kinds {
			x.Kinds = append(x.Kinds, cmp.Or(names[k], k))
		}
		for n, u := range r.Units {
			if n == unitsShown {
				x.More = len(r.Units) - n
				break
			}
			st := stood{Then: u.Name, Why: why(u)}
			if u.At != "" {
				st.Now.Label = u.AtName
				if s.Has(u.At) {
					st.Now.Href = sight.Address(u.At, m.Today, m.Today)
				}
			}
			x.Units = append(x.Units, st)
		}
		m.To = append(m.To, x)
	}
	return nil
}

// why says how a unit came to stand where it stands now.
func why(s dispatch.Standing) string {
	switch {
	case s.Meant:
		return "vẫn còn"
	case s.Why == lineage.Here:
		return "còn, nhưng không còn thuộc nhóm này"
	case s.Why == lineage.Successor:
		return "nay là"
	case s.Why == lineage.Undivided:
		return "đã chia tách, số liệu đứng ở"
	case s.Why == lineage.Gone:
		return "đã giải thể, không có đơn vị kế thừa"
	}
	return "không còn"
}

// chip says what became of those a line is addressed to.
func (x addressed) chip() ui.Chip {
	switch x.Validity {
	case dispatch.Valid:
		return ui.Chip{Label: "Còn nguyên", Tone: ui.Good}
	case dispatch.Changed:
		return ui.Chip{Label: "Đã thay đổi", Tone: ui.Warn}
	case dispatch.Gone:
		return ui.Chip{Label: "Không còn", Tone: ui.Bad}
	case dispatch.Nobody:
		return ui.Chip{Label: "Không có đơn vị nào", Tone: ui.Bad}
	}
	return ui.Chip{Label: "Giữ như văn bản ghi"}
}

// recipientTable lists the lines, whom each meant, and what became of them.
func (m show) recipientTable() ui.Table {
	t := ui.Table{Label: "Nơi nhận", Cards: true, Columns: []ui.Column{{Label: "Nơi nhận", Wide: true}, {Label: "Ngày " + m.D.Date.VN()}, {Label: "Hôm nay"}},
		Empty: &ui.Empty{Icon: "inbox", Title: "Chưa ghi nơi nhận"}}
	for _, x := range m.To {
		row := ui.Row{Cells: []ui.Cell{{Text: x.Recipient.Text, Strong: true}, {Body: meaning(x)}, {Body: x.chip()}}}
		if x.Validity == dispatch.Gone || x.Validity == dispatch.Nobody {
			row.Tone = ui.Warn
		}
		if len(x.Kinds) > 0 {
			row.Cells[0].Sub = "hiểu là: " + strings.Join(x.Kinds, ", ")
			if x.Recipient.Direct {
				row.Cells[0].Sub += ", trực thuộc cơ quan ban hành"
			}
		}
		if x.Validity != dispatch.Words {
			row.Cells[2].Sub = verdict(x)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// verdict says in a few words what the chip does not.
func verdict(x addressed) string {
	kept := 0
	for _, u := range x.Addressed.Units {
		if u.Meant {
			kept++
		}
	}
	switch x.Validity {
	case dispatch.Gone:
		return "không dùng lại nơi nhận này được"
	case dispatch.Changed:
		return "còn " + viet.FormatInt(int64(kept)) + "; hãy lập lại nơi nhận"
	case dispatch.Valid:
		return "đủ " + viet.FormatInt(int64(kept)) + " đơn vị"
	}
	return ""
}

// pairs are the units of a line: then, and now.
func (x addressed) pairs() []ui.Pair {
	var out []ui.Pair
	for _, u := range x.Units {
		out = append(out, ui.Pair{Key: u.Then, Text: u.Now.Label, Href: u.Now.Href, Note: u.Why})
	}
	return out
}
