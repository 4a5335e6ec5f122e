package act

import (
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

// Record is one act as the log keeps it.
type Record struct {
	ID     string
	At     day.Instant
	Person string // the key of a person, or Program
	Device string
	Verb   string
	Object string
	Scope  string // the first unit of the chain over the object, when it was done
	Key    string // the sender's key, where there was one
	Note   string
}

// Filter says which acts to read; what is left empty does not matter.
type Filter struct {
	Person string
	Verb   string
	Object string
	Scope  string
	From   day.Instant // acts at or after it
	Until  day.Instant // acts before it
	Before string      // acts older than the one with this key, for the next page
	Limit  int         // 100 if not given
}

// Log returns acts, newest first.
func Log(v *db.View, f Filter) ([]Record, error) {
	var where []string
	var args []any
	add := func(on bool, text string, arg any) {
		if on {
			where, args = append(where, text), append(args, arg)
		}
	}
	add(f.Person != "", "person = ?", f.Person)
	add(f.Verb != "", "verb = ?", f.Verb)
	add(f.Object != "", "object = ?", f.Object)
	add(f.Scope != "", "scope = ?", f.Scope)
	add(f.From != 0, "at >= ?", f.From)
	add(f.Until != 0, "at < ?", f.Until)
	add(f.Before != "", "id < ?", f.Before)
	text := "SELECT id, at, person, device, verb, object, scope, key, note FROM act_log"
	if len(where) > 0 {
		text += " WHERE " + strings.Join(where, " AND ")
	}
	limit := f.Limit
	if limit <= 0 {
		limit = 100
	}
	return db.All(v, func(s db.Scanner) (r Record, err error) {
		err = s.Scan(&r.ID, &r.At, &r.Person, &r.Device, &r.Verb, &r.Object, &r.Scope, &r.Key, &r.Note)
		return
	}, text+" ORDER BY id DESC LIMIT ?", append(args, limit)...)
}

func insertRecord(tx *db.Tx, r Record) error {
	_, err := tx.Exec("INSERT INTO act_log (id, at, person, device, verb, object, scope, key, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		r.ID, r.At, r.Person, r.Device, r.Verb, r.Object, r.Scope, r.Key, r.Note)
	return err
}

// claim takes the sender's key for this act, and reports whether it was taken before for the same thing.
func claim(tx *db.Tx, r Record) (done bool, err error) {
	n, err := tx.Exec("INSERT INTO act_key (key, verb, object, act) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO NOTHING", r.Key, r.Verb, r.Object, r.ID)
	if err != nil || n == 1 {
		return false, err
	}
	var verb, object string
	if err := tx.Row("SELECT verb, object FROM act_key WHERE key = ?", r.Key).Scan(&verb, &object); err != nil {
		return false, err
	}
	if verb != r.Verb || object != r.Object {
		return false, fault.Conflictf("Mã gửi này đã dùng cho một việc khác, nên lần gửi này chưa được ghi. Hãy tải lại trang rồi gửi lại.")
	}
	return true, nil
}
