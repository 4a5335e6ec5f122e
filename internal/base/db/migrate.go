package db

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"phongtrao/internal/base/fault"
)

// Line is the history of one package's tables: numbered files, applied in order, never edited once released.
// A file is 0001_word.sql, or a pair 0001_word.sqlite.sql and 0001_word.postgres.sql where the engines must differ.
// The runner is our own because a line for each noun, one transaction for all, a sum for each file and the rewritings of forEngine are
// little here, and no library has all four.
type Line struct {
	Name  string
	Files fs.FS
}

const versions = `CREATE TABLE IF NOT EXISTS db_version (
	line TEXT NOT NULL,
	number BIGINT NOT NULL,
	sum TEXT NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (line, number)
);
CREATE TABLE IF NOT EXISTS db_seed (
	name TEXT NOT NULL PRIMARY KEY,
	rows BIGINT NOT NULL
);` // db_seed: how many rows of a table the schema itself brought

type step struct {
	line   string
	number int64
	file   string
	text   string
	sum    string
}

var fileName = regexp.MustCompile(`^(\d{4})_[a-z0-9_]+(\.sqlite|\.postgres)?\.sql$`)

// Migrate brings the tables up to date, whole or not at all. Give it all lines of the program at once:
// a line or a number that it does not know was made by a newer program, and is a fault of kind Unavailable.
func (d *DB) Migrate(ctx context.Context, lines ...Line) error {
	var steps []step
	for _, l := range lines {
		s, err := l.steps(d.engine)
		if err != nil {
			return err
		}
		steps = append(steps, s...)
	}
	if d.readOnly {
		return d.See(ctx, func(v *View) error {
			left, err := outstanding(v, steps)
			if err == nil && len(left) > 0 {
				return fault.New(fault.Unavailable, "Tệp số liệu cần được nâng cấp trước khi xem. Hãy mở bằng lệnh serve một lần.")
			}
			return err
		})
	}
	return d.Update(ctx, Ordered{Locks: []string{"db_version"}}, func(t *Tx) error {
		if err := t.schema(versions); err != nil {
			return err
		}
		left, err := outstanding(&t.View, steps)
		if err != nil {
			return err
		}
		if len(left) == 0 {
			return nil
		}
		before, err := counts(&t.View)
		if err != nil {
			return err
		}
		for _, s := range left {
			if err := t.schema(s.text); err != nil {
				return fmt.Errorf("db: schema %s/%s: %w", s.line, s.file, err)
			}
			if _, err := t.Exec("INSERT INTO db_version (line, number, sum, at) VALUES (?, ?, ?, ?)", s.line, s.number, s.sum, t.At); err != nil {
				return err
			}
		}
		after, err := counts(&t.View)
		if err != nil {
			return err
		}
		for name, n := range after {
			if n == before[name] {
				continue
			}
			if _, err := t.Exec("INSERT INTO db_seed (name, rows) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET rows = db_seed.rows + excluded.rows", name, n-before[name]); err != nil {
				return err
			}
		}
		return nil
	})
}

// counts returns how many rows each table has, but for those of this package.
func counts(v *View) (map[string]int64, error) {
	names, err := tables(v)
	if err != nil {
		return nil, err
	}
	n := map[string]int64{}
	for _, name := range names {
		var rows int64
		if err := v.Row("SELECT count(*) FROM " + name).Scan(&rows); err != nil {
			return nil, err
		}
		n[name] = rows
	}
	return n, nil
}

// schema runs a text of statements that make tables.
func (t *Tx) schema(text string) error {
	text = forEngine(text, t.db.engine)
	if strings.TrimSpace(text) == "" {
		return nil
	}
	_, err := t.run(text, nil)
	return err
}

// outstanding returns the steps not yet taken, having compared those that were.
func outstanding(v *View, steps []step) ([]step, error) {
	taken, err := All(v, func(s Scanner) (t step, err error) {
		err = s.Scan(&t.line, &t.number, &t.sum)
		return
	}, "SELECT line, number, sum FROM db_version ORDER BY line, number")
	if err != nil {
		return nil, err
	}
	left := slices.Clone(steps)
	for _, t := range taken {
		i := slices.IndexFunc(left, func(s step) bool { return s.line == t.line && s.number == t.number })
		if i < 0 {
			return nil, fault.New(fault.Unavailable,
				"Số liệu này do một bản Phong Trào mới hơn tạo ra (%s/%04d), bản đang chạy không đọc được. Hãy dùng bản mới hơn.", t.line, t.number)
		}
		if left[i].sum != t.sum {
			return nil, fault.New(fault.Unavailable,
				"Cấu trúc số liệu không khớp với bản Phong Trào đang chạy (%s/%04d đã bị sửa). Hãy dùng đúng bản đã tạo ra số liệu.", t.line, t.number)
		}
		left = slices.Delete(left, i, i+1)
	}
	return left, nil
}

// steps reads the files of a line that are meant for an engine.
func (l Line) steps(e Engine) ([]step, error) {
	var steps []step
	err := fs.WalkDir(l.Files, ".", func(p string, f fs.DirEntry, err error) error {
		if err != nil || f.IsDir() {
			return err
		}
		m := fileName.FindStringSubmatch(path.Base(p))
		if m == nil {
			return fmt.Errorf("db: schema %s: %s is not named 0001_word.sql", l.Name, p)
		}
		if m[2] != "" && m[2] != "."+string(e) {
			return nil
		}
		b, err := fs.ReadFile(l.Files, p)
		if err != nil {
			return err
		}
		n, _ := strconv.ParseInt(m[1], 10, 64)
		sum := sha256.Sum256(b)
		steps = append(steps, step{l.Name, n, path.Base(p), string(b), hex.EncodeToString(sum[:8])})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("db: schema %s: %w", l.Name, err)
	}
	slices.SortFunc(steps, func(a, b step) int { return int(a.number - b.number) })
	for i, s := range steps {
		if s.number != int64(i+1) {
			return nil, fmt.Errorf("db: schema %s: file %04d is missing or there twice, before %s", l.Name, i+1, s.file)
		}
	}
	return steps, nil
}
