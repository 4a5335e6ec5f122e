package sight_test

import (
	"net/url"
	"slices"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/org"
	"phongtrao/internal/testkit"
	"phongtrao/internal/web/sight"
)

func on(d string) org.Decision {
	return org.Decision{Number: d[:4] + "/QĐ-TLĐ", Date: day.Must(d), Issuer: "TLĐ", Effective: day.Must(d)}
}

// union has units that live, ended with and without a successor, begin later, stand on another line, and never were.
func union(t *testing.T) (*testkit.House, []org.UnitID) {
	k := testkit.New(t, act.Schema, access.Schema, org.Schema)
	k.Write(func(tx *db.Tx) error {
		if _, err := org.FoundAll(tx, []org.Unit{
			{ID: "tld", Name: "Tổng Liên đoàn", Kind: "confederation"},
			{ID: "hp", Name: "Liên đoàn Hải Phòng", Kind: "federation", Parent: "tld"}, {ID: "hd", Name: "Liên đoàn Hải Dương", Kind: "federation", Parent: "tld"},
			{ID: "hy", Name: "Liên đoàn Hưng Yên", Kind: "federation", Parent: "tld"}, {ID: "q", Name: "Liên đoàn quận Lê Chân", Kind: "district", Parent: "hp"},
			{ID: "a", Name: "CĐCS A", Kind: "base", Parent: "q"}, {ID: "b", Name: "CĐCS B", Kind: "base", Parent: "hd"}, {ID: "c", Name: "CĐCS C", Kind: "base", Parent: "hy"},
		}, on("2015-01-01")); err != nil {
			return err
		}
		if _, err := org.FoundAll(tx, []org.Unit{{ID: "clb", Name: "Câu lạc bộ", Kind: "club", Parent: "hp"}, {ID: "cum", Name: "Cụm thi đua", Kind: "cluster"}}, on("2015-02-01")); err != nil {
			return err
		}
		if err := org.Join(tx, "b", org.Clubs, "clb", on("2016-01-01")); err != nil {
			return err
		}
		if err := org.Dissolve(tx, "q", org.Ending{Holding: "hp"}, on("2025-03-01")); err != nil {
			return err
		}
		if _, err := org.Consolidate(tx, []org.UnitID{"hp", "hd"}, org.Unit{ID: "hpm", Name: "Liên đoàn Hải Phòng", Kind: "federation", Parent: "tld"}, on("2025-07-01")); err != nil {
			return err
		}
		if _, err := org.Found(tx, org.Unit{ID: "later", Name: "Công đoàn xã mới", Kind: "commune", Parent: "hy"}, on("2027-01-01")); err != nil {
			return err
		}
		_, err := org.Found(tx, org.Unit{ID: "never", Name: "Ghi nhầm", Kind: "base", Parent: "hy"}, on("2020-01-01"))
		return err
	})
	k.Write(func(tx *db.Tx) error {
		all, err := org.Changes(&tx.View, "never")
		if err != nil {
			return err
		}
		return org.Withdraw(tx, all[0].ID, on("2026-01-01"))
	})
	return k, []org.UnitID{"tld", "hp", "hd", "hy", "q", "a", "b", "c", "clb", "cum", "hpm", "later", "never"}
}

// What sight shows is what authority over a unit allows, for a grant anywhere.
func TestAgreesWithAuthority(t *testing.T) {
	k, all := union(t)
	for _, unit := range all {
		k.Grant("at "+unit, access.Viewer, unit)
	}
	k.See(func(v *db.View) error {
		for _, g := range all {
			s, err := sight.Of(v, "at "+g)
			if err != nil {
				return err
			}
			for _, u := range all {
				chain, err := org.Over(v, u)
				if err != nil {
					return err
				}
				if want := slices.Contains(chain, g); s.Has(u) != want {
					t.Errorf("a grant at %s: %s is seen %v, authority says %v (%v)", g, u, s.Has(u), want, chain)
				}
			}
			if s.Whole() != (g == "tld") {
				t.Errorf("%s sees the whole: %v", g, s.Whole())
			}
		}
		return nil
	})
}

func TestRoots(t *testing.T) {
	k, _ := union(t)
	k.Grant("chau", access.Viewer, "hpm")
	k.See(func(v *db.View) error {
		s, err := sight.Of(v, "chau")
		if err != nil {
			return err
		}
		for d, want := range map[string][]org.UnitID{"2026-01-01": {"hpm"}, "2025-06-30": {"hp", "hd"}, "2014-01-01": nil} {
			tree, err := org.TreeOn(v, org.UnionLine, day.AsOf{Day: day.Must(d)})
			if err != nil {
				return err
			}
			var got []org.UnitID
			for _, r := range s.Roots(tree) {
				got = append(got, tree.History().ID(r))
			}
			if !slices.Equal(got, want) {
				t.Errorf("on %s: %v, want %v", d, got, want)
			}
		}
		ids, all := s.Units(10)
		if !all || !slices.Equal(ids, []org.UnitID{"hpm", "a", "b"}) {
			t.Error(ids, all)
		}
		if ids, all = s.Units(2); all || len(ids) != 2 {
			t.Error(ids, all)
		}
		return nil
	})
}

func TestPick(t *testing.T) {
	k, _ := union(t)
	k.Grant("ha", access.Viewer, "tld")
	k.See(func(v *db.View) error {
		s, err := sight.Of(v, "ha")
		if err != nil {
			return err
		}
		for typed, want := range map[string]struct {
			unit    org.UnitID
			offered int
			wrong   bool
		}{
			"":                    {},
			"hpm":                 {"hpm", 1, false},
			"Hưng Yên":            {"hy", 1, false},
			"lien doan hai phong": {"hpm", 1, false},
			"cdcs":                {"", 3, true},
			"hải dương":           {"", 0, true}, // ended on that day
			"không đâu":           {"", 0, true},
		} {
			sent := url.Values{"u": {typed}}
			p := sight.Pick{Name: "u", Label: "Đơn vị", AsOf: org.Today(v), Allow: s.Has}
			if err := p.Read(v, sent); err != nil {
				return err
			}
			if p.Unit != want.unit || len(p.Fields()[0].Choices) != want.offered || (len(p.Problem) > 0) != want.wrong {
				t.Errorf("%q: %q, %v, %v", typed, p.Unit, p.Fields()[0].Choices, p.Problem)
			}
		}
		sent := url.Values{"u": {"hpm"}, "u_other": {"hung yen"}}
		p := sight.Pick{Name: "u", AsOf: org.Today(v)}
		if err := p.Read(v, sent); err != nil || p.Unit != "hy" || sent.Get("u") != "hy" {
			t.Error(p.Unit, sent, err)
		}
		return nil
	})
}
