package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// version is the release; a build from a checkout adds the commit it was made from.
const version = "0.1.0"

type versionCmd struct{}

func (versionCmd) Run(e *env) error {
	commit := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				commit = " (" + s.Value[:min(12, len(s.Value))] + ")"
			}
		}
	}
	fmt.Fprintf(e.out, "phongtrao %s%s %s %s/%s\n", version, commit, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return nil
}
