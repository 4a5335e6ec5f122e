package org

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
)

// Preview tells what a change would do, or the fault with which it would be refused, and writes nothing. It knows
// ChangeConsolidate (into is the parent of the new unit, "" for the one that all have), ChangeAbsorb, ChangeMove and
// ChangeDissolve (into is the holding unit, "" for the declared one).
func Preview(v *db.View, kind lineage.ChangeKind, units []UnitID, into UnitID, on day.Day) (lineage.Effect, error) {
	d, err := book.Draft(v)
	if err != nil {
		return lineage.Effect{}, err
	}
	switch kind {
	case lineage.ChangeConsolidate:
		n := lineage.Node{ID: "preview", Name: "Đơn vị mới"}
		if into != "" {
			n.Parents = map[string]string{UnionLine: into}
		}
		err = d.Consolidate(units, n, on)
	case lineage.ChangeAbsorb:
		err = d.Absorb(units, into, on)
	case lineage.ChangeMove:
		err = d.MoveAll(units, UnionLine, into, on)
	case lineage.ChangeDissolve:
		for _, u := range units {
			holder := into
			if holder == "" {
				if holder, err = holdingFor(v, d.History(), u, on); err != nil {
					return lineage.Effect{}, err
				}
			}
			if err = d.Dissolve(u, "", holder, on); err != nil {
				break
			}
		}
	default:
		err = fault.Invalidf("Chưa xem trước được loại thay đổi này. Hãy ghi thẳng, có thể hủy ghi nhận nếu nhầm.")
	}
	if err == nil {
		_, _, _, err = d.Done()
	}
	if err != nil {
		return lineage.Effect{}, err
	}
	return d.Effect(), nil
}
