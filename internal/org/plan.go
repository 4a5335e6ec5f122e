package org

import (
	"cmp"
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/viet"
)

// Plan is a change before it is recorded. It is looked at with Preview and carried out with Carry; both draft it in the same
// way, so that what was shown is what is done. Which fields are read is said by the kind.
type Plan struct {
	Kind   lineage.ChangeKind
	Units  []UnitID // whom it is about; none for ChangeFound
	New    []Unit   // whom ChangeFound founds; of ChangeConsolidate the one that takes their place
	Line   string   // of a move, a joining, a leaving; "" is the union line
	To     UnitID   // the new parent, or who absorbs
	Name   string   // of ChangeRename
	Short  string   // of ChangeRename, "" keeps it
	As     string   // key of the kind that ChangeRetype makes of it
	Parts  []Part   // of ChangeSplit
	Ending Ending   // of ChangeDissolve
	Right  Correction
	Change string // what ChangeWithdraw takes back

	// Head is how far the records reached (History.Head) when the plan was looked at. Where somebody has recorded something
	// about one of its units since, it is a fault of kind Conflict that says what. 0 asks for nothing.
	Head int64
}

// concerned are the units that a plan names.
func (p Plan) concerned() []UnitID {
	all := slices.Concat(p.Units, []UnitID{p.To, p.Ending.Successor, p.Ending.Holding, p.Right.Parent})
	for _, u := range p.New {
		all = append(all, u.Parent)
	}
	for _, part := range p.Parts {
		if all = append(all, part.Parent); part.Existing {
			all = append(all, part.ID)
		}
	}
	all = slices.DeleteFunc(all, func(u UnitID) bool { return u == "" || u == lineage.Top })
	slices.Sort(all)
	return slices.Compact(all)
}

// Done is what became of a plan.
type Done struct {
	Change string   // id of the change
	New    []UnitID // ids of the units that were founded: of New, or of all Parts in their order
}

// Carry carries a plan out. What the writer has seen is of the plan's units, in their order.
func Carry(tx *db.Tx, p Plan, by Decision, seen ...Seen) (Done, error) {
	by = cleaned(by)
	if p.Kind == lineage.ChangeWithdraw {
		if err := reasoned(by); err != nil {
			return Done{}, err
		}
		id, err := book.Withdraw(tx, p.Change, by)
		return Done{Change: id}, err
	}
	d, err := p.ready(&tx.View, tx.ID, by)
	if err != nil || d.work == nil {
		return Done{}, err
	}
	id, err := book.Change(tx, p.Kind, d.subject, by, func(dr *lineage.Draft) error {
		for k, s := range seen[:min(len(seen), len(p.Units))] {
			if err := dr.Expect(p.Units[k], string(s)); err != nil {
				return err
			}
		}
		if p.Head != 0 {
			for _, u := range p.concerned() {
				if err := dr.Unchanged(u, p.Head); err != nil {
					return err
				}
			}
		}
		return d.work(dr, by.Effective)
	})
	return Done{id, d.ids}, err
}

// Outlook is what a plan would do, with the organisation as it is and as it would be.
type Outlook struct {
	lineage.Effect
	Before, After *lineage.History
	New           []UnitID // what the units to be founded are called in After
}

// Preview tells what a plan would do, or the fault with which it would be refused, and writes nothing.
func Preview(v *db.View, p Plan, by Decision) (Outlook, error) {
	by = cleaned(by)
	h, err := book.History(v)
	if err != nil {
		return Outlook{}, err
	}
	dr, err := book.Draft(v)
	if err != nil {
		return Outlook{}, err
	}
	out := Outlook{Before: h}
	if p.Kind == lineage.ChangeWithdraw {
		if err = reasoned(by); err == nil {
			err = book.Withdrawable(v, p.Change)
		}
		if err == nil {
			err = dr.Withdraw(p.Change)
		}
	} else {
		n := 0
		var d drafting
		d, err = p.ready(v, func() string { n++; return "~" + viet.FormatInt(int64(n)) }, by) // no unit has such an id
		if err == nil && d.work != nil {
			out.New = d.ids
			err = d.work(dr, by.Effective)
		}
	}
	if err != nil {
		return Outlook{}, err
	}
	if _, _, out.After, err = dr.Done(); err != nil {
		return Outlook{}, err
	}
	out.Effect = dr.Effect()
	return out, nil
}

// drafting is a plan made ready: what tells it apart from others of its kind, and how it is drafted.
type drafting struct {
	subject string
	ids     []UnitID
	work    func(d *lineage.Draft, on day.Day) error // nil where there is nothing to do
}

// ready reads a plan; id makes ids for the units that it founds.
func (p Plan) ready(v *db.View, id func() string, by Decision) (drafting, error) {
	kinds, err := kindsOf(v)
	if err != nil {
		return drafting{}, err
	}
	line := cmp.Or(p.Line, UnionLine)
	one := ""
	if len(p.Units) > 0 {
		one = p.Units[0]
	}
	out := drafting{subject: one}
	switch p.Kind {
	case lineage.ChangeFound:
		return p.founding(kinds, id)
	case lineage.ChangeRename:
		w := lineage.Words{Name: viet.Clean(p.Name), Short: viet.Clean(p.Short)}
		if w == (lineage.Words{}) {
			return out, fault.In("name", "Chưa ghi tên mới. Hãy ghi tên đầy đủ theo quyết định.")
		}
		out.work = func(d *lineage.Draft, on day.Day) error { return d.Set(one, on, w) }
	case lineage.ChangeRetype:
		if _, ok := kinds[p.As]; !ok {
			return out, unknownKind(p.As)
		}
		out.work = func(d *lineage.Draft, on day.Day) error { return d.Set(one, on, lineage.Words{Kind: p.As}) }
	case lineage.ChangeMove:
		if len(p.Units) == 0 {
			return out, fault.In("units", "Chưa chọn đơn vị nào để chuyển. Hãy chọn ít nhất một đơn vị.")
		}
		out.subject = subject(p.Units)
		out.work = func(d *lineage.Draft, on day.Day) error { return d.MoveAll(p.Units, line, p.To, on) }
	case lineage.ChangeJoin:
		if len(p.Units) == 0 {
			return out, fault.In("units", "Chưa chọn đơn vị nào để đưa vào. Hãy chọn ít nhất một đơn vị.")
		}
		out.subject = subject(p.Units)
		out.work = func(d *lineage.Draft, on day.Day) error {
			return each(p.Units, func(u UnitID) error { return d.Join(u, line, p.To, on) })
		}
	case lineage.ChangeLeave:
		out.work = func(d *lineage.Draft, on day.Day) error { return d.Leave(one, line, on) }
	case lineage.ChangeSuspend:
		out.work = func(d *lineage.Draft, on day.Day) error { return d.Suspend(one, on) }
	case lineage.ChangeResume:
		out.work = func(d *lineage.Draft, on day.Day) error { return d.Resume(one, on) }
	case lineage.ChangeConsolidate:
		return p.consolidating(kinds, id)
	case lineage.ChangeAbsorb:
		out.subject = subject(p.Units)
		out.work = func(d *lineage.Draft, on day.Day) error { return d.Absorb(p.Units, p.To, on) }
	case lineage.ChangeSplit:
		return p.splitting(kinds, id)
	case lineage.ChangeDissolve:
		out.work = func(d *lineage.Draft, on day.Day) error { return p.Ending.dissolve(v, d, one, on) }
	case lineage.ChangeCorrect:
		return p.correcting(kinds, by)
	default:
		return out, fault.Invalidf("Không có loại thay đổi “%s”. Hãy mở lại trang của đơn vị và chọn một việc trong danh sách.", p.Kind)
	}
	return out, nil
}

// founding reads the units to be founded.
func (p Plan) founding(kinds map[string]Kind, id func() string) (out drafting, err error) {
	if len(p.New) == 0 {
		return out, nil
	}
	nodes := make([]lineage.Node, len(p.New))
	out.ids = make([]UnitID, len(p.New))
	for k, u := range p.New {
		if nodes[k], err = newNode(id, kinds, u); err != nil {
			return out, err
		}
		out.ids[k] = nodes[k].ID
	}
	// Ids are new each time, so what tells a decision's second copy is whom it founds, and where.
	out.subject = viet.Fold(nodes[0].Name) + " < " + p.New[0].Parent
	if len(p.New) > 1 {
		out.subject += " …" + viet.FormatInt(int64(len(p.New)))
	}
	out.work = func(d *lineage.Draft, on day.Day) error {
		if err := lead(d, nodes, on); err != nil {
			return err
		}
		return d.Found(on, nodes...)
	}
	return out, nil
}

// consolidating reads the unit that takes the place of others. Without a Parent it stands where they all stood.
func (p Plan) consolidating(kinds map[string]Kind, id func() string) (out drafting, err error) {
	if len(p.New) != 1 {
		return out, fault.In("name", "Chưa ghi đơn vị mới. Hãy ghi tên đầy đủ theo quyết định.")
	}
	node, err := newNode(id, kinds, p.New[0])
	if err != nil {
		return out, err
	}
	if p.New[0].Parent == "" {
		delete(node.Parents, UnionLine)
	}
	out.subject, out.ids = subject(p.Units), []UnitID{node.ID}
	out.work = func(d *lineage.Draft, on day.Day) error { return d.Consolidate(p.Units, node, on) }
	return out, nil
}

// splitting reads the parts of a split.
func (p Plan) splitting(kinds map[string]Kind, id func() string) (out drafting, err error) {
	if len(p.Units) != 1 {
		return out, fault.Invalidf("Chia, tách là việc của một đơn vị. Hãy chọn đúng một đơn vị.")
	}
	portions := make([]lineage.Portion, len(p.Parts))
	out.subject, out.ids = p.Units[0], make([]UnitID, len(p.Parts))
	for k, part := range p.Parts {
		portions[k] = lineage.Portion{Node: lineage.Node{ID: part.ID}, New: !part.Existing, Children: part.Children, Rest: part.Rest, Shares: part.Shares}
		if !part.Existing {
			if portions[k].Node, err = newNode(id, kinds, part.Unit); err != nil {
				return out, err
			}
			if part.Parent == "" {
				delete(portions[k].Parents, UnionLine)
			}
		}
		out.ids[k] = portions[k].ID
	}
	out.work = func(d *lineage.Draft, on day.Day) error { return d.Split(p.Units[0], portions, on) }
	return out, nil
}

// correcting reads what a record should have said.
func (p Plan) correcting(kinds map[string]Kind, by Decision) (out drafting, err error) {
	if err := reasoned(by); err != nil {
		return out, err
	}
	if len(p.Units) != 1 {
		return out, fault.Invalidf("Đính chính là việc của một đơn vị. Hãy chọn đúng một đơn vị.")
	}
	right, unit := p.Right, p.Units[0]
	if right.Kind != "" {
		if _, ok := kinds[right.Kind]; !ok {
			return out, unknownKind(right.Kind)
		}
	}
	out.subject = unit
	out.work = func(d *lineage.Draft, on day.Day) error {
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
	}
	return out, nil
}

// dissolve drafts the end of a unit, with the holding unit that was declared where nobody is named.
func (to Ending) dissolve(v *db.View, d *lineage.Draft, unit UnitID, on day.Day) error {
	if to.Successor == "" && to.Holding == "" {
		var err error
		if to.Holding, err = holdingFor(v, d.History(), unit, on); err != nil {
			return err
		}
	}
	return d.Dissolve(unit, to.Successor, to.Holding, on)
}

// each does something for units, each once.
func each(units []UnitID, do func(UnitID) error) error {
	for k, u := range units {
		if slices.Contains(units[:k], u) {
			continue
		}
		if err := do(u); err != nil {
			return err
		}
	}
	return nil
}
