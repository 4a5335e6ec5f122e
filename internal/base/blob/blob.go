// Package blob keeps files under the SHA-256 of what is in them.
//
// A file is written once and never changed: the same bytes are one file, however often they come. It keeps true that a file
// that has a hash is whole and on the disk. What a file is called, and who may open it, is left to others.
package blob

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"phongtrao/internal/base/fault"
)

// Store is a folder of files, in 256 folders by the first two letters of their hash.
type Store struct{ root string }

// At returns the store in a folder. The folder is made when the first file comes.
func At(root string) Store { return Store{root} }

// Beside returns the store that belongs to a database file: a folder next to it, "x.db" and "x.files".
func Beside(database string) Store {
	return Store{database[:len(database)-len(filepath.Ext(database))] + ".files"}
}

// MaxSize is the usual limit of one file: 64 MiB, more than a scanned plan of a hundred pages.
const MaxSize = 64 << 20

// Put keeps what r gives and returns its hash, 64 hexadecimal digits. More than limit bytes, or none, is a fault of kind
// Invalid; a disk that cannot be written is one of kind Unavailable. Nothing half-written stays.
func (s Store) Put(r io.Reader, limit int64) (hash string, err error) {
	if err := os.MkdirAll(s.root, 0o700); err != nil {
		return "", unavailable(err)
	}
	tmp, err := os.CreateTemp(s.root, "incoming-*")
	if err != nil {
		return "", unavailable(err)
	}
	defer os.Remove(tmp.Name())
	defer tmp.Close()
	sum := sha256.New()
	n, err := io.Copy(tmp, io.TeeReader(io.LimitReader(r, limit+1), sum))
	switch {
	case err != nil:
		if path := new(fs.PathError); errors.As(err, &path) {
			return "", unavailable(err)
		}
		return "", fault.New(fault.Invalid, "Tệp gửi lên bị đứt giữa chừng. Hãy gửi lại: %w", err)
	case n == 0:
		return "", fault.Invalidf("Tệp gửi lên rỗng. Hãy chọn lại tệp.")
	case n > limit:
		return "", fault.Invalidf("Tệp lớn hơn mức cho phép là %s. Hãy nén hoặc quét lại với độ phân giải thấp hơn.", size(limit))
	}
	hash = hex.EncodeToString(sum.Sum(nil))
	if s.Has(hash) {
		return hash, nil
	}
	if err := errors.Join(tmp.Sync(), tmp.Chmod(0o400), tmp.Close()); err != nil {
		return "", unavailable(err)
	}
	dir := filepath.Dir(s.path(hash))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", unavailable(err)
	}
	if err := os.Rename(tmp.Name(), s.path(hash)); err != nil {
		return "", unavailable(err)
	}
	for _, d := range []string{dir, s.root} { // a name is on the disk when its folder is
		if err := syncDir(d); err != nil {
			return "", unavailable(err)
		}
	}
	return hash, nil
}

// Open opens a file by its hash; a fault of kind NotFound where there is none.
func (s Store) Open(hash string) (*os.File, error) {
	if !Valid(hash) {
		return nil, missing()
	}
	f, err := os.Open(s.path(hash))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, missing()
	}
	if err != nil {
		return nil, unavailable(err)
	}
	return f, nil
}

// Has reports whether a file is there.
func (s Store) Has(hash string) bool {
	if !Valid(hash) {
		return false
	}
	_, err := os.Stat(s.path(hash))
	return err == nil
}

// Check reads a file again and compares it with its hash; a fault of kind Unavailable says that it has been damaged.
func (s Store) Check(hash string) error {
	f, err := s.Open(hash)
	if err != nil {
		return err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return unavailable(err)
	}
	if hex.EncodeToString(sum.Sum(nil)) != hash {
		return fault.New(fault.Unavailable, "Tệp %s… đã bị thay đổi ngoài chương trình. Hãy lấy lại từ bản sao lưu.", hash[:12])
	}
	return nil
}

// Valid reports whether s has the form of a hash.
func Valid(s string) bool {
	if len(s) != 2*sha256.Size {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

func (s Store) path(hash string) string { return filepath.Join(s.root, hash[:2], hash) }

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	// Some systems cannot sync a folder and say so; there the rename itself is all there is.
	if err := d.Sync(); err != nil && !errors.Is(err, fs.ErrInvalid) && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrPermission) {
		return err
	}
	return nil
}

func size(n int64) string {
	if n >= 1<<20 && n%(1<<20) == 0 {
		return strconv.FormatInt(n>>20, 10) + " MB"
	}
	return strconv.FormatInt(n, 10) + " byte"
}

func missing() error {
	return fault.NotFoundf("Không còn tệp này trong kho. Hãy đính kèm lại văn bản.")
}

func unavailable(err error) error {
	return fault.New(fault.Unavailable, "Không ghi hoặc đọc được kho tệp. Hãy kiểm tra dung lượng và quyền ghi của ổ đĩa: %w", err)
}
