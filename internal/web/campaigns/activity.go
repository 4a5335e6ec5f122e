package campaigns

import (
	"cmp"
	"slices"
	"strings"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/gate"
	"phongtrao/internal/ledger"
	"phongtrao/internal/live"
	"phongtrao/internal/place"
	"phongtrao/internal/remark"
	"phongtrao/internal/report"
	"phongtrao/internal/roster"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/remarks"
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
	Tickets *ticketed // nil where nobody signs up
	Life    ui.Timeline
	Talk    *ui.Talk // nil for who only takes part
}

// held is an activity as one person sees it.
type held struct {
	*look
	a   *door.Ask
	act activity.Activity
}

var activityPage = door.Page[drive]{
	Route: "GET /activities/{id}", Title: "Hoạt động", Help: "Kế hoạch, điểm cầu và số liệu của một hoạt động; mỗi loại bằng chứng đứng riêng. Sau khi diễn ra, nhập số từ giấy tờ hoặc chờ đơn vị gửi.", Guard: door.Guard{Verb: campaign.Seeing, Object: door.Home},
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
	for _, part := range []func(*drive) error{h.head, h.figures, h.sent, h.slips, h.counts, h.facts, h.sites, h.tickets, h.life, h.talk} {
		if err := part(&m); err != nil {
			return drive{}, err
		}
	}
	return m, nil
}

// talk is what people say about the activity.
func (h *held) talk(m *drive) (err error) {
	if !h.a.May(activity.Seeing, h.act.ID) { // a participant from beside sees the activity, not what its hosts say
		return nil
	}
	talk, err := remarks.Section(h.a, remark.OfActivity(h.act.ID))
	m.Talk = &talk
	return err
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
	if h.act.State.Planned() && h.a.May(activity.Editing, h.act.ID) {
		m.Head.Actions = append(m.Head.Actions, ui.Button{Label: "Sửa kế hoạch", Icon: "pencil", Href: h.page() + "/edit"})
	}
	if h.act.State.Planned() && h.act.Parent == "" && h.a.May(activity.Linking, h.act.ID) {
		m.Head.Actions = append(m.Head.Actions, ui.Button{Label: "Nối điểm cầu", Icon: "link", Href: h.page() + "/sites/new"})
	}
	if _, opened, err := roster.EventOf(h.v, h.act.ID); err != nil {
		return err
	} else if central := cmp.Or(h.act.Parent, h.act.ID); opened && h.a.May(live.Showing, central) {
		m.Head.Actions = append(m.Head.Actions, ui.Button{Label: "Màn hình trực tiếp", Icon: "chart-column", Href: "/wall/" + central + "/screens"})
	} else if opened && h.a.May(activity.Seeing, central) {
		m.Head.Actions = append(m.Head.Actions, ui.Button{Label: "Màn hình trực tiếp", Icon: "chart-column", Href: "/wall/" + central})
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
		if h.a.May(report.Calling, h.act.ID) {
			m.Head.Actions = append(m.Head.Actions, ui.Button{Label: "Ai chưa báo cáo", Icon: "list-checks", Href: "/reports/missing?activity=" + h.act.ID})
		}
		if home := h.a.Home(); home != "" && h.a.May(report.Submitting, home) {
			m.Head.Actions = append(m.Head.Actions, ui.Button{Label: "Báo số của đơn vị", Icon: "upload", Href: "/asked/" + h.act.ID})
		}
	}
	h.gates(m)
	return err
}

// gates leads to the pages of the site's day, for those who may see its doors.
func (h *held) gates(m *drive) {
	if h.act.State == activity.Draft || h.act.State == activity.Cancelled || !h.a.May(gate.Seeing, h.act.ID) {
		return
	}
	to := ui.Button{Label: "Cổng và máy", Href: h.page() + "/gates"}
	switch {
	case h.act.State == activity.Running || h.act.State.Planned() && h.act.Day == h.today:
		to = ui.Button{Label: "Ngày diễn ra", Href: h.page() + "/day"}
	case h.act.State.Held():
		to = ui.Button{Label: "Chốt điểm", Href: h.page() + "/closing"}
	}
	m.Head.Actions = append(m.Head.Actions, to)
}
