package campaign_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"phongtrao/internal/base/db"
	"phongtrao/internal/campaign"
)

// unbalanced says what is out of balance, "" for nothing.
func (h *house) unbalanced() (bad string) {
	h.See(func(v *db.View) error {
		all, err := campaign.Targets(v, campaign.Filter{Campaign: h.campaign})
		below := map[string]int64{}
		for _, t := range all {
			below[t.Parent] += t.Quantity
		}
		for _, t := range all {
			if t.Reserve < 0 || t.Quantity != below[t.ID]+t.Reserve {
				bad += fmt.Sprintf("%s: %d is not Σ %d + reserve %d\n", t.ID, t.Quantity, below[t.ID], t.Reserve)
			}
		}
		return err
	})
	return bad
}

// everything is all versions of all targets with all proposals, for telling whether a refused act left anything behind.
func (h *house) everything() (all []any) {
	h.See(func(v *db.View) error {
		targets, err := campaign.Targets(v, campaign.Filter{Campaign: h.campaign})
		if err != nil {
			return err
		}
		for _, t := range targets {
			history, err := campaign.History(v, t.ID)
			if err != nil {
				return err
			}
			proposals, err := campaign.Proposals(v, t.ID)
			if err != nil {
				return err
			}
			all = append(all, history, proposals)
		}
		return nil
	})
	return all
}

// TestAnyOrder sends sharing, proposing, answering and revising from three levels in any order, with numbers and versions
// that are often wrong. At every step the balance holds, and what was refused left nothing behind.
func TestAnyOrder(t *testing.T) {
	h := build(t)
	worked := map[string]int{}
	rapid.Check(t, func(rt *rapid.T) {
		h.begin()
		h.assign(h.head, 1000)
		below := map[string][]string{h.head: {h.north, h.south}, h.north: {h.firms[0], h.firms[1]}, h.south: {h.firms[2]}}
		for step := range rapid.IntRange(5, 30).Draw(rt, "steps") {
			var all []campaign.Target
			var open []campaign.Proposal
			h.See(func(v *db.View) (err error) {
				all, err = campaign.Targets(v, campaign.Filter{Campaign: h.campaign})
				for _, t := range all {
					p, err := campaign.Proposals(v, t.ID)
					if err != nil {
						return err
					}
					open = append(open, p...)
				}
				return err
			})
			target := rapid.SampledFrom(all).Draw(rt, "target")
			version := target.Version - rapid.SampledFrom([]int{0, 0, 0, 0, 1}).Draw(rt, "behind")
			number := rapid.OneOf(rapid.Int64Range(0, 1200), rapid.Int64Range(0, 60)).Draw(rt, "number")
			what := rapid.SampledFrom([]string{"share", "share", "revise", "revise", "accept", "dispute", "propose", "propose", "propose", "agree", "decline",
				"allot", "allot", "allot", "agree all", "agree all", "agree all", "decline all", "decline all", "uphold", "undo", "undo", "undo"}).Draw(rt, "what")
			var batches []campaign.Batch
			h.See(func(v *db.View) (err error) {
				batches, err = campaign.Batches(v, target.ID, 3)
				return err
			})
			before := h.everything()
			err := h.Try(campaign.Revising, target.ID, func(tx *db.Tx) error {
				switch what {
				case "share":
					units := below[target.Unit]
					if len(units) == 0 {
						units = []string{h.head}
					}
					reserve := min(number, target.Quantity)
					parts, err := campaign.SplitEvenly(target.Quantity-reserve, len(units))
					if err != nil {
						return err
					}
					var shares []campaign.ShareOf
					for i, u := range units {
						shares = append(shares, campaign.ShareOf{Unit: u, Quantity: parts[i]})
					}
					if rapid.IntRange(0, 4).Draw(rt, "slip") == 0 {
						shares[0].Quantity++
					}
					_, err = campaign.Share(tx, target.ID, version, shares, reserve, campaign.Because{})
					return err
				case "allot":
					units := below[target.Unit]
					a := campaign.Allotment{Keep: rapid.Int64Range(-1, 100).Draw(rt, "keep"), What: "thử", Because: campaign.Because{Reason: "thử"}}
					for _, u := range units {
						if rapid.Bool().Draw(rt, "named") {
							a.Parts = append(a.Parts, campaign.ShareOf{Unit: u, Quantity: rapid.Int64Range(-1, 700).Draw(rt, "part")})
						}
					}
					_, err := campaign.Allot(tx, target.ID, version, a)
					return err
				case "agree all", "decline all":
					parent, seen := "", []campaign.Seen(nil)
					for _, p := range open {
						t, err := campaign.TargetByID(&tx.View, p.Target)
						if err == nil && t.Parent != "" && p.Answer == campaign.Waiting && (parent == "" || parent == t.Parent) {
							parent, seen = t.Parent, append(seen, campaign.Seen{Proposal: p.ID, Version: t.Version})
						}
					}
					if what == "decline all" {
						return campaign.DeclineAll(tx, parent, seen, "thử")
					}
					_, err := campaign.AgreeAll(tx, parent, seen, campaign.Because{})
					return err
				case "uphold":
					if i := slices.IndexFunc(all, func(t campaign.Target) bool { return t.State == campaign.Disputed }); i >= 0 {
						target, version = all[i], all[i].Version
					}
					return campaign.Uphold(tx, target.ID, version, "thử")
				case "undo":
					if len(batches) == 0 {
						return fmt.Errorf("nothing written")
					}
					_, err := campaign.Undo(tx, rapid.SampledFrom(batches).Draw(rt, "batch").ID)
					return err
				case "revise":
					return campaign.Revise(tx, target.ID, version, number, campaign.Because{Reason: "thử"})
				case "accept":
					return campaign.Accept(tx, target.ID, version)
				case "dispute":
					return campaign.Dispute(tx, target.ID, version, "thử")
				case "propose":
					_, err := campaign.Propose(tx, target.ID, version, number, "thử")
					return err
				}
				if len(open) == 0 {
					return fmt.Errorf("nothing proposed")
				}
				p := rapid.SampledFrom(open).Draw(rt, "proposal")
				if what == "agree" {
					t, err := campaign.TargetByID(&tx.View, p.Target)
					if err != nil {
						return err
					}
					return campaign.Agree(tx, p.ID, t.Version, campaign.Because{})
				}
				return campaign.Decline(tx, p.ID, "thử")
			})
			if bad := h.unbalanced(); bad != "" {
				rt.Fatalf("step %d, %s (%v):\n%s", step, what, err, bad)
			}
			if err == nil {
				worked[what]++
			} else if after := h.everything(); !reflect.DeepEqual(before, after) {
				rt.Fatalf("step %d, %s was refused (%v) and yet changed something", step, what, err)
			}
		}
	})
	for _, what := range []string{"share", "revise", "accept", "dispute", "propose", "agree", "decline", "allot", "agree all", "agree all", "agree all", "decline all", "decline all", "uphold", "undo"} {
		if worked[what] == 0 {
			t.Errorf("%s never worked: the test shows less than it says", what)
		}
	}
}

// TestSideBySide: eight officers revise the children of one target at once; whoever is refused is told, and the sum holds.
func TestSideBySide(t *testing.T) {
	h := build(t)
	top := h.assign(h.head, 1000)
	parts := h.share(top, 200, campaign.ShareOf{Unit: h.north, Quantity: 500}, campaign.ShareOf{Unit: h.south, Quantity: 300})
	errs := make(chan error)
	for i := range 8 {
		go func() {
			chance := rand.New(rand.NewPCG(1, uint64(i)))
			for range 10 {
				part := parts[chance.IntN(2)]
				errs <- h.Try(campaign.Revising, part.ID, func(tx *db.Tx) error {
					now, err := campaign.TargetByID(&tx.View, part.ID)
					if err != nil {
						return err
					}
					return campaign.Revise(tx, part.ID, now.Version, chance.Int64N(700), campaign.Because{Reason: "thử"})
				})
			}
		}()
	}
	done := 0
	for range 80 {
		if err := <-errs; err == nil {
			done++
		}
	}
	if done == 0 {
		t.Error("nobody got anything done")
	}
	h.balanced()
}
