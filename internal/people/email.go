package people

import (
	"net/mail"
	"strings"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// SetEmail keeps where somebody is written to; "" takes it away.
func SetEmail(tx *db.Tx, person, email string) error {
	if _, err := living(&tx.View, person); err != nil {
		return err
	}
	if email = strings.ToLower(viet.Clean(email)); email == "" {
		return dropEmail(tx, person)
	}
	a, err := mail.ParseAddress(email)
	if err != nil || a.Address != email || len(email) > 200 || strings.ContainsAny(email, "\"()<>") {
		return fault.In("email", "Không đọc được địa chỉ thư “%s”. Hãy ghi dạng ten@congdoan.vn.", email)
	}
	_, err = tx.Exec(`INSERT INTO people_email (person, email) VALUES (?, ?) ON CONFLICT (person) DO UPDATE SET email = excluded.email`, person, email)
	return err
}

// EmailOf returns where somebody is written to, "" where it is not known.
func EmailOf(v *db.View, person string) (string, error) {
	email, _, err := db.One(v, db.Text, `SELECT email FROM people_email WHERE person = ?`, person)
	return email, err
}

func dropEmail(tx *db.Tx, person string) error {
	_, err := tx.Exec(`DELETE FROM people_email WHERE person = ?`, person)
	return err
}
