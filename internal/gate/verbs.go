package gate

import (
	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/org"
)

var holds = []access.Role{access.FederationOfficer, access.UnitOfficer, access.SiteLead}

var (
	// SettingDoors opens and closes doors (OpenDoor, CloseDoor); its object is the site, an activity, as with all that follow.
	SettingDoors = act.Verb{Name: "gate.set_doors", Label: "Lập cổng vào", Roles: holds, Over: activity.Over, Locks: locks}
	// Inviting makes codes by which phones are enrolled (Invite).
	Inviting = act.Verb{Name: "gate.invite", Label: "Mời điện thoại vào cổng", Roles: holds, Over: activity.Over, Locks: locks}
	// RevokingDevice takes a phone out of use (RevokeDevice).
	RevokingDevice = act.Verb{Name: "gate.revoke_device", Label: "Thu hồi điện thoại ở cổng", Roles: holds, Over: activity.Over, Locks: locks}
	// Seeing reads doors, phones and what came in.
	Seeing = act.Verb{Name: "gate.see", Label: "Xem cổng vào, điện thoại, lượt quét", Roles: access.Roles, Over: activity.Over}
	// Enrolling is the act of a phone that shows a code, and RefusingCode what the log keeps of a code that was used before. Nobody is
	// granted them: the code is the leave.
	Enrolling    = act.Verb{Name: "gate.enrol", Label: "Ghi danh điện thoại ở cổng", Over: activity.Over}
	RefusingCode = act.Verb{Name: "gate.refuse_code", Label: "Từ chối mã ghi danh đã dùng", Over: activity.Over}
	// Searching is a look of a phone for a part of a name; each is in the log, since it shows who signed up.
	Searching = act.Verb{Name: "gate.search", Label: "Tra tên ở cổng", Over: activity.Over}
	// Rehearsing opens an invented day at invented doors (package rehearse); its object is the unit that opens it.
	Rehearsing = act.Verb{Name: "gate.rehearse", Label: "Mở diễn tập một ngày ở các cổng", Roles: []access.Role{access.FederationOfficer}, Over: org.Over}
	// Receiving takes in what phones saw; its object is the event's activity. It is the program's own act, for many phones at once:
	// that each may send was known when it was enrolled.
	Receiving = act.Verb{Name: "gate.receive", Label: "Nhận lượt quét từ các cổng", Over: activity.Over, Locks: func(string) []string { return []string{lockName} }}
)

// Verbs are all verbs of this package.
var Verbs = []act.Verb{SettingDoors, Inviting, RevokingDevice, Seeing, Enrolling, RefusingCode, Searching, Rehearsing, Receiving}

// lockName is what acts that take records in queue for on PostgreSQL: so records are numbered without gaps in the order of commits, and
// nobody decides beside another.
const lockName = "gate"

func locks(activity string) []string { return []string{"gate/" + activity} }

// at refuses an activity's door or phone that is said to be of another one: leave was asked for the activity.
func at(v *db.View, activityID, door string) (Door, error) {
	d, err := DoorOf(v, door)
	if err == nil && d.Activity != activityID {
		err = noDoor()
	}
	return d, err
}
