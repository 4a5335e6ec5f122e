package campaigns

import (
	"fmt"
	"slices"
	"strings"

	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
)

// provenMax is how many entries of a figure are read to see whether some of them were invented.
const provenMax = 3000

// star marks in a label what was invented; the page's head says what it means.
const star = " *"

// step is one indicator of the campaign: its total and its part of each activity.
type step struct {
	kind.Stage
	of       indicator.Indicator
	total    ledger.Figure
	by       map[string]ledger.Part // by activity
	invented map[string]bool        // by activity, "" for none
	all      bool                   // every entry was invented
}

// countSteps asks for the steps of the kind's funnel; where it has none, for the leading indicator alone.
func (s *seen) countSteps() ([]step, error) {
	stages := kind.Funnel(s.k)
	if !slices.ContainsFunc(stages, func(g kind.Stage) bool { return g.Indicator == s.lead.Key }) {
		stages = append(slices.Clone(stages), kind.Stage{Indicator: s.lead.Key, Label: s.lead.Name})
	}
	var out []step
	for _, g := range stages {
		st, err := s.countStep(g)
		if err != nil {
			return nil, err
		}
		out = append(out, st)
	}
	return out, nil
}

func (s *seen) countStep(g kind.Stage) (st step, err error) {
	st.Stage = g
	if st.of, err = indicator.Get(s.v, g.Indicator); err != nil {
		return st, err
	}
	q := s.ask(g.Indicator)
	q.By = ledger.ByActivity
	if g.Indicator == s.lead.Key {
		st.total = s.p.Figure
	} else if st.total, err = ledger.RollUp(s.v, q); err != nil {
		return st, err
	}
	st.by = map[string]ledger.Part{}
	for _, p := range st.total.Parts {
		st.by[p.Key] = p
	}
	st.invented, st.all, err = inventedIn(s.look, q, st.total.Entries)
	return st, err
}

// inventedIn tells at which activities the entries of a figure say of themselves that they were invented.
func inventedIn(l *look, q ledger.Question, entries int) (by map[string]bool, all bool, err error) {
	if entries == 0 || entries > provenMax {
		return nil, false, nil
	}
	q.By = ""
	proven, err := ledger.Prove(l.v, q)
	if err != nil {
		return nil, false, err
	}
	by, all = map[string]bool{}, true
	for _, e := range proven {
		if strings.Contains(e.Source, illustrative) || strings.Contains(e.Note, illustrative) {
			by[e.Activity] = true
		} else if e.Reverses == 0 {
			all = false
		}
	}
	return by, all && len(by) > 0, nil
}

func (st step) question(l *look) ledger.Question { return l.ask(st.Indicator) }

// funnel draws the steps; where some activities lack a step, two steps are not compared.
func (s *seen) funnel() []ui.FunnelStep {
	if len(s.steps) < 2 {
		return nil
	}
	values := kind.Values{}
	for _, st := range s.steps {
		if st.total.Entries > 0 {
			values[st.Indicator] = st.total.Quantity
		}
	}
	if len(values) < 2 {
		return nil
	}
	found := kind.Check(s.k, values)
	var out []ui.FunnelStep
	before := -1
	for i, st := range s.steps {
		if st.total.Entries == 0 {
			continue
		}
		f := ui.FunnelStep{Label: st.Label, Quantity: ui.Quantity(st.total.Quantity), Href: proof(st.question(s.look))}
		if st.all {
			f.Label += star
		}
		lacks := s.lacking(st)
		switch {
		case lacks > 0:
			f.Problem = fmt.Sprintf("%d hoạt động chưa có số này", lacks)
		default:
			for _, p := range found {
				if p.Level != kind.Note && len(p.Fields) > 0 && p.Fields[0] == st.Indicator && s.comparable(p.Fields) {
					f.Problem = p.Text
					break
				}
			}
		}
		if before >= 0 && lacks == 0 && s.lacking(s.steps[before]) == 0 {
			f.Share = part(st.total.Quantity, s.steps[before].total.Quantity)
		}
		if !st.Aside {
			before = i
		}
		out = append(out, f)
	}
	return out
}

// lacking counts the activities with a leading figure and without this step.
func (s *seen) lacking(st step) (n int) {
	for _, p := range s.p.Figure.Parts {
		if p.Entries > 0 && st.by[p.Key].Entries == 0 {
			n++
		}
	}
	return n
}

// comparable reports whether all of some indicators are known of the same activities.
func (s *seen) comparable(keys []string) bool {
	for _, st := range s.steps {
		if slices.Contains(keys, st.Indicator) && s.lacking(st) > 0 {
			return false
		}
	}
	return true
}

// part says what share of the whole a part is, where both are known.
func part(p, whole ledger.Quantity) string {
	if !p.Exact() || !whole.Exact() || whole.Lo <= 0 {
		return ""
	}
	return viet.FormatPercent(p.Lo, whole.Lo, 0, viet.HalfUp)
}

// chart adds the leading figure up over the days, where there are at least two.
func (s *seen) chart(m *show) error {
	if s.p.Figure.Entries == 0 || s.p.Figure.Entries > provenMax {
		return nil
	}
	cells, err := ledger.Standings(s.v, s.question())
	if err != nil {
		return err
	}
	c := ui.StepChart{Of: s.lead.Label(), NoKey: true}
	var sum int64
	for _, cell := range cells { // in the order of days
		sum += cell.Beside[cell.Published].Lo
		if n := len(c.Points); n > 0 && c.Points[n-1].Day == cell.Day {
			c.Points[n-1].Value = sum
			continue
		}
		c.Points = append(c.Points, ui.StepPoint{Label: cell.Day.VN(), Day: cell.Day, Value: sum})
	}
	if len(c.Points) < 2 {
		return nil
	}
	if s.promised {
		c.Target = s.goal.Quantity
	}
	m.Chart = &c
	return nil
}

// others are the figures of the campaign that stand in no step.
func (s *seen) others(m *show) error {
	all, err := indicator.All(s.v)
	if err != nil {
		return err
	}
	for _, i := range all {
		if slices.ContainsFunc(s.steps, func(st step) bool { return st.Indicator == i.Key }) {
			continue
		}
		q := s.ask(i.Key)
		f, err := ledger.RollUp(s.v, q)
		if err != nil {
			return err
		}
		if f.Entries == 0 {
			continue
		}
		t := figure(q, f.Quantity, i.Label())
		t.Label = i.Name
		t.Evidence = evidence(f.ByEvidence)
		if _, invented, err := inventedIn(s.look, q, f.Entries); err != nil {
			return err
		} else if invented {
			t.Label += star
			m.mark()
		}
		m.Others.Figures = append(m.Others.Figures, t)
	}
	return nil
}

// evidence says of which kinds a figure is, the surest first.
func evidence(by map[ledger.Evidence]int64) (out []ui.Evidence) {
	for _, e := range ledger.Kinds {
		if by[e] > 0 {
			out = append(out, ui.Evidence{Kind: e.Key(), Label: e.Label(), Quantity: by[e]})
		}
	}
	return out
}
