package db

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"phongtrao/internal/base/fault"
)

const copyRows = 1000 // rows carried at a time

// Copy carries every row of every table from one database to another, of any engines, in one transaction.
// Both have been migrated by the same program; a destination in which more stands than its schema brought is refused.
// It returns how many rows each table got. Tables of nouns do not refer to each other by foreign keys, so that any order will do.
func Copy(ctx context.Context, src, dst *DB) (map[string]int64, error) {
	rows := map[string]int64{}
	err := src.See(ctx, func(from *View) error {
		return dst.Update(ctx, Ordered{Actor: "copy", Locks: []string{"db_version"}}, func(to *Tx) error {
			clear(rows)
			names, err := tables(from)
			if err != nil {
				return err
			}
			if err := sameTables(from, to, names); err != nil {
				return err
			}
			for _, name := range names {
				if rows[name], err = copyTable(from, to, name); err != nil {
					return fmt.Errorf("db: copying %s: %w", name, err)
				}
			}
			return nil
		})
	})
	return rows, err
}

// tables returns the names of all tables but those of this package, in order.
func tables(v *View) ([]string, error) {
	text := "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
	if v.db.engine == Postgres {
		text = "SELECT CAST(table_name AS text) FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY 1"
	}
	names, err := All(v, Text, text)
	return slices.DeleteFunc(names, func(n string) bool { return n == "db_version" || n == "db_seed" }), err
}

// sameTables makes sure that both have the same history of tables, and that nothing stands in the destination but what its schema
// brought, which it takes away: the source has it too, perhaps changed.
func sameTables(from *View, to *Tx, names []string) error {
	a, err := history(from)
	if err != nil {
		return err
	}
	b, err := history(&to.View)
	if err != nil {
		return err
	}
	there, err := counts(&to.View)
	if err != nil {
		return err
	}
	if a != b || !slices.Equal(names, slices.Sorted(maps.Keys(there))) {
		return fault.New(fault.Conflict, "Hai nơi giữ số liệu có cấu trúc khác nhau nên không chép được. Hãy mở cả hai bằng cùng một bản Phong Trào rồi chép lại.")
	}
	for name, n := range there {
		seed, _, err := One(&to.View, Number, "SELECT rows FROM db_seed WHERE name = ?", name)
		switch {
		case err != nil:
			return err
		case n != seed:
			return fault.New(fault.Conflict, "Nơi nhận đã có số liệu (bảng %s), chưa có gì được chép. Hãy chọn một nơi còn trống.", name)
		case n == 0:
			continue
		}
		if _, err := to.Exec("DELETE FROM " + name); err != nil {
			return err
		}
	}
	return nil
}

// History says which schema files were applied: two databases with the same word have the same tables.
func History(v *View) (string, error) { return history(v) }

// Each gives every row of a query with the names of its columns; a value is a string or an int64.
func Each(v *View, row func(cols []string, values []any) error, text string, args ...any) error {
	rows, err := v.Query(text, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	cols, err := rows.rows.Columns()
	if err != nil {
		return err
	}
	for rows.Next() {
		values, into := make([]any, len(cols)), make([]any, len(cols))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if err := row(cols, values); err != nil {
			return err
		}
	}
	return rows.Err()
}

// history returns the schema files that were applied, as a word to compare.
func history(v *View) (string, error) {
	all, err := All(v, func(s Scanner) (t string, err error) {
		var line string
		var number int64
		err = s.Scan(&line, &number)
		return fmt.Sprintf("%s/%04d", line, number), err
	}, "SELECT line, number FROM db_version ORDER BY line, number")
	return strings.Join(all, " "), err
}

func copyTable(from *View, to *Tx, name string) (n int64, err error) {
	var names []string
	var batch [][]any
	err = Each(from, func(cols []string, values []any) error {
		n, names = n+1, cols
		if batch = append(batch, values); len(batch) < copyRows {
			return nil
		}
		err := to.Insert(name, cols, batch)
		batch = batch[:0]
		return err
	}, "SELECT * FROM "+name)
	if err != nil || len(batch) == 0 {
		return n, err
	}
	return n, to.Insert(name, names, batch)
}
