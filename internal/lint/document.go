package lint

import (
	"regexp"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/kind"
)

var onDay = regexp.MustCompile(`^ ?,? ?(ban hanh |ky )?ngay ?$`)

// cited is a number of a document with the date behind it.
type cited struct {
	m, on mark // on.kind is 0 where no date is given
}

// citations finds the documents that a text names.
func (t *text) citations() (all []cited) {
	for _, s := range t.sentences {
		for k, m := range s.marks {
			if m.kind != symbol {
				continue
			}
			c := cited{m: m}
			if k+1 < len(s.marks) && s.marks[k+1].kind == date && onDay.MatchString(t.folded[m.at+1:s.marks[k+1].at]) {
				c.on = s.marks[k+1]
			}
			all = append(all, c)
		}
	}
	return all
}

// documents looks at numbers of documents: that they are put together as numbers are, that they agree with their date, and
// that what is cited is older than what cites it.
func documents(t *text, out *findings) {
	dated := map[string]mark{}
	for _, c := range t.citations() {
		if c.m.wrong != "" {
			out.add(c.m.at, c.m.at+1, Finding{Rule: "document", Severity: Doubt, Claimed: t.written(c.m), Say: c.m.wrong})
			continue
		}
		n, err := dispatch.ParseNumber(t.written(c.m))
		if err != nil || c.on.kind == 0 || c.on.day == 0 {
			continue
		}
		if t.date != 0 && c.on.day > t.date {
			out.add(c.m.at, c.on.at+1, Finding{Rule: "document", Severity: Conflict, Claimed: c.on.day.VN(), Recomputed: t.date.VN(),
				Say: "Văn bản được dẫn " + n.Text + " ngày " + c.on.day.VN() + " ra sau văn bản này (" + t.date.VN() + ")."})
		}
		if n.Year != 0 && n.Year != c.on.day.Year() {
			out.add(c.m.at, c.on.at+1, Finding{Rule: "document", Severity: Conflict, Claimed: t.written(c.m), Recomputed: c.on.day.VN(),
				Say: "Số " + n.Text + " là của năm " + year4(n.Year) + ", ngày ghi kèm lại là " + c.on.day.VN() + "."})
		}
		if was, ok := dated[n.Key()]; ok && was.day != c.on.day && was.day.Year() == c.on.day.Year() { // in another year the number is another document
			out.add(c.m.at, c.on.at+1, Finding{Rule: "document", Severity: Conflict, Claimed: c.on.day.VN(), Recomputed: was.day.VN(),
				Say: "Ở trên ghi " + n.Text + " ngày " + was.day.VN() + ", ở đây ghi ngày " + c.on.day.VN() + "."})
		} else if !ok {
			dated[n.Key()] = c.on
		}
	}
}

func year4(y int) string { return strings.TrimPrefix(day.Year(y).VN(), "năm ") }

// registered compares the documents that a text names with the register.
func registered(v *db.View, _ kind.Set, t *text, out *findings) error {
	seen := map[string]bool{}
	for _, c := range t.citations() {
		if c.m.wrong != "" || c.on.kind == 0 || c.on.day == 0 || len(seen) >= lookups {
			continue
		}
		n, err := dispatch.ParseNumber(t.written(c.m))
		if err != nil || seen[n.Key()] {
			continue
		}
		seen[n.Key()] = true
		kept, err := dispatch.Numbered(v, t.written(c.m))
		if err != nil {
			return err
		}
		same := len(kept) == 0
		for _, d := range kept {
			same = same || d.Date == c.on.day || d.Date == 0
		}
		if !same {
			out.add(c.m.at, c.on.at+1, Finding{Rule: "register", Severity: Doubt, Claimed: c.on.day.VN(), Recomputed: kept[0].Date.VN(),
				Say: "Trong sổ, " + kept[0].Number + " ghi ngày " + kept[0].Date.VN() + ", văn bản này ghi " + c.on.day.VN() + "."})
		}
	}
	return nil
}

// lookups bounds how often the database is asked for one text.
const lookups = 60
