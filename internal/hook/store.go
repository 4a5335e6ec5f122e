package hook

import (
	"strconv"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

const events = `SELECT seq, topic, unit, object, act, entries, at FROM hook_event `

func scanEvent(s db.Scanner) (e Event, err error) {
	var entries string
	err = s.Scan(&e.Seq, (*string)(&e.Topic), &e.Unit, &e.Object, &e.Act, &entries, &e.At)
	for _, word := range strings.Fields(entries) {
		n, err := strconv.ParseInt(word, 10, 64)
		if err != nil {
			return e, err
		}
		e.Entries = append(e.Entries, n)
	}
	return e, err
}

// After returns at most limit events with numbers after one, in order.
func After(v *db.View, seq int64, limit int) ([]Event, error) {
	return db.All(v, scanEvent, events+"WHERE seq > ? ORDER BY seq LIMIT ?", seq, limit)
}

// Head returns the number of the last event, 0 for none.
func Head(v *db.View) (seq int64, err error) {
	err = v.Row("SELECT coalesce(max(seq), 0) FROM hook_event").Scan(&seq)
	return seq, err
}

func insertEvent(tx *db.Tx, e Event) error {
	_, err := tx.Exec("INSERT INTO hook_event (seq, topic, unit, object, act, entries, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
		e.Seq, string(e.Topic), e.Unit, e.Object, e.Act, numbers(e.Entries), e.At)
	return err
}

const receivers = `SELECT r.id, r.program, r.url, r.secret, r.topics, r.made_at, r.made_by, c.told, c.attempts, c.next_at, COALESCE(e.ended_at, 0)
	FROM hook_receiver r JOIN hook_cursor c ON c.receiver = r.id LEFT JOIN hook_end e ON e.receiver = r.id `

func scanReceiver(s db.Scanner) (r Receiver, err error) {
	var topics string
	err = s.Scan(&r.ID, &r.Program, &r.URL, &r.secret, &topics, &r.Made, &r.MadeBy, &r.Told, &r.Attempts, &r.Next, &r.Ended)
	for _, t := range strings.Fields(topics) {
		r.Topics = append(r.Topics, Topic(t))
	}
	return r, err
}

// Get returns a receiver.
func Get(v *db.View, id string) (Receiver, error) {
	r, found, err := db.One(v, scanReceiver, receivers+"WHERE r.id = ?", id)
	if err == nil && !found {
		err = fault.NotFoundf("Không tìm thấy nơi nhận tin này. Hãy mở lại từ trang của chương trình.")
	}
	return r, err
}

// Of returns a program's receivers, ended ones too, the latest first.
func Of(v *db.View, program string) ([]Receiver, error) {
	return db.All(v, scanReceiver, receivers+"WHERE r.program = ? ORDER BY r.id DESC", program)
}

// due returns the receivers that may be told of something now.
func due(v *db.View, now day.Instant) ([]Receiver, error) {
	return db.All(v, scanReceiver, receivers+"WHERE e.receiver IS NULL AND c.next_at <= ? AND c.busy_until <= ? AND c.told < (SELECT coalesce(max(seq), 0) FROM hook_event) ORDER BY r.id", now, now)
}

func insertReceiver(tx *db.Tx, r Receiver) error {
	words := make([]string, len(r.Topics))
	for i, t := range r.Topics {
		words[i] = string(t)
	}
	if _, err := tx.Exec("INSERT INTO hook_receiver (id, program, url, secret, topics, made_at, made_by) VALUES (?, ?, ?, ?, ?, ?, ?)",
		r.ID, r.Program, r.URL, r.secret, strings.Join(words, " "), r.Made, r.MadeBy); err != nil {
		return err
	}
	_, err := tx.Exec("INSERT INTO hook_cursor (receiver, told, attempts, next_at, busy_until) VALUES (?, ?, 0, 0, 0)", r.ID, r.Told)
	return err
}

func insertEnd(tx *db.Tx, id, reason string) error {
	_, err := tx.Exec("INSERT INTO hook_end (receiver, ended_at, ended_by, reason) VALUES (?, ?, ?, ?)", id, tx.At, tx.Actor, reason)
	return err
}

// moveCursor says how far a receiver has been told, whatever a server is doing with it.
func moveCursor(tx *db.Tx, id string, told int64) error {
	_, err := tx.Exec("UPDATE hook_cursor SET told = ?, attempts = 0, next_at = 0 WHERE receiver = ?", told, id)
	return err
}

// take takes a receiver for one server, until an instant.
func take(tx *db.Tx, id string, until day.Instant) (bool, error) {
	n, err := tx.Exec("UPDATE hook_cursor SET busy_until = ? WHERE receiver = ? AND busy_until <= ?", until, id, tx.At)
	return n == 1, err
}

// give gives it back. Where somebody moved the cursor meanwhile, it stays where it was put.
func give(tx *db.Tx, was Receiver, told, attempts int64, next day.Instant) error {
	_, err := tx.Exec("UPDATE hook_cursor SET told = ?, attempts = ?, next_at = ? WHERE receiver = ? AND told = ?", told, attempts, next, was.ID, was.Told)
	if err == nil {
		_, err = tx.Exec("UPDATE hook_cursor SET busy_until = 0 WHERE receiver = ?", was.ID)
	}
	return err
}

// Try is one attempt to tell a receiver.
type Try struct {
	Event   int64
	Attempt int64
	At      day.Instant
	Status  int64
	Error   string
	Outcome string // Told, Again or Dead
}

// Outcomes of an attempt.
const (
	Told  = "told"
	Again = "again"
	Dead  = "dead"
)

func insertTry(tx *db.Tx, receiver string, t Try) error {
	_, err := tx.Exec("INSERT INTO hook_try (id, receiver, event, attempt, at, status, error, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		tx.ID(), receiver, t.Event, t.Attempt, t.At, t.Status, t.Error, t.Outcome)
	return err
}

// Tries returns the last attempts to tell a receiver, the latest first.
func Tries(v *db.View, receiver string, limit int) ([]Try, error) {
	return db.All(v, func(s db.Scanner) (t Try, err error) {
		err = s.Scan(&t.Event, &t.Attempt, &t.At, &t.Status, &t.Error, &t.Outcome)
		return t, err
	}, "SELECT event, attempt, at, status, error, outcome FROM hook_try WHERE receiver = ? ORDER BY id DESC LIMIT ?", receiver, limit)
}
