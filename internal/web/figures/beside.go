package figures

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/ledger"
)

// promise is a target with which the figure is compared.
type promise struct {
	Percent  string // "105,4%"
	Bar      ui.Bar
	Text     string // the sentence that names all that the percentage depends on
	Document ui.Link
	Chips    []ui.Chip
	Warning  string
	Href     string // the targets of the campaign
}

func (s *asking) promises(m *show) error {
	for _, c := range s.p.Progress {
		t := c.Target
		p := promise{Warning: c.Warning, Href: "/targets/" + t.ID}
		if t.Dispatch != "" {
			p.Document = ui.Link{Label: "Văn bản " + c.Document, Href: "/dispatches/" + t.Dispatch}
		}
		if t.Source == campaign.Assigned {
			p.Chips = append(p.Chips, ui.Chip{Label: "được giao"})
		} else {
			p.Chips = append(p.Chips, ui.Chip{Label: "tự đăng ký"})
		}
		if t.Quantity > 0 {
			p.Percent, p.Text = c.Percentage.VN(), c.Percentage.Text
			p.Bar = ui.Bar{Got: s.p.Figure.Lo, Target: t.Quantity, Text: c.Percentage.VN()}
		} else {
			p.Text = "Chỉ tiêu là không; không có tỷ lệ."
		}
		m.Targets = append(m.Targets, p)
	}
	return nil
}

// claims stands what was published beside the figure.
func (s *asking) claims(m *show) error {
	for _, c := range s.p.Claims {
		q := ledger.Question{Indicator: c.Indicator, Period: c.Period, Campaign: c.Campaign, At: c.Unit}
		href := entriesHere
		if s.units.opens(c.Unit) {
			href = address(q)
		}
		var said []string
		if _, verdict, ok := strings.Cut(c.Text, "số liệu trong sổ là "+c.Figure.String()+": "); ok { // both values stand beside it already
			if !c.Agrees || verdict != "khớp." {
				said = append(said, capital(verdict))
			}
		} else {
			said = append(said, c.Text)
		}
		if c.Check.Text != "" {
			said = append(said, c.Check.Text+".")
		}
		if c.Period != s.q.Period {
			said = append(said, "Số công bố là của "+periodText(c.Period)+".")
		}
		source := c.Source
		if c.Day != 0 && !strings.Contains(source, c.Day.VN()) {
			source += ", ngày " + c.Day.VN()
		}
		m.Claims.Items = append(m.Claims.Items, ui.Claim{Printed: c.Printed, Source: source, Ours: figure(c.Figure, s.of, href), Agrees: c.Agrees, Arithmetic: strings.Join(said, " ")})
	}
	return nil
}

// gaps lists what is missing: whoever did not report, then what was sent and waits. Neither is a zero.
func (s *asking) gaps(m *show) error {
	for _, g := range s.p.Gaps {
		gap := ui.Gap{Tone: ui.Warn, Text: g.Text, Why: "Không tính là 0."}
		if g.Activity != "" {
			gap.Why = g.Name + ". Không tính là 0."
		}
		if g.Waiting {
			gap.Tone = ui.Info
		}
		if g.Activity != "" {
			gap.Href = "/activities/" + g.Activity
		} else if s.units.opens(g.Unit) {
			gap.Href = s.units.page(g.Unit, g.Day)
		}
		m.Gaps.Items = append(m.Gaps.Items, gap)
	}
	for _, w := range s.p.Pending {
		text := w.Name + " đã gửi " + w.Quantity.String() + " " + s.of + ", chờ tiếp nhận"
		why := "Ngày " + w.Day.VN() + ", gửi lúc " + w.At.VN() + ". Chưa nằm trong số liệu."
		if w.Amends {
			why = "Thay bản đã tiếp nhận trước đó. " + why
		}
		m.Gaps.Items = append(m.Gaps.Items, ui.Gap{Tone: ui.Info, Text: text, Why: why, Href: "/reports/" + w.Submission})
	}
	return nil
}

// proofs shows the sealed logs in which the figure's entries lie, a year each.
func (s *asking) proofs(m *show) error {
	if !s.known || len(s.list) == 0 {
		return nil
	}
	checkpoints, err := ledger.Checkpoints(s.v)
	if err != nil {
		return err
	}
	years := map[int64][]ledger.Entry{}
	for _, e := range s.list {
		y := int64(e.At.Time().Year())
		years[y] = append(years[y], e)
	}
	for _, c := range checkpoints {
		list := years[c.Year]
		delete(years, c.Year)
		if len(list) == 0 {
			continue
		}
		p := ui.Proof{Sealed: true, Log: logName(c.Year), Size: c.Size, Root: c.Root, Checkpoint: c.Note, At: throughText(c)}
		for _, e := range list {
			if e.Seq > c.Through {
				p.Waiting++
			}
		}
		m.Proofs = append(m.Proofs, p)
	}
	for _, y := range slices.Sorted(maps.Keys(years)) {
		m.Proofs = append(m.Proofs, ui.Proof{Log: logName(y), Waiting: len(years[y])})
	}
	return nil
}

// logName names a year's log.
func logName(year int64) string { return strconv.FormatInt(year, 10) }

// throughText says how far a log was signed.
func throughText(c ledger.Checkpoint) string { return "đến bút toán " + viet.FormatInt(c.Through) }
