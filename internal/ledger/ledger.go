// Package ledger keeps figures as entries that are only ever added.
//
// An entry says that so much of an indicator was credited to a unit, at a place, in an activity, on a day, by a kind of
// evidence, from a source. The package keeps true that entries are numbered without gaps in the order of commits, that none is
// ever changed, that a correction is a reversing entry with a reason, that two measures never add to each other, that
// kinds of evidence for one thing are never added together, and that what is "at least" stays so in every sum.
//
// Figures are served from a Book in memory, which is made from the entries and can be thrown away: see book.go. A roll-up may stand
// on the map of any day: see placing.go. Entries are sealed into Merkle logs: see seal.go. Who may write is left to the
// acts; what an activity, a campaign or a person is, to others: here they are words.
package ledger

import (
	"embed"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of the package's tables.
var Schema = db.Line{Name: "ledger", Files: files}

// Posting is what is to be entered.
type Posting struct {
	Campaign  string   // id of a campaign, or ""
	Activity  string   // id of an activity, or ""
	Unit      string   // id of the unit that is credited
	Place     string   // id of the place where it happened, or ""
	Indicator string   // key of the indicator
	Quantity           // how much
	Evidence  Evidence // how it is known
	Day       day.Day  // when it happened
	Source    string   // what it rests on: "report 7 line 3"; required, and without names of persons
	Device    string   // id of the device it came from, or ""
	Note      string   //
}

// Entry is a posting that has been entered. An entry with Reverses set cancels that entry exactly.
type Entry struct {
	Seq int64 // its number: 1, 2, 3, … without gaps, in the order of commits
	Posting
	At       day.Instant // when it was entered; never earlier than that of the entry before
	By       string      // who entered it
	Act      string      // id of the act it was entered in
	Reverses int64       // number of the entry it cancels, or 0; Note then says why
}

// Cell is what several kinds of evidence may tell of at once: one thing, once.
type Cell struct {
	Campaign, Activity, Unit, Place, Indicator string
	Day                                        day.Day
}

// Cell returns the cell that the posting belongs to.
func (p Posting) Cell() Cell {
	return Cell{p.Campaign, p.Activity, p.Unit, p.Place, p.Indicator, p.Day}
}
