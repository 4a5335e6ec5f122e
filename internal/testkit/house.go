package testkit

import (
	"context"
	"testing"
	"time"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
)

// Lines are the tables of a whole house, and Furnish what must stand in it before the first act; internal/schema fills both,
// so that testkit can be used by the nouns that internal/schema imports.
var (
	Lines   []db.Line
	Furnish func(tx *db.Tx) error
)

// House is a house inside a test, as somebody sees it. Its methods fail the test on an error.
type House struct {
	T     testing.TB
	DB    *db.DB
	Desk  *act.Desk
	Clock *Clock
	Who   act.Who
}

// New builds a fresh house: a database with the given lines (all of Lines if none is given), a clock at Start, and keys that are the
// same at every run. It is seen as the program itself, that may do everything; see As.
func New(t testing.TB, lines ...db.Line) *House {
	t.Helper()
	return Since(t, Start, lines...)
}

// Since is New with a clock that begins at another instant, for what is told from its beginning: a house never goes back in time.
func Since(t testing.TB, at time.Time, lines ...db.Line) *House {
	t.Helper()
	whole := len(lines) == 0
	if whole {
		lines = Lines
	}
	d, clock := open(t, at, lines)
	h := &House{T: t, DB: d, Desk: act.NewDesk(d), Clock: clock, Who: act.System("test")}
	if whole && Furnish != nil {
		if err := d.Update(t.Context(), db.Ordered{Actor: act.Program}, Furnish); err != nil {
			t.Fatalf("testkit: %v", err)
		}
	}
	return h
}

// As returns the same house as a person sees it, with the grants the person has been given.
func (h *House) As(person string) *House {
	other := *h
	other.Who = act.Who{Person: person, Session: "session-" + person, Device: "test"}
	return &other
}

// Grant gives a person a role at a unit, from today, and returns the house as that person sees it.
func (h *House) Grant(person string, role access.Role, unit string) *House {
	h.T.Helper()
	h.must(h.DB.Update(context.Background(), db.Ordered{Actor: act.Program}, func(tx *db.Tx) error {
		_, err := access.Give(tx, access.Grant{Person: person, Role: role, Unit: unit})
		return err
	}))
	return h.As(person)
}

// Do does an act.
func (h *House) Do(verb act.Verb, object string, work func(tx *db.Tx) error) {
	h.T.Helper()
	h.must(h.Try(verb, object, work))
}

// Try does an act and returns its error.
func (h *House) Try(verb act.Verb, object string, work func(tx *db.Tx) error) error {
	return h.Desk.Do(context.Background(), h.Who, verb, object, work)
}

// See reads without asking for leave.
func (h *House) See(read func(v *db.View) error) {
	h.T.Helper()
	h.must(h.DB.See(context.Background(), func(v *db.View) error {
		v.Actor = h.Who.Person
		return read(v)
	}))
}

// Write writes without an act; for tests of what stands below acts.
func (h *House) Write(work func(tx *db.Tx) error) {
	h.T.Helper()
	h.must(h.DB.Update(context.Background(), db.Ordered{Actor: h.Who.Person}, work))
}

func (h *House) must(err error) {
	h.T.Helper()
	if err != nil {
		h.T.Fatal(err)
	}
}
