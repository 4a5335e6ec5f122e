// Package seed fills an empty database through acts.
//
// A seed tells a story: on a day, somebody does something. It uses the same verbs as people do, so it is a test of them too; it
// keeps true that a seeded database could have been typed in by hand. Keys come from a fixed stream, so a seed gives the same
// database each time. Persons are invented; figures that no source gives are labelled "dữ liệu minh hoạ".
package seed

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/id"
	"phongtrao/internal/house"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
)

// Illustrative marks what was invented for the demo, wherever a source or a note can say so.
const Illustrative = "dữ liệu minh hoạ"

// story is a seed being told: a house, and a clock that the story moves.
type story struct {
	ctx context.Context
	h   *house.House
	who act.Who
	err error // the first failure; after it nothing more is done

	entered int // entries posted so far

	coming []Somebody // who has not arrived yet, the earliest first

	mu  sync.Mutex
	now time.Time
}

// tell opens the house at dsn with the story's own clock and keys, tells it, and closes the house again.
// It refuses a database in which there are units already.
func tell(ctx context.Context, dsn string, chance uint64, script func(s *story)) error {
	s := &story{ctx: ctx, who: systemWho(), now: day.Of(2020, 1, 2).Start().Time().Add(8 * time.Hour)}
	keys := id.NewSource(rand.NewChaCha8([32]byte{byte(chance), byte(chance >> 8), 's', 'e', 'e', 'd'}))
	var err error
	s.h, err = house.Open(ctx, dsn, house.Options{NoSeal: true, DB: db.Options{Clock: s.clock, IDs: keys}})
	if err != nil {
		return err
	}
	defer s.h.Close()
	if filled, err := Filled(ctx, s.h); err != nil {
		return err
	} else if filled {
		return fault.Conflictf("Cơ sở dữ liệu đã có dữ liệu. Lệnh này chỉ đổ dữ liệu vào một cơ sở dữ liệu trống; hãy chọn tệp khác.")
	}
	script(s)
	if s.err != nil {
		return s.err
	}
	return ledger.Seal(ctx, s.h.DB)
}

func systemWho() act.Who { return act.System("dữ liệu mẫu") }

// Filled reports whether a house holds any unit.
func Filled(ctx context.Context, h *house.House) (bool, error) {
	n := 0
	err := h.DB.See(ctx, func(v *db.View) error {
		all, err := org.HistoryOf(v)
		if err == nil {
			n = all.Len()
		}
		return err
	})
	return n > 0, err
}

// clock gives each act of the story a second of its own, so that what is recorded keeps the story's order.
func (s *story) clock() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = s.now.Add(time.Second)
	return s.now
}

// on moves the story to eight o'clock on a day, past the arrival of whoever came by then; a story never goes back.
func (s *story) on(iso string) {
	for s.err == nil && len(s.coming) > 0 && s.coming[0].Since <= iso {
		p := s.coming[0]
		s.coming = s.coming[1:]
		s.move(p.Since)
		s.arrive(p)
	}
	s.move(iso)
}

func (s *story) move(iso string) {
	t := day.Must(iso).Start().Time().Add(8 * time.Hour)
	s.mu.Lock()
	defer s.mu.Unlock()
	if t.After(s.now) {
		s.now = t
	}
}

// do carries out an act.
func (s *story) do(verb act.Verb, object string, work func(tx *db.Tx) error) {
	if s.err == nil {
		s.err = s.h.Desk.Do(s.ctx, s.who, verb, object, work)
	}
}

// see reads.
func (s *story) see(read func(v *db.View) error) {
	if s.err == nil {
		s.err = s.h.DB.See(s.ctx, read)
	}
}
