package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"phongtrao": main})
}

// TestScripts runs the public contract of the command line: what is printed, where, and with which exit code.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
		"exit": exitCode, "tamper": tamper, "park": park, "phones": phonesAt, "counted": counted,
	}})
}

// exitCode runs the program and wants an exit code: exit 2 figure --nonsense.
func exitCode(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec("phongtrao", args[1:]...)
	code := "0"
	if e, ok := err.(interface{ ExitCode() int }); ok {
		code = string(rune('0' + e.ExitCode()))
	} else if err != nil {
		ts.Fatalf("phongtrao: %v", err)
	}
	if code != args[0] {
		ts.Fatalf("exit code %s, want %s", code, args[0])
	}
}
