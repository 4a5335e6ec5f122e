package passport

import (
	"embed"

	"phongtrao/internal/base/db"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of this package's table.
var Schema = db.Line{Name: "passport", Files: files}

func insertCode(tx *db.Tx, code, query string) error {
	_, err := tx.Exec(`INSERT INTO passport_code (code, question, made_at, made_by) VALUES (?, ?, ?, ?) ON CONFLICT (code) DO NOTHING`,
		code, query, tx.At, tx.Actor)
	return err
}

// selectCode returns what was kept under a code, its question still in words.
func selectCode(v *db.View, code string) (k Kept, query string, found bool, err error) {
	k, found, err = db.One(v, func(s db.Scanner) (k Kept, err error) {
		err = s.Scan(&k.Code, &query, &k.At, &k.By)
		return k, err
	}, `SELECT code, question, made_at, made_by FROM passport_code WHERE code = ?`, code)
	return k, query, found, err
}
