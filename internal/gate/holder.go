package gate

import (
	"fmt"
	"log/slog"

	"phongtrao/internal/ledger"
	"phongtrao/internal/roster"
)

// holder is something given to somebody, while an act decides by which record.
type holder struct {
	was, now roster.Attendance
	stored   bool    // was is a row of the database
	alive    bool    // now is so
	record   *record // that admits, as far as it was needed
}

// hold takes up what is in the database.
func (in *intake) hold(a roster.Attendance) {
	g := given{a.Subject, a.What}
	if in.holders[g] == nil {
		h := &holder{was: a, now: a, stored: true, alive: true}
		in.holders[g] = h
		in.order = append(in.order, h)
	}
}

func (in *intake) newHolder(g given) *holder {
	h := &holder{}
	h.now.Subject, h.now.What = g.subject, g.what
	in.holders[g] = h
	in.order = append(in.order, h)
	return h
}

// holderOf returns the holder of something, from the database where it was not asked for yet.
func (in *intake) holderOf(g given) (*holder, error) {
	if h := in.holders[g]; h != nil {
		return h, nil
	}
	found, err := roster.Attendances(&in.tx.View, in.e.Number, []string{g.subject}, g.what)
	if err != nil {
		return nil, err
	}
	if a, ok := found[g.subject]; ok {
		in.hold(a)
		return in.holders[g], nil
	}
	return in.newHolder(g), nil
}

// admit lets a record admit.
func (in *intake) admit(h *holder, r *record) {
	in.touch(r)
	r.word, r.counts = r.alone, true
	h.record, h.alive = r, true
	h.now = roster.Attendance{Event: in.e.Number, Subject: r.subject, What: r.What, Activity: r.activity, Unit: r.unit, People: r.People, Device: r.device, Seq: r.Seq, At: r.true, Entry: h.was.Entry}
}

// moved reports whether a figure changes.
func (h *holder) moved() bool {
	return h.was.Activity != h.now.Activity || h.was.Unit != h.now.Unit || h.was.People != h.now.People
}

// count brings the ledger and roster in line with what was decided.
func (in *intake) count() error {
	var posts []ledger.Posting
	var of []*holder
	for _, h := range in.order {
		gone := h.stored && (!h.alive || h.moved())
		if gone && h.was.Entry != 0 {
			why := "lượt quét được hoàn tác tại cổng"
			if h.alive {
				why = "có lượt quét sớm hơn ở nơi khác"
			}
			if _, err := ledger.Reverse(in.tx, h.was.Entry, why); err != nil {
				return err
			}
		}
		if h.alive && (!h.stored || h.moved()) {
			h.now.Entry = 0
			if key := in.e.figures[h.now.What]; key != "" {
				posts, of = append(posts, in.posting(h, key)), append(of, h)
			}
		}
	}
	if len(posts) > 0 {
		seqs, err := ledger.Post(in.tx, posts...)
		if err != nil {
			seqs, err = in.postEach(posts)
		}
		if err != nil {
			return err
		}
		for i, h := range of {
			h.now.Entry = seqs[i]
		}
	}
	var fresh []roster.Attendance
	for _, h := range in.order {
		var err error
		switch {
		case h.alive && !h.stored:
			fresh = append(fresh, h.now)
		case h.alive && h.now != h.was:
			err = roster.Amend(in.tx, h.now)
		case !h.alive && h.stored:
			err = roster.Free(in.tx, in.e.Number, h.was.Subject, h.was.What)
		}
		if err != nil {
			return err
		}
	}
	return roster.Attend(in.tx, fresh)
}

func (in *intake) posting(h *holder, indicator string) ledger.Posting {
	a := in.e.sites[h.now.Activity]
	return ledger.Posting{Campaign: a.Campaign, Activity: a.ID, Unit: h.now.Unit, Place: a.Place, Indicator: indicator, Quantity: ledger.Exactly(h.now.People),
		Evidence: ledger.Scanned, Day: a.Day, Source: fmt.Sprintf("lượt quét %s-%d", h.now.Device, h.now.Seq), Device: h.now.Device}
}

// postEach enters postings one by one where they could not be together: a union that was dissolved before the day must not keep all
// others out. What cannot be entered stays an attendance without a figure, and the server's log says so.
func (in *intake) postEach(posts []ledger.Posting) ([]int64, error) {
	seqs := make([]int64, len(posts))
	for i, p := range posts {
		s, err := ledger.Post(in.tx, p)
		if err != nil {
			if lost := in.tx.Ctx.Err(); lost != nil {
				return nil, lost
			}
			slog.Warn("gate: a scan is no figure", "source", p.Source, "unit", p.Unit, "err", err)
			continue
		}
		seqs[i] = s[0]
	}
	return seqs, nil
}
