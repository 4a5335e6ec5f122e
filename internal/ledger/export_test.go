package ledger

import (
	"context"

	"phongtrao/internal/base/db"
)

// Refresh does what Follow does after a reorganisation, and reports whether the roll of a question was ready before and after.
func Refresh(ctx context.Context, d *db.DB, q Question) (before, after bool, err error) {
	b := bookOf(d)
	ready := func() (is bool, err error) {
		err = d.See(ctx, func(v *db.View) error {
			a, err := ask(v, q)
			if err == nil {
				is = b.rolls.has(a.rollKey(), a)
			}
			return err
		})
		return is, err
	}
	if before, err = ready(); err != nil {
		return before, after, err
	}
	if _, err = b.refresh(ctx, d, 0); err != nil {
		return before, after, err
	}
	after, err = ready()
	return before, after, err
}
