package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// TestCommittedFilesAreIntact is what -check does: no file of others was changed, lost or added by hand.
func TestCommittedFilesAreIntact(t *testing.T) {
	t.Chdir("../..")
	text, err := os.ReadFile(listPath)
	if err != nil {
		t.Fatal(err)
	}
	var list List
	if err := json.Unmarshal(text, &list); err != nil {
		t.Fatal(err)
	}
	if err := list.Check(os.DirFS(".")); err != nil {
		t.Error(err)
	}
}

func TestCheckNamesWhatDiffers(t *testing.T) {
	list := List{Owned: []string{"v"}, Packages: []Package{{Files: []File{
		{To: "v/same", Integrity: integrity([]byte("same"))}, {To: "v/changed", Integrity: integrity([]byte("before"))}, {To: "v/gone", Integrity: integrity(nil)}}}}}
	err := list.Check(fstest.MapFS{"v/same": {Data: []byte("same")}, "v/changed": {Data: []byte("after")}, "v/added": {Data: []byte("by hand")}})
	if err == nil {
		t.Fatal("nothing was found")
	}
	for _, want := range []string{"v/changed: changed", "v/gone: missing", "v/added: not in the list"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %q", err, want)
		}
	}
	if strings.Contains(err.Error(), "v/same") {
		t.Errorf("%v names a file that is intact", err)
	}
}

// TestTake takes files and a sprite out of an archive, and refuses an archive or a file that is not the one listed.
func TestTake(t *testing.T) {
	t.Chdir(t.TempDir())
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	for name, body := range map[string]string{"package/a.js": "a", "package/icons/x.svg": `<svg class="x"><path d="M1 1" /></svg>`} {
		if err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(body))}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("p-1.0.0.tgz", b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	p := Package{Name: "p", Version: "1.0.0", Integrity: integrity(b.Bytes()),
		Files: []File{{From: "a.js", To: "out/a.js"}}, Sprite: &Icons{To: "out/icons.svg", Names: []string{"x"}}}
	archive, err := p.archive(".", "")
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Take(archive, false); err == nil {
		t.Error("a file without integrity was taken")
	}
	if err := p.Take(archive, true); err != nil {
		t.Fatal(err)
	}
	if err := p.Take(archive, false); err != nil {
		t.Errorf("taking it again: %v", err)
	}
	sprite, err := os.ReadFile(filepath.Join("out", "icons.svg"))
	if err != nil || !strings.Contains(string(sprite), `<symbol id="x" viewBox="0 0 24 24"><path d="M1 1"/></symbol>`) {
		t.Errorf("the sprite is %s (%v)", sprite, err)
	}
	p.Integrity = integrity([]byte("another"))
	if _, err := p.archive(".", ""); err == nil {
		t.Error("another archive was taken for it")
	}
}
