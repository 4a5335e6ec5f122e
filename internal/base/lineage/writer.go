package lineage

import (
	"maps"
	"slices"

	"phongtrao/internal/base/day"
)

// With returns the history that is known once the facts and successions are added. What is new gets the next Seq where
// it has none. The receiver stays as it was; the cost goes with what is added, not with what is there.
func (h *History) With(facts []Fact, successions []Succession) *History {
	w := writer{History: *h, own: map[int32]bool{}, fresh: map[string]int32{}}
	w.pages = slices.Clone(h.pages)
	w.lines, w.kinds, w.days = slices.Clip(h.lines), slices.Clip(h.kinds), slices.Clone(h.days)
	changed := w.add(facts, successions)
	w.index = h.index.with(w.fresh)
	out := w.History
	out.trees = h.trees.carry(&out, changed)
	return &out
}

// writer is a history in the making: it may change the pages that it has copied.
type writer struct {
	History
	own   map[int32]bool   // pages copied
	fresh map[string]int32 // nodes named for the first time
}

func (w *writer) add(facts []Fact, successions []Succession) edge {
	changed := edge{since: map[int16]day.Day{}, recorded: 1<<63 - 1}
	lines, kinds := lookup(w.lines), lookup(w.kinds)
	var slab []words
	tail := make([]fact, 0, len(facts))
	owners := make([]int32, 0, len(facts))
	for _, f := range facts {
		i := w.intern(f.Node)
		if f.Seq == 0 {
			f.Seq = w.head + 1
		}
		w.head, w.last = max(w.head, f.Seq), max(w.last, f.Recorded)
		changed.recorded = min(changed.recorded, f.Recorded)
		g := fact{seq: f.Seq, recorded: f.Recorded, change: f.Change, since: f.From, parent: silent, state: f.State}
		if g.line = lines[f.Line]; g.line == 0 && f.Line != "" {
			g.line = int16(len(w.lines))
			w.lines, lines[f.Line] = append(w.lines, f.Line), g.line
			w.days = append(w.days, nil)
		}
		if g.kind = kinds[f.Kind]; g.kind == 0 && f.Kind != "" {
			g.kind = int16(len(w.kinds))
			w.kinds, kinds[f.Kind] = append(w.kinds, f.Kind), g.kind
		}
		switch f.Parent {
		case "":
		case Top:
			g.parent = top
		case Off:
			g.parent = off
		default:
			g.parent = w.intern(f.Parent)
		}
		if f.Name != "" || f.Short != "" || f.Code != "" {
			if len(slab) == cap(slab) {
				slab = make([]words, 0, min(1024, len(facts)))
			}
			slab = append(slab, words{f.Name, f.Short, f.Code})
			g.words = &slab[len(slab)-1]
		}
		if g.parent != silent {
			changed.mark(g.line, g.since)
		}
		if g.state != "" {
			changed.mark(0, g.since)
		}
		tail, owners = append(tail, g), append(owners, i)
	}
	w.attach(tail, owners)
	back := map[string]withdrawal{}
	for _, s := range successions {
		if s.Kind == Withdrawn {
			if s.Seq == 0 {
				s.Seq = w.head + 1
			}
			back[s.To] = withdrawal{s.Recorded, s.Seq}
			w.taken = maps.Clone(w.taken)
			if w.taken == nil {
				w.taken = map[string]string{}
			}
			w.taken[s.To] = s.Change
			w.head, w.last = max(w.head, s.Seq), max(w.last, s.Recorded)
			changed.recorded = min(changed.recorded, s.Recorded)
			continue
		}
		from, to := w.intern(s.From), w.intern(s.To)
		if s.Seq == 0 {
			s.Seq = w.head + 1
		}
		w.head, w.last = max(w.head, s.Seq), max(w.last, s.Recorded)
		changed.recorded = min(changed.recorded, s.Recorded)
		w.tie(from, func(t *ties) { t.out = append(slices.Clip(t.out), s) })
		w.tie(to, func(t *ties) { t.in = append(slices.Clip(t.in), s) })
		changed.mark(0, s.On)
	}
	w.mark(tail)
	if len(back) > 0 {
		w.withdraw(back, &changed)
	}
	return changed
}

// withdraw marks everything that some changes said.
func (w *writer) withdraw(back map[string]withdrawal, changed *edge) {
	for i := range w.count {
		n := w.at(i)
		if slices.ContainsFunc(n.facts, func(f fact) bool { return back[f.change].seq != 0 }) {
			n = w.touch(i)
			n.facts = slices.Clone(n.facts)
			for k := range n.facts {
				f := &n.facts[k]
				if b := back[f.change]; b.seq != 0 {
					f.gone = b
					changed.mark(f.line, f.since)
					changed.mark(0, f.since)
				}
			}
		}
		if n.ties == nil {
			continue
		}
		w.tie(i, func(t *ties) {
			for _, list := range []*[]Succession{&t.out, &t.in} {
				*list = slices.Clone(*list)
				for k := range *list {
					if b := back[(*list)[k].Change]; b.seq != 0 {
						(*list)[k].gone = b
						changed.mark(0, (*list)[k].On)
					}
				}
			}
		})
	}
}

// attach gives the facts to their nodes, growing each node's list once, and ties parents to children.
func (w *writer) attach(tail []fact, owners []int32) {
	more := make(map[int32]int32, len(owners))
	for _, i := range owners {
		more[i]++
	}
	room := make([]fact, 0, len(tail)) // one allocation for all nodes that are new
	kids := map[int32][]int32{}
	for k, g := range tail {
		i := owners[k]
		n := w.touch(i)
		if c := more[i]; c > 0 {
			more[i] = 0
			var grown []fact
			if len(n.facts) == 0 && cap(room)-len(room) >= int(c) {
				grown = room[len(room) : len(room) : len(room)+int(c)]
				room = room[:len(room)+int(c)]
			} else {
				grown = make([]fact, 0, len(n.facts)+int(c))
			}
			n.facts = append(grown, n.facts...)
		}
		at, _ := slices.BinarySearchFunc(n.facts, g, order)
		n.facts = slices.Insert(n.facts, at, g)
		if g.parent >= 0 {
			kids[g.parent] = append(kids[g.parent], i)
		}
	}
	for p, list := range kids {
		w.tie(p, func(t *ties) { t.kids = slices.Concat(t.kids, list) })
	}
}

// mark keeps the days on which trees change.
func (w *writer) mark(tail []fact) {
	fresh := make([]map[day.Day]bool, len(w.days))
	note := func(line int16, d day.Day) {
		if _, known := slices.BinarySearch(w.days[line], d); known {
			return
		}
		if fresh[line] == nil {
			fresh[line] = map[day.Day]bool{}
		}
		fresh[line][d] = true
	}
	for _, g := range tail {
		if g.state != "" {
			note(0, g.since)
		}
		if g.parent != silent {
			note(g.line, g.since)
		}
	}
	for line, set := range fresh {
		if set != nil {
			all := slices.AppendSeq(slices.Clip(w.days[line]), maps.Keys(set))
			slices.Sort(all)
			w.days[line] = all
		}
	}
}

// intern returns the index of a node, a new one for an id not met before.
func (w *writer) intern(id string) int32 {
	if i, ok := w.index.find(id); ok {
		return i
	}
	if i, ok := w.fresh[id]; ok {
		return i
	}
	i := w.count
	w.count++
	if int(i>>pageBits) == len(w.pages) {
		w.pages = append(w.pages, new(page))
		w.own[i>>pageBits] = true
	}
	w.touch(i).id = id
	w.fresh[id] = i
	return i
}

// touch returns a node that may be changed: its page is copied the first time.
func (w *writer) touch(i int32) *node {
	p := i >> pageBits
	if !w.own[p] {
		c := *w.pages[p]
		w.pages[p], w.own[p] = &c, true
	}
	return &w.pages[p][i&(pageSize-1)]
}

func (w *writer) tie(i int32, change func(*ties)) {
	n := w.touch(i)
	t := ties{}
	if n.ties != nil {
		t = *n.ties
	}
	change(&t)
	n.ties = &t
}

func lookup(list []string) map[string]int16 {
	m := make(map[string]int16, len(list))
	for i, s := range list {
		m[s] = int16(i)
	}
	return m
}
