package closing

import (
	"slices"
	"strings"

	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
	"phongtrao/internal/roster"
)

// Sign puts the second signature under a minute, and makes its numbers signed evidence: one entry for each unit that is known at the site, so
// that no unit stays published beside the minute. Where another minute is replaced its entries are reversed first. The site is closed.
func Sign(tx *db.Tx, k kind.Kind, activityID, id, how string) error {
	if err := tx.Lock("closing/" + activityID); err != nil {
		return err
	}
	all, err := Of(&tx.View, activityID)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(m Minute) bool { return m.ID == id })
	switch {
	case i < 0:
		return fault.NotFoundf("Không tìm thấy biên bản này ở điểm. Hãy tải lại trang.")
	case all[i].Signed():
		return fault.Conflictf("Biên bản %s đã có đủ hai chữ ký.", all[i].Number)
	case i != len(all)-1:
		return fault.Conflictf("Đã có biên bản %s lập sau biên bản này. Hãy ký biên bản mới nhất.", all[len(all)-1].Number)
	case all[i].Signatures[0].Person == tx.Actor:
		return fault.Invalidf("Bạn đã ký khi lập biên bản này. Chữ ký thứ hai phải của người khác.")
	}
	m := all[i]
	f, err := Know(&tx.View, k, activityID)
	if err != nil {
		return err
	}
	if f.Sum() != m.seen {
		return moved(f)
	}
	if err := insertSignature(tx, m.ID, 2, how); err != nil {
		return err
	}
	if err := m.undoReplaced(tx); err != nil {
		return err
	}
	for _, l := range m.Lines {
		t, found := f.Thing(l.What)
		if !found {
			return moved(f)
		}
		if err := m.post(tx, f.Activity, t, l); err != nil {
			return err
		}
	}
	closed := closedOf(tx.DB())
	tx.AfterCommit(closed.forget)
	act.Note(tx, "Ký biên bản "+m.Number+" của “"+f.Activity.Name+"”.")
	if f.Activity.State != activity.ClosedProvisional {
		return nil
	}
	return activity.Advance(tx, activityID, activity.Step{From: activity.ClosedProvisional, To: activity.ClosedSigned, Made: roster.Made,
		Because: activity.Because{Notice: activity.Notice{Number: m.Number, Date: tx.At.Day()}}})
}

// undoReplaced reverses what the minute entered whose place this one takes.
func (m Minute) undoReplaced(tx *db.Tx) error {
	if m.Replaces == "" {
		return nil
	}
	entries, err := entriesOf(&tx.View, m.Replaces)
	if err != nil {
		return err
	}
	for _, seq := range entries {
		if _, gone, err := ledger.ReversalOf(&tx.View, seq); err != nil {
			return err
		} else if gone { // somebody reversed it by hand
			continue
		}
		if _, err := ledger.Reverse(tx, seq, "thay bằng biên bản "+m.Number+": "+m.Reason); err != nil {
			return err
		}
	}
	return nil
}

// source is what the entries of a minute rest on.
func (m Minute) source(what string) string { return "minute " + m.ID + " " + what }

// isMinutes reports whether an entry rests on a minute.
func isMinutes(e ledger.Entry) bool { return strings.HasPrefix(e.Source, "minute ") }

// post enters the signed number of one thing.
func (m Minute) post(tx *db.Tx, a activity.Activity, t Thing, l Line) error {
	postings, stand := m.postings(a, t, l)
	for _, c := range stand {
		if err := free(&tx.View, c); err != nil {
			return err
		}
		if c.Chosen && c.Published != ledger.Signed {
			if err := ledger.Choose(tx, c.Cell, 0, "theo biên bản "+m.Number); err != nil {
				return err
			}
		}
	}
	seqs, err := ledger.Post(tx, postings...)
	if err != nil {
		return err
	}
	return insertEntries(tx, m.ID, seqs)
}

// postings are one for each cell in which something stands already, and one for each share that stands in none: a unit's share goes where the
// site is, and where else something stands of it, nothing more came.
func (m Minute) postings(a activity.Activity, t Thing, l Line) ([]ledger.Posting, []ledger.Standing) {
	left := map[string]int64{}
	for _, s := range l.Shares {
		left[s.Unit] += s.People
	}
	at := func(c ledger.Cell) ledger.Posting {
		return ledger.Posting{Campaign: c.Campaign, Activity: c.Activity, Unit: c.Unit, Place: c.Place, Indicator: c.Indicator, Day: c.Day,
			Evidence: ledger.Signed, Source: m.source(l.What), Note: "Biên bản " + m.Number}
	}
	here := func(unit string) ledger.Cell {
		return ledger.Cell{Campaign: a.Campaign, Activity: a.ID, Unit: unit, Place: a.Place, Indicator: l.Indicator, Day: a.Day}
	}
	var out []ledger.Posting
	for _, c := range t.cells {
		p := at(c.Cell)
		if c.Cell == here(c.Unit) {
			p.Quantity = ledger.Exactly(left[c.Unit])
			delete(left, c.Unit)
		}
		out = append(out, p)
	}
	for _, s := range l.Shares {
		n, open := left[s.Unit]
		if delete(left, s.Unit); !open || n == 0 {
			continue
		}
		p := at(here(s.Unit))
		p.Quantity = ledger.Exactly(n)
		out = append(out, p)
	}
	return out, t.cells
}

// free refuses a cell in which a number was signed otherwise, for the minute's would be added to it.
func free(v *db.View, c ledger.Standing) error {
	if c.Entries[ledger.Signed] == 0 {
		return nil
	}
	entries, err := ledger.EntriesOf(v, c.Cell)
	if err != nil {
		return err
	}
	gone := map[int64]bool{}
	for _, e := range entries {
		gone[e.Reverses] = true
	}
	for _, e := range entries {
		if e.Evidence == ledger.Signed && e.Reverses == 0 && !gone[e.Seq] && !isMinutes(e) {
			return fault.Conflictf("Đã có số %s có ký xác nhận nhập từ giấy tờ khác cho điểm này (bút toán %d). Hãy huỷ phiếu đó trước, để số của biên bản không bị cộng hai lần.", e.Quantity, e.Seq)
		}
	}
	return nil
}
