package gate_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/gate"
	"phongtrao/internal/gate/rule"
	"phongtrao/internal/ledger"
	"phongtrao/internal/roster"
	"phongtrao/internal/testkit"
)

func TestReceive(t *testing.T) {
	p := build(t, roster.Settings{WalkIns: true}, 30)
	a, b := p.enrol(0), p.enrol(1)
	p.Clock.Advance(10 * time.Minute)
	first := a.scan(0, 5*time.Minute)
	r := a.send(first)
	if r.Through != 1 || len(r.Answers) != 1 || r.Answers[0].Word != rule.Welcome || !r.Answers[0].Counts {
		t.Fatalf("%+v", r)
	}
	if n := p.runners("", ""); n != 1 {
		t.Errorf("%d runners", n)
	}
	// At another site, later: again. Earlier: it takes the place.
	late := b.scan(0, 6*time.Minute)
	if r := b.send(late); r.Answers[0].Word != rule.Again || r.Answers[0].Counts || r.Answers[0].First == nil || r.Answers[0].First.Door != "Cổng A" || r.Answers[0].First.Site != "KCN Tràng Duệ" {
		t.Fatalf("%+v %+v", r, r.Answers[0].First)
	}
	early := b.scan(0, 4*time.Minute)
	if r := b.send(early); r.Answers[0].Word != rule.Away || !r.Answers[0].Counts || r.Through != 2 {
		t.Fatalf("%+v", r)
	}
	if n, m := p.runners(p.sites[0], ""), p.runners(p.sites[1], ""); n != 0 || m != 1 {
		t.Errorf("%d and %d runners", n, m)
	}
	if r := a.send(first); r.Answers[0].Word != rule.Again || r.Answers[0].First.Door != "Cổng B" {
		t.Fatalf("%+v", r)
	}
	tot := p.totals()
	if tot["0"] != (gate.Tally{Again: 1}) || tot["1"] != (gate.Tally{Scanned: 1, Again: 1}) {
		t.Errorf("%+v", tot)
	}
}

// Everything is sent three times, shuffled, in batches of chance, through undoings and scans at other sites: whatever the order, totals,
// figures, attendances are those of the records sorted by true time.
func TestAnyOrder(t *testing.T) {
	for round := range min(testkit.Rounds(4), 10) { // each has a database of its own
		t.Run(fmt.Sprint(round), func(t *testing.T) { anyOrder(t, uint64(round)) })
	}
}

func anyOrder(t *testing.T, round uint64) {
	chance := rand.New(rand.NewPCG(7, round))
	p := build(t, roster.Settings{WalkIns: true}, 12)
	var watched gate.Tally
	stop := p.house.Gate.Watch(func(l gate.Landing) {
		for _, c := range l.Changes {
			watched = watched.Add(c.Tally)
		}
	})
	phones := []*phone{p.enrol(0), p.enrol(1), p.enrol(2)}
	p.Clock.Advance(2 * time.Hour)
	type sent struct {
		f *phone
		s gate.Scan
	}
	var all []sent
	for range 60 {
		f := phones[chance.IntN(3)]
		after := time.Duration(chance.IntN(3600)) * time.Second
		switch {
		case f.seq > 0 && chance.IntN(4) == 0:
			n := 1 + chance.Int64N(f.seq)
			for _, x := range all {
				if x.f == f && x.s.Seq == n {
					u := f.undo(n, 0)
					u.At = x.s.At + chance.Int64N(90_000)
					all = append(all, sent{f, u})
					break
				}
			}
		case chance.IntN(8) == 0:
			s := f.scan(0, after)
			s.How, s.Ticket, s.People = rule.ByPlus, "", 1+chance.Int64N(3)
			all = append(all, sent{f, s})
		default:
			s := f.scan(chance.IntN(12), after)
			s.Admitted = chance.IntN(10) > 0
			all = append(all, sent{f, s})
		}
	}
	// What is right, by the words of the guide.
	taken := map[string]bool{}
	key := func(f *phone, seq int64) string { return fmt.Sprint(f.dev.ID, "/", seq) }
	for _, u := range all {
		for _, x := range all {
			if u.s.Undoes != 0 && x.f == u.f && x.s.Seq == u.s.Undoes && x.s.Undoes == 0 && u.s.At-x.s.At >= 0 && u.s.At-x.s.At <= 60_000 {
				taken[key(x.f, x.s.Seq)] = true
			}
		}
	}
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, func(a, b sent) int {
		return cmp.Or(cmp.Compare(a.s.At, b.s.At), cmp.Compare(a.f.dev.ID, b.f.dev.ID), cmp.Compare(a.s.Seq, b.s.Seq))
	})
	first, want := map[string]bool{}, map[string]int64{}
	var people int64
	for _, x := range sorted {
		if x.s.Undoes != 0 || !x.s.Admitted || taken[key(x.f, x.s.Seq)] || x.s.Ticket != "" && first[x.s.Ticket] {
			continue
		}
		first[x.s.Ticket] = true
		want[x.f.dev.Activity] += max(1, x.s.People)
		people += max(1, x.s.People)
	}
	var mail []sent
	for range 3 {
		part := slices.Clone(all)
		chance.Shuffle(len(part), func(i, j int) { part[i], part[j] = part[j], part[i] })
		mail = append(mail, part...)
	}
	for len(mail) > 0 {
		n := min(len(mail), 1+chance.IntN(9))
		of := map[*phone][]gate.Scan{}
		for _, x := range mail[:n] {
			of[x.f] = append(of[x.f], x.s)
		}
		mail = mail[n:]
		for _, f := range phones {
			if len(of[f]) > 0 {
				f.send(of[f]...)
			}
		}
	}
	var got int64
	for i, site := range p.sites {
		n := p.totals()[fmt.Sprint(i)].Scanned
		if r := p.runners(site, ""); n != want[site] || r != n {
			t.Errorf("round %d: site %d has %d, %d runners, want %d", round, i, n, r, want[site])
		}
		got += n
	}
	if got != people || watched.Scanned != people {
		t.Errorf("round %d: %d people, %d watched, want %d", round, got, watched.Scanned, people)
	}
	p.See(func(v *db.View) error {
		came, err := roster.AttendancesOf(v, p.event.Number, "")
		var n int64
		for _, a := range came {
			n += a.People
		}
		heard, err2 := gate.HeardOf(v, p.event.Number)
		for _, h := range heard {
			if h.Missing() != 0 {
				t.Errorf("round %d: %+v", round, h)
			}
		}
		if n != people || err != nil || err2 != nil {
			t.Errorf("round %d: %d attend (%v, %v), want %d", round, n, err, err2, people)
		}
		return nil
	})
	for _, f := range phones {
		if r := f.send(); r.Through != f.seq {
			t.Errorf("round %d: through %d of %d", round, r.Through, f.seq)
		}
	}
	stop()
	if t.Failed() {
		return
	}
}

// One ticket at many phones in the same moment: exactly one is first, the others are told who.
func TestRace(t *testing.T) {
	p := build(t, roster.Settings{}, 3)
	phones := make([]*phone, 8)
	for i := range phones {
		phones[i] = p.enrol(i % 3)
	}
	p.Clock.Advance(time.Hour)
	var wg sync.WaitGroup
	for _, f := range phones {
		wg.Go(func() {
			if _, err := p.house.Gate.Receive(t.Context(), f.dev, f.batch(f.scan(0, time.Minute))); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := p.runners("", ""); n != 1 {
		t.Errorf("%d runners", n)
	}
	counts := 0
	p.See(func(v *db.View) error {
		all, err := gate.Totals(v, p.event.Number)
		for _, x := range all {
			counts += int(x.Scanned)
			if x.Scanned == 1 && x.Activity != phones[0].dev.Activity {
				t.Errorf("not the smallest key is first: %+v", x)
			}
		}
		return err
	})
	if counts != 1 {
		t.Errorf("%d are first", counts)
	}
}

// One of 500 is bad: the 499 land, the one is named and kept; sent again it is named again.
func TestOneBad(t *testing.T) {
	p := build(t, roster.Settings{WalkIns: true}, 500)
	f := p.enrol(0)
	p.Clock.Advance(time.Hour)
	var scans []gate.Scan
	for i := range 500 {
		scans = append(scans, f.scan(i, time.Minute))
	}
	scans[200].What = "champagne"
	for range 2 {
		r := f.send(scans...)
		if len(r.Refused) != 1 || r.Refused[0].Seq != 201 || !strings.Contains(r.Refused[0].Text, "champagne") || r.Through != 500 || len(r.Answers) != 500 {
			t.Fatalf("%+v, through %d, %d answers", r.Refused, r.Through, len(r.Answers))
		}
	}
	if n := p.runners("", ""); n != 499 {
		t.Errorf("%d runners", n)
	}
	var unread gate.Unread
	_, list, err := gate.ReadBatch([]byte(`{"scans":[{"seq":"x","person":{"name":"Bí Mật"}}]}`))
	if err != nil || len(list) != 1 {
		t.Fatal(err)
	}
	unread = list[0]
	for range 2 {
		r, err := p.house.Gate.Receive(t.Context(), f.dev, f.batch(), unread)
		if err != nil || len(r.Refused) != 1 || r.Through != 500 {
			t.Errorf("%+v %v", r, err)
		}
	}
	p.See(func(v *db.View) error {
		kept, err := db.All(v, db.Text, "SELECT raw FROM gate_bad ORDER BY seq")
		if len(kept) != 2 || strings.Contains(strings.Join(kept, ""), "Bí Mật") || !strings.Contains(kept[1], "champagne") {
			t.Errorf("%q", kept)
		}
		return err
	})
}

// What single records come to, each on a fresh ticket.
func TestVerdicts(t *testing.T) {
	p := build(t, roster.Settings{WalkIns: true, Services: []roster.Service{{Key: roster.Came, Label: "Vào cổng"}, {Key: "shirt", Label: "Áo", After: true}},
		Slots: []roster.Slot{{Key: "1", Label: "Đợt 1", From: 6 * 60, Until: 7 * 60}}}, 40)
	f := p.enrol(0)
	p.Clock.Advance(3 * time.Hour)
	p.Do(roster.Revoking, p.tickets[6].Registration, func(tx *db.Tx) error { return roster.Revoke(tx, p.event.Number, p.tickets[6].Serial, "thử") })
	revoked := p.Clock.Now().Sub(theDay.Start().Time().Add(6 * time.Hour))
	p.Clock.Advance(time.Hour)
	forged := []byte(p.texts[9])
	forged[20] = map[bool]byte{true: '1', false: '0'}[forged[20] == '0']
	cases := []struct {
		name   string
		scan   func() gate.Scan
		word   rule.Word
		counts bool
	}{
		{"its own site", func() gate.Scan { return f.scan(0, time.Minute) }, rule.Welcome, true},
		{"the same again", func() gate.Scan { return f.scan(0, 2*time.Minute) }, rule.Again, false},
		{"for another site", func() gate.Scan { return f.scan(1, time.Minute) }, rule.Away, true},
		{"for another site, sent on", func() gate.Scan { s := f.scan(4, time.Minute); s.Admitted = false; return s }, rule.Away, false},
		{"revoked before", func() gate.Scan { return f.scan(6, revoked+time.Minute) }, rule.Revoked, false},
		{"forged", func() gate.Scan { s := f.scan(9, time.Minute); s.Ticket = string(forged); return s }, rule.Forged, false},
		{"garbage", func() gate.Scan { s := f.scan(9, time.Minute); s.Ticket = "https://zalo.me"; return s }, rule.Garbage, false},
		{"a short code", func() gate.Scan {
			s := f.scan(9, time.Minute)
			s.How, s.Ticket, s.Serial = rule.ByCode, "", p.tickets[9].Serial
			return s
		}, rule.Welcome, true},
		{"a serial on no list", func() gate.Scan {
			s := f.scan(9, time.Minute)
			s.How, s.Ticket, s.Serial = rule.ByName, "", 999_999
			return s
		}, rule.Garbage, false},
		{"a shirt before coming", func() gate.Scan { s := f.scan(12, time.Minute); s.What = "shirt"; return s }, rule.NotInside, true},
		{"a shirt after coming", func() gate.Scan { s := f.scan(0, 5*time.Minute); s.What = "shirt"; return s }, rule.Welcome, true},
		{"a second shirt", func() gate.Scan { s := f.scan(0, 6*time.Minute); s.What = "shirt"; return s }, rule.Again, false},
		{"a card", func() gate.Scan {
			s := f.scan(0, time.Minute)
			s.How, s.Ticket, s.Card = rule.ByCard, "", &gate.Card{Hash: strings.Repeat("ab", 32), Last: "1234", Name: "Lê Thị Mẫu", Year: 1999}
			return s
		}, rule.WalkedIn, true},
		{"the same card", func() gate.Scan {
			s := f.scan(0, 2*time.Minute)
			s.How, s.Ticket, s.Card = rule.ByCard, "", &gate.Card{Hash: strings.Repeat("ab", 32), Last: "1234", Name: "Lê Thị Mẫu", Year: 1999}
			return s
		}, rule.Again, false},
		{"a name", func() gate.Scan {
			s := f.scan(0, time.Minute)
			s.How, s.Ticket, s.Person, s.Unit = rule.ByPerson, "", &gate.Person{Name: "Trần Mẫu"}, p.firms[1]
			return s
		}, rule.WalkedIn, true},
		{"three more", func() gate.Scan {
			s := f.scan(0, time.Minute)
			s.How, s.Ticket, s.People = rule.ByPlus, "", 3
			return s
		}, rule.WalkedIn, true},
	}
	var want int64
	for _, c := range cases {
		r := f.send(c.scan())
		if a := r.Answers[0]; a.Word != c.word || a.Counts != c.counts || len(r.Refused) > 0 {
			t.Errorf("%s: %+v %+v", c.name, a, r.Refused)
		}
		if c.counts && !strings.Contains(c.name, "shirt") {
			want++
		}
	}
	if n := p.runners("", ""); n != want+2 { // of the three more, two beside one
		t.Errorf("%d runners, want %d", n, want+2)
	}
	if n := p.runners("", p.firms[1]); n != 2 { // the ticket for another site, the name
		t.Errorf("%d runners of the second firm", n)
	}
	p.See(func(v *db.View) error {
		entries, err := db.All(v, db.Text, "SELECT source FROM ledger_entry WHERE activity <> '' ORDER BY seq")
		for _, e := range entries {
			if !strings.HasPrefix(e, "lượt quét ") || strings.Contains(e, "Mẫu") {
				t.Errorf("an entry from %q", e)
			}
		}
		return err
	})
	s := f.scan(20, time.Minute)
	f.send(s)
	s.Ticket = p.texts[21]
	if r := f.send(s); len(r.Refused) != 1 || !strings.HasPrefix(r.Refused[0].Text, "Số 17 của máy này đã gửi với nội dung khác") {
		t.Errorf("%+v", r.Refused)
	}
	if r := f.send(f.scan(21, time.Minute)); !r.Answers[0].Counts {
		t.Errorf("%+v", r.Answers)
	}
	p.Clock.Set(theDay.Add(1).Start().Time().Add(time.Hour))
	if r := f.send(f.scan(24, 18*time.Hour+time.Minute)); r.Answers[0].Word != "" || len(r.Refused) != 1 {
		t.Errorf("after the shift: %+v", r)
	}
}

// A clock two hours off is set right by what the phone measured, or by when it sent.
func TestClock(t *testing.T) {
	for _, measured := range []bool{true, false} {
		p := build(t, roster.Settings{}, 6)
		f, g := p.enrol(0), p.enrol(1)
		f.skew, f.offset = -2*time.Hour, measured
		p.Clock.Advance(20 * time.Minute)
		g.send(g.scan(0, 5*time.Minute))
		if r := f.send(f.scan(0, 10*time.Minute)); r.Answers[0].Word != rule.Again {
			t.Errorf("measured %v: a clock that is behind wins: %+v", measured, r.Answers[0])
		}
		if r := f.send(f.scan(3, 3*time.Hour)); !r.Answers[0].Counts { // the future is now
			t.Errorf("%+v", r)
		}
		p.See(func(v *db.View) error {
			all, err := roster.AttendancesOf(v, p.event.Number, p.sites[0])
			if len(all) != 1 || all[0].At > v.At || v.At-all[0].At > day.Instant(time.Minute.Microseconds()) {
				t.Errorf("%+v at %d", all, v.At)
			}
			return err
		})
	}
}

// In a rehearsal all is as on the day, and no figure is made.
func TestRehearsal(t *testing.T) {
	p := build(t, roster.Settings{Rehearsal: true}, 3)
	f := p.enrol(0)
	p.Clock.Advance(time.Hour)
	b := f.batch(f.scan(0, time.Minute))
	f.seq++
	b.Blocks = []gate.Block{{Seq: f.seq, At: b.Scans[0].At, What: roster.Came, Unit: p.firms[0], Label: "Khối A", People: 40, Counters: [2]string{"Một", "Hai"}}}
	r, err := p.house.Gate.Receive(t.Context(), f.dev, b)
	if err != nil || !r.Answers[0].Counts || len(r.Refused) != 0 {
		t.Fatalf("%+v %v", r, err)
	}
	if n := p.runners("", ""); n != 0 || p.totals()["0"] != (gate.Tally{Scanned: 1, Blocks: 40}) {
		t.Errorf("%d runners, %+v", n, p.totals())
	}
}

// A block with a unit becomes a head-count beside what was scanned; taken back within a minute it counts for nothing.
func TestBlocks(t *testing.T) {
	p := build(t, roster.Settings{}, 3)
	f := p.enrol(0)
	p.Clock.Advance(time.Hour)
	block := func(unit string, people int64) gate.Block {
		f.seq++
		b := gate.Block{Seq: f.seq, What: roster.Came, Unit: unit, Label: "Khối A", People: people, Counters: [2]string{"Nguyễn Đếm", "Trần Kiểm"}}
		b.At, b.Offset = f.at(time.Minute)
		return b
	}
	send := func(scans []gate.Scan, blocks ...gate.Block) gate.Receipt {
		b := f.batch(scans...)
		b.Blocks = blocks
		r, err := p.house.Gate.Receive(t.Context(), f.dev, b)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	counted := func() (n int64) {
		p.See(func(v *db.View) error {
			s, err := roster.SumsOf(v, p.sites[0])
			for _, l := range s.Lines {
				n += l.ByEvidence[ledger.Counted].Lo
			}
			return err
		})
		return n
	}
	whole, one := block("", 90), block(p.firms[0], 40)
	for range 2 {
		if r := send(nil, whole, one); len(r.Refused) != 0 || r.Answers[0].Word != gate.Counted || r.Through != 2 {
			t.Fatalf("%+v", r)
		}
	}
	if n := counted(); n != 40 || p.totals()["0"].Blocks != 130 || p.runners("", "") != 40 {
		t.Errorf("%d counted, %+v, %d runners", n, p.totals(), p.runners("", ""))
	}
	send([]gate.Scan{f.undo(2, 90*time.Second)})
	if n := counted(); n != 0 || p.totals()["0"].Blocks != 90 || p.runners("", "") != 0 {
		t.Errorf("%d counted, %+v, %d runners", n, p.totals(), p.runners("", ""))
	}
	same := block(p.firms[0], 10)
	same.Counters[1] = "Nguyên  đếm"
	if r := send(nil, same); len(r.Refused) != 1 {
		t.Errorf("%+v", r)
	}
	f.seq += 2
	late := block(p.firms[1], 7)
	late.Seq = f.seq - 2 // its undoing came first
	u := f.undo(late.Seq, 80*time.Second)
	send([]gate.Scan{u})
	send(nil, late)
	if n := counted(); n != 0 || p.totals()["0"].Blocks != 90 {
		t.Errorf("%d counted, %+v", n, p.totals())
	}
}

// A phone that was taken out of use: what it recorded before stands and still lands, what came after does not.
func TestRevoked(t *testing.T) {
	p := build(t, roster.Settings{}, 6)
	f := p.enrol(0)
	p.Clock.Advance(10 * time.Minute)
	f.send(f.scan(0, time.Minute))
	p.Do(gate.RevokingDevice, p.sites[0], func(tx *db.Tx) error { return gate.RevokeDevice(tx, p.sites[0], f.dev.ID, "mất máy") })
	p.Clock.Advance(10 * time.Minute)
	dev, err := gate.DeviceByToken(t.Context(), p.DB, f.token)
	if err != nil || dev.Revoked == 0 {
		t.Fatalf("%+v %v", dev, err)
	}
	f.dev = dev
	r := f.send(f.scan(3, 2*time.Minute), f.scan(1, 15*time.Minute))
	if !r.News.Revoked || !r.Answers[0].Counts || r.Answers[1].Counts || len(r.Refused) != 1 || r.Through != 3 {
		t.Errorf("%+v", r)
	}
	if n := p.runners("", ""); n != 2 {
		t.Errorf("%d runners", n)
	}
	if _, err := p.house.Gate.Receive(t.Context(), f.dev, f.batch()); fault.KindOf(err) != fault.Denied {
		t.Error(err)
	}
	err = p.Try(gate.RevokingDevice, p.sites[1], func(tx *db.Tx) error { return gate.RevokeDevice(tx, p.sites[1], f.dev.ID, "nơi khác") })
	if fault.KindOf(err) != fault.NotFound {
		t.Error(err)
	}
}

// Batches that wait together are one act with one line in the log, and a ticket of another event is no ticket here.
func TestTogether(t *testing.T) {
	p := build(t, roster.Settings{}, 30)
	phones := make([]*phone, 6)
	for i := range phones {
		phones[i] = p.enrol(i % 3)
	}
	p.Clock.Advance(time.Hour)
	var wg sync.WaitGroup
	for i, f := range phones {
		wg.Go(func() {
			for k := range 5 {
				if _, err := p.house.Gate.Receive(t.Context(), f.dev, f.batch(f.scan(5*i+k, time.Minute))); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if n := p.runners("", ""); n != 30 {
		t.Errorf("%d runners", n)
	}
	p.See(func(v *db.View) error {
		lines, err := act.Log(v, act.Filter{Verb: gate.Receiving.Name})
		if len(lines) == 0 || len(lines) > 30 || lines[0].Object != p.sites[0] || !strings.Contains(lines[0].Note, "bản ghi của") {
			t.Errorf("%d lines: %+v", len(lines), lines)
		}
		n, err2 := gate.Head(v)
		if n != 30 || err2 != nil {
			t.Errorf("%d records, %v", n, err2)
		}
		return err
	})
	text, err := json.Marshal(phones[0].send())
	if err != nil {
		t.Fatal(err)
	}
	r := phones[0].send()
	var back gate.Receipt
	if err := json.Unmarshal(gate.AppendReceipt(nil, &r), &back); err != nil || fmt.Sprint(back.News.Cursor) != fmt.Sprint(r.News.Cursor) || len(text) == 0 {
		t.Errorf("%+v, then %+v, %v", r, back, err)
	}
}
