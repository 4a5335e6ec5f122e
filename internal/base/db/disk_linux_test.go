package db_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"phongtrao/internal/base/db"
)

// mount gives the test a small disk of its own, which only root can have.
func mount(t *testing.T, size string) (dir string, remount func(flags uintptr)) {
	dir = t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("NOT TESTED: a real full or read-only disk needs the right to mount one: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir, func(flags uintptr) {
		if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT|flags, "size="+size); err != nil {
			t.Fatal(err)
		}
	}
}

// A real disk that is full: the commit itself fails, and every act of its group is told so.
func TestFullRealDisk(t *testing.T) {
	dir, _ := mount(t, "2m")
	d := thingFile(t, filepath.Join(dir, "a.db"))
	ballast := filepath.Join(dir, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 1<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	fill(t, d)
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if err := put(t.Context(), d, 2, "b"); err != nil {
		t.Error(err)
	}
	check(t, d)
}

func TestReadOnlyRealDisk(t *testing.T) {
	dir, remount := mount(t, "4m")
	path := filepath.Join(dir, "a.db")
	d := thingFile(t, path)
	if err := put(t.Context(), d, 1, "a"); err != nil {
		t.Fatal(err)
	}
	d.Close()
	remount(syscall.MS_RDONLY)
	_, err := db.Open(t.Context(), path, db.Options{})
	t.Log(err)
	unavailable(t, err, "chỉ cho đọc")
	_, err = db.Open(t.Context(), filepath.Join(dir, "new.db"), db.Options{})
	t.Log(err)
	unavailable(t, err, "Không mở được")
	r := openFile(t, path, db.Options{ReadOnly: true})
	if n := count(t, r); n != 1 {
		t.Error(n)
	}
}
