package edition

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/passport"
)

// Change is a number that an edition quoted and that the ledger now gives otherwise.
type Change struct {
	Quote
	Now  ledger.Quantity
	Gone bool // nothing is known of it any more
	Why  []Reason
}

// Reason is one act on the ledger that moved a figure since it was quoted.
type Reason struct {
	Entry int64 // its number, 0 where no entry moved it: another map, another choice of evidence
	At    day.Instant
	By    string // the person's key
	Text  string
}

// reasonsMax is how many reasons of one figure are told.
const reasonsMax = 12

// Text says old and new: "Số đơn vị máu, …: 1.265 → 1.255".
func (c Change) Text() string {
	what := c.What
	if c.Name != "" {
		what += " (" + c.Name + ")"
	}
	now := c.Now.String()
	if c.Gone {
		now = "không còn số liệu"
	}
	return what + ": " + c.Quantity.String() + " → " + now
}

// Affected compares what a closed edition quotes with what the ledger says now. Only what differs is told, with what moved it
// since the report was closed. A draft quotes nothing yet.
func Affected(v *db.View, e Edition) ([]Change, error) {
	if e.Closed == nil {
		return nil, nil
	}
	all, err := Quotes(v, e.ID)
	if err != nil {
		return nil, err
	}
	var out []Change
	var reversed []ledger.Reversal
	for q, group := range byQuestion(all) {
		changed, err := compare(v, q, group)
		if err != nil {
			return nil, err
		}
		if len(changed) == 0 {
			continue
		}
		if reversed == nil {
			if reversed, err = ledger.ReversalsAfter(v, e.Closed.Through); err != nil {
				return nil, err
			}
		}
		why, err := reasons(v, q, *e.Closed, reversed)
		if err != nil {
			return nil, err
		}
		for i := range changed {
			changed[i].Why = why
		}
		out = append(out, changed...)
	}
	return out, nil
}

// byQuestion gives the quotes of one question together; they stand together.
func byQuestion(all []Quote) iter.Seq2[ledger.Question, []Quote] {
	return func(yield func(ledger.Question, []Quote) bool) {
		for len(all) > 0 {
			n := 1
			for n < len(all) && all[n].Code == all[0].Code {
				n++
			}
			q := all[0].Question
			q.Known = 0
			if !yield(q, all[:n]) {
				return
			}
			all = all[n:]
		}
	}
}

// compare asks one question again.
func compare(v *db.View, q ledger.Question, quoted []Quote) (out []Change, err error) {
	f, err := ledger.RollUp(v, q)
	if fault.KindOf(err) == fault.NotFound { // its unit stands on that map no more
		f, err = ledger.Figure{}, nil
	}
	if err != nil {
		return nil, err
	}
	now := maps.Collect(partsOf(append(slices.Clone(f.Parts), f.Unallocated...)))
	for _, was := range quoted {
		is := part{Quantity: f.Quantity, entries: f.Entries}
		if was.Part != "" {
			is = now[was.Part]
			delete(now, was.Part)
		}
		if is.Quantity != was.Quantity || is.entries == 0 {
			out = append(out, Change{Quote: was, Now: is.Quantity, Gone: is.entries == 0})
		}
	}
	if q.By == "" {
		return out, nil
	}
	for _, key := range slices.Sorted(maps.Keys(now)) {
		if p := now[key]; p.entries > 0 {
			c := Change{Quote: quoted[0], Now: p.Quantity}
			c.Part, c.Name, c.Quantity = key, p.name, ledger.Quantity{}
			out = append(out, c)
		}
	}
	return out, nil
}

// part is one part of a figure, however often it stands there.
type part struct {
	ledger.Quantity
	name    string
	entries int
}

// partsOf joins parts of one key, in their order.
func partsOf(list []ledger.Part) iter.Seq2[string, part] {
	sum := map[string]part{}
	var keys []string
	for _, p := range list {
		key := p.Key
		if key == "" {
			key = "-"
		}
		was, there := sum[key]
		if !there {
			keys = append(keys, key)
		}
		sum[key] = part{was.Quantity.Add(p.Quantity), p.Name, was.entries + p.Entries}
	}
	return func(yield func(string, part) bool) {
		for _, k := range keys {
			if !yield(k, sum[k]) {
				return
			}
		}
	}
}

// reasons are the entries that moved a figure since it was closed: corrections with their words, and what came later. An entry that was
// cancelled and not entered again stands in the figure no more, so cancellations are looked up among what stood in it then.
func reasons(v *db.View, q ledger.Question, c Closing, reversed []ledger.Reversal) ([]Reason, error) {
	q.By = ""
	var out []Reason
	then := q
	then.Known = c.Known
	stood, err := standing(v, then)
	if err != nil {
		return nil, err
	}
	for _, r := range slices.Backward(reversed) {
		if len(out) == reasonsMax || !slices.ContainsFunc(stood, func(e ledger.Entry) bool { return e.Seq == r.Entry }) {
			continue
		}
		e, err := ledger.EntryOf(v, r.By)
		if err != nil {
			return nil, err
		}
		out = append(out, Reason{Entry: e.Seq, At: e.At, By: e.By, Text: fmt.Sprintf("Đảo bút toán số %s (%s): %s", viet.FormatInt(r.Entry), e.Quantity, r.Reason)})
	}
	now, err := standing(v, q)
	if err != nil {
		return nil, err
	}
	for _, e := range slices.Backward(now) {
		if len(out) < reasonsMax && e.At > c.Known && e.Reverses == 0 {
			out = append(out, Reason{Entry: e.Seq, At: e.At, By: e.By, Text: fmt.Sprintf("Ghi %s, nguồn: %s", e.Quantity, e.Source)})
		}
	}
	if len(out) == 0 {
		out = []Reason{{Text: "Bản đồ tổ chức được ghi lại khác đi, hoặc loại bằng chứng được công bố đã đổi."}}
	}
	slices.SortStableFunc(out, func(a, b Reason) int { return int(b.Entry - a.Entry) })
	return out, nil
}

// standing are the entries of a figure; none where its unit stands on the map no more.
func standing(v *db.View, q ledger.Question) ([]ledger.Entry, error) {
	list, err := passport.Entries(v, q)
	if fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	return list, err
}

// Recall tells those who received a closed report that it is taken back or put right, and why. What changed is kept with it as
// it is known now.
func Recall(tx *db.Tx, id string, k Kind, reason string) error {
	e, err := hold(tx, id)
	if err != nil {
		return err
	}
	switch reason = viet.CleanLines(reason); {
	case e.Closed == nil:
		return fault.Invalidf("Báo cáo chưa chốt nên không có gì để thu hồi. Hãy sửa thẳng trên bản thảo.")
	case len(e.Sent) == 0:
		return fault.Invalidf("Báo cáo chưa gửi cho ai nên không cần thu hồi. Hãy lập bản thay thế.")
	case k != Correct && k != Withdraw:
		return fault.In("kind", "Hãy chọn đính chính hoặc thu hồi.")
	case reason == "":
		return fault.In("reason", "Hãy ghi lý do để nơi nhận biết.")
	case e.withdrawn():
		return fault.Conflictf("Báo cáo này đã được thu hồi. Hãy tải lại trang.")
	}
	changes, err := Affected(&tx.View, e)
	if err != nil {
		return err
	}
	var told []string
	for _, c := range changes {
		told = append(told, c.Text())
	}
	if k == Correct && len(told) == 0 {
		return fault.Invalidf("Chưa có số nào trong báo cáo thay đổi nên không có gì để đính chính. Nếu cần, hãy chọn thu hồi.")
	}
	return insertRecall(tx, Recalling{ID: tx.ID(), Kind: k, Reason: reason, Changes: told}, id)
}

func (e Edition) withdrawn() bool {
	return slices.ContainsFunc(e.Recall, func(r Recalling) bool { return r.Kind == Withdraw })
}

// Acknowledge says for a unit that it knows of all recalls of a report that it received.
func Acknowledge(tx *db.Tx, id string, unit org.UnitID) error {
	e, err := hold(tx, id)
	if err != nil {
		return err
	}
	if _, err := e.receipt(unit); err != nil {
		return err
	}
	some := false
	for _, r := range e.Recall {
		if r.Known[unit] != 0 {
			continue
		}
		some = true
		if err := insertAcknowledgement(tx, r.ID, unit); err != nil {
			return err
		}
	}
	if !some {
		return fault.Conflictf("Không còn thông báo thu hồi, đính chính nào chờ xác nhận. Hãy tải lại trang.")
	}
	return nil
}

// Unacknowledged are the units that were told of a recall and did not say that they know.
func (e Edition) Unacknowledged() (out []org.UnitID) {
	for _, s := range e.Sent {
		if slices.ContainsFunc(e.Recall, func(r Recalling) bool { return r.Known[s.Unit] == 0 }) {
			out = append(out, s.Unit)
		}
	}
	return out
}

func joined(list []string) string { return strings.Join(list, "\n") }
