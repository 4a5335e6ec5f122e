package welfare_test

import (
	"slices"
	"testing"

	"phongtrao/internal/kind"
	"phongtrao/internal/kinds/welfare"
	"phongtrao/internal/ledger"
)

func TestCheck(t *testing.T) {
	q := ledger.Exactly
	for _, c := range []struct {
		name   string
		values kind.Values
		want   []string
	}{
		{"Hải Phòng's 16.000 gifts of half cash, half kind", kind.Values{welfare.Gifts: q(16_000), welfare.Recipients: q(16_000), welfare.Cash: q(8e9), welfare.InKind: q(8e9), welfare.Money: q(16e9)}, nil},
		{"more people than gifts", kind.Values{welfare.Gifts: q(10), welfare.Recipients: q(12)}, []string{"welfare.recipients"}},
		{"cash and kind do not make the value", kind.Values{welfare.Gifts: q(10), welfare.Cash: q(5e6), welfare.InKind: q(4e6), welfare.Money: q(10e6)}, []string{"welfare.money"}},
		{"cash alone is more than the value", kind.Values{welfare.Gifts: q(10), welfare.Cash: q(15e6), welfare.Money: q(10e6)}, []string{"welfare.money"}},
		{"three zeros too many", kind.Values{welfare.Gifts: q(10), welfare.Money: q(5e9)}, []string{"welfare.value"}},
		{"three zeros too few", kind.Values{welfare.Gifts: q(10), welfare.Money: q(5_000)}, []string{"welfare.value"}},
		{"value without a gift", kind.Values{welfare.Gifts: q(0), welfare.Money: q(1e6)}, []string{"welfare.value"}},
		{"nothing given", kind.Values{welfare.Gifts: q(0), welfare.Recipients: q(0), welfare.Money: q(0)}, nil},
		{"almost ten billion stays almost", kind.Values{welfare.Gifts: q(20_000), welfare.Money: ledger.AtMost(10e9)}, nil},
	} {
		var got []string
		for _, f := range kind.Check(welfare.Kind{}, c.values) {
			got = append(got, f.Rule)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: found %v, want %v", c.name, got, c.want)
		}
	}
}

func TestValueFollowsFromItsParts(t *testing.T) {
	got := kind.Derive(welfare.Kind{}, kind.Values{welfare.Cash: ledger.Exactly(5e5), welfare.InKind: ledger.AtLeast(5e5)})
	if got[welfare.Money] != ledger.AtLeast(1e6) {
		t.Errorf("got %v", got)
	}
}
