package place

import (
	_ "embed"
	"encoding/csv"
	"errors"
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

// province is a line of the list: what a province was, and where it went on 1 July 2025.
type province struct{ oldCode, oldName, newCode, newName, on string }

// readProvinces reads the list that is part of the program.
func readProvinces() ([]province, error) {
	r := csv.NewReader(strings.NewReader(provinces))
	r.Comma, r.Comment = ';', '#'
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("place: provinces: %w", err)
	}
	var all []province
	for _, row := range rows[1:] {
		p := province{row[0], row[1], row[2], row[3], row[4]}
		if p.on != "" && p.on != merge2025.Effective.String() {
			return nil, fault.Invalidf("Tỉnh %s ghi ngày %s, khác ngày của nghị quyết. Hãy kiểm tra lại tệp dữ liệu tỉnh.", p.oldName, p.on)
		}
		all = append(all, p)
	}
	return all, nil
}

// SeedProvinces writes the country and the 63 provinces that it had from 2008. It does nothing where they are already there.
func SeedProvinces(tx *db.Tx) error {
	h, err := HistoryOf(&tx.View)
	if err != nil {
		return err
	}
	if _, ok := h.Index(Country); ok {
		return nil
	}
	list, err := readProvinces()
	if err != nil {
		return err
	}
	all := []Place{{ID: Country, Name: "Việt Nam", Kind: "country", Code: "VN"}}
	for _, p := range list {
		all = append(all, Place{Name: p.oldName, Kind: kindOf(p.oldName), Code: p.oldCode, Parent: Country, ID: tx.ID()})
	}
	_, err = FoundAll(tx, all, hanoi2008)
	return err
}

// SeedReform writes what became of the 63 provinces: Huế was renamed in January 2025, and by resolution 202/2025/QH15 there are
// 34 from 1 July 2025. It needs SeedProvinces.
//
// Every merger is a consolidation into a new place, also where the new province bears the name and the code of an old one
// (Hải Phòng, Tuyên Quang): the resolution makes "a new province named …" out of all of them, a figure of the old
// Hải Phòng is not one of the new, and the same holds for the union bodies, whose congresses began again at the first.
// So a code means something on a day only: ask ByCode. A province that stayed keeps its id, and Huế was renamed.
func SeedReform(tx *db.Tx) error {
	list, err := readProvinces()
	if err != nil {
		return err
	}
	eve := day.AsOf{Day: hue2025.Effective - 1}
	type group struct {
		into Place
		ids  []ID
	}
	var merged []*group
	byCode := map[string]*group{}
	for _, p := range list {
		old, ok, err := ByCode(&tx.View, p.oldCode, eve)
		if err != nil {
			return err
		}
		if !ok {
			return fault.NotFoundf("Chưa có tỉnh mã %s (%s). Hãy ghi 63 tỉnh trước.", p.oldCode, p.oldName)
		}
		if p.on == "" {
			if p.oldName != p.newName {
				if err := errors.Join(Rename(tx, old.ID, p.newName, hue2025), Retype(tx, old.ID, kindOf(p.newName), hue2025)); err != nil {
					return err
				}
			}
			continue
		}
		g := byCode[p.newCode]
		if g == nil {
			g = &group{into: Place{Name: p.newName, Kind: kindOf(p.newName), Code: p.newCode}}
			byCode[p.newCode] = g
			merged = append(merged, g)
		}
		g.ids = append(g.ids, old.ID)
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
