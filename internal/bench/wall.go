package bench

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/gate"
	"phongtrao/internal/house"
	"phongtrao/internal/live"
	"phongtrao/internal/roster"
	"phongtrao/internal/seed"
	"phongtrao/internal/web"
)

// wallDay is how many walls are open for how long, and how many people come meanwhile.
type wallDay struct {
	clients int
	lasts   time.Duration
	crowd   int64
}

// walls opens many walls while the demo's day is played, and says how far each stays behind: from the act that counted somebody to the frame in
// the reader's hand. Readers and phones are in the same process, so the processor's time is that of all of them.
func walls(ctx context.Context, b *bench) error {
	d := wallDay{500, 20 * time.Second, seed.Crowd}
	if b.o.Units < 1000 { // a test
		d = wallDay{20, time.Second, 6000}
	}
	dir, err := os.MkdirTemp("", "phongtrao-wall-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	dsn := filepath.Join(dir, "demo.db")
	if _, err := seed.Demo(ctx, dsn); err != nil {
		return err
	}
	h, err := house.Open(ctx, dsn, house.Options{})
	if err != nil {
		return err
	}
	defer h.Close()
	server := httptest.NewServer(web.Handler(h, web.Options{}))
	defer server.Close()
	ctx, cancel := context.WithCancel(ctx)
	var work sync.WaitGroup
	defer work.Wait()
	defer cancel()
	counted := &counted{at: map[string]time.Time{}}
	defer h.Gate.Watch(counted.landed)()
	work.Go(func() {
		if err := seed.PlayToday(ctx, h, d.crowd); err != nil && ctx.Err() == nil {
			fmt.Fprintln(b.o.Progress, "the day stopped:", err)
		}
	})
	address, err := wallOf(ctx, h, counted)
	if err != nil {
		return err
	}
	before := processor()
	var mu sync.Mutex
	var lags []time.Duration
	frames, sent := 0, 0
	end, stop := context.WithTimeout(ctx, d.lasts)
	defer stop()
	var readers sync.WaitGroup
	for range d.clients {
		readers.Go(func() {
			mine, n, size := watch(end, server.URL+address, counted)
			mu.Lock()
			defer mu.Unlock()
			lags, frames, sent = append(lags, mine...), frames+n, sent+size
		})
	}
	readers.Wait()
	if len(lags) == 0 {
		return fmt.Errorf("no wall was sent a frame: %d frames in all", frames)
	}
	slices.Sort(lags)
	note := fmt.Sprintf("%d walls, %.1f frames/s each, %.0f MB/s in all", d.clients, float64(frames)/float64(d.clients)/d.lasts.Seconds(), float64(sent)/1e6/d.lasts.Seconds())
	b.add(Result{Name: "behind, from count to wall, median", Value: ms(at(lags, .5)), Unit: "ms", Note: note})
	b.add(Result{Name: "behind, from count to wall, p99", Value: ms(at(lags, .99)), Unit: "ms"})
	b.add(Result{Name: "processor while walls are open", Value: 100 * (processor() - before).Seconds() / d.lasts.Seconds(), Unit: "% of a core", Note: "server, readers and phones together"})
	b.add(Result{Name: "memory while walls are open", Value: resident(), Unit: "MB"})
	return nil
}

// counted remembers when the total came to be what it was.
type counted struct {
	mu    sync.Mutex
	total int64
	at    map[string]time.Time
}

func (c *counted) landed(l gate.Landing) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, x := range l.Changes {
		if x.What == roster.Came {
			c.total += x.Scanned
		}
	}
	if text := dotted(c.total); c.at[text].IsZero() {
		c.at[text] = time.Now()
	}
}

func (c *counted) since(total string, now time.Time) (time.Duration, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t, ok := c.at[total]
	return now.Sub(t), ok
}

// dotted writes a number as walls do.
func dotted(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s
}

// wallOf waits until somebody was counted and returns the address of the wall with a key.
func wallOf(ctx context.Context, h *house.House, c *counted) (string, error) {
	for {
		c.mu.Lock()
		begun := c.total > 0
		c.mu.Unlock()
		if begun {
			break
		}
		select {
		case <-ctx.Done():
			return "", ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	central, key := "", ""
	err := h.DB.See(ctx, func(v *db.View) (err error) {
		central, err = live.Central(v, seed.TodayCampaign(v.At.Day()))
		return err
	})
	if err != nil {
		return "", err
	}
	err = h.Desk.Do(ctx, act.System("bench"), live.Showing, central, func(tx *db.Tx) error {
		s, err := live.Show(tx, central, "bench")
		key = s.Key()
		return err
	})
	return "/wall/" + central + "/stream?key=" + key, err
}

// watch reads one wall's stream.
func watch(ctx context.Context, address string, c *counted) (lags []time.Duration, frames, size int) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, 0, 0
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, 0, 0
	}
	defer answer.Body.Close()
	lines := bufio.NewReaderSize(answer.Body, 16<<10)
	for last := ""; ; {
		line, err := lines.ReadSlice('\n')
		if err != nil {
			return lags, frames, size
		}
		size += len(line)
		_, rest, ok := bytes.Cut(line, []byte(`"total":"`))
		if !ok {
			continue
		}
		frames++
		total, _, _ := strings.Cut(string(rest[:min(len(rest), 16)]), `"`)
		if total == last || frames == 1 { // the first tells of what was long there
			last = total
			continue
		}
		last = total
		if lag, ok := c.since(total, time.Now()); ok {
			lags = append(lags, lag)
		}
	}
}
