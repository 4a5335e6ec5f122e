package org

import (
	"cmp"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/viet"
)

// change writes one change about a unit, refusing it if the unit was changed since the writer looked.
func change(tx *db.Tx, kind lineage.ChangeKind, unit UnitID, by Decision, seen []Seen, work func(d *lineage.Draft, on day.Day) error) error {
	by = cleaned(by)
	_, err := book.Change(tx, kind, unit, by, func(d *lineage.Draft) error {
		for _, s := range seen {
			if err := d.Expect(unit, string(s)); err != nil {
				return err
			}
		}
		return work(d, by.Effective)
	})
	return err
}

// Found founds a unit and returns its id.
func Found(tx *db.Tx, u Unit, by Decision) (UnitID, error) {
	ids, err := FoundAll(tx, []Unit{u}, by)
	if err != nil {
		return "", err
	}
	return ids[0], nil
}

// FoundAll founds units by one decision, at once; they may be each other's parents where they bring their own ids.
func FoundAll(tx *db.Tx, units []Unit, by Decision) ([]UnitID, error) {
	kinds, err := kindsOf(&tx.View)
	if err != nil {
		return nil, err
	}
	ids := make([]UnitID, len(units))
	nodes := make([]lineage.Node, len(units))
	for k, u := range units {
		if nodes[k], err = newNode(tx, kinds, u); err != nil {
			return nil, err
		}
		ids[k] = nodes[k].ID
	}
	if len(units) == 0 {
		return nil, nil
	}
	// Ids are new each time, so what tells a decision's second copy is whom it founds, and where.
	about := viet.Fold(nodes[0].Name) + " < " + units[0].Parent
	if len(units) > 1 {
		about += " …" + viet.FormatInt(int64(len(units)))
	}
	by = cleaned(by)
	_, err = book.Change(tx, lineage.ChangeFound, about, by, func(d *lineage.Draft) error {
		if err := lead(d, nodes, by.Effective); err != nil {
			return err
		}
		return d.Found(by.Effective, nodes...)
	})
	return ids, err
}

// newNode reads a unit that is to be founded.
func newNode(tx *db.Tx, kinds map[string]Kind, u Unit) (lineage.Node, error) {
	u = clean(u)
	if u.ID == "" {
		u.ID = tx.ID()
	}
	kind, ok := kinds[u.Kind]
	if !ok {
		return lineage.Node{}, unknownKind(u.Kind)
	}
	n := lineage.Node{ID: u.ID, Name: u.Name, Short: u.Short, Kind: u.Kind, Code: u.Code, Parents: make(map[string]string, 1+len(u.Lines))}
	n.Parents[kind.Line] = cmp.Or(u.Parent, lineage.Top)
	for line, parent := range u.Lines {
		if line == kind.Line && u.Parent != "" && parent != u.Parent {
			return lineage.Node{}, fault.In("parent", "%s được ghi hai cấp trên trên cùng một tuyến; mỗi đơn vị chỉ có một. Hãy giữ một cấp trên, sau này đổi thì dùng “Chuyển”.", u.Name)
		}
		n.Parents[line] = parent
	}
	return n, nil
}

// lead puts units of the union line at the head of another line where something is founded under them there: the
// federation over its clubs.
func lead(d *lineage.Draft, nodes []lineage.Node, on day.Day) error {
	done := map[[2]string]bool{}
	for _, n := range nodes {
		for line, parent := range n.Parents {
			i, ok := d.History().Index(parent)
			if line == UnionLine || parent == lineage.Top || !ok || done[[2]string{line, parent}] {
				continue
			}
			done[[2]string{line, parent}] = true
			if asOf := (day.AsOf{Day: on}); d.History().On(i, UnionLine, asOf) && !d.History().On(i, line, asOf) {
				if err := d.Join(parent, line, lineage.Top, on); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// Rename gives a unit another name; an empty short name leaves that as it is.
func Rename(tx *db.Tx, unit UnitID, name, short string, by Decision, seen ...Seen) error {
	return change(tx, lineage.ChangeRename, unit, by, seen, func(d *lineage.Draft, on day.Day) error {
		w := lineage.Words{Name: viet.Clean(name), Short: viet.Clean(short)}
		if w == (lineage.Words{}) {
			return fault.In("name", "Chưa ghi tên mới. Hãy ghi tên đầy đủ theo quyết định.")
		}
		return d.Set(unit, on, w)
	})
}

// Retype makes a unit one of another kind.
func Retype(tx *db.Tx, unit UnitID, kind string, by Decision, seen ...Seen) error {
	kinds, err := kindsOf(&tx.View)
	if err != nil {
		return err
	}
	if _, ok := kinds[kind]; !ok {
		return unknownKind(kind)
	}
	return change(tx, lineage.ChangeRetype, unit, by, seen, func(d *lineage.Draft, on day.Day) error {
		return d.Set(unit, on, lineage.Words{Kind: kind})
	})
}

// Move gives a unit another parent on a line.
func Move(tx *db.Tx, unit UnitID, line string, parent UnitID, by Decision, seen ...Seen) error {
	return change(tx, lineage.ChangeMove, unit, by, seen, func(d *lineage.Draft, on day.Day) error {
		return d.Move(unit, line, parent, on)
	})
}

// MoveAll gives many units one parent by one decision (a ward's union receives its grassroots unions).
func MoveAll(tx *db.Tx, units []UnitID, line string, parent UnitID, by Decision) error {
	by = cleaned(by)
	_, err := book.Change(tx, lineage.ChangeMove, subject(units), by, func(d *lineage.Draft) error {
		return d.MoveAll(units, line, parent, by.Effective)
	})
	return err
}

// Join puts a unit on a line on which it does not stand: a grassroots union into a club. A second parent is refused.
func Join(tx *db.Tx, unit UnitID, line string, parent UnitID, by Decision, seen ...Seen) error {
	return change(tx, lineage.ChangeJoin, unit, by, seen, func(d *lineage.Draft, on day.Day) error {
		return d.Join(unit, line, parent, on)
	})
}

// Leave takes a unit off a line other than the union line.
func Leave(tx *db.Tx, unit UnitID, line string, by Decision, seen ...Seen) error {
	return change(tx, lineage.ChangeLeave, unit, by, seen, func(d *lineage.Draft, on day.Day) error {
		return d.Leave(unit, line, on)
	})
}

// Suspend stops a unit's work; it keeps its place in the tree.
func Suspend(tx *db.Tx, unit UnitID, by Decision, seen ...Seen) error {
	return change(tx, lineage.ChangeSuspend, unit, by, seen, func(d *lineage.Draft, on day.Day) error { return d.Suspend(unit, on) })
}

// Resume takes up the work of a suspended unit again.
func Resume(tx *db.Tx, unit UnitID, by Decision, seen ...Seen) error {
	return change(tx, lineage.ChangeResume, unit, by, seen, func(d *lineage.Draft, on day.Day) error { return d.Resume(unit, on) })
}

// Correction says what a record should have said. What is empty was right.
type Correction struct {
	Name, Short, Kind, Code string
	Line                    string  // with Parent: the line on which the parent was wrong; "" is the union line
	Parent                  UnitID  //
	Founded                 day.Day // the true day of founding
}

// Correct mends a wrong record without making history: by.Effective is the day for which the record was wrong, and is
// not needed for a day of founding; by.Note says why. The wrong record stays on the timeline, shown as overridden.
func Correct(tx *db.Tx, unit UnitID, right Correction, by Decision, seen ...Seen) error {
	if err := reasoned(by); err != nil {
		return err
	}
	if right.Kind != "" {
		if kinds, err := kindsOf(&tx.View); err != nil {
			return err
		} else if _, ok := kinds[right.Kind]; !ok {
			return unknownKind(right.Kind)
		}
	}
	return change(tx, lineage.ChangeCorrect, unit, by, seen, func(d *lineage.Draft, on day.Day) error {
		w := lineage.Words{Name: viet.Clean(right.Name), Short: viet.Clean(right.Short), Kind: right.Kind, Code: viet.Clean(right.Code)}
		if w != (lineage.Words{}) || (right.Parent == "" && right.Founded == 0) {
			if err := d.Correct(unit, on, w); err != nil {
				return err
			}
		}
		if right.Parent != "" {
			if err := d.CorrectParent(unit, cmp.Or(right.Line, UnionLine), right.Parent, on); err != nil {
				return err
			}
		}
		if right.Founded != 0 {
			return d.CorrectBirth(unit, right.Founded)
		}
		return nil
	})
}

// Withdraw takes back a change that should never have been recorded, whole. The change stays visible; by.Note says why.
func Withdraw(tx *db.Tx, change string, by Decision) error {
	if err := reasoned(by); err != nil {
		return err
	}
	_, err := book.Withdraw(tx, change, cleaned(by))
	return err
}

// reasoned refuses to mend a record without a reason.
func reasoned(by Decision) error {
	if viet.Clean(by.Note) == "" && viet.Clean(by.Number) == "" {
		return fault.In("note", "Chưa ghi lý do đính chính. Hãy ghi lý do, hoặc số văn bản đính chính.")
	}
	return nil
}
