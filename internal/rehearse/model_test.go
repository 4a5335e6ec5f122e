package rehearse

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"

	"phongtrao/internal/base/ticket"
	"phongtrao/internal/gate"
	"phongtrao/internal/gate/rule"
)

// model is a server in a few lines of memory, as a test of the simulation itself: a good one passes, and each of its faults is noticed.
type model struct {
	staged Staged
	fault  string
	clock  func() int64

	held    map[int64]Held
	devices map[string]int
	scans   map[gate.Used]*seen // by device (in Subject) and number (in At)
	order   []*seen
	blocks  int64
	twice   map[gate.Used]bool
}

type seen struct {
	gate.Scan
	device  string
	believe int64
	subject string
}

func newModel(s Staged, fault string) *model {
	m := &model{staged: s, fault: fault, held: map[int64]Held{}, devices: map[string]int{}, scans: map[gate.Used]*seen{}, twice: map[gate.Used]bool{}}
	for _, h := range s.Tickets {
		m.held[h.Serial] = h
	}
	for i, p := range s.Phones {
		m.devices[p.Device] = i
	}
	return m
}

func (m *model) Send(_ context.Context, p Enrolled, body []byte) (gate.Receipt, error) {
	var b gate.Batch
	if err := json.Unmarshal(body, &b); err != nil {
		return gate.Receipt{}, err
	}
	var r gate.Receipt
	for _, s := range b.Scans {
		r.Answers = append(r.Answers, gate.Answer{Seq: s.Seq})
		m.take(p.Device, s)
	}
	for _, x := range b.Blocks {
		r.Answers = append(r.Answers, gate.Answer{Seq: x.Seq})
		k := gate.Used{Subject: p.Device, At: x.Seq}
		if m.scans[k] == nil {
			m.scans[k] = &seen{device: p.Device}
			m.blocks += x.People
		}
	}
	return r, nil
}

func (m *model) take(device string, s gate.Scan) {
	k := gate.Used{Subject: device, At: s.Seq}
	if m.scans[k] != nil && m.fault != "counts repeats" {
		return
	}
	if m.fault == "loses" && len(m.scans)%97 == 96 {
		return
	}
	x := &seen{Scan: s, device: device, believe: min(s.At+*s.Offset, m.clock())}
	switch {
	case s.Undoes != 0:
		if m.fault == "forgets undoings that come first" && m.scans[gate.Used{Subject: device, At: s.Undoes}] == nil {
			break
		}
	case s.How == rule.ByCard:
		x.subject = "c" + s.Card.Hash
	case s.How.WalkIn():
		x.subject = fmt.Sprint("s", device, s.Seq)
	case s.How == rule.ByTicket:
		t, _ := ticket.Parse(s.Ticket)
		if h, ok := m.held[int64(t.Serial)]; ok && h.Text == s.Ticket {
			x.Serial = h.Serial
		}
	}
	if x.subject == "" && x.Serial != 0 && !m.held[x.Serial].Revoked {
		x.subject = fmt.Sprint("t", x.Serial)
	}
	m.scans[k] = x
	m.order = append(m.order, x)
}

// says counts from the beginning, as only a model may.
func (m *model) says() Ledgered {
	s := Ledgered{Records: int64(len(m.scans)), Total: map[string]int64{}, Units: map[string]int64{}, Blocks: m.blocks, Sites: make([]map[string]int64, len(m.staged.Sites))}
	for i := range s.Sites {
		s.Sites[i] = map[string]int64{}
	}
	undone := map[gate.Used]bool{}
	for _, x := range m.order {
		if x.Undoes != 0 && m.fault != "forgets undoings" {
			undone[gate.Used{Subject: x.device, At: x.Undoes}] = true
		}
	}
	first := map[[2]string]*seen{}
	for _, x := range m.order {
		if x.Undoes != 0 || x.subject == "" || !x.Admitted || undone[gate.Used{Subject: x.device, At: x.Seq}] {
			continue
		}
		k := [2]string{x.subject, x.What}
		f := first[k]
		if f == nil {
			first[k] = x
			continue
		}
		s.Again++
		if m.fault != "the first to arrive admits" && (x.believe < f.believe || x.believe == f.believe && (x.device < f.device || x.device == f.device && x.Seq < f.Seq)) {
			first[k] = x
		}
		if m.fault == "lets in twice" || m.fault == "counts repeats" && f.device == x.device && f.Seq == x.Seq {
			s.Total[x.What]++
		}
	}
	for _, x := range first {
		n := int64(1)
		if x.How == rule.ByPlus {
			n = max(1, x.People)
		}
		s.Total[x.What] += n
		s.Sites[m.staged.Phones[m.devices[x.device]].Site][x.What] += n
		if x.What == came {
			unit := x.Unit
			if x.Serial != 0 {
				unit = m.held[x.Serial].Unit
			}
			s.Units[unit] += n
		}
	}
	return s
}

// pretend stages a day without a house.
func pretend(p Plan) Staged {
	s := Staged{Event: 1, Central: "a0", Foreign: "0"}
	for i := range p.Sites {
		s.Sites = append(s.Sites, StagedSite{fmt.Sprint("a", i), []string{fmt.Sprint("u", i, "a"), fmt.Sprint("u", i, "b")}})
	}
	for i := range p.People {
		site := i % p.Sites
		h := Held{Serial: int64(i + 1), Site: site, Unit: s.Sites[site].Units[i%2], Revoked: i%200 == 7}
		h.Text = ticket.Ticket{Head: ticket.Head{Key: 1, Event: 1, Serial: uint32(i + 1)}}.Text()
		s.Tickets = append(s.Tickets, h)
	}
	for i := range p.Gates {
		s.Phones = append(s.Phones, Enrolled{Device: fmt.Sprintf("d%03d", i), Site: i % p.Sites})
	}
	return s
}

const base = 1_800_000_000_000

func playModel(t *testing.T, p Plan, fault string) Outcome {
	t.Helper()
	s := pretend(p)
	m := newModel(s, fault)
	w := newWorld(t.Context(), p, s, m, base, 1)
	m.clock = func() int64 { return base + w.now }
	w.run()
	if w.err != nil {
		t.Fatal(w.err)
	}
	return w.judge(m.says())
}

func TestModel(t *testing.T) {
	good := Plan{Seed: 1, Sites: 4, People: 400, Gates: 10, Offline: 0.3, Skew: 2 * 3600_000, Crash: 0.01}
	for seed := range uint64(20) {
		p := good
		p.Seed = seed
		if o := playModel(t, p, ""); !o.Good() {
			t.Fatalf("seed %d:\n%s", seed, o.Table())
		}
	}
	one, two := playModel(t, good, ""), playModel(t, good, "")
	one.Verdict, two.Verdict = Latency{}, Latency{}
	if one.Table() != two.Table() {
		t.Errorf("the same seed gave two days:\n%s\n%s", one.Table(), two.Table())
	}
	for _, fault := range []string{"loses", "counts repeats", "forgets undoings", "the first to arrive admits", "lets in twice"} {
		noticed := false
		for p := good; p.Seed < 10 && !noticed; p.Seed++ {
			noticed = !playModel(t, p, fault).Good()
		}
		if !noticed {
			t.Errorf("a server that %s passes", fault)
		}
	}
}
