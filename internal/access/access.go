// Package access says who may do which verb over which scopes.
//
// A grant is a person, a role, a unit and the days it holds; it covers whatever stands below the unit today. What is not granted is
// denied. It keeps true that grants are only given and ended, never rewritten. A unit is an opaque word here: whoever asks brings the
// chain of units from the object upwards.
package access

import (
	"embed"
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of this package's tables.
var Schema = db.Line{Name: "access", Files: files}

// Role is what somebody is trusted with, within a unit and below it.
type Role string

const (
	Administrator     Role = "administrator"      // people, grants, settings
	FederationOfficer Role = "federation_officer" // the organisation, campaigns, targets, acceptance
	UnitOfficer       Role = "unit_officer"       // a unit's own figures, targets and tasks
	SiteLead          Role = "site_lead"          // an activity's day
	Inspector         Role = "inspector"          // reads all, writes nothing
	Viewer            Role = "viewer"             // reads figures
)

// Roles lists every role, from the most trusted to the least.
var Roles = []Role{Administrator, FederationOfficer, UnitOfficer, SiteLead, Inspector, Viewer}

var labels = map[Role]string{
	Administrator:     "Quản trị",
	FederationOfficer: "Cán bộ liên đoàn",
	UnitOfficer:       "Cán bộ đơn vị",
	SiteLead:          "Phụ trách điểm",
	Inspector:         "Kiểm tra, giám sát",
	Viewer:            "Người xem",
}

// Label returns the role's name for the screen.
func (r Role) Label() string { return labels[r] }

// ReadsOnly reports whether the role writes nothing, whatever a verb may say.
func (r Role) ReadsOnly() bool { return r == Inspector || r == Viewer }

// Grant is one person's role at one unit, from one day until another, both included.
type Grant struct {
	ID      string
	Person  string
	Role    Role
	Unit    string
	From    day.Day
	Until   day.Day // day.Forever for no end
	GivenBy string
	GivenAt day.Instant

	Ended       day.Day // the first day on which it no longer held, 0 if nobody ended it
	EndedBy     string
	EndedReason string
}

// Holds reports whether the grant holds on a day.
func (g Grant) Holds(today day.Day) bool {
	return g.From <= today && today <= g.Until && (g.Ended == 0 || today < g.Ended)
}

// Give gives a grant and returns its key. From of zero is today, Until of zero is without an end.
func Give(tx *db.Tx, g Grant) (string, error) {
	if g.From == 0 {
		g.From = tx.At.Day()
	}
	if g.Until == 0 {
		g.Until = day.Forever
	}
	switch {
	case g.Person == "":
		return "", fault.In("person", "Hãy chọn người được giao quyền.")
	case g.Unit == "":
		return "", fault.In("unit", "Hãy chọn đơn vị mà quyền có hiệu lực.")
	case g.Role.Label() == "":
		return "", fault.In("role", "Không có vai trò “%s”. Hãy chọn một vai trò trong danh sách.", g.Role)
	case g.Until < g.From:
		return "", fault.In("until", "Ngày hết hạn %s sớm hơn ngày bắt đầu %s. Hãy sửa một trong hai ngày.", g.Until.VN(), g.From.VN())
	}
	held, err := Of(&tx.View, g.Person)
	if err != nil {
		return "", err
	}
	for _, h := range held {
		last := h.Until
		if h.Ended != 0 {
			last = min(last, h.Ended-1)
		}
		if h.Role == g.Role && h.Unit == g.Unit && h.From <= g.Until && g.From <= last {
			return "", fault.Conflictf("Người này đã có vai trò %s ở đơn vị này từ %s. Hãy kết thúc quyền cũ trước, hoặc chọn ngày khác.", g.Role.Label(), h.From.VN())
		}
	}
	g.ID, g.GivenBy, g.GivenAt = tx.ID(), tx.Actor, tx.At
	return g.ID, insertGrant(tx, g)
}

// End ends a grant: on the day given, today at the earliest, it no longer holds. A reason is required.
func End(tx *db.Tx, id string, on day.Day, reason string) error {
	g, found, err := Get(&tx.View, id)
	switch {
	case err != nil:
		return err
	case !found:
		return fault.NotFoundf("Không tìm thấy quyền cần kết thúc. Có thể trang đã cũ, hãy tải lại.")
	case g.Ended != 0:
		return fault.Conflictf("Quyền này đã được kết thúc từ %s.", g.Ended.VN())
	case reason == "":
		return fault.In("reason", "Hãy ghi lý do kết thúc quyền.")
	case on < tx.At.Day():
		return fault.In("on", "Không thể kết thúc quyền từ một ngày đã qua (%s). Hãy chọn hôm nay hoặc một ngày sau.", on.VN())
	}
	return insertEnd(tx, id, on, reason)
}

// Allowed reports whether one of the grants holds today, names one of the roles, and stands at a unit of the chain.
// An empty chain or no role allows nothing.
func Allowed(grants []Grant, roles []Role, chain []string, today day.Day) bool {
	for _, g := range grants {
		if g.Holds(today) && slices.Contains(roles, g.Role) && slices.Contains(chain, g.Unit) {
			return true
		}
	}
	return false
}
