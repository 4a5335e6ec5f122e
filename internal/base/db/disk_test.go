package db_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

func openFile(t testing.TB, path string, o db.Options) *db.DB {
	t.Helper()
	d, err := db.Open(t.Context(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func thingFile(t testing.TB, path string) *db.DB {
	t.Helper()
	d := openFile(t, path, db.Options{})
	if err := d.Migrate(t.Context(), things); err != nil {
		t.Fatal(err)
	}
	return d
}

// unavailable fails the test unless err says, in a sentence for people, that the store cannot work.
func unavailable(t testing.TB, err error, word string) {
	t.Helper()
	if fault.KindOf(err) != fault.Unavailable || !strings.Contains(fault.Text(err), word) {
		t.Errorf("want a fault of kind Unavailable about %q, got %v", word, err)
	}
}

// TestPathsWithOddNames: what stands in a path is never read as an option.
func TestPathsWithOddNames(t *testing.T) {
	for _, name := range []string{"số liệu.db", "a?mode=ro.db", "a#b.db", "a%20b.db", "sqlite:a.db"} {
		path := filepath.Join(t.TempDir(), name)
		d := thingFile(t, path)
		if err := put(t.Context(), d, 1, "a"); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		d.Close()
		if _, err := os.Stat(path); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhatCannotBeOpened(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for _, c := range []struct{ name, dsn, word string }{
		{"a folder", dir, "thư mục"},
		{"no folder", filepath.Join(dir, "none", "a.db"), "Không mở được"},
		{"a letter", write("letter.db", strings.Repeat("Kính gửi: Liên đoàn Lao động thành phố. ", 400)), "hỏng"},
		{"nobody listens", "postgres://postgres@127.0.0.1:1/x?sslmode=disable", "Không kết nối"},
	} {
		_, err := db.Open(t.Context(), c.dsn, db.Options{})
		t.Log(c.name, err)
		unavailable(t, err, c.word)
	}
	if _, err := db.Open(t.Context(), filepath.Join(dir, "none.db"), db.Options{ReadOnly: true}); fault.KindOf(err) != fault.Unavailable {
		t.Error(err)
	}
	if _, err := db.Open(t.Context(), "", db.Options{}); fault.KindOf(err) != fault.Invalid {
		t.Error(err)
	}
}

// A file whose middle was overwritten says so when it is read, and is not written to.
func TestCorruptFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	d := thingFile(t, path)
	rows := make([][]any, 5000)
	for i := range rows {
		rows[i] = []any{i, fmt.Sprintf("%040d", i)}
	}
	if err := d.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error { return tx.Insert("thing_row", []string{"seq", "name"}, rows) }); err != nil {
		t.Fatal(err)
	}
	d.Close()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	for at := int64(4096 * 4); at < 4096*60; at += 4096 {
		f.WriteAt([]byte(strings.Repeat("hỏng", 600)), at)
	}
	f.Close()
	d, err = db.Open(t.Context(), path, db.Options{})
	if err == nil {
		defer d.Close()
		err = d.See(t.Context(), func(v *db.View) error {
			_, err := db.All(v, db.Text, "SELECT name FROM thing_row")
			return err
		})
	}
	unavailable(t, err, "hỏng")
}

func TestReadOnlyOption(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	d := thingFile(t, path)
	if err := put(t.Context(), d, 1, "a"); err != nil {
		t.Fatal(err)
	}
	d.Close()
	r := openFile(t, path, db.Options{ReadOnly: true})
	if err := r.Migrate(t.Context(), things); err != nil {
		t.Error(err)
	}
	if n := count(t, r); n != 1 {
		t.Error(n)
	}
	unavailable(t, put(t.Context(), r, 2, "b"), "chỉ đọc")
	more := db.Line{Name: "more", Files: fstest.MapFS{"0001_more.sql": {Data: []byte("CREATE TABLE more_row (a TEXT NOT NULL)")}}}
	unavailable(t, r.Migrate(t.Context(), things, more), "nâng cấp")
}

// A view cannot write: the type has no way to, and the engine refuses what is smuggled into a query.
func TestViewCannotWrite(t *testing.T) {
	onBoth(t, func(t *testing.T, d *db.DB) {
		err := d.See(t.Context(), func(v *db.View) error {
			return v.Row("INSERT INTO thing_row (seq, name) VALUES (1, 'a') RETURNING seq").Scan(new(int))
		})
		if err == nil || count(t, d) != 0 {
			t.Error(err, count(t, d))
		}
	})
}

// A disk that fills up: the act is refused in a sentence, nothing of it is there, and when there is room again all goes on.
func TestFullDisk(t *testing.T) {
	d := thingFile(t, filepath.Join(t.TempDir(), "a.db"))
	if err := put(t.Context(), d, 1, "a"); err != nil {
		t.Fatal(err)
	}
	limit := func(pages int) {
		t.Helper()
		if err := d.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error {
			return tx.Row(fmt.Sprintf("PRAGMA max_page_count = %d", pages)).Scan(new(int))
		}); err != nil {
			t.Fatal(err)
		}
	}
	limit(30)
	fill(t, d)
	limit(1 << 30)
	if err := put(t.Context(), d, 2, "b"); err != nil {
		t.Error(err)
	}
}

// fill lets ten at a time write until the disk is full, and holds each to what it was told.
func fill(t *testing.T, d *db.DB) {
	t.Helper()
	big := strings.Repeat("đầy ", 5000)
	var mu sync.Mutex
	written, refused := count(t, d), 0
	for round := 0; refused == 0 && round < 100; round++ {
		var wg sync.WaitGroup
		for i := range 10 {
			wg.Go(func() {
				err := put(t.Context(), d, 1000+round*10+i, fmt.Sprint(round, " ", i, big))
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					written++
					return
				}
				refused++
				unavailable(t, err, "đầy")
			})
		}
		wg.Wait()
	}
	if refused == 0 {
		t.Fatal("the disk did not fill up")
	}
	if n := count(t, d); n != written {
		t.Errorf("%d rows there, %d answered", n, written)
	}
	check(t, d)
}

// check asks SQLite whether the file is whole.
func check(t testing.TB, d *db.DB) {
	t.Helper()
	if err := d.See(t.Context(), func(v *db.View) error {
		var ok string
		if err := v.Row("PRAGMA integrity_check").Scan(&ok); err != nil || ok != "ok" {
			t.Error(ok, err)
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
}

// Another program that is writing is waited for, and then named.
func TestBusy(t *testing.T) {
	defer db.SetBusy(100)()
	path := filepath.Join(t.TempDir(), "a.db")
	one, two := thingFile(t, path), openFile(t, path, db.Options{})
	err := one.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error {
		if _, err := tx.Exec("INSERT INTO thing_row (seq, name) VALUES (1, 'a')"); err != nil {
			return err
		}
		unavailable(t, put(t.Context(), two, 2, "b"), "đang bận")
		three, err := db.Open(t.Context(), path, db.Options{})
		return errors.Join(err, three.Close())
	})
	if err != nil {
		t.Error(err)
	}
	if err := put(t.Context(), two, 2, "b"); err != nil || count(t, one) != 2 {
		t.Error(err)
	}
}
