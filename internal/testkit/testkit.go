// Package testkit builds a house inside a test.
//
// Tests run on SQLite; where TEST_POSTGRES holds the address of a PostgreSQL, they run there instead, each in a schema of its own.
package testkit

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/id"
)

// Start is the instant at which every test begins: 08:00 on 2 November 2026 in Vietnam.
var Start = time.Date(2026, 11, 2, 8, 0, 0, 0, day.Zone)

// Clock is a clock that stands still until it is moved.
type Clock struct {
	mu sync.Mutex
	at time.Time
}

// NewClock returns a clock at Start.
func NewClock() *Clock { return &Clock{at: Start} }

// Now returns the instant the clock shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// Set moves the clock to an instant.
func (c *Clock) Set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = at
}

// SetDay moves the clock to 08:00 in Vietnam on a day of the form 2026-07-28.
func (c *Clock) SetDay(d string) { c.Set(day.Must(d).Start().Time().Add(8 * time.Hour)) }

// Advance moves the clock on.
func (c *Clock) Advance(by time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(by)
}

// DB opens a fresh database with the tables of some lines, a clock at Start and keys that are the same at every run.
func DB(t testing.TB, lines ...db.Line) *db.DB {
	t.Helper()
	d, _ := open(t, Start, lines)
	return d
}

// Engines runs a test on SQLite, and on PostgreSQL too where TEST_POSTGRES is set; for tests of the base.
func Engines(t *testing.T, f func(t *testing.T, d *db.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		d, _ := openSQLite(t, Start, nil)
		f(t, d)
	})
	t.Run("postgres", func(t *testing.T) {
		if os.Getenv("TEST_POSTGRES") == "" {
			t.Skip("TEST_POSTGRES is not set: PostgreSQL is not tested")
		}
		d, _ := openPostgres(t, Start, nil)
		f(t, d)
	})
}

func open(t testing.TB, at time.Time, lines []db.Line) (*db.DB, *Clock) {
	t.Helper()
	if os.Getenv("TEST_POSTGRES") != "" {
		return openPostgres(t, at, lines)
	}
	return openSQLite(t, at, lines)
}

func openSQLite(t testing.TB, at time.Time, lines []db.Line) (*db.DB, *Clock) {
	t.Helper()
	return openAt(t, filepath.Join(folder(t), "test.db"), at, lines)
}

// folder is a temporary folder, in memory where there is such a thing: what the disk does is tested in base/db alone.
func folder(t testing.TB) string {
	dir, err := os.MkdirTemp("/dev/shm", "phongtrao-test-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// DSN returns the address of a fresh, empty database of the engine under test; for what opens its own, as commands do.
func DSN(t testing.TB) string {
	t.Helper()
	if os.Getenv("TEST_POSTGRES") != "" {
		return scratch(t)
	}
	return filepath.Join(folder(t), "test.db")
}

func openPostgres(t testing.TB, at time.Time, lines []db.Line) (*db.DB, *Clock) {
	t.Helper()
	return openAt(t, scratch(t), at, lines)
}

// scratch makes a schema of its own in the PostgreSQL under test.
func scratch(t testing.TB) string {
	t.Helper()
	dsn, drop, err := db.Scratch(context.Background(), os.Getenv("TEST_POSTGRES"))
	if err != nil {
		t.Fatalf("testkit: %v", err)
	}
	t.Cleanup(func() {
		if err := drop(); err != nil {
			t.Errorf("testkit: %v", err)
		}
	})
	return dsn
}

func openAt(t testing.TB, dsn string, at time.Time, lines []db.Line) (*db.DB, *Clock) {
	t.Helper()
	clock := &Clock{at: at}
	ctx := context.Background()
	d, err := db.Open(ctx, dsn, db.Options{Clock: clock.Now, IDs: id.NewSource(rand.NewChaCha8([32]byte{}))})
	if err != nil {
		t.Fatalf("testkit: %v", err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Errorf("testkit: closing: %v", err)
		}
	})
	if err := d.Migrate(ctx, lines...); err != nil {
		t.Fatalf("testkit: %v", err)
	}
	return d, clock
}
