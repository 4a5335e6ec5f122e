package live

import (
	"slices"

	"phongtrao/internal/base/day"
)

// Grain is how finely arrivals are kept by their true time.
const Grain = 10 * second

const second day.Instant = 1_000_000

// flow is how many came in each Grain since 1970.
type flow map[day.Instant]int64

func (f flow) add(at day.Instant, people int64) {
	if f[at/Grain] += people; f[at/Grain] == 0 {
		delete(f, at/Grain)
	}
}

// between sums those with a true time in [from, to), in grains.
func (f flow) between(from, to day.Instant) (n int64) {
	for g := from; g < to; g++ {
		n += f[g]
	}
	return n
}

// course is a flow in order, for finding when a number was reached.
func (f flow) course() []day.Instant {
	grains := make([]day.Instant, 0, len(f))
	for g := range f {
		grains = append(grains, g)
	}
	slices.Sort(grains)
	return grains
}

// counts are what the database says of the sites of an event, in the order of Facts.Sites.
type counts struct {
	layout  string // of the facts for which they were counted
	through int64  // number of the last record that the gate took in
	sites   []tally
	restAt  day.Instant // when what costs more to read was read
	behind  day.Instant // since when the database has records of which nothing was told, 0 for not
}

// tally is what is known of one site.
type tally struct {
	given                  map[string]int64 // people, by service
	walkIns                int64            // of those who came
	came, done             flow
	again, refused, undone int64
	blocks, heads          int64 // counted beside
	registered             int64
	records                int64       // that the gate took in of it
	until                  day.Instant // the latest true time, 0 for none
	heard                  day.Instant // of any phone, 0 for never
	phones                 int         // on shift
	pending                int64       // recorded by its phones and not yet here
}

func (c *counts) total(of func(*tally) int64) (n int64) {
	for i := range c.sites {
		n += of(&c.sites[i])
	}
	return n
}
