package units

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// Compare puts the organisation of two days side by side.
var Compare = door.Page[compared]{
	Route: "GET /units/compare", Title: "So sánh hai ngày", Guard: door.Guard{Verb: org.Seeing, Object: door.AtOrHome("under")},
	Help: "Trang này đặt tổ chức của hai ngày cạnh nhau: đơn vị nào mới, kết thúc, đổi tên, chuyển, kèm quyết định của từng việc. Hãy chọn hai ngày rồi bấm “So sánh”; trang in được.",
	Load: loadCompared, View: func(m compared) ui.Component { return comparedView(m) },
	Head: func(m compared) ui.Head {
		return ui.Head{Title: "So sánh hai ngày", Crumbs: []ui.Link{{Label: "Tổ chức", Href: "/units"}}}
	},
	Samples: comparedSamples,
}

// compared is what the page shows.
type compared struct {
	A, B     string // as typed
	DayA     day.Day
	DayB     day.Day
	Line     string
	Lines    []org.Line
	Under    org.UnitID // "" for all that the person may look at
	Name     string
	Kind     string // the difference that is asked for, "" for all
	Counts   []ui.Tab
	N        [2]int
	Rows     []ui.Row
	More     string
	Siblings []ui.Row // the units directly below, on both days
	Trouble  string
}

// differs is what became of a unit between two days.
type differs struct {
	unit  int32
	kinds []string
}

// difference is what may become of a unit: a drawing and a word each, so that no colour is needed.
type difference struct {
	key, label, icon string
	tone             ui.Tone
}

// differences are all of them, in the order of lists.
var differences = []difference{
	{"new", "Thành lập", "sprout", ui.Good}, {"end", "Kết thúc", "circle-stop", ui.Bad}, {"move", "Chuyển cấp trên", "move", ui.Info}, {"in", "Chuyển đến", "move", ui.Info},
	{"out", "Chuyển đi", "move", ui.Warn}, {"name", "Đổi tên", "tag", ui.Info}, {"kind", "Đổi loại hình", "building-2", ui.Info}, {"state", "Tạm ngừng, khôi phục", "pause", ui.Warn},
}

// rankOf is the place of a difference in the order of lists.
func rankOf(key string) int {
	return slices.IndexFunc(differences, func(x difference) bool { return x.key == key })
}

func (x difference) chip() ui.Chip { return ui.Chip{Label: x.label, Tone: x.tone, Icon: x.icon} }

// comparedMax is how many rows are sent at once.
const comparedMax = 120

func loadCompared(a *door.Ask) (compared, error) {
	today := a.Today()
	m := compared{A: a.Query("a"), B: a.Query("b"), Line: cmp.Or(a.Query("line"), org.UnionLine), Under: a.Query("under"), Kind: a.Query("kind")}
	var err error
	if m.DayA, err = a.Day("a", day.Of(2025, 6, 30)); err != nil {
		return m, err
	}
	if m.DayB, err = a.Day("b", today); err != nil {
		return m, err
	}
	m.A, m.B = m.DayA.VN(), m.DayB.VN()
	if m.Lines, err = org.Lines(a.V); err != nil {
		return m, err
	}
	if !known(m.Lines, m.Line) {
		return m, fault.NotFoundf("Không có tuyến tổ chức “%s”. Hãy chọn một tuyến trong danh sách.", m.Line)
	}
	if m.DayA >= m.DayB {
		m.Trouble = "Ngày thứ nhất phải trước ngày thứ hai. Hãy sửa lại hai ngày."
		return m, nil
	}
	c, err := comparing(a, &m)
	if err != nil {
		return m, err
	}
	return m, c.fill(a, &m)
}

// comparison is two trees of one line.
type comparison struct {
	h          *lineage.History
	a, b       *lineage.Tree
	asA, asB   day.AsOf
	sight      *sight.Sight
	kinds      map[string]kindName
	inA, inB   []bool // who belongs to what is compared
	under      int32  // -1 for all
	today      day.Day
	decisions  map[string]lineage.Change
	deciding   map[int32][]string
	differents []differs
}

func comparing(a *door.Ask, m *compared) (*comparison, error) {
	c := &comparison{asA: day.AsOf{Day: m.DayA}, asB: day.AsOf{Day: m.DayB}, under: -1, today: a.Today(), kinds: map[string]kindName{}}
	var err error
	if c.h, err = org.HistoryOf(a.V); err != nil {
		return nil, err
	}
	c.a, c.b = c.h.Tree(m.Line, c.asA), c.h.Tree(m.Line, c.asB)
	if c.sight, err = sight.Of(a.V, a.Who.Person); err != nil {
		return nil, err
	}
	kinds, err := org.Kinds(a.V)
	if err != nil {
		return nil, err
	}
	for k, kind := range kinds {
		c.kinds[kind.Key] = kindName{kind.Name, kind.Short, int64(k)}
	}
	m.Name = "Toàn bộ tổ chức trong phạm vi của bạn"
	if m.Under != "" {
		i, ok := c.h.Index(m.Under)
		if !ok {
			return nil, fault.NotFoundf("Không có đơn vị mang mã %s. Hãy chọn lại trong danh sách.", m.Under)
		}
		c.under, m.Name = i, c.h.Name(i, c.asB)
	}
	c.inA, m.N[0] = c.belong(c.a, c.b)
	c.inB, m.N[1] = c.belong(c.b, c.a)
	return c, nil
}

// belong finds who stands, on one day's tree, below the unit that is looked at, or became part of it by the other day.
func (c *comparison) belong(t, other *lineage.Tree) (in []bool, n int) {
	in = make([]bool, c.h.Len())
	whole := c.sight.Whole()
	for p := range int32(t.Len()) {
		i := t.At(p)
		if !whole && !c.sight.Sees(i) {
			continue
		}
		if c.under < 0 || t.Within(c.under, i) {
			in[i] = true
			n++
			continue
		}
		if other.Has(c.under) && !t.Has(c.under) {
			if loc := other.Locate(i); loc.Counted() && other.Within(c.under, loc.At) {
				in[i] = true
				n++
			}
		}
	}
	return in, n
}

// find lists who differs.
func (c *comparison) find() {
	for i := range int32(c.h.Len()) {
		if !c.inA[i] && !c.inB[i] || c.inA[i] == c.inB[i] && !c.h.Says(i, c.asA.Day, c.asB.Day) {
			continue
		}
		if d := c.differ(i); len(d.kinds) > 0 {
			c.differents = append(c.differents, d)
		}
	}
	name := func(d differs) string { return c.h.Name(d.unit, c.asB) }
	viet.SortBy(c.differents, name)
	slices.SortStableFunc(c.differents, func(x, y differs) int {
		return cmp.Or(cmp.Compare(c.rank(x), c.rank(y)), cmp.Compare(c.kinds[c.h.Kind(x.unit, c.asB)].rank, c.kinds[c.h.Kind(y.unit, c.asB)].rank))
	})
}

func (c *comparison) rank(d differs) int { return rankOf(d.kinds[0]) }

func (c *comparison) differ(i int32) differs {
	d := differs{unit: i}
	add := func(key string, is bool) {
		if is {
			d.kinds = append(d.kinds, key)
		}
	}
	was, is := c.a.Has(i), c.b.Has(i)
	switch {
	case was && !is:
		add("end", true)
		return d
	case is && !was:
		add("new", true)
		return d
	}
	up, okA := c.a.Parent(i)
	now, okB := c.b.Parent(i)
	moved := okA != okB || up != now
	switch {
	case c.inA[i] && !c.inB[i]:
		add("out", true)
	case c.inB[i] && !c.inA[i]:
		add("in", true)
	default:
		add("move", moved)
	}
	add("name", c.h.Name(i, c.asA) != c.h.Name(i, c.asB) || c.h.Short(i, c.asA) != c.h.Short(i, c.asB))
	add("kind", c.h.Kind(i, c.asA) != c.h.Kind(i, c.asB))
	add("state", c.h.State(i, c.asA) != c.h.State(i, c.asB))
	return d
}

// fill draws the page.
func (c *comparison) fill(a *door.Ask, m *compared) error {
	c.find()
	n := map[string]int{}
	for _, d := range c.differents {
		for _, k := range d.kinds {
			n[k]++
		}
	}
	address := func(kind string, after int) string {
		skip := ""
		if after > 0 {
			skip = strconv.Itoa(after)
		}
		line := m.Line
		if line == org.UnionLine {
			line = ""
		}
		return door.Address("/units/compare", "a", m.DayA.String(), "b", m.DayB.String(), "under", m.Under, "line", line, "kind", kind, "skip", skip)
	}
	m.Counts = []ui.Tab{{Label: "Tất cả: " + number(len(c.differents)), Href: address("", 0), Current: m.Kind == ""}}
	for _, x := range differences {
		if n[x.key] > 0 {
			m.Counts = append(m.Counts, ui.Tab{Label: x.label + ": " + number(n[x.key]), Href: address(x.key, 0), Current: m.Kind == x.key})
		}
	}
	list := c.differents
	if m.Kind != "" {
		list = slices.DeleteFunc(slices.Clone(list), func(d differs) bool { return !slices.Contains(d.kinds, m.Kind) })
	}
	skip, _ := strconv.Atoi(a.Query("skip"))
	list = list[max(0, min(skip, len(list))):]
	if len(list) > comparedMax {
		list, m.More = list[:comparedMax], address(m.Kind, skip+comparedMax)
	}
	if err := c.decide(a, list); err != nil {
		return err
	}
	for _, d := range list {
		m.Rows = append(m.Rows, c.row(d))
	}
	m.Siblings = c.siblings(m, func(u org.UnitID) string {
		return door.Address("/units/compare", "a", m.DayA.String(), "b", m.DayB.String(), "under", u, "line", strings.TrimPrefix(m.Line, org.UnionLine))
	})
	return nil
}

// decide reads the decisions that made the differences.
func (c *comparison) decide(a *door.Ask, list []differs) error {
	c.deciding, c.decisions = map[int32][]string{}, map[string]lineage.Change{}
	var ids []string
	for _, d := range list {
		for _, e := range c.h.Timeline(d.unit) {
			if e.On <= c.asA.Day || e.On > c.asB.Day || e.Overridden || e.Withdrawn != "" || slices.Contains(c.deciding[d.unit], e.Change) {
				continue
			}
			c.deciding[d.unit] = append(c.deciding[d.unit], e.Change)
			ids = append(ids, e.Change)
		}
	}
	slices.Sort(ids)
	for some := range slices.Chunk(slices.Compact(ids), batch) {
		found, err := org.ChangesByID(a.V, some)
		if err != nil {
			return err
		}
		for _, x := range found {
			c.decisions[x.ID] = x
		}
	}
	return nil
}

// row draws one difference: its mark, the unit on both days, and by which decision.
func (c *comparison) row(d differs) ui.Row {
	i := d.unit
	var marks ui.Group
	for _, k := range d.kinds {
		marks = append(marks, differences[rankOf(k)].chip())
	}
	return ui.Row{Cells: []ui.Cell{c.side(c.a, i, c.asA), {Body: marks}, c.after(i), {Body: c.by(i)}}}
}

// by says what was decided of a unit: each paper once, under all that it did.
func (c *comparison) by(i int32) ui.Component {
	var papers []string
	did := map[string][]string{}
	for _, id := range c.deciding[i] {
		ch := c.decisions[id]
		paper, act := decision(ch.Decision), org.ChangeLabel(ch.Kind)
		if did[paper] == nil {
			papers = append(papers, paper)
		}
		if !slices.Contains(did[paper], act) {
			did[paper] = append(did[paper], act)
		}
	}
	var all ui.Group
	for _, p := range papers {
		for k, act := range did[p][1:] {
			did[p][k+1] = lowered(act)
		}
		all = append(all, decidedView(strings.Join(did[p], ", "), p))
	}
	return all
}

// side is a unit on one day.
func (c *comparison) side(t *lineage.Tree, i int32, on day.AsOf) ui.Cell {
	if !t.Has(i) {
		return ui.Cell{Text: "–"}
	}
	cell := ui.Cell{Text: c.h.Name(i, on), Href: sight.Address(c.h.ID(i), on.Day, c.today)}
	if up, ok := t.Parent(i); ok {
		cell.Sub = "thuộc " + c.h.Name(up, on)
	}
	return cell
}

// after is a unit on the second day: itself, or what stands in its place.
func (c *comparison) after(i int32) ui.Cell {
	if c.b.Has(i) {
		return c.side(c.b, i, c.asB)
	}
	loc := c.b.Locate(i)
	switch {
	case loc.At < 0 || loc.Why == lineage.Gone:
		return ui.Cell{Text: "–", Sub: "không có đơn vị kế thừa"}
	case loc.Why == lineage.Undivided:
		return ui.Cell{Text: "–", Sub: "đã chia, tách; số liệu cũ đứng ở " + c.h.Name(loc.At, c.asB)}
	}
	return ui.Cell{Text: "nay là " + c.h.Name(loc.At, c.asB), Href: sight.Address(c.h.ID(loc.At), c.asB.Day, c.today)}
}

// siblings draws the units directly below on both days, side by side; each opens what is below it.
func (c *comparison) siblings(m *compared, open func(org.UnitID) string) []ui.Row {
	below := func(t *lineage.Tree, in []bool) (out []int32) {
		switch {
		case c.under >= 0 && t.Has(c.under):
			out = t.Children(c.under)
		case c.under < 0:
			out = c.sight.Roots(t)
			if len(out) == 1 {
				out = t.Children(out[0])
			}
		default: // it is not there on this day: what became of it, or what became it
			for i := range int32(len(in)) {
				if up, ok := t.Parent(i); in[i] && (!ok || !in[up]) {
					out = append(out, i)
				}
			}
		}
		return slices.DeleteFunc(out, func(i int32) bool { return !c.sight.Sees(i) })
	}
	left, right := below(c.a, c.inA), below(c.b, c.inB)
	both := map[int32][2]bool{}
	for _, i := range left {
		both[i] = [2]bool{true, false}
	}
	for _, i := range right {
		both[i] = [2]bool{both[i][0], true}
	}
	var all []int32
	for i := range both {
		all = append(all, i)
	}
	viet.SortBy(all, func(i int32) string { return c.h.Name(i, c.asB) })
	slices.SortStableFunc(all, func(x, y int32) int {
		return cmp.Compare(c.kinds[c.h.Kind(x, c.asB)].rank, c.kinds[c.h.Kind(y, c.asB)].rank)
	})
	var out []ui.Row
	for _, i := range all {
		if len(out) == comparedMax {
			return append(out, ui.Row{Cells: []ui.Cell{{Text: "và " + number(len(all)-comparedMax) + " đơn vị khác"}, {}, {}}})
		}
		cell := func(t *lineage.Tree, there bool, on day.AsOf) ui.Cell {
			if !there {
				return ui.Cell{Text: "–"}
			}
			x := ui.Cell{Text: c.h.Name(i, on)}
			if n := t.End(i) - t.Pos(i) - 1; n > 0 {
				x.Sub, x.Href = number(int(n))+" đơn vị bên dưới", open(c.h.ID(i))
			}
			return x
		}
		mark := ui.Chip{Label: "Giữ nguyên", Icon: "circle-check"}
		switch d := c.differ(i); {
		case len(d.kinds) > 0:
			mark = differences[c.rank(d)].chip()
		case c.a.Has(i) && c.b.Has(i) && c.a.End(i)-c.a.Pos(i) != c.b.End(i)-c.b.Pos(i):
			mark = ui.Chip{Label: "Khác ở bên dưới", Tone: ui.Info, Icon: "pencil"}
		}
		out = append(out, ui.Row{Cells: []ui.Cell{cell(c.a, both[i][0], c.asA), {Body: mark}, cell(c.b, both[i][1], c.asB)}})
	}
	return out
}

// form asks for the two days.
func (m compared) form() ui.Form {
	f := ui.Form{ID: "days", Action: "/units/compare", Get: true, Wide: true, Submit: "So sánh", Hidden: map[string]string{}, Fields: []ui.Field{
		{Name: "a", Label: "Ngày thứ nhất", Kind: ui.DayField, Value: m.A, Required: true, Problem: m.Trouble}, {Name: "b", Label: "Ngày thứ hai", Kind: ui.DayField, Value: m.B, Required: true}}}
	if m.Under != "" {
		f.Hidden["under"] = m.Under
	}
	if m.Line != org.UnionLine {
		f.Hidden["line"] = m.Line
	}
	return f
}

// lead says what is compared.
func (m compared) lead() string {
	if m.Trouble != "" {
		return m.Name
	}
	return m.Name + ": " + number(m.N[0]) + " đơn vị ngày " + m.A + ", " + number(m.N[1]) + " đơn vị ngày " + m.B + "."
}

var comparedSamples = ui.Samples[compared]{
	"empty": {A: "30/06/2025", B: "01/07/2025", Line: "union", Name: "Liên đoàn Lao động thành phố Hải Phòng"},
	"typical": {A: "30/06/2025", B: "01/07/2025", Line: "union", Name: "Liên đoàn Lao động thành phố Hải Phòng", N: [2]int{30, 28}, Counts: []ui.Tab{{Label: "Tất cả: 2", Href: "/units/compare", Current: true}},
		Rows:     []ui.Row{{Cells: []ui.Cell{{Text: "LĐLĐ tỉnh Hải Dương", Href: "/units/hd"}, {Body: ui.Group{ui.Chip{Label: "Kết thúc", Tone: ui.Bad, Icon: "circle-stop"}}}, {Text: "nay là LĐLĐ thành phố Hải Phòng", Href: "/units/hp"}, {Text: "Hợp nhất: Quyết định số 151/QĐ-TLĐ"}}}},
		Siblings: []ui.Row{{Cells: []ui.Cell{{Text: "–"}, {Body: ui.Chip{Label: "Thành lập", Tone: ui.Good, Icon: "sprout"}}, {Text: "Công đoàn phường An Dương"}}}}},
	"worst": {A: longName, B: longName, Line: "club", Under: "x", Name: longName, Trouble: longName, More: "/units/compare?skip=200", Rows: []ui.Row{{Cells: []ui.Cell{{Text: longName, Sub: longName, Href: "/u"}, {Body: ui.Chip{Label: longName}}, {Text: longName, Sub: longName}, {Text: longName}}}}},
}
