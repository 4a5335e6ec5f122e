// Package settings shows who may do what, who did what, to each what is their own.
//
// Grants are given and ended, never rewritten, and each end has a reason; the log is read, never changed. Lists hold
// only those at home in, or acts over, what the person who asks may look at.
package settings

import (
	"phongtrao/internal/base/ui"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
)

// Seeing is the leave to look at people, for the navigation.
var Seeing = people.Seeing

// Screens are the pages of the section.
func Screens() []ui.Screen[*door.Ask] {
	return []ui.Screen[*door.Ask]{People, Person, NewPerson, NewGrant, EndGrant, Log, Me, Second}
}

// Actions are the acts of the section.
func Actions() []door.Action {
	return []door.Action{adding, granting, ending, settingPassword, settingEmail, ownPassword, endingSession, signingOutEverywhere,
		beginningSecond, confirmingSecond, stoppingSecond, addingPasskey, droppingPasskey, freeing}
}
