package live

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"phongtrao/internal/base/viet"
	"phongtrao/internal/roster"
)

const came = roster.Came

// tickerMax is how many lines are kept.
const tickerMax = 10

// ticker tells what happened, the newest first. Round numbers and targets follow from the true times of arrivals, so every server tells
// the same, and an arrival that comes late takes its place; what was seen of networks and corrections is in notes.
func ticker(f *Facts, c *counts, notes []Line) []Line {
	lines := slices.Clone(notes)
	all := flow{}
	for i := range f.Sites {
		t := &c.sites[i]
		for g, n := range t.came {
			all[g] += n
		}
		lines = append(lines, siteMiles(f, f.Sites[i], t)...)
	}
	lines = append(lines, miles(all, step(f.Target, 22), f.Target, func(n int64) Line {
		return Line{Kind: Mile, Text: fmt.Sprintf("Toàn đợt đón %s thứ %s", f.Of, viet.FormatInt(n))}
	}, Line{Kind: Goal, Text: "Toàn đợt đạt chỉ tiêu " + viet.FormatInt(f.Target)})...)
	slices.SortStableFunc(lines, func(a, b Line) int { return cmp.Compare(b.At, a.At) })
	return lines[:min(len(lines), tickerMax)]
}

func siteMiles(f *Facts, s Site, t *tally) []Line {
	lines := miles(t.came, step(s.Expected, 6), s.Expected, func(n int64) Line {
		return Line{Kind: Mile, Text: fmt.Sprintf("%s đón %s thứ %s", s.Name, f.Of, viet.FormatInt(n))}
	}, Line{Kind: Goal, Text: s.Name + " đạt chỉ tiêu " + viet.FormatInt(s.Expected)})
	if f.Ends != "" {
		lines = append(lines, miles(t.done, step(s.Expected, 4), 0, func(n int64) Line {
			return Line{Kind: Mile, Text: fmt.Sprintf("%s có %s %s %s", s.Name, viet.FormatInt(n), f.Of, lower(f.DoneLabel))}
		}, Line{})...)
	}
	return lines
}

// miles are the moments at which a flow came to each multiple of every, and to the goal.
func miles(f flow, every, goal int64, at func(n int64) Line, reached Line) (lines []Line) {
	sum := int64(0)
	for _, g := range f.course() {
		was := sum
		sum += f[g]
		when := g * Grain
		if every > 0 && sum/every > was/every {
			l := at(sum / every * every)
			l.At = when
			lines = append(lines, l)
		}
		if goal > 0 && was < goal && sum >= goal {
			reached.At = when
			lines = append(lines, reached)
		}
	}
	return lines
}

// step is a round number of which there are about so many in whole: 100, 200, 500, 1.000, …
func step(whole int64, parts int64) int64 {
	want := max(whole/parts, 50)
	for round := int64(50); ; round *= 10 {
		for _, n := range []int64{round, 2 * round, 4 * round} {
			if n >= want {
				return n
			}
		}
	}
}

// lower makes a label part of a sentence: "Về đích" is "về đích".
func lower(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return strings.ToLower(string(unicode.ToLower(r))) + s[n:]
}
