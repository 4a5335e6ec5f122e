package units

import (
	"cmp"
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/org"
	"phongtrao/internal/place"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// reading is a unit that is being looked at.
type reading struct {
	a     *door.Ask
	u     org.Unit
	i     int32
	on    day.Day
	h     *lineage.History
	sight *sight.Sight
	kinds map[string]org.Kind
	lines []org.Line
}

func read(a *door.Ask, u org.Unit, on day.Day) (*reading, error) {
	r := &reading{a: a, u: u, on: on, kinds: map[string]org.Kind{}}
	var err error
	if r.h, err = org.HistoryOf(a.V); err != nil {
		return nil, err
	}
	r.i, _ = r.h.Index(u.ID)
	if r.sight, err = sight.Of(a.V, a.Who.Person); err != nil {
		return nil, err
	}
	kinds, err := org.Kinds(a.V)
	if err != nil {
		return nil, err
	}
	for _, k := range kinds {
		r.kinds[k.Key] = k
	}
	r.lines, err = org.Lines(a.V)
	return r, err
}

func (r *reading) asOf() day.AsOf { return day.AsOf{Day: r.on} }

// link leads to a unit on a day, where the person may follow it; else it is only a name.
func (r *reading) link(i int32, on day.Day) ui.Link {
	l := ui.Link{Label: r.h.Name(i, day.AsOf{Day: on})}
	if r.sight.Sees(i) {
		l.Href = sight.Address(r.h.ID(i), on, r.a.Today())
	}
	return l
}

// there is the day on which the page looks when the unit was not there on the chosen one.
func (r *reading) there() day.Day { return max(r.u.Born, min(r.on, r.u.Ended-1)) }

// crumbs are the units above on the union line of the day, those that the person may open.
func (r *reading) crumbs() []ui.Link {
	out := []ui.Link{{Label: "Tổ chức", Href: door.Address("/units", "on", dayIn(r.on, r.a.Today()))}}
	on := r.there()
	chain := r.h.Chain(r.i, r.line(on), day.AsOf{Day: on})
	for _, up := range slices.Backward(chain[1:]) {
		if l := r.link(up, on); l.Href != "" {
			out = append(out, l)
		}
	}
	return out
}

// line is the line on which the unit stands first.
func (r *reading) line(on day.Day) string {
	asOf := day.AsOf{Day: on}
	if r.h.On(r.i, org.UnionLine, asOf) {
		return org.UnionLine
	}
	for _, l := range r.lines {
		if r.h.On(r.i, l.Key, asOf) {
			return l.Key
		}
	}
	return org.UnionLine
}

func (r *reading) chips() []ui.Chip {
	switch {
	case r.u.Born == 0:
		return []ui.Chip{{Label: "Đã hủy ghi nhận", Tone: ui.Bad}}
	case r.on < r.u.Born:
		return []ui.Chip{{Label: "Chưa thành lập", Icon: "clock"}}
	case r.on >= r.u.Ended:
		return []ui.Chip{{Label: "Đã kết thúc " + r.u.Ended.VN(), Tone: ui.Warn, Icon: "circle-stop"}}
	case r.u.State == lineage.Suspended:
		return []ui.Chip{{Label: "Tạm ngừng hoạt động", Tone: ui.Warn, Icon: "pause"}}
	}
	return []ui.Chip{{Label: "Đang hoạt động", Tone: ui.Good}}
}

func (r *reading) meta() []string {
	var out []string
	if k := r.kinds[r.u.Kind]; k.Name != "" {
		out = append(out, k.Name)
	}
	if r.u.Code != "" {
		out = append(out, "Mã "+r.u.Code)
	}
	return out
}

// notice says what stands there in place of a unit that is not there on the day.
func (r *reading) notice() *ui.Notice {
	tree := r.h.Tree(org.UnionLine, r.asOf())
	today := r.a.Today()
	switch {
	case r.u.Born == 0:
		return &ui.Notice{Tone: ui.Warn, Title: "Việc thành lập đã bị hủy ghi nhận", Text: "Đơn vị này không có trong bất cứ danh sách nào. Dòng thời gian bên dưới cho biết vì sao."}
	case r.on < r.u.Born:
		n := &ui.Notice{Tone: ui.Info, Title: "Ngày " + r.on.VN() + " chưa có đơn vị này",
			Text: "Đơn vị được thành lập từ " + r.u.Born.VN() + "; các thông tin dưới đây là của ngày đó."}
		n.Link = &ui.Link{Label: "Xem ngày " + r.u.Born.VN(), Href: sight.Address(r.u.ID, r.u.Born, today)}
		return n
	case r.on >= r.u.Ended:
		n := &ui.Notice{Tone: ui.Warn, Title: "Đơn vị đã kết thúc hoạt động từ " + r.u.Ended.VN()}
		loc := tree.Locate(r.i)
		switch {
		case loc.At < 0 && loc.Why == lineage.Gone:
			n.Text = "Không có đơn vị kế thừa. Số liệu cũ được nêu riêng, không nằm trong tổng nào."
		case loc.At < 0:
		case loc.Why == lineage.Gone:
			n.Text = "Không có đơn vị kế thừa. Số liệu cũ được nêu riêng ở " + r.h.Name(loc.At, r.asOf()) + "."
		case loc.Why == lineage.Undivided:
			n.Text = "Đã chia, tách mà quyết định không nêu tỷ lệ, nên số liệu cũ đứng chung ở " + r.h.Name(loc.At, r.asOf()) + " (không phân bổ được)."
		default:
			n.Text = "Nay là " + r.h.Name(loc.At, r.asOf()) + "; số liệu cũ được tính về đó."
			if l := r.link(loc.At, r.on); l.Href != "" {
				n.Link = &ui.Link{Label: "Mở " + l.Label, Href: l.Href}
			}
		}
		return n
	}
	return nil
}

// facts are what is known of the unit on the day.
func (r *reading) facts() ([]ui.Pair, error) {
	asOf := day.AsOf{Day: r.there()}
	u, _, err := org.Get(r.a.V, r.u.ID, asOf)
	if err != nil {
		return nil, err
	}
	out := []ui.Pair{{Key: "Loại tổ chức", Text: cmp.Or(r.kinds[u.Kind].Name, "chưa ghi")}}
	if u.Short != "" {
		out = append(out, ui.Pair{Key: "Tên viết tắt", Text: u.Short})
	}
	if p, ok := r.h.Parent(r.i, org.UnionLine, asOf); ok {
		l := r.link(p, asOf.Day)
		out = append(out, ui.Pair{Key: "Trực thuộc", Text: l.Label, Href: l.Href})
	} else if u.Parent == "" && r.h.On(r.i, org.UnionLine, asOf) {
		out = append(out, ui.Pair{Key: "Trực thuộc", Text: "đứng đầu hệ thống"})
	}
	for _, line := range r.lines {
		if line.Key == org.UnionLine {
			continue
		}
		if p, ok := r.h.Parent(r.i, line.Key, asOf); ok {
			l := r.link(p, asOf.Day)
			out = append(out, ui.Pair{Key: line.Name, Text: l.Label, Href: l.Href})
		}
	}
	span := "từ " + u.Born.VN()
	if u.Ended < day.Forever {
		span += " đến hết " + (u.Ended - 1).VN()
	}
	if u.Born != 0 {
		out = append(out, ui.Pair{Key: "Hoạt động", Text: span})
	}
	places, err := org.PlacesOf(r.a.V, u.ID, asOf)
	if err != nil {
		return nil, err
	}
	var ids []place.ID
	for _, p := range places {
		ids = append(ids, p.Place)
	}
	names, err := place.Names(r.a.V, ids, asOf)
	if err != nil {
		return nil, err
	}
	for _, p := range places {
		if name := names[p.Place]; name != "" {
			out = append(out, ui.Pair{Key: roles[p.Role], Text: name, Href: placeAddress(p.Place, asOf.Day, r.a.Today()), Note: "từ " + p.From.VN()})
		}
	}
	return out, nil
}

var roles = map[org.Role]string{org.Seat: "Trụ sở", org.Area: "Phạm vi quản lý", org.Site: "Nơi làm việc"}
