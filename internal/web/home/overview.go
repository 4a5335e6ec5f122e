package home

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"phongtrao/internal/access"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/passport"
	"phongtrao/internal/people"
	"phongtrao/internal/report"
	"phongtrao/internal/task"
	"phongtrao/internal/web/bookmarks"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/remarks"
	"phongtrao/internal/web/sight"
)

// How much the overview shows, and how far it looks ahead.
const (
	campaignsMax = 6
	latestMax    = 6
	ahead        = 14  // days in which something that falls due is said
	behind       = 120 // days after the end of a campaign for which its gaps are said
)

// overview is what a person finds when they come in.
type overview struct {
	Head      ui.PageHead
	Tour      *ui.Tour
	Nothing   *ui.Empty // the person holds nothing anywhere
	Todo      ui.Todo
	Kept      []ui.Link // views that the person keeps
	Title     string    // of the campaigns
	Campaigns ui.Table
	Latest    ui.Table
}

// running is a campaign of the overview with its leading figure.
type running struct {
	campaign.Campaign
	k    kind.Kind
	lead indicator.Indicator
	at   org.UnitID // "" for all of it
	p    passport.Passport
}

func overviewPage(demo bool) ui.Screen[*door.Ask] {
	return door.Page[overview]{
		// Everybody who signed in comes here, those too who hold nothing yet.
		Route: "GET /{$}", Title: "Tổng quan", Help: "Việc cần làm hôm nay, các phong trào gần đây và số liệu mới nhất trong phạm vi của bạn. Bắt đầu từ cột việc cần làm.", Guard: door.Own(people.SeeingOne),
		Load:    func(a *door.Ask) (overview, error) { return loadOverview(a, demo) },
		View:    func(m overview) ui.Component { return overviewView(m) },
		Samples: overviewSamples(),
	}
}

func loadOverview(a *door.Ask, demo bool) (overview, error) {
	m := overview{Head: ui.PageHead{Title: "Tổng quan", Lead: capital(viet.Weekday(a.Today().Weekday())) + ", " + a.Today().VN()}}
	if a.Home() == "" {
		m.Nothing = &ui.Empty{Icon: "key-round", Title: "Bạn chưa được giao quyền ở đơn vị nào", Text: "Hãy đề nghị người quản trị của đơn vị hoặc của cấp trên cấp quyền; việc của bạn sẽ hiện ở đây."}
		return m, nil
	}
	all, going, err := campaignsOf(a)
	if err != nil {
		return m, err
	}
	shown := all[:min(len(all), campaignsMax)]
	m.Title = "Phong trào gần đây"
	if len(going) > 0 {
		m.Title, shown = "Phong trào đang diễn ra", going[:min(len(going), campaignsMax)]
	}
	if err := m.campaigns(a, shown); err != nil {
		return m, err
	}
	if m.Kept, err = bookmarks.Items(a); err != nil {
		return m, err
	}
	if m.Todo.Items, err = todo(a, shown); err != nil {
		return m, err
	}
	m.Todo.Empty = next(a)
	if err := m.latest(a, all); err != nil {
		return m, err
	}
	if demo {
		m.Tour, err = tour(a, all)
	}
	return m, err
}

// campaignsOf returns the campaigns that the person may see, the latest first, and those of them that run today.
func campaignsOf(a *door.Ask) (all, going []*running, err error) {
	list, err := campaign.List(a.V)
	if err != nil {
		return nil, nil, err
	}
	for _, c := range list {
		at, err := sight.Part(a, c.Owner, min(c.Period.To, a.Today()))
		if err != nil {
			return nil, nil, err
		}
		if at == "" {
			continue
		}
		r := &running{Campaign: c}
		if at != c.Owner {
			r.at = at
		}
		if r.k, err = a.House.Kinds.Get(c.Kind); err != nil {
			return nil, nil, err
		}
		if r.lead, err = indicator.Get(a.V, cmp.Or(c.Lead, kind.Lead(r.k))); err != nil {
			return nil, nil, err
		}
		all = append(all, r)
		if c.Period.Has(a.Today()) {
			going = append(going, r)
		}
	}
	return all, going, nil
}

func (r *running) question() ledger.Question {
	return ledger.Question{Indicator: r.lead.Key, Period: r.Period, Campaign: r.ID, At: r.at}
}

// proof is the address of a figure's passport.
func proof(q ledger.Question) string { return "/figures?" + passport.Query(q).Encode() }

func figure(q ledger.Question, known ledger.Quantity, of string) ui.Figure {
	return ui.Figure{Quantity: ui.Quantity(known), Of: of, Href: proof(q)}
}

// campaigns is the table of what runs, each against its target.
func (m *overview) campaigns(a *door.Ask, shown []*running) (err error) {
	m.Campaigns = ui.Table{Label: m.Title, Cards: true, Columns: []ui.Column{{Label: "Phong trào", Wide: true}, {Label: "Kết quả", Num: true}, {Label: "So với chỉ tiêu"}},
		Empty: &ui.Empty{Icon: "flag", Title: "Chưa có phong trào nào", Text: "Phong trào do đơn vị bạn hoặc cấp trên chủ trì sẽ hiện ở đây."}}
	if a.May(campaign.Creating, a.Home()) {
		m.Campaigns.Empty.Next = &ui.Button{Label: "Mở phong trào", Href: "/campaigns/new", Primary: true}
	}
	for _, r := range shown {
		if r.p, err = passport.Of(a.V, a.House.Kinds, r.question()); err != nil {
			return err
		}
		row := ui.Row{Cells: []ui.Cell{{Text: r.Name, Href: "/campaigns/" + r.ID, Sub: r.k.Name() + " · " + r.Period.VN()}, {Text: "chưa có số liệu"}, {Text: "–"}}}
		if r.p.Figure.Entries > 0 {
			row.Cells[1] = ui.Cell{Body: figure(r.question(), r.p.Figure.Quantity, r.lead.Label())}
		}
		if len(r.p.Progress) > 0 {
			t := r.p.Progress[0].Target
			row.Cells[2] = ui.Cell{Body: ui.Bar{Mini: true, Got: r.p.Figure.Lo, Target: t.Quantity}, Sub: "chỉ tiêu " + ui.Int(t.Quantity)}
		}
		m.Campaigns.Rows = append(m.Campaigns.Rows, row)
	}
	return nil
}

// latest is the table of the figures that came last.
func (m *overview) latest(a *door.Ask, all []*running) error {
	m.Latest = ui.Table{Label: "Số liệu mới nhất", Cards: true, Columns: []ui.Column{{Label: "Hoạt động", Wide: true}, {Label: "Kết quả", Num: true}, {Label: "Biết bằng cách nào"}},
		Empty: &ui.Empty{Icon: "chart-column", Title: "Chưa có số liệu nào", Text: "Số liệu của từng hoạt động hiện ở đây khi được ghi vào sổ."}}
	type happened struct {
		activity.Activity
		of *running
	}
	var held []happened
	for _, r := range all[:min(len(all), 2*campaignsMax)] {
		some, err := activity.Of(a.V, r.ID)
		if err != nil {
			return err
		}
		for _, x := range some {
			if x.Day <= a.Today() {
				held = append(held, happened{x, r})
			}
		}
	}
	slices.SortStableFunc(held, func(x, y happened) int { return cmp.Compare(y.Day, x.Day) })
	for _, x := range held {
		if len(m.Latest.Rows) == latestMax {
			break
		}
		q := x.of.question()
		q.Activity, q.Period = x.ID, day.All
		f, err := ledger.RollUp(a.V, q)
		if err != nil {
			return err
		}
		if f.Entries == 0 {
			continue
		}
		m.Latest.Rows = append(m.Latest.Rows, ui.Row{Cells: []ui.Cell{{Text: x.Name, Href: "/activities/" + x.ID, Sub: x.Day.VN() + " · " + x.of.Name},
			{Body: figure(q, f.Quantity, x.of.lead.Label())}, {Text: known(f.ByEvidence)}}})
	}
	return nil
}

// known says in words how an amount is known.
func known(by map[ledger.Evidence]int64) string {
	var words []string
	for _, e := range ledger.Kinds {
		if by[e] > 0 {
			words = append(words, e.Label())
		}
	}
	return strings.Join(words, " · ")
}

// todo is what waits for the person, the most pressing first.
func todo(a *door.Ask, shown []*running) ([]ui.TodoItem, error) {
	s, err := sight.Of(a.V, a.Who.Person)
	if err != nil {
		return nil, err
	}
	var out []ui.TodoItem
	if n := remarks.Unread(a); n > 0 {
		out = append(out, ui.TodoItem{Tone: ui.Warn, Title: fmt.Sprintf("Bạn được nhắc tới trong %d trao đổi chưa đọc", n), Href: "/mentions"})
	}
	for _, part := range []func(*door.Ask, *sight.Sight, []*running) ([]ui.TodoItem, error){waiting, sentBack, due, owing, dueBelow, unanswered, divided, corrected, missing, coming, reorganised} {
		items, err := part(a, s, shown)
		if err != nil {
			return nil, err
		}
		out = append(out, items...)
	}
	slices.SortStableFunc(out, func(x, y ui.TodoItem) int { return cmp.Compare(urgency(x.Tone), urgency(y.Tone)) })
	return out, nil
}

func urgency(t ui.Tone) int { return slices.Index([]ui.Tone{ui.Bad, ui.Warn, ui.Info, ui.Plain}, t) }

// waiting are the submissions that the person may accept.
func waiting(a *door.Ask, s *sight.Sight, _ []*running) ([]ui.TodoItem, error) {
	if !slices.ContainsFunc(a.Roles(), func(r access.Role) bool { return r == access.FederationOfficer || r == access.UnitOfficer }) {
		return nil, nil
	}
	all, err := report.Pending(a.V, report.Ask{})
	if err != nil {
		return nil, err
	}
	mine := map[string]bool{}
	n := 0
	for _, w := range all {
		if _, asked := mine[w.Submission]; !asked {
			mine[w.Submission] = s.Has(w.Unit) && a.May(report.Accepting, w.Submission)
			if mine[w.Submission] {
				n++
			}
		}
	}
	if n == 0 {
		return nil, nil
	}
	return []ui.TodoItem{{Tone: ui.Warn, Title: fmt.Sprintf("%d báo cáo chờ bạn tiếp nhận", n), Note: "Số liệu chỉ vào tổng sau khi tiếp nhận", Href: "/reports"}}, nil
}

// sentBack are the submissions of the person's units that were returned.
func sentBack(a *door.Ask, s *sight.Sight, _ []*running) (out []ui.TodoItem, err error) {
	for _, g := range s.Grants() {
		if !a.May(report.Submitting, g.Unit) {
			continue
		}
		all, err := report.OfUnit(a.V, g.Unit)
		if err != nil {
			return nil, err
		}
		for _, r := range all {
			if r.State != report.Returned {
				continue
			}
			x, err := activity.Get(a.V, r.Activity)
			if err != nil {
				return nil, err
			}
			out = append(out, ui.TodoItem{Tone: ui.Bad, Title: x.Name + ": số liệu bị trả lại", Note: r.Reason, Href: "/reports/" + r.ID})
		}
	}
	return out, nil
}

// due is the work that falls due soon, of the person's own units.
func due(a *door.Ask, s *sight.Sight, _ []*running) (out []ui.TodoItem, err error) {
	var units []org.UnitID
	for _, g := range s.Grants() {
		if a.May(task.Doing, g.Unit) || a.May(report.Submitting, g.Unit) {
			units = append(units, g.Unit)
		}
	}
	if len(units) == 0 {
		return nil, nil
	}
	all, err := task.DueBy(a.V, a.Today().Add(ahead), units...)
	for _, d := range all {
		i := ui.TodoItem{Tone: ui.Warn, Title: d.Title, Note: "Hạn " + d.By.VN(), Href: cause(d)}
		if d.Late > 0 {
			i.Tone, i.Note = ui.Bad, fmt.Sprintf("Quá hạn %d ngày, hạn %s", d.Late, d.By.VN())
		}
		out = append(out, i)
	}
	return out, err
}

// belowMax is how many units may stand below a person for their late work to be looked for here.
const belowMax = 500

// dueBelow is the work that is late in the units below the person's own: one line for each piece of work.
func dueBelow(a *door.Ask, s *sight.Sight, _ []*running) ([]ui.TodoItem, error) {
	units, whole := s.Units(belowMax)
	own := func(u org.UnitID) bool {
		return slices.ContainsFunc(s.Grants(), func(g access.Grant) bool { return g.Unit == u })
	}
	units = slices.DeleteFunc(units, own)
	if !whole || len(units) == 0 || !a.May(task.Giving, a.Home()) {
		return nil, nil
	}
	all, err := task.DueBy(a.V, a.Today().Add(-1), units...)
	if err != nil {
		return nil, err
	}
	var out []ui.TodoItem
	late := map[string]int{}
	for _, d := range all {
		late[d.Title]++
	}
	for _, d := range all {
		n := late[d.Title]
		if n == 0 {
			continue
		}
		delete(late, d.Title)
		out = append(out, ui.TodoItem{Tone: ui.Warn, Title: fmt.Sprintf("%d đơn vị quá hạn: %s", n, d.Title), Note: "Hạn " + d.By.VN(), Href: cause(d)})
	}
	return out, nil
}

// cause leads to the document that gave a piece of work, else to the unit that is to do it.
func cause(d task.Due) string {
	if rest, ok := strings.CutPrefix(d.Cause, "dispatch/"); ok {
		id, _, _ := strings.Cut(rest, " ")
		return "/dispatches/" + id
	}
	return "/units/" + d.Unit
}

// unanswered are the targets of the person's own units that wait for an answer.
func unanswered(a *door.Ask, s *sight.Sight, _ []*running) (out []ui.TodoItem, err error) {
	for _, g := range s.Grants() {
		all, err := campaign.Targets(a.V, campaign.Filter{Unit: g.Unit, Source: campaign.Assigned})
		if err != nil {
			return nil, err
		}
		for _, t := range all {
			if t.State != campaign.Given || t.Period.To < a.Today() || !a.May(campaign.AcceptingTarget, t.ID) {
				continue
			}
			i, err := indicator.Get(a.V, t.Indicator)
			if err != nil {
				return nil, err
			}
			out = append(out, ui.TodoItem{Tone: ui.Warn, Title: "Chỉ tiêu " + ui.Int(t.Quantity) + " " + i.Label() + " chờ đơn vị xác nhận", Note: capital(t.Period.VN()), Href: door.Address("/targets", "unit", g.Unit)})
		}
	}
	return out, nil
}

// missing are figures that should be there and are not, of campaigns that run or ended a short while ago.
func missing(a *door.Ask, _ *sight.Sight, shown []*running) (out []ui.TodoItem, err error) {
	for _, r := range shown {
		n := 0
		for _, g := range r.p.Gaps {
			if !g.Waiting {
				n++
			}
		}
		if n > 0 && r.Period.To.Add(behind) >= a.Today() {
			out = append(out, ui.TodoItem{Tone: ui.Warn, Title: fmt.Sprintf("%s: %d nơi chưa có số liệu", r.Name, n), Note: r.Period.VN(), Href: "/campaigns/" + r.ID})
		}
	}
	return out, nil
}

// coming are the activities of the next days.
func coming(a *door.Ask, _ *sight.Sight, shown []*running) (out []ui.TodoItem, err error) {
	all, err := activity.Between(a.V, day.Period{From: a.Today(), To: a.Today().Add(ahead)})
	for _, x := range all {
		if x.State == activity.Cancelled || x.State == activity.Postponed || !slices.ContainsFunc(shown, func(r *running) bool { return r.ID == x.Campaign }) {
			continue
		}
		out = append(out, ui.TodoItem{Tone: ui.Info, Title: x.Name, Note: "Ngày " + x.Day.VN() + " · " + x.State.Label(), Href: "/activities/" + x.ID})
	}
	return out, err
}

func capital(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}
