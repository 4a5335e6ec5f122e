package gates

import (
	"cmp"
	"strconv"

	"phongtrao/internal/access"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/gate"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
)

// setup is the page on which a site is set up.
type setup struct {
	frame
	Notices []ui.Notice
	Doors   ui.Table
	Phones  ui.Table
	Invites ui.Table
	People  ui.Table
	Sites   ui.Table // of a central activity
	Lead    string   // under the people
}

var setupPage = door.Page[setup]{
	Route: "GET /activities/{id}/gates", Title: "Cổng và máy",
	Help:  "Lập các cổng của điểm, mời điện thoại vào cổng, giao người phụ trách trong ngày. Bắt đầu bằng nút “Thêm cổng”.",
	Guard: door.Guard{Verb: gate.Seeing},
	Load:  loadSetup, View: func(m setup) ui.Component { return setupView(m) }, Head: func(m setup) ui.Head { return m.head() },
	Samples: setupSamples(),
}

func loadSetup(a *door.Ask) (setup, error) {
	s, err := siteAt(a)
	if err != nil {
		return setup{}, err
	}
	m := setup{frame: s.frame("Cổng và máy", "/gates")}
	open := s.act.State != activity.Cancelled && s.act.State != activity.ClosedSigned
	if open && a.May(gate.SettingDoors, s.act.ID) {
		m.Head.Actions = append(m.Head.Actions, ui.Button{Label: "Thêm cổng", Icon: "plus", Href: s.path("/gates/doors"), Primary: true})
	}
	for _, part := range []func(*setup, bool) error{s.eventNotice, s.doors, s.phones, s.people, s.sites} {
		if err := part(&m, open); err != nil {
			return m, err
		}
	}
	return m, nil
}

// eventNotice says that tickets were not opened yet, without which no phone can be enrolled.
func (s *site) eventNotice(m *setup, open bool) error {
	e, err := s.event()
	if err != nil {
		return err
	}
	switch {
	case !e.open && open:
		m.Notices = append(m.Notices, ui.Notice{Tone: ui.Warn, Title: "Chưa mở đăng ký và vé", Text: "Có thể lập cổng trước, nhưng điện thoại chỉ vào cổng được sau khi mở vé của sự kiện.",
			Link: &ui.Link{Label: "Mở vé", Href: "/activities/" + cmp.Or(s.act.Parent, s.act.ID) + "/tickets"}})
	case e.rehearsal:
		m.Notices = append(m.Notices, ui.Notice{Tone: ui.Info, Title: "Đang diễn tập", Text: "Quét như thật, nhưng không ghi thành số liệu."})
	}
	return nil
}

// doors lists the doors that are open.
func (s *site) doors(m *setup, open bool) error {
	doors, err := gate.Doors(s.a.V, s.act.ID)
	if err != nil {
		return err
	}
	phones, err := gate.Devices(s.a.V, s.act.ID)
	if err != nil {
		return err
	}
	services, err := s.services()
	if err != nil {
		return err
	}
	m.Doors = ui.Table{Label: "Các cổng của điểm", Cards: true, Columns: []ui.Column{{Label: "Cổng", Wide: true}, {Label: "Bắt đầu bằng"}, {Label: "Số máy", Num: true}, {Label: "Việc"}},
		Empty: &ui.Empty{Icon: "map-pin", Title: "Chưa có cổng nào", Text: "Thêm các cổng của điểm, rồi mời điện thoại vào từng cổng."}}
	inviteTo, close := open && s.a.May(gate.Inviting, s.act.ID), open && s.a.May(gate.SettingDoors, s.act.ID)
	for _, d := range doors {
		if d.Closed != 0 {
			continue
		}
		n := 0
		for _, p := range phones {
			if p.Door == d.ID && p.Ended(s.a.V.At) == 0 {
				n++
			}
		}
		var acts ui.Group
		if inviteTo {
			acts = append(acts, ui.Button{Label: "Mời máy", Icon: "plus", Href: door.Address(s.path("/gates/invite"), "door", d.ID)})
		}
		if close {
			acts = append(acts, ui.Button{Label: "Đóng cổng", Href: s.path("/gates/doors/" + d.ID + "/close")})
		}
		m.Doors.Rows = append(m.Doors.Rows, ui.Row{ID: "door-" + d.ID, Cells: []ui.Cell{{Text: d.Name, Strong: true}, {Text: label(services, d.What)}, {Text: strconv.Itoa(n)}, {Body: row(acts)}}})
	}
	return nil
}

// phones lists the phones of the site and the codes that were not used.
func (s *site) phones(m *setup, open bool) error {
	phones, err := gate.Devices(s.a.V, s.act.ID)
	if err != nil {
		return err
	}
	names, err := s.doorNames()
	if err != nil {
		return err
	}
	may := s.a.May(gate.RevokingDevice, s.act.ID)
	m.Phones = ui.Table{Label: "Điện thoại đã vào cổng", Cards: true, Columns: []ui.Column{{Label: "Máy, người cầm", Wide: true}, {Label: "Cổng"}, {Label: "Hết ca"}, {Label: "Tình trạng"}, {Label: "Việc"}},
		Empty: &ui.Empty{Icon: "circle-check", Title: "Chưa có máy nào", Text: "Mời điện thoại bằng mã QR: mở trang cổng, quét mã, là dùng được."}}
	for _, p := range phones {
		state, acts := ui.Chip{Label: "đang dùng", Tone: ui.Good}, ui.Group(nil)
		switch {
		case p.Revoked != 0:
			state = ui.Chip{Label: "đã thu hồi", Tone: ui.Bad}
		case p.Ended(s.a.V.At) != 0:
			state = ui.Chip{Label: "hết ca"}
		case may:
			acts = ui.Group{ui.Button{Label: "Thu hồi", Href: s.path("/gates/phones/" + p.ID + "/revoke")}}
		}
		r := ui.Row{ID: "phone-" + p.ID, Cells: []ui.Cell{{Text: p.Name, Strong: true}, {Text: names[p.Door]}, {Text: clock(p.Until, s.a.V.At)}, {Body: state}, {Body: row(acts)}}}
		if p.Revoked != 0 {
			r.Cells[3].Body = state
			r.Cells[0].Sub = "Thu hồi lúc " + clock(p.Revoked, s.a.V.At) + ": " + p.RevokedWhy
		}
		m.Phones.Rows = append(m.Phones.Rows, r)
	}
	invites, err := gate.Invites(s.a.V, s.act.ID)
	m.Invites = ui.Table{Label: "Mã mời chưa dùng", Cards: true, Columns: []ui.Column{{Label: "Người cầm máy", Wide: true}, {Label: "Cổng"}, {Label: "Mã dùng được đến"}, {Label: "Hết ca"}}}
	for _, i := range invites {
		r := ui.Row{Cells: []ui.Cell{{Text: i.Label, Strong: true}, {Text: names[i.Door]}, {Text: clock(i.Until, s.a.V.At)}, {Text: clock(i.Shift, s.a.V.At)}}}
		if i.Until <= s.a.V.At {
			r.Cells[2] = ui.Cell{Body: ui.Chip{Label: "đã hết hạn", Tone: ui.Warn}}
		}
		m.Invites.Rows = append(m.Invites.Rows, r)
	}
	return err
}

// people lists who leads the site by a grant that ends.
func (s *site) people(m *setup, open bool) error {
	grants, err := access.On(s.a.V, s.act.Unit)
	if err != nil {
		return err
	}
	var ids []string
	for _, g := range grants {
		ids = append(ids, g.Person)
	}
	names, err := people.Names(s.a.V, ids)
	m.People = ui.Table{Label: "Người phụ trách điểm", Cards: true, Columns: []ui.Column{{Label: "Người", Wide: true}, {Label: "Từ ngày"}, {Label: "Đến hết ngày"}},
		Empty: &ui.Empty{Icon: "users", Title: "Chưa giao ai phụ trách", Text: "Cán bộ của đơn vị chủ trì và cấp trên vẫn làm được mọi việc của điểm."}}
	today := s.a.Today()
	for _, g := range grants {
		if g.Role != access.SiteLead || g.Ended != 0 && g.Ended <= today || g.Until < today {
			continue
		}
		until := "không thời hạn"
		if g.Until != day.Forever {
			until = g.Until.VN()
		}
		m.People.Rows = append(m.People.Rows, ui.Row{Cells: []ui.Cell{{Text: cmp.Or(names[g.Person], "người đã xóa thông tin"), Strong: true}, {Text: g.From.VN()}, {Text: until}}})
	}
	if open && s.a.May(activity.Appointing, s.act.ID) {
		m.Lead = s.path("/gates/people")
	}
	return err
}

// sites lists all sites of a central activity.
func (s *site) sites(m *setup, _ bool) error {
	if !s.act.Central {
		return nil
	}
	all, err := activity.Sites(s.a.V, s.act.ID)
	if err != nil {
		return err
	}
	m.Sites = ui.Table{Label: "Các điểm cầu", Cards: true, Columns: []ui.Column{{Label: "Điểm", Wide: true}, {Label: "Số cổng", Num: true}, {Label: "Số máy", Num: true}, {Label: "Mã chưa dùng", Num: true}}}
	for _, x := range all {
		doors, err := gate.Doors(s.a.V, x.ID)
		if err != nil {
			return err
		}
		phones, err := gate.Devices(s.a.V, x.ID)
		if err != nil {
			return err
		}
		invites, err := gate.Invites(s.a.V, x.ID)
		if err != nil {
			return err
		}
		var open, used, waiting int64
		for _, d := range doors {
			if d.Closed == 0 {
				open++
			}
		}
		for _, p := range phones {
			if p.Ended(s.a.V.At) == 0 {
				used++
			}
		}
		for _, i := range invites {
			if i.Until > s.a.V.At {
				waiting++
			}
		}
		r := ui.Row{Cells: []ui.Cell{{Text: x.Name, Href: "/activities/" + x.ID + "/gates", Strong: true}, {Text: viet.FormatInt(open)}, {Text: viet.FormatInt(used)}, {Text: viet.FormatInt(waiting)}}}
		if open == 0 || used == 0 {
			r.Tone = ui.Warn
		}
		m.Sites.Rows = append(m.Sites.Rows, r)
	}
	return nil
}

// doorNames are the names of the site's doors.
func (s *site) doorNames() (map[string]string, error) {
	doors, err := gate.Doors(s.a.V, s.act.ID)
	names := map[string]string{}
	for _, d := range doors {
		names[d.ID] = d.Name
	}
	return names, err
}

// label names a choice.
func label(choices []form.Choice, value string) string {
	for _, c := range choices {
		if c.Value == value {
			return c.Label
		}
	}
	return value
}

// clock says an instant as people at a park do: the hour today, the day with it otherwise.
func clock(i, now day.Instant) string {
	t := i.Time().In(day.Zone)
	if i.Day() == now.Day() {
		return t.Format("15:04")
	}
	return t.Format("15:04") + " ngày " + i.Day().VN()
}
