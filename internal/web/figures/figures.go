// Package figures shows where figures come from.
//
// The list asks for all indicators of one unit at once; a figure's page is its passport: definition, period, map, evidence,
// parts, targets, gaps, what others published, and the entries down to source and hand. Each entry has a page with its
// proof. Nobody reads here beyond the units that they may look at: what is rolled up by place shows more than one unit's
// people, and is left to those who see the whole line, or lead the campaign or the activity that is asked about.
package figures

import (
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/indicator"
	"phongtrao/internal/ledger"
	"phongtrao/internal/passport"
	"phongtrao/internal/web/door"
)

// Screens are the pages of the section.
func Screens() []ui.Screen[*door.Ask] { return []ui.Screen[*door.Ask]{Figures, Printed, Entry} }

// Actions are the acts of the section.
func Actions() []door.Action { return []door.Action{printing, reversing, choosing} }

// illustrative marks what was invented, wherever an entry's source or note says so.
const illustrative = "dữ liệu minh hoạ"

// address is the address of a question's passport.
func address(q ledger.Question) string { return "/figures?" + passport.Query(q).Encode() }

// figure draws what is known, with the way to its passport.
func figure(known ledger.Quantity, of, href string) ui.Figure {
	return ui.Figure{Quantity: ui.Quantity(known), Of: of, Href: href}
}

// mix draws of which kinds of evidence an amount is, the surest first.
func mix(amounts map[ledger.Evidence]int64) []ui.Evidence {
	var out []ui.Evidence
	for _, e := range ledger.Kinds {
		if n := amounts[e]; n != 0 {
			out = append(out, ui.Evidence{Kind: e.Key(), Label: e.Label(), Quantity: n})
		}
	}
	return out
}

// known says in a cell how an amount is known: "có ký xác nhận", or with amounts where there are several kinds.
func known(amounts map[ledger.Evidence]int64) string {
	parts := mix(amounts)
	if len(parts) == 1 {
		return parts[0].Label
	}
	text := ""
	for i, p := range parts {
		if i > 0 {
			text += " · "
		}
		text += p.Label + " " + viet.FormatInt(p.Quantity)
	}
	return text
}

// measureText says what is counted, and with what it is not added.
func measureText(i indicator.Indicator) string {
	if i.Stock {
		return "Số hiện có tại một ngày: lấy lần ghi cuối trong kỳ của từng đơn vị, cộng theo đơn vị, không cộng theo thời gian."
	}
	return "Chỉ cộng với số cùng đơn vị tính."
}
