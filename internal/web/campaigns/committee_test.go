package campaigns_test

import (
	"testing"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/campaign"
	"phongtrao/internal/ledger"
	"phongtrao/internal/passport"
	"phongtrao/internal/report"
)

// TestCommittee: a campaign that a steering committee leads has its percentage, in the list, on its page and in the passport,
// though no firm stands below the committee.
func TestCommittee(t *testing.T) {
	h, as := visit(t)
	who := act.System("test")
	var id string
	if err := h.Desk.Do(t.Context(), who, campaign.Creating, "hy-bcd", func(tx *db.Tx) (err error) {
		id, err = campaign.Create(tx, campaign.Campaign{Kind: "blood", Owner: "hy-bcd", Period: day.Year(2025), Words: campaign.Words{Name: "Hiến máu do Ban Chỉ đạo chủ trì 2025"}})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := h.Desk.Do(t.Context(), who, campaign.Assigning, id, func(tx *db.Tx) error {
		_, err := campaign.Assign(tx, campaign.Assignment{Campaign: id, Unit: "hy-bcd", Indicator: "blood.bags", Period: day.Year(2025), Quantity: 200,
			Because: campaign.Because{Reason: "Nghị quyết của Ban Chỉ đạo"}})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := h.Desk.Do(t.Context(), who, report.Entering, "hy-toto", func(tx *db.Tx) error {
		_, err := ledger.Post(tx, ledger.Posting{Campaign: id, Unit: "hy-toto", Indicator: "blood.bags", Day: day.Of(2025, 5, 6), Quantity: ledger.Exactly(90), Evidence: ledger.Signed, Source: "Biên bản thử"})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	bao := as("bao")
	bao.Get("/campaigns").Says(200, "Hiến máu do Ban Chỉ đạo chủ trì 2025", "45%")
	bao.Get("/campaigns/"+id).Says(200, "45", "Còn thiếu 110 đơn vị máu")
	if err := h.DB.See(t.Context(), func(v *db.View) error {
		p, err := passport.Of(v, h.Kinds, ledger.Question{Indicator: "blood.bags", Period: day.Year(2025), Campaign: id})
		if err == nil && (len(p.Progress) != 1 || p.Progress[0].Percentage.VN() != "45%" && p.Progress[0].Percentage.VN() != "45,0%") {
			t.Errorf("progress: %+v", p.Progress)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	as("lan").Get("/campaigns/"+id).Says(200, "Phần của CĐCS Công ty TNHH TOTO", "90")
}
