package ledger_test

import (
	"fmt"
	"testing"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/ledger"
)

// inside asks all that is known of the cells below a node by both paths, from lists that are kept and, inside an act, cell by cell: the two agree.
func (w *world) inside(q ledger.Question) {
	kept, plain := w.listed(q, false), w.listed(q, true)
	if kept != plain {
		w.complain("%+v:\nkept  %s\nplain %s", q, kept, plain)
	}
}

func (h *federation) listed(q ledger.Question, inAct bool) (said string) {
	h.T.Helper()
	work := func(v *db.View) error {
		said = ""
		entries, err := ledger.Prove(v, q)
		if err != nil {
			return err
		}
		for _, e := range entries {
			said += fmt.Sprint(e.Seq, " ")
		}
		after := int64(0)
		for turn := true; turn; {
			some, all, err := ledger.ProvePage(v, q, after, 2)
			if err != nil {
				return err
			}
			said += fmt.Sprintf("| %d of %d:", len(some), all)
			for _, e := range some {
				said += fmt.Sprint(" ", e.Seq)
				after = e.Seq
			}
			turn = len(some) == 2
		}
		for _, by := range []string{ledger.ByActivity, ledger.ByCampaign, ledger.ByEvidence, ledger.ByUnit, ledger.ByPlace} {
			q.By = by
			f, err := ledger.RollUp(v, q)
			if err != nil {
				return err
			}
			said += fmt.Sprintf("\n%s: %v of %d %v; %s; unallocated %s; gone %s", by, f.Quantity, f.Entries, f.ByEvidence, parts(f.Parts), parts(f.Unallocated), parts(f.Gone))
		}
		q.By = ""
		says, against, n := map[ledger.Evidence]ledger.Quantity{}, map[ledger.Evidence]ledger.Quantity{}, 0
		err = ledger.Contested(v, q, func(e ledger.Evidence, one, published ledger.Quantity) {
			says[e], against[e] = says[e].Add(one), against[e].Add(published)
			n++
		})
		said += fmt.Sprintf("\n%d contested: %v %v", n, says, against)
		return err
	}
	if inAct {
		if err := h.DB.Update(h.T.Context(), db.Ordered{}, func(tx *db.Tx) error { return work(&tx.View) }); err != nil {
			return err.Error()
		}
		return said
	}
	if err := h.DB.See(h.T.Context(), work); err != nil {
		return err.Error()
	}
	return said
}

// A list that is kept learns of cells that came since, of a reversal that empties one, and of another kind of evidence.
func TestInnerFollows(t *testing.T) {
	h := house(t)
	for _, q := range []ledger.Question{
		{Indicator: "blood.bags", Period: half, At: "hp"},
		{Indicator: "blood.bags", Period: half, At: "hp", On: day.Must("2024-06-01"), Campaign: "c1"},
		{Indicator: "blood.bags", Period: half, Line: ledger.PlaceLine},
	} {
		same := func(what string) {
			t.Helper()
			if kept, plain := h.listed(q, false), h.listed(q, true); kept != plain {
				t.Errorf("%s, %+v:\nkept  %s\nplain %s", what, q, kept, plain)
			}
		}
		same("before")
		seq := h.post(bags("hp1", "", "2024-04-09", ledger.Exactly(90), ledger.Declared), bags("hd1", "", "2024-04-09", ledger.Exactly(7), ledger.Declared))[0]
		same("posted")
		h.post(bags("hp2", "C01", "2024-04-10", ledger.Exactly(5), ledger.Counted), bags("hp1", "", "2024-04-09", ledger.Exactly(80), ledger.Signed))
		same("another unit, another kind")
		h.Write(func(tx *db.Tx) error { _, err := ledger.Reverse(tx, seq, "nhầm"); return err })
		same("reversed")
	}
}
