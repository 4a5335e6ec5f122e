package tickets

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/roster"
)

// What a gate gives, the waves and the questions are written as lines, one each, as an officer would on paper. What was there before
// keeps its key: tickets and scans hold it.

// afterwards and shown are what may stand behind a line.
const (
	afterwards = "(sau khi vào)"
	shown      = "(hiện ở cổng)"
)

// marked takes a mark off the end of a line.
func marked(line, mark string) (string, bool) {
	i := strings.LastIndex(line, "(")
	if i < 0 || viet.Fold(line[i:]) != viet.Fold(mark) {
		return line, false
	}
	return viet.Clean(line[:i]), true
}

// lines are those that say something.
func lines(text string) (out []string) {
	for line := range strings.Lines(viet.CleanLines(text)) {
		if line = viet.Clean(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

var noWord = regexp.MustCompile(`[^a-z0-9]+`)

// wordOf makes a key of a label that none has yet.
func wordOf(label string, taken func(string) bool) string {
	word := strings.Trim(noWord.ReplaceAllString(viet.Fold(label), "_"), "_")
	if word == "" || word[0] < 'a' || word[0] > 'z' {
		word = "x" + word
	}
	word = word[:min(len(word), 20)]
	for n := 2; taken(word); n++ {
		word = strings.TrimRight(word[:min(len(word), 17)], "0123456789") + strconv.Itoa(n)
	}
	return word
}

// readServices reads what a gate gives; the first is always coming in.
func readServices(text string, before []roster.Service) (out []roster.Service) {
	taken := func(k string) bool {
		return slices.ContainsFunc(out, func(s roster.Service) bool { return s.Key == k })
	}
	for n, line := range lines(text) {
		s := roster.Service{}
		s.Label, s.After = marked(line, afterwards)
		same := slices.IndexFunc(before, func(b roster.Service) bool { return viet.Fold(b.Label) == viet.Fold(s.Label) })
		switch {
		case n == 0:
			s.Key, s.After = roster.Came, false
		case same >= 0 && !taken(before[same].Key) && before[same].Key != roster.Came:
			s.Key = before[same].Key
		default:
			s.Key = wordOf(s.Label, func(k string) bool {
				return taken(k) || slices.ContainsFunc(before, func(b roster.Service) bool { return b.Key == k })
			})
		}
		out = append(out, s)
	}
	return out
}

func writeServices(all []roster.Service) string {
	var b strings.Builder
	for _, s := range all {
		b.WriteString(s.Label)
		if s.After {
			b.WriteString(" " + afterwards)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// hours are two times of the day at the end of a line: "Đợt 1 | 6:00 – 7:30", "Đợt 2: 6 giờ 30 đến 8h".
var hours = regexp.MustCompile(`(?i)[\s|:,;]*(\d{1,2})\s*(?:[:hg]|giờ)\s*(\d{2})?\s*(?:-|–|—|đến|tới)\s*(\d{1,2})\s*(?:[:hg]|giờ)\s*(\d{2})?\s*(?:phút)?\s*$`)

// readSlots reads the waves.
func readSlots(text string, before []roster.Slot) (out []roster.Slot, err error) {
	taken := func(k string) bool { return slices.ContainsFunc(out, func(s roster.Slot) bool { return s.Key == k }) }
	for _, line := range lines(text) {
		s := roster.Slot{Label: line}
		if m := hours.FindStringSubmatchIndex(line); m != nil {
			part := func(i int) int {
				if m[2*i] < 0 {
					return 0
				}
				n, _ := strconv.Atoi(line[m[2*i]:m[2*i+1]]) // digits
				return n
			}
			s.From, s.Until = part(1)*60+part(2), part(3)*60+part(4)
			if part(1) > 23 || part(2) > 59 || part(3) > 24 || part(4) > 59 {
				return nil, fault.In("slots", "Giờ ở dòng “%s” không có trong ngày. Hãy ghi dạng “Đợt 1 | 6:00 – 7:00”.", line)
			}
			s.Label = viet.Clean(line[:m[0]])
		}
		if s.Label == "" {
			return nil, fault.In("slots", "Dòng “%s” thiếu tên đợt. Hãy ghi dạng “Đợt 1 | 6:00 – 7:00”.", line)
		}
		same := slices.IndexFunc(before, func(b roster.Slot) bool { return viet.Fold(b.Label) == viet.Fold(s.Label) })
		if same >= 0 && !taken(before[same].Key) {
			s.Key = before[same].Key
		} else {
			for n := 1; s.Key == ""; n++ {
				k := strconv.Itoa(n)
				if !taken(k) && !slices.ContainsFunc(before, func(b roster.Slot) bool { return b.Key == k }) {
					s.Key = k
				}
			}
		}
		out = append(out, s)
	}
	return out, nil
}

func writeSlots(all []roster.Slot) string {
	var b strings.Builder
	for _, s := range all {
		b.WriteString(s.Label)
		if s.From != 0 || s.Until != 0 {
			until := s.Until
			if until == 0 {
				until = 24 * 60
			}
			fmt.Fprintf(&b, " | %d:%02d – %d:%02d", s.From/60, s.From%60, until/60, until%60)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// readChoices reads the questions: "Cỡ áo: S, M, L (hiện ở cổng)".
func readChoices(text string, before []roster.Choice) (out []roster.Choice, err error) {
	taken := func(k string) bool { return slices.ContainsFunc(out, func(c roster.Choice) bool { return c.Key == k }) }
	for _, line := range lines(text) {
		line, show := marked(line, shown)
		label, answers, ok := strings.Cut(line, ":")
		c := roster.Choice{Label: viet.Clean(label), Show: show}
		for a := range strings.FieldsFuncSeq(answers, func(r rune) bool { return r == ',' || r == ';' }) {
			if a = viet.Clean(a); a != "" {
				c.Options = append(c.Options, a)
			}
		}
		if !ok || c.Label == "" || len(c.Options) == 0 {
			return nil, fault.In("choices", "Không đọc được “%s”. Hãy ghi dạng “Cỡ áo: S, M, L”.", line)
		}
		same := slices.IndexFunc(before, func(b roster.Choice) bool { return viet.Fold(b.Label) == viet.Fold(c.Label) })
		if same >= 0 && !taken(before[same].Key) {
			c.Key = before[same].Key
		} else {
			c.Key = wordOf(c.Label, func(k string) bool {
				return taken(k) || slices.ContainsFunc(before, func(b roster.Choice) bool { return b.Key == k })
			})
		}
		out = append(out, c)
	}
	return out, nil
}

func writeChoices(all []roster.Choice) string {
	var b strings.Builder
	for _, c := range all {
		b.WriteString(c.Label + ": " + strings.Join(c.Options, ", "))
		if c.Show {
			b.WriteString(" " + shown)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
