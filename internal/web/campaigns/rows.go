package campaigns

import (
	"cmp"
	"strconv"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/campaign"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
)

// units is the tree on the campaign's page.
func (s *seen) units(m *show) error {
	b, err := boardOf(s.look)
	if err != nil {
		return err
	}
	keep := s.a.R.URL.Query()
	keep.Del("open")
	m.Map = ui.DayPicker{Action: "/campaigns/" + s.c.ID, Keep: keep, Value: b.day, Today: s.today}
	m.Units = ui.TreeTable{ID: "units-tree", Label: "Số liệu theo đơn vị", Columns: b.columns()}
	top, ok, err := b.top()
	if err != nil {
		return err
	}
	if !ok {
		m.Units.Empty = &ui.Empty{Icon: "network", Title: "Chưa có tổ chức nào trên bản đồ ngày này", Text: "Hãy chọn một ngày khác, khi đơn vị chủ trì đã có."}
		return nil
	}
	id := b.tree.History().ID(top)
	b.openTo(id)
	b.openTo(s.a.Query("open"))
	f, err := ledger.RollUp(s.v, b.question(id))
	if err != nil {
		return err
	}
	m.Units.Rows = b.row(top, 1, 1, 1, ledger.Total{Quantity: f.Quantity, Entries: f.Entries}, b.targets([]int32{top}))
	if id != s.unit {
		was := name(s.v, s.unit, s.c.Period.To)
		m.Units.Rows[0].Note = "nơi gần nhất phía trên " + was + ", đơn vị không có trên bản đồ ngày này"
		if b.followed {
			m.Units.Rows[0].Note = "kế thừa " + was
		}
	}
	if b.err != nil {
		return b.err
	}
	return s.named(m, b)
}

// named tells what of the campaign is in no total of this map, by the unit that it belongs to.
func (s *seen) named(m *show, b *board) error {
	q := b.question(s.at)
	f, err := ledger.RollUp(s.v, q)
	if err != nil {
		return err
	}
	for _, p := range f.Gone {
		text := cmp.Or(p.Name, name(s.v, p.Key, s.c.Period.To)) + ": " + p.Quantity.String() + " " + s.lead.Label() + ", không nằm trong tổng của bản đồ này"
		m.Gone.Items = append(m.Gone.Items, ui.Gap{Tone: ui.Warn, Text: text, Why: capital(why(p)) + "; số này vẫn còn khi xem theo tổ chức của ngày phát sinh.", Href: proof(s.question())})
	}
	return nil
}

// level is the rows below one unit, as they are sent when it is opened.
type level struct {
	Head  ui.Head
	Rows  ui.TreeRows
	Alone bool // asked for without scripts: a page of its own
	Title string
}

var rowsPage = door.Page[level]{
	Route: "GET /campaigns/{id}/rows", Title: "Số liệu theo đơn vị", Guard: door.Guard{Verb: campaign.Seeing, Object: door.Home},
	Load: loadRows,
	View: func(m level) ui.Component {
		if m.Alone {
			return levelView(m)
		}
		return m.Rows
	},
	Head:    func(m level) ui.Head { return m.Head },
	Samples: levelSamples(),
}

func loadRows(a *door.Ask) (level, error) {
	l, err := lookAt(a, a.Path("id"))
	if err != nil {
		return level{}, err
	}
	if err := l.within(a); err != nil {
		return level{}, err
	}
	b, err := boardOf(l)
	if err != nil {
		return level{}, err
	}
	under := a.Query("under")
	i, known := b.tree.History().Index(under)
	top, ok, err := b.top()
	if err != nil {
		return level{}, err
	}
	if !known || !ok || !b.tree.Has(i) || !b.tree.Within(top, i) {
		return level{}, fault.NotFoundf("Không có đơn vị này trên bản đồ ngày %s trong phạm vi của bạn.", b.day.VN())
	}
	depth, _ := strconv.Atoi(a.Query("level"))
	after, _ := strconv.Atoi(a.Query("after"))
	m := level{Head: ui.Head{Title: l.c.Name, Crumbs: l.below(), Accent: l.accent()}, Title: b.name(i)}
	m.Rows.Columns = b.columns()
	m.Rows.Rows, m.Rows.More = b.rows(i, max(1, depth), max(0, after))
	_, htmx := ui.Wants(a.R)
	m.Alone = !htmx
	return m, b.err
}

// named units by id, on a day.
func names(v *db.View, ids []org.UnitID, on day.Day) (map[org.UnitID]string, error) {
	return org.Names(v, ids, day.AsOf{Day: on})
}
