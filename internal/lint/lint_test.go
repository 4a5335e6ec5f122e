package lint_test

import (
	"os"
	"strings"
	"testing"

	"phongtrao/internal/lint"
)

// TestSentences runs the table of sentences: half of them have nothing wrong.
func TestSentences(t *testing.T) {
	data, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	silent, loud := 0, 0
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\n")
		want, sentence, ok := strings.Cut(line, "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		if want == "-" {
			silent++
		} else {
			loud++
		}
		found, err := lint.Check(nil, nil, lint.About{}, sentence)
		if err != nil {
			t.Fatal(err)
		}
		if !met(want, found) {
			t.Errorf("%s\n  want %s\n  got  %s", sentence, want, said(found))
		}
		for _, f := range found {
			if f.Text == "" || f.Say == "" || sentence[f.From:f.To] != f.Text {
				t.Errorf("%s: quotes %q at %d–%d, says %q", sentence, f.Text, f.From, f.To, f.Say)
			}
		}
	}
	if silent < 30 || loud < 30 {
		t.Errorf("%d sentences without and %d with findings: the table has lost some", silent, loud)
	}
}

func met(want string, found []lint.Finding) bool {
	if want == "-" {
		return len(found) == 0
	}
	rule, out, exact := strings.Cut(want, "=")
	return len(found) == 1 && rule == found[0].Rule+":"+string(found[0].Severity) && (!exact || found[0].Recomputed == out)
}

func said(found []lint.Finding) string {
	if len(found) == 0 {
		return "nothing"
	}
	var all []string
	for _, f := range found {
		all = append(all, f.Rule+":"+string(f.Severity)+"="+f.Recomputed+" “"+f.Text+"” "+f.Say)
	}
	return strings.Join(all, "\n       ")
}
