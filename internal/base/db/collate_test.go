package db_test

import (
	"database/sql"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/id"
)

// A PostgreSQL database that was made to sort as Vietnamese does still sorts our columns as SQLite would.
func TestForeignCollation(t *testing.T) {
	dsn := os.Getenv("TEST_POSTGRES")
	if dsn == "" {
		t.Skip("TEST_POSTGRES is not set: PostgreSQL is not tested")
	}
	pool, err := sql.Open("pgx", dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	name := "scratch_" + id.NewSource(nil).New(time.Now())
	if _, err := pool.Exec("CREATE DATABASE " + name + " TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'vi' ENCODING 'UTF8'"); err != nil {
		t.Skipf("NOT TESTED: no database with another collation can be made here: %v", err)
	}
	defer pool.Exec("DROP DATABASE " + name)
	cut := strings.LastIndex(dsn, "/")
	_, options, _ := strings.Cut(dsn[cut:], "?")
	d := openFile(t, dsn[:cut]+"/"+name+"?"+options, db.Options{})
	defer d.Close()
	if err := d.Migrate(t.Context(), things); err != nil {
		t.Fatal(err)
	}
	want := []string{"B", "a", "z", "ân", "đ"}
	for i, n := range want {
		if err := put(t.Context(), d, 9-i, n); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.See(t.Context(), func(v *db.View) error {
		got, err := db.All(v, db.Text, "SELECT name FROM thing_row WHERE name > ? ORDER BY name", "A")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		return err
	}); err != nil {
		t.Error(err)
	}
}
