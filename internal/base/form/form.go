// Package form describes questions once, for whoever draws them, reads them or exports them.
//
// Reading an answer keeps what was typed, so that a page can show it again, and collects every problem at once, each with
// the name of its field. A form does not know that it is drawn, and what an answer means is left to the nouns.
package form

import (
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// Kind is what is asked for.
type Kind string

const (
	Text     Kind = "text"
	LongText Kind = "longtext" // several lines
	Count    Kind = "count"    // how many of something
	Money    Kind = "money"    // đồng
	Day      Kind = "day"
	OneOf    Kind = "choice"
	Check    Kind = "check" // yes or no
	Hidden   Kind = "hidden"
	File     Kind = "file" // the name of a file; its bytes go to base/blob
)

// Limits of what is taken from outside, in characters. A field may set a smaller one.
const (
	TextMax     = 300
	LongTextMax = 10_000
	FileNameMax = 200
)

// Choice is one of the answers to choose from.
type Choice struct{ Value, Label string }

// Field is one question.
type Field struct {
	Name     string // in the address, the export and the fault: short, Latin letters
	Label    string // "Số đơn vị máu"
	Help     string // a sentence below, or ""
	Kind     Kind
	Required bool
	Choices  []Choice // of OneOf
	Vague    bool     // a count or an amount may be "hơn 22 nghìn", "gần 10 tỷ", "180–220"; else it must be exact
	Of       string   // the word that may follow a count: "đơn vị máu"
	Limit    int      // the most characters of a text, 0 for that of the kind
	Accept   []string // endings of a file's name, ".pdf"; none for any
}

// Form is questions in the order in which they are asked.
type Form struct{ Fields []Field }

// Field returns a question by its name.
func (f Form) Field(name string) (Field, bool) {
	if i := slices.IndexFunc(f.Fields, func(q Field) bool { return q.Name == name }); i >= 0 {
		return f.Fields[i], true
	}
	return Field{}, false
}

// Problem is what is wrong with one answer, or with all of them where Field is "".
type Problem struct{ Field, Text string }

// Fault returns the problems as one error, nil for none: the first one's sentence and field.
func Fault(problems []Problem) error {
	if len(problems) == 0 {
		return nil
	}
	return fault.In(problems[0].Field, "%s", problems[0].Text)
}

// ProblemOf returns an error as a problem of the form, so that what a noun refused stands beside the field it is about.
func ProblemOf(err error) Problem { return Problem{fault.Field(err), fault.Text(err)} }

// Answers are what was typed and what it was read as.
type Answers struct {
	typed map[string]string
	read  map[string]any // string, viet.Number, day.Day or bool; absent where nothing valid was given
}

// Fill returns answers that were not typed by the one who sees them: what a form is shown with at first.
func Fill(typed map[string]string) Answers { return Answers{typed: typed} }

// Typed returns what was typed, as it was.
func (a Answers) Typed(name string) string { return a.typed[name] }

// Has reports whether there is a valid answer.
func (a Answers) Has(name string) bool { _, ok := a.read[name]; return ok }

// Text returns a text, a choice, a hidden value or a file's name; "" for none.
func (a Answers) Text(name string) string { s, _ := a.read[name].(string); return s }

// Number returns a count or an amount, and false for none.
func (a Answers) Number(name string) (viet.Number, bool) {
	n, ok := a.read[name].(viet.Number)
	return n, ok
}

// Day returns a day, 0 for none.
func (a Answers) Day(name string) day.Day { d, _ := a.read[name].(day.Day); return d }

// Checked reports whether a box was ticked.
func (a Answers) Checked(name string) bool { b, _ := a.read[name].(bool); return b }
