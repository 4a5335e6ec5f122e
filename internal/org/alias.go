package org

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// Alias is another spelling of a unit's name, with where it was met.
type Alias struct {
	Unit   UnitID
	Alias  string
	Source string
	seq    int64
}

// AddAlias keeps another spelling of a unit's name: a program may propose it, a person confirms it.
func AddAlias(tx *db.Tx, unit UnitID, alias, source string) error {
	a := Alias{Unit: unit, Alias: viet.Clean(alias), Source: viet.Clean(source)}
	h, err := HistoryOf(&tx.View)
	if err != nil {
		return err
	}
	i, ok := h.Index(unit)
	switch {
	case !ok:
		return fault.NotFoundf("Không có đơn vị mang mã %s. Hãy chọn lại trong danh sách.", unit)
	case a.Alias == "":
		return fault.In("alias", "Chưa ghi tên gọi khác. Hãy ghi tên như đã gặp trong văn bản.")
	case a.Source == "":
		return fault.In("source", "Chưa ghi tên gọi này gặp ở đâu. Hãy ghi nguồn, ví dụ số văn bản.")
	}
	mine, err := selectAliasesOf(&tx.View, unit)
	if err != nil {
		return err
	}
	for _, o := range mine {
		if o.Alias == a.Alias {
			return fault.Conflictf("%s đã có tên gọi “%s” (nguồn: %s).", h.Name(i, day.AsOf{Day: tx.At.Day()}), o.Alias, o.Source)
		}
	}
	return insertAlias(tx, a)
}

// Aliases returns the other spellings of a unit's name, in order of recording.
func Aliases(v *db.View, unit UnitID) ([]Alias, error) { return selectAliasesOf(v, unit) }
