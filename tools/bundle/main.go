// Command bundle builds the gate's program out of internal/web/gateapp/src into internal/web/gateapp/dist, without Node.
//
// What it builds is committed and embedded, so that a build of the product needs neither this command nor a network.
//
//	go run ./tools/bundle            builds
//	go run ./tools/bundle -check     builds in memory and names what is stale, missing or left over
//
// Names hold a hash of what is in them; the service worker is told the list of files that it keeps, and the version.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// The folders of the gate's program, from the root of the project.
const (
	sources = "internal/web/gateapp"
	dist    = sources + "/dist"
)

func main() {
	check := flag.Bool("check", false, "compare "+dist+" with what would be built")
	flag.Parse()
	if err := run(*check); err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

func run(check bool) error {
	built, err := Build(sources)
	if err != nil {
		return err
	}
	if check {
		return compare(dist, built)
	}
	if err := os.RemoveAll(dist); err != nil {
		return err
	}
	if err := os.MkdirAll(dist, 0o755); err != nil {
		return err
	}
	for name, body := range built {
		if err := os.WriteFile(filepath.Join(dist, name), body, 0o644); err != nil {
			return err
		}
		if !packs(name) {
			continue
		}
		twin, err := pack(body)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dist, name+small), twin, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// compare names the files of a folder that differ from those built.
func compare(folder string, built map[string][]byte) error {
	var wrong []string
	expect := map[string]bool{}
	look := func(name string, want []byte, read func([]byte) ([]byte, error)) error {
		expect[name] = true
		is, err := os.ReadFile(filepath.Join(folder, name))
		if errors.Is(err, fs.ErrNotExist) {
			wrong = append(wrong, name+": missing")
			return nil
		}
		if err != nil {
			return err
		}
		if is, err = read(is); err != nil || !bytes.Equal(is, want) {
			wrong = append(wrong, name+": stale")
		}
		return nil
	}
	plain := func(b []byte) ([]byte, error) { return b, nil }
	for _, name := range slices.Sorted(maps.Keys(built)) {
		if err := look(name, built[name], plain); err != nil {
			return err
		}
		if packs(name) {
			if err := look(name+small, built[name], unpack); err != nil {
				return err
			}
		}
	}
	there, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, e := range there {
		if !expect[e.Name()] {
			wrong = append(wrong, e.Name()+": left over")
		}
	}
	if len(wrong) > 0 {
		return fmt.Errorf("%s is not what its sources say; run go run ./tools/bundle: %v", folder, wrong)
	}
	return nil
}
