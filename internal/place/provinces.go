package place

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

//go:embed data/provinces.csv
var provinces string

// Country is the id of the country, in which all provinces lie.
const Country ID = "VN"

// The day from which the country had 63 provinces and cities: what lies before is not told here.
var sixtyThree = day.Of(2008, 8, 1)

// cities are the provinces that are cities under the central government, by name.
var cities = map[string]bool{"Hà Nội": true, "Hải Phòng": true, "Đà Nẵng": true, "Cần Thơ": true, "Thành phố Hồ Chí Minh": true, "Huế": true}

// Decisions of the National Assembly, from memory; verify before release.
var (
	hanoi2008 = Decision{Number: "15/2008/QH12", Date: day.Of(2008, 5, 29), Issuer: "Quốc hội", Effective: sixtyThree,
		Note: "Mốc bắt đầu của dữ liệu: từ 01/08/2008 cả nước có 63 tỉnh, thành phố"}
	hue2025   = Decision{Number: "175/2024/QH15", Date: day.Of(2024, 11, 30), Issuer: "Quốc hội", Effective: day.Of(2025, 1, 1)}
	merge2025 = Decision{Number: "202/2025/QH15", Date: day.Of(2025, 6, 12), Issuer: "Quốc hội", Effective: day.Of(2025, 7, 1)}
)

// SeedProvinces writes the country, its 63 provinces, and what resolution 202/2025/QH15 made of them. It does nothing
// where they are already there.
//
// Every merger is a consolidation into a new place, also where the new province bears the name and the code of an old one
// (Hải Phòng, Tuyên Quang): the resolution makes "a new province named …" out of all of them, a figure of the old
// Hải Phòng is not one of the new, and the same holds for the union bodies, whose congresses began again at the first.
// So a code means something on a day only: ask ByCode. A province that stayed keeps its id, and Huế was renamed.
func SeedProvinces(tx *db.Tx) error {
	h, err := HistoryOf(&tx.View)
	if err != nil {
		return err
	}
	if _, ok := h.Index(Country); ok {
		return nil
	}
	r := csv.NewReader(strings.NewReader(provinces))
	r.Comma, r.Comment = ';', '#'
	rows, err := r.ReadAll()
	if err != nil {
		return fmt.Errorf("place: provinces: %w", err)
	}
	first := []Place{{ID: Country, Name: "Việt Nam", Kind: "country", Code: "VN"}}
	type group struct {
		into Place
		ids  []ID
	}
	var merged []*group
	byCode := map[string]*group{}
	for _, row := range rows[1:] {
		oldCode, oldName, newCode, newName, on := row[0], row[1], row[2], row[3], row[4]
		p := Place{ID: tx.ID(), Name: oldName, Kind: kindOf(oldName), Code: oldCode, Parent: Country}
		first = append(first, p)
		if on == "" {
			continue
		}
		if on != merge2025.Effective.String() {
			return fault.Invalidf("Tỉnh %s ghi ngày %s, khác ngày của nghị quyết. Hãy kiểm tra lại tệp dữ liệu tỉnh.", oldName, on)
		}
		g := byCode[newCode]
		if g == nil {
			g = &group{into: Place{Name: newName, Kind: kindOf(newName), Code: newCode}}
			byCode[newCode] = g
			merged = append(merged, g)
		}
		g.ids = append(g.ids, p.ID)
	}
	if _, err := FoundAll(tx, first, hanoi2008); err != nil {
		return err
	}
	for _, p := range first {
		if p.Name != "Thừa Thiên Huế" {
			continue
		}
		if err := Rename(tx, p.ID, "Huế", hue2025); err != nil {
			return err
		}
		if err := Retype(tx, p.ID, "city", hue2025); err != nil {
			return err
		}
	}
	for _, g := range merged {
		if _, err := Consolidate(tx, g.ids, g.into, merge2025); err != nil {
			return err
		}
	}
	return nil
}

func kindOf(name string) string {
	if cities[name] {
		return "city"
	}
	return "province"
}
