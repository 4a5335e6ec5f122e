package closing

import (
	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/activity"
)

var holds = []access.Role{access.FederationOfficer, access.UnitOfficer, access.SiteLead}

// Acts over an activity.
var (
	// Writing writes a minute and signs it first (Write).
	Writing = act.Verb{Name: "closing.write", Label: "Lập biên bản chốt điểm", Roles: holds, Over: activity.Over, Locks: lock}
	// Signing is the second signature (Sign).
	Signing = act.Verb{Name: "closing.sign", Label: "Ký biên bản chốt điểm", Roles: holds, Over: activity.Over, Locks: lock}
	// Seeing reads minutes.
	Seeing = act.Verb{Name: "closing.see", Label: "Xem biên bản chốt điểm", Roles: access.Roles, Over: activity.Over}
)

// Verbs are all verbs of this package.
var Verbs = []act.Verb{Writing, Signing, Seeing}

func lock(object string) []string { return []string{"closing/" + object} }
