package token_test

import (
	"strings"
	"testing"
	"time"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/report"
	"phongtrao/internal/testkit"
	"phongtrao/internal/token"
)

func on(d string) org.Decision {
	return org.Decision{Number: "1/QĐ", Date: day.Must(d), Issuer: "TLĐ", Effective: day.Must(d)}
}

// union is a small one: tld over hp with cs, and hd.
func union(t *testing.T) *testkit.House {
	h := testkit.New(t, act.Schema, access.Schema, org.Schema, people.Schema, token.Schema)
	h.Write(func(tx *db.Tx) error {
		_, err := org.FoundAll(tx, []org.Unit{{ID: "tld", Name: "Tổng Liên đoàn", Kind: "confederation"}, {ID: "hp", Name: "Liên đoàn HP", Kind: "federation", Parent: "tld"},
			{ID: "hd", Name: "Liên đoàn HD", Kind: "federation", Parent: "tld"}, {ID: "cs", Name: "CĐCS", Kind: "base", Parent: "hp"}}, on("2015-01-01"))
		return err
	})
	return h
}

func give(h *testkit.House, unit string, p token.Program) (id, secret string, err error) {
	p.Unit = unit
	if p.Name == "" {
		p.Name = "Phần mềm"
	}
	err = h.Try(token.Giving, unit, func(tx *db.Tx) (err error) {
		if p.Until == 0 {
			p.Until = tx.At.Day().Add(30)
		}
		id, secret, err = token.Give(tx, p)
		return err
	})
	return id, secret, err
}

var reads = []string{org.Seeing.Name}

func recognise(h *testkit.House, secret string) (p token.Program, err error) {
	h.See(func(v *db.View) error {
		p, err = token.Recognise(v, secret)
		return nil
	})
	return p, err
}

func TestGiving(t *testing.T) {
	h := union(t)
	an := h.Grant("an", access.UnitOfficer, "hp")
	for name, c := range map[string]struct {
		unit  string
		p     token.Program
		kind  fault.Kind
		field string
	}{
		"beside":          {"hd", token.Program{Verbs: reads}, fault.Denied, ""},
		"nothing":         {"hp", token.Program{}, fault.Invalid, "verbs"},
		"not offered":     {"hp", token.Program{Verbs: []string{people.Granting.Name}}, fault.Invalid, "verbs"},
		"over long":       {"hp", token.Program{Verbs: reads, Until: day.At(testkit.Start).Add(token.DaysMax + 1)}, fault.Invalid, "until"},
		"past":            {"hp", token.Program{Verbs: reads, Until: day.At(testkit.Start).Add(-1)}, fault.Invalid, "until"},
		"a name too long": {"hp", token.Program{Verbs: reads, Name: strings.Repeat("x", 81)}, fault.Invalid, "name"},
	} {
		if _, _, err := give(an, c.unit, c.p); err == nil || fault.KindOf(err) != c.kind || fault.Field(err) != c.field {
			t.Errorf("%s: %v", name, err)
		}
	}
	admin := h.Grant("ad", access.Administrator, "hp")
	if _, _, err := give(admin, "hp", token.Program{Verbs: []string{report.Entering.Name}}); fault.Field(err) != "verbs" {
		t.Error("one gives what one does not hold:", err)
	}
	id, secret, err := give(an, "cs", token.Program{Verbs: reads})
	if err != nil {
		t.Fatal(err)
	}
	p, err := recognise(h, secret)
	if err != nil || p.ID != id || p.Giver != "an" || p.Unit != "cs" || p.Hint != secret[len(secret)-4:] {
		t.Errorf("%+v %v", p, err)
	}
	h.See(func(v *db.View) error {
		names, err := people.Names(v, []string{id})
		if names[id] != "Phần mềm" {
			t.Error("the log has no name for the program:", names)
		}
		return err
	})
	for _, wrong := range []string{"", "pt_", secret + "x", secret[3:], "pt_AAAA"} {
		if _, err := recognise(h, wrong); fault.KindOf(err) != fault.Unsigned || err == nil {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}

func TestEnds(t *testing.T) {
	h := union(t)
	an := h.Grant("an", access.UnitOfficer, "hp")
	id, secret, err := give(an, "hp", token.Program{Verbs: reads})
	if err != nil {
		t.Fatal(err)
	}
	end := func(reason string) error {
		return an.Try(token.Ending, id, func(tx *db.Tx) error { return token.End(tx, id, reason) })
	}
	if err := end(" "); fault.Field(err) != "reason" {
		t.Error(err)
	}
	if err := h.Grant("binh", access.UnitOfficer, "hd").Try(token.Ending, id, func(tx *db.Tx) error { return token.End(tx, id, "x") }); fault.KindOf(err) != fault.Denied {
		t.Error("a stranger ends a key:", err)
	}
	if err := end("không dùng nữa"); err != nil {
		t.Fatal(err)
	}
	if _, err := recognise(h, secret); fault.KindOf(err) != fault.Unsigned {
		t.Error("an ended key opens:", err)
	}
	if err := end("lần nữa"); fault.KindOf(err) != fault.Conflict {
		t.Error(err)
	}
	_, secret, err = give(an, "hp", token.Program{Verbs: reads})
	if err != nil {
		t.Fatal(err)
	}
	h.Clock.Advance(31 * 24 * time.Hour)
	if _, err := recognise(h, secret); fault.KindOf(err) != fault.Unsigned {
		t.Error("a key opens past its last day:", err)
	}
}

// A program reaches what its key names, within what its giver may do today, and nothing that belongs to itself.
func TestReach(t *testing.T) {
	h := union(t)
	var grant string
	h.Write(func(tx *db.Tx) (err error) {
		grant, err = access.Give(tx, access.Grant{Person: "an", Role: access.FederationOfficer, Unit: "tld"})
		return err
	})
	id, secret, err := give(h.As("an"), "hp", token.Program{Verbs: []string{org.Seeing.Name, report.Submitting.Name}})
	if err != nil {
		t.Fatal(err)
	}
	p, err := recognise(h, secret)
	if err != nil {
		t.Fatal(err)
	}
	may := func(verb act.Verb, object string) (ok bool) {
		h.See(func(v *db.View) (err error) {
			ok, err = h.Desk.May(v, p.Who(), verb, object)
			return err
		})
		return ok
	}
	for _, c := range []struct {
		verb   act.Verb
		object string
		want   bool
	}{{org.Seeing, "hp", true}, {org.Seeing, "cs", true}, {org.Seeing, "hd", false}, {org.Seeing, "tld", false}, {org.Founding, "hp", false}, {token.Seeing, "hp", false}, {token.Using, id, false}, {people.SettingPassword, id, false}} {
		if got := may(c.verb, c.object); got != c.want {
			t.Errorf("%s over %s: %v, want %v", c.verb.Name, c.object, got, c.want)
		}
	}
	// The unit moves: the key follows the organisation.
	h.Write(func(tx *db.Tx) error { return org.Move(tx, "cs", org.UnionLine, "hd", on("2026-01-01")) })
	if may(org.Seeing, "cs") {
		t.Error("the key still reaches what went elsewhere")
	}
	h.Write(func(tx *db.Tx) error { return access.End(tx, grant, tx.At.Day(), "nghỉ việc") })
	if may(org.Seeing, "hp") {
		t.Error("the giver holds nothing any more, and the key still opens")
	}
}
