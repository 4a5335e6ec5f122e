package db_test

import (
	"context"
	"fmt"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"

	"phongtrao/internal/base/db"
	"phongtrao/internal/testkit"
)

// TestKill: eight goroutines write three rows an act and acknowledge each; the process is killed at any moment. Afterwards every
// acknowledged act is there, no act is there in part, and the file is whole.
func TestKill(t *testing.T) {
	testkit.Kill(t, testkit.Rounds(20), writeUntilKilled(t), func(path string, acked []string) {
		d := thingFile(t, path)
		defer d.Close()
		check(t, d)
		if err := d.See(t.Context(), func(v *db.View) error {
			acts, err := db.All(v, func(s db.Scanner) (a [2]int64, err error) { err = s.Scan(&a[0], &a[1]); return },
				"SELECT seq / 3, count(*) FROM thing_row GROUP BY seq / 3")
			there := map[string]bool{}
			for _, a := range acts {
				there[strconv.FormatInt(a[0], 10)] = true
				if a[1] != 3 {
					t.Errorf("act %d is there in part: %d rows", a[0], a[1])
				}
			}
			for _, a := range acked {
				if !there[a] {
					t.Errorf("act %s was acknowledged and is gone", a)
				}
			}
			return err
		}); err != nil {
			t.Error(err)
		}
	})
}

func writeUntilKilled(t *testing.T) func(string, func(string)) {
	return func(path string, ack func(string)) {
		d := thingFile(t, path)
		var last atomic.Int64
		if err := d.See(t.Context(), func(v *db.View) error {
			var n int64
			err := v.Row("SELECT COALESCE(max(seq) / 3, 0) FROM thing_row").Scan(&n)
			last.Store(n)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				for {
					n := last.Add(1)
					if err := d.Update(context.Background(), db.Ordered{}, func(tx *db.Tx) error {
						rows := make([][]any, 3)
						for i := range rows {
							rows[i] = []any{n*3 + int64(i), fmt.Sprint(n, "/", i)}
						}
						return tx.Insert("thing_row", []string{"seq", "name"}, rows)
					}); err != nil {
						t.Error(err)
						return
					}
					ack(strconv.FormatInt(n, 10))
				}
			})
		}
		wg.Wait()
	}
}
