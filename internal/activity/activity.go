// Package activity says what takes place where on which day under a campaign.
//
// Its day is the day of all figures made at it: a scan at midnight, a count written down the next morning and the
// hospital's paper of the week after all count for that day. Therefore a day, once figures were posted at it, does not move.
//
// Every change is a version and stays: a postponed drive keeps the notice that announced it (thông báo 13) beside the one
// that postponed it (thông báo 14). A run at several places is one central activity with others linked to it, all at
// places of their own and on one day; linked ones that stand where the central one stands follow it when it is announced,
// opened, postponed or cancelled.
package activity

import (
	"phongtrao/internal/base/day"
)

// Activity is one version of an activity: a drive, a run at one site, a dialogue.
type Activity struct {
	ID       string
	Campaign string
	Central  bool   // others are linked to it: it is their central site (điểm cầu trung tâm)
	Parent   string // the central activity that this one is linked to, "" for none

	Version int // from 1
	Plan
	State State
	Because
	Change Change      // what made this version
	MadeBy string      // the person who made it
	MadeAt day.Instant // when

	partners int // the version that named the partners
}

// Plan is what may be edited before an activity takes place.
type Plan struct {
	Name     string
	Day      day.Day
	Place    string // the place's id; "" only until it is announced
	Unit     string // the host: a union body
	Partners []Partner
}

// Partner is somebody who takes part in the work: a hospital, a company, a board.
type Partner struct {
	Role  Role
	Name  string // as it is written, needed where neither Unit nor Place says who
	Unit  string // the union body, "" where it is none
	Place string // the place, "" where it is none
}

// Role is what a partner does.
type Role string

const (
	CollectsBlood Role = "collects" // takes the blood, signs the bags: a hospital, a blood centre
	CoHosts       Role = "cohosts"
	Provides      Role = "provides" // gives the ground, the hall, the gate
	Sponsors      Role = "sponsors"
	Medical       Role = "medical" // first aid, ambulance
	Helps         Role = "helps"
)

// Roles are all roles of partners, in the order in which a form shows them.
var Roles = []Role{CollectsBlood, CoHosts, Provides, Sponsors, Medical, Helps}

// Label names the role in Vietnamese, and is "" for no role.
func (r Role) Label() string {
	return map[Role]string{CollectsBlood: "tiếp nhận máu", CoHosts: "đồng tổ chức", Provides: "bố trí địa điểm",
		Sponsors: "tài trợ", Medical: "bảo đảm y tế", Helps: "phối hợp"}[r]
}

// Notice is a paper that was sent out about an activity.
type Notice struct {
	Number   string  // "13/TB-BCĐHMKCN"
	Date     day.Day // of the paper, 0 where unknown
	Dispatch string  // its id in the register, "" where it is not registered
}

// Because says on what grounds something was changed.
type Because struct {
	Notice Notice
	Reason string
}

// Change says what made a version.
type Change string

const (
	ByPlanning Change = "plan"
	ByEditing  Change = "edit"
	ByMoving   Change = "move" // its day was changed
	ByStep     Change = "step" // its state was changed
)
