package report

import (
	"fmt"
	"strings"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/indicator"
	"phongtrao/internal/ledger"
)

// Decided is what the second of two people is told: somebody decided, or sent another version, first. A door that knows
// people's names finds it in the fault with errors.As and says Text with the name in place of the key.
type Decided struct {
	What string // "đã tiếp nhận", "đã gửi bản 2: Số đơn vị máu 102 → 120"
	By   string // the person's key
	At   day.Instant
}

// Error says it with the person's key.
func (d *Decided) Error() string { return d.Text(d.By) }

// Text says it with the person's name.
func (d *Decided) Text(name string) string {
	return fmt.Sprintf("Báo cáo này %s %s lúc %s. Hãy tải lại để xem bản hiện nay.", name, d.What, d.At.VN())
}

func (d *Decided) fault() error { return &fault.Fault{Kind: fault.Conflict, Text: d.Error(), Err: d} }

func decided(s Submission) error {
	return (&Decided{What: map[State]string{Accepted: "đã tiếp nhận", Returned: "đã trả lại", Withdrawn: "đã rút"}[s.State], By: s.DecidedBy, At: s.DecidedAt}).fault()
}

// overtaken names what another version says otherwise.
func overtaken(v *db.View, now Submission, seen int64) error {
	all, err := Versions(v, now.ID)
	if err != nil {
		return err
	}
	was := map[string]ledger.Quantity{}
	for _, s := range all {
		if s.Version == seen {
			for _, l := range s.Lines {
				was[l.Indicator] = l.Quantity
			}
		}
	}
	var changes []string
	for _, l := range now.Lines {
		q, there := was[l.Indicator]
		if there && q == l.Quantity {
			continue
		}
		name := l.Indicator
		if of, err := indicator.Get(v, l.Indicator); err == nil {
			name = of.Name
		}
		if there {
			changes = append(changes, fmt.Sprintf("%s từ %s thành %s", name, q, l.Quantity))
		} else {
			changes = append(changes, fmt.Sprintf("%s thêm %s", name, l.Quantity))
		}
	}
	what := fmt.Sprintf("đã gửi bản %d", now.Version)
	if len(changes) > 0 {
		what += " (" + strings.Join(changes, "; ") + ")"
	}
	return (&Decided{What: what, By: now.By, At: now.At}).fault()
}

// Accept makes figures of a version: each line becomes an entry with the evidence "declared", credited to the unit on the
// activity's day. Entries of an earlier version that was accepted are reversed in the same act, so that the unit counts
// once. A version that somebody decided about already is a fault of kind Conflict that holds a *Decided.
func Accept(tx *db.Tx, id string, seen int64) ([]int64, error) {
	s, err := undecided(tx, id, seen)
	if err != nil {
		return nil, err
	}
	a, err := takesPlace(&tx.View, s.Activity)
	if err != nil {
		return nil, err
	}
	before, err := lastPosted(&tx.View, id)
	if err != nil {
		return nil, err
	}
	for _, seq := range before {
		if _, gone, err := ledger.ReversalOf(&tx.View, seq); err != nil {
			return nil, err
		} else if gone { // somebody reversed it by hand before
			continue
		}
		if _, err := ledger.Reverse(tx, seq, replaced(s.Version)); err != nil {
			return nil, err
		}
	}
	return post(tx, a, s)
}

// replaced is why entries of an earlier version are reversed.
func replaced(by int64) string {
	return fmt.Sprintf("đơn vị gửi lại, bản %d thay bản trước", by)
}

// post makes entries of a version, and writes that it was accepted.
func post(tx *db.Tx, a activity.Activity, s Submission) ([]int64, error) {
	postings := make([]ledger.Posting, len(s.Lines))
	for i, l := range s.Lines {
		postings[i] = posting(a, s.Unit, l, ledger.Declared)
		postings[i].Source = fmt.Sprintf("submission/%s line %d", s.ID, i+1)
	}
	entries, err := ledger.Post(tx, postings...)
	if err != nil {
		return nil, err
	}
	if err := insertPosted(tx, s.ID, s.Version, entries); err != nil {
		return nil, err
	}
	return entries, insertDecision(tx, s, Accepted, "")
}

// posting makes the posting of one line of an activity.
func posting(a activity.Activity, unit string, l Line, e ledger.Evidence) ledger.Posting {
	return ledger.Posting{Campaign: a.Campaign, Activity: a.ID, Unit: unit, Place: a.Place, Indicator: l.Indicator, Quantity: l.Quantity, Evidence: e, Day: a.Day, Note: l.Note}
}

// Return sends a version back to the unit, with a reason.
func Return(tx *db.Tx, id string, seen int64, reason string) error {
	s, err := undecided(tx, id, seen)
	if err != nil {
		return err
	}
	if reason = viet.Clean(reason); reason == "" {
		return fault.In("reason", "Hãy ghi lý do trả lại để đơn vị biết mà sửa.")
	}
	return insertDecision(tx, s, Returned, reason)
}
