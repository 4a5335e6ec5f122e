package passport

import (
	"cmp"
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/campaign"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
)

// Progress compares a figure with one target.
type Progress struct {
	Target     campaign.Target
	Document   string // the number of the document that promised it, "" where none is cited
	Percentage campaign.Percentage
	Warning    string // what is wrong with comparing the two periods, "" for nothing
}

// compare finds the targets of the figure's unit whose period is the figure's or holds it. An assigned target goes before
// a self-set one, the same period before a longer one.
//
// A figure of the whole country has no unit. It is compared with a target from the top of its campaign only where all of
// the figure lies with that target's unit: then both speak of the same thing.
func (p *Passport) compare(v *db.View) error {
	q := p.Question
	if q.Line == ledger.PlaceLine || q.Activity != "" {
		return nil // promises are made by units, for periods
	}
	targets, err := p.promised(v)
	if err != nil {
		return err
	}
	slices.SortStableFunc(targets, func(a, b campaign.Target) int {
		return cmp.Or(
			cmp.Compare(rank(a.Source == campaign.Assigned), rank(b.Source == campaign.Assigned)),
			cmp.Compare(a.Period.Days(), b.Period.Days()),
			cmp.Compare(a.ID, b.ID))
	})
	for _, t := range targets {
		c, err := p.against(v, t)
		if err != nil {
			return err
		}
		p.Progress = append(p.Progress, c)
	}
	return nil
}

func rank(first bool) int {
	if first {
		return 0
	}
	return 1
}

// promised returns the targets that the figure may be compared with.
func (p *Passport) promised(v *db.View) ([]campaign.Target, error) {
	q := p.Question
	if q.At != "" {
		all, err := campaign.Targets(v, campaign.Filter{Unit: q.At, Campaign: q.Campaign, Indicator: q.Indicator, Known: q.Known})
		return slices.DeleteFunc(all, func(t campaign.Target) bool { return !holds(t.Period, q.Period) }), err
	}
	var tops, led []campaign.Target
	campaigns, err := p.campaigns(v)
	if err != nil {
		return nil, err
	}
	for _, c := range campaigns {
		all, err := campaign.Targets(v, campaign.Filter{Campaign: c.ID, Indicator: q.Indicator, Known: q.Known})
		if err != nil {
			return nil, err
		}
		apart, err := offLine(v, c.Owner)
		if err != nil {
			return nil, err
		}
		for _, t := range all {
			switch {
			case t.Parent != "" || !holds(t.Period, q.Period):
			case q.Campaign == c.ID && t.Unit == c.Owner && apart:
				led = append(led, t)
			default:
				tops = append(tops, t)
			}
		}
	}
	tops, err = ofEverything(p, v, tops, func(t campaign.Target) string { return t.Unit })
	return append(led, tops...), err
}

// offLine reports whether a unit stands on another line than the union's, as a committee does: no firm stands below it, and
// what it promised for a campaign that it leads is promised for all of that campaign.
func offLine(v *db.View, unit org.UnitID) (bool, error) {
	tree, err := org.TreeOn(v, org.UnionLine, org.Today(v))
	if err != nil {
		return false, err
	}
	i, known := tree.History().Index(unit)
	return known && tree.Locate(i).Why == lineage.Outside, nil
}

// ofEverything keeps the things with whose units all of the figure lies, on the question's line or, for a committee or a club,
// on its own: what is said of such a unit is said of the whole figure.
func ofEverything[T any](p *Passport, v *db.View, things []T, unit func(T) string) ([]T, error) {
	if len(things) == 0 {
		return nil, nil
	}
	units := make([]string, len(things))
	for i, t := range things {
		units[i] = unit(t)
	}
	h, err := org.HistoryOf(v)
	if err != nil {
		return nil, err
	}
	keep := map[string]bool{}
	for _, line := range append([]string{p.Map.Line}, h.Lines()...) {
		q := undivided(p.Question)
		q.Line = line
		totals, err := ledger.Totals(v, q, units)
		if err != nil {
			return nil, err
		}
		for u, total := range totals {
			if total.Entries > 0 && total.Entries == p.Figure.Entries && total.Quantity == p.Figure.Quantity {
				keep[u] = true
			}
		}
		if len(keep) > 0 {
			break
		}
	}
	return slices.DeleteFunc(things, func(t T) bool { return !keep[unit(t)] }), nil
}

// campaigns returns the campaigns that the question is about: the one it names, or all of the indicator's kind whose
// period shares a day with its.
func (p *Passport) campaigns(v *db.View) ([]campaign.Campaign, error) {
	if p.Question.Campaign != "" {
		c, err := campaign.Get(v, p.Question.Campaign)
		return []campaign.Campaign{c}, err
	}
	all, err := campaign.List(v)
	return slices.DeleteFunc(all, func(c campaign.Campaign) bool {
		return c.Kind != p.Indicator.Kind || !c.Period.Overlaps(p.Question.Period)
	}), err
}

func (p *Passport) against(v *db.View, t campaign.Target) (c Progress, err error) {
	c = Progress{Target: t, Warning: campaign.PeriodWarning(p.Question.Period, t.Period)}
	cited := ""
	if t.Dispatch != "" {
		d, err := dispatch.Get(v, t.Dispatch)
		if err != nil {
			return c, err
		}
		c.Document, cited = d.Number, "văn bản "+d.Number
	}
	if t.Quantity > 0 {
		c.Percentage, err = campaign.Percent(p.Figure.Lo, p.Figure.Hi, p.Figure.Open, t, cited, campaign.Tenth)
	}
	return c, err
}

// holds reports whether all of the figure's days lie in the target's period.
func holds(target, figure day.Period) bool { return target.Has(figure.From) && target.Has(figure.To) }

// undivided is the question without its parts.
func undivided(q ledger.Question) ledger.Question {
	q.By = ""
	return q
}
