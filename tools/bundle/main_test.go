package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFresh is what -check does: what is committed was built from what is committed.
func TestFresh(t *testing.T) {
	t.Chdir("../..")
	if err := run(true); err != nil {
		t.Error(err)
	}
}

func TestCompareNamesWhatDiffers(t *testing.T) {
	folder := t.TempDir()
	for name, body := range map[string]string{"same": "same", "old": "before", "extra": "", "page.html": "page", "page.html.br": "no twin"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	err := compare(folder, map[string][]byte{"same": []byte("same"), "old": []byte("after"), "new": nil, "page.html": []byte("page")})
	if err == nil {
		t.Fatal("nothing was found")
	}
	for _, want := range []string{"old: stale", "new: missing", "extra: left over", "page.html.br: stale"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %q", err, want)
		}
	}
	if strings.Contains(err.Error(), "same:") {
		t.Errorf("%v names a file that is as it should be", err)
	}
}
