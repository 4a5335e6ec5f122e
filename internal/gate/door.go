package gate

import (
	"slices"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/roster"
)

// Door is a lane of a site with its phones.
type Door struct {
	ID       string
	Activity string // the site
	Name     string // "Cổng A"
	What     string // the service with which its phones begin
	MadeBy   string
	MadeAt   day.Instant
	Closed   day.Instant // 0 while it is open
}

// Limits of what is written by hand.
const (
	nameMax  = 80
	doorsMax = 200 // open doors of one site
)

// OpenDoor opens a door at a site and returns its id.
func OpenDoor(tx *db.Tx, activityID, name, what string) (string, error) {
	name = viet.Clean(name)
	if name == "" || len(name) > nameMax {
		return "", fault.In("name", "Hãy đặt tên cổng, ví dụ “Cổng A”, không quá %d ký tự.", nameMax)
	}
	a, err := activity.Get(&tx.View, activityID)
	if err != nil {
		return "", err
	}
	if a.State == activity.Cancelled || a.State == activity.ClosedSigned {
		return "", fault.Invalidf("“%s” %s nên không mở cổng được.", a.Name, a.State.Label())
	}
	event, err := eventOf(&tx.View, activityID)
	if err != nil {
		return "", err
	}
	if !slices.ContainsFunc(event.Services, func(s roster.Service) bool { return s.Key == what }) {
		return "", fault.In("what", "Hãy chọn việc mà cổng này làm trước tiên.")
	}
	doors, err := Doors(&tx.View, activityID)
	if err != nil {
		return "", err
	}
	if slices.ContainsFunc(doors, func(d Door) bool { return d.Closed == 0 && viet.Fold(d.Name) == viet.Fold(name) }) {
		return "", fault.In("name", "Điểm này đã có cổng “%s”. Hãy đặt tên khác.", name)
	}
	if len(doors) >= doorsMax {
		return "", fault.Invalidf("Một điểm có nhiều nhất %d cổng.", doorsMax)
	}
	d := Door{ID: tx.ID(), Activity: activityID, Name: name, What: what, MadeBy: tx.Actor, MadeAt: tx.At}
	return d.ID, insertDoor(tx, d)
}

// CloseDoor closes a door: no phone is enrolled at it any more, and those there keep what they saw and send it.
func CloseDoor(tx *db.Tx, activityID, door string) error {
	d, err := at(&tx.View, activityID, door)
	if err != nil {
		return err
	}
	if d.Closed != 0 {
		return fault.Conflictf("Cổng “%s” đã đóng lúc %s.", d.Name, d.Closed.VN())
	}
	_, err = tx.Exec(`UPDATE gate_door SET closed_at = ? WHERE id = ?`, tx.At, door)
	return err
}

// open refuses a door that was closed.
func (d Door) open() error {
	if d.Closed != 0 {
		return fault.Invalidf("Cổng “%s” đã đóng lúc %s. Hãy dùng cổng khác.", d.Name, d.Closed.VN())
	}
	return nil
}

// eventOf returns the event whose tickets are read at a site.
func eventOf(v *db.View, activityID string) (roster.Event, error) {
	e, found, err := roster.EventOf(v, activityID)
	if err == nil && !found {
		err = fault.Invalidf("Hoạt động này chưa mở đăng ký và vé, nên chưa lập cổng được. Hãy mở trước.")
	}
	return e, err
}

func noDoor() error {
	return fault.NotFoundf("Không tìm thấy cổng này ở điểm. Có thể trang đã cũ, hãy tải lại.")
}
