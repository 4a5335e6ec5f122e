package station_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"testing"

	"phongtrao/internal/api/phones"
	"phongtrao/internal/base/db"
	"phongtrao/internal/roster"
)

// A box of one core: single scans of signed tickets from 16 phones at once, each answered when scan and envelope are on the disk. Run with -cpu 1.
func BenchmarkStation(b *testing.B) {
	p := newParkOf(b, 5000)
	n := p.stationIn(0, filepath.Join(b.TempDir(), "box.db"))
	gates := phones.Handler(n.house, phones.Options{Keep: n.Keep})
	var texts []string
	p.see(func(v *db.View) error {
		for _, tk := range p.tickets {
			s, err := roster.Sign(v, tk)
			if err != nil {
				return err
			}
			texts = append(texts, s.Text())
		}
		return nil
	})
	type request struct{ body, signature, token string }
	const at = 16
	all := make([][]request, at)
	for i := range all {
		ph := n.phone(fmt.Sprint(i))
		for k := i; k < b.N; k += at {
			body, signature := ph.scan(1, texts[k%len(texts)])
			all[i] = append(all[i], request{string(body), signature, ph.token})
		}
	}
	b.ResetTimer()
	before := cpuTime()
	var wg sync.WaitGroup
	for _, mine := range all {
		wg.Go(func() {
			for _, q := range mine {
				r := httptest.NewRequest("POST", phones.Root+"batch", bytes.NewReader([]byte(q.body)))
				r.Header.Set("Authorization", "Bearer "+q.token)
				r.Header.Set("Signature", q.signature)
				w := httptest.NewRecorder()
				if gates.ServeHTTP(w, r); w.Code != http.StatusOK {
					b.Error(w.Body)
					return
				}
			}
		})
	}
	wg.Wait()
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "scans/s")
	if used := cpuTime() - before; used > 0 { // on a machine that does other work too, this is what one core would do
		b.ReportMetric(float64(b.N)/used.Seconds(), "scans/cpu-s")
	}
}

// The bundle of an event of 25,000 tickets: how long it takes to make and to take in, how large it is.
func BenchmarkBundle(b *testing.B) { // run with -benchtime 1x
	p := newParkOf(b, 12500)
	b.ResetTimer()
	for range b.N {
		n := p.stationIn(0, filepath.Join(b.TempDir(), "box.db"))
		n.house.Close()
	}
	code := p.invite(0)
	data, err := p.above().BundleFile(b.Context(), code)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(len(data))/1e6, "MB")
}
