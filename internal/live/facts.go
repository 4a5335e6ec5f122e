package live

import (
	"cmp"
	"strings"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/campaign"
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/place"
	"phongtrao/internal/roster"
)

// Central returns the central activity of the event to which an activity belongs; of a campaign, that of its first event.
func Central(v *db.View, id string) (string, error) {
	a, err := activity.Get(v, id)
	if fault.KindOf(err) == fault.NotFound {
		all, lost := activity.Of(v, id)
		if lost != nil {
			return "", lost
		}
		for _, a := range all {
			if a.Parent == "" {
				return a.ID, nil
			}
		}
	}
	return cmp.Or(a.Parent, a.ID), err
}

// readFacts reads what stands about an event.
func (b *Board) readFacts(v *db.View, central string) (*Facts, error) {
	all, err := activity.Sites(v, central)
	if err != nil {
		return nil, err
	}
	c, err := campaign.Get(v, all[0].Campaign)
	if err != nil {
		return nil, err
	}
	k, err := b.kinds.Get(c.Kind)
	if err != nil {
		return nil, err
	}
	f := &Facts{Event: all[0].ID, Name: all[0].Name, Campaign: c.ID, CampaignName: c.Name, Day: all[0].Day, Came: "Vào cổng", Of: "người"}
	if err := f.settings(v, k); err != nil {
		return nil, err
	}
	if f.Indicator = kind.Count(k, came); f.Indicator != "" {
		i, err := indicator.Get(v, f.Indicator)
		if err != nil {
			return nil, err
		}
		f.Of = i.Label()
	}
	if err := f.sites(v, all); err != nil {
		return nil, err
	}
	if f.Rehearsal {
		f.Indicator = ""
	}
	return f, f.target(v, c)
}

// settings reads what the event was opened with; an activity without tickets has none, and is still counted by heads.
func (f *Facts) settings(v *db.View, k kind.Kind) error {
	e, ok, err := roster.EventOf(v, f.Event)
	if err != nil || !ok {
		return err
	}
	f.Number, f.Rehearsal, f.Services = e.Number, e.Rehearsal, e.Services
	for _, s := range e.Services {
		switch {
		case s.Key == came:
			f.Came = cmp.Or(s.Label, f.Came)
		case f.Ends == "" && kind.Count(k, s.Key) != "": // the kind counts it: it is a step of the day, not a gift
			f.Ends, f.DoneLabel = s.Key, s.Label
		}
	}
	for i, s := range e.Slots {
		if i == 0 || s.From < f.Begins {
			f.Begins = s.From
		}
	}
	for _, s := range e.Sites {
		f.Sites = append(f.Sites, Site{Activity: s.Activity, Expected: s.Expected})
	}
	return nil
}

// sites puts the sites into the order of their lanes, with their names.
func (f *Facts) sites(v *db.View, all []activity.Activity) error {
	expected := map[string]int64{}
	for _, s := range f.Sites {
		expected[s.Activity] = s.Expected
	}
	f.Sites = nil
	var places []place.ID
	for _, a := range all {
		places = append(places, a.Place)
	}
	names, err := place.Names(v, places, day.AsOf{Day: f.Day})
	if err != nil {
		return err
	}
	hosts, err := org.Names(v, []org.UnitID{all[0].Unit}, day.AsOf{Day: f.Day})
	if err != nil {
		return err
	}
	f.Host, f.Closed, f.index = hosts[all[0].Unit], true, map[string]int{}
	for _, a := range all {
		if a.State == activity.Cancelled {
			continue
		}
		s := Site{Activity: a.ID, Name: short(cmp.Or(names[a.Place], a.Name)), Expected: expected[a.ID],
			Closed: a.State == activity.ClosedProvisional || a.State == activity.ClosedSigned}
		f.Closed = f.Closed && s.Closed
		f.index[s.Activity] = len(f.Sites)
		f.order += s.Activity + " "
		f.Sites = append(f.Sites, s)
	}
	return nil
}

// short leaves out of a site's name what every site's has.
func short(name string) string {
	for _, p := range [][2]string{{"Khu công nghiệp ", "KCN "}, {"Khu chế xuất ", "KCX "}, {"Điểm cầu trung tâm ", ""}, {"Điểm cầu ", ""}} {
		if rest, ok := strings.CutPrefix(name, p[0]); ok {
			return p[1] + rest
		}
	}
	return name
}

// target is the campaign's for those who come, where there is one; else what the sites expect together.
func (f *Facts) target(v *db.View, c campaign.Campaign) error {
	for _, s := range f.Sites {
		f.Target += s.Expected
	}
	if f.Indicator == "" {
		return nil
	}
	all, err := campaign.Targets(v, campaign.Filter{Campaign: c.ID, Unit: c.Owner, Indicator: f.Indicator})
	if err != nil {
		return err
	}
	for _, t := range all {
		if t.Parent == "" && t.Quantity > 0 && t.Period.Has(f.Day) {
			f.Target, f.Promised = t.Quantity, true
		}
	}
	return nil
}

// publish adds what the ledger says of a day that is over.
func publish(v *db.View, n *Numbers) error {
	if n.Indicator == "" {
		return nil
	}
	q := ledger.Question{Indicator: n.Indicator, Period: day.Period{From: n.Day, To: n.Day}, Campaign: n.Campaign, By: ledger.ByActivity}
	all, err := ledger.RollUp(v, q)
	if err != nil {
		return err
	}
	n.Published = &Published{Quantity: all.Quantity, ByEvidence: all.ByEvidence}
	for i := range n.Lanes {
		for _, p := range all.Parts {
			if p.Key == n.Lanes[i].Activity {
				q := p.Quantity
				n.Lanes[i].Figure = &q
				for _, e := range ledger.Kinds {
					if p.ByEvidence[e] > 0 {
						n.Lanes[i].Evidence = e
						break
					}
				}
			}
		}
	}
	return nil
}
