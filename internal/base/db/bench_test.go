package db_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"phongtrao/internal/base/db"
)

// wide is a table of sixteen columns without a secondary index, like the ledger's.
var wide = db.Line{Name: "wide", Files: fstest.MapFS{"schema/0001_wide.sql": {Data: []byte(`
CREATE TABLE wide_row (seq BIGINT PRIMARY KEY, a TEXT NOT NULL, b TEXT NOT NULL, c TEXT NOT NULL, d TEXT NOT NULL, e TEXT NOT NULL,
	f BIGINT NOT NULL, g BIGINT NOT NULL, h BIGINT NOT NULL, i BIGINT NOT NULL, j TEXT NOT NULL, k TEXT NOT NULL, l TEXT NOT NULL,
	m BIGINT NOT NULL, n BIGINT NOT NULL, o TEXT NOT NULL);`)}}}

var wideCols = strings.Split("seq a b c d e f g h i j k l m n o", " ")

func wideRow(seq int64) []any {
	return []any{seq, "01jc7m2k9w3v5x8yzq4t", "01jc7m2k9w3v5x8yzq4u", "01jc7m2k9w3v5x8yzq4v", "01jc7m2k9w3v5x8yzq4w", "blood.bags",
		seq % 100, seq % 100, int64(0), int64(2), "2024-04-09", "report 7 line 3", "", int64(1730509200000000), int64(0), "01jc7m2k9w3v5x8yzq4z"}
}

// benchDB is on the disk, where a flush costs what it costs.
func benchDB(b *testing.B, lines ...db.Line) *db.DB {
	dsn := filepath.Join(b.TempDir(), "bench.db")
	if pg := os.Getenv("TEST_POSTGRES"); pg != "" {
		scratch, drop, err := db.Scratch(b.Context(), pg)
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { drop() })
		dsn = scratch
	}
	d, err := db.Open(b.Context(), dsn, db.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { d.Close() })
	if err := d.Migrate(b.Context(), lines...); err != nil {
		b.Fatal(err)
	}
	return d
}

// BenchmarkActs writes one row an act, from 64 goroutines.
func BenchmarkActs(b *testing.B) {
	d := benchDB(b, wide)
	var seq atomic.Int64
	b.SetParallelism(32) // times two processors
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if err := d.Update(b.Context(), db.Ordered{Actor: "an"}, func(tx *db.Tx) error {
				return tx.Insert("wide_row", wideCols, [][]any{wideRow(seq.Add(1))})
			}); err != nil {
				b.Error(err)
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "acts/s")
}

// BenchmarkAlone writes one row an act, one after the other: a flush each.
func BenchmarkAlone(b *testing.B) {
	d := benchDB(b, wide)
	seq := int64(0)
	for b.Loop() {
		seq++
		if err := d.Update(b.Context(), db.Ordered{Actor: "an"}, func(tx *db.Tx) error {
			return tx.Insert("wide_row", wideCols, [][]any{wideRow(seq)})
		}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "acts/s")
}

// BenchmarkBatches writes 500 rows an act.
func BenchmarkBatches(b *testing.B) {
	d := benchDB(b, wide)
	seq := int64(0)
	rows := make([][]any, 500)
	for b.Loop() {
		for i := range rows {
			seq++
			rows[i] = wideRow(seq)
		}
		if err := d.Update(b.Context(), db.Ordered{Actor: "an"}, func(tx *db.Tx) error {
			return tx.Insert("wide_row", wideCols, rows)
		}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*500)/b.Elapsed().Seconds(), "rows/s")
}

// BenchmarkEngine is what the engine itself does with the same rows through database/sql: the limit to be compared with.
func BenchmarkEngine(b *testing.B) {
	open := func(b *testing.B) *sql.DB {
		pool, err := sql.Open("sqlite", "file:"+filepath.Join(b.TempDir(), "engine.db")+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=cache_size(-32768)&_txlock=immediate")
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { pool.Close() })
		pool.SetMaxOpenConns(1)
		if _, err := pool.Exec(strings.ReplaceAll(string(wide.Files.(fstest.MapFS)["schema/0001_wide.sql"].Data), "BIGINT", "INTEGER")); err != nil {
			b.Fatal(err)
		}
		return pool
	}
	insert := func(n int) string {
		row := "(?" + strings.Repeat(",?", 15) + ")"
		return "INSERT INTO wide_row VALUES " + row + strings.Repeat(","+row, n-1)
	}
	for _, n := range []int{1, 500} {
		b.Run(fmt.Sprintf("rows=%d", n), func(b *testing.B) {
			pool := open(b)
			one := min(n, 100)
			st, err := pool.Prepare(insert(one))
			if err != nil {
				b.Fatal(err)
			}
			seq := int64(0)
			args := make([]any, 0, one*16)
			for b.Loop() {
				tx, err := pool.Begin()
				if err != nil {
					b.Fatal(err)
				}
				for range n / one {
					args = args[:0]
					for range one {
						seq++
						args = append(args, wideRow(seq)...)
					}
					if _, err := tx.Stmt(st).Exec(args...); err != nil {
						b.Fatal(err)
					}
				}
				if err := tx.Commit(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N*n)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

// BenchmarkSee opens a view and reads one row by its key.
func BenchmarkSee(b *testing.B) {
	d := benchDB(b, wide)
	if err := d.Update(b.Context(), db.Ordered{}, func(tx *db.Tx) error {
		rows := make([][]any, 1000)
		for i := range rows {
			rows[i] = wideRow(int64(i))
		}
		return tx.Insert("wide_row", wideCols, rows)
	}); err != nil {
		b.Fatal(err)
	}
	read := func(v *db.View, i int) {
		var a string
		var f int64
		if err := v.Row("SELECT a, f FROM wide_row WHERE seq = ?", i%1000).Scan(&a, &f); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("view", func(b *testing.B) {
		for b.Loop() {
			if err := d.See(b.Context(), func(v *db.View) error { return nil }); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("point", func(b *testing.B) {
		if err := d.See(b.Context(), func(v *db.View) error {
			for i := 0; b.Loop(); i++ {
				read(v, i)
			}
			return nil
		}); err != nil {
			b.Fatal(err)
		}
	})
	b.Run("rows", func(b *testing.B) {
		if err := d.See(b.Context(), func(v *db.View) error {
			for b.Loop() {
				all, err := db.All(v, func(s db.Scanner) (r [4]string, err error) {
					var n int64
					err = s.Scan(&n, &r[0], &r[1], &r[2], &r[3])
					return
				}, "SELECT seq, a, b, c, d FROM wide_row")
				if err != nil || len(all) != 1000 {
					b.Fatal(err)
				}
			}
			return nil
		}); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(b.N*1000)/b.Elapsed().Seconds(), "rows/s")
	})
}
