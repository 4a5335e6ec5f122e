package oldfont

import (
	"strings"
	"unicode"
)

// Cell is a cell of a column: its text, and the font it stands in where that is known.
type Cell struct{ Text, Font string }

// Finding tells how a column is written.
type Finding struct {
	Encoding   Encoding         // of most cells
	Confidence int              // percent of the marked words that read as Vietnamese, each cell in its own encoding
	Before     string           // a cell as it stands
	After      string           // and as it will be read; both "" where nothing changes
	Changed    int              // cells that will be read otherwise than they stand
	Other      map[int]Encoding // cells written in another way than most, by their place
	Lost       []int            // cells with letters that are gone for good
}

// Limits of what is looked at to judge a column, and of when a judgement is made.
const (
	sampleCells = 500
	enough      = 0.6  // of the words must read as Vietnamese
	ahead       = 0.15 // by which another encoding must be better than Unicode
	fontWeight  = 0.2  // that a font's name adds to its encoding
)

// Column judges a column.
func Column(cells []Cell) Finding {
	d := detector{words: map[string]score{}}
	f := Finding{Encoding: Unicode, Confidence: 100}
	var total tally
	looked := 0
	for i, c := range cells {
		if lost(c.Text) {
			f.Lost = append(f.Lost, i)
			continue
		}
		if looked < sampleCells && !plain(c.Text) {
			looked++
			total.add(d.cell(c))
		}
	}
	if looked > 0 {
		f.Encoding = total.best()
	}
	words, read := 0, 0.0
	for i, c := range cells {
		if plain(c.Text) || lost(c.Text) {
			continue
		}
		e := f.Encoding
		t := d.cell(c)
		if own := t.best(); own != e && t.mean(own) > t.mean(e)+ahead {
			e = own
			if f.Other == nil {
				f.Other = map[int]Encoding{}
			}
			f.Other[i] = own
		}
		words, read = words+t.words, read+t.valid[place(e)]
		if after := Decode(c.Text, e, c.Font); after != c.Text {
			if f.Changed++; f.Before == "" || len(f.Before) < 12 && len(c.Text) > len(f.Before) {
				f.Before, f.After = c.Text, after
			}
		}
	}
	if words > 0 {
		f.Confidence = int(100*read/float64(words) + 0.5)
	}
	return f
}

// Read returns the text of the i-th cell of the column as the finding reads it.
func (f Finding) Read(i int, c Cell) string {
	e, other := f.Other[i]
	if !other {
		e = f.Encoding
	}
	return Decode(c.Text, e, c.Font)
}

// plain reports that a text has nothing by which an encoding can be told.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// lost reports letters that were replaced by a question mark or the sign for what cannot be read: "C?ng ?oàn".
func lost(s string) bool {
	if strings.ContainsRune(s, unicode.ReplacementChar) {
		return true
	}
	var before rune = ' '
	runes := []rune(s)
	for i, r := range runes {
		if r == '?' && i+1 < len(runes) && unicode.IsLetter(runes[i+1]) && (unicode.IsLetter(before) || before == ' ' || before == '?') {
			return true
		}
		before = r
	}
	return false
}

// score is how a word reads in each encoding: 0 not at all, 1 as a syllable, more as a usual word.
type score [6]float64

// tally adds the scores of words.
type tally struct {
	sum, valid score
	fonts      [6]int
	words      int
	cells      int
}

func (t *tally) add(o tally) {
	for k := range t.sum {
		t.sum[k] += o.sum[k]
		t.valid[k] += o.valid[k]
		t.fonts[k] += o.fonts[k]
	}
	t.words += o.words
	t.cells += o.cells
}

// share is the part of the words that are syllables in an encoding.
func (t *tally) share(e Encoding) float64 {
	if t.words == 0 {
		return 1
	}
	return t.valid[place(e)] / float64(t.words)
}

// mean is the score of the words in an encoding.
func (t *tally) mean(e Encoding) float64 { return t.sum[place(e)] / float64(max(1, t.words)) }

// best is the encoding in which the words read best, Unicode unless another is clearly better.
func (t *tally) best() Encoding {
	if t.words == 0 {
		return Unicode
	}
	grade := func(k int) float64 {
		return t.sum[k]/float64(t.words) + fontWeight*float64(t.fonts[k])/float64(max(1, t.cells))
	}
	best, first := Unicode, grade(0)
	for k, e := range Encodings[1:] {
		if g := grade(k + 1); g > first && g > grade(0)+ahead && t.share(e) >= enough {
			best, first = e, g
		}
	}
	return best
}

func place(e Encoding) int {
	for k, o := range Encodings {
		if o == e {
			return k
		}
	}
	return 0
}

// detector remembers the words it has judged: the same ones come again in every row.
type detector struct{ words map[string]score }

func (d *detector) cell(c Cell) (t tally) {
	t.cells = 1
	if e, _ := OfFont(c.Font); e != "" {
		t.fonts[place(e)] = 1
	}
	for w := range strings.FieldsFuncSeq(c.Text, func(r rune) bool {
		return r < 0x80 && !unicode.IsLetter(r) && !unicode.IsDigit(r) || r == '\u00A0' && !tight(c.Text)
	}) {
		if plain(w) || mark(w) {
			continue
		}
		t.words++
		s, ok := d.words[w]
		if !ok {
			s = judge(w)
			d.words[w] = s
		}
		for k := range s {
			t.sum[k] += s[k]
			if s[k] > 0 {
				t.valid[k]++
			}
		}
	}
	return t
}

// tight reports that a no-break space belongs to the letters: misread UTF-8 has it inside words.
func tight(s string) bool {
	return strings.ContainsAny(s, "ÃÄÆáº»") && strings.ContainsAny(s, "ÃÄÆ»º")
}

// mark reports a word made of signs alone, such as a dash between names.
func mark(w string) bool {
	return strings.IndexFunc(w, func(r rune) bool { return r < 0x2010 || r > 0x2122 || r == '‡' || r == '†' }) < 0
}

// abbreviation reports capitals around a Đ, such as CĐCS, LĐLĐ.
func abbreviation(w string) bool {
	return strings.Contains(w, "Đ") && strings.Trim(w, quotes+"ĐABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""
}

// quotes stand around words in any encoding.
const quotes = "“”‘’–—…•"

const ascii = "abcdefghijklmnopqrstuvwxyz0123456789"

func judge(w string) (s score) {
	for k, e := range Encodings {
		read := strings.ToLower(strings.Trim(Decode(w, e, ""), quotes))
		if read == strings.ToLower(strings.Trim(w, quotes)) && (e == TCVN3 || e == Misread || e == VNI && strings.Trim(read, "ìí"+ascii) != "") {
			continue // this encoding has no such letters
		}
		switch {
		case e == Unicode && Decode(w, Decomposed, "") != w:
		case abbreviation(Decode(w, e, "")):
			s[k] = 1
		case read == "" || !Syllable(read):
		case common[read]:
			s[k] = 1.25
		default:
			s[k] = 1
		}
	}
	return s
}
