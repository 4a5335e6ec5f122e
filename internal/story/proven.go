package story

import (
	"fmt"

	"phongtrao/internal/base/db"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
)

// proven holds a figure to what it says of itself: its parts with what is not allocated, its evidence, the entries behind it
// and the answers to the same question put otherwise all make the same total.
func proven(v *db.View, f ledger.Figure) error {
	var parts ledger.Quantity
	for _, p := range f.Parts {
		parts = parts.Add(p.Quantity)
	}
	for _, p := range f.Unallocated {
		parts = parts.Add(p.Quantity)
	}
	if f.By != "" && parts != f.Quantity {
		return fmt.Errorf("parts and what is unallocated make %s, not %s", parts, f.Quantity)
	}
	known := int64(0)
	for _, n := range f.ByEvidence {
		known += n
	}
	if known != f.Lo {
		return fmt.Errorf("evidence of every kind makes %d, not %d", known, f.Lo)
	}
	q := f.Question
	q.By = ""
	whole, err := ledger.RollUp(v, q)
	if err != nil {
		return err
	}
	if whole.Quantity != f.Quantity {
		return fmt.Errorf("undivided it is %s, not %s", whole.Quantity, f.Quantity)
	}
	entries, err := ledger.Prove(v, q)
	if err != nil {
		return err
	}
	if sum := ledger.SumOf(entries); sum != f.Quantity {
		if divided, err := shares(v, q.Indicator); err != nil || divided {
			return err // the whole entry is shown where a unit has only a part of it
		}
		return fmt.Errorf("its %d entries make %s, not %s", len(entries), sum, f.Quantity)
	}
	return nil
}

// shares reports whether a split divides the past of an indicator.
func shares(v *db.View, indicator string) (bool, error) {
	h, err := org.HistoryOf(v)
	if err != nil {
		return false, err
	}
	for i := range int32(h.Len()) {
		for _, e := range h.Timeline(i) {
			if e.Succession != nil && e.Succession.Shares[indicator] > 0 {
				return true, nil
			}
		}
	}
	return false, nil
}
