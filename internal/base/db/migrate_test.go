package db_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/testkit"
)

func line(name string, files ...string) db.Line {
	fs := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		fs["schema/"+files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return db.Line{Name: name, Files: fs}
}

func TestMigrate(t *testing.T) {
	one := []string{"0001_a.sql", "CREATE TABLE m_a (n BIGINT NOT NULL); -- done"}
	two := append(one, "0002_b.sqlite.sql", "ALTER TABLE m_a ADD COLUMN lite BIGINT NOT NULL DEFAULT 7", "0002_b.postgres.sql", "ALTER TABLE m_a ADD COLUMN post BIGINT NOT NULL DEFAULT 8")
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		ok := func(lines ...db.Line) {
			t.Helper()
			if err := d.Migrate(t.Context(), lines...); err != nil {
				t.Fatal(err)
			}
		}
		ok(line("m", one...))
		if err := d.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error { _, err := tx.Exec("INSERT INTO m_a VALUES (1)"); return err }); err != nil {
			t.Fatal(err)
		}
		ok(line("m", two...), line("k", "0001_k.sql", "CREATE TABLE k_a (n TEXT NOT NULL)"))
		ok(line("k", "0001_k.sql", "CREATE TABLE k_a (n TEXT NOT NULL)"), line("m", two...)) // nothing left to do, in any order
		if err := d.See(t.Context(), func(v *db.View) error {
			var n, added int
			err := v.Row("SELECT * FROM m_a").Scan(&n, &added)
			if want := map[db.Engine]int{db.SQLite: 7, db.Postgres: 8}[d.Engine()]; n != 1 || added != want {
				t.Error(n, added)
			}
			return err
		}); err != nil {
			t.Error(err)
		}
		all := line("m", two...)
		k := line("k", "0001_k.sql", "CREATE TABLE k_a (n TEXT NOT NULL)")
		for _, c := range []struct {
			name, word string
			lines      []db.Line
		}{
			{"an older program: a number missing", "mới hơn", []db.Line{line("m", one...), k}},
			{"an older program: a line missing", "mới hơn", []db.Line{all}},
			{"an edited file", "đã bị sửa", []db.Line{all, line("k", "0001_k.sql", "CREATE TABLE k_a (n TEXT NOT NULL, o TEXT NOT NULL)")}},
		} {
			err := d.Migrate(t.Context(), c.lines...)
			if fault.KindOf(err) != fault.Unavailable || !strings.Contains(fault.Text(err), c.word) {
				t.Errorf("%s: %v", c.name, err)
			}
		}
		// A file that fails leaves nothing of the files before it.
		bad := line("k", "0001_k.sql", "CREATE TABLE k_a (n TEXT NOT NULL)", "0002_ok.sql", "CREATE TABLE k_b (n TEXT NOT NULL)", "0003_bad.sql", "CREATE TABEL k_c")
		if err := d.Migrate(t.Context(), all, bad); err == nil || !strings.Contains(err.Error(), "k/0003_bad.sql") {
			t.Error(err)
		}
		ok(all, k)
		for name, l := range map[string]db.Line{
			"a gap":          line("g", "0001_a.sql", "", "0003_c.sql", ""),
			"twice":          line("g", "0001_a.sql", "", "0001_b.sql", ""),
			"without number": line("g", "a.sql", ""),
		} {
			if err := d.Migrate(t.Context(), all, k, l); err == nil {
				t.Error(name)
			}
		}
	})
}

// On SQLite a text does not slip into a number's column, as on PostgreSQL.
func TestStrict(t *testing.T) {
	onBoth(t, func(t *testing.T, d *db.DB) {
		for _, text := range []string{"INSERT INTO thing_row (seq, name, size) VALUES (1, 'a', ?)", "INSERT INTO thing_row (seq, name, size) VALUES (?, 'a', 1)"} {
			if err := d.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error { _, err := tx.Exec(text, "nhiều"); return err }); err == nil {
				t.Error("no error:", text)
			}
		}
		for _, bad := range []any{1.5, nil, []byte("a"), []string{"a"}, struct{}{}} {
			if err := d.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error {
				_, err := tx.Exec("INSERT INTO thing_row (seq, name) VALUES (1, ?)", bad)
				return err
			}); err == nil {
				t.Errorf("%T was stored", bad)
			}
		}
	})
}
