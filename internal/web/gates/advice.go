package gates

import (
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/viet"
)

// lane is a door as its queue is judged.
type lane struct {
	Name   string
	Phones int64       // that may scan there
	Lately int64       // people in the last window minutes
	People int64       // in all
	Last   day.Instant // the last of them, 0 for none
}

// window is over how many minutes rates are taken.
const window = 5

// The rule of advice.
const (
	busyFrom   = 6  // people a minute at the other doors, from which a slow door is worth a word
	slowBelow  = 60 // percent of the others' middle rate
	silentFrom = 3  // minutes without anybody at a door while others are busy
)

// rate is people a minute.
func (l lane) rate() int64 { return (l.Lately + window/2) / window }

// advise says what to do about queues, at most one sentence a door. The rule, of doors that have a phone:
//
//  1. Where nobody came for three minutes at a door at which people came before, while the others are busy: look at its phone.
//  2. A door is slow where its rate is below 60% of the middle rate of the others, and that is at least 6 people a minute. A phone should
//     come to it from the door that needs one least: of those with two phones or more, that with the fewest people a minute for each phone. Where
//     none can spare one, another phone should be invited.
//
// A rate alone does not know how long a queue is; the rule takes it that people spread among doors as they come.
func advise(lanes []lane, now day.Instant) []string {
	var with []lane
	for _, l := range lanes {
		if l.Phones > 0 {
			with = append(with, l)
		}
	}
	var out []string
	for i, l := range with {
		var others []lane
		for j, o := range with {
			if j != i {
				others = append(others, o)
			}
		}
		middle := middleRate(others)
		switch {
		case len(others) == 0 || middle < busyFrom:
		case l.People > 0 && l.Lately == 0 && now-l.Last >= silentFrom*60_000_000:
			out = append(out, l.Name+" không quét ai "+minutes(now-l.Last)+", trong khi cổng khác "+viet.FormatInt(middle)+" người/phút: kiểm tra máy ở cổng này.")
		case l.rate()*100 < middle*slowBelow:
			say := l.Name + " chậm: " + viet.FormatInt(l.rate()) + " người/phút so với " + viet.FormatInt(middle)
			if from, ok := spare(others); ok {
				say += "; chuyển một máy từ " + from + "."
			} else {
				say += "; mời thêm một máy."
			}
			out = append(out, say)
		}
	}
	return out
}

// middleRate is the median of rates; of two middle ones the smaller.
func middleRate(lanes []lane) int64 {
	if len(lanes) == 0 {
		return 0
	}
	var rates []int64
	for _, l := range lanes {
		rates = append(rates, l.rate())
	}
	slices.Sort(rates)
	return rates[(len(rates)-1)/2]
}

// spare names the door that can spare a phone.
func spare(lanes []lane) (string, bool) {
	best := -1
	for i, l := range lanes {
		if l.Phones < 2 {
			continue
		}
		if best < 0 || l.Lately*lanes[best].Phones < lanes[best].Lately*l.Phones {
			best = i
		}
	}
	if best < 0 {
		return "", false
	}
	return lanes[best].Name, true
}
