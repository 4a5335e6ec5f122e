package db

import (
	"context"
	"fmt"
	"time"
)

// The writer. SQLite has one writer by nature, and a commit costs a flush of the disk. So acts queue for one goroutine, which takes
// all that wait into one transaction: a savepoint for each, so that a failing act harms only itself, and one commit for all, so that
// many share one flush. The work of an act runs in the goroutine that asked for it, while the writer waits: a panic stays where it belongs.

const (
	groupMax  = 256                   // acts in one commit
	groupTime = 20 * time.Millisecond // after which a group takes no more acts
)

// waiting is an act in the queue.
type waiting struct {
	turn   chan *liteConn // from the writer: it is your turn; nil if there can be none
	worked chan bool      // from the act: it is done, and worked
	answer chan error     // from the writer: the commit
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
		close(first.turn)
		first.answer <- explain(err)
		return
	}
	began := time.Now()
	var done []*waiting
	lost := error(nil)
	for w := first; w != nil; {
		worked, err := one(c, w)
		if err != nil { // the engine undid the whole transaction
			lost = err
			w.answer <- lost
			break
		}
		if worked {
			done = append(done, w)
		} else {
			w.answer <- nil
		}
		w = nil
		if len(done) < groupMax && time.Since(began) < groupTime {
			select {
			case w = <-l.queue:
			default:
			}
		}
	}
	if lost == nil {
		if err := c.do("COMMIT"); err != nil {
			lost = explain(fmt.Errorf("db: commit: %w", err))
		}
	}
	if lost != nil {
		c.do("ROLLBACK") // an error here says that the engine has done so already
	}
	for _, w := range done {
		w.answer <- lost
	}
}

// one runs one act inside a savepoint. An error means that the transaction around it is gone.
func one(c *liteConn, w *waiting) (worked bool, err error) {
	if err := c.do("SAVEPOINT act"); err != nil {
		close(w.turn)
		return false, explain(err)
	}
	w.turn <- c
	if <-w.worked {
		if err := c.do("RELEASE act"); err != nil {
			return false, explain(err)
		}
		return true, nil
	}
	if err := c.do("ROLLBACK TO act"); err != nil {
		return false, explain(err)
	}
	if err := c.do("RELEASE act"); err != nil {
		return false, explain(err)
	}
	return false, nil
}

// updateSQLite waits for its turn, does the work, and waits for the commit.
func (d *DB) updateSQLite(ctx context.Context, o Ordered, f func(*Tx) error) (hooks []func(), err error) {
	w := &waiting{turn: make(chan *liteConn), worked: make(chan bool), answer: make(chan error, 1)}
	select {
	case d.lite.queue <- w:
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-d.lite.stop:
		return nil, errClosed
	}
	c, ok := <-w.turn
	if !ok {
		return nil, <-w.answer
	}
	t := &Tx{View: View{Ctx: ctx, Actor: o.Actor, At: d.next(), db: d, q: c}}
	t.tx = t
	returned := false
	defer func() {
		if !returned { // a panic, or the end of the goroutine: undo the act, then let it go on
			w.worked <- false
			<-w.answer
		}
	}()
	err = t.finish(f)
	returned = true
	w.worked <- err == nil
	if lost := <-w.answer; err == nil && lost != nil {
		return nil, lost
	}
	return t.hooks, err
}
