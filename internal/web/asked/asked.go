// Package asked shows a unit what is asked of it.
//
// It is made for the chair of a grassroots union, who opens it on a telephone between two other things: which reports are due, what was
// sent back with which word, one form with large fields that says in words what does not fit, and what became of all that was sent.
// Nothing typed is lost: a draft can be kept, and files that came with a form that does not fit yet are kept with it.
package asked

import (
	"net/http"
	"slices"

	"phongtrao/internal/access"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/org"
	"phongtrao/internal/report"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// Screens lists the pages of this section.
func Screens() []ui.Screen[*door.Ask] { return []ui.Screen[*door.Ask]{listPage, sheetPage} }

// Actions lists what can be posted in this section.
func Actions() []door.Action { return []door.Action{sending, dropping, finishing} }

// back is how many days back what nobody sent is still asked for here.
const back = 3 * 366

// unit is the Object of guards that are about the unit that a form or a query names, else about the person's own.
func unit(r *http.Request) string {
	for _, u := range []string{r.PostFormValue("unit"), r.URL.Query().Get("unit")} {
		if u != "" {
			return u
		}
	}
	return door.HomeObject
}

// own returns the units for which a person sends reports.
func own(a *door.Ask) ([]org.UnitID, error) {
	s, err := sight.Of(a.V, a.Who.Person)
	if err != nil {
		return nil, err
	}
	var all []org.UnitID
	for _, g := range s.Grants() {
		if !slices.Contains(all, g.Unit) && a.May(report.Submitting, g.Unit) {
			all = append(all, g.Unit)
		}
	}
	return all, nil
}

// Due counts the reports that a person has still to send, for the navigation. It is asked for those alone whose daily work it is.
func Due(a *door.Ask) int {
	if !Mine(a) {
		return 0
	}
	units, err := own(a)
	if err != nil || len(units) == 0 {
		return 0 // the page itself will say what is wrong
	}
	all, err := report.ExpectedOf(a.V, expecting(a.V, units))
	if err != nil {
		return 0
	}
	n := 0
	for _, e := range all {
		if !e.Received() {
			n++
		}
	}
	return n
}

// Mine reports whether reporting for a unit is this person's daily work.
func Mine(a *door.Ask) bool {
	return slices.ContainsFunc(a.Roles(), func(r access.Role) bool { return r == access.UnitOfficer || r == access.SiteLead })
}

func expecting(v *db.View, units []org.UnitID) report.Expecting {
	today := v.At.Day()
	return report.Expecting{Units: units, Period: day.Period{From: today.Add(-back), To: today}}
}

// name is what a unit was called on a day.
func name(v *db.View, unit org.UnitID, on day.Day) string {
	names, err := org.Names(v, []org.UnitID{unit}, day.AsOf{Day: on})
	if err != nil || names[unit] == "" {
		return "đơn vị " + unit
	}
	return names[unit]
}
