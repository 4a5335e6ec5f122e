package jobs

import (
	"strings"
	"time"
	"unicode/utf8"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
)

const selected = `SELECT id, kind, key, body, state, due, attempts, error, made, ended FROM jobs_job`

func scan(s db.Scanner) (j Job, err error) {
	err = s.Scan(&j.ID, &j.Kind, &j.Key, &j.Body, &j.State, &j.Due, &j.Attempts, &j.Error, &j.Made, &j.Ended)
	return j, err
}

func insert(tx *db.Tx, j Job) (int64, error) {
	return tx.Exec(`INSERT INTO jobs_job (id, kind, key, body, state, due, attempts, lease, error, made, ended) VALUES (?, ?, ?, ?, ?, ?, 0, '', '', ?, 0)
		ON CONFLICT (kind, key) DO NOTHING`, j.ID, j.Kind, j.Key, j.Body, string(j.State), j.Due, j.Made)
}

// Get returns a job by its key, and false where there is none.
func Get(v *db.View, id string) (Job, bool, error) {
	return db.One(v, scan, selected+` WHERE id = ?`, id)
}

// Under returns the job of a kind that was promised under a key, and false where there is none.
func Under(v *db.View, kind, key string) (Job, bool, error) {
	return db.One(v, scan, selected+` WHERE kind = ? AND key = ?`, kind, key)
}

// List returns the jobs of a kind in one state, the latest first; at most limit.
func List(v *db.View, kind string, s State, limit int) ([]Job, error) {
	return db.All(v, scan, selected+` WHERE kind = ? AND state = ? ORDER BY id DESC LIMIT ?`, kind, string(s), limit)
}

// among returns the condition that a job is of one of some kinds, with its arguments.
func among(kinds []Kind) (string, []any) {
	args := make([]any, len(kinds))
	for i, k := range kinds {
		args[i] = k.Name
	}
	return `kind IN (?` + strings.Repeat(`, ?`, len(kinds)-1) + `)`, args
}

// next returns the instant from which there is something to take, and false where nothing waits. A running job is to be taken when its
// lease has ended: who held it is gone.
func next(v *db.View, kinds []Kind) (day.Instant, bool, error) {
	where, args := among(kinds)
	n, some, err := db.One(v, db.Number, `SELECT due FROM jobs_job WHERE state IN ('ready', 'running') AND `+where+` ORDER BY due LIMIT 1`, args...)
	return day.Instant(n), some, err
}

// claim takes the job that has waited longest, under a lease. Claims queue for one lock, so that no two workers take the same.
func claim(tx *db.Tx, kinds []Kind, lease string) (Job, bool, error) {
	if err := tx.Lock("jobs"); err != nil {
		return Job{}, false, err
	}
	where, args := among(kinds)
	j, some, err := db.One(&tx.View, scan, selected+` WHERE state IN ('ready', 'running') AND due <= ? AND `+where+` ORDER BY due, id LIMIT 1`, append([]any{tx.At}, args...)...)
	if err != nil || !some {
		return j, false, err
	}
	j.State, j.Attempts = Running, j.Attempts+1
	j.Due = tx.At + day.Instant(kindOf(kinds, j.Kind).lease()/time.Microsecond)
	_, err = tx.Exec(`UPDATE jobs_job SET state = ?, due = ?, attempts = ?, lease = ? WHERE id = ?`, string(j.State), j.Due, j.Attempts, lease, j.ID)
	return j, true, err
}

// settle writes how an attempt ended, if its lease still holds.
func settle(tx *db.Tx, j Job, lease string) (bool, error) {
	n, err := tx.Exec(`UPDATE jobs_job SET state = ?, due = ?, error = ?, ended = ?, lease = '' WHERE id = ? AND lease = ? AND state = ?`,
		string(j.State), j.Due, j.Error, j.Ended, j.ID, lease, string(Running))
	return n == 1, err
}

// sweep takes away what was done before an instant.
func sweep(tx *db.Tx, before day.Instant) error {
	_, err := tx.Exec(`DELETE FROM jobs_job WHERE state = ? AND ended < ?`, string(Done), before)
	return err
}

func kindOf(kinds []Kind, name string) Kind {
	for _, k := range kinds {
		if k.Name == name {
			return k
		}
	}
	return Kind{}
}

// short is what is kept of an error.
func short(err error) string {
	s := strings.ToValidUTF8(err.Error(), "")
	if utf8.RuneCountInString(s) > errorMax {
		s = string([]rune(s)[:errorMax])
	}
	return s
}
