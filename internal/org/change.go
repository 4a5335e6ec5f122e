package org

import (
	"cmp"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/viet"
)

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
	done, err := Carry(tx, Plan{Kind: lineage.ChangeFound, New: units}, by)
	return done.New, err
}

// newNode reads a unit that is to be founded.
func newNode(id func() string, kinds map[string]Kind, u Unit) (lineage.Node, error) {
	u = clean(u)
	if u.ID == "" {
		u.ID = id()
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

// carry is Carry for those who need no more than the error.
func carry(tx *db.Tx, p Plan, by Decision, seen []Seen) error {
	_, err := Carry(tx, p, by, seen...)
	return err
}

// Rename gives a unit another name; an empty short name leaves that as it is.
func Rename(tx *db.Tx, unit UnitID, name, short string, by Decision, seen ...Seen) error {
	return carry(tx, Plan{Kind: lineage.ChangeRename, Units: []UnitID{unit}, Name: name, Short: short}, by, seen)
}

// Retype makes a unit one of another kind.
func Retype(tx *db.Tx, unit UnitID, kind string, by Decision, seen ...Seen) error {
	return carry(tx, Plan{Kind: lineage.ChangeRetype, Units: []UnitID{unit}, As: kind}, by, seen)
}

// Move gives a unit another parent on a line.
func Move(tx *db.Tx, unit UnitID, line string, parent UnitID, by Decision, seen ...Seen) error {
	return carry(tx, Plan{Kind: lineage.ChangeMove, Units: []UnitID{unit}, Line: line, To: parent}, by, seen)
}

// MoveAll gives many units one parent by one decision (a ward's union receives its grassroots unions).
func MoveAll(tx *db.Tx, units []UnitID, line string, parent UnitID, by Decision) error {
	return carry(tx, Plan{Kind: lineage.ChangeMove, Units: units, Line: line, To: parent}, by, nil)
}

// Join puts a unit on a line on which it does not stand: a grassroots union into a club. A second parent is refused.
func Join(tx *db.Tx, unit UnitID, line string, parent UnitID, by Decision, seen ...Seen) error {
	return carry(tx, Plan{Kind: lineage.ChangeJoin, Units: []UnitID{unit}, Line: line, To: parent}, by, seen)
}

// Leave takes a unit off a line other than the union line.
func Leave(tx *db.Tx, unit UnitID, line string, by Decision, seen ...Seen) error {
	return carry(tx, Plan{Kind: lineage.ChangeLeave, Units: []UnitID{unit}, Line: line}, by, seen)
}

// Suspend stops a unit's work; it keeps its place in the tree.
func Suspend(tx *db.Tx, unit UnitID, by Decision, seen ...Seen) error {
	return carry(tx, Plan{Kind: lineage.ChangeSuspend, Units: []UnitID{unit}}, by, seen)
}

// Resume takes up the work of a suspended unit again.
func Resume(tx *db.Tx, unit UnitID, by Decision, seen ...Seen) error {
	return carry(tx, Plan{Kind: lineage.ChangeResume, Units: []UnitID{unit}}, by, seen)
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
	return carry(tx, Plan{Kind: lineage.ChangeCorrect, Units: []UnitID{unit}, Right: right}, by, seen)
}

// Withdraw takes back a change that should never have been recorded, whole. The change stays visible; by.Note says why.
func Withdraw(tx *db.Tx, change string, by Decision) error {
	return carry(tx, Plan{Kind: lineage.ChangeWithdraw, Change: change}, by, nil)
}

// reasoned refuses to mend a record without a reason.
func reasoned(by Decision) error {
	if viet.Clean(by.Note) == "" && viet.Clean(by.Number) == "" {
		return fault.In("note", "Chưa ghi lý do đính chính. Hãy ghi lý do, hoặc số văn bản đính chính.")
	}
	return nil
}
