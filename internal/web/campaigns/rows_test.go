package campaigns_test

import (
	"fmt"
	"strings"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/campaign"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/report"
	"phongtrao/internal/seed"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web/campaigns"
	"phongtrao/internal/web/pagetest"
)

// TestManyUnits sends two hundred units at a time and says how many remain; the busy ones come first, and a unit that was
// split stands apart from both halves.
func TestManyUnits(t *testing.T) {
	h, _ := furnished.New(t)
	do := func(verb act.Verb, object string, work func(tx *db.Tx) error) {
		t.Helper()
		if err := h.Desk.Do(t.Context(), act.System("test"), verb, object, work); err != nil {
			t.Fatal(err)
		}
	}
	by := org.Decision{Issuer: "Dữ liệu nền", Effective: day.Of(2020, 1, 1)}
	units := []org.Unit{{ID: "tp", Name: "Liên đoàn Lao động thành phố", Kind: "federation"}}
	for n := range 250 {
		units = append(units, org.Unit{ID: fmt.Sprintf("cs%03d", n), Name: fmt.Sprintf("CĐCS số %03d", n), Kind: org.Grassroots, Parent: "tp"})
	}
	do(org.Founding, "", func(tx *db.Tx) error { _, err := org.FoundAll(tx, units, by); return err })
	id := ""
	do(campaign.Creating, "tp", func(tx *db.Tx) (err error) {
		id, err = campaign.Create(tx, campaign.Campaign{Kind: "blood", Owner: "tp", Period: day.Year(2026), Words: campaign.Words{Name: "Giọt hồng 2026"}})
		return err
	})
	target := ""
	do(campaign.Assigning, id, func(tx *db.Tx) (err error) {
		target, err = campaign.Assign(tx, campaign.Assignment{Campaign: id, Unit: "tp", Indicator: "blood.bags", Period: day.Year(2026), Quantity: 500, Because: campaign.Because{Reason: "Theo hội nghị"}})
		if err != nil {
			return err
		}
		var shares []campaign.ShareOf
		for _, u := range units[1:] {
			shares = append(shares, campaign.ShareOf{Unit: u.ID, Quantity: 2})
		}
		_, err = campaign.Share(tx, target, 1, shares, 0, campaign.Because{Reason: "Chia đều"})
		return err
	})
	do(report.Entering, "tp", func(tx *db.Tx) error {
		_, err := ledger.Post(tx, ledger.Posting{Campaign: id, Unit: "cs249", Indicator: "blood.bags", Quantity: ledger.Exactly(7), Evidence: ledger.Signed, Day: day.Of(2026, 3, 1), Source: "biên bản"},
			ledger.Posting{Campaign: id, Unit: "tp", Indicator: "blood.bags", Quantity: ledger.AtLeast(5), Evidence: ledger.Signed, Day: day.Of(2026, 3, 1), Source: "biên bản"})
		return err
	})
	by.Effective = day.Of(2026, 6, 1)
	by.Number, by.Date = "9/QĐ-LĐLĐ", by.Effective
	do(org.Splitting, "cs249", func(tx *db.Tx) error {
		_, err := org.Split(tx, "cs249", []org.Part{{Unit: org.Unit{ID: "cs249a", Name: "CĐCS số 249 A", Kind: org.Grassroots, Parent: "tp"}, Rest: true}, {Unit: org.Unit{ID: "cs249b", Name: "CĐCS số 249 B", Kind: org.Grassroots, Parent: "tp"}}}, by)
		return err
	})
	secret, err := people.NewSecret(t.Context(), "an", seed.Password)
	if err != nil {
		t.Fatal(err)
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
	an := pagetest.As(t, h, mux, "an", seed.Password)

	page := an.Get("/campaigns/"+id).Says(200, "từ 12 trở lên", "không phân bổ được: đơn vị đã chia", "Ghi ở chính cấp này", "≥ 2,4", "Xem thêm 51 đơn vị")
	if n := strings.Count(page.Text, `aria-level="2"`); n != ui.RowsMax+3 { // what stands at the level itself, what was split, the way to the rest
		t.Errorf("%d rows of the second level", n)
	}
	before := an.Get("/campaigns/"+id+"?on=2026-05-31").Says(200, "CĐCS số 249")
	if strings.Contains(pagetest.Plain(before.Text), "không phân bổ được") {
		t.Error("before the split nothing is undivided")
	}
	rest := an.Part("/campaigns/"+id+"/rows?under=tp&on=2026-05-31&level=2&after=200", "tr#tr-tp").Says(200, "CĐCS số 248")
	if n := strings.Count(rest.Text, `aria-level="2"`); n != 50 {
		t.Errorf("%d further rows", n)
	}
	an.Get("/campaigns/"+id+"/rows?under=tp&after=200").Says(200, "Liên đoàn Lao động thành phố")
	board := "/campaigns/" + id + "/targets"
	first := an.Get(board).Says(200, "1–80 trong 252 đơn vị", "500", "CĐCS số 079", "Ghi và sang trang sau").Silent("CĐCS số 080")
	if n := len(first.Text); n > 150_000 {
		t.Errorf("a page of %d bytes", n)
	}
	an.Get(board+"?after=240").Says(200, "241–252 trong 252", "CĐCS số 249", "CĐCS số 249 A")
	an.Get(board+"?q=cdcs+so+017").Says(200, "CĐCS số 017").Silent("CĐCS số 018")
	an.Get(board+"?show=none").Says(200, "CĐCS số 249 B").Silent("CĐCS số 017")
	fields := an.Get(board + "?after=80").Fields("shares")
	to := an.Post(board, pagetest.With(fields, "u-cs081", "1", "then", board+"?of="+target+"&after=160")).Says(303).To
	if to != board+"?of="+target+"&after=160" {
		t.Error(to)
	}
	an.Get("/targets/"+target).Says(200, "500 = 499 chia cho 250 đơn vị + 1 dự phòng", "Xem thêm")
}
