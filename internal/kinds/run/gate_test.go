package run_test

import (
	"testing"

	"phongtrao/internal/kind"
	"phongtrao/internal/kinds/run"
	"phongtrao/internal/roster"
)

// What a gate gives is either a figure of the run or a thing; coming in is always first.
func TestGate(t *testing.T) {
	s := kind.Gate(run.Kind{})
	if s.Services[0].Key != roster.Came || s.Services[0].After {
		t.Errorf("first comes %+v", s.Services[0])
	}
	counts := map[string]string{roster.Came: run.Runners, "shirt": "", "finishers": run.Finishers}
	for _, v := range s.Services {
		if got := kind.Count(run.Kind{}, v.Key); got != counts[v.Key] {
			t.Errorf("%s counts as %q", v.Key, got)
		}
	}
}
