package ui

import (
	"strings"

	"phongtrao/internal/base/form"
)

// Ask fills f with the questions of q, what was answered, and what is wrong with the answers:
//
//	ui.Form{Action: "/units", Submit: "Thành lập"}.Ask(questions, answers, problems)
//
// Fields already in f stand before them.
func (f Form) Ask(q form.Form, answers form.Answers, problems []form.Problem) Form {
	wrong := map[string]string{}
	for _, p := range problems {
		if _, known := q.Field(p.Field); !known {
			f.Wrong = append(f.Wrong, p)
		} else if wrong[p.Field] == "" {
			wrong[p.Field] = p.Text
		}
	}
	for _, x := range q.Fields {
		if x.Kind == form.Hidden {
			hidden := map[string]string{x.Name: answers.Typed(x.Name)}
			for k, v := range f.Hidden {
				hidden[k] = v
			}
			f.Hidden = hidden
			if wrong[x.Name] != "" {
				f.Wrong = append(f.Wrong, form.Problem{Text: wrong[x.Name]})
			}
			continue
		}
		f.Upload = f.Upload || x.Kind == form.File
		f.Fields = append(f.Fields, question(x, answers.Typed(x.Name), wrong[x.Name]))
	}
	return f
}

// question is one of base/form's as it is drawn here.
func question(x form.Field, typed, problem string) Field {
	f := Field{Name: x.Name, Label: x.Label, Help: x.Help, Required: x.Required, Value: typed, Problem: problem, Of: x.Of, Vague: x.Vague}
	switch x.Kind {
	case form.LongText:
		f.Kind = LongField
	case form.Count:
		f.Kind = CountField
	case form.Money:
		f.Kind = MoneyField
		if f.Of == "" {
			f.Of = "đồng"
		}
	case form.Day:
		f.Kind = DayField
	case form.OneOf:
		f.Kind = ChoiceField
	case form.Check:
		f.Kind = CheckField
	case form.File:
		f.Kind = FileField
		f.Accept = strings.Join(x.Accept, ",")
	}
	for _, c := range x.Choices {
		f.Choices = append(f.Choices, Choice{Value: c.Value, Label: c.Label})
	}
	return f
}
