package rehearse

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"time"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/gate"
	"phongtrao/internal/house"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
)

// Here plays a day in this process, on an empty database: dsn, or a file that is gone afterwards. The clocks of the house are the day's own, so a
// seed gives the same day each time. Figures are made in earnest, and the ledger must say the same as the gates.
func Here(ctx context.Context, dsn string, p Plan) (o Outcome, err error) {
	if err := p.Check(); err != nil {
		return o, err
	}
	if dsn == "" {
		dir, err := os.MkdirTemp("", "phongtrao-day-")
		if err != nil {
			return o, fmt.Errorf("rehearse: %w", err)
		}
		defer os.RemoveAll(dir)
		dsn = filepath.Join(dir, "day.db")
	}
	g, err := NewGround(ctx, dsn, p.Sites)
	if err != nil {
		return o, err
	}
	defer func() { err = errors.Join(err, g.Close()) }()
	g.looks = wallLooks
	return g.Play(ctx, p)
}

// wallLooks is how often a wall is held against the database on a day that is played by hand.
const wallLooks = 20

// begins is the morning of every day that is played here.
var begins = day.Of(2026, 2, 1).Start().Time().Add(5*time.Hour + 30*time.Minute)

// Grounds is a house of its own on which days are played, one after the other.
type Grounds struct {
	House *house.House
	unit  string
	now   atomic.Int64 // milliseconds since 1970
	looks int          // how often a wall is held against the database on each day
}

// NewGround opens an empty database and founds a federation with places for so many sites.
func NewGround(ctx context.Context, dsn string, sites int) (*Grounds, error) {
	g := &Grounds{}
	g.now.Store(begins.UnixMilli())
	var err error
	g.House, err = house.Open(ctx, dsn, house.Options{NoSeal: true, DB: db.Options{Clock: func() time.Time { return time.UnixMilli(g.now.Load()) }}})
	if err != nil {
		return nil, err
	}
	if err := g.empty(ctx); err != nil {
		return nil, errors.Join(err, g.House.Close())
	}
	if g.unit, err = Ground(ctx, g.House, sites); err != nil {
		return nil, errors.Join(err, g.House.Close())
	}
	return g, nil
}

// empty refuses a database in which anybody is: on these grounds figures are made in earnest, on an invented day.
func (g *Grounds) empty(ctx context.Context) error {
	return g.House.DB.See(ctx, func(v *db.View) error {
		units, err := org.HistoryOf(v)
		if err == nil && units.Len() > 0 {
			err = fault.Conflictf("Cơ sở dữ liệu này đã có dữ liệu; diễn tập sẽ ghi số giả vào đó. Hãy chọn một tệp mới, hoặc bỏ --db, hoặc diễn tập với máy chủ bằng --against.")
		}
		return err
	})
}

// Close closes the house.
func (g *Grounds) Close() error { return g.House.Close() }

// Play plays one day.
func (g *Grounds) Play(ctx context.Context, p Plan) (Outcome, error) {
	var staged Staged
	err := g.House.Desk.Do(ctx, act.System("diễn tập"), gate.Rehearsing, g.unit, func(tx *db.Tx) (err error) {
		staged, err = Stage(tx, Ask{g.unit, p.Seed, p.Sites, p.People, p.Gates}, true)
		return err
	})
	if err != nil {
		return Outcome{}, err
	}
	start := g.now.Load()
	w := newWorld(ctx, p, staged, near{g.House, map[string]gate.Device{}}, start, 1)
	w.pace = func(at int64) { g.now.Store(start + at) }
	if g.looks > 0 {
		if err := g.watch(w); err != nil {
			return Outcome{}, err
		}
	}
	w.run()
	g.now.Store(start + max(w.now, dayEnds) + 1)
	defer g.now.Store(start + 24*60*minute) // the next day begins in the morning
	if err := errors.Join(w.err, ctx.Err()); err != nil {
		return Outcome{}, err
	}
	var said Ledgered
	err = g.House.DB.See(ctx, func(v *db.View) (err error) {
		said, err = Said(v, staged.Event, staged.activities())
		return err
	})
	if err != nil {
		return Outcome{}, err
	}
	o := w.judge(said)
	o.Wall = latency(w.tally.walls, 1e6)
	if w.tally.stale > 0 {
		o.Wrong = append(o.Wrong, fmt.Sprintf("bảng trực tiếp: %d lần không theo kịp sau %v", w.tally.stale, wallPatience))
	}
	return o, g.ledger(ctx, staged, said, &o)
}

// wallPatience is after what time a wall that still shows another number is taken for wrong.
const wallPatience = 5 * time.Second

// watch follows the wall, and now and then holds it against the database: from the moment when what was sent is on the disk, until the wall
// shows it. The day stands still meanwhile.
func (g *Grounds) watch(w *world) error {
	frames, err := g.House.Live.Follow(w.ctx, w.staged.Central)
	if err != nil {
		return err
	}
	for i := range g.looks {
		w.at2(int64(i+1)*dayEnds/int64(g.looks+2), func() {
			landed := time.Now()
			var said Ledgered
			if w.err = g.House.DB.See(w.ctx, func(v *db.View) (err error) {
				said, err = Said(v, w.staged.Event, w.staged.activities())
				return err
			}); w.err != nil {
				return
			}
			for late := time.After(wallPatience); ; {
				n, err := g.House.Live.Now(w.ctx, w.staged.Central)
				if err != nil {
					w.err = err
					return
				}
				if n.Total == said.Total[came] {
					w.tally.walls = append(w.tally.walls, time.Since(landed).Nanoseconds())
					return
				}
				select {
				case <-frames:
				case <-late:
					w.tally.stale++
					return
				}
			}
		})
	}
	return nil
}

// ledger holds the figures against what the gates counted.
func (g *Grounds) ledger(ctx context.Context, s Staged, said Ledgered, o *Outcome) error {
	return g.House.DB.See(ctx, func(v *db.View) error {
		k, err := g.House.Kinds.Get("run")
		if err != nil {
			return err
		}
		for _, what := range slices.Sorted(maps.Keys(said.Total)) {
			for i, site := range s.Sites {
				f, err := ledger.RollUp(v, ledger.Question{Indicator: kind.Count(k, what), Period: day.All, Activity: site.Activity, By: ledger.ByEvidence})
				if err != nil {
					return err
				}
				scanned := int64(0)
				for _, part := range f.Parts {
					if part.Key == ledger.Scanned.Key() {
						scanned = part.Lo
					}
				}
				if beside := said.Sites[i][what]; scanned != beside {
					o.Wrong = append(o.Wrong, fmt.Sprintf("sổ cái, điểm %d, %s: %d, ở cổng %d", i+1, what, scanned, beside))
				}
			}
		}
		return nil
	})
}

// near is a house in this process.
type near struct {
	house   *house.House
	devices map[string]gate.Device
}

// Send hands a batch to the receiver, as the door of phones does.
func (n near) Send(ctx context.Context, p Enrolled, body []byte) (gate.Receipt, error) {
	var b gate.Batch
	if err := json.Unmarshal(body, &b); err != nil {
		return gate.Receipt{}, err
	}
	d, known := n.devices[p.Device]
	if !known {
		err := n.house.DB.See(ctx, func(v *db.View) (err error) {
			d, err = gate.DeviceOf(v, p.Device)
			return err
		})
		if err != nil {
			return gate.Receipt{}, err
		}
		n.devices[p.Device] = d
	}
	return n.house.Gate.Receive(ctx, d, &b)
}
