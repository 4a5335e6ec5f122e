package story_test

import (
	"os"
	"path/filepath"
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
