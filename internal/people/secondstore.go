package people

import (
	"encoding/json"

	"github.com/go-webauthn/webauthn/webauthn"

	"phongtrao/internal/base/db"
)

func selectSeal(v *db.View) (string, error) {
	secret, _, err := db.One(v, db.Text, "SELECT secret FROM people_seal WHERE id = 'ticket'")
	return secret, err
}

func insertSeal(tx *db.Tx, secret string) error {
	_, err := tx.Exec("INSERT INTO people_seal (id, secret, made_at) VALUES ('ticket', ?, ?) ON CONFLICT (id) DO NOTHING", secret, tx.At)
	return err
}

// ClockOf returns a person's clock, the zero one for who has none.
func ClockOf(v *db.View, person string) (Clock, error) {
	c, _, err := db.One(v, func(s db.Scanner) (c Clock, err error) {
		err = s.Scan(&c.Secret, &c.Confirmed, &c.lastStep, &c.Spares)
		return c, err
	}, "SELECT secret, confirmed_at, last_step, (SELECT count(*) FROM people_spare s WHERE s.person = c.person AND s.used_at = 0) FROM people_clock c WHERE person = ?", person)
	return c, err
}

func replaceClock(tx *db.Tx, person, secret string) error {
	if err := deleteClock(tx, person); err != nil {
		return err
	}
	_, err := tx.Exec("INSERT INTO people_clock (person, secret, begun_at, confirmed_at, last_step) VALUES (?, ?, ?, 0, 0)", person, secret, tx.At)
	return err
}

func confirmClock(tx *db.Tx, person string, step int64) error {
	_, err := tx.Exec("UPDATE people_clock SET confirmed_at = ?, last_step = ? WHERE person = ?", tx.At, step, person)
	return err
}

func useStep(tx *db.Tx, person string, step int64) error {
	_, err := tx.Exec("UPDATE people_clock SET last_step = ? WHERE person = ?", step, person)
	return err
}

func deleteClock(tx *db.Tx, person string) error {
	_, err := tx.Exec("DELETE FROM people_clock WHERE person = ?", person)
	return err
}

func replaceSpares(tx *db.Tx, person string, hashes []string) error {
	if _, err := tx.Exec("DELETE FROM people_spare WHERE person = ?", person); err != nil || len(hashes) == 0 {
		return err
	}
	rows := make([][]any, len(hashes))
	for i, h := range hashes {
		rows[i] = []any{h, person, 0}
	}
	return tx.Insert("people_spare", []string{"hash", "person", "used_at"}, rows)
}

// useSpare crosses out a code on paper, and reports whether it was one that was still good.
func useSpare(tx *db.Tx, hash string) (bool, error) {
	_, good, err := db.One(&tx.View, db.Text, "SELECT hash FROM people_spare WHERE hash = ? AND used_at = 0", hash)
	if err != nil || !good {
		return false, err
	}
	_, err = tx.Exec("UPDATE people_spare SET used_at = ? WHERE hash = ?", tx.At, hash)
	return true, err
}

// Passkeys returns a person's passkeys, the first one first.
func Passkeys(v *db.View, person string) ([]Passkey, error) {
	return db.All(v, func(s db.Scanner) (k Passkey, err error) {
		err = s.Scan(&k.ID, &k.Person, &k.Name, &k.Site, &k.data, &k.Added, &k.Used)
		return k, err
	}, "SELECT id, person, name, site, data, added_at, used_at FROM people_passkey WHERE person = ? ORDER BY added_at, id", person)
}

func insertPasskey(tx *db.Tx, k Passkey, made *webauthn.Credential) error {
	data, err := json.Marshal(made)
	if err != nil {
		return err
	}
	_, err = tx.Exec("INSERT INTO people_passkey (id, person, name, site, data, added_at, used_at) VALUES (?, ?, ?, ?, ?, ?, 0)", keyID(made), k.Person, k.Name, k.Site, string(data), tx.At)
	return err
}

func usePasskey(tx *db.Tx, used *webauthn.Credential) error {
	data, err := json.Marshal(used)
	if err != nil {
		return err
	}
	_, err = tx.Exec("UPDATE people_passkey SET data = ?, used_at = ? WHERE id = ?", string(data), tx.At, keyID(used))
	return err
}

func deletePasskey(tx *db.Tx, person, id string) error {
	_, err := tx.Exec("DELETE FROM people_passkey WHERE person = ? AND id = ?", person, id)
	return err
}

func deletePasskeys(tx *db.Tx, person string) error {
	_, err := tx.Exec("DELETE FROM people_passkey WHERE person = ?", person)
	return err
}
