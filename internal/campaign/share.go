package campaign

import (
	"slices"
	"strings"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

// Share divides a target among the units below: all of them and the reserve in one act, that add up to it. It returns the
// ids of the shares in the order given.
//
// Done again, it is the whole table again: units that are named with another number are revised, new ones are added, and
// one that had a share is named too (with 0 if it shall have none). Version is the one that the person saw.
func Share(tx *db.Tx, target string, version int, shares []ShareOf, reserve int64, b Because) ([]string, error) {
	t, err := hold(tx, target)
	if err != nil {
		return nil, err
	}
	b = b.cleaned()
	if err := expect(tx, t, version, "bảng chia cho "+itoa(len(shares))+" đơn vị"); err != nil {
		return nil, err
	}
	if len(shares) == 0 {
		return nil, fault.Invalidf("Hãy chọn ít nhất một đơn vị để chia chỉ tiêu.")
	}
	if err := balanced(t.Quantity, shares, reserve); err != nil {
		return nil, err
	}
	d, err := division(tx, t, b)
	if err != nil {
		return nil, err
	}
	if err := named(tx, t, d.children, shares, d.above); err != nil {
		return nil, err
	}
	ids, err := d.write(shares)
	if err != nil {
		return nil, err
	}
	t.Reserve = reserve
	if err := next(tx, t, BySharing, b); err != nil {
		return nil, err
	}
	_, err = keepBatch(tx, Batch{Target: t.ID, Change: BySharing, Kept: reserve, lines: d.lines})
	return ids, err
}

// share is the target that a unit gets out of t.
func (t Target) share(s ShareOf, b Because) Target {
	c := Target{Campaign: t.Campaign, Unit: s.Unit, Indicator: t.Indicator, Period: t.Period, Source: Assigned, Parent: t.ID,
		Quantity: s.Quantity, State: Given, Change: BySharing, Because: b}
	if c.Dispatch == "" {
		c.Dispatch, c.Item = t.Dispatch, t.Item
	}
	return c
}

// resize gives a target another quantity, the difference going to its reserve; it leaves its parent alone.
func resize(tx *db.Tx, t Target, quantity int64, state State, change Change, b Because) error {
	if quantity == t.Quantity {
		return nil
	}
	if err := room(t, quantity); err != nil {
		return fault.New(fault.Invalid, "%s: %s", called(&tx.View, t.Unit, t.Period.To), fault.Text(err))
	}
	t.Reserve += quantity - t.Quantity
	t.Quantity, t.State = quantity, state
	return next(tx, t, change, b)
}

// named refuses a table that names a unit twice, one above, or not all that have a share.
func named(tx *db.Tx, t Target, children map[string]Target, shares []ShareOf, above []string) error {
	seen := map[string]bool{}
	for _, s := range shares {
		name := called(&tx.View, s.Unit, t.Period.To)
		switch {
		case seen[s.Unit]:
			return fault.Invalidf("%s được ghi hai lần trong bảng chia. Hãy bỏ một dòng.", name)
		case slices.Contains(above, s.Unit):
			return fault.Invalidf("%s đã giữ chỉ tiêu này ở cấp trên. Phần giữ lại hãy ghi vào dự phòng.", name)
		}
		seen[s.Unit] = true
		if _, had := children[s.Unit]; !had && s.Quantity == 0 {
			return fault.Invalidf("%s được chia 0. Hãy bỏ dòng này, hoặc ghi số lớn hơn 0.", name)
		}
	}
	var missing []string
	for _, c := range children {
		if !seen[c.Unit] && c.Quantity != 0 {
			missing = append(missing, called(&tx.View, c.Unit, t.Period.To)+" ("+number(c.Quantity)+")")
		}
	}
	slices.Sort(missing)
	if len(missing) > 0 {
		return fault.Invalidf("Bảng chia chưa nêu đơn vị đã có chỉ tiêu: %s. Hãy nêu đủ; đơn vị nào thôi giao thì ghi 0.", strings.Join(missing, ", "))
	}
	return nil
}

// unitsAbove gives the units of a target and of all targets it is a share of.
func unitsAbove(tx *db.Tx, t Target) ([]string, error) {
	units := []string{t.Unit}
	for t.Parent != "" {
		var err error
		if t, err = TargetByID(&tx.View, t.Parent); err != nil {
			return nil, err
		}
		units = append(units, t.Unit)
	}
	return units, nil
}
