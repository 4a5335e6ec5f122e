package access_test

import (
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/testkit"
)

func TestAllowed(t *testing.T) {
	d := day.Must
	g := func(role access.Role, unit, from, until string) access.Grant {
		return access.Grant{Role: role, Unit: unit, From: d(from), Until: d(until)}
	}
	officer := g(access.UnitOfficer, "hp", "2026-01-01", "2026-12-31")
	ended := officer
	ended.Ended = d("2026-11-02")
	for _, c := range []struct {
		name  string
		grant access.Grant
		chain []string
		today string
		want  bool
	}{
		{"the unit itself", officer, []string{"hp", "tld"}, "2026-11-02", true},
		{"two below", officer, []string{"cs1", "park", "hp", "tld"}, "2026-11-02", true},
		{"above", officer, []string{"tld"}, "2026-11-02", false},
		{"beside", officer, []string{"hd", "tld"}, "2026-11-02", false},
		{"the first day", officer, []string{"hp"}, "2026-01-01", true},
		{"the day before", officer, []string{"hp"}, "2025-12-31", false},
		{"the last day", officer, []string{"hp"}, "2026-12-31", true},
		{"the day after", officer, []string{"hp"}, "2027-01-01", false},
		{"another role", g(access.Viewer, "hp", "2026-01-01", "2026-12-31"), []string{"hp"}, "2026-11-02", false},
		{"no chain", officer, nil, "2026-11-02", false},
		{"ended today", ended, []string{"hp"}, "2026-11-02", false},
		{"ended tomorrow", ended, []string{"hp"}, "2026-11-01", true},
	} {
		if got := access.Allowed([]access.Grant{c.grant}, []access.Role{access.UnitOfficer}, c.chain, d(c.today)); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestGiveAndEnd(t *testing.T) {
	h := testkit.New(t, access.Schema)
	var id string
	h.Write(func(tx *db.Tx) (err error) {
		id, err = access.Give(tx, access.Grant{Person: "an", Role: access.UnitOfficer, Unit: "hp"})
		return err
	})
	refused := func(kind fault.Kind, field string, work func(tx *db.Tx) error) {
		t.Helper()
		err := h.DB.Update(t.Context(), db.Ordered{}, work)
		if err == nil || fault.KindOf(err) != kind || fault.Field(err) != field {
			t.Errorf("got %v", err)
		}
	}
	give := func(g access.Grant) func(tx *db.Tx) error {
		return func(tx *db.Tx) error { _, err := access.Give(tx, g); return err }
	}
	refused(fault.Conflict, "", give(access.Grant{Person: "an", Role: access.UnitOfficer, Unit: "hp"}))
	refused(fault.Invalid, "role", give(access.Grant{Person: "an", Role: "king", Unit: "hp"}))
	refused(fault.Invalid, "person", give(access.Grant{Role: access.Viewer, Unit: "hp"}))
	refused(fault.Invalid, "unit", give(access.Grant{Person: "an", Role: access.Viewer}))
	refused(fault.Invalid, "until", give(access.Grant{Person: "an", Role: access.Viewer, Unit: "hp", From: day.Must("2026-12-01"), Until: day.Must("2026-11-30")}))
	end := func(on, reason string) func(tx *db.Tx) error {
		return func(tx *db.Tx) error { return access.End(tx, id, day.Must(on), reason) }
	}
	refused(fault.Invalid, "reason", end("2026-11-02", ""))
	refused(fault.Invalid, "on", end("2026-11-01", "chuyển công tác"))
	h.Write(end("2026-11-02", "chuyển công tác"))
	refused(fault.Conflict, "", end("2026-11-03", "lần nữa"))
	refused(fault.NotFound, "", func(tx *db.Tx) error { return access.End(tx, "none", day.Must("2026-11-03"), "x") })
	h.Write(give(access.Grant{Person: "an", Role: access.UnitOfficer, Unit: "hp"})) // an ended one is no obstacle
	h.See(func(v *db.View) error {
		of, err := access.Of(v, "an")
		if err != nil {
			return err
		}
		on, err := access.On(v, "hp")
		if len(of) != 2 || len(on) != 2 || of[0].Ended != day.Must("2026-11-02") || of[0].EndedReason == "" || of[1].Ended != 0 {
			t.Errorf("of %+v\non %+v", of, on)
		}
		return err
	})
}
