package editions

import (
	"phongtrao/internal/base/ui"
	"phongtrao/internal/edition"
	"phongtrao/internal/lint"
	"phongtrao/internal/passport"
	"phongtrao/internal/web/door"
)

// reading recomputes what a report's own words claim.
func reading(a *door.Ask, e edition.Edition, text string) ([]lint.Finding, error) {
	if text == "" {
		return nil, nil
	}
	return lint.Check(a.V, a.House.Kinds, lint.About{Campaign: e.Campaign, Unit: e.Unit, Period: e.Period, Date: e.Date}, text)
}

// remarks are what was found in the officer's words, for the side of the page; nothing is ever mended.
func remarks(a *door.Ask, e edition.Edition, text string) (out []ui.Gap, err error) {
	all, err := reading(a, e, text)
	for _, f := range all {
		g := ui.Gap{Tone: ui.Info, Text: f.Say, Why: f.Severity.Label() + ", trong lời văn: “" + f.Text + "”"}
		if f.Severity != lint.Info {
			g.Tone = ui.Warn
		}
		if f.Question != nil {
			g.Href = "/figures?" + passport.Query(*f.Question).Encode()
		}
		out = append(out, g)
	}
	return out, err
}

// conflicts are those that closing must answer.
func conflicts(a *door.Ask, e edition.Edition) (out []string, err error) {
	all, err := reading(a, e, e.Text())
	for _, f := range all {
		if f.Severity == lint.Conflict {
			out = append(out, "“"+f.Text+"”: "+f.Say)
		}
	}
	return out, err
}
