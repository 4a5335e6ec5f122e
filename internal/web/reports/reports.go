// Package reports draws what units declared: what waits for somebody above, and what became of it.
package reports

import (
	"phongtrao/internal/base/ui"
	"phongtrao/internal/web/door"
)

// Screens lists the pages of this section.
func Screens() []ui.Screen[*door.Ask] { return nil }

// Actions lists what can be posted in this section.
func Actions() []door.Action { return nil }

// Waiting counts the submissions that wait for this person, for the navigation.
func Waiting(a *door.Ask) int { return 0 }
