package kind

import (
	"slices"

	"phongtrao/internal/activity"
)

// Layout is how a report of a kind is laid out (biểu báo cáo). What is empty is left out of the report.
type Layout struct {
	Event      string        // what one activity is called in a sentence: "đợt hiến máu"; "" is "hoạt động"
	Partner    activity.Role // the role of the partner named beside each activity, "" for none
	PartnerOf  string        // the heading above it: "Cơ sở tiếp nhận máu"
	Sentences  []Sentence    // the results in words, in the order of telling; the lead's comes first
	Activities []Column      // of the table by activity; none where figures are not made activity by activity
	Units      []Column      // of the table by unit
	Remarks    []string      // beneath the table by activity: how its headings are meant
}

// Column is one column of figures.
type Column struct {
	Indicator string // its key
	Title     string // short: "250 ml"
	Group     string // columns of one group stand under one heading, "" for none
}

// Sentence says one figure in words. Its Text holds one %s, in whose place the number stands: "tiếp nhận %s đơn vị máu".
type Sentence struct{ Indicator, Text string }

// LaidOut is a kind with a report form of its own. Without it the form follows from the funnel, or from the indicators.
type LaidOut interface{ Layout() Layout }

// LayoutOf returns the report form of a kind.
func LayoutOf(k Kind) Layout {
	var l Layout
	if o, ok := k.(LaidOut); ok {
		l = o.Layout()
	}
	if l.Event == "" {
		l.Event = "hoạt động"
	}
	if len(l.Units) == 0 {
		l.Units = plainColumns(k)
	}
	return l
}

// plainColumns are the steps of the funnel, else every indicator.
func plainColumns(k Kind) (all []Column) {
	for _, s := range Funnel(k) {
		all = append(all, Column{Indicator: s.Indicator, Title: s.Label})
	}
	if len(all) > 0 {
		return all
	}
	for _, i := range k.Indicators() {
		all = append(all, Column{Indicator: i.Key, Title: i.Name})
	}
	return all
}

// Keys are the indicators that the form asks about, each once, the lead first.
func (l Layout) Keys(k Kind) []string {
	keys := []string{Lead(k)}
	add := func(key string) {
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	for _, s := range l.Sentences {
		add(s.Indicator)
	}
	for _, c := range slices.Concat(l.Activities, l.Units) {
		add(c.Indicator)
	}
	return keys
}
