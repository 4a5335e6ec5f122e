package kind_test

import (
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/campaign"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
	"phongtrao/internal/kinds/run"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/place"
	"phongtrao/internal/roster"
	"phongtrao/internal/testkit"
)

// TestTally counts a run at one site in two blocks, takes one number back, and tallies after each step and once more: the figure is
// that of the headcounts that hold, whatever the order.
func TestTally(t *testing.T) {
	h := testkit.New(t, access.Schema, act.Schema, org.Schema, place.Schema, indicator.Schema, ledger.Schema, dispatch.Schema,
		campaign.Schema, activity.Schema, roster.Schema)
	since := day.Of(2010, 1, 1)
	var unit, site string
	h.Write(func(tx *db.Tx) (err error) {
		if err = indicator.Declare(tx, kind.Indicators(run.Kind{})); err != nil {
			return err
		}
		if unit, err = org.Found(tx, org.Unit{Name: "LĐLĐ TP Hải Phòng", Kind: "federation"}, org.Decision{Number: "1/QĐ", Issuer: "TLĐ", Date: since, Effective: since}); err != nil {
			return err
		}
		park, err := place.Found(tx, place.Place{Name: "KCN VSIP", Kind: "park"}, org.Decision{Number: "2/QĐ", Issuer: "UBND", Date: since, Effective: since})
		if err != nil {
			return err
		}
		c, err := campaign.Create(tx, campaign.Campaign{Kind: "run", Owner: unit, Period: day.Year(2026), Words: campaign.Words{Name: "Những bước chân khỏe đẹp"}})
		if err != nil {
			return err
		}
		site, err = activity.Create(tx, c, activity.Plan{Name: "Điểm cầu VSIP", Day: day.Of(2026, 2, 1), Place: park, Unit: unit})
		return err
	})
	record := func(c roster.Headcount) (id string) {
		t.Helper()
		c.Activity, c.Unit = site, unit
		h.Write(func(tx *db.Tx) (err error) {
			id, err = roster.Record(tx, c)
			return err
		})
		return id
	}
	tally := func(want int) {
		t.Helper()
		h.Write(func(tx *db.Tx) error {
			made, err := kind.Tally(tx, run.Kind{}, site)
			if made != want {
				t.Errorf("the tally made %d entries, want %d", made, want)
			}
			return err
		})
	}
	runners := func(want ledger.Quantity) {
		t.Helper()
		h.See(func(v *db.View) error {
			f, err := ledger.RollUp(v, ledger.Question{Indicator: run.Runners, Period: day.Year(2026), Activity: site})
			if f.Quantity != want {
				t.Errorf("%s runners, want %s", f.Quantity, want)
			}
			return err
		})
	}
	counted := roster.Headcount{What: "came", Block: "cổng A", Quantity: ledger.Exactly(900), Evidence: ledger.Counted, Counters: [2]string{"p1", "p2"}}
	first := record(counted)
	record(roster.Headcount{What: "shirts", Quantity: ledger.Exactly(2000), Evidence: ledger.Declared, Source: "phiếu xuất kho"})
	tally(1)
	tally(0)
	runners(ledger.Exactly(900))

	counted.Block = "cổng B"
	counted.Quantity = ledger.AtLeast(700)
	record(counted)
	tally(1)
	runners(ledger.AtLeast(1600))

	counted.Block, counted.Quantity, counted.Replaces = "cổng A", ledger.Exactly(950), first
	record(counted)
	tally(2)
	tally(0)
	runners(ledger.AtLeast(1650))

	record(roster.Headcount{What: "came", Quantity: ledger.Exactly(2500), Evidence: ledger.Declared, Source: "tin nhắn của điểm cầu"})
	tally(1)
	runners(ledger.AtLeast(1650)) // declared stands beside counted
}
