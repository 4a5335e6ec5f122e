package campaigns

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/indicator"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
)

// lot is what is known of some targets: their units' names, their indicators, what came of each.
type lot struct {
	names  map[org.UnitID]string
	of     map[string]indicator.Indicator
	totals map[string]ledger.Total // by target
}

// lotOf asks in sets: once for all names, once for the results of each indicator and period.
func lotOf(v *db.View, l *look, all []campaign.Target) (lot, error) {
	p := lot{of: map[string]indicator.Indicator{}, totals: map[string]ledger.Total{}}
	type same struct {
		indicator string
		period    day.Period
	}
	groups := map[same][]campaign.Target{}
	var units []org.UnitID
	var err error
	for _, t := range all {
		units = append(units, t.Unit)
		if _, known := p.of[t.Indicator]; !known {
			if p.of[t.Indicator], err = indicator.Get(v, t.Indicator); err != nil {
				return p, err
			}
		}
		k := same{t.Indicator, t.Period}
		groups[k] = append(groups[k], t)
	}
	if p.names, err = names(v, units, min(l.c.Period.To, l.today)); err != nil {
		return p, err
	}
	for k, ts := range groups {
		units := make([]string, len(ts))
		for n, t := range ts {
			units[n] = t.Unit
		}
		totals, err := ledger.Totals(v, ledger.Question{Indicator: k.indicator, Period: k.period, Campaign: l.c.ID}, units)
		if err != nil {
			return p, err
		}
		for _, t := range ts {
			p.totals[t.ID] = totals[t.Unit]
		}
	}
	return p, nil
}

// promises are a target with those that were shared out of it.
type promises struct {
	*look
	lot
	kids []campaign.Target
}

// targetAt opens a target for who asks: one of a campaign that they see, of their unit or below.
func targetAt(a *door.Ask, id string) (*promises, campaign.Target, error) {
	t, err := campaign.TargetByID(a.V, id)
	if err != nil {
		return nil, t, err
	}
	l, err := lookAt(a, t.Campaign)
	if err != nil {
		return nil, t, err
	}
	if !l.whole() {
		if in, err := org.Within(a.V, l.at, t.Unit); err != nil {
			return nil, t, err
		} else if !in {
			return nil, t, fault.NotFoundf("Không có chỉ tiêu này trong phạm vi của bạn. Hãy mở lại từ trang phong trào.")
		}
	}
	p := &promises{look: l}
	if p.kids, err = campaign.Targets(a.V, campaign.Filter{Parent: t.ID}); err != nil {
		return nil, t, err
	}
	p.lot, err = lotOf(a.V, l, append([]campaign.Target{t}, p.kids...))
	viet.SortBy(p.kids, func(k campaign.Target) string { return p.names[k.Unit] })
	return p, t, err
}

// answerChip is what the unit holds of its target.
func answerChip(t campaign.Target) ui.Chip {
	c := ui.Chip{Label: t.State.Label(), Icon: "clock"}
	switch {
	case t.State == campaign.Accepted:
		c.Tone, c.Icon = ui.Good, ""
	case t.State == campaign.Disputed:
		c.Tone, c.Icon = ui.Warn, ""
	}
	return c
}

// dividing is the address where a target is divided.
func dividing(t campaign.Target) string {
	return door.Address("/campaigns/"+t.Campaign+"/targets", "of", t.ID)
}
