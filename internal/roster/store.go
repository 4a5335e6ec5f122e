package roster

import (
	"embed"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/ledger"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of this package's tables.
var Schema = db.Line{Name: "roster", Files: files}

const columns = `h.id, h.activity, h.unit, h.what, h.block, h.lo, h.hi, h.hi_open, h.evidence, h.counter_a, h.counter_b, h.source,
	h.replaces, h.note, h.made_by, h.made_at, COALESCE(n.id, '')
	FROM roster_headcount h LEFT JOIN roster_headcount n ON n.replaces = h.id`

func scan(s db.Scanner) (h Headcount, err error) {
	var evidence string
	err = s.Scan(&h.ID, &h.Activity, &h.Unit, &h.What, &h.Block, &h.Lo, &h.Hi, &h.Open, &evidence, &h.Counters[0], &h.Counters[1], &h.Source,
		&h.Replaces, &h.Note, &h.MadeBy, &h.MadeAt, &h.ReplacedBy)
	if err != nil {
		return h, err
	}
	h.Evidence, err = ledger.EvidenceByKey(evidence)
	return h, err
}

// Get returns a headcount.
func Get(v *db.View, id string) (Headcount, error) {
	h, found, err := db.One(v, scan, `SELECT `+columns+` WHERE h.id = ?`, id)
	if err == nil && !found {
		err = fault.NotFoundf("Không tìm thấy số đếm này. Có thể trang đã cũ, hãy tải lại.")
	}
	return h, err
}

// At returns all headcounts of an activity, those that were replaced among them, in the order in which they were made.
func At(v *db.View, activity string) ([]Headcount, error) {
	return db.All(v, scan, `SELECT `+columns+` WHERE h.activity = ? ORDER BY h.id`, activity)
}

func insert(tx *db.Tx, h Headcount) error {
	_, err := tx.Exec(`INSERT INTO roster_headcount (id, activity, unit, what, block, lo, hi, hi_open, evidence, counter_a, counter_b, source,
		replaces, note, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		h.ID, h.Activity, h.Unit, h.What, h.Block, h.Lo, h.Hi, h.Open, h.Evidence.Key(), h.Counters[0], h.Counters[1], h.Source,
		h.Replaces, h.Note, tx.Actor, tx.At)
	return err
}
