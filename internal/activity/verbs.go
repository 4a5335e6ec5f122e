package activity

import (
	"slices"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/campaign"
	"phongtrao/internal/org"
)

var (
	plans = []access.Role{access.FederationOfficer, access.UnitOfficer}
	holds = []access.Role{access.FederationOfficer, access.UnitOfficer, access.SiteLead}
)

var (
	// Planning plans an activity (Create); its object is the campaign, or the host unit.
	Planning = act.Verb{Name: "activity.plan", Label: "Lập hoạt động", Roles: plans, Over: campaign.OverThat}
	// Editing changes a plan (Edit); its object is the activity, as with all that follow.
	Editing = act.Verb{Name: "activity.edit", Label: "Sửa kế hoạch hoạt động", Roles: plans, Over: Over}
	// Linking links sites to a central one (Link).
	Linking = act.Verb{Name: "activity.link", Label: "Nối điểm cầu", Roles: plans, Over: Over}
	// Agreeing, Announcing, Opening, Postponing, Cancelling, Starting, Closing and Signing take it a step on (Advance).
	Agreeing   = act.Verb{Name: "activity.agree", Label: "Thống nhất lịch", Roles: plans, Over: Over}
	Announcing = act.Verb{Name: "activity.announce", Label: "Thông báo hoạt động", Roles: plans, Over: Over}
	Opening    = act.Verb{Name: "activity.open", Label: "Mở đăng ký", Roles: plans, Over: Over}
	Postponing = act.Verb{Name: "activity.postpone", Label: "Hoãn hoạt động", Roles: plans, Over: Over}
	Cancelling = act.Verb{Name: "activity.cancel", Label: "Huỷ hoạt động", Roles: plans, Over: Over}
	Starting   = act.Verb{Name: "activity.start", Label: "Bắt đầu hoạt động", Roles: holds, Over: Over}
	Closing    = act.Verb{Name: "activity.close", Label: "Chốt số tạm thời", Roles: holds, Over: Over}
	Signing    = act.Verb{Name: "activity.sign", Label: "Chốt số có ký xác nhận", Roles: holds, Over: Over}
	// Appointing gives somebody the role of the site's lead for its days (Appoint): whoever may do all that a lead may can hand it on.
	Appointing = act.Verb{Name: "activity.appoint", Label: "Giao người phụ trách điểm", Roles: append([]access.Role{access.Administrator}, plans...), Over: Over, Locks: func(string) []string { return []string{"access_grant"} }}
	// Seeing reads an activity.
	Seeing = act.Verb{Name: "activity.see", Label: "Xem hoạt động", Roles: access.Roles, Over: Over}
)

// Verbs are all verbs of this package.
var Verbs = []act.Verb{Planning, Editing, Linking, Agreeing, Announcing, Opening, Postponing, Cancelling, Starting, Closing, Signing, Appointing, Seeing}

// VerbTo returns the verb by which an activity comes to a state; Draft has none, and is answered with Planning.
func VerbTo(s State) act.Verb {
	verb, ok := map[State]act.Verb{Agreed: Agreeing, Announced: Announcing, Open: Opening, Postponed: Postponing, Cancelled: Cancelling,
		Running: Starting, ClosedProvisional: Closing, ClosedSigned: Signing}[s]
	if !ok {
		return Planning
	}
	return verb
}

// Over returns the chain of units over an activity: its host, then upwards, then those who lead the campaign.
func Over(v *db.View, id string) ([]string, error) {
	a, err := Get(v, id)
	if err != nil {
		return nil, err
	}
	chain, err := org.Over(v, a.Unit)
	if err != nil {
		return nil, err
	}
	leads, err := campaign.Over(v, a.Campaign)
	if err != nil {
		return nil, err
	}
	for _, u := range leads {
		if !slices.Contains(chain, u) {
			chain = append(chain, u)
		}
	}
	return chain, nil
}

// TakesPart reports whether a unit can be credited with what happens at an activity: it takes part in what the host leads, or in
// what the leader of the campaign does. An activity of which only the campaign is known asks for the latter.
func TakesPart(v *db.View, a Activity, unit string) (bool, error) {
	c, err := campaign.Get(v, a.Campaign)
	if err != nil {
		return false, err
	}
	if a.Unit != "" {
		if ok, err := org.Leads(v, a.Unit, unit); err != nil || ok {
			return ok, err
		}
	}
	return org.Leads(v, c.Owner, unit)
}
