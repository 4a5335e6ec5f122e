package people

import (
	"sync"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
)

// Wrong passwords are slowed down, by login and by the address they come from:
//
//   - four wrong attempts at one login cost nothing; after the fifth one waits a minute, after each further one twice as long, up to 15 minutes;
//   - the same for an address after 50, since a whole office may share one;
//   - an attempt during the wait is not looked at, and does not lengthen it;
//   - a right password clears the login; an hour without a wrong one clears either.
//
// An attempt counts as wrong from its beginning, so that many at once win nothing. The counts live in memory: a restart clears them.
const (
	loginTries   = 5
	addressTries = 50
	waitFirst    = time.Minute
	waitMost     = 15 * time.Minute
	forgiven     = time.Hour
	throttleMax  = 20_000 // logins and addresses remembered
)

type throttle struct {
	mu    sync.Mutex
	tries map[string]tries
}

type tries struct {
	wrong int
	last  day.Instant
	until day.Instant // nobody is let try before
}

type throttleKey struct{}

func throttleOf(d *db.DB) *throttle {
	return d.Keep(throttleKey{}, func() any { return &throttle{tries: map[string]tries{}} }).(*throttle)
}

// begin counts an attempt, or returns how long to wait before one.
func (t *throttle) begin(now day.Instant, login, from string) (wait time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	keys := map[string]int{"login " + login: loginTries, "from " + from: addressTries}
	for k := range keys {
		wait = max(wait, time.Duration(t.tries[k].until-now)*time.Microsecond)
	}
	if wait > 0 {
		return wait
	}
	t.tidy(now)
	for k, limit := range keys {
		c := t.tries[k]
		if now-c.last > micros(forgiven) {
			c = tries{}
		}
		c.wrong++
		c.last = now
		if over := c.wrong - limit; over >= 0 {
			c.until = now + micros(min(waitFirst<<min(over, 10), waitMost))
		}
		t.tries[k] = c
	}
	return 0
}

// right takes back the count of an attempt that was right after all.
func (t *throttle) right(login, from string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.tries, "login "+login)
	k := "from " + from
	c := t.tries[k]
	if c.wrong--; c.wrong <= 0 {
		delete(t.tries, k)
		return
	}
	if c.wrong < addressTries {
		c.until = 0
	}
	t.tries[k] = c
}

// tidy makes room when there are too many: what is forgiven goes first, then anything, since an attacker made it so many.
func (t *throttle) tidy(now day.Instant) {
	if len(t.tries) < throttleMax {
		return
	}
	for k, c := range t.tries {
		if now-c.last > micros(forgiven) {
			delete(t.tries, k)
		}
	}
	for k, c := range t.tries {
		if len(t.tries) < throttleMax {
			return
		}
		if c.until <= now {
			delete(t.tries, k)
		}
	}
}

func micros(d time.Duration) day.Instant { return day.Instant(d.Microseconds()) }
