package ledger

import (
	"slices"
	"sync"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/lineage"
)

// inner is the cells that stand at or below one node on a question's map. Where a cell stands hangs on its key and on the map alone, so the list is
// kept between questions, and cells that came since are added; what they say is asked of the Book each time.
type inner struct {
	mu      sync.Mutex
	subject *subject
	history *lineage.History
	seen    int      // heads of the indicator that were looked at
	heads   []uint32 // those that stand here
	divided bool     // some of them only in part
	used    int64
	carried int // its length as the shelf last counted it
}

type innerKey struct {
	rollKey
	at int32
}

// inners keeps such lists, those used last.
type inners struct {
	mu    sync.Mutex
	kept  map[innerKey]*inner
	heads int
	tick  int64
}

// innerMax is how many cells the lists that are kept may name together; each is four bytes.
const innerMax = 2 << 20

func (k *inners) get(key innerKey) *inner {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.kept == nil {
		k.kept = map[innerKey]*inner{}
	}
	n := k.kept[key]
	if n == nil {
		n = &inner{}
		k.kept[key] = n
	}
	k.tick++
	n.used = k.tick
	return n
}

// weigh counts a list that has grown, and lets go of those that were not used for longest. Every list counts for a little, however short.
func (k *inners) weigh(key innerKey, n *inner, heads int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.kept[key] != n {
		return
	}
	k.heads += heads - n.carried
	n.carried = heads
	for k.heads > innerMax && len(k.kept) > 1 {
		var old *inner
		var oldKey innerKey
		for key, o := range k.kept {
			if o != n && (old == nil || o.used < old.used) {
				old, oldKey = o, key
			}
		}
		k.heads -= old.carried
		delete(k.kept, oldKey)
	}
}

// keeps reports whether the cells of the question may be known from a kept list: it is about all that is committed, and not about a level,
// where each unit's other counts matter too.
func (a *asked) keeps() bool {
	return a.lens.plain() && a.Activity == "" && !a.about.Stock && !a.v.InTx()
}

// inner calls yield for the head of each cell at or below the node asked for that publishes something, with what it publishes. It reports whether
// some stand there only in part. The Book's lock is held.
func (a *asked) inner(yield func(head uint32, o outcome)) (divided bool) {
	b := a.book
	s, f := b.subjects[a.Indicator], a.sieve()
	if s == nil || f.campaign >= own {
		return false
	}
	key := innerKey{a.rollKey(), a.at}
	n := b.inners.get(key)
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.subject != s || n.history != a.on {
		n.subject, n.history, n.seen, n.heads, n.divided = s, a.on, 0, nil, false
	}
	if n.seen < len(s.heads) {
		n.follow(a, &f)
		b.inners.weigh(key, n, cap(n.heads)+64)
	}
	for _, h := range n.heads {
		if o := b.published(h); o.live != 0 {
			yield(h, o)
		}
	}
	return n.divided
}

// follow looks at the cells that came since.
func (n *inner) follow(a *asked, f *sieve) {
	b := a.book
	nodes := b.names[gazetteerOf(a.Question.Line == PlaceLine)].sync(a.on, b.text)
	var order []uint64 // in the order of nodes, as for a roll
	for i := n.seen; i < len(n.subject.heads); i++ {
		if k := b.slots.at(n.subject.heads[i]).key(); f.takes(&k) {
			node := int32(-1)
			if word := a.of(&k); word != 0 {
				node = nodes[word]
			}
			order = append(order, uint64(uint32(node))<<32|uint64(n.subject.heads[i]))
		}
	}
	n.seen = len(n.subject.heads)
	slices.Sort(order)
	p, from := a.placer(), len(n.heads)
	for _, o := range order {
		head := uint32(o)
		d := day.Day(b.slots.at(head).day)
		stands := p.find(int32(o>>32), d)
		for _, s := range stands {
			if s.counted() && a.covers(p, s, d) {
				n.heads = append(n.heads, head)
				n.divided = n.divided || len(stands) > 1
				break
			}
		}
	}
	slices.Sort(n.heads[from:])
}

// covers reports whether what stands somewhere stands at or below the node asked for.
func (a *asked) covers(p *placer, s stand, d day.Day) bool {
	return a.at < 0 || contains(p.climb(s, d), a.at)
}

// entriesOf calls yield for the number of each entry of one kind of evidence in a cell, the last first. The lock is held.
func (b *Book) entriesOf(head uint32, e Evidence, yield func(seq int64)) {
	for i := head; i != 0; i = b.slots.at(i).next {
		if b.slots.at(i).evidence != e {
			continue
		}
		for seq := b.slots.at(i).last; seq != 0; seq = *b.prev.at(seq) {
			yield(int64(seq))
		}
	}
}

// page gathers the first numbers after one.
type page struct {
	after int64
	limit int
	seqs  []int64
	all   int // how many numbers there were
	bound int64
}

func (p *page) add(seq int64) {
	p.all++
	if seq <= p.after || p.bound != 0 && seq > p.bound {
		return
	}
	if p.seqs = append(p.seqs, seq); len(p.seqs) >= 4*p.limit {
		p.cut()
	}
}

// cut leaves what is on the page, in order.
func (p *page) cut() []int64 {
	slices.Sort(p.seqs)
	if len(p.seqs) > p.limit {
		p.seqs = p.seqs[:p.limit]
		p.bound = p.seqs[p.limit-1]
	}
	return p.seqs
}

// Contested calls yield for each kind of evidence that is not published in a cell of the question, with what it says and what is published there. It
// costs a look at each cell; what Standings says of the others is left out. yield must not ask the ledger.
func Contested(v *db.View, q Question, yield func(e Evidence, says, published Quantity)) error {
	a, err := ask(v, q)
	if err != nil {
		return err
	}
	if !a.keeps() {
		list, err := Standings(v, q)
		for _, s := range list {
			for _, e := range Kinds {
				if says, ok := s.Beside[e]; ok && e != s.Published {
					yield(e, says, s.Beside[s.Published])
				}
			}
		}
		return err
	}
	b := a.book
	b.mu.RLock()
	defer b.mu.RUnlock()
	a.inner(func(head uint32, o outcome) {
		for i := head; i != 0; i = b.slots.at(i).next {
			if s := b.slots.at(i); s.evidence != o.evidence && s.live != 0 {
				yield(s.evidence, s.sum().quantity(), o.quantity())
			}
		}
	})
	return nil
}
