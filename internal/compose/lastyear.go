package compose

import (
	"fmt"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
)

// YearBefore is the same days of the year before. The last day of a month stays the last one.
func YearBefore(p day.Period) day.Period {
	return day.Period{From: back(p.From, false), To: back(p.To, true)}
}

func back(d day.Day, last bool) day.Day {
	y, m, n := d.Date()
	end := day.Month(y-1, m).To
	if last && d == day.Month(y, m).To {
		return end
	}
	if m == time.February && n == 29 {
		return end
	}
	return day.Of(y-1, m, n)
}

// lastYear compares with the year before on one map, that of the period's last day: both figures stand on it, so that a merger does not
// look like growth. Whatever makes them differ from the figures above is named.
func (m *maker) lastYear() error {
	before := YearBefore(m.ask.Period)
	t := paper.Table{Name: "So với năm trước", Caption: "So với cùng kỳ năm trước, hai kỳ trên cùng bản đồ tổ chức ngày " + m.shown.Day.VN(), Columns: []paper.Column{
		{Title: "Chỉ số", Width: 34}, {Title: capital(m.ask.Period.VN()), Number: true, Width: 16}, {Title: capital(before.VN()), Number: true, Width: 16}, {Title: "Tăng, giảm", Number: true, Width: 16}, {Title: "Tỷ lệ", Number: true, Width: 18}}}
	var lead, leadBefore ledger.Figure
	known := false
	for _, s := range m.sentences() {
		now, err := m.onMap(s.Indicator, m.ask.Period)
		if err != nil {
			return err
		}
		was, err := m.onMap(s.Indicator, before)
		if err != nil {
			return err
		}
		if s.Indicator == m.lead.Key {
			lead, leadBefore = now, was
		}
		if was.Entries == 0 {
			continue
		}
		known = true
		qNow, qWas := m.mapQuestion(s.Indicator, m.ask.Period), m.mapQuestion(s.Indicator, before)
		change, ratio := difference(now, was)
		t.Rows = append(t.Rows, paper.Row{Cells: []paper.Cell{{Text: m.about[s.Indicator].Name}, cell(now.Quantity, now.Entries, m.bind(qNow, now, "mọi phong trào")),
			cell(was.Quantity, was.Entries, m.bind(qWas, was, "mọi phong trào")), {Text: change}, {Text: ratio}}})
	}
	m.chapterHeading("SO VỚI CÙNG KỲ NĂM TRƯỚC")
	if !known {
		m.say(paper.Body, capital(before.VN())+": "+unknown+" nên không so sánh được với cùng kỳ.")
		return nil
	}
	m.add(m.compared(lead, leadBefore, before))
	share(t.Columns)
	m.add(t)
	m.differences(lead, leadBefore)
	return nil
}

// mapQuestion asks for a figure of all campaigns of the kind on the map of the period's last day: last year's campaign is another one.
func (m *maker) mapQuestion(key string, p day.Period) ledger.Question {
	return ledger.Question{Indicator: key, Period: p, At: m.ask.Unit, Line: m.line, On: m.shown.Day}
}

func (m *maker) onMap(key string, p day.Period) (ledger.Figure, error) {
	return ledger.RollUp(m.v, m.mapQuestion(key, p))
}

// compared says the leading figure beside last year's, each with the way to its source.
func (m *maker) compared(now, was ledger.Figure, before day.Period) paper.Para {
	number := func(f ledger.Figure, p day.Period) paper.Run {
		return paper.Run{Text: printed(f.Quantity, f.Entries), Bold: true, Code: m.bind(m.mapQuestion(m.lead.Key, p), f, "mọi phong trào")}
	}
	tail := " " + m.lead.Label()
	if now.Entries == 0 || was.Entries == 0 {
		tail += "; thiếu số liệu của một kỳ nên không so sánh được."
	} else {
		change, ratio := difference(now, was)
		tail += "; " + change
		if ratio != dash {
			tail += " (" + ratio + ")"
		}
		tail += "."
	}
	return paper.Para{Runs: []paper.Run{{Text: capital(m.ask.Period.VN()) + ": "}, number(now, m.ask.Period), {Text: " " + m.lead.Label() + "; " + before.VN() + ": "}, number(was, before), {Text: tail}}}
}

// difference says by how much a figure rose or fell. Of bounds it says no more than they bear out.
func difference(now, was ledger.Figure) (change, ratio string) {
	if now.Entries == 0 || was.Entries == 0 {
		return dash, dash
	}
	switch {
	case now.Exact() && was.Exact():
		d := now.Lo - was.Lo
		change = "không đổi"
		if d > 0 {
			change = "tăng " + viet.FormatInt(d)
		} else if d < 0 {
			change = "giảm " + viet.FormatInt(-d)
		}
		if was.Lo > 0 && d != 0 {
			ratio = viet.FormatPercent(max(d, -d), was.Lo, 1, viet.HalfUp)
			return change, ratio
		}
		return change, dash
	case !was.Open && now.Lo > was.Hi:
		return "tăng ít nhất " + viet.FormatInt(now.Lo-was.Hi), dash
	case !now.Open && was.Lo > now.Hi:
		return "giảm ít nhất " + viet.FormatInt(was.Lo-now.Hi), dash
	}
	return "chưa đủ để kết luận tăng hay giảm", dash
}

// differences names what makes the figures of the comparison differ from those above, or last year's incomplete.
func (m *maker) differences(now, was ledger.Figure) {
	above := m.totals[m.lead.Key]
	if now.Quantity != above.Quantity {
		m.say(paper.Note, fmt.Sprintf("Số kỳ này trong so sánh là %s, khác %s ở phần trên: so sánh tính mọi phong trào cùng loại, trên bản đồ tổ chức ngày %s; phần trên tính riêng phong trào này, mỗi số ở tổ chức của ngày ghi nhận.",
			printed(now.Quantity, now.Entries), printed(above.Quantity, above.Entries), m.shown.Day.VN()))
	}
	for _, f := range []ledger.Figure{now, was} {
		for i, p := range f.Unallocated {
			if i == namedMax {
				break
			}
			if p.Key != m.ask.Unit {
				m.say(paper.Note, fmt.Sprintf("%s, %s: %s, %s, có trong tổng.", p.Name, f.Period.VN(), p.Quantity, ledger.WhyLabel(p.Why)))
			}
		}
		for i, p := range f.Gone {
			if i == namedMax {
				break
			}
			m.say(paper.Note, fmt.Sprintf("%s, %s: %s, %s, không có trong tổng của bản đồ này.", p.Name, f.Period.VN(), p.Quantity, ledger.WhyLabel(p.Why)))
		}
	}
}
