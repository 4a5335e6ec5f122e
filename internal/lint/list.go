package lint

import (
	"regexp"
	"strconv"
	"strings"

	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
)

var (
	bullet  = regexp.MustCompile(`^ ?(?:[-+*] |(?:[0-9O]|[a-h]|[ivx]{1,4})[.)] |(?:dot|diem|lan|ngay|cum) [0-9O]{1,2} ?[:.(-])`)
	label   = regexp.MustCompile(`^ ?(?:[-+*] ?)?((?:dot|diem cau|diem|lan|cum|giai doan|buoi|cuoc)) O`)
	opening = regexp.MustCompile(`(:|cu the|nhu sau|gom|trong do)[ :.]*$`)
	counts  = wordSet("dot diem ngay buoi cuoc cum noi nhiem muc van giai lop hoat")
)

// lists looks at bullets under a line that announces them: whether the amounts in them make the total in the line above,
// and whether there are as many of them as it says.
func lists(t *text, out *findings) {
	for i := 0; i < len(t.lines); i++ {
		if !t.announces(i) {
			continue
		}
		items := t.itemsAfter(i)
		if len(items) < 2 {
			continue
		}
		head := t.lines[i]
		last := t.sentences[head.first:head.after]
		if len(last) == 0 {
			continue
		}
		s := last[len(last)-1]
		t.listTotal(s, items, out)
		t.listCount(s, items, out)
	}
}

func (t *text) announces(i int) bool {
	l := t.lines[i]
	return !t.bulletAt(l.from, l.to) && opening.MatchString(tail(t.folded[l.from:l.to], 30)) && i+1 < len(t.lines)
}

// itemsAfter returns the lines of the list below a line; empty lines between them do not matter.
func (t *text) itemsAfter(i int) (items []line) {
	empty := 0
	sign := byte(0)
	for k := i + 1; k < len(t.lines) && len(items) < 200; k++ {
		l := t.lines[k]
		s := strings.TrimSpace(t.folded[l.from:l.to])
		switch {
		case s == "":
			if empty++; empty > 2 {
				return items
			}
			continue
		case !t.bulletAt(l.from, l.to):
			return items
		case sign == 0:
			sign = kindOfBullet(s)
		case kindOfBullet(s) != sign: // a list inside an item
			continue
		}
		empty = 0
		items = append(items, l)
	}
	return items
}

// bulletAt reports whether what begins there is an item of a list.
func (t *text) bulletAt(from, to int) bool {
	return bullet.MatchString(t.folded[from:min(to, from+20)])
}

func kindOfBullet(s string) byte {
	switch c := s[0]; {
	case c == 'O' || c >= '0' && c <= '9':
		return '1'
	case c >= 'a' && c <= 'z':
		return 'a'
	default:
		return c
	}
}

// listTotal compares the total in the heading of a list with the amounts of its items.
func (t *text) listTotal(s sentence, items []line, out *findings) {
	for _, total := range s.nums[max(0, len(s.nums)-longest):] {
		if total.kind != amount || total.noun == "" {
			continue
		}
		noun := listNoun(total)
		if alike := 0; true {
			for _, m := range s.nums[max(0, len(s.nums)-longest):] {
				if m.kind == amount && listNoun(m) == noun {
					alike++
				}
			}
			if alike > 1 { // which of them the list is about is not clear
				continue
			}
		}
		var parts []mark
		for _, l := range items {
			var of []mark
			for _, m := range t.itemNums(l) {
				if m.kind == amount && (listNoun(m) == noun || m.noun == "" && money(m) == money(total)) {
					of = append(of, m)
				}
			}
			if len(of) == 1 {
				parts = append(parts, of[0])
			}
		}
		if len(parts) != len(items) || money(total) && !money(parts[0]) && !parts[0].scaled {
			continue
		}
		sum := ledger.Quantity{}
		for _, p := range parts {
			sum = sum.Add(quantity(p))
		}
		if strings.Contains(s.t.folded[total.at:s.to], "trong do") && sum.Exact() && quantity(total).Exact() && sum.Lo < total.n.Lo {
			continue // "trong đó" need not name all
		}
		before := len(out.all)
		out.addition(t, addition{parts: parts, total: total})
		for k := before; k < len(out.all); k++ { // quote the total, not the whole list
			out.all[k].From, out.all[k].To, out.all[k].Text = t.span(total.at, min(total.at+1+len(total.noun)+1, s.to))
		}
	}
}

func (t *text) itemNums(l line) (nums []mark) {
	for _, s := range t.sentences[l.first:l.after] {
		nums = append(nums, s.nums...)
	}
	return nums
}

// listNoun is the noun of an amount, as exactly as a list repeats it.
func listNoun(m mark) string {
	if money(m) {
		return "dong"
	}
	words := strings.Fields(m.noun)
	if len(words) > 0 && words[0] == "don" {
		return strings.Join(words[:min(3, len(words))], " ")
	}
	return head(m.noun)
}

// listCount compares "5 đợt, cụ thể:" with how many are listed.
func (t *text) listCount(s sentence, items []line, out *findings) {
	named := ""
	for i, l := range items {
		f := label.FindStringSubmatch(t.folded[l.from:min(l.to, l.from+30)])
		if f == nil || i > 0 && f[1] != named {
			named = ""
			break
		}
		named = f[1]
	}
	var m *mark
	exact := false
	for k := len(s.nums) - 1; k >= 0; k-- {
		c := s.nums[k]
		if c.kind != amount || !quantity(c).Exact() || c.n.Lo > 60 || c.scaled || !counts[firstFoldedNoun(c)] {
			continue
		}
		direct := named != "" && strings.HasPrefix(c.noun, named) || k == len(s.nums)-1 && strings.HasSuffix(strings.TrimSpace(s.gap(k+1)), ":") && len(s.gap(k+1)) < 40
		if m == nil || direct && !exact {
			m, exact = &c, direct
		}
	}
	if m != nil && m.n.Lo != int64(len(items)) {
		level := Doubt
		if exact {
			level = Conflict
		}
		out.add(m.at, min(m.at+1+len(m.noun)+1, s.to), Finding{Rule: "count", Severity: level, Claimed: viet.FormatInt(m.n.Lo), Recomputed: strconv.Itoa(len(items)),
			Say: "Văn bản ghi " + viet.FormatInt(m.n.Lo) + ", bên dưới liệt kê " + strconv.Itoa(len(items)) + "."})
	}
}

func firstFoldedNoun(m mark) string {
	w, _, _ := strings.Cut(m.noun, " ")
	return w
}
