package passport

import (
	"net/url"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/campaign"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
)

var (
	// Seeing reads a passport; its object is the question, as Object writes it.
	Seeing = act.Verb{Name: "passport.see", Label: "Xem lý lịch số liệu", Roles: access.Roles, Over: Over}
	// Printing keeps the code of a figure (Keep); its object is the question too.
	Printing = act.Verb{Name: "passport.print", Label: "In mã số liệu",
		Roles: []access.Role{access.Administrator, access.FederationOfficer, access.UnitOfficer, access.SiteLead}, Over: Over}
)

// Verbs are all verbs of this package.
var Verbs = []act.Verb{Seeing, Printing}

// Object writes a question as the object of a verb.
func Object(q ledger.Question) string { return Query(q).Encode() }

// Over returns the units with authority over a question: those above its unit; where it names none, those above its activity or its
// campaign; else, as for a figure by place, the head of the union line alone. Where the line has several heads, none of them
// stands above everything.
func Over(v *db.View, object string) ([]string, error) {
	words, err := url.ParseQuery(object)
	if err != nil {
		return nil, err
	}
	q, err := ParseQuery(words)
	switch {
	case err != nil:
		return nil, err
	case q.At != "" && q.Line != ledger.PlaceLine:
		return org.Over(v, q.At)
	case q.Activity != "":
		return activity.Over(v, q.Activity)
	case q.Campaign != "":
		return campaign.Over(v, q.Campaign)
	}
	tree, err := org.TreeOn(v, org.UnionLine, org.Today(v))
	if err != nil || len(tree.Roots()) != 1 {
		return nil, err
	}
	return org.Over(v, tree.History().ID(tree.Roots()[0]))
}
