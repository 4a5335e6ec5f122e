package ledger

import (
	"context"
	"errors"
	"sort"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
)

// Warm brings the Book into memory, so that the first reader does not wait.
func Warm(ctx context.Context, d *db.DB) error {
	return d.See(ctx, func(v *db.View) error {
		_, err := ready(v)
		return err
	})
}

// heads are the numbers of the last entry and the last choice that a view sees.
type heads struct{ entries, choices int64 }

type headsKey struct{}

// ready returns the Book, holding at least all that was committed when the view began. In an act it holds what other acts committed, and
// lensOf tells the rest.
func ready(v *db.View) (*Book, error) {
	b := bookOf(v.DB())
	if v.InTx() {
		b.mu.RLock()
		fresh := b.seq < 0
		b.mu.RUnlock()
		if fresh { // an act may fail, so the Book is not filled from what it sees
			return b, Warm(v.Ctx, v.DB())
		}
		return b, nil
	}
	type seen struct {
		heads
		err error
	}
	s := v.Memo(headsKey{}, func() any {
		h, err := headsOf(v)
		return seen{h, err}
	}).(seen)
	if s.err != nil {
		return nil, s.err
	}
	return b, b.follow(v, s.heads)
}

// behind applies what waits, and reports whether the Book lacks anything up to the heads.
func (b *Book) behind(h heads) bool {
	b.waiting.Lock()
	some := b.waiting.count > 0
	b.waiting.Unlock()
	if some {
		b.mu.Lock()
		b.drain()
		b.mu.Unlock()
	}
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.seq < h.entries || b.picked < h.choices
}

// follow brings the Book up to the heads, reading from the table what was not handed over.
func (b *Book) follow(v *db.View, h heads) error {
	if !b.behind(h) {
		return nil
	}
	b.loading.Lock()
	defer b.loading.Unlock()
	if !b.behind(h) {
		return nil
	}
	if err := b.load(v); err != nil {
		return err
	}
	b.mu.RLock()
	from, picked := b.seq, b.picked
	b.mu.RUnlock()
	if err := entriesAfter(v, from, h.entries, b.take); err != nil {
		return err
	}
	list, err := choicesAfter(v, picked, h.choices)
	if err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, c := range list {
		if c.Seq == b.picked+1 {
			b.choose(c)
		}
	}
	return nil
}

// load fills a Book that is new from packed entries.
func (b *Book) load(v *db.View) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.seq >= 0 {
		return nil
	}
	b.contents = emptyContents()
	err := b.loadPacks(v)
	if errors.Is(err, errPack) {
		b.contents, err = emptyContents(), nil
		b.packsBad = true
	}
	if err != nil {
		b.seq = -1
	}
	return err
}

// take applies entries that were read from the table, of which some may have come in the meantime.
func (b *Book) take(entries []Entry) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if last := entries[len(entries)-1].Seq; last > b.seq {
		b.apply(entries[max(0, b.seq+1-entries[0].Seq):])
	}
}

// choose applies a choice. The lock is held.
func (b *Book) choose(c Choice) {
	b.picked = c.Seq
	b.choices = append(b.choices, c)
	a := asked{book: b}
	if head := b.find(a.key(c.Cell)); head != 0 {
		before := b.published(head)
		b.slots.at(head).chosen = c.Evidence
		b.note(b.subjects[c.Indicator], head, before)
	}
}

// lensOf returns what a view sees apart from what the Book holds.
func lensOf(v *db.View, b *Book, known day.Instant) (l lens, err error) {
	b.mu.RLock()
	seq, picked := b.seq, b.picked
	b.mu.RUnlock()
	if known != 0 {
		l.known = known
		l.upto, err = lastKnown(v, known, seq)
		return l, err
	}
	if !v.InTx() {
		return l, nil
	}
	err = entriesAfter(v, seq, 1<<62, func(e []Entry) { l.extra = append(l.extra, e...) })
	if err == nil {
		l.choices, err = choicesAfter(v, picked, 1<<62)
	}
	return l, err
}

// lastKnown returns the number of the last entry made not after an instant: their instants never go back.
func lastKnown(v *db.View, known day.Instant, last int64) (int64, error) {
	var failed error
	n := sort.Search(int(last), func(i int) bool {
		at, err := instantOf(v, int64(i)+1)
		if err != nil {
			failed = err
		}
		return err != nil || at > known
	})
	return int64(n), failed
}
