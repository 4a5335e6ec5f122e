package main

import (
	"database/sql"

	"github.com/rogpeppe/go-internal/testscript"
	_ "modernc.org/sqlite" // to do what an intruder would, past the program
)

// tamper runs a statement on a database file as an intruder would, past the program: tamper demo.db 'UPDATE …'.
func tamper(ts *testscript.TestScript, _ bool, args []string) {
	d, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	defer d.Close()
	for _, statement := range args[1:] {
		_, err = d.Exec(statement)
		ts.Check(err)
	}
}
