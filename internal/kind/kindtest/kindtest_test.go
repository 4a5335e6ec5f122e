package kindtest_test

import (
	"strings"
	"testing"

	"phongtrao/internal/base/form"
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
	"phongtrao/internal/kind/kindtest"
)

// bad breaks every rule that needs no values.
type bad struct{}

func (bad) Key() string  { return "Bad" }
func (bad) Name() string { return "Dot thu nghiem khong dau" }
func (bad) Indicators() []indicator.Indicator {
	return []indicator.Indicator{
		{Key: "blood.bags", Name: "Số túi", Measure: "bottles", Definition: "Số túi máu"},
		{Key: "blood.bags", Name: "Số túi", Measure: indicator.Bags, Kind: "blood", Of: "túi", Definition: "Những túi máu đã được lấy trong buổi hiến máu."},
	}
}
func (bad) Lead() string { return "bad.none" }
func (bad) Funnel() []kind.Stage {
	return []kind.Stage{{Indicator: "bad.none", Label: "", Aside: true}}
}
func (bad) Hints() []string { return []string{" "} }
func (bad) Sheet() form.Form {
	return form.Form{Fields: []form.Field{{Name: "bad.none", Label: "Số"}, {Name: "bad.none", Label: "Số"}}}
}
func (bad) Check(kind.Values) []kind.Finding {
	return []kind.Finding{{Level: kind.Wrong, Text: "Luôn sai.", NeedsExplanation: true}}
}

func TestProblems(t *testing.T) {
	all := strings.Join(kindtest.Problems(bad{}), "\n")
	for _, want := range []string{
		`key "Bad"`, "has no Vietnamese marks", `want "Bad."`, "is there twice", "another has the name", `measure "bottles"`, "is of kind", "too short",
		"not a sentence", "of what?", "the lead", "none of the kind's indicators", "stands beside nothing", "has spaces", "asks for no figure",
		"an empty sheet gives a finding", "a figure of another kind", "nobody came",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("nobody says %q", want)
		}
	}
}
