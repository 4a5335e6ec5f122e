// Package door lets people in.
//
// For each request it finds who asks, asks for leave, hands the page a view or the action a transaction, and turns what comes
// back into a page, a redirect or a fault's page. It keeps true that nothing is shown or done without a guard: a screen or an
// action without one is refused when the program starts.
package door

import (
	"crypto/rand"
	"net/http"
	"net/url"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/house"
	"phongtrao/internal/org"
)

// Page is a screen of the product; its Guard field holds a Guard.
type Page[M any] = ui.Page[*Ask, M]

// Action is something done by posting; its Guard field holds a Guard.
type Action = ui.Action[*Ask]

// Guard is the leave that a screen or an action needs.
type Guard struct {
	Verb act.Verb
	// Object reads from the request what the verb is about; nil takes the path's {id}.
	Object func(r *http.Request) string
}

// Own guards what belongs to the person who asks: their sessions, their password. The verb must be open to Self.
func Own(verb act.Verb) Guard { return Guard{Verb: verb, Object: nil} }

// Ask is one request that was let in.
type Ask struct {
	R      *http.Request
	House  *house.House
	Who    act.Who
	Name   string   // of the person
	V      *db.View // what a page reads; nil in an action
	Object string   // what the guard's verb is about

	guard  Guard
	grants []access.Grant
}

// Query returns a cleaned value of the address.
func (a *Ask) Query(name string) string { return viet.Clean(a.R.URL.Query().Get(name)) }

// Path returns a part of the address.
func (a *Ask) Path(name string) string { return a.R.PathValue(name) }

// Form returns what was posted.
func (a *Ask) Form() url.Values { return a.R.PostForm }

// Today returns the day it is.
func (a *Ask) Today() day.Day { return a.V.At.Day() }

// Day reads a day of the address in any spelling; without one it is otherwise.
func (a *Ask) Day(name string, otherwise day.Day) (day.Day, error) {
	s := a.Query(name)
	if s == "" {
		return otherwise, nil
	}
	d, err := viet.ParseDate(s)
	if err != nil {
		return 0, fault.In(name, "Không đọc được ngày “%s”. Hãy ghi một ngày có trong lịch, dạng 30/06/2025.", s)
	}
	return d, nil
}

// May reports whether the person may do a verb to an object; for buttons and lists, in a page.
func (a *Ask) May(verb act.Verb, object string) bool {
	ok, err := a.House.Desk.May(a.V, a.Who, verb, object)
	return err == nil && ok
}

// Home returns the unit for which the person works: that of the grant that holds today and was given first, "" for none.
func (a *Ask) Home() org.UnitID {
	if len(a.grants) == 0 {
		return ""
	}
	return a.grants[0].Unit
}

// Roles returns the roles that the person holds today.
func (a *Ask) Roles() []access.Role {
	var all []access.Role
	for _, g := range a.grants {
		all = append(all, g.Role)
	}
	return all
}

// Scope returns the unit at which the person may look at something that a unit leads: that unit for those who hold a grant
// at it or above, else the person's own unit where it stands below, or below the body for which a committee leads. "" means that
// the two have nothing to do with each other.
func (a *Ask) Scope(leads org.UnitID) (org.UnitID, error) {
	chain, err := org.Over(a.V, leads)
	if err != nil {
		return "", err
	}
	for _, g := range a.grants {
		for _, u := range chain {
			if g.Unit == u {
				return leads, nil
			}
		}
	}
	for _, g := range a.grants {
		if below, err := org.Leads(a.V, leads, g.Unit); err != nil {
			return "", err
		} else if below {
			return g.Unit, nil
		}
	}
	return "", nil
}

// Do carries out an action's act: the guard's verb on its object, once for each form that was drawn.
func (a *Ask) Do(work func(tx *db.Tx) error) error {
	return a.House.Desk.Once(a.R.Context(), a.Who, a.guard.Verb, a.Object, a.R.PostFormValue(TokenField), work)
}

// See reads again after an act, under the same guard: to draw a form once more with what is wrong.
func (a *Ask) See(read func(v *db.View) error) error {
	return a.House.DB.See(a.R.Context(), func(v *db.View) error {
		v.Actor = a.Who.Person
		a.V = v
		defer func() { a.V = nil }()
		return read(v)
	})
}

// TokenField is the hidden field by which a form sent twice is done once.
const TokenField = "token"

// Token returns hidden fields with a fresh token; more are added in pairs of name and value.
func Token(more ...string) map[string]string {
	m := map[string]string{TokenField: rand.Text()}
	for i := 0; i+1 < len(more); i += 2 {
		m[more[i]] = more[i+1]
	}
	return m
}
