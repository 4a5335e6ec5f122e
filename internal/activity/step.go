package activity

import (
	"cmp"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/campaign"
)

// Step is a change of an activity's state.
type Step struct {
	From State // the state that the person saw
	To   State
	Because
	// Day is the new day of an activity that is agreed or announced, 0 for the same; a postponed one needs it, unless it is
	// linked: it then takes its central one's. Where the day changes, Made is asked.
	Day  day.Day
	Made Made
}

// Advance takes an activity a step on. Where another person changed its state first, it is a fault of kind Conflict that
// holds a *campaign.Stale. To postpone, to cancel or to open again needs a notice or a reason; to close as signed needs the
// number of the signed record. Sites linked to a central one that are where it was follow it until the day itself, and those
// that still lie ahead have its day; they start and close each for itself.
func Advance(tx *db.Tx, id string, s Step) error {
	a, err := hold(tx, id)
	if err != nil {
		return err
	}
	if a.State != s.From {
		return overtaken(tx, a, s)
	}
	if err := step(a.State, s.To); err != nil {
		return err
	}
	s.Because = s.cleaned()
	if s.Day, err = s.on(&tx.View, a); err != nil {
		return err
	}
	if err := s.grounds(a, tx.At.Day()); err != nil {
		return err
	}
	if s.To.Planned() || s.To == Cancelled {
		if err := a.lead(tx, s); err != nil {
			return err
		}
	}
	act.Note(tx, "“"+a.Name+"”: "+a.State.Label()+" → "+s.To.Label()+".")
	return a.take(tx, s)
}

// on gives the day of an activity after the step.
func (s Step) on(v *db.View, a Activity) (day.Day, error) {
	d := cmp.Or(s.Day, a.Day)
	if a.Parent != "" {
		central, err := Get(v, a.Parent)
		if err != nil {
			return 0, err
		}
		if s.Day == 0 && a.State == Postponed {
			d = central.Day
		}
		if d != a.Day && d != central.Day {
			return 0, fault.In("day", "Điểm cầu diễn ra cùng ngày với điểm cầu trung tâm. Hãy đổi ngày ở điểm cầu trung tâm.")
		}
	}
	if d != a.Day && s.To != Agreed && s.To != Announced {
		return 0, fault.In("day", "Bước này không đổi ngày. Hãy sửa ngày trong kế hoạch của hoạt động trước.")
	}
	return d, nil
}

// lead takes along the sites linked to an activity: those that are where it was take the step too, and those that still lie
// ahead on its day move with it.
func (a Activity) lead(tx *db.Tx, s Step) error {
	sites, err := linked(&tx.View, a.ID)
	if err != nil {
		return err
	}
	for _, l := range sites {
		switch {
		case l.State == a.State:
			err = l.take(tx, s)
		case s.Day != a.Day && l.State.Planned() && l.Day == a.Day:
			p := l.Plan
			p.Day = s.Day
			err = l.moveTo(tx, p, s.Because, s.Made)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// take writes the version that a step makes.
func (a Activity) take(tx *db.Tx, s Step) error {
	if s.Day != a.Day {
		if err := free(&tx.View, a, s.Made); err != nil {
			return err
		}
		a.Day = s.Day
		if _, err := a.Plan.checked(&tx.View); err != nil {
			return err
		}
	}
	a.Version++
	a.State, a.Change, a.Because = s.To, ByStep, s.Because
	return insertVersion(tx, a)
}

// grounds refuses a step that is not borne out by a paper, a reason or the day.
func (s Step) grounds(a Activity, today day.Day) error {
	why := s.Notice.Number != "" || s.Reason != ""
	switch {
	case a.Place == "" && s.To != Agreed && s.To != Cancelled:
		return fault.In("place", "Hoạt động chưa có địa điểm. Hãy chọn địa điểm trước khi thông báo.")
	case s.To == Postponed && !why:
		return fault.In("reason", "Hãy ghi số thông báo hoãn, hoặc lý do hoãn.")
	case s.To == Cancelled && !why:
		return fault.In("reason", "Hãy ghi số thông báo huỷ, hoặc lý do huỷ.")
	case a.State == Postponed && s.To != Cancelled && s.Day == a.Day && a.Parent == "":
		return fault.In("day", "Hoạt động đang hoãn. Hãy chọn ngày mới.")
	case a.State == ClosedProvisional && s.To == Running && !why:
		return fault.In("reason", "Hãy ghi lý do mở lại hoạt động đã chốt số.")
	case s.To == ClosedSigned && s.Notice.Number == "":
		return fault.In("notice", "Hãy ghi số biên bản chốt số có chữ ký của các bên.")
	case s.To.Held() && today < s.Day:
		return fault.In("day", "Chưa đến ngày diễn ra (%s). Nếu hoạt động diễn ra sớm hơn, hãy sửa ngày trước.", s.Day.VN())
	}
	return nil
}

// overtaken tells somebody whose step comes too late who was first, and where the activity stands.
func overtaken(tx *db.Tx, a Activity, s Step) error {
	all, err := Versions(&tx.View, a.ID)
	if err != nil {
		return err
	}
	// Who left the state that the person saw?
	by := all[len(all)-1]
	seen := 0
	for _, v := range all {
		if v.State == s.From {
			seen = v.Version
		} else if v.Version == seen+1 {
			by = v
		}
	}
	if seen == 0 {
		return fault.Conflictf("Hoạt động đang ở trạng thái “%s”, không phải “%s”. Hãy tải lại trang.", a.State.Label(), s.From.Label())
	}
	return (&campaign.Stale{What: "Trạng thái hoạt động", Was: "“" + s.From.Label() + "”", Theirs: "“" + a.State.Label() + "”",
		Yours: "“" + s.To.Label() + "”", Seen: seen, Latest: a.Version, By: by.MadeBy, At: by.MadeAt}).Fault()
}

// Notices returns the versions that a notice made, the first one first: what was announced, and what took it back.
func Notices(v *db.View, id string) ([]Activity, error) {
	all, err := Versions(v, id)
	if err != nil {
		return nil, err
	}
	var told []Activity
	for _, a := range all {
		if a.Notice.Number != "" {
			told = append(told, a)
		}
	}
	return told, nil
}
