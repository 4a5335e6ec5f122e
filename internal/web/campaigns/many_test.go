package campaigns_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/campaign"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/seed"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web/campaigns"
	"phongtrao/internal/web/pagetest"
)

// BenchmarkThreeThousand divides a target among 3.000 grassroots unions: the page, the preview of a split, a paste of them all, the
// writing of a split with taking it back.
func BenchmarkThreeThousand(b *testing.B) {
	h, _ := furnished.New(b)
	do := func(v act.Verb, object string, work func(tx *db.Tx) error) {
		if err := h.Desk.Do(b.Context(), act.System("test"), v, object, work); err != nil {
			b.Fatal(err)
		}
	}
	by := org.Decision{Number: "1/QĐ", Issuer: "LĐLĐ", Date: day.Of(2020, 1, 1), Effective: day.Of(2020, 1, 1)}
	units := make([]org.Unit, 3000)
	var text strings.Builder
	for i := range units {
		units[i] = org.Unit{ID: fmt.Sprintf("cs%04d", i), Name: fmt.Sprintf("CĐCS Công ty TNHH Sản xuất và Thương mại số %04d", i), Kind: org.Grassroots, Parent: "tp"}
		fmt.Fprintf(&text, "cty sx va thuong mai so %04d\t10\n", i)
	}
	do(org.Founding, "", func(tx *db.Tx) error {
		if _, err := org.Found(tx, org.Unit{ID: "tp", Name: "LĐLĐ thành phố", Kind: "federation"}, by); err != nil {
			return err
		}
		_, err := org.FoundAll(tx, units, by)
		return err
	})
	var id, target string
	do(campaign.Creating, "tp", func(tx *db.Tx) (err error) {
		id, err = campaign.Create(tx, campaign.Campaign{Kind: "blood", Owner: "tp", Period: day.Year(2026), Words: campaign.Words{Name: "Giọt hồng 2026"}})
		return err
	})
	do(campaign.Assigning, id, func(tx *db.Tx) (err error) {
		target, err = campaign.Assign(tx, campaign.Assignment{Campaign: id, Unit: "tp", Indicator: "blood.bags", Period: day.Year(2026), Quantity: 60_000, Because: campaign.Because{Reason: "Nghị quyết"}})
		return err
	})
	secret, err := people.NewSecret(b.Context(), "an", seed.Password)
	if err != nil {
		b.Fatal(err)
	}
	do(people.Adding, "tp", func(tx *db.Tx) error {
		if _, err := people.Add(tx, people.Person{ID: "an", Name: "Lê Thị An", Unit: "tp"}); err != nil {
			return err
		}
		if err := people.SetPassword(tx, "an", "an", secret, ""); err != nil {
			return err
		}
		_, err := access.Give(tx, access.Grant{Person: "an", Role: access.FederationOfficer, Unit: "tp"})
		return err
	})
	_, mux := pagetest.Door(h, campaigns.Screens(), campaigns.Actions())
	an := pagetest.As(b, h, mux, "an", seed.Password)
	board := "/campaigns/" + id + "/targets"
	split := "/targets/" + target + "/split?how=even&who=all&step=1&keep=100&by="
	b.Run("split", func(b *testing.B) {
		for b.Loop() {
			fields := an.Get(split).Fields("shares")
			an.Post("/targets/"+target+"/split", fields).Says(303)
			batch := ""
			if err := h.DB.See(b.Context(), func(v *db.View) error {
				all, err := campaign.Batches(v, target, 1)
				batch = all[0].ID
				return err
			}); err != nil {
				b.Fatal(err)
			}
			an.Post("/target-batches/"+batch+"/undo", nil).Says(303)
		}
	})
	an.Post("/targets/"+target+"/split", an.Get(split).Fields("shares")).Says(303)
	b.Run("page", func(b *testing.B) {
		for b.Loop() {
			if page := an.Get(board + "?after=1200").Says(200); len(page.Text) > 150_000 {
				b.Fatalf("%d bytes", len(page.Text))
			}
		}
	})
	b.Run("preview", func(b *testing.B) {
		for b.Loop() {
			an.Get(split).Says(200)
		}
	})
	b.Run("paste", func(b *testing.B) {
		for b.Loop() {
			an.Post("/targets/"+target+"/paste", url.Values{"text": {text.String()}}).Says(200)
		}
	})
}
