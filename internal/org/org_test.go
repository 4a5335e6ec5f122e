package org_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/org"
	"phongtrao/internal/testkit"

	"golang.org/x/text/unicode/norm"
)

// house is a test house with units that are spoken of by short words.
type house struct {
	*testkit.House
	id map[string]org.UnitID
	n  int
}

func newHouse(t *testing.T) *house {
	h := &house{House: testkit.New(t, access.Schema, act.Schema, org.Schema), id: map[string]org.UnitID{}}
	h.found("2010-01-01", "tld", "confederation", "Tổng Liên đoàn Lao động Việt Nam", "")
	return h
}

// by is a decision with a number of its own.
func (h *house) by(effective string) org.Decision {
	h.n++
	on := day.Must(effective)
	return org.Decision{Number: fmt.Sprintf("%d/QĐ-LĐLĐ", h.n), Date: on, Issuer: "LĐLĐ", Effective: on}
}

func (h *house) found(on, word, kind, name, parent string) org.UnitID {
	h.T.Helper()
	h.Write(func(tx *db.Tx) (err error) {
		h.id[word], err = org.Found(tx, org.Unit{Name: name, Kind: kind, Parent: h.id[parent]}, h.by(on))
		return
	})
	return h.id[word]
}

func (h *house) bases(on, parent string, words ...string) {
	h.T.Helper()
	for _, w := range words {
		h.found(on, w, org.Grassroots, "CĐCS Công ty "+strings.ToUpper(w), parent)
	}
}

func (h *house) ids(words ...string) []org.UnitID {
	var ids []org.UnitID
	for _, w := range words {
		ids = append(ids, h.id[w])
	}
	return ids
}

func (h *house) word(id org.UnitID) string {
	for w, i := range h.id {
		if i == id {
			return w
		}
	}
	return id
}

// tree draws a line as it stood, from a unit down: r(a(b c) d).
func (h *house) tree(line string, asOf day.AsOf, from string) (text string) {
	h.T.Helper()
	h.See(func(v *db.View) error {
		t, err := org.TreeOn(v, line, asOf)
		if err != nil {
			return err
		}
		var draw func(i int32) string
		draw = func(i int32) string {
			var parts []string
			for _, c := range t.Children(i) {
				parts = append(parts, draw(c))
			}
			slices.Sort(parts)
			s := h.word(t.History().ID(i))
			if len(parts) > 0 {
				s += "(" + strings.Join(parts, " ") + ")"
			}
			return s
		}
		i, _ := t.History().Index(h.id[from])
		if t.Has(i) {
			text = draw(i)
		}
		return nil
	})
	return text
}

func (h *house) wantTree(on, from, want string) {
	h.T.Helper()
	if got := h.tree(org.UnionLine, day.AsOf{Day: day.Must(on)}, from); got != want {
		h.T.Errorf("on %s: %s, want %s", on, got, want)
	}
}

func (h *house) refused(kind fault.Kind, says string, work func(tx *db.Tx) error) {
	h.T.Helper()
	err := h.DB.Update(h.T.Context(), db.Ordered{Actor: "test"}, work)
	if fault.KindOf(err) != kind || !strings.Contains(fault.Text(err), says) {
		h.T.Errorf("got %v (kind %d), want kind %d with %q", err, fault.KindOf(err), kind, says)
	}
}

// totals adds up figures on the map of a day, by root-most unit below tld, and what is in no total by name.
func (h *house) totals(figures map[string]int64, asOf day.AsOf) (sums, gone map[string]int64) {
	h.T.Helper()
	sums, gone = map[string]int64{}, map[string]int64{}
	h.See(func(v *db.View) error {
		t, err := org.TreeOn(v, org.UnionLine, asOf)
		if err != nil {
			return err
		}
		for w, value := range figures {
			i, _ := t.History().Index(h.id[w])
			loc := t.Locate(i)
			if !loc.Counted() {
				gone[w] += value
				continue
			}
			for _, c := range t.Chain(loc.At) {
				sums[h.word(t.History().ID(c))] += value
			}
		}
		return nil
	})
	return sums, gone
}

// Case (a), CK-17: Hải Phòng and Hải Dương become one on 1 July 2025; June's member totals are printed on both maps.
func TestTwoProvincesMerge(t *testing.T) {
	h := newHouse(t)
	h.found("2010-01-01", "hp", "federation", "Liên đoàn Lao động thành phố Hải Phòng", "tld")
	h.found("2010-01-01", "hd", "federation", "Liên đoàn Lao động tỉnh Hải Dương", "tld")
	h.bases("2010-01-01", "hp", "a", "b")
	h.bases("2010-01-01", "hd", "c", "d")
	h.Write(func(tx *db.Tx) error { return org.Dissolve(tx, h.id["d"], org.Ending{}, h.by("2025-06-15")) })
	members := map[string]int64{"a": 200, "b": 30, "c": 1000, "d": 7, "hp": 5}
	h.See(func(v *db.View) error {
		e, err := org.Preview(v, org.Plan{Kind: lineage.ChangeConsolidate, Units: h.ids("hp", "hd"), New: []org.Unit{{Name: "Hải Phòng", Kind: "federation"}}}, h.by("2025-07-01"))
		if err != nil || len(e.Founded) != 1 || !slices.Equal(e.Ended, h.ids("hp", "hd")) || len(e.Moved) != 3 || e.Moved[0].From != h.id["hp"] {
			t.Errorf("the preview: %+v, %v", e, err)
		}
		_, err = org.Preview(v, org.Plan{Kind: lineage.ChangeDissolve, Units: h.ids("hp")}, h.by("2025-07-01"))
		if fault.KindOf(err) != fault.Invalid {
			t.Errorf("the preview of what would be refused: %v", err)
		}
		return nil
	})
	h.Write(func(tx *db.Tx) (err error) {
		h.id["hpm"], err = org.Consolidate(tx, h.ids("hp", "hd"), org.Unit{Name: "Liên đoàn Lao động thành phố Hải Phòng", Kind: "federation"}, h.by("2025-07-01"))
		return
	})
	h.wantTree("2025-06-30", "tld", "tld(hd(c) hp(a b))")
	h.wantTree("2025-07-01", "tld", "tld(hpm(a b c))")

	june, gone := h.totals(members, day.AsOf{Day: day.Must("2025-06-30")})
	if june["hp"] != 235 || june["hd"] != 1000 || june["tld"] != 1235 || gone["d"] != 7 {
		t.Errorf("June on its own map: %v, gone %v", june, gone)
	}
	today, gone := h.totals(members, day.AsOf{Day: day.Must("2026-11-02")})
	if today["hpm"] != june["hp"]+june["hd"] || today["tld"] != 1235 || gone["d"] != 7 || len(gone) != 1 {
		t.Errorf("June on today's map: %v, gone %v", today, gone)
	}
	before, gone := h.totals(members, day.AsOf{Day: day.Must("2025-05-01")})
	if before["hd"] != 1007 || before["tld"] != 1242 || len(gone) != 0 {
		t.Errorf("June on the map of May: %v, gone %v", before, gone)
	}
}

// Case (b): seven industry unions end on 3 March 2025, and their bases go to other parents with the same day.
func TestIndustryUnionsDissolve(t *testing.T) {
	h := newHouse(t)
	h.found("2010-01-01", "hd", "federation", "Liên đoàn Lao động tỉnh Hải Dương", "tld")
	h.found("2010-01-01", "tp", "district", "Liên đoàn Lao động thành phố Hải Dương", "hd")
	sectors := []string{"gd", "yt", "nn", "gt", "xd", "ct", "vc"}
	for _, s := range sectors {
		h.found("2010-01-01", s, "local_sector", "Công đoàn ngành "+strings.ToUpper(s), "hd")
		h.bases("2012-01-01", s, s+"1", s+"2")
	}
	h.refused(fault.Invalid, "còn 2 đơn vị trực thuộc từ 03/03/2025 (CĐCS Công ty GD1; CĐCS Công ty GD2). Hãy chuyển các đơn vị này trước",
		func(tx *db.Tx) error { return org.Dissolve(tx, h.id["gd"], org.Ending{}, h.by("2025-03-03")) })
	h.Write(func(tx *db.Tx) error { // one decision for all: the act is whole or not at all
		by := h.by("2025-03-03")
		for _, s := range sectors {
			if err := org.MoveAll(tx, h.ids(s+"1", s+"2"), org.UnionLine, h.id["tp"], by); err != nil {
				return err
			}
			if err := org.Dissolve(tx, h.id[s], org.Ending{}, by); err != nil {
				return err
			}
		}
		return nil
	})
	h.wantTree("2025-03-02", "gd", "gd(gd1 gd2)")
	h.wantTree("2025-03-03", "hd", "hd(tp(ct1 ct2 gd1 gd2 gt1 gt2 nn1 nn2 vc1 vc2 xd1 xd2 yt1 yt2))")
	h.See(func(v *db.View) error {
		over, err := org.Over(v, h.id["gd"])
		return first(err, want(t, "who has authority over one that is gone", over, h.ids("hd", "tld")))
	})
}

func want[T comparable](t *testing.T, what string, got, wanted []T) error {
	t.Helper()
	if !slices.Equal(got, wanted) {
		t.Errorf("%s: %v, want %v", what, got, wanted)
	}
	return nil
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// Cases (c) and (d): the district ends on 1 July; its bases hang under the city, the declared holding parent, until the
// ward's union, founded on 29 September, receives them. Another union is for three communes.
func TestGapBetweenDistrictAndWard(t *testing.T) {
	h := newHouse(t)
	h.found("2010-01-01", "hn", "federation", "Liên đoàn Lao động thành phố Hà Nội", "tld")
	h.found("2014-04-01", "ntl", "district", "Liên đoàn Lao động quận Nam Từ Liêm", "hn")
	var bases []org.Unit
	for k := range 323 {
		bases = append(bases, org.Unit{Name: fmt.Sprintf("CĐCS số %d", k), Kind: org.Grassroots, Parent: h.id["ntl"]})
	}
	var ids []org.UnitID
	h.Write(func(tx *db.Tx) (err error) {
		ids, err = org.FoundAll(tx, bases, h.by("2015-01-01"))
		return
	})
	h.refused(fault.Invalid, "nêu đơn vị kế thừa hay đơn vị tạm quản lý", func(tx *db.Tx) error {
		return org.Dissolve(tx, h.id["ntl"], org.Ending{}, h.by("2025-07-01"))
	})
	h.Write(func(tx *db.Tx) error { return org.SetHolding(tx, h.id["hn"], h.id["hn"], h.by("2025-06-01")) })
	h.Write(func(tx *db.Tx) error { return org.Dissolve(tx, h.id["ntl"], org.Ending{}, h.by("2025-07-01")) })
	h.found("2025-09-29", "tl", "commune", "Công đoàn phường Từ Liêm", "hn")
	h.refused(fault.Invalid, "Công đoàn phường Từ Liêm chỉ hoạt động từ 29/09/2025; ngày 01/07/2025 là trước đó", func(tx *db.Tx) error {
		return org.MoveAll(tx, ids, org.UnionLine, h.id["tl"], h.by("2025-07-01"))
	})
	h.Write(func(tx *db.Tx) error { return org.MoveAll(tx, ids, org.UnionLine, h.id["tl"], h.by("2025-09-29")) })
	h.See(func(v *db.View) error {
		history, err := org.HistoryOf(v)
		if err != nil {
			return err
		}
		base, _ := history.Index(ids[7])
		for _, c := range []struct{ on, parent string }{
			{"2025-06-30", "ntl"}, {"2025-07-01", "hn"}, {"2025-09-28", "hn"}, {"2025-09-29", "tl"},
		} {
			p, _ := history.Parent(base, org.UnionLine, day.AsOf{Day: day.Must(c.on)})
			if got := h.word(history.ID(p)); got != c.parent {
				t.Errorf("on %s a base stands under %s, want %s", c.on, got, c.parent)
			}
		}
		tree := history.Tree(org.UnionLine, day.AsOf{Day: day.Must("2025-10-30")})
		tl, _ := history.Index(h.id["tl"])
		if n := len(tree.Children(tl)); n != 323 {
			t.Errorf("the ward's union received %d bases, want 323", n)
		}
		return nil
	})

	three := h.found("2025-08-01", "ht", "commune", "Công đoàn xã Hội Thịnh", "hn")
	h.Write(func(tx *db.Tx) error {
		for _, commune := range []string{"x1", "x2", "x3"} {
			if err := org.LinkPlace(tx, three, commune, org.Area, day.Must("2025-08-01"), h.by("2025-08-01")); err != nil {
				return err
			}
		}
		return org.LinkPlace(tx, three, "x1", org.Seat, day.Must("2025-08-01"), h.by("2025-08-01"))
	})
	h.refused(fault.Conflict, "đã có từ 01/08/2025", func(tx *db.Tx) error {
		return org.LinkPlace(tx, three, "x2", org.Area, day.Must("2025-09-01"), h.by("2025-09-01"))
	})
	h.refused(fault.Invalid, "không hoạt động vào ngày 01/07/2025", func(tx *db.Tx) error {
		return org.LinkPlace(tx, three, "x4", org.Area, day.Must("2025-07-01"), h.by("2025-07-01"))
	})
	h.Write(func(tx *db.Tx) error {
		return org.UnlinkPlace(tx, three, "x3", org.Area, day.Must("2026-01-01"), h.by("2026-01-01"))
	})
	h.See(func(v *db.View) error {
		then, err := org.PlacesOf(v, three, day.AsOf{Day: day.Must("2025-12-31")})
		if err != nil || len(then) != 4 {
			t.Errorf("places in 2025: %v, %v", then, err)
		}
		now, err := org.PlacesOf(v, three, day.AsOf{Day: day.Must("2026-01-01")})
		if err != nil || len(now) != 3 {
			t.Errorf("places in 2026: %v, %v", now, err)
		}
		there, err := org.UnitsAt(v, "x1", day.AsOf{Day: day.Must("2026-01-01")})
		if err != nil || len(there) != 2 || there[0].Unit != three {
			t.Errorf("units at a commune: %v, %v", there, err)
		}
		return nil
	})
}

// Cases (e) and (f), a year on, for the clock of a test does not go back: a decision of July is entered in October; a report printed in August is printed again unchanged.
func TestLateDecisionAndReprint(t *testing.T) {
	h := newHouse(t)
	h.found("2010-01-01", "hy", "federation", "Liên đoàn Lao động tỉnh Hưng Yên", "tld")
	h.found("2010-01-01", "tb", "federation", "Liên đoàn Lao động tỉnh Thái Bình", "tld")
	h.bases("2010-01-01", "hy", "a", "b")
	h.bases("2010-01-01", "tb", "c")
	h.Clock.SetDay("2027-08-10")
	var printed day.Instant
	h.See(func(v *db.View) error { printed = v.At; return nil })
	august := day.AsOf{Day: day.Must("2027-08-01"), Known: printed}
	report := h.tree(org.UnionLine, august, "tld")
	if report != "tld(hy(a b) tb(c))" {
		t.Fatalf("printed in August: %s", report)
	}
	h.Clock.SetDay("2027-09-01")
	h.bases("2027-07-20", "tb", "d") // founded under a body that, as is learnt later, was no more
	h.Clock.SetDay("2027-10-05")
	h.Write(func(tx *db.Tx) (err error) {
		h.id["hym"], err = org.Consolidate(tx, h.ids("hy", "tb"), org.Unit{Name: "Liên đoàn Lao động tỉnh Hưng Yên", Kind: "federation"}, h.by("2027-07-01"))
		return
	})
	h.wantTree("2027-07-01", "tld", "tld(hym(a b c))")
	h.wantTree("2027-08-01", "tld", "tld(hym(a b c d))")
	if again := h.tree(org.UnionLine, august, "tld"); again != report {
		t.Errorf("printed again: %s, was %s", again, report)
	}
	h.See(func(v *db.View) error {
		changes, err := org.Changes(v, h.id["d"])
		if err != nil || len(changes) != 2 {
			t.Fatalf("timeline: %v, %v", changes, err)
		}
		last := changes[1]
		if !changes[0].Overridden && last.Recorded.Day() != day.Must("2027-10-05") {
			t.Errorf("timeline: %+v", changes)
		}
		if !slices.Contains(last.Says, "Trực thuộc Liên đoàn Lao động tỉnh Hưng Yên") || last.Kind != lineage.ChangeConsolidate {
			t.Errorf("timeline says %v of a %s", last.Says, last.Kind)
		}
		old, err := org.Changes(v, h.id["hy"])
		if says := old[len(old)-1].Says; err != nil || !slices.Contains(says, "Hợp nhất thành Liên đoàn Lao động tỉnh Hưng Yên") {
			t.Errorf("the old body's timeline says %v, %v", says, err)
		}
		return nil
	})
}

// CK-14: the addressees of letter 610 were right on 18 January 2021; on today's map each of the three classes is gone or changed.
func TestAddresseesOfLetter610(t *testing.T) {
	h := newHouse(t)
	h.found("2010-01-01", "lc", "federation", "Liên đoàn Lao động tỉnh Lai Châu", "tld")
	districts := []string{"tp", "tu", "pt"}
	for _, d := range districts {
		h.found("2010-01-01", d, "district", "Liên đoàn Lao động huyện "+strings.ToUpper(d), "lc")
	}
	h.found("2010-01-01", "gd", "local_sector", "Công đoàn ngành Giáo dục tỉnh Lai Châu", "lc")
	h.found("2010-01-01", "vc", "civil_servants", "Công đoàn Viên chức tỉnh Lai Châu", "lc")
	h.bases("2010-01-01", "lc", "tw1") // a base of a central body in the province
	h.bases("2010-01-01", "tp", "a")
	h.found("2025-07-01", "dk", "commune", "Công đoàn phường Đoàn Kết", "lc")
	h.Write(func(tx *db.Tx) error {
		by := h.by("2025-07-01")
		for _, u := range []string{"tp", "tu", "pt", "gd", "vc"} {
			if err := org.Dissolve(tx, h.id[u], org.Ending{Holding: h.id["lc"]}, by); err != nil {
				return err
			}
		}
		if err := org.Move(tx, h.id["a"], org.UnionLine, h.id["dk"], by); err != nil {
			return err
		}
		return org.Dissolve(tx, h.id["tw1"], org.Ending{}, by)
	})
	classes := map[string][]string{"LĐLĐ các huyện, thành phố": districts, "Công đoàn ngành, Công đoàn Viên chức tỉnh": {"gd", "vc"},
		"CĐCS Trung ương đóng trên địa bàn tỉnh": {"tw1"}}
	h.See(func(v *db.View) error {
		then, err := org.TreeOn(v, org.UnionLine, day.AsOf{Day: day.Must("2021-01-18")})
		if err != nil {
			return err
		}
		now, err := org.TreeOn(v, org.UnionLine, day.AsOf{Day: day.Must("2026-11-02")})
		for class, units := range classes {
			for _, u := range units {
				i, _ := then.History().Index(h.id[u])
				if got := then.Locate(i); got.Why != lineage.Here {
					t.Errorf("%s: %s stood on 18/01/2021 as %+v", class, u, got)
				}
				if got := now.Locate(i); got.Why != lineage.Gone || h.word(now.History().ID(got.At)) != "lc" {
					t.Errorf("%s: %s stands today as %+v", class, u, got)
				}
			}
		}
		return err
	})
}

// Two people edit one unit: the second is told, with both values. Nobody records one decision twice.
func TestConflicts(t *testing.T) {
	h := newHouse(t)
	h.bases("2015-01-01", "tld", "a")
	var seen org.Seen
	h.See(func(v *db.View) error {
		u, _, err := org.Get(v, h.id["a"], org.Today(v))
		seen = u.Version
		return err
	})
	by := h.by("2019-01-01")
	h.Write(func(tx *db.Tx) error { return org.Rename(tx, h.id["a"], "CĐCS Công ty Toto", "", by, seen) })
	h.refused(fault.Conflict, "tên lúc bạn mở là “CĐCS Công ty A”, nay là “CĐCS Công ty Toto”", func(tx *db.Tx) error {
		return org.Rename(tx, h.id["a"], "CĐCS Công ty Tôtô", "", h.by("2019-02-01"), seen)
	})
	h.refused(fault.Conflict, "đã được ghi cho việc này lúc", func(tx *db.Tx) error {
		return org.Rename(tx, h.id["a"], "CĐCS Công ty Toto 2", "", by)
	})
	h.refused(fault.Conflict, "đã được ghi cho việc này lúc", func(tx *db.Tx) error {
		again := org.Decision{Number: "2/QĐ-LĐLĐ", Date: day.Must("2015-01-01"), Issuer: "LĐLĐ", Effective: day.Must("2016-01-01")}
		_, err := org.Found(tx, org.Unit{Name: "CĐCS Công ty A", Kind: org.Grassroots, Parent: h.id["tld"]}, again)
		return err
	})
	h.refused(fault.Invalid, "Không có loại tổ chức “xyz”", func(tx *db.Tx) error {
		return org.Retype(tx, h.id["a"], "xyz", h.by("2019-03-01"))
	})
	// A withdrawn change makes room for the same decision entered rightly.
	h.See(func(v *db.View) error {
		u, _, err := org.Get(v, h.id["a"], org.Today(v))
		seen = u.Version
		return err
	})
	h.Write(func(tx *db.Tx) error {
		return org.Withdraw(tx, string(seen), org.Decision{Note: "ghi nhầm đơn vị"})
	})
	h.Write(func(tx *db.Tx) error { return org.Rename(tx, h.id["a"], "CĐCS Công ty Tô-tô", "", by) })
	h.See(func(v *db.View) error {
		changes, err := org.Changes(v, h.id["a"])
		if err != nil {
			return err
		}
		var kinds []lineage.ChangeKind
		for _, c := range changes {
			kinds = append(kinds, c.Kind)
		}
		return want(t, "timeline", kinds, []lineage.ChangeKind{lineage.ChangeFound, lineage.ChangeRename, lineage.ChangeWithdraw, lineage.ChangeRename})
	})
}

// The founding of a unit is taken back: it stands nowhere, and the head of the union still sees what was recorded of it.
func TestWhoSeesAUnitThatNeverWas(t *testing.T) {
	h := newHouse(t)
	h.bases("2015-01-01", "tld", "a")
	h.Write(func(tx *db.Tx) error {
		u, _, err := org.Get(&tx.View, h.id["a"], org.Today(&tx.View))
		return first(err, org.Withdraw(tx, string(u.Version), org.Decision{Note: "ghi nhầm đơn vị"}))
	})
	h.See(func(v *db.View) error {
		over, err := org.Over(v, h.id["a"])
		return first(err, want(t, "who has authority over one that never was", over, h.ids("tld")))
	})
}

// Many people who saw the same thing change it at once: one is heard, the others are told.
func TestOneOfManyIsHeard(t *testing.T) {
	h := newHouse(t)
	h.bases("2015-01-01", "tld", "a")
	var seen org.Seen
	h.See(func(v *db.View) error {
		u, _, err := org.Get(v, h.id["a"], org.Today(v))
		seen = u.Version
		return err
	})
	var heard, told atomic.Int64
	var all sync.WaitGroup
	for k := range 8 {
		all.Go(func() {
			err := h.Try(org.Renaming, h.id["a"], func(tx *db.Tx) error {
				return org.Rename(tx, h.id["a"], fmt.Sprintf("CĐCS số %d", k), "", org.Decision{Effective: day.Must("2020-01-01")}, seen)
			})
			switch {
			case err == nil:
				heard.Add(1)
			case fault.KindOf(err) == fault.Conflict && strings.Contains(fault.Text(err), "nay là “CĐCS số"):
				told.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	all.Wait()
	if heard.Load() != 1 || told.Load() != 7 {
		t.Errorf("%d heard, %d told", heard.Load(), told.Load())
	}
}

// Acts over different units, at once, lose nothing and leave one history.
func TestManyActsAtOnce(t *testing.T) {
	h := newHouse(t)
	h.bases("2015-01-01", "tld", "a", "b", "c", "d", "e", "f", "g", "h")
	var all sync.WaitGroup
	for _, w := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		all.Go(func() {
			for k := range 5 {
				err := h.Try(org.Renaming, h.id[w], func(tx *db.Tx) error {
					return org.Rename(tx, h.id[w], fmt.Sprintf("CĐCS %s %d", w, k), "", org.Decision{Effective: day.Must("2020-01-01") + day.Day(k)})
				})
				if err != nil {
					t.Error(err)
				}
				h.See(func(v *db.View) error {
					u, _, err := org.Get(v, h.id[w], org.Today(v))
					if want := fmt.Sprintf("CĐCS %s %d", w, k); u.Name != want {
						t.Errorf("after the act it is called %q, not %q", u.Name, want)
					}
					return err
				})
			}
		})
	}
	all.Wait()
	h.See(func(v *db.View) error {
		history, err := org.HistoryOf(v)
		if n := int64(9 + 40); history.Head() != n {
			t.Errorf("%d records, want %d", history.Head(), n)
		}
		return err
	})
}

// What an act has written is seen in it, and by nobody once it has failed.
func TestHistoryOfAnAct(t *testing.T) {
	h := newHouse(t)
	failed := fmt.Errorf("no")
	var lost org.UnitID
	err := h.DB.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) (err error) {
		if lost, err = org.Found(tx, org.Unit{Name: "CĐCS Không còn", Kind: org.Grassroots, Parent: h.id["tld"]}, h.by("2020-01-01")); err != nil {
			return err
		}
		over, err := org.Over(&tx.View, lost)
		return first(err, want(t, "within the act", over, []string{lost, h.id["tld"]}), failed)
	})
	if err != failed {
		t.Fatal(err)
	}
	kept := h.found("2020-01-01", "a", org.Grassroots, "CĐCS Còn", "tld")
	h.See(func(v *db.View) error {
		for id, known := range map[org.UnitID]bool{lost: false, kept: true} {
			if _, ok, err := org.Get(v, id, org.Today(v)); ok != known || err != nil {
				t.Errorf("%s is known: %v, want %v (%v)", id, ok, known, err)
			}
		}
		return nil
	})
}

// A view that was opened before a change keeps seeing what it saw, while others see the change.
func TestOlderViewKeepsItsHistory(t *testing.T) {
	h := newHouse(t)
	h.See(func(old *db.View) error {
		if _, err := org.Lines(old); err != nil { // the snapshot is taken with the first look
			return err
		}
		h.found("2020-01-01", "a", org.Grassroots, "CĐCS Mới", "tld")
		h.See(func(v *db.View) error {
			history, err := org.HistoryOf(v)
			if _, ok := history.Index(h.id["a"]); !ok {
				t.Error("a new view does not see the new unit")
			}
			return err
		})
		history, err := org.HistoryOf(old)
		if err == nil {
			if _, ok := history.Index(h.id["a"]); ok {
				t.Error("an older view sees what came after it")
			}
		}
		return err
	})
}

func TestClubs(t *testing.T) {
	h := newHouse(t)
	h.found("2010-01-01", "hp", "federation", "Liên đoàn Lao động thành phố Hải Phòng", "tld")
	h.bases("2010-01-01", "hp", "a", "b")
	h.found("2018-09-17", "clb", "club", "Câu lạc bộ Chủ tịch CĐCS KCN Tân Trường", "hp")
	h.Write(func(tx *db.Tx) error { return org.Join(tx, h.id["a"], org.Clubs, h.id["clb"], h.by("2018-10-01")) })
	h.refused(fault.Invalid, "mỗi đơn vị chỉ có một cấp trên. Muốn đổi cấp trên, hãy dùng “Chuyển”", func(tx *db.Tx) error {
		return org.Join(tx, h.id["a"], org.Clubs, h.id["hp"], h.by("2019-10-01"))
	})
	if got := h.tree(org.Clubs, day.AsOf{Day: day.Must("2018-10-01")}, "hp"); got != "hp(clb(a))" {
		t.Errorf("clubs: %s", got)
	}
	h.wantTree("2018-10-01", "tld", "tld(hp(a b))")
	h.See(func(v *db.View) error {
		over, err := org.Over(v, h.id["clb"])
		in, err2 := org.Within(v, h.id["hp"], h.id["clb"])
		if !in {
			t.Error("the club is not within the federation")
		}
		return first(err, err2, want(t, "over a club", over, h.ids("clb", "hp", "tld")))
	})
	h.refused(fault.Invalid, "hai cấp trên trên cùng một tuyến", func(tx *db.Tx) error {
		_, err := org.Found(tx, org.Unit{Name: "X", Kind: org.Grassroots, Parent: h.id["hp"], Lines: map[string]org.UnitID{org.UnionLine: h.id["tld"]}}, h.by("2019-01-01"))
		return err
	})
}

// Levels are data: a new line and a new kind are rows.
func TestLevelsAreData(t *testing.T) {
	h := newHouse(t)
	h.Write(func(tx *db.Tx) error {
		return first(org.DeclareLine(tx, org.Line{Key: "front", Name: "Khối Mặt trận"}),
			org.DeclareKind(tx, org.Kind{Key: "bloc", Name: "Khối", Short: "K", Line: "front", Level: 1}))
	})
	h.found("2026-06-01", "k", "bloc", "Khối thi đua số 1", "")
	if got := h.tree("front", day.AsOf{Day: day.Must("2026-06-01")}, "k"); got != "k" {
		t.Errorf("the new line: %q", got)
	}
	h.refused(fault.Conflict, "Đã có loại tổ chức", func(tx *db.Tx) error {
		return org.DeclareKind(tx, org.Kind{Key: "bloc", Name: "Khối", Line: "front"})
	})
	h.refused(fault.Invalid, "Không có tuyến", func(tx *db.Tx) error {
		return org.DeclareKind(tx, org.Kind{Key: "other", Name: "Khác", Line: "none"})
	})
}

func TestSearch(t *testing.T) {
	h := newHouse(t)
	h.found("2010-01-01", "hp", "federation", "Liên đoàn Lao động thành phố Hải Phòng", "tld")
	h.found("2010-01-01", "hoa", "district", "Liên đoàn Lao động thị xã Đông Hoà", "tld")
	h.found("2010-01-01", "old", "federation", "Liên đoàn Lao động tỉnh Hải Dương", "tld")
	h.found("2010-01-01", "sews", org.Grassroots, "CĐCS Công ty TNHH Sews-Components Việt Nam", "tld")
	h.found("2010-01-01", "bcd", "committee", "Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh Lai Châu", "")
	h.Write(func(tx *db.Tx) error {
		return first(org.AddAlias(tx, h.id["sews"], "Sews-Componets", "văn bản 002"), org.AddAlias(tx, h.id["hp"], "Công đoàn Hải Phòng", "văn bản 000"),
			org.Rename(tx, h.id["old"], "Liên đoàn Lao động tỉnh Đông", "", h.by("2018-01-01")))
	})
	for q, word := range map[string]string{
		"lien doan hai phong":        "hp",
		"LĐLĐ TP Hải Phòng":          "hp",
		norm.NFD.String("Hải Phòng"): "hp",
		"Công đoàn Hải Phòng":        "hp",
		"dong hoa":                   "hoa",
		"Đông Hòa":                   "hoa",
		"hai duong":                  "old",
		"Sews-Componets":             "sews",
		"sews componentz":            "sews",
		"cdcs cty tnhh sews":         "sews",
		"BCĐ HMTN Lai Châu":          "bcd",
		"BCD vận động hiến máu tình nguyện": "bcd",
		"tong lien doan": "tld",
		"TLĐ":            "tld",
		"LIÊN ĐOÀN LAO ĐỘNG THÀNH PHỐ HẢI PH": "hp",
	} {
		h.See(func(v *db.View) error {
			hits, err := org.Search(v, q, org.Today(v), 5)
			if err != nil || len(hits) == 0 || h.word(hits[0].Unit) != word {
				t.Errorf("%q: %+v, %v, want %s", q, hits, err, word)
			}
			return nil
		})
	}
	h.See(func(v *db.View) error {
		hits, err := org.Search(v, "hai duong", org.Today(v), 5)
		if hits[0].As != "Liên đoàn Lao động tỉnh Hải Dương" || hits[0].Name != "Liên đoàn Lao động tỉnh Đông" {
			t.Errorf("an old name: %+v", hits[0])
		}
		none, _ := org.Search(v, "không có gì như thế", org.Today(v), 5)
		if len(none) != 0 {
			t.Errorf("nothing: %v", none)
		}
		return err
	})
	h.refused(fault.Conflict, "đã có tên gọi", func(tx *db.Tx) error { return org.AddAlias(tx, h.id["hp"], "Công  đoàn Hải Phòng", "x") })
}

// The engine refuses what the code never does.
func TestThePastIsLocked(t *testing.T) {
	h := newHouse(t)
	for _, statement := range []string{"UPDATE org_fact SET name = 'x'", "DELETE FROM org_fact", "UPDATE org_change SET number = 'x'", "DELETE FROM org_change"} {
		err := h.DB.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error {
			_, err := tx.Exec(statement)
			return err
		})
		if err == nil || !strings.Contains(err.Error(), "is only added to") {
			t.Errorf("%s: %v", statement, err)
		}
	}
}

// Every verb on a unit is over its chain; reading is for all roles.
func TestVerbs(t *testing.T) {
	h := newHouse(t)
	h.found("2010-01-01", "hp", "federation", "Liên đoàn Lao động thành phố Hải Phòng", "tld")
	h.found("2010-01-01", "hd", "federation", "Liên đoàn Lao động tỉnh Hải Dương", "tld")
	an := h.Grant("an", access.FederationOfficer, h.id["hp"])
	an.Do(org.Founding, h.id["hp"], func(tx *db.Tx) error {
		_, err := org.Found(tx, org.Unit{Name: "CĐCS A", Kind: org.Grassroots, Parent: h.id["hp"]}, h.by("2020-01-01"))
		return err
	})
	for _, unit := range []string{"hd", "tld"} {
		if err := an.Try(org.Founding, h.id[unit], func(tx *db.Tx) error { return nil }); fault.KindOf(err) != fault.Denied {
			t.Errorf("an officer of Hải Phòng founds under %s: %v", unit, err)
		}
	}
	names := map[string]bool{}
	for _, v := range org.Verbs {
		if names[v.Name] || v.Label == "" || v.Over == nil || !strings.HasPrefix(v.Name, "org.") {
			t.Errorf("verb %+v", v)
		}
		names[v.Name] = true
	}
}

// Who takes part in what a unit leads: whoever stands below it; below the federation where a committee leads; below the successor
// of a unit that is no more.
func TestLeads(t *testing.T) {
	h := newHouse(t)
	h.found("2010-01-01", "hy", "federation", "Liên đoàn Lao động tỉnh Hưng Yên", "tld")
	h.found("2010-01-01", "hp", "federation", "Liên đoàn Lao động thành phố Hải Phòng", "tld")
	h.bases("2012-01-01", "hy", "a")
	h.bases("2012-01-01", "hp", "b")
	h.Write(func(tx *db.Tx) (err error) {
		h.id["bcd"], err = org.Found(tx, org.Unit{Name: "Ban Chỉ đạo", Kind: "committee", Lines: map[string]org.UnitID{org.Committees: h.id["hy"]}}, h.by("2019-01-01"))
		return err
	})
	h.Write(func(tx *db.Tx) error { return org.Absorb(tx, h.ids("hp"), h.id["hy"], h.by("2025-07-01")) })
	h.bases("2026-01-01", "tld", "c")
	h.See(func(v *db.View) error {
		for _, c := range []struct {
			lead, unit string
			want       bool
		}{{"hy", "hy", true}, {"hy", "a", true}, {"bcd", "a", true}, {"a", "bcd", false}, {"a", "hy", false}, {"hp", "a", true}, {"hp", "b", true}, {"bcd", "c", false}, {"hy", "c", false}, {"tld", "c", true}} {
			if got, err := org.Leads(v, h.id[c.lead], h.id[c.unit]); err != nil || got != c.want {
				t.Errorf("%s leads %s: %v (%v), want %v", c.lead, c.unit, got, err, c.want)
			}
		}
		return nil
	})
}
