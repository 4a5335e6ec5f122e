package act_test

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/testkit"
)

// A small federation, as chains alone.
var chains = map[string][]string{"cs1": {"cs1", "hp", "tld"}, "hp": {"hp", "tld"}, "hd": {"hd", "tld"}, "tld": {"tld"}}

func over(_ *db.View, object string) ([]string, error) {
	if c, ok := chains[object]; ok {
		return c, nil
	}
	return nil, fault.NotFoundf("Không có đơn vị này.")
}

var (
	writing = act.Verb{Name: "thing.write", Label: "Ghi", Roles: []access.Role{access.UnitOfficer, access.Inspector}, Over: over}
	reading = act.Verb{Name: "thing.read", Label: "Xem", Roles: []access.Role{access.UnitOfficer, access.Inspector}, Over: over}
	own     = act.Verb{Name: "thing.own", Label: "Tự đổi", Self: true}
)

func nothing(*db.Tx) error { return nil }

func log(h *testkit.House, f act.Filter) (rs []act.Record) {
	h.T.Helper()
	h.See(func(v *db.View) (err error) { rs, err = act.Log(v, f); return })
	return rs
}

func TestLeave(t *testing.T) {
	h := testkit.New(t, access.Schema, act.Schema)
	an := h.Grant("an", access.UnitOfficer, "hp")
	binh := h.Grant("binh", access.Inspector, "tld")
	nobody := h.As("")
	for _, c := range []struct {
		name   string
		h      *testkit.House
		verb   act.Verb
		object string
		want   fault.Kind // -1: allowed
	}{
		{"her unit", an, writing, "hp", -1},
		{"below it", an, writing, "cs1", -1},
		{"beside it", an, writing, "hd", fault.Denied},
		{"above it", an, writing, "tld", fault.Denied},
		{"no such unit", an, writing, "xx", fault.NotFound},
		{"an inspector never writes", binh, writing, "hp", fault.Denied},
		{"not signed in", nobody, writing, "hp", fault.Unsigned},
		{"herself", an, own, "an", -1},
		{"another", an, own, "binh", fault.Denied},
		{"the program", h, writing, "tld", -1},
	} {
		err := c.h.Try(c.verb, c.object, nothing)
		if err == nil && c.want != -1 || err != nil && fault.KindOf(err) != c.want {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	see := func(h *testkit.House, object string) error {
		return h.Desk.See(t.Context(), h.Who, reading, object, func(v *db.View) error {
			if v.Actor != h.Who.Person {
				t.Errorf("actor %q", v.Actor)
			}
			return nil
		})
	}
	if err := errors.Join(see(an, "cs1"), see(binh, "cs1")); err != nil {
		t.Error(err)
	}
	if err := see(an, "hd"); fault.KindOf(err) != fault.Denied {
		t.Error(err)
	}
	if err := see(nobody, "hd"); fault.KindOf(err) != fault.Unsigned {
		t.Error(err)
	}
	h.See(func(v *db.View) error {
		for object, want := range map[string]bool{"hp": true, "hd": false} {
			if may, err := h.Desk.May(v, an.Who, writing, object); err != nil || may != want {
				t.Errorf("may %s: %v %v", object, may, err)
			}
		}
		if _, err := h.Desk.May(v, an.Who, writing, "xx"); fault.KindOf(err) != fault.NotFound {
			t.Error(err)
		}
		if may, err := h.Desk.May(v, nobody.Who, writing, "hp"); may || err != nil {
			t.Error(may, err)
		}
		return nil
	})
}

func TestEndIsFeltAtOnce(t *testing.T) {
	h := testkit.New(t, access.Schema, act.Schema)
	an := h.Grant("an", access.UnitOfficer, "hp")
	an.Do(writing, "hp", nothing)
	h.Write(func(tx *db.Tx) error {
		gs, err := access.Of(&tx.View, "an")
		if err != nil {
			return err
		}
		return access.End(tx, gs[0].ID, tx.At.Day(), "nghỉ việc")
	})
	if err := an.Try(writing, "hp", nothing); fault.KindOf(err) != fault.Denied {
		t.Error(err)
	}
}

func TestLog(t *testing.T) {
	h := testkit.New(t, access.Schema, act.Schema)
	an := h.Grant("an", access.UnitOfficer, "hp")
	var id string
	an.Do(writing, "cs1", func(tx *db.Tx) error {
		id = act.ID(&tx.View)
		if act.Device(&tx.View) != "test" {
			t.Error("no device")
		}
		act.Note(tx, "Ghi 5 dòng.")
		act.Note(tx, "Bỏ 1 dòng.")
		return nil
	})
	if err := an.Try(writing, "hp", func(*db.Tx) error { return errors.New("no") }); err == nil {
		t.Error("no error")
	}
	h.Do(writing, "hd", nothing)
	h.See(func(v *db.View) error {
		if act.ID(v) != "" {
			t.Error("an act outside an act")
		}
		return nil
	})
	all := log(h, act.Filter{})
	if len(all) != 2 {
		t.Fatalf("%+v", all)
	}
	if r := all[0]; r.Person != act.Program || r.Note != "test" || r.Scope != "hd" {
		t.Errorf("%+v", r)
	}
	want := act.Record{ID: id, At: all[1].At, Person: "an", Device: "test", Verb: "thing.write", Object: "cs1", Scope: "cs1", Note: "Ghi 5 dòng. Bỏ 1 dòng."}
	if all[1] != want || id == "" || day.InstantOf(testkit.Start) > all[1].At {
		t.Errorf("%+v", all[1])
	}
	for name, f := range map[string]act.Filter{"person": {Person: "an"}, "object": {Object: "cs1"}, "scope": {Scope: "cs1"}, "until": {Until: all[0].At}, "before": {Before: all[0].ID}} {
		if rs := log(h, f); len(rs) != 1 || rs[0] != want {
			t.Errorf("%s: %+v", name, rs)
		}
	}
	if rs := log(h, act.Filter{Limit: 1, Verb: "thing.write", From: want.At}); len(rs) != 1 || rs[0] != all[0] {
		t.Errorf("%+v", rs)
	}
}

func TestOnceUnderRepetition(t *testing.T) {
	h := testkit.New(t, access.Schema, act.Schema)
	an := h.Grant("an", access.UnitOfficer, "hp")
	var done atomic.Int64
	once := func(verb act.Verb, object, key string) error {
		return h.Desk.Once(t.Context(), an.Who, verb, object, key, func(tx *db.Tx) error {
			tx.AfterCommit(func() { done.Add(1) })
			return nil
		})
	}
	var wg sync.WaitGroup
	for range 3 {
		for _, key := range []string{"k1", "k2", "k3"} {
			wg.Go(func() {
				if err := once(writing, "hp", key); err != nil {
					t.Error(err)
				}
			})
		}
	}
	wg.Wait()
	if done.Load() != 3 || len(log(h, act.Filter{})) != 3 {
		t.Errorf("done %d, logged %d", done.Load(), len(log(h, act.Filter{})))
	}
	if err := once(writing, "cs1", "k1"); fault.KindOf(err) != fault.Conflict {
		t.Error(err)
	}
	if err := once(own, "an", "k1"); fault.KindOf(err) != fault.Conflict {
		t.Error(err)
	}
	// A key whose act failed is free again.
	no := errors.New("no")
	if err := h.Desk.Once(t.Context(), an.Who, writing, "hp", "k4", func(*db.Tx) error { return no }); !errors.Is(err, no) {
		t.Error(err)
	}
	if err := once(writing, "hp", "k4"); err != nil || done.Load() != 4 {
		t.Error(err, done.Load())
	}
}
