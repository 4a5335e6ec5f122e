package access

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
)

const grants = `SELECT g.id, g.person, g.role, g.unit, g.from_day, g.until_day, g.given_by, g.given_at,
	COALESCE(e.on_day, ''), COALESCE(e.ended_by, ''), COALESCE(e.reason, '')
	FROM access_grant g LEFT JOIN access_end e ON e.grant_id = g.id `

func scanGrant(s db.Scanner) (g Grant, err error) {
	err = s.Scan(&g.ID, &g.Person, &g.Role, &g.Unit, &g.From, &g.Until, &g.GivenBy, &g.GivenAt, &g.Ended, &g.EndedBy, &g.EndedReason)
	return
}

// Of returns all grants a person ever had, oldest first. It is read anew each time, so that an end is felt at once.
func Of(v *db.View, person string) ([]Grant, error) {
	return db.All(v, scanGrant, grants+"WHERE g.person = ? ORDER BY g.id", person)
}

// On returns all grants ever given at a unit itself, oldest first.
func On(v *db.View, unit string) ([]Grant, error) {
	return db.All(v, scanGrant, grants+"WHERE g.unit = ? ORDER BY g.id", unit)
}

// Get returns one grant.
func Get(v *db.View, id string) (Grant, bool, error) {
	return db.One(v, scanGrant, grants+"WHERE g.id = ?", id)
}

func insertGrant(tx *db.Tx, g Grant) error {
	_, err := tx.Exec(`INSERT INTO access_grant (id, person, role, unit, from_day, until_day, given_by, given_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		g.ID, g.Person, g.Role, g.Unit, g.From, g.Until, g.GivenBy, g.GivenAt)
	return err
}

func insertEnd(tx *db.Tx, id string, on day.Day, reason string) error {
	_, err := tx.Exec(`INSERT INTO access_end (grant_id, on_day, reason, ended_by, ended_at) VALUES (?, ?, ?, ?, ?)`, id, on, reason, tx.Actor, tx.At)
	return err
}
