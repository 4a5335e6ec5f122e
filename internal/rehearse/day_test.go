package rehearse_test

import (
	"testing"

	"phongtrao/internal/rehearse"
	"phongtrao/internal/testkit"
)

// small is a day that takes a moment: all that goes wrong on a large one goes wrong on it too.
func small(seed uint64) rehearse.Plan {
	return rehearse.Plan{Seed: seed, Sites: 3, People: 24, Gates: 6, Offline: 0.3, Skew: 2 * 3600_000, Crash: 0.02}
}

// TestDays plays days on a house: nothing is lost, nothing counted twice, every count is that of the journal, the ledger says the same.
func TestDays(t *testing.T) {
	g, err := rehearse.NewGround(t.Context(), testkit.DSN(t), 3)
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	for seed := range uint64(testkit.Seeds(20)) {
		o, err := g.Play(t.Context(), small(seed))
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if !o.Good() {
			t.Fatalf("seed %d:\n%s", seed, o.Table())
		}
		if o.Made == 0 || o.Counted["came"] == 0 {
			t.Fatalf("seed %d: nobody came", seed)
		}
	}
}
