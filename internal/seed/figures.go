package seed

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
	"phongtrao/internal/report"
)

// figures are what one paper says of one unit at one activity, or on one day of a campaign.
type figures struct {
	report.Slip
	object string // of the act: the activity, else the unit
}

// at begins figures of an activity.
func at(activityID, unit string, e ledger.Evidence, p report.Paper) figures {
	return figures{report.Slip{Activity: activityID, Unit: unit, Evidence: e, Paper: p}, activityID}
}

// told begins figures that a list tells of a campaign without an activity, on a day; campaign "" is for none.
func told(campaignID, unit, on, list string) figures {
	return figures{report.Slip{Campaign: campaignID, Unit: unit, Day: day.Must(on), Evidence: ledger.Imported, Paper: report.Paper{Number: list}}, unit}
}

// of adds an exact number.
func (f figures) of(indicator string, n int64, note string) figures {
	return f.line(indicator, ledger.Exactly(n), note)
}

// atLeast adds a lower bound.
func (f figures) atLeast(indicator string, n int64, note string) figures {
	return f.line(indicator, ledger.AtLeast(n), note)
}

func (f figures) line(indicator string, q ledger.Quantity, note string) figures {
	f.Lines = append(f.Lines[:len(f.Lines):len(f.Lines)], report.Line{Indicator: indicator, Quantity: q, Note: note})
	return f
}

// enter posts figures at once, as an officer does who has the paper at hand.
func (s *story) enter(f figures) {
	s.do(report.Entering, f.object, func(tx *db.Tx) error {
		_, entries, err := report.Enter(tx, f.Slip)
		s.entered += len(entries)
		return err
	})
}

// claim keeps a published number with the percentage printed beside it; percent 0 is none.
func (s *story) claim(c, unit, indicator string, p day.Period, part, whole, percent int64, printed, source string) {
	k := report.Claim{Campaign: c, Unit: unit, Indicator: indicator, Period: p, Quantity: ledger.Exactly(part), Printed: printed, Source: source}
	if percent > 0 {
		k.Percent = report.Percent{Part: part, Whole: whole, Printed: viet.Decimal{Units: percent}}
	}
	s.publish(k)
}

// publish keeps a claim, published on the story's day.
func (s *story) publish(k report.Claim) {
	s.do(report.Claiming, k.Unit, func(tx *db.Tx) error {
		k.Day = tx.At.Day()
		_, err := report.Publish(tx, k)
		return err
	})
}
