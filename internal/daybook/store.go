package daybook

import (
	"embed"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of this package's tables.
var Schema = db.Line{Name: "daybook", Files: files}

// Incidents returns the incidents of a site, the latest first.
func Incidents(v *db.View, activity string) ([]Incident, error) {
	return db.All(v, func(s db.Scanner) (i Incident, err error) {
		err = s.Scan(&i.ID, &i.Activity, &i.Kind, &i.Text, &i.Spot, &i.At, &i.MadeBy, &i.MadeAt, &i.Settled, &i.SettledHow, &i.SettledBy)
		return i, err
	}, `SELECT i.id, i.activity, i.kind, i.text, i.spot, i.at, i.made_by, i.made_at, COALESCE(s.made_at, 0), COALESCE(s.text, ''), COALESCE(s.made_by, '')
		FROM daybook_incident i LEFT JOIN daybook_settled s ON s.incident = i.id WHERE i.activity = ? ORDER BY i.at DESC, i.id DESC`, activity)
}

const photos = `SELECT p.id, p.activity, p.hash, p.media, p.text, p.consent, p.made_by, p.made_at, COALESCE(h.reason, '')
	FROM daybook_photo p LEFT JOIN daybook_hidden h ON h.photo = p.id `

func scanPhoto(s db.Scanner) (p Photo, err error) {
	err = s.Scan(&p.ID, &p.Activity, &p.Hash, &p.Media, &p.Text, &p.Consent, &p.MadeBy, &p.MadeAt, &p.Hidden)
	return p, err
}

// Photos returns the pictures of a site that are shown, the latest first.
func Photos(v *db.View, activity string) ([]Photo, error) {
	return db.All(v, scanPhoto, photos+`WHERE p.activity = ? AND h.photo IS NULL ORDER BY p.id DESC`, activity)
}

// PhotoOf returns a picture of a site, also one that was hidden.
func PhotoOf(v *db.View, activity, id string) (Photo, error) {
	p, found, err := db.One(v, scanPhoto, photos+`WHERE p.activity = ? AND p.id = ?`, activity, id)
	if err == nil && !found {
		err = fault.NotFoundf("Không tìm thấy ảnh này ở điểm. Có thể trang đã cũ, hãy tải lại.")
	}
	return p, err
}

func insertIncident(tx *db.Tx, i Incident) error {
	_, err := tx.Exec(`INSERT INTO daybook_incident (id, activity, kind, text, spot, at, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		i.ID, i.Activity, i.Kind, i.Text, i.Spot, i.At, tx.Actor, tx.At)
	return err
}

func insertSettled(tx *db.Tx, incident, how string) error {
	_, err := tx.Exec(`INSERT INTO daybook_settled (incident, text, made_by, made_at) VALUES (?, ?, ?, ?)`, incident, how, tx.Actor, tx.At)
	return err
}

func insertPhoto(tx *db.Tx, p Photo) error {
	_, err := tx.Exec(`INSERT INTO daybook_photo (id, activity, hash, media, text, consent, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		p.ID, p.Activity, p.Hash, p.Media, p.Text, p.Consent, tx.Actor, tx.At)
	return err
}

func insertHidden(tx *db.Tx, photo, reason string) error {
	_, err := tx.Exec(`INSERT INTO daybook_hidden (photo, reason, made_by, made_at) VALUES (?, ?, ?, ?)`, photo, reason, tx.Actor, tx.At)
	return err
}
