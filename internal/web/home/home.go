// Package home draws what is asked for first: the overview of what there is to do.
package home

import (
	"phongtrao/internal/base/ui"
	"phongtrao/internal/web/door"
)

// Screens lists the pages of this section; the demo adds its guided tour to the overview.
func Screens(demo bool) []ui.Screen[*door.Ask] {
	return []ui.Screen[*door.Ask]{overviewPage(demo), Search}
}
