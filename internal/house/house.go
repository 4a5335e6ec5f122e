// Package house opens a database with everything that stands on it.
//
// A house is what doors, seeds and commands share: the database with its tables brought up to date, the desk for acts, the
// kinds of campaign, the files, and the follower that seals the ledger. What is in memory is only ever derived from the database.
package house

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"phongtrao/internal/act"
	"phongtrao/internal/base/blob"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/jobs"
	"phongtrao/internal/base/mail"
	"phongtrao/internal/base/work"
	"phongtrao/internal/closing"
	"phongtrao/internal/gate"
	"phongtrao/internal/hook"
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
	"phongtrao/internal/kinds"
	"phongtrao/internal/ledger"
	"phongtrao/internal/live"
	"phongtrao/internal/notice"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/place"
	"phongtrao/internal/schema"
)

// SealAgain is how long the follower that seals the ledger waits after an error.
const SealAgain = 2 * time.Second

// House is an open database with everything that stands on it.
type House struct {
	DB    *db.DB
	Desk  *act.Desk
	Kinds kind.Set
	Files blob.Store
	// Works is long work that runs behind a page.
	Works *work.Board
	// Entrance is where people sign in.
	Entrance *people.Entrance
	// Gate takes in what phones at gates saw.
	Gate *gate.Receiver
	// Mail is the office's mail server, where there is one.
	Mail mail.Server
	// Live are the numbers of the day, as walls show them.
	Live *live.Board
	// URL is the address under which others reach this house, for links and codes on paper; "" is that under which one asks.
	URL string

	// Private is that of the options.
	Private bool

	stop context.CancelFunc
	work sync.WaitGroup
}

// Options are what a house may be opened with; the zero value is right for a server.
type Options struct {
	DB      db.Options
	Files   string // folder of attached files; "" is beside the database file, or ./phongtrao-files for a server database
	NoSeal  bool   // leave the ledger unsealed: for programs that read, and for tests that seal by hand
	Reading bool   // change nothing, not even tables
	// Private lets programs be told at addresses inside this network, and without TLS: for a server beside its partner.
	Private bool
	// Jobs are the kinds of work that this program does behind its pages; none leaves what was promised to other servers.
	Jobs []jobs.Kind
	// Mail is the office's mail server; the zero value writes no letters.
	Mail mail.Server
}

// Open opens a house at dsn: a file, or postgres://…
func Open(ctx context.Context, dsn string, o Options) (*House, error) {
	d, err := db.Open(ctx, dsn, o.DB)
	if err != nil {
		return nil, err
	}
	h, err := On(ctx, d, o)
	if err != nil {
		d.Close()
		return nil, err
	}
	switch {
	case o.Files != "":
		h.Files = blob.At(o.Files)
	case strings.Contains(dsn, "://"):
		h.Files = blob.At("phongtrao-files")
	default:
		h.Files = blob.Beside(strings.TrimPrefix(dsn, "sqlite:"))
	}
	return h, nil
}

// On builds a house over an open database, without files.
func On(ctx context.Context, d *db.DB, o Options) (*House, error) {
	h := &House{DB: d, Desk: act.NewDesk(d), Kinds: kinds.All(), Private: o.Private}
	h.Desk.Observe(closing.Observe) // before those who tell of what was entered
	h.Desk.Observe(hook.Observe)
	h.Entrance = people.NewEntrance(d, h.Desk)
	h.Gate = gate.NewReceiver(d, h.Desk, h.Kinds)
	h.Live = live.New(d, h.Kinds, h.Gate.Watch)
	h.Works = work.NewBoard(func() time.Time { return d.Now().Time() })
	if !o.Reading {
		if err := d.Migrate(ctx, schema.Lines...); err != nil {
			return nil, err
		}
		if err := h.declare(ctx); err != nil {
			return nil, err
		}
	}
	ctx, h.stop = context.WithCancel(context.WithoutCancel(ctx))
	if !o.Reading && !o.NoSeal {
		h.work.Go(func() {
			for ctx.Err() == nil {
				if err := ledger.Follow(ctx, h.DB); err != nil && ctx.Err() == nil {
					slog.Warn("sealing the ledger", "err", err)
					time.Sleep(SealAgain)
				}
			}
		})
	}
	if !o.Reading && !o.NoSeal {
		h.work.Go(func() { (&hook.Courier{DB: d, Desk: h.Desk, Private: o.Private}).Run(ctx) })
	}
	if !o.Reading && !o.NoSeal {
		h.work.Go(func() { h.forget(ctx) })
	}
	h.Mail = o.Mail
	if o.Mail.Ready() {
		o.Jobs = append(slices.Clone(o.Jobs), notice.Mailing(o.Mail))
	}
	if !o.Reading && len(o.Jobs) > 0 {
		h.work.Go(func() { jobs.Work(ctx, h.DB, o.Jobs...) })
	}
	return h, nil
}

// declaring is the program's own act: nobody else may.
var declaring = act.Verb{Name: "indicator.declare", Label: "Khai báo chỉ số"}

// declare brings the indicators of this build into the database, if they differ from those there.
func (h *House) declare(ctx context.Context) error {
	want := kinds.Indicators()
	var have []indicator.Indicator
	err := h.DB.See(ctx, func(v *db.View) (err error) {
		have, err = indicator.All(v)
		return err
	})
	if err != nil {
		return err
	}
	want = slices.DeleteFunc(want, func(i indicator.Indicator) bool { return slices.Contains(have, i) })
	if len(want) == 0 {
		return nil
	}
	return h.Desk.Do(ctx, act.System("chỉ số của bản chương trình này"), declaring, "", func(tx *db.Tx) error {
		return indicator.Declare(tx, want)
	})
}

// Warm reads into memory what pages ask for first: the organisation, the map, the ledger's book. Until it is done the first who ask
// wait for it.
func (h *House) Warm(ctx context.Context) error {
	if err := h.DB.See(ctx, func(v *db.View) error {
		if _, err := org.HistoryOf(v); err != nil {
			return err
		}
		_, err := place.HistoryOf(v)
		return err
	}); err != nil {
		return err
	}
	return ledger.Warm(ctx, h.DB)
}

// Close stops what runs behind and closes the database.
func (h *House) Close() error {
	h.Works.Close()
	h.Live.Close()
	h.stop()
	h.work.Wait()
	return h.DB.Close()
}
