package workersmonth

import (
	"fmt"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/kind"
)

// Month is the workers' month of a year: May, since 2012.
func Month(year int) day.Period { return day.Month(year, time.May) }

// Launch says whether a launch lies inside the campaign's month: a note with the number of days after its start, or a
// doubt that needs an explanation.
func Launch(on day.Day, month day.Period) kind.Finding {
	if !month.Has(on) {
		return kind.Finding{Level: kind.Doubt, Rule: "workersmonth.launch", NeedsExplanation: true, Fields: []string{Events},
			Text: fmt.Sprintf("Lễ phát động ngày %s nằm ngoài %s. Kiểm tra lại ngày, hoặc ghi lý do.", on.VN(), month.VN())}
	}
	after := int(on - month.From)
	when := "đúng ngày đầu"
	if after > 0 {
		when = fmt.Sprintf("sau ngày đầu %d ngày", after)
	}
	return kind.Finding{Level: kind.Note, Rule: "workersmonth.launch", Fields: []string{Events},
		Text: fmt.Sprintf("Lễ phát động ngày %s nằm trong %s, %s.", on.VN(), month.VN(), when)}
}
