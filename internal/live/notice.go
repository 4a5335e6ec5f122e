package live

import (
	"cmp"
	"fmt"
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/viet"
)

// notice compares what is known with what was, and notes what is worth a line: a site that fell silent or is heard again, and a number
// that fell.
func (e *event) notice(before *counts, now day.Instant) {
	c := e.counts
	if before == nil || len(before.sites) != len(c.sites) || len(e.nets) != len(c.sites) {
		e.nets = make([]was, len(c.sites))
		for i := range c.sites {
			e.nets[i] = was{net(&c.sites[i], now), c.sites[i].heard, c.sites[i].records}
		}
		return
	}
	for i := range c.sites {
		e.network(i, now)
		e.fallen(&before.sites[i], &c.sites[i], i, now)
	}
	slices.SortStableFunc(e.notes, func(a, b Line) int { return cmp.Compare(b.At, a.At) })
	e.notes = e.notes[:min(len(e.notes), keptNews)]
}

func (e *event) note(at day.Instant, k Kind, text string) {
	e.notes = append(slices.Clone(e.notes), Line{At: at, Kind: k, Text: text})
}

func (e *event) network(i int, now day.Instant) {
	t, w, name := &e.counts.sites[i], &e.nets[i], e.facts.Sites[i].Name
	is := net(t, now)
	switch {
	case is == Offline && w.net != Offline:
		e.note(t.heard+Hush, Link, name+" tạm mất mạng, máy soát vé vẫn ghi nhận")
		*w = was{is, t.heard, t.records}
	case is == Online && w.net == Offline:
		text := name + " đã nối mạng lại"
		if more := t.records - w.records; more > 0 {
			text += ", nhận " + viet.FormatInt(more) + " lượt"
		}
		e.note(t.heard, Link, text)
		*w = was{is, t.heard, t.records}
	default:
		w.net = is
	}
}

// fallen notes why fewer came to a site than were said before.
func (e *event) fallen(before, now *tally, i int, at day.Instant) {
	less := before.given[came] - now.given[came]
	if less <= 0 {
		return
	}
	reason := "đã đối chiếu lại giữa các máy"
	switch {
	case now.undone > before.undone:
		reason = "người soát vé huỷ lượt bấm nhầm"
	case now.again > before.again:
		reason = "có lượt sớm hơn ở cổng khác, nay mới gửi về"
	case now.refused > before.refused:
		reason = "lượt ghi sau khi máy bị thu hồi hoặc vé đã huỷ"
	}
	e.note(at, Fall, fmt.Sprintf("%s: bớt %s, %s", e.facts.Sites[i].Name, viet.FormatInt(less), reason))
}
