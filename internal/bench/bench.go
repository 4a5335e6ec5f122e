// Package bench measures the program against the machine's own limits.
//
// Machines differ and are noisy, so each measure stands beside a bare limit taken in the same run: what is worth quoting is the
// ratio. A measure works on an invented country (package seed) in a folder of its own.
package bench

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"phongtrao/internal/seed"
)

// Result is one line of the table.
type Result struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`            // "ms", "/s", "MB"
	Bare  float64 `json:"bare,omitempty"`  // the bare limit, in the same unit; 0 where none was taken
	Limit string  `json:"limit,omitempty"` // what the bare limit is
	Note  string  `json:"note,omitempty"`
}

// Ratio is the value over the bare limit, 0 where there is none.
func (r Result) Ratio() float64 {
	if r.Bare == 0 {
		return 0
	}
	return r.Value / r.Bare
}

// Options say what is measured, and on how large a country.
type Options struct {
	Only     string // the name of one measure, "" for all
	Units    int
	Entries  int
	Folder   string // where the country is made; "" is a temporary one, removed afterwards
	Progress io.Writer
}

// measure is something that can be measured on a country that was seeded at dsn.
type measure struct {
	name string
	run  func(ctx context.Context, b *bench) error
	own  bool // it makes what it needs, and no country
}

var measures = []measure{
	{"restart", restart, false}, {"rollup", rollup, false}, {"page", page, false}, {"passport", passports, false}, {"post", post, false}, {"reform", reform, false}, {"report", reports, false}, {"pages", pages, false}, {"gate", gates, true}, {"wall", walls, true},
}

// Names lists what can be measured, in order.
func Names() (all []string) {
	for _, m := range measures {
		all = append(all, m.name)
	}
	return all
}

type bench struct {
	dsn     string
	o       Options
	results []Result
}

func (b *bench) add(r Result) { b.results = append(b.results, r) }

// Run measures, and returns a line for each figure.
func Run(ctx context.Context, o Options) ([]Result, error) {
	if o.Only != "" && !slices.Contains(Names(), o.Only) {
		return nil, fmt.Errorf("bench: no measure %q; there are %s", o.Only, strings.Join(Names(), ", "))
	}
	if o.Folder == "" {
		dir, err := os.MkdirTemp("", "phongtrao-bench-")
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(dir)
		o.Folder = dir
	}
	b := &bench{o: o, dsn: filepath.Join(o.Folder, fmt.Sprintf("country-%d-%d.db", o.Units, o.Entries))}
	alone := slices.ContainsFunc(measures, func(m measure) bool { return m.own && m.name == o.Only })
	if _, err := os.Stat(b.dsn); err != nil && !alone {
		fmt.Fprintf(o.Progress, "making a country of %d units with %d entries…\n", o.Units, o.Entries)
		start := time.Now()
		if _, err := seed.SeedCountry(ctx, b.dsn, seed.Country{Units: o.Units, Entries: o.Entries, Seed: 1}); err != nil {
			return nil, err
		}
		b.add(Result{Name: "seed country, all acts", Value: time.Since(start).Seconds(), Unit: "s"})
	}
	for _, m := range measures {
		if o.Only != "" && o.Only != m.name {
			continue
		}
		fmt.Fprintf(o.Progress, "%s…\n", m.name)
		if err := m.run(ctx, b); err != nil {
			return b.results, fmt.Errorf("bench: %s: %w", m.name, err)
		}
		debug.FreeOSMemory()
	}
	return b.results, nil
}

// resident is the memory of this process that is in the machine, in MB; 0 where the system does not say.
func resident() float64 {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, _ := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			return kb / 1024
		}
	}
	return 0
}

// times runs something n times and returns how long each run took, the shortest first.
func times(n int, work func() error) ([]time.Duration, error) {
	runtime.GC()
	all := make([]time.Duration, n)
	for i := range all {
		start := time.Now()
		if err := work(); err != nil {
			return nil, err
		}
		all[i] = time.Since(start)
	}
	slices.Sort(all)
	return all, nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// at returns the value below which a share of sorted durations lies.
func at(sorted []time.Duration, share float64) time.Duration {
	return sorted[min(len(sorted)-1, int(float64(len(sorted))*share))]
}
