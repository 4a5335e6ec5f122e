package closing_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/closing"
)

func TestPropose(t *testing.T) {
	for _, c := range []struct {
		name  string
		total int64
		known []closing.Share
		want  []closing.Share
	}{
		{"nothing is known", 5, nil, []closing.Share{{"host", 5}}},
		{"as known", 30, []closing.Share{{"a", 10}, {"b", 20}}, []closing.Share{{"a", 10}, {"b", 20}, {"host", 0}}},
		{"the rest is the host's", 33, []closing.Share{{"a", 10}, {"b", 20}}, []closing.Share{{"a", 10}, {"b", 20}, {"host", 3}}},
		{"the host has people of its own", 33, []closing.Share{{"a", 10}, {"host", 20}}, []closing.Share{{"a", 10}, {"host", 23}}},
		{"less: in proportion", 20, []closing.Share{{"a", 10}, {"b", 20}}, []closing.Share{{"a", 7}, {"b", 13}}},
		{"none at all", 0, []closing.Share{{"a", 10}, {"b", 20}}, []closing.Share{{"a", 0}, {"b", 0}}},
	} {
		if got := closing.Propose(c.total, "host", c.known); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestSettle(t *testing.T) {
	got, err := closing.Settle(30, "host", []closing.Share{{"a", 10}, {"host", 99}, {"b", 5}})
	if want := []closing.Share{{"a", 10}, {"b", 5}, {"host", 15}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	_, err = closing.Settle(14, "host", []closing.Share{{"a", 10}, {"b", 5}})
	refused(t, err, fault.Invalid, "signed")
	_, err = closing.Settle(14, "host", []closing.Share{{"a", -1}})
	refused(t, err, fault.Invalid, "signed")
}

func TestProposedSharesAddUp(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		known := rapid.SliceOfNDistinct(rapid.Custom(func(r *rapid.T) closing.Share {
			return closing.Share{Unit: rapid.SampledFrom([]string{"a", "b", "c", "d", "host"}).Draw(r, "unit"), People: rapid.Int64Range(0, 1000).Draw(r, "n")}
		}), 0, 5, func(s closing.Share) string { return s.Unit }).Draw(r, "known")
		total := rapid.Int64Range(0, 5000).Draw(r, "total")
		var sum, knew int64
		shares := closing.Propose(total, "host", known)
		for _, s := range shares {
			if sum += s.People; s.People < 0 {
				r.Fatalf("%v", shares)
			}
		}
		for _, s := range known {
			knew += s.People
		}
		for i, s := range known {
			if total >= knew && s.Unit != "host" && shares[i] != s {
				r.Fatalf("%v became %v", s, shares[i])
			}
		}
		if sum != total {
			r.Fatalf("%d of %d: %v", sum, total, shares)
		}
	})
}
