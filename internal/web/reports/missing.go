package reports

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/sheet"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/notice"
	"phongtrao/internal/org"
	"phongtrao/internal/report"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// missingMax is how many reports and units are listed at once.
const missingMax = 300

// missing is who was asked, who sent, who is late.
type missing struct {
	Head   ui.PageHead
	Find   ui.Form
	Sums   []ui.Pair
	Empty  ui.Empty
	Late   ui.Table // what has not come
	More   int
	Units  ui.Table // complete and in time, by unit
	Save   []ui.Link
	Call   *ui.Form
	Uncall *ui.Form
	Remind *reminders
}

// reminders are drafts to be copied.
type reminders struct {
	Group string
	Zalo  map[string]string // what records that it was copied
	Mail  map[string]string // nil where there is no mail server
	Units []draft
}

// draft is a text for one unit.
type draft struct{ Unit, Text string }

var missingGuard = door.Guard{Verb: report.Seeing, Object: door.AtOrHome("unit")}

var missingPage = door.Page[missing]{
	Route: "GET /reports/missing", Title: "Thiếu và trễ", Guard: missingGuard,
	Help: "Ai phải báo cáo, ai đã gửi, ai chưa gửi và trễ mấy ngày; chưa nhận được không bao giờ là 0. Chọn phong trào và kỳ, rồi chép lời nhắc ở cuối trang.",
	Load: loadMissing, View: func(m missing) ui.Component { return missingView(m) }, Samples: missingSamples(),
}

// asking is what the address asks for.
type asking struct {
	report.Expecting
	activity *activity.Activity
}

func readAsking(a *door.Ask) (asking, error) {
	q := asking{Expecting: report.Expecting{At: a.Object, Campaign: a.Query("campaign"), Activity: a.Query("activity")}}
	from, err := a.Day("from", day.Of(a.Today().Year(), 1, 1))
	if err != nil {
		return q, err
	}
	to, err := a.Day("to", a.Today())
	if err != nil {
		return q, err
	}
	q.Period = day.Period{From: from, To: to}
	if q.Activity != "" {
		x, err := activity.Get(a.V, q.Activity)
		if err != nil {
			return q, err
		}
		q.activity, q.Period, q.Campaign = &x, day.All, ""
	} else if q.Campaign != "" && a.Query("from") == "" && a.Query("to") == "" {
		c, err := campaign.Get(a.V, q.Campaign)
		if err != nil {
			return q, err
		}
		q.Period = day.Period{From: c.Period.From, To: min(c.Period.To, a.Today())}
	}
	return q, nil
}

func loadMissing(a *door.Ask) (missing, error) {
	m := missing{Head: ui.PageHead{Title: "Báo cáo thiếu và trễ", Lead: name(a.V, a.Object, a.Today()) + " và các đơn vị trực thuộc"},
		Empty: ui.Empty{Icon: "list-checks", Title: "Không có báo cáo nào phải gửi trong kỳ này", Text: "Đơn vị tổ chức hoạt động phải báo cáo; đơn vị khác phải báo cáo khi được yêu cầu ở trang của hoạt động."}}
	q, err := readAsking(a)
	if err != nil {
		return m, err
	}
	all, err := report.ExpectedOf(a.V, q.Expecting)
	if err != nil {
		return m, err
	}
	if err := m.find(a, q); err != nil {
		return m, err
	}
	m.count(a, q, all)
	owed := slices.DeleteFunc(slices.Clone(all), report.Expected.Received)
	if err := m.late(a, owed); err != nil {
		return m, err
	}
	if q.activity != nil && a.May(report.Calling, q.Activity) {
		m.Head.Title = q.activity.Name
		m.Head.Meta = append(m.Head.Meta, "Diễn ra "+q.activity.Day.VN())
		f := callForm(q.Activity, a.Today())
		m.Call = &f
		m.Uncall = uncallForm(q.Activity, owed, func(u string) string { return name(a.V, u, a.Today()) })
	}
	m.remind(a, q, owed)
	return m, nil
}

// find lets one choose campaign and time.
func (m *missing) find(a *door.Ask, q asking) error {
	campaigns, err := campaign.List(a.V)
	if err != nil {
		return err
	}
	choices := []ui.Choice{{Value: "", Label: "Mọi phong trào"}}
	for _, c := range campaigns {
		at, err := sight.Part(a, c.Owner, min(c.Period.To, a.Today()))
		if err != nil {
			return err
		}
		if at != "" {
			choices = append(choices, ui.Choice{Value: c.ID, Label: c.Name})
		}
	}
	m.Find = ui.Form{ID: "find", Action: "/reports/missing", Get: true, Submit: "Xem", Wide: true, Hidden: map[string]string{"unit": a.Object}, Fields: []ui.Field{
		{Name: "campaign", Label: "Phong trào", Kind: ui.ChoiceField, Choices: choices, Value: q.Campaign, Quiet: true, List: true},
		{Name: "from", Label: "Hoạt động từ ngày", Kind: ui.DayField, Value: shown(q.Period.From), Quiet: true}, {Name: "to", Label: "Đến ngày", Kind: ui.DayField, Value: shown(min(q.Period.To, a.Today())), Quiet: true}}}
	return nil
}

func shown(d day.Day) string {
	if d <= 1 {
		return ""
	}
	return d.VN()
}

// share writes received of expected: "5/8 (62,5%)". Cut off, as everywhere.
func share(part, whole int) string {
	if whole == 0 {
		return "–"
	}
	return fmt.Sprintf("%s/%s (%s)", ui.Int(int64(part)), ui.Int(int64(whole)), viet.FormatPercent(int64(part), int64(whole), 1, viet.Truncate))
}

// count says how complete and how timely it is, all together and by unit.
func (m *missing) count(a *door.Ask, q asking, all []report.Expected) {
	units, total := report.StandingsOf(all)
	if total.Expected == 0 {
		return
	}
	m.Sums = []ui.Pair{{Key: "Đã nhận", Text: share(total.Received, total.Expected), Note: "trên số báo cáo phải gửi"}, {Key: "Đúng hạn", Text: share(total.OnTime, total.Expected), Note: "trên số báo cáo phải gửi"},
		{Key: "Quá hạn chưa có", Text: ui.Int(int64(total.Late)), Note: longest(total)}, {Key: "Chờ tiếp nhận", Text: ui.Int(int64(total.Waiting))}, {Key: "Bị trả lại, chờ gửi lại", Text: ui.Int(int64(total.Returned))}}
	slices.SortStableFunc(units, func(x, y report.Standing) int {
		return cmp.Or(cmp.Compare(y.Late, x.Late), cmp.Compare(y.Longest, x.Longest), cmp.Compare(y.Expected-y.Received, x.Expected-x.Received))
	})
	m.Units = ui.Table{Label: "Đầy đủ và đúng hạn theo đơn vị", Cards: true, Columns: []ui.Column{{Label: "Đơn vị", Wide: true}, {Label: "Đã nhận/phải gửi", Num: true}, {Label: "Đúng hạn/phải gửi", Num: true}, {Label: "Quá hạn", Num: true}}}
	for _, u := range units[:min(len(units), missingMax)] {
		r := ui.Row{Cells: []ui.Cell{{Text: name(a.V, u.Unit, a.Today()), Href: q.address("/reports/missing", u.Unit)}, {Text: share(u.Received, u.Expected)}, {Text: share(u.OnTime, u.Expected)}, {Text: ui.Int(int64(u.Late)), Sub: longest(u)}}}
		if u.Late > 0 {
			r.Tone = ui.Warn
		}
		m.Units.Rows = append(m.Units.Rows, r)
	}
	for _, f := range []sheet.Format{sheet.XLSX, sheet.CSV} {
		m.Save = append(m.Save, ui.Link{Label: "Tải danh sách ." + string(f), Href: q.address("/reports/missing."+string(f), a.Object)})
	}
}

// address is a page about the same, of a unit.
func (q asking) address(path, unit string) string {
	pairs := []string{"unit", unit, "campaign", q.Campaign, "activity", q.Activity}
	if q.Activity == "" {
		pairs = append(pairs, "from", q.Period.From.String(), "to", q.Period.To.String())
	}
	return door.Address(path, pairs...)
}

func longest(s report.Standing) string {
	if s.Longest == 0 {
		return ""
	}
	return fmt.Sprintf("lâu nhất %d ngày", s.Longest)
}

// late lists what has not come, with when the unit was last reminded.
func (m *missing) late(a *door.Ask, owed []report.Expected) error {
	m.Late = ui.Table{Label: "Chưa nhận được", Cards: true, Columns: []ui.Column{{Label: "Đơn vị", Wide: true}, {Label: "Hoạt động"}, {Label: "Hạn"}, {Label: "Tình trạng"}, {Label: "Đã nhắc"}},
		Empty: &ui.Empty{Icon: "circle-check", Title: "Đã nhận đủ báo cáo phải gửi"}}
	reminded := map[string]map[string]notice.Reminder{}
	slices.SortStableFunc(owed, func(x, y report.Expected) int { return cmp.Compare(y.Late, x.Late) })
	for n, e := range owed {
		if n == missingMax {
			m.More = len(owed) - missingMax
			break
		}
		if reminded[e.Activity] == nil {
			last, err := notice.Last(a.V, e.Activity)
			if err != nil {
				return err
			}
			reminded[e.Activity] = last
		}
		r := ui.Row{Cells: []ui.Cell{{Text: name(a.V, e.Unit, a.Today()), Href: "/units/" + e.Unit}, {Text: e.Name, Href: door.Address("/reports/missing", "unit", a.Object, "activity", e.Activity), Sub: e.Held.VN()}, {Text: e.Due.VN(), Sub: asked(e)}, {Body: lateChip(e), Sub: e.Reason}, {Text: "chưa nhắc"}}}
		if last, there := reminded[e.Activity][e.Unit]; there {
			r.Cells[4] = ui.Cell{Text: last.At.VN(), Sub: "qua " + last.Channel.Label()}
		}
		if e.Late > 0 {
			r.Tone = ui.Bad
		}
		m.Late.Rows = append(m.Late.Rows, r)
	}
	return nil
}

func asked(e report.Expected) string {
	if e.Called {
		return "được yêu cầu"
	}
	return "đơn vị tổ chức"
}

func lateChip(e report.Expected) ui.Chip {
	switch {
	case e.State == report.Returned:
		return ui.Chip{Label: "bị trả lại", Tone: ui.Warn, Icon: "undo-2"}
	case e.State == report.Withdrawn:
		return ui.Chip{Label: "đơn vị đã rút", Tone: ui.Warn, Icon: "undo-2"}
	case e.Late > 0:
		return ui.Chip{Label: fmt.Sprintf("chưa gửi, trễ %d ngày", e.Late), Tone: ui.Bad}
	}
	return ui.Chip{Label: "chưa gửi, còn hạn", Tone: ui.Info, Icon: "clock"}
}

// missingFiles hand out the same as a table to be saved: every report that is owed, with what came of it.
func missingFiles() []door.Stream {
	var all []door.Stream
	for _, f := range []sheet.Format{sheet.XLSX, sheet.CSV} {
		all = append(all, door.Stream{Route: "GET /reports/missing." + string(f), Title: "Tải danh sách thiếu và trễ", Guard: missingGuard,
			Send: func(a *door.Ask, w http.ResponseWriter) error { return saveMissing(a, w, f) }})
	}
	return all
}

func saveMissing(a *door.Ask, w http.ResponseWriter, f sheet.Format) error {
	q, err := readAsking(a)
	if err != nil {
		return err
	}
	all, err := report.ExpectedOf(a.V, q.Expecting)
	if err != nil {
		return err
	}
	door.Saved(w, f.ContentType(), "bao-cao-thieu-va-tre-"+a.Today().String()+"."+string(f))
	out, err := sheet.NewWriter(w, f, "Thiếu và trễ", []sheet.Column{{Title: "Đơn vị", Width: 50}, {Title: "Hoạt động", Width: 40}, {Title: "Ngày diễn ra"}, {Title: "Hạn"}, {Title: "Vì sao phải gửi"}, {Title: "Tình trạng"}, {Title: "Gửi ngày"}, {Title: "Trễ (ngày)"}, {Title: "Lý do trả lại", Width: 40}})
	if err != nil {
		return err
	}
	for _, e := range all {
		var sent any
		if e.Sent != 0 {
			sent = e.Sent.Day()
		}
		if err := out.Row(name(a.V, e.Unit, a.Today()), e.Name, e.Held, e.Due, asked(e), stands(e), sent, int64(e.Late), e.Reason); err != nil {
			return err
		}
	}
	return out.Close()
}

// stands says in words how an owed report stands.
func stands(e report.Expected) string {
	switch {
	case e.State != "" && e.State != report.Withdrawn:
		return e.State.Label()
	case e.Entered:
		return "đã có số trong sổ"
	case e.State == report.Withdrawn:
		return "đơn vị đã rút"
	}
	return "chưa nhận được"
}

// called are the units that an activity's call may go to: those with a target of the campaign, or those directly below the host.
func called(v *db.View, x activity.Activity, group string) ([]org.UnitID, error) {
	if group == "targets" {
		all, err := campaign.Targets(v, campaign.Filter{Campaign: x.Campaign})
		var units []org.UnitID
		for _, t := range all {
			if t.Parent != "" && !slices.Contains(units, t.Unit) {
				units = append(units, t.Unit)
			}
		}
		return units, err
	}
	tree, err := org.TreeOn(v, org.UnionLine, org.Today(v))
	if err != nil {
		return nil, err
	}
	top := x.Unit
	if group == "owner" {
		c, err := campaign.Get(v, x.Campaign)
		if err != nil {
			return nil, err
		}
		top = c.Owner
	}
	var units []org.UnitID
	if i, ok := tree.History().Index(top); ok && tree.Has(i) {
		for _, k := range tree.Children(i) {
			units = append(units, tree.History().ID(k))
		}
	}
	return units, nil
}
