package indicator_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/indicator"
	"phongtrao/internal/testkit"
)

var bags = indicator.Indicator{Key: "blood.bags", Name: "Đơn vị máu", Definition: "Số đơn vị máu tiếp nhận.", Measure: indicator.Bags, Kind: "blood", Of: "đơn vị"}

func TestDeclare(t *testing.T) {
	h := testkit.New(t, indicator.Schema)
	declare := func(list ...indicator.Indicator) error {
		return h.DB.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error {
			if err := indicator.Declare(tx, list); err != nil {
				return err
			}
			all, err := indicator.All(&tx.View)
			if len(all) == 0 {
				t.Error("the act does not see what it declared")
			}
			return err
		})
	}
	want := func(list ...indicator.Indicator) {
		t.Helper()
		h.See(func(v *db.View) error {
			all, err := indicator.All(v)
			if d := cmp.Diff(list, all); d != "" {
				t.Error(d)
			}
			return err
		})
	}
	came := indicator.Indicator{Key: "blood.came", Name: "Đến khám", Definition: "Số người đến.", Measure: indicator.People, Kind: "blood"}
	for range 2 { // the second time changes nothing
		if err := declare(came, bags); err != nil {
			t.Fatal(err)
		}
	}
	want(bags, came)
	reworded := bags
	reworded.Definition = "Số đơn vị máu toàn phần tiếp nhận."
	if err := declare(reworded); err != nil {
		t.Fatal(err)
	}
	want(reworded, came)
	h.See(func(v *db.View) error {
		old, err := indicator.Versions(v, "blood.bags")
		if len(old) != 2 || old[0].Definition != bags.Definition {
			t.Errorf("versions %+v", old)
		}
		_, err2 := indicator.Get(v, "blood.litres")
		if fault.KindOf(err2) != fault.NotFound {
			t.Errorf("an unknown one: %v", err2)
		}
		return err
	})
	for name, change := range map[string]func(*indicator.Indicator){
		"measure":  func(i *indicator.Indicator) { i.Measure = indicator.People },
		"stock":    func(i *indicator.Indicator) { i.Stock = true },
		"unknown":  func(i *indicator.Indicator) { i.Measure = "litres" },
		"key":      func(i *indicator.Indicator) { i.Key = "Máu" },
		"nameless": func(i *indicator.Indicator) { i.Name = " " },
		"vague":    func(i *indicator.Indicator) { i.Definition = "" },
	} {
		bad := bags
		change(&bad)
		if err := declare(bad); fault.KindOf(err) != fault.Invalid && fault.KindOf(err) != fault.Conflict {
			t.Errorf("%s: %v", name, err)
		}
	}
	want(reworded, came)
}

func TestMeasuresDoNotMix(t *testing.T) {
	if m, err := indicator.Same(indicator.Bags, indicator.Bags); m != indicator.Bags || err != nil {
		t.Errorf("bags and bags: %v, %v", m, err)
	}
	if _, err := indicator.Same(indicator.Bags, indicator.People); fault.KindOf(err) != fault.Invalid {
		t.Errorf("bags and people: %v", err)
	}
	if bags.Label() != "đơn vị" || indicator.People.Label() != "người" {
		t.Error("labels")
	}
}
