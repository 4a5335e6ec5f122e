package home_test

import (
	"strings"
	"testing"

	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/campaign"
	"phongtrao/internal/org"
	"phongtrao/internal/report"
	"phongtrao/internal/seed"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web/home"
	"phongtrao/internal/web/pagetest"
)

// TestOwing counts reports that did not come for those above who ask for them, and lets the chair find what is to be sent.
func TestOwing(t *testing.T) {
	h := furnished.Demo(t)
	_, mux := pagetest.Door(h, home.Screens(false), nil)
	bao, lan := pagetest.As(t, h, mux, "bao", seed.Password), pagetest.As(t, h, mux, "lan", seed.Password)
	lan.Get("/").Says(200).Silent("báo cáo đơn vị bạn phải gửi")
	bao.Get("/").Says(200).Silent("báo cáo của đơn vị chưa gửi")

	do := func(verb act.Verb, object string, work func(tx *db.Tx) error) {
		t.Helper()
		if err := h.Desk.Do(t.Context(), act.System("test"), verb, object, work); err != nil {
			t.Fatal(err)
		}
	}
	campaignID, drive, above := "", "", ""
	if err := h.DB.See(t.Context(), func(v *db.View) error {
		chain, err := org.Over(v, "hy-toto")
		above = chain[1]
		return err
	}); err != nil {
		t.Fatal(err)
	}
	do(campaign.Creating, above, func(tx *db.Tx) (err error) {
		campaignID, err = campaign.Create(tx, campaign.Campaign{Kind: "blood", Owner: above, Period: day.Year(2026), Words: campaign.Words{Name: "Giọt hồng 2026"}})
		return err
	})
	do(activity.Planning, campaignID, func(tx *db.Tx) (err error) {
		drive, err = activity.Create(tx, campaignID, activity.Plan{Name: "Đợt 1", Day: day.Of(2026, 10, 20), Place: "P14", Unit: above})
		return err
	})
	never := func(*db.View, string) (bool, error) { return false, nil }
	do(activity.VerbTo(activity.Agreed), drive, func(tx *db.Tx) error {
		return activity.Advance(tx, drive, activity.Step{From: activity.Draft, To: activity.Agreed, Made: never})
	})
	do(report.Calling, drive, func(tx *db.Tx) error {
		_, err := report.Call(tx, drive, day.Of(2026, 12, 30), "hy-toto")
		return err
	})
	if page := lan.Get("/").Says(200, "1 báo cáo đơn vị bạn phải gửi", "Chưa báo cáo nào quá hạn"); !strings.Contains(page.Text, `href="/asked"`) {
		t.Error("a chair is not led to what is asked")
	}
	if page := bao.Get("/").Says(200, "2 báo cáo của đơn vị chưa gửi", "1 báo cáo quá hạn"); !strings.Contains(page.Text, `href="/reports/missing?from=2025-11-02`) {
		t.Error("an officer is not led to who is missing")
	}
	do(report.Calling, drive, func(tx *db.Tx) error { return report.Uncall(tx, drive, "không tham gia", "hy-toto") })
	lan.Get("/").Says(200).Silent("báo cáo đơn vị bạn phải gửi")
	bao.Get("/").Says(200, "1 báo cáo của đơn vị chưa gửi")
}
