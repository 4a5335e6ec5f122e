// Package campaign keeps undertakings with the targets that were promised for them.
//
// A campaign is caused by a dispatch and is of exactly one kind, named by a word. A target is a document's promise: so
// much of an indicator, for a unit, in a period. What it keeps true, at every instant and after every act:
//
//   - a target is what was shared below it plus what was kept back: quantity = Σ children + reserve, reserve ≥ 0;
//   - children are of their parent's campaign, indicator and period: a half-year and a year are different promises;
//   - a version, once written, stays: a target is the last of its versions, and each knows who, when, why and by which document;
//   - what a unit sets itself (đăng ký phấn đấu) stands beside what it was assigned and is no part of that balance.
//
// It knows nothing of results: wanting is kept apart from having. Percentages are reckoned from plain numbers (Percent).
package campaign

import (
	"strings"

	"phongtrao/internal/base/day"
)

// Campaign is an undertaking of some kind: a year's blood donation, a run, a Workers' Month.
type Campaign struct {
	ID       string
	Kind     string     // a word: "blood", "run"; the socket knows what it means
	Owner    string     // the unit that leads it
	Period   day.Period // the days it is about
	Dispatch string     // the dispatch that caused it, "" where none did

	Words
	Version int         // of the words, from 1
	MadeBy  string      // the person who wrote this version
	MadeAt  day.Instant // when this version was written
}

// Words are what describes a campaign and may be edited; what it is (kind, owner, period, dispatch) may not.
type Words struct {
	Name    string // "Hiến máu tình nguyện các khu công nghiệp năm 2024"
	Summary string // a sentence or two, may be ""
	Lead    string // the key of the indicator shown first, "" for the kind's own
	Accent  string // a colour word of Accents
}

// Accents are the words for a campaign's accent colour, the first one where none is chosen; the pages know their values.
var Accents = []string{"lam", "son", "luc", "dat", "tim", "cham"}

// AccentLabel gives the Vietnamese name of an accent colour.
func AccentLabel(word string) string {
	return map[string]string{"lam": "xanh lam", "son": "đỏ son", "luc": "xanh lục", "dat": "đất nung", "tim": "tím", "cham": "chàm"}[word]
}

// isWord reports whether s is a key made of lower-case letters, digits, points and underscores.
func isWord(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789._") == ""
}
