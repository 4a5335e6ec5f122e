package jobs

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
)

const (
	look    = 5 * time.Second     // how often to look for what other servers promised
	keep    = 60 * 24 * time.Hour // how long a job that is done is remembered
	tidy    = time.Hour           // how often what is older is taken away
	worker  = "jobs"              // under which a worker writes
	margin  = 10                  // the last tenth of a lease is left for writing how it ended
	patient = 10 * time.Second    // how long the end of the program waits for writing how an attempt ended
)

// Work does jobs of some kinds, one after the other, until ctx is done: whenever one is promised here, and every few seconds in case
// another server promised one. Errors of the store are waited out.
func Work(ctx context.Context, d *db.DB, kinds ...Kind) {
	if len(kinds) == 0 {
		return
	}
	nudge := nudged(d)
	tidied := day.Instant(0)
	for ctx.Err() == nil {
		wait, err := step(ctx, d, kinds)
		if err == nil && d.Now()-tidied > day.Instant(tidy/time.Microsecond) {
			tidied = d.Now()
			err = d.Update(ctx, db.Ordered{Actor: worker}, func(tx *db.Tx) error {
				return sweep(tx, tx.At-day.Instant(keep/time.Microsecond))
			})
		}
		if err != nil && ctx.Err() == nil {
			slog.Warn("jobs", "err", err)
			wait = look
		}
		if wait == 0 {
			continue
		}
		pause := time.NewTimer(wait)
		select {
		case <-nudge:
		case <-pause.C:
		case <-ctx.Done():
		}
		pause.Stop()
	}
}

// Drain does all that is due now and returns; for tests and for programs that run once.
func Drain(ctx context.Context, d *db.DB, kinds ...Kind) error {
	for {
		did, err := one(ctx, d, kinds)
		if err != nil || !did {
			return err
		}
	}
}

// step does one job if one is due, and returns how long to wait before the next.
func step(ctx context.Context, d *db.DB, kinds []Kind) (time.Duration, error) {
	var at day.Instant
	var some bool
	err := d.See(ctx, func(v *db.View) (err error) { // most looks find nothing: they should not trouble the writer
		at, some, err = next(v, kinds)
		return err
	})
	if err != nil || !some {
		return look, err
	}
	if until := time.Duration(at-d.Now()) * time.Microsecond; until > 0 {
		return min(until, look), nil
	}
	did, err := one(ctx, d, kinds)
	if err != nil || !did {
		return look, err
	}
	return 0, nil
}

// one takes a job, does it and writes how it ended. It reports whether there was one.
func one(ctx context.Context, d *db.DB, kinds []Kind) (bool, error) {
	lease := rand.Text()
	var j Job
	var some bool
	err := d.Update(ctx, db.Ordered{Actor: worker}, func(tx *db.Tx) (err error) {
		j, some, err = claim(tx, kinds, lease)
		return err
	})
	if err != nil || !some {
		return false, err
	}
	k := kindOf(kinds, j.Kind)
	var failed error
	if j.Attempts > k.attempts() { // its last attempt never came back
		failed = Hopeless(errors.New("lần làm cuối không kết thúc"))
	} else {
		failed = attempt(ctx, d, k, j)
	}
	if ctx.Err() != nil && failed != nil { // the program ends, which is not the job's fault
		return true, release(ctx, d, j, lease)
	}
	return true, finish(ctx, d, k, j, lease, failed)
}

// attempt does the work within its lease. A panic is an error like others.
func attempt(ctx context.Context, d *db.DB, k Kind, j Job) (err error) {
	lease := k.lease()
	ctx, cancel := context.WithTimeout(ctx, lease-lease/margin)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("jobs: %s: %v", k.Name, p)
		}
	}()
	return k.Do(ctx, d, j)
}

func finish(ctx context.Context, d *db.DB, k Kind, j Job, lease string, failed error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patient)
	defer cancel()
	return d.Update(ctx, db.Ordered{Actor: worker}, func(tx *db.Tx) error {
		switch none := (hopeless{}); {
		case failed == nil:
			j.State, j.Ended, j.Error = Done, tx.At, ""
		case errors.As(failed, &none) || j.Attempts >= k.attempts():
			j.State, j.Ended, j.Error = Dead, tx.At, short(failed)
			slog.Warn("a job is given up", "kind", j.Kind, "id", j.ID, "attempts", j.Attempts, "err", failed)
		default:
			j.State, j.Error = Ready, short(failed)
			j.Due = tx.At + day.Instant(Pause(j.Attempts)/time.Microsecond)
		}
		held, err := settle(tx, j, lease)
		if err == nil && !held {
			slog.Warn("a job outlived its lease", "kind", j.Kind, "id", j.ID)
		}
		return err
	})
}

// release gives a job back as if it had not been taken.
func release(ctx context.Context, d *db.DB, j Job, lease string) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patient)
	defer cancel()
	return d.Update(ctx, db.Ordered{Actor: worker}, func(tx *db.Tx) error {
		_, err := tx.Exec(`UPDATE jobs_job SET state = ?, due = ?, attempts = ?, lease = '' WHERE id = ? AND lease = ?`, string(Ready), tx.At, j.Attempts-1, j.ID, lease)
		return err
	})
}
