package bench

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/paper/press"
	"phongtrao/internal/campaign"
	"phongtrao/internal/compose"
	"phongtrao/internal/house"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/report"
	"phongtrao/internal/seed"
)

// What a province's report is measured with, at most: units directly below it, drives; a small country has a small province.
const (
	reportUnits  = 3000
	reportDrives = 20
)

var reportFigures = []string{"blood.registered", "blood.came", "blood.accepted", "blood.deferred", "blood.bags", "blood.bags_350", "blood.ml"}

// reports composes and prints the report of a province of 3,000 units with 20 drives, in every kind of file.
func reports(ctx context.Context, b *bench) error {
	h, err := house.Open(ctx, b.dsn, house.Options{NoSeal: true})
	if err != nil {
		return err
	}
	defer h.Close()
	units := min(reportUnits, max(100, b.o.Units/4/100*100))
	id, err := province(ctx, h, units)
	if err != nil {
		return err
	}
	if err := h.Warm(ctx); err != nil {
		return err
	}
	ask := compose.Ask{Campaign: id, Unit: "bc-tinh", Period: day.Year(2024), Base: "https://phongtrao.example"}
	var d compose.Draft
	make := func() error {
		return h.DB.See(ctx, func(v *db.View) (err error) {
			d, err = compose.Make(v, h.Kinds, ask)
			return err
		})
	}
	first, err := times(1, make)
	if err != nil {
		return err
	}
	warm, err := times(10, make)
	if err != nil {
		return err
	}
	if got := d.Figures[0].Lo; got != int64(units)*7 {
		return fmt.Errorf("the report says %d, want %d", got, units*7)
	}
	b.add(Result{Name: fmt.Sprintf("a province's report composed, %d units, %d drives, median", units, reportDrives), Value: ms(at(warm, .5)), Unit: "ms", Note: fmt.Sprintf("first %.0f ms", ms(first[0]))})
	for _, f := range press.Formats {
		size := 0
		took, err := times(5, func() error {
			if err := make(); err != nil {
				return err
			}
			var out bytes.Buffer
			err := f.Write(&out, d.Document)
			size = out.Len()
			return err
		})
		if err != nil {
			return err
		}
		b.add(Result{Name: "the same, composed and printed as " + f.Ending + ", median", Value: ms(at(took, .5)), Unit: "ms", Note: fmt.Sprintf("%d kB, longest %.0f ms", size/1024, ms(took[len(took)-1]))})
	}
	b.add(Result{Name: "memory after the reports", Value: resident(), Unit: "MB"})
	return nil
}

// province founds a federation with its units, a campaign with drives, a target shared among all, and posts their figures. Where it is
// there already it is measured again.
func province(ctx context.Context, h *house.House, size int) (string, error) {
	const id = "bc-hienmau-2024"
	who := act.System("bench")
	do := func(verb act.Verb, object string, work func(tx *db.Tx) error) error {
		return h.Desk.Do(ctx, who, verb, object, work)
	}
	there := false
	if err := h.DB.See(ctx, func(v *db.View) error {
		all, err := org.HistoryOf(v)
		if err == nil {
			_, there = all.Index("bc-tinh")
		}
		return err
	}); err != nil || there {
		return id, err
	}
	from := day.Of(2020, 1, 1)
	units := []org.Unit{{ID: "bc-tinh", Name: "Liên đoàn Lao động tỉnh đo tốc độ", Kind: "federation", Parent: seed.Confederation}}
	for n := range size {
		units = append(units, org.Unit{ID: fmt.Sprintf("bc-%04d", n), Name: fmt.Sprintf("CĐCS đo tốc độ %d", n+1), Kind: org.Grassroots, Parent: "bc-tinh"})
	}
	if err := do(org.Founding, "", func(tx *db.Tx) error {
		_, err := org.FoundAll(tx, units, org.Decision{Issuer: "đo tốc độ", Date: from, Effective: from})
		return err
	}); err != nil {
		return id, err
	}
	var drives []string
	if err := do(campaign.Creating, "bc-tinh", func(tx *db.Tx) error {
		_, err := campaign.Create(tx, campaign.Campaign{ID: id, Kind: "blood", Owner: "bc-tinh", Period: day.Year(2024), Words: campaign.Words{Name: "Hiến máu đo tốc độ năm 2024"}})
		if err != nil {
			return err
		}
		target, err := campaign.Assign(tx, campaign.Assignment{Campaign: id, Unit: "bc-tinh", Indicator: "blood.bags", Period: day.Year(2024), Quantity: int64(size) * 6, Because: campaign.Because{Reason: "đo tốc độ"}})
		if err != nil {
			return err
		}
		shares := make([]campaign.ShareOf, size)
		for n := range shares {
			shares[n] = campaign.ShareOf{Unit: fmt.Sprintf("bc-%04d", n), Quantity: 6}
		}
		if _, err := campaign.Share(tx, target, 1, shares, 0, campaign.Because{Reason: "đo tốc độ"}); err != nil {
			return err
		}
		for n := range reportDrives {
			drive, err := activity.Create(tx, id, activity.Plan{Name: fmt.Sprintf("Đợt %d", n+1), Day: day.Of(2024, time.Month(1+n/2), 5+n), Unit: "bc-tinh"})
			if err != nil {
				return err
			}
			drives = append(drives, drive)
		}
		return nil
	}); err != nil {
		return id, err
	}
	for n := 0; n < size; n += 100 {
		if err := do(report.Entering, "bc-tinh", func(tx *db.Tx) error {
			var batch []ledger.Posting
			for u := n; u < n+100; u++ {
				drive := u % reportDrives
				for _, key := range reportFigures {
					batch = append(batch, ledger.Posting{Campaign: id, Activity: drives[drive], Unit: fmt.Sprintf("bc-%04d", u), Indicator: key, Quantity: ledger.Exactly(7),
						Evidence: ledger.Declared, Day: day.Of(2024, time.Month(1+drive/2), 5+drive), Source: "đo tốc độ"})
				}
			}
			_, err := ledger.Post(tx, batch...)
			return err
		}); err != nil {
			return id, err
		}
	}
	return id, nil
}
