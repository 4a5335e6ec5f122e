package db

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"phongtrao/internal/base/fault"
)

// The writer. SQLite has one writer by nature, and a commit costs a flush of the disk. So acts queue for one goroutine, which takes
// all that wait into one transaction: a savepoint for each, so that a failing act harms only itself, and one commit for all, so that
// many share one flush. The work of an act runs in the goroutine that asked for it, while the writer waits: a panic stays where it belongs.

const (
	groupMax  = 256                   // acts in one commit
	groupTime = 20 * time.Millisecond // after which a group takes no more acts
	liteTries = 5                     // how often an act that was undone by another's misfortune is tried
)

// waiting is an act in the queue.
type waiting struct {
	turn   chan *liteConn // from the writer: it is your turn; closed if there can be none
	worked chan error     // from the act: it is done, and how
	answer chan answer    // from the writer: the commit
}

// answer is what became of an act that had no error of its own. It is to be done again if the engine, out of room for
// another act of the group, undid the whole of it.
type answer struct {
	err   error
	again bool
}

// serve is the writer's goroutine.
func (l *lite) serve(c *liteConn) {
	defer close(l.stopped)
	for {
		select {
		case first := <-l.queue:
			l.group(c, first)
		case <-l.stop:
			return
		}
	}
}

// group runs the first act and those that wait behind it, and commits them together.
func (l *lite) group(c *liteConn, first *waiting) {
	if err := c.do("BEGIN IMMEDIATE"); err != nil {
		first.refuse(err)
		return
	}
	began := time.Now()
	var done []*waiting
	var all answer
	for w := first; w != nil && !all.again; {
		switch worked, lost := w.run(c); {
		case lost:
			all.again = true
		case worked:
			done = append(done, w)
		}
		w = nil
		if len(done) < groupMax && time.Since(began) < groupTime && !all.again {
			select {
			case w = <-l.queue:
			default:
			}
		}
	}
	if !all.again {
		if err := c.do("COMMIT"); err != nil {
			all.err = explain(fmt.Errorf("db: commit: %w", err))
		}
	}
	if all != (answer{}) {
		c.do("ROLLBACK") // an error here says that the engine has done so already
	}
	for _, w := range done {
		w.answer <- all
	}
}

// run runs one act inside a savepoint, and reports whether it worked, or whether the transaction around it is lost.
func (w *waiting) run(c *liteConn) (worked, lost bool) {
	if err := c.do("SAVEPOINT act"); err != nil {
		w.refuse(err)
		return false, true
	}
	w.turn <- c
	if failed := <-w.worked; failed == nil {
		if err := c.do("RELEASE act"); err != nil {
			w.answer <- answer{err: explain(err)}
			return false, true
		}
		return true, false
	}
	lost = c.do("ROLLBACK TO act") != nil || c.do("RELEASE act") != nil
	w.answer <- answer{}
	return false, lost
}

// refuse answers an act whose turn cannot come.
func (w *waiting) refuse(err error) {
	w.answer <- answer{err: explain(err)}
	close(w.turn)
}

// updateSQLite does an act, again if another act's misfortune undid it.
func (d *DB) updateSQLite(ctx context.Context, o Ordered, f func(*Tx) error) ([]func(), error) {
	for try := 1; ; try++ {
		hooks, a, err := d.trySQLite(ctx, o, f)
		switch {
		case err != nil || a.err != nil:
			return nil, cmp.Or(err, a.err)
		case !a.again:
			return hooks, nil
		case try == liteTries:
			return nil, fault.New(fault.Unavailable, "Lần ghi này bị hủy cùng một lần ghi khác không thành, chưa có gì được ghi. Hãy thử lại.")
		}
	}
}

// trySQLite waits for its turn, does the work, and waits for the commit.
func (d *DB) trySQLite(ctx context.Context, o Ordered, f func(*Tx) error) (hooks []func(), a answer, err error) {
	w := &waiting{turn: make(chan *liteConn), worked: make(chan error), answer: make(chan answer, 1)}
	select {
	case d.lite.queue <- w:
	case <-ctx.Done():
		return nil, a, ctx.Err()
	case <-d.lite.stop:
		return nil, a, errClosed
	}
	c, ok := <-w.turn
	if !ok {
		return nil, <-w.answer, nil
	}
	t := &Tx{View: View{Ctx: ctx, Actor: o.Actor, At: d.next(), db: d, q: c}}
	t.tx = t
	returned := false
	defer func() {
		if !returned { // a panic, or the end of the goroutine: undo the act, then let it go on
			t.end(nil)
			w.worked <- errUnfinished
			<-w.answer
		}
	}()
	err = t.finish(f)
	returned = true
	w.worked <- err
	a = <-w.answer
	return t.hooks, a, err
}

var errUnfinished = errors.New("db: the act did not come to its end")
