// Package roster keeps who took part in an activity.
//
// Today it holds headcounts: numbers that two people counted, or that a unit declares with its source. They are only ever
// added; a later one takes an earlier one's place by naming it, and both stay. Their day is the activity's.
//
// Tickets (somebody signed up) and attendances (somebody came) join them with the gate: a ticket is attended at most once
// for a session, and what phones scanned will stand beside what was counted and declared, for the same activity, unit and
// word. A headcount is not a figure yet: the campaign's kind turns it into entries of the ledger.
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
