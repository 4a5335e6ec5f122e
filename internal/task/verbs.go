package task

import (
	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/org"
)

// The acts on tasks.
var (
	// Giving is asked over the unit that gives.
	Giving = act.Verb{Name: "task.give", Label: "Giao việc", Roles: []access.Role{access.Administrator, access.FederationOfficer, access.UnitOfficer}, Over: org.Over}
	// Doing is asked over the task: its unit, and what stands above it.
	Doing = act.Verb{Name: "task.do", Label: "Báo xong việc", Roles: []access.Role{access.FederationOfficer, access.UnitOfficer, access.SiteLead}, Over: over(func(t Task) string { return t.Unit })}
	// Changing moves a deadline or takes the task back; it is asked over the giver, for a unit does not excuse itself.
	Changing = act.Verb{Name: "task.change", Label: "Đổi hạn, rút việc", Roles: []access.Role{access.Administrator, access.FederationOfficer, access.UnitOfficer}, Over: over(func(t Task) string { return t.Giver })}
	// Seeing is asked over a task, or over a unit for its list.
	Seeing = act.Verb{Name: "task.see", Label: "Xem việc được giao", Roles: access.Roles, Over: over(func(t Task) string { return t.Unit })}
)

// Verbs are all acts on tasks.
var Verbs = []act.Verb{Giving, Doing, Changing, Seeing}

// over returns the chain over one of a task's units, or over a unit.
func over(of func(Task) string) func(v *db.View, object string) ([]string, error) {
	return func(v *db.View, object string) ([]string, error) {
		t, err := Get(v, object)
		switch {
		case err != nil && fault.KindOf(err) == fault.NotFound:
			return org.Over(v, object)
		case err != nil:
			return nil, err
		}
		return org.Over(v, of(t))
	}
}
