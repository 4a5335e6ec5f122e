package seed

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
	"phongtrao/internal/report"
)

// figures are what one source says of one unit at one activity, or on one day of a campaign.
type figures struct {
	campaign, activity, unit, place, day string
	evidence                             ledger.Evidence
	source, note                         string
	lines                                []line
}

type line struct {
	indicator string
	quantity  ledger.Quantity
}

// of adds an exact number.
func (f figures) of(indicator string, n int64) figures {
	f.lines = append(f.lines[:len(f.lines):len(f.lines)], line{indicator, ledger.Exactly(n)})
	return f
}

// atLeast adds a lower bound.
func (f figures) atLeast(indicator string, n int64) figures {
	f.lines = append(f.lines[:len(f.lines):len(f.lines)], line{indicator, ledger.AtLeast(n)})
	return f
}

// enter posts figures at once, as an officer does who has the paper at hand.
func (s *story) enter(f figures) {
	s.do(report.Entering, f.unit, func(tx *db.Tx) error {
		var postings []ledger.Posting
		for _, l := range f.lines {
			postings = append(postings, ledger.Posting{Campaign: f.campaign, Activity: f.activity, Unit: f.unit, Place: f.place, Indicator: l.indicator,
				Quantity: l.quantity, Evidence: f.evidence, Day: day.Must(f.day), Source: f.source, Note: f.note})
		}
		s.entered += len(postings)
		_, err := ledger.Post(tx, postings...)
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
