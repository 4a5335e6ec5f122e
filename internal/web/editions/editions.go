// Package editions shows reports: drafts with the officer's words, closed ones as they were printed.
//
// A report is drawn as the paper it is, each number with the way to its source. Whoever sees the unit sees its reports; so do
// those who received one. What does not fit is shown beside the paper and never mended; a correction of the ledger marks
// every closed report that quoted the figure.
package editions

import (
	"net/http"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/campaign"
	"phongtrao/internal/edition"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
)

// Screens are the pages of the section.
func Screens() []ui.Screen[*door.Ask] {
	all := []ui.Screen[*door.Ask]{listPage, showPage, writePage}
	for _, q := range inquiries() {
		all = append(all, q.page())
	}
	return all
}

// Actions are the acts of the section.
func Actions() []door.Action {
	all := []door.Action{writing, sending, accepting, returning, acknowledging}
	for _, q := range inquiries() {
		all = append(all, q.action())
	}
	return all
}

// Streams hand out reports as files.
func Streams() []door.Stream { return []door.Stream{printing} }

func inquiries() []inquiry { return []inquiry{beginning, closing, recalling} }

// crumb leads to the list.
var crumb = ui.Link{Label: "Báo cáo", Href: "/editions"}

func here(e edition.Edition) string { return "/editions/" + e.ID }

// base is the address under which a reader elsewhere reaches this house: the one that is configured, else the one asked for.
func base(a *door.Ask) string {
	if a.House.URL != "" {
		return a.House.URL
	}
	return origin(a.R)
}

func origin(r *http.Request) string {
	scheme := "http://"
	if r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" {
		scheme = "https://"
	}
	return scheme + r.Host
}

// named are the words by which an edition is called: campaign and period, unit.
type named struct{ title, unit string }

func call(v *db.View, e edition.Edition) (named, error) {
	c, err := campaign.Get(v, e.Campaign)
	if err != nil {
		return named{}, err
	}
	n := named{title: c.Name, unit: unitName(v, e.Unit, min(e.Period.To, v.At.Day()))}
	if e.Period != c.Period {
		n.title += ", " + e.Period.VN()
	}
	return n, nil
}

func unitName(v *db.View, unit org.UnitID, on day.Day) string {
	names, err := org.Names(v, []org.UnitID{unit}, day.AsOf{Day: on})
	if err != nil || names[unit] == "" {
		return "đơn vị " + unit
	}
	return names[unit]
}

func manner(provisional bool) string {
	if provisional {
		return "báo cáo nhanh"
	}
	return "báo cáo chính thức"
}

// chip is how an edition stands.
func chip(e edition.Edition) ui.Chip {
	c := ui.Chip{Label: e.State.Label()}
	switch e.State {
	case edition.Draft:
		c.Tone, c.Icon = ui.Info, "pencil"
	case edition.Settled, edition.Delivered:
		c.Icon = "file-badge"
	case edition.Accepted:
		c.Tone = ui.Good
	default:
		c.Tone = ui.Warn
	}
	return c
}

func lines(text string) (all []string) {
	for l := range strings.Lines(text) {
		if l = strings.TrimSpace(l); l != "" {
			all = append(all, l)
		}
	}
	return all
}
