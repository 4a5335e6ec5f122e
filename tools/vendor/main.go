// Command vendor keeps the third-party files of the front end as they were published.
//
// vendor.json lists, for each package, its version, the integrity of its archive, and the files taken from it with
// their own integrity. Without flags the command says how it is used.
//
//	go run ./tools/vendor -check               compares the committed files with vendor.json; needs no network
//	go run ./tools/vendor -from DIR            takes the files from archives made by "npm pack NAME@VERSION" in DIR
//	go run ./tools/vendor -registry URL        fetches the archives; the environment's npm_config_registry does the same
//
// After a change of version, write the new version and integrity, and run it with -write to renew the files' own.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

const listPath = "tools/vendor/vendor.json"

// List is the content of vendor.json.
type List struct {
	// Owned are the folders in which every file must come from a package.
	Owned    []string  `json:"owned"`
	Packages []Package `json:"packages"`
}

// Package is one published archive.
type Package struct {
	Name      string `json:"name"`
	Version   string `json:"version"`
	Integrity string `json:"integrity"` // of the archive: sha512-BASE64
	Files     []File `json:"files,omitempty"`
	Sprite    *Icons `json:"sprite,omitempty"`
}

// File is a file taken from an archive.
type File struct {
	From      string `json:"from"`
	To        string `json:"to"`
	Integrity string `json:"integrity"`
}

// Icons is a sprite drawn together from a package's icons, each a <symbol> with the icon's name as its id.
type Icons struct {
	To        string   `json:"to"`
	Integrity string   `json:"integrity"`
	Names     []string `json:"names"`
}

func main() {
	check := flag.Bool("check", false, "compare the committed files with "+listPath+", without network")
	write := flag.Bool("write", false, "write the integrity of what was taken into "+listPath)
	from := flag.String("from", "", "`folder` of archives made by npm pack")
	registry := flag.String("registry", os.Getenv("npm_config_registry"), "`address` of the package registry")
	flag.Parse()
	if err := run(*check, *write, *from, *registry); err != nil {
		fmt.Fprintln(os.Stderr, "vendor:", err)
		os.Exit(1)
	}
}

func run(check, write bool, from, registry string) error {
	var list List
	text, err := os.ReadFile(listPath)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, &list); err != nil {
		return fmt.Errorf("%s: %w", listPath, err)
	}
	switch {
	case check:
		return list.Check(os.DirFS("."))
	case from == "" && registry == "":
		return fmt.Errorf("give -check, -from FOLDER or -registry ADDRESS")
	}
	for i := range list.Packages {
		p := &list.Packages[i]
		archive, err := p.archive(from, registry)
		if err != nil {
			return err
		}
		if err := p.Take(archive, write); err != nil {
			return fmt.Errorf("%s@%s: %w", p.Name, p.Version, err)
		}
		fmt.Fprintf(os.Stderr, "%s@%s: taken\n", p.Name, p.Version)
	}
	if write {
		out, err := json.MarshalIndent(list, "", "  ")
		if err != nil {
			return err
		}
		if err := os.WriteFile(listPath, append(out, '\n'), 0o644); err != nil {
			return err
		}
	}
	return list.Check(os.DirFS("."))
}

// Check compares the files under root with the list: each must be there and intact, and the owned folders hold no others.
func (l List) Check(root fs.FS) error {
	known := map[string]string{}
	for _, p := range l.Packages {
		for _, f := range p.Files {
			known[f.To] = f.Integrity
		}
		if p.Sprite != nil {
			known[p.Sprite.To] = p.Sprite.Integrity
		}
	}
	var wrong []string
	for path, want := range known {
		data, err := fs.ReadFile(root, filepath.ToSlash(path))
		switch {
		case err != nil:
			wrong = append(wrong, path+": missing")
		case integrity(data) != want:
			wrong = append(wrong, path+": changed")
		}
	}
	for _, dir := range l.Owned {
		err := fs.WalkDir(root, dir, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && known[path] == "" {
				wrong = append(wrong, path+": not in the list")
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	if len(wrong) > 0 {
		slices.Sort(wrong)
		return fmt.Errorf("%d files differ: %v", len(wrong), wrong)
	}
	return nil
}
