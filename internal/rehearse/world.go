package rehearse

import (
	"context"
	"math/rand/v2"
	"time"

	"phongtrao/internal/gate"
	"phongtrao/internal/gate/rule"
)

// Server takes in what phones send: a house in this process, or one elsewhere.
type Server interface {
	// Send hands over a batch's bytes; an error says that no receipt came.
	Send(ctx context.Context, p Enrolled, body []byte) (gate.Receipt, error)
}

// Lengths of a day, in milliseconds of true time from its beginning.
const (
	second  = 1000
	minute  = 60 * second
	arrival = 60 * minute // the crowd comes within it
	dayEnds = 150 * minute
)

// world is a day while it is played.
type world struct {
	*rand.Rand
	agenda
	ctx    context.Context
	plan   Plan
	staged Staged
	server Server
	start  int64          // milliseconds since 1970 when the day began
	speed  float64        // how much faster the day goes than the clocks: 1 in this process, where the clocks are the day's own
	pace   func(at int64) // waits until a moment of the day has come; nil does not wait

	phones  []*phone
	at      [][]*phone // by site
	journal journal
	count   int
	carried []parcel // of the site that is carried by hand
	tally   Tally
	err     error
}

// Tally is what happened beside the counting.
type Tally struct {
	Crashes, FullDisks, Jumps           int
	Lost, AnswerLost, Doubled, HeldBack int     // batches, by what the network did to them
	Sent, Records                       int     // batches that arrived; records in them
	syncs                               []int64 // milliseconds of the day
	verdicts                            []int64 // nanoseconds
	walls                               []int64 // nanoseconds until a wall showed what was on the disk
	stale                               int     // looks at which it did not
}

func newWorld(ctx context.Context, plan Plan, staged Staged, server Server, start int64, speed float64) *world {
	w := &world{Rand: rand.New(rand.NewPCG(plan.Seed, 0x70686f6e67)), ctx: ctx, plan: plan, staged: staged, server: server, start: start, speed: speed,
		journal: journal{of: map[key]*entry{}}, at: make([][]*phone, len(staged.Sites))}
	for i, e := range staged.Phones {
		p := &phone{n: i, site: e.Site, who: e, online: true, skew: w.skew(), used: map[string]int64{}}
		p.offset = -p.skew // enrolling measured it
		w.phones = append(w.phones, p)
		w.at[e.Site] = append(w.at[e.Site], p)
	}
	return w
}

// clock is a moment of the day on a clock.
func (w *world) clock(now int64) int64 { return w.start + w.span(now) }

// span is a length of the day on a clock.
func (w *world) span(ms int64) int64 { return int64(float64(ms) / w.speed) }

func (w *world) chance(p float64) bool { return w.Float64() < p }

func (w *world) skew() int64 {
	if w.plan.Skew == 0 {
		return 0
	}
	return w.Int64N(2*w.plan.Skew+1) - w.plan.Skew
}

// run plays the day to its end, and until every phone has got rid of what it holds.
func (w *world) run() {
	for _, h := range w.staged.Tickets {
		w.at2(w.comes(), func() { w.arrive(h) })
	}
	for range int(float64(len(w.staged.Tickets)) * walkIns) {
		w.at2(w.comes(), func() {
			site := w.IntN(len(w.staged.Sites))
			w.meet(site, w.walker(site), 0)
		})
	}
	for _, p := range w.phones {
		w.weather(p)
		w.at2(w.Int64N(15*second), func() { w.beat(p) })
		if w.chance(0.3) {
			w.at2(w.comes(), func() { w.crowd(p) })
		}
	}
	w.play()
	w.settle()
}

// at2 plans something unless the day was broken off.
func (w *world) at2(t int64, do func()) {
	w.agenda.at(t, func() {
		if w.pace != nil {
			w.pace(w.now)
		}
		if w.err == nil && w.ctx.Err() == nil {
			do()
		}
	})
}

// comes is when somebody of the crowd arrives: most in the middle of the hour.
func (w *world) comes() int64 { return (w.Int64N(arrival) + w.Int64N(arrival)) / 2 }

// arrive is a ticket's holder at a gate: at the right site or not, honest or not.
func (w *world) arrive(h Held) {
	w.count++
	site := h.Site
	switch {
	case w.chance(fakes):
		w.meet(site, w.forger(h), 0)
		return
	case w.staged.Foreign != "" && w.chance(others):
		w.meet(site, w.stranger(), 0)
		return
	case w.chance(strays):
		site = w.IntN(len(w.staged.Sites))
	}
	w.meet(site, w.holder(h, site, came), 0)
	if w.chance(rescans) {
		other := site
		if w.chance(0.3) {
			other = w.IntN(len(w.staged.Sites))
		}
		w.at2(w.now+10*second+w.Int64N(30*minute), func() { w.meet(other, w.holder(h, other, came), 0) })
	}
	if w.chance(finishes) {
		w.at2(w.now+20*minute+w.Int64N(30*minute), func() { w.meet(site, w.holder(h, site, finished), 0) })
	}
}

// meet brings a guest before a phone of a site that works; without one the guest waits.
func (w *world) meet(site int, g guest, tries int) {
	phones := w.at[site]
	p := phones[w.IntN(len(phones))]
	if p.down > w.now || p.full > w.now {
		if tries < 50 {
			w.at2(w.now+5*second+w.Int64N(10*second), func() { w.meet(site, g, tries+1) })
		}
		return
	}
	g.facts.Away = g.facts.Away && g.scan.How != rule.ByCard
	w.scan(p, g, tries)
}

// scan is a phone's decision and the volunteer's, written down before anybody is told.
func (w *world) scan(p *phone, g guest, tries int) {
	s := g.scan
	subject := g.subject
	if subject == "" {
		subject = ofScan(p.who.Device, p.made+1)
	}
	began := time.Now() // a latency to print: nothing is decided by it
	v := p.sees(g.facts, subject, s.What)
	w.tally.verdicts = append(w.tally.verdicts, time.Since(began).Nanoseconds())
	s.Said = v.Word
	switch v.Colour {
	case rule.Green:
		s.Admitted = !w.chance(refusals)
	case rule.Yellow:
		s.Admitted = w.chance(doubts)
	}
	if !s.Admitted && v.Colour != rule.Red {
		s.Reason = "không cho vào"
	}
	before, after := w.crash(), w.crash()
	if before { // it died before the record was on its disk: nobody was told anything
		w.die(p)
		w.meet(p.site, g, tries+1)
		return
	}
	p.made++
	s.Seq, s.At, s.Offset = p.made, w.clock(p.clock(w.now)), w.measured(p)
	e := &entry{phone: p.n, site: p.site, scan: s, subject: subject, unit: g.unit, worthless: g.worthless, made: w.now, believed: p.believes(w.now)}
	w.write(p, e, record{scan: s})
	if s.Admitted && v.Colour != rule.Red {
		p.used[subject+" "+s.What] = w.now
	}
	if after { // it died with the record on its disk: the guest is shown to another phone
		w.die(p)
		w.at2(w.now+5*second, func() { w.meet(p.site, g, tries+1) })
		return
	}
	if s.Admitted && w.chance(mistakes) {
		w.at2(w.now+second+w.Int64N(40*second), func() { w.undo(p, e) })
	}
}

// undo takes a scan back, unless the phone's clock jumped beyond the minute in which it offers that.
func (w *world) undo(p *phone, of *entry) {
	gone := p.believes(w.now) - of.believed
	if p.down > w.now || p.full > w.now || of.undone || gone < 0 || gone > minute {
		return
	}
	p.made++
	s := gate.Scan{Seq: p.made, At: w.clock(p.clock(w.now)), Offset: w.measured(p), What: of.scan.What, How: of.scan.How, Said: rule.Welcome,
		Undoes: of.scan.Seq, Reason: "quét nhầm người"}
	of.undone = true
	delete(p.used, of.subject+" "+of.scan.What)
	w.write(p, &entry{phone: p.n, site: p.site, scan: s, subject: of.subject, made: w.now}, record{scan: s})
}

// crowd is a company that two people count by its banner.
func (w *world) crowd(p *phone) {
	if p.down > w.now || p.full > w.now {
		return
	}
	p.made++
	units := w.staged.Sites[p.site].Units
	b := gate.Block{Seq: p.made, At: w.clock(p.clock(w.now)), Offset: w.measured(p), What: came, Label: "Công ty Thử", People: int64(20 + w.IntN(200)),
		Counters: [2]string{"Lê Văn Đếm", "Phạm Thị Kiểm"}}
	if w.chance(0.5) {
		b.Unit = units[w.IntN(len(units))]
	}
	w.write(p, &entry{phone: p.n, site: p.site, block: &b, made: w.now}, record{block: &b})
}

func (w *world) write(p *phone, e *entry, r record) {
	w.journal.write(e)
	p.kept = append(p.kept, r)
	if p.online {
		w.at2(w.now+50+w.Int64N(400), func() { w.sync(p) })
	}
}

// measured is what a phone writes beside a record.
func (w *world) measured(p *phone) *int64 {
	o := w.span(p.offset)
	return &o
}
