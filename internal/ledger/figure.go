package ledger

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/indicator"
)

// PlaceLine is the line on which figures are rolled up by where they happened instead of by who is credited.
const PlaceLine = "place"

// What a figure can be divided by.
const (
	ByUnit     = "unit"
	ByPlace    = "place"
	ByActivity = "activity"
	ByCampaign = "campaign"
	ByEvidence = "evidence"
)

// Question asks for a figure.
type Question struct {
	Indicator string
	Period    day.Period
	Line      string      // line of the organisation to roll up along, "" = union; or PlaceLine
	On        day.Day     // the map of that day; 0 = as it stood: each part on the map of its own day
	Known     day.Instant // what was known at that instant, of entries, choices and maps; 0 = now
	Campaign  string      // only this campaign; "" = all
	Activity  string      // only this activity; "" = all
	At        string      // a unit, or on PlaceLine a place: it and all below; "" = everything
	By        string      // how to divide: one of the By constants, "" = not
}

// Figure is the answer to a question: a sum of entries that says what it is made of.
type Figure struct {
	Question
	Measure    indicator.Measure
	Quantity                      // the total
	ByEvidence map[Evidence]int64 // how much of Lo is of which published evidence
	Parts      []Part             // by q.By, the greatest first; with Unallocated they add up to the total
	// Unallocated is what stands at q.At itself, or above all of its parts, because nothing lawful divides it
	// ("không phân bổ được"), because its unit was founded later, or because no place was given. It is in the total.
	Unallocated []Part
	// Gone is what is in no total of this map, by the unit or place that posted it: a difference that has a name.
	Gone    []Part
	Entries int   // entries that stand behind the total, reversed ones not counted
	Through int64 // number of the last entry that was looked at
}

// Part is a part of a figure.
type Part struct {
	Key  string // id of a unit, a place, an activity, a campaign, or key of a kind of evidence
	Name string // its name on the map of the question; "" where only others know it
	Quantity
	ByEvidence map[Evidence]int64
	Entries    int
	Why        lineage.Why // for Unallocated and Gone: how it came to stand there
	Near       string      // for Gone: the nearest living unit above, or ""
}

// Sum adds figures of one indicator. Two indicators, or two counts of a stock over different periods, are refused.
func Sum(figures ...Figure) (Quantity, error) {
	var total Quantity
	measures := make([]indicator.Measure, len(figures))
	for i, f := range figures {
		measures[i] = f.Measure
	}
	if _, err := indicator.Same(measures...); err != nil {
		return total, err
	}
	for _, f := range figures {
		if f.Indicator != figures[0].Indicator {
			return Quantity{}, fault.Invalidf("Không cộng được hai chỉ số khác nhau (%s và %s), dù cùng đơn vị tính.", figures[0].Indicator, f.Indicator)
		}
		total = total.Add(f.Quantity)
	}
	return total, nil
}
