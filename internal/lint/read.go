package lint

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/viet"
)

// Marks are the letters that stand in a folded text for what was read there. Folded words are lower case, so that a capital
// is always a mark.
const (
	amount   = 'N' // 1.265, 22 nghìn
	fraction = 'F' // 2,5
	percent  = 'P' // 92,6%
	ratio    = 'R' // 2.610/2.819
	date     = 'D' // 9/4/2024
	year     = 'Y' // năm 2024
	period   = 'T' // 6 tháng đầu năm 2024
	symbol   = 'K' // 03/KH-BCĐ, the number of a document
	other    = 'O' // a number that counts nothing: Đợt 1, 16:06, a telephone's
)

// mark is something read in a text.
type mark struct {
	kind     byte
	at       int          // its place in the folded text
	from, to int          // its place in the composed text
	n        viet.Number  // of an amount, with the words before it; the first of a ratio
	whole    viet.Number  // the second of a ratio
	dec      viet.Decimal // of a percentage or a fraction
	said     viet.Qualifier
	step     int64  // what one more in the last written digit is worth: "9,9 tỷ" is known to a hundred million
	noun     string // the folded words behind an amount
	scaled   bool   // written with nghìn, triệu, tỷ
	day      day.Day
	period   day.Period
	wrong    string // why it could not be read
}

// text is a text taken apart.
type text struct {
	source
	about     About
	folded    string
	back      []int32 // of each byte of folded, and its end, the byte in composed
	marks     []mark
	sentences []sentence
	lines     []line
	year      int        // the year the text is about, 0 where it is not clear
	date      day.Day    // the day of the text
	period    day.Period // that it reports on
}

// sentence is a part of a text that claims something by itself.
type sentence struct {
	t        *text
	from, to int
	marks    []mark // those of it
	nums     []mark // of these, the ones that are numbers
	line     int
}

// line is a line of the text.
type line struct {
	from, to int
	first    int // its first sentence
	after    int // behind its last sentence
}

func (t *text) span(from, to int) (int, int, string) {
	a, b := int(t.back[from]), int(t.back[to])
	for b > a && t.composed[b-1] == ' ' {
		b--
	}
	return t.source.back(a), t.source.back(b), t.composed[a:b]
}

// words returns the text as written between two places of the folded text.
func (t *text) words(from, to int) string { return t.composed[t.back[from]:t.back[to]] }

// written returns a mark as it was written.
func (t *text) written(m mark) string { return t.composed[m.from:m.to] }

// read takes a text apart.
func read(given string, about About) *text {
	t := &text{source: compose(given), about: about, date: about.Date, period: about.Period}
	var b strings.Builder
	b.Grow(len(t.composed))
	t.back = make([]int32, 0, len(t.composed)+1)
	put := func(c byte, at int) {
		b.WriteByte(c)
		t.back = append(t.back, int32(at))
	}
	word := 0 // where the word began that is being read, in folded
	before := rune(' ')
	for i := 0; i < len(t.composed); {
		r, size := utf8.DecodeRuneInString(t.composed[i:])
		if starts(before) && (unicode.IsDigit(r) || unicode.IsLetter(r)) {
			if m, ok := t.recognise(i, b.String()[max(0, b.Len()-48):]); ok {
				m.at, m.from = b.Len(), i
				t.marks = append(t.marks, m)
				put(m.kind, i)
				i = m.to
				before, _ = utf8.DecodeLastRuneInString(t.composed[:i])
				if !unicode.IsDigit(before) && !unicode.IsLetter(before) {
					before = ' '
				}
				continue
			}
		}
		c := fold(r)
		if c == ' ' && b.Len() > word && strings.HasSuffix(b.String(), " ") { // runs of spaces are one
			i += size
			before = r
			continue
		}
		if c >= '0' && c <= '9' && !starts(before) { // digits inside a word: A4, Covid19
			c = '0'
		}
		put(c, i)
		i += size
		before = r
	}
	t.back = append(t.back, int32(len(t.composed)))
	t.folded = b.String()
	t.split()
	t.nouns()
	t.place()
	return t
}

func starts(before rune) bool { return !unicode.IsDigit(before) && !unicode.IsLetter(before) }

// split finds lines and sentences.
func (t *text) split() {
	next := 0 // mark
	for from := 0; from <= len(t.folded); {
		to := strings.IndexByte(t.folded[from:], '\n')
		if to < 0 {
			to = len(t.folded)
		} else {
			to += from
		}
		l := line{from: from, to: to, first: len(t.sentences)}
		for at := from; at < to; {
			end := t.sentenceEnd(at, to)
			s := sentence{t: t, from: at, to: end, line: len(t.lines)}
			first := next
			for next < len(t.marks) && t.marks[next].at < end {
				next++
			}
			s.marks = t.marks[first:next]
			t.sentences = append(t.sentences, s)
			at = end
		}
		l.after = len(t.sentences)
		t.lines = append(t.lines, l)
		from = to + 1
	}
}

// sentenceEnd finds the end of the sentence that begins at a place of a line.
func (t *text) sentenceEnd(from, to int) int {
	for i := from; i < to; i++ {
		switch t.folded[i] {
		case ';', '!', '?':
			return i + 1
		case '.':
			if i+1 >= to {
				return to
			}
			if t.folded[i+1] != ' ' {
				continue
			}
			word := t.folded[from:i]
			word = word[strings.LastIndexAny(word, " (")+1:]
			if len(word) <= 2 && len(word) > 0 && word[0] >= 'a' || strings.Contains(word, ".") { // TP. Hải Phòng
				continue
			}
			if i+2 < to {
				if r, _ := utf8.DecodeRuneInString(t.composed[t.back[i+2]:]); unicode.IsLower(r) {
					continue
				}
			}
			return i + 1
		}
	}
	return to
}

// nouns gives every amount the words behind it, and every sentence its numbers.
func (t *text) nouns() {
	for i := range t.sentences {
		s := &t.sentences[i]
		for k := range s.marks {
			m := &s.marks[k]
			switch m.kind {
			case amount, fraction, percent, ratio:
				to := s.to
				if k+1 < len(s.marks) {
					to = s.marks[k+1].at
				}
				m.noun = nounIn(t.folded[m.at+1 : min(to, m.at+61)])
				s.nums = append(s.nums, *m)
			}
		}
	}
}

// nounIn takes the words before the first sign.
func nounIn(s string) string {
	if s = strings.TrimPrefix(s, " "); s == "" || s[0] < 'a' || s[0] > 'z' {
		return ""
	}
	end := strings.IndexFunc(s, func(r rune) bool { return r != ' ' && r != '-' && (r < 'a' || r > 'z') })
	if end >= 0 {
		s = s[:end]
	}
	words := strings.Fields(s)
	for i, w := range words {
		if i == 6 || joiners[w] {
			words = words[:i]
			break
		}
	}
	return strings.Join(words, " ")
}

// joiners are the words that end a noun.
var joiners = wordSet("va hoac la thi tai o cho cua voi so tren trong den tu bang dat chiem tang giam xuong len moi")

// gap returns the folded words between number k-1 and number k of a sentence; gap(0) begins with the sentence, and
// gap(len) ends with it.
func (s sentence) gap(k int) string {
	from, to := s.from, s.to
	if k > 0 {
		from = s.nums[k-1].at + 1
	}
	if k < len(s.nums) {
		to = s.nums[k].at
	}
	return s.t.folded[from:to]
}

// place finds the day and the year of a text where nobody gave them: in its head, "Lai Châu, ngày 18 tháng 01 năm 2021".
func (t *text) place() {
	for i := 0; i < len(t.lines) && i < 30 && t.date == 0; i++ {
		l := t.lines[i]
		for _, m := range t.marksIn(l.from, l.to) {
			before := strings.TrimSpace(t.folded[l.from:m.at])
			if m.kind == date && m.day != 0 && m.at+3 >= l.to && strings.HasSuffix(before, ", ngay") && len(before) < 46 {
				t.date = m.day
			}
		}
	}
	if !known(t.period) { // the heading names one
		for i := 0; i < len(t.lines) && i < 12; i++ {
			l := t.lines[i]
			for _, m := range t.marksIn(l.from, l.to) {
				if m.kind == period && known(m.period) && l.to-l.from < 200 && !known(t.period) {
					t.period = m.period
				}
			}
		}
	}
	switch {
	case t.date != 0:
		t.year = t.date.Year()
	case t.period.From != 0 && t.period.From.Year() == t.period.To.Year():
		t.year = t.period.From.Year()
	}
}

// marksIn returns the marks between two places of the folded text.
func (t *text) marksIn(from, to int) []mark {
	lo, hi := 0, len(t.marks)
	for lo < hi {
		if mid := (lo + hi) / 2; t.marks[mid].at < from {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	end := lo
	for end < len(t.marks) && t.marks[end].at < to {
		end++
	}
	return t.marks[lo:end]
}

// known reports whether a period was given.
func known(p day.Period) bool { return p.From != 0 }
