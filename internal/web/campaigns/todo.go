package campaigns

import (
	"cmp"
	"fmt"
	"slices"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/campaign"
	"phongtrao/internal/org"
	"phongtrao/internal/report"
	"phongtrao/internal/web/door"
)

// gapsMax is how many gaps are named one by one.
const gapsMax = 4

// todo is what waits in this campaign, the most pressing first.
func (s *seen) todo(m *show) error {
	for _, part := range []func() ([]ui.TodoItem, error){s.waitingReports, s.gaps, s.unsigned, s.unanswered, s.unshared} {
		items, err := part()
		if err != nil {
			return err
		}
		m.Todo.Items = append(m.Todo.Items, items...)
	}
	slices.SortStableFunc(m.Todo.Items, func(a, b ui.TodoItem) int { return cmp.Compare(urgency(a.Tone), urgency(b.Tone)) })
	m.Todo.Empty = nil
	return nil
}

func urgency(t ui.Tone) int { return slices.Index([]ui.Tone{ui.Bad, ui.Warn, ui.Info, ui.Plain}, t) }

// waitingReports are submissions that nobody has decided about.
func (s *seen) waitingReports() ([]ui.TodoItem, error) {
	waiting, err := report.Pending(s.v, report.Ask{At: s.at, Campaign: s.c.ID})
	if err != nil {
		return nil, err
	}
	mine, others := map[string]string{}, map[string]bool{}
	for _, w := range waiting {
		if mine[w.Submission] != "" || others[w.Submission] {
			continue
		}
		if s.a.May(report.Accepting, w.Submission) {
			mine[w.Submission] = w.Unit
		} else {
			others[w.Submission] = true
		}
	}
	var out []ui.TodoItem
	if len(mine) > 0 {
		units := []org.UnitID{}
		for _, u := range mine {
			units = append(units, u)
		}
		out = append(out, ui.TodoItem{Tone: ui.Warn, Title: fmt.Sprintf("%d báo cáo chờ bạn tiếp nhận", len(mine)), Note: s.few(units), Href: door.Address("/reports", "campaign", s.c.ID)})
	}
	if len(others) > 0 {
		out = append(out, ui.TodoItem{Tone: ui.Info, Title: fmt.Sprintf("%d báo cáo đang chờ cấp trên tiếp nhận", len(others)), Href: door.Address("/reports", "campaign", s.c.ID)})
	}
	return out, nil
}

// few names some units: "May Đồi Chè, Bao bì Phú Mây và 3 đơn vị khác".
func (s *seen) few(units []org.UnitID) string {
	slices.Sort(units)
	units = slices.Compact(units)
	text := ""
	for n, u := range units {
		if n == 2 {
			return text + fmt.Sprintf(" và %d đơn vị khác", len(units)-2)
		}
		if n > 0 {
			text += ", "
		}
		text += name(s.v, u, s.today)
	}
	return text
}

// gaps are activities and units of which figures should be there and are not.
func (s *seen) gaps() (out []ui.TodoItem, err error) {
	more := 0
	for _, g := range s.p.Gaps {
		if g.Waiting {
			continue
		}
		if len(out) == gapsMax {
			more++
			continue
		}
		i := ui.TodoItem{Tone: ui.Bad, Title: g.Text, Href: door.Address("/units/"+g.Unit, "on", s.today.String())}
		if g.Activity != "" {
			a, err := activity.Get(s.v, g.Activity)
			if err != nil {
				return nil, err
			}
			i.Title, i.Note, i.Href = a.Name+": chưa nhận được số liệu", "Ngày "+g.Day.VN()+" · "+g.Name, "/activities/"+g.Activity
		}
		out = append(out, i)
	}
	if more > 0 {
		out = append(out, ui.TodoItem{Tone: ui.Bad, Title: fmt.Sprintf("%d nơi khác chưa có số liệu", more), Href: proof(s.question())})
	}
	return out, nil
}

// unsigned are activities whose state says that a step is due.
func (s *seen) unsigned() (out []ui.TodoItem, err error) {
	var provisional []activity.Activity
	for _, a := range s.activities {
		i := ui.TodoItem{Tone: ui.Warn, Href: "/activities/" + a.ID}
		switch {
		case !s.mayNext(a):
			continue
		case a.State == activity.ClosedProvisional:
			provisional = append(provisional, a)
			continue
		case a.State == activity.Postponed:
			i.Title, i.Note = a.Name+" đang hoãn, chưa có ngày mới", "Ngày cũ "+a.Day.VN()
		case a.State == activity.Running && a.Day < s.today:
			i.Title, i.Note = a.Name+" chưa chốt số", "Diễn ra ngày "+a.Day.VN()
		case a.State.Planned() && a.Day < s.today:
			i.Title, i.Note = a.Name+" đã qua ngày mà vẫn ở “"+a.State.Label()+"”", "Ngày "+a.Day.VN()
		default:
			continue
		}
		out = append(out, i)
	}
	switch {
	case len(provisional) == 1:
		a := provisional[0]
		out = append(out, ui.TodoItem{Tone: ui.Warn, Title: a.Name + " mới chốt tạm, chưa có biên bản ký", Note: "Ngày " + a.Day.VN(), Href: "/activities/" + a.ID})
	case len(provisional) > 1:
		out = append(out, ui.TodoItem{Tone: ui.Warn, Title: fmt.Sprintf("%d hoạt động mới chốt tạm, chưa có biên bản ký", len(provisional)), Href: s.page() + "#drives"})
	}
	return out, nil
}

// mayNext reports whether the person may take an activity a step on: else its state is not theirs to mend.
func (s *seen) mayNext(a activity.Activity) bool {
	return slices.ContainsFunc(a.State.Next(), func(to activity.State) bool { return s.a.May(activity.VerbTo(to), a.ID) })
}

// unanswered are targets that their units have not answered, objections, and proposals.
func (s *seen) unanswered() (out []ui.TodoItem, err error) {
	all, err := campaign.Targets(s.v, campaign.Filter{Campaign: s.c.ID})
	if err != nil {
		return nil, err
	}
	var ids []string
	given, disputed := 0, 0
	for _, t := range all {
		if !s.whole() {
			if in, err := org.Within(s.v, s.at, t.Unit); err != nil || !in {
				continue
			}
		}
		ids = append(ids, t.ID)
		if t.Parent == "" {
			continue // who leads the campaign has taken it on by leading it
		}
		given += truth(t.State == campaign.Given)
		disputed += truth(t.State == campaign.Disputed)
	}
	targets := "/campaigns/" + s.c.ID + "/targets"
	if disputed > 0 {
		out = append(out, ui.TodoItem{Tone: ui.Warn, Title: fmt.Sprintf("%d đơn vị đề nghị xem lại chỉ tiêu", disputed), Href: targets})
	}
	if len(ids) > 0 {
		proposals, err := campaign.Proposals(s.v, ids...)
		if err != nil {
			return nil, err
		}
		asked := 0
		for _, p := range proposals {
			asked += truth(p.Answer == campaign.Waiting)
		}
		if asked > 0 {
			out = append(out, ui.TodoItem{Tone: ui.Warn, Title: fmt.Sprintf("%d đề nghị điều chỉnh chỉ tiêu chờ trả lời", asked), Href: targets})
		}
	}
	if given > 0 {
		out = append(out, ui.TodoItem{Tone: ui.Info, Title: fmt.Sprintf("%d đơn vị chưa xác nhận chỉ tiêu", given), Href: targets})
	}
	return out, nil
}

// unshared is the goal that was not shared among the units below.
func (s *seen) unshared() ([]ui.TodoItem, error) {
	if !s.promised || s.goal.Source != campaign.Assigned || s.goal.Period.To < s.today || !s.a.May(campaign.Sharing, s.goal.ID) {
		return nil, nil
	}
	below, err := campaign.Targets(s.v, campaign.Filter{Parent: s.goal.ID})
	if err != nil || len(below) > 0 {
		return nil, err
	}
	return []ui.TodoItem{{Tone: ui.Info, Title: "Chỉ tiêu " + ui.Int(s.goal.Quantity) + " chưa chia cho đơn vị nào", Href: dividing(s.goal)}}, nil
}
