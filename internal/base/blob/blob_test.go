package blob_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"phongtrao/internal/base/blob"
	"phongtrao/internal/base/fault"
)

// files lists what lies in a folder, at any depth.
func files(t *testing.T, root string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, d.Name())
		}
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return names
}

func TestWhatIsPutIsWhatIsOpened(t *testing.T) {
	s := blob.At(filepath.Join(t.TempDir(), "files"))
	data := make([]byte, 100_000)
	rand.Read(data)
	hash, err := s.Put(bytes.NewReader(data), blob.MaxSize)
	if err != nil || !blob.Valid(hash) || !s.Has(hash) {
		t.Fatal(hash, err)
	}
	f, err := s.Open(hash)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, _ := io.ReadAll(f); !bytes.Equal(got, data) {
		t.Error("other bytes came back")
	}
	if err := s.Check(hash); err != nil {
		t.Error(err)
	}
}

func TestHashIsThatOfTheBytes(t *testing.T) {
	hash, err := blob.At(t.TempDir()).Put(strings.NewReader("abc"), 3)
	if want := "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; err != nil || hash != want {
		t.Errorf("%s, %v; want %s", hash, err, want)
	}
}

func TestSameBytesAreOneFile(t *testing.T) {
	root := t.TempDir()
	s := blob.At(root)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if _, err := s.Put(strings.NewReader("một văn bản"), 100); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if got := files(t, root); len(got) != 1 {
		t.Errorf("%d files: %q", len(got), got)
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		name string
		in   io.Reader
		kind fault.Kind
		says string
	}{
		{"one byte too many", strings.NewReader("12345"), fault.Invalid, "mức cho phép là 4 byte"},
		{"endless", endless{}, fault.Invalid, "mức cho phép"},
		{"empty", strings.NewReader(""), fault.Invalid, "rỗng"},
		{"broken off", iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader("123"))), fault.Invalid, "đứt giữa chừng"},
		{"failed at once", iotest.ErrReader(errors.New("x")), fault.Invalid, "đứt giữa chừng"},
	} {
		root := t.TempDir()
		hash, err := blob.At(root).Put(c.in, 4)
		if hash != "" || fault.KindOf(err) != c.kind || !strings.Contains(fault.Text(err), c.says) {
			t.Errorf("%s: %q, %v", c.name, hash, err)
		}
		if left := files(t, root); len(left) > 0 {
			t.Errorf("%s: %q stay behind", c.name, left)
		}
	}
}

func TestLimitInMegabytes(t *testing.T) {
	_, err := blob.At(t.TempDir()).Put(endless{}, 1<<20)
	if !strings.Contains(fault.Text(err), "1 MB") {
		t.Error(err)
	}
}

func TestNotThere(t *testing.T) {
	s := blob.At(t.TempDir())
	for _, hash := range []string{"", "../../etc/passwd", strings.Repeat("0", 64), strings.Repeat("G", 64), strings.Repeat("A", 64)} {
		if _, err := s.Open(hash); fault.KindOf(err) != fault.NotFound || s.Has(hash) {
			t.Errorf("%q: %v", hash, err)
		}
	}
}

func TestDamageIsNamed(t *testing.T) {
	root := t.TempDir()
	s := blob.At(root)
	hash, err := s.Put(strings.NewReader("nguyên vẹn"), 100)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(root, hash[:2], hash)
	os.Chmod(path, 0o600)
	if err := os.WriteFile(path, []byte("đã sửa"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.Check(hash); fault.KindOf(err) != fault.Unavailable || !strings.Contains(fault.Text(err), "thay đổi") {
		t.Error(err)
	}
}

func TestNoFolderToWriteIn(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	os.WriteFile(file, nil, 0o600)
	if _, err := blob.At(filepath.Join(file, "in a file")).Put(strings.NewReader("x"), 10); fault.KindOf(err) != fault.Unavailable {
		t.Error(err)
	}
}

func TestBeside(t *testing.T) {
	root := t.TempDir()
	if _, err := blob.Beside(filepath.Join(root, "hp.db")).Put(strings.NewReader("x"), 10); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(root, "hp.files")); err != nil {
		t.Error(err)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }
