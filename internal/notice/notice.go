// Package notice tells people what is due.
//
// A reminder is a text that an officer copies into a Zalo group, or a letter that leaves after the commit. Each is recorded with who,
// when and of what; a unit is reminded of one report once a day by one way, however often the button is pressed. Where somebody is
// written to is asked when the letter leaves: no address stands in a promise.
package notice

import (
	"embed"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/org"
	"phongtrao/internal/report"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of the package's tables.
var Schema = db.Line{Name: "notice", Files: files}

// Reminding records that units were reminded, and sends letters; its object is the unit above them.
var Reminding = act.Verb{Name: "notice.remind", Label: "Nhắc đơn vị báo cáo", Roles: []access.Role{access.FederationOfficer, access.UnitOfficer}, Over: org.Over}

// Verbs are all acts of this package.
var Verbs = []act.Verb{Reminding}

// Channel is a way to remind.
type Channel string

const (
	Zalo Channel = "zalo" // somebody copied the text
	Mail Channel = "mail"
)

// Label returns the Vietnamese name.
func (c Channel) Label() string { return map[Channel]string{Zalo: "Zalo", Mail: "thư"}[c] }

// Reminder is one unit reminded of one report.
type Reminder struct {
	Unit     string
	Activity string
	Channel  Channel
	Day      day.Day
	At       day.Instant
	By       string
}

// Record records that units were reminded of what they owe, and returns those that were not reminded of it today by that way.
func Record(tx *db.Tx, c Channel, owed []report.Expected) ([]report.Expected, error) {
	var fresh []report.Expected
	for _, e := range owed {
		n, err := tx.Exec(`INSERT INTO notice_reminder (id, unit, activity, channel, day, recorded, recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (unit, activity, channel, day) DO NOTHING`, tx.ID(), e.Unit, e.Activity, string(c), tx.At.Day(), tx.At, tx.Actor)
		if err != nil {
			return nil, err
		}
		if n == 1 {
			fresh = append(fresh, e)
		}
	}
	return fresh, nil
}

// Last returns when each unit was last reminded of an activity, by unit.
func Last(v *db.View, activity string) (map[string]Reminder, error) {
	all, err := db.All(v, func(s db.Scanner) (r Reminder, err error) {
		err = s.Scan(&r.Unit, &r.Activity, &r.Channel, &r.Day, &r.At, &r.By)
		return r, err
	}, `SELECT unit, activity, channel, day, recorded, recorded_by FROM notice_reminder WHERE activity = ? ORDER BY recorded, id`, activity)
	last := map[string]Reminder{}
	for _, r := range all {
		last[r.Unit] = r
	}
	return last, err
}
