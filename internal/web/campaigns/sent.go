package campaigns

import (
	"cmp"
	"strings"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/report"
	"phongtrao/internal/roster"
)

// sent lists what units declared, with what became of it.
func (h *held) sent(m *drive) error {
	all, err := report.OfActivity(h.v, h.act.ID)
	if err != nil {
		return err
	}
	m.Sent = ui.Table{Label: "Số liệu đơn vị gửi", Cards: true, Columns: []ui.Column{{Label: "Đơn vị", Wide: true}, {Label: "Gửi lúc"}, {Label: h.lead.Name, Num: true}, {Label: "Trạng thái"}}}
	for _, s := range all {
		if !h.mine(s.Unit) {
			continue
		}
		said := ui.Cell{Text: "–"}
		for _, l := range s.Lines {
			if l.Indicator == h.lead.Key {
				said.Text = l.Quantity.String()
			}
		}
		m.Sent.Rows = append(m.Sent.Rows, ui.Row{Cells: []ui.Cell{{Text: name(h.v, s.Unit, h.act.Day), Href: "/reports/" + s.ID}, {Text: s.At.VN()}, said, {Body: sentChip(s.State)}}})
	}
	return nil
}

// mine reports whether a unit is within what the person sees.
func (h *held) mine(unit org.UnitID) bool {
	if h.whole() {
		return true
	}
	in, err := org.Within(h.v, h.at, unit)
	return err == nil && (in || unit == h.at)
}

func sentChip(s report.State) ui.Chip {
	c := ui.Chip{Label: s.Label()}
	switch s {
	case report.Submitted:
		c.Tone, c.Icon = ui.Info, "clock"
	case report.Accepted:
		c.Tone = ui.Good
	case report.Returned:
		c.Tone = ui.Warn
	default:
		c.Icon = "undo-2"
	}
	return c
}

// slips lists the papers from which figures were entered.
func (h *held) slips(m *drive) error {
	all, err := report.SlipsOf(h.v, h.act.ID)
	if err != nil {
		return err
	}
	who, err := h.persons(func(add func(string)) {
		for _, s := range all {
			add(s.By)
		}
	})
	if err != nil {
		return err
	}
	m.Slips = ui.Table{Label: "Phiếu đã nhập", Cards: true, Columns: []ui.Column{{Label: "Giấy tờ", Wide: true}, {Label: "Đơn vị"}, {Label: "Người nhập"}, {Label: "Hiệu lực"}}}
	for _, s := range all {
		if !h.mine(s.Unit) {
			continue
		}
		paper := cmp.Or(s.Paper.Number, "Không ghi số")
		if s.Paper.Date != 0 {
			paper += ", ngày " + s.Paper.Date.VN()
		}
		r := ui.Row{Cells: []ui.Cell{{Text: paper, Sub: strings.TrimSuffix(capital(s.Evidence.Label())+" · "+s.Paper.Signers, " · ")}, {Text: name(h.v, s.Unit, h.act.Day)}, {Text: who[s.By], Sub: s.At.VN()}, {Text: "đang dùng"}}}
		switch {
		case s.Voided != "":
			r.Cells[3] = ui.Cell{Body: ui.Chip{Label: "đã huỷ", Icon: "x"}, Sub: s.Voided}
		case h.a.May(report.Entering, s.ID):
			r.Cells[3] = ui.Cell{Text: "Huỷ phiếu", Href: "/slips/" + s.ID + "/void"}
		}
		m.Slips.Rows = append(m.Slips.Rows, r)
	}
	return nil
}

// persons collects keys and returns names.
func (h *held) persons(collect func(add func(string))) (map[string]string, error) {
	var ids []string
	collect(func(id string) {
		if id != "" {
			ids = append(ids, id)
		}
	})
	return people.Names(h.v, ids)
}

// counts lists the headcounts with their two counters.
func (h *held) counts(m *drive) error {
	all, err := roster.At(h.v, h.act.ID)
	if err != nil {
		return err
	}
	who, err := h.persons(func(add func(string)) {
		for _, c := range all {
			add(c.Counters[0])
			add(c.Counters[1])
			add(c.MadeBy)
		}
	})
	if err != nil {
		return err
	}
	if h.a.May(roster.Counting, h.act.ID) && h.act.State != activity.ClosedSigned && h.act.State != activity.Cancelled {
		m.Count = &ui.Link{Label: "Ghi số đếm", Href: h.page() + "/count"}
	}
	m.Counts = ui.Table{Label: "Số đếm tại chỗ", Cards: true, Columns: []ui.Column{{Label: "Đếm việc gì"}, {Label: "Đơn vị", Wide: true}, {Label: "Số người", Num: true}, {Label: "Người đếm hoặc nguồn"}, {Label: "Hiệu lực"}},
		Empty: &ui.Empty{Icon: "users", Title: "Chưa có số đếm", Text: "Số đếm tại chỗ cần hai người đếm; số đơn vị khai cần ghi nguồn."}}
	for _, c := range all {
		if !h.mine(c.Unit) {
			continue
		}
		q := h.question(kind.Count(h.k, c.What))
		q.At = c.Unit
		number := ui.Cell{Text: c.Quantity.String()}
		if q.Indicator != "" && c.Holds() {
			number = ui.Cell{Body: figure(q, c.Quantity, "người")}
		}
		known := ui.Cell{Text: c.Source}
		if c.Evidence == ledger.Counted {
			known = ui.Cell{Text: cmp.Or(who[c.Counters[0]], c.Counters[0]) + "; " + cmp.Or(who[c.Counters[1]], c.Counters[1])}
		}
		known.Sub = c.MadeAt.VN()
		state := ui.Cell{Body: ui.Chip{Label: c.Evidence.Label(), Tone: ui.Good}}
		if !c.Holds() {
			state = ui.Cell{Body: ui.Chip{Label: "đã có số khác thay", Icon: "history"}}
		}
		m.Counts.Rows = append(m.Counts.Rows, ui.Row{Cells: []ui.Cell{{Text: h.word(c.What), Sub: c.Block}, {Text: name(h.v, c.Unit, h.act.Day)}, number, known, state}})
	}
	return nil
}

// word names what a headcount counts.
func (h *held) word(what string) string {
	if i, ok := kind.Indicator(h.k, kind.Count(h.k, what)); ok {
		return i.Name
	}
	return map[string]string{"registered": "Số người đăng ký", "came": "Số người đến"}[what]
}
