package campaigns

import (
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/campaign"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/edition"
	"phongtrao/internal/ledger"
	"phongtrao/internal/passport"
	"phongtrao/internal/report"
	"phongtrao/internal/web/door"
)

// show is a campaign's page.
type show struct {
	Title    string
	Crumbs   []ui.Link
	Accent   ui.Accent
	Head     ui.PageHead
	Part     *ui.Notice // only a part of the campaign is seen
	Periods  ui.Tabs
	Hero     ui.Hero
	Warnings []ui.Notice
	Chart    *ui.StepChart
	Drives   ui.Table
	Invented string // what in the table was invented
	Save     []ui.Button
	AddDrive *ui.Link
	Others   ui.Tiles
	Map      ui.DayPicker
	Units    ui.TreeTable
	Gone     ui.Gaps // what is in no total of this map
	Todo     ui.Todo
	Mix      ui.EvidenceMix
	Claims   ui.Claims
	Facts    ui.KeyValue
}

// seen is what the parts of the page are made from.
type seen struct {
	*look
	a          *door.Ask
	p          passport.Passport
	goal       campaign.Target
	promised   bool // there is a goal
	document   string
	activities []activity.Activity
	steps      []step
}

var showPage = door.Page[show]{
	Route: "GET /campaigns/{id}", Title: "Phong trào", Help: "Kết quả của phong trào so với chỉ tiêu, từng hoạt động, từng đơn vị. Bấm vào một con số để xem nó từ đâu ra.", Guard: door.Guard{Verb: campaign.Seeing, Object: door.Home},
	Load:    loadShow,
	View:    func(m show) ui.Component { return showView(m) },
	Head:    func(m show) ui.Head { return ui.Head{Title: m.Title, Crumbs: m.Crumbs, Accent: m.Accent} },
	Samples: showSamples(),
}

func loadShow(a *door.Ask) (show, error) {
	l, err := lookAt(a, a.Path("id"))
	if err != nil {
		return show{}, err
	}
	if err := l.within(a); err != nil {
		return show{}, err
	}
	s := &seen{look: l, a: a}
	m := show{Title: l.c.Name, Crumbs: l.crumbs(), Accent: l.accent()}
	for _, part := range []func(*show) error{s.count, s.head, s.hero, s.chart, s.drives, s.others, s.units, s.todo, s.facts} {
		if err := part(&m); err != nil {
			return show{}, err
		}
	}
	return m, nil
}

// count asks for the passport of the leading figure, by activity, and for what stands around it.
func (s *seen) count(*show) (err error) {
	q := s.ask(s.lead.Key)
	q.By = ledger.ByActivity
	q.On = 0 // each part as it stood: no map changes what a campaign reached
	if s.p, err = passport.Of(s.v, s.a.House.Kinds, q); err != nil {
		return err
	}
	if s.goal, s.promised, err = s.look.goal(); err != nil {
		return err
	}
	if s.promised {
		if s.document, err = campaign.Cite(s.v, s.goal); err != nil {
			return err
		}
	}
	if s.activities, err = activity.Of(s.v, s.c.ID); err != nil {
		return err
	}
	s.activities = s.inPeriod(s.activities)
	s.steps, err = s.countSteps()
	return err
}

func (s *seen) inPeriod(all []activity.Activity) []activity.Activity {
	out := all[:0:0]
	for _, a := range all {
		if s.period.Has(a.Day) || s.period == s.c.Period {
			out = append(out, a)
		}
	}
	return out
}

// head says what the campaign is, and what can be done here.
func (s *seen) head(m *show) error {
	reached := s.promised && s.p.Figure.Lo >= s.goal.Quantity
	m.Head = ui.PageHead{Title: s.c.Name, Lead: s.c.Summary, Chips: []ui.Chip{state(s.c, s.today, reached)},
		Meta: []string{s.k.Name(), span(s.c.Period), name(s.v, s.c.Owner, min(s.c.Period.To, s.today))}}
	if n := len(s.activities); n > 0 {
		m.Head.Meta = append(m.Head.Meta, ui.Int(int64(n))+" hoạt động")
	}
	if s.a.May(activity.Planning, s.c.ID) {
		to := "/campaigns/" + s.c.ID + "/activities/new"
		m.AddDrive = &ui.Link{Label: "Thêm hoạt động", Href: to}
		m.Head.Actions = append(m.Head.Actions, ui.Button{Label: "Thêm hoạt động", Icon: "plus", Href: to})
	}
	if s.a.May(campaign.Editing, s.c.ID) {
		m.Head.Actions = append(m.Head.Actions, ui.Button{Label: "Sửa", Icon: "pencil", Href: "/campaigns/" + s.c.ID + "/edit"})
	}
	m.Head.Actions = append(m.Head.Actions, ui.Button{Label: "Chỉ tiêu", Icon: "target", Href: "/campaigns/" + s.c.ID + "/targets"}, ui.Button{Label: "In", Print: true})
	if len(s.activities) > 0 && s.a.May(report.Seeing, s.a.Home()) {
		m.Head.Actions = append(m.Head.Actions, ui.Button{Label: "Thiếu và trễ", Icon: "list-checks", Href: door.Address("/reports/missing", "campaign", s.c.ID)})
	}
	if s.a.May(edition.Writing, s.at) {
		m.Head.Actions = append(m.Head.Actions, ui.Button{Label: "Lập báo cáo", Icon: "file-badge", Href: door.Address("/editions/new", "campaign", s.c.ID, "unit", s.at,
			"from", s.period.From.VN(), "to", min(s.period.To, max(s.today, s.period.From)).VN())})
	}
	if at, ok := s.fillable(); ok {
		m.Head.Actions = append(m.Head.Actions, ui.Button{Label: "Nhập số liệu", Icon: "file-input", Href: at, Primary: true})
	}
	if !s.whole() {
		m.Part = &ui.Notice{Tone: ui.Info, Title: "Phần của " + name(s.v, s.at, s.today),
			Text: "Bạn đang xem phần của đơn vị mình và các đơn vị trực thuộc trong phong trào do " + name(s.v, s.c.Owner, s.today) + " chủ trì."}
	}
	if y := s.c.Period.From.Year(); s.c.Period == day.Year(y) {
		m.Periods.Label = "Kỳ số liệu"
		for _, p := range []day.Period{day.Year(y), day.Half(y, 1), day.Half(y, 2)} {
			l := *s.look
			l.period = p
			m.Periods.Items = append(m.Periods.Items, ui.Tab{Label: capital(p.VN()), Href: l.pageOn(s.on), Current: p == s.period})
		}
	}
	return nil
}

// fillable finds where the person's next figures belong: the last activity that took place and lacks some.
func (s *seen) fillable() (string, bool) {
	for i := len(s.activities) - 1; i >= 0; i-- {
		a := s.activities[i]
		if a.Day > s.today || a.State == activity.Cancelled || a.State == activity.Postponed || a.State == activity.ClosedSigned {
			continue
		}
		if s.a.May(report.Entering, a.ID) {
			return "/activities/" + a.ID + "/figures", true
		}
		if home := s.a.Home(); home != "" && s.a.May(report.Submitting, home) {
			return "/asked/" + a.ID, true
		}
	}
	return "", false
}

// facts stand beside: of what the figure is made, what was published, which paper began it all.
func (s *seen) facts(m *show) error {
	m.Mix.Of = s.lead.Label()
	for _, share := range s.p.Mix {
		m.Mix.Parts = append(m.Mix.Parts, ui.Evidence{Kind: share.Evidence.Key(), Label: share.Evidence.Label(), Quantity: share.Amount, AtLeast: share.AtLeast})
	}
	for _, c := range s.p.Claims {
		q := s.ask(c.Indicator)
		q.Period, q.At = c.Period, c.Unit
		words := c.Check.Text
		if words == "" && !c.Agrees {
			words = c.Text
		}
		m.Claims.Items = append(m.Claims.Items, ui.Claim{Printed: c.Printed, Source: c.Source, Ours: figure(q, c.Figure, s.lead.Label()), Agrees: c.Agrees, Arithmetic: words})
	}
	owner := ui.Pair{Key: "Đơn vị chủ trì", Text: name(s.v, s.c.Owner, min(s.c.Period.To, s.today)), Href: door.Address("/units/"+s.c.Owner, "on", min(s.c.Period.To, s.today).String())}
	m.Facts.Pairs = append(m.Facts.Pairs, owner)
	if s.c.Dispatch != "" {
		d, err := dispatch.Get(s.v, s.c.Dispatch)
		if err != nil {
			return err
		}
		p := ui.Pair{Key: "Văn bản", Text: capital(d.Title()), Note: d.Subject}
		if s.a.May(dispatch.Seeing, d.ID) {
			p.Href = "/dispatches/" + d.ID
		}
		m.Facts.Pairs = append(m.Facts.Pairs, p)
	} else {
		m.Facts.Pairs = append(m.Facts.Pairs, ui.Pair{Key: "Văn bản", Text: "Chưa dẫn văn bản"})
	}
	if s.promised {
		m.Facts.Pairs = append(m.Facts.Pairs, ui.Pair{Key: "Chỉ tiêu " + s.goal.Source.Label(), Text: ui.Int(s.goal.Quantity) + " " + s.lead.Label() + ", " + s.goal.Period.VN(),
			Href: "/targets/" + s.goal.ID, Note: s.document})
	}
	m.Facts.Pairs = append(m.Facts.Pairs, ui.Pair{Key: "Chỉ số chính", Text: s.lead.Name, Note: s.lead.Definition})
	return nil
}
