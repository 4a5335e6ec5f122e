// Package compose makes a report's document from figures.
//
// Given a campaign, a unit and a period it asks the ledger, writes the results in sentences and tables as an official paper
// has them, and says beside them what is missing, what does not fit and what is only a lower bound. It keeps true that every
// number it prints is a figure's, bound to the question that opens it; that nothing unknown is printed as zero; and that a
// total is the ledger's, whatever the rows above it say. Which columns a kind has is the kind's word (kind.Layout).
//
// It only reads. The same instant gives the same document; to keep one as it was printed is left to others.
package compose

import (
	"strings"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/paper"
	"phongtrao/internal/campaign"
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/passport"
)

// Ask says which report is wanted.
type Ask struct {
	Campaign    string
	Unit        org.UnitID // who reports: it and all below
	Period      day.Period
	Provisional bool   // a quick report (báo cáo nhanh), before everything came in
	Mark        string // printed across the head in place of that of a quick report
	Base        string // the address under which this house is reached: "https://phongtrao.example"
	Kept        bool   // the codes will be kept: sources lead to them, and not to the questions themselves
	Paper       Paper
}

// Paper is what an officer decides of the paper itself. What is empty is worked out, or left open to be written by hand.
type Paper struct {
	Number    string
	Date      day.Day
	Place     string
	Signature paper.Signature
	To        []string

	Introduction, Assessment, Proposals string // the officer's own words, in paragraphs
}

// Draft is a report as it would be printed now.
type Draft struct {
	Document   paper.Document
	Figures    []Bound // what it quotes, in the order of the first use
	Findings   []Finding
	Missing    []passport.Gap // who should have reported and did not
	Pending    int            // lines that wait to be accepted, in no figure
	Known      day.Instant    // the instant at which the figures stand
	Through    int64          // the last entry that is in them
	Checkpoint *ledger.Checkpoint
}

// Bound is one figure that the document quotes. With a question By something, the figures of its parts are quoted too.
type Bound struct {
	Question ledger.Question // with Known set
	Code     string
	What     string // "Số đơn vị máu, Công đoàn các KCN tỉnh Hưng Yên, 6 tháng đầu năm 2024"
	ledger.Quantity
	Entries    int
	ByEvidence map[ledger.Evidence]int64
	Printed    string
	Parts      []ledger.Part
}

// Finding is something that does not fit within what the report says.
type Finding struct {
	kind.Finding
	Where string // the activity, "" for the totals
}

// Make composes a report. Kinds are those of this build.
func Make(v *db.View, kinds kind.Set, ask Ask) (Draft, error) {
	m := &maker{v: v, kinds: kinds, ask: ask, at: map[string]int{}, totals: map[string]ledger.Figure{}, drives: map[string]ledger.Figure{}, units: map[string]ledger.Figure{}, codes: map[string]string{}}
	m.draft.Known = v.At
	for _, step := range []func() error{m.ready, m.count, m.head, m.results, m.byActivity, m.byUnit, m.lastYear, m.missing, m.ownWords, m.foot} {
		if err := step(); err != nil {
			return Draft{}, err
		}
	}
	return m.draft, nil
}

// Check refuses what could never be composed: a unit that did not live in the period, a period without a day of the campaign.
func Check(v *db.View, kinds kind.Set, ask Ask) error {
	return (&maker{v: v, kinds: kinds, ask: ask}).ready()
}

// maker is one report in the making.
type maker struct {
	v     *db.View
	kinds kind.Set
	ask   Ask
	draft Draft
	at    map[string]int // code → place in draft.Figures

	c          campaign.Campaign
	k          kind.Kind
	layout     kind.Layout
	lead       indicator.Indicator
	about      map[string]indicator.Indicator
	h          *lineage.History
	unit       int32
	shown      day.AsOf // the day on which units are named
	line       string   // the line on which the unit stands, "" for the union line
	passport   passport.Passport
	goal       *passport.Progress
	activities []activity.Activity
	totals     map[string]ledger.Figure // by indicator, undivided
	drives     map[string]ledger.Figure // by activity
	units      map[string]ledger.Figure // by unit
	codes      map[string]string        // of the columns by unit
	chapter    int
}

// ready looks up what the report is about, and refuses what cannot be reported.
func (m *maker) ready() (err error) {
	if m.ask.Period.Days() == 0 {
		return fault.In("to", "Kỳ báo cáo kết thúc trước ngày bắt đầu. Hãy đổi lại hai ngày.")
	}
	if m.ask.Period.From > m.v.At.Day() {
		return fault.In("from", "Kỳ báo cáo bắt đầu ngày %s, chưa tới. Hãy chọn kỳ đã bắt đầu.", m.ask.Period.From.VN())
	}
	if m.c, err = campaign.Get(m.v, m.ask.Campaign); err != nil {
		return err
	}
	if !m.c.Period.Overlaps(m.ask.Period) {
		return fault.In("from", "Phong trào “%s” diễn ra %s, không có ngày nào trong kỳ %s. Hãy chọn kỳ khác.", m.c.Name, m.c.Period.VN(), m.ask.Period.VN())
	}
	if m.k, err = m.kinds.Get(m.c.Kind); err != nil {
		return err
	}
	m.layout = kind.LayoutOf(m.k)
	m.about = map[string]indicator.Indicator{}
	for _, i := range kind.Indicators(m.k) {
		m.about[i.Key] = i
	}
	m.lead = m.about[kind.Lead(m.k)]
	if own, ok := m.about[m.c.Lead]; ok {
		m.lead = own
	}
	if m.h, err = org.HistoryOf(m.v); err != nil {
		return err
	}
	return m.exists()
}

// exists refuses a unit that did not live in the period, and finds the day and the line by which it is named.
func (m *maker) exists() error {
	i, ok := m.h.Index(m.ask.Unit)
	if !ok {
		return fault.In("unit", "Không tìm thấy đơn vị “%s”. Hãy chọn lại trong danh sách.", m.ask.Unit)
	}
	m.unit = i
	born, ended := m.h.Life(i, 0)
	on := min(m.ask.Period.To, m.v.At.Day(), ended-1)
	m.shown = day.AsOf{Day: max(on, born)}
	switch p := m.ask.Period; {
	case born > min(p.To, m.v.At.Day()):
		return fault.In("unit", "%s thành lập ngày %s, chưa có trong kỳ %s. Hãy lập báo cáo cho đơn vị tiền thân, hoặc chọn kỳ sau ngày thành lập.", m.name(i), born.VN(), p.VN())
	case ended <= p.From:
		text := m.name(i) + " kết thúc từ ngày " + ended.VN() + ", không còn trong kỳ " + p.VN() + "."
		tree := m.h.Tree(org.UnionLine, day.AsOf{Day: min(p.To, m.v.At.Day())})
		if l := tree.Locate(i); l.At >= 0 {
			text += " Hãy lập báo cáo cho “" + m.h.Name(l.At, tree.AsOf()) + "”."
		}
		return fault.In("unit", "%s", text)
	}
	if !m.h.On(i, org.UnionLine, m.shown) {
		for _, line := range m.h.Lines() {
			if m.h.On(i, line, m.shown) {
				m.line = line
				break
			}
		}
	}
	return nil
}

// count asks the ledger for everything that the form needs, each indicator in three ways.
func (m *maker) count() (err error) {
	if m.passport, err = passport.Of(m.v, m.kinds, m.question(m.lead.Key)); err != nil {
		return err
	}
	if len(m.passport.Progress) > 0 && m.passport.Progress[0].Target.Quantity > 0 {
		m.goal = &m.passport.Progress[0]
	}
	m.draft.Through = m.passport.Figure.Through
	for _, key := range m.layout.Keys(m.k) {
		if m.totals[key], err = ledger.RollUp(m.v, m.question(key)); err != nil {
			return err
		}
	}
	return m.held()
}

// question is that of one indicator of the report, undivided, each part on the map of its own day.
func (m *maker) question(key string) ledger.Question {
	return ledger.Question{Indicator: key, Period: m.ask.Period, Campaign: m.c.ID, At: m.ask.Unit, Line: m.line}
}

func (m *maker) name(i int32) string { return m.h.Name(i, m.shown) }

// unitName is how the unit that reports is called.
func (m *maker) unitName() string { return m.name(m.unit) }

func (m *maker) add(blocks ...paper.Block) {
	m.draft.Document.Blocks = append(m.draft.Document.Blocks, blocks...)
}

func (m *maker) say(style paper.Style, text string) {
	m.add(paper.Para{Style: style, Runs: []paper.Run{{Text: text}}})
}

// unknown is printed in place of a number that nobody gave. In a narrow cell a dash stands for it, with a note beneath.
const (
	unknown = "chưa có số liệu"
	dash    = "—"
)

// printed says a figure, or that there is none.
func printed(q ledger.Quantity, entries int) string {
	if entries == 0 {
		return unknown
	}
	return q.String()
}

// sentence begins with a capital and ends with a full stop.
func sentence(s string) string { return strings.TrimSuffix(capital(strings.TrimSpace(s)), ".") + "." }
