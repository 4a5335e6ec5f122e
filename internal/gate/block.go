package gate

import (
	"fmt"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
	"phongtrao/internal/people"
	"phongtrao/internal/roster"
)

// blockRow is a block that is new in this act.
type blockRow struct {
	*block
	arrival   *arrival
	true      day.Instant
	believed  int64
	undoneBy  int64
	headcount string
	counters  [2]string // keys of people
}

// meetBlock finds out whether a block is new.
func (in *intake) meetBlock(a *arrival, b *block, ended day.Instant) {
	k := key{a.device.ID, b.Seq}
	if in.known[k] != nil {
		in.other(a, b.Seq, b.sum)
		return
	}
	if old := in.blocks[k]; old != nil {
		if old.sum != b.sum {
			in.other(a, b.Seq, b.sum)
		}
		return
	}
	if x, refused := in.bads[k]; refused {
		a.refused(b.Seq, x.text)
		return
	}
	row := &blockRow{block: b, arrival: a}
	row.true, row.believed = trueTime(b.At, b.Offset, a.batch.Sent, in.tx.At)
	if ended != 0 && row.true > ended {
		in.refuse(a, bad{b.Seq, "Khối này đếm sau khi máy đã hết quyền (" + ended.VN() + ").", "", b.sum})
		return
	}
	in.blocks[k] = b
	in.bricks = append(in.bricks, row)
}

// takeBlocks writes blocks; one with a unit becomes a head-count of that unit, beside what is scanned. In a rehearsal nothing is
// counted, and what roster refuses (the site was closed) stays at the gate and is named.
func (in *intake) takeBlocks() error {
	tallied := map[string]bool{}
	for _, b := range in.bricks {
		waiting, err := waitingUndoes(&in.tx.View, b.arrival.device.ID)
		if err != nil {
			return err
		}
		for _, u := range waiting {
			if u = in.adopt(u); u.undoneBy == -1 && u.Undoes == b.Seq {
				in.touch(u)
				u.undoneBy = 0
				if inTime(b.At, b.believed, u.At, u.believed) {
					b.undoneBy = u.Seq
				} else {
					in.refuseUndo(u, "Quá một phút, không hoàn tác ở cổng được nữa. Hãy báo người phụ trách điểm.")
				}
			}
		}
		for _, u := range in.fresh {
			if u.Undoes == b.Seq && u.device == b.arrival.device.ID && inTime(b.At, b.believed, u.At, u.believed) {
				b.undoneBy = u.Seq
			}
		}
		if b.undoneBy == 0 && b.Unit != "" && !in.e.Rehearsal {
			if err := in.headcount(b); err != nil {
				return err
			}
			tallied[b.arrival.device.Activity] = tallied[b.arrival.device.Activity] || b.headcount != ""
		}
		if err := in.insertBlock(b); err != nil {
			return err
		}
	}
	for _, site := range in.e.order {
		if tallied[site] {
			if _, err := kind.Tally(in.tx, in.e.kind, site); err != nil {
				return err
			}
		}
	}
	return nil
}

func (in *intake) headcount(b *blockRow) error {
	until := in.e.day.Add(namesDays).Start()
	if until <= in.tx.At {
		return nil
	}
	ids, err := people.AddParticipants(in.tx, []people.Participant{{Name: b.Counters[0], Purpose: in.e.Purpose(), Until: until}, {Name: b.Counters[1], Purpose: in.e.Purpose(), Until: until}})
	if err != nil {
		return err
	}
	b.counters = [2]string(ids)
	label := fmt.Sprintf("%s (%s, số %d)", b.Label, in.e.doors[b.arrival.device.Door], b.Seq)
	b.headcount, err = roster.Record(in.tx, roster.Headcount{Activity: b.arrival.device.Activity, Unit: b.Unit, What: b.What, Block: label,
		Quantity: ledger.Exactly(b.People), Evidence: ledger.Counted, Counters: b.counters})
	if k := fault.KindOf(err); err != nil && (k == fault.Invalid || k == fault.Conflict) {
		b.arrival.refused(b.Seq, fault.Text(err))
		return nil
	}
	return err
}

func (in *intake) insertBlock(b *blockRow) error {
	_, err := in.tx.Exec(`INSERT INTO gate_block (device, seq, event, activity, door, what, unit, label, people, counter_a, counter_b, at, clock, believed, headcount, sum, undone_by, received_at, act)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, b.arrival.device.ID, b.Seq, in.e.Number, b.arrival.device.Activity, b.arrival.device.Door, b.What, b.Unit, b.Label, b.People,
		b.counters[0], b.counters[1], b.true, b.At, b.believed, b.headcount, b.sum, b.undoneBy, in.tx.At, act.ID(&in.tx.View))
	return err
}

// keptBlock is a block of the database.
type keptBlock struct {
	block
	key
	door, activity, headcount string
	counters                  [2]string
	believed                  int64
	undoneBy                  int64
}

const selectBlock = `SELECT device, seq, door, activity, what, unit, people, counter_a, counter_b, clock, believed, headcount, sum, undone_by FROM gate_block `

func scanBlock(s db.Scanner) (b keptBlock, err error) {
	b.stored = true
	err = s.Scan(&b.device, &b.seq, &b.door, &b.activity, &b.What, &b.Unit, &b.People, &b.counters[0], &b.counters[1], &b.At, &b.believed, &b.headcount, &b.sum, &b.undoneBy)
	return b, err
}

func blocksByKey(v *db.View, keys []key) ([]keptBlock, error) {
	return byKeys(v, keys, scanBlock, selectBlock)
}

func badsByKey(v *db.View, keys []key) ([]badRow, error) {
	return byKeys(v, keys, func(s db.Scanner) (b badRow, err error) {
		err = s.Scan(&b.device, &b.seq, &b.text, &b.sum)
		return b, err
	}, `SELECT device, seq, why, sum FROM gate_bad `)
}

// takeBlockBack takes a counted crowd back: its head-count becomes none.
func (in *intake) takeBlockBack(u *record, k key, b *block) error {
	if u.undoneBy == -1 {
		in.touch(u)
		u.undoneBy = 0
	}
	if !b.stored {
		return nil // of this act: see takeBlocks
	}
	found, err := blocksByKey(&in.tx.View, []key{k})
	if err != nil || len(found) == 0 || found[0].undoneBy != 0 {
		return err
	}
	kept := found[0]
	if !inTime(kept.At, kept.believed, u.At, u.believed) {
		in.refuseUndo(u, "Quá một phút, không hoàn tác ở cổng được nữa. Hãy báo người phụ trách điểm.")
		return nil
	}
	if _, err := in.tx.Exec(`UPDATE gate_block SET undone_by = ? WHERE device = ? AND seq = ?`, u.Seq, k.device, k.seq); err != nil {
		return err
	}
	in.landing.Changes = append(in.landing.Changes, Landed{Event: in.e.Number, Activity: kept.activity, Door: kept.door, Device: k.device, What: kept.What, Unit: kept.Unit, At: in.tx.At, Word: Undone, Tally: Tally{Blocks: -kept.People}})
	if kept.headcount == "" {
		return nil
	}
	h, err := roster.Get(&in.tx.View, kept.headcount)
	if err != nil {
		return err
	}
	h.Replaces, h.Quantity, h.Note = h.ID, ledger.Exactly(0), "hoàn tác tại cổng"
	if _, err := roster.Record(in.tx, h); err != nil {
		if kind := fault.KindOf(err); kind == fault.Invalid || kind == fault.Conflict {
			in.refuseUndo(u, fault.Text(err))
			return nil
		}
		return err
	}
	_, err = kind.Tally(in.tx, in.e.kind, kept.activity)
	return err
}

// readProgress reads what is here of a phone's numbers.
func readProgress(v *db.View, device string) (*progress, error) {
	highest, _, err := db.One(v, db.Number, `SELECT MAX(n) FROM (SELECT COALESCE(MAX(seq), 0) AS n FROM gate_scan WHERE device = ? UNION ALL SELECT COALESCE(MAX(seq), 0) FROM gate_block WHERE device = ?
		UNION ALL SELECT COALESCE(MAX(seq), 0) FROM gate_bad WHERE device = ?) t`, device, device, device)
	if err != nil {
		return nil, err
	}
	gaps, err := Gaps(v, device, highest)
	return &progress{highest: highest, gaps: gaps}, err
}
