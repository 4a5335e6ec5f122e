package db_test

import (
	"os"
	"path/filepath"
	"testing"

	"phongtrao/internal/base/db"
)

// After Close only the file itself is left: its log was taken in, and nothing holds it.
func TestCloseLeavesOneFile(t *testing.T) {
	dir := t.TempDir()
	d := thingFile(t, filepath.Join(dir, "a.db"))
	if err := put(t.Context(), d, 1, "a"); err != nil {
		t.Fatal(err)
	}
	d.See(t.Context(), func(v *db.View) error { _, err := v.Query("SELECT 1"); return err }) // a mistake: rows left open
	if err := d.Close(); err != nil {
		t.Error(err)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 1 {
		t.Error(files, err)
	}
}
