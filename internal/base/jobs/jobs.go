// Package jobs does after the commit what was promised inside it.
//
// A letter to be sent, a partner to be told: the promise is a row written by the act itself, so it is there exactly when the act
// is. Workers of any number of servers take rows under a lease and do them; what fails is tried again, later each time, and in the end
// set aside for a person to look at. It keeps true that a promise is made once under one key, and that it is taken by one worker at a time.
// Work may still be done twice, when a server dies between doing it and writing so: what it tells others must bear the job's key.
package jobs

import (
	"context"
	"embed"
	"errors"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of the package's tables.
var Schema = db.Line{Name: "jobs", Files: files}

// State is how a job stands.
type State string

const (
	Ready   State = "ready"
	Running State = "running"
	Done    State = "done"
	Dead    State = "dead" // tried often enough; somebody has to look
)

// Label returns the Vietnamese name.
func (s State) Label() string {
	return map[State]string{Ready: "chờ làm", Running: "đang làm", Done: "đã xong", Dead: "không làm được"}[s]
}

// Job is one promise.
type Job struct {
	ID       string
	Kind     string
	Key      string // "" lets the promise be made as often as it is made
	Body     string
	State    State
	Due      day.Instant // when it may be taken next
	Attempts int64
	Error    string // of the last attempt
	Made     day.Instant
	Ended    day.Instant
}

// Limits of a job.
const (
	BodyMax  = 256 << 10 // bytes
	errorMax = 500       // characters kept of what went wrong
)

// Kind is a kind of work, given to a worker.
type Kind struct {
	Name string
	// Do does it. An error is tried again unless it is Hopeless. The context ends before the lease does.
	Do func(ctx context.Context, d *db.DB, j Job) error
	// Attempts is after how many it is set aside, 0 for ten: over about six hours.
	Attempts int64
	// Lease is how long one attempt may take, 0 for a minute.
	Lease time.Duration
}

func (k Kind) attempts() int64 {
	if k.Attempts > 0 {
		return k.Attempts
	}
	return 10
}

func (k Kind) lease() time.Duration {
	if k.Lease > 0 {
		return k.Lease
	}
	return time.Minute
}

// Pause is how long to wait after a number of attempts: ten seconds, then twice as long each time, two hours at most.
func Pause(attempts int64) time.Duration {
	const most = 2 * time.Hour
	if attempts > 11 {
		return most
	}
	return min(10*time.Second<<max(attempts-1, 0), most)
}

// hopeless is an error that another attempt would not mend.
type hopeless struct{ error }

func (h hopeless) Unwrap() error { return h.error }

// Hopeless marks an error that another attempt would not mend: an address that does not exist.
func Hopeless(err error) error {
	if err == nil {
		return nil
	}
	return hopeless{err}
}

// Put promises a job inside an act. Under a key that the kind has had already nothing is written, and the job that was promised first
// is returned, with false.
func Put(tx *db.Tx, j Job) (Job, bool, error) {
	switch {
	case j.Kind == "":
		return j, false, errors.New("jobs: a job without a kind")
	case len(j.Body) > BodyMax:
		return j, false, fault.Invalidf("Việc gửi đi dài quá %d kB nên chưa được ghi. Hãy chia nhỏ rồi gửi lại.", BodyMax>>10)
	}
	j.ID, j.State, j.Made, j.Attempts, j.Error, j.Ended = tx.ID(), Ready, tx.At, 0, "", 0
	j.Due = max(j.Due, tx.At)
	if j.Key == "" {
		j.Key = j.ID
	}
	n, err := insert(tx, j)
	if err != nil {
		return j, false, err
	}
	if n == 0 {
		was, _, err := Under(&tx.View, j.Kind, j.Key)
		return was, false, err
	}
	nudge := nudged(tx.DB())
	tx.AfterCommit(func() { tell(nudge) })
	return j, true, nil
}

// Again makes a job that was set aside ready once more, with all its attempts before it.
func Again(tx *db.Tx, id string) error {
	n, err := tx.Exec(`UPDATE jobs_job SET state = ?, due = ?, attempts = 0, ended = 0 WHERE id = ? AND state = ?`, string(Ready), tx.At, id, string(Dead))
	if err == nil && n == 0 {
		err = fault.Conflictf("Việc này không còn ở trạng thái “%s”. Hãy tải lại trang.", Dead.Label())
	}
	nudge := nudged(tx.DB())
	tx.AfterCommit(func() { tell(nudge) })
	return err
}

// waking is the key of the channel on which a database's worker hears that there is something new.
type waking struct{}

func nudged(d *db.DB) chan struct{} {
	return d.Keep(waking{}, func() any { return make(chan struct{}, 1) }).(chan struct{})
}

func tell(nudge chan struct{}) {
	select {
	case nudge <- struct{}{}:
	default:
	}
}
