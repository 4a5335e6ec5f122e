package figures

import (
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/ui"
)

// span is a period in the words of the list's address, where no words stand for this year.
func span(p day.Period) map[string]string {
	if p == day.All {
		return map[string]string{"period": "all"}
	}
	return map[string]string{"from": p.From.String(), "to": p.To.String()}
}

// periods are the ones mostly asked for; the chosen one is always among them.
func periods(today day.Day, chosen day.Period) []day.Period {
	year, month, _ := today.Date()
	out := []day.Period{day.Year(year), day.Half(year, 1), day.Quarter(year, (int(month)+2)/3), day.Year(year - 1), day.All}
	if !slices.Contains(out, chosen) {
		out = append([]day.Period{chosen}, out...)
	}
	return out
}

// named is a period as a choice: "Năm 2026", "Mọi thời gian".
func named(p day.Period) string {
	if p == day.All {
		return "Mọi thời gian"
	}
	return capital(p.VN())
}

func spanForm(action string, p day.Period, hidden map[string]string) ui.Form {
	from, to := p.From.VN(), p.To.VN()
	if p == day.All {
		from, to = "", ""
	}
	return ui.Form{ID: "span", Action: action, Get: true, Hidden: hidden, Submit: "Xem kỳ này", Fields: []ui.Field{
		{Name: "from", Label: "Từ ngày", Kind: ui.DayField, Value: from, Required: true},
		{Name: "to", Label: "Đến hết ngày", Kind: ui.DayField, Value: to, Required: true}}}
}
