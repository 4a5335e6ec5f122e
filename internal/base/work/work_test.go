package work_test

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/work"
)

// clock stands still until it is moved.
type clock struct{ at atomic.Int64 }

func (c *clock) now() time.Time { return time.Unix(0, c.at.Load()) }

func (c *clock) move(by time.Duration) { c.at.Add(int64(by)) }

func board(t *testing.T) (*work.Board, *clock) {
	c := &clock{}
	c.at.Store(int64(time.Hour))
	b := work.NewBoard(c.now)
	t.Cleanup(b.Close)
	return b, c
}

func start(t *testing.T, b *work.Board, do func(context.Context, *work.Progress) (string, error)) string {
	t.Helper()
	key, err := b.Start("an", "Nhập danh sách", "/units/import", do)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// ended waits until a piece has ended.
func ended(t *testing.T, b *work.Board, key string) work.State {
	t.Helper()
	for {
		s, ok := b.See(key, "an")
		if !ok {
			t.Fatal("the piece is gone")
		}
		if s.Ended {
			return s
		}
		runtime.Gosched()
	}
}

// A piece tells how much is done and how long the rest will take at that pace, and at its end where the result is.
func TestHowFar(t *testing.T) {
	b, c := board(t)
	reached, goOn := make(chan bool), make(chan bool)
	key := start(t, b, func(_ context.Context, p *work.Progress) (string, error) {
		p.Of(400)
		p.Say("đang ghi")
		p.At(100)
		reached <- true
		<-goOn
		return "/units/imports", nil
	})
	<-reached
	c.move(2 * time.Second)
	s, ok := b.See(key, "an")
	if !ok || s.Ended || s.Done != 100 || s.Total != 400 || s.Says != "đang ghi" || s.Spent != 2*time.Second || s.Left != 6*time.Second {
		t.Errorf("under way: %+v", s)
	}
	if _, ok := b.See(key, "binh"); ok {
		t.Error("somebody else sees it")
	}
	close(goOn)
	if s := ended(t, b, key); s.To != "/units/imports" || s.Err != nil || s.Left != 0 {
		t.Errorf("at the end: %+v", s)
	}
}

func TestEndsBadly(t *testing.T) {
	b, _ := board(t)
	wrong := fault.Invalidf("Tệp hỏng.")
	if s := ended(t, b, start(t, b, func(context.Context, *work.Progress) (string, error) { return "", wrong })); !errors.Is(s.Err, wrong) || s.Back != "/units/import" {
		t.Errorf("failed: %+v", s)
	}
	if s := ended(t, b, start(t, b, func(context.Context, *work.Progress) (string, error) { panic("oh") })); s.Err == nil || !strings.Contains(s.Err.Error(), "oh") {
		t.Errorf("panicked: %+v", s)
	}
}

// What has ended is forgotten in time, so that the memory does not grow; one owner cannot fill the board.
func TestLimits(t *testing.T) {
	b, c := board(t)
	old := start(t, b, func(context.Context, *work.Progress) (string, error) { return "/", nil })
	ended(t, b, old)
	c.move(work.KeptFor + time.Second)
	hold := make(chan bool)
	for range work.PerOwner {
		start(t, b, func(context.Context, *work.Progress) (string, error) { <-hold; return "/", nil })
	}
	if _, ok := b.See(old, "an"); ok {
		t.Error("an old piece is still there")
	}
	nothing := func(context.Context, *work.Progress) (string, error) { return "/", nil }
	if _, err := b.Start("an", "x", "/", nothing); fault.KindOf(err) != fault.Conflict {
		t.Errorf("one too many: %v", err)
	}
	if _, err := b.Start("binh", "x", "/", nothing); err != nil {
		t.Errorf("somebody else: %v", err)
	}
	close(hold)
}

// Closing tells the work and waits for it; nothing begins afterwards.
func TestClose(t *testing.T) {
	b, _ := board(t)
	var stopped atomic.Bool
	key := start(t, b, func(ctx context.Context, _ *work.Progress) (string, error) {
		<-ctx.Done()
		stopped.Store(true)
		return "", ctx.Err()
	})
	b.Close()
	if s, _ := b.See(key, "an"); !stopped.Load() || !s.Ended {
		t.Error("closed before the work had stopped")
	}
	if _, err := b.Start("an", "x", "/", nil); fault.KindOf(err) != fault.Unavailable {
		t.Errorf("after closing: %v", err)
	}
}

func TestNobodyWaits(t *testing.T) {
	var p *work.Progress
	p.Of(3)
	p.At(1)
	p.Say("x") // must not panic
}
