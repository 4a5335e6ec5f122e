package campaigns

import (
	"slices"
	"strconv"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/indicator"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
)

// targets is the page of all that was promised in a campaign.
type targets struct {
	Title     string
	Crumbs    []ui.Link
	Accent    ui.Accent
	Head      ui.PageHead
	Tree      ui.TreeTable
	Pledges   ui.Table
	Proposals ui.Table
}

// promises are a campaign's targets by the one above, as one person sees them.
type promises struct {
	*look
	a       *door.Ask
	below   map[string][]campaign.Target // by the target above
	tops    []campaign.Target
	pledges []campaign.Target
	names   map[org.UnitID]string
	of      map[string]indicator.Indicator
}

var targetsPage = door.Page[targets]{
	Route: "GET /campaigns/{id}/targets", Title: "Chỉ tiêu", Guard: door.Guard{Verb: campaign.Seeing, Object: door.Home},
	Load:    loadTargets,
	View:    func(m targets) ui.Component { return targetsView(m) },
	Head:    func(m targets) ui.Head { return ui.Head{Title: m.Title, Crumbs: m.Crumbs, Accent: m.Accent} },
	Samples: targetsSamples(),
}

// promisesOf reads a campaign's targets: all of them, or those of the person's unit and below.
func promisesOf(a *door.Ask, id string) (*promises, error) {
	l, err := lookAt(a, id)
	if err != nil {
		return nil, err
	}
	p := &promises{look: l, a: a, below: map[string][]campaign.Target{}, of: map[string]indicator.Indicator{}}
	all, err := campaign.Targets(a.V, campaign.Filter{Campaign: id})
	if err != nil {
		return nil, err
	}
	var units []org.UnitID
	for _, t := range all {
		units = append(units, t.Unit)
		if _, known := p.of[t.Indicator]; !known {
			if p.of[t.Indicator], err = indicator.Get(a.V, t.Indicator); err != nil {
				return nil, err
			}
		}
	}
	if p.names, err = names(a.V, units, min(l.c.Period.To, l.today)); err != nil {
		return nil, err
	}
	viet.SortBy(all, func(t campaign.Target) string { return p.names[t.Unit] })
	for _, t := range all {
		in := p.whole() || t.Unit == p.at
		if !in {
			if in, err = org.Within(a.V, p.at, t.Unit); err != nil {
				return nil, err
			}
		}
		switch {
		case !in:
		case t.Source == campaign.SelfSet:
			p.pledges = append(p.pledges, t)
		case t.Parent == "" || !p.whole() && t.Unit == p.at:
			p.tops = append(p.tops, t)
		default:
			p.below[t.Parent] = append(p.below[t.Parent], t)
		}
	}
	return p, nil
}

func loadTargets(a *door.Ask) (targets, error) {
	p, err := promisesOf(a, a.Path("id"))
	if err != nil {
		return targets{}, err
	}
	m := targets{Title: "Chỉ tiêu", Crumbs: p.below0(), Accent: p.accent()}
	m.Head = ui.PageHead{Title: "Chỉ tiêu", Lead: "Chỉ tiêu của một đơn vị bằng phần chia cho cấp dưới cộng phần dự phòng. Mọi lần thay đổi đều giữ lại, kèm người làm, lý do và văn bản.",
		Meta: []string{p.c.Name, span(p.c.Period)}}
	if a.May(campaign.Assigning, p.c.ID) {
		m.Head.Actions = append(m.Head.Actions, ui.Button{Label: "Giao chỉ tiêu", Icon: "target", Href: "/campaigns/" + p.c.ID + "/targets/new", Primary: true})
	}
	if home := a.Home(); home != "" && a.May(campaign.Pledging, home) {
		m.Head.Actions = append(m.Head.Actions, ui.Button{Label: "Đăng ký phấn đấu", Icon: "hand", Href: "/campaigns/" + p.c.ID + "/pledges/new"})
	}
	m.Tree = ui.TreeTable{ID: "targets-tree", Label: "Chỉ tiêu được giao", Columns: targetColumns()}
	for n, t := range p.tops {
		rows, err := p.rows(t, 1, n+1, len(p.tops))
		if err != nil {
			return m, err
		}
		m.Tree.Rows = append(m.Tree.Rows, rows...)
	}
	if len(p.tops) == 0 {
		m.Tree.Empty = &ui.Empty{Icon: "target", Title: "Chưa giao chỉ tiêu", Text: "Chỉ tiêu cấp trên giao cho đơn vị sẽ hiện ở đây, kèm văn bản và mục."}
		if a.May(campaign.Assigning, p.c.ID) {
			m.Tree.Empty.Next = &ui.Button{Label: "Giao chỉ tiêu đầu tiên", Href: "/campaigns/" + p.c.ID + "/targets/new", Primary: true}
		}
	}
	if m.Pledges, err = p.pledgeTable(); err != nil {
		return m, err
	}
	m.Proposals, err = p.proposalTable()
	return m, err
}

// below0 are the crumbs of the pages under the campaign's.
func (p *promises) below0() []ui.Link { return p.look.below() }

func targetColumns() []ui.Column {
	return []ui.Column{{Label: "Chỉ tiêu", Num: true}, {Label: "Đã chia", Num: true}, {Label: "Dự phòng", Num: true}, {Label: "Kết quả", Num: true}, {Label: "Đạt"}, {Label: "Đơn vị trả lời"}}
}

// openLevels is how many levels of targets are sent along; what lies deeper comes when it is opened.
const openLevels = 2

// rows are a target and those that were shared out of it.
func (p *promises) rows(t campaign.Target, level, pos, of int) ([]ui.TreeRow, error) {
	totals, err := p.results([]campaign.Target{t})
	if err != nil {
		return nil, err
	}
	return p.tree(t, totals[t.ID], level, pos, of)
}

func (p *promises) tree(t campaign.Target, got ledger.Total, level, pos, of int) ([]ui.TreeRow, error) {
	kids := p.below[t.ID]
	r := ui.TreeRow{ID: t.ID, Level: level, Name: p.names[t.Unit], Note: p.note(t, level), Href: "/targets/" + t.ID, Kids: len(kids), Open: level < openLevels,
		Load: door.Address("/campaigns/"+p.c.ID+"/targets/rows", "under", t.ID, "level", strconv.Itoa(level+1)), Here: "/targets/" + t.ID, Pos: pos, Of: of}
	i := p.of[t.Indicator]
	r.Cells = []ui.Cell{{Text: ui.Int(t.Quantity), Strong: true, Href: "/targets/" + t.ID}, {Text: "–"}, {Text: "–"}, {Text: "–"}, {Body: ui.Bar{Got: got.Lo, Target: t.Quantity, Text: short(got.Quantity, t.Quantity)}}, {Text: t.State.Label()}}
	if len(kids) > 0 {
		r.Cells[1], r.Cells[2] = ui.Cell{Text: ui.Int(t.Quantity - t.Reserve)}, ui.Cell{Text: ui.Int(t.Reserve)}
	}
	if got.Entries > 0 {
		r.Cells[3] = ui.Cell{Body: figure(p.question(t), got.Quantity, ""), Sub: i.Label()}
	}
	if !r.Open {
		return []ui.TreeRow{r}, nil
	}
	below, more, err := p.shares(t, level+1, 0)
	return append(append([]ui.TreeRow{r}, below...), further(t.ID, level+1, more)...), err
}

// shares are the targets that were shared out of one.
func (p *promises) shares(t campaign.Target, level, after int) ([]ui.TreeRow, *ui.More, error) {
	all := p.below[t.ID]
	kids := all[min(after, len(all)):min(after+ui.RowsMax, len(all))]
	totals, err := p.results(kids)
	if err != nil {
		return nil, nil, err
	}
	var out []ui.TreeRow
	for n, k := range kids {
		rows, err := p.tree(k, totals[k.ID], level, after+n+1, len(all))
		if err != nil {
			return nil, nil, err
		}
		out = append(out, rows...)
	}
	if left := len(all) - after - len(kids); left > 0 {
		return out, &ui.More{Href: door.Address("/campaigns/"+p.c.ID+"/targets/rows", "under", t.ID, "level", strconv.Itoa(level), "after", strconv.Itoa(after+len(kids))), Left: left, Of: "đơn vị"}, nil
	}
	return out, nil, nil
}

// targetRowsPage are the targets that were shared out of one, as they are sent when it is opened.
var targetRowsPage = door.Page[level]{
	Route: "GET /campaigns/{id}/targets/rows", Title: "Chỉ tiêu của đơn vị trực thuộc", Guard: door.Guard{Verb: campaign.Seeing, Object: door.Home},
	Load: func(a *door.Ask) (level, error) {
		p, t, err := targetAt(a, a.Query("under"))
		if err != nil {
			return level{}, err
		}
		depth, _ := strconv.Atoi(a.Query("level"))
		m := level{Title: p.names[t.Unit], Head: ui.Head{Title: "Chỉ tiêu", Crumbs: p.look.below(), Accent: p.accent()}, Rows: ui.TreeRows{Columns: targetColumns()}}
		_, part := ui.Wants(a.R)
		m.Alone = !part
		m.Rows.Rows, m.Rows.More, err = p.shares(t, max(2, depth), page(a))
		return m, err
	},
	View: func(m level) ui.Component {
		if m.Alone {
			return levelView(m)
		}
		return m.Rows
	},
	Head: func(m level) ui.Head { return m.Head }, Samples: levelSamples(),
}

// note says of what and when a target is, where that is not plain from the one above.
func (p *promises) note(t campaign.Target, level int) string {
	if level > 1 {
		return ""
	}
	return p.of[t.Indicator].Name + ", " + t.Period.VN()
}

// question asks for what came of a target.
func (p *promises) question(t campaign.Target) ledger.Question {
	return ledger.Question{Indicator: t.Indicator, Period: t.Period, Campaign: t.Campaign, At: t.Unit}
}

// results are what came of some targets of one indicator and period.
func (p *promises) results(all []campaign.Target) (map[string]ledger.Total, error) {
	out := map[string]ledger.Total{}
	type same struct {
		indicator string
		period    day.Period
	}
	groups := map[same][]campaign.Target{}
	for _, t := range all {
		k := same{t.Indicator, t.Period}
		groups[k] = append(groups[k], t)
	}
	for k, ts := range groups {
		units := make([]string, len(ts))
		for n, t := range ts {
			units[n] = t.Unit
		}
		totals, err := ledger.Totals(p.v, ledger.Question{Indicator: k.indicator, Period: k.period, Campaign: p.c.ID}, units)
		if err != nil {
			return nil, err
		}
		for _, t := range ts {
			out[t.ID] = totals[t.Unit]
		}
	}
	return out, nil
}

// answerChip is what the unit holds of its target.
func answerChip(t campaign.Target) ui.Chip {
	c := ui.Chip{Label: t.State.Label(), Icon: "clock"}
	switch {
	case t.State == campaign.Accepted:
		c.Tone, c.Icon = ui.Good, ""
	case t.State == campaign.Disputed:
		c.Tone, c.Icon = ui.Warn, ""
	}
	return c
}

// pledgeTable lists what units set themselves, beside what they were assigned.
func (p *promises) pledgeTable() (ui.Table, error) {
	t := ui.Table{Label: "Đăng ký phấn đấu", Cards: true, Columns: []ui.Column{{Label: "Đơn vị", Wide: true}, {Label: "Đăng ký", Num: true}, {Label: "Kết quả", Num: true}, {Label: "Đạt"}},
		Empty: &ui.Empty{Icon: "hand", Title: "Chưa có đơn vị đăng ký phấn đấu", Text: "Số tự đăng ký đứng cạnh chỉ tiêu được giao, không cộng vào và không thay chỉ tiêu ấy."}}
	totals, err := p.results(p.pledges)
	for _, s := range p.pledges {
		got := totals[s.ID]
		result := ui.Cell{Text: "–"}
		if got.Entries > 0 {
			result = ui.Cell{Body: figure(p.question(s), got.Quantity, p.of[s.Indicator].Label())}
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{{Text: p.names[s.Unit], Href: "/targets/" + s.ID, Sub: p.of[s.Indicator].Name + ", " + s.Period.VN()},
			{Text: ui.Int(s.Quantity), Href: "/targets/" + s.ID}, result, {Body: ui.Bar{Mini: true, Got: got.Lo, Target: s.Quantity, Text: short(got.Quantity, s.Quantity)}}}})
	}
	return t, err
}

// proposalTable lists what units asked for and nobody has answered.
func (p *promises) proposalTable() (ui.Table, error) {
	t := ui.Table{Label: "Đề nghị chờ trả lời", Cards: true, Columns: []ui.Column{{Label: "Đơn vị", Wide: true}, {Label: "Đang giao", Num: true}, {Label: "Đề nghị", Num: true}, {Label: "Lý do"}}}
	by := map[string]campaign.Target{}
	for _, ts := range append([][]campaign.Target{p.tops}, values(p.below)...) {
		for _, t := range ts {
			by[t.ID] = t
		}
	}
	if len(by) == 0 {
		return t, nil
	}
	all, err := campaign.Proposals(p.v, keys(by)...)
	for _, o := range all {
		if o.Answer != campaign.Waiting {
			continue
		}
		of := by[o.Target]
		t.Rows = append(t.Rows, ui.Row{Tone: ui.Warn, Cells: []ui.Cell{{Text: p.names[of.Unit], Href: "/targets/" + of.ID, Sub: p.of[of.Indicator].Name},
			{Text: ui.Int(of.Quantity)}, {Text: ui.Int(o.Quantity), Strong: true}, {Text: o.Reason}}})
	}
	return t, err
}

func keys(m map[string]campaign.Target) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

func values(m map[string][]campaign.Target) [][]campaign.Target {
	var out [][]campaign.Target
	for _, v := range m {
		out = append(out, v)
	}
	return out
}

// targetAt opens a target for who asks: one of the campaign that they see, of their unit or below.
func targetAt(a *door.Ask, id string) (*promises, campaign.Target, error) {
	t, err := campaign.TargetByID(a.V, id)
	if err != nil {
		return nil, t, err
	}
	p, err := promisesOf(a, t.Campaign)
	if err != nil {
		return nil, t, err
	}
	for _, ts := range append([][]campaign.Target{p.tops, p.pledges}, values(p.below)...) {
		if slices.ContainsFunc(ts, func(x campaign.Target) bool { return x.ID == id }) {
			return p, t, nil
		}
	}
	return nil, t, fault.NotFoundf("Không có chỉ tiêu này trong phạm vi của bạn. Hãy mở lại từ trang phong trào.")
}
