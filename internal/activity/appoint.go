package activity

import (
	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

// AppointDays is how many days after an activity its lead may keep the role at most.
const AppointDays = 7

// Appoint gives a person the role of a site's lead at the activity's host, from today until a day soon after it.
func Appoint(tx *db.Tx, id, person string, until day.Day) error {
	a, err := Get(&tx.View, id)
	if err != nil {
		return err
	}
	switch last := a.Day.Add(AppointDays); {
	case a.State == Cancelled || a.State == ClosedSigned:
		return fault.Invalidf("“%s” %s nên không cần giao người phụ trách nữa.", a.Name, a.State.Label())
	case until < tx.At.Day():
		return fault.In("until", "Ngày hết quyền đã qua. Hãy chọn hôm nay hoặc một ngày sau.")
	case until > last:
		return fault.In("until", "Quyền phụ trách điểm hết muộn nhất ngày %s, bảy ngày sau ngày diễn ra. Cần dài hơn thì nhờ người quản trị giao quyền.", last.VN())
	}
	act.Note(tx, "“"+a.Name+"”, đến hết ngày "+until.VN()+".")
	_, err = access.Give(tx, access.Grant{Person: person, Role: access.SiteLead, Unit: a.Unit, Until: until})
	return err
}
