package units

import (
	"cmp"
	"slices"
	"strconv"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// Recent lists what changed in the organisation, and what will.
var Recent = door.Page[recent]{
	Route: "GET /units/changes", Title: "Thay đổi tổ chức", Guard: door.Guard{Verb: org.Seeing, Object: door.Home},
	Help: "Trang này liệt kê các thay đổi của tổ chức: việc sắp có hiệu lực, việc đã ghi, việc đã hủy. Hãy lọc theo loại, ngày hoặc số quyết định; bấm “Hủy ghi nhận” nếu ghi nhầm.",
	Load: loadRecent, View: func(m recent) ui.Component { return recentView(m) },
	Head: func(m recent) ui.Head {
		return ui.Head{Title: "Thay đổi tổ chức", Crumbs: []ui.Link{{Label: "Tổ chức", Href: "/units"}}}
	},
	Samples: recentSamples,
}

// recent is what the page shows.
type recent struct {
	Today          day.Day
	Kind, From, To string // as typed
	Number         string
	Problems       map[string]string
	Coming         []recordedChange
	Rows           []recordedChange
	More           string
}

// recordedChange is a change as lists show it.
type recordedChange struct {
	ui.Event
	Withdraw string // where it can be taken back, or ""
}

// recentMax is how many changes are listed at once.
const recentMax = 50

func loadRecent(a *door.Ask) (recent, error) {
	m := recent{Today: a.Today(), Kind: a.Query("kind"), From: a.Query("from"), To: a.Query("to"), Number: a.Query("number"), Problems: map[string]string{}}
	l, err := recalling(a)
	if err != nil {
		return m, err
	}
	if m.Kind == "" && m.Number == "" && m.From == "" && m.To == "" {
		coming, err := org.Coming(a.V, 1000)
		if err != nil {
			return m, err
		}
		m.Coming, _, err = l.tell(coming, recentMax)
		if err != nil {
			return m, err
		}
	}
	l.apart = len(m.Coming) > 0
	f := org.ChangesAsked{Kind: lineage.ChangeKind(m.Kind), Number: m.Number, Period: m.period(), Limit: 200}
	f.Skip, _ = strconv.Atoi(a.Query("skip"))
	f.Skip = max(0, f.Skip)
	for len(m.Rows) < recentMax {
		found, err := org.ListChanges(a.V, f)
		if err != nil {
			return m, err
		}
		rows, read, err := l.tell(found, recentMax-len(m.Rows))
		if err != nil {
			return m, err
		}
		m.Rows = append(m.Rows, rows...)
		f.Skip += read
		if read == len(found) && len(found) < f.Limit {
			return m, nil
		}
	}
	m.More = door.Address("/units/changes", "kind", m.Kind, "from", m.From, "to", m.To, "number", m.Number, "skip", strconv.Itoa(f.Skip))
	return m, nil
}

// period reads the days between which is sought.
func (m *recent) period() day.Period {
	p := day.Period{From: 1, To: day.Forever}
	for _, x := range []struct {
		name, typed string
		into        *day.Day
	}{{"from", m.From, &p.From}, {"to", m.To, &p.To}} {
		if x.typed == "" {
			continue
		}
		d, err := viet.ParseDate(x.typed)
		if err != nil {
			m.Problems[x.name] = "Không đọc được ngày “" + x.typed + "”. Hãy ghi một ngày có trong lịch, dạng 30/06/2025."
			continue
		}
		*x.into = d
	}
	return p
}

// recall tells changes to one person.
type recall struct {
	a     *door.Ask
	h     *lineage.History
	sight *sight.Sight
	apart bool // what lies ahead is told by itself
}

func recalling(a *door.Ask) (l *recall, err error) {
	l = &recall{a: a}
	if l.h, err = org.HistoryOf(a.V); err != nil {
		return nil, err
	}
	l.sight, err = sight.Of(a.V, a.Who.Person)
	return l, err
}

// unitsNamed is how many units of a change are named.
const unitsNamed = 6

// tell draws the changes that touch a unit which the person may look at, at most so many, and says how many were read.
func (l *recall) tell(all []lineage.Change, limit int) (out []recordedChange, read int, err error) {
	var ids, who []string
	for _, c := range all {
		ids, who = append(ids, c.ID, c.Corrects), append(who, c.By)
	}
	touched := l.h.Touched(ids...)
	names, err := people.Names(l.a.V, who)
	if err != nil {
		return nil, 0, err
	}
	for _, c := range all {
		if len(out) == limit {
			break
		}
		read++
		if l.apart && c.Effective > l.a.Today() && c.Kind != lineage.ChangeWithdraw && l.h.Withdrawn(c.ID) == "" {
			continue
		}
		units := touched[c.ID]
		if c.Kind == lineage.ChangeWithdraw {
			units = touched[c.Corrects]
		}
		seen := slices.DeleteFunc(slices.Clone(units), func(i int32) bool { return !l.sight.Sees(i) })
		if len(seen) > 0 {
			out = append(out, l.draw(c, seen, len(units), names[c.By]))
		}
	}
	return out, read, nil
}

// draw tells one change.
func (l *recall) draw(c lineage.Change, seen []int32, all int, by string) recordedChange {
	today := l.a.Today()
	r := recordedChange{Event: ui.Event{Day: c.Effective, Kind: drawing[c.Kind], Title: org.ChangeLabel(c.Kind), Decision: decision(c.Decision), Future: c.Effective > today,
		Recorded: "Ghi nhận lúc " + c.Recorded.VN()}}
	if by != "" {
		r.Recorded += ", " + by
	}
	if c.File != "" {
		r.Href = "/changes/" + c.ID + "/file"
	}
	main := l.foremost(c, seen)
	for _, i := range main[:min(len(main), unitsNamed)] {
		on := max(l.h.Born(i), min(c.Effective, l.h.Ended(i)-1))
		r.Units = append(r.Units, ui.Link{Label: l.h.Name(i, day.AsOf{Day: max(on, 1)}), Href: "/units/" + l.h.ID(i)})
	}
	if all > len(r.Units) {
		r.Text = "Động đến " + number(all) + " đơn vị."
	}
	switch back := l.h.Withdrawn(c.ID); {
	case back != "":
		r.Title += " (đã hủy ghi nhận)"
	case c.Kind != lineage.ChangeWithdraw && l.a.May(org.Correcting, l.h.ID(main[0])):
		r.Withdraw = door.Address("/units/"+l.h.ID(main[0])+"/withdraw", "change", c.ID, "step", stepPaper)
	}
	if c.Note != "" {
		r.Text = joinedBlank(r.Text, "Ghi chú: "+c.Note+".")
	}
	return r
}

// foremost puts the units that a change is about before those that only follow: those that begin or end on its day first.
func (l *recall) foremost(c lineage.Change, units []int32) []int32 {
	out := slices.Clone(units)
	slices.SortStableFunc(out, func(a, b int32) int { return cmp.Compare(l.weight(c, b), l.weight(c, a)) })
	return out
}

func (l *recall) weight(c lineage.Change, i int32) int {
	born, ended := l.h.Life(i, 0)
	switch {
	case c.Subject == l.h.ID(i):
		return 3
	case born == c.Effective:
		return 2
	case ended == c.Effective:
		return 1
	}
	return 0
}

func joinedBlank(a, b string) string {
	if a == "" {
		return b
	}
	return a + " " + b
}

// filter is the form above the list.
func (m recent) filter() ui.Form {
	f := ui.Form{ID: "filter", Action: "/units/changes", Get: true, Submit: "Lọc", Fields: []ui.Field{
		{Name: "kind", Label: "Loại thay đổi", Kind: ui.ChoiceField, Value: m.Kind}, {Name: "number", Label: "Số quyết định", Value: m.Number},
		{Name: "from", Label: "Hiệu lực từ ngày", Kind: ui.DayField, Value: m.From, Problem: m.Problems["from"]}, {Name: "to", Label: "đến ngày", Kind: ui.DayField, Value: m.To, Problem: m.Problems["to"]}}}
	for _, k := range kindsOfChange {
		f.Fields[0].Choices = append(f.Fields[0].Choices, ui.Choice{Value: string(k), Label: org.ChangeLabel(k)})
	}
	return f
}

var kindsOfChange = []lineage.ChangeKind{lineage.ChangeFound, lineage.ChangeRename, lineage.ChangeRetype, lineage.ChangeMove, lineage.ChangeJoin, lineage.ChangeLeave,
	lineage.ChangeConsolidate, lineage.ChangeAbsorb, lineage.ChangeSplit, lineage.ChangeDissolve, lineage.ChangeSuspend, lineage.ChangeResume, lineage.ChangeCorrect, lineage.ChangeWithdraw}

var recentSamples = ui.Samples[recent]{
	"empty": {Today: sampleDay},
	"typical": {Today: sampleDay, Coming: []recordedChange{{ui.Event{Day: sampleDay + 30, Kind: "rename", Title: "Đổi tên", Future: true, Decision: "Quyết định số 12/QĐ-LĐLĐ", Units: []ui.Link{{Label: "Công đoàn phường An Dương", Href: "/units/ad"}}}, "/units/ad/withdraw?change=x"}},
		Rows: []recordedChange{{ui.Event{Day: reform, Kind: "merge", Title: "Hợp nhất", Text: "Động đến 330 đơn vị.", Units: []ui.Link{{Label: "Liên đoàn Lao động thành phố Hải Phòng", Href: "/units/hp"}}}, ""}}},
	"worst": {Today: sampleDay, Kind: "found", From: longName, Problems: map[string]string{"from": longName}, Number: longName, More: "/units/changes?skip=50",
		Rows: []recordedChange{{ui.Event{Day: reform, Kind: "dissolve", Title: longName, Text: longName, Decision: longName, Href: "/changes/x/file", Recorded: longName, Units: []ui.Link{{Label: longName, Href: "/units/x"}, {Label: longName, Href: "/units/y"}}}, "/units/x/withdraw"}}},
}
