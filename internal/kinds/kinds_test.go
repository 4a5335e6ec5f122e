package kinds_test

import (
	"strings"
	"testing"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
	"phongtrao/internal/kind/kindtest"
	"phongtrao/internal/kinds"
)

func TestKinds(t *testing.T) {
	for _, k := range kinds.All() {
		t.Run(k.Key(), func(t *testing.T) { kindtest.Exercise(t, k) })
	}
}

// meal is a fifth kind with the three required methods and nothing else: all that the core asks of it has a default.
type meal struct{}

func (meal) Key() string  { return "meal" }
func (meal) Name() string { return "Bữa cơm Công đoàn" }
func (meal) Indicators() []indicator.Indicator {
	return []indicator.Indicator{{Key: "meal.guests", Name: "Số người dự", Measure: indicator.People, Of: "người",
		Definition: "Số đoàn viên, người lao động ngồi ăn tại bữa cơm; không tính người phục vụ."}}
}

// TestFifthKind shows that a kind is added without the core knowing.
func TestFifthKind(t *testing.T) {
	set := append(kinds.All(), meal{})
	kindtest.Exercise(t, meal{})
	k, err := set.Get("meal")
	if err != nil {
		t.Fatal(err)
	}
	if got := kind.Lead(k); got != "meal.guests" {
		t.Errorf("lead %q", got)
	}
	if got := kind.Count(k, "guests"); got != "meal.guests" {
		t.Errorf("a headcount of guests counts as %q", got)
	}
	if f := kind.SheetOf(k).Fields; len(f) != 2 || f[0].Name != "meal.guests" {
		t.Errorf("sheet %+v", f)
	}
	if of, ok := set.Of("meal.guests"); !ok || of.Key() != "meal" {
		t.Errorf("meal.guests is of %v", of)
	}
	all := set.Indicators()
	if last := all[len(all)-1]; last.Key != "meal.guests" || last.Kind != "meal" {
		t.Errorf("the last indicator is %+v", last)
	}
}

func TestGetNamesThoseThereAre(t *testing.T) {
	_, err := kinds.All().Get("marathon")
	if fault.KindOf(err) != fault.NotFound || !strings.Contains(fault.Text(err), "Hiến máu tình nguyện") {
		t.Error(err)
	}
}

// TestStableKeys holds the keys and measures that scripts rely on (the public contract).
func TestStableKeys(t *testing.T) {
	want := map[string]indicator.Measure{
		"blood.registered": indicator.People, "blood.came": indicator.People, "blood.screened": indicator.People,
		"blood.accepted": indicator.People, "blood.deferred": indicator.People, "blood.attended": indicator.People,
		"blood.bags": indicator.Bags, "blood.ml": indicator.Millilitres,
		"run.registered": indicator.People, "run.runners": indicator.People, "run.finishers": indicator.People,
		"workersmonth.events": indicator.Events, "workersmonth.dialogues": indicator.Dialogues,
		"workersmonth.petitions": indicator.Petitions, "workersmonth.petitions_resolved": indicator.Petitions,
		"workersmonth.inspections": indicator.Inspections, "workersmonth.trainees": indicator.People,
		"workersmonth.initiatives": indicator.Initiatives,
		"welfare.gifts":            indicator.Gifts, "welfare.recipients": indicator.People, "welfare.money": indicator.Dong,
		"member.members": indicator.People,
	}
	have := map[string]indicator.Indicator{}
	for _, i := range kinds.Indicators() {
		if _, twice := have[i.Key]; twice {
			t.Errorf("%s is declared twice", i.Key)
		}
		have[i.Key] = i
		if i.Stock != (i.Key == "member.members") {
			t.Errorf("%s: stock %v", i.Key, i.Stock)
		}
	}
	for key, measure := range want {
		if got := have[key].Measure; got != measure {
			t.Errorf("%s is measured in %q, want %q", key, got, measure)
		}
	}
}
