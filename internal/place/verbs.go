package place

import (
	"phongtrao/internal/access"
	"phongtrao/internal/act"
)

// The map is the state's: whoever may change it may do so everywhere. The object of these verbs is the unit at the head
// of the union, over which a grant to keep the map is given.
var (
	Keeping = act.Verb{Name: "place.keep", Label: "Ghi thay đổi địa giới, địa điểm",
		Roles: []access.Role{access.Administrator, access.FederationOfficer},
		Locks: func(string) []string { return []string{book.Lock()} }}
	Seeing = act.Verb{Name: "place.see", Label: "Xem địa bàn, địa điểm", Roles: access.Roles}
)

// Verbs are all acts over places.
var Verbs = []act.Verb{Keeping, Seeing}
