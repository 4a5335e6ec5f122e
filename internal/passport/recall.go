package passport

import (
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/ledger"
	"phongtrao/internal/report"
)

// Pending is a line that a unit sent and nobody has accepted yet. It is in no total.
type Pending struct {
	report.Waiting
	Name string // of the unit, on the activity's day
}

// Claim is a number that somebody published, with the figure that it is about.
type Claim = report.Beside

// recall finds what was published of the figure, then what waits to be accepted. A reprint shows neither what was published after
// it nor what waits now.
func (p *Passport) recall(v *db.View) error {
	if err := p.published(v); err != nil {
		return err
	}
	if p.Question.Known != 0 {
		return nil
	}
	return p.waiting(v)
}

// published finds claims about the figure's unit in days that the figure shares. A claim about exactly the figure stands beside
// it; one about another period or all campaigns beside a figure of its own.
func (p *Passport) published(v *db.View) error {
	q := p.Question
	if q.Line == ledger.PlaceLine || q.Activity != "" {
		return nil // what is published is said of units
	}
	f := report.Filter{Indicator: q.Indicator, Campaign: q.Campaign, Period: q.Period}
	if q.At != "" {
		f.Units = []string{q.At}
	}
	claims, err := report.Claims(v, f)
	if err != nil {
		return err
	}
	claims = slices.DeleteFunc(claims, func(c report.Claim) bool { return q.Known != 0 && c.At > q.Known })
	if q.At == "" {
		if claims, err = ofEverything(p, v, claims, func(c report.Claim) string { return c.Unit }); err != nil {
			return err
		}
	}
	for _, c := range claims {
		if c.Period == q.Period && c.Campaign == q.Campaign {
			p.Claims = append(p.Claims, c.Against(p.Figure.Quantity))
			continue
		}
		if q.Known != 0 {
			continue
		}
		beside, err := report.Compare(v, []report.Claim{c})
		if err != nil {
			return err
		}
		p.Claims = append(p.Claims, beside...)
	}
	return nil
}

// waiting finds the lines of the figure's indicator that wait.
func (p *Passport) waiting(v *db.View) error {
	q := p.Question
	ask := report.Ask{Indicators: []string{q.Indicator}, Period: q.Period, Campaign: q.Campaign, Activity: q.Activity}
	if q.Line != ledger.PlaceLine {
		ask.At = q.At
	}
	lines, err := report.Pending(v, ask)
	if err != nil {
		return err
	}
	units, err := history(v, "")
	if err != nil {
		return err
	}
	places, err := history(v, ledger.PlaceLine)
	if err != nil {
		return err
	}
	for _, w := range lines {
		if q.Line == ledger.PlaceLine && q.At != "" {
			i, ok := places.Index(w.Place)
			at, known := places.Index(q.At)
			if !ok || !known || !slices.Contains(places.Chain(i, lineKey(q.Line), day.AsOf{Day: w.Day}), at) {
				continue
			}
		}
		p.Pending = append(p.Pending, Pending{w, nameOf(units, w.Unit, day.AsOf{Day: w.Day})})
	}
	return nil
}
