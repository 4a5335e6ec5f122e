package asked

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/campaign"
	"phongtrao/internal/kind"
	"phongtrao/internal/org"
	"phongtrao/internal/report"
	"phongtrao/internal/task"
	"phongtrao/internal/web/door"
)

// How much the page shows.
const (
	sentMax = 30
	openMax = 12
	openFor = 120 // days in which a unit may tell of an activity that nobody asked it about
	ahead   = 14  // days ahead in which work that falls due is shown
)

// list is what is asked of a person's units.
type list struct {
	Head  ui.PageHead
	Due   []item
	Works []work
	Sent  []item
	Open  []ui.Hit
	Empty ui.Empty
}

// item is one report: owed, or sent.
type item struct {
	Title  string
	Note   string // campaign, day, unit
	Chip   ui.Chip
	Reason string // why it was sent back
	Said   string // what was sent, in a line
	Button ui.Button
	Tone   ui.Tone
}

// work is a piece of work that is no report of figures.
type work struct {
	ID, Occasion string
	Title, Note  string
	Href         string
	Tone         ui.Tone
	Token        map[string]string // nil where the person may not say that it is done
}

var listPage = door.Page[list]{
	Route: "GET /asked", Title: "Việc được giao", Guard: door.Guard{Verb: report.Seeing, Object: door.Home},
	Help: "Các báo cáo và việc đơn vị bạn phải làm, việc gấp đứng trước. Bấm “Báo số” ở mục trên cùng, điền các ô rồi gửi.",
	Load: loadList, View: func(m list) ui.Component { return listView(m) }, Samples: listSamples(),
}

func loadList(a *door.Ask) (list, error) {
	m := list{Head: ui.PageHead{Title: "Việc được giao"}, Empty: ui.Empty{Icon: "circle-check", Title: "Không còn việc nào phải làm", Text: "Khi cấp trên yêu cầu báo cáo hoặc giao việc, việc sẽ hiện ở đây, kèm hạn."}}
	units, err := own(a)
	if err != nil {
		return m, err
	}
	if len(units) == 0 {
		m.Empty = ui.Empty{Icon: "key-round", Title: "Bạn không gửi báo cáo cho đơn vị nào", Text: "Trang này dành cho người báo số của đơn vị. Hãy đề nghị người quản trị cấp quyền “Cán bộ đơn vị”."}
		return m, nil
	}
	m.Head.Lead = name(a.V, units[0], a.Today())
	if len(units) > 1 {
		m.Head.Lead += fmt.Sprintf(" và %d đơn vị khác", len(units)-1)
	}
	l := lister{a: a, units: units, campaigns: map[string]campaign.Campaign{}}
	for _, part := range []func(*list) error{l.due, l.works, l.sent, l.open} {
		if err := part(&m); err != nil {
			return m, err
		}
	}
	if n := len(m.Due); n > 0 {
		m.Head.Meta = append(m.Head.Meta, fmt.Sprintf("%d báo cáo phải gửi", n))
	}
	if n := len(m.Works); n > 0 {
		m.Head.Meta = append(m.Head.Meta, fmt.Sprintf("%d việc khác", n))
	}
	return m, nil
}

// lister gathers the parts of the list.
type lister struct {
	a         *door.Ask
	units     []org.UnitID
	campaigns map[string]campaign.Campaign
	asked     []report.Expected
}

func (l *lister) campaign(id string) (campaign.Campaign, error) {
	if c, ok := l.campaigns[id]; ok {
		return c, nil
	}
	c, err := campaign.Get(l.a.V, id)
	l.campaigns[id] = c
	return c, err
}

// note says of which campaign and day something is, and of which unit where the person works for several.
func (l *lister) note(c campaign.Campaign, held day.Day, unit org.UnitID) string {
	s := "Diễn ra " + held.VN() + " · " + c.Name
	if len(l.units) > 1 {
		s += " · " + name(l.a.V, unit, held)
	}
	return s
}

// sheetAddress leads to the form.
func sheetAddress(activity, unit string) string {
	return door.Address("/asked/"+activity, "unit", unit)
}

// due are the reports that have not come, the most pressing first; what was sent back stands before all.
func (l *lister) due(m *list) (err error) {
	if l.asked, err = report.ExpectedOf(l.a.V, expecting(l.a.V, l.units)); err != nil {
		return err
	}
	drafts := map[[2]string]report.Draft{}
	for _, u := range l.units {
		kept, err := report.DraftsOf(l.a.V, u)
		if err != nil {
			return err
		}
		for _, d := range kept {
			drafts[[2]string{d.Activity, d.Unit}] = d
		}
	}
	for _, e := range l.asked {
		if e.Received() {
			continue
		}
		c, err := l.campaign(e.Campaign)
		if err != nil {
			return err
		}
		i := item{Title: e.Name, Note: l.note(c, e.Held, e.Unit), Tone: ui.Warn, Button: ui.Button{Label: "Báo số", Icon: "pencil", Href: sheetAddress(e.Activity, e.Unit), Primary: true}}
		switch left := int(e.Due - l.a.Today()); {
		case e.State == report.Returned:
			i.Chip, i.Tone, i.Reason = ui.Chip{Label: "Bị trả lại", Tone: ui.Bad, Icon: "undo-2"}, ui.Bad, e.Reason
			i.Button.Label = "Sửa và gửi lại"
		case e.Late > 0:
			i.Chip, i.Tone = ui.Chip{Label: fmt.Sprintf("Quá hạn %d ngày, hạn %s", e.Late, e.Due.VN()), Tone: ui.Bad}, ui.Bad
		case left == 0:
			i.Chip = ui.Chip{Label: "Hạn hôm nay", Tone: ui.Warn, Icon: "clock"}
		default:
			i.Chip = ui.Chip{Label: fmt.Sprintf("Còn %d ngày, hạn %s", left, e.Due.VN()), Tone: ui.Info, Icon: "clock"}
		}
		if d, kept := drafts[[2]string{e.Activity, e.Unit}]; kept {
			i.Button.Label, i.Said = "Viết tiếp bản nháp", "Có bản nháp lưu lúc "+d.At.VN()
		}
		m.Due = append(m.Due, i)
	}
	slices.SortStableFunc(m.Due, func(x, y item) int { return cmp.Compare(truth(x.Reason == ""), truth(y.Reason == "")) })
	return nil
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// works are tasks that are due soon or late.
func (l *lister) works(m *list) error {
	all, err := task.DueBy(l.a.V, l.a.Today().Add(ahead), l.units...)
	for _, d := range all {
		w := work{ID: d.ID, Occasion: d.Occasion, Title: d.Title, Note: "Hạn " + d.By.VN(), Tone: ui.Warn}
		if d.Late > 0 {
			w.Tone, w.Note = ui.Bad, fmt.Sprintf("Quá hạn %d ngày, hạn %s", d.Late, d.By.VN())
		}
		if rest, ok := strings.CutPrefix(d.Cause, "dispatch/"); ok {
			id, _, _ := strings.Cut(rest, " ")
			w.Href = "/dispatches/" + id
		}
		if l.a.May(task.Doing, d.ID) {
			w.Token = door.Token("occasion", d.Occasion)
		}
		m.Works = append(m.Works, w)
	}
	return err
}

// sent is what the units sent, with what became of it.
func (l *lister) sent(m *list) error {
	for _, u := range l.units {
		all, err := report.OfUnit(l.a.V, u)
		if err != nil {
			return err
		}
		for _, s := range all {
			if len(m.Sent) == sentMax {
				return nil
			}
			if s.State == report.Returned {
				continue // it stands above, as something to do
			}
			x, err := activity.Get(l.a.V, s.Activity)
			if err != nil {
				return err
			}
			c, err := l.campaign(x.Campaign)
			if err != nil {
				return err
			}
			i := item{Title: x.Name, Note: l.note(c, x.Day, s.Unit), Chip: stateChip(s.State), Button: ui.Button{Href: "/reports/" + s.ID}, Said: "Gửi " + s.At.VN()}
			if k, err := l.a.House.Kinds.Get(c.Kind); err == nil {
				i.Said = leading(k, c, s.Lines) + i.Said
			}
			m.Sent = append(m.Sent, i)
		}
	}
	return nil
}

// leading is the figure that speaks for the rest: "25 đơn vị máu · ".
func leading(k kind.Kind, c campaign.Campaign, lines []report.Line) string {
	for _, l := range lines {
		if l.Indicator != cmp.Or(c.Lead, kind.Lead(k)) {
			continue
		}
		if i, ok := kind.Indicator(k, l.Indicator); ok {
			return l.Quantity.String() + " " + i.Label() + " · "
		}
	}
	return ""
}

// open are activities of which the units may tell though nobody asked.
func (l *lister) open(m *list) error {
	today := l.a.Today()
	held, err := activity.Between(l.a.V, day.Period{From: today.Add(-openFor), To: today})
	if err != nil {
		return err
	}
	for n := len(held) - 1; n >= 0 && len(m.Open) < openMax; n-- {
		x := held[n]
		if x.State == activity.Cancelled || x.State == activity.Postponed || x.State == activity.Draft {
			continue
		}
		for _, u := range l.units {
			if slices.ContainsFunc(l.asked, func(e report.Expected) bool { return e.Activity == x.ID && e.Unit == u }) {
				continue
			}
			if part, err := activity.TakesPart(l.a.V, x, u); err != nil {
				return err
			} else if !part {
				continue
			}
			if told, err := report.Sent(l.a.V, u, x.ID); err != nil {
				return err
			} else if told {
				continue
			}
			c, err := l.campaign(x.Campaign)
			if err != nil {
				return err
			}
			m.Open = append(m.Open, ui.Hit{Title: x.Name, Note: l.note(c, x.Day, u), Href: sheetAddress(x.ID, u)})
		}
	}
	return nil
}

// stateChip is how what was sent stands.
func stateChip(s report.State) ui.Chip {
	c := ui.Chip{Label: s.Label()}
	switch s {
	case report.Submitted:
		c.Tone, c.Icon = ui.Info, "clock"
	case report.Accepted:
		c.Tone = ui.Good
	case report.Returned:
		c.Tone = ui.Bad
	default:
		c.Icon = "undo-2"
	}
	return c
}
