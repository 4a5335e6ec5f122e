package units

import (
	"cmp"
	"slices"
	"strings"

	"phongtrao/internal/access"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/campaign"
	"phongtrao/internal/org"
	"phongtrao/internal/task"
)

// look is what a change would do, before it is done.
type look struct {
	Groups  []group  // who comes to be, ends, is called otherwise
	Moves   []moving // who comes to stand elsewhere
	Rights  []ui.TodoItem
	Targets []ui.TodoItem
	Tasks   []ui.TodoItem
	Totals  []totals
	Still   string // why there are no totals
}

// group is some units to which the same happens.
type group struct {
	Label string
	N     int
	Units []ui.Link // the first ones
}

// moving is some units that go from one parent to another.
type moving struct {
	Line     string
	From, To ui.Link
	When     string // where it is another day than that of the change
	group
}

// namedMax is how many units of a group are named.
const namedMax = 60

// looking is a look in the making.
type looking struct {
	*asking
	out    org.Outlook
	plan   org.Plan
	held   map[org.UnitID]int // how many people hold a grant at a unit, as far as asked
	closes map[org.UnitID]bool
}

// look tells what a plan would do.
func (q *asking) look(out org.Outlook) (*look, error) {
	l := &looking{asking: q, out: out, plan: q.plan(), held: map[org.UnitID]int{}, closes: map[org.UnitID]bool{}}
	for _, u := range out.Ended {
		l.closes[u] = true
	}
	m := &look{}
	for _, g := range []struct {
		label string
		units []string
	}{{"Thành lập", out.Founded}, {"Kết thúc", out.Ended}, {"Không còn kết thúc", out.Revived}, {"Không còn được ghi nhận", out.Unmade}, {"Đổi tên, loại hoặc trạng thái", out.Renamed}} {
		if len(g.units) > 0 {
			m.Groups = append(m.Groups, l.group(g.label, g.units))
		}
	}
	lines, err := org.Lines(q.v)
	if err != nil {
		return nil, err
	}
	m.Moves = l.moves(lines)
	if m.Rights, err = l.rights(); err != nil {
		return nil, err
	}
	if m.Targets, err = l.targets(); err != nil {
		return nil, err
	}
	if m.Tasks, err = l.tasks(); err != nil {
		return nil, err
	}
	if len(m.Moves)+len(out.Founded)+len(out.Ended)+len(out.Revived)+len(out.Unmade) == 0 {
		m.Still = "Không đơn vị nào đổi chỗ, nên tổng số liệu ở mọi cấp giữ nguyên."
		return m, nil
	}
	m.Totals, err = l.totals()
	if err == nil && len(m.Totals) == 0 {
		m.Still = "Chưa có số liệu chính nào của các đơn vị này trong năm, nên không có tổng nào thay đổi."
	}
	return m, err
}

// link leads to a unit that is there already; one that is to be founded is only a name.
func (l *looking) link(unit org.UnitID) ui.Link {
	h, on := l.out.After, l.on
	i, ok := h.Index(unit)
	if !ok {
		return ui.Link{Label: unit}
	}
	if born, _ := h.Life(i, 0); born == 0 || l.closes[unit] {
		h, on = l.out.Before, min(on, l.out.Before.Ended(i)-1)
	}
	out := ui.Link{Label: h.Name(i, day.AsOf{Day: on})}
	if int(i) < l.out.Before.Len() {
		out.Href = "/units/" + unit
	}
	return out
}

func (l *looking) group(label string, units []string) group {
	g := group{Label: label, N: len(units)}
	for _, u := range units[:min(len(units), namedMax)] {
		g.Units = append(g.Units, l.link(u))
	}
	return g
}

// moves puts together who goes the same way.
func (l *looking) moves(lines []org.Line) []moving {
	type way struct{ line, from, to string }
	var order []way
	units := map[way][]string{}
	when := map[way]day.Day{}
	for _, m := range l.out.Moved {
		w := way{m.Line, m.From, m.To}
		if units[w] == nil {
			order = append(order, w)
			when[w] = m.On
		}
		units[w] = append(units[w], m.Node)
	}
	var out []moving
	for _, w := range order {
		m := moving{From: ui.Link{Label: "không có cấp trên"}, To: ui.Link{Label: "không còn cấp trên"}, group: l.group("Chuyển", units[w])}
		if w.from != "" {
			m.From = l.link(w.from)
		}
		if w.to != "" {
			m.To = l.link(w.to)
		}
		if k := slices.IndexFunc(lines, func(x org.Line) bool { return x.Key == w.line }); k >= 0 && w.line != org.UnionLine {
			m.Line = lines[k].Name
		}
		if when[w] != l.on {
			m.When = "từ " + when[w].VN()
		}
		out = append(out, m)
	}
	return out
}

// people returns how many hold a grant at a unit itself when the change begins to hold.
func (l *looking) people(unit org.UnitID) (int, error) {
	if n, asked := l.held[unit]; asked {
		return n, nil
	}
	all, err := access.On(l.v, unit)
	var who []string
	for _, g := range all {
		if g.Holds(max(l.on, l.a.Today())) && !slices.Contains(who, g.Person) {
			who = append(who, g.Person)
		}
	}
	l.held[unit] = len(who)
	return len(who), err
}

// askedMax bounds the units at which grants are looked for.
const askedMax = 200

// rights tells whose authority changes: grants at units that end, and those on the ways up that units leave and come to.
func (l *looking) rights() ([]ui.TodoItem, error) {
	var out []ui.TodoItem
	for _, u := range l.out.Ended[:min(len(l.out.Ended), askedMax)] {
		n, err := l.people(u)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			out = append(out, ui.TodoItem{Tone: ui.Warn, Title: number(n) + " người được giao quyền tại " + l.link(u).Label,
				Note: "Từ " + l.on.VN() + " quyền này không còn tác dụng. Hãy giao quyền ở đơn vị tiếp nhận nếu cần.", Href: "/units/" + u})
		}
	}
	lost, won := map[org.UnitID]int{}, map[org.UnitID]int{}
	var order []org.UnitID
	count := func(m map[org.UnitID]int, units []org.UnitID) {
		for _, u := range units {
			if lost[u]+won[u] == 0 {
				order = append(order, u)
			}
			m[u]++
		}
	}
	up := func(h *lineage.History, unit string, on day.Day) (chain []org.UnitID) {
		if i, ok := h.Index(unit); ok {
			for _, c := range h.Chain(i, org.UnionLine, day.AsOf{Day: on}) {
				chain = append(chain, h.ID(c))
			}
		}
		return chain
	}
	kept := map[[2]string][2][]org.UnitID{}
	for _, m := range l.out.Moved {
		if m.Line != org.UnionLine {
			continue
		}
		way := [2]string{m.From, m.To}
		c, known := kept[way]
		if !known {
			c = [2][]org.UnitID{up(l.out.Before, m.From, m.On), up(l.out.After, m.To, m.On)}
			kept[way] = c
		}
		count(lost, beside(c[0], c[1]))
		count(won, beside(c[1], c[0]))
	}
	for _, u := range order[:min(len(order), askedMax)] {
		n, err := l.people(u)
		if err != nil {
			return nil, err
		}
		if n == 0 || l.closes[u] {
			continue
		}
		if lost[u] > 0 {
			out = append(out, ui.TodoItem{Tone: ui.Info, Title: number(n) + " người được giao quyền tại " + l.link(u).Label, Note: "Không còn quyền với " + number(lost[u]) + " đơn vị chuyển đi.", Href: "/units/" + u})
		}
		if won[u] > 0 {
			out = append(out, ui.TodoItem{Tone: ui.Info, Title: number(n) + " người được giao quyền tại " + l.link(u).Label, Note: "Có thêm quyền với " + number(won[u]) + " đơn vị chuyển đến.", Href: "/units/" + u})
		}
	}
	return out, nil
}

// beside returns what is in one list and not in another.
func beside(a, b []org.UnitID) []org.UnitID {
	return slices.DeleteFunc(slices.Clone(a), func(u org.UnitID) bool { return slices.Contains(b, u) })
}

// working are the units whose targets and tasks are touched: they end, stand elsewhere, stop or go on.
func (l *looking) working() []org.UnitID {
	units := slices.Clone(l.out.Ended)
	for _, m := range l.out.Moved {
		if m.Line == org.UnionLine {
			units = append(units, m.Node)
		}
	}
	if l.c.kind == lineage.ChangeSuspend || l.c.kind == lineage.ChangeResume || l.c.kind == lineage.ChangeSplit {
		units = append(units, l.u.ID)
	}
	slices.Sort(units)
	return slices.Compact(units)
}

// batch is how many units are asked for at once.
const batch = 500

// targets are those that are still open when the change begins to hold.
func (l *looking) targets() ([]ui.TodoItem, error) {
	all, closing := map[string]int{}, map[string]int{}
	for units := range slices.Chunk(l.working(), batch) {
		found, err := campaign.Targets(l.v, campaign.Filter{Units: units})
		if err != nil {
			return nil, err
		}
		for _, t := range found {
			if t.Period.To < l.on || t.Quantity == 0 {
				continue
			}
			all[t.Campaign]++
			if l.closes[t.Unit] {
				closing[t.Campaign]++
			}
		}
	}
	if len(all) == 0 {
		return nil, nil
	}
	campaigns, err := campaign.List(l.v)
	if err != nil {
		return nil, err
	}
	var out []ui.TodoItem
	for _, c := range campaigns {
		if all[c.ID] == 0 {
			continue
		}
		item := ui.TodoItem{Tone: ui.Info, Title: number(all[c.ID]) + " chỉ tiêu của " + c.Name, Href: "/campaigns/" + c.ID + "/targets",
			Note: "Chỉ tiêu giữ nguyên với đơn vị; xem lại việc giao qua cấp trên mới."}
		if n := closing[c.ID]; n > 0 {
			item.Tone = ui.Warn
			item.Note = number(n) + " chỉ tiêu của đơn vị kết thúc: cần điều chỉnh về 0 hoặc giao lại cho đơn vị tiếp nhận."
		}
		out = append(out, item)
	}
	return out, nil
}

// tasks are those that are not done.
func (l *looking) tasks() ([]ui.TodoItem, error) {
	type work struct {
		title, cause string
		n, closing   int
	}
	found := map[string]*work{}
	for units := range slices.Chunk(l.working(), batch) {
		all, err := task.Of(l.v, units...)
		if err != nil {
			return nil, err
		}
		for _, t := range all {
			if t.State != task.Open {
				continue
			}
			w := found[t.Title+"\n"+t.Cause]
			if w == nil {
				w = &work{title: t.Title, cause: t.Cause}
				found[t.Title+"\n"+t.Cause] = w
			}
			w.n++
			if l.closes[t.Unit] {
				w.closing++
			}
		}
	}
	var list []*work
	for _, w := range found {
		list = append(list, w)
	}
	slices.SortFunc(list, func(a, b *work) int {
		return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.title, b.title), cmp.Compare(a.cause, b.cause))
	})
	var out []ui.TodoItem
	for _, w := range list {
		item := ui.TodoItem{Tone: ui.Info, Title: w.title, Note: number(w.n) + " đơn vị chưa xong.", Href: "/units/" + l.u.ID}
		if id, ok := strings.CutPrefix(w.cause, "dispatch/"); ok {
			item.Href = "/dispatches/" + strings.Fields(id)[0]
		}
		if w.closing > 0 {
			item.Tone = ui.Warn
			item.Note += " " + number(w.closing) + " đơn vị kết thúc: hãy rút việc hoặc giao lại."
		}
		out = append(out, item)
	}
	return out, nil
}
