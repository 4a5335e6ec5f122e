package phones

import "sync"

// Limits of searching: a volunteer looks somebody up now and then; who wants the whole list is to be slow.
const (
	looksAtOnce = 20
	lookSeconds = 3 // for one more
	phonesMax   = 10_000
)

// looks bounds how often each phone looks for a part of a name, on this server.
type looks struct {
	mu   sync.Mutex
	left map[string]look
}

type look struct {
	n  int64
	at int64 // microseconds
}

// take takes one look, and returns for how many seconds the phone must wait, 0 for not at all.
func (l *looks) take(device string, now int64) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	k, ok := l.left[device]
	if !ok {
		if len(l.left) >= phonesMax {
			clear(l.left)
		}
		k = look{looksAtOnce, now}
	}
	const each = lookSeconds * 1_000_000
	if more := (now - k.at) / each; more > 0 {
		k.n, k.at = min(looksAtOnce, k.n+more), k.at+more*each
	}
	wait := 0
	if k.n > 0 {
		k.n--
	} else {
		wait = int((k.at+each-now)/1_000_000) + 1
	}
	l.left[device] = k
	return wait
}
