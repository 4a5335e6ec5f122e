package roster

import (
	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/org"
)

var (
	// Counting keeps what was counted on the spot; its object is the activity.
	Counting = act.Verb{Name: "roster.count", Label: "Ghi số đếm tại chỗ",
		Roles: []access.Role{access.FederationOfficer, access.UnitOfficer, access.SiteLead}, Over: activity.Over}
	// Declaring keeps what a unit declares of its own people; its object is the unit.
	Declaring = act.Verb{Name: "roster.declare", Label: "Khai số người của đơn vị",
		Roles: []access.Role{access.FederationOfficer, access.UnitOfficer}, Over: org.Over}
	// Seeing reads headcounts; its object is the activity.
	Seeing = act.Verb{Name: "roster.see", Label: "Xem số đăng ký, số đến", Roles: access.Roles, Over: activity.Over}
)

var (
	officers = []access.Role{access.FederationOfficer, access.UnitOfficer}
	onSite   = []access.Role{access.FederationOfficer, access.UnitOfficer, access.SiteLead}
)

// Over an activity: the central one, or a site. Sign-up by oneself is an act of the program at the site, with that as its reason.
var (
	// OpeningEvent opens sign-up and tickets, and edits what they are like (OpenEvent, EditEvent).
	OpeningEvent = act.Verb{Name: "roster.open_event", Label: "Mở đăng ký và vé", Roles: officers, Over: activity.Over}
	// SettingPlaces says how many places there are (SetQuota).
	SettingPlaces = act.Verb{Name: "roster.set_places", Label: "Đặt số chỗ", Roles: officers, Over: activity.Over}
	// Registering signs people up (Register).
	Registering = act.Verb{Name: "roster.register", Label: "Đăng ký tham gia", Roles: onSite, Over: activity.Over}
	// SeeingTickets reads who signed up, with names, and hands tickets out.
	SeeingTickets = act.Verb{Name: "roster.see_tickets", Label: "Xem danh sách đăng ký và vé", Roles: onSite, Over: activity.Over}
)

// Over a registration, which is under its site; or over a site, for several of its registrations at once: the door then sees to it that they
// are of that site.
var (
	// Altering changes and cancels (Cancel, Move, Name, Choose).
	Altering = act.Verb{Name: "roster.alter", Label: "Sửa, huỷ đăng ký", Roles: onSite, Over: overRegistration}
	// Revoking takes tickets back and makes new ones for those that were lost (Revoke, Reissue); of the ticket's registration.
	Revoking = act.Verb{Name: "roster.revoke", Label: "Thu hồi, cấp lại vé", Roles: onSite, Over: overRegistration}
	// Erasing forgets who signed up (Erase).
	Erasing = act.Verb{Name: "roster.erase", Label: "Xóa thông tin người đăng ký", Roles: officers, Over: overRegistration}
)

func overRegistration(v *db.View, id string) ([]string, error) {
	if r, err := RegistrationByID(v, id); fault.KindOf(err) != fault.NotFound {
		if err != nil {
			return nil, err
		}
		id = r.Activity
	}
	return activity.Over(v, id)
}

// Verbs are all verbs of this package.
var Verbs = []act.Verb{Counting, Declaring, Seeing, OpeningEvent, SettingPlaces, Registering, SeeingTickets,
	Altering, Revoking, Erasing}
