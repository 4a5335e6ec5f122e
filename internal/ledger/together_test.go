package ledger_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
)

// Posters, readers, a follower that seals, a chooser and an organisation that changes, all at once: everybody sees at once what they wrote, a
// total never shrinks, a level is never counted twice, and in the end all agrees.
func TestAllAtOnce(t *testing.T) {
	h := house(t)
	ctx, stop := context.WithCancel(t.Context())
	var posters, others sync.WaitGroup
	units := []string{"hp1", "hp2", "hd1"}
	const rounds = 60
	for _, unit := range units {
		posters.Go(func() {
			for i := range int64(rounds) {
				err := h.DB.Update(ctx, db.Ordered{}, func(tx *db.Tx) error {
					_, err := ledger.Post(tx, bags(unit, "", day.Of(2024, 1, 1).Add(int(i%7)).String(), ledger.Exactly(1), ledger.Signed), members(unit, day.Of(2024, 1, 1).Add(int(i)).String(), i))
					return err
				})
				if err != nil {
					t.Error(err)
					return
				}
				for _, on := range []day.Day{0, day.Must("2026-01-01")} {
					err := h.DB.See(ctx, func(v *db.View) error {
						f, err := ledger.RollUp(v, ledger.Question{Indicator: "blood.bags", Period: day.Year(2024), At: unit, On: on})
						if err == nil && f.Quantity != ledger.Exactly(i+1) {
							t.Errorf("%s after its own write %d sees %v", unit, i+1, f.Quantity)
						}
						f, err2 := ledger.RollUp(v, ledger.Question{Indicator: "member.members", Period: day.Year(2024), At: unit, On: on})
						if err2 == nil && f.Quantity != ledger.Exactly(i) {
							t.Errorf("%s after counting %d sees %v", unit, i, f.Quantity)
						}
						return errors.Join(err, err2)
					})
					if err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	for r := range 2 {
		others.Go(func() {
			last := int64(0)
			for ctx.Err() == nil {
				h.DB.See(ctx, func(v *db.View) error {
					g, err := ledger.Grid(v, ledger.Question{Period: day.Year(2024), On: day.Must("2026-01-01")}, []string{"blood.bags", "member.members"}, []string{"vn", "hp", "hd"})
					if err != nil {
						return err
					}
					if n := g["blood.bags"]["vn"]; n.Lo < last || n.Lo != g["blood.bags"]["hp"].Lo+g["blood.bags"]["hd"].Lo {
						t.Errorf("reader %d: %v after %d", r, g["blood.bags"], last)
					}
					last = g["blood.bags"]["vn"].Lo
					return nil
				})
			}
		})
	}
	others.Go(func() {
		for i := 0; ctx.Err() == nil && i < 30; i++ {
			h.DB.Update(ctx, db.Ordered{}, func(tx *db.Tx) error {
				_, err := org.Found(tx, org.Unit{Name: fmt.Sprint("Mới ", i), Kind: org.Grassroots, Parent: "hp"}, org.Decision{Number: fmt.Sprint(i, "/QĐ"), Date: day.Must("2020-01-01"), Issuer: "x", Effective: day.Must("2020-01-01")})
				return err
			})
			ledger.Seal(ctx, h.DB)
		}
	})
	posters.Wait()
	stop()
	others.Wait()
	if f := h.ask(ledger.Question{Indicator: "blood.bags", Period: day.Year(2024)}); f.Quantity != ledger.Exactly(rounds*3) {
		t.Errorf("in the end %v", f.Quantity)
	}
	h.seal()
	if r := h.verify(); !r.OK() {
		t.Errorf("verify: %v", r.Failures)
	}
}
