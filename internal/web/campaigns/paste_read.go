package campaigns

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"

	"phongtrao/internal/base/fault"
	book "phongtrao/internal/base/sheet"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
)

// pasteMax is how many lines are read at once.
const pasteMax = 10_000

// pasted is one line that was copied out of a spreadsheet: a unit's name and a number.
type pasted struct {
	line     int // as counted by who pasted, from 1
	name     string
	number   string // as typed
	quantity int64
	problem  string // why it cannot be written
	unit     org.UnitID
	maybe    []org.UnitID // units that it may mean, the likeliest first
}

// sure reports whether the line says of one unit one number.
func (p pasted) sure() bool { return p.problem == "" && p.unit != "" }

// readPasted takes apart lines of two or more columns, parted by tabs, semicolons or bars: the first field with letters is the name,
// the last with a digit after it the number. A heading and lines of totals are left out; the last total is given back, to be compared.
func readPasted(text string) (out []pasted, total string) {
	n := 0
	for raw := range strings.Lines(text) {
		n++
		raw = strings.Trim(raw, "\r\n")
		if viet.Clean(raw) == "" || len(out) >= pasteMax {
			continue
		}
		p := pasted{line: n}
		for _, f := range fieldsOf(raw) {
			switch {
			case p.name == "" && strings.ContainsFunc(f, unicode.IsLetter):
				p.name = f
			case p.name != "" && (strings.ContainsFunc(f, unicode.IsDigit) || p.number == "" && f != ""):
				p.number = f
			}
		}
		switch first := viet.Fold(p.name); {
		case first == "tong" || first == "cong" || first == "tong cong" || first == "tong so" || strings.HasPrefix(first, "tong cong "):
			total = p.number
			continue
		case len(out) == 0 && p.name != "" && !strings.ContainsFunc(p.number, unicode.IsDigit):
			continue // a heading
		}
		p.read()
		out = append(out, p)
	}
	return out, total
}

func (p *pasted) read() {
	switch {
	case p.name == "":
		p.problem = "Không thấy tên đơn vị. Mỗi dòng cần tên đơn vị và một số."
	case p.number == "":
		p.problem = "Không thấy số. Mỗi dòng cần tên đơn vị và một số, cách nhau bằng tab hoặc dấu chấm phẩy."
	default:
		n, err := wholeNumber(p.number)
		if err != nil {
			p.problem = fault.Text(err)
		}
		p.quantity = n
	}
}

// fieldsOf parts a line where its writer did.
func fieldsOf(line string) []string {
	sep := "\t"
	for _, s := range []string{"\t", ";", "|"} {
		if strings.Contains(line, s) {
			sep = s
			break
		}
	}
	var out []string
	for f := range strings.SplitSeq(line, sep) {
		out = append(out, strings.Trim(viet.Clean(f), `"`))
	}
	if len(out) > 1 {
		return out
	}
	// One field: the number may stand after the name with nothing but a space or a colon between.
	one := strings.TrimRight(out[0], ". ")
	at := strings.LastIndexFunc(one, func(r rune) bool { return !unicode.IsDigit(r) && r != '.' && r != ',' })
	if at > 0 && at+1 < len(one) && (one[at] == ' ' || one[at] == ':') {
		return []string{strings.TrimRight(one[:at], " :"), one[at+1:]}
	}
	return out
}

// pastedFile reads a file as if its first sheet had been copied.
func pastedFile(body []byte) (string, error) {
	opened, err := book.Open(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return "", err
	}
	names := opened.Sheets()
	if len(names) == 0 {
		return "", fault.In("file", "Tệp không có trang tính nào. Hãy chọn tệp khác.")
	}
	table, err := opened.Table(0)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, r := range table.Rows {
		for i, c := range r.Cells {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(strings.Join(strings.Fields(c.Text), " "))
		}
		b.WriteByte('\n')
	}
	return b.String(), nil
}

// matcher finds the unit that a name means among those that may get a part.
type matcher struct {
	names map[org.UnitID]string
	exact map[string][]org.UnitID // by the name without marks
	core  map[string][]org.UnitID // by the name without what all names begin with
	words map[string][]org.UnitID // by each word
	entry map[org.UnitID]viet.Entry
}

func newMatcher(units []org.UnitID, names map[org.UnitID]string) *matcher {
	m := &matcher{names: names, exact: map[string][]org.UnitID{}, core: map[string][]org.UnitID{}, words: map[string][]org.UnitID{}, entry: map[org.UnitID]viet.Entry{}}
	for _, u := range units {
		fold := viet.Fold(names[u])
		m.exact[fold] = append(m.exact[fold], u)
		core := coreOf(fold)
		m.core[core] = append(m.core[core], u)
		for w := range strings.FieldsSeq(fold) {
			if l := m.words[w]; len(l) == 0 || l[len(l)-1] != u {
				m.words[w] = append(l, u)
			}
		}
		m.entry[u] = viet.NewEntry(names[u])
	}
	return m
}

// usual are words with which names of units begin, in any of their spellings; what tells units apart comes after them.
var usual = []string{"cong doan co so thanh vien", "cong doan co so", "cong doan", "cdcs", "cd", "cong ty trach nhiem huu han mot thanh vien", "cong ty trach nhiem huu han",
	"cong ty tnhh mtv", "cong ty tnhh", "cong ty co phan", "cong ty cp", "cong ty", "cty tnhh mtv", "cty tnhh", "cty cp", "cty co phan", "cty", "ct tnhh", "tnhh mtv", "tnhh", "ctcp"}

// coreOf is a folded name without its usual beginning.
func coreOf(fold string) string {
	for again := true; again; {
		again = false
		for _, w := range usual {
			if rest, ok := strings.CutPrefix(fold, w+" "); ok && rest != "" {
				fold, again = rest, true
				break
			}
		}
	}
	return fold
}

// candidatesMax is how many units one word may mean before it tells nothing.
const candidatesMax = 400

// find says which unit a name means: one for certain, or some that it may be.
func (m *matcher) find(name string) (unit org.UnitID, maybe []org.UnitID) {
	fold := viet.Fold(name)
	for _, found := range [][]org.UnitID{m.exact[fold], m.core[coreOf(fold)]} {
		if len(found) == 1 {
			return found[0], nil
		}
		if len(found) > 1 {
			return "", found[:min(len(found), 5)]
		}
	}
	// The rarest word of the name decides which units are looked at.
	var pool []org.UnitID
	for w := range strings.FieldsSeq(coreOf(fold)) {
		if l := m.words[w]; len(l) > 0 && (pool == nil || len(l) < len(pool)) {
			pool = l
		}
	}
	if len(pool) == 0 || len(pool) > candidatesMax {
		return "", nil
	}
	type hit struct {
		unit  org.UnitID
		score viet.Score
	}
	q := viet.NewQuery(name)
	short := viet.NewQuery(coreOf(fold))
	var hits []hit
	for _, u := range pool {
		if s := max(q.Score(m.entry[u]), short.Score(m.entry[u])); s > 0 {
			hits = append(hits, hit{u, s})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.score, a.score) })
	for _, h := range hits[:min(len(hits), 5)] {
		maybe = append(maybe, h.unit)
	}
	return "", maybe
}

// match finds the units of all lines; two lines of one unit are told of each other.
func (m *matcher) match(lines []pasted) {
	first := map[org.UnitID]int{}
	for i := range lines {
		p := &lines[i]
		if p.problem != "" {
			continue
		}
		p.unit, p.maybe = m.find(p.name)
	}
	for i := range lines {
		p := &lines[i]
		if p.unit == "" {
			continue
		}
		if at, twice := first[p.unit]; twice {
			p.problem = "Trùng đơn vị với dòng " + viet.FormatInt(int64(at)) + ". Hãy bỏ một dòng."
			continue
		}
		first[p.unit] = p.line
	}
}
