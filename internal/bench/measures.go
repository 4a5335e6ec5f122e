package bench

import (
	"context"
	"fmt"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"time"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/house"
	"phongtrao/internal/kinds"
	"phongtrao/internal/ledger"
	"phongtrao/internal/people"
	"phongtrao/internal/report"
	"phongtrao/internal/seed"
	"phongtrao/internal/web"
)

var years = day.Period{From: day.Of(2023, 1, 1), To: day.Of(2025, 12, 31)}

func whole(h *house.House, ctx context.Context, q ledger.Question) (f ledger.Figure, err error) {
	err = h.DB.See(ctx, func(v *db.View) error {
		f, err = ledger.RollUp(v, q)
		return err
	})
	return f, err
}

// restart opens the house as a server does, and asks for one figure; then compares it with the ledger.
func restart(ctx context.Context, b *bench) error {
	start := time.Now()
	h, err := house.Open(ctx, b.dsn, house.Options{NoSeal: true})
	if err != nil {
		return err
	}
	defer h.Close()
	q := ledger.Question{Indicator: "blood.bags", Period: years, By: ledger.ByUnit}
	f, err := whole(h, ctx, q)
	if err != nil {
		return err
	}
	b.add(Result{Name: "restart to the first answer", Value: ms(time.Since(start)), Unit: "ms", Note: fmt.Sprintf("%d entries", b.o.Entries)})
	b.add(Result{Name: "memory after the first answer", Value: resident(), Unit: "MB"})
	var sum int64
	if err := h.DB.See(ctx, func(v *db.View) error { sum, err = ledger.Recount(v, q); return err }); err != nil {
		return err
	}
	if sum != f.Lo {
		return fmt.Errorf("the first answer is %d, the ledger says %d", f.Lo, sum)
	}
	return nil
}

// rollup asks for one indicator over the whole country, every level, beside the same by SQL.
func rollup(ctx context.Context, b *bench) error {
	h, err := house.Open(ctx, b.dsn, house.Options{NoSeal: true})
	if err != nil {
		return err
	}
	defer h.Close()
	if err := h.Warm(ctx); err != nil {
		return err
	}
	var recounted time.Duration
	for _, m := range []struct {
		name string
		on   day.Day
	}{{"today's map", day.Of(2026, 1, 2)}, {"as it stood", 0}} {
		q := ledger.Question{Indicator: "blood.bags", Period: years, On: m.on, By: ledger.ByUnit}
		all := func() error {
			return h.DB.See(ctx, func(v *db.View) error {
				return ledger.Each(v, q, func(string, ledger.Quantity, int) {})
			})
		}
		first, err := times(1, all)
		if err != nil {
			return err
		}
		if recounted == 0 {
			sql, err := times(1, func() error {
				return h.DB.See(ctx, func(v *db.View) error { _, err := ledger.Recount(v, q); return err })
			})
			if err != nil {
				return err
			}
			recounted = sql[0]
		}
		warm, err := times(30, all)
		if err != nil {
			return err
		}
		one, err := times(200, func() error { _, err := whole(h, ctx, q); return err })
		if err != nil {
			return err
		}
		b.add(Result{Name: "every unit, " + m.name + ", first touch", Value: ms(first[0]), Unit: "ms", Bare: ms(recounted), Limit: "one recount from the ledger by SQL"})
		b.add(Result{Name: "every unit, " + m.name + ", warm, median", Value: ms(at(warm, .5)), Unit: "ms", Bare: ms(recounted), Limit: "one recount from the ledger by SQL"})
		b.add(Result{Name: "the country with its parts, " + m.name + ", warm, median", Value: ms(at(one, .5)), Unit: "ms", Bare: ms(recounted), Limit: "one recount from the ledger by SQL"})
	}
	b.add(Result{Name: "memory with two maps warm", Value: resident(), Unit: "MB"})
	return nil
}

// page opens a federation's page of figures over HTTP, quiet and while entries are being posted.
func page(ctx context.Context, b *bench) error {
	h, err := house.Open(ctx, b.dsn, house.Options{})
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
	get := func() error { return fetch(ctx, server.URL+"/figures?at=t05&from=2023-01-01&to=2025-12-31", token) }
	if err := get(); err != nil {
		return err
	}
	quiet, err := times(200, get)
	if err != nil {
		return err
	}
	b.add(Result{Name: "a unit's page over HTTP, quiet, p99", Value: ms(at(quiet, .99)), Unit: "ms", Note: fmt.Sprintf("median %.1f ms", ms(at(quiet, .5)))})

	var posted atomic.Int64
	stop, done := make(chan struct{}), make(chan error, 1)
	go func() { done <- keepPosting(ctx, h, &posted, stop) }()
	busy, err := times(200, get)
	close(stop)
	if perr := <-done; err == nil {
		err = perr
	}
	if err != nil {
		return err
	}
	b.add(Result{Name: "memory after the pages", Value: resident(), Unit: "MB"})
	b.add(Result{Name: "a unit's page over HTTP, while posting, p99", Value: ms(at(busy, .99)), Unit: "ms",
		Note: fmt.Sprintf("median %.1f ms; %d entries were posted meanwhile", ms(at(busy, .5)), posted.Load())})
	return nil
}

// signIn gives an invented administrator a session.
func signIn(ctx context.Context, h *house.House) (string, error) {
	const login, password = "bench", "a long enough secret"
	person := "bench-person"
	secret, err := people.NewSecret(ctx, login, password)
	if err != nil {
		return "", err
	}
	by := act.System("bench")
	steps := []struct {
		verb   act.Verb
		object string
		work   func(tx *db.Tx) error
	}{
		{people.Adding, seed.Confederation, func(tx *db.Tx) error {
			_, err := people.Add(tx, people.Person{ID: person, Name: "Bench", Unit: seed.Confederation})
			return err
		}},
		{people.SettingPassword, person, func(tx *db.Tx) error { return people.SetPassword(tx, person, login, secret, "") }},
		{people.Granting, seed.Confederation, func(tx *db.Tx) error {
			_, err := access.Give(tx, access.Grant{Person: person, Role: access.Administrator, Unit: seed.Confederation})
			return err
		}},
	}
	known := false
	if err := h.DB.See(ctx, func(v *db.View) error { _, err := people.Get(v, person); known = err == nil; return nil }); err != nil {
		return "", err
	}
	for _, s := range steps {
		if known {
			break
		}
		if err := h.Desk.Do(ctx, by, s.verb, s.object, s.work); err != nil {
			return "", err
		}
	}
	token, _, err := h.Entrance.SignIn(ctx, login, password, "bench", "127.0.0.1")
	return token, err
}

// batch is what a device sends at once.
func batch(n int) []ledger.Posting {
	list := kinds.Indicators()
	all := make([]ledger.Posting, n)
	for i := range all {
		k := list[i%len(list)]
		for k.Stock {
			k = list[(i+1)%len(list)]
		}
		all[i] = ledger.Posting{Unit: fmt.Sprintf("cs%06d", i*7%100), Indicator: k.Key, Quantity: ledger.Exactly(int64(1 + i)), Evidence: ledger.Signed,
			Day: day.Of(2025, 6, 1), Source: "bench"}
	}
	return all
}

func keepPosting(ctx context.Context, h *house.House, posted *atomic.Int64, stop <-chan struct{}) error {
	entries := batch(100)
	for {
		select {
		case <-stop:
			return nil
		case <-time.After(5 * time.Millisecond):
		}
		if err := h.Desk.Do(ctx, act.System("bench"), report.Entering, seed.Confederation, func(tx *db.Tx) error {
			_, err := ledger.Post(tx, entries...)
			return err
		}); err != nil {
			return err
		}
		posted.Add(int64(len(entries)))
	}
}

// post sends batches of 500 from four senders, durable, and waits until they show in a figure; beside bare inserts of rows of the same shape.
func post(ctx context.Context, b *bench) error {
	h, err := house.Open(ctx, b.dsn, house.Options{})
	if err != nil {
		return err
	}
	defer h.Close()
	if err := h.Warm(ctx); err != nil {
		return err
	}
	q := ledger.Question{Indicator: "blood.bags", Period: day.Period{From: day.Of(2025, 6, 1), To: day.Of(2025, 6, 1)}, On: day.Of(2026, 1, 2)}
	before, err := whole(h, ctx, q)
	if err != nil {
		return err
	}
	const senders, batches, size = 4, 100, 500
	entries := batch(size)
	var each int64
	for _, p := range entries {
		if p.Indicator == q.Indicator {
			each += p.Lo
		}
	}
	start := time.Now()
	var group sync.WaitGroup
	failed := make(chan error, senders)
	for range senders {
		group.Go(func() {
			for range batches / senders * 1 {
				if err := h.Desk.Do(ctx, act.System("bench"), report.Entering, seed.Confederation, func(tx *db.Tx) error {
					_, err := ledger.Post(tx, entries...)
					return err
				}); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	group.Wait()
	took := time.Since(start)
	select {
	case err := <-failed:
		return err
	default:
	}
	want := before.Lo + each*batches
	for seen := before; seen.Lo != want; {
		if time.Since(start) > took+5*time.Second {
			return fmt.Errorf("5 s after the last post the figure is %d, want %d", seen.Lo, want)
		}
		if seen, err = whole(h, ctx, q); err != nil {
			return err
		}
	}
	visible := time.Since(start) - took
	bare, err := bareInserts(ctx, batches*size)
	if err != nil {
		return err
	}
	b.add(Result{Name: "posting in batches of 500, durable, whole product", Value: batches * size / took.Seconds(), Unit: "/s", Bare: bare, Limit: "bare inserts of the same rows"})
	b.add(Result{Name: "from the last commit until it shows in the figure", Value: ms(visible), Unit: "ms"})
	return nil
}

// bareInserts appends as many rows of the ledger's shape through the same engine, in batches of 500, without anything around.
func bareInserts(ctx context.Context, rows int) (float64, error) {
	d, clean, err := scratch(ctx)
	if err != nil {
		return 0, err
	}
	defer clean()
	cols := []string{"seq", "campaign", "activity", "unit", "place", "indicator", "lo", "hi", "open", "evidence", "day", "at", "by_person", "act", "source", "device", "note", "reverses"}
	start := time.Now()
	for from := 0; from < rows; from += 500 {
		batch := make([][]any, 500)
		for i := range batch {
			batch[i] = []any{int64(from + i + 1), "", "", "cs000001", "", "blood.bags", int64(1), int64(1), int64(0), int64(1), "2025-06-01", int64(1), "program", "01k0000000000000000", "bench", "", "", int64(0)}
		}
		if err := d.Update(ctx, db.Ordered{}, func(tx *db.Tx) error { return tx.Insert("bench_row", cols, batch) }); err != nil {
			return 0, err
		}
	}
	return float64(rows) / time.Since(start).Seconds(), nil
}

// reform merges 63 federations into 34 while somebody keeps reading, and says how long the longest reading took.
func reform(ctx context.Context, b *bench) error {
	h, err := house.Open(ctx, b.dsn, house.Options{NoSeal: true})
	if err != nil {
		return err
	}
	defer h.Close()
	if err := h.Warm(ctx); err != nil {
		return err
	}
	q := ledger.Question{Indicator: "blood.bags", Period: years, On: day.Of(2026, 1, 2), By: ledger.ByUnit}
	before, err := whole(h, ctx, q)
	if err != nil {
		return err
	}
	stop, done := make(chan struct{}), make(chan time.Duration, 1)
	go func() {
		var worst time.Duration
		for {
			select {
			case <-stop:
				done <- worst
				return
			default:
			}
			start := time.Now()
			if _, err := whole(h, ctx, q); err == nil {
				worst = max(worst, time.Since(start))
			}
			time.Sleep(time.Millisecond)
		}
	}()
	start := time.Now()
	err = seed.Reform(ctx, h, day.Of(2026, 1, 5))
	took := time.Since(start)
	close(stop)
	worst := <-done
	if err != nil {
		return err
	}
	after := q
	after.On = day.Of(2026, 1, 5)
	start = time.Now()
	now, err := whole(h, ctx, after)
	if err != nil {
		return err
	}
	if now.Quantity != before.Quantity || len(now.Parts) != 34 {
		return fmt.Errorf("after the reform: %v in %d parts, before: %v", now.Quantity, len(now.Parts), before.Quantity)
	}
	b.add(Result{Name: "63 → 34 federations, the whole act", Value: ms(took), Unit: "ms"})
	b.add(Result{Name: "the longest reading meanwhile", Value: ms(worst), Unit: "ms"})
	b.add(Result{Name: "first figure on the new map", Value: ms(time.Since(start)), Unit: "ms"})
	return nil
}
