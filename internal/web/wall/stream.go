package wall

import (
	"net/http"
	"strconv"
	"sync"
	"time"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/live"
	"phongtrao/internal/web/door"
)

const (
	beatEvery  = 2 * time.Second  // so that a wall knows that the server lives
	askAgain   = time.Minute      // whether who looks still may
	writeLimit = 10 * time.Second // a screen that takes longer to read is let go; it comes back by itself
)

// drawn keeps the last frame's bytes of each event, so that all who look are sent the same.
type drawn struct {
	mu   sync.Mutex
	last map[string]packet
}

type packet struct {
	of    *live.Numbers
	bytes []byte
}

func (d *drawn) frame(n *live.Numbers) []byte {
	d.mu.Lock()
	defer d.mu.Unlock()
	p := d.last[n.Event]
	if p.of == n {
		return p.bytes
	}
	b := append([]byte("event: frame\nid: "+strconv.FormatInt(n.Rev, 10)+"\ndata: "), frameOf(n).json()...)
	p = packet{n, append(b, '\n', '\n')}
	if d.last[n.Event].of == nil || d.last[n.Event].of.Rev < n.Rev {
		d.last[n.Event] = p
	}
	return p.bytes
}

// Stream answers a wall's frames as server-sent events, until it goes away.
func Stream(s *door.Site) http.Handler {
	all := &drawn{last: map[string]packet{}}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		who, err := admit(s, r)
		var numbers <-chan *live.Numbers
		if err == nil {
			numbers, err = s.House.Live.Follow(r.Context(), who.central)
		}
		if r.Context().Err() != nil { // it is gone already
			return
		}
		if err != nil {
			s.Refuse(w, r, err)
			return
		}
		h := w.Header()
		h.Set("Content-Type", "text/event-stream")
		h.Set("Cache-Control", "no-store")
		h.Set("X-Accel-Buffering", "no") // a gateway must not collect frames
		h.Set("X-Content-Type-Options", "nosniff")
		out := http.NewResponseController(w)
		send := func(b []byte) bool {
			_ = out.SetWriteDeadline(time.Now().Add(writeLimit)) // where that is not possible, the connection's own limits hold
			if _, err := w.Write(b); err != nil {
				return false
			}
			return out.Flush() == nil
		}
		beat := time.NewTicker(beatEvery)
		defer beat.Stop()
		again := time.NewTicker(askAgain)
		defer again.Stop()
		if !send([]byte("retry: 2000\n\n")) {
			return
		}
		for {
			ok := true
			select {
			case <-r.Context().Done():
				return
			case n, more := <-numbers:
				if !more { // the program ends
					return
				}
				ok = send(all.frame(n))
			case <-beat.C:
				ok = send([]byte("event: beat\ndata: " + strconv.FormatInt(int64(s.House.DB.Now())/1000, 10) + "\n\n"))
			case <-again.C:
				if _, err := admit(s, r); fault.KindOf(err) == fault.Denied || fault.KindOf(err) == fault.Unsigned {
					send([]byte("event: gone\ndata: \n\n"))
					return
				}
			}
			if !ok {
				return
			}
		}
	})
}
