package gate

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/gate/rule"
)

// Tally counts what came in at a site for one service. Of records each is in one place: it is counted, was taken back, came
// behind another, or was refused.
type Tally struct {
	Scanned int64 // people who are counted
	WalkIns int64 // of them, those without a ticket
	Again   int64 // records of somebody who was there before
	Refused int64 // records of somebody who was not let in, or could not have been
	Undone  int64 // records that were taken back
	Blocks  int64 // people counted in blocks, beside
}

// Add adds up.
func (t Tally) Add(o Tally) Tally {
	return Tally{t.Scanned + o.Scanned, t.WalkIns + o.WalkIns, t.Again + o.Again, t.Refused + o.Refused, t.Undone + o.Undone, t.Blocks + o.Blocks}
}

// Landed is one change of a site's tally: a record came in, or another that came earlier took its place. A fall always has a word.
type Landed struct {
	Event                  int64
	Activity, Door, Device string
	What                   string
	Unit                   string      // whose
	At                     day.Instant // the true time
	Word                   rule.Word
	Tally                  // what is to be added; below zero where something was taken back
}

// Landing is what one act took in.
type Landing struct {
	Event     int64
	After, To int64 // numbers of its records: after the one, up to the other; a gap before it was taken in by another server
	At        day.Instant
	Changes   []Landed
}

// Words beside those of the rule.
const (
	Undone  rule.Word = "undone"  // of a record that takes another back, and of that other
	Counted rule.Word = "counted" // of a block
)

func (t Tally) minus(o Tally) Tally {
	return Tally{t.Scanned - o.Scanned, t.WalkIns - o.WalkIns, t.Again - o.Again, t.Refused - o.Refused, t.Undone - o.Undone, t.Blocks - o.Blocks}
}
