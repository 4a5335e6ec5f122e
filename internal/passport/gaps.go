package passport

import (
	"slices"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
)

// Gap is somebody of whom something was to be expected and of whom nothing came. It is never a zero.
type Gap struct {
	Unit     string // who
	Name     string
	Activity string  // the activity without figures, "" where all of the unit's are missing
	Day      day.Day // of the activity
	Waiting  bool    // something was sent and waits to be accepted
	Text     string  // "Ngày 23/05/2024, Hiến máu tại Sews-Components: chưa nhận được số đơn vị máu."
}

// miss finds the gaps: activities that took place without figures, then units with a share of the target and nothing to show.
func (p *Passport) miss(v *db.View) error {
	if err := p.missActivities(v); err != nil {
		return err
	}
	if err := p.missUnits(v); err != nil {
		return err
	}
	slices.SortStableFunc(p.Gaps, func(a, b Gap) int { return int(a.Day) - int(b.Day) })
	for i := range p.Gaps {
		g := &p.Gaps[i]
		g.Waiting = slices.ContainsFunc(p.Pending, func(w Pending) bool { return w.Unit == g.Unit && (g.Activity == "" || w.Activity == g.Activity) })
		if g.Waiting {
			g.Text += ": đã gửi, chờ duyệt."
		} else {
			g.Text += ": chưa nhận được số liệu."
		}
	}
	return nil
}

// missActivities looks at activities that were held, under the figure's unit or place. Only what the kind expects of each of them is
// missed: its lead and the steps of its funnel. A unit that reports once for all of its activities, and not for each, has reported.
func (p *Passport) missActivities(v *db.View) error {
	q := p.Question
	k, known := p.kinds.Of(q.Indicator)
	if !known || !kind.Expects(k, q.Indicator) || q.Activity != "" {
		return nil
	}
	due := day.Period{From: q.Period.From, To: min(q.Period.To, v.At.Day())}
	all, err := activity.Between(v, due)
	if err != nil || len(all) == 0 {
		return err
	}
	campaigns, err := p.campaigns(v)
	if err != nil {
		return err
	}
	under, err := p.under(v)
	if err != nil {
		return err
	}
	silent := slices.DeleteFunc(all, func(a activity.Activity) bool {
		return !slices.ContainsFunc(campaigns, func(c campaign.Campaign) bool { return c.ID == a.Campaign }) || !expected(a, v.At.Day()) || !under(a)
	})
	if silent, err = p.withoutEntries(v, silent); err != nil {
		return err
	}
	units, err := history(v, "")
	if err != nil {
		return err
	}
	for _, a := range silent {
		p.Gaps = append(p.Gaps, Gap{Unit: a.Unit, Name: nameOf(units, a.Unit, day.AsOf{Day: a.Day}), Activity: a.ID, Day: a.Day,
			Text: "Ngày " + a.Day.VN() + ", " + a.Name})
	}
	return nil
}

// expected reports whether an activity should have figures by now: it was held, or its day has passed and nobody called it off.
func expected(a activity.Activity, today day.Day) bool {
	switch a.State {
	case activity.Draft, activity.Postponed, activity.Cancelled:
		return false
	}
	return a.State.Held() || a.Day < today
}

// withoutEntries keeps the activities that have no entry, unless their host has entries and none of them names an activity of
// its: then it reports for all of them at once.
func (p *Passport) withoutEntries(v *db.View, held []activity.Activity) ([]activity.Activity, error) {
	if len(held) == 0 {
		return nil, nil
	}
	q := p.Question
	q.By = ledger.ByActivity
	f, err := ledger.RollUp(v, q)
	if err != nil {
		return nil, err
	}
	have := map[string]bool{}
	for _, part := range f.Parts {
		have[part.Key] = part.Entries > 0
	}
	var hosts []string
	each := map[string]bool{} // hosts that report for each activity
	for _, a := range held {
		hosts = append(hosts, a.Unit)
		each[a.Unit] = each[a.Unit] || have[a.ID]
	}
	totals := map[string]ledger.Total{}
	if q.Line != ledger.PlaceLine {
		if totals, err = ledger.Totals(v, undivided(q), slices.Compact(slices.Sorted(slices.Values(hosts)))); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(held, func(a activity.Activity) bool {
		return have[a.ID] || totals[a.Unit].Entries > 0 && !each[a.Unit]
	}), nil
}

// under tells which activities belong to the figure: those at the place it is of, or hosted by its unit or one below,
// on the map of the question or, as things stood, of the activity's day.
func (p *Passport) under(v *db.View) (func(activity.Activity) bool, error) {
	q := p.Question
	if q.At == "" {
		return func(activity.Activity) bool { return true }, nil
	}
	h, err := history(v, q.Line)
	if err != nil {
		return nil, err
	}
	at, known := h.Index(q.At)
	var tree *lineage.Tree
	if q.On != 0 {
		tree = h.Tree(lineKey(p.Map.Line), p.Map.On)
	}
	return func(a activity.Activity) bool {
		node := a.Unit
		if q.Line == ledger.PlaceLine {
			node = a.Place
		}
		i, ok := h.Index(node)
		if !ok || !known {
			return false
		}
		if tree == nil {
			return slices.Contains(h.Chain(i, lineKey(p.Map.Line), day.AsOf{Day: a.Day, Known: q.Known}), at)
		}
		l := tree.LocateOn(i, a.Day)
		return l.At >= 0 && tree.Within(at, l.At)
	}, nil
}

// missUnits looks at the units among which the first target was shared.
func (p *Passport) missUnits(v *db.View) error {
	if len(p.Progress) == 0 || p.Question.Period.From > v.At.Day() {
		return nil
	}
	shares, err := campaign.Targets(v, campaign.Filter{Parent: p.Progress[0].Target.ID, Known: p.Question.Known})
	if err != nil || len(shares) == 0 {
		return err
	}
	units := make([]string, len(shares))
	for i, t := range shares {
		units[i] = t.Unit
	}
	totals, err := ledger.Totals(v, undivided(p.Question), units)
	if err != nil {
		return err
	}
	h, err := history(v, "")
	if err != nil {
		return err
	}
	for _, t := range shares {
		named := slices.ContainsFunc(p.Gaps, func(g Gap) bool { return g.Unit == t.Unit })
		if named || t.Quantity == 0 || totals[t.Unit].Entries > 0 {
			continue
		}
		name := nameOf(h, t.Unit, p.named(v))
		p.Gaps = append(p.Gaps, Gap{Unit: t.Unit, Name: name, Text: name + ", được giao " + viet.FormatInt(t.Quantity)})
	}
	return nil
}
