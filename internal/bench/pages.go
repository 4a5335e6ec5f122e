package bench

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"phongtrao/internal/base/db"
	"phongtrao/internal/house"
	"phongtrao/internal/seed"
	"phongtrao/internal/web"
)

// How many click how often, at each page of the demo and of the country.
const (
	clickers = 20
	clicks   = 15 // of each, at each page
)

// limits of a page's 99th percentile, in milliseconds.
const (
	demoLimit    = 50
	countryLimit = 150
)

// clicked are the pages that are clicked at; each asks for what the head of the union sees.
var clicked = []string{"/", "/campaigns", "/figures?indicator=blood.bags", "/units", "/reports", "/editions", "/dispatches", "/people", "/log", "/programs", "/programs/api"}

// pages has twenty people click at once over the pages of the demo, then of the country, and saves the ledger's table.
func pages(ctx context.Context, b *bench) error {
	dir, err := os.MkdirTemp("", "pages")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	demo := filepath.Join(dir, "demo.db")
	if _, err := seed.Demo(ctx, demo); err != nil {
		return err
	}
	if err := clickOver(ctx, b, "the demo", demo, demoLimit); err != nil {
		return err
	}
	if err := clickOver(ctx, b, "the country", b.dsn, countryLimit); err != nil {
		return err
	}
	return saved(ctx, b)
}

func clickOver(ctx context.Context, b *bench, of, dsn string, limit float64) error {
	h, err := house.Open(ctx, dsn, house.Options{})
	if err != nil {
		return err
	}
	defer h.Close()
	token, err := signIn(ctx, h)
	if err != nil {
		return err
	}
	if err := h.Warm(ctx); err != nil {
		return err
	}
	server := httptest.NewServer(web.Handler(h, web.Options{}))
	defer server.Close()
	took := make([][]time.Duration, len(clicked))
	for _, p := range clicked { // the first who come make what is kept
		if err := fetch(ctx, server.URL+p, token); err != nil {
			return err
		}
	}
	var mu sync.Mutex
	var wg sync.WaitGroup
	var failed atomic.Pointer[error]
	for who := range clickers {
		wg.Go(func() {
			time.Sleep(time.Duration(who) * 6 * time.Millisecond) // people do not begin in step
			for n := range clicks * len(clicked) {
				page := (who + n) % len(clicked)
				start := time.Now()
				if err := fetch(ctx, server.URL+clicked[page], token); err != nil {
					failed.Store(&err)
					return
				}
				mu.Lock()
				took[page] = append(took[page], time.Since(start))
				mu.Unlock()
				time.Sleep(time.Duration(100+10*(who%5)) * time.Millisecond) // one looks before one clicks again
			}
		})
	}
	wg.Wait()
	if err := failed.Load(); err != nil {
		return *err
	}
	for i, p := range clicked {
		slices.Sort(took[i])
		b.add(Result{Name: fmt.Sprintf("%d people click, %s, %s, p99", clickers, of, p), Value: ms(at(took[i], .99)), Unit: "ms", Bare: limit, Limit: "what the page may take",
			Note: fmt.Sprintf("median %.1f ms", ms(at(took[i], .5)))})
	}
	return nil
}

// saved saves every entry of the country, and looks at the memory meanwhile.
func saved(ctx context.Context, b *bench) error {
	h, err := house.Open(ctx, b.dsn, house.Options{DB: db.Options{}})
	if err != nil {
		return err
	}
	defer h.Close()
	token, err := signIn(ctx, h)
	if err != nil {
		return err
	}
	server := httptest.NewServer(web.Handler(h, web.Options{}))
	defer server.Close()
	for _, f := range []string{"csv", "xlsx"} {
		before := resident()
		stop, peak := make(chan struct{}), make(chan float64)
		go func() {
			most := before
			for {
				select {
				case <-stop:
					peak <- most
					return
				case <-time.After(20 * time.Millisecond):
					most = max(most, resident())
				}
			}
		}()
		start := time.Now()
		err := fetch(ctx, server.URL+"/export/entries."+f, token)
		took := time.Since(start)
		close(stop)
		most := <-peak
		if err != nil {
			return err
		}
		b.add(Result{Name: "every entry saved as ." + f, Value: float64(b.o.Entries) / took.Seconds(), Unit: "/s", Note: fmt.Sprintf("%d entries in %.1f s", b.o.Entries, took.Seconds())})
		b.add(Result{Name: "memory more while ." + f + " is saved", Value: most - before, Unit: "MB", Bare: 256, Limit: "what a table may need"})
	}
	return nil
}
