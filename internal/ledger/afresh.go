package ledger

import "phongtrao/internal/base/day"

// afresh answers a question for which no roll is kept: of one activity, divided by something else than the line, or asked inside an act.
func (a *asked) afresh() (Figure, error) {
	f := a.figure()
	if a.keeps() {
		if done, err := a.divide(&f); done || err != nil {
			return f, err
		}
	}
	grains, err := a.gather()
	if err != nil {
		return f, err
	}
	b := a.book
	b.mu.RLock()
	defer b.mu.RUnlock()
	f.Through = b.seq
	for i := range a.lens.extra {
		f.Through = max(f.Through, a.lens.extra[i].Seq)
	}
	r := &roll{}
	a.build(r, grains)
	if err := a.fill(&f, r, a.By == a.along()); err != nil || a.By == "" || a.By == a.along() {
		return f, err
	}
	return f, a.partsOf(&f, a.inside(r, grains))
}

// divide answers from what is kept how a figure divides by something else than the line, and reports false where some of it stands there only in part.
func (a *asked) divide(f *Figure) (done bool, err error) {
	err = a.use(func(r *roll) error {
		var inside []grain
		var total pile
		f.Through = a.book.seq
		if a.inner(func(head uint32, o outcome) {
			inside = append(inside, grain{head, a.book.slots.at(head).key(), o})
			total.put(o)
		}) {
			return nil
		}
		done = true
		if err := a.fill(f, r, false); err != nil {
			return err
		}
		f.Quantity, f.ByEvidence, f.Entries = total.quantity(), total.evidence(), int(total.live)
		return a.partsOf(f, inside)
	})
	return done, err
}

// partsOf divides what is inside by something else than the line. The lock is held.
func (a *asked) partsOf(f *Figure, inside []grain) (err error) {
	if a.By == ByUnit || a.By == ByPlace {
		f.Parts, err = a.across(inside)
		sortParts(f.Parts)
		return err
	}
	groups := map[string]*pile{}
	for i := range inside {
		g := &inside[i]
		k := g.outcome.evidence.Key()
		switch a.By {
		case ByActivity:
			k = a.says(g.activity)
		case ByCampaign:
			k = a.says(g.campaign)
		}
		if groups[k] == nil {
			groups[k] = &pile{}
		}
		groups[k].put(g.outcome)
	}
	for k, p := range groups {
		part := Part{Key: k, Quantity: p.quantity(), ByEvidence: p.evidence(), Entries: int(p.live)}
		if a.By == ByEvidence {
			e, _ := EvidenceByKey(k)
			part.Name = e.Label()
		}
		f.Parts = append(f.Parts, part)
	}
	sortParts(f.Parts)
	f.Unallocated = nil // it is in the parts, which are of another kind
	return nil
}

// inside returns what of the cells is in the total of the node asked for, divided where only a share is. The lock is held.
func (a *asked) inside(r *roll, grains []grain) (out []grain) {
	if a.about.Stock {
		grains, _ = a.levels(grains)
	}
	p := a.placer()
	for i := range grains {
		g := grains[i]
		d := day.Day(g.day)
		stands := p.find(a.nodeIn(r, a.of(&g.key)), d)
		parts := []outcome{g.outcome}
		if len(stands) > 1 {
			parts = divide(g.outcome, stands)
		}
		whole := g
		whole.outcome = outcome{evidence: g.outcome.evidence}
		for k, s := range stands {
			if s.counted() && (a.at < 0 || contains(p.climb(s, d), a.at)) {
				live := max(whole.live, parts[k].live)
				whole.add(parts[k].sum)
				whole.live = live
			}
		}
		if whole.live != 0 {
			out = append(out, whole)
		}
	}
	return out
}

func contains(chain []int32, node int32) bool {
	for _, n := range chain {
		if n == node {
			return true
		}
	}
	return false
}

// across divides what one line counts along another: the figures of a union by place, or those of a place by unit. It starts at the lowest
// node that has all of them below it, and what does not stand on the other line is a part of its own.
func (a *asked) across(grains []grain) ([]Part, error) {
	q := a.Question
	q.Line, q.At, q.By = PlaceLine, "", ""
	if a.By == ByUnit {
		q.Line = unionLine
	}
	other := &asked{Question: q, v: a.v, book: a.book, about: a.about, units: a.units, on: a.units, line: unionLine, show: a.show, ends: a.ends,
		at: -1, lens: a.lens, extra: a.extra, texts: a.texts}
	if a.By == ByPlace {
		other.line = territory
		var err error
		if other.on, err = placesOf(a.v); err != nil {
			return nil, err
		}
	}
	if a.tree != nil {
		other.tree = other.on.Tree(other.line, a.show)
	}
	other.about.Stock = false // which levels hold is settled
	r := &roll{}
	other.build(r, grains)
	at := int32(-1)
	for {
		var only int32
		n := 0
		own := r.under(at)
		r.below(at, func(child int32, p pile) {
			only, n = child, n+1
			own.join(p, -1)
		})
		leaf := true
		r.below(only, func(int32, pile) { leaf = false })
		if n != 1 || own.some() || leaf {
			break
		}
		at = only
	}
	var parts []Part
	rest := r.under(at)
	r.below(at, func(child int32, p pile) {
		rest.join(p, -1)
		parts = append(parts, other.part(child, p))
	})
	if at < 0 {
		for s, p := range r.gone {
			parts = append(parts, other.named(s, *p))
		}
		for s, p := range r.left {
			if s.at < 0 {
				parts = append(parts, other.named(s, *p))
			}
		}
		return parts, nil
	}
	if rest.some() {
		parts = append(parts, other.part(at, rest))
	}
	return parts, nil
}
