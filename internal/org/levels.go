package org

import (
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// Line is a way in which units stand under one another.
type Line struct{ Key, Name string }

// Kind is what a unit is: a federation, a grassroots union, a club. Level 1 is the highest of its line; 0 is beside the levels.
type Kind struct {
	Key, Name, Short string
	Line             string // the line on which units of this kind stand first
	Level            int64
}

// Lines returns all lines in the order of lists.
func Lines(v *db.View) ([]Line, error) { return selectLines(v) }

// Kinds returns all kinds, by line and level.
func Kinds(v *db.View) ([]Kind, error) { return selectKinds(v) }

type kindsKey struct{}

func kindsOf(v *db.View) (map[string]Kind, error) {
	kinds := v.Memo(kindsKey{}, func() any { return map[string]Kind{} }).(map[string]Kind)
	if len(kinds) > 0 {
		return kinds, nil
	}
	all, err := selectKinds(v)
	for _, k := range all {
		kinds[k.Key] = k
	}
	return kinds, err
}

func unknownKind(key string) error {
	if key == "" {
		return fault.In("kind", "Chưa chọn loại tổ chức. Hãy chọn một loại trong danh sách.")
	}
	return fault.In("kind", "Không có loại tổ chức “%s”. Hãy chọn một loại trong danh sách, hoặc khai báo loại mới trước.", key)
}

// DeclareLine adds a line.
func DeclareLine(tx *db.Tx, l Line) error {
	l.Key, l.Name = viet.Clean(l.Key), viet.Clean(l.Name)
	if l.Key == "" || l.Name == "" {
		return fault.In("name", "Tuyến mới cần có khóa và tên. Hãy ghi cả hai.")
	}
	all, err := selectLines(&tx.View)
	if err != nil {
		return err
	}
	for _, o := range all {
		if o.Key == l.Key {
			return fault.Conflictf("Đã có tuyến “%s” (%s). Hãy chọn khóa khác.", l.Key, o.Name)
		}
	}
	return insertLine(tx, l)
}

// DeclareKind adds a kind of unit: names of levels change with the Charter, and old kinds stay for old units.
func DeclareKind(tx *db.Tx, k Kind) error {
	k.Key, k.Name, k.Short = viet.Clean(k.Key), viet.Clean(k.Name), viet.Clean(k.Short)
	if k.Key == "" || k.Name == "" {
		return fault.In("name", "Loại tổ chức mới cần có khóa và tên. Hãy ghi cả hai.")
	}
	kinds, err := kindsOf(&tx.View)
	if err != nil {
		return err
	}
	if o, ok := kinds[k.Key]; ok {
		return fault.Conflictf("Đã có loại tổ chức “%s” (%s). Hãy chọn khóa khác.", k.Key, o.Name)
	}
	lines, err := selectLines(&tx.View)
	if err != nil {
		return err
	}
	for _, l := range lines {
		if l.Key == k.Line {
			kinds[k.Key] = k
			return insertKind(tx, k)
		}
	}
	return fault.In("line", "Không có tuyến “%s”. Hãy chọn một tuyến trong danh sách, hoặc khai báo tuyến mới trước.", k.Line)
}
