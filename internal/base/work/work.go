// Package work tells how far long work is.
//
// A Board runs work in the background, away from the request that asked for it, and keeps for each piece who asked, how much is done
// and how it ended. It keeps true that only its owner sees a piece, that nothing runs on after the board is closed, and that a piece
// which panics ends as an error and harms nothing else. What the work is, and what it writes, is not known here; a board is memory
// alone, so what must outlive the program is written by the work itself.
package work

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"phongtrao/internal/base/fault"
)

// Limits of a board.
const (
	KeptFor  = time.Hour // how long the end of a piece is remembered
	PerOwner = 4         // pieces of one owner that run side by side
)

// Board is where work runs. It is safe for use by many goroutines.
type Board struct {
	clock func() time.Time
	ctx   context.Context
	stop  context.CancelFunc
	all   sync.WaitGroup

	mu     sync.Mutex
	pieces map[string]*piece
}

type piece struct {
	owner, title, back string
	began              time.Time
	progress           Progress

	ended time.Time // zero while it runs; guarded by the board
	to    string
	err   error
}

// Progress is where work says how far it is. A nil Progress takes everything and tells nobody, so that the same code runs where
// nobody waits.
type Progress struct {
	done, total atomic.Int64
	says        atomic.Pointer[string]
}

// Of says how many steps there are in all; 0 is not known.
func (p *Progress) Of(total int) {
	if p != nil {
		p.total.Store(int64(total))
	}
}

// At says how many steps are done.
func (p *Progress) At(done int) {
	if p != nil {
		p.done.Store(int64(done))
	}
}

// Say tells in a few words what is being done now.
func (p *Progress) Say(text string) {
	if p != nil {
		p.says.Store(&text)
	}
}

// State is how far a piece is.
type State struct {
	Title string
	Says  string // what is being done now
	Back  string // where its owner came from
	Done  int64
	Total int64         // 0 is not known
	Spent time.Duration // since it began
	Left  time.Duration // at the pace so far; 0 is not known
	Ended bool
	To    string // where its result is, once it has ended well
	Err   error  // why it ended badly
}

// NewBoard returns an empty board.
func NewBoard(clock func() time.Time) *Board {
	b := &Board{clock: clock, pieces: map[string]*piece{}}
	b.ctx, b.stop = context.WithCancel(context.Background())
	return b
}

// Start runs do in the background and returns the key of the piece. do returns the address of its result. back is where its owner
// may go on from if it fails. Too many pieces of one owner are a fault of kind Conflict.
func (b *Board) Start(owner, title, back string, do func(ctx context.Context, p *Progress) (to string, err error)) (string, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.ctx.Err() != nil {
		return "", fault.New(fault.Unavailable, "Chương trình đang tắt nên không nhận thêm việc. Hãy thử lại sau ít phút.")
	}
	now, running := b.clock(), 0
	for key, p := range b.pieces {
		switch {
		case !p.ended.IsZero() && now.Sub(p.ended) > KeptFor:
			delete(b.pieces, key)
		case p.ended.IsZero() && p.owner == owner:
			running++
		}
	}
	if running >= PerOwner {
		return "", fault.Conflictf("Bạn đang có %d việc chạy cùng lúc. Hãy đợi một việc xong rồi làm tiếp.", running)
	}
	key, p := rand.Text(), &piece{owner: owner, title: title, back: back, began: now}
	b.pieces[key] = p
	b.all.Go(func() {
		to, err := p.run(b.ctx, do)
		b.mu.Lock()
		defer b.mu.Unlock()
		p.ended, p.to, p.err = b.clock(), to, err
	})
	return key, nil
}

// run does the work; a panic is its error.
func (p *piece) run(ctx context.Context, do func(context.Context, *Progress) (string, error)) (to string, err error) {
	defer func() {
		if r := recover(); r != nil {
			slog.Error("work", "title", p.title, "panic", r, "stack", string(debug.Stack()))
			err = fmt.Errorf("work: panic: %v", r)
		}
	}()
	return do(ctx, &p.progress)
}

// See returns how far a piece is; false where there is none that belongs to owner.
func (b *Board) See(key, owner string) (State, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	p, ok := b.pieces[key]
	if !ok || p.owner != owner {
		return State{}, false
	}
	s := State{Title: p.title, Back: p.back, Done: p.progress.done.Load(), Total: p.progress.total.Load(), Ended: !p.ended.IsZero(), To: p.to, Err: p.err}
	if says := p.progress.says.Load(); says != nil {
		s.Says = *says
	}
	end := p.ended
	if !s.Ended {
		end = b.clock()
	}
	s.Spent = end.Sub(p.began)
	if s.Done > 0 && s.Total > s.Done && !s.Ended {
		s.Left = time.Duration(float64(s.Spent) / float64(s.Done) * float64(s.Total-s.Done))
	}
	return s, true
}

// Close tells all work to stop, and waits until it has.
func (b *Board) Close() {
	b.mu.Lock()
	b.stop()
	b.mu.Unlock()
	b.all.Wait()
}
