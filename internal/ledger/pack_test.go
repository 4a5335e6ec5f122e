package ledger_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/ledger"
)

// many posts so many entries, some of them corrected.
func (h *federation) many(n int) {
	h.T.Helper()
	rng := rand.New(rand.NewPCG(7, uint64(n)))
	units := []string{"hp1", "hp2", "hp3", "hd1", "hd2", "hd3"}
	for done := 0; done < n; {
		h.Write(func(tx *db.Tx) error {
			var list []ledger.Posting
			for range 500 {
				p := bags(units[rng.IntN(6)], "", day.Of(2024, 1, 1).Add(rng.IntN(300)).String(), ledger.Exactly(int64(rng.IntN(100))), ledger.Kinds[rng.IntN(5)])
				if rng.IntN(10) == 0 {
					p.Quantity = ledger.AtLeast(p.Lo)
				}
				list = append(list, p)
			}
			seqs, err := ledger.Post(tx, list...)
			done += len(seqs)
			if err != nil {
				return err
			}
			for range 3 {
				if _, err := ledger.Reverse(tx, seqs[rng.IntN(160)*3+done%3], "sai"); err == nil {
					done++
				}
			}
			return nil
		})
	}
}

// again opens the same database as another process would.
func (h *federation) again() *federation {
	h.T.Helper()
	if h.DB.Engine() != db.SQLite {
		h.T.Skip("only a file can be opened twice by its name")
	}
	d, err := db.Open(context.Background(), h.DB.Name(), db.Options{Clock: h.Clock.Now})
	if err != nil {
		h.T.Fatal(err)
	}
	h.T.Cleanup(func() { d.Close() })
	other := *h
	house := *h.House
	house.DB = d
	other.House = &house
	return &other
}

// A start from packed entries, or from rows where the packs cannot be believed, holds what the ledger holds.
func TestStartFromPacks(t *testing.T) {
	h := house(t)
	q := ledger.Question{Indicator: "blood.bags", Period: day.Year(2024), By: ledger.ByUnit}
	h.many(9000)
	want := h.ask(q)
	h.See(func(v *db.View) error {
		lo, err := ledger.Recount(v, q)
		if lo != want.Lo {
			t.Errorf("by SQL alone %d, from memory %v", lo, want.Quantity)
		}
		return err
	})
	h.seal()
	count := func(h *federation) (n int64) {
		h.See(func(v *db.View) error { return v.Row("SELECT count(*) FROM ledger_pack").Scan(&n) })
		return n
	}
	if count(h) != 2 {
		t.Fatalf("%d packs of 9,000 entries", count(h))
	}
	check := func(name string, h *federation) {
		t.Helper()
		if got := h.ask(q); got.Quantity != want.Quantity || got.Entries != want.Entries || parts(got.Parts) != parts(want.Parts) {
			t.Errorf("%s: %v, %s; want %v, %s", name, got.Quantity, parts(got.Parts), want.Quantity, parts(want.Parts))
		}
		if r := h.verify(); !r.OK() {
			t.Errorf("%s: %v", name, r.Failures)
		}
	}
	check("from packs", h.again())
	h.many(5000)
	want = h.ask(q)
	other := h.again()
	check("from packs and the rows behind them", other)
	other.seal()
	if count(h) != 3 {
		t.Errorf("%d packs after a restart", count(h))
	}
	check("from packs of two processes", h.again())
	check("the first process goes on", h)
	for _, sql := range []string{"UPDATE ledger_pack SET last = 'x'", "UPDATE ledger_pack SET version = 0", "UPDATE ledger_pack SET body = substr(body, 1, 4000) WHERE block = 2", "DELETE FROM ledger_pack WHERE block = 1"} {
		h.Write(func(tx *db.Tx) error { _, err := tx.Exec(sql); return err })
		broken := h.again()
		check(sql, broken)
		broken.seal()
		check(sql+", packed again", h.again())
		if count(h) != 3 {
			t.Errorf("%s: %d packs after sealing", sql, count(h))
		}
	}
}

// Another process's entries are found without being told.
func TestTwoProcesses(t *testing.T) {
	h := house(t)
	other := h.again()
	q := ledger.Question{Indicator: "blood.bags", Period: half}
	for i := range 5 {
		h.post(bags("hp1", "", "2024-04-09", ledger.Exactly(1), ledger.Signed))
		other.post(bags("hp1", "", "2024-04-09", ledger.Exactly(10), ledger.Signed))
		want := ledger.Exactly(int64(11 * (i + 1)))
		if a, b := h.ask(q), other.ask(q); a.Quantity != want || b.Quantity != want {
			t.Fatalf("round %d: %v and %v, want %v", i, a.Quantity, b.Quantity, want)
		}
	}
}
