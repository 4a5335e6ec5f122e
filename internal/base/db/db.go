// Package db opens the database of either engine.
//
// It knows two engines, SQLite inside the program or PostgreSQL beside it, and gives both one face: one SQL text with `?`
// arguments, two column types (TEXT and BIGINT), views that read one snapshot, acts that are written whole or not at all.
// It keeps true that a View cannot write, that what Update has answered for is on the disk, and that every act has an
// instant of its own, later than that of every act before it in this process. What the tables mean is left to others.
package db

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/id"
)

// Engine names a database engine.
type Engine string

const (
	SQLite   Engine = "sqlite"
	Postgres Engine = "postgres"
)

// Options are what a DB may be given; the zero value is for daily use.
type Options struct {
	Clock    func() time.Time // the source of every instant; nil is time.Now
	IDs      *id.Source       // the source of every key; nil draws from the system's chance
	ReadOnly bool             // Update and Migrate are refused, and a SQLite file is not written to at all
}

// DB is an open database. It is safe for use by many goroutines.
type DB struct {
	engine   Engine
	name     string // the path or the address without its password, for sentences
	clock    func() time.Time
	ids      *id.Source
	readOnly bool
	lite     *lite // one of the two is set
	post     *post
	last     atomic.Int64 // the last instant given to an act
	shelf    shelf
	closed   sync.Once
	scratch  string // a folder to remove at Close
}

// Open opens the database that dsn names: a path or "sqlite:path" for a SQLite file, which is made if it is not there,
// "postgres://…" for PostgreSQL (with pgx's own parameters; default_query_exec_mode=exec where a pooler stands between), or ":memory:" for a SQLite of its own that is gone after Close.
// A database that cannot be used now is a fault of kind Unavailable.
func Open(ctx context.Context, dsn string, o Options) (*DB, error) {
	d := &DB{clock: o.Clock, ids: o.IDs, readOnly: o.ReadOnly}
	if d.clock == nil {
		d.clock = time.Now
	}
	if d.ids == nil {
		d.ids = id.NewSource(nil)
	}
	if strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://") {
		d.engine = Postgres
		if err := d.openPostgres(ctx, dsn); err != nil {
			return nil, err
		}
		return d, nil
	}
	d.engine = SQLite
	path := strings.TrimPrefix(dsn, "sqlite:")
	if path == "" {
		return nil, fault.Invalidf("Chưa nói tệp số liệu ở đâu. Hãy ghi --db ĐƯỜNG-DẪN hoặc --db postgres://….")
	}
	if path == ":memory:" {
		dir, err := os.MkdirTemp("", "phongtrao-")
		if err != nil {
			return nil, fault.New(fault.Unavailable, "Không tạo được thư mục tạm để giữ số liệu: %w", err)
		}
		d.scratch, path = dir, filepath.Join(dir, "memory.db")
	}
	if err := d.openSQLite(ctx, path); err != nil {
		d.Close()
		return nil, err
	}
	return d, nil
}

// Close ends the use of the database: acts that wait are finished first, later ones are refused.
func (d *DB) Close() (err error) {
	d.closed.Do(func() {
		if d.lite != nil {
			err = d.lite.close()
		}
		if d.post != nil {
			err = d.post.pool.Close()
		}
		if d.scratch != "" {
			os.RemoveAll(d.scratch)
		}
	})
	return err
}

// Engine returns which engine it is.
func (d *DB) Engine() Engine { return d.engine }

// Name returns where the database is, without any password: a path, or an address.
func (d *DB) Name() string { return d.name }

// Now returns the instant it is, never before the last act. Inside a view or an act, At is the instant to use.
func (d *DB) Now() day.Instant {
	return max(day.InstantOf(d.clock()), day.Instant(d.last.Load()))
}

// next returns an instant for a new act: that of the clock, but always later than the act before.
func (d *DB) next() day.Instant {
	for {
		last := d.last.Load()
		at := max(int64(day.InstantOf(d.clock())), last+1)
		if d.last.CompareAndSwap(last, at) {
			return day.Instant(at)
		}
	}
}

// shelf keeps what was made from the database for as long as the DB is open.
type shelf struct {
	mu    sync.Mutex
	slots map[any]*slot
}

type slot struct {
	once  sync.Once
	value any
}

// Keep returns what make made at the first call with this key; it stays as long as the DB.
// The key is a value of an unexported type of the caller, so that no two packages share one.
// What is kept must be safe for many goroutines, and must not be filled from a view that is InTx: its act may yet fail.
func (d *DB) Keep(key any, make func() any) any {
	d.shelf.mu.Lock()
	if d.shelf.slots == nil {
		d.shelf.slots = map[any]*slot{}
	}
	s := d.shelf.slots[key]
	if s == nil {
		s = &slot{}
		d.shelf.slots[key] = s
	}
	d.shelf.mu.Unlock()
	s.once.Do(func() { s.value = make() })
	return s.value
}
