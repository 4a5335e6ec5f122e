package editions

import (
	"phongtrao/internal/base/ui"
	"phongtrao/internal/edition"
	"phongtrao/internal/web/door"
)

// claimed is one thing that an officer's words claim and that does not come out so.
type claimed struct {
	grave bool
	text  string // the words
	say   string
}

// reading recomputes what a report's own words claim.
var reading = func(*door.Ask, edition.Edition, string) ([]claimed, error) { return nil, nil }

// remarks are what was found in the officer's words, for the side of the page; nothing is ever mended.
func remarks(a *door.Ask, e edition.Edition, text string) (out []ui.Gap, err error) {
	all, err := reading(a, e, text)
	for _, c := range all {
		tone := ui.Info
		if c.grave {
			tone = ui.Warn
		}
		out = append(out, ui.Gap{Tone: tone, Text: c.say, Why: "Trong lời văn: “" + c.text + "”"})
	}
	return out, err
}

// conflicts are those that closing must answer.
func conflicts(a *door.Ask, e edition.Edition) (out []string, err error) {
	all, err := reading(a, e, e.Text())
	for _, c := range all {
		if c.grave {
			out = append(out, "“"+c.text+"”: "+c.say)
		}
	}
	return out, err
}
