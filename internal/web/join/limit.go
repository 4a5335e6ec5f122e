package join

import (
	"sync"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// What one address may send. A whole factory stands behind one: a shift of thousands that signs up in the break is let through, a program
// that fills places all night is not. What is guessed (links, tickets) is kept much tighter. The counts live in memory: a restart clears them.
var (
	sending  = allowance{burst: 1500, every: 100 * time.Millisecond}
	guessing = allowance{burst: 40, every: 15 * time.Second}
)

// addressesMax is how many addresses are remembered.
const addressesMax = 20_000

// allowance is so many at once, and one more in each time.
type allowance struct {
	burst int
	every time.Duration
}

// limiter counts what addresses sent.
type limiter struct {
	mu    sync.Mutex
	spent map[string]day.Instant // when an address will have paid for all that it sent
}

type limiterKey struct{ of string }

func limiterOf(d *db.DB, of string) *limiter {
	return d.Keep(limiterKey{of}, func() any { return &limiter{spent: map[string]day.Instant{}} }).(*limiter)
}

// take counts one more from an address, or refuses it with how long to wait.
func (l *limiter) take(now day.Instant, from string, a allowance) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	step := day.Instant(a.every.Microseconds())
	paid := max(l.spent[from], now) + step
	if over := paid - now - step*day.Instant(a.burst); over > 0 {
		seconds := max(1, int64(over)/1_000_000)
		return fault.New(fault.Denied, "Mạng bạn đang dùng vừa gửi quá nhiều yêu cầu. Hãy đợi %s giây rồi thử lại; nếu dùng chung Wi-Fi, thử bằng 4G.", viet.FormatInt(seconds))
	}
	if len(l.spent) >= addressesMax {
		for k, at := range l.spent {
			if at <= now {
				delete(l.spent, k)
			}
		}
	}
	for k := range l.spent { // whoever made it so many, makes room
		if len(l.spent) < addressesMax {
			break
		}
		delete(l.spent, k)
	}
	l.spent[from] = paid
	return nil
}
