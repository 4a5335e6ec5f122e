package token

import (
	"strings"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/org"
)

const programs = `SELECT p.id, p.name, p.unit, p.verbs, p.giver, p.given_at, p.until_day, p.hint,
	COALESCE(u.used_at, 0), COALESCE(e.ended_at, 0), COALESCE(e.ended_by, ''), COALESCE(e.reason, '')
	FROM token_program p LEFT JOIN token_use u ON u.program = p.id LEFT JOIN token_end e ON e.program = p.id `

func scan(s db.Scanner) (p Program, err error) {
	var verbs string
	err = s.Scan(&p.ID, &p.Name, &p.Unit, &verbs, &p.Giver, &p.Given, &p.Until, &p.Hint, &p.Used, &p.Ended, &p.EndedBy, &p.Reason)
	p.Verbs = strings.Fields(verbs)
	return p, err
}

// Get returns a program.
func Get(v *db.View, id string) (Program, error) {
	p, found, err := db.One(v, scan, programs+"WHERE p.id = ?", id)
	if err == nil && !found {
		err = fault.NotFoundf("Không tìm thấy chương trình này. Hãy mở lại từ danh sách chương trình kết nối.")
	}
	return p, err
}

// All returns every program that ever had a key, the latest first.
func All(v *db.View) ([]Program, error) { return db.All(v, scan, programs+"ORDER BY p.id DESC") }

// Of returns the programs of a unit itself, the latest first.
func Of(v *db.View, unit org.UnitID) ([]Program, error) {
	return db.All(v, scan, programs+"WHERE p.unit = ? ORDER BY p.id DESC", unit)
}

func selectHash(v *db.View, hash string) (Program, bool, error) {
	return db.One(v, scan, programs+"WHERE p.hash = ?", hash)
}

func insert(tx *db.Tx, p Program, hash string) error {
	_, err := tx.Exec(`INSERT INTO token_program (id, name, unit, verbs, giver, given_at, until_day, hash, hint) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		p.ID, p.Name, p.Unit, strings.Join(p.Verbs, " "), p.Giver, p.Given, p.Until, hash, p.Hint)
	return err
}

func insertEnd(tx *db.Tx, id, reason string) error {
	_, err := tx.Exec(`INSERT INTO token_end (program, ended_at, ended_by, reason) VALUES (?, ?, ?, ?)`, id, tx.At, tx.Actor, reason)
	return err
}

// Use writes down that a program's key is in use.
func Use(tx *db.Tx, id string) error {
	_, err := tx.Exec(`INSERT INTO token_use (program, used_at) VALUES (?, ?) ON CONFLICT (program) DO UPDATE SET used_at = excluded.used_at`, id, tx.At)
	return err
}
