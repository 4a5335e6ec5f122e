package closing

import (
	"cmp"
	"embed"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/ledger"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of this package's tables.
var Schema = db.Line{Name: "closing", Files: files}

const columns = `SELECT m.id, m.activity, m.n, m.number, m.refused, m.again, m.missing, m.phones, m.seen, m.note, m.replaces, m.reason, m.made_by, m.made_at
	FROM closing_minute m `

func scanMinute(s db.Scanner) (m Minute, err error) {
	err = s.Scan(&m.ID, &m.Activity, &m.N, &m.Number, &m.Refused, &m.Again, &m.Missing, &m.Phones, &m.seen, &m.Note, &m.Replaces, &m.Reason, &m.MadeBy, &m.MadeAt)
	return m, err
}

// Of returns the minutes of an activity, the first one first.
func Of(v *db.View, activity string) ([]Minute, error) {
	all, err := db.All(v, scanMinute, columns+`WHERE m.activity = ? ORDER BY m.n`, activity)
	for i := range all {
		if err == nil {
			err = fill(v, &all[i])
		}
	}
	for _, m := range all {
		for i := range all {
			if m.Signed() && m.Replaces == all[i].ID {
				all[i].ReplacedBy = m.ID
			}
		}
	}
	return all, err
}

// Get returns a minute of an activity.
func Get(v *db.View, activity, id string) (Minute, error) {
	all, err := Of(v, activity)
	for _, m := range all {
		if m.ID == id {
			return m, err
		}
	}
	return Minute{}, cmp.Or(err, fault.NotFoundf("Không tìm thấy biên bản này ở điểm. Hãy chọn trong danh sách biên bản."))
}

// Standing returns the minute of an activity that holds, and the last one that waits for its second signature; nil for none.
func Standing(all []Minute) (holds, waits *Minute) {
	for i := range all {
		if all[i].Holds() {
			holds = &all[i]
		}
	}
	if n := len(all); n > 0 && !all[n-1].Signed() {
		waits = &all[n-1]
	}
	return holds, waits
}

// fill reads lines, shares and signatures.
func fill(v *db.View, m *Minute) (err error) {
	if m.Lines, err = db.All(v, scanLine, `SELECT what, indicator, scanned, counted, crowd, evidence, signed, why FROM closing_line WHERE minute = ? ORDER BY what`, m.ID); err != nil {
		return err
	}
	for i := range m.Lines {
		l := &m.Lines[i]
		l.Shares, err = db.All(v, func(s db.Scanner) (h Share, err error) {
			err = s.Scan(&h.Unit, &h.People)
			return h, err
		}, `SELECT unit, people FROM closing_share WHERE minute = ? AND what = ? ORDER BY people DESC, unit`, m.ID, l.What)
		if err != nil {
			return err
		}
	}
	m.Signatures, err = db.All(v, func(s db.Scanner) (g Signature, err error) {
		err = s.Scan(&g.Person, &g.How, &g.At)
		return g, err
	}, `SELECT person, how, at FROM closing_signature WHERE minute = ? ORDER BY place`, m.ID)
	return err
}

func scanLine(s db.Scanner) (l Line, err error) {
	var evidence string
	if err = s.Scan(&l.What, &l.Indicator, &l.Scanned, &l.Counted, &l.Crowd, &evidence, &l.Signed, &l.Why); err != nil {
		return l, err
	}
	l.Evidence, err = ledger.EvidenceByKey(evidence)
	return l, err
}

func insertMinute(tx *db.Tx, m Minute) error {
	if _, err := tx.Exec(`INSERT INTO closing_minute (id, activity, n, number, refused, again, missing, phones, seen, note, replaces, reason, made_by, made_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, m.ID, m.Activity, m.N, m.Number, m.Refused, m.Again, m.Missing, m.Phones, m.seen, m.Note, m.Replaces, m.Reason,
		tx.Actor, tx.At); err != nil {
		return err
	}
	var lines, shares [][]any
	for _, l := range m.Lines {
		lines = append(lines, []any{m.ID, l.What, l.Indicator, l.Scanned, l.Counted, l.Crowd, l.Evidence.Key(), l.Signed, string(l.Why)})
		for _, s := range l.Shares {
			shares = append(shares, []any{m.ID, l.What, s.Unit, s.People})
		}
	}
	if err := tx.Insert("closing_line", []string{"minute", "what", "indicator", "scanned", "counted", "crowd", "evidence", "signed", "why"}, lines); err != nil {
		return err
	}
	return tx.Insert("closing_share", []string{"minute", "what", "unit", "people"}, shares)
}

func insertSignature(tx *db.Tx, minute string, place int, how string) error {
	_, err := tx.Exec(`INSERT INTO closing_signature (minute, person, place, how, at) VALUES (?, ?, ?, ?, ?)`, minute, tx.Actor, place, cmp.Or(how, BySession), tx.At)
	return err
}

func insertEntries(tx *db.Tx, minute string, seqs []int64) error {
	rows := make([][]any, len(seqs))
	for i, n := range seqs {
		rows[i] = []any{minute, n}
	}
	return tx.Insert("closing_entry", []string{"minute", "entry"}, rows)
}

func entriesOf(v *db.View, minute string) ([]int64, error) {
	return db.All(v, func(s db.Scanner) (n int64, err error) {
		err = s.Scan(&n)
		return n, err
	}, `SELECT entry FROM closing_entry WHERE minute = ? ORDER BY entry`, minute)
}
