package tickets

import (
	"cmp"
	"net/url"
	"strconv"

	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/roster"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// grouping signs a group up: so many of a unit, names later or never.
var grouping = deed{
	path: "/activities/{id}/tickets/group", title: "Đăng ký nhóm", guard: door.Guard{Verb: roster.Registering},
	help: "Giữ chỗ cho cả tổ, cả ca khi chưa có tên từng người. Người phụ trách nhận một liên kết để ghi tên và in vé sau.",
	open: openGroup,
	act:  saveGroup,
	done: func(h *held, q *sheet) ui.Outcome {
		r, ok := q.made.(roster.Registration)
		if !ok { // sent twice
			return said(h.path("/list"), "Nhóm này đã được ghi.")
		}
		return ui.Outcome{To: door.Address(h.path("/list"), "party", r.Party), Flash: &ui.Flash{Tone: ui.Good, Text: "Đã ghi nhóm. Liên kết cho người phụ trách: " + h.base() + "/join/party/" + r.Link}}
	},
}

// groupAsk is what a group's act needs.
type groupAsk struct {
	unit  org.UnitID
	sizes map[string]int // by answer
}

func sizeName(i int) string { return "size-" + strconv.Itoa(i) }

func openGroup(h *held, sent url.Values) (*sheet, error) {
	if !h.opened {
		return nil, fault.NotFoundf("Hoạt động này chưa mở đăng ký và vé. Hãy mở ở trang “Đăng ký và vé” trước.")
	}
	q := &sheet{frame: h.frame("Đăng ký nhóm", "/group"), Drawn: ui.Form{Submit: "Ghi nhóm", Cancel: h.path("")}}
	pick := sight.Pick{Name: "unit", Label: "Đơn vị của nhóm", Required: true, AsOf: org.Today(h.a.V)}
	if err := pick.Read(h.a.V, sent); err != nil {
		return nil, err
	}
	q.form.Fields = append(q.form.Fields, pick.Fields()...)
	q.form.Fields = append(q.form.Fields, h.siteField()...)
	q.form.Fields = append(q.form.Fields, form.Field{Name: "count", Label: "Số người", Kind: form.Count, Of: "người", Required: true})
	q.form.Fields = append(q.form.Fields, h.slotField()...)
	about := groupAsk{unit: pick.Unit, sizes: map[string]int{}}
	if len(h.e.Choices) > 0 {
		c := h.e.Choices[0]
		for i, o := range c.Options {
			q.form.Fields = append(q.form.Fields, form.Field{Name: sizeName(i), Label: c.Label + " " + o, Kind: form.Count, Of: "người"})
			if n, err := count(sent.Get(sizeName(i))); err == nil && n > 0 {
				about.sizes[o] = int(n)
			}
		}
	}
	q.form.Fields = append(q.form.Fields, form.Field{Name: "name", Label: "Người phụ trách nhóm", Kind: form.Text}, form.Field{Name: "phone", Label: "Số điện thoại người phụ trách", Kind: form.Text})
	q.values = map[string]string{"site": h.sites[0].ID}
	q.extra, q.about = pick.Problem, about
	return q, nil
}

func saveGroup(tx *db.Tx, h *held, q *sheet) error {
	ask := q.about.(groupAsk)
	n, _ := q.answers.Number("count")
	site := h.siteOf(q.answers.Text("site"))
	rest := int(min(n.Lo, roster.GroupMax+1))
	var parts []roster.Signup
	if len(h.e.Choices) > 0 {
		c := h.e.Choices[0]
		for _, o := range c.Options {
			if k := ask.sizes[o]; k > 0 {
				parts = append(parts, roster.Signup{Places: k, Choices: map[string]string{c.Key: o}})
				rest -= k
			}
		}
	}
	switch {
	case n.Lo < 1 || n.Lo > roster.GroupMax:
		return fault.In("count", "Một nhóm có từ 1 đến %s người. Hãy chia thành nhiều nhóm.", viet.FormatInt(roster.GroupMax))
	case rest < 0:
		return fault.In("count", "Cộng các cỡ được nhiều hơn số người của nhóm. Hãy sửa lại một trong hai.")
	case rest > 0:
		parts = append(parts, roster.Signup{Places: rest})
	}
	link := roster.NewLink()
	for i := range parts {
		parts[i].Activity, parts[i].Unit, parts[i].Slot, parts[i].Source, parts[i].Link = site, ask.unit, q.answers.Text("slot"), roster.ByGroup, link
	}
	if name := q.answers.Text("name"); name != "" {
		parts[0].Who = &people.Participant{Name: name, Phone: q.answers.Text("phone")}
	}
	made, err := roster.Register(tx, parts)
	if err != nil {
		return err
	}
	act.Note(tx, "Nhóm "+viet.FormatInt(int64(len(made)))+" người.")
	made[0].Link = link
	q.made = made[0]
	return nil
}

// base is the address under which others reach this house.
func (h *held) base() string {
	if h.a.House.URL != "" {
		return h.a.House.URL
	}
	return cmp.Or(door.SiteOf(h.a.R).Origin, "")
}
