package edition

import (
	"slices"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
)

// Above is the unit to which a report goes: the one above its unit today, "" at the head of the line.
func Above(v *db.View, e Edition) (org.UnitID, error) {
	chain, err := org.Over(v, e.Unit)
	switch {
	case err != nil || len(chain) == 0:
		return "", err
	case chain[0] != e.Unit: // it is no more, and another stands in its place or above
		return chain[0], nil
	case len(chain) > 1:
		return chain[1], nil
	}
	return "", nil
}

// Send gives a closed report to units: the level above, and whoever else is named. A unit to which it was sent already stays as it was.
func Send(tx *db.Tx, id string, units ...org.UnitID) error {
	e, err := hold(tx, id)
	if err != nil {
		return err
	}
	if e.Closed == nil {
		return fault.Invalidf("Báo cáo chưa chốt nên chưa gửi được. Hãy chốt trước.")
	}
	if len(units) == 0 {
		return fault.In("unit", "Hãy chọn ít nhất một nơi nhận.")
	}
	h, err := org.HistoryOf(&tx.View)
	if err != nil {
		return err
	}
	slices.Sort(units)
	for _, u := range slices.Compact(units) {
		i, known := h.Index(u)
		switch {
		case !known || !h.Alive(i, org.Today(&tx.View)):
			return fault.In("unit", "Nơi nhận không có hoặc không còn hoạt động. Hãy chọn lại.")
		case u == e.Unit:
			return fault.In("unit", "Không gửi báo cáo cho chính đơn vị lập. Hãy chọn nơi nhận khác.")
		case slices.ContainsFunc(e.Sent, func(r Receipt) bool { return r.Unit == u }):
			continue
		}
		if err := insertSent(tx, id, u); err != nil {
			return err
		}
	}
	return nil
}

// Accept takes a report in, for a unit that received it.
func Accept(tx *db.Tx, id string, unit org.UnitID) error {
	return answer(tx, id, unit, Accepted, "")
}

// Return sends a report back with a reason; its unit then makes another in its place.
func Return(tx *db.Tx, id string, unit org.UnitID, reason string) error {
	if reason = viet.CleanLines(reason); reason == "" {
		return fault.In("reason", "Hãy ghi lý do trả lại báo cáo.")
	}
	return answer(tx, id, unit, Returned, reason)
}

func answer(tx *db.Tx, id string, unit org.UnitID, a State, reason string) error {
	e, err := hold(tx, id)
	if err != nil {
		return err
	}
	r, err := e.receipt(unit)
	if err != nil {
		return err
	}
	if r.Answer != "" {
		return fault.Conflictf("Báo cáo này %s lúc %s. Hãy tải lại trang.", r.Answer.Label(), r.Since.VN())
	}
	return insertAnswer(tx, id, unit, a, reason)
}

// receipt is that of a unit.
func (e Edition) receipt(unit org.UnitID) (Receipt, error) {
	for _, r := range e.Sent {
		if r.Unit == unit {
			return r, nil
		}
	}
	return Receipt{}, fault.NotFoundf("Báo cáo này chưa gửi đến đơn vị đó. Hãy tải lại trang.")
}
