package kind

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/indicator"
	"phongtrao/internal/ledger"
)

// Values is what is known at once of one activity, or of any sum of activities: quantities by indicator key.
// What nobody said is absent, which is not zero.
type Values map[string]ledger.Quantity

// Clone returns a copy; of nil it is an empty one.
func (v Values) Clone() Values {
	out := maps.Clone(v)
	if out == nil {
		out = Values{}
	}
	return out
}

// Level says how much a finding weighs.
type Level string

const (
	// Wrong is arithmetic that cannot be true: parts that do not make their whole.
	Wrong Level = "wrong"
	// Doubt is what may be true but seldom is: more came than had registered.
	Doubt Level = "doubt"
	// Note is worth knowing and needs no answer: the volumes of the bags are not known.
	Note Level = "note"
)

// Label names the level on screens.
func (l Level) Label() string {
	switch l {
	case Wrong:
		return "Không khớp"
	case Doubt:
		return "Cần xem lại"
	}
	return "Lưu ý"
}

// Finding is one thing that a check has to say, in a sentence that carries its numbers.
type Finding struct {
	Level            Level
	Rule             string   // a stable name, "blood.came": explanations and tests refer to it
	Text             string   // the sentence, in Vietnamese
	Fields           []string // the indicators that it speaks of
	NeedsExplanation bool     // the figures may only be sent with a word of explanation
}

// Check returns what is to be said about the values, those that follow from them included; the gravest first.
func Check(k Kind, v Values) []Finding {
	c, ok := k.(Checker)
	if !ok {
		return nil
	}
	found := c.Check(Derive(k, v))
	slices.SortStableFunc(found, func(a, b Finding) int { return weight(a.Level) - weight(b.Level) })
	return found
}

func weight(l Level) int { return slices.Index([]Level{Wrong, Doubt, Note}, l) }

// Unexplained refuses findings that need an explanation where none was given; its fault repeats the first of them.
func Unexplained(found []Finding, explanation string) error {
	if strings.TrimSpace(explanation) != "" {
		return nil
	}
	for _, f := range found {
		if f.NeedsExplanation {
			return fault.In(ExplanationField, "%s Hãy sửa lại số, hoặc ghi lời giải trình rồi gửi.", f.Text)
		}
	}
	return nil
}

// Review collects findings about values. A kind makes one in its Check, so that all kinds say the same thing in the same words.
type Review struct {
	Values Values
	names  map[string]indicator.Indicator
	found  []Finding
}

// NewReview returns a review of a kind's values.
func NewReview(k Kind, v Values) *Review {
	r := &Review{Values: v, names: map[string]indicator.Indicator{}}
	for _, i := range k.Indicators() {
		r.names[i.Key] = i
	}
	return r
}

// Findings returns what was found, in the order in which it was looked for.
func (r *Review) Findings() []Finding { return r.found }

// Add adds a finding; all but notes need an explanation.
func (r *Review) Add(level Level, rule, text string, fields ...string) {
	r.found = append(r.found, Finding{Level: level, Rule: rule, Text: text, Fields: fields, NeedsExplanation: level != Note})
}

// AtMost finds where a part is certainly more than its whole. Hint says how that could come about, or what to look at:
// "Có thể có người đến mà không đăng ký trước".
func (r *Review) AtMost(level Level, rule, part, whole, hint string) {
	p, okP := r.Values[part]
	w, okW := r.Values[whole]
	if !okP || !okW || w.Open || p.Lo <= w.Hi {
		return
	}
	r.Add(level, rule, fmt.Sprintf("%s (%s) nhiều hơn %s (%s)%s. %s.", r.name(part), p, lower(r.name(whole)), w, excess(p, w), hint), part, whole)
}

// Sum finds where parts certainly do not make their whole. Parts that nobody said make it look only at what is too much.
func (r *Review) Sum(level Level, rule, whole string, parts ...string) {
	w, ok := r.Values[whole]
	if !ok {
		return
	}
	var sum ledger.Quantity
	var said []string
	for _, p := range parts {
		if q, ok := r.Values[p]; ok {
			sum = sum.Add(q)
			said = append(said, fmt.Sprintf("%s (%s)", lower(r.name(p)), q))
		}
	}
	tooMuch := !w.Open && sum.Lo > w.Hi
	tooLittle := len(said) == len(parts) && !sum.Open && sum.Hi < w.Lo
	if len(said) == 0 || !tooMuch && !tooLittle {
		return
	}
	how := "phải bằng"
	if len(said) < len(parts) {
		how = "không được vượt"
	}
	sums := ""
	if len(said) > 1 {
		sums = " = " + sum.String()
	}
	r.Add(level, rule, fmt.Sprintf("%s%s %s %s (%s)%s. Kiểm tra lại các số này.", upper(strings.Join(said, " + ")), sums, how, lower(r.name(whole)), w, difference(sum, w)),
		append([]string{whole}, parts...)...)
}

func (r *Review) name(key string) string {
	if i, ok := r.names[key]; ok {
		return i.Name
	}
	return key
}

// excess words by how much an exact part is more than an exact whole.
func excess(part, whole ledger.Quantity) string {
	if !part.Exact() || !whole.Exact() {
		return ""
	}
	return ", thừa " + ledger.Exactly(part.Lo-whole.Lo).String()
}

func difference(sum, whole ledger.Quantity) string {
	switch {
	case !sum.Exact() || !whole.Exact():
		return ""
	case sum.Lo > whole.Lo:
		return ", thừa " + ledger.Exactly(sum.Lo-whole.Lo).String()
	}
	return ", thiếu " + ledger.Exactly(whole.Lo-sum.Lo).String()
}

func lower(s string) string { return first(s, unicode.ToLower) }
func upper(s string) string { return first(s, unicode.ToUpper) }

// first changes the first letter, but leaves words written in capitals, such as CĐCS, as they are.
func first(s string, change func(rune) rune) string {
	r, n := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[n:]); unicode.IsUpper(next) {
		return s
	}
	return string(change(r)) + s[n:]
}
