package units

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// A change of the organisation goes in three steps: what happens to whom, by which decision, and a look at what it would do;
// then the act. The first two are questions (GET): what was typed stands in the address, so that nothing is lost on the way,
// not even by a session that ends. The last one posts the same words again.

// change is one thing that can be done to a unit.
type change struct {
	key      string // "rename": the last part of the address
	kind     lineage.ChangeKind
	title    string
	submit   string
	danger   bool
	choosing bool // asks for lists of units
	mends    bool // makes no history: a reason is asked for in place of a decision
	verb     act.Verb
	fits     func(u org.Unit) bool // whether it can be done to a unit in this state
	begins   string                // the label of the effective day; "" asks for none, and today's is taken
	ask      func(q *asking) ([]form.Field, error)
	plan     func(q *asking) org.Plan
	says     func(q *asking) []string // what will happen, in sentences
}

// The steps of a change.
const (
	stepWhat   = ""
	stepPaper  = "decision"
	stepReview = "review"
)

// asking is a change that is being filled in.
type asking struct {
	a        *door.Ask
	v        *db.View
	c        change
	u        org.Unit
	h        *lineage.History
	sight    *sight.Sight
	grants   []access.Grant
	kinds    map[string]org.Kind
	sent     url.Values
	on       day.Day // the effective day as typed; today where it cannot be read
	picks    []*sight.Pick
	slots    []*slot
	what     form.Form
	answers  form.Answers
	problems []form.Problem
	paper    form.Form
	papers   form.Answers
	doubts   []form.Problem // about the paper
	grown    bool           // more parts, or fewer, were asked for and are there
}

func (q *asking) asOf() day.AsOf { return day.AsOf{Day: q.on} }

// text is an answer of the first step.
func (q *asking) text(name string) string { return q.answers.Text(name) }

// may reports whether the person may do this to a unit: the guard asks for the one of the address alone.
func (q *asking) may(unit org.UnitID) bool {
	chain, err := org.Over(q.v, unit)
	return err == nil && access.Allowed(q.grants, q.c.verb.Roles, chain, q.a.Today())
}

// pick asks for a unit by name, on the effective day.
func (q *asking) pick(p sight.Pick) ([]form.Field, error) {
	p.AsOf = q.asOf()
	allow := p.Allow
	p.Allow = func(u org.UnitID) bool { return (allow == nil || allow(u)) && q.may(u) }
	if err := p.Read(q.v, q.sent); err != nil {
		return nil, err
	}
	q.picks = append(q.picks, &p)
	return p.Fields(), nil
}

// picked returns the unit that was chosen in a field.
func (q *asking) picked(name string) org.UnitID {
	for _, p := range q.picks {
		if p.Name == name {
			return p.Unit
		}
	}
	return ""
}

// name names a unit on the effective day.
func (q *asking) name(unit org.UnitID) string {
	if i, ok := q.h.Index(unit); ok {
		return q.h.Name(i, q.asOf())
	}
	return unit
}

// read asks the questions and takes the answers.
func (c change) read(a *door.Ask, sent url.Values) (*asking, error) {
	q := &asking{a: a, v: a.V, c: c, sent: sent, on: a.Today(), kinds: map[string]org.Kind{}}
	if d, err := viet.ParseDate(sent.Get("effective")); err == nil {
		q.on = d
	}
	u, ok, err := org.Get(a.V, a.Object, org.Today(a.V))
	if err != nil {
		return nil, err
	}
	if !ok || !c.fits(u) {
		return nil, fault.NotFoundf("Không làm được việc “%s” ở đơn vị này. Hãy mở lại trang của đơn vị.", c.title)
	}
	q.u = u
	if q.h, err = org.HistoryOf(a.V); err != nil {
		return nil, err
	}
	if q.sight, err = sight.Of(a.V, a.Who.Person); err != nil {
		return nil, err
	}
	q.grants = q.sight.Grants()
	kinds, err := org.Kinds(a.V)
	if err != nil {
		return nil, err
	}
	for _, k := range kinds {
		q.kinds[k.Key] = k
	}
	if err := q.registered(); err != nil {
		return nil, err
	}
	fields, err := c.ask(q)
	if err != nil {
		return nil, err
	}
	if c.begins != "" && !slices.ContainsFunc(fields, func(f form.Field) bool { return f.Name == "effective" }) {
		fields = append(fields, form.Field{Name: "effective", Label: c.begins, Kind: form.Day, Required: true,
			Help: "Ngày đầu tiên áp dụng. Có thể ở trước hôm nay (ghi muộn) hoặc sau hôm nay (hẹn trước)."})
	}
	q.what = form.Form{Fields: fields}
	q.answers, q.problems = q.what.Parse(sent)
	for _, p := range q.picks {
		q.problems = p.Problems(q.problems)
	}
	for _, s := range q.slots {
		q.problems = append(q.problems, s.problems(q)...)
	}
	if c.kind == lineage.ChangeSplit {
		q.problems = append(q.problems, q.sharesAddUp()...)
	}
	q.paper = form.Form{Fields: paperFields(c.mends)}
	q.papers, q.doubts = q.paper.Parse(sent)
	if d := q.papers.Day("date"); d > a.Today() {
		q.doubts = append(q.doubts, form.Problem{Field: "date", Text: "Ngày ký " + d.VN() + " chưa đến. Hãy ghi đúng ngày trên văn bản; ngày áp dụng ghi ở bước trước."})
	}
	return q, nil
}

// by is the decision that was typed.
func (q *asking) by() org.Decision {
	return org.Decision{Number: q.papers.Text("number"), Date: q.papers.Day("date"), Issuer: q.papers.Text("issuer"), Effective: q.on,
		Note: q.papers.Text("note"), File: q.file()}
}

// step is where the person stands: no further than what is answered allows.
func (q *asking) step() string {
	wanted := q.sent.Get("step")
	switch {
	case wanted == stepWhat || q.sent.Get("add") != "" || len(q.problems) > 0:
		return stepWhat
	case wanted == stepPaper || len(q.doubts) > 0:
		return stepPaper
	}
	return stepReview
}

// here is the address of the change.
func (q *asking) here() string { return "/units/" + q.u.ID + "/" + q.c.key }

// kept is what the address keeps beside some fields, for hidden fields.
func (q *asking) kept(without ...string) map[string]string {
	m := map[string]string{}
	for name := range q.sent {
		if v := q.sent.Get(name); v != "" && !slices.Contains(without, name) && !slices.Contains(passing, name) {
			m[name] = v
		}
	}
	return m
}

// passing are the words of one press of a button: they are not kept.
var passing = []string{"step", "choose", "under", "find", "after", "go", "on", "slot", "was", "add", "dispatch", "look", door.TokenField}

// back is the address of a step with all that was answered.
func (q *asking) back(step string) string {
	v := url.Values{}
	for name, value := range q.kept() {
		v.Set(name, value)
	}
	if step != "" {
		v.Set("step", step)
	}
	if len(v) == 0 {
		return q.here()
	}
	return q.here() + "?" + v.Encode()
}

// names of the fields of a form.
func names(f form.Form) []string {
	var out []string
	for _, x := range f.Fields {
		out = append(out, x.Name)
	}
	return out
}

func lowered(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	return strings.ToLower(string(r[:1])) + string(r[1:])
}

// sortedKeys are the names of hidden fields, in one order each time.
func sortedKeys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }
