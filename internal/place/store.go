package place

import "phongtrao/internal/base/db"

func selectKinds(v *db.View) ([]Kind, error) {
	return db.All(v, func(s db.Scanner) (k Kind, err error) {
		err = s.Scan(&k.Key, &k.Name, &k.Level)
		return
	}, `SELECT key, name, level FROM place_kind ORDER BY level, key`)
}

func selectAliases(v *db.View) ([]Alias, error) {
	return db.All(v, func(s db.Scanner) (a Alias, err error) {
		err = s.Scan(&a.Place, &a.Alias, &a.Source)
		return
	}, `SELECT place, alias, source FROM place_alias ORDER BY seq`)
}

func insertAlias(tx *db.Tx, a Alias) error {
	_, err := tx.Exec(`INSERT INTO place_alias (seq, place, alias, source, recorded, recorded_by)
		VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM place_alias), ?, ?, ?, ?, ?)`, a.Place, a.Alias, a.Source, tx.At, tx.Actor)
	return err
}
