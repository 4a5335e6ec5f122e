// Package furnished builds a whole house inside a test, with every table, every indicator, every kind.
//
// Nouns test themselves with testkit alone; what stands above them (seeds, pages, stories) tests itself here.
package furnished

import (
	"testing"
	"time"

	"phongtrao/internal/base/blob"
	"phongtrao/internal/house"
	"phongtrao/internal/schema"
	"phongtrao/internal/testkit"
)

// New builds a fresh, empty house on the engine under test; the ledger is sealed by hand. It is closed with the test.
func New(t testing.TB) (*house.House, *testkit.House) {
	t.Helper()
	return Since(t, testkit.Start)
}

// Since is New with a clock that begins at another instant.
func Since(t testing.TB, at time.Time) (*house.House, *testkit.House) {
	t.Helper()
	k := testkit.Since(t, at, schema.Lines...)
	h, err := house.On(t.Context(), k.DB, house.Options{NoSeal: true})
	if err != nil {
		t.Fatal(err)
	}
	h.Files = blob.At(t.TempDir())
	return h, k
}
