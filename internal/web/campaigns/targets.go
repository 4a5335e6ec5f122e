package campaigns

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
)

// sharesMax is how many units one page of a division holds: what weighs less than 150 kB.
const sharesMax = 80

// targets is the page on which a target is divided among the units below.
type targets struct {
	Title   string
	Crumbs  []ui.Link
	Accent  ui.Accent
	Head    ui.PageHead
	Notices []ui.Notice
	Tops    ui.Tabs
	Facts   ui.KeyValue
	Show    ui.Tabs // which of the units
	Find    find
	Grid    *ui.Shares  // where the person may divide
	List    *ui.Table   // where they may only look
	Balance *ui.Balance // above the list
	None    *ui.Empty   // in place of both
	Pager   ui.Pager
	Asked   asked
	Batches ui.Table
	Pledges ui.Table
}

// pledgesMax is how many pledges the page lists.
const pledgesMax = 60

// find looks for units by name within the division.
type find struct {
	Action, Of, Show, Text string
}

var targetsPage = door.Page[targets]{
	Route: "GET /campaigns/{id}/targets", Title: "Chỉ tiêu", Guard: door.Guard{Verb: campaign.Seeing, Object: door.Home},
	Help:    "Chia chỉ tiêu cho các đơn vị bên dưới: gõ từng ô, hoặc chia theo căn cứ, hoặc dán từ bảng tính; phần còn mở tính ngay khi gõ. Trước hết hãy xem số của cấp trên và văn bản, rồi chia và ghi.",
	Load:    loadTargets,
	View:    func(m targets) ui.Component { return targetsView(m) },
	Head:    func(m targets) ui.Head { return m.head() },
	Samples: targetsSamples(),
}

func (m targets) head() ui.Head { return ui.Head{Title: m.Title, Crumbs: m.Crumbs, Accent: m.Accent} }

func loadTargets(a *door.Ask) (targets, error) {
	d, l, err := cascadeAt(a, a.Path("id"), a.Query("of"))
	if err != nil {
		return targets{}, err
	}
	if d == nil {
		return noTargets(a, l)
	}
	return d.page(looking(a.R), nil)
}

// noTargets is the page of a campaign without any target.
func noTargets(a *door.Ask, l *look) (targets, error) {
	m := targets{Title: "Chỉ tiêu", Crumbs: l.below(), Accent: l.accent()}
	m.Head = ui.PageHead{Title: "Chỉ tiêu", Meta: []string{l.c.Name, span(l.c.Period)}}
	m.None = &ui.Empty{Icon: "target", Title: "Chưa giao chỉ tiêu", Text: "Chỉ tiêu cấp trên giao cho đơn vị sẽ hiện ở đây, kèm văn bản và mục."}
	if a.May(campaign.Assigning, l.c.ID) {
		m.None.Next = &ui.Button{Label: "Giao chỉ tiêu đầu tiên", Href: "/campaigns/" + l.c.ID + "/targets/new", Primary: true}
	}
	m.pledgeButton(a, l)
	var err error
	m.Pledges, err = pledgeTable(a, l)
	return m, err
}

// looked is which part of a division is asked for.
type looked struct {
	show, text string
	after      int
}

func looking(r *http.Request) looked {
	q := r.URL.Query()
	after, _ := strconv.Atoi(q.Get("after"))
	return looked{show: q.Get("show"), text: viet.Clean(q.Get("q")), after: max(0, after)}
}

// retyped is what was sent and could not be written.
type retyped struct {
	values   map[string]string // by field
	problems map[string]string // by field; "" is of the whole
}

// page draws the division; with what was typed, where that could not be written.
func (d *cascade) page(at looked, again *retyped) (targets, error) {
	m := targets{Title: "Chia chỉ tiêu " + ui.Int(d.t.Quantity) + " " + d.of.Label(), Crumbs: d.crumbs(), Accent: d.accent()}
	m.Head = ui.PageHead{Title: m.Title, Meta: []string{d.names[d.t.Unit], d.of.Name, capital(d.t.Period.VN()), "bản " + ui.Int(int64(d.t.Version))}, Chips: []ui.Chip{answerChip(d.t)}}
	d.buttons(&m)
	if len(d.tops) > 1 {
		m.Tops.Label = "Chỉ tiêu"
		for _, t := range d.tops {
			m.Tops.Items = append(m.Tops.Items, ui.Tab{Label: d.topLabel(t), Href: door.Address("/campaigns/"+d.c.ID+"/targets", "of", t.ID), Current: t.ID == d.t.ID || len(d.chain) > 0 && d.chain[0].ID == t.ID})
		}
	}
	got, err := d.reached()
	if err != nil {
		return m, err
	}
	paper, err := d.paper()
	if err != nil {
		return m, err
	}
	m.Facts.Pairs = []ui.Pair{got, paper, {Key: "Bản đồ đơn vị", Text: "ngày " + d.on.VN(), Note: "Cột “Năm trước” là kết quả cùng kỳ, tính lại trên bản đồ này."}}
	shown := d.chosen(at)
	d.tabs(&m, at)
	page := shown[min(at.after, len(shown)):min(at.after+sharesMax, len(shown))]
	if err := d.rows(&m, page, at, again); err != nil {
		return m, err
	}
	d.pages(&m, at, len(shown))
	if err := d.asked(&m); err != nil {
		return m, err
	}
	if err := d.batches(&m); err != nil {
		return m, err
	}
	m.Pledges, err = pledgeTable(d.a, d.look)
	return m, err
}

func (d *cascade) topLabel(t campaign.Target) string {
	what := t.Indicator
	if i, ok := kind.Indicator(d.k, t.Indicator); ok {
		what = i.Name
	}
	return what + " · " + t.Period.VN() + " · " + name(d.v, t.Unit, d.on)
}

// buttons are the ways to fill the table in, and to what else can be done here.
func (d *cascade) buttons(m *targets) {
	here := "/targets/" + d.t.ID
	silent := d.count("waiting")
	for _, b := range []struct {
		may bool
		ui.Button
	}{
		{d.gives && len(d.units) > 0, ui.Button{Label: "Chia theo căn cứ", Icon: "split", Href: here + "/split", Primary: len(d.kids) == 0}},
		{d.gives && len(d.units) > 0, ui.Button{Label: "Dán từ bảng tính", Icon: "file-input", Href: here + "/paste"}},
		{silent > 0 && d.gives, ui.Button{Label: "Nhắc " + ui.Int(int64(silent)) + " đơn vị", Icon: "clock", Href: here + "/reminder"}},
		{len(d.kids) > 0, ui.Button{Label: "Tải Excel", Icon: "download", Href: here + "/shares/xlsx"}},
		{d.a.May(campaign.Revising, d.t.ID), ui.Button{Label: "Điều chỉnh số này", Icon: "pencil", Href: here + "/revise"}},
		{true, ui.Button{Label: "Các bản", Icon: "history", Href: here}},
		{d.a.May(campaign.Assigning, d.c.ID), ui.Button{Label: "Giao chỉ tiêu khác", Icon: "target", Href: "/campaigns/" + d.c.ID + "/targets/new"}},
	} {
		if b.may {
			m.Head.Actions = append(m.Head.Actions, b.Button)
		}
	}
	m.pledgeButton(d.a, d.look)
}

func (m *targets) pledgeButton(a *door.Ask, l *look) {
	if home := a.Home(); home != "" && a.May(campaign.Pledging, home) {
		m.Head.Actions = append(m.Head.Actions, ui.Button{Label: "Đăng ký phấn đấu", Icon: "hand", Href: "/campaigns/" + l.c.ID + "/pledges/new"})
	}
}

// is reports whether a unit belongs to a way of looking.
func (d *cascade) is(show string, u org.UnitID) bool {
	k, has := d.kids[u]
	has = has && k.Quantity > 0
	_, asks := d.asks[k.ID]
	switch show {
	case "given":
		return has
	case "none":
		return !has
	case "waiting":
		return has && k.State == campaign.Given && !asks
	case "disputed":
		return has && (k.State == campaign.Disputed || asks)
	}
	return true
}

func (d *cascade) count(show string) (n int) {
	for _, u := range d.units {
		n += truth(d.is(show, u))
	}
	return n
}

// chosen are the units that are looked for.
func (d *cascade) chosen(at looked) (out []org.UnitID) {
	q := viet.NewQuery(at.text)
	for _, u := range d.units {
		if d.is(at.show, u) && (q.Empty() || q.Score(viet.NewEntry(d.names[u])).Sure()) {
			out = append(out, u)
		}
	}
	return out
}

func (d *cascade) tabs(m *targets, at looked) {
	m.Find = find{Action: "/campaigns/" + d.c.ID + "/targets", Of: d.t.ID, Show: at.show, Text: at.text}
	if len(d.units) < 2 {
		return
	}
	m.Show.Label = "Đơn vị nào"
	for _, s := range []struct{ key, label string }{{"", "Tất cả"}, {"given", "Đã giao"}, {"none", "Chưa giao"}, {"waiting", "Chưa trả lời"}, {"disputed", "Đề nghị xem lại"}} {
		n := d.count(s.key)
		if n == 0 && s.key != at.show {
			continue
		}
		m.Show.Items = append(m.Show.Items, ui.Tab{Label: s.label + " " + ui.Int(int64(n)), Href: d.address("show", s.key, "q", at.text), Current: s.key == at.show})
	}
}

func (d *cascade) pages(m *targets, at looked, all int) {
	to := func(after int) string { return d.address("show", at.show, "q", at.text, "after", strconv.Itoa(after)) }
	m.Pager.Label = "Trang của bảng chia"
	m.Pager.Text = fmt.Sprintf("%s–%s trong %s đơn vị", ui.Int(int64(min(at.after+1, all))), ui.Int(int64(min(at.after+sharesMax, all))), ui.Int(int64(all)))
	if at.after > 0 {
		m.Pager.Prev = to(max(0, at.after-sharesMax))
	}
	if at.after+sharesMax < all {
		m.Pager.Next = to(at.after + sharesMax)
		if m.Grid != nil {
			m.Grid.Then = &ui.Link{Label: "Ghi và sang trang sau", Href: m.Pager.Next}
		}
	}
}

// batches are the last times that something was written here, each with the way to take it back.
func (d *cascade) batches(m *targets) error {
	all, err := campaign.Batches(d.v, d.t.ID, 6)
	if err != nil || len(all) == 0 {
		return err
	}
	var ids []string
	for _, b := range all {
		ids = append(ids, b.MadeBy)
	}
	who, err := people.Names(d.v, ids)
	m.Batches = ui.Table{Label: "Các lần ghi gần đây", Cards: true, Columns: []ui.Column{{Label: "Lần ghi", Wide: true}, {Label: "Người ghi"}, {Label: "Số đơn vị", Num: true}, {Label: "Hoàn tác"}}}
	for _, b := range all {
		what := ui.Cell{Text: capital(b.Change.Label()), Sub: b.What}
		if b.Undoes != "" {
			what.Text = "Hoàn tác: " + b.Change.Label()
		}
		back := ui.Cell{Text: "–"}
		switch {
		case b.Undone != "":
			back.Text = "đã hoàn tác"
		case d.a.May(campaign.Undoing, b.ID):
			back = ui.Cell{Body: undoForm(b.ID)}
		}
		m.Batches.Rows = append(m.Batches.Rows, ui.Row{Cells: []ui.Cell{what, {Text: who[b.MadeBy], Sub: b.MadeAt.VN()}, {Text: ui.Int(int64(b.Lines))}, back}})
	}
	return err
}

// pledgeTable lists what units set themselves, beside what they were assigned.
func pledgeTable(a *door.Ask, l *look) (ui.Table, error) {
	t := ui.Table{Label: "Đăng ký phấn đấu", Cards: true, Columns: []ui.Column{{Label: "Đơn vị", Wide: true}, {Label: "Đăng ký", Num: true}, {Label: "Kết quả", Num: true}, {Label: "Đạt"}},
		Empty: &ui.Empty{Icon: "hand", Title: "Chưa có đơn vị đăng ký phấn đấu", Text: "Số tự đăng ký đứng cạnh chỉ tiêu được giao, không cộng vào và không thay chỉ tiêu ấy."}}
	all, err := campaign.Targets(a.V, campaign.Filter{Campaign: l.c.ID, Source: campaign.SelfSet})
	if err != nil {
		return t, err
	}
	if !l.whole() {
		all = slices.DeleteFunc(all, func(s campaign.Target) bool {
			in, e := org.Within(a.V, l.at, s.Unit)
			return e != nil || !in
		})
	}
	all = all[:min(len(all), pledgesMax)]
	p, err := lotOf(a.V, l, all)
	if err != nil {
		return t, err
	}
	for _, s := range all {
		got := p.totals[s.ID]
		result := ui.Cell{Text: "–"}
		if got.Entries > 0 {
			result = ui.Cell{Body: figure(question(s), got.Quantity, p.of[s.Indicator].Label())}
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{{Text: p.names[s.Unit], Href: "/targets/" + s.ID, Sub: p.of[s.Indicator].Name + ", " + s.Period.VN()},
			{Text: ui.Int(s.Quantity), Href: "/targets/" + s.ID}, result, {Body: ui.Bar{Mini: true, Got: got.Lo, Target: s.Quantity, Text: short(got.Quantity, s.Quantity)}}}})
	}
	return t, nil
}

// question asks for what came of a target.
func question(t campaign.Target) ledger.Question {
	return ledger.Question{Indicator: t.Indicator, Period: t.Period, Campaign: t.Campaign, At: t.Unit}
}
