package org

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
)

// Consolidate ends units and founds a new one in their place (hợp nhất). Without a Parent it stands where they all stood.
func Consolidate(tx *db.Tx, units []UnitID, into Unit, by Decision, seen ...Seen) (UnitID, error) {
	done, err := Carry(tx, Plan{Kind: lineage.ChangeConsolidate, Units: units, New: []Unit{into}}, by, seen...)
	if err != nil {
		return "", err
	}
	return done.New[0], nil
}

// Absorb ends units and gives what they had to one that exists (sáp nhập).
func Absorb(tx *db.Tx, units []UnitID, into UnitID, by Decision, seen ...Seen) error {
	return carry(tx, Plan{Kind: lineage.ChangeAbsorb, Units: units, To: into}, by, seen)
}

// Part is one of the units that a split leaves.
type Part struct {
	Unit              // a unit to be founded; only its ID is read where Existing
	Existing bool     // the unit exists: another one, or the split unit itself, which then goes on (tách)
	Children []UnitID // who goes to this part
	Rest     bool     // everybody else goes to this part
	// Shares divides what the split unit did before: indicator → parts per million. For each indicator every part has
	// one and they add up to 1,000,000; without shares the past is not divided, and stands above all parts.
	Shares map[string]int64
}

// Split divides a unit (chia, tách) and returns the ids of the parts, in their order.
func Split(tx *db.Tx, unit UnitID, parts []Part, by Decision, seen ...Seen) ([]UnitID, error) {
	done, err := Carry(tx, Plan{Kind: lineage.ChangeSplit, Units: []UnitID{unit}, Parts: parts}, by, seen...)
	return done.New, err
}

// Ending says what becomes of a dissolved unit's past and of its children; both may be empty.
type Ending struct {
	Successor UnitID // takes over everything, its figures too
	Holding   UnitID // takes the children for the time being; "" asks for the one declared with SetHolding
}

// Dissolve ends a unit (giải thể). Its children go to the holding unit, else to the successor; a unit that has children
// and neither is refused.
func Dissolve(tx *db.Tx, unit UnitID, to Ending, by Decision, seen ...Seen) error {
	return carry(tx, Plan{Kind: lineage.ChangeDissolve, Units: []UnitID{unit}, Ending: to}, by, seen)
}

// SetHolding declares that the children of whatever ends beneath a unit without a successor hang under another one
// (often itself) until they are moved: the gap between the end of a district and the founding of its wards.
func SetHolding(tx *db.Tx, above, holding UnitID, by Decision) error {
	h, err := HistoryOf(&tx.View)
	if err != nil {
		return err
	}
	by = cleaned(by)
	for _, id := range []UnitID{above, holding} {
		i, ok := h.Index(id)
		if !ok {
			return fault.NotFoundf("Không có đơn vị mang mã %s. Hãy chọn lại trong danh sách.", id)
		}
		if asOf := (day.AsOf{Day: by.Effective}); !h.Alive(i, asOf) {
			return fault.In("effective", "%s không hoạt động vào ngày %s. Hãy chọn ngày khác hoặc đơn vị khác.", h.Name(i, asOf), by.Effective.VN())
		}
	}
	return insertHolding(tx, above, holding, by)
}

// holdingFor returns the holding unit declared for what ends under the nearest unit above; "" for none.
func holdingFor(v *db.View, h *lineage.History, unit UnitID, on day.Day) (UnitID, error) {
	i, ok := h.Index(unit)
	if !ok {
		return "", nil
	}
	for _, p := range h.Chain(i, UnionLine, day.AsOf{Day: on})[1:] {
		holding, found, err := holdingOf(v, h.ID(p), on)
		if err != nil || found {
			return holding, err
		}
	}
	return "", nil
}
