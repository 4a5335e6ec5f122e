package live

import (
	"maps"
	"slices"
	"sync"

	"phongtrao/internal/base/day"
	"phongtrao/internal/gate"
)

// feedMax is how many changes are kept for events that have not looked yet; who needs older ones counts anew.
const feedMax = 50_000

// patience is for how long records of which nothing was told may lie in the database before all is counted anew: what this server took in is
// told a moment after it is there.
const patience = 200_000

// feed is what this server took in lately.
type feed struct {
	mu      sync.Mutex
	log     []gate.Landing
	changes int
}

// landed keeps a landing while some event is followed.
func (b *Board) landed(l gate.Landing) {
	b.mu.Lock()
	followed := len(b.events) > 0
	b.mu.Unlock()
	if !followed || l.To == l.After { // blocks alone are read with the rest
		return
	}
	f := &b.feed
	f.mu.Lock()
	defer f.mu.Unlock()
	f.log = append(f.log, l)
	f.changes += len(l.Changes)
	drop := 0
	for f.changes > feedMax && drop < len(f.log)-1 {
		f.changes -= len(f.log[drop].Changes)
		drop++
	}
	f.log = slices.Delete(f.log, 0, drop)
}

// after returns what was taken in after a record, one landing behind the other, and false where one is missing between them: another server
// took it in, or it is too long ago.
func (f *feed) after(through int64) ([]gate.Landing, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var chain []gate.Landing
	for _, l := range f.log {
		if l.To <= through {
			continue
		}
		if l.After != through {
			return nil, false
		}
		chain = append(chain, l)
		through = l.To
	}
	return chain, true
}

// follow brings counts up to what is in the database by what was told, and returns false where all must be counted anew.
func (e *event) follow(before *counts, head int64, now day.Instant) (*counts, bool) {
	if before == nil || before.layout != e.facts.order {
		return nil, false
	}
	chain, ok := e.b.feed.after(before.through)
	if !ok {
		return nil, false
	}
	c := before.clone()
	for _, l := range chain {
		c.through = l.To
		if l.Event == e.facts.Number {
			c.apply(e.facts, l.Changes)
		}
	}
	switch {
	case c.through >= head:
		c.behind = 0
	case c.behind == 0:
		c.behind = now
	case now-c.behind > patience:
		return nil, false
	}
	return c, true
}

// apply adds changes one by one.
func (c *counts) apply(f *Facts, changes []gate.Landed) {
	for _, l := range changes {
		s := c.site(f, l.Activity)
		if s == nil {
			continue
		}
		s.add(l.What, l.Tally)
		if into := s.flow(f, l.What); into != nil && l.Scanned != 0 {
			into.add(l.At, l.Scanned)
		}
		s.until = max(s.until, l.At)
	}
}

// clone is a copy of which the small numbers may be changed; the flows are shared, for only the last counts are asked about them.
func (c *counts) clone() *counts {
	d := *c
	d.sites = slices.Clone(c.sites)
	for i := range d.sites {
		d.sites[i].given = maps.Clone(d.sites[i].given)
	}
	return &d
}
