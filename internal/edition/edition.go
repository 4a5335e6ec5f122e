// Package edition keeps reports as they were printed.
//
// An edition is a report of a campaign by a unit about a period. While it is a draft its figures are those of now, and officers
// write their own words in versions. Closed, it is frozen: the document stays as it was, letter by letter, with every figure
// it quotes and the point of the sealed log at which they stand. The package keeps true that an edition is closed once, by
// whoever saw its last version; that conflicts are closed over only with a reason; that nothing closed changes. Where the
// ledger is corrected later, an edition that quoted the figure knows it (Affected), and those who received it are told (Recall).
package edition

import (
	"embed"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/compose"
	"phongtrao/internal/org"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of the package's tables.
var Schema = db.Line{Name: "edition", Files: files}

// State is how far an edition has come.
type State string

const (
	Draft     State = "draft"
	Settled   State = "closed"
	Delivered State = "sent"
	Accepted  State = "accepted"
	Returned  State = "returned"
	Recalled  State = "recalled"
)

// Label names the state in Vietnamese.
func (s State) Label() string {
	return map[State]string{Draft: "bản thảo", Settled: "đã chốt", Delivered: "đã gửi", Accepted: "đã tiếp nhận", Returned: "bị trả lại", Recalled: "đã thu hồi, đính chính"}[s]
}

// About is what a report is about; it never changes.
type About struct {
	Campaign    string
	Unit        org.UnitID
	Period      day.Period
	Provisional bool   // a quick report (báo cáo nhanh)
	Replaces    string // the edition in whose place it is made, "" for none
}

// Words are what officers write of a report. What is empty is worked out when it is printed, or left open on paper.
type Words struct {
	Number, Place            string
	Date                     day.Day
	Authority, Title, Signer string
	To                       []string

	Introduction, Assessment, Proposals string
}

// Edition is a report as it stands.
type Edition struct {
	ID string
	About
	Words
	Version  int // of the words, from 1
	EditedBy string
	EditedAt day.Instant
	MadeBy   string
	MadeAt   day.Instant

	State  State
	Closed *Closing // nil for a draft
	Sent   []Receipt
	Recall []Recalling
}

// Closing is how an edition was closed.
type Closing struct {
	Hash      string      // SHA-256 of the document
	Known     day.Instant // the instant at which its figures stand
	Through   int64       // the last entry that is in them
	Year      int64       // of the log
	Size      int64       // of the log at the checkpoint
	Root      string
	Conflicts []string // what did not fit
	Reason    string   // why it was closed all the same
	At        day.Instant
	By        string
}

// Receipt is one unit to which a report was sent.
type Receipt struct {
	Unit   org.UnitID
	At     day.Instant
	By     string
	Answer State // Accepted, Returned, "" while it waits
	Reason string
	Since  day.Instant // of the answer
	Who    string
}

// Kind is what is said of a closed report.
type Kind string

const (
	Correct  Kind = "correct"  // đính chính: it stays, with other figures
	Withdraw Kind = "withdraw" // thu hồi: it is not to be used
)

// Label names the kind in Vietnamese.
func (k Kind) Label() string {
	if k == Withdraw {
		return "thu hồi"
	}
	return "đính chính"
}

// Recalling is a report taken back or put right.
type Recalling struct {
	ID      string
	Kind    Kind
	Reason  string
	Changes []string
	At      day.Instant
	By      string
	Known   map[org.UnitID]day.Instant // who acknowledged it, and when
}

// Ask is the question that composes an edition's document now.
func (e Edition) Ask(base string) compose.Ask {
	return compose.Ask{Campaign: e.Campaign, Unit: e.Unit, Period: e.Period, Provisional: e.Provisional, Base: base,
		Paper: compose.Paper{Number: e.Number, Date: e.Date, Place: e.Place, Signature: e.signature(), To: e.To,
			Introduction: e.Introduction, Assessment: e.Assessment, Proposals: e.Proposals}}
}

// Text is the officer's own words, part by part, for whoever reads them over.
func (w Words) Text() string {
	text := ""
	for _, part := range []string{w.Introduction, w.Assessment, w.Proposals} {
		if part != "" {
			if text != "" {
				text += "\n\n"
			}
			text += part
		}
	}
	return text
}
