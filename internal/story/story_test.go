package story_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"phongtrao/internal/story"
)

// Every story of testdata holds as it is told.
func TestStories(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	for _, file := range files {
		archive, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(file)
		t.Run(strings.TrimSuffix(name, ".txtar"), func(t *testing.T) {
			t.Parallel()
			story.Tell(t, name, archive)
		})
	}
}

// The guide names every verb, and no verb that there is not.
func TestGuide(t *testing.T) {
	text, err := os.ReadFile("../../docs/guides/telling-a-story.md")
	if err != nil {
		t.Fatal(err)
	}
	known, named := map[string]bool{}, map[string]bool{}
	for _, usage := range story.Usages() {
		verb, _, _ := strings.Cut(usage, " ")
		known[verb] = true
	}
	for row := range strings.Lines(string(text)) {
		if cells := strings.Split(row, "|"); len(cells) == 4 {
			for _, m := range regexp.MustCompile("`([a-z]+)`").FindAllStringSubmatch(cells[2], -1) {
				named[m[1]] = true
			}
		}
	}
	for verb := range known {
		if !named[verb] {
			t.Errorf("the guide does not name the verb %s", verb)
		}
	}
	for verb := range named {
		if !known[verb] {
			t.Errorf("the guide names %s, which is no verb", verb)
		}
	}
}
