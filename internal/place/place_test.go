package place_test

import (
	"strings"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/place"
	"phongtrao/internal/testkit"
)

func newHouse(t *testing.T) *testkit.House {
	h := testkit.New(t, access.Schema, act.Schema, place.Schema)
	h.Write(place.SeedProvinces)
	h.Write(place.SeedReform)
	return h
}

func on(d string) day.AsOf { return day.AsOf{Day: day.Must(d)} }

// The country had 63 provinces until 30 June 2025 and has 34 since; every old one stands somewhere today.
func TestSixtyThreeBecomeThirtyFour(t *testing.T) {
	h := newHouse(t)
	h.Write(place.SeedProvinces) // a second time does nothing
	h.See(func(v *db.View) error {
		for d, want := range map[string]int{"2008-08-01": 63, "2025-06-30": 63, "2025-07-01": 34, "2026-11-02": 34} {
			tree, err := place.TreeOn(v, place.Territory, on(d))
			if err != nil {
				return err
			}
			vn, _ := tree.History().Index(place.Country)
			if n := len(tree.Children(vn)); n != want {
				t.Errorf("on %s there are %d provinces, want %d", d, n, want)
			}
		}
		old, _ := place.TreeOn(v, place.Territory, on("2025-06-30"))
		now, _ := place.TreeOn(v, place.Territory, on("2025-07-01"))
		vn, _ := old.History().Index(place.Country)
		stayed, went := 0, map[int32]int{}
		for _, i := range old.Children(vn) {
			switch loc := now.Locate(i); loc.Why {
			case lineage.Here:
				stayed++
			case lineage.Successor:
				went[loc.At]++
			default:
				t.Errorf("%s stands today as %+v", now.History().Name(i, on("2025-07-01")), loc)
			}
		}
		if stayed != 11 || len(went) != 23 {
			t.Errorf("%d stayed and %d new ones were made, want 11 and 23", stayed, len(went))
		}
		codes := map[string]bool{}
		for _, i := range now.Children(vn) {
			code := now.History().Code(i, on("2025-07-01"))
			if codes[code] || len(code) != 2 {
				t.Errorf("code %q of %s", code, now.History().Name(i, on("2025-07-01")))
			}
			codes[code] = true
		}
		return nil
	})
}

// A code means something on a day only: 31 is the old Hải Phòng, and then the one that Hải Dương went into.
func TestCodes(t *testing.T) {
	h := newHouse(t)
	h.See(func(v *db.View) error {
		for _, c := range []struct{ day, code, name, kind string }{
			{"2025-06-30", "30", "Hải Dương", "province"}, {"2025-06-30", "31", "Hải Phòng", "city"},
			{"2025-07-01", "31", "Hải Phòng", "city"}, {"2025-07-01", "30", "", ""},
			{"2025-06-30", "24", "Bắc Giang", "province"}, {"2025-07-01", "24", "Bắc Ninh", "province"},
			{"2024-12-31", "46", "Thừa Thiên Huế", "province"}, {"2025-01-01", "46", "Huế", "city"}, {"2025-07-01", "12", "Lai Châu", "province"},
		} {
			p, found, err := place.ByCode(v, c.code, on(c.day))
			if err != nil {
				return err
			}
			if p.Name != c.name || p.Kind != c.kind || found != (c.name != "") {
				t.Errorf("code %s on %s: %+v, want %s", c.code, c.day, p, c.name)
			}
		}
		before, _, _ := place.ByCode(v, "31", on("2025-06-30"))
		after, _, err := place.ByCode(v, "31", on("2025-07-01"))
		if before.ID == after.ID || before.Ended != after.Born {
			t.Errorf("the old and the new Hải Phòng: %+v, %+v", before, after)
		}
		return err
	})
}

// Below a province everything else moves as it did: districts end, parks pass to the province, communes are joined.
func TestBelowAProvince(t *testing.T) {
	h := newHouse(t)
	var hd, district, park, commune, ward place.ID
	var hp place.Place
	july := place.Decision{Number: "202/2025/QH15", Date: day.Must("2025-06-12"), Issuer: "Quốc hội", Effective: day.Must("2025-07-01")}
	h.Write(func(tx *db.Tx) error {
		p, _, err := place.ByCode(&tx.View, "30", on("2025-06-30"))
		if err != nil {
			return err
		}
		hp, _, _ = place.ByCode(&tx.View, "31", on("2025-07-01"))
		hd = p.ID
		since := place.Decision{Effective: day.Must("2010-01-01"), Note: "dữ liệu minh hoạ"}
		if district, err = place.Found(tx, place.Place{Name: "Cẩm Giàng", Kind: "district", Parent: hd}, since); err != nil {
			return err
		}
		if park, err = place.Found(tx, place.Place{Name: "KCN Tân Trường", Kind: "park", Parent: district}, since); err != nil {
			return err
		}
		if commune, err = place.Found(tx, place.Place{Name: "Tân Trường", Kind: "commune", Parent: district}, since); err != nil {
			return err
		}
		other, err := place.Found(tx, place.Place{Name: "Cẩm Đông", Kind: "commune", Parent: district}, since)
		if err != nil {
			return err
		}
		if err := place.Dissolve(tx, district, "", hp.ID, july); err != nil {
			return err
		}
		ward, err = place.Consolidate(tx, []place.ID{commune, other}, place.Place{Name: "Cẩm Giàng", Kind: "commune"}, july)
		return err
	})
	h.See(func(v *db.View) error {
		old, err := place.TreeOn(v, place.Territory, on("2025-06-30"))
		now, _ := place.TreeOn(v, place.Territory, on("2025-07-01"))
		chain := func(tr *lineage.Tree, id place.ID) string {
			var names []string
			i, _ := tr.History().Index(id)
			for _, c := range tr.Chain(i) {
				names = append(names, tr.History().Name(c, tr.AsOf()))
			}
			return strings.Join(names, ", ")
		}
		for got, want := range map[string]string{
			chain(old, park): "KCN Tân Trường, Cẩm Giàng, Hải Dương, Việt Nam",
			chain(now, park): "KCN Tân Trường, Hải Phòng, Việt Nam",
			chain(now, ward): "Cẩm Giàng, Hải Phòng, Việt Nam",
		} {
			if got != want {
				t.Errorf("%q, want %q", got, want)
			}
		}
		return err
	})
}

func TestSearch(t *testing.T) {
	h := newHouse(t)
	h.Write(func(tx *db.Tx) error {
		hcm, _, err := place.ByCode(&tx.View, "79", on("2025-07-01"))
		if err != nil {
			return err
		}
		return place.AddAlias(tx, hcm.ID, "TP.HCM", "cách viết thường gặp")
	})
	h.See(func(v *db.View) error {
		for q, want := range map[string]string{"hai phong": "Hải Phòng", "HOÀ BÌNH": "Hòa Bình", "tp hcm": "Thành phố Hồ Chí Minh",
			"thua thien": "Huế", "Đăk Lăk": "Đắk Lắk"} {
			found, err := place.Search(v, q, on("2026-11-02"), 3)
			if err != nil || len(found) == 0 || found[0].Name != want {
				t.Errorf("%q: %+v, %v, want %s", q, found, err, want)
			}
		}
		found, err := place.Search(v, "hải phòng", on("2026-11-02"), 3)
		if len(found) != 2 || found[0].Born != day.Must("2025-07-01") {
			t.Errorf("the living Hải Phòng comes first: %+v", found)
		}
		return err
	})
}

func TestRefusals(t *testing.T) {
	h := newHouse(t)
	july := place.Decision{Number: "1/QĐ", Date: day.Must("2025-06-12"), Issuer: "UBND", Effective: day.Must("2025-08-01")}
	for says, work := range map[string]func(tx *db.Tx) error{
		"Không có loại địa điểm “ấp”": func(tx *db.Tx) error {
			_, err := place.Found(tx, place.Place{Name: "X", Kind: "ấp", Parent: place.Country}, july)
			return err
		},
		"chỉ tồn tại đến hết 30/06/2025": func(tx *db.Tx) error {
			p, _, err := place.ByCode(&tx.View, "30", on("2025-06-30"))
			if err != nil {
				return err
			}
			return place.Rename(tx, p.ID, "Hải Dương mới", july)
		},
	} {
		err := h.DB.Update(t.Context(), db.Ordered{}, work)
		if fault.KindOf(err) != fault.Invalid || !strings.Contains(fault.Text(err), says) {
			t.Errorf("got %v, want %q", err, says)
		}
	}
}
