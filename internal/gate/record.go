package gate

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/gate/rule"
)

// record is a scan, or the undoing of one, while it is taken in.
type record struct {
	Scan
	n        int64 // order of arrival
	event    int64
	activity string
	door     string
	device   string
	true     day.Instant
	believed int64
	subject  string
	unit     string
	person   string
	sum      string
	received day.Instant
	act      string

	alone    rule.Word
	may      bool
	word     rule.Word
	counts   bool
	undoneBy int64

	facts  rule.Facts
	stored bool  // it was here before
	before Tally // of a stored one: what it was counted as
}

func (r *record) key() key { return key{r.device, r.Seq} }

// key is what a record is known by.
type key struct {
	device string
	seq    int64
}

// subjectOf is what is given once.
type given struct{ subject, what string }

func (r *record) given() given { return given{r.subject, r.What} }

// earlier reports whether a record comes before another: by true time in milliseconds, which is what travels, then by phone and number.
func (r *record) earlier(at day.Instant, device string, seq int64) bool {
	x, y := millis(r.true), millis(at)
	switch {
	case x != y:
		return x < y
	case r.device != device:
		return r.device < device
	}
	return r.Seq < seq
}

// trueTime is when something happened, as well as it is known.
func trueTime(at int64, offset *int64, sent int64, now day.Instant) (true day.Instant, believed int64) {
	ms := at
	if offset != nil {
		ms += *offset
		believed = ms
	} else if sent != 0 {
		ms += millis(now) - sent
	}
	return min(instantOf(ms), now), believed
}

// undoTime is for how long a scan can be taken back at the gate, in milliseconds.
const undoTime = 60_000

// inTime reports whether an undoing came within a minute of its scan, as the phone believes the time. Where either was never
// measured, the phone's bare clock is compared.
func inTime(scanAt, scanBelieved, undoAt, undoBelieved int64) bool {
	d := undoAt - scanAt
	if scanBelieved != 0 && undoBelieved != 0 {
		d = undoBelieved - scanBelieved
	}
	return d >= 0 && d <= undoTime
}

// summary is a hash of what was sent, without names and without the phone's clock difference, which it may have measured anew.
func (s *Scan) summary() string {
	b := make([]byte, 0, 256)
	num := func(n int64) { b = strconv.AppendInt(append(b, '|'), n, 36) }
	text := func(t string) { b = append(append(b, '|'), t...) }
	num(s.At)
	if s.Undoes != 0 {
		num(s.Undoes)
		return hash16(b)
	}
	text(s.What)
	text(string(s.How))
	text(s.Ticket)
	num(s.Serial)
	if s.Card != nil {
		text(s.Card.Hash)
	}
	text(s.Unit)
	num(s.People)
	text(string(s.Said))
	if s.Admitted {
		text("in")
	}
	text(s.Reason)
	return hash16(b)
}

func (k *Block) summary() string {
	b := []byte("block")
	for _, n := range []int64{k.At, k.People, k.Undoes} {
		b = strconv.AppendInt(append(b, '|'), n, 36)
	}
	for _, t := range []string{k.What, k.Unit, k.Label} {
		b = append(append(b, '|'), t...)
	}
	return hash16(b)
}

func hash16(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:16])
}

// tallyOf says where a record belongs.
func tallyOf(r *record) (t Tally) {
	switch {
	case r.Undoes != 0:
	case r.counts:
		t.Scanned = r.People
		if r.How.WalkIn() {
			t.WalkIns = r.People
		}
	case r.undoneBy > 0:
		t.Undone = 1
	case r.word == rule.Again:
		t.Again = 1
	default:
		t.Refused = 1
	}
	return t
}

var scanColumns = []string{"n", "event", "activity", "door", "device", "seq", "at", "clock", "believed", "what", "how", "subject", "serial", "unit", "person", "people",
	"said", "admitted", "reason", "undoes", "sum", "received_at", "act", "alone", "may", "word", "counts", "undone_by"}

var selectScan = "SELECT " + strings.Join(scanColumns, ", ") + " FROM gate_scan "

func (r *record) row() []any {
	return []any{r.n, r.event, r.activity, r.door, r.device, r.Seq, int64(r.true), r.At, r.believed, r.What, string(r.How), r.subject, r.Serial, r.unit, r.person, r.People,
		string(r.Said), r.Admitted, r.Reason, r.Undoes, r.sum, int64(r.received), r.act, string(r.alone), r.may, string(r.word), r.counts, r.undoneBy}
}

func scanRecord(s db.Scanner) (*record, error) {
	r := &record{stored: true}
	var admitted, may, counts int64
	err := s.Scan(&r.n, &r.event, &r.activity, &r.door, &r.device, &r.Seq, (*int64)(&r.true), &r.At, &r.believed, &r.What, &r.How, &r.subject, &r.Serial, &r.unit, &r.person, &r.People,
		&r.Said, &admitted, &r.Reason, &r.Undoes, &r.sum, (*int64)(&r.received), &r.act, &r.alone, &may, &r.word, &counts, &r.undoneBy)
	r.Admitted, r.may, r.counts = admitted != 0, may != 0, counts != 0
	r.before = tallyOf(r)
	return r, err
}

// recordsByKey reads records that are here.
func recordsByKey(v *db.View, keys []key) ([]*record, error) {
	return byKeys(v, keys, scanRecord, selectScan)
}

// byKeys asks for rows by device and number, some at a time.
func byKeys[T any](v *db.View, keys []key, scan func(db.Scanner) (T, error), selects string) ([]T, error) {
	const most = 50
	var all []T
	for len(keys) > 0 {
		part := keys[:min(most, len(keys))]
		keys = keys[len(part):]
		size := 1
		if len(part) > 1 {
			size = most
		}
		args := make([]any, 0, 2*size)
		for i := range size { // padded with one that is there already, so that one prepared question serves
			k := part[min(i, len(part)-1)]
			args = append(args, k.device, k.seq)
		}
		found, err := db.All(v, scan, selects+"WHERE (device = ? AND seq = ?)"+strings.Repeat(" OR (device = ? AND seq = ?)", size-1), args...)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// behind returns those of an event who wait behind the first for something.
func behind(v *db.View, event int64, g given) ([]*record, error) {
	return db.All(v, scanRecord, selectScan+"WHERE event = ? AND subject = ? AND what = ? AND may = 1 AND counts = 0 AND undone_by = 0", event, g.subject, g.what)
}

// waitingUndoes returns undoings of a phone whose record has not come.
func waitingUndoes(v *db.View, device string) ([]*record, error) {
	return db.All(v, scanRecord, selectScan+"WHERE device = ? AND undone_by = -1", device)
}

func updateRecord(tx *db.Tx, r *record) error {
	_, err := tx.Exec("UPDATE gate_scan SET word = ?, counts = ?, undone_by = ? WHERE n = ?", string(r.word), r.counts, r.undoneBy, r.n)
	return err
}
