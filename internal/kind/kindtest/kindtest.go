// Package kindtest holds kinds of campaign to the contract of package kind.
package kindtest

import (
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
)

var (
	keyForm  = regexp.MustCompile(`^[a-z]{2,20}$`)
	nameForm = regexp.MustCompile(`^[a-z]{2,20}\.[a-z][a-z0-9_]{1,40}$`)
)

// Exercise holds one kind to the contract: what it says of itself, then how its checks bear any values at all.
func Exercise(t *testing.T, k kind.Kind) {
	t.Helper()
	for _, p := range Problems(k) {
		t.Error(p)
	}
	t.Run("any values", func(t *testing.T) { bear(t, k) })
}

// Problems says in what a kind breaks the contract, as far as no values are needed.
func Problems(k kind.Kind) []string {
	var p problems
	if !keyForm.MatchString(k.Key()) {
		p.Errorf("key %q: want 2 to 20 lower-case Latin letters", k.Key())
	}
	p.vietnamese("the kind's name", k.Name(), 2)
	p.indicators(k)
	p.socket(k)
	p.sheet(k)
	p.quiet(k)
	return p
}

type problems []string

// Errorf adds a problem.
func (p *problems) Errorf(format string, args ...any) { *p = append(*p, fmt.Sprintf(format, args...)) }

func (p *problems) indicators(k kind.Kind) {
	all := k.Indicators()
	if len(all) == 0 {
		p.Errorf("a kind counts something")
	}
	seen, named := map[string]bool{}, map[string]bool{}
	for _, i := range all {
		if !nameForm.MatchString(i.Key) || !strings.HasPrefix(i.Key, k.Key()+".") {
			p.Errorf("indicator %q: want %q and a word in lower case", i.Key, k.Key()+".")
		}
		if seen[i.Key] {
			p.Errorf("indicator %q is there twice", i.Key)
		}
		if named[i.Name] {
			p.Errorf("indicator %q: another has the name %q", i.Key, i.Name)
		}
		seen[i.Key], named[i.Name] = true, true
		if !i.Measure.Known() {
			p.Errorf("indicator %q: measure %q is not known to package indicator", i.Key, i.Measure)
		}
		if i.Kind != "" && i.Kind != k.Key() {
			p.Errorf("indicator %q says that it is of kind %q", i.Key, i.Kind)
		}
		p.vietnamese(i.Key+": name", i.Name, 2)
		p.vietnamese(i.Key+": definition", i.Definition, 40)
		if !strings.HasSuffix(i.Definition, ".") {
			p.Errorf("indicator %q: the definition is not a sentence: %q", i.Key, i.Definition)
		}
		if i.Of == "" {
			p.Errorf("indicator %q: of what? (người, đơn vị máu, …)", i.Key)
		}
	}
}

func (p *problems) socket(k kind.Kind) {
	own := owned(k)
	if lead := kind.Lead(k); !own[lead] {
		p.Errorf("the lead %q is none of the kind's indicators", lead)
	}
	for n, s := range kind.Funnel(k) {
		if !own[s.Indicator] {
			p.Errorf("step %d of the funnel is %q, none of the kind's indicators", n, s.Indicator)
		}
		if n == 0 && s.Aside {
			p.Errorf("the first step of the funnel stands beside nothing")
		}
		p.vietnamese("step "+s.Indicator, s.Label, 2)
	}
	p.layout(k, own)
	for _, h := range kind.Hints(k) {
		if strings.TrimSpace(h) != h || h == "" {
			p.Errorf("hint %q is empty or has spaces around it", h)
		}
	}
	for _, what := range []string{"", "registered", "came", "không có", k.Key()} {
		if key := kind.Count(k, what); key != "" && !own[key] {
			p.Errorf("a headcount of %q counts as %q, none of the kind's indicators", what, key)
		}
	}
}

// layout wants the report's form to speak of the kind's own indicators, each column once, each sentence with one number.
func (p *problems) layout(k kind.Kind, own map[string]bool) {
	l := kind.LayoutOf(k)
	p.vietnamese("what an activity is called", l.Event, 2)
	for _, table := range [][]kind.Column{l.Activities, l.Units} {
		seen := map[string]bool{}
		for _, c := range table {
			if !own[c.Indicator] || seen[c.Indicator] {
				p.Errorf("the report has a column of %q, which is twice there or none of the kind's indicators", c.Indicator)
			}
			seen[c.Indicator] = true
			p.vietnamese("column "+c.Indicator, c.Title, 1)
		}
	}
	for _, s := range l.Sentences {
		if !own[s.Indicator] || strings.Count(s.Text, "%s") != 1 {
			p.Errorf("the report's sentence %q of %q: want one %%s and one of the kind's indicators", s.Text, s.Indicator)
		}
	}
	if (l.Partner == "") != (l.PartnerOf == "") {
		p.Errorf("the report names partners of a role under a heading, or neither")
	}
}

func (p *problems) sheet(k kind.Kind) {
	own := owned(k)
	common := []string{kind.EvidenceField, kind.NumberField, kind.DateField, kind.SignersField, kind.ExplanationField}
	seen := map[string]bool{}
	figures := 0
	for _, f := range kind.SlipOf(k).Fields {
		if seen[f.Name] {
			p.Errorf("field %q is there twice", f.Name)
		}
		seen[f.Name] = true
		p.vietnamese("label of "+f.Name, f.Label, 2)
		switch {
		case own[f.Name]:
			figures++
			if f.Required {
				p.Errorf("field %q must be filled, but no source says everything: leave it to the checks", f.Name)
			}
		case !slices.Contains(common, f.Name):
			p.Errorf("field %q is none of the kind's indicators", f.Name)
		}
	}
	if figures == 0 {
		p.Errorf("the sheet asks for no figure")
	}
}

// quiet wants the checks to say nothing where there is nothing to say.
func (p *problems) quiet(k kind.Kind) {
	for _, f := range kind.Check(k, nil) {
		p.Errorf("an empty sheet gives a finding: %s", f.Text)
	}
	for _, f := range kind.Check(k, kind.Values{"khác.số": ledger.Exactly(5)}) {
		p.Errorf("a figure of another kind gives a finding: %s", f.Text)
	}
	zeros := kind.Values{}
	for key := range owned(k) {
		zeros[key] = ledger.Exactly(0)
	}
	for _, f := range kind.Check(k, zeros) {
		if f.NeedsExplanation {
			p.Errorf("a drive to which nobody came needs an explanation: %s", f.Text)
		}
	}
}

// bear gives the checks any values at all.
func bear(t *testing.T, k kind.Kind) {
	own := slices.Sorted(maps.Keys(owned(k)))
	rapid.Check(t, func(t *rapid.T) {
		v := kind.Values{}
		for _, key := range own {
			if q, said := anything.Draw(t, key), rapid.Bool().Draw(t, key+" said"); said {
				v[key] = q
			}
		}
		before := v.Clone()
		found := kind.Check(k, v)
		if !maps.Equal(v, before) {
			t.Fatal("the check changed the values")
		}
		for key, q := range v {
			if kind.Derive(k, v)[key] != q {
				t.Fatalf("deriving changed %s, which was typed", key)
			}
		}
		for _, f := range found {
			finding(t, k, f)
		}
	})
}

// anything draws quantities from usual to far beyond what a ledger takes.
var anything = rapid.Custom(func(t *rapid.T) ledger.Quantity {
	number := rapid.OneOf(rapid.Int64Range(0, 30), rapid.Int64Range(0, 1e15),
		rapid.SampledFrom([]int64{0, 1, 1e15, math.MaxInt64, math.MinInt64, -1}))
	a, b := number.Draw(t, "a"), number.Draw(t, "b")
	switch rapid.IntRange(0, 3).Draw(t, "shape") {
	case 0:
		return ledger.Between(min(a, b), max(a, b))
	case 1:
		return ledger.AtLeast(a)
	}
	return ledger.Exactly(a)
})

func finding(t *rapid.T, k kind.Kind, f kind.Finding) {
	if !slices.Contains([]kind.Level{kind.Wrong, kind.Doubt, kind.Note}, f.Level) {
		t.Fatalf("finding %q has level %q", f.Rule, f.Level)
	}
	if !strings.HasPrefix(f.Rule, k.Key()+".") {
		t.Fatalf("rule %q does not begin with %q", f.Rule, k.Key()+".")
	}
	if len(strings.Fields(f.Text)) < 5 || !strings.HasSuffix(f.Text, ".") || !accented(f.Text) {
		t.Fatalf("finding %q does not speak in a Vietnamese sentence: %q", f.Rule, f.Text)
	}
	if r := []rune(f.Text); !unicode.IsUpper(r[0]) {
		t.Fatalf("finding %q does not begin with a capital: %q", f.Rule, f.Text)
	}
	if f.NeedsExplanation != (f.Level != kind.Note) {
		t.Fatalf("finding %q of level %s: an explanation is needed for all but notes", f.Rule, f.Level)
	}
	own := owned(k)
	if len(f.Fields) == 0 {
		t.Fatalf("finding %q names no field", f.Rule)
	}
	for _, key := range f.Fields {
		if !own[key] {
			t.Fatalf("finding %q names %q, none of the kind's indicators", f.Rule, key)
		}
	}
}

func owned(k kind.Kind) map[string]bool {
	own := map[string]bool{}
	for _, i := range k.Indicators() {
		own[i.Key] = true
	}
	return own
}

// vietnamese wants a clean text of at least so many letters, with marks where it is long enough to need some.
func (p *problems) vietnamese(what, s string, least int) {
	switch {
	case len([]rune(s)) < least:
		p.Errorf("%s is too short: %q", what, s)
	case !norm.NFC.IsNormalString(s) || strings.TrimSpace(s) != s:
		p.Errorf("%s is not clean: %q", what, s)
	case len([]rune(s)) > 12 && !accented(s):
		p.Errorf("%s has no Vietnamese marks: %q", what, s)
	}
}

func accented(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r > 127 && unicode.IsLetter(r) })
}
