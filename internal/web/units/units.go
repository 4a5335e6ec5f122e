// Package units shows the organisation on any day.
//
// The list draws a line of the organisation, or the map, as it stood; a unit's page tells its life, and from there those
// who have leave found, move, merge, split or dissolve, after a look at what that would do. Every page keeps the day that was chosen in its links.
package units

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/place"
	"phongtrao/internal/web/door"
)

// Screens are the pages of the section.
func Screens() []ui.Screen[*door.Ask] {
	all := []ui.Screen[*door.Ask]{List, Rows, PlaceRows, Show, Place, Recent, Compare}
	for _, c := range changes {
		all = append(all, c.page())
	}
	return all
}

// Actions are the acts of the section.
func Actions() []door.Action {
	all := []door.Action{naming, undo}
	for _, c := range changes {
		all = append(all, c.action())
		if c.choosing {
			all = append(all, c.choose())
		}
	}
	return all
}

func placeAddress(id place.ID, on, today day.Day) string {
	return door.Address("/places/"+id, "on", dayIn(on, today))
}

// dayIn writes a day into an address, "" for today.
func dayIn(on, today day.Day) string {
	if on == today {
		return ""
	}
	return on.String()
}
