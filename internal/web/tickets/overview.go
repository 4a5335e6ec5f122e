package tickets

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
	"phongtrao/internal/roster"
	"phongtrao/internal/web/door"
)

// overview is the first page of the section.
type overview struct {
	frame
	Notices []ui.Notice
	Empty   *ui.Empty
	Figures ui.Tiles
	Sites   ui.Table
	Units   ui.Table
	Facts   ui.KeyValue
}

var overviewPage = door.Page[overview]{
	Route: "GET /activities/{id}/tickets", Title: "Đăng ký và vé", Guard: door.Guard{Verb: roster.Seeing},
	Help:    "Bao nhiêu người đã đăng ký, còn bao nhiêu chỗ, ai đang chờ, theo điểm và theo đơn vị. Chưa mở thì bấm “Mở đăng ký và vé”.",
	Load:    loadOverview,
	View:    func(m overview) ui.Component { return overviewView(m) },
	Head:    func(m overview) ui.Head { return m.head() },
	Samples: overviewSamples(),
}

func overviewView(m overview) ui.Component {
	out := ui.Group{top(m.frame)}
	for _, n := range m.Notices {
		out = append(out, n)
	}
	if m.Empty != nil {
		return append(out, ui.Inside(ui.Card{}, *m.Empty))
	}
	out = append(out, ui.Inside(ui.Card{Accent: true}, m.Figures))
	out = append(out, ui.Inside(ui.Card{Title: "Từng điểm"}, m.Sites))
	if len(m.Units.Rows) > 0 {
		out = append(out, ui.Inside(ui.Card{Title: "Từng đơn vị"}, m.Units))
	}
	return append(out, ui.Inside(ui.Card{Title: "Đã mở như sau"}, m.Facts))
}

// unitsMax is how many units the overview lists.
const unitsMax = 100

func loadOverview(a *door.Ask) (overview, error) {
	h, err := holdFor(a)
	if err != nil {
		return overview{}, err
	}
	m := overview{frame: h.frame("Đăng ký và vé", "")}
	if !h.opened {
		m.Empty = &ui.Empty{Icon: "users", Title: "Chưa mở đăng ký", Text: "Mở đăng ký thì mỗi người có một vé mã QR, cổng soát được cả khi không có mạng."}
		if h.act.Parent == "" && a.May(roster.OpeningEvent, h.act.ID) {
			m.Empty.Next = &ui.Button{Label: "Mở đăng ký và vé", Href: h.path("/settings"), Primary: true}
		}
		return m, nil
	}
	if h.e.Rehearsal {
		m.Notices = append(m.Notices, ui.Notice{Tone: ui.Warn, Title: "Đang ở chế độ diễn tập", Text: "Vé quét trong buổi diễn tập không thành số liệu. Bỏ dấu ở trang cài đặt trước ngày diễn ra."})
	}
	s, err := h.sums()
	if err != nil {
		return m, err
	}
	m.Figures = s.tiles(h)
	if m.Sites, err = s.sites(h); err != nil {
		return m, err
	}
	if m.Units, err = s.units(h); err != nil {
		return m, err
	}
	m.Facts = h.facts()
	return m, nil
}

// sums are how full the sites of an event are.
type sums struct {
	Taken, Waiting int64
	Places         int64 // NoLimit where one site has none
	rooms          map[string][]roster.Room
}

// sums adds the sites up.
func (h *held) sums() (sums, error) {
	out := sums{rooms: map[string][]roster.Room{}}
	for _, a := range h.sites {
		rooms, err := roster.RoomOf(h.a.V, a.ID)
		if err != nil {
			return out, err
		}
		out.rooms[a.ID] = rooms
		out.Taken += rooms[0].Taken
		out.Waiting += rooms[0].Waiting
		if rooms[0].Places == roster.NoLimit || out.Places == roster.NoLimit {
			out.Places = roster.NoLimit
		} else {
			out.Places += rooms[0].Places
		}
	}
	return out, nil
}

// list is where the people behind a number are listed; for who may not see them, the page of the activity.
func (h *held) list(pairs ...string) string {
	if h.a.May(roster.SeeingTickets, h.act.ID) {
		return door.Address(h.path("/list"), pairs...)
	}
	return h.path("")
}

func (s sums) tiles(h *held) ui.Tiles {
	t := ui.Tiles{Figures: []ui.Figure{{Label: "Đã có chỗ", Quantity: ui.Exactly(s.Taken), Of: "người", Href: h.list("state", string(roster.Confirmed))},
		{Label: "Đang chờ", Quantity: ui.Exactly(s.Waiting), Of: "người", Href: h.list("state", string(roster.Waiting))}}}
	if s.Places != roster.NoLimit {
		t.Figures = append(t.Figures, ui.Figure{Label: "Số chỗ", Quantity: ui.Exactly(s.Places), Of: "chỗ", Href: h.path("/places")})
	}
	return t
}

func (s sums) sites(h *held) (ui.Table, error) {
	t := ui.Table{Label: "Đăng ký theo điểm", Cards: true, Columns: []ui.Column{{Label: "Điểm", Wide: true}, {Label: "Đầu số"}, {Label: "Đã có chỗ", Num: true}, {Label: "Số chỗ", Num: true}, {Label: "Đang chờ", Num: true}, {Label: "Dự kiến", Num: true}}}
	for _, a := range h.sites {
		r := s.rooms[a.ID][0]
		site, _ := h.e.Site(a.ID)
		row := ui.Row{Cells: []ui.Cell{{Text: h.called(a), Sub: a.Name, Href: pathOf(a.ID)}, {Text: site.Prefix},
			{Body: ui.Figure{Quantity: ui.Exactly(r.Taken), Href: h.list("site", a.ID)}}, {Text: noLimit(r.Places)}, {Text: "–"}, {Text: "–"}}}
		if a.ID == h.act.ID {
			row.Cells[0].Href = ""
		}
		if r.Waiting > 0 {
			row.Cells[4] = ui.Cell{Body: ui.Figure{Quantity: ui.Exactly(r.Waiting), Href: h.list("site", a.ID, "state", string(roster.Waiting))}}
		}
		if site.Expected > 0 {
			row.Cells[5].Text = ui.Int(site.Expected)
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}

func noLimit(n int64) string {
	if n == roster.NoLimit {
		return "không giới hạn"
	}
	return ui.Int(n)
}

// units adds up each unit over all sites, the largest first.
func (s sums) units(h *held) (ui.Table, error) {
	sum := map[org.UnitID]*roster.Room{}
	var ids []org.UnitID
	for _, rooms := range s.rooms {
		for _, r := range rooms {
			if r.Unit == "" || r.Slot != "" {
				continue
			}
			if sum[r.Unit] == nil {
				sum[r.Unit] = &roster.Room{}
				ids = append(ids, r.Unit)
			}
			sum[r.Unit].Taken += r.Taken
			sum[r.Unit].Waiting += r.Waiting
		}
	}
	names, err := h.units(ids)
	if err != nil {
		return ui.Table{}, err
	}
	slices.SortFunc(ids, func(a, b org.UnitID) int {
		return cmp.Or(cmp.Compare(sum[b].Taken+sum[b].Waiting, sum[a].Taken+sum[a].Waiting), viet.Compare(names[a], names[b]))
	})
	t := ui.Table{Label: "Đăng ký theo đơn vị", Cards: true, Columns: []ui.Column{{Label: "Đơn vị", Wide: true}, {Label: "Đã có chỗ", Num: true}, {Label: "Đang chờ", Num: true}}}
	for _, u := range ids[:min(len(ids), unitsMax)] {
		row := ui.Row{Cells: []ui.Cell{{Text: names[u]}, {Body: ui.Figure{Quantity: ui.Exactly(sum[u].Taken), Href: h.list("unit", u)}}, {Text: "–"}}}
		if sum[u].Waiting > 0 {
			row.Cells[2] = ui.Cell{Body: ui.Figure{Quantity: ui.Exactly(sum[u].Waiting), Href: h.list("unit", u, "state", string(roster.Waiting))}}
		}
		t.Rows = append(t.Rows, row)
	}
	if left := len(ids) - len(t.Rows); left > 0 && h.a.May(roster.SeeingTickets, h.act.ID) {
		t.More = &ui.More{Href: h.path("/list"), Left: left, Of: "đơn vị"}
	}
	return t, nil
}

// facts say how the event was opened.
func (h *held) facts() ui.KeyValue {
	s := h.e.Settings
	self := "không nhận tự đăng ký"
	if s.Opens != 0 {
		self = "từ " + s.Opens.VN() + " đến hết ngày " + s.Closes.Day().Add(-1).VN()
	}
	kv := ui.KeyValue{Pairs: []ui.Pair{{Key: "Tự đăng ký", Text: self}}}
	var services, slots, choices []string
	for _, x := range s.Services {
		services = append(services, x.Label)
	}
	for _, x := range s.Slots {
		slots = append(slots, x.Label)
	}
	for _, x := range s.Choices {
		choices = append(choices, x.Label)
	}
	for _, p := range []struct {
		key  string
		list []string
	}{{"Việc ở cổng", services}, {"Các đợt", slots}, {"Hỏi thêm", choices}} {
		if len(p.list) > 0 {
			kv.Pairs = append(kv.Pairs, ui.Pair{Key: p.key, Text: strings.Join(p.list, ", ")})
		}
	}
	kv.Pairs = append(kv.Pairs, ui.Pair{Key: "Trang đăng ký", Text: "/join/" + h.act.ID, Href: "/join/" + url.PathEscape(h.act.ID)})
	return kv
}
