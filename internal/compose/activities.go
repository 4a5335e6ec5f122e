package compose

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/place"
)

// activitiesMax is how many activities are told line by line; where there are more, the table by unit tells of them.
const activitiesMax = 200

// held finds the campaign's activities in the period that the unit or one below it hosts, by their day, and asks for
// figures by activity.
func (m *maker) held() error {
	all, err := activity.Of(m.v, m.c.ID)
	if err != nil {
		return err
	}
	owner := m.ask.Unit == m.c.Owner
	for _, a := range all {
		if a.Day == 0 || !m.ask.Period.Has(a.Day) || a.State == activity.Draft && a.Day > m.v.At.Day() {
			continue
		}
		if i, ok := m.h.Index(a.Unit); owner || ok && m.above(i, a.Day) {
			m.activities = append(m.activities, a)
		}
	}
	if len(m.layout.Activities) == 0 {
		return nil
	}
	for _, key := range m.layout.Keys(m.k) {
		q := m.question(key)
		q.By = ledger.ByActivity
		if m.drives[key], err = ledger.RollUp(m.v, q); err != nil {
			return err
		}
	}
	return nil
}

// above reports whether the unit that reports stood above another on a day, or was it.
func (m *maker) above(i int32, on day.Day) bool {
	return i == m.unit || slices.Contains(m.h.Chain(i, cmp.Or(m.line, org.UnionLine), day.AsOf{Day: on}), m.unit)
}

// heldOnly are the activities that took place.
func (m *maker) heldOnly() (out []activity.Activity) {
	for _, a := range m.activities {
		if a.State.Held() || m.part(m.lead.Key, a.ID).Entries > 0 {
			out = append(out, a)
		}
	}
	return out
}

// part is one activity's figure of an indicator.
func (m *maker) part(key, activityID string) ledger.Part {
	parts := m.drives[key].Parts
	if i := slices.IndexFunc(parts, func(p ledger.Part) bool { return p.Key == activityID }); i >= 0 {
		return parts[i]
	}
	return ledger.Part{}
}

// byActivity is the table of the activities, one line each, with the running total of the lead against the target.
func (m *maker) byActivity() error {
	held := m.heldOnly()
	if len(m.layout.Activities) == 0 || len(held) == 0 || len(held) > activitiesMax {
		return nil
	}
	t := &drives{maker: m, held: held, Table: paper.Table{Name: "Theo hoạt động", Wide: true,
		Caption: capital(lowered(m.layout.Event)) + " của " + m.unitName() + ", " + m.ask.Period.VN()}}
	m.chapterHeading("KẾT QUẢ TỪNG " + strings.ToUpper(m.layout.Event))
	for _, step := range []func() error{t.columns, t.rows, t.rest, t.foot} {
		if err := step(); err != nil {
			return err
		}
	}
	t.place()
	m.put()
	for _, a := range held {
		v := kind.Values{}
		for _, key := range m.layout.Keys(m.k) {
			if p := m.part(key, a.ID); p.Entries > 0 {
				v[key] = p.Quantity
			}
		}
		m.check(a.Name+", "+a.Day.VN(), v)
	}
	t.charts()
	return nil
}

// place puts a wide table into an annex on a page of its side, with how it is to be read; the body then points there.
func (t *drives) place() {
	share(t.Columns)
	blocks := []paper.Block{t.Table, note("Dấu “—”: " + unknown + "; không phải số 0.")}
	for _, r := range t.layout.Remarks {
		blocks = append(blocks, note(r))
	}
	if len(t.Columns) <= bodyColumns {
		t.Wide = false
		blocks[0] = t.Table
		t.add(blocks...)
		return
	}
	title := t.Caption
	t.Caption = ""
	blocks[0] = t.Table
	t.say(paper.Body, fmt.Sprintf("Số liệu của %d %s: xem %s.", len(t.held), t.layout.Event, t.annex(title, blocks...)))
}

// bodyColumns is how many columns a table in the body may have, and bodyRows how many lines.
const (
	bodyColumns = 9
	bodyRows    = 40
)

func note(text string) paper.Para {
	return paper.Para{Style: paper.Note, Runs: []paper.Run{{Text: text}}}
}

// annex adds an annex and says how it is called: "Phụ lục I". The sources are one too, so there are always several.
func (m *maker) annex(title string, blocks ...paper.Block) string {
	d := &m.draft.Document
	d.Annexes = append(d.Annexes, paper.Annex{Title: title, Blocks: blocks})
	return "Phụ lục " + viet.Roman(len(d.Annexes))
}

// put says which activities were put off or called off in the period.
func (m *maker) put() {
	for _, a := range m.activities {
		if a.State != activity.Postponed && a.State != activity.Cancelled {
			continue
		}
		text := fmt.Sprintf("%s, ngày %s: %s", a.Name, a.Day.VN(), a.State.Label())
		if a.Notice.Number != "" {
			text += " theo " + a.Notice.Number
		}
		m.say(paper.Note, sentence(text))
	}
}

// drives is the table in the making.
type drives struct {
	*maker
	paper.Table
	held    []activity.Activity
	first   int // the column of the first figure
	running ledger.Quantity
	steps   []float64 // the running total after each line
}

func (t *drives) columns() error {
	t.Columns = []paper.Column{{Title: "STT", Width: 4}, {Title: "Ngày", Width: 9}, {Title: "Đợt, địa điểm", Width: 18}, {Title: "Số đơn vị", Number: true, Width: 6}}
	if t.layout.PartnerOf != "" {
		t.Columns = append(t.Columns, paper.Column{Title: t.layout.PartnerOf, Width: 15})
	}
	t.first = len(t.Columns)
	for _, c := range t.layout.Activities {
		t.Columns = append(t.Columns, paper.Column{Group: c.Group, Title: c.Title, Number: true, Width: 7})
	}
	t.Columns = append(t.Columns, paper.Column{Title: "Luỹ kế", Number: true, Width: 8})
	if t.goal != nil {
		t.Columns = append(t.Columns, paper.Column{Title: "Chỉ tiêu", Number: true, Width: 8}, paper.Column{Title: "%", Number: true, Width: 8})
	}
	t.Columns = append(t.Columns, paper.Column{Title: "Đợt kế tiếp", Width: 10})
	return nil
}

// rows writes a line for each activity; the running total begins with what came before the period, since the target's first day.
func (t *drives) rows() error {
	if err := t.carry(); err != nil {
		return err
	}
	places, err := place.HistoryOf(t.v)
	if err != nil {
		return err
	}
	next, err := t.following()
	if err != nil {
		return err
	}
	for n, a := range t.held {
		where := a.Name
		if i, ok := places.Index(a.Place); ok {
			if site := places.Name(i, day.AsOf{Day: a.Day}); !strings.Contains(where, site) {
				where += ", " + site
			}
		}
		count, err := t.enterprises(a.ID)
		if err != nil {
			return err
		}
		cells := []paper.Cell{{Text: fmt.Sprint(n + 1)}, {Text: a.Day.VN()}, {Text: where}, count}
		if t.layout.PartnerOf != "" {
			who, err := t.partner(a.ID)
			if err != nil {
				return err
			}
			cells = append(cells, paper.Cell{Text: who})
		}
		for _, c := range t.layout.Activities {
			p := t.part(c.Indicator, a.ID)
			q := t.question(c.Indicator)
			q.Activity = a.ID
			code := ""
			if c.Indicator == t.lead.Key && p.Entries > 0 {
				code = t.bind(q, ledger.Figure{Question: q, Quantity: p.Quantity, Entries: p.Entries, ByEvidence: p.ByEvidence}, a.Name+" ngày "+a.Day.VN())
			}
			cells = append(cells, cell(p.Quantity, p.Entries, code))
		}
		p := t.part(t.lead.Key, a.ID)
		t.Rows = append(t.Rows, paper.Row{Cells: append(cells, t.tail(p.Quantity, p.Entries, next(a))...)})
	}
	return nil
}

// carry begins the running total.
func (t *drives) carry() error {
	from := t.c.Period.From
	if t.goal != nil {
		from = t.goal.Target.Period.From
	}
	if from >= t.ask.Period.From {
		return nil
	}
	q := t.question(t.lead.Key)
	q.Period = day.Period{From: from, To: t.ask.Period.From - 1}
	f, err := ledger.RollUp(t.v, q)
	t.running = f.Quantity
	return err
}

// tail is what stands behind the figures of a line: running total, target, percentage, the next activity.
func (t *drives) tail(q ledger.Quantity, entries int, next string) []paper.Cell {
	t.running = t.running.Add(q)
	t.steps = append(t.steps, float64(t.running.Lo))
	cells := []paper.Cell{cell(t.running, 1, "")}
	if entries == 0 {
		cells[0] = paper.Cell{Text: dash}
	}
	if t.goal != nil {
		at := t.first + len(t.layout.Activities)
		cells = append(cells, cell(ledger.Exactly(t.goal.Target.Quantity), 1, ""), t.percent(cells[0], at))
	}
	return append(cells, paper.Cell{Text: next})
}

// percent is the running total in percent of the target; at is the column of the total, the target stands behind it.
func (t *drives) percent(total paper.Cell, at int) paper.Cell {
	if total.Text == dash {
		return paper.Cell{Text: dash}
	}
	p, err := campaign.Ratio(t.running.Lo, t.running.Hi, t.running.Open, t.goal.Target.Quantity, campaign.Tenth)
	if err != nil {
		return paper.Cell{Text: dash}
	}
	c := paper.Cell{Text: p.VN()}
	if total.Exact {
		c.Ratio = &paper.Pair{Part: at, Whole: at + 1}
	}
	return c
}

// rest is a line for what belongs to none of the activities, so that the lines make the total.
func (t *drives) rest() error {
	some := false
	cells := make([]paper.Cell, t.first, len(t.Columns))
	cells[2] = paper.Cell{Text: "Số không ghi theo " + t.layout.Event}
	var lead ledger.Quantity
	entries := 0
	for _, c := range t.layout.Activities {
		q, n := t.apart(c.Indicator)
		some = some || n > 0
		if c.Indicator == t.lead.Key {
			lead, entries = q, n
		}
		cells = append(cells, cell(q, n, ""))
	}
	if !some {
		return nil
	}
	t.Rows = append(t.Rows, paper.Row{Cells: append(cells, t.tail(lead, entries, "")...)})
	if entries == 0 { // it adds no step to the chart
		t.steps = t.steps[:len(t.steps)-1]
	}
	return nil
}

// apart is what an indicator has besides the activities of the table.
func (t *drives) apart(key string) (q ledger.Quantity, entries int) {
	f := t.drives[key]
	for _, p := range append(slices.Clone(f.Parts), f.Unallocated...) {
		if !slices.ContainsFunc(t.held, func(a activity.Activity) bool { return a.ID == p.Key }) {
			q, entries = q.Add(p.Quantity), entries+p.Entries
		}
	}
	return q, entries
}

// foot is the line of totals: the ledger's, as formulas where the lines make them.
func (t *drives) foot() error {
	cells := make([]paper.Cell, t.first, len(t.Columns))
	cells[2] = paper.Cell{Text: "Cộng"}
	for i, c := range t.layout.Activities {
		f, code := t.total(c.Indicator)
		cells = append(cells, sum(cell(f.Quantity, f.Entries, code), t.Rows, t.first+i))
	}
	cells = append(cells, cell(t.running, t.totals[t.lead.Key].Entries, ""))
	if t.goal != nil {
		at := t.first + len(t.layout.Activities)
		cells = append(cells, cell(ledger.Exactly(t.goal.Target.Quantity), 1, ""), t.percent(cells[at], at))
	}
	t.Rows = append(t.Rows, paper.Row{Kind: paper.Total, Cells: append(cells, paper.Cell{})})
	return nil
}

// enterprises counts the grassroots unions that have figures at an activity.
func (t *drives) enterprises(activityID string) (paper.Cell, error) {
	q := t.question(t.lead.Key)
	q.Activity = activityID
	n := 0
	err := ledger.Each(t.v, q, func(unit string, _ ledger.Quantity, _ int) {
		if i, ok := t.h.Index(unit); ok && t.h.Kind(i, t.shown) == org.Grassroots {
			n++
		}
	})
	return cell(ledger.Exactly(int64(n)), n, ""), err
}

func (t *drives) partner(activityID string) (string, error) {
	a, err := activity.Get(t.v, activityID)
	var names []string
	for _, p := range a.Partners {
		if p.Role == t.layout.Partner && p.Name != "" {
			names = append(names, p.Name)
		}
	}
	return cmp.Or(strings.Join(names, "; "), dash), err
}

// following tells the day of the activity planned next after another, of all that the campaign knows.
func (t *drives) following() (func(activity.Activity) string, error) {
	all, err := activity.Of(t.v, t.c.ID)
	return func(a activity.Activity) string {
		for _, n := range all {
			if n.Day > a.Day && n.State != activity.Cancelled && n.State != activity.Postponed {
				return n.Day.VN()
			}
		}
		return dash
	}, err
}

// share turns weights of columns into shares of the table's width.
func share(columns []paper.Column) {
	whole := 0.0
	for _, c := range columns {
		whole += c.Width
	}
	for i := range columns {
		columns[i].Width /= whole
	}
}
