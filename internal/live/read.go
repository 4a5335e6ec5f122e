package live

import (
	"phongtrao/internal/base/db"
	"phongtrao/internal/gate"
	"phongtrao/internal/ledger"
	"phongtrao/internal/roster"
)

// rarely is how long what costs more to read may be old: what phones said that they have made, counts by heads.
const rarely = 5 * second

// readCounts returns what the database says of an event now. What did not change since before is taken from there; before stays as it is.
func (e *event) readCounts(v *db.View, before *counts) (*counts, error) {
	f := e.facts
	if f.Number == 0 { // no tickets: counted by heads alone
		c := newCounts(f)
		return c, c.heads(v, f)
	}
	head, err := gate.Head(v)
	if err != nil {
		return nil, err
	}
	c, ok := e.follow(before, head, v.At)
	if !ok {
		c = newCounts(f)
		c.through = head
		if err := c.records(v, f); err != nil {
			return nil, err
		}
		if before != nil && before.layout == f.order {
			c.copyRest(before)
		}
	}
	if v.At-c.restAt >= rarely || v.At < c.restAt {
		c.restAt = v.At
		if err := c.heads(v, f); err != nil {
			return nil, err
		}
		if err := c.arrived(v, f); err != nil {
			return nil, err
		}
	}
	return c, c.pulses(v, f)
}

// records counts everything from the beginning.
func (c *counts) records(v *db.View, f *Facts) error {
	totals, err := gate.Totals(v, f.Number)
	if err != nil {
		return err
	}
	for _, t := range totals {
		if s := c.site(f, t.Activity); s != nil {
			s.add(t.What, t.Tally)
		}
	}
	for _, what := range []string{came, f.Ends} {
		if what == "" {
			continue
		}
		steps, err := gate.Course(v, f.Number, what, Grain)
		if err != nil {
			return err
		}
		for _, m := range steps {
			if s := c.site(f, m.Activity); s != nil {
				s.flow(f, what).add(m.At, m.People)
			}
		}
	}
	return nil
}

// add adds a tally of one service.
func (t *tally) add(what string, n gate.Tally) {
	t.given[what] += n.Scanned
	t.again += n.Again
	t.refused += n.Refused
	t.undone += n.Undone
	if what == came {
		t.walkIns += n.WalkIns
	}
}

// flow is what a service's arrivals are kept in; nil where its course is of no interest.
func (t *tally) flow(f *Facts, what string) flow {
	switch what {
	case came:
		return t.came
	case f.Ends:
		return t.done
	}
	return nil
}

// heads reads counts by heads, and who signed up.
func (c *counts) heads(v *db.View, f *Facts) error {
	for i, s := range f.Sites {
		sums, err := roster.SumsOf(v, s.Activity)
		if err != nil {
			return err
		}
		t := &c.sites[i]
		t.heads, t.blocks = 0, 0
		for _, l := range sums.Lines {
			if l.What == came {
				t.heads += l.ByEvidence[ledger.Counted].Lo
			}
		}
	}
	if f.Number == 0 {
		return nil
	}
	for i, s := range f.Sites {
		crowds, err := gate.Crowds(v, s.Activity)
		if err != nil {
			return err
		}
		c.sites[i].blocks = crowds[came]
		room, err := roster.RoomOf(v, s.Activity)
		if err != nil {
			return err
		}
		c.sites[i].registered = room[0].Taken // the whole stands first
	}
	return nil
}

// arrived reads how much of what phones recorded is here.
func (c *counts) arrived(v *db.View, f *Facts) error {
	all, err := gate.HeardOf(v, f.Number)
	if err != nil {
		return err
	}
	for i := range c.sites {
		c.sites[i].records, c.sites[i].pending = 0, 0
	}
	for _, h := range all {
		if s := c.site(f, h.Activity); s != nil {
			s.records += h.Landed
			s.pending += max(0, h.Missing())
			s.until = max(s.until, h.Last)
		}
	}
	return nil
}

// pulses reads when phones were last heard of.
func (c *counts) pulses(v *db.View, f *Facts) error {
	all, err := gate.Pulses(v, f.Number)
	if err != nil {
		return err
	}
	for i := range c.sites {
		t := &c.sites[i]
		t.phones, t.heard = 0, 0
	}
	for _, p := range all {
		s := c.site(f, p.Activity)
		if s == nil {
			continue
		}
		s.heard = max(s.heard, p.Seen)
		if p.On(v.At) {
			s.phones++
		}
	}
	return nil
}

func newCounts(f *Facts) *counts {
	c := &counts{layout: f.order, sites: make([]tally, len(f.Sites))}
	for i := range c.sites {
		c.sites[i] = tally{given: map[string]int64{}, came: flow{}, done: flow{}}
	}
	return c
}

// site is the tally of a site, nil for one that has no lane.
func (c *counts) site(f *Facts, id string) *tally {
	if i, ok := f.index[id]; ok {
		return &c.sites[i]
	}
	return nil
}

// copyRest takes over what was read lately beside the records.
func (c *counts) copyRest(b *counts) {
	c.restAt = b.restAt
	for i := range c.sites {
		t, o := &c.sites[i], &b.sites[i]
		t.heads, t.blocks, t.registered, t.records, t.pending, t.until = o.heads, o.blocks, o.registered, o.records, o.pending, o.until
	}
}
