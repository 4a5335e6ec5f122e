package live

import (
	"context"
	"log/slog"
	"reflect"
	"sync"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/gate"
	"phongtrao/internal/kind"
)

// How often the Board looks.
const (
	Pace     = 250 * time.Millisecond // while somebody watches: at most so often is told of a change
	idle     = 2 * time.Second        // while nobody does, so that what happened meanwhile can be told
	slowly   = 2 * second             // between two readings of what is edited rarely
	keptNews = 12                     // lines about networks and corrections
)

// Board keeps the events that somebody looked at.
type Board struct {
	d     *db.DB
	kinds kind.Set
	feed  feed

	mu     sync.Mutex
	events map[string]*event // by central activity
	ctx    context.Context
	stop   context.CancelFunc
	work   sync.WaitGroup
}

// event is one event that is followed.
type event struct {
	b  *Board
	id string // the central activity

	looking sync.Mutex // held while reading the database
	facts   *Facts
	read    day.Instant // when the facts were read
	counts  *counts
	notes   []Line
	nets    []was

	mu        sync.Mutex
	last      *Numbers
	followers map[chan *Numbers]bool
	running   bool
}

// was is how a site's network was at the last look.
type was struct {
	net     Net
	since   day.Instant // when it was last heard
	records int64       // that had come by then
}

// New returns a Board over a database, that is told by watch what this server takes in.
func New(d *db.DB, kinds kind.Set, watch func(func(gate.Landing)) (stop func())) *Board {
	b := &Board{d: d, kinds: kinds, events: map[string]*event{}}
	watch(b.landed)
	b.ctx, b.stop = context.WithCancel(context.Background())
	return b
}

// Close ends all following.
func (b *Board) Close() {
	b.stop()
	b.work.Wait()
}

func (b *Board) event(id string) *event {
	b.mu.Lock()
	defer b.mu.Unlock()
	e := b.events[id]
	if e == nil {
		e = &event{b: b, id: id, followers: map[chan *Numbers]bool{}}
		b.events[id] = e
	}
	return e
}

// Now returns the numbers of an event, as the database has them now. The event is named by its central activity.
func (b *Board) Now(ctx context.Context, central string) (*Numbers, error) {
	e := b.event(central)
	n, err := e.look(ctx)
	if err != nil {
		b.mu.Lock()
		if e.last == nil {
			delete(b.events, central) // no such activity: nothing to keep
		}
		b.mu.Unlock()
	}
	return n, err
}

// Follow tells of an event until the context ends: its numbers now, then each change, at most once in Pace. Who is slow misses what
// lies between and gets the latest.
func (b *Board) Follow(ctx context.Context, central string) (<-chan *Numbers, error) {
	n, err := b.Now(ctx, central)
	if err != nil {
		return nil, err
	}
	e := b.event(central)
	c := make(chan *Numbers, 1)
	c <- n
	e.mu.Lock()
	e.followers[c] = true
	if !e.running {
		e.running = true
		b.work.Go(e.run)
	}
	e.mu.Unlock()
	context.AfterFunc(ctx, func() {
		e.mu.Lock()
		delete(e.followers, c)
		e.mu.Unlock()
	})
	return c, nil
}

// run looks again and again, and tells.
func (e *event) run() {
	ctx := e.b.ctx
	for {
		pace := Pace
		e.mu.Lock()
		if len(e.followers) == 0 {
			pace = idle
		}
		over := len(e.followers) == 0 && e.last != nil && e.last.Phase == After
		if over {
			e.running = false
		}
		e.mu.Unlock()
		if over {
			return
		}
		select {
		case <-ctx.Done():
			e.end()
			return
		case <-time.After(pace):
		}
		if _, err := e.look(ctx); err != nil && ctx.Err() == nil {
			slog.Warn("looking at the day", "err", err)
			select {
			case <-ctx.Done():
			case <-time.After(idle):
			}
		}
	}
}

// end lets go of all followers: the program ends.
func (e *event) end() {
	e.mu.Lock()
	defer e.mu.Unlock()
	for c := range e.followers {
		close(c)
	}
	clear(e.followers)
}

// look reads what changed, and tells the followers if the numbers did.
func (e *event) look(ctx context.Context) (*Numbers, error) {
	e.looking.Lock()
	defer e.looking.Unlock()
	var n *Numbers
	err := e.b.d.See(ctx, func(v *db.View) (err error) {
		if e.facts == nil || v.At-e.read >= slowly || v.At < e.read {
			if e.facts, err = e.b.readFacts(v, e.id); err != nil {
				return err
			}
			e.read = v.At
		}
		before := e.counts
		if e.counts, err = e.readCounts(v, before); err != nil {
			return err
		}
		e.notice(before, v.At)
		n = paint(e.facts, e.counts, e.notes, v.At)
		if n.Phase == After {
			return publish(v, n)
		}
		return nil
	})
	if err != nil {
		e.counts = nil // half read: afresh at the next look
		return nil, err
	}
	return e.tell(n), nil
}

// tell hands numbers to the followers if they differ from the last, and returns those that hold.
func (e *event) tell(n *Numbers) *Numbers {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.last != nil {
		n.Rev = e.last.Rev
		old := *e.last
		old.At = n.At
		if reflect.DeepEqual(&old, n) {
			return e.last
		}
	}
	n.Rev++
	e.last = n
	for c := range e.followers {
		select {
		case <-c: // the slow one misses what it did not take
		default:
		}
		c <- n
	}
	return n
}
