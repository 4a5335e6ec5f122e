package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"phongtrao/internal/base/id"
)

// post is PostgreSQL through a pool of connections.
type post struct{ pool *sql.DB }

const (
	postConns = 16 // connections to one server from one process
	postTries = 5  // how often an act that met a deadlock is tried
)

func (d *DB) openPostgres(ctx context.Context, dsn string) error {
	d.name = "postgres://…"
	if u, err := url.Parse(dsn); err == nil {
		d.name = u.Redacted()
	}
	pool, err := sql.Open("pgx", dsn)
	if err != nil {
		return explain(fmt.Errorf("db: opening %s: %w", d.name, err))
	}
	pool.SetMaxOpenConns(postConns)
	pool.SetMaxIdleConns(postConns)
	if err := pool.PingContext(ctx); err != nil {
		pool.Close()
		return explain(fmt.Errorf("db: opening %s: %w", d.name, err))
	}
	d.post = &post{pool}
	return nil
}

// postRunner sends statements within one transaction; pgx keeps them prepared by itself.
type postRunner struct{ tx *sql.Tx }

func (r postRunner) query(ctx context.Context, text string, args []any) (*sql.Rows, func(), error) {
	rows, err := r.tx.QueryContext(ctx, numbered(text, args), args...)
	return rows, nil, err
}

func (r postRunner) exec(ctx context.Context, text string, args []any) (int64, error) {
	res, err := r.tx.ExecContext(ctx, numbered(text, args), args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

func (d *DB) seePostgres(ctx context.Context, f func(*View) error) error {
	tx, err := d.post.pool.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return explain(err)
	}
	defer tx.Rollback() // nothing was written: ending is all there is to do
	v := &View{Ctx: ctx, At: d.Now(), db: d, q: postRunner{tx}}
	return v.end(f(v))
}

func (d *DB) updatePostgres(ctx context.Context, o Ordered, f func(*Tx) error) ([]func(), error) {
	for try := 1; ; try++ {
		hooks, err := d.tryPostgres(ctx, o, f)
		if !isDeadlock(err) || try == postTries {
			return hooks, err
		}
		time.Sleep(time.Duration(try) * time.Duration(rand.IntN(10)+1) * time.Millisecond)
	}
}

func (d *DB) tryPostgres(ctx context.Context, o Ordered, f func(*Tx) error) ([]func(), error) {
	tx, err := d.post.pool.BeginTx(ctx, nil)
	if err != nil {
		return nil, explain(err)
	}
	defer tx.Rollback() // after a commit this does nothing
	t := &Tx{View: View{Ctx: ctx, Actor: o.Actor, db: d, q: postRunner{tx}}}
	t.tx = t
	if err := lock(ctx, tx, o.Locks...); err != nil {
		return nil, explain(err)
	}
	t.At = d.next() // after the locks, so that acts over one thing follow each other in time
	if err := t.finish(f); err != nil {
		return nil, err
	}
	if err := tx.Commit(); err != nil {
		return nil, explain(fmt.Errorf("db: commit: %w", err))
	}
	return t.hooks, nil
}

// Lock makes the act wait until no other act holds the name; it is held until the commit. On SQLite there is nothing to wait for.
// A verb that knows its names beforehand gives them in Ordered instead, where they are taken in an order that cannot deadlock.
func (t *Tx) Lock(name string) error {
	r, ok := t.q.(postRunner)
	if !ok {
		return nil
	}
	if err := t.ready(); err != nil {
		return err
	}
	if err := lock(t.Ctx, r.tx, name); err != nil {
		return t.fail(err)
	}
	return nil
}

func lock(ctx context.Context, tx *sql.Tx, names ...string) error {
	keys := make([]int64, 0, len(names))
	for _, n := range names {
		h := fnv.New64a()
		h.Write([]byte(n))
		keys = append(keys, int64(h.Sum64()))
	}
	slices.Sort(keys)
	for _, k := range slices.Compact(keys) {
		if _, err := tx.ExecContext(ctx, "SELECT pg_advisory_xact_lock($1)", k); err != nil {
			return err
		}
	}
	return nil
}

func isDeadlock(err error) bool {
	e, ok := errors.AsType[*pgconn.PgError](err)
	return ok && (e.Code == "40P01" || e.Code == "40001")
}

// Scratch makes an empty schema of its own inside a PostgreSQL database, for tests and rehearsals, and returns the address of it.
// drop removes it with all it holds.
func Scratch(ctx context.Context, dsn string) (scratch string, drop func() error, err error) {
	pool, err := sql.Open("pgx", dsn)
	if err != nil {
		return "", nil, explain(err)
	}
	name := "scratch_" + id.NewSource(nil).New(time.Now())
	if _, err := pool.ExecContext(ctx, "CREATE SCHEMA "+name); err != nil {
		pool.Close()
		return "", nil, explain(err)
	}
	join := "?"
	if strings.Contains(dsn, "?") {
		join = "&"
	}
	return dsn + join + "search_path=" + name, func() error {
		defer pool.Close()
		_, err := pool.ExecContext(context.Background(), "DROP SCHEMA "+name+" CASCADE")
		return explain(err)
	}, nil
}
