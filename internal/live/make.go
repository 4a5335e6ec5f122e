package live

import (
	"phongtrao/internal/base/day"
)

// Hush is how long nothing may be heard of a site before it counts as without a network.
const Hush = 60 * second

// paint makes the numbers of a moment out of what is known. It asks nothing and keeps nothing.
func paint(f *Facts, c *counts, notes []Line, at day.Instant) *Numbers {
	now := at
	n := &Numbers{Facts: f, At: at, Phase: f.phase(at.Day()), Lanes: make([]Lane, len(f.Sites))}
	first := now
	for i := range f.Sites {
		l := lane(f, i, &c.sites[i], now)
		n.Lanes[i] = l
		n.Total += l.Came
		n.WalkIns += l.WalkIns
		n.Done += l.Done
		n.Registered += l.Registered
		n.Counted += l.Counted
		n.Again += l.Again
		n.Refused += l.Refused
		n.Undone += l.Undone
		n.Pending += l.Pending
		n.LastMinute += l.LastMinute
		if l.Phones > 0 {
			n.Phones++
		}
		if l.State == Online {
			n.Online++
		}
		for g := range c.sites[i].came {
			first = min(first, g*Grain)
		}
	}
	n.Spark = spark(c, first, now)
	n.Ticker = ticker(f, c, notes)
	return n
}

func (f *Facts) phase(today day.Day) Phase {
	switch {
	case f.Closed || today > f.Day:
		return After
	case today < f.Day:
		return Before
	}
	return During
}

func lane(f *Facts, i int, t *tally, now day.Instant) Lane {
	l := Lane{Site: f.Sites[i], Came: t.given[came], WalkIns: t.walkIns, Given: t.given, Registered: t.registered, Counted: t.blocks + t.heads,
		Again: t.again, Refused: t.refused, Undone: t.undone, Pending: t.pending, Phones: t.phones,
		Heard: t.heard, Until: t.until, State: net(t, now)}
	if f.Ends != "" {
		l.Done = t.given[f.Ends]
	}
	l.LastMinute = t.came.between(now/Grain-5, now/Grain+1)
	if l.Expected > 0 && l.Came >= l.Expected {
		l.Reached = reached(t.came, l.Expected)
	}
	return l
}

func net(t *tally, now day.Instant) Net {
	switch {
	case t.phones == 0:
		return NoPhones
	case t.heard == 0:
		return Silent
	case now-t.heard > Hush:
		return Offline
	}
	return Online
}

// reached is the true time at which a flow had come to so many, 0 where it has not.
func reached(f flow, many int64) day.Instant {
	sum := int64(0)
	for _, g := range f.course() {
		if sum += f[g]; sum >= many {
			return g * Grain
		}
	}
	return 0
}

// spark is the course of arrivals, as rates a minute: over the last half hour, or over as much of it as there was anybody.
func spark(c *counts, first, now day.Instant) (points [Points]int64) {
	step := min(max((now-first)/Points/Grain+1, 1), 6) // grains a point
	end := now/Grain + 1
	for i := range points {
		to := end - day.Instant(Points-1-i)*step
		points[i] = c.total(func(t *tally) int64 { return t.came.between(to-step, to) }) * int64(60*second/Grain) / int64(step)
	}
	return points
}
