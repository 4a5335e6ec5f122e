// Package closing keeps the signed minutes by which sites are closed.
//
// A minute (biên bản chốt điểm) says how many came to a site: scanned beside counted, what was refused, what came twice, what phones still
// hold, and the number in which two people believe. One writes it, another confirms it; with the second signature its number becomes
// signed evidence in the ledger. It keeps true that the signed number stands beside all else that is known of the same people, unit by unit,
// so that nothing is added twice (decision 18). Minutes are only added: a later one takes an earlier one's place with a reason.
package closing

import (
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/ledger"
)

// Minute is the record by which a site is closed.
type Minute struct {
	ID       string
	Activity string
	N        int    // 1, 2, … within the activity
	Number   string // as the paper bears it: "01/BB-CĐ"
	Lines    []Line
	Refused  int64 // not let in
	Again    int64 // came a second time
	Missing  int64 // records that phones had made and not sent when it was written
	Phones   int64 // how many phones those were
	Note     string
	Replaces string // the signed minute whose place it takes, "" for none
	Reason   string // why it does
	MadeBy   string
	MadeAt   day.Instant

	Signatures []Signature // the one who wrote it, then the one who confirmed it
	ReplacedBy string      // the signed minute that took its place, "" while it holds

	seen string
}

// Line is what a minute states of one thing that was given at the site.
type Line struct {
	What      string // the service's key
	Indicator string
	Scanned   int64
	Counted   int64           // of units and of whole lanes
	Crowd     int64           // of Counted, those of whole lanes, of whom nobody knows the union
	Evidence  ledger.Evidence // the kind in which those who sign believe
	Signed    int64
	Why       Why // the fixed words for a difference
	Shares    []Share
}

// Share is how much of a signed number is a unit's.
type Share struct {
	Unit   string
	People int64
}

// Signature is a person's word for a minute.
type Signature struct {
	Person string
	How    string // BySession, ByPassword
	At     day.Instant
}

// How somebody signed.
const (
	BySession  = "session"
	ByPassword = "password" // on the telephone of the one who wrote it
)

// Signed reports whether two people signed.
func (m Minute) Signed() bool { return len(m.Signatures) == 2 }

// Holds reports whether it is signed and none took its place.
func (m Minute) Holds() bool { return m.Signed() && m.ReplacedBy == "" }

// Line returns what it states of one thing.
func (m Minute) Line(what string) (Line, bool) {
	i := slices.IndexFunc(m.Lines, func(l Line) bool { return l.What == what })
	if i < 0 {
		return Line{}, false
	}
	return m.Lines[i], true
}

// Why is why numbers of one thing differ.
type Why string

// The fixed words for a difference.
const (
	Lanes     Why = "lanes"
	Unscanned Why = "unscanned"
	Outsiders Why = "outsiders"
	Twice     Why = "twice"
	Waiting   Why = "waiting"
	Miscount  Why = "miscount"
	Other     Why = "other" // needs a note
)

// Whys are all fixed words, in the order in which a form shows them.
var Whys = []Why{Lanes, Unscanned, Outsiders, Twice, Waiting, Miscount, Other}

// Label says it in Vietnamese.
func (w Why) Label() string {
	return map[Why]string{Lanes: "Có làn chỉ đếm, không quét", Unscanned: "Có người vào mà không quét (máy hỏng, hết pin, quá đông)",
		Outsiders: "Khi đếm có cả ban tổ chức, tình nguyện viên, khán giả", Twice: "Có người được quét bằng hai cách khác nhau",
		Waiting: "Còn máy chưa gửi hết số đã quét", Miscount: "Đếm nhầm, đã kiểm tra lại", Other: "Lý do khác (ghi rõ ở phần ghi chú)"}[w]
}
