package campaigns

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/place"
	"phongtrao/internal/web/door"
)

// stateChip is an activity's state with its shape.
func stateChip(s activity.State) ui.Chip {
	c := ui.Chip{Label: s.Label()}
	switch s {
	case activity.Draft:
		c.Icon = "pencil"
	case activity.Agreed, activity.Announced, activity.Open:
		c.Tone, c.Icon = ui.Info, "calendar-days"
	case activity.Postponed:
		c.Tone, c.Icon = ui.Warn, "pause"
	case activity.Cancelled:
		c.Tone, c.Icon = ui.Bad, "x"
	case activity.Running:
		c.Tone, c.Icon = ui.Info, "play"
	case activity.ClosedProvisional:
		c.Tone, c.Icon = ui.Warn, "clock"
	case activity.ClosedSigned:
		c.Tone, c.Icon = ui.Good, "signature"
	}
	return c
}

// columns are the steps that the table of activities shows: the first two, and the leading one last.
func (s *seen) columns() []step {
	var out []step
	for _, st := range s.steps {
		if !st.Aside && st.Indicator != s.lead.Key && st.total.Entries > 0 && len(out) < 2 {
			out = append(out, st)
		}
	}
	return append(out, s.leading())
}

// drives is the table of activities.
func (s *seen) drives(m *show) error {
	columns := s.columns()
	var all []string
	m.Drives = ui.Table{Label: "Các hoạt động của phong trào", Cards: true, Columns: []ui.Column{{Label: "Hoạt động"}, {Label: "Địa điểm", Wide: true}}}
	for _, st := range columns {
		label := st.Label
		if st.all {
			label += star
			all = append(all, lower(st.Label))
		}
		m.Drives.Columns = append(m.Drives.Columns, ui.Column{Label: label, Num: true, Title: st.of.Name})
	}
	if len(all) > 0 {
		m.Invented = "* Số " + strings.Join(all, ", số ") + " là " + illustrative + ", không lấy từ nguồn đã công bố."
	}
	if s.promised {
		m.Drives.Columns = append(m.Drives.Columns, ui.Column{Label: "Phần của chỉ tiêu", Num: true, Title: "So với chỉ tiêu " + ui.Int(s.goal.Quantity)})
	}
	rows := slices.Clone(s.activities)
	slices.SortStableFunc(rows, func(a, b activity.Activity) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(central(b), central(a)))
	})
	for _, a := range rows {
		r, err := s.drive(a, columns)
		if err != nil {
			return err
		}
		m.Drives.Rows = append(m.Drives.Rows, r)
	}
	if len(rows) == 0 {
		e := ui.Empty{Icon: "calendar-days", Title: "Chưa có hoạt động nào", Text: "Mỗi đợt, mỗi buổi là một hoạt động có ngày và địa điểm; số liệu của nó ghi theo ngày ấy."}
		if m.AddDrive != nil {
			e.Next = &ui.Button{Label: "Lập hoạt động đầu tiên", Href: m.AddDrive.Href, Primary: true}
		}
		m.Drives.Empty = &e
		return nil
	}
	m.Drives.Foot = s.foot(columns)
	if len(m.Drives.Rows) > 0 {
		m.Save = door.Save("activities", "campaign", s.c.ID)
	}
	return nil
}

func central(a activity.Activity) int {
	if a.Central {
		return 1
	}
	return 0
}

// drive is one activity's row.
func (s *seen) drive(a activity.Activity, columns []step) (ui.Row, error) {
	where, err := place.Names(s.v, []string{a.Place}, day.AsOf{Day: a.Day})
	if err != nil {
		return ui.Row{}, err
	}
	notices, err := s.notices(a)
	if err != nil {
		return ui.Row{}, err
	}
	chip := stateChip(a.State)
	r := ui.Row{Cells: []ui.Cell{
		{Text: a.Name, Href: "/activities/" + a.ID, Sub: a.Day.VN()},
		{Body: placeCell(cmp.Or(where[a.Place], "chưa có địa điểm"), chip, notices)},
	}}
	for _, st := range columns {
		p := st.by[a.ID]
		if p.Entries == 0 {
			r.Cells = append(r.Cells, ui.Cell{Text: "–"})
			continue
		}
		q := st.question(s.look)
		q.Activity = a.ID
		f := figure(q, p.Quantity, "")
		if st.invented[a.ID] && !st.all {
			f.Provisional = "minh hoạ"
		}
		r.Cells = append(r.Cells, ui.Cell{Body: f})
	}
	if s.promised {
		got := s.leading().by[a.ID]
		cell := ui.Cell{Text: "–"}
		if got.Entries > 0 {
			cell.Text = short(got.Quantity, s.goal.Quantity)
		}
		r.Cells = append(r.Cells, cell)
	}
	if a.State == activity.Postponed {
		r.Tone = ui.Warn
	}
	return r, nil
}

// notices says which papers announced a postponed or cancelled activity and took it back: both stay.
func (s *seen) notices(a activity.Activity) (string, error) {
	if a.State != activity.Postponed && a.State != activity.Cancelled {
		return "", nil
	}
	told, err := activity.Notices(s.v, a.ID)
	if err != nil {
		return "", err
	}
	var words []string
	for _, n := range told {
		words = append(words, noticed(n))
	}
	return strings.Join(words, "; "), nil
}

// noticed is a notice in words: "thông báo số 13/TB-BCĐHMKCN ngày 27/05/2024".
func noticed(a activity.Activity) string {
	what := map[activity.State]string{activity.Announced: "đã thông báo theo số", activity.Postponed: "hoãn theo số", activity.Cancelled: "huỷ theo số",
		activity.ClosedSigned: "chốt số theo"}[a.State]
	text := cmp.Or(what, "theo số") + " " + a.Notice.Number
	if a.Notice.Date != 0 {
		text += " ngày " + a.Notice.Date.VN()
	}
	return text
}

// foot adds the columns up.
func (s *seen) foot(columns []step) *ui.Row {
	r := ui.Row{Cells: []ui.Cell{{Text: "Cộng", Strong: true}, {Text: fmt.Sprintf("%d hoạt động có số", s.reported())}}}
	for _, st := range columns {
		r.Cells = append(r.Cells, ui.Cell{Body: figure(st.question(s.look), st.total.Quantity, "")})
	}
	if s.promised {
		r.Cells = append(r.Cells, ui.Cell{Text: short(s.p.Figure.Quantity, s.goal.Quantity), Strong: true})
	}
	return &r
}

// reported counts the activities with a leading figure.
func (s *seen) reported() (n int) {
	for _, p := range s.leading().by {
		if p.Entries > 0 {
			n++
		}
	}
	return n
}

func lower(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	return strings.ToLower(string(r[:1])) + string(r[1:])
}
