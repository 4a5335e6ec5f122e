package db

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"sync/atomic"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
)

// View reads one snapshot of the database. It belongs to one goroutine and ends with the call that gave it.
type View struct {
	Ctx   context.Context
	Actor string      // the person who reads or writes, "" for nobody in particular
	At    day.Instant // the one instant of the whole view or act

	db   *DB
	q    runner
	tx   *Tx   // set when the view belongs to an act
	open *Rows // the answer that is being read
	memo map[any]any
}

// runner sends statements to an engine within one transaction. Its arguments are already bound.
type runner interface {
	query(ctx context.Context, sql string, args []any) (rows *sql.Rows, done func(), err error)
	exec(ctx context.Context, sql string, args []any) (int64, error)
}

// Tx is a view that can also write. Pass it down as &tx.View to what only reads.
// After a statement has failed the act is lost on both engines: every later call returns the same error.
type Tx struct {
	View
	hooks  []func()
	failed error
}

// Scanner reads the columns of a row into pointers.
type Scanner interface{ Scan(dest ...any) error }

// Rows are the answer to a query, read one by one. They must be closed, or read to their end, before the next statement:
// PostgreSQL cannot answer two at once, and SQLite is held to the same.
type Rows struct {
	view *View
	rows *sql.Rows
	done func() // gives the statement back
	err  error
}

var errReading = errors.New("db: a statement while the rows of the last one are still being read; close them first, or use All")

// Next moves to the next row and reports whether there is one.
func (r *Rows) Next() bool {
	if r.err = r.view.Ctx.Err(); r.err == nil && r.rows.Next() {
		return true
	}
	r.Close()
	return false
}

// Scan reads the row.
func (r *Rows) Scan(dest ...any) error { return r.rows.Scan(dest...) }

// Err returns what ended the rows, if not their end.
func (r *Rows) Err() error {
	if r.err != nil {
		return r.err
	}
	return explain(r.rows.Err())
}

// Close ends the reading. It may be called twice.
func (r *Rows) Close() {
	if r.view.open != r {
		return
	}
	r.view.open = nil
	r.rows.Close()
	if r.done != nil {
		r.done()
	}
}

// Row is the first row of an answer.
type Row struct {
	rows *Rows
	err  error
}

// Scan reads the row. No row is a fault of kind NotFound.
func (r Row) Scan(dest ...any) error {
	if r.err != nil {
		return r.err
	}
	defer r.rows.Close()
	if !r.rows.Next() {
		if err := r.rows.Err(); err != nil {
			return err
		}
		return fault.NotFoundf("Không tìm thấy mục này. Có thể đường dẫn đã cũ hoặc gõ nhầm.")
	}
	return r.rows.Scan(dest...)
}

// Query sends a query. Arguments are strings, whole numbers, bools (kept as 0 and 1), types of those kinds, and day.Day.
func (v *View) Query(text string, args ...any) (*Rows, error) {
	if err := v.ready(); err != nil {
		return nil, err
	}
	bound, err := bind(args)
	if err != nil {
		return nil, err
	}
	rows, done, err := v.q.query(v.Ctx, text, bound)
	if err != nil {
		return nil, v.fail(err)
	}
	v.open = &Rows{view: v, rows: rows, done: done}
	return v.open, nil
}

// ready reports why no statement can be sent now.
func (v *View) ready() error {
	switch {
	case v.tx != nil && v.tx.failed != nil:
		return v.tx.failed
	case v.open != nil:
		return errReading
	}
	return v.Ctx.Err()
}

// fail explains an engine's error and remembers that the act is lost.
func (v *View) fail(err error) error {
	err = explain(err)
	if v.tx != nil {
		v.tx.failed = err
	}
	return err
}

// end closes what was left open, which is a mistake of the program.
func (v *View) end(err error) error {
	if v.open == nil {
		return err
	}
	v.open.Close()
	return cmp.Or(err, errReading)
}

// Row sends a query of which only the first row matters.
func (v *View) Row(text string, args ...any) Row {
	rows, err := v.Query(text, args...)
	return Row{rows, err}
}

// DB returns the database that is viewed, for its shelf.
func (v *View) DB() *DB { return v.db }

// InTx reports whether the view belongs to an act that is being written, and may see what is not yet committed.
func (v *View) InTx() bool { return v.tx != nil }

// Memo returns what make made at the first call with this key in this view; it is gone with the view.
func (v *View) Memo(key any, make func() any) any {
	if m, ok := v.memo[key]; ok {
		return m
	}
	if v.memo == nil {
		v.memo = map[any]any{}
	}
	m := make()
	v.memo[key] = m
	return m
}

// All returns every row of a query, read by scan.
func All[T any](v *View, scan func(Scanner) (T, error), text string, args ...any) ([]T, error) {
	rows, err := v.Query(text, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		t, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, rows.Err()
}

// One returns the first row of a query, read by scan, and false where there is none.
func One[T any](v *View, scan func(Scanner) (T, error), text string, args ...any) (T, bool, error) {
	var none T
	rows, err := v.Query(text, args...)
	if err != nil {
		return none, false, err
	}
	defer rows.Close()
	if !rows.Next() {
		return none, false, rows.Err()
	}
	t, err := scan(rows)
	if err != nil {
		return none, false, err
	}
	return t, true, nil
}

// Text scans a single text column; for All and One.
func Text(s Scanner) (t string, err error) { err = s.Scan(&t); return }

// Number scans a single number column; for All and One.
func Number(s Scanner) (n int64, err error) { err = s.Scan(&n); return }

// Exec sends a statement that changes rows, and returns how many.
func (t *Tx) Exec(text string, args ...any) (int64, error) {
	bound, err := bind(args)
	if err != nil {
		return 0, err
	}
	return t.run(text, bound)
}

func (t *Tx) run(text string, bound []any) (int64, error) {
	if err := t.ready(); err != nil {
		return 0, err
	}
	n, err := t.q.exec(t.Ctx, text, bound)
	if err != nil {
		return 0, t.fail(err)
	}
	return n, nil
}

// AfterCommit runs f in the caller's goroutine once the act is on the disk. It is for what may be lost: a nudge, a counter.
func (t *Tx) AfterCommit(f func()) { t.hooks = append(t.hooks, f) }

// ID returns a new key, greater than every key before it.
func (t *Tx) ID() string { return t.db.ids.New(t.At.Time()) }

// Ordered says who writes and which things no two acts may change side by side.
// SQLite writes one act at a time and needs no locks; PostgreSQL takes one for each name, in one order for all.
type Ordered struct {
	Actor string
	Locks []string
}

// See gives f a view of one snapshot.
func (d *DB) See(ctx context.Context, f func(v *View) error) error {
	if d.post != nil {
		return d.seePostgres(ctx, f)
	}
	return d.seeSQLite(ctx, f)
}

// Update gives f a transaction, and commits it durably if f returns nil; else, or if f panics, nothing of it remains.
// f runs in the caller's goroutine. It may be run again, from the start, after a deadlock on PostgreSQL.
// An act inside another act is a mistake of the program, and panics.
func (d *DB) Update(ctx context.Context, o Ordered, f func(tx *Tx) error) error {
	if d.readOnly {
		return fault.New(fault.Unavailable, "Số liệu đang được mở ở chế độ chỉ đọc nên không ghi được.")
	}
	if a, ok := ctx.Value(within{}).(*running); ok && a.db == d && !a.over.Load() {
		panic("db: Update inside Update")
	}
	a := &running{db: d}
	hooks, err := d.update(context.WithValue(ctx, within{}, a), a, o, f)
	if err != nil {
		return err
	}
	for _, h := range hooks {
		h()
	}
	return nil
}

func (d *DB) update(ctx context.Context, a *running, o Ordered, f func(tx *Tx) error) ([]func(), error) {
	defer a.over.Store(true)
	if d.post != nil {
		return d.updatePostgres(ctx, o, f)
	}
	return d.updateSQLite(ctx, o, f)
}

// running is an act that runs; the context of its Tx carries it under the key within.
type running struct {
	db   *DB
	over atomic.Bool
}

type within struct{}

// finish runs f and returns its error, or that of a statement that f chose to overlook.
func (t *Tx) finish(f func(*Tx) error) error {
	if err := t.end(f(t)); err != nil {
		return err
	}
	return t.failed
}
