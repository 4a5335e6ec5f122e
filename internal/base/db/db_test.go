package db_test

import (
	"context"
	"errors"
	"testing"
	"testing/fstest"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/testkit"
)

// things is a line with one table, for tests.
var things = db.Line{Name: "thing", Files: fstest.MapFS{"schema/0001_thing.sql": {Data: []byte(`
-- things; not more
CREATE TABLE thing_row (
	seq BIGINT PRIMARY KEY,
	name TEXT NOT NULL UNIQUE, -- it's a name?
	born TEXT NOT NULL DEFAULT '',
	size BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE thing_part (thing BIGINT NOT NULL, part TEXT NOT NULL DEFAULT 'a;b?', PRIMARY KEY (thing, part));
CREATE TABLE thing_kind (key TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL);
INSERT INTO thing_kind (key, name) VALUES ('a', 'one'), ('b', 'two');`)}}}

func onBoth(t *testing.T, f func(t *testing.T, d *db.DB)) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		if err := d.Migrate(t.Context(), things); err != nil {
			t.Fatal(err)
		}
		f(t, d)
	})
}

func count(t testing.TB, d *db.DB) (n int) {
	t.Helper()
	if err := d.See(context.Background(), func(v *db.View) error { return v.Row("SELECT count(*) FROM thing_row").Scan(&n) }); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestWriteAndRead(t *testing.T) {
	onBoth(t, func(t *testing.T, d *db.DB) {
		err := d.Update(t.Context(), db.Ordered{Actor: "an", Locks: []string{"thing"}}, func(tx *db.Tx) error {
			n, err := tx.Exec("INSERT INTO thing_row (seq, name, born, size) VALUES (?, ?, ?, ?)", 1, "Điện Biên?", day.Must("2024-04-09"), true)
			if err != nil || n != 1 {
				t.Fatal(n, err)
			}
			return tx.Insert("thing_part", []string{"thing", "part"}, [][]any{{1, "x"}, {1, "y"}})
		})
		if err != nil {
			t.Fatal(err)
		}
		err = d.See(t.Context(), func(v *db.View) error {
			var name string
			var born day.Day
			var size bool
			if err := v.Row("SELECT name, born, size FROM thing_row WHERE name = ? AND born <> '?'", "Điện Biên?").Scan(&name, &born, &size); err != nil {
				return err
			}
			if name != "Điện Biên?" || born.VN() != "09/04/2024" || !size {
				t.Errorf("got %q %v %v", name, born, size)
			}
			parts, err := db.All(v, db.Text, "SELECT part FROM thing_part WHERE thing = ? ORDER BY part", 1)
			if len(parts) != 2 {
				t.Errorf("parts %v", parts)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestFailureLeavesNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, d *db.DB) {
		no := errors.New("no")
		err := d.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error {
			if _, err := tx.Exec("INSERT INTO thing_row (seq, name) VALUES (1, 'a')"); err != nil {
				return err
			}
			return no
		})
		if !errors.Is(err, no) || count(t, d) != 0 {
			t.Error(err, count(t, d))
		}
	})
}
