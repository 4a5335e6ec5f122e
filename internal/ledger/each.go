package ledger

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
)

// EachEntry gives every entry of a period's days in the order of their numbers, one at a time: a table of all of them is written without
// being held. While it runs the view can ask nothing else.
func EachEntry(v *db.View, p day.Period, yield func(Entry) error) error {
	rows, err := v.Query(selectEntry+"WHERE day >= ? AND day <= ? ORDER BY seq", p.From, p.To)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		e, err := scanEntry(rows)
		if err != nil {
			return err
		}
		if err := yield(e); err != nil {
			return err
		}
	}
	return rows.Err()
}

// EachProven gives the entries of Prove one at a time; no more than their numbers is held.
func EachProven(v *db.View, q Question, yield func(Entry) error) error {
	seqs, err := behind(v, q)
	if err != nil {
		return err
	}
	for len(seqs) > 0 {
		n := min(len(seqs), readMax)
		list, err := entriesInOrder(v, seqs[:n])
		if err != nil {
			return err
		}
		for _, e := range list {
			if err := yield(e); err != nil {
				return err
			}
		}
		seqs = seqs[n:]
	}
	return nil
}
