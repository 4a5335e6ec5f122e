// Package tongue reads a drawn page in English.
//
// Pages are written in Vietnamese, once. For those who chose English the finished page is read again: every text and every
// label that stands in the catalogue is put into English, numbers are written with English signs, and what is no word of the
// product (names of units, persons, campaigns, documents) stays as it is. So no page knows that there are two languages, and a
// sentence that is missing from the catalogue is shown in Vietnamese instead of not at all. Whatever stands under an element
// that declares lang="vi", an official paper say, is left alone (decision 12).
package tongue

import (
	"bufio"
	_ "embed"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed en.tsv
var table string

// English is the catalogue of this build.
var English = sync.OnceValue(func() *Catalogue {
	c, err := Parse(table)
	if err != nil {
		panic(err) // embedded, and read by a test
	}
	return c
})

// Catalogue is what can be said in English.
type Catalogue struct {
	exact    map[string]string
	patterns map[string][]pattern // by their first word
	loose    []pattern            // that begin with a hole
	known    sync.Map             // what was looked up: text → text, "" for nothing
	size     sync.Mutex
	kept     int
}

// pattern is a sentence with holes.
type pattern struct {
	match *regexp.Regexp
	parts []string // English, literal text and the numbers of holes by turns
	holes []int
}

// keptMax bounds the texts that are remembered; past it they are looked up again.
const keptMax = 20_000

var hole = regexp.MustCompile(`\{(\d?)\}`)

// Parse reads a catalogue: a line each, Vietnamese, a tab, English. {} stands for a word, a name or a number that is carried over;
// {#} only for what begins with a digit, so that a short pattern takes no sentence; where their order differs the English holes are
// numbered, {2} … {1}. Lines that begin with # are remarks.
func Parse(text string) (*Catalogue, error) {
	c := &Catalogue{exact: map[string]string{}, patterns: map[string][]pattern{}}
	lines := bufio.NewScanner(strings.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		vi, en, ok := strings.Cut(line, "\t")
		if vi, en = plain(vi), plain(en); !ok || vi == "" || en == "" {
			return nil, fmt.Errorf("tongue: line %d: want Vietnamese, a tab, English: %q", n, line)
		}
		if !strings.Contains(vi, "{}") && !strings.Contains(vi, "{#}") {
			if was, twice := c.exact[vi]; twice && was != en {
				return nil, fmt.Errorf("tongue: line %d: %q is said in two ways", n, vi)
			}
			c.exact[vi] = en
			continue
		}
		p, err := newPattern(vi, en)
		if err != nil {
			return nil, fmt.Errorf("tongue: line %d: %w", n, err)
		}
		if first, _, _ := strings.Cut(vi, " "); strings.Contains(first, "{") {
			c.loose = append(c.loose, p)
		} else {
			c.patterns[first] = append(c.patterns[first], p)
		}
	}
	return c, lines.Err()
}

func newPattern(vi, en string) (pattern, error) {
	holes := strings.NewReplacer(`\{\}`, "(.+?)", `\{#\}`, `(\d\S*)`)
	p := pattern{match: regexp.MustCompile("^" + holes.Replace(regexp.QuoteMeta(vi)) + "$")}
	last, next := 0, 0
	for _, m := range hole.FindAllStringSubmatchIndex(en, -1) {
		p.parts = append(p.parts, en[last:m[0]])
		if n, err := strconv.Atoi(en[m[2]:m[3]]); err == nil {
			next = n - 1
		}
		p.holes = append(p.holes, next)
		next, last = next+1, m[1]
	}
	p.parts = append(p.parts, en[last:])
	for _, h := range p.holes {
		if h < 0 || h >= p.match.NumSubexp() {
			return p, fmt.Errorf("%q has a hole that %q has not", en, vi)
		}
	}
	return p, nil
}

// Say returns a text in English, with the spaces around it as they were; false, and the text with English numbers, where the
// catalogue does not know it.
func (c *Catalogue) Say(s string) (string, bool) {
	core := strings.TrimSpace(s)
	if core == "" {
		return s, true
	}
	at := strings.Index(s, core)
	said, ok := c.look(plain(core))
	return s[:at] + said + s[at+len(core):], ok
}

func (c *Catalogue) look(s string) (string, bool) {
	if was, ok := c.known.Load(s); ok {
		if said := was.(string); said != "" {
			return said, true
		}
		return numbers(s), false
	}
	said, ok := c.find(s)
	c.size.Lock()
	if c.kept < keptMax {
		c.kept++
		c.known.Store(s, map[bool]string{true: said}[ok])
	}
	c.size.Unlock()
	if !ok {
		return numbers(s), false
	}
	return said, true
}

// find looks for a text as it stands, then without what is commonly put around or between words.
func (c *Catalogue) find(s string) (string, bool) {
	if !wordy(s) {
		return numbers(s), true
	}
	if said, ok := c.whole(s); ok {
		return said, true
	}
	for _, mark := range []string{".", ":", "…", ",", ";", " *"} { // sentence ends and labels
		if core, cut := strings.CutSuffix(s, mark); cut && core != "" {
			if said, ok := c.whole(core); ok {
				return strings.TrimSuffix(said, mark) + mark, true
			}
		}
	}
	for _, between := range []string{" · ", ". ", "; ", " – ", ", "} {
		parts := strings.Split(s, between)
		if len(parts) < 2 || len(parts) > 12 {
			continue
		}
		all := true
		for i, p := range parts {
			said, ok := c.find(p)
			parts[i], all = said, all && ok
		}
		if all {
			return strings.Join(parts, between), true
		}
	}
	return "", false
}

// whole finds a text among the exact ones, in either case of its first letter, then among those with holes.
func (c *Catalogue) whole(s string) (string, bool) {
	if said, ok := c.exact[s]; ok {
		return said, true
	}
	other, upper := turned(s)
	if said, ok := c.exact[other]; ok {
		return cased(said, upper), true
	}
	for _, v := range []struct {
		text string
		flip bool
	}{{s, false}, {other, true}} {
		first, _, _ := strings.Cut(v.text, " ")
		for _, p := range c.patterns[first] {
			if said, ok := c.fill(p, v.text); ok {
				if v.flip {
					said = cased(said, upper)
				}
				return said, true
			}
		}
	}
	for _, p := range c.loose {
		if said, ok := c.fill(p, s); ok {
			return said, true
		}
	}
	return "", false
}

func (c *Catalogue) fill(p pattern, s string) (string, bool) {
	m := p.match.FindStringSubmatch(s)
	if m == nil {
		return "", false
	}
	var b strings.Builder
	for i, part := range p.parts {
		b.WriteString(part)
		if i < len(p.holes) {
			said := m[1+p.holes[i]]
			if known, ok := c.find(said); ok { // "748 đơn vị máu", say, stands in a hole as it does by itself
				b.WriteString(known)
			} else {
				b.WriteString(numbers(said))
			}
		}
	}
	return b.String(), true
}

// turned gives a text with the case of its first letter turned, and whether the given one was a capital.
func turned(s string) (other string, upper bool) {
	r, n := utf8.DecodeRuneInString(s)
	if unicode.IsUpper(r) {
		return string(unicode.ToLower(r)) + s[n:], true
	}
	return string(unicode.ToUpper(r)) + s[n:], false
}

func cased(s string, upper bool) string {
	r, n := utf8.DecodeRuneInString(s)
	if upper {
		return string(unicode.ToUpper(r)) + s[n:]
	}
	if second, _ := utf8.DecodeRuneInString(s[n:]); unicode.IsUpper(second) { // an abbreviation
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// wordy reports whether there is anything to translate: numbers, codes and numbers of documents are not words.
func wordy(s string) bool {
	return strings.ContainsFunc(s, unicode.IsLower) || strings.ContainsFunc(s, unicode.IsLetter) && !strings.ContainsAny(s, "0123456789/")
}

func plain(s string) string { return strings.Join(strings.Fields(s), " ") }

// number is a number in Vietnamese notation that cannot be anything else: groups of three, or digits after a comma.
var number = regexp.MustCompile(`\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+`)

// numbers writes 1.265 as 1,265 and 105,4% as 105.4%. A number of a document, a day, an hour or a code has another shape, or
// touches a sign that numbers do not touch.
func numbers(s string) string {
	swap := strings.NewReplacer(".", ",", ",", ".")
	var b strings.Builder
	last := 0
	for _, m := range number.FindAllStringIndex(s, -1) {
		before, after := s[:m[0]], s[m[1]:]
		if touches(before, len(before)-1) || touches(after, 0) || len(after) > 1 && strings.ContainsRune(".,", rune(after[0])) && after[1] >= '0' && after[1] <= '9' {
			continue
		}
		b.WriteString(s[last:m[0]] + swap.Replace(s[m[0]:m[1]]))
		last = m[1]
	}
	return b.String() + s[last:]
}

// touches reports whether a byte at the edge of a number makes it a part of something else.
func touches(s string, at int) bool {
	if at < 0 || at >= len(s) {
		return false
	}
	c := s[at]
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '/' || c == '-' && at == 0 || at > 0 && (c == '.' || c == ',')
}
