package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"phongtrao/internal/base/fault"
)

// lite is SQLite inside the program: one connection that writes, in a goroutine of its own, and a few that read.
type lite struct {
	write   *sql.DB
	read    *sql.DB
	writer  *liteConn
	opened  int // how many readers there are
	readers chan *liteConn
	queue   chan *waiting
	stop    chan struct{} // closed by close
	stopped chan struct{} // closed by the writer when it has finished
}

const liteReaders = 4

// liteConn is one connection with its prepared statements.
type liteConn struct {
	c     *sql.Conn
	stmts map[string]*sql.Stmt
}

const liteStmts = 500 // statements kept prepared for each connection; beyond, they start anew

func (d *DB) openSQLite(ctx context.Context, path string) error {
	d.name = path
	if st, err := os.Stat(path); err == nil && st.IsDir() {
		return fault.New(fault.Unavailable, "%s là một thư mục, không phải tệp số liệu. Hãy ghi cả tên tệp.", path)
	}
	l := &lite{readers: make(chan *liteConn, liteReaders), queue: make(chan *waiting), stop: make(chan struct{}), stopped: make(chan struct{})}
	d.lite = l
	if d.readOnly {
		close(l.stopped)
	} else {
		pool, w, err := openLite(ctx, path, "rwc", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "cache_size(-32768)", "journal_size_limit(67108864)")
		if err != nil {
			close(l.stopped)
			return err
		}
		l.write, l.writer = pool, w
		go l.serve(w)
	}
	mode, pragmas := "rw", []string{"synchronous(FULL)", "query_only(1)", "cache_size(-8192)"}
	if d.readOnly {
		mode = "ro"
	}
	for range liteReaders {
		pool, r, err := openLiteIn(ctx, l.read, path, mode, pragmas...)
		l.read = pool
		if err != nil {
			return err
		}
		l.readers <- r
		l.opened++
	}
	return nil
}

func openLite(ctx context.Context, path, mode string, pragmas ...string) (*sql.DB, *liteConn, error) {
	return openLiteIn(ctx, nil, path, mode, pragmas...)
}

// openLiteIn opens one more connection and makes sure of what a connection must be: it says FULL, and it is a database.
func openLiteIn(ctx context.Context, pool *sql.DB, path, mode string, pragmas ...string) (*sql.DB, *liteConn, error) {
	if pool == nil {
		q := url.Values{"mode": {mode}, "_pragma": append([]string{"busy_timeout(5000)"}, pragmas...)}
		p := filepath.ToSlash(path)
		if filepath.VolumeName(path) != "" {
			p = "/" + p
		}
		var err error
		pool, err = sql.Open("sqlite", "file:"+(&url.URL{Path: p}).EscapedPath()+"?"+q.Encode())
		if err != nil {
			return nil, nil, explain(fmt.Errorf("db: opening %s: %w", path, err))
		}
	}
	c, err := pool.Conn(ctx)
	if err != nil {
		return pool, nil, explain(fmt.Errorf("db: opening %s: %w", path, err))
	}
	var sync, tables int
	if err := c.QueryRowContext(ctx, "PRAGMA synchronous").Scan(&sync); err != nil {
		return pool, nil, explain(fmt.Errorf("db: opening %s: %w", path, err))
	}
	if sync != 2 {
		return pool, nil, fmt.Errorf("db: %s: synchronous is %d and not 2 (FULL)", path, sync)
	}
	if err := c.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return pool, nil, explain(fmt.Errorf("db: opening %s: %w", path, err))
	}
	return pool, &liteConn{c: c, stmts: map[string]*sql.Stmt{}}, nil
}

func (l *lite) close() error {
	close(l.stop)
	<-l.stopped
	var errs []error
	for range l.opened { // waits for the views that are being read
		r := <-l.readers
		errs = append(errs, r.c.Close())
	}
	if l.writer != nil {
		errs = append(errs, l.writer.c.Close())
	}
	for _, p := range []*sql.DB{l.read, l.write} {
		if p != nil {
			errs = append(errs, p.Close())
		}
	}
	return errors.Join(errs...)
}

// stmt takes a prepared statement out of the cache; back puts it back. One that is out is not used twice.
func (c *liteConn) stmt(text string) (*sql.Stmt, error) {
	if s, ok := c.stmts[text]; ok {
		delete(c.stmts, text)
		return s, nil
	}
	return c.c.PrepareContext(context.Background(), text)
}

func (c *liteConn) back(text string, s *sql.Stmt) {
	if c.stmts[text] != nil {
		s.Close()
		return
	}
	if len(c.stmts) >= liteStmts {
		for _, old := range c.stmts {
			old.Close()
		}
		clear(c.stmts)
	}
	c.stmts[text] = s
}

// query runs without the caller's context: an interrupt inside a group of acts would undo all of it. Rows look at it between rows.
func (c *liteConn) query(ctx context.Context, text string, args []any) (*Rows, error) {
	s, err := c.stmt(text)
	if err != nil {
		return nil, err
	}
	rows, err := s.QueryContext(context.Background(), args...)
	if err != nil {
		c.back(text, s)
		return nil, err
	}
	return &Rows{rows: rows, ctx: ctx, done: func() { c.back(text, s) }}, nil
}

func (c *liteConn) exec(_ context.Context, text string, args []any) (int64, error) {
	if len(args) == 0 && strings.Contains(text, ";") {
		res, err := c.c.ExecContext(context.Background(), text)
		if err != nil {
			return 0, err
		}
		return res.RowsAffected()
	}
	s, err := c.stmt(text)
	if err != nil {
		return 0, err
	}
	res, err := s.ExecContext(context.Background(), args...)
	c.back(text, s)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

func (c *liteConn) do(text string) error {
	_, err := c.exec(context.Background(), text, nil)
	return err
}

func (d *DB) seeSQLite(ctx context.Context, f func(*View) error) error {
	var c *liteConn
	select {
	case c = <-d.lite.readers:
	case <-ctx.Done():
		return ctx.Err()
	case <-d.lite.stop:
		return errClosed
	}
	defer func() { d.lite.readers <- c }()
	if err := c.do("BEGIN"); err != nil {
		return explain(err)
	}
	defer c.do("COMMIT")
	// The snapshot is taken by the first read, so read something before looking at the clock.
	rows, err := c.query(ctx, "PRAGMA user_version", nil)
	if err != nil {
		return explain(err)
	}
	rows.Next()
	rows.Close()
	return f(&View{Ctx: ctx, At: d.now(), db: d, q: c})
}

var errClosed = fault.New(fault.Unavailable, "Chương trình đang dừng. Hãy thử lại sau ít phút.")
