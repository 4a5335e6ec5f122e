package rule_test

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"phongtrao/internal/gate/rule"
)

// stated is one case of testdata/verdicts.json, which states the rule a second time, case by case: all pairs of facts for each way of being
// known, threes for tickets and cards, and those with a name, which say why. The phones' own rule answers the same table
// (internal/web/gateapp).
type stated struct {
	Name  string     `json:"name"`
	Facts rule.Facts `json:"facts"`
	rule.Verdict
}

func TestVerdicts(t *testing.T) {
	raw, err := os.ReadFile("testdata/verdicts.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []stated
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&cases); err != nil {
		t.Fatal(err)
	}
	if len(cases) < 300 {
		t.Fatalf("only %d cases", len(cases))
	}
	seen := map[rule.Word]bool{}
	hows := map[rule.How]bool{}
	for _, c := range cases {
		seen[c.Word], hows[c.Facts.How] = true, true
		if got := rule.Decide(c.Facts); got != c.Verdict {
			t.Errorf("%s %+v: %+v, want %+v", c.Name, c.Facts, got, c.Verdict)
		}
	}
	for _, w := range rule.Words {
		if !seen[w] {
			t.Errorf("no case says %q", w)
		}
	}
	for _, h := range rule.Hows {
		if !hows[h] {
			t.Errorf("no case for %q", h)
		}
	}
}

// Nobody is counted whom the rule refuses, nor whom the volunteer did not let in.
func TestCounts(t *testing.T) {
	for _, c := range []rule.Colour{rule.Green, rule.Yellow, rule.Red} {
		for _, admitted := range []bool{true, false} {
			if got := (rule.Verdict{Colour: c}).Counts(admitted); got != (admitted && slices.Contains([]rule.Colour{rule.Green, rule.Yellow}, c)) {
				t.Errorf("%s, let in %v: counts %v", c, admitted, got)
			}
		}
	}
}
