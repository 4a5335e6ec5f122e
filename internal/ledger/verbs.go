package ledger

import (
	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/org"
)

// Reversing cancels an entry, Choosing decides which evidence is published; the object of both is the unit credited. Entries are posted
// within the acts of others: an accepted report, a drive's sheet, a count.
var (
	Reversing = act.Verb{Name: "ledger.reverse", Label: "Đảo bút toán số liệu", Roles: []access.Role{access.Administrator, access.FederationOfficer}, Over: org.Over,
		Locks: func(string) []string { return []string{lockName} }}
	Choosing = act.Verb{Name: "ledger.choose", Label: "Chọn nguồn số liệu công bố", Roles: []access.Role{access.Administrator, access.FederationOfficer}, Over: org.Over,
		Locks: func(string) []string { return []string{lockName} }}
	Seeing    = act.Verb{Name: "ledger.see", Label: "Xem số liệu", Roles: access.Roles, Over: org.Over}
	Verifying = act.Verb{Name: "ledger.verify", Label: "Kiểm chứng sổ số liệu", Roles: []access.Role{access.Administrator, access.Inspector}, Over: org.Over}
)

// Verbs are all acts over figures.
var Verbs = []act.Verb{Reversing, Choosing, Seeing, Verifying}
