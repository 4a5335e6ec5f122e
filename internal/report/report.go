// Package report takes in what units declare until the level above accepts it.
//
// A submission (báo cáo của đơn vị) waits beside the figures; accepted, its lines become entries of the ledger. A slip is
// entered directly from a paper that somebody signed, counted or kept. A claim (số đã công bố) is what was printed or said:
// it stands beside a figure with the arithmetic between the two, and never takes its place. The package keeps true that a
// unit reports once on an activity, that a version is decided once, that nobody accepts their own figures, and that nothing
// is edited: another number is another version.
package report

import (
	"cmp"
	"embed"
	"fmt"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of the package's tables.
var Schema = db.Line{Name: "report", Files: files}

// State is how a version of a submission stands.
type State string

const (
	Submitted State = "submitted" // waits
	Accepted  State = "accepted"
	Returned  State = "returned" // sent back with a reason
	Withdrawn State = "withdrawn"
)

// Label returns the Vietnamese name.
func (s State) Label() string {
	return map[State]string{Submitted: "chờ tiếp nhận", Accepted: "đã tiếp nhận", Returned: "trả lại", Withdrawn: "đã rút"}[s]
}

// Line is one figure of a submission or a slip.
type Line struct {
	Indicator string
	ledger.Quantity
	Note string // the unit's explanation, "" for none; without names of persons, as it goes into the ledger
}

// Submission is one version of what a unit declares of an activity.
type Submission struct {
	ID          string
	Version     int64 // 1 when submitted, one more each time it is sent again
	Unit        string
	Activity    string
	Lines       []Line
	Explanation string
	At          day.Instant
	By          string

	State     State
	Reason    string // of a return or a withdrawal
	DecidedAt day.Instant
	DecidedBy string
}

// Slip is figures entered directly from a paper.
type Slip struct {
	ID          string
	Unit        string  // who is credited
	Campaign    string  // of figures without an activity, "" for none; else the activity's
	Activity    string  // "" for figures that belong to none: members on a day, a half-year told as a whole
	Place       string  // of figures without an activity; else the activity's
	Day         day.Day // of figures without an activity; else the activity's
	Evidence    ledger.Evidence
	Paper       Paper
	Lines       []Line
	Explanation string
	Adds        bool // it adds to what the same kind of evidence says already, as a second bus does
	At          day.Instant
	By          string
	Voided      string // why it was taken back, "" while it holds
}

// source is how the ledger names a line of the slip: the paper, without those who signed it, then the slip's key.
func (s Slip) source(line int) string {
	paper := cmp.Or(s.Paper.Number, "Phiếu nhập")
	if s.Paper.Date != 0 {
		paper += " ngày " + s.Paper.Date.VN()
	}
	return fmt.Sprintf("%s (phiếu %s dòng %d)", paper, s.ID, line)
}

// Paper is what a slip was entered from.
type Paper struct {
	Number  string  // "Biên bản 12/BB", or the name of the list
	Date    day.Day // of the paper
	Signers string  // who signed or counted, several parted by ";"
}

// Quantity returns a number that was read as a quantity of the ledger.
func Quantity(n viet.Number) ledger.Quantity {
	return ledger.Quantity{Lo: n.Lo, Hi: n.Hi, Open: n.Open}
}

// Limits of one report.
const (
	LinesMax       = 200
	ExplanationMax = 10_000 // characters
	NoteMax        = 1000
)
