package kind

import (
	"slices"

	"phongtrao/internal/base/form"
)

// Sheeter is a kind with a form of its own for the figures of one activity. Without it the sheet asks for every indicator.
// Each field is named after the indicator that it fills.
type Sheeter interface{ Sheet() form.Form }

// Deriver is a kind in which one figure follows from others: millilitres from bags. It returns the values to be added,
// and never one that the sheet already holds.
type Deriver interface{ Derive(Values) Values }

// Checker is a kind whose figures must fit each other.
type Checker interface{ Check(Values) []Finding }

// Leader is a kind of which one indicator speaks for the rest. Without it the first indicator leads.
type Leader interface{ Lead() string }

// Funneler is a kind whose indicators narrow from step to step.
type Funneler interface{ Funnel() []Stage }

// Counter is a kind that says as which indicator a headcount counts. What is the headcount's word: "registered", "came".
// Without it the word stands for the kind's indicator of that name. "" means that the headcount is no figure.
type Counter interface{ Count(what string) string }

// Hinter is a kind that knows the words by which a document speaks of it.
type Hinter interface{ Hints() []string }

// Stage is one step of a funnel.
type Stage struct {
	Indicator string // its key
	Label     string // short, for the chart: "Khám tuyển"
	Aside     bool   // it stands beside the step before it, as those deferred stand beside those accepted
}

// Lead returns the key of the indicator that speaks for the kind.
func Lead(k Kind) string {
	if l, ok := k.(Leader); ok {
		return l.Lead()
	}
	if own := k.Indicators(); len(own) > 0 {
		return own[0].Key
	}
	return ""
}

// Funnel returns the kind's steps, or nil where it has none.
func Funnel(k Kind) []Stage {
	if f, ok := k.(Funneler); ok {
		return f.Funnel()
	}
	return nil
}

// Expects reports whether every activity of the kind is expected to have a figure of an indicator: its lead and the steps
// of its funnel are. Of others silence says nothing.
func Expects(k Kind, indicatorKey string) bool {
	return indicatorKey == Lead(k) || slices.ContainsFunc(Funnel(k), func(s Stage) bool { return s.Indicator == indicatorKey && !s.Aside })
}

// Derive returns the values together with those that follow from them. The argument stays as it was.
func Derive(k Kind, v Values) Values {
	out := v.Clone()
	if d, ok := k.(Deriver); ok {
		for key, q := range d.Derive(v.Clone()) {
			if _, typed := out[key]; !typed {
				out[key] = q
			}
		}
	}
	return out
}

// Count returns the key of the indicator as which a headcount counts, "" where it is no figure of this kind.
func Count(k Kind, what string) string {
	key := k.Key() + "." + what
	if c, ok := k.(Counter); ok {
		key = c.Count(what)
	}
	if _, own := Indicator(k, key); !own {
		return ""
	}
	return key
}

// Hints returns the words by which a document speaks of the kind; its name is always the first.
func Hints(k Kind) []string {
	hints := []string{k.Name()}
	if h, ok := k.(Hinter); ok {
		hints = append(hints, h.Hints()...)
	}
	return hints
}
