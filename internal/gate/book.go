package gate

import (
	"sync"

	"phongtrao/internal/base/db"
	"phongtrao/internal/roster"
)

// book is an event's tickets in memory, as of one number of change. An act asks for that number and uses the book where it is still so.
type book struct {
	mu      sync.RWMutex
	change  int64
	tickets map[int64]*roster.Ticket
}

// refresh reads what has changed. It is given a view outside of any act, so what it reads is on the disk.
func (b *book) refresh(v *db.View, event int64) error {
	change, err := roster.Changed(v, event)
	if err != nil {
		return err
	}
	b.mu.RLock()
	since := b.change
	b.mu.RUnlock()
	if change == since {
		return nil
	}
	all, err := roster.TicketsOf(v, event, roster.TicketFilter{Since: since})
	if err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for i := range all {
		t := &all[i]
		t.Registration, t.Code, t.Bib, t.NameTag, t.RevokedWhy = "", "", "", nil, "" // not asked at a gate
		b.tickets[t.Serial] = t
	}
	b.change = change
	return nil
}

// some returns tickets by their serials as they are in a view, which may be an act's.
func (b *book) some(v *db.View, event int64, serials []int64) (map[int64]roster.Ticket, error) {
	change, err := roster.Changed(v, event)
	if err != nil {
		return nil, err
	}
	b.mu.RLock()
	if change == b.change {
		found := make(map[int64]roster.Ticket, len(serials))
		for _, n := range serials {
			if t := b.tickets[n]; t != nil {
				found[n] = *t
			}
		}
		b.mu.RUnlock()
		return found, nil
	}
	b.mu.RUnlock()
	return roster.TicketsBySerial(v, event, serials)
}
