package db_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/testkit"
)

func put(ctx context.Context, d *db.DB, seq int, name string) error {
	return d.Update(ctx, db.Ordered{Actor: "an"}, func(tx *db.Tx) error {
		_, err := tx.Exec("INSERT INTO thing_row (seq, name) VALUES (?, ?)", seq, name)
		return err
	})
}

// Fifty acts wait for one commit; one fails by its own will, one by the engine's, one panics, one ends its goroutine. The others are written.
func TestOneFailsAmongFifty(t *testing.T) {
	onBoth(t, func(t *testing.T, d *db.DB) {
		no := errors.New("no")
		hold, held := make(chan bool), make(chan bool)
		go d.Update(t.Context(), db.Ordered{}, func(*db.Tx) error { close(held); <-hold; return no }) // so that the others queue behind it
		<-held
		var wg sync.WaitGroup
		var mu sync.Mutex
		got := map[int]string{}
		for i := range 50 {
			wg.Go(func() {
				outcome := "the goroutine ended"
				defer func() {
					if p := recover(); p != nil {
						outcome = fmt.Sprint("panic ", p)
					}
					mu.Lock()
					defer mu.Unlock()
					got[i] = outcome
				}()
				err := d.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error {
					if _, err := tx.Exec("INSERT INTO thing_row (seq, name) VALUES (?, ?)", i, fmt.Sprint(i)); err != nil {
						return err
					}
					switch i {
					case 10:
						return no
					case 20:
						_, err := tx.Exec("INSERT INTO thing_row (seq, name) VALUES (?, 'again')", i)
						return err
					case 30:
						panic("p")
					case 40:
						runtime.Goexit()
					}
					return nil
				})
				outcome = fmt.Sprint(err)
				if db.IsDuplicate(err) {
					outcome = "duplicate"
				}
			})
		}
		time.Sleep(20 * time.Millisecond)
		close(hold)
		wg.Wait()
		for i, want := range map[int]string{10: "no", 20: "duplicate", 30: "panic p", 40: "the goroutine ended", 41: "<nil>"} {
			if got[i] != want {
				t.Errorf("act %d: %s, want %s", i, got[i], want)
			}
		}
		if n := count(t, d); n != 46 {
			t.Errorf("%d rows", n)
		}
	})
}

// An act in which a statement failed is lost, even if the one who wrote it overlooks the error. PostgreSQL is like that; SQLite is held to it.
func TestFailedStatementLosesTheAct(t *testing.T) {
	onBoth(t, func(t *testing.T, d *db.DB) {
		err := d.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error {
			tx.Exec("INSERT INTO thing_row (seq, name) VALUES (1, 'a')")
			tx.Exec("INSERT INTO thing_row (seq, name) VALUES (2, 'a')")
			if _, err := tx.Exec("INSERT INTO thing_row (seq, name) VALUES (3, 'c')"); !db.IsDuplicate(err) {
				t.Error(err)
			}
			if err := tx.Row("SELECT 1").Scan(new(int)); !db.IsDuplicate(err) {
				t.Error(err)
			}
			return nil
		})
		if !db.IsDuplicate(err) || count(t, d) != 0 {
			t.Error(err, count(t, d))
		}
	})
}

func TestHooksAndInstants(t *testing.T) {
	onBoth(t, func(t *testing.T, d *db.DB) {
		hooked := 0
		var last day.Instant
		var key string
		for i := range 20 {
			d.Update(t.Context(), db.Ordered{Actor: "an"}, func(tx *db.Tx) error {
				if tx.At <= last || tx.ID() <= key || tx.Actor != "an" || !tx.InTx() {
					t.Errorf("at %v after %v, actor %q", tx.At, last, tx.Actor)
				}
				last, key = tx.At, tx.ID()
				tx.AfterCommit(func() {
					d.See(t.Context(), func(*db.View) error { return nil }) // the writer is not held up
					put(t.Context(), d, 100+i, fmt.Sprint(i))
					hooked++
				})
				if i%2 == 1 {
					return errors.New("no")
				}
				return nil
			})
		}
		if hooked != 10 || count(t, d) != 10 {
			t.Error(hooked, count(t, d))
		}
		d.See(t.Context(), func(v *db.View) error {
			if v.At < last || v.InTx() {
				t.Errorf("a view at %v, before the act at %v", v.At, last)
			}
			return nil
		})
	})
}

func TestActWithinAct(t *testing.T) {
	onBoth(t, func(t *testing.T, d *db.DB) {
		defer func() {
			if recover() == nil {
				t.Error("no panic")
			}
			if err := put(t.Context(), d, 1, "a"); err != nil {
				t.Error("the writer is stuck:", err)
			}
		}()
		d.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error { return put(tx.Ctx, d, 2, "b") })
	})
}

func TestGivenUp(t *testing.T) {
	onBoth(t, func(t *testing.T, d *db.DB) {
		ctx, cancel := context.WithCancel(t.Context())
		err := d.Update(ctx, db.Ordered{}, func(tx *db.Tx) error {
			if _, err := tx.Exec("INSERT INTO thing_row (seq, name) VALUES (1, 'a')"); err != nil {
				t.Error(err)
			}
			cancel()
			_, err := tx.Exec("INSERT INTO thing_row (seq, name) VALUES (2, 'b')")
			return err
		})
		if !errors.Is(err, context.Canceled) || count(t, d) != 0 {
			t.Error(err, count(t, d))
		}
		if err := put(ctx, d, 1, "a"); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		if err := d.See(ctx, func(v *db.View) error { return v.Row("SELECT 1").Scan(new(int)) }); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
}

// Acts that read a number and write the next one, side by side, under one lock: none is lost. Different locks taken in any order do not deadlock.
func TestLocks(t *testing.T) {
	onBoth(t, func(t *testing.T, d *db.DB) {
		if err := put(t.Context(), d, 1, "counter"); err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for i := range 8 {
			wg.Go(func() {
				locks := []string{"counter", "other"}
				if i%2 == 0 {
					locks = []string{"other", "counter", "other"}
				}
				for range 10 {
					err := d.Update(t.Context(), db.Ordered{Locks: locks}, func(tx *db.Tx) error {
						var n int
						if err := tx.Row("SELECT size FROM thing_row WHERE seq = 1").Scan(&n); err != nil {
							return err
						}
						_, err := tx.Exec("UPDATE thing_row SET size = ? WHERE seq = 1", n+1)
						return err
					})
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		d.See(t.Context(), func(v *db.View) error {
			var n int
			if err := v.Row("SELECT size FROM thing_row WHERE seq = 1").Scan(&n); err != nil || n != 80 {
				t.Error(n, err)
			}
			return nil
		})
	})
}

// Two acts that take two rows crosswise: on PostgreSQL one of them is begun again, and both are written.
func TestDeadlockIsTriedAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, d *db.DB) {
		for i := range 2 {
			if err := put(t.Context(), d, i, fmt.Sprint(i)); err != nil {
				t.Fatal(err)
			}
		}
		var wg sync.WaitGroup
		for i := range 2 {
			wg.Go(func() {
				err := d.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error {
					for j := range 2 {
						if _, err := tx.Exec("UPDATE thing_row SET size = size + 1 WHERE seq = ?", (i+j)%2); err != nil {
							return err
						}
						if d.Engine() == db.Postgres {
							time.Sleep(50 * time.Millisecond)
						}
					}
					tx.AfterCommit(func() {})
					return nil
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		d.See(t.Context(), func(v *db.View) error {
			sizes, err := db.All(v, db.Number, "SELECT size FROM thing_row")
			if err != nil || len(sizes) != 2 || sizes[0] != 2 || sizes[1] != 2 {
				t.Error(sizes, err)
			}
			return nil
		})
	})
}

// Whatever acts do side by side, exactly the rows of those that were answered with nil are there.
func TestAnsweredIsWritten(t *testing.T) {
	d := testkit.DB(t, things)
	rapid.Check(t, func(r *rapid.T) {
		if err := d.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error { _, err := tx.Exec("DELETE FROM thing_row"); return err }); err != nil {
			r.Fatal(err)
		}
		fails := rapid.SliceOfN(rapid.IntRange(0, 4), 1, 40).Draw(r, "fails")
		var wg sync.WaitGroup
		var mu sync.Mutex
		want := 0
		for i, how := range fails {
			wg.Go(func() {
				defer func() { recover() }()
				err := d.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error {
					rows := make([][]any, 1+i%12)
					for j := range rows {
						rows[j] = []any{i*100 + j, fmt.Sprint(i, j)}
					}
					if err := tx.Insert("thing_row", []string{"seq", "name"}, rows); err != nil {
						return err
					}
					switch how {
					case 0:
						return errors.New("no")
					case 1:
						panic("p")
					case 2:
						_, err := tx.Exec("INSERT INTO nowhere VALUES (1)")
						return err
					}
					return nil
				})
				if err == nil {
					mu.Lock()
					want += 1 + i%12
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		if got := count(t, d); got != want {
			r.Fatalf("%d rows, want %d", got, want)
		}
	})
}

func TestAfterClose(t *testing.T) {
	d, err := db.Open(t.Context(), ":memory:", db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(d.Migrate(t.Context(), things), put(t.Context(), d, 1, "a"), d.Close(), d.Close()); err != nil {
		t.Fatal(err)
	}
	if err := put(t.Context(), d, 2, "b"); fault.KindOf(err) != fault.Unavailable {
		t.Error(err)
	}
	if err := d.See(t.Context(), func(*db.View) error { return nil }); fault.KindOf(err) != fault.Unavailable {
		t.Error(err)
	}
}
