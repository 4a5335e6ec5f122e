package roster

import (
	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/org"
)

var (
	// Counting keeps what was counted on the spot; its object is the activity.
	Counting = act.Verb{Name: "roster.count", Label: "Ghi số đếm tại chỗ",
		Roles: []access.Role{access.FederationOfficer, access.UnitOfficer, access.SiteLead}, Over: activity.Over}
	// Declaring keeps what a unit declares of its own people; its object is the unit.
	Declaring = act.Verb{Name: "roster.declare", Label: "Khai số người của đơn vị",
		Roles: []access.Role{access.FederationOfficer, access.UnitOfficer}, Over: org.Over}
	// Seeing reads headcounts; its object is the activity.
	Seeing = act.Verb{Name: "roster.see", Label: "Xem số đăng ký, số đến", Roles: access.Roles, Over: activity.Over}
)

// Verbs are all verbs of this package.
var Verbs = []act.Verb{Counting, Declaring, Seeing}
