package report

import (
	"strconv"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
)

var officers = []access.Role{access.FederationOfficer, access.UnitOfficer}

// The acts on reports.
var (
	// Submitting sends a unit's figures, first or again; its object is the unit, or a submission of it.
	Submitting = act.Verb{Name: "report.submit", Label: "Gửi số liệu của đơn vị", Roles: []access.Role{access.FederationOfficer, access.UnitOfficer, access.SiteLead}, Over: over, Locks: lock}
	// Withdrawing takes back what nobody has accepted yet; its object is the submission.
	Withdrawing = act.Verb{Name: "report.withdraw", Label: "Rút số liệu đã gửi", Roles: officers, Over: over, Locks: lock}
	// Accepting and Returning decide about a submission, which is their object.
	//
	// They are asked over the parent of the unit that submitted, and not over the unit: what a unit says of itself becomes a
	// figure only by the word of somebody above. An officer of the unit has no grant there, an officer of any level above has.
	Accepting = act.Verb{Name: "report.accept", Label: "Tiếp nhận số liệu", Roles: officers, Over: above, Locks: lock}
	Returning = act.Verb{Name: "report.return", Label: "Trả lại số liệu", Roles: officers, Over: above, Locks: lock}
	// Entering posts figures from a paper at once, and takes a slip back; its object is the activity, the slip, or the unit
	// where there is no activity.
	Entering = act.Verb{Name: "report.enter", Label: "Nhập số liệu từ giấy tờ", Roles: []access.Role{access.FederationOfficer, access.UnitOfficer, access.SiteLead}, Over: over, Locks: lock}
	// Claiming keeps a published number; its object is the unit that it is about, or the claim to be taken back.
	Claiming = act.Verb{Name: "report.claim", Label: "Ghi số đã công bố", Roles: officers, Over: over}
	// Reversing takes one entry of the ledger back; its object is the entry's number. A whole slip is taken back with Entering.
	Reversing = act.Verb{Name: "report.reverse", Label: "Đảo bút toán", Roles: officers, Over: entered}
	// Choosing decides which kind of evidence is published where several speak of one thing; its object is the number of an entry
	// about it. It is left to federations: a unit does not choose between its own word and another's.
	Choosing = act.Verb{Name: "report.choose", Label: "Chọn số được công bố", Roles: []access.Role{access.FederationOfficer}, Over: entered}
	// Calling asks units to report on an activity, and says that they need not after all; its object is the activity.
	Calling = act.Verb{Name: "report.call", Label: "Yêu cầu đơn vị báo cáo", Roles: officers, Over: over, Locks: lock}
	// Drafting keeps what a unit typed and did not send; its object is the unit.
	Drafting = act.Verb{Name: "report.draft", Label: "Lưu nháp số liệu", Roles: []access.Role{access.FederationOfficer, access.UnitOfficer, access.SiteLead}, Over: over}
	// Undoing takes one's own acceptance back shortly after it was given; its object is the submission.
	Undoing = act.Verb{Name: "report.undo", Label: "Hoàn tác việc tiếp nhận", Roles: officers, Over: above, Locks: lock}
	// Seeing reads reports and claims; its object is a unit, an activity, a submission, a slip or a claim.
	Seeing = act.Verb{Name: "report.see", Label: "Xem báo cáo, số đã công bố", Roles: access.Roles, Over: over}
)

// Verbs are all acts on reports.
var Verbs = []act.Verb{Submitting, Withdrawing, Accepting, Returning, Entering, Claiming, Reversing, Choosing, Calling, Drafting, Undoing, Seeing}

func lock(object string) []string { return []string{"report " + object} }

// over returns the chain over whatever a report is about: the unit of a submission or a claim, the activity (its host, then
// who leads the campaign) of a slip, or a unit itself.
func over(v *db.View, object string) ([]string, error) {
	unit, act, err := subject(v, object)
	switch {
	case err != nil:
		return nil, err
	case act != "":
		return activity.Over(v, act)
	case unit != "":
		return org.Over(v, unit)
	}
	chain, err := activity.Over(v, object)
	if fault.KindOf(err) == fault.NotFound {
		return org.Over(v, object)
	}
	return chain, err
}

// above returns the chain over the parent of the unit that submitted. A unit at the head of the line has nobody above: its
// own figures are entered from papers, with Entering.
func above(v *db.View, submission string) ([]string, error) {
	s, err := Get(v, submission)
	if err != nil {
		return nil, err
	}
	chain, err := org.Over(v, s.Unit)
	if err != nil || len(chain) == 0 {
		return nil, err
	}
	if chain[0] != s.Unit { // it is no more: a successor stands in its place, or nobody does and the chain begins above it
		tree, err := org.TreeOn(v, org.UnionLine, org.Today(v))
		if err != nil {
			return nil, err
		}
		if i, ok := tree.History().Index(s.Unit); ok && tree.Locate(i).Why != lineage.Successor {
			return chain, nil
		}
	}
	return chain[1:], nil
}

// entered returns the chain over the unit that an entry credits, then over the activity at which it was made.
func entered(v *db.View, number string) ([]string, error) {
	e, err := numbered(v, number)
	if err != nil {
		return nil, err
	}
	chain, err := org.Over(v, e.Unit)
	if err != nil || e.Activity == "" {
		return chain, err
	}
	host, err := activity.Over(v, e.Activity)
	return append(chain, host...), err
}

func numbered(v *db.View, number string) (ledger.Entry, error) {
	seq, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return ledger.Entry{}, fault.NotFoundf("“%s” không phải là số của một bút toán. Hãy mở lại từ lý lịch số liệu.", number)
	}
	return ledger.EntryOf(v, seq)
}
