package story

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
	"phongtrao/internal/report"
)

// A line is a verb, what it is about, words with what belongs to them, and behind → what it is expected to tell:
//
//	figure blood.bags "năm 2024" at hp on 2025-07-01 → 1.265
//
// Text with spaces stands in "quotation marks"; a1..a12 means a1 a2 … a12; # begins a remark.
type line struct {
	verb string
	args []string
	with map[string][]string
	want *string
	rest string // the text of what follows, for verbs over lines
	all  []token
}

type token struct {
	text   string
	quoted bool
	end    int // where it ended in the text
}

type verb struct {
	usage string // "figure INDICATOR PERIOD [at UNIT] …": words in capitals are given, the others are written as they are
	tells bool   // what it tells is the point of it
	do    func(s *story, l line) (string, error)
}

type verbs map[string]verb

func (l line) has(word string) bool   { _, ok := l.with[word]; return ok }
func (l line) get(word string) string { return strings.Join(l.with[word], " ") }

// parse takes a line apart as far as its verb.
func parse(text string) (line, error) {
	var l line
	head, want, some := strings.Cut(text, "→")
	if first, _, _ := strings.Cut(strings.TrimSpace(head), " "); first == "refuse" || first == "repeat" {
		head, some = text, false
	}
	tokens, err := scan(head)
	if err != nil || len(tokens) == 0 {
		return l, err
	}
	if some {
		told, err := scan(want)
		if err != nil {
			return l, err
		}
		w := join(told)
		l.want = &w
	}
	l.verb, l.all, l.rest = tokens[0].text, tokens[1:], head
	return l, nil
}

func join(tokens []token) string {
	texts := make([]string, len(tokens))
	for i, t := range tokens {
		texts[i] = t.text
	}
	return strings.Join(texts, " ")
}

func scan(text string) (out []token, err error) {
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == ' ' || c == '\t':
			i++
		case c == '#' && (i+1 == len(text) || text[i+1] == ' '):
			return out, nil
		case c == '"':
			n := strings.IndexByte(text[i+1:], '"')
			if n < 0 {
				return nil, fmt.Errorf("the quotation mark is not closed")
			}
			out = append(out, token{text[i+1 : i+1+n], true, i + n + 2})
			i += n + 2
		default:
			n := strings.IndexAny(text[i:], " \t")
			if n < 0 {
				n = len(text) - i
			}
			out = append(out, token{text[i : i+n], false, i + n})
			i += n
		}
	}
	return out, nil
}

// check finds the verb and puts the words of the line where its usage has them.
func (l *line) check() (verb, error) {
	v, ok := all[l.verb]
	if !ok {
		return v, fmt.Errorf("there is no verb %q", l.verb)
	}
	bad := func(format string, args ...any) error {
		return fmt.Errorf("%s\n\tit is written: %s", fmt.Sprintf(format, args...), v.usage)
	}
	usage := strings.Fields(v.usage)[1:]
	// What each word takes: "" is what stands before the first one.
	takes, needs, word := map[string]int{"": 0}, []string{}, ""
	many := map[string]bool{}
	for _, u := range usage {
		text := strings.Trim(u, "[]")
		if r := []rune(text)[0]; unicode.IsUpper(r) {
			takes[word]++
			many[word] = many[word] || strings.HasSuffix(text, "…")
			if strings.HasPrefix(u, "[") {
				takes[word]--
			}
			continue
		}
		word = text
		takes[word] = 0
		if !strings.HasPrefix(u, "[") {
			needs = append(needs, word)
		}
	}
	if l.verb == "refuse" || l.verb == "repeat" { // they end in a line of its own
		n := takes[""] - 1
		if len(l.all) <= n {
			return v, bad("something is missing")
		}
		for _, t := range l.all[:n] {
			l.args = append(l.args, t.text)
		}
		l.rest = l.rest[l.all[n-1].end:]
		return v, nil
	}
	l.with, word = map[string][]string{}, ""
	for _, t := range l.all {
		if _, known := takes[t.text]; known && !t.quoted && t.text != "" {
			word = t.text
			if !l.has(word) {
				l.with[word] = nil
			}
			continue
		}
		texts := []string{t.text}
		if !t.quoted {
			texts = spread(t.text)
		}
		if word == "" {
			l.args = append(l.args, texts...)
		} else {
			l.with[word] = append(l.with[word], texts...)
		}
	}
	for _, w := range needs {
		if !l.has(w) {
			return v, bad("%q is missing", w)
		}
	}
	l.with[""] = l.args
	for w, given := range l.with {
		if len(given) < takes[w] || len(given) > takes[w] && !many[w] {
			return v, bad("%q takes %d, not %d (%q)", w, takes[w], len(given), given)
		}
	}
	delete(l.with, "")
	return v, nil
}

// spread makes b1..b3 into b1 b2 b3. Days and periods stay as they are.
func spread(text string) []string {
	from, to, ok := strings.Cut(text, "..")
	stem := strings.TrimRight(from, "0123456789")
	if !ok || stem == "" || stem == from || strings.HasSuffix(stem, "-") || !strings.HasPrefix(to, stem) {
		return []string{text}
	}
	a, errA := strconv.Atoi(from[len(stem):])
	z, errZ := strconv.Atoi(to[len(stem):])
	if errA != nil || errZ != nil || a > z {
		return []string{text}
	}
	var out []string
	for i := a; i <= z; i++ {
		out = append(out, stem+strconv.Itoa(i))
	}
	return out
}

// instant reads a day, at an hour of it unless the text says which: 2025-07-01, 2025-07-01T10:30.
func instant(text string, hour time.Duration) (time.Time, error) {
	if date, clock, ok := strings.Cut(text, "T"); ok {
		return time.ParseInLocation("2006-01-02 15:04", date+" "+clock, day.Zone)
	}
	d, err := day.Parse(text)
	return d.Start().Time().Add(hour), err
}

// number reads a whole number as people write it.
func number(text string) (int64, error) {
	q, err := quantity(text)
	if err == nil && !q.Exact() {
		err = fmt.Errorf("%q is no exact number", text)
	}
	return q.Lo, err
}

// quantity reads an amount as a form does: "1.265", "hơn 22 nghìn".
func quantity(text string) (ledger.Quantity, error) {
	n, err := viet.ParseCount(text)
	return report.Quantity(n), err
}

// today is the day of the story's clock.
func (s *story) today() day.Day { return day.At(s.clock.Now()) }

// dayOr reads the day behind a word of a line, or takes another where it is not said.
func (l line) dayOr(word string, otherwise day.Day) (day.Day, error) {
	if !l.has(word) {
		return otherwise, nil
	}
	return viet.ParseDate(l.get(word))
}

// asOf reads on and known of a line; known is the end of a day, or a mark.
func (s *story) asOf(l line, on day.Day) (day.AsOf, error) {
	d, err := l.dayOr("on", on)
	if err != nil {
		return day.AsOf{}, err
	}
	known, err := s.known(l)
	return day.AsOf{Day: d, Known: known}, err
}

func (s *story) known(l line) (day.Instant, error) {
	if !l.has("known") {
		return 0, nil
	}
	if at, ok := s.marks[l.get("known")]; ok {
		return at, nil
	}
	d, err := day.Parse(l.get("known"))
	return d.Add(1).Start() - 1, err
}

// list writes what a line tells: "a 1, b 2", or "–" for nothing.
func list(texts []string) string {
	if len(texts) == 0 {
		return "–"
	}
	return strings.Join(texts, ", ")
}

// sentences writes what is told in whole sentences.
func sentences(texts []string) string {
	if len(texts) == 0 {
		return "–"
	}
	return strings.Join(texts, " ")
}

func sorted(texts []string) string {
	slices.Sort(texts)
	return list(texts)
}
