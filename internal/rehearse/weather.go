package rehearse

import (
	"encoding/json"
	"errors"

	"phongtrao/internal/gate"
)

// What a network does to a batch, in parts of all.
const (
	batchLost  = 0.03
	answerLost = 0.03
	doubled    = 0.03
	heldBack   = 0.03
	batchMost  = 200
	stickMost  = 50 // records on one stick
)

// parcel is a batch on its way.
type parcel struct {
	from *phone
	body []byte
	keys []key
}

// weather plans when a phone has no network, when its clock jumps, when its storage is full. With three sites or more the last has no network
// at all: everything is carried by hand.
func (w *world) weather(p *phone) {
	if w.byHand(p) {
		p.online = false
	} else if w.plan.Offline > 0 {
		out := int64(float64(dayEnds) * w.plan.Offline)
		for out > 0 {
			length := min(out, minute+w.Int64N(20*minute))
			out -= length
			from := w.Int64N(dayEnds)
			w.at2(from, func() { p.online = false })
			w.at2(from+length, func() { p.online = true; w.sync(p) })
		}
	}
	if w.plan.Skew > 0 && w.chance(0.2) {
		w.at2(w.comes(), func() {
			w.tally.Jumps++
			jump := w.skew()
			p.skew += jump
			if w.chance(0.8) { // its program noticed: a steady clock went on meanwhile
				p.offset -= jump
			}
		})
	}
	if w.chance(0.1) {
		w.at2(w.comes(), func() { w.tally.FullDisks++; p.full = w.now + 3*minute })
	}
}

func (w *world) byHand(p *phone) bool {
	return len(w.staged.Sites) >= 3 && p.site == len(w.staged.Sites)-1
}

func (w *world) crash() bool { return w.chance(w.plan.Crash / 2) }

func (w *world) die(p *phone) {
	w.tally.Crashes++
	p.down = w.now + 20*second
}

// beat sends what there is every fifteen seconds or so, until the day is over.
func (w *world) beat(p *phone) {
	if w.now > dayEnds {
		return
	}
	w.sync(p)
	w.at2(w.now+12*second+w.Int64N(6*second), func() { w.beat(p) })
}

// sync sends what waits, in any order; the network does with it what it will.
func (w *world) sync(p *phone) {
	if !p.online || p.down > w.now || p.waiting() == 0 {
		return
	}
	x := w.pack(p, batchMost)
	switch {
	case w.chance(batchLost):
		w.tally.Lost++
	case w.chance(heldBack):
		w.tally.HeldBack++
		w.at2(w.now+minute+w.Int64N(60*minute), func() { w.deliver(x) })
	case w.chance(answerLost):
		w.tally.AnswerLost++
		w.deliver(x)
	default:
		r, ok := w.deliver(x)
		if w.chance(doubled) {
			w.tally.Doubled++
			w.at2(w.now+w.Int64N(10*minute), func() { w.deliver(x) })
		}
		if ok {
			p.receipt(r)
			p.offset = -p.skew // the answer carries the server's time
		}
	}
}

// pack puts up to so many of the waiting records into one batch, any of them, in any order.
func (w *world) pack(p *phone, most int) parcel {
	order := w.Perm(len(p.kept))
	b := gate.Batch{Protocol: gate.Protocol, Device: p.who.Device, Sent: w.clock(p.clock(w.now)), Made: p.made, Cursor: p.cursor,
		Beat: gate.Beat{Battery: 80, Storage: 3, Offset: w.span(p.offset), App: "rehearsal"}}
	x := parcel{from: p}
	for _, i := range order[:min(len(order), most)] {
		r := p.kept[i]
		x.keys = append(x.keys, key{p.n, r.seq()})
		if r.block != nil {
			b.Blocks = append(b.Blocks, *r.block)
		} else {
			b.Scans = append(b.Scans, r.scan)
		}
	}
	var err error
	if x.body, err = json.Marshal(b); err != nil {
		w.err = err
	}
	return x
}

// deliver brings a batch to the server.
func (w *world) deliver(x parcel) (gate.Receipt, bool) {
	r, err := w.server.Send(w.ctx, x.from.who, x.body)
	if errors.Is(err, errLost) { // a real network: the phone tries again
		w.tally.Lost++
		return r, false
	}
	if err != nil {
		w.err = err
		return r, false
	}
	w.tally.Sent++
	w.tally.Records += len(x.keys)
	for _, k := range x.keys {
		if e := w.journal.of[k]; e.arrived < 0 {
			e.arrived = w.clock(w.now)
			w.tally.syncs = append(w.tally.syncs, w.now-e.made)
		}
	}
	return r, true
}

// settle lets every phone get rid of what it holds: first the site that is carried by hand, its sticks in the wrong order and one of them
// twice, then all others over a network that works.
func (w *world) settle() {
	for _, p := range w.phones {
		if w.byHand(p) {
			for rest := *p; len(rest.kept) > 0; { // several sticks for each phone
				x := w.pack(&rest, stickMost)
				gone := map[int64]bool{}
				for _, k := range x.keys {
					gone[k.seq] = true
				}
				var left []record
				for _, r := range rest.kept {
					if !gone[r.seq()] {
						left = append(left, r)
					}
				}
				rest.kept = left
				w.carried = append(w.carried, x)
			}
		}
	}
	for i := len(w.carried) - 1; i >= 0 && w.err == nil; i-- {
		w.deliver(w.carried[i])
		if i == len(w.carried)/2 {
			w.deliver(w.carried[i])
		}
	}
	for _, p := range w.phones {
		p.online, p.down = true, 0
		for p.waiting() > 0 && w.err == nil && w.ctx.Err() == nil {
			if r, ok := w.deliver(w.pack(p, batchMost)); ok {
				p.receipt(r)
			}
			w.now += second
		}
	}
}
