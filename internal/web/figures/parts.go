package figures

import (
	"strconv"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
)

// ways are what a figure can be divided by, in the order of the tabs.
var ways = []struct{ key, tab, part string }{
	{ledger.ByUnit, "Theo đơn vị", "Đơn vị"},
	{ledger.ByPlace, "Theo địa điểm", "Địa điểm"},
	{ledger.ByCampaign, "Theo phong trào", "Phong trào"},
	{ledger.ByActivity, "Theo hoạt động", "Hoạt động"},
	{ledger.ByEvidence, "Theo bằng chứng", "Bằng chứng"},
}

// parts divides the figure. A part leads to its own passport where one question asks for exactly it, else to the entries.
func (s *asking) parts(m *show) error {
	m.By = ui.Tabs{Label: "Chia số liệu"}
	for _, w := range ways {
		if w.key == ledger.ByCampaign && s.q.Campaign != "" || w.key == ledger.ByActivity && s.q.Activity != "" {
			continue // there is only one
		}
		q := s.q
		q.By = w.key
		m.By.Items = append(m.By.Items, ui.Tab{Label: w.tab, Current: w.key == s.q.By, Href: address(q) + "#parts"})
		if w.key == s.q.By {
			m.PartsOf = w.part
		}
	}
	m.Parts = s.table("Các phần của số liệu", m.PartsOf, &ui.Empty{Icon: "chart-column", Title: "Chưa có phần nào", Text: "Chưa ai ghi bút toán nào cho kỳ và phạm vi này. Chưa ghi khác với đã đếm được không."})
	days, err := s.days()
	if err != nil {
		return err
	}
	for _, p := range s.p.Figure.Parts {
		name, sub, href := p.Name, "", s.partHref(p)
		switch {
		case name == "" && p.Key == "":
			name = "Không ghi " + lowered(m.PartsOf)
		case name == "":
			name = p.Key
		}
		if s.q.By == ledger.ByActivity && days[p.Key] != 0 {
			sub = days[p.Key].VN()
		}
		if s.own(p) {
			sub = "ghi ở chính " + s.g.word() + " này"
		}
		cell := ui.Cell{Text: capital(name), Sub: sub}
		if href != entriesHere {
			cell.Href = href
		}
		m.Parts.Rows = append(m.Parts.Rows, ui.Row{Cells: []ui.Cell{cell, {Body: figure(p.Quantity, "", href)}, {Text: known(p.ByEvidence)}, {Text: viet.FormatInt(int64(p.Entries))}}})
	}
	m.cut()
	if err := s.apart(m); err != nil {
		return err
	}
	if s.along() { // what cannot be divided adds up with the parts
		m.Parts.Rows, m.Left.Rows = append(m.Parts.Rows, m.Left.Rows...), nil
	}
	if len(m.Parts.Rows) > 0 {
		m.Parts.Foot = &ui.Row{Cells: []ui.Cell{{Text: "Cộng", Strong: true}, {Body: figure(s.p.Figure.Quantity, s.of, entriesHere)}, {Text: known(s.p.Figure.ByEvidence)}, {Text: viet.FormatInt(int64(s.p.Figure.Entries))}}}
	}
	return nil
}

// along reports whether the figure is divided by the nodes of its own line.
func (s *asking) along() bool {
	return s.q.By == ledger.ByUnit && !s.g.places || s.q.By == ledger.ByPlace && s.g.places
}

// entriesHere leads to the entries on the same page.
const entriesHere = "#entries"

func (s *asking) table(label, part string, empty *ui.Empty) ui.Table {
	return ui.Table{Label: label, Cards: true, Empty: empty, Columns: []ui.Column{{Label: part, Wide: true}, {Label: "Số liệu", Num: true}, {Label: "Bằng chứng"}, {Label: "Bút toán", Num: true}}}
}

// cut bounds the rows that are drawn at once.
func (m *show) cut() {
	n := len(m.Parts.Rows)
	if n <= ui.RowsMax {
		return
	}
	m.Parts.Rows = append(m.Parts.Rows[:ui.RowsMax], ui.Row{Cells: []ui.Cell{{Text: "Còn " + strconv.Itoa(n-ui.RowsMax) + " phần nhỏ hơn", Sub: "mở một đơn vị cấp dưới để thấy đủ"}}})
}

// own reports whether a part is what stands at the node asked about itself.
func (s *asking) own(p ledger.Part) bool {
	return s.along() && p.Key != "" && p.Key == s.q.At
}

// partHref is the passport of a part, where one question asks for exactly it.
func (s *asking) partHref(p ledger.Part) string {
	q := s.q
	switch {
	case p.Key == "" || s.own(p):
		return entriesHere
	case s.along():
		if q.At = p.Key; !s.g.opens(p.Key) {
			return entriesHere
		}
	case q.By == ledger.ByUnit && q.At == "" && q.On == 0: // of the whole map, whoever was credited
		if q.Line, q.At = "", p.Key; !s.units.opens(p.Key) {
			return entriesHere
		}
	case q.By == ledger.ByPlace && q.At == "" && q.On == 0: // of everything, wherever it happened
		if q.Line, q.At = ledger.PlaceLine, p.Key; !s.units.sight.Whole() {
			return entriesHere
		}
	case q.By == ledger.ByActivity && q.Activity == "":
		q.Activity = p.Key
	case q.By == ledger.ByCampaign && q.Campaign == "":
		q.Campaign = p.Key
	default:
		return entriesHere
	}
	q.By = ""
	return address(q)
}

// days are those of the activities among the parts.
func (s *asking) days() (map[string]day.Day, error) {
	out := map[string]day.Day{}
	if s.q.By != ledger.ByActivity {
		return out, nil
	}
	held, err := activity.Between(s.v, s.q.Period)
	for _, a := range held {
		out[a.ID] = a.Day
	}
	return out, err
}

// apart lists what cannot be divided, and what is in no total of this map, with the reason and the decision behind it.
func (s *asking) apart(m *show) error {
	on := day.AsOf{Day: s.q.On, Known: s.q.Known}
	row := func(p ledger.Part) (ui.Row, error) {
		why := whyText(p.Why)
		paper, err := s.g.decision(p.Key, 0, on)
		if paper != "" {
			why += " " + paper + "."
		}
		cell := ui.Cell{Text: capital(p.Name), Sub: why}
		if p.Key != "" && s.g.opens(p.Key) {
			cell.Href = s.g.page(p.Key, s.lastDay(p.Key))
		}
		return ui.Row{Cells: []ui.Cell{cell, {Body: figure(p.Quantity, "", entriesHere)}, {Text: known(p.ByEvidence)}, {Text: viet.FormatInt(int64(p.Entries))}}, Tone: ui.Warn}, err
	}
	m.Left = s.table("Không phân bổ được", capital(s.g.word()), nil)
	m.Gone = s.table("Ngoài tổng", capital(s.g.word()), nil)
	for _, part := range s.p.Figure.Unallocated {
		r, err := row(part)
		if err != nil {
			return err
		}
		m.Left.Rows = append(m.Left.Rows, r)
	}
	for _, part := range s.p.Figure.Gone {
		r, err := row(part)
		if err != nil {
			return err
		}
		// What is in no total of this map stands in the one of its own day.
		then := s.q
		then.At, then.On, then.By = part.Key, 0, ""
		href := entriesHere
		if s.g.opens(part.Key) {
			href = address(then)
		}
		r.Cells[1].Body = figure(part.Quantity, "", href)
		m.Gone.Rows = append(m.Gone.Rows, r)
	}
	return nil
}

// lastDay is the last day on which a node was there, today for one that is.
func (s *asking) lastDay(id string) day.Day {
	i, ok := s.g.h.Index(id)
	if !ok {
		return s.v.At.Day()
	}
	return min(s.g.h.Ended(i)-1, s.v.At.Day())
}

// whyText says why a part stands apart.
func whyText(w lineage.Why) string {
	switch w {
	case lineage.Undivided:
		return "Không phân bổ được: đã chia tách, quyết định không nêu tỷ lệ phân bổ số liệu này."
	case lineage.Here:
		return "Đứng ngay ở cấp này."
	}
	return capital(ledger.WhyLabel(w)) + "."
}
