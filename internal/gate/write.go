package gate

import (
	"context"
	"log/slog"
	"slices"

	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/gate/rule"
)

// beatTime is how often a phone's beat is written at most, in microseconds: it is for people to look at, and costs a row each time.
const beatTime = 2_000_000

// newsTime is how often a phone that scans is told at most what happened elsewhere, in microseconds: every phone hears of every scan, so in a rush
// the news would be most of what is sent.
const newsTime = 1_000_000

// write writes down what was decided.
func (in *intake) write() error {
	if err := in.takeBlocks(); err != nil {
		return err
	}
	if err := in.keepNames(); err != nil {
		return err
	}
	rows := make([][]any, len(in.fresh))
	for i, r := range in.fresh {
		rows[i] = r.row()
	}
	if err := in.tx.Insert("gate_scan", scanColumns, rows); err != nil {
		return err
	}
	for _, r := range in.touched {
		if err := updateRecord(in.tx, r); err != nil {
			return err
		}
	}
	for _, b := range in.refused {
		if _, err := in.tx.Exec(`INSERT INTO gate_bad (device, seq, why, raw, sum, received_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (device, seq) DO NOTHING`,
			b.device, b.seq, b.text, b.raw, b.sum, in.tx.At); err != nil {
			return err
		}
	}
	if err := in.writeBeats(); err != nil {
		return err
	}
	act.Note(in.tx, in.note())
	return in.result()
}

func (in *intake) writeBeats() error {
	last := map[string]*arrival{}
	for _, a := range in.group {
		last[a.device.ID] = a
	}
	for _, a := range in.group {
		p := in.phones[a.device.ID]
		if last[a.device.ID] != a || int64(in.tx.At)-p.beatAt < beatTime && (len(a.records) > 0 || p.beat == a.batch.Beat) {
			continue
		}
		b := a.batch.Beat
		if _, err := in.tx.Exec(`INSERT INTO gate_beat (device, seen_at, made, battery, storage, pack, pack_at, offset_ms, app) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (device) DO UPDATE SET seen_at = excluded.seen_at, made = excluded.made, battery = excluded.battery, storage = excluded.storage, pack = excluded.pack,
			pack_at = excluded.pack_at, offset_ms = excluded.offset_ms, app = excluded.app`,
			a.device.ID, in.tx.At, a.batch.Made, b.Battery, b.Storage, cut(b.Pack), instantOf(b.PackAt), b.Offset, cut(b.App)); err != nil {
			return err
		}
		p.beat, p.beatAt = b, int64(in.tx.At)
	}
	return nil
}

// result makes what is told after the commit: changes of tallies, news for phones, where each phone stands.
func (in *intake) result() error {
	in.landing.Event, in.landing.After, in.landing.To, in.landing.At = in.e.Number, in.head, in.head+int64(len(in.fresh)), in.tx.At
	tell := func(r *record) {
		diff := tallyOf(r).minus(r.before)
		word := r.word
		if r.undoneBy > 0 {
			word = Undone
		}
		if diff != (Tally{}) {
			in.landing.Changes = append(in.landing.Changes, Landed{Event: in.e.Number, Activity: r.activity, Door: r.door, Device: r.device, What: r.What, Unit: r.unit, At: r.true, Word: word, Tally: diff})
		}
	}
	for _, r := range in.touched {
		tell(r)
	}
	for _, r := range in.fresh {
		tell(r)
		if r.counts && r.subject[0] != 's' {
			in.news = append(in.news, newsItem{n: r.n, device: r.device, Used: Used{Subject: r.subject, What: r.What, At: millis(r.true), Door: in.e.doors[r.door]}})
		}
	}
	slices.SortStableFunc(in.news, func(a, b newsItem) int { return int(a.n - b.n) })
	for _, b := range in.bricks {
		if b.undoneBy != 0 {
			continue
		}
		in.landing.Changes = append(in.landing.Changes, Landed{Event: in.e.Number, Activity: b.arrival.device.Activity, Door: b.arrival.device.Door, Device: b.arrival.device.ID,
			What: b.What, Unit: b.Unit, At: b.true, Word: Counted, Tally: Tally{Blocks: b.People}})
	}
	for _, a := range in.group {
		p := in.phones[a.device.ID]
		for _, n := range a.answers {
			if n.seq > 0 {
				p.land(n.seq)
			}
			if n.record == nil || n.record.word != rule.Again {
				continue
			}
			h, err := in.holderOf(n.record.given())
			if err == nil && h.alive {
				_, err = in.recordOf(h)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// freed tells phones that something may be given again.
func (in *intake) freed(target *record) {
	if target.subject[0] != 's' {
		in.news = append(in.news, newsItem{n: in.known[key{target.device, target.Seq}].undoneBy, device: target.device, freed: true, Used: Used{Subject: target.subject, What: target.What, At: millis(target.true), Door: in.e.doors[target.door]}})
	}
}

// landed comes after the commit: this server remembers, tells whoever watches, and answers.
func (in *intake) landed() {
	r := in.r
	r.head = in.landing.To
	for device, p := range in.phones {
		r.progress[device] = p
	}
	b := r.board(in.e.Number)
	b.append(in.landing.After, in.landing.To, in.news)
	if b.behind() {
		if err := r.db.See(context.Background(), func(v *db.View) error { return b.load(v, in.e, in.landing.To) }); err != nil {
			slog.Warn("gate: reading news", "err", err)
		}
	}
	if len(in.landing.Changes) > 0 {
		r.tell(in.landing)
	}
	now := millis(in.tx.At)
	for _, a := range in.group {
		a.receipt = Receipt{Protocol: Protocol, Now: now, Through: in.phones[a.device.ID].through(), Answers: make([]Answer, 0, len(a.answers))}
		for _, n := range a.answers {
			answer := Answer{Seq: n.seq}
			if n.record != nil {
				answer.Word, answer.Counts = n.record.word, n.record.counts
				if n.record.undoneBy > 0 {
					answer.Word = Undone
				}
				if answer.Word == rule.Again {
					answer.First = in.first(n.record)
				}
			}
			if n.record == nil && n.text == "" {
				answer.Word, answer.Counts = Counted, true
			}
			if n.text != "" {
				a.receipt.Refused = append(a.receipt.Refused, Refusal{n.seq, n.text})
			}
			a.receipt.Answers = append(a.receipt.Answers, answer)
		}
		a.receipt.News = News{Cursor: a.batch.Cursor}
		if p := in.phones[a.device.ID]; len(a.records) == 0 || int64(in.tx.At)-p.newsAt >= newsTime {
			p.newsAt = int64(in.tx.At)
			in.newsFor(a, b)
		}
		a.receipt.News.Changed = a.batch.Beat.Pack != "" && in.e.version != a.batch.Beat.Pack
		a.receipt.News.Revoked = a.device.Ended(in.tx.At) != 0
	}
}

// newsFor tells a phone what happened elsewhere.
func (in *intake) newsFor(a *arrival, b *board) {
	var known bool
	if a.receipt.News, known = b.since(a.batch.Cursor, a.device.ID); !known {
		a.receipt.News = in.olderNews(a)
	}
}

// olderNews reads what a phone missed from the records. Where that fails, the phone asks again with its old cursor.
func (in *intake) olderNews(a *arrival) News {
	n := News{Cursor: a.batch.Cursor}
	err := in.r.db.See(context.Background(), func(v *db.View) error {
		items, upto, err := newsAfter(v, in.e, a.batch.Cursor, in.landing.To, newsMax)
		if err == nil {
			n = newsOf(items, a.batch.Cursor, upto, a.device.ID)
		}
		return err
	})
	if err != nil {
		slog.Warn("gate: reading news", "err", err)
	}
	return n
}

// first says who was first, for whoever came behind.
func (in *intake) first(r *record) *First {
	h := in.holders[r.given()]
	if h == nil || !h.alive {
		return nil
	}
	f := &First{At: millis(h.now.At)}
	if h.record != nil {
		f.Door = in.e.doors[h.record.door]
	}
	if h.now.Activity != r.activity {
		f.Site = in.e.names[h.now.Activity]
	}
	return f
}
