package units

import (
	"sync"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/lineage"
)

// tally counts the units of a tree by kind, so that the number below any unit is a difference of two sums.
type tally struct {
	kinds []string  // keys, in order of meeting
	sums  [][]int32 // by kind: how many stand before each position
}

// talliesKept bounds the cache: as many maps as somebody compares at once.
const talliesKept = 8

type tallies struct {
	mu   sync.Mutex
	kept []keptTally
}

type keptTally struct {
	tree *lineage.Tree
	day  day.Day // kinds may change on a day on which the tree does not
	head int64
	t    *tally
}

type talliesKey struct{}

// tallyOf returns the counts of a tree, kept between requests.
func tallyOf(v *db.View, t *lineage.Tree, on day.AsOf) *tally {
	shelf := v.DB().Keep(talliesKey{}, func() any { return &tallies{} }).(*tallies)
	head := t.History().Head()
	shelf.mu.Lock()
	for _, k := range shelf.kept {
		if k.tree == t && k.day == on.Day && k.head == head {
			shelf.mu.Unlock()
			return k.t
		}
	}
	shelf.mu.Unlock()
	made := count(t, on)
	shelf.mu.Lock()
	defer shelf.mu.Unlock()
	shelf.kept = append(shelf.kept, keptTally{t, on.Day, head, made})
	if len(shelf.kept) > talliesKept {
		shelf.kept = shelf.kept[1:]
	}
	return made
}

func count(t *lineage.Tree, on day.AsOf) *tally {
	h, n := t.History(), t.Len()
	out := &tally{}
	index := map[string]int{}
	for p := range n {
		key := h.Kind(t.At(int32(p)), on)
		k, ok := index[key]
		if !ok {
			k = len(out.kinds)
			index[key] = k
			out.kinds = append(out.kinds, key)
			out.sums = append(out.sums, make([]int32, n+1))
		}
		out.sums[k][p+1]++
	}
	for _, s := range out.sums {
		for p := range n {
			s[p+1] += s[p]
		}
	}
	return out
}

// of returns how many units of a kind stand from one position up to another.
func (c *tally) of(kind string, from, to int32) int {
	for k, key := range c.kinds {
		if key == kind {
			return int(c.sums[k][to] - c.sums[k][from])
		}
	}
	return 0
}
