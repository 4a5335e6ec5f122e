package ledger

import (
	"context"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
)

// refreshPause is how long, in microseconds, large rolls are left alone after they were refreshed.
const refreshPause = 3_000_000

// refresh places large rolls anew after the organisation or the map has changed, so that the next reader need not wait for it. Small ones are
// made again when they are asked for.
func (b *Book) refresh(ctx context.Context, d *db.DB, last day.Instant) (day.Instant, error) {
	err := d.See(ctx, func(v *db.View) error {
		if v.At-last < refreshPause {
			return nil
		}
		for _, key := range b.rolls.large() {
			a, err := ask(v, key.question())
			if err != nil {
				return err
			}
			if a.rollKey() != key || b.rolls.has(key, a) {
				continue
			}
			last = v.At
			if err := a.use(func(*roll) error { return nil }); err != nil {
				return err
			}
		}
		return nil
	})
	return last, err
}

// question is the question that a roll answers.
func (k rollKey) question() Question {
	return Question{Indicator: k.indicator, Period: k.period, Line: k.line, On: k.on, Campaign: k.campaign}
}

// large returns the keys of the large rolls that follow the ledger.
func (k *rolls) large() (keys []rollKey) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for key, r := range k.kept {
		if key.known == 0 && r.wide {
			keys = append(keys, key)
		}
	}
	return keys
}
