package db_test

import (
	"reflect"
	"testing"

	"phongtrao/internal/base/db"
)

// Rows that are there already are written anew, or left, as the caller says; rows read with Each come back as they went.
func TestMerge(t *testing.T) { onBoth(t, merge) }

func merge(t *testing.T, d *db.DB) {
	write := func(keep bool, rows ...[]any) {
		t.Helper()
		if err := d.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error {
			return tx.Merge("test_row", []string{"a", "b", "n"}, []string{"a", "b"}, keep, rows)
		}); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error {
		_, err := tx.Exec("CREATE TABLE test_row (a TEXT NOT NULL, b BIGINT NOT NULL, n TEXT NOT NULL, PRIMARY KEY (a, b))")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	write(false, []any{"x", 1, "một"}, []any{"y", 2, "hai"})
	write(true, []any{"x", 1, "khác"}, []any{"z", 3, "ba"})
	write(false, []any{"y", 2, "hai mới"}, []any{"a", 1, "k"}, []any{"a", 2, "k"}, []any{"a", 3, "k"}, []any{"a", 4, "k"}, []any{"a", 5, "k"}) // enough for PostgreSQL's arrays
	var got [][]any
	err := d.See(t.Context(), func(v *db.View) error {
		return db.Each(v, func(cols []string, values []any) error {
			if !reflect.DeepEqual(cols, []string{"a", "b", "n"}) {
				t.Errorf("columns %v", cols)
			}
			got = append(got, values)
			return nil
		}, "SELECT * FROM test_row WHERE a <> ? ORDER BY a", "a")
	})
	if err != nil {
		t.Fatal(err)
	}
	want := [][]any{{"x", int64(1), "một"}, {"y", int64(2), "hai mới"}, {"z", int64(3), "ba"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
