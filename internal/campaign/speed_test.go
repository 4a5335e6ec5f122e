package campaign_test

import (
	"fmt"
	"testing"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/campaign"
	"phongtrao/internal/org"
)

// BenchmarkShare shares a target among 2.800 grassroots unions, as the federation of a province does, and asks for those of a
// hundred of them, as a page does.
func BenchmarkShare(b *testing.B) {
	h := build(b)
	units := make([]org.Unit, 2800)
	for i := range units {
		units[i] = org.Unit{Name: fmt.Sprintf("CĐCS %d", i), Kind: "base", Parent: h.head}
	}
	var ids []string
	h.Write(func(tx *db.Tx) (err error) {
		ids, err = org.FoundAll(tx, units, org.Decision{Number: "99/QĐ", Issuer: "LĐLĐ", Date: day.Of(2001, 1, 1), Effective: day.Of(2001, 1, 1)})
		return err
	})
	shares := make([]campaign.ShareOf, len(ids))
	for i, u := range ids {
		shares[i] = campaign.ShareOf{Unit: u, Quantity: 10}
	}
	b.Run("share", func(b *testing.B) {
		for b.Loop() {
			h.begin()
			h.share(h.assign(h.head, 28000), 0, shares...)
		}
	})
	b.Run("page", func(b *testing.B) {
		for b.Loop() {
			h.See(func(v *db.View) error {
				all, err := campaign.Targets(v, campaign.Filter{Campaign: h.campaign, Units: ids[:100], Period: day.Year(2024)})
				if len(all) != 100 {
					b.Fatalf("%d targets", len(all))
				}
				return err
			})
		}
	})
}
