package run_test

import (
	"testing"

	"phongtrao/internal/kind"
	"phongtrao/internal/kinds/run"
	"phongtrao/internal/ledger"
)

func TestCheck(t *testing.T) {
	q := ledger.Exactly
	for _, c := range []struct {
		name   string
		values kind.Values
		rule   string
		level  kind.Level
	}{
		{"fits", kind.Values{run.Registered: q(2000), run.Runners: q(1833), run.Finishers: q(1800)}, "", ""},
		{"all but one are only known from below", kind.Values{run.Registered: q(23_000), run.Runners: ledger.AtLeast(22_000)}, "", ""},
		{"walked in", kind.Values{run.Registered: q(1800), run.Runners: q(1833)}, "run.runners", kind.Doubt},
		{"arrived without starting", kind.Values{run.Runners: q(10), run.Finishers: q(11)}, "run.finishers", kind.Wrong},
	} {
		found := kind.Check(run.Kind{}, c.values)
		switch {
		case c.rule == "" && len(found) > 0:
			t.Errorf("%s: %+v", c.name, found)
		case c.rule != "" && (len(found) != 1 || found[0].Rule != c.rule || found[0].Level != c.level):
			t.Errorf("%s: %+v, want %s %s", c.name, found, c.level, c.rule)
		}
	}
}

func TestThoseWhoCameAreRunners(t *testing.T) {
	for what, want := range map[string]string{"came": run.Runners, "registered": run.Registered, "shirts": ""} {
		if got := kind.Count(run.Kind{}, what); got != want {
			t.Errorf("%s counts as %q, want %q", what, got, want)
		}
	}
}
