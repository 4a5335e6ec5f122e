package ledger_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/indicator"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
)

// A country of 120,000 units (34 provinces, 3,300 unions above the grassroots) and 1,000,000 entries of 20 indicators over two years, on a disk.
// PHONGTRAO_BENCH_ENTRIES makes it smaller. It is built once, by posting, and that is itself measured.
type country struct {
	db      *db.DB
	path    string
	entries int
	posting time.Duration // building it, without the units
	middle  []string      // ids of the unions above the grassroots
	rng     *rand.Rand
	leaves  []string
}

var theCountry = sync.OnceValue(func() *country {
	n := 1_000_000
	if s := os.Getenv("PHONGTRAO_BENCH_ENTRIES"); s != "" {
		n, _ = strconv.Atoi(s)
	}
	dir, err := os.MkdirTemp("", "phongtrao-bench-")
	if err != nil {
		panic(err)
	}
	c := &country{path: filepath.Join(dir, "country.db"), entries: n, rng: rand.New(rand.NewPCG(1, 2))}
	c.open()
	must(c.db.Migrate(context.Background(), lines...))
	must(c.db.Update(context.Background(), db.Ordered{}, c.found))
	must(ledger.Warm(context.Background(), c.db))
	began := time.Now()
	for done := 0; done < n; done += 500 {
		must(c.db.Update(context.Background(), db.Ordered{Actor: "seed"}, func(tx *db.Tx) error {
			_, err := ledger.Post(tx, c.batch(500, done)...)
			return err
		}))
	}
	c.posting = time.Since(began)
	return c
})

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func (c *country) open() {
	d, err := db.Open(context.Background(), c.path, db.Options{})
	must(err)
	c.db = d
}

func (c *country) found(tx *db.Tx) error {
	var list []indicator.Indicator
	for i := range 20 {
		list = append(list, indicator.Indicator{Key: fmt.Sprintf("bench.i%02d", i), Name: "Chỉ số", Definition: "Để đo.", Measure: indicator.People, Kind: "bench", Stock: i == 19})
	}
	if err := indicator.Declare(tx, list); err != nil {
		return err
	}
	units := []org.Unit{{ID: "vn", Name: "Tổng Liên đoàn", Kind: kindAt(tx, 0)}}
	for p := range 34 {
		prov := fmt.Sprintf("province-%015d", p)
		units = append(units, org.Unit{ID: prov, Name: "Liên đoàn", Kind: kindAt(tx, 1), Parent: "vn"})
		for m := range 97 {
			mid := fmt.Sprintf("middle-%02d-%010d", p, m)
			c.middle = append(c.middle, mid)
			units = append(units, org.Unit{ID: mid, Name: "Công đoàn", Kind: kindAt(tx, 2), Parent: prov})
			for l := range 36 {
				leaf := fmt.Sprintf("base-%02d-%02d-%09d", p, m, l)
				c.leaves = append(c.leaves, leaf)
				units = append(units, org.Unit{ID: leaf, Name: "CĐCS", Kind: org.Grassroots, Parent: mid})
			}
		}
	}
	d := day.Must("2015-01-01")
	_, err := org.FoundAll(tx, units, org.Decision{Number: "1/QĐ", Date: d, Issuer: "Tổng Liên đoàn", Effective: d})
	return err
}

func (c *country) batch(n, done int) []ledger.Posting {
	out := make([]ledger.Posting, n)
	first := day.Of(2024, 1, 1)
	for i := range out {
		out[i] = ledger.Posting{Campaign: fmt.Sprintf("campaign-%011d", c.rng.IntN(40)), Activity: fmt.Sprintf("activity-%011d", c.rng.IntN(20000)),
			Unit: c.leaves[c.rng.IntN(len(c.leaves))], Indicator: fmt.Sprintf("bench.i%02d", c.rng.IntN(20)), Quantity: ledger.Exactly(int64(c.rng.IntN(300))),
			Evidence: ledger.Kinds[c.rng.IntN(5)], Day: first.Add(c.rng.IntN(730)), Source: "report " + strconv.Itoa(done) + " line " + strconv.Itoa(i)}
	}
	return out
}

func (c *country) see(b testing.TB, f func(v *db.View) error) {
	if err := c.db.See(context.Background(), f); err != nil {
		b.Fatal(err)
	}
}

// question is about a year on a map; each call of a cold benchmark asks for another period.
func question(i int) ledger.Question {
	return ledger.Question{Indicator: fmt.Sprintf("bench.i%02d", i%20), Period: day.Year(2024)}
}

func BenchmarkPost(b *testing.B) { // batches of 500, durable
	c := theCountry()
	b.ReportMetric(float64(c.entries)/c.posting.Seconds(), "building-entries/s")
	for b.Loop() {
		must(c.db.Update(context.Background(), db.Ordered{Actor: "seed"}, func(tx *db.Tx) error {
			_, err := ledger.Post(tx, c.batch(500, 0)...)
			return err
		}))
	}
	b.ReportMetric(500*float64(b.N)/b.Elapsed().Seconds(), "entries/s")
}

func BenchmarkRollUp(b *testing.B) {
	c := theCountry()
	for _, on := range []day.Day{0, day.Must("2026-01-01")} {
		name := "stood"
		if on != 0 {
			name = "map"
		}
		b.Run(name+"/cold", func(b *testing.B) {
			i := 0
			for b.Loop() {
				q := question(i % 19)
				q.On, q.Period.To = on, q.Period.To.Add(i/19)
				i++
				c.see(b, func(v *db.View) error { _, err := ledger.RollUp(v, q); return err })
			}
		})
		b.Run(name+"/warm", func(b *testing.B) {
			q := question(0)
			q.On, q.By = on, ledger.ByUnit
			for b.Loop() {
				c.see(b, func(v *db.View) error { _, err := ledger.RollUp(v, q); return err })
			}
		})
	}
}

func BenchmarkEach(b *testing.B) { // the whole country at every level
	c := theCountry()
	for _, on := range []day.Day{0, day.Must("2026-01-01")} {
		q := ledger.Question{Indicator: "bench.i00", Period: day.All, On: on}
		n := 0
		all := func() {
			n = 0
			c.see(b, func(v *db.View) error { return ledger.Each(v, q, func(string, ledger.Quantity, int) { n++ }) })
		}
		all()
		b.Run(on.String(), func(b *testing.B) {
			for b.Loop() {
				all()
			}
			b.ReportMetric(float64(n), "units")
		})
	}
}

func BenchmarkGrid(b *testing.B) { // all children of a province by 20 indicators
	c := theCountry()
	var keys []string
	for i := range 20 {
		keys = append(keys, fmt.Sprintf("bench.i%02d", i))
	}
	q := question(0)
	q.On = day.Must("2026-01-01")
	for b.Loop() {
		c.see(b, func(v *db.View) error { _, err := ledger.Grid(v, q, keys, c.middle[:97]); return err })
	}
}

func BenchmarkSeal(b *testing.B) { // the whole country; later rounds have nothing to do
	c := theCountry()
	began := time.Now()
	must(ledger.Seal(context.Background(), c.db))
	b.ReportMetric(time.Since(began).Seconds(), "s-for-all")
	for b.Loop() {
		must(ledger.Seal(context.Background(), c.db))
	}
}

func BenchmarkRestart(b *testing.B) { // after Seal: from packed entries
	c := theCountry()
	must(ledger.Seal(context.Background(), c.db))
	for b.Loop() {
		must(c.db.Close())
		c.open()
		began := time.Now()
		must(ledger.Warm(context.Background(), c.db))
		b.ReportMetric(float64(time.Since(began).Milliseconds()), "ms-book")
		c.see(b, func(v *db.View) error { _, err := ledger.RollUp(v, question(0)); return err })
	}
	b.ReportMetric(memory(), "MB")
	debug.FreeOSMemory()
	if status, err := os.ReadFile("/proc/self/status"); err == nil {
		if _, rest, ok := strings.Cut(string(status), "VmRSS:"); ok {
			kb, _ := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			b.ReportMetric(kb/1024, "MB-resident")
		}
	}
}

func BenchmarkVerify(b *testing.B) {
	c := theCountry()
	for b.Loop() {
		c.see(b, func(v *db.View) error {
			r, err := ledger.Verify(v)
			if err == nil && !r.OK() {
				b.Error(r.Failures)
			}
			return err
		})
	}
}

// BenchmarkPageWhilePosting reads a page (97 children by 20 indicators, on today's map) every 5 ms while somebody posts 60,000 entries a second in
// batches of 500, for five seconds each time.
func BenchmarkPageWhilePosting(b *testing.B) {
	c := theCountry()
	var keys []string
	for i := range 20 {
		keys = append(keys, fmt.Sprintf("bench.i%02d", i))
	}
	q := question(0)
	q.On = day.Must("2026-01-01")
	page := func() {
		c.see(b, func(v *db.View) error { _, err := ledger.Grid(v, q, keys, c.middle[:97]); return err })
	}
	page()
	var took []time.Duration
	var posted int
	var all time.Duration
	for b.Loop() {
		began := time.Now()
		var poster sync.WaitGroup
		poster.Go(func() {
			for i := range 600 {
				must(c.db.Update(context.Background(), db.Ordered{}, func(tx *db.Tx) error { _, err := ledger.Post(tx, c.batch(500, 0)...); return err }))
				posted += 500
				time.Sleep(time.Until(began.Add(time.Duration(i) * 500 * time.Second / 60_000)))
			}
		})
		done := make(chan struct{})
		go func() { poster.Wait(); close(done) }()
		for reading := true; reading; {
			one := time.Now()
			page()
			took = append(took, time.Since(one))
			select {
			case <-done:
				reading = false
			case <-time.After(5 * time.Millisecond):
			}
		}
		all += time.Since(began)
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
	b.ReportMetric(float64(took[len(took)-1].Microseconds())/1000, "max-ms")
	b.ReportMetric(float64(posted)/all.Seconds(), "entries/s")
}

// BenchmarkReorganised merges two provinces and asks for a page: all 20 indicators are placed anew.
func BenchmarkReorganised(b *testing.B) {
	c := theCountry()
	var keys []string
	for i := range 20 {
		keys = append(keys, fmt.Sprintf("bench.i%02d", i))
	}
	q := question(0)
	q.On = day.Must("2026-01-01")
	var page time.Duration
	n := 0
	for b.Loop() {
		must(c.db.Update(context.Background(), db.Ordered{}, func(tx *db.Tx) error {
			d := day.Must("2025-07-01")
			n++
			return org.Absorb(tx, []string{fmt.Sprintf("province-%015d", 33-n)}, fmt.Sprintf("province-%015d", 0), org.Decision{Number: fmt.Sprint(n, "/NQ"), Date: d, Issuer: "Quốc hội", Effective: d})
		}))
		began := time.Now()
		c.see(b, func(v *db.View) error { _, err := ledger.Grid(v, q, keys, c.middle[:97]); return err })
		page += time.Since(began)
	}
	b.ReportMetric(float64(page.Milliseconds())/float64(b.N), "ms-first-page")
}

// memory is the heap in use, in megabytes.
func memory() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}
