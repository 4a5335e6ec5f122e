package campaigns

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/place"
	"phongtrao/internal/report"
	"phongtrao/internal/roster"
	"phongtrao/internal/web/door"
)

// drive is the page of one activity.
type drive struct {
	Title   string
	Crumbs  []ui.Link
	Accent  ui.Accent
	Head    ui.PageHead
	Notices []ui.Notice
	Steps   *ui.Steps
	Funnel  ui.Funnel
	Figures ui.Table
	Sent    ui.Table
	Slips   ui.Table
	Counts  ui.Table
	Count   *ui.Link
	Facts   ui.KeyValue
	Sites   ui.Table
	Life    ui.Timeline
}

// held is an activity as one person sees it.
type held struct {
	*look
	a   *door.Ask
	act activity.Activity
}

var activityPage = door.Page[drive]{
	Route: "GET /activities/{id}", Title: "Hoạt động", Guard: door.Guard{Verb: campaign.Seeing, Object: door.Home},
	Load:    loadActivity,
	View:    func(m drive) ui.Component { return driveView(m) },
	Head:    func(m drive) ui.Head { return ui.Head{Title: m.Title, Crumbs: m.Crumbs, Accent: m.Accent} },
	Samples: driveSamples(),
}

// activityAt opens an activity for who asks: somebody with a part in its campaign, or at its host.
func activityAt(a *door.Ask, id string) (*held, error) {
	act, err := activity.Get(a.V, id)
	if err != nil {
		return nil, err
	}
	c, err := campaign.Get(a.V, act.Campaign)
	if err != nil {
		return nil, err
	}
	l, err := lookFrom(a, c, c.Owner, act.Unit)
	if err != nil {
		return nil, err
	}
	l.period = day.Period{From: act.Day, To: act.Day}
	return &held{look: l, a: a, act: act}, nil
}

// crumbs of the pages under the activity's.
func (h *held) under() []ui.Link {
	return append(h.campaignCrumbs(), ui.Link{Label: h.act.Name, Href: h.page()})
}

func (h *held) campaignCrumbs() []ui.Link { return h.look.below() }

func (h *held) page() string { return "/activities/" + h.act.ID }

// question asks for an indicator at the activity: of everybody, or of the person's own unit.
func (h *held) question(key string) ledger.Question {
	return ledger.Question{Indicator: key, Period: day.All, Campaign: h.c.ID, Activity: h.act.ID, At: h.at}
}

func loadActivity(a *door.Ask) (drive, error) {
	h, err := activityAt(a, a.Path("id"))
	if err != nil {
		return drive{}, err
	}
	m := drive{Title: h.act.Name, Crumbs: h.campaignCrumbs(), Accent: h.accent()}
	for _, part := range []func(*drive) error{h.head, h.figures, h.sent, h.slips, h.counts, h.facts, h.sites, h.life} {
		if err := part(&m); err != nil {
			return drive{}, err
		}
	}
	return m, nil
}

// road are the states that an activity goes through when nothing comes between.
var road = []activity.State{activity.Draft, activity.Agreed, activity.Announced, activity.Open, activity.Running, activity.ClosedProvisional, activity.ClosedSigned}

// stage names the states of the road in a word or two.
var stage = map[activity.State]string{activity.Draft: "Bản thảo", activity.Agreed: "Thống nhất", activity.Announced: "Thông báo", activity.Open: "Đăng ký",
	activity.Running: "Diễn ra", activity.ClosedProvisional: "Chốt tạm", activity.ClosedSigned: "Ký chốt"}

// head says how far the activity has come, and which step may follow.
func (h *held) head(m *drive) error {
	where, err := place.Names(h.v, []string{h.act.Place}, day.AsOf{Day: h.act.Day})
	if err != nil {
		return err
	}
	m.Head = ui.PageHead{Title: h.act.Name, Chips: []ui.Chip{stateChip(h.act.State)},
		Meta: []string{capital(viet.Weekday(h.act.Day.Weekday())) + ", " + h.act.Day.VN(), cmp.Or(where[h.act.Place], "chưa có địa điểm"), name(h.v, h.act.Unit, h.act.Day)}}
	for n, to := range h.act.State.Next() {
		if !h.a.May(activity.VerbTo(to), h.act.ID) {
			continue
		}
		b := ui.Button{Label: activity.VerbTo(to).Label, Href: h.page() + "/advance/" + string(to), Danger: to == activity.Cancelled}
		if h.act.State == activity.ClosedProvisional && to == activity.Running {
			b.Label = "Mở lại"
		}
		b.Primary = n == 0 && !b.Danger
		m.Head.Actions = append(m.Head.Actions, b)
	}
	if i := slices.Index(road, h.act.State); i >= 0 {
		s := ui.Steps{Current: i}
		for _, r := range road {
			s.Items = append(s.Items, stage[r])
		}
		if h.act.State == activity.ClosedSigned {
			s.Current = len(road)
		}
		m.Steps = &s
	}
	if h.act.State == activity.Postponed || h.act.State == activity.Cancelled {
		n := ui.Notice{Tone: ui.Warn, Title: "Hoạt động " + h.act.State.Label(), Text: h.act.Reason}
		if h.act.Notice.Number != "" {
			n.Text = strings.TrimSpace(capital(noticed(h.act)) + ". " + h.act.Reason)
		}
		m.Notices = append(m.Notices, n)
	}
	found, err := activity.Findings(h.v, h.act)
	for _, f := range found {
		m.Notices = append(m.Notices, ui.Notice{Tone: ui.Info, Title: "Cần biết", Text: f.Text})
	}
	if h.act.Day <= h.today && h.act.State != activity.Cancelled && h.act.State != activity.Postponed {
		if h.a.May(report.Entering, h.act.ID) {
			m.Head.Actions = append(m.Head.Actions, ui.Button{Label: "Nhập số từ giấy tờ", Icon: "file-input", Href: h.page() + "/figures"})
		}
		if home := h.a.Home(); home != "" && h.a.May(report.Submitting, home) {
			m.Head.Actions = append(m.Head.Actions, ui.Button{Label: "Báo số của đơn vị", Icon: "upload", Href: h.page() + "/declare"})
		}
	}
	return err
}

// counted are the indicators with entries at the activity, those of its kind before others.
func (h *held) counted() ([]indicator.Indicator, map[string]ledger.Figure, error) {
	all, err := indicator.All(h.v)
	if err != nil {
		return nil, nil, err
	}
	order := map[string]int{}
	for n, i := range h.k.Indicators() {
		order[i.Key] = n - 1000
	}
	slices.SortStableFunc(all, func(x, y indicator.Indicator) int { return cmp.Compare(order[x.Key], order[y.Key]) })
	figures := map[string]ledger.Figure{}
	var some []indicator.Indicator
	for _, i := range all {
		f, err := ledger.RollUp(h.v, h.question(i.Key))
		if err != nil {
			return nil, nil, err
		}
		if f.Entries > 0 {
			figures[i.Key], some = f, append(some, i)
		}
	}
	return some, figures, nil
}

// figures stand by unit, with each kind of evidence beside the others, and which one is published.
func (h *held) figures(m *drive) error {
	some, totals, err := h.counted()
	if err != nil {
		return err
	}
	invented := map[string]bool{}
	for key, f := range totals {
		by, _, err := inventedIn(h.look, h.question(key), f.Entries)
		if err != nil {
			return err
		}
		invented[key] = len(by) > 0
		if chip := inventedChip(); invented[key] && !slices.Contains(m.Head.Chips, chip) {
			m.Head.Chips = append(m.Head.Chips, chip)
		}
	}
	m.Funnel = h.funnel(totals, invented)
	m.Figures = ui.Table{Label: "Số liệu của hoạt động", Cards: true, Columns: []ui.Column{{Label: "Chỉ số"}, {Label: "Đơn vị", Wide: true}}}
	m.Figures.Empty = &ui.Empty{Icon: "chart-column", Title: "Chưa có số liệu", Text: "Số liệu của hoạt động ghi theo ngày " + h.act.Day.VN() + ", kèm bằng chứng và nguồn."}
	var rows []ledger.Standing
	of := map[string]indicator.Indicator{}
	there := map[ledger.Evidence]bool{}
	for _, i := range some {
		if invented[i.Key] {
			i.Name += star
		}
		of[i.Key] = i
		cells, err := ledger.Standings(h.v, h.question(i.Key))
		if err != nil {
			return err
		}
		for _, c := range cells {
			for e := range c.Beside {
				there[e] = true
			}
			rows = append(rows, c)
		}
	}
	var shown []ledger.Evidence
	for _, e := range ledger.Kinds {
		if there[e] {
			shown = append(shown, e)
			m.Figures.Columns = append(m.Figures.Columns, ui.Column{Label: capital(e.Label()), Num: true})
		}
	}
	m.Figures.Columns = append(m.Figures.Columns, ui.Column{Label: "Được công bố"})
	var units []org.UnitID
	for _, c := range rows {
		units = append(units, c.Unit)
	}
	called, err := names(h.v, units, h.act.Day)
	if err != nil {
		return err
	}
	for _, c := range rows {
		r, err := h.standing(c, of[c.Indicator], called[c.Unit], shown)
		if err != nil {
			return err
		}
		m.Figures.Rows = append(m.Figures.Rows, r)
	}
	return nil
}

// standing is one thing with all that is known of it.
func (h *held) standing(c ledger.Standing, i indicator.Indicator, unit string, shown []ledger.Evidence) (ui.Row, error) {
	q := h.question(c.Indicator)
	q.At = c.Unit
	r := ui.Row{Cells: []ui.Cell{{Text: i.Name}, {Text: unit, Href: door.Address("/units/"+c.Unit, "on", h.act.Day.String())}}}
	for _, e := range shown {
		known, there := c.Beside[e]
		if !there {
			r.Cells = append(r.Cells, ui.Cell{Text: "–"})
			continue
		}
		f := figure(q, known, i.Label())
		if e != c.Published {
			f.Provisional = "không cộng"
		}
		r.Cells = append(r.Cells, ui.Cell{Body: f})
	}
	by := ui.Cell{Text: capital(c.Published.Label())}
	switch {
	case c.Chosen:
		by.Sub = "theo quyết định đã ghi"
	case len(c.Beside) > 1:
		by.Sub = "theo thứ tự mặc định"
	}
	if len(c.Beside) > 1 { // where one is chosen, and every decision so far
		all, err := ledger.EntriesOf(h.v, c.Cell)
		if err != nil {
			return r, err
		}
		by.Href = "/entries/" + strconv.FormatInt(all[len(all)-1].Seq, 10)
	}
	r.Cells = append(r.Cells, by)
	return r, nil
}

// funnel are the steps of this activity alone, with what does not fit.
func (h *held) funnel(totals map[string]ledger.Figure, invented map[string]bool) ui.Funnel {
	values := kind.Values{}
	for key, f := range totals {
		values[key] = f.Quantity
	}
	found := kind.Check(h.k, values)
	var out ui.Funnel
	before := ""
	for _, g := range kind.Funnel(h.k) {
		f, there := totals[g.Indicator]
		if !there {
			continue
		}
		s := ui.FunnelStep{Label: g.Label, Quantity: ui.Quantity(f.Quantity), Href: proof(h.question(g.Indicator))}
		if invented[g.Indicator] {
			s.Label += star
		}
		for _, p := range found {
			if p.Level != kind.Note && len(p.Fields) > 0 && p.Fields[0] == g.Indicator {
				s.Problem = p.Text
				break
			}
		}
		if before != "" {
			s.Share = part(f.Quantity, values[before])
		}
		if !g.Aside {
			before = g.Indicator
		}
		out.Steps = append(out.Steps, s)
	}
	return out
}

// sent lists what units declared, with what became of it.
func (h *held) sent(m *drive) error {
	all, err := report.OfActivity(h.v, h.act.ID)
	if err != nil {
		return err
	}
	m.Sent = ui.Table{Label: "Số liệu đơn vị gửi", Cards: true, Columns: []ui.Column{{Label: "Đơn vị", Wide: true}, {Label: "Gửi lúc"}, {Label: h.lead.Name, Num: true}, {Label: "Trạng thái"}}}
	for _, s := range all {
		if !h.mine(s.Unit) {
			continue
		}
		said := ui.Cell{Text: "–"}
		for _, l := range s.Lines {
			if l.Indicator == h.lead.Key {
				said.Text = l.Quantity.String()
			}
		}
		m.Sent.Rows = append(m.Sent.Rows, ui.Row{Cells: []ui.Cell{{Text: name(h.v, s.Unit, h.act.Day), Href: "/reports/" + s.ID}, {Text: s.At.VN()}, said, {Body: sentChip(s.State)}}})
	}
	return nil
}

// mine reports whether a unit is within what the person sees.
func (h *held) mine(unit org.UnitID) bool {
	if h.whole() {
		return true
	}
	in, err := org.Within(h.v, h.at, unit)
	return err == nil && (in || unit == h.at)
}

func sentChip(s report.State) ui.Chip {
	c := ui.Chip{Label: s.Label()}
	switch s {
	case report.Submitted:
		c.Tone, c.Icon = ui.Info, "clock"
	case report.Accepted:
		c.Tone = ui.Good
	case report.Returned:
		c.Tone = ui.Warn
	default:
		c.Icon = "undo-2"
	}
	return c
}

// slips lists the papers from which figures were entered.
func (h *held) slips(m *drive) error {
	all, err := report.SlipsOf(h.v, h.act.ID)
	if err != nil {
		return err
	}
	who, err := h.persons(func(add func(string)) {
		for _, s := range all {
			add(s.By)
		}
	})
	if err != nil {
		return err
	}
	m.Slips = ui.Table{Label: "Phiếu đã nhập", Cards: true, Columns: []ui.Column{{Label: "Giấy tờ", Wide: true}, {Label: "Đơn vị"}, {Label: "Người nhập"}, {Label: "Hiệu lực"}}}
	for _, s := range all {
		if !h.mine(s.Unit) {
			continue
		}
		paper := cmp.Or(s.Paper.Number, "Không ghi số")
		if s.Paper.Date != 0 {
			paper += ", ngày " + s.Paper.Date.VN()
		}
		r := ui.Row{Cells: []ui.Cell{{Text: paper, Sub: strings.TrimSuffix(capital(s.Evidence.Label())+" · "+s.Paper.Signers, " · ")}, {Text: name(h.v, s.Unit, h.act.Day)}, {Text: who[s.By], Sub: s.At.VN()}, {Text: "đang dùng"}}}
		switch {
		case s.Voided != "":
			r.Cells[3] = ui.Cell{Body: ui.Chip{Label: "đã huỷ", Icon: "x"}, Sub: s.Voided}
		case h.a.May(report.Entering, s.ID):
			r.Cells[3] = ui.Cell{Text: "Huỷ phiếu", Href: "/slips/" + s.ID + "/void"}
		}
		m.Slips.Rows = append(m.Slips.Rows, r)
	}
	return nil
}

// persons collects keys and returns names.
func (h *held) persons(collect func(add func(string))) (map[string]string, error) {
	var ids []string
	collect(func(id string) {
		if id != "" {
			ids = append(ids, id)
		}
	})
	return people.Names(h.v, ids)
}

// counts lists the headcounts with their two counters.
func (h *held) counts(m *drive) error {
	all, err := roster.At(h.v, h.act.ID)
	if err != nil {
		return err
	}
	who, err := h.persons(func(add func(string)) {
		for _, c := range all {
			add(c.Counters[0])
			add(c.Counters[1])
			add(c.MadeBy)
		}
	})
	if err != nil {
		return err
	}
	if h.a.May(roster.Counting, h.act.ID) && h.act.State != activity.ClosedSigned && h.act.State != activity.Cancelled {
		m.Count = &ui.Link{Label: "Ghi số đếm", Href: h.page() + "/count"}
	}
	m.Counts = ui.Table{Label: "Số đếm tại chỗ", Cards: true, Columns: []ui.Column{{Label: "Đếm việc gì"}, {Label: "Đơn vị", Wide: true}, {Label: "Số người", Num: true}, {Label: "Người đếm hoặc nguồn"}, {Label: "Hiệu lực"}},
		Empty: &ui.Empty{Icon: "users", Title: "Chưa có số đếm", Text: "Số đếm tại chỗ cần hai người đếm; số đơn vị khai cần ghi nguồn."}}
	for _, c := range all {
		if !h.mine(c.Unit) {
			continue
		}
		q := h.question(kind.Count(h.k, c.What))
		q.At = c.Unit
		number := ui.Cell{Text: c.Quantity.String()}
		if q.Indicator != "" && c.Holds() {
			number = ui.Cell{Body: figure(q, c.Quantity, "người")}
		}
		known := ui.Cell{Text: c.Source}
		if c.Evidence == ledger.Counted {
			known = ui.Cell{Text: cmp.Or(who[c.Counters[0]], c.Counters[0]) + "; " + cmp.Or(who[c.Counters[1]], c.Counters[1])}
		}
		known.Sub = c.MadeAt.VN()
		state := ui.Cell{Body: ui.Chip{Label: c.Evidence.Label(), Tone: ui.Good}}
		if !c.Holds() {
			state = ui.Cell{Body: ui.Chip{Label: "đã có số khác thay", Icon: "history"}}
		}
		m.Counts.Rows = append(m.Counts.Rows, ui.Row{Cells: []ui.Cell{{Text: h.word(c.What), Sub: c.Block}, {Text: name(h.v, c.Unit, h.act.Day)}, number, known, state}})
	}
	return nil
}

// word names what a headcount counts.
func (h *held) word(what string) string {
	if i, ok := kind.Indicator(h.k, kind.Count(h.k, what)); ok {
		return i.Name
	}
	return map[string]string{"registered": "Số người đăng ký", "came": "Số người đến"}[what]
}

// facts are the plan: host, place, partners.
func (h *held) facts(m *drive) error {
	where, err := place.Names(h.v, []string{h.act.Place}, day.AsOf{Day: h.act.Day})
	if err != nil {
		return err
	}
	m.Facts.Pairs = []ui.Pair{
		{Key: "Phong trào", Text: h.c.Name, Href: "/campaigns/" + h.c.ID},
		{Key: "Ngày", Text: capital(viet.LongDate(h.act.Day))},
		{Key: "Địa điểm", Text: cmp.Or(where[h.act.Place], "chưa chọn")},
		{Key: "Đơn vị tổ chức", Text: name(h.v, h.act.Unit, h.act.Day), Href: door.Address("/units/"+h.act.Unit, "on", h.act.Day.String())},
	}
	for _, p := range h.act.Partners {
		m.Facts.Pairs = append(m.Facts.Pairs, ui.Pair{Key: capital(p.Role.Label()), Text: partnerName(h.v, p, h.act.Day)})
	}
	return nil
}

func partnerName(v *db.View, p activity.Partner, on day.Day) string {
	switch {
	case p.Name != "":
		return p.Name
	case p.Unit != "":
		return name(v, p.Unit, on)
	}
	where, err := place.Names(v, []string{p.Place}, day.AsOf{Day: on})
	if err != nil {
		return p.Place
	}
	return where[p.Place]
}

// sites are those linked to this one, or its central one with the others.
func (h *held) sites(m *drive) error {
	all, err := activity.Sites(h.v, h.act.ID)
	if err != nil || len(all) < 2 {
		return err
	}
	m.Sites = ui.Table{Label: "Các điểm cầu", Columns: []ui.Column{{Label: "Điểm cầu", Wide: true}, {Label: h.lead.Name, Num: true}}}
	for _, s := range all {
		q := h.question(h.lead.Key)
		q.Activity = s.ID
		f, err := ledger.RollUp(h.v, q)
		if err != nil {
			return err
		}
		got := ui.Cell{Text: "–"}
		if f.Entries > 0 {
			got = ui.Cell{Body: figure(q, f.Quantity, "")}
		}
		row := ui.Row{Cells: []ui.Cell{{Text: s.Name, Href: "/activities/" + s.ID, Sub: s.State.Label()}, got}}
		if s.ID == h.act.ID {
			row.Cells[0].Href, row.Cells[0].Strong = "", true
		}
		m.Sites.Rows = append(m.Sites.Rows, row)
	}
	return nil
}

// life tells every version: notices stay beside those that took them back.
func (h *held) life(m *drive) error {
	all, err := activity.Versions(h.v, h.act.ID)
	if err != nil {
		return err
	}
	who, err := h.persons(func(add func(string)) {
		for _, a := range all {
			add(a.MadeBy)
		}
	})
	if err != nil {
		return err
	}
	for n := len(all) - 1; n >= 0; n-- {
		a := all[n]
		e := ui.Event{Day: a.MadeAt.Day(), Kind: lifeKind(a), Title: capital(a.State.Label()), Text: a.Reason, Recorded: cmp.Or(who[a.MadeBy], "không rõ người") + ", " + a.MadeAt.VN()}
		switch a.Change {
		case activity.ByPlanning:
			e.Title = "Lập kế hoạch cho ngày " + a.Day.VN()
		case activity.ByEditing:
			e.Title = "Sửa kế hoạch"
		case activity.ByMoving:
			e.Title = "Đổi sang ngày " + a.Day.VN()
		case activity.ByStep:
			if n > 0 && all[n-1].Day != a.Day {
				e.Title += ", ngày mới " + a.Day.VN()
			}
		}
		if a.Notice.Number != "" {
			e.Decision = "Thông báo số " + a.Notice.Number
			if a.State == activity.ClosedSigned {
				e.Decision = "Theo: " + a.Notice.Number
			}
			if a.Notice.Date != 0 {
				e.Decision += fmt.Sprintf(" ngày %s", a.Notice.Date.VN())
			}
			if a.Notice.Dispatch != "" {
				e.Href = "/dispatches/" + a.Notice.Dispatch
			}
		}
		m.Life.Events = append(m.Life.Events, e)
	}
	return nil
}

func lifeKind(a activity.Activity) string {
	switch {
	case a.Change == activity.ByPlanning:
		return "found"
	case a.Change == activity.ByEditing:
		return "correct"
	case a.Change == activity.ByMoving:
		return "move"
	case a.State == activity.Postponed:
		return "suspend"
	case a.State == activity.Cancelled:
		return "dissolve"
	}
	return "resume"
}
