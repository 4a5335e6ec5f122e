package lint

import (
	"regexp"
	"strconv"
	"strings"

	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
)

// Series are the programmes that come back every year with a number. A new one is a line here.
var Series = []campaign.Series{{Name: "Hành trình đỏ", Zero: 2012}}

var (
	edition  = regexp.MustCompile(`(?i)lần thứ ([ivxlcdm]+|\d{1,3})(\PL|$)`)
	romanish = regexp.MustCompile(`(?i)(?:quý|mục|phần|chương|lần thứ|khóa|khoá|giai đoạn) ([IVXLCDM]{2,})(\PL|$)`)
	ofYear   = regexp.MustCompile(`^[^.;:\n]{0,40}?\b(?i:năm) ((?:19|20)\d{2})`)
)

// editions looks at numbers of editions: "Hành trình đỏ lần thứ XII năm 2024", that Roman numerals are ones, and that one
// programme's editions follow its years.
func editions(t *text, out *findings) {
	for _, l := range t.lines {
		written := t.words(l.from, l.to)
		if !strings.Contains(written, "lần thứ") && !strings.Contains(written, "Lần thứ") {
			t.romans(l, written, out)
			continue
		}
		t.romans(l, written, out)
		for _, f := range edition.FindAllStringSubmatchIndex(written, 200) {
			n, ok := viet.ParseRoman(written[f[2]:f[3]])
			if !ok {
				if n, _ = strconv.Atoi(written[f[2]:f[3]]); n == 0 {
					continue
				}
			}
			before := viet.Fold(written[max(0, f[0]-90):f[0]])
			of, told := t.year, false
			if y := ofYear.FindStringSubmatch(written[f[3]:min(len(written), f[3]+120)]); y != nil {
				of, _ = strconv.Atoi(y[1])
				told = true
			}
			for _, s := range Series {
				name := viet.Fold(s.Name)
				at := strings.LastIndex(before, name)
				if at < 0 || len(before)-at-len(name) > 12 || of == 0 {
					continue
				}
				for _, found := range s.Check(n, of) {
					level := Conflict
					if !told {
						level = Doubt
					}
					out.line(l, f[0], f[3], Finding{Rule: "edition", Severity: level, Claimed: written[f[2]:f[3]], Recomputed: viet.Roman(s.Edition(of)), Say: found.Text})
				}
			}
		}
	}
}

// romans finds Roman numerals that are none: "lần thứ VIIII".
func (t *text) romans(l line, written string, out *findings) {
	for _, f := range romanish.FindAllStringSubmatchIndex(written, 200) {
		if s := written[f[2]:f[3]]; s == strings.ToUpper(s) {
			if _, ok := viet.ParseRoman(s); !ok {
				out.line(l, f[0], f[3], Finding{Rule: "roman", Severity: Conflict, Claimed: s, Say: "“" + s + "” không phải số La Mã viết đúng."})
			}
		}
	}
}

// line keeps a finding about a part of a line that is given in bytes of the composed text.
func (f *findings) line(l line, from, to int, found Finding) {
	if len(f.all) >= most {
		return
	}
	start := int(f.t.back[l.from])
	found.From, found.To = f.t.source.back(start+from), f.t.source.back(start+to)
	found.Text = f.t.composed[start+from : start+to]
	f.all = append(f.all, found)
}
