package campaign

import (
	"slices"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/org"
)

var (
	leads = []access.Role{access.FederationOfficer}
	works = []access.Role{access.FederationOfficer, access.UnitOfficer}
	reads = access.Roles
)

var (
	// Creating begins a campaign; its object is the owner unit.
	Creating = act.Verb{Name: "campaign.create", Label: "Mở phong trào", Roles: leads, Over: org.Over}
	// Editing describes a campaign anew; its object is the campaign.
	Editing = act.Verb{Name: "campaign.edit", Label: "Sửa phần giới thiệu phong trào", Roles: leads, Over: Over, Locks: words}
	// Seeing reads campaigns with their targets; its object is a campaign, or the unit from where one looks at them: whoever may
	// read there may read what was asked of it.
	Seeing = act.Verb{Name: "campaign.see", Label: "Xem phong trào, chỉ tiêu", Roles: reads, Over: OverThat}

	// Assigning gives a target at the top; its object is the campaign.
	Assigning = act.Verb{Name: "campaign.assign", Label: "Giao chỉ tiêu", Roles: leads, Over: Over, Locks: targets}
	// Pledging keeps a target that a unit sets itself; its object is the unit.
	Pledging = act.Verb{Name: "campaign.pledge", Label: "Đăng ký phấn đấu", Roles: works, Over: org.Over, Locks: targets}
	// Sharing divides a target among the units below (Share); its object is the target.
	Sharing = act.Verb{Name: "campaign.share", Label: "Chia chỉ tiêu", Roles: works, Over: overTarget, Locks: targets}
	// Proposing asks for another number (Propose); its object is the target.
	Proposing = act.Verb{Name: "campaign.propose", Label: "Đề nghị điều chỉnh chỉ tiêu", Roles: works, Over: overTarget, Locks: targets}
	// Answering answers what units below a target asked for (AgreeAll, DeclineAll); its object is that target.
	Answering = act.Verb{Name: "campaign.answer", Label: "Trả lời đề nghị về chỉ tiêu", Roles: works, Over: overTarget, Locks: targets}
	// Undoing takes a batch back (Undo); its object is the batch. It is done by who could have written it.
	Undoing = act.Verb{Name: "campaign.undo", Label: "Hoàn tác việc chia, điều chỉnh chỉ tiêu", Roles: works, Over: overBatch, Locks: targets}
	// AcceptingTarget takes a target on (Accept); its object is the target.
	AcceptingTarget = act.Verb{Name: "campaign.accept", Label: "Nhận chỉ tiêu", Roles: works, Over: overTarget, Locks: targets}
	// Disputing objects to a target (Dispute); its object is the target.
	Disputing = act.Verb{Name: "campaign.dispute", Label: "Đề nghị xem lại chỉ tiêu", Roles: works, Over: overTarget, Locks: targets}
	// Revising gives a target another number (Revise, Agree) or leaves it (Decline); its object is the target. It is done by
	// who gave the target: the unit that shared it, the campaign's owner at the top, the unit itself for its own pledge.
	Revising = act.Verb{Name: "campaign.revise", Label: "Điều chỉnh chỉ tiêu", Roles: works, Over: overGiver, Locks: targets}
)

// Verbs are all verbs of this package.
var Verbs = []act.Verb{Creating, Editing, Seeing, Assigning, Pledging, Sharing, Proposing, Answering, AcceptingTarget, Disputing, Revising, Undoing}

// Acts on targets follow each other, in time as in effect: a version's number and its instant tell the same order.
func targets(string) []string { return []string{"campaign/targets"} }

func words(campaign string) []string { return []string{"campaign/words/" + campaign} }

// Over returns the chain of units over a campaign: its owner, then upwards.
func Over(v *db.View, campaign string) ([]string, error) {
	c, err := Get(v, campaign)
	if err != nil {
		return nil, err
	}
	return org.Over(v, c.Owner)
}

// OverThat is Over for an object that is a campaign, and org.Over for one that is a unit.
func OverThat(v *db.View, campaignOrUnit string) ([]string, error) {
	chain, err := Over(v, campaignOrUnit)
	if fault.KindOf(err) == fault.NotFound {
		return org.Over(v, campaignOrUnit)
	}
	return chain, err
}

// overTarget returns the chain over a target: its unit, then upwards, then those who lead the campaign.
func overTarget(v *db.View, target string) ([]string, error) {
	t, err := TargetByID(v, target)
	if err != nil {
		return nil, err
	}
	return withOwner(v, t.Unit, t.Campaign)
}

// overGiver returns the chain over whoever gave a target.
func overGiver(v *db.View, target string) ([]string, error) {
	t, err := TargetByID(v, target)
	if err != nil {
		return nil, err
	}
	switch {
	case t.Source == SelfSet:
		return org.Over(v, t.Unit)
	case t.Parent == "":
		return Over(v, t.Campaign)
	}
	return overTarget(v, t.Parent)
}

// overBatch returns the chain over whoever could write a batch: the unit that shares, the one that gave what was changed.
func overBatch(v *db.View, batch string) ([]string, error) {
	b, err := BatchByID(v, batch)
	if err != nil {
		return nil, err
	}
	if b.Shared() {
		return overTarget(v, b.Target)
	}
	return overGiver(v, b.Target)
}

func withOwner(v *db.View, unit, campaign string) ([]string, error) {
	chain, err := org.Over(v, unit)
	if err != nil {
		return nil, err
	}
	owners, err := Over(v, campaign)
	if err != nil {
		return nil, err
	}
	for _, u := range owners {
		if !slices.Contains(chain, u) {
			chain = append(chain, u)
		}
	}
	return chain, nil
}
