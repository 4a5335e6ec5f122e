package org

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

// Role is what a place is to a unit.
type Role string

const (
	Seat Role = "seat" // where its office is (trụ sở)
	Area Role = "area" // what it covers (phạm vi quản lý): a commune's union may cover several communes
	Site Role = "site" // where its members work (nơi làm việc): a company may have plants in two parks
)

// Link says that a unit has a role at a place from a day on.
type Link struct {
	Unit  UnitID
	Place string // id of a place
	Role  Role
	From  day.Day
}

// LinkPlace says that a unit has a role at a place from a day on.
func LinkPlace(tx *db.Tx, unit UnitID, place string, role Role, from day.Day, by Decision) error {
	return link(tx, Link{unit, place, role, from}, true, by)
}

// UnlinkPlace says that a unit has a role at a place no longer from a day on.
func UnlinkPlace(tx *db.Tx, unit UnitID, place string, role Role, from day.Day, by Decision) error {
	return link(tx, Link{unit, place, role, from}, false, by)
}

func link(tx *db.Tx, l Link, there bool, by Decision) error {
	h, err := HistoryOf(&tx.View)
	if err != nil {
		return err
	}
	i, ok := h.Index(l.Unit)
	switch {
	case !ok:
		return fault.NotFoundf("Không có đơn vị mang mã %s. Hãy chọn lại trong danh sách.", l.Unit)
	case l.Place == "":
		return fault.In("place", "Chưa chọn địa điểm. Hãy chọn một địa điểm trong danh sách.")
	case l.Role != Seat && l.Role != Area && l.Role != Site:
		return fault.In("role", "Chưa rõ quan hệ với địa điểm. Hãy chọn trụ sở, phạm vi quản lý hoặc nơi làm việc.")
	}
	if born, ended := h.Life(i, 0); l.From < born || l.From >= ended {
		return fault.In("effective", "%s không hoạt động vào ngày %s (chỉ từ %s). Hãy chọn ngày khác.",
			h.Name(i, day.AsOf{Day: l.From}), l.From.VN(), born.VN())
	}
	rows, err := selectLinksOf(&tx.View, l.Unit)
	if err != nil {
		return err
	}
	if now := holds(rows, day.AsOf{Day: l.From})[[3]string{l.Unit, l.Place, string(l.Role)}]; (now != nil) == there {
		if there {
			return fault.Conflictf("Quan hệ này đã có từ %s, không cần ghi lại.", now.From.VN())
		}
		return fault.Invalidf("Vào ngày %s không có quan hệ này để kết thúc. Hãy kiểm tra lại địa điểm và ngày.", l.From.VN())
	}
	return insertLink(tx, l, there, cleaned(by))
}

// holds returns the links that hold: rows come by day, then by recording, and the later one wins.
func holds(rows []linkRow, asOf day.AsOf) map[[3]string]*Link {
	now := map[[3]string]*Link{}
	for _, r := range rows {
		if r.From > asOf.Day || !asOf.Knows(r.recorded) {
			continue
		}
		if k := [3]string{r.Unit, r.Place, string(r.Role)}; r.there {
			now[k] = &r.Link
		} else {
			delete(now, k)
		}
	}
	return now
}

// PlacesOf returns the places of a unit on a day, the earliest first.
func PlacesOf(v *db.View, unit UnitID, asOf day.AsOf) ([]Link, error) {
	rows, err := selectLinksOf(v, unit)
	return living(v, rows, asOf, err)
}

// UnitsAt returns the units that have any role at a place on a day and are alive, the earliest first.
func UnitsAt(v *db.View, place string, asOf day.AsOf) ([]Link, error) {
	rows, err := selectLinksAt(v, place)
	return living(v, rows, asOf, err)
}

func living(v *db.View, rows []linkRow, asOf day.AsOf, err error) ([]Link, error) {
	if err != nil {
		return nil, err
	}
	h, err := HistoryOf(v)
	if err != nil {
		return nil, err
	}
	now := holds(rows, asOf)
	var out []Link
	for _, r := range rows {
		k := [3]string{r.Unit, r.Place, string(r.Role)}
		l := now[k]
		if l == nil || *l != r.Link {
			continue
		}
		delete(now, k)
		if i, ok := h.Index(l.Unit); ok && h.Alive(i, asOf) {
			out = append(out, *l)
		}
	}
	return out, nil
}
