package html

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/paper/papertest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func printed(t *testing.T, d paper.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := Part(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestGolden holds the part of the sample to what was looked at.
func TestGolden(t *testing.T) {
	got := printed(t, papertest.Sample())
	file := filepath.Join("testdata", "sample.golden.html")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the sample prints differently from %s: look at it, then run with -update", file)
	}
}

// TestStrict wants a part to hold no style, no script, and elements that all close.
func TestStrict(t *testing.T) {
	got := printed(t, papertest.Sample())
	for _, bad := range []string{"style=", "<style", "<script", "onclick", "<KCN"} {
		if strings.Contains(got, bad) {
			t.Errorf("the part holds %q", bad)
		}
	}
	d := xml.NewDecoder(strings.NewReader(strings.NewReplacer("<br>", "<br/>", `<hr class="paper-break">`, "<hr/>").Replace(got)))
	d.Entity = xml.HTMLEntity
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

// TestAddress wants no address that a browser would run.
func TestAddress(t *testing.T) {
	d := paper.Document{Blocks: []paper.Block{paper.Para{Runs: []paper.Run{{Text: "5", Code: "A"}}}},
		Sources: []paper.Source{{Code: "A", URL: "javascript:alert(1)"}}}
	if got := printed(t, d); strings.Contains(got, "javascript") {
		t.Errorf("an address that runs went onto the page: %s", got)
	}
}

// TestWhole wants the file to stand alone.
func TestWhole(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, papertest.Sample()); err != nil {
		t.Fatal(err)
	}
	if s := b.String(); !strings.HasPrefix(s, "<!DOCTYPE html>") || !strings.Contains(s, "@media print") || strings.Contains(s, "<link") {
		t.Error("the file is no page of its own with its style")
	}
}
