package ledger

import (
	"cmp"
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/lineage"
)

// RollUp answers a question, from memory.
func RollUp(v *db.View, q Question) (Figure, error) {
	a, err := ask(v, q)
	if err != nil {
		return Figure{}, err
	}
	if a.Activity == "" && (a.By == "" || a.By == a.along()) && !v.InTx() {
		return a.fromKept()
	}
	return a.afresh()
}

// along is what the parts of the line itself are called.
func (a *asked) along() string {
	if a.Question.Line == PlaceLine {
		return ByPlace
	}
	return ByUnit
}

// fromKept answers from a roll that is kept between questions.
func (a *asked) fromKept() (Figure, error) {
	f := a.figure()
	err := a.use(func(r *roll) error {
		f.Through = a.book.seq
		return a.fill(&f, r, a.By != "")
	})
	return f, err
}

// use calls read with the kept roll of the question, up to date. Both locks are held meanwhile.
func (a *asked) use(read func(r *roll) error) error {
	b := a.book
	if !a.lens.plain() { // what was known at an instant does not change: it is gathered without the lock, once
		return a.useKnown(read)
	}
	b.mu.RLock()
	s := b.subjects[a.Indicator]
	if s != nil && !s.kept {
		b.mu.RUnlock()
		b.mu.Lock()
		s.kept = true
		b.mu.Unlock()
		b.mu.RLock()
	}
	defer b.mu.RUnlock()
	r := b.rolls.get(a.rollKey())
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.built && s != nil {
		r.catch(b, s)
	}
	if !r.built || r.stale && !a.mayWait(r) || !r.fits(a) {
		a.build(r, a.grains())
		r.seen = -1 // before the indicator's first entry nothing is logged
		if s != nil {
			r.seen = s.logged + int64(len(s.log))
		}
	}
	if size := r.bytes(); size != r.weight {
		r.weight = size
		b.rolls.weigh(r, size, r.cells)
	}
	return read(r)
}

func (a *asked) useKnown(read func(r *roll) error) error {
	b := a.book
	r := b.rolls.get(a.rollKey())
	r.mu.Lock()
	defer r.mu.Unlock()
	var grains []grain
	if !r.built || !r.fits(a) {
		var err error
		if grains, err = a.gather(); err != nil {
			return err
		}
	}
	b.mu.RLock()
	defer b.mu.RUnlock()
	if !r.built || !r.fits(a) {
		a.build(r, grains)
		b.rolls.weigh(r, r.bytes(), r.cells)
	}
	return read(r)
}

// largeRoll is the number of cells from which on a roll that must be made anew may be shown as it was, for as long as stalest.
const (
	largeRoll = 5000
	stalest   = 500_000 // microseconds
)

// mayWait reports whether a reader may be shown the roll as it was a moment ago: it is large, and was made anew just now.
func (a *asked) mayWait(r *roll) bool {
	return r.cells > largeRoll && a.v.At-r.at < stalest && r.fits(a)
}

// fits reports whether the roll was made with the map of the question.
func (r *roll) fits(a *asked) bool {
	return r.history == a.on && (r.units == nil || r.units == a.units)
}

func (a *asked) rollKey() rollKey {
	k := rollKey{indicator: a.Indicator, campaign: a.Campaign, period: a.Period, line: a.Question.Line, on: a.On, known: a.Known}
	if a.Known != 0 {
		k.upto = a.lens.upto
	}
	if a.about.Stock {
		k.today = a.ends
	}
	return k
}

// build makes a roll from what the cells publish. Both locks are held.
func (a *asked) build(r *roll, grains []grain) {
	r.reset(len(grains))
	r.history, r.tree, r.at, r.cells, r.places = a.on, a.tree, a.v.At, len(grains), a.Question.Line == PlaceLine
	p := a.placer()
	r.placer, r.units, r.held = p, nil, nil
	r.nodes = a.book.names[gazetteerOf(r.places)].sync(a.on, a.book.text)
	var ended []grain
	if a.about.Stock {
		grains, ended = a.levels(grains)
		r.units, r.held = a.units, make(map[uint32][]laid, len(grains))
		for i := range grains {
			g := &grains[i]
			r.held[g.unit] = append(r.held[g.unit], laid{g.head, g.outcome})
		}
	}
	// In the order of nodes, so that what is looked up of one unit lies near what was looked up of the one before: a third of the time.
	order := make([]uint64, len(grains))
	for i := range grains {
		order[i] = uint64(uint32(a.nodeIn(r, a.of(&grains[i].key))))<<32 | uint64(i)
	}
	slices.Sort(order)
	for _, o := range order {
		g := &grains[uint32(o)]
		r.settle(p, &g.key, a.of(&g.key), g.outcome, p.find(int32(o>>32), day.Day(g.day)))
	}
	for i := range ended {
		g := &ended[i]
		word := a.of(&g.key)
		s := stand{at: -1, why: lineage.Gone}
		for _, t := range p.find(a.nodeIn(r, word), day.Day(g.day)) {
			s.at = t.at
		}
		r.lay(p, 0, word, g.outcome, s)
	}
}

func (a *asked) nodeIn(r *roll, word uint32) int32 {
	if word == 0 {
		return -1
	}
	if int(word) < len(r.nodes) && r.nodes[word] >= 0 {
		return r.nodes[word]
	}
	return a.node(word)
}

// figure returns an answer that holds the question.
func (a *asked) figure() Figure {
	return Figure{Question: a.Question, Measure: a.about.Measure, ByEvidence: map[Evidence]int64{}}
}

// fill reads the answer out of a roll: the total at the node asked for, and its parts along the line.
func (a *asked) fill(f *Figure, r *roll, parts bool) error {
	if s := a.book.subjects[a.Indicator]; s != nil && s.mass > massMax {
		return tooMuch(a.Indicator)
	}
	total := r.under(a.at)
	f.Quantity, f.ByEvidence, f.Entries = total.quantity(), total.evidence(), int(total.live)
	top := a.at
	if top < 0 && (parts || len(r.left) > 0) {
		top = a.onlyRoot(r)
	}
	own := r.under(top)
	for s, p := range r.left {
		if s.at == top {
			own.join(*p, -1)
		}
		if p.live != 0 && (s.at == top || s.at < 0 && a.at < 0) {
			f.Unallocated = append(f.Unallocated, a.named(s, *p))
		}
	}
	if parts {
		r.below(top, func(child int32, p pile) {
			own.join(p, -1)
			f.Parts = append(f.Parts, a.part(child, p))
		})
		if own.some() {
			f.Parts = append(f.Parts, a.part(top, own))
		}
	}
	for s, p := range r.gone {
		if p.live != 0 && a.nears(r, s) {
			f.Gone = append(f.Gone, a.named(s, *p))
		}
	}
	for _, list := range [][]Part{f.Parts, f.Unallocated, f.Gone} {
		sortParts(list)
	}
	return nil
}

// nears reports whether what is gone was last near the node asked for. What was near nothing is told at the one root: it is all there is.
func (a *asked) nears(r *roll, s spot) bool {
	if a.at < 0 || s.at == a.at {
		return true
	}
	if s.at < 0 {
		return a.onlyRoot(r) == a.at
	}
	if a.tree != nil {
		return a.tree.Within(a.at, s.at)
	}
	return slices.Contains(a.on.Chain(s.at, a.line, a.show), a.at)
}

// onlyRoot returns the root below which parts of everything are told: the one root of the map, -1 where there are several.
func (a *asked) onlyRoot(r *roll) int32 {
	tree := a.tree
	if tree == nil {
		tree = a.on.Tree(a.line, a.show)
	}
	roots := tree.Roots()
	if len(roots) != 1 {
		return -1
	}
	rest := r.total // as things stood there may have been other roots
	rest.join(r.under(roots[0]), -1)
	for s, p := range r.left {
		if s.at < 0 {
			rest.join(*p, -1)
		}
	}
	if rest.lo != 0 || rest.hi != 0 || rest.open != 0 {
		return -1
	}
	return roots[0]
}

func (a *asked) part(node int32, p pile) Part {
	return Part{Key: a.on.ID(node), Name: a.name(node), Quantity: p.quantity(), ByEvidence: p.evidence(), Entries: int(p.live)}
}

// named tells what was posted by a unit that does not stand on the map as itself.
func (a *asked) named(s spot, p pile) Part {
	out := Part{Key: a.says(s.unit), Quantity: p.quantity(), ByEvidence: p.evidence(), Entries: int(p.live), Why: s.why}
	if i, ok := a.on.Index(out.Key); ok {
		out.Name = a.name(i)
	} else {
		out.Name = "không ghi địa điểm"
	}
	if s.at >= 0 {
		out.Near = a.on.ID(s.at)
	}
	return out
}

func (p *pile) evidence() map[Evidence]int64 {
	out := map[Evidence]int64{}
	for _, e := range Kinds {
		if p.by[e] != 0 {
			out[e] = p.by[e]
		}
	}
	return out
}

func sortParts(list []Part) {
	slices.SortFunc(list, func(x, y Part) int {
		return cmp.Or(cmp.Compare(y.Lo, x.Lo), cmp.Compare(x.Name, y.Name), cmp.Compare(x.Key, y.Key))
	})
}
