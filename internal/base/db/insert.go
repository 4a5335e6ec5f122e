package db

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

const (
	insertRows = 100   // rows in one statement on SQLite, where more bring nothing
	insertArgs = 32000 // arguments in one statement; both engines allow a little more
	unnestRows = 2000  // rows in one statement on PostgreSQL, where each column travels as one array
)

// Insert adds rows to a table, many in one statement. Every row has a value for each column, and a column has one type in all rows.
func (t *Tx) Insert(table string, cols []string, rows [][]any) error {
	return t.insert(table, cols, rows, "")
}

// Merge is Insert for rows that may be there already: one with the same keys (the columns of a primary key) is written anew, or stays as
// it is where keep is set.
func (t *Tx) Merge(table string, cols, keys []string, keep bool, rows [][]any) error {
	then := " ON CONFLICT (" + strings.Join(keys, ", ") + ") DO NOTHING"
	if !keep {
		var set []string
		for _, c := range cols {
			if !slices.Contains(keys, c) {
				set = append(set, c+" = excluded."+c)
			}
		}
		if len(set) > 0 {
			then = strings.TrimSuffix(then, "NOTHING") + "UPDATE SET " + strings.Join(set, ", ")
		}
	}
	return t.insert(table, cols, rows, then)
}

func (t *Tx) insert(table string, cols []string, rows [][]any, then string) error {
	if len(cols) == 0 {
		return fmt.Errorf("db: insert into %s without columns", table)
	}
	for _, r := range rows {
		if len(r) != len(cols) {
			return fmt.Errorf("db: insert into %s: %d values for %d columns", table, len(r), len(cols))
		}
	}
	if t.db.engine == Postgres && len(rows) > 4 {
		return t.insertArrays(table, cols, rows, then)
	}
	most := min(insertRows, insertArgs/len(cols))
	args := make([]any, 0, min(len(rows), most)*len(cols))
	for len(rows) > 0 {
		n := 1 // of sizes as few as can be, since each is a statement to keep
		switch {
		case len(rows) >= most:
			n = most
		case len(rows) >= 10 && most >= 10:
			n = 10
		}
		args = args[:0]
		for _, r := range rows[:n] {
			args = append(args, r...)
		}
		bound, err := bind(args)
		if err != nil {
			return fmt.Errorf("db: insert into %s: %w", table, err)
		}
		if _, err := t.run(insertText(table, cols, n)+then, bound); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

func insertText(table string, cols []string, n int) string {
	row := "(" + strings.Repeat("?, ", len(cols)-1) + "?)"
	return "INSERT INTO " + table + " (" + strings.Join(cols, ", ") + ") VALUES " + strings.Repeat(row+", ", n-1) + row
}

// insertArrays sends each column as one array.
func (t *Tx) insertArrays(table string, cols []string, rows [][]any, then string) error {
	for len(rows) > 0 {
		part := rows[:min(len(rows), unnestRows)]
		rows = rows[len(part):]
		arrays := make([]any, len(cols))
		types := make([]string, len(cols))
		for c := range cols {
			texts, numbers := []string(nil), []int64(nil)
			for _, r := range part {
				bound, err := bind(r[c : c+1])
				if err != nil {
					return fmt.Errorf("db: insert into %s.%s: %w", table, cols[c], err)
				}
				switch x := bound[0].(type) {
				case string:
					texts = append(texts, x)
				case int64:
					numbers = append(numbers, x)
				}
			}
			switch len(part) {
			case len(texts):
				arrays[c], types[c] = texts, "text[]"
			case len(numbers):
				arrays[c], types[c] = numbers, "bigint[]"
			default:
				return fmt.Errorf("db: insert into %s.%s: texts and numbers in one column", table, cols[c])
			}
		}
		for c, typ := range types {
			types[c] = "$" + strconv.Itoa(c+1) + "::" + typ
		}
		text := "INSERT INTO " + table + " (" + strings.Join(cols, ", ") + ") SELECT * FROM unnest(" + strings.Join(types, ", ") + ")" + then
		if _, err := t.run(text, arrays); err != nil {
			return err
		}
	}
	return nil
}
