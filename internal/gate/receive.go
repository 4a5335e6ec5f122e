package gate

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/kind"
)

// Receiver takes records in. Requests that wait are taken together into one act by one goroutine: a single scan pays for no transaction, no
// line of the log, no flush of its own. What it remembers is made from the database and can be thrown away; that a thing is given once
// rests on the database alone, where several servers meet.
type Receiver struct {
	db    *db.DB
	desk  *act.Desk
	kinds kind.Set

	queue struct {
		sync.Mutex
		waiting []*arrival
		running bool
	}

	mu       sync.Mutex
	events   map[int64]*event
	boards   map[int64]*board
	watchers map[int]func(Landing)
	watched  int

	packing sync.Mutex // one pack is made at a time
	packs   map[int64]Rows

	// Of the one goroutine.
	head     int64 // the number of the last record when this server last looked
	progress map[string]*progress
}

// takeMax is how many records one act takes in at most, so that nobody waits long for others' backlogs.
const takeMax = 4000

// NewReceiver returns the receiver of a house.
func NewReceiver(d *db.DB, desk *act.Desk, kinds kind.Set) *Receiver {
	return &Receiver{db: d, desk: desk, kinds: kinds, events: map[int64]*event{}, boards: map[int64]*board{}, watchers: map[int]func(Landing){}, progress: map[string]*progress{}, packs: map[int64]Rows{}}
}

// arrival is a batch that waits to be taken in.
type arrival struct {
	device  Device
	event   *event
	batch   *Batch
	records []*record
	blocks  []*block
	bads    []bad
	answers []answer
	receipt Receipt
	err     error
	done    chan struct{}
}

// answer is what a record will be answered with when all is decided.
type answer struct {
	seq    int64
	record *record // nil for a block, and for what is refused
	text   string  // why it is refused
}

// Receive takes in what a phone sends, durably, as often as it sends it. What cannot be counted is kept, and named in the receipt.
// A phone whose leave has ended is heard as to what it recorded before; one that sends nothing is then a fault of kind Denied.
func (r *Receiver) Receive(ctx context.Context, dev Device, b *Batch, unread ...Unread) (Receipt, error) {
	switch {
	case b.Protocol < ProtocolOldest:
		return Receipt{}, ErrOld
	case b.Device != dev.ID:
		return Receipt{}, fault.Invalidf("Gói này ghi tên máy khác. Hãy gửi lại từ đúng máy.")
	case len(b.Scans)+len(b.Blocks)+len(unread) > BatchMax:
		return Receipt{}, fault.Invalidf("Mỗi lần gửi nhiều nhất %d lượt. Hãy gửi làm nhiều lần.", BatchMax)
	case dev.Ended(r.db.Now()) != 0 && len(b.Scans)+len(b.Blocks)+len(unread) == 0:
		return Receipt{}, Over(dev)
	}
	e, err := r.event(ctx, dev.Event)
	if err != nil {
		return Receipt{}, err
	}
	a := &arrival{device: dev, event: e, batch: b, done: make(chan struct{})}
	a.prepare(unread)
	r.queue.Lock()
	r.queue.waiting = append(r.queue.waiting, a)
	if !r.queue.running {
		r.queue.running = true
		go r.run()
	}
	r.queue.Unlock()
	<-a.done // not ended by ctx: what is on its way to the disk is answered for
	return a.receipt, a.err
}

// Over is the answer to a phone whose leave has ended.
func Over(d Device) error {
	if d.Revoked != 0 {
		return fault.New(fault.Denied, "Máy này đã được thu hồi lúc %s. Những lượt đã quét vẫn được tính; hãy gặp người phụ trách điểm.", d.Revoked.VN())
	}
	return fault.New(fault.Denied, "Ca của máy này đã hết lúc %s. Muốn tiếp tục, hãy xin mã mời mới.", d.Until.VN())
}

// run takes in what waits until nothing does.
func (r *Receiver) run() {
	for {
		r.queue.Lock()
		group := r.next()
		if group == nil {
			r.queue.running = false
			r.queue.Unlock()
			return
		}
		r.queue.Unlock()
		r.together(group)
	}
}

// next takes those of the first's event out of the queue, up to takeMax records.
func (r *Receiver) next() (group []*arrival) {
	n := 0
	rest := r.queue.waiting[:0]
	for _, a := range r.queue.waiting {
		if len(group) > 0 && (a.device.Event != group[0].device.Event || n >= takeMax) {
			rest = append(rest, a)
			continue
		}
		group = append(group, a)
		n += a.size()
	}
	clear(r.queue.waiting[len(rest):])
	r.queue.waiting = rest
	return group
}

func (a *arrival) size() int { return len(a.records) + len(a.blocks) + len(a.bads) }

// together takes a group in by one act. Where one batch of several makes it fail, each is taken in by itself, so that none stands in the
// way of the others.
func (r *Receiver) together(group []*arrival) {
	err := r.act(group)
	if err != nil && len(group) > 1 && fault.KindOf(err) != fault.Unavailable {
		for _, a := range group {
			r.finish([]*arrival{a}, r.act([]*arrival{a}))
		}
		return
	}
	r.finish(group, err)
}

func (r *Receiver) finish(group []*arrival, err error) {
	for _, a := range group {
		a.err = err
		close(a.done)
	}
}

// act does the one act of a group, again with all that is in the database where this server's memory was behind another's.
func (r *Receiver) act(group []*arrival) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("gate: receiving: %v", p)
			clear(r.progress)
		}
	}()
	for range 3 {
		if err = r.try(group); !db.IsDuplicate(err) {
			break
		}
		clear(r.progress)
		r.head = -1
	}
	return err
}

func (r *Receiver) try(group []*arrival) error {
	e := group[0].event
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	var in *intake
	err := r.desk.Do(ctx, act.System(receiving), Receiving, e.Activity, func(tx *db.Tx) (err error) {
		in = newIntake(r, tx, e, group)
		return in.take()
	})
	if err != nil {
		return err
	}
	in.landed()
	return nil
}

const receiving = "nhận lượt quét"

// Watch has f told of all that this server takes in, after it is on the disk, in order. It must not block. What other servers took in shows
// as a gap between two landings.
func (r *Receiver) Watch(f func(Landing)) (stop func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.watched++
	id := r.watched
	r.watchers[id] = f
	return func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.watchers, id)
	}
}

func (r *Receiver) tell(l Landing) {
	r.mu.Lock()
	all := make([]func(Landing), 0, len(r.watchers))
	for id := range r.watched {
		if f := r.watchers[id+1]; f != nil {
			all = append(all, f)
		}
	}
	r.mu.Unlock()
	for _, f := range all {
		f(l)
	}
}

// progress is what this server knows of a phone's numbers.
type progress struct {
	highest int64
	gaps    []Gap // below the highest; another server may have filled them
	beat    Beat
	beatAt  int64 // when its beat was last written, microseconds
	newsAt  int64 // when it was last told what happened elsewhere, microseconds
}

// through is the number up to which all are here.
func (p *progress) through() int64 {
	if len(p.gaps) > 0 {
		return p.gaps[0].From - 1
	}
	return p.highest
}

// land says that a number is here.
func (p *progress) land(seq int64) {
	if seq > p.highest {
		if seq > p.highest+1 {
			p.gaps = append(p.gaps, Gap{p.highest + 1, seq - 1})
		}
		p.highest = seq
		return
	}
	for i, g := range p.gaps {
		if seq < g.From || seq > g.To {
			continue
		}
		var parts []Gap
		if seq > g.From {
			parts = append(parts, Gap{g.From, seq - 1})
		}
		if seq < g.To {
			parts = append(parts, Gap{seq + 1, g.To})
		}
		p.gaps = slices.Replace(p.gaps, i, i+1, parts...)
		return
	}
}
