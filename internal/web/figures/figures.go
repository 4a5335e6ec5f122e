// Package figures shows where figures come from.
package figures

import (
	"phongtrao/internal/base/ui"
	"phongtrao/internal/web/door"
)

// Screens are the pages of this section.
func Screens() []ui.Screen[*door.Ask] { return nil }

// Actions are the acts of this section.
func Actions() []door.Action { return nil }
