package rehearse

import (
	"strconv"

	"phongtrao/internal/gate"
	"phongtrao/internal/gate/rule"
)

// entry is one record that a phone has written to its disk: what the server must have in the end. The journal stands outside the phones, so it
// also knows what a phone would have forgotten.
type entry struct {
	phone     int
	site      int
	scan      gate.Scan
	block     *gate.Block
	subject   string
	unit      string
	worthless bool  // forged, of another event, taken back: never counted, whoever was let in
	made      int64 // true time
	believed  int64 // what the phone took for the true time
	undone    bool  // taken back within the minute
	arrived   int64 // when the server first took it in, true time; -1 as long as it did not
}

type key struct {
	phone int
	seq   int64
}

// journal is all that phones have written.
type journal struct {
	list []*entry
	of   map[key]*entry
}

func (j *journal) write(e *entry) {
	e.arrived = -1
	j.list = append(j.list, e)
	j.of[key{e.phone, e.seq()}] = e
}

func (e *entry) seq() int64 {
	if e.block != nil {
		return e.block.Seq
	}
	return e.scan.Seq
}

// known is the true time as the server can know it: what the phone measured, but never later than when it came in.
func (e *entry) known() int64 {
	return min(e.scan.At+*e.scan.Offset, e.arrived)
}

// Count is what a plain recount of the journal finds.
type Count struct {
	Total  map[string]int64   // by service
	Sites  []map[string]int64 // the same, by site
	Units  map[string]int64   // who came, by union
	Again  int64              // let in, but somebody was first
	Blocks int64              // people counted in blocks
}

// recount counts the journal: for each ticket or card and each service the earliest that was let in. It is written plainly, and shares
// nothing with the server.
func (j *journal) recount(devices []Enrolled, sites int) Count {
	type one struct{ subject, what string }
	first := map[one]*entry{}
	c := Count{Total: map[string]int64{}, Units: map[string]int64{}, Sites: make([]map[string]int64, sites)}
	for i := range c.Sites {
		c.Sites[i] = map[string]int64{}
	}
	for _, e := range j.list {
		if e.block != nil {
			if e.block.Undoes == 0 && !e.undone {
				c.Blocks += e.block.People
			}
			continue
		}
		if e.scan.Undoes != 0 || e.undone || e.worthless || !e.scan.Admitted {
			continue
		}
		k := one{e.subject, e.scan.What}
		f := first[k]
		if f != nil {
			c.Again++
		}
		if f == nil || before(e, f, devices) {
			first[k] = e
		}
	}
	for _, e := range first {
		n := int64(1)
		if e.scan.How == rule.ByPlus {
			n = max(e.scan.People, 1)
		}
		c.Total[e.scan.What] += n
		c.Sites[e.site][e.scan.What] += n
		if e.scan.What == came {
			c.Units[e.unit] += n
		}
	}
	return c
}

func before(a, b *entry, devices []Enrolled) bool {
	switch x, y := a.known(), b.known(); {
	case x != y:
		return x < y
	case a.phone != b.phone:
		return devices[a.phone].Device < devices[b.phone].Device
	}
	return a.seq() < b.seq()
}

// subjects of what is known by a ticket, a card, or by nothing but its own record.
func ofTicket(serial int64) string { return "t" + strconv.FormatInt(serial, 10) }
func ofCard(hash string) string    { return "c" + hash }
func ofScan(device string, seq int64) string {
	return "s" + device + "-" + strconv.FormatInt(seq, 10)
}
