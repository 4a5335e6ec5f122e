package units

import (
	"net/http"
	"net/url"
	"strconv"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/intake"
	"phongtrao/internal/org"
	"phongtrao/internal/place"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// List is the organisation on any day.
var List = door.Page[list]{
	Route: "GET /units", Title: "Tổ chức", Help: "Trang này cho xem tổ chức vào bất cứ ngày nào, trên từng tuyến. Hãy chọn ngày, mở từng cấp hoặc tìm theo tên; thay đổi được ghi từ trang của đơn vị.", Guard: door.Guard{Verb: org.Seeing, Object: door.Home},
	Load: loadList, View: func(m list) ui.Component { return listView(m) },
	Head:    func(m list) ui.Head { return ui.Head{Title: m.title()} },
	Samples: listSamples,
}

// list is what the page shows.
type list struct {
	On, Today day.Day
	Line      string // key of a line, or onMap
	Lines     []org.Line
	Query     string
	Hits      []ui.Hit
	Tree      ui.TreeTable
	Counts    []kindCount
	News      news
	Shown     int  // units on the map that may be looked at
	Taking    bool // whether lists of units may be taken in
}

// kindCount is how many units of a kind there are on the day.
type kindCount struct {
	Name string
	N    int
}

func (m list) title() string {
	if m.Line == onMap {
		return "Địa bàn"
	}
	return "Tổ chức"
}

func (m list) unit() string {
	if m.Line == onMap {
		return "địa bàn"
	}
	return "đơn vị"
}

// keep is what a change of day keeps of the address.
func (m list) keep() url.Values {
	q := url.Values{}
	if m.Line != org.UnionLine {
		q.Set("line", m.Line)
	}
	if m.Query != "" {
		q.Set("q", m.Query)
	}
	return q
}

func (m list) tabs() ui.Tabs {
	t := ui.Tabs{Label: "Tuyến tổ chức"}
	for _, l := range m.Lines {
		key := l.Key
		if key == org.UnionLine {
			key = ""
		}
		t.Items = append(t.Items, ui.Tab{Label: l.Name, Current: l.Key == m.Line, Href: door.Address("/units", "line", key, "on", dayIn(m.On, m.Today), "q", m.Query)})
	}
	return t
}

func (m list) search() ui.Form {
	hidden := map[string]string{}
	if on := dayIn(m.On, m.Today); on != "" {
		hidden["on"] = on
	}
	if m.Line != org.UnionLine {
		hidden["line"] = m.Line
	}
	return ui.Form{ID: "find", Action: "/units", Get: true, Hidden: hidden, Submit: "Tìm", Fields: []ui.Field{
		{Name: "q", Label: "Tìm theo tên", Value: m.Query, Required: true, Help: "Tên đầy đủ, tên tắt hay tên cũ, không dấu cũng được."}}}
}

func loadList(a *door.Ask) (list, error) {
	m := list{Today: a.Today(), Line: a.Query("line"), Query: a.Query("q")}
	var err error
	if m.On, err = a.Day("on", m.Today); err != nil {
		return m, err
	}
	if m.Lines, err = org.Lines(a.V); err != nil {
		return m, err
	}
	m.Lines = append(m.Lines, org.Line{Key: onMap, Name: "Địa giới hành chính"})
	if m.Line == "" {
		m.Line = org.UnionLine
	}
	if !known(m.Lines, m.Line) {
		return m, fault.NotFoundf("Không có tuyến tổ chức “%s”. Hãy chọn một tuyến trong danh sách.", m.Line)
	}
	c, err := chartOf(a, m.Line, m.On)
	if err != nil {
		return m, err
	}
	if m.Query != "" {
		if m.Hits, err = find(a, c, m.Query, m.Today); err != nil {
			return m, err
		}
	}
	m.Taking = a.May(intake.Keeping, a.Home())
	m.Tree = c.table(a.Query("open"), m.Today)
	m.Counts, m.Shown = c.counts()
	m.News, err = newsOf(a, c, m.Today)
	return m, err
}

func known(lines []org.Line, key string) bool {
	for _, l := range lines {
		if l.Key == key {
			return true
		}
	}
	return false
}

// table draws a line from its topmost units, with one unit opened; a lone root is open by itself.
func (c *chart) table(open string, today day.Day) ui.TreeTable {
	t := ui.TreeTable{ID: "units", Label: "Tổ chức ngày " + c.asOf.Day.VN(), Columns: c.columns(),
		Empty: &ui.Empty{Icon: "network", Title: "Chưa có đơn vị nào vào ngày " + c.asOf.Day.VN(), Text: "Chọn một ngày khác, hoặc một tuyến khác."}}
	if c.line == onMap {
		t.Name, t.Label = "Địa bàn", "Địa giới ngày "+c.asOf.Day.VN()
		t.Empty = &ui.Empty{Icon: "map", Title: "Chưa có địa bàn nào vào ngày " + c.asOf.Day.VN(), Text: "Chọn một ngày khác."}
	}
	opens := c.chain(open)
	if len(c.roots) == 1 {
		opens[c.roots[0]] = true
	}
	roots := c.roots
	if len(roots) > ui.RowsMax {
		roots = roots[:ui.RowsMax]
		t.Rows = c.rows(roots, 1, opens, today)
		t.Rows = append(t.Rows, ui.TreeRow{ID: "rest", Level: 1, Named: true, Name: "Còn " + viet.FormatInt(int64(len(c.roots)-ui.RowsMax)) + " đơn vị", Note: "tìm theo tên để mở"})
		return t
	}
	t.Rows = c.rows(roots, 1, opens, today)
	return t
}

// counts returns the number of units of each kind that may be looked at, and of all.
func (c *chart) counts() (out []kindCount, all int) {
	byRank := map[string]int{}
	for _, r := range c.roots {
		from, to := c.tree.Pos(r), c.tree.End(r)
		all += int(to - from)
		for _, k := range c.count.kinds {
			byRank[k] += c.count.of(k, from, to)
		}
	}
	for _, k := range c.present() {
		if byRank[k] > 0 {
			name := c.kinds[k].name
			if name == "" {
				name = "Chưa rõ loại"
			}
			out = append(out, kindCount{name, byRank[k]})
		}
	}
	return out, all
}

// find looks for units, or places, by any spelling of any name they had.
func find(a *door.Ask, c *chart, q string, today day.Day) ([]ui.Hit, error) {
	if c.line == onMap {
		places, err := place.Search(a.V, q, c.asOf, hitsMax)
		if err != nil {
			return nil, err
		}
		var out []ui.Hit
		for _, p := range places {
			out = append(out, placeHit(c, p, today))
		}
		return out, nil
	}
	s, err := sight.Of(a.V, a.Who.Person)
	if err != nil {
		return nil, err
	}
	return sight.Hits(a.V, s, q, c.asOf.Day, hitsMax)
}

const hitsMax = 30

// Rows are the units directly below one, for a tree that is being opened.
var Rows = door.Page[level]{
	Route: "GET /units/rows", Title: "Đơn vị trực thuộc", Guard: door.Guard{Verb: org.Seeing, Object: func(r *http.Request) string { return r.URL.Query().Get("under") }},
	Load:    func(a *door.Ask) (level, error) { return loadLevel(a, a.Query("line")) },
	View:    levelOf,
	Samples: levelSamples,
}

// PlaceRows are the places directly within one.
var PlaceRows = door.Page[level]{
	Route: "GET /places/rows", Title: "Địa bàn trực thuộc", Guard: door.Guard{Verb: place.Seeing, Object: door.Home},
	Load:    func(a *door.Ask) (level, error) { return loadLevel(a, onMap) },
	View:    levelOf,
	Samples: levelSamples,
}

// level is the rows below one unit.
type level struct {
	Name, Href string
	On         day.Day
	Rows       ui.TreeRows
	Of         int  // all that stand below, found or not
	Controls   bool // it can be sorted and searched
	Under      string
	Line       string
	Sort, Find string
	Today      day.Day
	Bare       bool // the rows alone, to be put into a tree that is open in a browser
}

func levelOf(m level) ui.Component {
	if m.Bare {
		return m.Rows
	}
	return levelView(m)
}

func loadLevel(a *door.Ask, line string) (level, error) {
	var m level
	on, err := a.Day("on", a.Today())
	if err != nil {
		return m, err
	}
	if line == "" {
		line = org.UnionLine
	}
	c, err := chartOf(a, line, on)
	if err != nil {
		return m, err
	}
	h, under := c.tree.History(), a.Query("under")
	i, ok := h.Index(under)
	if !ok {
		return m, fault.NotFoundf("Không có đơn vị mang mã %s. Hãy chọn lại trong danh sách.", under)
	}
	after, _ := strconv.Atoi(a.Query("after"))
	at, _ := strconv.Atoi(a.Query("level"))
	_, bare := ui.Wants(a.R)
	if c.find = a.Query("find"); line != onMap {
		c.order = a.Query("sort")
	} else {
		c.find = ""
	}
	if c.order != byFounding && c.order != byMembers {
		c.order = byName
	}
	m = level{Bare: bare, Name: h.Name(i, c.asOf), On: on, Href: sight.Address(under, on, a.Today()), Of: len(c.tree.Children(i)), Controls: line != onMap, Under: under, Line: line, Sort: c.order, Find: c.find, Today: a.Today()}
	if m.Rows, err = c.level(under, after, max(1, at), a.Today()); err != nil {
		return m, err
	}
	if line == onMap {
		m.Href = placeAddress(under, on, a.Today())
	}
	return m, nil
}

// acts are what can be done with the list.
func (m list) acts() []ui.Button {
	if m.Line == onMap {
		return nil
	}
	line, on := m.Line, dayIn(m.On, m.Today)
	if line == org.UnionLine {
		line = ""
	}
	all := []ui.Button{{Label: "Tải .xlsx", Icon: "download", Href: door.Address("/units/export.xlsx", "on", on, "line", line)}, {Label: "Tải .csv", Href: door.Address("/units/export.csv", "on", on, "line", line)},
		{Label: "So sánh hai ngày", Href: door.Address("/units/compare", "b", on, "line", line)}, {Label: "Các thay đổi", Icon: "history", Href: "/units/changes"}}
	if m.Taking {
		all = append([]ui.Button{{Label: "Nhập danh sách", Icon: "upload", Href: "/units/import"}}, all...)
	}
	return all
}

// address is the level sorted otherwise.
func (m level) address(sort string) string {
	line := m.Line
	if line == org.UnionLine {
		line = ""
	}
	return door.Address("/units/rows", "under", m.Under, "on", dayIn(m.On, m.Today), "line", line, "sort", sort, "find", m.Find)
}

func (m level) tabs() ui.Tabs {
	return ui.Tabs{Label: "Sắp xếp", Items: []ui.Tab{{Label: "Theo tên", Href: m.address(byName), Current: m.Sort == byName}, {Label: "Mới thành lập trước", Href: m.address(byFounding), Current: m.Sort == byFounding},
		{Label: "Nhiều đoàn viên trước", Href: m.address(byMembers), Current: m.Sort == byMembers}}}
}

func (m level) search() ui.Form {
	f := ui.Form{ID: "within", Action: "/units/rows", Get: true, Submit: "Tìm", Hidden: map[string]string{"under": m.Under}, Fields: []ui.Field{
		{Name: "find", Label: "Tìm trong " + viet.FormatInt(int64(m.Of)) + " đơn vị trực thuộc", Value: m.Find, Required: true, Help: "Tên đầy đủ, tên tắt hay tên cũ, không dấu cũng được."}}}
	for name, v := range map[string]string{"on": dayIn(m.On, m.Today), "sort": m.Sort, "line": m.Line} {
		if v != "" {
			f.Hidden[name] = v
		}
	}
	return f
}

// lead says in a sentence what is shown.
func (m list) lead() string {
	if m.On == m.Today {
		return "Xem được ở bất cứ ngày nào: chọn ngày để thấy tổ chức như khi ấy."
	}
	return "Tổ chức như vào ngày " + m.On.VN() + "."
}

func countPairs(counts []kindCount) []ui.Pair {
	var out []ui.Pair
	for _, k := range counts {
		out = append(out, ui.Pair{Key: k.Name, Text: viet.FormatInt(int64(k.N))})
	}
	return out
}

// placeHit is a place that was found.
func placeHit(c *chart, p place.Place, today day.Day) ui.Hit {
	hit := ui.Hit{Title: p.Name, Kind: c.kinds[p.Kind].name, Href: placeAddress(p.ID, c.asOf.Day, today), Ended: p.Ended <= c.asOf.Day}
	h := c.tree.History()
	i, _ := h.Index(p.ID)
	switch {
	case hit.Ended:
		hit.Note = "kết thúc " + p.Ended.VN()
		if loc := c.tree.Locate(i); loc.Counted() {
			hit.Note += ", nay là " + h.Name(loc.At, c.asOf)
		}
		hit.Href = placeAddress(p.ID, p.Ended-1, today)
	case p.Born > c.asOf.Day:
		hit.Note, hit.Href = "có từ "+p.Born.VN()+", sau ngày đang xem", placeAddress(p.ID, p.Born, today)
	default:
		if up, ok := c.tree.Parent(i); ok {
			hit.Note = "thuộc " + h.Name(up, c.asOf)
		}
	}
	return hit
}
