package act_test

import (
	"path/filepath"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
)

// BenchmarkDo is an act that does nothing but be asked for and written down, from 64 goroutines, on a real disk.
func BenchmarkDo(b *testing.B) {
	d, err := db.Open(b.Context(), filepath.Join(b.TempDir(), "bench.db"), db.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { d.Close() })
	if err := d.Migrate(b.Context(), access.Schema, act.Schema); err != nil {
		b.Fatal(err)
	}
	if err := d.Update(b.Context(), db.Ordered{}, func(tx *db.Tx) error {
		_, err := access.Give(tx, access.Grant{Person: "an", Role: access.UnitOfficer, Unit: "hp"})
		return err
	}); err != nil {
		b.Fatal(err)
	}
	desk, who := act.NewDesk(d), act.Who{Person: "an", Device: "Chrome, Windows"}
	b.SetParallelism(32) // times two processors
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if err := desk.Do(b.Context(), who, writing, "cs1", nothing); err != nil {
				b.Error(err)
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "acts/s")
}
