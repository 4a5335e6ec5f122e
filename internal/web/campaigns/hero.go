package campaigns

import (
	"fmt"
	"slices"

	"phongtrao/internal/base/ui"
	"phongtrao/internal/campaign"
	"phongtrao/internal/ledger"
)

// hero is the one answer: the figure against its target.
func (s *seen) hero(m *show) error {
	f := s.p.Figure
	h := ui.Hero{Got: figure(s.question(), f.Quantity, s.lead.Label()), Funnel: s.funnel()}
	if s.promised {
		h.Target = s.goal.Quantity
		p, err := campaign.Percent(f.Lo, f.Hi, f.Open, s.goal, s.document, campaign.Tenth)
		if err != nil {
			return err
		}
		h.Percent, h.Fine, h.FineHref = percent(p), p.Text+".", "/targets/"+s.goal.ID
		h.Note, h.NoteTone = against(f.Quantity, s.goal.Quantity, s.lead.Label())
		if w := campaign.PeriodWarning(s.period, s.goal.Period); w != "" {
			m.Warnings = append(m.Warnings, ui.Notice{Tone: ui.Warn, Title: "Kỳ của số liệu và kỳ của chỉ tiêu khác nhau", Text: w})
		}
	} else {
		h.Note = "Chưa giao chỉ tiêu " + s.period.VN()
		h.Fine, h.FineHref = "Xem chỉ tiêu của các đơn vị", "/campaigns/"+s.c.ID+"/targets"
	}
	h.Segments = s.segments()
	for _, st := range s.steps {
		if st.all || len(st.invented) > 0 {
			m.mark()
		}
	}
	m.Hero = h
	return nil
}

// mark says in the head what the star means, once.
func (m *show) mark() {
	chip := inventedChip()
	if !slices.Contains(m.Head.Chips, chip) {
		m.Head.Chips = append(m.Head.Chips, chip)
	}
}

// inventedChip says what the star means.
func inventedChip() ui.Chip { return ui.Chip{Label: "* " + illustrative, Tone: ui.Info} }

// question is that of the leading figure, undivided.
func (s *seen) question() ledger.Question { return s.ask(s.lead.Key) }

// against says in a sentence how far a figure is from its target.
func against(q ledger.Quantity, target int64, of string) (string, ui.Tone) {
	switch {
	case q.Lo > target && q.Exact():
		return "Vượt chỉ tiêu " + ui.Int(q.Lo-target) + " " + of, ui.Good
	case q.Lo > target:
		return "Vượt chỉ tiêu ít nhất " + ui.Int(q.Lo-target) + " " + of, ui.Good
	case q.Lo == target:
		return "Đạt đúng chỉ tiêu", ui.Good
	case q.Exact():
		return "Còn thiếu " + ui.Int(target-q.Lo) + " " + of, ui.Warn
	}
	return "Còn thiếu nhiều nhất " + ui.Int(target-q.Lo) + " " + of, ui.Warn
}

// segmentsMax is how many activities the bar shows one by one.
const segmentsMax = 14

// segments are the activities in the order of their days, then what belongs to none.
func (s *seen) segments() []ui.Segment {
	lead := s.leading()
	var out []ui.Segment
	var rest ledger.Quantity
	more := 0
	for _, a := range s.activities {
		p, ok := lead.by[a.ID]
		if !ok || p.Entries == 0 {
			continue
		}
		if len(out) >= segmentsMax {
			rest, more = rest.Add(p.Quantity), more+1
			continue
		}
		q := s.question()
		q.Activity = a.ID
		out = append(out, ui.Segment{Label: a.Name, Quantity: ui.Quantity(p.Quantity), Href: proof(q)})
	}
	if more > 0 {
		out = append(out, ui.Segment{Label: fmt.Sprintf("%d hoạt động khác", more), Quantity: ui.Quantity(rest), Href: proof(s.question())})
	}
	var apart ledger.Quantity
	for _, p := range lead.total.Unallocated {
		apart = apart.Add(p.Quantity)
	}
	if !apart.IsZero() {
		out = append(out, ui.Segment{Label: "Ngoài hoạt động", Quantity: ui.Quantity(apart), Href: proof(s.question())})
	}
	return out
}

// leading is the step of the leading indicator.
func (s *seen) leading() step {
	for _, st := range s.steps {
		if st.Indicator == s.lead.Key {
			return st
		}
	}
	return step{}
}
