package db_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/testkit"
)

// TestCopy fills a SQLite, copies it to each engine, and that one back, and compares every row.
func TestCopy(t *testing.T) {
	onBoth(t, func(t *testing.T, dst *db.DB) {
		src, back, other := fresh(t), fresh(t), fresh(t)
		rows := make([][]any, 2345)
		for i := range rows {
			rows[i] = []any{i, fmt.Sprintf("Đơn vị '%d' ?", i), "", -i}
		}
		if err := src.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error {
			if _, err := tx.Exec("UPDATE thing_kind SET name = 'renamed' WHERE key = 'a'"); err != nil {
				return err
			}
			return tx.Insert("thing_row", []string{"seq", "name", "born", "size"}, rows)
		}); err != nil {
			t.Fatal(err)
		}
		for _, leg := range [][2]*db.DB{{src, dst}, {dst, back}} {
			n, err := db.Copy(t.Context(), leg[0], leg[1])
			if err != nil || n["thing_row"] != 2345 || n["thing_part"] != 0 || n["thing_kind"] != 2 {
				t.Fatal(n, err)
			}
		}
		if d := cmp.Diff(everything(t, src), everything(t, back)); d != "" {
			t.Error(d)
		}
		back.See(t.Context(), func(v *db.View) error {
			kinds, err := db.All(v, db.Text, "SELECT name FROM thing_kind ORDER BY key")
			if d := cmp.Diff([]string{"renamed", "two"}, kinds); d != "" {
				t.Error(d, err)
			}
			return nil
		})
		if _, err := db.Copy(t.Context(), src, dst); fault.KindOf(err) != fault.Conflict {
			t.Error(err)
		}
		if err := other.Migrate(t.Context(), things, line("more", "0001_more.sql", "CREATE TABLE more_a (n TEXT NOT NULL)")); err != nil {
			t.Fatal(err)
		}
		if _, err := db.Copy(t.Context(), src, other); fault.KindOf(err) != fault.Conflict {
			t.Error(err)
		}
	})
}

func fresh(t *testing.T) *db.DB {
	t.Helper()
	d, err := db.Open(t.Context(), ":memory:", db.Options{Clock: (&testkit.Clock{}).Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	if err := d.Migrate(t.Context(), things); err != nil {
		t.Fatal(err)
	}
	return d
}

func everything(t *testing.T, d *db.DB) (all []string) {
	t.Helper()
	if err := d.See(t.Context(), func(v *db.View) (err error) {
		all, err = db.All(v, func(s db.Scanner) (string, error) {
			var seq, size int64
			var name, born string
			err := s.Scan(&seq, &name, &born, &size)
			return fmt.Sprint(seq, name, born, size), err
		}, "SELECT seq, name, born, size FROM thing_row ORDER BY seq")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return all
}
