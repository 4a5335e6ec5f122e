package campaigns

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/report"
	"phongtrao/internal/web/door"
)

// board is the tree of units with their figures, on the map of one day.
type board struct {
	*look
	tree *lineage.Tree
	day  day.Day
	open map[org.UnitID]bool // units whose rows are sent along
	wait []report.Waiting    // what was sent of the leading indicator and not decided
	err  error

	followed bool // top is a successor
}

// boardOf reads the map: that of the day asked for, else of the last day of the period.
func boardOf(l *look) (*board, error) {
	b := &board{look: l, day: l.on, open: map[org.UnitID]bool{}}
	if b.day == 0 {
		b.day = min(l.period.To, l.today)
	}
	var err error
	if b.tree, err = org.TreeOn(l.v, org.UnionLine, day.AsOf{Day: b.day}); err != nil {
		return nil, err
	}
	b.wait, err = report.Pending(l.v, report.Ask{Campaign: l.c.ID, Indicators: []string{l.lead.Key}, Period: l.period})
	return b, err
}

// top is where the unit from which one looks stands on the map: in its own place, in that of its successor, or, where it
// stands on another line, at the nearest body of this one above it.
func (b *board) top() (i int32, stands bool, err error) {
	h := b.tree.History()
	if i, ok := h.Index(b.unit); ok {
		if loc := b.tree.Locate(i); loc.Counted() {
			b.followed = loc.Why == lineage.Successor
			return loc.At, true, nil
		}
	}
	chain, err := org.Over(b.v, b.unit)
	if err != nil {
		return 0, false, err
	}
	for _, u := range chain {
		if i, ok := h.Index(u); ok && b.tree.Has(i) {
			return i, true, nil
		}
	}
	return 0, false, nil
}

// question is that of a unit's leading figure on this map.
func (b *board) question(unit org.UnitID) ledger.Question {
	q := b.ask(b.lead.Key)
	q.On, q.At = b.day, unit
	return q
}

func (b *board) name(i int32) string { return b.tree.History().Name(i, b.tree.AsOf()) }

func (b *board) columns() []ui.Column {
	return []ui.Column{{Label: b.lead.Name, Num: true}, {Label: "Chờ tiếp nhận", Num: true}, {Label: "Chỉ tiêu", Num: true}, {Label: "Đạt"}}
}

// rows are the units directly below one, with those of the opened ones below each.
func (b *board) rows(under int32, level, after int) ([]ui.TreeRow, *ui.More) {
	kids, some := b.sorted(under)
	left := len(kids) - after - ui.RowsMax
	kids = kids[min(after, len(kids)):]
	kids = kids[:min(len(kids), ui.RowsMax)]
	targets := b.targets(kids)
	var out []ui.TreeRow
	for n, i := range kids {
		out = append(out, b.row(i, level, n+after+1, len(kids), some[i], targets)...)
	}
	if b.err != nil {
		return nil, nil
	}
	if after == 0 {
		out = append(out, b.remainders(under, level)...)
	}
	if left > 0 {
		return out, &ui.More{Href: b.address(under, level, after+ui.RowsMax), Left: left, Of: "đơn vị"}
	}
	return out, nil
}

// sorted gives the units below one by name: those with figures or something waiting first, then those with a target.
func (b *board) sorted(under int32) ([]int32, map[int32]ledger.Total) {
	h := b.tree.History()
	kids := slices.Clone(b.tree.Children(under))
	ids := make([]string, len(kids))
	for n, i := range kids {
		ids[n] = h.ID(i)
	}
	grid, err := ledger.Grid(b.v, b.question(""), []string{b.lead.Key}, ids)
	if b.err = cmp.Or(b.err, err); b.err != nil {
		return nil, nil
	}
	totals := map[int32]ledger.Total{}
	busy := map[int32]int{}
	targets := b.targets(kids)
	for n, i := range kids {
		totals[i] = grid[b.lead.Key][ids[n]]
		_, promised := targets[ids[n]]
		busy[i] = 2*truth(totals[i].Entries > 0 || !b.waiting(i).IsZero()) + truth(promised)
	}
	viet.SortBy(kids, b.name)
	slices.SortStableFunc(kids, func(x, y int32) int { return cmp.Compare(min(2, busy[y]), min(2, busy[x])) })
	return kids, totals
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// targets are those of some units in the period that is looked at, else in a longer one.
func (b *board) targets(units []int32) map[org.UnitID]campaign.Target {
	out := map[org.UnitID]campaign.Target{}
	if len(units) == 0 {
		return out
	}
	ids := make([]string, len(units))
	for n, i := range units {
		ids[n] = b.tree.History().ID(i)
	}
	all, err := campaign.Targets(b.v, campaign.Filter{Campaign: b.c.ID, Units: ids, Indicator: b.lead.Key})
	b.err = cmp.Or(b.err, err)
	for _, t := range all {
		if !t.Period.Has(b.period.From) || !t.Period.Has(b.period.To) || t.Quantity <= 0 {
			continue
		}
		was, there := out[t.Unit]
		if !there || rankOf(t, b.period) < rankOf(was, b.period) {
			out[t.Unit] = t
		}
	}
	return out
}

// rankOf orders targets: the same period first, an assigned one before a self-set one.
func rankOf(t campaign.Target, p day.Period) int {
	return 2*truth(t.Period != p) + truth(t.Source != campaign.Assigned)
}

// waiting adds up what was sent by a unit and those below it and is not decided yet.
func (b *board) waiting(unit int32) (sum ledger.Quantity) {
	h := b.tree.History()
	for _, w := range b.wait {
		i, ok := h.Index(w.Unit)
		if !ok {
			continue
		}
		if loc := b.tree.Locate(i); loc.Counted() && b.tree.Within(unit, loc.At) {
			sum = sum.Add(w.Quantity)
		}
	}
	return sum
}

// row is one unit, with the rows below it where it is open.
func (b *board) row(i int32, level, pos, of int, total ledger.Total, targets map[org.UnitID]campaign.Target) []ui.TreeRow {
	id := b.tree.History().ID(i)
	r := ui.TreeRow{ID: id, Level: level, Name: b.name(i), Href: door.Address("/units/"+id, "on", b.day.String()), Kids: len(b.tree.Children(i)),
		Open: b.open[id], Load: b.address(i, level+1, 0), Here: b.opened(id), Pos: pos, Of: of}
	got := ui.Cell{Text: "–"}
	if total.Entries > 0 {
		got = ui.Cell{Body: figure(b.question(id), total.Quantity, "")}
	}
	r.Cells = append(r.Cells, got, b.waitingCell(i, id), ui.Cell{Text: "–"}, ui.Cell{})
	if t, ok := targets[id]; ok {
		r.Cells[2] = ui.Cell{Text: ui.Int(t.Quantity), Href: "/targets/" + t.ID}
		if t.Period != b.period {
			r.Cells[2].Sub = t.Period.VN()
		}
		r.Cells[3] = ui.Cell{Body: ui.Bar{Got: total.Lo, Target: t.Quantity, Text: short(total.Quantity, t.Quantity)}}
	}
	out := []ui.TreeRow{r}
	if r.Open && r.Kids > 0 {
		below, more := b.rows(i, level+1, 0)
		out = append(append(out, below...), further(id, level+1, more)...)
	}
	return out
}

// further leads to the rows of an opened unit that were not sent: within a tree, where they cannot be asked for in place.
func further(under string, level int, more *ui.More) []ui.TreeRow {
	if more == nil {
		return nil
	}
	return []ui.TreeRow{{ID: under + "-more", Level: level, Named: true, Name: "Xem thêm " + ui.Int(int64(more.Left)) + " " + more.Of, Href: more.Href}}
}

func (b *board) waitingCell(i int32, id org.UnitID) ui.Cell {
	w := b.waiting(i)
	if w.IsZero() {
		return ui.Cell{}
	}
	return ui.Cell{Text: w.String(), Href: door.Address("/reports", "campaign", b.c.ID, "unit", id)}
}

// remainders are what stands at a unit and is no part of any unit below it: it is in the total, and never divided.
func (b *board) remainders(under int32, level int) (out []ui.TreeRow) {
	id := b.tree.History().ID(under)
	q := b.question(id)
	q.By = ledger.ByUnit
	f, err := ledger.RollUp(b.v, q)
	b.err = cmp.Or(b.err, err)
	apart := f.Unallocated
	for _, p := range f.Parts {
		if p.Key == id {
			apart = append([]ledger.Part{p}, apart...)
		}
	}
	q.By = ""
	for n, p := range apart {
		r := ui.TreeRow{ID: fmt.Sprintf("%s-rest-%d", id, n), Level: level, Name: cmp.Or(p.Name, b.name(under)), Named: true, Note: why(p), Cells: []ui.Cell{{Body: figure(q, p.Quantity, "")}}}
		if p.Key == id {
			r.Name, r.Note = "Ghi ở chính cấp này", "không thuộc đơn vị nào bên dưới"
		}
		out = append(out, r)
	}
	return out
}

// why says how a part came to stand apart.
func why(p ledger.Part) string {
	switch p.Why {
	case lineage.Undivided:
		return "không phân bổ được: đơn vị đã chia, quyết định không nêu tỷ lệ"
	case lineage.NotYet:
		return "không phân bổ được: đơn vị thành lập sau ngày của bản đồ"
	case lineage.Gone:
		return "không còn tổ chức kế thừa"
	}
	return "không phân bổ được"
}

// address is where the rows below a unit come from.
func (b *board) address(under int32, level, after int) string {
	pairs := []string{"under", b.tree.History().ID(under), "level", strconv.Itoa(level), "on", b.day.String()}
	if b.period != b.c.Period {
		pairs = append(pairs, "from", b.period.From.String(), "to", b.period.To.String())
	}
	if after > 0 {
		pairs = append(pairs, "after", strconv.Itoa(after))
	}
	return door.Address("/campaigns/"+b.c.ID+"/rows", pairs...)
}

// opened is the campaign's page with one more unit opened, for those without scripts.
func (b *board) opened(id org.UnitID) string {
	pairs := []string{"on", b.day.String(), "open", id}
	if b.period != b.c.Period {
		pairs = append(pairs, "from", b.period.From.String(), "to", b.period.To.String())
	}
	return door.Address("/campaigns/"+b.c.ID, pairs...) + "#units"
}

// openTo opens a unit and all above it.
func (b *board) openTo(unit org.UnitID) {
	i, ok := b.tree.History().Index(unit)
	for ok && b.tree.Has(i) {
		b.open[b.tree.History().ID(i)] = true
		i, ok = b.tree.Parent(i)
	}
}
