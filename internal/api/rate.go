package api

import (
	"math"
	"sync"
	"time"
)

// rates bounds how often each program asks, on this server.
type rates struct {
	mu   sync.Mutex
	left map[string]bucket
	now  func() time.Time
}

type bucket struct {
	tokens float64
	at     time.Time
}

// programsMax bounds what is remembered: beyond it, everybody begins anew.
const programsMax = 10_000

// take takes one request of a program, and returns for how many seconds it must wait, 0 for not at all.
func (r *rates) take(program string) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.now()
	b, ok := r.left[program]
	if !ok {
		if r.left == nil || len(r.left) >= programsMax {
			r.left = map[string]bucket{}
		}
		b = bucket{AtOnce, now}
	}
	b.tokens = math.Min(AtOnce, b.tokens+now.Sub(b.at).Seconds()*PerSecond)
	b.at = now
	wait := 0
	if b.tokens < 1 {
		wait = max(1, int(math.Ceil((1-b.tokens)/PerSecond)))
	} else {
		b.tokens--
	}
	r.left[program] = b
	return wait
}
