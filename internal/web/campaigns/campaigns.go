// Package campaigns draws campaigns: what was promised, what takes place, what came of it.
//
// A campaign is led by a unit. Whoever holds something there or above sees all of it; whoever works below sees the part of
// their own unit, and nobody else knows of it. Every number leads to its passport; a percentage says of which target it is.
package campaigns

import (
	"phongtrao/internal/base/ui"
	"phongtrao/internal/web/door"
)

// Screens lists the pages of this section.
func Screens() []ui.Screen[*door.Ask] {
	all := []ui.Screen[*door.Ask]{listPage, showPage, rowsPage, targetsPage, targetPage, splitPage, pastePage, reminderPage, ownPage, activityPage}
	for _, q := range inquiries() {
		all = append(all, q.page())
	}
	return all
}

// Actions lists what can be posted in this section.
func Actions() []door.Action {
	all := []door.Action{savingShares, splitting, pasting, answeringAll, undoing}
	for _, q := range inquiries() {
		all = append(all, q.action())
	}
	return all
}

// Streams lists what this section hands out in place of pages.
func Streams() []door.Stream { return []door.Stream{exporting} }
