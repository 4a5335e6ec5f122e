package campaign

import (
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"phongtrao/internal/base/fault"
)

func TestSpread(t *testing.T) {
	units := []Basis{{"a", 120, true, 0}, {"b", 30, true, 5}, {"c", 0, false, 7}, {"d", 50, true, 0}}
	parts, missing, left, err := Spread(1000, 100, 10, units)
	if err != nil || !slices.Equal(missing, []string{"c"}) || left != 3 ||
		!slices.Equal(parts, []ShareOf{{"a", 540}, {"b", 130}, {"d", 220}}) {
		t.Errorf("%v, missing %v, left %d (%v)", parts, missing, left, err)
	}
	for _, wrong := range []struct {
		whole, keep, step int64
		units             []Basis
		field             string
	}{
		{10, 11, 1, units, "keep"}, {10, -1, 1, units, "keep"}, {10, 0, 0, units, "step"}, {10, 5, 1, units, "keep"},
		{10, 0, 1, []Basis{{"c", 0, false, 1}}, ""}, {10, 0, 1, []Basis{{"c", 0, true, 1}}, ""}, {10, 0, 1, nil, ""},
	} {
		if parts, _, _, err := Spread(wrong.whole, wrong.keep, wrong.step, wrong.units); fault.KindOf(err) != fault.Invalid || fault.Field(err) != wrong.field {
			t.Errorf("%+v: %v (%v, field %q)", wrong, parts, err, fault.Field(err))
		}
	}
}

func TestScale(t *testing.T) {
	parts, err := Scale(100, []Basis{{Unit: "a", Has: 5}, {Unit: "b", Has: 5}, {Unit: "c", Has: 10}})
	if err != nil || !slices.Equal(parts, []ShareOf{{"a", 6}, {"b", 5}, {"c", 11}}) {
		t.Errorf("10 %% more: %v (%v)", parts, err)
	}
	for _, wrong := range []struct {
		tenths int64
		has    int64
	}{{-1001, 5}, {100_001, 5}, {100, 0}, {100_000, most}} {
		if parts, err := Scale(wrong.tenths, []Basis{{Unit: "a", Has: wrong.has}}); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%+v: %v (%v)", wrong, parts, err)
		}
	}
}

// TestSpreadBalances: whatever is known of the units, parts, what is left, the reserve and what the unknown ones have add up to the whole.
func TestSpreadBalances(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := rapid.Int64Range(0, 1e6).Draw(t, "whole")
		keep := rapid.Int64Range(0, whole).Draw(t, "keep")
		step := rapid.SampledFrom([]int64{1, 5, 10, 100}).Draw(t, "step")
		units := make([]Basis, rapid.IntRange(1, 40).Draw(t, "units"))
		sum := keep
		for i := range units {
			units[i] = Basis{strconv.Itoa(i), rapid.Int64Range(0, 1e4).Draw(t, "weight"), rapid.Bool().Draw(t, "known"), rapid.Int64Range(0, 50).Draw(t, "has")}
			if !units[i].Known {
				sum += units[i].Has
			}
		}
		parts, _, left, err := Spread(whole, keep, step, units)
		if err != nil {
			return
		}
		for _, p := range parts {
			sum += p.Quantity
			if p.Quantity < 0 || p.Quantity%step != 0 {
				t.Fatalf("a part of %d in steps of %d", p.Quantity, step)
			}
		}
		if sum+left != whole || left < 0 || left >= step {
			t.Fatalf("Σ %d + left %d, whole %d", sum, left, whole)
		}
	})
}
