package ledger_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/place"
)

// Ten years of random reorganisations, decided late and early, with postings, corrections and choices between them. Whatever is asked, by whatever
// path (kept rolls that follow the changes, rolls made afresh, what was known), equals a plain recount, and every level equals the sum of the one
// below. What was printed is printed again at the end.

// world is the plain recount's own memory.
type world struct {
	*federation
	t       *rapid.T
	entries []ledger.Entry
	gone    map[int64]bool // reversed, or a reversal
	chosen  map[ledger.Cell]ledger.Evidence
	units   []string
	printed []print
	later   []func()
}

// print is an answer that was once given.
type print struct {
	q    ledger.Question
	said string
}

func TestAnyHistory(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := &world{federation: house(t), t: rt, gone: map[int64]bool{}, chosen: map[ledger.Cell]ledger.Evidence{},
			units: []string{"vn", "hp", "hd", "hp1", "hp2", "hp3", "hd1", "hd2", "hd3"}}
		defer w.DB.Close()
		w.complain = rt.Fatalf
		for range rapid.IntRange(10, 40).Draw(rt, "steps") {
			w.step()
			w.look()
		}
		for _, p := range w.printed {
			if again := w.tell(p.q); again != p.said {
				rt.Fatalf("printed again:\n%s\nonce:\n%s\n%+v", again, p.said, p.q)
			}
		}
		if r := w.verify(); !r.OK() {
			rt.Fatalf("verify: %v", r.Failures)
		}
	})
}

func (w *world) pick(list []string) string { return rapid.SampledFrom(list).Draw(w.t, "which") }

func (w *world) day() day.Day {
	return day.Of(2016, 1, 1).Add(rapid.IntRange(0, 119).Draw(w.t, "month") * 30)
}

// try writes and reports whether it was taken: many random changes are not lawful.
func (w *world) try(work func(tx *db.Tx) error) bool {
	return w.DB.Update(w.T.Context(), db.Ordered{}, work) == nil
}

func (w *world) step() {
	on := w.day()
	by := w.by(on.String())
	fresh := fmt.Sprintf("u%d", w.decisions)
	kind := func(tx *db.Tx) string { return kindAt(tx, 1) }
	switch rapid.IntRange(0, 14).Draw(w.t, "what") {
	case 0:
		parent := w.pick(w.units)
		if w.try(func(tx *db.Tx) error {
			_, err := org.Found(tx, org.Unit{ID: fresh, Name: fresh, Kind: kind(tx), Parent: parent}, by)
			return err
		}) {
			w.units = append(w.units, fresh)
		}
	case 1:
		unit, to := w.pick(w.units), w.pick(w.units)
		w.try(func(tx *db.Tx) error { return org.Move(tx, unit, org.UnionLine, to, by) })
	case 2:
		a, b := w.pick(w.units), w.pick(w.units)
		if w.try(func(tx *db.Tx) error {
			_, err := org.Consolidate(tx, []string{a, b}, org.Unit{ID: fresh, Name: fresh, Kind: kind(tx)}, by)
			return err
		}) {
			w.units = append(w.units, fresh)
		}
	case 3:
		a, b := w.pick(w.units), w.pick(w.units)
		w.try(func(tx *db.Tx) error { return org.Absorb(tx, []string{a}, b, by) })
	case 4:
		unit, shared := w.pick(w.units), rapid.Bool().Draw(w.t, "shared")
		if w.try(func(tx *db.Tx) error {
			a := org.Part{Unit: org.Unit{ID: fresh + "a", Name: fresh, Kind: kind(tx)}, Rest: true}
			b := org.Part{Unit: org.Unit{ID: fresh + "b", Name: fresh, Kind: kind(tx)}}
			if shared {
				a.Shares, b.Shares = map[string]int64{"blood.bags": 333_333}, map[string]int64{"blood.bags": 666_667}
			}
			_, err := org.Split(tx, unit, []org.Part{a, b}, by)
			return err
		}) {
			w.units = append(w.units, fresh+"a", fresh+"b")
			w.divided = w.divided || shared
		}
	case 5:
		unit := w.pick(w.units)
		w.try(func(tx *db.Tx) error { return org.Dissolve(tx, unit, org.Ending{}, by) })
	case 6, 7:
		if len(w.entries) > 0 {
			seq := int64(rapid.IntRange(1, len(w.entries)).Draw(w.t, "entry"))
			var by int64
			if w.try(func(tx *db.Tx) (err error) { by, err = ledger.Reverse(tx, seq, "sai"); return err }) {
				if w.gone[seq] {
					w.t.Fatalf("entry %d was reversed twice", seq)
				}
				w.gone[seq], w.gone[by] = true, true
				e := w.entries[seq-1]
				e.Seq, e.Reverses = by, seq
				w.entries = append(w.entries, e)
			}
		}
	case 8:
		if len(w.entries) > 0 {
			cell := rapid.SampledFrom(w.entries).Draw(w.t, "entry").Cell()
			e := rapid.SampledFrom(append([]ledger.Evidence{0}, ledger.Kinds...)).Draw(w.t, "evidence")
			if w.try(func(tx *db.Tx) error { return ledger.Choose(tx, cell, e, "như đã họp") }) {
				w.chosen[cell] = e
			}
		}
	case 9:
		if err := ledger.Seal(w.T.Context(), w.DB); err != nil {
			w.t.Fatal(err)
		}
	default:
		p := ledger.Posting{Unit: w.pick(w.units), Place: w.pick([]string{"", "P13", "C01"}), Activity: w.pick([]string{"", "a1"}), Indicator: w.pick([]string{"blood.bags", "member.members"}),
			Day: on, Evidence: rapid.SampledFrom(ledger.Kinds).Draw(w.t, "evidence"), Source: "test"}
		n := int64(rapid.IntRange(0, 30).Draw(w.t, "n"))
		p.Quantity = rapid.SampledFrom([]ledger.Quantity{ledger.Exactly(n), ledger.AtLeast(n), ledger.AtMost(n), ledger.Between(n, n+5)}).Draw(w.t, "quantity")
		var seqs []int64
		if w.try(func(tx *db.Tx) (err error) { seqs, err = ledger.Post(tx, p); return err }) {
			w.entries = append(w.entries, ledger.Entry{Seq: seqs[0], Posting: p})
		}
	}
}

// look asks random questions and compares.
func (w *world) look() {
	q := ledger.Question{Indicator: "blood.bags", Period: day.All, Line: w.pick([]string{"", ledger.PlaceLine})}
	if rapid.Bool().Draw(w.t, "short") {
		q.Period = day.Year(rapid.IntRange(2016, 2025).Draw(w.t, "year"))
	}
	if rapid.Bool().Draw(w.t, "map") {
		q.On = w.day()
	}
	q.Activity = w.pick([]string{"", "", "a1"})
	w.compare(q)
	w.See(func(v *db.View) error {
		return ledger.Each(v, q, func(unit string, n ledger.Quantity, _ int) {
			one := q
			one.At = unit
			w.later = append(w.later, func() {
				if f := w.ask(one); f.Quantity != n {
					w.t.Fatalf("%+v: each tells %v, asked alone %v", one, n, f.Quantity)
				}
			})
		})
	})
	for _, f := range w.later {
		f()
	}
	w.later = nil
	at := w.pick(append([]string{""}, w.units...))
	if q.Line == ledger.PlaceLine {
		at = ""
	}
	for _, q.Indicator = range []string{"blood.bags", "member.members"} {
		one := q
		one.At = at
		w.inside(one)
	}
	w.descend(q, 0)
	if rapid.IntRange(0, 3).Draw(w.t, "print") == 0 {
		q.Known = w.now()
		q.Indicator = w.pick([]string{"blood.bags", "member.members"})
		q.By = ledger.ByUnit
		if q.Line == ledger.PlaceLine {
			q.By = ledger.ByPlace
		}
		live := q
		live.Known = 0
		w.printed = append(w.printed, print{q, w.tell(live)})
	}
}

// compare checks one question about bags at every node.
func (w *world) compare(q ledger.Question) {
	want := w.recount(q)
	w.descend(q, 0)
	for _, id := range slices.Sorted(maps.Keys(want)) {
		q.At = id
		if f := w.ask(q); f.Quantity != want[id] {
			w.t.Fatalf("%+v: %v, recounted %v", q, f.Quantity, want[id])
		}
	}
}

// descend goes down from everything, checks that each level is the sum of the one below, and returns what it saw at each node.
func (w *world) descend(q ledger.Question, depth int) map[string]ledger.Quantity {
	q.By = ledger.ByUnit
	if q.Line == ledger.PlaceLine {
		q.By = ledger.ByPlace
	}
	f := w.ask(q) // checks the sum and the proof
	seen := map[string]ledger.Quantity{q.At: f.Quantity}
	if depth > 8 { // as things stood, each of two units may have been above the other, on different days
		if q.On != 0 {
			w.t.Fatalf("%+v has no bottom", q)
		}
		return seen
	}
	for _, p := range f.Parts {
		if p.Key == q.At || p.Key == "" {
			continue
		}
		below := q
		below.At = p.Key
		for id, n := range w.descend(below, depth+1) {
			seen[id] = n
		}
		if q.On != 0 && depth > 0 && seen[p.Key] != p.Quantity {
			w.t.Fatalf("%+v: part %s is %v, itself %v", q, p.Key, p.Quantity, seen[p.Key])
		}
	}
	return seen
}

// recount adds up plainly, from the entries: how much stands at each node or below it, and in all.
func (w *world) recount(q ledger.Question) map[string]ledger.Quantity {
	out := map[string]ledger.Quantity{"": {}}
	type kinds map[ledger.Evidence]ledger.Quantity
	cells := map[ledger.Cell]kinds{}
	for _, e := range w.entries {
		if w.gone[e.Seq] || e.Indicator != q.Indicator || !q.Period.Has(e.Day) || q.Activity != "" && q.Activity != e.Activity {
			continue
		}
		c := e.Cell()
		if cells[c] == nil {
			cells[c] = kinds{}
		}
		cells[c][e.Evidence] = cells[c][e.Evidence].Add(e.Quantity)
	}
	w.See(func(v *db.View) error {
		h, line := (*lineage.History)(nil), org.UnionLine
		var err error
		if q.Line == ledger.PlaceLine {
			line = place.Territory
			h, err = place.HistoryOf(v)
		} else {
			h, err = org.HistoryOf(v)
		}
		if err != nil {
			return err
		}
		for c, k := range cells {
			e := slices.Sorted(maps.Keys(k))[0]
			if _, there := k[w.chosen[c]]; there {
				e = w.chosen[c]
			}
			id := c.Unit
			if q.Line == ledger.PlaceLine {
				id = c.Place
			}
			w.stand(h, line, q, id, c.Day, k[e], out)
		}
		return nil
	})
	return out
}

// stand adds what a cell says to the nodes where it stands.
func (w *world) stand(h *lineage.History, line string, q ledger.Question, id string, on day.Day, n ledger.Quantity, out map[string]ledger.Quantity) {
	if id == "" {
		out[""] = out[""].Add(n)
		return
	}
	i, _ := h.Index(id)
	asOf := day.AsOf{Day: q.On}
	if q.On == 0 {
		asOf.Day = on
	}
	tree := h.Tree(line, asOf)
	l := tree.LocateOn(i, on)
	if q.On == 0 && tree.Has(i) {
		l = lineage.Location{At: i}
	}
	put := func(at int32, why lineage.Why, n ledger.Quantity) {
		if why == lineage.Gone || why == lineage.Outside {
			return
		}
		out[""] = out[""].Add(n)
		if at >= 0 {
			for _, a := range tree.Chain(at) {
				out[h.ID(a)] = out[h.ID(a)].Add(n)
			}
		}
	}
	var shares []int64
	var parts []lineage.Part
	for _, p := range l.Parts {
		if s := p.Shares[q.Indicator]; s > 0 {
			parts, shares = append(parts, p), append(shares, s)
		}
	}
	if len(parts) == 0 {
		put(l.At, l.Why, n)
		return
	}
	lo, span := remainders(n.Lo, shares), remainders(max(0, n.Hi-n.Lo), shares)
	for k, p := range parts {
		one := ledger.Between(lo[k], lo[k]+span[k])
		if n.Open {
			one = ledger.AtLeast(lo[k])
		}
		put(p.At, p.Why, one)
	}
}

// remainders divides n by shares, giving what is left over one by one to those who lost most.
func remainders(n int64, shares []int64) []int64 {
	out := make([]int64, len(shares))
	left := n
	for k, s := range shares {
		out[k] = n * s / lineage.Whole
		left -= out[k]
	}
	for ; left > 0; left-- {
		best := 0
		for k, s := range shares {
			if n*s-out[k]*lineage.Whole > n*shares[best]-out[best]*lineage.Whole {
				best = k
			}
		}
		out[best]++
	}
	return out
}

func (w *world) tell(q ledger.Question) string {
	f := w.ask(q)
	return fmt.Sprintf("%v of %d: %s; unallocated %s; gone %s; %v", f.Quantity, f.Entries, parts(f.Parts), parts(f.Unallocated), parts(f.Gone), f.ByEvidence)
}
