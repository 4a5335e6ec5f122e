package ledger_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
)

// What a preview says of figures and of the tree is what carrying the plan out does: random plans of every kind, one after the
// other on one organisation, each first looked at and then done, or refused both times in the same words.
func TestPreviewIsWhatIsDone(t *testing.T) {
	for seed := range uint64(6) {
		h := house(t)
		rnd := rand.New(rand.NewPCG(seed, 7))
		units := []string{"vn", "hp", "hd", "hp1", "hp2", "hp3", "hd1", "hd2", "hd3"}
		kinds := map[lineage.ChangeKind]int{}
		h.Clock.SetDay("2026-12-01")
		for range 40 {
			var postings []ledger.Posting
			for range 3 {
				u, on := units[rnd.IntN(len(units))], day.Of(2025, 1, 1).Add(rnd.IntN(360)).String()
				postings = append(postings, members(u, on, int64(rnd.IntN(500))), bags(u, "", on, ledger.Exactly(int64(rnd.IntN(90))), ledger.Signed))
			}
			for _, p := range postings { // a unit that does not live on the day is refused
				_ = h.DB.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error { _, err := ledger.Post(tx, p); return err })
			}
			p, by := h.plan(rnd, units)
			by.Effective = day.Of(2024, 6, 1).Add(rnd.IntN(900))
			by.Note = "nhầm"
			var look org.Outlook
			var foreseen string
			var refusal error
			if err := h.DB.See(t.Context(), func(v *db.View) error {
				if look, refusal = org.Preview(v, p, by); refusal != nil {
					return nil
				}
				foreseen = state(t, v, look.After, by.Effective, nil)
				told(t, look, by.Effective)
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			var done org.Done
			err := h.DB.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) (err error) {
				done, err = org.Carry(tx, p, by)
				return
			})
			if (err == nil) != (refusal == nil) || err != nil && fault.Text(err) != fault.Text(refusal) {
				t.Fatalf("seed %d, %s: the preview says %v, the act %v", seed, p.Kind, refusal, err)
			}
			if err != nil {
				continue
			}
			kinds[p.Kind]++
			names := map[string]string{}
			for k, id := range look.New {
				names[done.New[k]] = id
				if !slices.Contains(units, done.New[k]) {
					units = append(units, done.New[k])
				}
			}
			if err := h.DB.See(t.Context(), func(v *db.View) error {
				now, err := org.HistoryOf(v)
				if err != nil {
					return err
				}
				if got := state(t, v, now, by.Effective, names); got != foreseen {
					t.Fatalf("seed %d, %s %v from %s\nforeseen:\n%s\ndone:\n%s", seed, p.Kind, p.Units, by.Effective, foreseen, got)
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
		if seed == 0 && len(kinds) < 9 {
			t.Errorf("only %v were carried out", kinds)
		}
	}
}

// told checks that a preview names whoever lives, stands or is called otherwise after the change than before.
func told(t *testing.T, look org.Outlook, on day.Day) {
	t.Helper()
	named := slices.Concat(look.Founded, look.Ended, look.Unmade, look.Revived, look.Renamed)
	for _, m := range look.Moved {
		named = append(named, m.Node)
		i, _ := look.After.Index(m.Node)
		p, ok := look.After.Parent(i, m.Line, day.AsOf{Day: m.On})
		if ok != (m.To != "") || ok && look.After.ID(p) != m.To {
			t.Fatalf("%+v is said to move, and stands elsewhere", m)
		}
	}
	for i := range int32(look.After.Len()) {
		differs := int(i) >= look.Before.Len()
		for _, d := range []day.Day{on - 100, on - 1, on, on + 1, on + 400, day.Of(2030, 1, 1)} {
			asOf := day.AsOf{Day: d}
			if differs || look.Before.State(i, asOf) != look.After.State(i, asOf) || look.After.Alive(i, asOf) && (look.Before.Name(i, asOf) != look.After.Name(i, asOf) || look.Before.Kind(i, asOf) != look.After.Kind(i, asOf)) {
				differs = true
				continue
			}
			p, okP := look.Before.Parent(i, org.UnionLine, asOf)
			q, okQ := look.After.Parent(i, org.UnionLine, asOf)
			differs = look.After.Alive(i, asOf) && (okP != okQ || p != q)
		}
		if id := look.After.ID(i); differs && !slices.Contains(named, id) {
			t.Fatalf("%s is otherwise after the change and the preview does not say so: %+v", id, look.Effect)
		}
	}
}

// plan makes up a change.
func (h *federation) plan(rnd *rand.Rand, units []string) (org.Plan, org.Decision) {
	by := h.by("2025-01-01")
	any := func() string { return units[rnd.IntN(len(units))] }
	fresh := org.Unit{Name: fmt.Sprint("Đơn vị ", h.decisions), Kind: org.Grassroots}
	p := org.Plan{Units: []string{any()}}
	switch rnd.IntN(13) {
	case 0:
		fresh.Parent = any()
		return org.Plan{Kind: lineage.ChangeFound, New: []org.Unit{fresh}}, by
	case 1:
		p.Kind, p.Name = lineage.ChangeRename, fresh.Name
	case 2:
		p.Kind, p.As = lineage.ChangeRetype, "commune"
	case 3:
		p.Kind, p.To, p.Units = lineage.ChangeMove, any(), append(p.Units, any())
	case 4:
		p.Kind, p.Units, p.New = lineage.ChangeConsolidate, append(p.Units, any()), []org.Unit{fresh}
	case 5:
		p.Kind, p.To = lineage.ChangeAbsorb, any()
	case 6:
		right := fresh
		right.Name += " B"
		p.Kind = lineage.ChangeSplit
		p.Parts = []org.Part{{Unit: fresh, Rest: true}, {Unit: right}}
		if rnd.IntN(2) == 0 {
			p.Parts[0].Shares, p.Parts[1].Shares = map[string]int64{"blood.bags": 300_000}, map[string]int64{"blood.bags": 700_000}
		}
	case 7:
		p.Kind, p.Ending.Holding = lineage.ChangeDissolve, any()
	case 8:
		p.Kind, p.Ending.Successor = lineage.ChangeDissolve, any()
	case 9:
		p.Kind = lineage.ChangeSuspend
	case 10:
		p.Kind, p.Right.Founded = lineage.ChangeCorrect, day.Of(2014, 1, 1).Add(rnd.IntN(900))
	case 11:
		p.Kind = lineage.ChangeDissolve
	case 12:
		p = org.Plan{Kind: lineage.ChangeWithdraw}
		h.See(func(v *db.View) error {
			all, err := org.LatestChanges(v, 4)
			if c := all[rnd.IntN(len(all))]; c.Number != "0/QĐ" { // all stands on that one
				p.Change = c.ID
			}
			return err
		})
	}
	return p, by
}

// state writes the tree and the figures of a history on several maps, with ids of units called as a preview called them.
func state(t *testing.T, v *db.View, h *lineage.History, on day.Day, names map[string]string) string {
	t.Helper()
	call := func(id string) string {
		if n := names[id]; n != "" {
			return n
		}
		return id
	}
	var ids, lines []string
	for i := range int32(h.Len()) {
		ids = append(ids, h.ID(i))
		born, ended := h.Life(i, 0)
		line := fmt.Sprintf("%s %d–%d", call(h.ID(i)), born, ended)
		for _, d := range []day.Day{on - 1, on, on + 200} {
			asOf := day.AsOf{Day: d}
			above := "-"
			if p, ok := h.Parent(i, org.UnionLine, asOf); ok {
				above = call(h.ID(p))
			}
			line += fmt.Sprintf(" | %s %s %s %s", above, h.Name(i, asOf), h.Kind(i, asOf), h.State(i, asOf))
		}
		lines = append(lines, line)
	}
	for _, indicator := range []string{"member.members", "blood.bags"} {
		for _, m := range []day.Day{0, on, day.Of(2026, 11, 30)} {
			s, err := ledger.Suppose(v, h, ledger.Question{Indicator: indicator, Period: day.Year(2025), On: m}, ids)
			if err != nil {
				t.Fatal(err)
			}
			for id, n := range s.Totals {
				if !n.IsZero() {
					lines = append(lines, fmt.Sprintf("%s %v %s = %v of %d", indicator, m, call(id), n.Quantity, n.Entries))
				}
			}
			lines = append(lines, fmt.Sprintf("%s %v = %v, left %s, gone %s", indicator, m, s.All.Quantity, parts(s.Left), parts(s.Gone)))
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// A supposition of nothing new says what the ledger says.
func TestSupposeAgreesWithTotals(t *testing.T) {
	h := house(t)
	h.post(members("hp1", "2025-03-01", 100), bags("hp1", "", "2025-03-01", ledger.Exactly(3), ledger.Signed), bags("hd1", "", "2025-03-02", ledger.AtLeast(7), ledger.Counted))
	h.Clock.SetDay("2026-12-01")
	h.Write(func(tx *db.Tx) error { return org.Dissolve(tx, "hp1", org.Ending{}, h.by("2025-07-01")) })
	h.See(func(v *db.View) error {
		now, err := org.HistoryOf(v)
		if err != nil {
			return err
		}
		for _, on := range []day.Day{0, day.Must("2025-06-30"), day.Must("2026-01-01")} {
			for _, indicator := range []string{"member.members", "blood.bags"} {
				q := ledger.Question{Indicator: indicator, Period: day.Year(2025), On: on}
				units := []string{"vn", "hp", "hd", "hp1", "hd1"}
				want, err := ledger.Totals(v, q, units)
				if err != nil {
					return err
				}
				s, err := ledger.Suppose(v, now, q, units)
				if err != nil {
					return err
				}
				f, err := ledger.RollUp(v, q)
				if err != nil {
					return err
				}
				for _, u := range units {
					if s.Totals[u].Quantity != want[u].Quantity || s.Totals[u].Entries != want[u].Entries {
						t.Errorf("%s of %s on %v: supposed %v, is %v", indicator, u, on, s.Totals[u], want[u])
					}
				}
				if s.All.Quantity != f.Quantity || parts(s.Gone) != parts(f.Gone) {
					t.Errorf("%s on %v: %v gone %v, is %v gone %v", indicator, on, s.All, s.Gone, f.Quantity, f.Gone)
				}
			}
		}
		return nil
	})
}
