package furnished

import (
	"testing"

	"phongtrao/internal/base/blob"
	"phongtrao/internal/base/db"
	"phongtrao/internal/house"
	"phongtrao/internal/seed"
	"phongtrao/internal/testkit"
)

// Demo builds a house with the demo's four stories in it, at the testkit's clock. It is closed with the test.
func Demo(t testing.TB) *house.House {
	t.Helper()
	dsn := testkit.DSN(t)
	if _, err := seed.Demo(t.Context(), dsn); err != nil {
		t.Fatal(err)
	}
	clock := testkit.NewClock()
	h, err := house.Open(t.Context(), dsn, house.Options{NoSeal: true, DB: db.Options{Clock: clock.Now}})
	if err != nil {
		t.Fatal(err)
	}
	h.Files = blob.At(t.TempDir())
	t.Cleanup(func() { h.Close() })
	return h
}
