package ledger

// slot is what one kind of evidence says in one cell: 64 bytes, one line of the processor's cache. Texts are numbers of words.
// The first slot of a cell is its head; other kinds of evidence follow by next.
type slot struct {
	campaign, activity, unit, place uint32
	day                             int32
	indicator                       uint16
	evidence                        Evidence
	chosen                          Evidence // in a head: the kind that a decision publishes, 0 for none
	lo, hi                          int64    // sums over the entries that are not reversed; hi of those that are not open
	live                            uint32   // entries that are not reversed
	open                            uint32   // those of them without an upper bound
	last                            uint32   // number of the last entry; from it prev leads back
	next                            uint32   // the next slot of the cell, 0 for none
	ofUnit                          uint32   // in a head: the next head of the same unit, 0 for none
	ofActivity                      uint32   // in a head: the next head of the same activity, 0 for none
}

// key is the identity of a cell in numbers.
type key struct {
	campaign, activity, unit, place uint32
	day                             int32
	indicator                       uint16
}

func (s *slot) key() key {
	return key{s.campaign, s.activity, s.unit, s.place, s.day, s.indicator}
}

func (k key) hash() uint32 {
	h := uint64(k.unit)<<32 | uint64(k.activity)
	h ^= (uint64(k.campaign)<<32 | uint64(k.place)) * 0x9e3779b97f4a7c15
	h = (h ^ h>>29) * 0xbf58476d1ce4e5b9
	h ^= uint64(uint32(k.day))<<16 | uint64(k.indicator)
	h = (h ^ h>>32) * 0x94d049bb133111eb
	return uint32(h >> 32)
}

// words gives every text a number, from 1 on; 0 is the empty text.
type words struct {
	of   map[string]uint32
	text []string
}

func newWords() words { return words{map[string]uint32{"": 0}, []string{""}} }

func (w *words) intern(s string) uint32 {
	if n, ok := w.of[s]; ok {
		return n
	}
	n := uint32(len(w.text))
	w.of[s], w.text = n, append(w.text, s)
	return n
}

const pageBits, pageSize = 12, 1 << 12

// pages is a list that grows without being copied.
type pages[T any] struct {
	page []*[pageSize]T
	n    uint32
}

func (p *pages[T]) at(i uint32) *T { return &p.page[i>>pageBits][i&(pageSize-1)] }

// grow makes room for index i.
func (p *pages[T]) grow(i uint32) *T {
	for int(i>>pageBits) >= len(p.page) {
		p.page = append(p.page, new([pageSize]T))
	}
	p.n = max(p.n, i+1)
	return p.at(i)
}

// cells are all cells of the ledger, found by their key. Slot 0 is none.
type cells struct {
	slots pages[slot]
	table []uint32 // heads, by open addressing; a power of two long
	heads int
}

func newCells() cells {
	c := cells{table: make([]uint32, 1<<10)}
	c.slots.grow(0)
	return c
}

// find returns the head of a cell, 0 for none.
func (c *cells) find(k key) uint32 {
	mask := uint32(len(c.table) - 1)
	for at := k.hash() & mask; ; at = (at + 1) & mask {
		if h := c.table[at]; h == 0 || c.slots.at(h).key() == k {
			return h
		}
	}
}

// add makes a slot: the head of a new cell, or one more kind of evidence behind a head.
func (c *cells) add(k key, e Evidence, head uint32) uint32 {
	i := c.slots.n
	*c.slots.grow(i) = slot{campaign: k.campaign, activity: k.activity, unit: k.unit, place: k.place, day: k.day, indicator: k.indicator, evidence: e}
	if head != 0 {
		s := c.slots.at(head)
		c.slots.at(i).next, s.next = s.next, i
		return i
	}
	if c.heads++; c.heads*4 > len(c.table)*3 {
		c.rehash()
	}
	c.put(k, i)
	return i
}

func (c *cells) put(k key, i uint32) {
	mask := uint32(len(c.table) - 1)
	at := k.hash() & mask
	for c.table[at] != 0 {
		at = (at + 1) & mask
	}
	c.table[at] = i
}

func (c *cells) rehash() {
	old := c.table
	c.table = make([]uint32, 2*len(old))
	for _, h := range old {
		if h != 0 {
			c.put(c.slots.at(h).key(), h)
		}
	}
}

// sum is a sum of intervals that can be taken back: hi is of the parts that are not open.
type sum struct {
	lo, hi     int64
	open, live int32
}

func (s *sum) add(t sum) {
	s.lo += t.lo
	s.hi += t.hi
	s.open += t.open
	s.live += t.live
}

func (s sum) minus() sum { return sum{-s.lo, -s.hi, -s.open, -s.live} }

func (s sum) quantity() Quantity {
	if s.open > 0 {
		return Quantity{Lo: s.lo, Open: true}
	}
	return Quantity{Lo: s.lo, Hi: s.hi}
}

func (s *slot) sum() sum { return sum{s.lo, s.hi, int32(s.open), int32(s.live)} }

// sumOf is what an entry adds to its cell; a reversal takes away the same.
func sumOf(e *Entry) sum {
	s := sum{lo: e.Lo, hi: e.Hi, live: 1}
	if e.Open {
		s.hi, s.open = 0, 1
	}
	if e.Reverses != 0 {
		s = s.minus()
	}
	return s
}

// outcome is what a cell publishes: nothing where live is 0.
type outcome struct {
	evidence Evidence
	sum
}

// publish applies the rule: the chosen kind of evidence if it has entries, else the first that has.
func publish(chosen Evidence, each func(yield func(Evidence, sum))) outcome {
	var best outcome
	each(func(e Evidence, s sum) {
		if s.live == 0 || best.evidence == chosen && chosen != 0 {
			return
		}
		if best.evidence == 0 || e == chosen || e < best.evidence {
			best = outcome{e, s}
		}
	})
	return best
}

// published returns what a cell publishes.
func (c *cells) published(head uint32) outcome {
	s := c.slots.at(head)
	if s.next == 0 {
		if s.live == 0 {
			return outcome{}
		}
		return outcome{s.evidence, s.sum()}
	}
	return publish(s.chosen, func(yield func(Evidence, sum)) {
		for i := head; i != 0; i = c.slots.at(i).next {
			t := c.slots.at(i)
			yield(t.evidence, t.sum())
		}
	})
}
