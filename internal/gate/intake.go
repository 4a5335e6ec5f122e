package gate

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/gate/rule"
	"phongtrao/internal/people"
	"phongtrao/internal/roster"
)

// intake is one act that takes records in.
type intake struct {
	r     *Receiver
	tx    *db.Tx
	e     *event
	group []*arrival

	head    int64
	whole   bool // this server does not know what is here: ask for everything
	known   map[key]*record
	blocks  map[key]*block // of the act and of the database
	bads    map[key]bad    // likewise
	fresh   []*record      // to be written, in the order of arrival
	late    []*record      // of them, those that may have an undoing waiting
	bricks  []*blockRow    // fresh blocks
	refused []badRow
	touched []*record // of the database, changed
	holders map[given]*holder
	order   []*holder
	news    []newsItem
	landing Landing
	phones  map[string]*progress
}

// badRow is what is refused, and of whom.
type badRow struct {
	bad
	device string
}

func newIntake(r *Receiver, tx *db.Tx, e *event, group []*arrival) *intake {
	for _, a := range group { // the act may be done again from its beginning
		for _, rec := range a.records {
			rec.n, rec.undoneBy, rec.counts, rec.may, rec.alone = 0, 0, false, false, ""
			if rec.Undoes == 0 {
				rec.word = ""
			} else {
				rec.word = Undone
			}
		}
		for i := range a.answers {
			if a.answers[i].record != nil {
				a.answers[i].text = ""
			}
		}
	}
	return &intake{r: r, tx: tx, e: e, group: group, known: map[key]*record{}, blocks: map[key]*block{}, bads: map[key]bad{}, holders: map[given]*holder{}, phones: map[string]*progress{}}
}

// take takes the group in.
func (in *intake) take() (err error) {
	if in.head, err = Head(&in.tx.View); err != nil {
		return err
	}
	in.whole = in.head != in.r.head
	if err := in.meet(); err != nil {
		return err
	}
	if err := in.learn(); err != nil {
		return err
	}
	for _, r := range in.fresh {
		if r.Undoes == 0 {
			if err := in.settle(r); err != nil {
				return err
			}
		}
	}
	if err := in.undo(); err != nil {
		return err
	}
	if err := in.count(); err != nil {
		return err
	}
	return in.write()
}

// meet finds out which records are new, and numbers them.
func (in *intake) meet() error {
	var ask []key
	for _, a := range in.group {
		p, err := in.phone(a.device.ID)
		if err != nil {
			return err
		}
		for _, r := range a.records {
			if in.whole || r.Seq <= p.highest {
				ask = append(ask, r.key())
			}
		}
		for _, b := range a.blocks {
			if in.whole || b.Seq <= p.highest {
				ask = append(ask, key{a.device.ID, b.Seq})
			}
		}
		for _, b := range a.bads {
			if in.whole || b.seq <= p.highest {
				ask = append(ask, key{a.device.ID, b.seq})
			}
		}
	}
	if err := in.recall(ask); err != nil {
		return err
	}
	asked := make(map[key]bool, len(ask))
	for _, k := range ask {
		asked[k] = true
	}
	for _, a := range in.group {
		ended := a.device.Ended(in.tx.At)
		for _, r := range a.records {
			in.meetRecord(a, r, ended, asked)
		}
		for _, b := range a.blocks {
			in.meetBlock(a, b, ended)
		}
		for _, b := range a.bads {
			in.refuse(a, b)
		}
	}
	return nil
}

func (in *intake) meetRecord(a *arrival, r *record, ended day.Instant, asked map[key]bool) {
	k := r.key()
	if old := in.known[k]; old != nil {
		if old.sum != r.sum {
			in.other(a, r.Seq, r.sum)
			return
		}
		a.answered(r.Seq, old)
		return
	}
	if in.blocks[k] != nil {
		in.other(a, r.Seq, r.sum)
		return
	}
	if b, refused := in.bads[k]; refused {
		a.refused(r.Seq, b.text)
		return
	}
	r.true, r.believed = trueTime(r.At, r.Offset, a.batch.Sent, in.tx.At)
	if ended != 0 && r.true > ended {
		in.refuse(a, bad{r.Seq, "Lượt này quét sau khi máy đã hết quyền (" + ended.VN() + ").", "", r.sum})
		return
	}
	r.n, r.received, r.act = in.head+int64(len(in.fresh))+1, in.tx.At, act.ID(&in.tx.View)
	in.known[k] = r
	in.fresh = append(in.fresh, r)
	if asked[k] {
		in.late = append(in.late, r)
	}
	a.answered(r.Seq, r)
}

// other refuses a record whose number was used for something else.
func (in *intake) other(a *arrival, seq int64, sum string) {
	text := fmt.Sprintf("Số %d của máy này đã gửi với nội dung khác; nội dung gửi trước được giữ.", seq)
	if _, there := in.bads[key{a.device.ID, seq}]; !there {
		in.bads[key{a.device.ID, seq}] = bad{seq, text, "", sum}
		in.refused = append(in.refused, badRow{bad{seq, text, "", sum}, a.device.ID})
	}
	a.refused(seq, text)
}

func (in *intake) refuse(a *arrival, b bad) {
	k := key{a.device.ID, b.seq}
	if in.known[k] != nil || in.blocks[k] != nil {
		in.other(a, b.seq, b.sum)
		return
	}
	if old, there := in.bads[k]; there {
		a.refused(b.seq, old.text)
		return
	}
	in.bads[k] = b
	in.refused = append(in.refused, badRow{b, a.device.ID})
	a.refused(b.seq, b.text)
}

// answered says by which record a number is answered; refused says why it is not.
func (a *arrival) answered(seq int64, r *record) {
	for i := range a.answers {
		if a.answers[i].seq == seq {
			a.answers[i].record = r
		}
	}
}

func (a *arrival) refused(seq int64, text string) {
	for i := range a.answers {
		if a.answers[i].seq == seq {
			a.answers[i].text = text
		}
	}
}

// recall reads what is here already.
func (in *intake) recall(ask []key) error {
	if len(ask) == 0 {
		return nil
	}
	v := &in.tx.View
	old, err := recordsByKey(v, ask)
	if err != nil {
		return err
	}
	for _, r := range old {
		in.known[r.key()] = r
	}
	rest := slices.DeleteFunc(slices.Clone(ask), func(k key) bool { return in.known[k] != nil })
	if len(rest) == 0 {
		return nil
	}
	blocks, err := blocksByKey(v, rest)
	if err != nil {
		return err
	}
	for _, b := range blocks {
		in.blocks[b.key] = &b.block
	}
	bads, err := badsByKey(v, rest)
	for _, b := range bads {
		in.bads[key{b.device, b.seq}] = b.bad
	}
	return err
}

// phone returns what is known of a phone's numbers.
func (in *intake) phone(device string) (*progress, error) {
	if p := in.phones[device]; p != nil {
		return p, nil
	}
	p := in.r.progress[device]
	if p == nil || in.whole {
		fresh, err := readProgress(&in.tx.View, device)
		if err != nil {
			return nil, err
		}
		if p != nil {
			fresh.beat, fresh.beatAt, fresh.newsAt = p.beat, p.beatAt, p.newsAt
		}
		p = fresh
	} else {
		c := *p
		c.gaps = slices.Clone(p.gaps)
		p = &c
	}
	in.phones[device] = p
	return p, nil
}

// learn reads what the rule must know: tickets, and what was given before.
func (in *intake) learn() error {
	v := &in.tx.View
	var serials []int64
	subjects := map[string][]string{} // by service
	for _, r := range in.fresh {
		if r.Undoes != 0 {
			continue
		}
		if r.Serial != 0 {
			serials = append(serials, r.Serial)
		}
		if r.subject[0] == 's' {
			continue // of this record alone
		}
		subjects[r.What] = append(subjects[r.What], r.subject)
		if r.facts.After {
			subjects[roster.Came] = append(subjects[roster.Came], r.subject)
		}
	}
	tickets, err := in.e.book.some(v, in.e.Number, serials)
	if err != nil {
		return err
	}
	for _, what := range slices.Sorted(maps.Keys(subjects)) {
		found, err := roster.Attendances(v, in.e.Number, subjects[what], what)
		if err != nil {
			return err
		}
		for _, a := range found {
			in.hold(a)
		}
	}
	for _, r := range in.fresh {
		if r.Undoes == 0 {
			in.look(r, tickets)
		}
	}
	return nil
}

// look completes what the rule is asked with.
func (in *intake) look(r *record, tickets map[int64]roster.Ticket) {
	f := &r.facts
	f.Listed, f.Revoked, f.Away, f.Window, f.Used, f.Inside = false, false, false, rule.Within, false, false
	f.Expired = r.true >= in.e.expires()
	t, listed := tickets[r.Serial]
	if r.Serial != 0 && !listed && r.How != rule.ByTicket {
		f.Garbage = true // a number that is on no list
	}
	if listed {
		f.Listed = true
		f.Revoked = t.Revoked != 0 && t.Revoked <= r.true
		f.Away = t.Activity != r.activity
		r.unit = t.Unit
		if t.Slot != "" {
			from, until := in.e.Window(t.Slot, in.e.day)
			switch {
			case r.true < from:
				f.Window = rule.Early
			case r.true >= until:
				f.Window = rule.Late
			}
		}
	} else if r.Serial != 0 {
		r.unit = in.e.sites[r.activity].Unit // true, and not listed here yet: the host's, until it is known whose
	}
}

// settle decides on a record: whether it is first.
func (in *intake) settle(r *record) error {
	f := r.facts
	if f.After {
		h := in.holders[given{r.subject, roster.Came}]
		f.Inside = h != nil && h.alive
	}
	alone := rule.Decide(f)
	r.alone, r.may = alone.Word, alone.Counts(r.Admitted)
	h := in.holders[r.given()]
	f.Used = h != nil && h.alive
	r.word = rule.Decide(f).Word
	if !r.may {
		return nil
	}
	switch {
	case h == nil:
		in.admit(in.newHolder(r.given()), r)
	case !h.alive:
		in.admit(h, r)
	case r.earlier(h.now.At, h.now.Device, h.now.Seq):
		was, err := in.recordOf(h)
		if err != nil {
			return err
		}
		if was != nil {
			in.touch(was)
			was.word, was.counts = rule.Again, false
		}
		in.admit(h, r)
	}
	return nil
}

// touch remembers that a record of the database changes.
func (in *intake) touch(r *record) {
	if r.stored && !slices.Contains(in.touched, r) {
		in.touched = append(in.touched, r)
	}
}

// adopt returns the one value that stands for a record in this act.
func (in *intake) adopt(r *record) *record {
	if old := in.known[r.key()]; old != nil {
		return old
	}
	in.known[r.key()] = r
	return r
}

// recordOf returns the record that admits, nil where it is not here (a station's, that lost it).
func (in *intake) recordOf(h *holder) (*record, error) {
	if h.record != nil {
		return h.record, nil
	}
	k := key{h.now.Device, h.now.Seq}
	if r := in.known[k]; r != nil {
		h.record = r
		return r, nil
	}
	found, err := recordsByKey(&in.tx.View, []key{k})
	if err != nil || len(found) == 0 {
		return nil, err
	}
	h.record = in.adopt(found[0])
	return h.record, nil
}

// keepNames gives those who walked in and said a name to people.
func (in *intake) keepNames() error {
	var all []people.Participant
	var of []*record
	until := in.e.day.Add(namesDays).Start()
	if until <= in.tx.At {
		return nil // whoever came is counted; names of long ago are not taken in
	}
	for _, r := range in.fresh {
		if !r.may || r.Card == nil && r.Person == nil {
			continue
		}
		p := people.Participant{Unit: r.unit, Purpose: in.e.Purpose(), Until: until}
		if r.Card != nil {
			p.Name, p.Year, p.IDHash, p.IDLast = r.Card.Name, r.Card.Year, r.Card.Hash, r.Card.Last
		} else {
			p.Name, p.Year = r.Person.Name, r.Person.Year
		}
		all, of = append(all, p), append(of, r)
	}
	if len(all) == 0 {
		return nil
	}
	ids, err := people.AddParticipants(in.tx, all)
	for i := range ids {
		of[i].person = ids[i]
	}
	return err
}

// namesDays is for how many days after the event names of walk-ins are kept.
const namesDays = 90

// note is the line of the log: how many records of how many phones.
func (in *intake) note() string {
	phones := map[string]bool{}
	for _, a := range in.group {
		phones[a.device.ID] = true
	}
	text := strconv.Itoa(len(in.fresh)+len(in.bricks)) + " bản ghi của " + strconv.Itoa(len(phones)) + " máy"
	if n := len(in.refused); n > 0 {
		text += ", " + strconv.Itoa(n) + " bản ghi không đọc được"
	}
	return text + "."
}
