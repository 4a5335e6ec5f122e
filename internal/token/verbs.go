package token

import (
	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/campaign"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/edition"
	"phongtrao/internal/gate"
	"phongtrao/internal/org"
	"phongtrao/internal/passport"
	"phongtrao/internal/place"
	"phongtrao/internal/report"
	"phongtrao/internal/task"
)

var givers = []access.Role{access.Administrator, access.FederationOfficer, access.UnitOfficer}

var (
	// Giving is asked over the unit that a key is for.
	Giving = act.Verb{Name: "token.give", Label: "Cấp khóa cho chương trình", Roles: givers, Over: org.Over}
	// Ending is asked over a program.
	Ending = act.Verb{Name: "token.end", Label: "Thu hồi khóa của chương trình", Roles: givers, Over: over, Locks: func(id string) []string { return []string{"token " + id} }}
	// Seeing is asked over a program, or over a unit for its list.
	Seeing = act.Verb{Name: "token.see", Label: "Xem chương trình kết nối", Roles: append([]access.Role{access.Inspector}, givers...), Over: over}
	// Hearing is told what happened; its object is a unit.
	Hearing = act.Verb{Name: "token.hear", Label: "Nhận tin khi có thay đổi", Roles: access.Roles, Over: over}
	// Using writes down that a key is in use; the program does it for itself.
	Using = act.Verb{Name: "token.use", Label: "Dùng khóa truy cập", Self: true, Over: over}
)

// Verbs are all acts on keys.
var Verbs = []act.Verb{Giving, Ending, Seeing, Hearing, Using}

// Offered are the verbs that a key can be given for: what the pages read, and the writes that a partner needs.
var Offered = []act.Verb{org.Seeing, place.Seeing, passport.Seeing, campaign.Seeing, activity.Seeing, report.Seeing, edition.Seeing, dispatch.Seeing, task.Seeing,
	Hearing, report.Submitting, report.Entering, report.Accepting, report.Returning, dispatch.Registering, gate.Seeing, gate.Rehearsing}

// over returns the chain over a program's unit, or over a unit.
func over(v *db.View, object string) ([]string, error) {
	p, err := Get(v, object)
	switch {
	case err == nil:
		return org.Over(v, p.Unit)
	case fault.KindOf(err) == fault.NotFound:
		return org.Over(v, object)
	}
	return nil, err
}
