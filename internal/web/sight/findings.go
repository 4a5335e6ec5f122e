package sight

import (
	"strconv"
	"strings"

	"phongtrao/internal/base/ui"
	"phongtrao/internal/lint"
	"phongtrao/internal/passport"
)

var findingTones = map[lint.Severity]ui.Tone{lint.Conflict: ui.Bad, lint.Doubt: ui.Warn, lint.Info: ui.Info}

// Findings draws what a check of a text found: conflicts first, then in the order of the text.
func Findings(text string, found []lint.Finding) ui.Findings {
	var out ui.Findings
	for _, level := range []lint.Severity{lint.Conflict, lint.Doubt, lint.Info} {
		line, at := 1, 0
		for _, f := range found {
			if f.From >= at && f.From <= len(text) {
				line += strings.Count(text[at:f.From], "\n")
				at = f.From
			}
			if f.Severity != level {
				continue
			}
			one := ui.Found{Tone: findingTones[level], Word: level.Label(), Quote: f.Text, Claimed: f.Claimed, Out: f.Recomputed, Say: f.Say, Where: "dòng " + strconv.Itoa(line)}
			if f.Question != nil {
				one.Href = "/figures?" + passport.Query(*f.Question).Encode()
			}
			out.Items = append(out.Items, one)
		}
	}
	return out
}
