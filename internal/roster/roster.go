// Package roster keeps who takes part in an activity.
//
// An event is a central activity with its sites. Somebody signs up for a place, or waits for one, gets a ticket, comes: a ticket is attended at
// most once for each thing that is given. Beside them stand headcounts, which two people counted or a unit declares with its source;
// they are only ever added, and a later one takes an earlier one's place by naming it. The day of all is the activity's. Who the people are is
// kept by people alone; what counts as a figure is said by the campaign's kind.
package roster

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/ledger"
)

// Headcount says how many of a unit did something at an activity, and how that is known.
type Headcount struct {
	ID       string
	Activity string
	Unit     string // whose people: a firm's union; not the host that counted them
	What     string // a word of the campaign's kind: "registered", "came"
	Block    string // which part of the crowd, where it is counted in parts ("cổng A"); "" for all of it
	ledger.Quantity
	Evidence ledger.Evidence // Counted or Declared

	// Counters are the two persons who counted, by their keys; names are kept by people alone. For Counted.
	Counters [2]string
	// Source is the paper or message that a declared number rests on: "danh sách gửi ngày 27/5". For Declared.
	Source string

	Replaces string // the headcount whose place this one takes, "" for none
	Note     string
	MadeBy   string
	MadeAt   day.Instant

	ReplacedBy string // the headcount that took its place, "" while it holds
}

// Holds reports whether nothing took its place.
func (h Headcount) Holds() bool { return h.ReplacedBy == "" }
