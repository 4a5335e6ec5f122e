package campaign

import (
	"cmp"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/indicator"
	"phongtrao/internal/org"
)

// Assignment is a target to be made, at the top or set by the unit itself.
type Assignment struct {
	ID        string // made where it is empty
	Campaign  string
	Unit      string
	Indicator string
	Period    day.Period
	Quantity  int64
	Because
}

// Assign gives a target at the top of a campaign and returns its id. It cites a registered dispatch; where a.Dispatch is empty,
// the campaign's own; where there is none either, as with promises of past years that only the press tells of, the reason says on
// what it rests, and Cite says that it cites nothing. A unit has one assigned target for an indicator and a period.
func Assign(tx *db.Tx, a Assignment) (string, error) {
	return promise(tx, a, Assigned)
}

// Pledge keeps a target that a unit sets itself, beside what it is assigned, and returns its id.
func Pledge(tx *db.Tx, a Assignment) (string, error) {
	return promise(tx, a, SelfSet)
}

func promise(tx *db.Tx, a Assignment, by Source) (string, error) {
	c, err := Get(&tx.View, a.Campaign)
	if err != nil {
		return "", err
	}
	if err := lockTargets(tx); err != nil {
		return "", err
	}
	if err := period("period", a.Period); err != nil {
		return "", err
	}
	if !a.Period.Overlaps(c.Period) {
		return "", fault.In("period", "Chỉ tiêu %s nằm ngoài thời gian của phong trào (%s). Hãy chọn kỳ có ngày thuộc phong trào.", a.Period.VN(), c.Period.VN())
	}
	if a.Quantity == 0 {
		return "", fault.In("quantity", "Hãy nhập chỉ tiêu lớn hơn 0.")
	}
	if err := quantity(a.Quantity); err != nil {
		return "", err
	}
	if _, err := indicator.Get(&tx.View, a.Indicator); err != nil {
		return "", err
	}
	a.Because = a.cleaned()
	if by == Assigned && a.Dispatch == "" {
		a.Dispatch = c.Dispatch
	}
	switch {
	case a.Dispatch != "":
		if _, err := dispatched(&tx.View, a.Dispatch); err != nil {
			return "", err
		}
	case by == Assigned && a.Reason == "":
		return "", fault.In("dispatch", "Chỉ tiêu giao phải dẫn văn bản. Hãy chọn văn bản đã đăng ký; nếu không còn văn bản, hãy ghi rõ căn cứ ở phần lý do.")
	}
	t := Target{ID: a.ID, Campaign: c.ID, Unit: a.Unit, Indicator: a.Indicator, Period: a.Period, Source: by,
		Quantity: a.Quantity, Because: a.Because, State: Given, Change: ByAssigning}
	if by == SelfSet {
		t.State, t.Change = Accepted, BySelfSetting
	}
	return begin(tx, t)
}

// begin writes a target's first version, nothing of it shared.
func begin(tx *db.Tx, t Target) (string, error) {
	if err := lives(&tx.View, "unit", t.Unit, t.Period); err != nil {
		return "", err
	}
	if err := asked(&tx.View, t); err != nil {
		return "", err
	}
	same, err := Targets(&tx.View, Filter{Campaign: t.Campaign, Unit: t.Unit, Indicator: t.Indicator, Period: t.Period, Source: t.Source})
	if err != nil {
		return "", err
	}
	if len(same) > 0 {
		return "", fault.Conflictf("%s đã có chỉ tiêu %s %s cho %s (bản %d). Hãy điều chỉnh chỉ tiêu đó thay vì giao lần nữa.",
			called(&tx.View, t.Unit, t.Period.To), t.Source.Label(), number(same[0].Quantity), t.Period.VN(), same[0].Version)
	}
	t.ID, t.Version, t.Reserve = cmp.Or(t.ID, tx.ID()), 1, t.Quantity
	if err := insertTarget(tx, t); err != nil {
		return "", err
	}
	return t.ID, insertVersion(tx, t)
}

// asked refuses a target of a unit of which nothing can be asked: it stands neither below the unit that shares its target nor, at the
// top, below the one that leads the campaign.
func asked(v *db.View, t Target) error {
	c, err := Get(v, t.Campaign)
	if err != nil {
		return err
	}
	lead := c.Owner
	if t.Parent != "" {
		parent, err := TargetByID(v, t.Parent)
		if err != nil {
			return err
		}
		lead = parent.Unit
	}
	return allAsked(v, lead, []Target{t})
}

// allAsked refuses the first of some targets whose unit takes no part in what another one leads.
func allAsked(v *db.View, lead string, all []Target) error {
	for _, t := range all {
		if ok, err := org.Leads(v, lead, t.Unit); err != nil {
			return err
		} else if !ok {
			return notBelow(v, lead, t)
		}
	}
	return nil
}

func notBelow(v *db.View, lead string, t Target) error {
	return fault.In("unit", "%s không trực thuộc %s, nên không giao chỉ tiêu ở đây được. Hãy chọn đơn vị trực thuộc.",
		called(v, t.Unit, t.Period.To), called(v, lead, t.Period.To))
}

// lockTargets makes acts on targets follow each other, for acts of other packages that make them on the way.
func lockTargets(tx *db.Tx) error { return tx.Lock(targets("")[0]) }

// hold returns a target that no other act changes until this one ends.
func hold(tx *db.Tx, id string) (Target, error) {
	if err := lockTargets(tx); err != nil {
		return Target{}, err
	}
	return TargetByID(&tx.View, id)
}

// expect refuses to change a target that changed since the person saw it.
func expect(tx *db.Tx, t Target, version int, yours string) error {
	if t.Version == version {
		return nil
	}
	all, err := History(&tx.View, t.ID)
	if err != nil {
		return err
	}
	s := &Stale{What: "Chỉ tiêu của " + called(&tx.View, t.Unit, t.Period.To), Yours: yours, Theirs: number(t.Quantity),
		Seen: version, Latest: t.Version, By: t.MadeBy, At: t.MadeAt}
	if version >= 1 && version <= len(all) {
		s.Was = number(all[version-1].Quantity)
	}
	return s.Fault()
}

// next writes the following version of a target. What because leaves empty stays cited as before; a reason does not stay.
func next(tx *db.Tx, t Target, change Change, b Because) error {
	return insertVersion(tx, t.following(change, b))
}

// following is the next version of a target, made by a change on grounds.
func (t Target) following(change Change, b Because) Target {
	if b.Dispatch != "" {
		t.Dispatch, t.Item = b.Dispatch, b.Item
	} else if b.Item != "" {
		t.Item = b.Item
	}
	t.Version, t.Change, t.Reason = t.Version+1, change, b.Reason
	return t
}

func (b Because) cleaned() Because {
	return Because{Dispatch: b.Dispatch, Item: viet.Clean(b.Item), Reason: viet.Clean(b.Reason)}
}
