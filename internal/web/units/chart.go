package units

import (
	"cmp"
	"slices"
	"strconv"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/passport"
	"phongtrao/internal/place"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// onMap is the "line" of the list that shows places in place of units.
const onMap = "place"

// chart is a line of the organisation, or the map, on one day, as one person may look at it.
type chart struct {
	v     *db.View
	tree  *lineage.Tree
	asOf  day.AsOf
	line  string
	sees  func(i int32) bool
	roots []int32
	kinds map[string]kindName
	count *tally
	order string                  // how a level is sorted: byName, byFounding, byMembers
	find  string                  // the words that a level is searched for, "" for none
	held  map[string]ledger.Total // members of the units of a level, where it is sorted by them
}

// How a level may be sorted.
const (
	byName     = ""
	byFounding = "founded"
	byMembers  = "members"
)

type kindName struct {
	name, short string
	rank        int64
}

// chartOf reads a line on a day.
func chartOf(a *door.Ask, line string, on day.Day) (*chart, error) {
	c := &chart{v: a.V, asOf: day.AsOf{Day: on}, line: line, kinds: map[string]kindName{}}
	var err error
	if line == onMap {
		if c.tree, err = place.TreeOn(a.V, place.Territory, c.asOf); err != nil {
			return nil, err
		}
		kinds, err := place.Kinds(a.V)
		if err != nil {
			return nil, err
		}
		for k, kind := range kinds {
			c.kinds[kind.Key] = kindName{kind.Name, kind.Name, int64(k)}
		}
		c.sees = func(int32) bool { return true }
		c.roots = c.tree.Roots()
	} else {
		if c.tree, err = org.TreeOn(a.V, line, c.asOf); err != nil {
			return nil, err
		}
		kinds, err := org.Kinds(a.V)
		if err != nil {
			return nil, err
		}
		for k, kind := range kinds {
			c.kinds[kind.Key] = kindName{kind.Name, kind.Short, int64(k)}
		}
		s, err := sight.Of(a.V, a.Who.Person)
		if err != nil {
			return nil, err
		}
		c.sees = s.Sees
		c.roots = s.Roots(c.tree)
	}
	c.count = tallyOf(a.V, c.tree, c.asOf)
	c.sort(c.roots)
	return c, nil
}

// sort orders units as lists do: by kind, then by name.
func (c *chart) sort(units []int32) {
	h := c.tree.History()
	viet.SortBy(units, func(i int32) string { return h.Name(i, c.asOf) })
	slices.SortStableFunc(units, func(a, b int32) int {
		return cmp.Compare(c.kinds[h.Kind(a, c.asOf)].rank, c.kinds[h.Kind(b, c.asOf)].rank)
	})
}

func (c *chart) children(i int32) []int32 {
	kids := c.tree.Children(i)
	c.sort(kids)
	return kids
}

// arranged returns those directly below a unit as they were asked for.
func (c *chart) arranged(i int32) ([]int32, error) {
	kids, h := c.children(i), c.tree.History()
	if c.find != "" {
		hits, err := org.Search(c.v, c.find, c.asOf, 1<<20)
		if err != nil {
			return nil, err
		}
		fits := make(map[int32]bool, len(hits))
		for _, hit := range hits {
			if k, ok := h.Index(hit.Unit); ok {
				fits[k] = true
			}
		}
		kids = slices.DeleteFunc(kids, func(k int32) bool { return !fits[k] })
	}
	switch c.order {
	case byFounding:
		slices.SortStableFunc(kids, func(a, b int32) int { return cmp.Compare(h.Born(b), h.Born(a)) })
	case byMembers:
		ids := make([]string, len(kids))
		for k, i := range kids {
			ids[k] = h.ID(i)
		}
		var err error
		c.held, err = ledger.Totals(c.v, ledger.Question{Indicator: membersKey, Period: day.Period{From: c.asOf.Day, To: c.asOf.Day}, On: c.asOf.Day}, ids)
		if err != nil {
			return nil, err
		}
		slices.SortStableFunc(kids, func(a, b int32) int { return cmp.Compare(c.held[h.ID(b)].Lo, c.held[h.ID(a)].Lo) })
	}
	return kids, nil
}

// present returns the keys of the kinds that stand on the tree, in the order of lists.
func (c *chart) present() []string {
	keys := slices.Clone(c.count.kinds)
	slices.SortFunc(keys, func(a, b string) int { return cmp.Compare(c.kinds[a].rank, c.kinds[b].rank) })
	return keys
}

// columns of the tree after the name.
func (c *chart) columns() []ui.Column {
	if c.line == onMap {
		return []ui.Column{{Label: "Loại"}, {Label: "Trực thuộc", Num: true, Title: "Số địa bàn ngay bên dưới"}}
	}
	all := []ui.Column{{Label: "Loại"}, {Label: "Trực thuộc", Num: true, Title: "Số đơn vị ngay bên dưới"}}
	if c.line == org.UnionLine {
		all = append(all, ui.Column{Label: "CĐCS", Num: true, Title: "Số công đoàn cơ sở ở mọi cấp bên dưới"})
	}
	switch c.order {
	case byFounding:
		all = append(all, ui.Column{Label: "Thành lập", Num: true})
	case byMembers:
		all = append(all, ui.Column{Label: "Đoàn viên", Num: true})
	}
	return all
}

// opened says which rows of a page are open.
type opened map[int32]bool

// chain opens a node and all above it, so that it is seen.
func (c *chart) chain(id string) opened {
	open := opened{}
	if i, ok := c.tree.History().Index(id); ok && c.tree.Has(i) {
		for _, up := range c.tree.Chain(i) {
			open[up] = true
		}
	}
	return open
}

// rows draws units with those that are open below them.
func (c *chart) rows(units []int32, level int, open opened, today day.Day) []ui.TreeRow {
	var out []ui.TreeRow
	for k, i := range units {
		r := c.row(i, level, today)
		r.Pos, r.Of = k+1, len(units)
		if open[i] && r.Kids > 0 {
			r.Open = true
		}
		out = append(out, r)
		if !r.Open {
			continue
		}
		kids := c.children(i)
		rest := len(kids) - ui.RowsMax
		if rest > 0 {
			kids = kids[:ui.RowsMax]
		}
		out = append(out, c.rows(kids, level+1, open, today)...)
		if rest > 0 {
			out = append(out, ui.TreeRow{ID: r.ID + "-rest", Level: level + 1, Named: true,
				Name: "Còn " + viet.FormatInt(int64(rest)) + " đơn vị", Href: c.more(r.ID, ui.RowsMax, level+1, today)})
		}
	}
	return out
}

// row draws one unit.
func (c *chart) row(i int32, level int, today day.Day) ui.TreeRow {
	h := c.tree.History()
	id, kind := h.ID(i), c.kinds[h.Kind(i, c.asOf)]
	r := ui.TreeRow{ID: id, Level: level, Name: h.Name(i, c.asOf)}
	pos, end := c.tree.Pos(i), c.tree.End(i)
	direct := 0
	for q := pos + 1; q < end; q = c.tree.End(c.tree.At(q)) {
		direct++
	}
	if h.State(i, c.asOf) == lineage.Suspended {
		r.Note = "đang tạm ngừng hoạt động"
	}
	if gone := h.Ended(i); gone < day.Forever && gone > c.asOf.Day {
		r.Note = joined(r.Note, "đến hết "+(gone-1).VN())
	}
	cell := ui.Cell{Body: ui.Badge{Label: kind.short, Title: kind.name}}
	if kind.name == kind.short {
		cell = ui.Cell{Text: kind.name}
	}
	r.Cells = []ui.Cell{cell, {Text: some(direct)}}
	if c.line == org.UnionLine {
		r.Cells = append(r.Cells, ui.Cell{Text: some(c.count.of(org.Grassroots, pos+1, end))})
	}
	switch c.order {
	case byFounding:
		r.Cells = append(r.Cells, ui.Cell{Text: h.Born(i).VN()})
	case byMembers:
		r.Cells = append(r.Cells, c.membersOf(id))
	}
	if !c.sees(i) { // it stood below on that day, and belongs to others now
		r.Note = joined(r.Note, "nay ngoài phạm vi của bạn")
		return r
	}
	r.Kids = direct
	on := dayIn(c.asOf.Day, today)
	r.Href = c.address(id, c.asOf.Day, today)
	if c.line == onMap {
		r.Load = door.Address("/places/rows", "under", id, "on", on, "level", strconv.Itoa(level+1))
	} else {
		r.Load = door.Address("/units/rows", "under", id, "on", on, "line", c.line, "level", strconv.Itoa(level+1), "sort", c.order)
	}
	r.Here = door.Address("/units", "on", on, "line", c.line, "open", id) + "#tr-" + id
	return r
}

// address of a unit or place on a day.
func (c *chart) address(id string, on, today day.Day) string {
	if c.line == onMap {
		return placeAddress(id, on, today)
	}
	return sight.Address(id, on, today)
}

// more is the address of the rows below a unit after the first ones.
func (c *chart) more(under string, after, level int, today day.Day) string {
	path, line := "/units/rows", c.line
	if line == onMap {
		path, line = "/places/rows", ""
	}
	return door.Address(path, "under", under, "on", dayIn(c.asOf.Day, today), "line", line, "after", strconv.Itoa(after), "level", strconv.Itoa(level), "sort", c.order, "find", c.find)
}

// membersOf is how many members a unit has, with the way to where the number comes from.
func (c *chart) membersOf(unit string) ui.Cell {
	t := c.held[unit]
	if t.Entries == 0 {
		return ui.Cell{}
	}
	ask := ledger.Question{Indicator: membersKey, Period: day.Period{From: c.asOf.Day, To: c.asOf.Day}, At: unit, On: c.asOf.Day}
	return ui.Cell{Body: ui.Figure{Quantity: ui.Quantity{Lo: t.Lo, Hi: t.Hi, Open: t.Open}, Href: "/figures?" + passport.Query(ask).Encode()}}
}

// level draws the rows directly below a unit, from the one after `after` on.
func (c *chart) level(under string, after, level int, today day.Day) (ui.TreeRows, error) {
	out := ui.TreeRows{Columns: c.columns()}
	i, ok := c.tree.History().Index(under)
	if !ok || !c.tree.Has(i) {
		return out, nil
	}
	kids, err := c.arranged(i)
	if err != nil {
		return out, err
	}
	all := len(kids)
	kids = kids[min(max(0, after), all):]
	if left := len(kids) - ui.RowsMax; left > 0 {
		kids = kids[:ui.RowsMax]
		out.More = &ui.More{Href: c.more(under, after+ui.RowsMax, level, today), Left: left, Of: "đơn vị"}
	}
	out.Rows = c.rows(kids, level, nil, today)
	for k := range out.Rows {
		out.Rows[k].Pos, out.Rows[k].Of = after+k+1, all
	}
	return out, nil
}

func some(n int) string {
	if n == 0 {
		return ""
	}
	return viet.FormatInt(int64(n))
}

func joined(a, b string) string {
	if a == "" {
		return b
	}
	return a + " · " + b
}
