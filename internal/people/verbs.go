package people

import (
	"slices"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/org"
)

var administrators = []access.Role{access.Administrator}

// Over a unit.
var (
	Seeing    = act.Verb{Name: "people.see", Label: "Xem danh sách người dùng", Roles: []access.Role{access.Administrator, access.Inspector}, Over: org.Over}
	Adding    = act.Verb{Name: "people.add", Label: "Thêm người dùng", Roles: administrators, Over: org.Over}
	Granting  = act.Verb{Name: "people.grant", Label: "Giao quyền", Roles: administrators, Over: org.Over, Locks: grantLocks}
	SeeingLog = act.Verb{Name: "people.see_log", Label: "Xem nhật ký", Roles: []access.Role{access.Administrator, access.Inspector}, Over: org.Over}
)

// Over a grant.
var EndingGrant = act.Verb{Name: "people.end_grant", Label: "Kết thúc quyền", Roles: administrators, Over: overGrant, Locks: grantLocks}

// Over a person. Who changes a person stands above the home unit and above every unit where the person holds something:
// else somebody below could take the place of somebody above.
var (
	Changing        = act.Verb{Name: "people.change", Label: "Sửa thông tin người dùng", Roles: administrators, Over: overPerson}
	SettingPassword = act.Verb{Name: "people.set_password", Label: "Đặt mật khẩu", Self: true, Roles: administrators, Over: overPerson, Locks: accountLocks}
	SettingSecond   = act.Verb{Name: "people.set_second", Label: "Đặt xác thực hai bước, khóa truy cập", Self: true, Roles: administrators, Over: overPerson, Locks: accountLocks}
	Forgetting      = act.Verb{Name: "people.forget", Label: "Xóa thông tin cá nhân", Roles: administrators, Over: overPerson, Locks: accountLocks}
	SigningIn       = act.Verb{Name: "people.sign_in", Label: "Đăng nhập", Self: true, Over: nobody, Locks: accountLocks}
	SigningOut      = act.Verb{Name: "people.sign_out", Label: "Đăng xuất", Self: true, Roles: administrators, Over: overPerson}
	Staying         = act.Verb{Name: "people.stay", Label: "Tiếp tục phiên làm việc", Self: true, Over: nobody}
	SeeingOne       = act.Verb{Name: "people.see_one", Label: "Xem một người dùng và các phiên làm việc", Self: true, Roles: []access.Role{access.Administrator, access.Inspector}, Over: overPerson}
)

// Over the unit that participants belong to.
var (
	// SeeingParticipants reads names of those who take part.
	SeeingParticipants = act.Verb{Name: "people.see_participants", Label: "Xem tên người tham gia", Roles: organisers, Over: org.Over}
	// ForgettingParticipants forgets them before their time, at their wish; the program itself does so when their time is over.
	ForgettingParticipants = act.Verb{Name: "people.forget_participants", Label: "Xóa thông tin người tham gia",
		Roles: []access.Role{access.Administrator, access.FederationOfficer, access.UnitOfficer}, Over: org.Over}
)

// organisers are those who work with lists of participants.
var organisers = []access.Role{access.FederationOfficer, access.UnitOfficer, access.SiteLead}

// Verbs are all acts over people.
var Verbs = []act.Verb{SeeingParticipants, ForgettingParticipants, Seeing, Adding, Granting, SeeingLog, EndingGrant, Changing, SettingPassword, SettingSecond, Forgetting, SigningIn, SigningOut, Staying, SeeingOne}

func grantLocks(string) []string { return []string{"access_grant"} }

func accountLocks(string) []string { return []string{"people_account"} }

// nobody stands over what people do for themselves alone; the log says at which unit they are at home.
func nobody(v *db.View, person string) ([]string, error) {
	p, _, err := selectPerson(v, person)
	return []string{p.Unit}, err
}

func overGrant(v *db.View, grant string) ([]string, error) {
	g, found, err := access.Get(v, grant)
	if err != nil || !found {
		if err == nil {
			err = fault.NotFoundf("Không tìm thấy quyền này. Có thể trang đã cũ, hãy tải lại.")
		}
		return nil, err
	}
	return org.Over(v, g.Unit)
}

func overPerson(v *db.View, person string) ([]string, error) {
	p, err := Get(v, person)
	if err != nil {
		return nil, err
	}
	chain, err := org.Over(v, p.Unit)
	if err != nil {
		return nil, err
	}
	grants, err := access.Of(v, person)
	if err != nil {
		return nil, err
	}
	for _, g := range grants {
		if g.Until < v.At.Day() || g.Ended != 0 && g.Ended <= v.At.Day() {
			continue
		}
		above, err := org.Over(v, g.Unit)
		if err != nil {
			return nil, err
		}
		chain = slices.DeleteFunc(slices.Clone(chain), func(u string) bool { return !slices.Contains(above, u) })
	}
	return chain, nil
}
