package remark

import (
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

const selected = `SELECT r.id, r.subject, r.body, r.recorded, r.recorded_by,
	COALESCE((SELECT e.recorded FROM remark_end e WHERE e.remark = r.id AND e.ending = 'settled'), 0),
	COALESCE((SELECT e.recorded_by FROM remark_end e WHERE e.remark = r.id AND e.ending = 'settled'), ''),
	COALESCE((SELECT e.recorded FROM remark_end e WHERE e.remark = r.id AND e.ending = 'withdrawn'), 0),
	COALESCE((SELECT e.recorded_by FROM remark_end e WHERE e.remark = r.id AND e.ending = 'withdrawn'), '')
FROM remark_remark r`

func scan(s db.Scanner) (r Remark, err error) {
	err = s.Scan(&r.ID, &r.Subject, &r.Body, &r.At, &r.By, &r.Settled, &r.SettledBy, &r.Withdrawn, &r.withdrawnBy)
	if r.Withdrawn != 0 {
		r.Body = ""
	}
	for i, part := range Parts(r.Body) {
		if i%2 == 1 {
			r.Mentions = append(r.Mentions, part)
		}
	}
	return r, err
}

// Get returns one remark.
func Get(v *db.View, id string) (Remark, error) {
	r, ok, err := db.One(v, scan, selected+` WHERE r.id = ?`, id)
	if err == nil && !ok {
		err = fault.NotFoundf("Không tìm thấy trao đổi này. Có thể đường dẫn đã cũ.")
	}
	return r, err
}

// listMax bounds one list.
const listMax = 200

// On returns what was said of a subject, the earliest first; of very much the latest.
func On(v *db.View, s Subject) ([]Remark, error) {
	return db.All(v, scan, `SELECT * FROM (`+selected+` WHERE r.subject = ? ORDER BY r.id DESC LIMIT ?) AS latest ORDER BY 1`, string(s), listMax)
}

// Mentions returns the remarks that name a person and stand, the newest first: those not read yet, or all.
func Mentions(v *db.View, person string, unread bool) ([]Remark, error) {
	where := ` WHERE r.id IN (SELECT m.remark FROM remark_mention m WHERE m.person = ?) AND NOT EXISTS (SELECT 1 FROM remark_end e WHERE e.remark = r.id AND e.ending = 'withdrawn')`
	args := []any{person}
	if unread {
		where += ` AND NOT EXISTS (SELECT 1 FROM remark_read d WHERE d.remark = r.id AND d.person = ?)`
		args = append(args, person)
	}
	return db.All(v, scan, selected+where+` ORDER BY r.id DESC LIMIT ?`, append(args, listMax)...)
}

// Unread counts the remarks that name a person and that they have not read.
func Unread(v *db.View, person string) (int, error) {
	n, _, err := db.One(v, db.Number, `SELECT count(*) FROM remark_mention m WHERE m.person = ?
		AND NOT EXISTS (SELECT 1 FROM remark_read d WHERE d.remark = m.remark AND d.person = m.person)
		AND NOT EXISTS (SELECT 1 FROM remark_end e WHERE e.remark = m.remark AND e.ending = 'withdrawn')`, person)
	return int(n), err
}

func insert(tx *db.Tx, r Remark) error {
	if _, err := tx.Exec(`INSERT INTO remark_remark (id, subject, body, recorded, recorded_by) VALUES (?, ?, ?, ?, ?)`, r.ID, string(r.Subject), r.Body, r.At, r.By); err != nil {
		return err
	}
	for _, p := range r.Mentions {
		if _, err := tx.Exec(`INSERT INTO remark_mention (remark, person) VALUES (?, ?)`, r.ID, p); err != nil {
			return err
		}
	}
	return nil
}

func insertEnd(tx *db.Tx, id, ending string) error {
	_, err := tx.Exec(`INSERT INTO remark_end (remark, ending, recorded, recorded_by) VALUES (?, ?, ?, ?)`, id, ending, tx.At, tx.Actor)
	return err
}

func insertRead(tx *db.Tx, id string) error {
	_, err := tx.Exec(`INSERT INTO remark_read (remark, person, recorded) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, id, tx.Actor, tx.At)
	return err
}
