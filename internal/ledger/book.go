package ledger

import (
	"slices"
	"sync"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

// Book is the ledger in memory: cells, and rolls made from them. It follows the entries by their number, holds nothing that they do
// not say, and may be thrown away at any time. A million entries take some 100 MB.
//
// Entries come to it in two ways: Post hands over what it wrote once that is on the disk, and where something is missing (another
// process wrote, or the Book is new) the reader that meets the gap reads it from the table. Readers hold the lock for reading for
// as long as one answer takes; the lock for writing is held for the entries of a few batches.
type Book struct {
	loading sync.Mutex // held while reading entries from the table
	waiting struct {   // what was committed and is not yet applied
		sync.Mutex
		runs  []run
		count int
	}

	mu sync.RWMutex
	contents
	rolls  rolls
	inners inners
	names  [2]gazetteer  // words as nodes: of the organisation, of the map
	posted chan struct{} // a nudge for Follow
}

// contents are what the entries and the choices say.
type contents struct {
	words
	cells
	prev     pages[uint32] // by number of an entry: the entry before it in its slot, 0 for none
	unit     pages[uint32] // by word: the first head of a unit
	activity pages[uint32] // by word: the first head of an activity
	subjects map[string]*subject
	order    []*subject  // by the number that slots know an indicator by, from 1 on
	seq      int64       // the last entry applied, -1 before anything was read
	at       day.Instant // when it was entered
	choices  []Choice    // all of them, in order
	picked   int64       // number of the last choice applied

	packed                      int64 // blocks of packed entries in the database, as far as this process read or wrote them
	packedWords, packedSubjects int   // how many words and indicators they tell of
	packsBad                    bool  // what is there cannot be believed, and is to be thrown away
}

func emptyContents() contents {
	return contents{words: newWords(), cells: newCells(), subjects: map[string]*subject{}, order: []*subject{nil}, packedWords: 1, packedSubjects: 1}
}

// subject is an indicator in the Book.
type subject struct {
	key    string
	number uint16
	heads  []uint32 // its cells, in the order in which they came
	mass   float64  // the sum of all amounts, to see an overflow from afar
	log    []change // what changed since logged, for the rolls that are kept
	logged int64    // changes before the first in log
	kept   bool     // whether changes are logged, because a roll is kept
}

// change is what an entry or a choice did to what a cell publishes.
type change struct {
	head uint32
	outcome
}

// run is a run of entries with consecutive numbers.
type run struct {
	entries []Entry
}

type bookKey struct{}

// bookOf returns the one Book of a database.
func bookOf(d *db.DB) *Book { return d.Keep(bookKey{}, func() any { return newBook() }).(*Book) }

func newBook() *Book {
	b := &Book{posted: make(chan struct{}, 1), contents: emptyContents()}
	b.seq = -1
	return b
}

// waitingMax is how many entries may wait for a reader before the writer applies them itself.
const waitingMax = 2048

// offer hands over entries that were committed. It never waits for readers.
func (b *Book) offer(entries []Entry) {
	w := &b.waiting
	w.Lock()
	at, _ := slices.BinarySearchFunc(w.runs, entries[0].Seq, func(r run, seq int64) int { return int(r.entries[0].Seq - seq) })
	w.runs = slices.Insert(w.runs, at, run{entries})
	w.count += len(entries)
	full := w.count >= waitingMax
	if w.count > 32*waitingMax { // a gap that nobody fills: whoever reads next will read the table
		w.runs, w.count = nil, 0
	}
	w.Unlock()
	select {
	case b.posted <- struct{}{}:
	default:
	}
	if full && b.mu.TryLock() {
		b.drain()
		b.mu.Unlock()
	}
}

// drain applies what waits and follows without a gap. The lock is held.
func (b *Book) drain() {
	w := &b.waiting
	w.Lock()
	defer w.Unlock()
	if b.seq < 0 { // not loaded
		return
	}
	n := 0
	for _, r := range w.runs {
		last := r.entries[len(r.entries)-1].Seq
		if r.entries[0].Seq > b.seq+1 {
			break
		}
		if last > b.seq {
			b.apply(r.entries[b.seq+1-r.entries[0].Seq:])
		}
		w.count -= len(r.entries)
		n++
	}
	w.runs = slices.Delete(w.runs, 0, n)
}

// apply adds entries that follow the last one applied. The lock is held.
func (b *Book) apply(entries []Entry) {
	for i := range entries {
		e := &entries[i]
		s := b.subject(e.Indicator)
		k := key{b.intern(e.Campaign), b.intern(e.Activity), b.intern(e.Unit), b.intern(e.Place), int32(e.Day), s.number}
		b.enter(s, k, e.Evidence, e.Seq, sumOf(e))
		b.seq, b.at = e.Seq, e.At
	}
}

// enter adds one entry to its cell.
func (b *Book) enter(s *subject, k key, ev Evidence, seq int64, add sum) {
	head := b.find(k)
	var before outcome
	at := head
	switch {
	case head == 0:
		at = b.cells.add(k, ev, 0)
		head = at
		b.link(s, k, head)
	default:
		before = b.published(head)
		for at != 0 && b.slots.at(at).evidence != ev {
			at = b.slots.at(at).next
		}
		if at == 0 {
			at = b.cells.add(k, ev, head)
		}
	}
	c := b.slots.at(at)
	c.lo += add.lo
	c.hi += add.hi
	c.open = uint32(int32(c.open) + add.open)
	c.live = uint32(int32(c.live) + add.live)
	*b.prev.grow(uint32(seq)) = c.last
	c.last = uint32(seq)
	s.mass += add.mass()
	b.note(s, head, before)
}

// link makes a new cell known to its indicator, its unit and its activity.
func (b *Book) link(s *subject, k key, head uint32) {
	s.heads = append(s.heads, head)
	c := b.slots.at(head)
	first := b.unit.grow(k.unit)
	c.ofUnit, *first = *first, head
	if k.activity != 0 {
		first := b.activity.grow(k.activity)
		c.ofActivity, *first = *first, head
	}
}

// note logs how a cell's published outcome changed, if any roll is kept that would like to know.
func (b *Book) note(s *subject, head uint32, before outcome) {
	if !s.kept {
		return
	}
	after := b.published(head)
	switch {
	case before == after:
		return
	case before.evidence == after.evidence:
		d := after
		d.add(before.minus())
		s.log = append(s.log, change{head, d})
	default:
		if before.evidence != 0 {
			s.log = append(s.log, change{head, outcome{before.evidence, before.minus()}})
		}
		if after.evidence != 0 {
			s.log = append(s.log, change{head, after})
		}
	}
	if len(s.log) >= logMax {
		b.trim(s)
	}
}

// logMax is how many changes of an indicator are kept for rolls that have not yet seen them.
const logMax = 512

// massMax is how much all entries of an indicator may come to together, so that no sum leaves 64 bits.
const massMax = 9.2e18

// mass is the greater bound of a sum, with its sign.
func (s sum) mass() float64 {
	if s.lo < 0 || s.hi < 0 {
		return min(float64(s.lo), float64(s.hi))
	}
	return max(float64(s.lo), float64(s.hi))
}

// room refuses entries that would make the sum of an indicator too large to be told.
func (b *Book) room(entries []Entry) error {
	b.mu.RLock()
	defer b.mu.RUnlock()
	mass := map[string]float64{}
	for i := range entries {
		e := &entries[i]
		m, ok := mass[e.Indicator]
		if s := b.subjects[e.Indicator]; !ok && s != nil {
			m = s.mass
		}
		m += sumOf(e).mass()
		mass[e.Indicator] = m
		if m > massMax {
			return tooMuch(e.Indicator)
		}
	}
	return nil
}

func tooMuch(indicator string) error {
	return fault.In("quantity", "Tổng của chỉ số %s vượt quá khả năng tính. Hãy tìm và đảo những bút toán có số lượng vô lý.", indicator)
}

// subject returns an indicator of the Book, a new one where it was not met before.
func (b *Book) subject(k string) *subject {
	s, ok := b.subjects[k]
	if !ok {
		s = &subject{key: k, number: uint16(len(b.order))}
		b.subjects[k], b.order = s, append(b.order, s)
	}
	return s
}

// first returns the first head in one of the lists by word, 0 for none.
func first(p *pages[uint32], word uint32) uint32 {
	if word >= p.n {
		return 0
	}
	return *p.at(word)
}
