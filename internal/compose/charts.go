package compose

import (
	"cmp"
	"fmt"
	"slices"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
)

// barsMax is how many bars a chart by unit has.
const barsMax = 15

// bounds says that what is drawn is only what is sure.
func bounds(title string, vague bool) string {
	if vague {
		return title + " (mức tối thiểu)"
	}
	return title
}

// charts draws the running total against the plan, then each activity.
func (t *drives) charts() {
	f := t.totals[t.lead.Key]
	if len(t.held) < 2 || f.Entries == 0 {
		return
	}
	running := paper.Chart{Kind: paper.Steps, Title: bounds("Luỹ kế "+lowered(t.lead.Name), !t.running.Exact()), Unit: t.lead.Label()}
	each := paper.Chart{Kind: paper.Columns, Title: bounds(capital(t.lead.Name)+" từng "+t.layout.Event, !f.Exact()), Unit: t.lead.Label()}
	var own []float64
	for _, a := range t.held {
		running.Labels = append(running.Labels, a.Day.Time().Format("02/01"))
		each.Labels = append(each.Labels, a.Name)
		own = append(own, float64(t.part(t.lead.Key, a.ID).Lo))
	}
	if len(t.steps) > len(running.Labels) {
		running.Labels = append(running.Labels, "khác")
	}
	running.Series = []paper.Series{{Name: "Luỹ kế", Values: t.steps}}
	running.Summary = fmt.Sprintf("Luỹ kế đến %s là %s %s", min(t.ask.Period.To, t.v.At.Day()).VN(), t.running, t.lead.Label())
	if t.goal != nil {
		plan := make([]float64, len(t.steps))
		for i := range plan {
			plan[i] = float64(t.goal.Target.Quantity)
		}
		running.Series = append(running.Series, paper.Series{Name: "Chỉ tiêu " + t.goal.Target.Period.VN(), Values: plan, Plan: true})
		running.Summary += ", chỉ tiêu " + viet.FormatInt(t.goal.Target.Quantity)
	}
	running.Summary += "."
	each.Series = []paper.Series{{Name: t.lead.Name, Values: own}}
	most := slices.MaxFunc(t.held, func(a, b activity.Activity) int {
		return cmp.Compare(t.part(t.lead.Key, a.ID).Lo, t.part(t.lead.Key, b.ID).Lo)
	})
	each.Summary = fmt.Sprintf("Nhiều nhất: %s, %s %s.", most.Name, t.part(t.lead.Key, most.ID).Quantity, t.lead.Label())
	if t.held[0].Day < t.held[len(t.held)-1].Day { // sites of one day make no course of time
		t.add(running)
	}
	t.add(each)
}

// unitChart draws the units that did most; the others are one bar.
func (m *maker) unitChart(lines []line) {
	var with []line
	for _, l := range lines {
		if l.parts[m.lead.Key].Entries > 0 {
			with = append(with, l)
		}
	}
	if len(with) < 2 {
		return
	}
	slices.SortStableFunc(with, func(a, b line) int { return cmp.Compare(b.parts[m.lead.Key].Lo, a.parts[m.lead.Key].Lo) })
	c := paper.Chart{Kind: paper.Bars, Title: bounds(capital(m.lead.Name)+" theo đơn vị", !m.totals[m.lead.Key].Exact()), Unit: m.lead.Label(), Series: []paper.Series{{Name: m.lead.Name}}}
	var rest ledger.Quantity
	for i, l := range with {
		if i >= barsMax {
			rest = rest.Add(l.parts[m.lead.Key].Quantity)
			continue
		}
		c.Labels = append(c.Labels, l.name)
		c.Series[0].Values = append(c.Series[0].Values, float64(l.parts[m.lead.Key].Lo))
	}
	if n := len(with) - barsMax; n > 0 {
		c.Labels = append(c.Labels, viet.FormatInt(int64(n))+" đơn vị khác")
		c.Series[0].Values = append(c.Series[0].Values, float64(rest.Lo))
	}
	c.Summary = fmt.Sprintf("%s đơn vị có số liệu; nhiều nhất là %s, %s %s.", viet.FormatInt(int64(len(with))), with[0].name, with[0].parts[m.lead.Key].Quantity, m.lead.Label())
	m.add(c)
}
