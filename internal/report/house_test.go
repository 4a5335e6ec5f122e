package report_test

import (
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/campaign"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/indicator"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/place"
	"phongtrao/internal/report"
	"phongtrao/internal/testkit"
)

const bags, came = "blood.bags", "blood.came"

// house is a province with a park board above two firms and a neighbour province; the park leads the campaign of 2024, with
// one drive on 9 April 2024 that it hosts. Today is 2 November 2026.
type house struct {
	*testkit.House
	campaign, drive string
}

func build(t testing.TB) *house {
	t.Helper()
	h := &house{House: testkit.New(t, access.Schema, act.Schema, org.Schema, place.Schema, indicator.Schema, ledger.Schema, dispatch.Schema, campaign.Schema, activity.Schema, report.Schema)}
	h.Write(func(tx *db.Tx) error {
		from := day.Must("2010-01-01")
		_, err := org.FoundAll(tx, []org.Unit{
			{ID: "hy", Name: "LĐLĐ tỉnh Hưng Yên", Kind: "federation", Lines: map[string]string{org.Committees: lineage.Top}},
			{ID: "park", Name: "Công đoàn các KCN tỉnh", Kind: "parks", Parent: "hy"},
			{ID: "toto", Name: "CĐCS TOTO", Kind: "base", Parent: "park"},
			{ID: "canon", Name: "CĐCS Canon", Kind: "base", Parent: "park"},
			{ID: "hd", Name: "LĐLĐ tỉnh Hải Dương", Kind: "federation"},
			{ID: "bcd", Name: "Ban Chỉ đạo vận động hiến máu tình nguyện", Kind: "committee", Parent: "hy"},
		}, org.Decision{Number: "1/QĐ", Date: from, Issuer: "TLĐ", Effective: from})
		if err != nil {
			return err
		}
		if err := indicator.Declare(tx, []indicator.Indicator{
			{Key: bags, Name: "Số đơn vị máu", Definition: "Túi máu tiếp nhận.", Measure: indicator.Bags, Kind: "blood"},
			{Key: came, Name: "Số người đến", Definition: "Người đến điểm hiến máu.", Measure: indicator.People, Kind: "blood"},
		}); err != nil {
			return err
		}
		if h.campaign, err = campaign.Create(tx, campaign.Campaign{Kind: "blood", Owner: "park", Period: day.Year(2024), Words: campaign.Words{Name: "Hiến máu 2024"}}); err != nil {
			return err
		}
		h.drive = h.hold(tx, "Đợt 1", "2024-04-09")
		return nil
	})
	return h
}

// hold plans an activity of the park.
func (h *house) hold(tx *db.Tx, name, on string) string {
	id, err := activity.Create(tx, h.campaign, activity.Plan{Name: name, Day: day.Must(on), Unit: "park"})
	if err != nil {
		h.T.Fatal(err)
	}
	return id
}

func line(key string, n int64) report.Line {
	return report.Line{Indicator: key, Quantity: ledger.Exactly(n)}
}

// submit sends a unit's figures and returns the key.
func (h *house) submit(unit string, lines ...report.Line) (id string) {
	h.T.Helper()
	h.Do(report.Submitting, unit, func(tx *db.Tx) (err error) {
		id, err = report.Submit(tx, report.Submission{Unit: unit, Activity: h.drive, Lines: lines})
		return err
	})
	return id
}

func (h *house) accept(id string, version int64) error {
	return h.Try(report.Accepting, id, func(tx *db.Tx) error {
		_, err := report.Accept(tx, id, version)
		return err
	})
}

// figure is the roll-up of an indicator over everything in 2024.
func (h *house) figure(key string) (f ledger.Figure) {
	h.T.Helper()
	h.See(func(v *db.View) (err error) {
		f, err = ledger.RollUp(v, ledger.Question{Indicator: key, Period: day.Year(2024)})
		return err
	})
	return f
}

func (h *house) pending(ask report.Ask) (all []report.Waiting) {
	h.T.Helper()
	h.See(func(v *db.View) (err error) {
		all, err = report.Pending(v, ask)
		return err
	})
	return all
}
