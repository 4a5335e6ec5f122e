// Package dispatches shows the register of official documents.
//
// Documents are typed in by hand with their file; each page says what a document rests on, whom it was addressed to on its
// day beside today, and what came of it. A correction is a further version with its reason. Files are handed out only to those
// who may see the document that they belong to.
package dispatches

import (
	"phongtrao/internal/base/ui"
	"phongtrao/internal/web/door"
)

// Screens are the pages of the section.
func Screens() []ui.Screen[*door.Ask] {
	return []ui.Screen[*door.Ask]{List, Show, New, Correct, Recipients}
}

// Actions are the acts of the section.
func Actions() []door.Action { return []door.Action{registering, correcting, resolving} }
