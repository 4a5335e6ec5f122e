package seed

import (
	_ "embed"
	"encoding/csv"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/org"
	"phongtrao/internal/place"
)

// Confederation is the unit at the head of the union line.
const Confederation org.UnitID = "tld"

//go:embed data/units.csv
var unitsCSV string

//go:embed data/parks.csv
var parksCSV string

// rows reads a table of the seed; a line that begins with # is a remark.
func rows(table string) [][]string {
	r := csv.NewReader(strings.NewReader(table))
	r.Comma, r.Comment, r.FieldsPerRecord = ';', '#', -1
	all, err := r.ReadAll()
	if err != nil {
		panic("seed: " + err.Error()) // the tables are part of the program
	}
	return all
}

// before is the paper behind what existed before anything was recorded here.
func before(on day.Day) org.Decision {
	return org.Decision{Issuer: "Dữ liệu nền", Effective: on, Note: "Có từ trước khi hệ thống ghi nhận; số và ngày quyết định cần bổ sung"}
}

// federation returns the key of the federation of a province by the province's code of 2024.
func federation(code string) org.UnitID { return "tinh-" + code }

// merged returns the key of a federation that began on 1 July 2025, by the new province's code.
func merged(code string) org.UnitID { return "tinh-moi-" + code }

// federationName names the federation of a province or city.
func federationName(p place.Place) (name, short string) {
	switch {
	case strings.HasPrefix(p.Name, "Thành phố "):
		return "Liên đoàn Lao động " + p.Name, "LĐLĐ TP " + strings.TrimPrefix(p.Name, "Thành phố ")
	case p.Kind == "city":
		return "Liên đoàn Lao động thành phố " + p.Name, "LĐLĐ TP " + p.Name
	}
	return "Liên đoàn Lao động tỉnh " + p.Name, "LĐLĐ tỉnh " + p.Name
}

// ground founds the map, the confederation, the 63 federations and the units of the four stories, as they stood in 2020.
func (s *story) ground() {
	s.on("2020-01-02")
	s.do(place.Keeping, Confederation, place.SeedProvinces)
	start := before(day.Of(2008, 8, 1))
	s.do(org.Founding, "", func(tx *db.Tx) error {
		units := []org.Unit{{ID: Confederation, Name: "Tổng Liên đoàn Lao động Việt Nam", Short: "Tổng LĐLĐ Việt Nam", Kind: "confederation"}}
		provinces, err := provincesOn(&tx.View, start.Effective)
		if err != nil {
			return err
		}
		for _, p := range provinces {
			name, short := federationName(p)
			units = append(units, org.Unit{ID: federation(p.Code), Name: name, Short: short, Kind: "federation", Parent: Confederation})
		}
		if _, err := org.FoundAll(tx, units, start); err != nil {
			return err
		}
		for _, p := range provinces {
			if err := org.LinkPlace(tx, federation(p.Code), p.ID, org.Area, start.Effective, start); err != nil {
				return err
			}
		}
		return org.AddAlias(tx, Confederation, "Tổng Liên đoàn LĐVN", "610/LĐLĐ, nơi nhận")
	})
	for _, r := range rows(unitsCSV) {
		s.do(org.Founding, r[4], func(tx *db.Tx) error {
			from := max(day.Must(r[5]), start.Effective)
			_, err := org.Found(tx, org.Unit{ID: r[0], Kind: r[1], Name: r[2], Short: r[3], Parent: r[4]}, before(from))
			if err != nil {
				return err
			}
			for alias := range strings.SplitSeq(r[6], "|") {
				if alias != "" {
					if err := org.AddAlias(tx, r[0], alias, "tin đã đăng"); err != nil {
						return err
					}
				}
			}
			return nil
		})
	}
	s.do(org.Founding, federation("33"), func(tx *db.Tx) error {
		_, err := org.Found(tx, org.Unit{ID: "hy-bcd", Kind: "committee", Name: "Ban Chỉ đạo vận động hiến máu tình nguyện các KCN tỉnh Hưng Yên",
			Short: "BCĐHMKCN", Lines: map[string]org.UnitID{org.Committees: federation("33")}}, before(day.Of(2019, 1, 1)))
		return err
	})
	s.do(place.Keeping, Confederation, func(tx *db.Tx) error {
		city, _, err := place.ByCode(&tx.View, "01", day.AsOf{Day: day.Of(2020, 1, 1)})
		if err != nil {
			return err
		}
		_, err = place.Found(tx, place.Place{ID: districtPlace, Name: "Quận Nam Từ Liêm", Kind: "district", Parent: city.ID}, before(day.Of(2014, 4, 1)))
		return err
	})
	for _, r := range rows(parksCSV) {
		s.do(place.Keeping, Confederation, func(tx *db.Tx) error {
			province, _, err := place.ByCode(&tx.View, r[3], day.AsOf{Day: day.Of(2020, 1, 1)})
			if err != nil {
				return err
			}
			if _, err := place.Found(tx, place.Place{ID: r[0], Name: r[1], Kind: "park", Parent: province.ID}, before(day.Of(2012, 1, 1))); err != nil {
				return err
			}
			for alias := range strings.SplitSeq(r[2], "|") {
				if alias != "" {
					if err := place.AddAlias(tx, r[0], alias, "tin đã đăng"); err != nil {
						return err
					}
				}
			}
			return nil
		})
	}
}

// districtPlace is the district of Nam Từ Liêm on the map of the state, until 30 June 2025.
const districtPlace = "quan-nam-tu-liem"

// provincesOn returns the provinces and cities of a day.
func provincesOn(v *db.View, on day.Day) (all []place.Place, err error) {
	asOf := day.AsOf{Day: on}
	tree, err := place.TreeOn(v, place.Territory, asOf)
	if err != nil {
		return nil, err
	}
	country, _ := tree.History().Index(place.Country)
	for _, i := range tree.Children(country) {
		p, _, err := place.Get(v, tree.History().ID(i), asOf)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

// reform2025 tells the spring and summer of 2025: sector unions end, provinces and their federations merge, districts end, wards come later.
func (s *story) reform2025() {
	s.on("2025-03-03")
	s.as("ha")
	ends := org.Decision{Issuer: "Liên đoàn Lao động tỉnh Hải Dương", Date: day.Of(2025, 3, 3), Effective: day.Of(2025, 3, 3),
		Note: "Kết thúc 7 công đoàn ngành, chuyển công đoàn cơ sở về cấp trên khác; số quyết định cần bổ sung"}
	s.do(org.Dissolving, federation("30"), func(tx *db.Tx) error { return org.SetHolding(tx, federation("30"), federation("30"), ends) })
	for _, u := range []string{"hd-giaoduc", "hd-yte", "hd-nn", "hd-gtvt", "hd-xd", "hd-ct", "hd-vc"} {
		s.do(org.Dissolving, u, func(tx *db.Tx) error { return org.Dissolve(tx, u, org.Ending{}, ends) })
	}

	s.on("2025-06-28")
	cv4173 := org.Decision{Number: "4173/TLĐ-ToC", Date: day.Of(2025, 5, 28), Issuer: "Tổng Liên đoàn Lao động Việt Nam", Effective: day.Of(2025, 7, 1),
		Note: "Công văn hướng dẫn; số quyết định của từng tỉnh cần bổ sung"}
	s.do(place.Keeping, Confederation, place.SeedReform)
	s.do(place.Keeping, Confederation, func(tx *db.Tx) error {
		city, _, err := place.ByCode(&tx.View, "01", day.AsOf{Day: day.Of(2025, 6, 1)})
		if err != nil {
			return err
		}
		return place.Dissolve(tx, districtPlace, "", city.ID, place.Decision{Number: "202/2025/QH15", Date: day.Of(2025, 6, 12), Issuer: "Quốc hội",
			Effective: day.Of(2025, 7, 1), Note: "Kết thúc cấp huyện"})
	})
	s.do(org.Consolidating, Confederation, func(tx *db.Tx) error { return mergeFederations(tx, cv4173) })
	for _, u := range []string{"hn-ntl", "lc-tp", "lc-tamduong", "lc-phongtho", "lc-sinho", "lc-namnhun", "lc-muongte", "lc-tanuyen", "lc-thanuyen", "lc-giaoduc", "lc-vc"} {
		s.do(org.Dissolving, u, func(tx *db.Tx) error {
			above := federation("12")
			if u == "hn-ntl" {
				above = federation("01")
			}
			return org.Dissolve(tx, u, org.Ending{Holding: above}, cv4173)
		})
	}
	for _, b := range [][2]string{{"hp-kkt", merged("31")}, {"hd-kcn", merged("31")}, {"hy-kcn", merged("33")}} {
		s.do(org.Dissolving, b[0], func(tx *db.Tx) error {
			return org.Dissolve(tx, b[0], org.Ending{Successor: b[1], Holding: b[1]}, cv4173)
		})
	}

	s.on("2025-07-02")
	s.moved("bao", merged("33"))

	s.on("2025-09-17")
	clubs := org.Decision{Issuer: "Liên đoàn Lao động thành phố Hải Phòng", Date: day.Of(2025, 9, 17), Effective: day.Of(2025, 9, 17),
		Note: "7 câu lạc bộ Chủ tịch, Phó Chủ tịch công đoàn cơ sở theo cụm khu công nghiệp; số quyết định cần bổ sung"}
	for _, c := range [][]string{{"clb-daian", "Đại An – Lai Cách", "hd-daian1", "hd-daian2"}, {"clb-laivu", "Nam Sách – Lai Vu", "hd-laivu1"},
		{"clb-phucdien", "Phúc Điền", "hd-phucdien1"}, {"clb-tantruong", "Tân Trường", "hd-tantruong1"}, {"clb-phuthai", "Phú Thái"},
		{"clb-anphat", "An Phát", "hd-anphat1"}, {"clb-camdien", "Cẩm Điền – Lương Điền", "hd-camdien1"}} {
		s.do(org.Founding, merged("31"), func(tx *db.Tx) error {
			if _, err := org.Found(tx, org.Unit{ID: c[0], Kind: "club", Name: "Câu lạc bộ Chủ tịch, Phó Chủ tịch CĐCS cụm KCN " + c[1],
				Short: "CLB cụm " + c[1], Lines: map[string]org.UnitID{org.Clubs: merged("31")}}, clubs); err != nil {
				return err
			}
			for _, member := range c[2:] {
				if err := org.Join(tx, member, org.Clubs, c[0], clubs); err != nil {
					return err
				}
			}
			return nil
		})
	}

	s.on("2025-09-29")
	tuliem := org.Decision{Number: "2134/QĐ-LĐLĐ", Date: day.Of(2025, 9, 29), Issuer: "Liên đoàn Lao động thành phố Hà Nội", Effective: day.Of(2025, 9, 29),
		Note: "Tiếp nhận 323 công đoàn cơ sở; ở đây chỉ ghi 4 đơn vị minh hoạ"}
	s.do(org.Founding, federation("01"), func(tx *db.Tx) error {
		_, err := org.Found(tx, org.Unit{ID: "hn-tuliem", Kind: "commune", Name: "Công đoàn phường Từ Liêm", Parent: federation("01")}, tuliem)
		return err
	})
	s.do(org.Moving, federation("01"), func(tx *db.Tx) error {
		return org.MoveAll(tx, []org.UnitID{"hn-ntl1", "hn-ntl2", "hn-ntl3", "hn-ntl4"}, org.UnionLine, "hn-tuliem", tuliem)
	})
}

// mergeFederations lets the federations follow their provinces: where provinces became one, their federations become a new one.
func mergeFederations(tx *db.Tx, by org.Decision) error {
	provinces, err := provincesOn(&tx.View, by.Effective-1)
	if err != nil {
		return err
	}
	after, err := place.TreeOn(&tx.View, place.Territory, day.AsOf{Day: by.Effective})
	if err != nil {
		return err
	}
	joined := map[string][]org.UnitID{} // by the id of the new province
	var order []string
	for _, p := range provinces {
		i, _ := after.History().Index(p.ID)
		into := after.History().ID(after.Locate(i).At)
		if into == p.ID {
			continue
		}
		if joined[into] == nil {
			order = append(order, into)
		}
		joined[into] = append(joined[into], federation(p.Code))
	}
	for _, into := range order {
		p, _, err := place.Get(&tx.View, into, day.AsOf{Day: by.Effective})
		if err != nil {
			return err
		}
		name, short := federationName(p)
		u := org.Unit{ID: merged(p.Code), Name: name, Short: short, Kind: "federation", Parent: Confederation}
		if _, err := org.Consolidate(tx, joined[into], u, by); err != nil {
			return err
		}
		if err := org.LinkPlace(tx, u.ID, into, org.Area, by.Effective, by); err != nil {
			return err
		}
	}
	return nil
}
