package ledger

import (
	"slices"

	"phongtrao/internal/base/day"
)

// grain is what one cell publishes.
type grain struct {
	head uint32 // 0 for a cell that only the act being written knows of
	key
	outcome
}

// lens is what a reader sees of the ledger where it is not simply all that is committed: what was known at an instant, or what the act
// that is being written has added.
type lens struct {
	known   day.Instant
	upto    int64    // the last entry known
	extra   []Entry  // entries behind the Book, in an act
	choices []Choice // choices behind the Book, in an act
}

// plain reports whether the lens shows just what the Book holds.
func (l *lens) plain() bool { return l.known == 0 && len(l.extra) == 0 && len(l.choices) == 0 }

// sieve says which cells of an indicator a question is about.
type sieve struct {
	campaign, activity uint32 // 0 for all
	period             day.Period
}

func (f *sieve) takes(k *key) bool {
	return f.period.Has(day.Day(k.day)) && (f.campaign == 0 || f.campaign == k.campaign) && (f.activity == 0 || f.activity == k.activity)
}

// sieve returns what the question asks for. The lock is held.
func (a *asked) sieve() sieve {
	f := sieve{a.word(a.Campaign), a.word(a.Activity), a.Period}
	if a.about.Stock { // a level holds until the next count, so the last one before the end counts, however old
		f.period = day.Period{From: 1, To: a.ends}
	}
	return f
}

// gather returns what the cells of a question publish. It reads what memory does not hold (amounts of single entries) without the lock.
func (a *asked) gather() ([]grain, error) {
	a.book.mu.RLock()
	if a.lens.plain() {
		defer a.book.mu.RUnlock()
		return a.grains(), nil
	}
	out, states := a.focus(false)
	a.book.mu.RUnlock()
	if err := a.undo(states); err != nil {
		return nil, err
	}
	for k, st := range states {
		if o := st.published(); o.live != 0 {
			out = append(out, grain{st.head, k, o})
		}
	}
	return out, nil
}

// undo takes out of states what is not known yet.
func (a *asked) undo(states map[key]*state) error {
	var seqs []int64
	for _, st := range states {
		seqs = append(seqs, st.undo...)
	}
	slices.Sort(seqs)
	entries, err := entriesBySeq(a.v, seqs)
	if err != nil {
		return err
	}
	for _, st := range states {
		for _, seq := range st.undo {
			if e, ok := entries[seq]; ok {
				st.sums[e.Evidence].add(sumOf(&e).minus())
			}
		}
	}
	return nil
}

// grains returns what the cells of a question publish, as the Book has it. The lock is held.
func (a *asked) grains() []grain {
	b, f := a.book, a.sieve()
	var out []grain
	if s := b.subjects[a.Indicator]; s != nil && f.activity == 0 {
		out = make([]grain, 0, len(s.heads)/2)
	}
	a.candidates(&f, func(h uint32) {
		if k := b.slots.at(h).key(); f.takes(&k) {
			if o := b.published(h); o.live != 0 {
				out = append(out, grain{h, k, o})
			}
		}
	})
	return out
}

// candidates calls yield for the heads of the indicator that may pass the sieve. The lock is held.
func (a *asked) candidates(f *sieve, yield func(head uint32)) {
	b := a.book
	s := b.subjects[a.Indicator]
	switch {
	case s == nil || f.campaign >= own || f.activity >= own:
	case f.activity != 0:
		for h := first(&b.activity, f.activity); h != 0; h = b.slots.at(h).ofActivity {
			if b.slots.at(h).indicator == s.number {
				yield(h)
			}
		}
	default:
		for _, h := range s.heads {
			yield(h)
		}
	}
}

// state is what all kinds of evidence say in one cell, put together apart from the Book.
type state struct {
	head   uint32
	chosen Evidence
	sums   [6]sum
	undo   []int64 // entries that are in sums and are not known yet
}

func (s *state) published() outcome {
	return publish(s.chosen, func(yield func(Evidence, sum)) {
		for _, e := range Kinds {
			yield(e, s.sums[e])
		}
	})
}

// focus sorts the cells of a question into those whose state in the Book is what the lens shows, and those that need work;
// with whole, all cells are put together apart, with every kind of evidence. The lock is held.
func (a *asked) focus(whole bool) (out []grain, states map[key]*state) {
	b, f, l := a.book, a.sieve(), &a.lens
	states = map[key]*state{}
	for i := range l.extra {
		if e := &l.extra[i]; e.Indicator == a.Indicator {
			if k := a.key(e.Cell()); f.takes(&k) && states[k] == nil {
				states[k] = &state{}
			}
		}
	}
	chosen := a.chosen()
	a.candidates(&f, func(h uint32) {
		k := b.slots.at(h).key()
		switch {
		case !f.takes(&k):
		case !whole && states[k] == nil && b.settled(h, l) && chosen(h) == b.slots.at(h).chosen:
			if o := b.published(h); o.live != 0 {
				out = append(out, grain{h, k, o})
			}
		default:
			states[k] = b.rewind(h, l)
			states[k].chosen = chosen(h)
		}
	})
	for i := range l.extra {
		if e := &l.extra[i]; e.Indicator == a.Indicator {
			if st := states[a.key(e.Cell())]; st != nil {
				st.sums[e.Evidence].add(sumOf(e))
			}
		}
	}
	for _, c := range l.choices {
		if st := states[a.key(c.Cell)]; st != nil {
			st.chosen = c.Evidence
		}
	}
	return out, states
}

// key returns the identity of a cell of this question's indicator. The lock is held.
func (a *asked) key(c Cell) key {
	k := key{campaign: a.word(c.Campaign), activity: a.word(c.Activity), unit: a.word(c.Unit), place: a.word(c.Place), day: int32(c.Day)}
	if s := a.book.subjects[c.Indicator]; s != nil {
		k.indicator = s.number
	}
	return k
}

// chosen returns which kind of evidence a decision publishes for a cell, as the lens knows. The lock is held.
func (a *asked) chosen() func(head uint32) Evidence {
	b, changed := a.book, map[uint32]Evidence{}
	for _, c := range b.choices {
		if a.lens.known == 0 {
			break
		}
		head := b.find(a.key(c.Cell))
		if _, ok := changed[head]; !ok {
			changed[head] = 0
		}
		if c.At <= a.lens.known {
			changed[head] = c.Evidence
		}
	}
	for _, c := range a.lens.choices {
		changed[b.find(a.key(c.Cell))] = c.Evidence
	}
	return func(head uint32) Evidence {
		if e, ok := changed[head]; ok {
			return e
		}
		return b.slots.at(head).chosen
	}
}

// settled reports whether all entries of a cell are known through the lens.
func (b *Book) settled(head uint32, l *lens) bool {
	for i := head; l.known != 0 && i != 0; i = b.slots.at(i).next {
		if int64(b.slots.at(i).last) > l.upto {
			return false
		}
	}
	return true
}

// rewind returns the state of a cell, with the entries that the lens does not know to be undone; a kind of evidence of which it knows
// nothing is empty at once.
func (b *Book) rewind(head uint32, l *lens) *state {
	st := &state{head: head}
	for i := head; i != 0; i = b.slots.at(i).next {
		s := b.slots.at(i)
		seq := s.last
		var undo []int64
		for ; l.known != 0 && seq != 0 && int64(seq) > l.upto; seq = *b.prev.at(seq) {
			undo = append(undo, int64(seq))
		}
		if seq == 0 {
			continue
		}
		st.sums[s.evidence] = s.sum()
		st.undo = append(st.undo, undo...)
	}
	return st
}
