package ledger

import (
	"slices"
	"sync"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/lineage"
)

// rollsMax is how many bytes the rolls that are kept may take.
const rollsMax = 176 << 20

// rolls keeps rolls between questions, those used last.
type rolls struct {
	mu    sync.Mutex
	kept  map[rollKey]*roll
	bytes int
	tick  int64
}

// get returns the roll for a key, a new one if there is none; it is not yet built then.
func (k *rolls) get(key rollKey) *roll {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.kept == nil {
		k.kept = map[rollKey]*roll{}
	}
	r := k.kept[key]
	if r == nil {
		r = &roll{rollKey: key}
		k.kept[key] = r
	}
	k.tick++
	r.used = k.tick
	return r
}

// has reports whether there is a roll for a question that need not be made anew.
func (k *rolls) has(key rollKey, a *asked) bool {
	k.mu.Lock()
	r := k.kept[key]
	k.mu.Unlock()
	if r == nil {
		return false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.built && r.fits(a)
}

// weigh counts a roll that has grown, and lets go of the rolls that were not used for longest.
func (k *rolls) weigh(r *roll, bytes, cells int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.kept[r.rollKey] != r {
		return
	}
	k.bytes += bytes - r.carried
	r.carried, r.wide = bytes, cells > largeRoll
	for k.bytes > rollsMax && len(k.kept) > 1 {
		var old *roll
		for _, o := range k.kept {
			if o != r && (old == nil || o.used < old.used) {
				old = o
			}
		}
		k.bytes -= old.carried
		delete(k.kept, old.rollKey)
	}
}

// of returns the rolls of an indicator that are kept.
func (k *rolls) of(indicator string) (out []*roll) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, r := range k.kept {
		if r.indicator == indicator && r.known == 0 {
			out = append(out, r)
		}
	}
	return out
}

// trim shows all rolls of an indicator its changes, and forgets the changes. The Book's lock is held for writing.
func (b *Book) trim(s *subject) {
	list := b.rolls.of(s.key)
	for _, r := range list {
		r.mu.Lock()
		if r.built {
			r.catch(b, s)
		}
		r.mu.Unlock()
	}
	s.kept = len(list) > 0
	s.logged += int64(len(s.log))
	s.log = s.log[:0]
}

// catch brings a roll up to the changes of its indicator. The roll's lock is held, and the Book's.
func (r *roll) catch(b *Book, s *subject) {
	if r.seen < s.logged {
		r.stale = true // it slept while changes were not kept
	}
	recounted := map[uint32]bool{}
	for _, c := range s.log[max(0, r.seen-s.logged):] {
		if r.stale {
			break
		}
		k := b.slots.at(c.head).key()
		if f, ok := r.sieve(b); !ok || !f.takes(&k) {
			continue
		}
		if r.held != nil { // a stock: which of a unit's counts is the last one is asked again
			if !recounted[k.unit] {
				r.stale = !r.recount(b, s, k.unit)
				recounted[k.unit] = true
			}
			continue
		}
		word := k.unit
		if r.places {
			word = k.place
		}
		node, ok := r.node(b, word)
		stands := r.placer.find(node, day.Day(k.day))
		if !ok || len(stands) > 1 { // posted by a unit founded since; or what is divided does not add up change by change
			r.stale = true
			break
		}
		r.settle(r.placer, &k, word, c.outcome, stands)
	}
	r.seen = s.logged + int64(len(s.log))
}

// node returns the node of a word, false for a text that the roll's history does not know.
func (r *roll) node(b *Book, word uint32) (int32, bool) {
	if word == 0 {
		return -1, true
	}
	if int(word) < len(r.nodes) && r.nodes[word] >= 0 {
		return r.nodes[word], true
	}
	return r.history.Index(b.text[word])
}

// sieve returns what the roll takes; false while the Book knows nothing of its campaign.
func (r *roll) sieve(b *Book) (f sieve, ok bool) {
	f.period = r.period
	if r.today != 0 {
		f.period = day.Period{From: 1, To: r.today}
	}
	f.campaign, ok = b.of[r.campaign]
	return f, ok
}

// settle puts what a cell publishes where it stands.
func (r *roll) settle(p *placer, k *key, word uint32, o outcome, stands []stand) {
	d := day.Day(k.day)
	if len(stands) == 1 {
		r.lay(p, d, word, o, stands[0])
		return
	}
	parts := divide(o, stands)
	var met []edgeName // where a part of this cell has come through already: its entries count once
	counted := false
	for i, s := range stands {
		live := parts[i].live
		r.lay(p, d, word, parts[i], s)
		if !s.counted() {
			continue
		}
		if counted {
			r.total.live -= live
		}
		counted = true
		chain := p.climb(s, d)
		for c := range chain {
			n := edgeName{chain[c], -1}
			if c+1 < len(chain) {
				n.parent = chain[c+1]
			}
			if slices.Contains(met, n) {
				r.edgeOf(n.child, n.parent).live -= live
			} else {
				met = append(met, n)
			}
		}
	}
}

type edgeName struct{ child, parent int32 }

// lay puts one part of a cell where it stands.
func (r *roll) lay(p *placer, d day.Day, word uint32, o outcome, s stand) {
	if !s.counted() {
		pileAt(r.gone, spot{s.at, word, s.why}).put(o)
		return
	}
	if s.at < 0 || s.why == lineage.Undivided || s.why == lineage.NotYet {
		pileAt(r.left, spot{s.at, word, s.why}).put(o)
	}
	r.put(p.climb(s, d), o)
}

func pileAt(m map[spot]*pile, s spot) *pile {
	p := m[s]
	if p == nil {
		p = new(pile)
		m[s] = p
	}
	return p
}
