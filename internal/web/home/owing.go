package home

import (
	"fmt"
	"slices"

	"phongtrao/internal/access"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/campaign"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/notice"
	"phongtrao/internal/report"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// How far back reports that did not come are counted here, and among how many activities: where there are more, the page of who is
// missing counts them when it is asked.
const (
	owingDays = 365
	owingMax  = 300
)

// owing are the reports that did not come: of the person's own units, which send them, and of those below, who are reminded.
func owing(a *door.Ask, s *sight.Sight, _ []*running) (out []ui.TodoItem, err error) {
	ask := report.Expecting{At: a.Home(), Period: day.Period{From: a.Today().Add(-owingDays), To: a.Today()}}
	var own []string
	if slices.ContainsFunc(a.Roles(), func(r access.Role) bool { return r == access.UnitOfficer || r == access.SiteLead }) {
		for _, g := range s.Grants() {
			if a.May(report.Submitting, g.Unit) {
				own = append(own, g.Unit)
			}
		}
	}
	reminds := a.May(notice.Reminding, a.Home())
	if !reminds && len(own) == 0 {
		return nil, nil
	}
	held, err := activity.Between(a.V, ask.Period)
	if err != nil || len(held) == 0 || len(held) > owingMax {
		return nil, err
	}
	if !reminds {
		ask.At, ask.Units = "", own
	}
	all, err := report.ExpectedOf(a.V, ask)
	if err != nil {
		return nil, err
	}
	var mine, below []report.Expected
	for _, e := range all {
		if slices.Contains(own, e.Unit) {
			mine = append(mine, e)
		} else {
			below = append(below, e)
		}
	}
	_, ours := report.StandingsOf(mine)
	if n := ours.Expected - ours.Received; n > 0 {
		out = append(out, lacking(fmt.Sprintf("%d báo cáo đơn vị bạn phải gửi", n), ours.Late, "/asked"))
	}
	_, theirs := report.StandingsOf(below)
	if n := theirs.Expected - theirs.Received; n > 0 && reminds {
		out = append(out, lacking(fmt.Sprintf("%d báo cáo của đơn vị chưa gửi", n), theirs.Late, door.Address("/reports/missing", "from", ask.Period.From.String(), "to", ask.Period.To.String())))
	}
	return out, nil
}

// lacking is one line about reports that did not come.
func lacking(title string, late int, to string) ui.TodoItem {
	if late == 0 {
		return ui.TodoItem{Tone: ui.Info, Title: title, Note: "Chưa báo cáo nào quá hạn", Href: to}
	}
	return ui.TodoItem{Tone: ui.Warn, Title: title, Note: fmt.Sprintf("%d báo cáo quá hạn", late), Href: to}
}

// next says what to do where nothing waits: what the person may begin.
func next(a *door.Ask) *ui.Empty {
	e := &ui.Empty{Icon: "circle-check", Title: "Không có việc nào đang chờ bạn"}
	switch {
	case a.May(campaign.Creating, a.Home()):
		e.Text, e.Next = "Bước tiếp theo thường là mở phong trào theo kế hoạch mới.", &ui.Button{Label: "Mở phong trào", Icon: "plus", Href: "/campaigns/new"}
	case a.May(dispatch.Registering, a.Home()):
		e.Text, e.Next = "Bước tiếp theo thường là vào sổ văn bản mới đến.", &ui.Button{Label: "Vào sổ văn bản", Icon: "plus", Href: "/dispatches/new"}
	case a.May(report.Submitting, a.Home()):
		e.Text, e.Next = "Khi cấp trên yêu cầu báo cáo, việc sẽ hiện ở đây và ở trang Việc được giao.", &ui.Button{Label: "Xem việc được giao", Href: "/asked"}
	default:
		e.Text, e.Next = "Xem các phong trào trong phạm vi của bạn.", &ui.Button{Label: "Xem phong trào", Href: "/campaigns"}
	}
	return e
}
