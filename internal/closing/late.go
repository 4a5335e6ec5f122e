package closing

import (
	"sync"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/ledger"
)

// Late is what came to a site since its minute was written.
type Late struct {
	What             string
	Scanned, Counted int64 // more than the minute says; below zero where something was taken back
}

// Late compares a minute with what is known now; nothing where nothing differs.
func (m Minute) Late(f Facts) []Late {
	var out []Late
	for _, t := range f.Things {
		l, _ := m.Line(t.What)
		if d := (Late{t.What, t.Scanned - l.Scanned, t.Counted - l.Counted}); d.Scanned != 0 || d.Counted != 0 {
			out = append(out, d)
		}
	}
	return out
}

// Observe sees to it that what phones bring after a site was closed stands beside its signed number and is not added to it: where an act enters
// something of a unit of which the minute knew nothing, a signed entry of 0 goes into the same cell (decision 18). It is told of every act.
func Observe(tx *db.Tx, _ act.Record) error {
	var late []ledger.Entry
	for _, e := range ledger.PostedIn(&tx.View) {
		if e.Activity != "" && e.Evidence != ledger.Signed && e.Reverses == 0 {
			late = append(late, e)
		}
	}
	if len(late) == 0 {
		return nil
	}
	closed, err := closedOf(tx.DB()).now(&tx.View)
	if err != nil {
		return err
	}
	done := map[ledger.Cell]bool{}
	minutes := map[string]*Minute{}
	for _, e := range late {
		if !closed[e.Activity] || done[e.Cell()] {
			continue
		}
		done[e.Cell()] = true
		if _, asked := minutes[e.Activity]; !asked {
			all, err := Of(&tx.View, e.Activity)
			if err != nil {
				return err
			}
			minutes[e.Activity], _ = Standing(all)
		}
		if m := minutes[e.Activity]; m != nil {
			if err := m.beside(tx, e); err != nil {
				return err
			}
		}
	}
	return nil
}

// beside enters 0 in the cell of a late entry, unless something is signed there.
func (m Minute) beside(tx *db.Tx, e ledger.Entry) error {
	what := ""
	for _, l := range m.Lines {
		if l.Indicator == e.Indicator {
			what = l.What
		}
	}
	if what == "" {
		return nil
	}
	there, err := ledger.EntriesOf(&tx.View, e.Cell())
	if err != nil {
		return err
	}
	gone := map[int64]bool{}
	for _, x := range there {
		gone[x.Reverses] = true
	}
	for _, x := range there {
		if x.Evidence == ledger.Signed && x.Reverses == 0 && !gone[x.Seq] {
			return nil
		}
	}
	p := e.Posting
	p.Quantity, p.Evidence, p.Source, p.Device, p.Note = ledger.Exactly(0), ledger.Signed, m.source(what), "", "Đến sau biên bản "+m.Number
	seqs, err := ledger.Post(tx, p)
	if err != nil {
		return err
	}
	return insertEntries(tx, m.ID, seqs)
}

// closedFor is how long it may be until another server's minute is felt here; on the same server it is felt at once.
const closedFor = day.Instant(2_000_000)

// closedSites remembers which sites have a signed minute, for acts come by the thousand and hardly any is late.
type closedSites struct {
	mu  sync.Mutex
	at  day.Instant
	set map[string]bool
}

type closedKey struct{}

func closedOf(d *db.DB) *closedSites {
	return d.Keep(closedKey{}, func() any { return &closedSites{} }).(*closedSites)
}

func (c *closedSites) now(v *db.View) (map[string]bool, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.set != nil && v.At-c.at < closedFor {
		return c.set, nil
	}
	all, err := db.All(v, db.Text, `SELECT DISTINCT m.activity FROM closing_minute m JOIN closing_signature g ON g.minute = m.id AND g.place = 2`)
	if err != nil {
		return nil, err
	}
	c.at, c.set = v.At, map[string]bool{}
	for _, a := range all {
		c.set[a] = true
	}
	return c.set, nil
}

func (c *closedSites) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.set = nil
}
