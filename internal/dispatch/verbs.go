package dispatch

import (
	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/org"
)

var officers = []access.Role{access.Administrator, access.FederationOfficer, access.UnitOfficer}

// The acts on documents.
var (
	// Registering is asked over the unit in whose register the document is entered.
	Registering = act.Verb{Name: "dispatch.register", Label: "Đăng ký văn bản", Roles: officers, Over: org.Over}
	// Correcting is asked over the document.
	Correcting = act.Verb{Name: "dispatch.correct", Label: "Đính chính văn bản", Roles: officers, Over: over, Locks: func(id string) []string { return []string{"dispatch " + id} }}
	// Scoping is asked over the unit that issues.
	Scoping = act.Verb{Name: "dispatch.scope", Label: "Đặt phạm vi đánh số", Roles: []access.Role{access.Administrator, access.FederationOfficer}, Over: org.Over}
	// Seeing is asked over a document, or over a unit for its register.
	Seeing = act.Verb{Name: "dispatch.see", Label: "Xem văn bản", Roles: access.Roles, Over: over}
)

// Verbs are all acts on documents.
var Verbs = []act.Verb{Registering, Correcting, Scoping, Seeing}

// over returns the chain over a document, which is that over its owner; or over a unit.
func over(v *db.View, object string) ([]string, error) {
	d, err := Get(v, object)
	switch {
	case fault.KindOf(err) == fault.NotFound && err != nil:
		return org.Over(v, object)
	case err != nil:
		return nil, err
	}
	return org.Over(v, d.Owner)
}
