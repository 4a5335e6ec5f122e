package ledger

import (
	"sync"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/lineage"
)

// roll is one indicator rolled up along one line for one period: for every node with anything at or below it, and for each parent it had,
// how much. Where the map is that of one day a node has one parent; as things stood it may have had several in the period, and each has
// its part. A roll follows the changes of its cells, so that a question costs a look-up.
//
// Prefix sums over an Euler tour were weighed: as quick to read, but each change would shift half of the array, and "as it stood" has no tour.
type roll struct {
	rollKey
	mu      sync.Mutex
	built   bool
	stale   bool // something changed that cannot be added on
	at      day.Instant
	seen    int64   // changes of the indicator that are in here
	cells   int     // cells that were looked at when it was built
	weight  int     // bytes, as the shelf was last told
	places  bool    // rolled up by where it happened
	placer  *placer // nil for a stock, which is made anew instead
	history *lineage.History
	units   *lineage.History // for a stock: the organisation that says who still counts
	tree    *lineage.Tree    // the map, nil as things stood
	nodes   []int32          // node by word

	total   pile
	edges   []edge // edges[0] is none
	table   []int32
	roots   int32     // the first edge without a parent
	mixes   [][]int64 // lower bounds by kind of evidence, of edges that have several
	left    map[spot]*pile
	gone    map[spot]*pile
	held    map[uint32][]laid // for a stock: what is counted of each unit
	used    int64             // when last used, for the shelf
	carried int               // bytes as the shelf last counted them
	wide    bool              // whether it was made of many cells, as the shelf last heard
}

// rollKey tells rolls apart.
type rollKey struct {
	indicator string
	campaign  string
	period    day.Period
	line      string
	on        day.Day
	known     day.Instant
	upto      int64   // the last entry known, where known is set
	today     day.Day // for a stock: the day on which it is asked, if the period is not over
}

// edge is what stands at or below child, as long as parent was above it. 56 bytes.
type edge struct {
	child, parent int32 // nodes; parent -1 for none
	other         int32 // the next edge with the same child
	sibling       int32 // the next edge with the same parent
	below         int32 // in the first edge of a child: the first edge that has it as parent
	mix           int32 // where mixes has this edge, 0 for one kind of evidence only
	kind          Evidence
	sum
}

// spot tells apart what stands somewhere for a reason.
type spot struct {
	at   int32  // where: a node, -1 above all
	unit uint32 // the word of who posted it
	why  lineage.Why
}

// pile is a sum with its kinds of evidence.
type pile struct {
	sum
	by [6]int64 // lower bounds by kind of evidence
}

func (p *pile) put(o outcome) {
	p.add(o.sum)
	p.by[o.evidence] += o.lo
}

// some reports whether there is anything at all. A share of an entry may be counted at several nodes but once above them, so a
// remainder may have less than no entries.
func (s *sum) some() bool { return s.live > 0 || s.lo != 0 || s.hi != 0 || s.open != 0 }

func (p *pile) join(q pile, sign int64) {
	p.lo += sign * q.lo
	p.hi += sign * q.hi
	p.open += int32(sign) * q.open
	p.live += int32(sign) * q.live
	for e := range p.by {
		p.by[e] += sign * q.by[e]
	}
}

// reset empties the roll, for cells of so many.
func (r *roll) reset(cells int) {
	size := 128
	for size < cells {
		size *= 2
	}
	r.edges, r.mixes, r.roots = make([]edge, 1, 64+cells/2), make([][]int64, 1), 0
	r.table = make([]int32, size)
	r.left, r.gone = map[spot]*pile{}, map[spot]*pile{}
	r.total = pile{}
	r.stale, r.built = false, true
}

// bytes is what the roll takes in memory, roughly.
func (r *roll) bytes() int {
	return 512 + 56*cap(r.edges) + 4*len(r.table) + 72*len(r.mixes) + 120*(len(r.left)+len(r.gone)+len(r.held))
}

func mix32(x int32) uint32 {
	h := uint32(x) * 0x9e3779b1
	return h ^ h>>15
}

// firstOf returns the first edge of a child, 0 for none.
func (r *roll) firstOf(child int32) int32 {
	mask := uint32(len(r.table) - 1)
	for at := mix32(child) & mask; ; at = (at + 1) & mask {
		if i := r.table[at]; i == 0 || r.edges[i].child == child {
			return i
		}
	}
}

// edgeOf returns the edge of a child below a parent, made if need be.
func (r *roll) edgeOf(child, parent int32) *edge {
	head := r.firstOf(child)
	for i := head; i != 0; i = r.edges[i].other {
		if r.edges[i].parent == parent {
			return &r.edges[i]
		}
	}
	i := int32(len(r.edges))
	r.edges = append(r.edges, edge{child: child, parent: parent})
	if head != 0 {
		r.edges[i].other, r.edges[head].other = r.edges[head].other, i
	} else {
		r.index(i)
	}
	if parent < 0 {
		r.edges[i].sibling, r.roots = r.roots, i
		return &r.edges[i]
	}
	up := r.firstOf(parent)
	r.edges[i].sibling, r.edges[up].below = r.edges[up].below, i
	return &r.edges[i]
}

func (r *roll) index(i int32) {
	if len(r.edges)*2 > len(r.table) {
		old := r.table
		r.table = make([]int32, 2*len(old))
		for _, j := range old {
			if j != 0 {
				r.place(j)
			}
		}
	}
	r.place(i)
}

func (r *roll) place(i int32) {
	mask := uint32(len(r.table) - 1)
	at := mix32(r.edges[i].child) & mask
	for r.table[at] != 0 {
		at = (at + 1) & mask
	}
	r.table[at] = i
}

// put adds to a node and all above it, which up tells.
func (r *roll) put(chain []int32, o outcome) {
	r.total.put(o)
	for k := len(chain) - 1; k >= 0; k-- { // from the top, so that a parent's edge is there before its children's
		parent := int32(-1)
		if k+1 < len(chain) {
			parent = chain[k+1]
		}
		r.edgeOf(chain[k], parent).put(r, o)
	}
}

func (e *edge) put(r *roll, o outcome) {
	switch {
	case e.mix != 0:
		r.mixes[e.mix][o.evidence] += o.lo
	case e.kind == 0:
		e.kind = o.evidence
	case e.kind != o.evidence:
		by := make([]int64, 6)
		by[e.kind] = e.lo
		by[o.evidence] += o.lo
		e.mix = int32(len(r.mixes))
		r.mixes = append(r.mixes, by)
	}
	e.add(o.sum)
}

func (r *roll) pileOf(i int32) (p pile) {
	e := &r.edges[i]
	p.sum = e.sum
	if e.mix != 0 {
		copy(p.by[:], r.mixes[e.mix])
	} else {
		p.by[e.kind] = e.lo
	}
	return p
}

// under returns what stands at a node or below it; -1 is everything.
func (r *roll) under(node int32) pile {
	if node < 0 {
		return r.total
	}
	var all pile
	for i := r.firstOf(node); i != 0; i = r.edges[i].other {
		all.join(r.pileOf(i), 1)
	}
	return all
}

// below calls yield for each child of a node with what it brought there; -1 is above the roots.
func (r *roll) below(node int32, yield func(child int32, p pile)) {
	i := r.roots
	if node >= 0 {
		head := r.firstOf(node)
		if head == 0 {
			return
		}
		i = r.edges[head].below
	}
	for ; i != 0; i = r.edges[i].sibling {
		if e := &r.edges[i]; e.some() {
			yield(e.child, r.pileOf(i))
		}
	}
}
