package bench_test

import (
	"io"
	"os"
	"testing"

	"phongtrao/internal/bench"
)

// quick are the measures that run in every test; the others play days and draw reports, and run where CI is set.
var quick = []string{"restart", "rollup", "post"}

// Every measure runs, on a country small enough for a test. PHONGTRAO_BENCH names a folder with a large one, to profile a measure.
func TestMeasures(t *testing.T) {
	if os.Getenv("CI") == "" && os.Getenv("PHONGTRAO_BENCH") == "" {
		for _, name := range quick {
			if _, err := bench.Run(t.Context(), bench.Options{Only: name, Units: 400, Entries: 2000, Progress: io.Discard}); err != nil {
				t.Fatal(err)
			}
		}
		t.Skipf("ran %v; all other measures run with CI=true", quick)
	}
	o := bench.Options{Units: 400, Entries: 2000, Progress: io.Discard}
	if dir := os.Getenv("PHONGTRAO_BENCH"); dir != "" {
		o = bench.Options{Units: 120_000, Entries: 1_000_000, Folder: dir, Only: os.Getenv("PHONGTRAO_MEASURE"), Progress: os.Stderr}
	}
	results, err := bench.Run(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		t.Logf("%-60s %8.4g %s  %.3g  %s", r.Name, r.Value, r.Unit, r.Ratio(), r.Note)
	}
}
