package seed

import (
	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
)

// Password opens every account of the demo.
const Password = "phongtrao-demo"

// Somebody is an invented person of the demo.
type Somebody struct {
	Login, Name, Title string
	Role               access.Role
	Unit               org.UnitID
	Since              string // when the person and the grant were made
}

// People are the persons of the demo, all invented, each with one role.
var People = []Somebody{
	{"ha", "Trần Thu Hà", "quản trị, Tổng Liên đoàn", access.Administrator, Confederation, "2020-02-01"},
	{"bao", "Phạm Quốc Bảo", "cán bộ, công đoàn tỉnh Hưng Yên", access.FederationOfficer, federation("33"), "2020-02-01"},
	{"seo", "Giàng A Sèo", "cán bộ, LĐLĐ tỉnh Lai Châu", access.FederationOfficer, federation("12"), "2020-02-01"},
	{"diep", "Đặng Ngọc Diệp", "cán bộ, LĐLĐ quận Nam Từ Liêm", access.FederationOfficer, federation("01"), "2022-03-01"},
	{"chau", "Lê Minh Châu", "cán bộ, LĐLĐ TP Hải Phòng", access.FederationOfficer, merged("31"), "2025-07-02"},
	{"lan", "Vũ Thị Lan", "chủ tịch CĐCS TOTO Hưng Yên", access.UnitOfficer, "hy-toto", "2023-01-05"},
	{"nam", "Đỗ Hoài Nam", "phụ trách điểm cầu KCN VSIP", access.SiteLead, merged("31"), "2026-01-10"},
	{"hung", "Hoàng Gia Hưng", "kiểm tra, Tổng Liên đoàn", access.Inspector, Confederation, "2023-01-05"},
	{"mai", "Bùi Ngọc Mai", "người xem, LĐLĐ TP Hải Phòng", access.Viewer, merged("31"), "2025-07-02"},
}

// arrive adds the person with a login, and gives the grant: by the program the first administrator, by that one all others.
func (s *story) arrive(p Somebody) {
	teller := s.who
	s.who = systemWho()
	defer func() { s.who = teller }()
	if p.Role != access.Administrator {
		s.who = act.Who{Person: key("ha"), Device: "dữ liệu mẫu"}
	}
	s.do(people.Adding, p.Unit, func(tx *db.Tx) error {
		_, err := people.Add(tx, people.Person{ID: key(p.Login), Name: p.Name, Title: p.Title, Unit: p.Unit})
		return err
	})
	if s.err == nil {
		secret, err := people.NewSecret(s.ctx, p.Login, Password)
		if s.err = err; err == nil {
			s.do(people.SettingPassword, key(p.Login), func(tx *db.Tx) error { return people.SetPassword(tx, key(p.Login), p.Login, secret, "") })
		}
	}
	s.do(people.Granting, p.Unit, func(tx *db.Tx) error {
		_, err := access.Give(tx, access.Grant{Person: key(p.Login), Role: p.Role, Unit: p.Unit})
		return err
	})
}

// moved ends a person's grants and gives the same role at another unit: authority does not outlive the unit it came from.
func (s *story) moved(login string, to org.UnitID) {
	var held []access.Grant
	s.see(func(v *db.View) (err error) {
		held, err = access.Of(v, key(login))
		return err
	})
	for _, g := range held {
		s.do(people.EndingGrant, g.ID, func(tx *db.Tx) error { return access.End(tx, g.ID, tx.At.Day(), "Đơn vị đã hợp nhất") })
		s.do(people.Granting, to, func(tx *db.Tx) error {
			_, err := access.Give(tx, access.Grant{Person: g.Person, Role: g.Role, Unit: to})
			return err
		})
	}
}

// key is the key of a person of the demo.
func key(login string) string { return "nguoi-" + login }

// as lets a person of the demo act from here on.
func (s *story) as(login string) { s.who = act.Who{Person: key(login), Device: "dữ liệu mẫu"} }
