package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/jobs"
	"phongtrao/internal/testkit"
)

func onBoth(t *testing.T, f func(t *testing.T, d *db.DB)) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		if err := d.Migrate(t.Context(), jobs.Schema); err != nil {
			t.Fatal(err)
		}
		f(t, d)
	})
}

func put(t testing.TB, d *db.DB, j jobs.Job) (id string, fresh bool) {
	t.Helper()
	if err := d.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error {
		got, first, err := jobs.Put(tx, j)
		id, fresh = got.ID, first
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return id, fresh
}

func get(t testing.TB, d *db.DB, id string) (j jobs.Job) {
	t.Helper()
	if err := d.See(t.Context(), func(v *db.View) error {
		got, ok, err := jobs.Get(v, id)
		if err == nil && !ok {
			err = errors.New("no such job")
		}
		j = got
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return j
}

// TestPromise: a job is there exactly when its act is, and once under one key.
func TestPromise(t *testing.T) {
	onBoth(t, func(t *testing.T, d *db.DB) {
		no := errors.New("no")
		if err := d.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error {
			if _, _, err := jobs.Put(tx, jobs.Job{Kind: "mail", Key: "a"}); err != nil {
				return err
			}
			return no
		}); !errors.Is(err, no) {
			t.Fatal(err)
		}
		first, fresh := put(t, d, jobs.Job{Kind: "mail", Key: "a", Body: "1"})
		if !fresh {
			t.Error("an act that failed left its promise behind")
		}
		if again, fresh := put(t, d, jobs.Job{Kind: "mail", Key: "a", Body: "2"}); fresh || again != first {
			t.Error("promised twice under one key")
		}
		if _, fresh := put(t, d, jobs.Job{Kind: "hook", Key: "a"}); !fresh {
			t.Error("keys of two kinds are mixed up")
		}
		var did []string
		if err := jobs.Drain(t.Context(), d, jobs.Kind{Name: "mail", Do: func(_ context.Context, _ *db.DB, j jobs.Job) error {
			did = append(did, j.Body)
			return nil
		}}); err != nil {
			t.Fatal(err)
		}
		if len(did) != 1 || did[0] != "1" || get(t, d, first).State != jobs.Done {
			t.Error(did, get(t, d, first))
		}
	})
}

// TestManyWorkers: what several servers take side by side is done once.
func TestManyWorkers(t *testing.T) {
	onBoth(t, func(t *testing.T, d *db.DB) {
		for i := range 40 {
			put(t, d, jobs.Job{Kind: "mail", Body: fmt.Sprint(i)})
		}
		var mu sync.Mutex
		did := map[string]int{}
		mail := jobs.Kind{Name: "mail", Do: func(_ context.Context, _ *db.DB, j jobs.Job) error {
			mu.Lock()
			defer mu.Unlock()
			did[j.Body]++
			return nil
		}}
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				if err := jobs.Drain(t.Context(), d, mail); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		for i := range 40 {
			if n := did[fmt.Sprint(i)]; n != 1 {
				t.Errorf("job %d was done %d times", i, n)
			}
		}
	})
}

// bubble runs a test under a clock of its own, with a worker that does one kind.
func bubble(t *testing.T, k jobs.Kind, f func(t *testing.T, d *db.DB)) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		d, err := db.Open(ctx, testkit.DSN(t), db.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Migrate(ctx, jobs.Schema); err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		wg.Go(func() { jobs.Work(ctx, d, k) })
		defer d.Close()
		defer wg.Wait()
		defer stop()
		f(t, d)
	})
}

// TestBackOff: an attempt that fails is made again, later each time, and is given up in the end; a person may ask for it again.
func TestBackOff(t *testing.T) {
	var at []time.Duration
	start := time.Time{}
	k := jobs.Kind{Name: "mail", Attempts: 4, Do: func(context.Context, *db.DB, jobs.Job) error {
		at = append(at, time.Since(start).Round(time.Second))
		return errors.New("máy chủ thư không trả lời")
	}}
	bubble(t, k, func(t *testing.T, d *db.DB) {
		start = time.Now()
		id, _ := put(t, d, jobs.Job{Kind: "mail"})
		time.Sleep(time.Hour)
		want := []time.Duration{0, 10 * time.Second, 30 * time.Second, 70 * time.Second}
		if len(at) != len(want) {
			t.Fatalf("attempts at %v, want %v", at, want)
		}
		for i := range want {
			if at[i] < want[i] || at[i] > want[i]+5*time.Second {
				t.Errorf("attempts at %v, want %v", at, want)
			}
		}
		j := get(t, d, id)
		if j.State != jobs.Dead || j.Error != "máy chủ thư không trả lời" || j.Attempts != 4 {
			t.Errorf("%+v", j)
		}
		if err := d.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error { return jobs.Again(tx, id) }); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second)
		if len(at) != 5 {
			t.Errorf("asked for again, it was attempted %d times", len(at)-4)
		}
	})
}

// TestLease: a job whose worker died is taken by another when the lease has ended, and not before; what the first says later is not heard.
func TestLease(t *testing.T) {
	var took []time.Duration
	start := time.Time{}
	k := jobs.Kind{Name: "mail", Lease: time.Minute, Do: func(ctx context.Context, d *db.DB, _ jobs.Job) error {
		took = append(took, time.Since(start).Round(time.Second))
		if len(took) == 1 {
			return d.Update(context.WithoutCancel(ctx), db.Ordered{}, func(tx *db.Tx) error { // another's lease: as if this one had slept too long
				_, err := tx.Exec(`UPDATE jobs_job SET lease = 'gone'`)
				return err
			})
		}
		return nil
	}}
	bubble(t, k, func(t *testing.T, d *db.DB) {
		start = time.Now()
		id, _ := put(t, d, jobs.Job{Kind: "mail"})
		time.Sleep(50 * time.Second)
		if j := get(t, d, id); j.State != jobs.Running || len(took) != 1 {
			t.Fatalf("%+v %v", j, took)
		}
		time.Sleep(20 * time.Second)
		if j := get(t, d, id); j.State != jobs.Done || j.Attempts != 2 || len(took) != 2 {
			t.Errorf("%+v %v", j, took)
		}
	})
}

// TestHopeless: what no further attempt would mend is given up at once, and so is a panic after its attempts.
func TestHopeless(t *testing.T) {
	onBoth(t, func(t *testing.T, d *db.DB) {
		id, _ := put(t, d, jobs.Job{Kind: "mail"})
		other, _ := put(t, d, jobs.Job{Kind: "hook"})
		err := jobs.Drain(t.Context(), d,
			jobs.Kind{Name: "mail", Do: func(context.Context, *db.DB, jobs.Job) error {
				return jobs.Hopeless(errors.New("địa chỉ không có"))
			}},
			jobs.Kind{Name: "hook", Attempts: 1, Do: func(context.Context, *db.DB, jobs.Job) error { panic("hỏng") }})
		if err != nil {
			t.Fatal(err)
		}
		for id, want := range map[string]string{id: "địa chỉ không có", other: "jobs: hook: hỏng"} {
			if j := get(t, d, id); j.State != jobs.Dead || j.Attempts != 1 || j.Error != want {
				t.Errorf("%+v", j)
			}
		}
	})
}

// TestStopping: a program that ends gives back what it had taken, with no attempt counted.
func TestStopping(t *testing.T) {
	onBoth(t, func(t *testing.T, d *db.DB) {
		id, _ := put(t, d, jobs.Job{Kind: "mail"})
		ctx, stop := context.WithCancel(t.Context())
		_ = jobs.Drain(ctx, d, jobs.Kind{Name: "mail", Do: func(ctx context.Context, _ *db.DB, _ jobs.Job) error {
			stop()
			<-ctx.Done()
			return ctx.Err()
		}})
		if j := get(t, d, id); j.State != jobs.Ready || j.Attempts != 0 {
			t.Errorf("%+v", j)
		}
	})
}
