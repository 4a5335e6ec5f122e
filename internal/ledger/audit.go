package ledger

import (
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/tlog"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
)

// The steps of Verify that go through the entries, the checkpoints, the choices and the cells.

// read goes through all entries.
func (a *audit) read() error {
	list, err := db.All(a.v, scanReversal, "SELECT entry, reversal, reason FROM ledger_reversal")
	if err != nil {
		return err
	}
	for _, r := range list {
		a.reversals[r.By] = r
	}
	// Originals of reversals are fetched beforehand: a view answers one query at a time.
	originals, err := a.originals(list)
	if err != nil {
		return err
	}
	const portion = 20_000
	for after := int64(0); ; {
		var entries []Entry
		err := entriesWhole(a.v, after, after+portion, func(e *Entry) error { entries = append(entries, *e); return nil })
		if err != nil {
			return err
		}
		for i := range entries {
			if err := a.entry(&entries[i], originals); err != nil {
				return err
			}
		}
		if after += portion; after >= a.head.entries {
			break
		}
	}
	for by, r := range a.reversals {
		a.fail(fmt.Sprintf("entry %d", r.Entry), "Bút toán số %d ghi là đã đảo bởi số %d, nhưng không có bút toán đảo đó.", r.Entry, by)
	}
	return nil
}

func (a *audit) originals(list []Reversal) (map[int64]Entry, error) {
	seqs := make([]int64, len(list))
	for i, r := range list {
		seqs[i] = r.Entry
	}
	slices.Sort(seqs)
	return entriesBySeq(a.v, seqs)
}

func (a *audit) entry(e *Entry, originals map[int64]Entry) error {
	what := fmt.Sprintf("entry %d", e.Seq)
	for missing := a.last.Seq + 1; missing < e.Seq && missing < a.last.Seq+failuresMax; missing++ {
		a.fail(fmt.Sprintf("entry %d", missing), "Bút toán số %d đã bị bỏ.", missing)
	}
	if e.At < a.last.At {
		a.fail(what, "Bút toán số %d ghi lúc %s, trước bút toán liền trên.", e.Seq, e.At.VN())
	}
	if err := a.leaf(e, what); err != nil {
		return err
	}
	if e.Reverses != 0 {
		a.Reversed++
		o, ok := originals[e.Reverses]
		r, told := a.reversals[e.Seq]
		switch {
		case !told || r.Entry != e.Reverses:
			a.fail(what, "Bút toán đảo số %d không được ghi trong danh sách đảo.", e.Seq)
		case !ok || o.Posting.Cell() != e.Cell() || o.Quantity != e.Quantity || o.Evidence != e.Evidence || o.Reverses != 0 || o.Seq >= e.Seq:
			a.fail(what, "Bút toán đảo số %d không lặp lại đúng bút toán số %d.", e.Seq, e.Reverses)
		}
		delete(a.reversals, e.Seq)
	}
	t := tally{a.key(e), e.Evidence}
	s := a.sums[t]
	s.add(sumOf(e))
	a.sums[t] = s
	a.last = Entry{Seq: e.Seq, At: e.At}
	a.Entries++
	a.Through = e.Seq
	return nil
}

// key tells the cell in the Book's words; a text that it does not know is given a number from the top.
func (a *audit) key(e *Entry) key {
	b := a.book
	b.mu.RLock()
	defer b.mu.RUnlock()
	word := func(t string) uint32 {
		if n, ok := b.of[t]; ok {
			return n
		}
		h := tlog.RecordHash([]byte(t))
		return own | uint32(h[0])<<16 | uint32(h[1])<<8 | uint32(h[2])
	}
	k := key{word(e.Campaign), word(e.Activity), word(e.Unit), word(e.Place), int32(e.Day), 0}
	if s := b.subjects[e.Indicator]; s != nil {
		k.indicator = s.number
	}
	return k
}

// leaf adds the entry to the log of its year, and compares it with what was sealed.
func (a *audit) leaf(e *Entry, what string) error {
	year := yearOf(e.At)
	if err := a.year(year); err != nil {
		return err
	}
	y := a.years[year]
	if y.first == 0 {
		y.first = e.Seq // not sealed yet
	}
	h := leafHash(e, &a.buf)
	index := e.Seq - y.first
	if index >= 0 && index < y.stored.size() {
		sealed, err := y.stored.hashes(index >> blockBits)
		if err != nil || int(index&(blockSize-1)) >= len(sealed) {
			a.fail(what, "Lá niêm phong của bút toán số %d không đọc được: %v.", e.Seq, err)
		} else if s := sealed[index&(blockSize-1)]; s != h {
			a.swapped = append(a.swapped, misfit{*e, s})
		}
		if index&(blockSize-1) == blockSize-1 {
			delete(y.stored.block, index>>blockBits)
		}
	}
	y.tree.push(0, h)
	if k, ok := slices.BinarySearchFunc(y.claims, y.tree.size, func(c claim, n int64) int { return int(c.size - n) }); ok && k >= 0 {
		y.roots[y.tree.size] = y.tree.root()
	}
	return nil
}

// finish tells what the misfits are, and checks every checkpoint.
func (a *audit) finish() error {
	byLeaf := map[tlog.Hash]int64{}
	for _, m := range a.swapped {
		byLeaf[m.sealed] = m.entry.Seq
	}
	for i, m := range a.swapped {
		what := fmt.Sprintf("entry %d", m.entry.Seq)
		if i < 200 {
			if from, ok := a.elsewhere(m, byLeaf); ok {
				a.fail(what, "Bút toán số %d bị đổi chỗ: nội dung ở đây là của bút toán số %d khi niêm phong.", m.entry.Seq, from)
				continue
			}
		}
		a.fail(what, "Nội dung bút toán số %d đã bị sửa sau khi niêm phong.", m.entry.Seq)
	}
	for year, y := range a.years {
		name := fmt.Sprintf("log %d", year)
		if y.stored.size() > y.tree.size {
			a.fail(name, "Nhật ký năm %d đã bị cắt lùi: đã niêm phong %d bút toán, nay chỉ còn %d.", year, y.stored.size(), y.tree.size)
		}
		for i, c := range y.claims {
			root, reached := y.roots[c.size]
			if c.size == 0 {
				root, reached = (&frontier{}).root(), true
			}
			switch {
			case !reached:
				a.fail(c.name, "Nhật ký năm %d đã bị cắt lùi: điểm niêm phong này nói có %d bút toán, nay chỉ còn %d.", year, c.size, y.tree.size)
			case root != c.root:
				a.fail(c.name, "Các bút toán không còn như khi niêm phong: %d bút toán đầu của năm %d cho gốc khác với điểm niêm phong.", c.size, year)
			}
			if i > 0 && y.claims[i-1].size == c.size && y.claims[i-1].root != c.root {
				a.fail(c.name, "Hai điểm niêm phong cùng nói về %d bút toán đầu của năm %d nhưng khác gốc: nhật ký đã bị viết lại.", c.size, year)
			}
			if n := len(y.claims); i == n-1 && c.row.number != 0 && y.stored.size() != c.size {
				a.fail(name, "Nhật ký năm %d có %d lá, điểm niêm phong cuối nói %d.", year, y.stored.size(), c.size)
			}
		}
	}
	return nil
}

// elsewhere finds the number under which a misfit's content was sealed.
func (a *audit) elsewhere(m misfit, byLeaf map[tlog.Hash]int64) (int64, bool) {
	for _, other := range a.swapped {
		e := m.entry
		e.Seq = other.entry.Seq
		if e.Seq == m.entry.Seq {
			continue
		}
		if seq, ok := byLeaf[leafHash(&e, &a.buf)]; ok && seq == e.Seq {
			return seq, true
		}
		e.At = other.entry.At
		if seq, ok := byLeaf[leafHash(&e, &a.buf)]; ok && seq == e.Seq {
			return seq, true
		}
	}
	return 0, false
}

// chosen checks the choices against the checkpoints that speak of them.
func (a *audit) chosen() error {
	list, err := choicesAfter(a.v, 0, a.head.choices)
	if err != nil {
		return err
	}
	hashes := map[int64]string{0: ""}
	hash, next := "", int64(1)
	for i := range list {
		if list[i].Seq != next {
			a.fail(fmt.Sprintf("choice %d", next), "Quyết định chọn nguồn số %d đã bị bỏ.", next)
			next = list[i].Seq
		}
		hash = chained(hash, &list[i])
		hashes[next] = hash
		next++
	}
	for _, c := range a.stated {
		if h, ok := hashes[c.choices]; !ok || h != c.stated.chain {
			a.fail(c.name, "Các quyết định chọn nguồn công bố không còn như khi niêm phong (%d quyết định).", c.choices)
		}
	}
	return nil
}

// memory compares every cell of the Book with the recount, except those that have grown since.
func (a *audit) memory() error {
	b := a.book
	b.mu.RLock()
	defer b.mu.RUnlock()
	for i := uint32(1); i < b.slots.n; i++ {
		s := b.slots.at(i)
		t := tally{s.key(), s.evidence}
		want, there := a.sums[t]
		delete(a.sums, t)
		if int64(s.last) > a.Through {
			continue
		}
		a.Cells++
		if got := s.sum(); !there && (got != sum{}) || got != want {
			c := (&asked{Question: Question{Indicator: b.order[s.indicator].key}, book: b}).cell(&t.key)
			a.fail(fmt.Sprintf("cell %s %s %s", c.Unit, c.Indicator, c.Day), "Số liệu trong bộ nhớ của đơn vị %s, chỉ số %s, ngày %s (%s) là %v, cộng lại từ bút toán là %v.",
				c.Unit, c.Indicator, c.Day.VN(), s.evidence.Label(), got.quantity(), want.quantity())
		}
	}
	for t, s := range a.sums {
		if s != (sum{}) {
			a.fail("cell", "Có số liệu %v ngày %s trong bút toán mà bộ nhớ không có.", s.quantity(), day.Day(t.day).VN())
		}
	}
	return nil
}
