package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite"
	lib "modernc.org/sqlite/lib"

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

// liteBusy is how long, in milliseconds, another program's writing is waited for. A test makes it shorter.
var liteBusy = 5000

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
		return l.openReaders(ctx, path, "ro")
	}
	var err error
	l.write, l.writer, err = openLite(ctx, nil, path, url.Values{"mode": {"rwc"}, "_pragma": {"journal_mode(WAL)", "foreign_keys(1)", "cache_size(-32768)", "journal_size_limit(67108864)"}})
	if err == nil {
		err = l.writer.writable()
	}
	if err != nil {
		close(l.stopped)
		if _, there := os.Stat(path); there == nil && isLite(err, lib.SQLITE_CANTOPEN) { // the file is there, but its log cannot be
			err = &fault.Fault{Kind: fault.Unavailable, Text: liteText(lib.SQLITE_READONLY), Err: err}
		}
		return err
	}
	go l.serve(l.writer)
	return l.openReaders(ctx, path, "rw")
}

func (l *lite) openReaders(ctx context.Context, path, mode string) error {
	q := url.Values{"mode": {mode}, "_pragma": {"query_only(1)", "cache_size(-8192)"}}
	for range liteReaders {
		pool, r, err := openLite(ctx, l.read, path, q)
		if wal, e := os.Stat(path + "-wal"); err != nil && mode == "ro" && l.opened == 0 && (e != nil || wal.Size() == 0) {
			// A folder that cannot be written to has no room for the log's index; without a log none is needed.
			if pool != nil {
				pool.Close()
			}
			q.Set("immutable", "1")
			pool, r, err = openLite(ctx, nil, path, q)
		}
		l.read = pool
		if err != nil {
			return err
		}
		l.readers <- r
		l.opened++
	}
	return nil
}

// openLite opens one more connection of a pool, or the first, and makes sure of what a connection must be:
// it flushes at every commit (FULL; drivers differ in what they do if nothing is said), and there is a database to read.
func openLite(ctx context.Context, pool *sql.DB, path string, q url.Values) (*sql.DB, *liteConn, error) {
	failed := func(err error) (*sql.DB, *liteConn, error) {
		return pool, nil, explain(fmt.Errorf("db: opening %s: %w", path, err))
	}
	var err error
	if pool == nil {
		q := maps.Clone(q)
		q["_pragma"] = append([]string{"busy_timeout(" + strconv.Itoa(liteBusy) + ")", "synchronous(FULL)"}, q["_pragma"]...)
		p := filepath.ToSlash(path)
		if filepath.VolumeName(path) != "" {
			p = "/" + p
		}
		if pool, err = sql.Open("sqlite", "file:"+(&url.URL{Path: p}).EscapedPath()+"?"+q.Encode()); err != nil {
			return failed(err)
		}
	}
	c, err := pool.Conn(ctx)
	if err != nil {
		return failed(err)
	}
	var sync, tables int
	err = c.QueryRowContext(ctx, "PRAGMA synchronous").Scan(&sync)
	if err == nil && sync != 2 {
		err = fmt.Errorf("synchronous is %d and not 2 (FULL)", sync)
	}
	if err == nil {
		err = c.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables)
	}
	if err != nil {
		c.Close()
		return failed(err)
	}
	return pool, &liteConn{c: c, stmts: map[string]*sql.Stmt{}}, nil
}

// writable makes sure, before anybody needs it, that the file can be written to. That another program is writing just now is no obstacle.
func (c *liteConn) writable() error {
	err := c.do("BEGIN IMMEDIATE")
	if err == nil {
		err = c.do("ROLLBACK")
	}
	if isLite(err, lib.SQLITE_BUSY) {
		return nil
	}
	return explain(err)
}

func (l *lite) close() error {
	close(l.stop)
	<-l.stopped
	var errs []error
	for range l.opened { // waits for the views that are being read
		r := <-l.readers
		errs = append(errs, r.close())
	}
	if l.writer != nil {
		errs = append(errs, l.writer.close())
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

// close finalises the statements first: a connection with one left would live on, and keep the file.
func (c *liteConn) close() error {
	for _, s := range c.stmts {
		s.Close()
	}
	clear(c.stmts)
	return c.c.Close()
}

// query runs without the caller's context: an interrupt inside a group of acts would undo all of it. Rows look at it between rows.
func (c *liteConn) query(_ context.Context, text string, args []any) (*sql.Rows, func(), error) {
	s, err := c.stmt(text)
	if err != nil {
		return nil, nil, err
	}
	rows, err := s.QueryContext(context.Background(), args...)
	if err != nil {
		c.back(text, s)
		return nil, nil, err
	}
	return rows, func() { c.back(text, s) }, nil
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
	defer func() {
		if c.do("COMMIT") != nil {
			c.do("ROLLBACK")
		}
	}()
	// The snapshot is taken by the first read, so read something before looking at the clock.
	if err := c.do("PRAGMA user_version"); err != nil {
		return explain(err)
	}
	v := &View{Ctx: ctx, At: d.Now(), db: d, q: c}
	defer v.end(nil) // a panic may have left rows open
	return v.end(f(v))
}

var errClosed = fault.New(fault.Unavailable, "Chương trình đang dừng. Hãy thử lại sau ít phút.")
