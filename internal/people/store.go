package people

import (
	"slices"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/viet"
)

const persons = "SELECT id, name, title, unit, added_at, forgotten_at FROM people_person "

func scanPerson(s db.Scanner) (p Person, err error) {
	err = s.Scan(&p.ID, &p.Name, &p.Title, &p.Unit, &p.AddedAt, &p.Forgotten)
	return
}

func insertPerson(tx *db.Tx, p Person) error {
	_, err := tx.Exec("INSERT INTO people_person (id, name, search, title, unit, added_at, forgotten_at) VALUES (?, ?, ?, ?, ?, ?, 0)",
		p.ID, p.Name, viet.Fold(p.Name), p.Title, p.Unit, p.AddedAt)
	return err
}

func updatePerson(tx *db.Tx, p Person) error {
	_, err := tx.Exec("UPDATE people_person SET name = ?, search = ?, title = ?, unit = ? WHERE id = ?", p.Name, viet.Fold(p.Name), p.Title, p.Unit, p.ID)
	return err
}

func blankPerson(tx *db.Tx, id string) error {
	_, err := tx.Exec("UPDATE people_person SET name = '', search = '', title = '', forgotten_at = ? WHERE id = ?", tx.At, id)
	return err
}

func selectPerson(v *db.View, id string) (Person, bool, error) {
	return db.One(v, scanPerson, persons+"WHERE id = ?", id)
}

// selectNames asks for many names at a time.
func selectNames(v *db.View, ids []string, each func(id, name string)) error {
	return inHundreds(ids, func(marks string, args []any) error {
		_, err := db.All(v, func(s db.Scanner) (struct{}, error) {
			var id, name string
			err := s.Scan(&id, &name)
			if err == nil {
				each(id, name)
			}
			return struct{}{}, err
		}, "SELECT id, name FROM people_person WHERE id IN ("+marks+")", args...)
		return err
	})
}

// inHundreds asks for many keys at a time, in a few sizes of question.
func inHundreds(ids []string, ask func(marks string, args []any) error) error {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	for part := range slices.Chunk(ids, 100) {
		for len(part) > 1 && len(part) < 100 { // padded with a key that is there already, so that one prepared question serves
			part = append(slices.Clone(part), slices.Repeat(part[:1], 100-len(part))...)
		}
		args := make([]any, len(part))
		for i, id := range part {
			args[i] = id
		}
		if err := ask("?"+strings.Repeat(", ?", len(part)-1), args); err != nil {
			return err
		}
	}
	return nil
}

// searchPersons finds those whose folded name has every word of a folded question.
func searchPersons(v *db.View, folded string) ([]Person, error) {
	text, args := havingWords(persons+"WHERE forgotten_at = 0", nil, folded)
	return db.All(v, scanPerson, text, args...)
}

// havingWords asks further that what is searched has every word of a folded question.
func havingWords(text string, args []any, folded string) (string, []any) {
	for _, word := range strings.Fields(folded) {
		text += ` AND search LIKE ? ESCAPE '\'`
		args = append(args, "%"+strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(word)+"%")
	}
	return text, args
}

func selectAccount(v *db.View, login string) (person, secret string, found bool, err error) {
	a, found, err := db.One(v, func(s db.Scanner) (a [2]string, err error) { err = s.Scan(&a[0], &a[1]); return },
		"SELECT person, secret FROM people_account WHERE login = ?", login)
	return a[0], a[1], found, err
}

// LoginOf returns the login of a person, "" for one who cannot sign in.
func LoginOf(v *db.View, person string) (string, error) {
	login, _, err := db.One(v, db.Text, "SELECT login FROM people_account WHERE person = ?", person)
	return login, err
}

func insertAccount(tx *db.Tx, person, login, secret string) error {
	_, err := tx.Exec("INSERT INTO people_account (login, person, secret, set_at) VALUES (?, ?, ?, ?)", login, person, secret, tx.At)
	return err
}

func deleteAccount(tx *db.Tx, person string) error {
	_, err := tx.Exec("DELETE FROM people_account WHERE person = ?", person)
	return err
}

const sessions = "SELECT id, person, device, began_at, seen_at, until_at FROM people_session "

func scanSession(s db.Scanner) (x Session, err error) {
	err = s.Scan(&x.ID, &x.Person, &x.Device, &x.Began, &x.Seen, &x.Until)
	return
}

func selectSession(v *db.View, hash string) (Session, bool, error) {
	return db.One(v, scanSession, sessions+"WHERE hash = ?", hash)
}

func selectSessions(v *db.View, person string) ([]Session, error) {
	return db.All(v, scanSession, sessions+"WHERE person = ? ORDER BY id DESC", person)
}

func insertSession(tx *db.Tx, s Session, hash string) error {
	_, err := tx.Exec("INSERT INTO people_session (id, hash, person, device, began_at, seen_at, until_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
		s.ID, hash, s.Person, s.Device, s.Began, s.Seen, s.Until)
	return err
}

func markSession(tx *db.Tx, id string, seen day.Instant) error {
	_, err := tx.Exec("UPDATE people_session SET seen_at = ? WHERE id = ?", seen, id)
	return err
}

func deleteSession(tx *db.Tx, id string) error {
	_, err := tx.Exec("DELETE FROM people_session WHERE id = ?", id)
	return err
}

// deleteEnded clears away a person's sessions that are over: by their end, or unused since idle.
func deleteEnded(tx *db.Tx, person string, now, idle day.Instant) error {
	_, err := tx.Exec("DELETE FROM people_session WHERE person = ? AND (until_at <= ? OR seen_at <= ?)", person, now, idle)
	return err
}
