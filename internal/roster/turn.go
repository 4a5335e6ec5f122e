package roster

import "phongtrao/internal/base/db"

// Ahead is how many stand before somebody who waits at the same site, in the order of their turns.
func Ahead(v *db.View, r Registration) (int64, error) {
	n, err := db.All(v, db.Number, "SELECT COUNT(*) FROM roster_registration WHERE activity = ? AND queued > 0 AND queued < ?", r.Activity, r.Queued)
	if err != nil {
		return 0, err
	}
	return n[0], nil
}
