package ui

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"phongtrao/internal/base/form"
)

// Form draws fields with their labels, help and problems, and a summary of what is wrong on top. It posts, and works
// without JavaScript; what was typed is never lost.
type Form struct {
	ID     string // unique on the page; "" is "form"
	Action string
	Get    bool // a question in place of an act
	Hidden map[string]string
	Fields []Field
	Wrong  []Problem // what is wrong beside the fields' own problems, shown in the summary
	Submit string    // "" is "Lưu"
	Danger bool
	Cancel string // where giving up leads, or ""
	Lead   string // a sentence before the fields
	Upload bool   // some field is a file
	Wide   bool   // two columns on a wide screen
}

// FieldKind says how a field is asked for.
type FieldKind string

const (
	TextField     FieldKind = ""         // a line of text
	CountField    FieldKind = "count"    // a number of things: "1.265"
	MoneyField    FieldKind = "money"    // đồng
	DayField      FieldKind = "day"      // a date, typed as 30/06/2025; read it with viet.ParseDate
	ChoiceField   FieldKind = "choice"   // one of a few, all in sight; a list from eight on
	LongField     FieldKind = "longtext" // several lines
	PasswordField FieldKind = "password"
	FileField     FieldKind = "file"
	CheckField    FieldKind = "check"   // yes or no
	SuggestField  FieldKind = "suggest" // a line of text for which suggestions come while it is typed; it works without them
)

// Field is one question.
type Field struct {
	Name     string
	Label    string
	Help     string
	Kind     FieldKind
	Value    string // as typed
	Problem  string // what is wrong with it, in a sentence that says what to do
	Warning  string // what looks odd, and is accepted with an explanation
	Required bool
	Quiet    bool // nothing is said of whether it must be answered
	List     bool // of a choice: drawn as a list, however few there are
	Choices  []Choice
	Of       string // the unit word after the field
	Vague    bool   // a count may be "hơn 22 nghìn": letters are typed too
	Fill     string // the browser's autocomplete: "username", "current-password"
	Accept   string // of a file
	Focus    bool   // the cursor starts here
	AtLeast  string // the name of a field that may not be smaller than this one, for a live hint
	Suggest  string // of a suggest: where <option>s for what is typed come from
}

// Choice is one of a few.
type Choice struct {
	Value string
	Label string
	Help  string
}

// Problem is something wrong in a form: Field is the name of the field, or "" for the form as a whole.
type Problem = form.Problem

// ErrorSummary says on top of a form what is wrong, each leading to its field.
type ErrorSummary struct {
	Title    string // "" counts the problems
	Form     string // the form's ID
	Problems []Problem
}

// Confirm asks before something is done. Linked by Button.Dialog it opens as a dialog; drawn as Page it is the same
// question as a page of its own, for those without JavaScript.
type Confirm struct {
	ID     string
	Title  string
	Text   string
	Action string
	Hidden map[string]string
	Fields []Field
	Submit string // "Giải thể"
	Danger bool
	Cancel string // where "Thôi" leads on the page; a dialog just closes
	Page   bool
	Upload bool // some field is a file
}

// Clash shows both versions when two people changed the same thing: what was typed, and what now stands.
type Clash struct {
	Who    string // who was first
	At     string // and when
	Rows   []ClashRow
	Action string // posting again, over what stands now
	Hidden map[string]string
	Reload string // taking what stands
}

// ClashRow is one value on both sides.
type ClashRow struct{ Label, Mine, Theirs string }

// Render draws f.
func (f Form) Render(ctx context.Context, w io.Writer) error { return drawForm(f).Render(ctx, w) }

// Render draws f on its own, as part of the form named "form".
func (f Field) Render(ctx context.Context, w io.Writer) error { return field("form", f).Render(ctx, w) }

// Render draws e.
func (e ErrorSummary) Render(ctx context.Context, w io.Writer) error {
	return errorSummary(e).Render(ctx, w)
}

// Render draws c.
func (c Confirm) Render(ctx context.Context, w io.Writer) error { return confirm(c).Render(ctx, w) }

// Render draws c.
func (c Clash) Render(ctx context.Context, w io.Writer) error { return clash(c).Render(ctx, w) }

// problems are those of the fields, in their order.
func (f Form) problems() []Problem {
	all := slices.Clone(f.Wrong)
	for _, x := range f.Fields {
		if x.Problem != "" {
			all = append(all, Problem{Field: x.Name, Text: x.Problem})
		}
	}
	return all
}

func (f Form) id() string { return or(f.ID, "form") }

// fieldID is the id of a field's control.
func fieldID(form, name string) string { return form + "-" + name }

// described is the ids of the help and the problem, for readers.
func (f Field) described(id string) string {
	var ids []string
	if f.Help != "" {
		ids = append(ids, id+"-help")
	}
	if f.Problem != "" {
		ids = append(ids, id+"-bad")
	}
	if f.Warning != "" {
		ids = append(ids, id+"-odd")
	}
	return strings.Join(ids, " ")
}

// listed reports that a choice is drawn as a list.
func (f Field) listed() bool { return f.List || len(f.Choices) >= 8 }

// controlType is what tells the browser which keyboard to show.
func controlType(f Field) templ.Attributes {
	switch f.Kind {
	case CountField, MoneyField:
		a := templ.Attributes{"type": "text", "inputmode": "numeric"}
		if f.Vague {
			a["inputmode"] = "text"
		}
		if f.AtLeast != "" {
			a["data-at-least"] = f.AtLeast
		}
		return a
	case PasswordField:
		return templ.Attributes{"type": "password"}
	case FileField:
		return templ.Attributes{"type": "file", "accept": f.Accept}
	}
	return templ.Attributes{"type": "text"}
}

// attributes are what a control says about its state.
func (f Field) attributes(id string) templ.Attributes {
	a := templ.Attributes{"required": f.Required, "autofocus": f.Focus}
	if f.Problem != "" {
		a["aria-invalid"] = "true"
	}
	if d := f.described(id); d != "" {
		a["aria-describedby"] = d
	}
	return a
}
