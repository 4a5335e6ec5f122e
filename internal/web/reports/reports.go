// Package reports shows what units declared: what waits for somebody above, what became of it.
package reports

import (
	"phongtrao/internal/access"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/report"
	"phongtrao/internal/web/door"
)

// Screens lists the pages of this section.
func Screens() []ui.Screen[*door.Ask] { return []ui.Screen[*door.Ask]{inboxPage, missingPage, onePage} }

// Actions lists what can be posted in this section.
func Actions() []door.Action {
	return []door.Action{decidingMany, undoing, calling, uncalling, reminding, accepting, returning, withdrawing}
}

// Waiting counts the submissions that wait for this person, for the navigation.
func Waiting(a *door.Ask) int {
	mine, err := waitingFor(a, report.Ask{})
	if err != nil {
		return 0 // the page itself will say what is wrong
	}
	return len(mine)
}

// decides reports whether a person has any role that may accept: others need not be asked submission by submission.
func decides(a *door.Ask) bool {
	for _, r := range a.Roles() {
		if r == access.FederationOfficer || r == access.UnitOfficer {
			return true
		}
	}
	return false
}
