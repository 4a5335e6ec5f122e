package ledger

import (
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

var entryColumns = []string{"seq", "campaign", "activity", "unit", "place", "indicator", "lo", "hi", "open", "evidence", "day", "at",
	"by_person", "act", "source", "device", "note", "reverses"}

var selectEntry = "SELECT " + strings.Join(entryColumns, ", ") + " FROM ledger_entry "

func entryRow(e *Entry) []any {
	open := int64(0)
	if e.Open {
		open = 1
	}
	return []any{e.Seq, e.Campaign, e.Activity, e.Unit, e.Place, e.Indicator, e.Lo, e.Hi, open, int64(e.Evidence), e.Day.String(), int64(e.At),
		e.By, e.Act, e.Source, e.Device, e.Note, e.Reverses}
}

func scanEntry(s db.Scanner) (e Entry, err error) {
	var evidence, open int64
	err = s.Scan(&e.Seq, &e.Campaign, &e.Activity, &e.Unit, &e.Place, &e.Indicator, &e.Lo, &e.Hi, &open, &evidence, &e.Day, (*int64)(&e.At),
		&e.By, &e.Act, &e.Source, &e.Device, &e.Note, &e.Reverses)
	e.Open, e.Evidence = open != 0, Evidence(evidence)
	return e, err
}

// insertEntries adds entries, which bear their numbers.
func insertEntries(tx *db.Tx, entries []Entry) error {
	rows := make([][]any, len(entries))
	for i := range entries {
		rows[i] = entryRow(&entries[i])
	}
	return tx.Insert("ledger_entry", entryColumns, rows)
}

// lastEntry returns the number and the instant of the last entry, 0 and 0 for an empty ledger.
func lastEntry(v *db.View) (seq int64, at day.Instant, err error) {
	type last struct{ seq, at int64 }
	l, _, err := db.One(v, func(s db.Scanner) (l last, err error) { err = s.Scan(&l.seq, &l.at); return },
		"SELECT seq, at FROM ledger_entry ORDER BY seq DESC LIMIT 1")
	return l.seq, day.Instant(l.at), err
}

// headsOf returns the numbers of the last entry and the last choice.
func headsOf(v *db.View) (h heads, err error) {
	err = v.Row(`SELECT (SELECT coalesce(max(seq), 0) FROM ledger_entry), (SELECT coalesce(max(seq), 0) FROM ledger_choice)`).Scan(&h.entries, &h.choices)
	return h, err
}

const readMax = 8192 // entries read at once

// entriesAfter reads the entries after one number up to another, in order and in portions, without what sums do not need.
func entriesAfter(v *db.View, after, upto int64, each func([]Entry)) error {
	rows, err := v.Query(`SELECT seq, campaign, activity, unit, place, indicator, lo, hi, open, evidence, day, at, reverses
		FROM ledger_entry WHERE seq > ? AND seq <= ? ORDER BY seq`, after, upto)
	if err != nil {
		return err
	}
	defer rows.Close()
	batch := make([]Entry, 0, 256)
	for rows.Next() {
		var e Entry
		var evidence, open int64
		if err := rows.Scan(&e.Seq, &e.Campaign, &e.Activity, &e.Unit, &e.Place, &e.Indicator, &e.Lo, &e.Hi, &open, &evidence, &e.Day, (*int64)(&e.At), &e.Reverses); err != nil {
			return err
		}
		e.Open, e.Evidence = open != 0, Evidence(evidence)
		if batch = append(batch, e); len(batch) == readMax {
			each(batch)
			batch = batch[:0]
		}
	}
	if len(batch) > 0 {
		each(batch)
	}
	return rows.Err()
}

const inMax = 500 // numbers in one statement

// entriesBySeq reads single entries, whole.
func entriesBySeq(v *db.View, seqs []int64) (map[int64]Entry, error) {
	out := make(map[int64]Entry, len(seqs))
	for len(seqs) > 0 {
		n := min(len(seqs), inMax)
		args := make([]any, n)
		for i, s := range seqs[:n] {
			args[i] = s
		}
		list, err := db.All(v, scanEntry, selectEntry+"WHERE seq IN (?"+strings.Repeat(", ?", n-1)+")", args...)
		if err != nil {
			return nil, err
		}
		for _, e := range list {
			out[e.Seq] = e
		}
		seqs = seqs[n:]
	}
	return out, nil
}

// instantOf returns when an entry was made.
func instantOf(v *db.View, seq int64) (at day.Instant, err error) {
	err = v.Row("SELECT at FROM ledger_entry WHERE seq = ?", seq).Scan((*int64)(&at))
	return at, err
}

// EntryOf returns one entry by its number.
func EntryOf(v *db.View, seq int64) (Entry, error) {
	e, ok, err := db.One(v, scanEntry, selectEntry+"WHERE seq = ?", seq)
	if err == nil && !ok {
		err = fault.NotFoundf("Không có bút toán số %d.", seq)
	}
	return e, err
}

// Reversal says that an entry was cancelled.
type Reversal struct {
	Entry, By int64 // numbers of the entry and of the one that cancels it
	Reason    string
}

func insertReversal(tx *db.Tx, r Reversal) error {
	_, err := tx.Exec("INSERT INTO ledger_reversal (entry, reversal, reason) VALUES (?, ?, ?)", r.Entry, r.By, r.Reason)
	return err
}

// ReversalOf returns how an entry was cancelled, and false where it was not.
func ReversalOf(v *db.View, seq int64) (Reversal, bool, error) {
	return db.One(v, scanReversal, "SELECT entry, reversal, reason FROM ledger_reversal WHERE entry = ?", seq)
}

// ReversalsAfter returns the cancellations that were entered after an entry, in their order. There are few.
func ReversalsAfter(v *db.View, seq int64) ([]Reversal, error) {
	return db.All(v, scanReversal, "SELECT entry, reversal, reason FROM ledger_reversal WHERE reversal > ? ORDER BY reversal", seq)
}

func scanReversal(s db.Scanner) (r Reversal, err error) {
	err = s.Scan(&r.Entry, &r.By, &r.Reason)
	return r, err
}

var choiceColumns = []string{"seq", "campaign", "activity", "unit", "place", "indicator", "day", "evidence", "reason", "at", "by_person", "act"}

func insertChoice(tx *db.Tx, c Choice) error {
	return tx.Insert("ledger_choice", choiceColumns, [][]any{{c.Seq, c.Campaign, c.Activity, c.Unit, c.Place, c.Indicator, c.Day.String(), int64(c.Evidence),
		c.Reason, int64(c.At), c.By, c.Act}})
}

func scanChoice(s db.Scanner) (c Choice, err error) {
	var evidence int64
	err = s.Scan(&c.Seq, &c.Campaign, &c.Activity, &c.Unit, &c.Place, &c.Indicator, &c.Day, &evidence, &c.Reason, (*int64)(&c.At), &c.By, &c.Act)
	c.Evidence = Evidence(evidence)
	return c, err
}

var selectChoice = "SELECT " + strings.Join(choiceColumns, ", ") + " FROM ledger_choice "

func choicesAfter(v *db.View, after, upto int64) ([]Choice, error) {
	if after >= upto {
		return nil, nil
	}
	return db.All(v, scanChoice, selectChoice+"WHERE seq > ? AND seq <= ? ORDER BY seq", after, upto)
}

// lastChoice returns the last choice made, a zero one where there is none.
func lastChoice(v *db.View) (Choice, error) {
	c, _, err := db.One(v, scanChoice, selectChoice+"ORDER BY seq DESC LIMIT 1")
	return c, err
}

// choicesOf reads all choices about one cell; there are few choices at all.
func choicesOf(v *db.View, c Cell) ([]Choice, error) {
	return db.All(v, scanChoice, selectChoice+"WHERE unit = ? AND day = ? AND indicator = ? AND campaign = ? AND activity = ? AND place = ? ORDER BY seq",
		c.Unit, c.Day.String(), c.Indicator, c.Campaign, c.Activity, c.Place)
}
