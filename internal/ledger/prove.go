package ledger

import (
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
)

// Prove returns the entries of a figure in the order of their numbers: those that its total is the sum of, and beside them those of the same
// kind of evidence that were reversed, with their reversals. SumOf adds them up to the figure, except that where a split gives a
// unit only a share of an entry, the whole entry is shown.
func Prove(v *db.View, q Question) ([]Entry, error) {
	seqs, err := behind(v, q)
	if err != nil {
		return nil, err
	}
	return entriesInOrder(v, seqs)
}

// ProvePage is Prove for a page: at most limit entries with numbers after one, and how many there are in all.
func ProvePage(v *db.View, q Question, after int64, limit int) (entries []Entry, all int, err error) {
	if list, ok, err := pageBehind(v, q, after, limit); ok || err != nil {
		if err == nil {
			entries, err = entriesInOrder(v, list.cut())
		}
		return entries, list.all, err
	}
	seqs, err := behind(v, q)
	if err != nil {
		return nil, 0, err
	}
	from, _ := slices.BinarySearch(seqs, after+1)
	entries, err = entriesInOrder(v, seqs[from:min(len(seqs), from+limit)])
	return entries, len(seqs), err
}

// pageBehind returns a page of the numbers of the entries behind a figure, false where they must be gathered whole.
func pageBehind(v *db.View, q Question, after int64, limit int) (list page, ok bool, err error) {
	q.By = ""
	a, err := ask(v, q)
	if err != nil || !a.keeps() {
		return list, false, err
	}
	list = page{after: after, limit: limit}
	a.book.mu.RLock()
	defer a.book.mu.RUnlock()
	a.inner(func(head uint32, o outcome) { a.book.entriesOf(head, o.evidence, list.add) })
	return list, true, nil
}

// behind returns the numbers of the entries behind a figure, in order.
func behind(v *db.View, q Question) ([]int64, error) {
	q.By = ""
	a, err := ask(v, q)
	if err != nil {
		return nil, err
	}
	if a.keeps() {
		var seqs []int64
		a.book.mu.RLock()
		a.inner(func(head uint32, o outcome) {
			a.book.entriesOf(head, o.evidence, func(seq int64) { seqs = append(seqs, seq) })
		})
		a.book.mu.RUnlock()
		slices.Sort(seqs)
		return seqs, nil
	}
	grains, err := a.gather()
	if err != nil {
		return nil, err
	}
	b := a.book
	b.mu.RLock()
	r := &roll{}
	a.build(r, nil)
	var seqs []int64
	wanted := map[int64]bool{}
	for _, g := range a.inside(r, grains) {
		for i := g.head; i != 0; i = b.slots.at(i).next {
			if b.slots.at(i).evidence != g.outcome.evidence {
				continue
			}
			for seq := b.slots.at(i).last; seq != 0; seq = *b.prev.at(seq) {
				if a.lens.known == 0 || int64(seq) <= a.lens.upto {
					seqs = append(seqs, int64(seq))
				}
			}
		}
		for k := range a.lens.extra {
			e := &a.lens.extra[k]
			if e.Evidence == g.outcome.evidence && e.Indicator == a.Indicator && a.key(e.Cell()) == g.key {
				wanted[e.Seq] = true
			}
		}
	}
	b.mu.RUnlock()
	for seq := range wanted {
		seqs = append(seqs, seq)
	}
	slices.Sort(seqs)
	return slices.Compact(seqs), nil
}

// entriesInOrder reads entries by their numbers, which are in order.
func entriesInOrder(v *db.View, seqs []int64) ([]Entry, error) {
	found, err := entriesBySeq(v, seqs)
	if err != nil {
		return nil, err
	}
	out := make([]Entry, 0, len(found))
	for _, s := range seqs {
		if e, ok := found[s]; ok {
			out = append(out, e)
		}
	}
	return out, nil
}

// SumOf adds entries up; a reversal takes away what its entry added.
func SumOf(entries []Entry) Quantity {
	var s sum
	for i := range entries {
		s.add(sumOf(&entries[i]))
	}
	return s.quantity()
}

// EntriesOf returns all entries of a cell, of every kind of evidence, in the order of their numbers.
func EntriesOf(v *db.View, c Cell) ([]Entry, error) {
	b, err := ready(v)
	if err != nil {
		return nil, err
	}
	a := &asked{Question: Question{Indicator: c.Indicator, Period: day.Period{From: c.Day, To: c.Day}}, v: v, book: b}
	if a.lens, err = lensOf(v, b, 0); err != nil {
		return nil, err
	}
	b.mu.RLock()
	var seqs []int64
	for i := b.find(a.key(c)); i != 0; i = b.slots.at(i).next {
		for seq := b.slots.at(i).last; seq != 0; seq = *b.prev.at(seq) {
			seqs = append(seqs, int64(seq))
		}
	}
	b.mu.RUnlock()
	for i := range a.lens.extra {
		if a.lens.extra[i].Cell() == c {
			seqs = append(seqs, a.lens.extra[i].Seq)
		}
	}
	slices.Sort(seqs)
	return entriesInOrder(v, seqs)
}
