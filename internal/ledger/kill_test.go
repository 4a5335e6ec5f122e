package ledger_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/ledger"
	"phongtrao/internal/testkit"
)

// Four posters, one that corrects and the follower that seals work on a file; the process is killed at any moment. Each acknowledged entry is
// there with what it said, the logs verify, and memory equals the ledger.
func TestKilledWhilePosting(t *testing.T) {
	ctx := context.Background()
	open := func(path string) *db.DB {
		d, err := db.Open(ctx, path, db.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Migrate(ctx, lines...); err != nil {
			t.Fatal(err)
		}
		return d
	}
	child := func(path string, ack func(string)) {
		d := open(path)
		furnish(d, t)
		go ledger.Follow(ctx, d)
		var wg sync.WaitGroup
		for w := range 4 {
			wg.Go(func() {
				for i := 0; ; i++ {
					n := int64(w*1_000_000 + i)
					var seqs []int64
					err := d.Update(ctx, db.Ordered{}, func(tx *db.Tx) (err error) {
						seqs, err = ledger.Post(tx, bags("hp1", "", "2024-04-09", ledger.Exactly(n), ledger.Counted), bags("hd1", "", "2024-04-10", ledger.Exactly(n), ledger.Counted))
						return err
					})
					if err != nil {
						panic(err)
					}
					ack(fmt.Sprint(seqs[0], n, 0))
					if i%5 == 0 {
						var by int64
						err := d.Update(ctx, db.Ordered{}, func(tx *db.Tx) (err error) { by, err = ledger.Reverse(tx, seqs[0], "sai"); return err })
						if err != nil {
							panic(err)
						}
						ack(fmt.Sprint(by, n, seqs[0]))
					}
				}
			})
		}
		wg.Wait()
	}
	testkit.Kill(t, testkit.Rounds(4), child, func(path string, acked []string) {
		d := open(path)
		defer d.Close()
		err := d.See(ctx, func(v *db.View) error {
			for _, line := range acked[max(0, len(acked)-2000):] {
				var seq, n, reverses int64
				fmt.Sscan(line, &seq, &n, &reverses)
				e, err := ledger.EntryOf(v, seq)
				if err != nil || e.Lo != n || e.Reverses != reverses {
					t.Errorf("acknowledged %s, found %+v, %v", line, e, err)
				}
			}
			if _, err := ledger.RollUp(v, ledger.Question{Indicator: "blood.bags", Period: day.Year(2024)}); err != nil {
				return err
			}
			r, err := ledger.Verify(v)
			if err == nil && !r.OK() {
				t.Errorf("verify: %v", r.Failures)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}
