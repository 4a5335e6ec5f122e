package campaign

import (
	"slices"

	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// Allotment says what some units below a target get; those that it does not name keep what they have.
type Allotment struct {
	Parts []ShareOf
	Keep  int64  // how much of what is left is meant to stay in reserve; KeepAsIs leaves it as it was said before
	What  string // how the numbers came about: "chia đều", "dán từ bảng tính"
	Because
}

// KeepAsIs as Allotment.Keep says nothing of the reserve.
const KeepAsIs = -1

// Allot gives some units below a target their parts, all in one batch, and returns its id. What is left over is the target's
// reserve; so many parts as there are, they never add up to more than it has. A unit that took its number on gets another one only
// with a reason or a document. Version is the one that the person saw.
func Allot(tx *db.Tx, target string, version int, a Allotment) (string, error) {
	t, err := hold(tx, target)
	if err != nil {
		return "", err
	}
	a.Because = a.cleaned()
	if err := expect(tx, t, version, "phần chia cho "+itoa(len(a.Parts))+" đơn vị"); err != nil {
		return "", err
	}
	d, err := division(tx, t, a.Because)
	if err != nil {
		return "", err
	}
	seen := map[string]bool{}
	sum := t.Quantity - t.Reserve
	var parts []ShareOf
	for _, p := range a.Parts {
		had, child := d.child(p.Unit)
		switch {
		case seen[p.Unit]:
			return "", fault.In(FieldOf(p.Unit), "%s được ghi hai lần. Hãy bỏ một dòng.", called(&tx.View, p.Unit, t.Period.To))
		case p.Quantity < 0 || p.Quantity > most:
			return "", fault.In(FieldOf(p.Unit), "%s: chỉ tiêu phải từ 0 đến %s, không phải %s.", called(&tx.View, p.Unit, t.Period.To), number(most), number(p.Quantity))
		case child && had.State == Accepted && had.Quantity != p.Quantity && a.Reason == "" && a.Dispatch == "":
			return "", fault.In("reason", "%s đã nhận chỉ tiêu %s. Hãy ghi lý do, hoặc dẫn văn bản, khi đổi thành %s.", called(&tx.View, p.Unit, t.Period.To), number(had.Quantity), number(p.Quantity))
		}
		seen[p.Unit] = true
		if p.Quantity == had.Quantity {
			continue // it has that number, or nothing and gets nothing
		}
		sum += p.Quantity - had.Quantity
		parts = append(parts, p)
	}
	kept, err := Kept(&tx.View, t)
	if err != nil {
		return "", err
	}
	switch {
	case sum > t.Quantity:
		return "", fault.Invalidf("Tổng các phần là %s, vượt chỉ tiêu %s là %s. Hãy giảm bớt ở một số đơn vị, hoặc điều chỉnh chỉ tiêu của cấp trên trước.",
			number(sum), number(t.Quantity), number(sum-t.Quantity))
	case a.Keep >= 0 && a.Keep > t.Quantity-sum:
		return "", fault.In("keep", "Đã chia %s, chỉ còn lại %s nên không giữ được dự phòng %s. Hãy giảm dự phòng, hoặc giảm phần chia.",
			number(sum), number(t.Quantity-sum), number(a.Keep))
	case len(parts) == 0 && (a.Keep < 0 || a.Keep == kept):
		return "", fault.Invalidf("Chưa có số nào thay đổi so với bảng đang giao. Hãy sửa ít nhất một ô rồi ghi lại.")
	}
	if _, err := d.write(parts); err != nil {
		return "", err
	}
	act.Note(tx, "Chia chỉ tiêu của "+called(&tx.View, t.Unit, t.Period.To)+": "+itoa(len(parts))+" đơn vị đổi số, còn lại "+number(t.Quantity-sum)+".")
	t.Reserve = t.Quantity - sum
	if err := next(tx, t, BySharing, a.Because); err != nil {
		return "", err
	}
	return keepBatch(tx, Batch{Target: t.ID, Change: BySharing, What: viet.Clean(a.What), Kept: a.Keep, lines: d.lines})
}

// FieldOf is the name under which a fault speaks of a unit's part.
func FieldOf(unit string) string { return "u-" + unit }

// dividing is the work of giving units parts of a target.
type dividing struct {
	tx       *db.Tx
	of       Target
	b        Because
	above    []string
	children map[string]Target // by unit
	lines    []line
}

// division begins to divide a target. It refuses one that a unit set itself, and grounds that are not registered.
func division(tx *db.Tx, t Target, b Because) (*dividing, error) {
	if t.Source != Assigned {
		return nil, fault.Invalidf("Chỉ tiêu tự đăng ký không chia xuống được; chỉ chia chỉ tiêu được giao.")
	}
	if b.Dispatch != "" {
		if _, err := dispatched(&tx.View, b.Dispatch); err != nil {
			return nil, err
		}
	}
	d := &dividing{tx: tx, of: t, b: b, children: map[string]Target{}}
	var err error
	if d.above, err = unitsAbove(tx, t); err != nil {
		return nil, err
	}
	all, err := Targets(&tx.View, Filter{Parent: t.ID})
	for _, c := range all {
		d.children[c.Unit] = c
	}
	return d, err
}

func (d *dividing) child(unit string) (Target, bool) {
	c, ok := d.children[unit]
	return c, ok
}

// write gives units their parts, begins those that had none, and returns the ids in the order given. The balance was looked at before.
func (d *dividing) write(parts []ShareOf) ([]string, error) {
	ids := make([]string, len(parts))
	var begun, versions []Target
	for i, p := range parts {
		c, had := d.children[p.Unit]
		if had {
			ids[i] = c.ID
			if c.Quantity == p.Quantity {
				continue
			}
			if err := room(c, p.Quantity); err != nil {
				return nil, fault.In(FieldOf(p.Unit), "%s: %s", called(&d.tx.View, p.Unit, c.Period.To), fault.Text(err))
			}
			c.Reserve += p.Quantity - c.Quantity
			c.Quantity, c.State = p.Quantity, Given
			c = c.following(BySharing, d.b)
			d.lines = append(d.lines, line{c.ID, c.Version - 1, c.Version})
			versions = append(versions, c)
			continue
		}
		c = d.of.share(p, d.b)
		c.ID, c.Version, c.Reserve = d.tx.ID(), 1, p.Quantity
		ids[i] = c.ID
		d.lines = append(d.lines, line{c.ID, 0, 1})
		begun = append(begun, c)
	}
	if err := d.mayBegin(begun); err != nil {
		return nil, err
	}
	if err := insertTargets(d.tx, begun); err != nil {
		return nil, err
	}
	return ids, insertVersions(d.tx, append(begun, versions...))
}

// mayBegin refuses new shares of units that may have none: not alive, not below, above, or with such a target already.
func (d *dividing) mayBegin(begun []Target) error {
	units := make([]string, len(begun))
	for i, c := range begun {
		units[i] = c.Unit
		if slices.Contains(d.above, c.Unit) {
			return fault.In(FieldOf(c.Unit), "%s đã giữ chỉ tiêu này ở cấp trên. Phần giữ lại hãy ghi vào dự phòng.", called(&d.tx.View, c.Unit, c.Period.To))
		}
		if err := lives(&d.tx.View, FieldOf(c.Unit), c.Unit, c.Period); err != nil {
			return err
		}
	}
	if err := allAsked(&d.tx.View, d.of.Unit, begun); err != nil {
		return err
	}
	for some := range slices.Chunk(units, 1000) {
		same, err := Targets(&d.tx.View, Filter{Campaign: d.of.Campaign, Units: some, Indicator: d.of.Indicator, Period: d.of.Period, Source: Assigned})
		if err != nil {
			return err
		}
		if len(same) > 0 {
			return fault.Conflictf("%s đã có chỉ tiêu %s %s cho %s (bản %d). Hãy điều chỉnh chỉ tiêu đó thay vì giao lần nữa.",
				called(&d.tx.View, same[0].Unit, same[0].Period.To), same[0].Source.Label(), number(same[0].Quantity), same[0].Period.VN(), same[0].Version)
		}
	}
	return nil
}
