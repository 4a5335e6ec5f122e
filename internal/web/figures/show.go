package figures

import (
	"cmp"
	"slices"
	"strings"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/passport"
	"phongtrao/internal/people"
	"phongtrao/internal/remark"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/remarks"
)

// show is a passport.
type show struct {
	Title    string
	Scope    string // of what: a unit or place, "" for everything
	Crumbs   []ui.Link
	Printed  string // the words about a printed code, "" where there is none
	KnownAs  string // "Số liệu như đã biết lúc …"
	Now      string // the address of the figure as it is known now, "" where that is what is shown
	Invented string // how much of it is illustrative, "" for nothing
	Head     ui.Passport
	Picker   ui.DayPicker
	Periods  ui.Tabs
	Span     ui.Form
	Known    ui.Form
	Lines    []ui.Tab
	By       ui.Tabs
	Parts    ui.Table
	PartsOf  string   // what a part is, for the heading
	Left     ui.Table // what cannot be divided
	Gone     ui.Table // what is in no total of this map
	Views    views
	Mix      ui.EvidenceMix
	Beside   ui.Table
	Wide     bool // too many entries to look for evidence beside each
	Targets  []promise
	Claims   ui.Claims
	Gaps     ui.Gaps
	Entries  entryList
	Proofs   []ui.Proof
	Print    *ui.Form // nil where the person may not
	Talk     ui.Talk
}

// asking is a passport being read.
type asking struct {
	a     *door.Ask
	v     *db.View
	p     passport.Passport
	q     ledger.Question
	g     *ground // along which it is rolled up
	units *ground
	of    string // the word behind the number
	known bool   // its entries were read
	list  []ledger.Entry
}

// loadShow reads the question and the leave for it.
func loadShow(a *door.Ask) (*show, error) {
	q, err := question(a)
	if err != nil {
		return nil, err
	}
	if q, err = leave(a, q); err != nil {
		return nil, err
	}
	return read(a, q, q.By == "")
}

// read makes the page. Where the person did not say by what to divide, units come first, and what an only unit did after them.
func read(a *door.Ask, q ledger.Question, free bool) (*show, error) {
	s := &asking{a: a, v: a.V, q: q}
	var err error
	if s.g, err = groundOf(a, q.Line); err != nil {
		return nil, err
	}
	if free {
		s.q.By = ledger.ByUnit
		if q.Line == ledger.PlaceLine {
			s.q.By = ledger.ByPlace
		}
	}
	if s.p, err = passport.Of(a.V, a.House.Kinds, s.q); err != nil {
		return nil, err
	}
	if alone := len(s.p.Figure.Parts) == 1 && s.own(s.p.Figure.Parts[0]); free && alone && q.Activity == "" {
		if err := s.byActivity(); err != nil {
			return nil, err
		}
	}
	s.of = s.p.Indicator.Label()
	s.units = s.g
	if s.g.places {
		if s.units, err = groundOf(a, ""); err != nil {
			return nil, err
		}
	}
	m := &show{Wide: s.p.Wide}
	for _, step := range []func(*show) error{s.entries, s.head, s.choosers, s.parts, s.views, s.evidence, s.promises, s.claims, s.gaps, s.proofs, s.print, s.talk} {
		if err := step(m); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// talk is what people say about the figure.
func (s *asking) talk(m *show) (err error) {
	m.Talk, err = remarks.Section(s.a, remark.OfFigure(s.q))
	return err
}

// byActivity divides what only one unit did by its activities, if there are any.
func (s *asking) byActivity() error {
	q := s.q
	q.By = ledger.ByActivity
	p, err := passport.Of(s.v, s.a.House.Kinds, q)
	if err == nil && slices.ContainsFunc(p.Figure.Parts, func(part ledger.Part) bool { return part.Key != "" }) {
		s.q, s.p = q, p
	}
	return err
}

// asOf is by which day things are named here.
func (s *asking) asOf() day.AsOf {
	return day.AsOf{Day: cmp.Or(s.q.On, min(s.q.Period.To, s.v.At.Day())), Known: s.q.Known}
}

// head is the number with what fixes its meaning.
func (s *asking) head(m *show) error {
	p, q := s.p, s.q
	m.Title = p.Indicator.Name + ", " + periodText(q.Period)
	list := list{At: q.At, Period: q.Period, On: q.On, Today: s.v.At.Day()}
	if q.Line == ledger.PlaceLine {
		list.Line = q.Line
	}
	m.Crumbs = []ui.Link{{Label: "Số liệu", Href: list.address(q.Period, q.At, "")}}
	for _, up := range s.g.chain(q.At, s.asOf()) {
		above := q
		above.At = up
		m.Crumbs = append(m.Crumbs, ui.Link{Label: s.g.name(up, s.asOf()), Href: address(above)})
	}
	known := p.At
	if q.Known != 0 {
		known = q.Known
		now := q
		now.Known = 0
		m.Now, m.KnownAs = address(now), "Số liệu như đã biết lúc "+known.VN()
	}
	f := figure(p.Figure.Quantity, s.of, "#entries")
	f.Age = "theo những gì đã ghi đến " + known.VN()
	var marks []string
	if m.Invented != "" {
		marks = append(marks, m.Invented)
	}
	if p.Figure.Entries == 0 {
		marks = append(marks, "chưa ai ghi bút toán nào, không phải đã đếm được 0")
	}
	if n := len(p.Pending); n > 0 {
		marks = append(marks, viet.FormatInt(int64(n))+" số đang chờ tiếp nhận")
	}
	f.Provisional = strings.Join(marks, " · ")
	m.Head = ui.Passport{Indicator: p.Indicator.Name, Definition: p.Indicator.Definition, Figure: f}
	if q.Known != 0 { // a code is printed beside what was known at an instant, which stays as it is
		m.Head.Code = p.Code
	}
	facts := []ui.Pair{{Key: "Đơn vị tính", Text: s.of, Note: measureText(p.Indicator)}, {Key: "Kỳ", Text: capital(periodText(q.Period))}}
	scope := ui.Pair{Key: "Phạm vi", Text: "Toàn bộ, không giới hạn " + s.g.word()}
	if q.At != "" {
		m.Scope = p.Map.At
		scope = ui.Pair{Key: "Phạm vi", Text: p.Map.At, Href: s.g.page(q.At, s.asOf().Day), Note: "và mọi " + s.g.word() + " bên dưới"}
	}
	facts = append(facts, scope, ui.Pair{Key: "Bản đồ", Text: p.Map.Text})
	if q.Campaign != "" {
		c, err := campaign.Get(s.v, q.Campaign)
		if err != nil {
			return err
		}
		facts = append(facts, ui.Pair{Key: "Phong trào", Text: c.Name, Href: "/campaigns/" + c.ID})
	}
	if q.Activity != "" {
		act, err := activity.Get(s.v, q.Activity)
		if err != nil {
			return err
		}
		facts = append(facts, ui.Pair{Key: "Hoạt động", Text: act.Name, Href: "/activities/" + act.ID, Note: act.Day.VN()})
	}
	if len(p.Progress) > 0 && p.Progress[0].Target.Quantity > 0 {
		facts = append(facts, ui.Pair{Key: "So với chỉ tiêu", Text: p.Progress[0].Percentage.VN(), Href: "#targets"})
	}
	m.Head.Facts = append(facts, ui.Pair{Key: "Dựa trên", Text: viet.FormatInt(int64(p.Figure.Entries)) + " bút toán", Href: "#entries"})
	return nil
}

// periodText names a period; all days have no dates to name.
func periodText(p day.Period) string {
	switch {
	case p == day.All:
		return "mọi thời gian"
	case p.From == day.All.From:
		return "đến hết " + p.To.VN()
	case p.To == day.Forever:
		return "từ " + p.From.VN()
	}
	return p.VN()
}

// choosers lead to the same figure of another period, on another map, along another line, as known at another time.
func (s *asking) choosers(m *show) error {
	q, today := s.q, s.v.At.Day()
	m.Picker = ui.DayPicker{Action: "/figures", Value: q.On, Today: today, AsIs: true, Keep: passport.Query(q)}
	m.Picker.Keep.Del("on")
	m.Periods = ui.Tabs{Label: "Kỳ"}
	for _, p := range periods(today, q.Period) {
		other := q
		other.Period = p
		m.Periods.Items = append(m.Periods.Items, ui.Tab{Label: named(p), Current: p == q.Period, Href: address(other)})
	}
	m.Span = spanForm("/figures", q.Period, hidden(q, "from", "to"))
	at := ""
	if q.Known != 0 {
		at = q.Known.Day().VN()
	}
	m.Known = ui.Form{ID: "as-known", Action: "/figures", Get: true, Hidden: hidden(q, "known"), Submit: "Xem như đã biết khi ấy", Fields: []ui.Field{
		{Name: "known", Label: "Đến hết ngày", Kind: ui.DayField, Value: at, Required: true, Help: "In lại đúng số của một báo cáo cũ: chỉ tính những gì đã ghi đến hết ngày này."}}}
	return s.lines(m)
}

// lines offers the other lines on which the figure can be asked for by this person.
func (s *asking) lines(m *show) error {
	add := func(line, at, name string) {
		q := s.q
		q.Line, q.At, q.By, q.On = line, at, "", s.q.On
		if s.q.Line != line && allowed(s.a, q) == nil {
			m.Lines = append(m.Lines, ui.Tab{Label: name, Href: address(q)})
		}
	}
	all, err := org.Lines(s.v)
	if err != nil {
		return err
	}
	if s.g.places || s.q.At == "" { // a place is on no line of the organisation, and everything is on each
		for _, l := range all {
			line := l.Key
			if line == org.UnionLine {
				line = ""
			}
			add(line, "", "Theo "+lowered(l.Name))
		}
		add(ledger.PlaceLine, "", "Theo địa giới")
		return nil
	}
	i, ok := s.g.h.Index(s.q.At)
	for _, l := range all {
		line := l.Key
		if line == org.UnionLine {
			line = ""
		}
		if ok && s.g.h.On(i, l.Key, s.asOf()) {
			add(line, s.q.At, "Theo "+lowered(l.Name))
		}
	}
	return nil
}

// hidden is a question in the hidden fields of a form, without those that it asks for.
func hidden(q ledger.Question, but ...string) map[string]string {
	out := map[string]string{}
	for k, v := range passport.Query(q) {
		if !slices.Contains(but, k) {
			out[k] = v[0]
		}
	}
	return out
}

// evidence draws of what the figure is made, and what else is said of the same things.
func (s *asking) evidence(m *show) error {
	for _, x := range s.p.Mix {
		m.Mix.Parts = append(m.Mix.Parts, ui.Evidence{Kind: x.Evidence.Key(), Label: x.Evidence.Label(), Quantity: x.Amount, AtLeast: x.AtLeast, Href: "#entries"})
	}
	m.Mix.Of = s.of
	m.Beside = ui.Table{Label: "Bằng chứng khác của cùng sự việc", Cards: true, Columns: []ui.Column{{Label: "Bằng chứng không công bố", Wide: true}, {Label: "Cho số", Num: true}, {Label: "Số được công bố", Num: true}, {Label: "Đối chiếu"}}}
	for _, b := range s.p.Beside {
		row := ui.Row{Cells: []ui.Cell{{Text: capital(b.Evidence.Label()), Sub: "về " + viet.FormatInt(int64(b.Cells)) + " sự việc"},
			{Body: figure(b.Quantity, "", "#entries")}, {Body: figure(b.Against, "", "#entries")}, {Text: "khớp"}}}
		if b.Apart > 0 {
			row.Tone = ui.Warn
			row.Cells[3].Text = viet.FormatInt(int64(b.Apart)) + " sự việc không khớp"
		}
		m.Beside.Rows = append(m.Beside.Rows, row)
	}
	return nil
}

// print offers to keep a code for what is shown, as it is known at this instant.
func (s *asking) print(m *show) error {
	q := s.q
	if q.Known == 0 {
		q.Known = s.v.At
	}
	if !s.a.May(passport.Printing, passport.Object(q)) {
		return nil
	}
	m.Print = &ui.Form{ID: "print", Action: "/figures/code", Submit: "Lấy mã để in", Hidden: door.Token("question", passport.Object(q))}
	return nil
}

// names returns the names of persons, by their keys.
func (s *asking) names(ids []string) (map[string]string, error) { return people.Names(s.v, ids) }

func nameOf(v *db.View, id string) (string, error) {
	names, err := people.Names(v, []string{id})
	return names[id], err
}

// invented reports whether an entry was made up for show, as its source or note says.
func invented(e ledger.Entry) bool {
	want := viet.Fold(illustrative)
	return strings.Contains(viet.Fold(e.Source), want) || strings.Contains(viet.Fold(e.Note), want)
}
