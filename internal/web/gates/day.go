package gates

import (
	"strings"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/closing"
	"phongtrao/internal/daybook"
	"phongtrao/internal/gate"
	"phongtrao/internal/gate/rule"
	"phongtrao/internal/roster"
	"phongtrao/internal/web/door"
)

// today is the day of a site as its lead watches it.
type today struct {
	frame
	Tiles     ui.Tiles
	Note      string // beside the tiles: refused, again, missing
	Advice    []string
	Lanes     ui.Table
	Missing   ui.Table
	Odds      ui.Table
	Incidents ui.Table
	Photos    []shot
	Notes     []ui.Button // what may be noted down
}

// shot is a picture as the page shows it.
type shot struct {
	Href, Text, Consent, Hide string
}

var dayPage = door.Page[today]{
	Route: "GET /activities/{id}/day", Title: "Ngày diễn ra",
	Help:  "Theo dõi điểm trong ngày: số quét, số đếm, từng cổng, lời khuyên khi ùn, máy còn giữ số, việc bất thường. Trang tự cập nhật; ghi sự việc và ảnh bằng nút ở trên.",
	Guard: door.Guard{Verb: gate.Seeing},
	Load:  loadDay, View: func(m today) ui.Component { return dayView(m) }, Head: func(m today) ui.Head { return m.head() },
	Part:    map[string]func(today) ui.Component{"live": func(m today) ui.Component { return dayLive(m) }},
	Samples: daySamples(),
}

func loadDay(a *door.Ask) (today, error) {
	s, err := siteAt(a)
	if err != nil {
		return today{}, err
	}
	m := today{frame: s.frame("Ngày diễn ra", "/day")}
	for _, part := range []func(*today) error{s.sums, s.lanes, s.missing, s.odds, s.incidents, s.photos} {
		if err := part(&m); err != nil {
			return m, err
		}
	}
	if a.May(daybook.Noting, s.act.ID) {
		m.Head.Actions = append(m.Head.Actions, ui.Button{Label: "Ghi sự việc", Icon: "plus", Href: s.path("/day/incident"), Primary: true}, ui.Button{Label: "Thêm ảnh", Href: s.path("/day/photo")})
	}
	if a.May(gate.Inviting, s.act.ID) && s.act.State != activity.Cancelled {
		m.Head.Actions = append(m.Head.Actions, ui.Button{Label: "Nhập phiếu giấy", Icon: "file-input", Href: s.path("/day/paper")})
	}
	return m, nil
}

// sums are what came so far: scanned and counted beside each other.
func (s *site) sums(m *today) error {
	f, err := closing.Know(s.a.V, s.k, s.act.ID)
	if err != nil {
		return err
	}
	for _, t := range f.Things {
		if t.What != roster.Came {
			continue
		}
		scanned, counted := s.figure(t.Indicator, t.Scanned), s.figure(t.Indicator, t.Counted)
		scanned.Label, scanned.Of, scanned.Age = "Quét vé", "người", "lúc "+clock(s.a.V.At, s.a.V.At)
		counted.Label, counted.Of = "Kiểm đếm", "người"
		if f.Missing > 0 {
			scanned.Provisional = "còn " + viet.FormatInt(f.Missing) + " lượt chưa gửi"
		}
		m.Tiles.Figures = append(m.Tiles.Figures, scanned, counted)
	}
	m.Note = "Không cho vào " + viet.FormatInt(f.Refused) + " lượt. Đến lần thứ hai " + viet.FormatInt(f.Again) + " lượt. Máy còn giữ " + viet.FormatInt(f.Missing) + " lượt."
	if f.Rehearsal {
		m.Note = "Đang diễn tập: quét như thật nhưng không ghi thành số liệu. " + m.Note
	}
	return nil
}

// lanes are the doors, with advice about their queues.
func (s *site) lanes(m *today) error {
	e, err := s.event()
	if err != nil {
		return err
	}
	now := s.a.V.At
	doors, err := gate.Doors(s.a.V, s.act.ID)
	if err != nil {
		return err
	}
	did, err := gate.Lanes(s.a.V, e.number, s.act.ID, roster.Came, now-window*60_000_000)
	if err != nil {
		return err
	}
	phones, err := gate.Devices(s.a.V, s.act.ID)
	if err != nil {
		return err
	}
	m.Lanes = ui.Table{Label: "Các cổng", Columns: []ui.Column{{Label: "Cổng", Wide: true}, {Label: "Người/phút", Num: true}, {Label: "Đã vào", Num: true}, {Label: "Số máy", Num: true}, {Label: "Lần quét cuối"}},
		Empty: &ui.Empty{Icon: "map-pin", Title: "Chưa có cổng nào", Text: "Lập cổng và mời máy ở trang “Cổng và máy”.", Next: &ui.Button{Label: "Cổng và máy", Href: s.path("/gates")}}}
	var all []lane
	for _, d := range doors {
		l := lane{Name: d.Name}
		for _, p := range phones {
			if p.Door == d.ID && p.Ended(now) == 0 {
				l.Phones++
			}
		}
		for _, x := range did {
			if x.Door == d.ID {
				l.People, l.Lately, l.Last = x.People, x.Lately, x.Last
			}
		}
		if d.Closed != 0 && l.People == 0 {
			continue
		}
		last := "–"
		if l.Last != 0 {
			last = clock(l.Last, now)
		}
		r := ui.Row{Cells: []ui.Cell{{Text: d.Name, Strong: true}, {Text: viet.FormatInt(l.rate())}, {Text: viet.FormatInt(l.People)}, {Text: viet.FormatInt(l.Phones)}, {Text: last}}}
		if d.Closed != 0 {
			r.Cells[0].Sub = "đã đóng"
		} else {
			all = append(all, l)
		}
		m.Lanes.Rows = append(m.Lanes.Rows, r)
	}
	m.Advice = advise(all, now)
	return nil
}

// missing are the phones that hold records.
func (s *site) missing(m *today) error {
	phones, err := s.phonesOf(s.act)
	if err != nil {
		return err
	}
	names, err := s.doorNames()
	m.Missing = ui.Table{Label: "Máy còn giữ lượt chưa gửi", Cards: true, Columns: []ui.Column{{Label: "Máy, người cầm", Wide: true}, {Label: "Cổng"}, {Label: "Lượt chưa gửi", Num: true}, {Label: "Nghe lần cuối"}}}
	for _, p := range phones[s.act.ID] {
		if p.missing > 0 {
			m.Missing.Rows = append(m.Missing.Rows, ui.Row{Tone: ui.Warn, Cells: []ui.Cell{{Text: p.Name, Strong: true}, {Text: names[p.Door]}, {Text: viet.FormatInt(p.missing)}, {Text: minutes(s.a.V.At-p.Seen) + " trước"}}})
		}
	}
	return err
}

// oddsMax is how many odd records a page shows.
const oddsMax = 40

// words say what a verdict means to the lead.
var words = map[rule.Word]string{rule.Again: "Đến lần thứ hai", rule.Revoked: "Vé đã thu hồi", rule.Forged: "Vé giả", rule.Garbage: "Mã không đọc được", rule.OtherEvent: "Vé của sự kiện khác", rule.NoWalkIns: "Không có vé",
	rule.NotInside: "Chưa vào cổng", rule.TooEarly: "Chưa đến đợt", rule.TooLate: "Quá đợt", rule.Away: "Vé của điểm khác", rule.Unlisted: "Không có trong danh sách", rule.Expired: "Danh sách hết hạn", rule.Welcome: "Đúng vé", rule.WalkedIn: "Vãng lai"}

// odds are records that did not go as they should.
func (s *site) odds(m *today) error {
	e, err := s.event()
	if err != nil {
		return err
	}
	all, err := gate.Odds(s.a.V, e.number, s.act.ID, oddsMax)
	if err != nil {
		return err
	}
	sites, err := activity.Sites(s.a.V, s.act.ID)
	if err != nil {
		return err
	}
	name := map[string]string{}
	for _, x := range sites {
		name[x.ID] = x.Name
	}
	doors, err := s.doorNames()
	m.Odds = ui.Table{Label: "Việc bất thường ở cổng", Cards: true, Columns: []ui.Column{{Label: "Chuyện gì", Wide: true}, {Label: "Lúc"}, {Label: "Ở đâu"}, {Label: "Máy"}, {Label: "Cho vào"}},
		Empty: &ui.Empty{Icon: "circle-check", Title: "Chưa có việc bất thường", Text: "Vé quét lần hai, vé đã thu hồi, người không được vào sẽ hiện ở đây."}}
	for _, o := range all {
		m.Odds.Rows = append(m.Odds.Rows, oddRow(o, s.act.ID, name, doors, s.a.V.At))
	}
	return err
}

func oddRow(o gate.Odd, here string, sites, doors map[string]string, now day.Instant) ui.Row {
	r := ui.Row{}
	what := ui.Cell{Text: words[o.Word], Strong: true, Sub: o.Reason}
	if (o.Word == rule.Welcome || o.Word == rule.WalkedIn) && !o.Admitted { // the volunteer's own word
		what.Text = "Không cho vào"
	}
	if o.Word == rule.Again && o.First != 0 {
		what.Sub = "lần đầu lúc " + clock(o.First, now)
		if o.FirstSite != o.Activity {
			what.Sub += " ở " + sites[o.FirstSite] + ": cùng vé ở hai điểm"
			r.Tone = ui.Warn
		}
	}
	where := doors[o.Door]
	if o.Activity != here {
		where = sites[o.Activity]
	}
	let := "không"
	if o.Admitted {
		let = "có"
		if o.Word == rule.Revoked || o.Word == rule.Forged {
			r.Tone = ui.Bad
		}
	}
	r.Cells = []ui.Cell{what, {Text: clock(o.At, now)}, {Text: where}, {Text: o.Device}, {Text: let}}
	return r
}

// incidents are what was noted down, the open ones first.
func (s *site) incidents(m *today) error {
	m.Incidents = ui.Table{Label: "Sự việc trong ngày", Cards: true, Columns: []ui.Column{{Label: "Sự việc", Wide: true}, {Label: "Loại"}, {Label: "Nơi"}, {Label: "Lúc"}, {Label: "Xử lý"}},
		Empty: &ui.Empty{Icon: "circle-check", Title: "Chưa có sự việc", Text: "Ghi lại việc y tế, ùn tắc, hỏng máy, thời tiết để trung tâm cùng biết."}}
	if !s.a.May(daybook.Seeing, s.act.ID) {
		m.Incidents.Empty = &ui.Empty{Icon: "info", Text: "Sự việc của điểm chỉ hiện cho người phụ trách và cán bộ."}
		return nil
	}
	all, err := daybook.Incidents(s.a.V, s.act.ID)
	may := s.a.May(daybook.Noting, s.act.ID)
	for _, open := range []bool{true, false} {
		for _, i := range all {
			if i.Open() != open {
				continue
			}
			r := ui.Row{ID: "incident-" + i.ID, Cells: []ui.Cell{{Text: i.Text, Strong: true}, {Text: i.Kind.Label()}, {Text: i.Spot}, {Text: clock(i.At, s.a.V.At)}, {Text: "đã xử lý", Sub: i.SettledHow}}}
			if open {
				r.Tone = ui.Warn
				r.Cells[4] = ui.Cell{Body: ui.Chip{Label: "chưa xử lý", Tone: ui.Warn}}
				if may {
					r.Cells[4].Body = row(ui.Group{ui.Button{Label: "Ghi đã xử lý", Href: s.path("/day/incident/" + i.ID)}})
				}
			}
			m.Incidents.Rows = append(m.Incidents.Rows, r)
		}
	}
	return err
}

// photos are the pictures of the site.
func (s *site) photos(m *today) error {
	if !s.a.May(daybook.Seeing, s.act.ID) {
		return nil
	}
	all, err := daybook.Photos(s.a.V, s.act.ID)
	may := s.a.May(daybook.Noting, s.act.ID)
	for _, p := range all {
		x := shot{Href: s.path("/day/photo/" + p.ID), Text: strings.TrimSpace(p.Text), Consent: p.Consent.Label()}
		if x.Text == "" {
			x.Text = "Ảnh lúc " + clock(p.MadeAt, s.a.V.At)
		}
		if may {
			x.Hide = x.Href + "/hide"
		}
		m.Photos = append(m.Photos, x)
	}
	return err
}
