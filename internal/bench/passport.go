package bench

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync/atomic"

	"phongtrao/internal/base/day"
	"phongtrao/internal/house"
	"phongtrao/internal/ledger"
	"phongtrao/internal/passport"
	"phongtrao/internal/seed"
	"phongtrao/internal/web"
	"phongtrao/internal/web/door"
)

// passports opens the passport of a figure over HTTP: of everything, of a federation and of a unit far below it, as it stood and on today's map.
func passports(ctx context.Context, b *bench) error {
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
	year := day.Period{From: day.Of(2024, 1, 1), To: day.Of(2024, 12, 31)}
	var get func() error // of the question asked last
	for _, c := range []struct {
		of string
		q  ledger.Question
	}{
		{"everything", ledger.Question{Period: years}},
		{"the root", ledger.Question{Period: years, At: seed.Confederation}},
		{"the root, one year", ledger.Question{Period: year, At: seed.Confederation}},
		{"a federation, map of a day", ledger.Question{Period: years, At: "t05", On: day.Of(2025, 12, 31)}},
		{"a federation, one year", ledger.Question{Period: year, At: "t05"}},
		{"a unit", ledger.Question{Period: years, At: "cs000001"}},
		{"a federation", ledger.Question{Period: years, At: "t05"}},
	} {
		c.q.Indicator = "blood.bags"
		address := server.URL + "/figures?" + passport.Query(c.q).Encode()
		get = func() error { return fetch(ctx, address, token) }
		first, err := times(1, get)
		if err != nil {
			return err
		}
		warm, err := times(100, get)
		if err != nil {
			return err
		}
		b.add(Result{Name: "the passport of " + c.of + ", warm, p99", Value: ms(at(warm, .99)), Unit: "ms",
			Note: fmt.Sprintf("first %.1f ms, median %.1f ms", ms(first[0]), ms(at(warm, .5)))})
	}
	var posted atomic.Int64
	stop, done := make(chan struct{}), make(chan error, 1)
	go func() { done <- keepPosting(ctx, h, &posted, stop) }()
	busy, err := times(100, get)
	close(stop)
	if perr := <-done; err == nil {
		err = perr
	}
	if err != nil {
		return err
	}
	b.add(Result{Name: "the passport of a federation, while posting, p99", Value: ms(at(busy, .99)), Unit: "ms",
		Note: fmt.Sprintf("median %.1f ms; %d entries were posted meanwhile", ms(at(busy, .5)), posted.Load())})
	b.add(Result{Name: "memory after the passports", Value: resident(), Unit: "MB"})
	return nil
}

// fetch reads a page to its end.
func fetch(ctx context.Context, address, token string) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	r.AddCookie(&http.Cookie{Name: door.SessionCookie, Value: token})
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if _, err := io.Copy(io.Discard, res.Body); err != nil {
		return err
	}
	if res.StatusCode != http.StatusOK {
		u, _ := url.Parse(address)
		return fmt.Errorf("%s answered %d", u.RequestURI(), res.StatusCode)
	}
	return nil
}
