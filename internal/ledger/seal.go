package ledger

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
)

// Sealing. Behind the writers a follower hashes entries into a Merkle log, one for each year of recording, and signs a checkpoint each time: so
// many leaves with such a root. Who has a checkpoint can be shown that any entry is in the log, and that every later log begins with the same
// entries. The work is done on a view, and only its result is written, so posting does not wait. The key stands in the database: who can write there can
// also sign, so a checkpoint proves most once it has left the house, on a printed passport or in another's hands.

const (
	sealMax  = 8192 // entries in one run, and so between two checkpoints
	sealLock = "ledger.seal"
)

// Seal seals what is not yet sealed, and packs entries for a quick start. Two at once do no harm: the second finds nothing left.
func Seal(ctx context.Context, d *db.DB) error {
	for {
		run, err := prepare(ctx, d)
		if err != nil || run == nil {
			if err == nil {
				err = packUp(ctx, d)
			}
			return err
		}
		if err := run.write(ctx, d); err != nil {
			return err
		}
	}
}

// Follow is what goes on behind the readers and writers: it seals whenever something was posted, and once a second in case another process did; and it
// makes figures ready again after a reorganisation. It returns when ctx is done. The first error ends it.
func Follow(ctx context.Context, d *db.DB) error {
	b := bookOf(d)
	refreshed := day.Instant(0)
	for {
		err := Seal(ctx, d)
		if err == nil {
			refreshed, err = b.refresh(ctx, d, refreshed)
		}
		if err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return err
		}
		pause := time.NewTimer(time.Second)
		select {
		case <-b.posted:
			pause.Reset(200 * time.Millisecond) // let more come together under one checkpoint
			select {
			case <-pause.C:
			case <-ctx.Done():
			}
		case <-pause.C:
		case <-ctx.Done():
		}
		pause.Stop()
		if ctx.Err() != nil {
			return nil
		}
	}
}

// run is one run of sealing: what is to be written.
type sealRun struct {
	before checkpoint
	after  checkpoint // without its number, note and instant
	first  int64      // set for a new log
	root   tlog.Hash
	blocks []leafBlockRow
}

type leafBlockRow struct {
	block      int64
	root, body string
}

// prepare works out the next run, nil if there is nothing to seal.
func prepare(ctx context.Context, d *db.DB) (run *sealRun, err error) {
	err = d.See(ctx, func(v *db.View) error {
		last, err := lastCheckpoint(v)
		if err != nil {
			return err
		}
		h, err := headsOf(v)
		if err != nil || h.entries <= last.through && h.choices <= last.choices {
			return err
		}
		run = &sealRun{before: last, after: last}
		if err := run.leaves(v, h.entries); err != nil {
			return err
		}
		run.after.choices = h.choices
		run.after.chain, err = chain(v, last, h.choices)
		return err
	})
	return run, err
}

// leaves adds leaves for entries of one year.
func (r *sealRun) leaves(v *db.View, head int64) error {
	var hashes []tlog.Hash
	var buf []byte
	year := int64(0)
	err := entriesWhole(v, r.before.through, min(head, r.before.through+sealMax), func(e *Entry) error {
		if year == 0 {
			year = yearOf(e.At)
		}
		if year == yearOf(e.At) {
			hashes = append(hashes, leafHash(e, &buf))
		}
		return nil
	})
	if err != nil {
		return err
	}
	if year == 0 { // only choices are new
		year = r.before.year
	}
	l, err := leavesOf(v, year)
	if err != nil {
		return err
	}
	first, err := firstOf(v, year)
	if err != nil {
		return err
	}
	if first == 0 {
		first = r.before.through + 1
		r.first = first
	}
	if have := first + l.size() - 1; have != r.before.through {
		return fmt.Errorf("ledger: the log of %d ends at entry %d, the last checkpoint at %d: verify will tell", year, have, r.before.through)
	}
	f := l.frontier()
	for _, h := range hashes {
		f.push(0, h)
	}
	r.root = f.root()
	r.after.year, r.after.size, r.after.through = year, f.size, r.before.through+int64(len(hashes))
	block := int64(len(l.roots))
	for all := append(l.tail, hashes...); len(all) > 0 && len(hashes) > 0; block++ {
		n := min(len(all), blockSize)
		row := leafBlockRow{block: block, body: packHashes(all[:n])}
		if n == blockSize {
			row.root = subtree(all[:n]).String()
		}
		r.blocks = append(r.blocks, row)
		all = all[n:]
	}
	return nil
}

// chain returns the hash over all choices up to a number: of the hash before and the text of each.
func chain(v *db.View, last checkpoint, upto int64) (string, error) {
	list, err := choicesAfter(v, last.choices, upto)
	hash := last.chain
	for _, c := range list {
		hash = chained(hash, &c)
	}
	return hash, err
}

func chained(hash string, c *Choice) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\nphongtrao choice 1\nseq %d\nat %d\nday %q\ncampaign %q\nactivity %q\nunit %q\nplace %q\nindicator %q\nevidence %q\nact %q\n",
		hash, c.Seq, int64(c.At), c.Day.String(), c.Campaign, c.Activity, c.Unit, c.Place, c.Indicator, c.Evidence.Key(), c.Act))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// write writes the run, unless somebody else sealed in the meantime.
func (r *sealRun) write(ctx context.Context, d *db.DB) error {
	return d.Update(ctx, db.Ordered{Actor: act.Program, Locks: []string{sealLock}}, func(tx *db.Tx) error {
		last, err := lastCheckpoint(&tx.View)
		if err != nil || last.number != r.before.number {
			return err
		}
		signer, err := signerOf(tx)
		if err != nil {
			return err
		}
		if r.first != 0 {
			if err := insertLog(tx, r.after.year, r.first); err != nil {
				return err
			}
		}
		for _, b := range r.blocks {
			if err := upsertLeaves(tx, r.after.year, b.block, b.root, b.body); err != nil {
				return err
			}
		}
		c := r.after
		c.number, c.at = last.number+1, tx.At
		if c.note, err = statement(c, r.root, signer); err != nil {
			return err
		}
		return insertCheckpoint(tx, c)
	})
}

// statement writes and signs a checkpoint.
func statement(c checkpoint, root tlog.Hash, signer note.Signer) (string, error) {
	text := fmt.Sprintf("%s%d\n%d\n%s\nthrough %d\nchoices %d %s\nat %s\n", origin, c.year, c.size, root, c.through, c.choices, c.chain, c.at.Time().Format(time.RFC3339Nano))
	signed, err := note.Sign(&note.Note{Text: text}, signer)
	return string(signed), err
}

// origin is how the first line of a checkpoint begins; the year follows.
const origin = "phongtrao/ledger/"

// stated is what a checkpoint says.
type stated struct {
	year, size, through, choices int64
	root                         tlog.Hash
	chain                        string
}

// readStatement reads the text of a checkpoint whose signature was checked.
func readStatement(text string) (s stated, err error) {
	bad := func() (stated, error) { return stated{}, fmt.Errorf("ledger: not a checkpoint: %q", text) }
	lines := strings.Split(text, "\n")
	if len(lines) < 6 {
		return bad()
	}
	year, ok := strings.CutPrefix(lines[0], origin)
	through, ok2 := strings.CutPrefix(lines[3], "through ")
	choices, ok3 := strings.CutPrefix(lines[4], "choices ")
	count, chain, ok4 := strings.Cut(choices, " ")
	if !ok || !ok2 || !ok3 || !ok4 {
		return bad()
	}
	for _, n := range []struct {
		text string
		into *int64
	}{{year, &s.year}, {lines[1], &s.size}, {through, &s.through}, {count, &s.choices}} {
		if *n.into, err = strconv.ParseInt(n.text, 10, 64); err != nil {
			return bad()
		}
	}
	s.chain = chain
	if s.root, err = tlog.ParseHash(lines[2]); err != nil {
		return bad()
	}
	return s, nil
}

// signerOf returns the key that signs, made at the first sealing.
func signerOf(tx *db.Tx) (note.Signer, error) {
	keys, err := keysOf(&tx.View)
	if err != nil {
		return nil, err
	}
	if len(keys) == 0 {
		signer, verifier, err := note.GenerateKey(rand.Reader, "phongtrao-"+tx.ID())
		if err != nil {
			return nil, err
		}
		k := signingKey{1, verifier, signer}
		if err := insertKey(tx, k); err != nil {
			return nil, err
		}
		keys = append(keys, k)
	}
	return note.NewSigner(keys[len(keys)-1].signer)
}
