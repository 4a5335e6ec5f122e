package dispatch

import (
	"fmt"
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
)

// Validity says what became of those a line is addressed to.
type Validity string

const (
	Words   Validity = "words"   // only the wording is known: a body outside, or a class nobody has confirmed
	Nobody  Validity = "nobody"  // on the day of the document the line meant no unit at all
	Valid   Validity = "valid"   // all of them are still meant by the same words
	Changed Validity = "changed" // some are
	Gone    Validity = "gone"    // none is: the line cannot be used again
)

// Addressed is a line of recipients with the units that it means.
type Addressed struct {
	Recipient
	Validity
	Units []Standing // those it meant on the day of the document, by name
	Now   []string   // those that the same words mean on the other day
	Text  string     // the finding in a sentence
}

// Standing is a unit that was meant, and where it stands now.
type Standing struct {
	Unit, Name string      // on the day of the document
	Meant      bool        // the same words still mean it
	At, AtName string      // the unit in whose place it stands now, "" for none
	Why        lineage.Why // how it came to stand there
}

// Addressees resolves the recipients of a document, then those of its copies, against the union line: whom the words meant
// on the day of the document, and what they mean on the day of asOf. Classes are sought below the issuer, and below the
// owner of the register where the issuer is no unit of that line.
func Addressees(v *db.View, d Dispatch, asOf day.AsOf) ([]Addressed, error) {
	then, err := org.TreeOn(v, org.UnionLine, day.AsOf{Day: d.Date, Known: asOf.Known})
	if err != nil {
		return nil, err
	}
	now, err := org.TreeOn(v, org.UnionLine, asOf)
	if err != nil {
		return nil, err
	}
	h := then.History()
	was := day.AsOf{Day: d.Date, Known: asOf.Known}
	all := make([]Addressed, 0, len(d.Recipients)+len(d.Copies))
	for _, r := range append(slices.Clone(d.Recipients), d.Copies...) {
		a := Addressed{Recipient: r, Validity: Words}
		if r.Resolves() {
			meant, today := r.means(then, was, d), r.means(now, asOf, d)
			for _, i := range meant {
				a.Units = append(a.Units, standing(h, now, i, was, asOf, slices.Contains(today, i)))
			}
			viet.SortBy(a.Units, func(s Standing) string { return s.Name })
			for _, i := range today {
				a.Now = append(a.Now, h.ID(i))
			}
			a.judge(d.Date, asOf.Day)
		} else {
			a.Text = fmt.Sprintf("“%s” chỉ là lời văn, chưa gắn với đơn vị nào.", r.Text)
		}
		all = append(all, a)
	}
	return all, nil
}

// means returns the units that a line means on the day of a tree.
func (r Recipient) means(t *lineage.Tree, asOf day.AsOf, d Dispatch) (units []int32) {
	h := t.History()
	if r.Unit != "" {
		if i, ok := h.Index(r.Unit); ok && h.Alive(i, asOf) {
			units = append(units, i)
		}
		return units
	}
	top := head(t, d)
	if top < 0 {
		return nil
	}
	for p := t.Pos(top) + 1; p < t.End(top); p++ {
		i := t.At(p)
		if slices.Contains(r.Kinds, h.Kind(i, asOf)) && (!r.Direct || t.Depth(i) == t.Depth(top)+1) {
			units = append(units, i)
		}
	}
	return units
}

// head returns the unit below which classes are sought, -1 for none.
func head(t *lineage.Tree, d Dispatch) int32 {
	for _, id := range []string{d.IssuerUnit, d.Owner} {
		if i, ok := t.History().Index(id); ok {
			if at := t.Locate(i).At; at >= 0 {
				return at
			}
		}
	}
	return -1
}

func standing(h *lineage.History, now *lineage.Tree, i int32, was, asOf day.AsOf, meant bool) Standing {
	s := Standing{Unit: h.ID(i), Name: h.Name(i, was), Meant: meant}
	loc := now.Locate(i)
	s.Why = loc.Why
	if loc.At >= 0 {
		s.At, s.AtName = h.ID(loc.At), h.Name(loc.At, asOf)
	}
	return s
}

// judge compares the two days and says what it found.
func (a *Addressed) judge(sent, today day.Day) {
	kept := 0
	for _, s := range a.Units {
		if s.Meant {
			kept++
		}
	}
	count := func(n int) string { return viet.FormatInt(int64(n)) }
	switch n := len(a.Units); {
	case n == 0:
		a.Validity = Nobody
		a.Text = fmt.Sprintf("Vào ngày %s không có đơn vị nào là “%s”.", sent.VN(), a.Recipient.Text)
	case kept == n:
		a.Validity = Valid
		a.Text = fmt.Sprintf("“%s”: %s đơn vị vào ngày %s, đến ngày %s vẫn còn đủ.", a.Recipient.Text, count(n), sent.VN(), today.VN())
	case kept == 0:
		a.Validity = Gone
		a.Text = fmt.Sprintf("“%s”: %s đơn vị vào ngày %s, đến ngày %s không còn đơn vị nào. Không dùng lại nơi nhận này được.", a.Recipient.Text, count(n), sent.VN(), today.VN())
	default:
		a.Validity = Changed
		a.Text = fmt.Sprintf("“%s”: %s đơn vị vào ngày %s, đến ngày %s còn %s. Hãy lập lại nơi nhận theo tổ chức hiện nay.", a.Recipient.Text, count(n), sent.VN(), today.VN(), count(kept))
	}
}
