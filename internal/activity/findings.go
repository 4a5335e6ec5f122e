package activity

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/campaign"
	"phongtrao/internal/dispatch"
)

// Findings says what is worth a look about an activity's day: it lies outside the campaign's period, or before the
// document that caused the campaign. These are no errors: drives do take place before a plan is signed.
func Findings(v *db.View, a Activity) ([]campaign.Finding, error) {
	c, err := campaign.Get(v, a.Campaign)
	if err != nil {
		return nil, err
	}
	var number string
	var date day.Day
	if c.Dispatch != "" {
		d, err := dispatch.Get(v, c.Dispatch)
		if err != nil {
			return nil, err
		}
		number, date = d.Number, d.Date
	}
	return CheckDay(a.Day, c.Period, number, date), nil
}

// CheckDay compares an activity's day with the campaign's period and the date of its document (0 for none).
func CheckDay(d day.Day, period day.Period, document string, dated day.Day) []campaign.Finding {
	var found []campaign.Finding
	if !period.Has(d) {
		found = append(found, campaign.Finding{Rule: "period",
			Text: "Ngày " + d.VN() + " nằm ngoài thời gian của phong trào (" + period.VN() + "). Hãy kiểm tra lại ngày hoặc phong trào."})
	}
	if dated != 0 && d < dated {
		found = append(found, campaign.Finding{Rule: "before-document",
			Text: "Ngày " + d.VN() + " trước ngày của văn bản " + document + " (" + dated.VN() + "). Hãy kiểm tra lại ngày hoặc văn bản."})
	}
	return found
}

// Dated refuses a figure whose day is not the day of the activity that it was made at.
func Dated(v *db.View, id string, d day.Day) error {
	a, err := Get(v, id)
	if err == nil && a.Day != d {
		err = fault.In("day", "Số liệu của “%s” phải ghi ngày %s (ngày của hoạt động), không phải %s.", a.Name, a.Day.VN(), d.VN())
	}
	return err
}
