package db

import (
	"fmt"
	"strings"
)

const (
	insertRows = 100   // rows in one statement
	insertArgs = 32000 // arguments in one statement; both engines allow a little more
)

// Insert adds rows to a table, many in one statement. Every row has a value for each column.
func (t *Tx) Insert(table string, cols []string, rows [][]any) error {
	if len(cols) == 0 {
		return fmt.Errorf("db: insert into %s without columns", table)
	}
	most := min(insertRows, insertArgs/len(cols))
	for len(rows) > 0 {
		n := 1
		switch {
		case len(rows) >= most:
			n = most
		case len(rows) >= 10 && most >= 10:
			n = 10
		}
		args := make([]any, 0, n*len(cols))
		for _, r := range rows[:n] {
			if len(r) != len(cols) {
				return fmt.Errorf("db: insert into %s: %d values for %d columns", table, len(r), len(cols))
			}
			args = append(args, r...)
		}
		if _, err := t.Exec(insertText(table, cols, n), args...); err != nil {
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
