// Package lint recomputes what a text claims.
//
// It reads a Vietnamese text as an officer wrote it and reckons again whatever can be reckoned: percentages, sums, products,
// counts, dates, numbers of documents, editions. Where a database is given it also asks the register of units and the
// ledger. It never mends anything: it shows what was written beside what comes out, and a person decides.
//
// A rule is a function over sentences (one file each). A text is taken apart once (read.go): numbers, percentages and dates
// become marks, the words between them folded letters, so that a rule looks at marks and at the words that join them.
// Where a sentence may be understood in two ways a rule stays silent: a linter that cries wolf is switched off.
package lint

import (
	"cmp"
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
)

// About says what a text is about, as far as somebody knows; what is empty is taken from the text where it says so.
type About struct {
	Campaign string     // id of the campaign
	Unit     string     // the unit that reports: figures are its own and all below
	Period   day.Period // the period reported on
	Date     day.Day    // the day of the text
}

// Severity says how much a finding weighs.
type Severity string

const (
	Conflict Severity = "conflict" // both cannot be true
	Doubt    Severity = "check"    // may be right, and is worth a look
	Info     Severity = "info"     // right, but not in the only way
)

// Label names the severity on screens.
func (s Severity) Label() string {
	switch s {
	case Conflict:
		return "Không khớp"
	case Doubt:
		return "Nên xem lại"
	}
	return "Ghi chú"
}

// Finding is one thing that was found.
type Finding struct {
	Rule       string           `json:"rule"` // a stable name: "percent", "sum"
	Severity   Severity         `json:"severity"`
	Text       string           `json:"text"`       // the words it is about, as written
	From       int              `json:"from"`       // where they begin in the text, in bytes
	To         int              `json:"to"`         // and end
	Claimed    string           `json:"claimed"`    // what is written: "90,2%"
	Recomputed string           `json:"recomputed"` // what comes out: "92,6%"
	Say        string           `json:"say"`        // a sentence
	Question   *ledger.Question `json:"-"`          // the figure that was compared with, to open its passport
}

// Longest bounds a text, in bytes.
const Longest = 4 << 20

// rule looks at a text and says what it found.
type rule func(t *text, out *findings)

// rules need nothing but the text.
var rules = []rule{percents, changes, sums, lists, tables, products, twice, dates, documents, editions}

// Check recomputes a text. Without a view it is held against itself alone; with one, units and figures are looked up too.
// Findings come in the order of the text.
func Check(v *db.View, kinds kind.Set, about About, s string) ([]Finding, error) {
	if len(s) > Longest {
		return nil, fault.Invalidf("Văn bản dài quá mức có thể rà soát (tối đa %d MB). Hãy rà từng phần.", Longest>>20)
	}
	t := read(s, about)
	out := &findings{t: t}
	for _, r := range rules {
		r(t, out)
	}
	if v != nil {
		for _, r := range []func(*db.View, kind.Set, *text, *findings) error{units, registered, figures} {
			if err := r(v, kinds, t, out); err != nil {
				return nil, err
			}
		}
	}
	slices.SortStableFunc(out.all, func(a, b Finding) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	return out.all, nil
}

// Conflicts reports whether anything found cannot be true.
func Conflicts(all []Finding) bool {
	return slices.ContainsFunc(all, func(f Finding) bool { return f.Severity == Conflict })
}

// most bounds how many findings one text may have: beyond it a text is no report.
const most = 500

type findings struct {
	t   *text
	all []Finding
}

// add keeps a finding about the text between two places of the folded text.
func (f *findings) add(from, to int, found Finding) {
	if len(f.all) >= most {
		return
	}
	found.From, found.To, found.Text = f.t.span(from, to)
	f.all = append(f.all, found)
}
