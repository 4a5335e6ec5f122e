package units

import (
	"slices"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/org"
	"phongtrao/internal/place"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// Place is a part of the map: what it was on a day, and its life.
var Place = door.Page[placed]{
	Route: "GET /places/{id}", Title: "Địa bàn", Help: "Một địa bàn hoặc địa điểm vào một ngày: tên, nơi trực thuộc, các lần thay đổi và tổ chức công đoàn tại đó. Chọn ngày ở đầu trang để xem như khi ấy.", Guard: door.Guard{Verb: place.Seeing, Object: door.Home},
	Load: loadPlace, View: func(m placed) ui.Component { return placeView(m) },
	Head:    func(m placed) ui.Head { return ui.Head{Title: m.Name, Crumbs: m.Crumbs} },
	Samples: placeSamples,
}

// placed is what the page shows.
type placed struct {
	ID        place.ID
	Name      string
	On, Today day.Day
	Crumbs    []ui.Link
	Chips     []ui.Chip
	Meta      []string
	Notice    *ui.Notice
	Below     ui.TreeTable
	Units     []ui.Hit
	Life      []ui.Event
}

func (m placed) picker() ui.DayPicker {
	return ui.DayPicker{Action: "/places/" + m.ID, Value: m.On, Today: m.Today}
}

func (m placed) figures() string {
	return door.Address("/figures", "line", onMap, "at", m.ID, "on", m.On.String())
}

func loadPlace(a *door.Ask) (placed, error) {
	m := placed{ID: a.Path("id"), Today: a.Today()}
	var err error
	if m.On, err = a.Day("on", m.Today); err != nil {
		return m, err
	}
	p, ok, err := place.Get(a.V, m.ID, day.AsOf{Day: m.On})
	if err != nil {
		return m, err
	}
	if !ok {
		return m, fault.NotFoundf("Không có địa bàn mang mã %s. Hãy chọn lại trong danh sách.", m.ID)
	}
	c, err := chartOf(a, onMap, m.On)
	if err != nil {
		return m, err
	}
	h := c.tree.History()
	i, _ := h.Index(m.ID)
	m.Name = p.Name
	m.Meta = []string{c.kinds[p.Kind].name}
	if p.Code != "" {
		m.Meta = append(m.Meta, "Mã "+p.Code)
	}
	there := max(p.Born, min(m.On, p.Ended-1))
	m.Crumbs = []ui.Link{{Label: "Địa giới hành chính", Href: door.Address("/units", "line", onMap, "on", dayIn(m.On, m.Today))}}
	for _, up := range slices.Backward(h.Chain(i, place.Territory, day.AsOf{Day: there})[1:]) {
		m.Crumbs = append(m.Crumbs, c.link(up, there, m.Today))
	}
	switch {
	case m.On < p.Born:
		m.Chips = []ui.Chip{{Label: "Chưa có", Icon: "clock"}}
		m.Notice = &ui.Notice{Tone: ui.Info, Title: "Ngày " + m.On.VN() + " chưa có địa bàn này", Text: "Có từ " + p.Born.VN() + ".",
			Link: &ui.Link{Label: "Xem ngày " + p.Born.VN(), Href: placeAddress(m.ID, p.Born, m.Today)}}
	case m.On >= p.Ended:
		m.Chips = []ui.Chip{{Label: "Đã kết thúc " + p.Ended.VN(), Tone: ui.Warn, Icon: "circle-stop"}}
		m.Notice = &ui.Notice{Tone: ui.Warn, Title: "Không còn từ " + p.Ended.VN()}
		if loc := c.tree.Locate(i); loc.At >= 0 {
			l := c.link(loc.At, m.On, m.Today)
			m.Notice.Text = "Nay thuộc " + l.Label + "."
			m.Notice.Link = &ui.Link{Label: "Mở " + l.Label, Href: l.Href}
		}
	default:
		m.Chips = []ui.Chip{{Label: "Đang có", Tone: ui.Good}}
	}
	rows, err := c.level(m.ID, 0, 1, m.Today)
	if err != nil {
		return m, err
	}
	m.Below = ui.TreeTable{ID: "under", Name: "Địa bàn", Label: "Địa bàn trực thuộc ngày " + m.On.VN(), Columns: rows.Columns, Rows: rows.Rows, More: rows.More}
	m.Life = placeLife(c, i, m.Today)
	m.Units, err = unitsAt(a, m.ID, m.On)
	return m, err
}

// unitsAt are the units with a role at a place that the person may look at.
func unitsAt(a *door.Ask, at place.ID, on day.Day) ([]ui.Hit, error) {
	links, err := org.UnitsAt(a.V, at, day.AsOf{Day: on})
	if err != nil {
		return nil, err
	}
	s, err := sight.Of(a.V, a.Who.Person)
	if err != nil {
		return nil, err
	}
	var out []ui.Hit
	for _, l := range links {
		if s.Has(l.Unit) {
			out = append(out, ui.Hit{Title: sight.Called(a.V, l.Unit, day.AsOf{Day: on}), Note: "từ " + l.From.VN(), Kind: roles[l.Role], Href: sight.Address(l.Unit, on, a.Today())})
		}
	}
	return out, nil
}

// placeLife is a place's timeline, the newest first.
func placeLife(c *chart, i int32, today day.Day) []ui.Event {
	h := c.tree.History()
	var out []ui.Event
	for _, e := range slices.Backward(h.Timeline(i)) {
		n := len(out) - 1
		if n < 0 || out[n].Day != e.On || out[n].Recorded != "Ghi nhận lúc "+e.Recorded.VN() {
			out = append(out, ui.Event{Day: e.On, Future: e.On > today, Recorded: "Ghi nhận lúc " + e.Recorded.VN()})
			n++
		}
		ev := &out[n]
		if s := e.Succession; s != nil {
			other, on, text := s.From, s.On-1, map[lineage.SuccessionKind]string{lineage.Consolidated: "Hợp nhất từ các địa bàn", lineage.Absorbed: "Nhận sáp nhập", lineage.Divided: "Được chia, tách", lineage.Dissolved: "Tiếp nhận"}
			if other == h.ID(i) {
				other, on, text = s.To, s.On, map[lineage.SuccessionKind]string{lineage.Consolidated: "Hợp nhất", lineage.Absorbed: "Sáp nhập", lineage.Divided: "Chia, tách", lineage.Dissolved: "Giải thể"}
			}
			ev.Kind, ev.Title = map[lineage.SuccessionKind]string{lineage.Consolidated: "merge", lineage.Absorbed: "absorb", lineage.Divided: "split", lineage.Dissolved: "dissolve"}[s.Kind], text[s.Kind]
			if j, ok := h.Index(other); ok {
				ev.Units = append(ev.Units, c.link(j, on, today))
			}
			continue
		}
		var says []string
		switch e.Fact.State {
		case lineage.Alive:
			says = append(says, "Bắt đầu")
		case lineage.Ended:
			says = append(says, "Kết thúc")
		}
		if e.Fact.Name != "" {
			says = append(says, "Tên: "+e.Fact.Name)
		}
		if e.Fact.Kind != "" {
			says = append(says, "Loại: "+c.kinds[e.Fact.Kind].name)
		}
		if e.Fact.Code != "" {
			says = append(says, "Mã: "+e.Fact.Code)
		}
		ev.Text = strings.TrimSpace(sentence(says) + " " + ev.Text)
		if e.Overridden {
			ev.Text = "Không còn giá trị: " + ev.Text
		}
		if ev.Title == "" {
			ev.Title, ev.Kind = "Thay đổi", "rename"
			if e.Fact.State == lineage.Alive {
				ev.Title, ev.Kind = "Thành lập", "found"
			}
		}
	}
	return out
}
