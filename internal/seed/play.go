package seed

import (
	"context"
	"hash/fnv"
	"math/rand/v2"
	"sync"
	"time"

	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/gate"
	"phongtrao/internal/gate/rule"
	"phongtrao/internal/house"
	"phongtrao/internal/roster"
)

// How the demo's day goes, in parts of all.
const (
	dayTicks  = 1200  // beats of half a second in which the crowd comes
	again     = 0.05  // show their ticket a second time
	mistakes  = 0.003 // are taken back within seconds
	runsAgain = 0.86  // of those who came, come to the finish
)

// temper is how many of those who signed up come to each park, and how many come without a ticket beside: some parks get more than they
// expect and some do not get there.
var temper = [][2]float64{{1, .06}, {.95, .02}, {.985, .05}, {.96, .03}, {1, .05}, {.97, .02}, {.93, .03}, {.99, .04}, {1, .06}, {.955, .02}, {.98, .05}, {.965, .03}}

// tick is how often phones are looked after.
const tick = 500 * time.Millisecond

// PlayToday lets the day of today take place at the gates until it is over or the context ends: people come to twelve parks, sixty phones see
// them, two parks lose their network for a while. It goes on where it was when the demo was stopped. So many are expected: Crowd in the demo.
func PlayToday(ctx context.Context, h *house.House, crowd int64) error {
	d := h.DB.Now().Day()
	t := &today{ctx: ctx, h: h, who: act.Who{Person: key("chau"), Device: "dữ liệu mẫu"}, day: d, key: TodayCampaign(d), crowd: crowd}
	if err := t.prepare(); err != nil {
		return err
	}
	p, err := newPlayer(t)
	if err != nil {
		return err
	}
	return p.play(ctx)
}

// player plays the crowd and the phones.
type player struct {
	*rand.Rand
	t     *today
	sites []*ground
	ticks int
	day   float64 // how far the day has come, 0 to 1
}

// ground is a site with those who have not come yet.
type ground struct {
	phones  []*handset
	waiting []roster.Ticket
	later   []happening
	total   int     // who will come
	walks   float64 // how many come without a ticket, beside them
	came    int
	counted bool
}

// happening is something that is due at a tick.
type happening struct {
	tick int
	do   func()
}

// handset is a phone at a door: it numbers what it sees and keeps it until it was received.
type handset struct {
	dev  gate.Device
	made int64
	kept []gate.Scan
	hold []gate.Block
	sent int // the tick of its last batch
}

func newPlayer(t *today) (*player, error) {
	sum := fnv.New64a()
	_, _ = sum.Write([]byte(t.key)) // never fails
	p := &player{Rand: rand.New(rand.NewPCG(sum.Sum64(), 2026)), t: t}
	return p, t.h.DB.See(t.ctx, func(v *db.View) error {
		all, err := roster.AttendancesOf(v, t.event.Number, "")
		if err != nil {
			return err
		}
		came, done := map[string]bool{}, map[string]bool{}
		for _, a := range all {
			came[a.Subject] = came[a.Subject] || a.What == roster.Came
			done[a.Subject] = done[a.Subject] || a.What == "finishers"
		}
		heard, err := gate.HeardOf(v, t.event.Number)
		if err != nil {
			return err
		}
		made := map[string]int64{}
		for _, x := range heard {
			made[x.Device] = x.Made
		}
		expectedAll, cameAll := 0, 0
		for i, s := range t.sites {
			g, err := p.ground(v, s.ID, temper[i%len(temper)], came, done, made)
			if err != nil {
				return err
			}
			p.sites = append(p.sites, g)
			expectedAll, cameAll = expectedAll+g.total, cameAll+g.came
		}
		for p.day < 1 && curve(p.day)*float64(expectedAll) < float64(cameAll) {
			p.day += 1.0 / dayTicks
		}
		return nil
	})
}

func (p *player) ground(v *db.View, site string, mood [2]float64, came, done map[string]bool, made map[string]int64) (*ground, error) {
	g := &ground{walks: mood[1]}
	devices, err := gate.Devices(v, site)
	if err != nil {
		return nil, err
	}
	for _, d := range devices {
		g.phones = append(g.phones, &handset{dev: d.Device, made: made[d.ID], sent: -p.IntN(30)})
	}
	tickets, err := roster.TicketsOf(v, p.t.event.Number, roster.TicketFilter{Activity: site, Good: true})
	if err != nil {
		return nil, err
	}
	p.Shuffle(len(tickets), func(i, k int) { tickets[i], tickets[k] = tickets[k], tickets[i] })
	tickets = tickets[:int(float64(len(tickets))*mood[0])]
	g.total = len(tickets)
	for _, t := range tickets {
		switch subject := roster.SubjectTicket(t.Serial); {
		case !came[subject]:
			g.waiting = append(g.waiting, t)
		case !done[subject]:
			g.came++
			p.finishes(g, t)
		default:
			g.came++
		}
	}
	return g, nil
}

// curve is which part of the crowd has come when a part of the day has passed: few at first, most in the middle.
func curve(x float64) float64 { return x * x * (3 - 2*x) }

// play goes on until nothing is left to happen; then phones only say that they are there.
func (p *player) play(ctx context.Context) error {
	clock := time.NewTicker(tick)
	defer clock.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-clock.C:
		}
		if p.t.h.DB.Now().Day() != p.t.day {
			return nil
		}
		p.ticks++
		p.day = min(1, p.day+1.0/dayTicks)
		for i, g := range p.sites {
			p.arrivals(g)
			p.due(g)
			if p.day > .97 && !g.counted && i%4 == 2 {
				p.block(g)
			}
		}
		p.send(ctx)
	}
}

// arrivals lets those come whose time it is.
func (p *player) arrivals(g *ground) {
	want := int(curve(p.day)*float64(g.total) + p.Float64())
	if p.day >= 1 {
		want = g.total
	}
	for n := min(want-g.came, len(g.waiting), 40); n > 0; n-- {
		t := g.waiting[len(g.waiting)-1]
		g.waiting = g.waiting[:len(g.waiting)-1]
		g.came++
		phone := p.phone(g)
		seq := p.scan(phone, gate.Scan{What: roster.Came, How: rule.ByCode, Serial: t.Serial, Said: rule.Welcome, Admitted: true})
		switch {
		case p.Float64() < mistakes:
			p.later(g, 6+p.IntN(30), func() {
				p.scan(phone, gate.Scan{What: roster.Came, How: rule.ByCode, Serial: t.Serial, Said: rule.Welcome, Undoes: seq, Reason: "bấm nhầm"})
				g.waiting, g.came = append(g.waiting, t), g.came-1
			})
			continue
		case p.Float64() < again:
			p.later(g, 10+p.IntN(120), func() {
				p.scan(p.phone(g), gate.Scan{What: roster.Came, How: rule.ByCode, Serial: t.Serial, Said: rule.Again, Reason: "đã vào trước đó"})
			})
		}
		p.later(g, 20+p.IntN(60), func() {
			p.scan(p.phone(g), gate.Scan{What: "shirt", How: rule.ByCode, Serial: t.Serial, Said: rule.Welcome, Admitted: true})
		})
		p.finishes(g, t)
		if p.Float64() < g.walks {
			p.scan(p.phone(g), gate.Scan{What: roster.Came, How: rule.ByPlus, People: 1, Said: rule.WalkedIn, Admitted: true})
		}
	}
}

// finishes lets somebody who came reach the end, later.
func (p *player) finishes(g *ground, t roster.Ticket) {
	if p.Float64() >= runsAgain {
		return
	}
	p.later(g, 200+p.IntN(300), func() {
		p.scan(p.phone(g), gate.Scan{What: "finishers", How: rule.ByCode, Serial: t.Serial, Said: rule.Welcome, Admitted: true})
	})
}

func (p *player) later(g *ground, ticks int, do func()) {
	g.later = append(g.later, happening{p.ticks + ticks, do})
}

// due does what is due.
func (p *player) due(g *ground) {
	all := g.later
	g.later = nil
	for _, x := range all {
		if x.tick > p.ticks {
			g.later = append(g.later, x)
			continue
		}
		x.do()
	}
}

func (p *player) phone(g *ground) *handset { return g.phones[p.IntN(len(g.phones))] }

func (p *player) now() int64 { return int64(p.t.h.DB.Now()) / 1000 }

// scan writes a record down on a phone, and returns its number.
func (p *player) scan(f *handset, s gate.Scan) int64 {
	f.made++
	zero := int64(0)
	s.Seq, s.At, s.Offset = f.made, p.now(), &zero
	f.kept = append(f.kept, s)
	return s.Seq
}

// block is a lane that two people counted beside the phones.
func (p *player) block(g *ground) {
	g.counted = true
	f := g.phones[0]
	f.made++
	zero := int64(0)
	f.hold = append(f.hold, gate.Block{Seq: f.made, At: p.now(), Offset: &zero, What: roster.Came, Label: "Cả làn chạy", People: int64(g.came + 3 + p.IntN(20)),
		Counters: [2]string{"Nguyễn Văn Đếm", "Trần Thị Kiểm"}})
}

// offline says whether a site has no network now.
func (p *player) offline(i int) bool {
	return i == 7 && p.day > .32 && p.day < .58 || i == 10 && p.day > .62 && p.day < .8
}

// send lets phones send what they kept, and say every dozen seconds or so that they are there. Those who send at one time are taken in together.
func (p *player) send(ctx context.Context) {
	var all sync.WaitGroup
	for i, g := range p.sites {
		if p.offline(i) {
			continue
		}
		for n, f := range g.phones {
			quiet := p.ticks-f.sent >= 24
			if !quiet && (len(f.kept)+len(f.hold) == 0 || (p.ticks+n)%2 != 0) {
				continue
			}
			f.sent = p.ticks
			all.Go(func() { p.deliver(ctx, f) })
		}
	}
	all.Wait()
}

func (p *player) deliver(ctx context.Context, f *handset) {
	n := min(len(f.kept), gate.BatchMax-len(f.hold))
	b := gate.Batch{Protocol: gate.Protocol, Device: f.dev.ID, Sent: p.now(), Made: f.made, Scans: f.kept[:n], Blocks: f.hold,
		Beat: gate.Beat{Battery: 90 - int(p.day*40), Storage: 4, Pack: "demo", PackAt: int64(f.dev.EnrolledAt) / 1000, App: "demo"}}
	if _, err := p.t.h.Gate.Receive(ctx, f.dev, &b); err == nil { // else it is kept, and sent again
		f.kept, f.hold = f.kept[n:], nil
	}
}
