package viet

import (
	"slices"
	"strings"
)

// Score tells how well a candidate answers a query: 0 not at all, and the higher the better.
type Score int

// The steps of a Score. Between two steps the share of the candidate that was asked for decides.
const (
	Suggestion  Score = 100  // a slip of the finger away: to be proposed, never taken without a person
	Anywhere    Score = 300  // every word of the query, in any order
	InOrder     Score = 400  // every word or abbreviation, in order
	Begins      Score = 600  // begins with the query
	SameLetters Score = 900  // equal but for marks and tones
	SameWord    Score = 1000 // equal, wherever the tones stand
)

// Sure reports whether the candidate holds what was asked for, and is not only a suggestion.
func (s Score) Sure() bool { return s >= Anywhere }

// Entry is a candidate prepared once for many queries.
type Entry struct{ fold, spell string }

// NewEntry prepares a name for searching.
func NewEntry(name string) Entry { return Entry{Fold(name), Spell(name)} }

// Query is what somebody typed, prepared once for many candidates.
type Query struct {
	fold, spell string
	words       []string
	spelled     []string
	marked      bool // typed with marks: the same marks rank first
}

// NewQuery prepares a query.
func NewQuery(q string) Query {
	f, s := Fold(q), Spell(q)
	return Query{fold: f, spell: s, words: strings.Fields(f), spelled: strings.Fields(s), marked: f != s}
}

// Empty reports whether there is nothing to look for.
func (q Query) Empty() bool { return q.fold == "" }

// Match scores one candidate: by tokens ("hai phong"), by initials ("nta", "ldld hp"), with abbreviations on either side
// (KCN and khu công nghiệp), exact marks first, and small slips ("Sews-Componets") as suggestions.
func Match(query, candidate string) Score { return NewQuery(query).Score(NewEntry(candidate)) }

// maxWords bounds the words of a name or query that are looked at.
const maxWords = 32

// Score is Match for prepared sides.
func (q Query) Score(e Entry) Score {
	if q.fold == "" || e.fold == "" {
		return 0
	}
	switch {
	case q.spell == e.spell:
		return SameWord
	case q.fold == e.fold:
		return SameLetters
	}
	share := Score(99 * min(len(q.fold), len(e.fold)) / len(e.fold))
	marks := Score(0)
	if q.marked && strings.HasPrefix(e.spell, q.spell) {
		marks = 100
	}
	if strings.HasPrefix(e.fold, q.fold) {
		return Begins + marks + share
	}
	var room [maxWords]string
	words := fields(room[:0], e.fold)
	asked := q.words[:min(len(q.words), maxWords)]
	if q.marked && q.spelledIn(e.spell) {
		marks = 50
	}
	if inOrder(asked, words) {
		return InOrder + marks + share
	}
	if anywhere(asked, words) {
		return Anywhere + marks/2 + share/2
	}
	if d, ok := slips(asked, words); ok {
		return Suggestion + max(0, 99-Score(d)*20)
	}
	return 0
}

// spelledIn reports whether every word of the query stands in the candidate with its marks.
func (q Query) spelledIn(spell string) bool {
	for _, w := range q.spelled {
		if !strings.Contains(spell, w) {
			return false
		}
	}
	return true
}

func fields(into []string, s string) []string {
	for w := range strings.SplitSeq(s, " ") {
		if len(into) == cap(into) {
			break
		}
		into = append(into, w)
	}
	return into
}

// inOrder reports whether the words asked for stand in the candidate in their order, gaps allowed. A word is found as the
// beginning of another, or as the initials of several on either side.
func inOrder(asked, words []string) bool {
	if len(asked) == 0 {
		return true
	}
	for j := range words {
		if strings.HasPrefix(words[j], asked[0]) && inOrder(asked[1:], words[j+1:]) {
			return true
		}
		if n := len(asked[0]); n > 1 && n <= len(words)-j && initials(words[j:j+n], asked[0]) && inOrder(asked[1:], words[j+n:]) {
			return true
		}
		if n := len(words[j]); n > 1 && n <= len(asked) && initials(asked[:n], words[j]) && inOrder(asked[n:], words[j+1:]) {
			return true
		}
	}
	return false
}

func initials(words []string, letters string) bool {
	for i, w := range words {
		if w == "" || w[0] != letters[i] {
			return false
		}
	}
	return true
}

func anywhere(asked, words []string) bool {
	for _, a := range asked {
		if !slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, a) }) {
			return false
		}
	}
	return true
}

// slips counts the letters by which the words asked for miss the candidate's. One slip is forgiven in a word of four
// letters, two in a word of eight; and letters that sound alike (i/y, s/x, ch/tr, d/gi) cost one slip for the word.
func slips(asked, words []string) (total int, ok bool) {
	free := 0
	for _, a := range asked {
		best := -1
		for _, w := range words {
			d := distance(a, w, len(a)/4)
			if d < 0 && sound(a) == sound(w) {
				d = 1
			}
			if d >= 0 && (best < 0 || d < best) {
				best = d
			}
		}
		if best < 0 {
			return 0, false
		}
		if best == 0 {
			free++
		}
		total += best
	}
	return total, total <= 1+len(asked)/2 && (free > 0 || len(asked) == 1 || total <= 2)
}

var alike = strings.NewReplacer("tr", "ch", "gi", "d", "x", "s", "y", "i", "k", "c", "ngh", "ng", "gh", "g", "w", "v")

func sound(s string) string { return alike.Replace(s) }

// distance counts the letters to add, drop, change or swap to make b of a; -1 when more than limit (at most 2).
func distance(a, b string, limit int) int {
	limit = min(limit, 2)
	if a == b {
		return 0
	}
	if limit == 0 || len(a)-len(b) > limit || len(b)-len(a) > limit || len(b) > 63 {
		return -1
	}
	var rows [3][64]int
	for j := range len(b) + 1 {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		row, above, above2 := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], above2[j-2]+1)
			}
		}
	}
	if d := rows[len(a)%3][len(b)]; d <= limit {
		return d
	}
	return -1
}
