package db_test

import (
	"errors"
	"fmt"
	"testing"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

// A view sees what was committed when it began, and nothing that came after.
func TestSnapshot(t *testing.T) {
	onBoth(t, func(t *testing.T, d *db.DB) {
		if err := put(t.Context(), d, 1, "a"); err != nil {
			t.Fatal(err)
		}
		rows := func(v *db.View) (n int) {
			if err := v.Row("SELECT count(*) FROM thing_row").Scan(&n); err != nil {
				t.Error(err)
			}
			return n
		}
		d.See(t.Context(), func(v *db.View) error {
			if n := rows(v); n != 1 {
				t.Error(n)
			}
			if err := put(t.Context(), d, 2, "b"); err != nil {
				t.Error(err)
			}
			if n := rows(v); n != 1 {
				t.Errorf("the view moved: %d", n)
			}
			return nil
		})
		d.See(t.Context(), func(v *db.View) error {
			if n := rows(v); n != 2 {
				t.Error(n)
			}
			return nil
		})
		d.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error {
			if _, err := tx.Exec("INSERT INTO thing_row (seq, name) VALUES (3, 'c')"); err != nil {
				t.Error(err)
			}
			if n := rows(&tx.View); n != 3 {
				t.Errorf("an act does not see what it wrote: %d", n)
			}
			d.See(t.Context(), func(v *db.View) error {
				if n := rows(v); n != 2 {
					t.Errorf("a view sees what is not committed: %d", n)
				}
				return nil
			})
			return nil
		})
	})
}

type colour string

type evidence uint8

func TestScanAndBind(t *testing.T) {
	onBoth(t, func(t *testing.T, d *db.DB) {
		err := d.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error {
			c, e, i, none, yes := colour("đỏ"), evidence(3), day.Instant(1<<60), day.Day(0), true
			rows := [][]any{{1, c, none, i}, {evidence(2), string(c) + "2", day.Forever, e}, {uint64(3), "3", none, yes}, {4, "4", none, 0}, {5, "5", none, 0}, {6, "6", none, 0}}
			if err := tx.Insert("thing_row", []string{"seq", "name", "born", "size"}, rows); err != nil {
				return err
			}
			var gotC colour
			var gotD day.Day = 7
			var gotI day.Instant
			if err := tx.Row("SELECT name, born, size FROM thing_row WHERE name = ?", c).Scan(&gotC, &gotD, &gotI); err != nil || gotC != c || gotD != none || gotI != i {
				t.Error(gotC, gotD, gotI, err)
			}
			var gotE evidence
			if err := tx.Row("SELECT born, size FROM thing_row WHERE seq = 2").Scan(&gotD, &gotE); err != nil || gotD != day.Forever || gotE != e {
				t.Error(gotD, gotE, err)
			}
			var gotB bool
			var sum int64
			if err := tx.Row("SELECT max(size), sum(size) FROM thing_row WHERE size = ?", yes).Scan(&gotB, &sum); err != nil || !gotB || sum != 1 {
				t.Error(gotB, sum, err)
			}
			if _, found, err := db.One(&tx.View, db.Text, "SELECT name FROM thing_row WHERE seq = 99"); found || err != nil {
				t.Error(found, err)
			}
			if name, found, err := db.One(&tx.View, db.Text, "SELECT name FROM thing_row WHERE seq > 2 ORDER BY seq"); name != "3" || !found || err != nil {
				t.Error(name, found, err)
			}
			if err := tx.Row("SELECT name FROM thing_row WHERE seq = 99").Scan(&gotC); fault.KindOf(err) != fault.NotFound {
				t.Error(err)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}

// Rows left open are a mistake that is found on both engines, though only one of them cannot bear it.
func TestRowsLeftOpen(t *testing.T) {
	onBoth(t, func(t *testing.T, d *db.DB) {
		for i := range 5 {
			if err := put(t.Context(), d, i, fmt.Sprint(i)); err != nil {
				t.Fatal(err)
			}
		}
		if err := d.See(t.Context(), func(v *db.View) error {
			rows, err := v.Query("SELECT seq FROM thing_row")
			if err != nil || !rows.Next() {
				return errors.New("no rows")
			}
			if _, err := v.Query("SELECT 1"); err == nil {
				t.Error("two at once")
			}
			rows.Close()
			rows.Close()
			return v.Row("SELECT 1").Scan(new(int))
		}); err != nil {
			t.Error(err)
		}
		if err := d.See(t.Context(), func(v *db.View) error {
			_, err := v.Query("SELECT seq FROM thing_row")
			return err
		}); err == nil {
			t.Error("no error from a view")
		}
		if err := d.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error {
			if _, err := tx.Exec("DELETE FROM thing_row"); err != nil {
				return err
			}
			_, err := tx.Query("SELECT 1")
			return err
		}); err == nil || count(t, d) != 5 {
			t.Error("no error from an act")
		}
	})
}

func TestKeepAndMemo(t *testing.T) {
	onBoth(t, func(t *testing.T, d *db.DB) {
		type key struct{}
		type other struct{}
		made := 0
		make := func() any { made++; return d.Keep(other{}, func() any { return 5 }) }
		for range 2 {
			if d.Keep(key{}, make) != 5 {
				t.Error("not what was kept")
			}
		}
		d.See(t.Context(), func(v *db.View) error {
			for range 2 {
				if v.Memo(key{}, func() any { made++; return 6 }) != 6 || v.DB() != d {
					t.Error("not what was made")
				}
			}
			return nil
		})
		if made != 2 {
			t.Error(made)
		}
	})
}
