package activity

import (
	"embed"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of this package's tables.
var Schema = db.Line{Name: "activity", Files: files}

const columns = `a.id, a.campaign, CASE WHEN EXISTS (SELECT 1 FROM activity_activity y WHERE y.parent = a.id) THEN 1 ELSE 0 END, a.parent, w.version, w.name, w.held_on, w.place, w.unit, w.state, w.change,
	w.notice, w.notice_date, w.notice_dispatch, w.reason, w.partners, w.made_by, w.made_at
	FROM activity_activity a JOIN activity_version w ON w.activity = a.id`

const latest = ` w.version = (SELECT MAX(x.version) FROM activity_version x WHERE x.activity = a.id)`

func scan(s db.Scanner) (a Activity, err error) {
	err = s.Scan(&a.ID, &a.Campaign, &a.Central, &a.Parent, &a.Version, &a.Name, &a.Day, &a.Place, &a.Unit, &a.State, &a.Change,
		&a.Notice.Number, &a.Notice.Date, &a.Notice.Dispatch, &a.Reason, &a.partners, &a.MadeBy, &a.MadeAt)
	return a, err
}

// Get returns an activity as it is now, with its partners.
func Get(v *db.View, id string) (Activity, error) {
	a, found, err := db.One(v, scan, `SELECT `+columns+` WHERE a.id = ? ORDER BY w.version DESC LIMIT 1`, id)
	switch {
	case err != nil:
		return a, err
	case !found:
		return a, fault.NotFoundf("Không tìm thấy hoạt động này. Hãy kiểm tra lại đường dẫn hoặc chọn trong danh sách.")
	}
	a.Partners, err = partners(v, a)
	return a, err
}

// Versions returns an activity as it was over time, the first version first, without partners.
func Versions(v *db.View, id string) ([]Activity, error) {
	return db.All(v, scan, `SELECT `+columns+` WHERE a.id = ? ORDER BY w.version`, id)
}

// Of returns the activities of a campaign by their day, without partners.
func Of(v *db.View, campaign string) ([]Activity, error) {
	return db.All(v, scan, `SELECT `+columns+` WHERE a.campaign = ? AND`+latest+` ORDER BY w.held_on, a.id`, campaign)
}

// Between returns the activities of all campaigns with a day in a period, by their day, without partners.
func Between(v *db.View, p day.Period) ([]Activity, error) {
	return db.All(v, scan, `SELECT `+columns+` WHERE w.held_on >= ? AND w.held_on <= ? AND`+latest+` ORDER BY w.held_on, a.id`, p.From, p.To)
}

// linked returns the activities linked to a central one, without partners.
func linked(v *db.View, central string) ([]Activity, error) {
	return db.All(v, scan, `SELECT `+columns+` WHERE a.parent = ? AND`+latest+` ORDER BY a.id`, central)
}

func partners(v *db.View, a Activity) ([]Partner, error) {
	return db.All(v, func(s db.Scanner) (p Partner, err error) {
		err = s.Scan(&p.Role, &p.Name, &p.Unit, &p.Place)
		return p, err
	}, `SELECT role, name, unit, place FROM activity_partner WHERE activity = ? AND version = ? ORDER BY line`, a.ID, a.partners)
}

func insert(tx *db.Tx, a Activity) error {
	_, err := tx.Exec(`INSERT INTO activity_activity (id, campaign, parent) VALUES (?, ?, ?)`, a.ID, a.Campaign, a.Parent)
	return err
}

func insertVersion(tx *db.Tx, a Activity) error {
	_, err := tx.Exec(`INSERT INTO activity_version (activity, version, name, held_on, place, unit, state, change, notice, notice_date, notice_dispatch,
		reason, partners, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		a.ID, a.Version, a.Name, a.Day, a.Place, a.Unit, a.State, a.Change, a.Notice.Number, a.Notice.Date, a.Notice.Dispatch,
		a.Reason, a.partners, tx.Actor, tx.At)
	return err
}

func insertPartners(tx *db.Tx, a Activity) error {
	rows := make([][]any, len(a.Partners))
	for i, p := range a.Partners {
		rows[i] = []any{a.ID, a.partners, i + 1, p.Role, p.Name, p.Unit, p.Place}
	}
	return tx.Insert("activity_partner", []string{"activity", "version", "line", "role", "name", "unit", "place"}, rows)
}
