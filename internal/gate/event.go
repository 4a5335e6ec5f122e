package gate

import (
	"context"
	"crypto/ed25519"
	"sync"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/ticket"
	"phongtrao/internal/campaign"
	"phongtrao/internal/kind"
	"phongtrao/internal/org"
	"phongtrao/internal/place"
	"phongtrao/internal/roster"
)

// event is what a day's decisions are made from, as it was read a moment ago: settings, sites, doors. It does not change; another
// takes its place (Receiver.event).
type event struct {
	roster.Event
	day      day.Day
	campaign string
	kind     kind.Kind
	sites    map[string]activity.Activity
	order    []string          // of the sites
	names    map[string]string // of the sites, short
	doors    map[string]string
	services map[string]roster.Service
	figures  map[string]string // by service, the indicator as which it counts, "" for none
	keys     map[uint8]ed25519.PublicKey
	units    *lineage.History
	at       day.Instant // when it was read
	version  string      // of the pack

	seals *signatures
	book  *book
}

// signatures remembers those that were found true: a signature never changes, so whoever shows the same one shows a true ticket.
type signatures struct {
	mu   sync.RWMutex
	true map[ticket.Head][ed25519.SignatureSize]byte
}

func (s *signatures) known(t ticket.Ticket) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	known, ok := s.true[t.Head]
	return ok && known == t.Signature
}

func (s *signatures) keep(t ticket.Ticket) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.true[t.Head] = t.Signature
}

// sign signs a ticket, or remembers how it was signed.
func (s *signatures) sign(v *db.View, t roster.Ticket) (ticket.Ticket, error) {
	head := ticket.Head{Key: uint8(t.Key), Event: uint16(t.Event), Serial: uint32(t.Serial), Class: uint8(t.Class)}
	if s != nil {
		s.mu.RLock()
		signature, ok := s.true[head]
		s.mu.RUnlock()
		if ok {
			return ticket.Ticket{Head: head, Signature: signature}, nil
		}
	}
	return roster.Sign(v, t)
}

// verify reports whether we issued the ticket.
func (e *event) verify(t ticket.Ticket) bool {
	if e.seals.known(t) {
		return true
	}
	if !t.Verify(e.keys[t.Key]) {
		return false
	}
	if int64(t.Event) == e.Number {
		e.seals.keep(t)
	}
	return true
}

// expires is midnight after the day.
func (e *event) expires() day.Instant { return e.day.Add(1).Start() }

// event returns what is known of an event, not older than KnownTime.
func (r *Receiver) event(ctx context.Context, number int64) (*event, error) {
	r.mu.Lock()
	e := r.events[number]
	r.mu.Unlock()
	if e != nil && r.db.Now()-e.at < day.Instant(KnownTime.Microseconds()) {
		return e, nil
	}
	err := r.db.See(ctx, func(v *db.View) (err error) {
		e, err = readEvent(v, r.kinds, number, e)
		return err
	})
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	r.events[number] = e
	r.mu.Unlock()
	return e, nil
}

// readEvent reads an event anew; last is what was known before, nil for nothing.
func readEvent(v *db.View, kinds kind.Set, number int64, last *event) (*event, error) {
	e := &event{at: v.At, sites: map[string]activity.Activity{}, names: map[string]string{}, doors: map[string]string{}, services: map[string]roster.Service{}, figures: map[string]string{}}
	if last != nil {
		e.seals, e.book = last.seals, last.book
	} else {
		e.seals, e.book = &signatures{true: map[ticket.Head][ed25519.SignatureSize]byte{}}, &book{tickets: map[int64]*roster.Ticket{}}
	}
	var err error
	if e.Event, err = roster.EventByNumber(v, number); err != nil {
		return nil, err
	}
	sites, err := activity.Sites(v, e.Activity)
	if err != nil {
		return nil, err
	}
	e.day, e.campaign = sites[0].Day, sites[0].Campaign
	places, err := place.HistoryOf(v)
	if err != nil {
		return nil, err
	}
	for _, s := range sites {
		e.sites[s.ID], e.names[s.ID] = s, s.Name
		e.order = append(e.order, s.ID)
		if i, ok := places.Index(s.Place); ok && len(sites) > 1 {
			e.names[s.ID] = places.Name(i, day.AsOf{Day: s.Day})
		}
		doors, err := Doors(v, s.ID)
		if err != nil {
			return nil, err
		}
		for _, d := range doors {
			e.doors[d.ID] = d.Name
		}
	}
	c, err := campaign.Get(v, e.campaign)
	if err != nil {
		return nil, err
	}
	if e.kind, err = kinds.Get(c.Kind); err != nil {
		return nil, err
	}
	if e.version, err = packVersion(v, e.Event); err != nil {
		return nil, err
	}
	for _, s := range e.Services {
		e.services[s.Key] = s
		if !e.Rehearsal {
			e.figures[s.Key] = kind.Count(e.kind, s.Key)
		}
	}
	if e.keys, err = roster.Keys(v); err != nil {
		return nil, err
	}
	if e.units, err = org.HistoryOf(v); err != nil {
		return nil, err
	}
	return e, e.book.refresh(v, number)
}

// lives reports whether a union is there on the event's day.
func (e *event) lives(unit string) bool {
	i, ok := e.units.Index(unit)
	return ok && e.units.Alive(i, day.AsOf{Day: e.day})
}
