package daybook

import (
	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/activity"
)

var holds = []access.Role{access.FederationOfficer, access.UnitOfficer, access.SiteLead}

// Acts over an activity.
var (
	// Noting reports incidents, settles them, adds pictures and hides them.
	Noting = act.Verb{Name: "daybook.note", Label: "Ghi sự việc, ảnh của điểm", Roles: holds, Over: activity.Over}
	// Seeing reads them.
	Seeing = act.Verb{Name: "daybook.see", Label: "Xem sự việc, ảnh của điểm", Roles: append([]access.Role{access.Administrator, access.Inspector}, holds...), Over: activity.Over}
)

// Verbs are all verbs of this package.
var Verbs = []act.Verb{Noting, Seeing}
