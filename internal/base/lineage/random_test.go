package lineage_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"

	"pgregory.net/rapid"
)

// Ten years of random reorganisations, decided in time, late or ahead, on two lines; afterwards the tree is whole on every
// day and by every state of knowledge, figures keep their sum on any day's map, and what was known then is told again.

const firstDay, lastDay = "2016-01-01", "2025-12-31"

type world struct {
	t           *rapid.T
	h           *lineage.History
	at          day.Instant
	n, done     int
	facts       []lineage.Fact
	successions []lineage.Succession
	prints      []print
	withdrawals map[string]bool // ids of changes that were, or would have been, withdrawals
}

// print is a tree as it was printed.
type print struct {
	line string
	asOf day.AsOf
	text string
}

func TestRandomReorganisations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := &world{t: t, h: lineage.New(nil, nil), at: day.Must(firstDay).Start(), withdrawals: map[string]bool{}}
		w.try(func(d *lineage.Draft) error {
			nodes := []lineage.Node{w.fresh(lineage.Top)}
			for range 3 {
				nodes = append(nodes, w.fresh(nodes[0].ID))
			}
			for k := range 8 {
				nodes = append(nodes, w.fresh(nodes[1+k%3].ID))
			}
			for range 2 {
				club := w.fresh("")
				club.Parents = map[string]string{"club": lineage.Top}
				nodes = append(nodes, club)
			}
			nodes[1].Parents["club"], nodes[5].Parents["club"] = lineage.Top, nodes[12].ID
			return d.Found(day.Must(firstDay), nodes...)
		})
		for range rapid.IntRange(5, 40).Draw(t, "acts") {
			w.act()
		}
		if w.done < 2 {
			t.Skip("all were refused")
		}
		w.whole()
		w.conserved()
		w.printedAgain()
		w.sameFromRows()
	})
}

func (w *world) fresh(parent string) lineage.Node {
	w.n++
	id := fmt.Sprintf("n%02d", w.n)
	return lineage.Node{ID: id, Name: id, Parents: map[string]string{"union": parent}}
}

func (w *world) day(label string) day.Day {
	return day.Day(rapid.IntRange(int(day.Must(firstDay)), int(day.Must(lastDay))).Draw(w.t, label))
}

func (w *world) node(label string) string {
	return w.h.ID(int32(rapid.IntRange(0, w.h.Len()-1).Draw(w.t, label)))
}

// try drafts a change, and keeps it unless it is refused with a sentence for a person.
func (w *world) try(work func(d *lineage.Draft) error) {
	w.at += day.Instant(rapid.IntRange(0, 120*86400).Draw(w.t, "later")) * 1_000_000
	d := w.h.Draft(fmt.Sprintf("c%d", w.done), w.at)
	d.Main = "union"
	err := work(d)
	var facts []lineage.Fact
	var successions []lineage.Succession
	var h *lineage.History
	if err == nil {
		facts, successions, h, err = d.Done()
	}
	if err != nil {
		delete(w.withdrawals, fmt.Sprintf("c%d", w.done))
		if fault.KindOf(err) == fault.Internal {
			w.t.Fatalf("an error nobody foresaw: %v", err)
		}
		w.t.Logf("refused: %v", err)
		return
	}
	w.h, w.done = h, w.done+1
	w.facts, w.successions = append(w.facts, facts...), append(w.successions, successions...)
	asOf := day.AsOf{Day: w.day("printed for"), Known: w.at}
	for _, line := range []string{"union", "club"} {
		w.prints = append(w.prints, print{line, asOf, draw(w.h.Tree(line, asOf))})
	}
	w.at++ // the next change is recorded after this print
}

func (w *world) act() {
	on := w.day("effective")
	a, b, c := w.node("a"), w.node("b"), w.node("c")
	line := rapid.SampledFrom([]string{"union", "club"}).Draw(w.t, "line")
	shares := func(ppm int64) map[string]int64 { return map[string]int64{"x": ppm} }
	verb := rapid.IntRange(0, 13).Draw(w.t, "verb")
	w.t.Logf("on %s: verb %d of %s, %s, %s on %s", on, verb, a, b, c, line)
	w.try(func(d *lineage.Draft) error {
		switch verb {
		case 0:
			return d.Found(on, w.fresh(a))
		case 1:
			n := w.fresh(a)
			n.Parents["club"] = b
			return d.Found(on, n)
		case 2:
			return d.Set(a, on, lineage.Words{Name: "Tên mới " + a})
		case 3:
			return d.Move(a, line, b, on)
		case 4:
			return d.Join(a, "club", b, on)
		case 5:
			return d.Leave(a, "club", on)
		case 6:
			n := w.fresh(c)
			if c == a || c == b {
				n.Parents = nil
			}
			return d.Consolidate([]string{a, b}, n, on)
		case 7:
			return d.Absorb([]string{a}, b, on)
		case 8:
			x, y := w.fresh(""), w.fresh("")
			x.Parents, y.Parents = nil, nil
			return d.Split(a, []lineage.Portion{{Node: x, New: true, Rest: true, Shares: shares(300_000)}, {Node: y, New: true, Shares: shares(700_000)}}, on)
		case 9:
			x := w.fresh("")
			x.Parents = nil
			return d.Split(a, []lineage.Portion{{Node: lineage.Node{ID: a}}, {Node: x, New: true, Rest: true}}, on)
		case 10:
			return d.Dissolve(a, "", b, on)
		case 11:
			return d.Dissolve(a, rapid.SampledFrom([]string{"", b}).Draw(w.t, "successor"), "", on)
		case 12:
			return d.CorrectBirth(a, on)
		default:
			if k := rapid.IntRange(0, 3).Draw(w.t, "which"); k > 0 && w.done > 1 {
				c := fmt.Sprintf("c%d", rapid.IntRange(1, w.done-1).Draw(w.t, "withdrawn"))
				if w.withdrawals[c] {
					return fault.Invalidf("A withdrawal is not withdrawn.")
				}
				err := d.Withdraw(c)
				w.withdrawals[fmt.Sprintf("c%d", w.done)] = err == nil
				return err
			}
			return d.Suspend(a, on)
		}
	})
}

// moments are questions worth asking: every day on which something changes and the day before, known now or then.
func (w *world) moments() []day.AsOf {
	days := map[day.Day]bool{day.Must(firstDay) - 1: true, day.Must(lastDay) + 1: true}
	known := map[day.Instant]bool{0: true}
	for _, f := range w.facts {
		days[f.From], days[f.From-1], known[f.Recorded] = true, true, true
	}
	for _, s := range w.successions {
		known[s.Recorded] = true
	}
	var all []day.AsOf
	for d := range days {
		for k := range known {
			all = append(all, day.AsOf{Day: d, Known: k})
		}
	}
	slices.SortFunc(all, func(a, b day.AsOf) int { return int(a.Day-b.Day)*1000 + int(a.Known-b.Known)%1000 })
	return all
}

// whole checks every tree against what the history says of each node.
func (w *world) whole() {
	for _, asOf := range w.moments() {
		for _, line := range []string{"union", "club"} {
			tree := w.h.Tree(line, asOf)
			standing := 0
			for i := range int32(w.h.Len()) {
				on := w.h.On(i, line, asOf)
				if on {
					standing++
				}
				if on != tree.Has(i) {
					w.t.Fatalf("%s on %v: %s stands on the line: %v, on the tree: %v", line, asOf, w.h.ID(i), on, tree.Has(i))
				}
				if born, _ := w.h.Life(i, asOf.Known); line == "union" && w.h.Alive(i, asOf) && !on && w.h.On(i, line, day.AsOf{Day: born, Known: asOf.Known}) {
					w.t.Fatalf("on %v: %s lives without its place on the main line", asOf, w.h.ID(i))
				}
				p, has := w.h.Parent(i, line, asOf)
				if !on || !has {
					continue
				}
				if !w.h.Alive(p, asOf) {
					w.t.Fatalf("%s on %v: %s lives under %s, which does not", line, asOf, w.h.ID(i), w.h.ID(p))
				}
				if q, _ := tree.Parent(i); q != p {
					w.t.Fatalf("%s on %v: %s stands under %d, not under %s", line, asOf, w.h.ID(i), q, w.h.ID(p))
				}
				if chain := w.h.Chain(i, line, asOf); !slices.Equal(chain, tree.Chain(i)) {
					w.t.Fatalf("%s on %v: two chains of %s: %v, %v", line, asOf, w.h.ID(i), chain, tree.Chain(i))
				}
			}
			if standing != tree.Len() {
				w.t.Fatalf("%s on %v: %d nodes stand on the line, %d on the tree: a cycle?", line, asOf, standing, tree.Len())
			}
		}
	}
}

// conserved gives every node a figure on every tenth day of its life, and adds them up on the maps of several days.
func (w *world) conserved() {
	type figure struct {
		node  int32
		on    day.Day
		value int64
	}
	var figures []figure
	total := int64(0)
	for i := range int32(w.h.Len()) {
		for d := day.Must(firstDay); d < day.Must(lastDay); d += 97 {
			asOf := day.AsOf{Day: d}
			if !w.h.Alive(i, asOf) {
				continue
			}
			figures = append(figures, figure{i, d, int64(i)*1000 + int64(d%89)})
			total += figures[len(figures)-1].value
			if loc := w.h.Tree("union", asOf).Locate(i); w.h.On(i, "union", asOf) != (loc.Why == lineage.Here && loc.At == i) || len(loc.Via) > 0 {
				w.t.Fatalf("as it stood on %s: %s stands %+v", d, w.h.ID(i), loc)
			}
		}
	}
	for _, d := range []day.Day{day.Must(firstDay), w.day("map"), day.Must(lastDay)} {
		tree := w.h.Tree("union", day.AsOf{Day: d})
		own, named := make([]int64, w.h.Len()), map[string]int64{}
		for _, f := range figures {
			loc := tree.LocateOn(f.node, f.on)
			w.sound(tree, f.node, loc)
			if len(loc.Parts) > 0 {
				left := f.value
				for _, p := range loc.Parts {
					v := f.value * p.Shares["x"] / lineage.Whole
					left -= v
					w.book(own, named, f.node, p.At, p.Why, v)
				}
				w.book(own, named, f.node, loc.Parts[0].At, loc.Parts[0].Why, left)
				continue
			}
			w.book(own, named, f.node, loc.At, loc.Why, f.value)
		}
		got := int64(0)
		for _, r := range tree.Roots() {
			got += subtotal(w, tree, own, r)
		}
		for v := range maps.Values(named) {
			got += v
		}
		if got != total {
			w.t.Fatalf("on the map of %s: %d and named differences %v, want %d", d, got, named, total)
		}
	}
}

func (w *world) book(own []int64, named map[string]int64, i, at int32, why lineage.Why, v int64) {
	if at < 0 || why == lineage.Gone {
		named[w.h.ID(i)] += v
		return
	}
	own[at] += v
}

// subtotal adds up a node and its children, and compares with the run of positions that Pos and End give.
func subtotal(w *world, t *lineage.Tree, own []int64, i int32) int64 {
	sum := own[i]
	for _, c := range t.Children(i) {
		if !t.Within(i, c) || t.Depth(c) != t.Depth(i)+1 {
			w.t.Fatalf("%s is no child of %s", w.h.ID(c), w.h.ID(i))
		}
		sum += subtotal(w, t, own, c)
	}
	run := int64(0)
	for p := t.Pos(i); p < t.End(i); p++ {
		run += own[t.At(p)]
	}
	if run != sum {
		w.t.Fatalf("%s: its positions add up to %d, its children and itself to %d", w.h.ID(i), run, sum)
	}
	return sum
}

// sound checks what a location promises.
func (w *world) sound(t *lineage.Tree, i int32, loc lineage.Location) {
	if loc.At >= 0 && !t.Has(loc.At) {
		w.t.Fatalf("%s is put at %s, which is not on the tree", w.h.ID(i), w.h.ID(loc.At))
	}
	if (loc.Why == lineage.Successor || loc.Why == lineage.Undivided) && len(loc.Via) == 0 {
		w.t.Fatalf("%s came to %+v by no change", w.h.ID(i), loc)
	}
	if loc.Why == lineage.Here && loc.At != i {
		w.t.Fatalf("%s is said to be here, at %d", w.h.ID(i), loc.At)
	}
	sum := int64(0)
	for _, p := range loc.Parts {
		sum += p.Shares["x"]
		if p.At >= 0 && !t.Has(p.At) {
			w.t.Fatalf("a part of %s is put outside the tree", w.h.ID(i))
		}
	}
	if len(loc.Parts) > 0 && sum != lineage.Whole {
		w.t.Fatalf("the parts of %s add up to %d", w.h.ID(i), sum)
	}
}

// printedAgain asks for every tree that was printed on the way, by what was known then.
func (w *world) printedAgain() {
	for _, p := range w.prints {
		if got := draw(w.h.Tree(p.line, p.asOf)); got != p.text {
			w.t.Fatalf("%s on %v was printed\n%s\nand is now\n%s", p.line, p.asOf, p.text, got)
		}
	}
}

// sameFromRows makes the history again from its rows in another order, and compares trees and places.
func (w *world) sameFromRows() {
	facts, successions := slices.Clone(w.facts), slices.Clone(w.successions)
	slices.Reverse(facts)
	slices.Reverse(successions)
	again := lineage.New(facts, successions)
	for _, d := range []day.Day{day.Must(firstDay), w.day("again"), day.Must(lastDay)} {
		for _, line := range []string{"union", "club"} {
			a, b := w.h.Tree(line, day.AsOf{Day: d}), again.Tree(line, day.AsOf{Day: d})
			if draw(a) != draw(b) {
				w.t.Fatalf("%s on %s: %s from acts, %s from rows", line, d, draw(a), draw(b))
			}
		}
	}
}
