package edition

import (
	"strings"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/org"
)

var officers = []access.Role{access.FederationOfficer, access.UnitOfficer}

var (
	// Writing begins a report and writes its words; its object is the unit, or the edition.
	Writing = act.Verb{Name: "edition.write", Label: "Soạn báo cáo", Roles: officers, Over: Over, Locks: lock}
	// Freezing closes a report; its object is the edition, as with all that follow.
	Freezing = act.Verb{Name: "edition.close", Label: "Chốt báo cáo", Roles: officers, Over: Over, Locks: lock}
	// Sending gives a closed report to the level above and to others.
	Sending = act.Verb{Name: "edition.send", Label: "Gửi báo cáo", Roles: officers, Over: Over, Locks: lock}
	// TakingBack takes a closed report back, or puts it right, before those who received it.
	TakingBack = act.Verb{Name: "edition.recall", Label: "Thu hồi, đính chính báo cáo", Roles: officers, Over: Over, Locks: lock}
	// Accepting, Returning and Acknowledging are those of a unit that received the report; their object is Received. They are asked over
	// that unit, so that nobody accepts their own.
	Accepting     = act.Verb{Name: "edition.accept", Label: "Tiếp nhận báo cáo", Roles: officers, Over: received, Locks: lock}
	Returning     = act.Verb{Name: "edition.return", Label: "Trả lại báo cáo", Roles: officers, Over: received, Locks: lock}
	Acknowledging = act.Verb{Name: "edition.acknowledge", Label: "Xác nhận thu hồi, đính chính", Roles: officers, Over: received, Locks: lock}
	// Seeing reads a report; its object is the edition, or a unit. Those who received it see it too.
	Seeing = act.Verb{Name: "edition.see", Label: "Xem báo cáo", Roles: access.Roles, Over: seen}
)

// Verbs are all acts on reports as they were printed.
var Verbs = []act.Verb{Writing, Freezing, Sending, TakingBack, Accepting, Returning, Acknowledging, Seeing}

// Received is the object of the acts of a unit that received an edition.
func Received(id string, unit org.UnitID) string { return strings.TrimSpace(id + " " + unit) }

func lock(object string) []string {
	id, _, _ := strings.Cut(object, " ")
	return []string{"edition " + id}
}

// Over returns the chain over an edition's unit, or over a unit itself.
func Over(v *db.View, object string) ([]string, error) {
	unit, err := unitOf(v, object)
	if err != nil {
		return nil, err
	}
	if unit == "" {
		unit = object
	}
	return org.Over(v, unit)
}

// received returns the chain over the unit that received an edition; where none is named, over the level above its unit.
func received(v *db.View, object string) ([]string, error) {
	id, unit, _ := strings.Cut(object, " ")
	e, err := Get(v, id)
	if err != nil {
		return nil, err
	}
	if unit == "" {
		if unit, err = Above(v, e); err != nil || unit == "" {
			return nil, err
		}
	} else if _, err := e.receipt(unit); err != nil {
		return nil, err
	}
	return org.Over(v, unit)
}

// seen is Over, and the chains over those who received the edition.
func seen(v *db.View, object string) ([]string, error) {
	chain, err := Over(v, object)
	if err != nil {
		return nil, err
	}
	to, err := receivers(v, object)
	if err != nil {
		return nil, err
	}
	for _, u := range to {
		more, err := org.Over(v, u)
		if err != nil {
			return nil, err
		}
		chain = append(chain, more...)
	}
	return chain, nil
}
