package reports

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/campaign"
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/report"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// inboxMax is how many submissions the inbox shows; accepting some brings the next.
const inboxMax = 100

// waiting is one submission that nobody has decided about: its lines, as they were sent.
type waiting struct {
	id    string
	lines []report.Waiting
}

// inbox is the page of what waits for a person, and of what the person's units sent.
type inbox struct {
	Head  ui.PageHead
	Token map[string]string
	Mine  ui.Table
	Count int
	More  int
	Empty ui.Empty
	Sent  ui.Table
	Find  *ui.Form // narrows what is shown; nil where there is little
	Ended ui.Table // decided lately
}

var inboxPage = door.Page[inbox]{
	Route: "GET /reports", Title: "Tiếp nhận", Help: "Báo cáo các đơn vị gửi lên, chờ bạn tiếp nhận hoặc trả lại; báo cáo chờ lâu đứng trước. Mở từng báo cáo để xem kiểm tra, hoặc chọn nhiều báo cáo rồi tiếp nhận một lần.", Guard: door.Guard{Verb: report.Seeing, Object: door.Home},
	Load: loadInbox, View: func(m inbox) ui.Component { return inboxView(m) }, Samples: inboxSamples(),
}

// waitingFor returns the submissions that a person may decide about, in the order in which they were sent.
func waitingFor(a *door.Ask, ask report.Ask) ([]waiting, error) {
	if !decides(a) {
		return nil, nil
	}
	s, err := sight.Of(a.V, a.Who.Person)
	if err != nil {
		return nil, err
	}
	all, err := report.Pending(a.V, ask)
	if err != nil {
		return nil, err
	}
	var out []waiting
	mine := map[string]bool{}
	for _, w := range all {
		ok, asked := mine[w.Submission]
		if !asked {
			ok = s.Has(w.Unit) && a.May(report.Accepting, w.Submission)
			mine[w.Submission] = ok
		}
		if !ok {
			continue
		}
		if n := slices.IndexFunc(out, func(x waiting) bool { return x.id == w.Submission }); n >= 0 {
			out[n].lines = append(out[n].lines, w)
		} else {
			out = append(out, waiting{w.Submission, []report.Waiting{w}})
		}
	}
	return out, nil
}

func loadInbox(a *door.Ask) (inbox, error) {
	m := inbox{Head: ui.PageHead{Title: "Tiếp nhận số liệu", Lead: "Số đơn vị khai chỉ vào tổng khi cấp trên tiếp nhận. Người gửi không tự tiếp nhận số của mình."}, Token: door.Token(),
		Empty: ui.Empty{Icon: "inbox", Title: "Không có báo cáo nào chờ bạn", Text: "Khi đơn vị trực thuộc gửi số liệu, báo cáo sẽ hiện ở đây."}}
	ask := report.Ask{Campaign: a.Query("campaign"), At: a.Query("unit"), Activity: a.Query("activity")}
	m.Head.Actions = door.Save("submissions", "campaign", ask.Campaign)
	mine, err := waitingFor(a, ask)
	if err != nil {
		return m, err
	}
	if narrowed := ask.Campaign + ask.At + ask.Activity; narrowed != "" && len(mine) == 0 {
		m.Empty.Next = &ui.Button{Label: "Xem tất cả báo cáo đang chờ", Href: "/reports"}
	}
	if len(mine) > inboxMax {
		m.More = len(mine) - inboxMax
		mine = mine[:inboxMax]
	}
	m.Count = len(mine) + m.More
	m.Mine = ui.Table{Label: "Báo cáo chờ tiếp nhận", Cards: true, Columns: []ui.Column{{Label: "Chọn, đơn vị"}, {Label: "Số liệu khai", Wide: true}, {Label: "Kiểm tra"}, {Label: "Xem"}}}
	for _, w := range mine {
		r, err := rowOf(a, w)
		if err != nil {
			return m, err
		}
		m.Mine.Rows = append(m.Mine.Rows, r)
	}
	if err := m.narrow(a, ask); err != nil {
		return m, err
	}
	m.Sent, err = sent(a)
	return m, err
}

// narrow offers to look at one campaign or one state, and lists what was decided lately.
func (m *inbox) narrow(a *door.Ask, ask report.Ask) error {
	if !decides(a) {
		return nil
	}
	campaigns, err := campaign.List(a.V)
	if err != nil {
		return err
	}
	choices := []ui.Choice{{Value: "", Label: "Mọi phong trào"}}
	for _, c := range campaigns {
		if at, err := sight.Part(a, c.Owner, min(c.Period.To, a.Today())); err != nil {
			return err
		} else if at != "" {
			choices = append(choices, ui.Choice{Value: c.ID, Label: c.Name})
		}
	}
	m.Head.Actions = append([]ui.Button{{Label: "Thiếu và trễ", Icon: "list-checks", Href: door.Address("/reports/missing", "campaign", ask.Campaign)}}, m.Head.Actions...)
	state := a.Query("state")
	m.Find = &ui.Form{ID: "find", Action: "/reports", Get: true, Submit: "Lọc", Wide: true, Fields: []ui.Field{
		{Name: "campaign", Label: "Phong trào", Kind: ui.ChoiceField, Value: ask.Campaign, Choices: choices, Quiet: true, List: true},
		{Name: "state", Label: "Trạng thái", Kind: ui.ChoiceField, Value: state, Quiet: true, List: true, Choices: []ui.Choice{{Value: "", Label: "Chờ tiếp nhận"}, {Value: "accepted", Label: "Đã tiếp nhận"}, {Value: "returned", Label: "Đã trả lại"}}}}}
	if ask.At != "" {
		m.Find.Hidden = map[string]string{"unit": ask.At}
	}
	if state != string(report.Accepted) && state != string(report.Returned) {
		return nil
	}
	all, err := report.Lately(a.V, report.State(state), decidedMax)
	if err != nil {
		return err
	}
	s, err := sight.Of(a.V, a.Who.Person)
	if err != nil {
		return err
	}
	m.Ended = ui.Table{Label: "Báo cáo " + report.State(state).Label(), Cards: true, Columns: []ui.Column{{Label: "Hoạt động", Wide: true}, {Label: "Đơn vị"}, {Label: "Quyết định"}},
		Empty: &ui.Empty{Icon: "inbox", Title: "Không có báo cáo nào " + report.State(state).Label()}}
	for _, r := range all {
		if !s.Has(r.Unit) {
			continue
		}
		act, err := activity.Get(a.V, r.Activity)
		if err != nil {
			return err
		}
		if ask.Campaign != "" && act.Campaign != ask.Campaign {
			continue
		}
		who, err := people.Names(a.V, []string{r.DecidedBy})
		if err != nil {
			return err
		}
		m.Ended.Rows = append(m.Ended.Rows, ui.Row{Cells: []ui.Cell{{Text: act.Name, Href: "/reports/" + r.ID, Sub: act.Day.VN()}, {Text: name(a.V, r.Unit, act.Day)}, {Text: who[r.DecidedBy], Sub: strings.TrimSuffix(r.DecidedAt.VN()+" · "+r.Reason, " · ")}}})
	}
	return nil
}

// decidedMax is how many decisions are shown.
const decidedMax = 100

// rowOf says what a submission declares, and what does not fit in it. What fits is ticked.
func rowOf(a *door.Ask, w waiting) (ui.Row, error) {
	first := w.lines[0]
	act, err := activity.Get(a.V, first.Activity)
	if err != nil {
		return ui.Row{}, err
	}
	s, err := report.Get(a.V, w.id)
	if err != nil {
		return ui.Row{}, err
	}
	var lines, wrong []string
	values := kind.Values{}
	for _, l := range w.lines {
		i, err := indicator.Get(a.V, l.Indicator)
		if err != nil {
			return ui.Row{}, err
		}
		lines = append(lines, i.Name+" "+l.Quantity.String())
		values[l.Indicator] = l.Quantity
	}
	if k, ok := a.House.Kinds.Of(first.Indicator); ok {
		for _, f := range kind.Check(k, values) {
			if f.Level != kind.Note {
				wrong = append(wrong, f.Text)
			}
		}
	}
	declared := ui.Cell{Text: strings.Join(lines, " · ")}
	files, err := report.FilesOf(a.V, w.id)
	if err != nil {
		return ui.Row{}, err
	}
	if len(files) > 0 {
		declared = ui.Cell{Body: withFiles(declared.Text, w.id, files)}
	}
	if s.Explanation != "" {
		declared.Sub = "Giải trình: " + s.Explanation
	}
	r := ui.Row{Cells: []ui.Cell{{Body: tick(w.id+" "+strconv.FormatInt(first.Version, 10), name(a.V, first.Unit, act.Day), len(wrong) == 0), Sub: act.Name + ", " + act.Day.VN()},
		declared, {Body: ui.Chip{Label: "khớp", Tone: ui.Good}, Sub: strings.Join(wrong, " ")}, {Text: "Xem, trả lại", Href: "/reports/" + w.id, Sub: "gửi " + first.At.VN()}}}
	if first.Amends {
		r.Cells[1].Sub = strings.TrimSpace(r.Cells[1].Sub + " Thay số đã tiếp nhận trước đó.")
	}
	if len(wrong) > 0 {
		r.Tone, r.Cells[2].Body = ui.Warn, ui.Chip{Label: "cần xem lại", Tone: ui.Warn}
	}
	return r, nil
}

// sent lists what the person's own units sent, with what became of it.
func sent(a *door.Ask) (ui.Table, error) {
	t := ui.Table{Label: "Đơn vị của bạn đã gửi", Cards: true, Columns: []ui.Column{{Label: "Hoạt động", Wide: true}, {Label: "Đơn vị"}, {Label: "Gửi lúc"}, {Label: "Trạng thái"}},
		Empty: &ui.Empty{Icon: "upload", Title: "Đơn vị của bạn chưa gửi số liệu nào", Text: "Mở một hoạt động đã diễn ra, bấm “Báo số của đơn vị”."}}
	s, err := sight.Of(a.V, a.Who.Person)
	if err != nil {
		return t, err
	}
	seen := map[org.UnitID]bool{}
	for _, g := range s.Grants() {
		if seen[g.Unit] {
			continue
		}
		seen[g.Unit] = true
		all, err := report.OfUnit(a.V, g.Unit)
		if err != nil {
			return t, err
		}
		for _, r := range all[:min(len(all), inboxMax)] {
			act, err := activity.Get(a.V, r.Activity)
			if err != nil {
				return t, err
			}
			t.Rows = append(t.Rows, ui.Row{Tone: tone(r.State), Cells: []ui.Cell{{Text: act.Name, Href: "/reports/" + r.ID, Sub: act.Day.VN()}, {Text: name(a.V, r.Unit, act.Day)},
				{Text: r.At.VN(), Sub: "bản " + strconv.FormatInt(r.Version, 10)}, {Body: stateChip(r.State), Sub: r.Reason}}})
		}
	}
	return t, nil
}

func tone(s report.State) ui.Tone {
	if s == report.Returned {
		return ui.Warn
	}
	return ui.Plain
}

// stateChip is how a version of a submission stands.
func stateChip(s report.State) ui.Chip {
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

// name is what a unit was called on a day.
func name(v *db.View, unit org.UnitID, on day.Day) string {
	names, err := org.Names(v, []org.UnitID{unit}, day.AsOf{Day: on})
	if err != nil || names[unit] == "" {
		return "đơn vị " + unit
	}
	return names[unit]
}

// said is a refusal in words, with the name of who was first.
func said(a *door.Ask, refused error) (string, error) {
	text := fault.Text(refused)
	first := (*report.Decided)(nil)
	if !errors.As(refused, &first) {
		return text, nil
	}
	err := a.See(func(v *db.View) error {
		who, err := people.Names(v, []string{first.By})
		text = first.Text(cmp.Or(who[first.By], "người khác"))
		return err
	})
	return text, err
}
