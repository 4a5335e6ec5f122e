package org

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
)

func selectLines(v *db.View) ([]Line, error) {
	return db.All(v, func(s db.Scanner) (l Line, err error) {
		err = s.Scan(&l.Key, &l.Name)
		return
	}, `SELECT key, name FROM org_line ORDER BY place_in_list, key`)
}

func insertLine(tx *db.Tx, l Line) error {
	_, err := tx.Exec(`INSERT INTO org_line (key, name, place_in_list)
		VALUES (?, ?, (SELECT coalesce(max(place_in_list), 0) + 1 FROM org_line))`, l.Key, l.Name)
	return err
}

func selectKinds(v *db.View) ([]Kind, error) {
	return db.All(v, func(s db.Scanner) (k Kind, err error) {
		err = s.Scan(&k.Key, &k.Name, &k.Short, &k.Line, &k.Level)
		return
	}, `SELECT key, name, short, line, level FROM org_kind ORDER BY line DESC, level, key`)
}

func insertKind(tx *db.Tx, k Kind) error {
	_, err := tx.Exec(`INSERT INTO org_kind (key, name, short, line, level) VALUES (?, ?, ?, ?, ?)`, k.Key, k.Name, k.Short, k.Line, k.Level)
	return err
}

func insertHolding(tx *db.Tx, above, holding UnitID, by Decision) error {
	_, err := tx.Exec(`INSERT INTO org_holding (id, above, holding, since, number, dated, issuer, note, recorded, recorded_by)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		tx.ID(), above, holding, by.Effective, by.Number, by.Date, by.Issuer, by.Note, tx.At, tx.Actor)
	return err
}

// holdingOf returns the holding unit declared for a unit, the one declared last of those that hold on a day.
func holdingOf(v *db.View, above UnitID, on day.Day) (UnitID, bool, error) {
	return db.One(v, db.Text, `SELECT holding FROM org_holding WHERE above = ? AND since <= ?
		ORDER BY since DESC, recorded DESC, id DESC`, above, on)
}

func insertLink(tx *db.Tx, l Link, there bool, by Decision) error {
	_, err := tx.Exec(`INSERT INTO org_place (id, unit, place, role, since, there, number, dated, issuer, note, recorded, recorded_by)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		tx.ID(), l.Unit, l.Place, string(l.Role), l.From, there, by.Number, by.Date, by.Issuer, by.Note, tx.At, tx.Actor)
	return err
}

// linkRow is one row of org_place.
type linkRow struct {
	Link
	there    bool
	recorded day.Instant
}

func scanLink(s db.Scanner) (r linkRow, err error) {
	var there int64
	var role string
	err = s.Scan(&r.Unit, &r.Place, &role, &r.From, &there, &r.recorded)
	r.Role, r.there = Role(role), there != 0
	return
}

const linkColumns = `SELECT unit, place, role, since, there, recorded FROM org_place `

func selectLinksOf(v *db.View, unit UnitID) ([]linkRow, error) {
	return db.All(v, scanLink, linkColumns+`WHERE unit = ? ORDER BY since, recorded, id`, unit)
}

func selectLinksAt(v *db.View, place string) ([]linkRow, error) {
	return db.All(v, scanLink, linkColumns+`WHERE place = ? ORDER BY since, recorded, id`, place)
}

func insertAlias(tx *db.Tx, a Alias) error {
	_, err := tx.Exec(`INSERT INTO org_alias (seq, unit, alias, source, recorded, recorded_by)
		VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM org_alias), ?, ?, ?, ?, ?)`, a.Unit, a.Alias, a.Source, tx.At, tx.Actor)
	return err
}

func scanAlias(s db.Scanner) (a Alias, err error) {
	err = s.Scan(&a.seq, &a.Unit, &a.Alias, &a.Source)
	return
}

// selectAliases returns the aliases after a number.
func selectAliases(v *db.View, after int64) ([]Alias, error) {
	return db.All(v, scanAlias, `SELECT seq, unit, alias, source FROM org_alias WHERE seq > ? ORDER BY seq`, after)
}

func selectAliasesOf(v *db.View, unit UnitID) ([]Alias, error) {
	return db.All(v, scanAlias, `SELECT seq, unit, alias, source FROM org_alias WHERE unit = ? ORDER BY seq`, unit)
}

func aliasHead(v *db.View) (head int64, err error) {
	err = v.Row(`SELECT coalesce(max(seq), 0) FROM org_alias`).Scan(&head)
	return
}
