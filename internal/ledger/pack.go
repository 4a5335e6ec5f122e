package ledger

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"errors"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

// Packed entries make a start quick: a million come into memory in a few hundred milliseconds, where reading them as rows takes seconds. They are
// written in blocks that never change, as entries do not; a checkpoint of cells would be rewritten again and again, for posting touches cells
// everywhere. A block holds the words that its entries are the first to use, so that replaying the blocks in order gives the same numbers.
// Blocks are believed only if the last one ends with the entry that the ledger has there; verify recounts from the rows in any case.

const (
	packVersion = 1
	packSize    = 4096
)

// packUp packs all full blocks of entries that are not yet packed and that the Book has.
func packUp(ctx context.Context, d *db.DB) error {
	b := bookOf(d)
	for {
		var p pack
		var stale bool
		err := d.See(ctx, func(v *db.View) (err error) {
			p, stale, err = b.pack(v)
			return err
		})
		if err != nil || p.body == "" {
			return err
		}
		err = d.Update(ctx, db.Ordered{Actor: act.Program, Locks: []string{sealLock}}, func(tx *db.Tx) error {
			if stale {
				if err := deletePacks(tx); err != nil {
					return err
				}
			} else if last, ok, err := lastPack(&tx.View); err != nil || ok && last.block >= p.block {
				return err
			}
			return insertPack(tx, p)
		})
		if err != nil {
			return err
		}
	}
}

// pack packs the next block, with an empty body if there is none to pack yet; stale says that the blocks there are cannot be used.
func (b *Book) pack(v *db.View) (p pack, stale bool, err error) {
	last, ok, err := lastPack(v)
	if err != nil {
		return p, false, err
	}
	b.mu.RLock()
	if b.packsBad || ok && last.version != packVersion {
		last, stale = pack{}, true
	}
	p = pack{block: last.block + 1, version: packVersion}
	from, upto := last.block*packSize, p.block*packSize
	reached, words, subjects := b.seq, b.packedWords, b.packedSubjects
	if b.packed != last.block {
		reached = -1
	}
	b.mu.RUnlock()
	if reached < upto {
		return p, false, nil
	}
	var entries []Entry
	if err := entriesAfter(v, from, upto, func(list []Entry) { entries = append(entries, list...) }); err != nil || len(entries) != packSize {
		return p, false, err
	}
	whole, err := EntryOf(v, upto)
	if err != nil {
		return p, false, err
	}
	var buf []byte
	p.last = leafHash(&whole, &buf).String()
	b.mu.RLock()
	raw, words, subjects := b.encode(entries, words, subjects)
	b.mu.RUnlock()
	p.body = base64.StdEncoding.EncodeToString(raw)
	b.mu.Lock()
	b.packed, b.packedWords, b.packedSubjects, b.packsBad = p.block, words, subjects, false
	b.mu.Unlock()
	return p, stale, nil
}

// encode writes entries with the numbers of the Book's words; words and subjects are how many the blocks before have told. The lock is held.
func (b *Book) encode(entries []Entry, words, subjects int) ([]byte, int, int) {
	raw := make([]byte, 0, len(entries)*18)
	var rows []byte
	put := func(n uint64) { rows = binary.AppendUvarint(rows, n) }
	lastWord, lastSubject := uint32(words-1), subjects-1
	var before Entry
	for i := range entries {
		e := &entries[i]
		for _, w := range [4]uint32{b.of[e.Campaign], b.of[e.Activity], b.of[e.Unit], b.of[e.Place]} {
			lastWord = max(lastWord, w)
			put(uint64(w))
		}
		s := b.subjects[e.Indicator]
		lastSubject = max(lastSubject, int(s.number))
		put(uint64(s.number))
		flags := uint64(e.Evidence)
		if e.Open {
			flags |= 8
		}
		if e.Reverses != 0 {
			flags |= 16
		}
		put(flags)
		rows = binary.AppendVarint(rows, int64(e.Day)-int64(before.Day))
		put(uint64(e.At - before.At))
		put(uint64(e.Lo))
		if !e.Open {
			put(uint64(e.Hi - e.Lo))
		}
		before = *e
	}
	list := func(texts []string) {
		raw = binary.AppendUvarint(raw, uint64(len(texts)))
		for _, t := range texts {
			raw = binary.AppendUvarint(raw, uint64(len(t)))
			raw = append(raw, t...)
		}
	}
	list(b.text[words : lastWord+1])
	var keys []string
	for _, s := range b.order[subjects : lastSubject+1] {
		keys = append(keys, s.key)
	}
	list(keys)
	return append(raw, rows...), int(lastWord) + 1, lastSubject + 1
}

var errPack = errors.New("ledger: a packed block cannot be read")

// unpack replays a block into a Book that is being loaded and that nobody else uses yet.
func (b *Book) unpack(body string) (err error) {
	defer func() {
		if recover() != nil { // a block cut short: an index past its end
			err = errPack
		}
	}()
	raw, err := base64.StdEncoding.DecodeString(body)
	if err != nil {
		return errPack
	}
	take := func() uint64 {
		n, size := binary.Uvarint(raw)
		raw = raw[size:]
		if size <= 0 {
			panic(errPack)
		}
		return n
	}
	text := func() string {
		n := take()
		t := string(raw[:n])
		raw = raw[n:]
		return t
	}
	for range take() {
		b.intern(text())
	}
	for range take() {
		b.subject(text())
	}
	b.prev.grow(uint32(b.seq + packSize))
	var on, at int64
	for range packSize {
		k := key{campaign: uint32(take()), activity: uint32(take()), unit: uint32(take()), place: uint32(take())}
		s := b.order[take()]
		k.indicator = s.number
		flags := take()
		n, size := binary.Varint(raw)
		raw = raw[size:]
		on += n
		k.day = int32(on)
		at += int64(take())
		e := Entry{Reverses: int64(flags >> 4 & 1), Posting: Posting{Quantity: Quantity{Lo: int64(take()), Open: flags&8 != 0}}}
		if !e.Open {
			e.Hi = e.Lo + int64(take())
		}
		b.seq++
		b.enter(s, k, Evidence(flags&7), b.seq, sumOf(&e))
	}
	b.at = day.Instant(at)
	if len(raw) != 0 {
		return errPack
	}
	return nil
}

// loadPacks fills an empty Book from the packed blocks; errPack says that they cannot be believed. The lock is held.
func (b *Book) loadPacks(v *db.View) error {
	last, ok, err := lastPack(v)
	if err != nil || !ok {
		return err
	}
	e, err := EntryOf(v, last.block*packSize)
	if fault.KindOf(err) == fault.NotFound { // the ledger is shorter than its packs: they are of another one
		return errPack
	}
	if err != nil {
		return err
	}
	var buf []byte
	if last.version != packVersion || leafHash(&e, &buf).String() != last.last {
		return errPack
	}
	rows, err := packsAfter(v, 0)
	if err != nil {
		return err
	}
	defer rows.Close()
	bodies := make(chan string, 4)
	failed := make(chan error, 1)
	go func() {
		var err error
		for body := range bodies {
			if err == nil {
				err = b.unpack(body)
			}
			if err == nil {
				b.packed, b.packedWords, b.packedSubjects = b.packed+1, len(b.text), len(b.order)
			}
		}
		failed <- err
	}()
	next := int64(1)
	for rows.Next() {
		p, err := scanPack(rows)
		if err != nil || p.block != next {
			break
		}
		next++
		bodies <- p.body
	}
	close(bodies)
	err = errors.Join(<-failed, rows.Err())
	if err == nil && next != last.block+1 {
		err = errPack
	}
	return err
}
