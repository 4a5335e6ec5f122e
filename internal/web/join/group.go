package join

import (
	"net/http"
	"net/url"
	"strconv"

	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/people"
	"phongtrao/internal/roster"
)

// groupMost is how many people one group has; who brings more asks an officer.
const groupMost = 200

// many is a group's form as it was sent.
type many struct {
	filled
	count string
	n     int
	sizes map[string]string // by answer to the first of the event's own questions, as typed
	parts []roster.Signup
}

func sizeName(i int) string { return "size-" + strconv.Itoa(i) }

// readGroup takes what was sent apart.
func (o *opened) readGroup(sent url.Values) (many, error) {
	g := many{count: viet.Clean(sent.Get("count")), sizes: map[string]string{}}
	g.who = people.Participant{Name: viet.Clean(sent.Get("name"))}
	g.phone, g.slot, g.consent = viet.Clean(sent.Get("phone")), viet.Clean(sent.Get("slot")), sent.Get("consent") != ""
	if viet.Fold(g.who.Name) == "" || len([]rune(g.who.Name)) > form.TextMax {
		g.bad("name", "Hãy ghi họ và tên người phụ trách nhóm.")
	}
	var err error
	if g.who.Phone, err = people.CleanPhone(g.phone); err != nil {
		g.bad("phone", fault.Text(err))
	} else if g.who.Phone == "" {
		g.bad("phone", "Hãy ghi số điện thoại của người phụ trách, để ban tổ chức báo khi có thay đổi.")
	}
	if g.unit, err = o.pickUnit(sent); err != nil {
		return g, err
	}
	g.wrong = append(g.wrong, g.unit.wrong...)
	if g.n, err = whole(g.count); err != nil || g.n < 2 || g.n > groupMost {
		g.bad("count", "Một nhóm có từ 2 đến "+strconv.Itoa(groupMost)+" người. Đông hơn, hãy gửi danh sách cho công đoàn công ty.")
	}
	if len(o.event.Slots) > 0 && o.slotLabel(g.slot) == "" {
		g.bad("slot", "Hãy chọn đợt tham gia.")
	}
	if len(o.event.Slots) == 0 {
		g.slot = ""
	}
	g.readSizes(o, sent)
	if !g.consent {
		g.bad("consent", "Cần đánh dấu đồng ý thì ban tổ chức mới được giữ thông tin này.")
	}
	return g, nil
}

// readSizes parts the group by the answers to the event's first question; who is left has not answered yet.
func (g *many) readSizes(o *opened, sent url.Values) {
	rest := g.n
	if len(o.event.Choices) > 0 {
		q := o.event.Choices[0]
		for i, option := range q.Options {
			typed := viet.Clean(sent.Get(sizeName(i)))
			g.sizes[sizeName(i)] = typed
			if typed == "" {
				continue
			}
			n, err := whole(typed)
			if err != nil || n < 0 {
				g.bad(sizeName(i), "Hãy ghi số người, hoặc để trống.")
				continue
			}
			if rest -= n; n > 0 {
				g.parts = append(g.parts, roster.Signup{Places: n, Choices: map[string]string{q.Key: option}})
			}
		}
	}
	switch {
	case rest < 0:
		g.bad("count", "Cộng các cỡ được nhiều hơn số người của nhóm. Hãy sửa lại một trong hai.")
	case rest > 0:
		g.parts = append(g.parts, roster.Signup{Places: rest})
	}
}

// whole reads a small number.
func whole(s string) (int, error) {
	n, err := viet.ParseCount(s)
	if err == nil && (n.Qualifier != viet.Exact || n.Lo > 1_000_000) {
		err = fault.Invalidf("Hãy ghi một con số.")
	}
	return int(n.Lo), err
}

func (o *opened) drawGroup(g many, full rooms) *ui.Form {
	f := ui.Form{ID: "form", Action: "/join/" + url.PathEscape(o.site.ID) + "/group", Hidden: map[string]string{"token": newToken()}, Submit: "Đăng ký cho nhóm"}
	f.Fields = append(f.Fields, g.unit.fields...)
	f.Fields = append(f.Fields,
		ui.Field{Name: "count", Label: "Số người", Help: "Kể cả người phụ trách. Tên từng người ghi sau cũng được.", Kind: ui.CountField, Of: "người", Required: true, Value: g.count},
		ui.Field{Name: "name", Label: "Họ và tên người phụ trách", Required: true, Fill: "name", Value: g.who.Name},
		ui.Field{Name: "phone", Label: "Số điện thoại người phụ trách", Required: true, Fill: "tel", Value: g.phone})
	if len(o.event.Slots) > 0 {
		f.Fields = append(f.Fields, o.slotField(full, g.slot))
	}
	if len(o.event.Choices) > 0 {
		q := o.event.Choices[0]
		for i, option := range q.Options {
			f.Fields = append(f.Fields, ui.Field{Name: sizeName(i), Label: q.Label + " " + option, Kind: ui.CountField, Of: "người", Value: g.sizes[sizeName(i)]})
		}
	}
	consent := ui.Field{Name: "consent", Label: "Tôi đồng ý, và chỉ ghi tên những người đã đồng ý", Help: o.consentText(), Kind: ui.CheckField, Required: true}
	if g.consent {
		consent.Value = "yes"
	}
	f.Fields = append(f.Fields, consent)
	mark(&f, g.wrong)
	return &f
}

// group is the page on which a group signs up; g is nil where nothing was sent yet.
func (o *opened) group(r *http.Request, g *many) (group, error) {
	m := group{head: o.frame(r, "Đăng ký nhóm: "+o.name), about: o.about()}
	if n := o.closed(); n != nil {
		m.Notices = append(m.Notices, *n)
		return m, nil
	}
	places, err := o.rooms(o.site.ID)
	if err != nil {
		return m, err
	}
	m.about.Left, m.about.Tone = left(places.whole)
	m.Suggests = true
	if g == nil {
		g = &many{}
		if g.unit, err = o.pickUnit(url.Values{}); err != nil {
			return m, err
		}
	}
	m.Form = o.drawGroup(*g, places)
	return m, nil
}

func (d desk) showGroup(w http.ResponseWriter, r *http.Request) error {
	var m group
	err := d.house.DB.See(r.Context(), func(v *db.View) error {
		o, err := open(v, r.PathValue("activity"))
		if err != nil {
			return err
		}
		m, err = o.group(r, nil)
		return err
	})
	if err != nil {
		return err
	}
	return d.draw(w, r, http.StatusOK, groupView(m))
}

// sendPart takes what is sent below a sign-up page: a group.
func (d desk) sendPart(w http.ResponseWriter, r *http.Request) error {
	if r.PathValue("part") != "group" {
		return errNowhere()
	}
	return d.sendGroup(w, r)
}

// sendGroup signs a group up: one link for all its places.
func (d desk) sendGroup(w http.ResponseWriter, r *http.Request) error {
	sent, err := parse(r)
	if err != nil {
		return err
	}
	if err := limiterOf(d.house.DB, "group").take(d.house.DB.Now(), from(r), guessing); err != nil {
		return err
	}
	id := r.PathValue("activity")
	var m group
	var g many
	var event roster.Event
	again := func(refused error) error {
		return d.house.DB.See(r.Context(), func(v *db.View) error {
			o, err := open(v, id)
			if err != nil {
				return err
			}
			event = o.event
			if n := o.closed(); n != nil {
				g = many{filled: filled{wrong: []form.Problem{{Text: n.Title}}}}
			} else if g, err = o.readGroup(sent); err != nil {
				return err
			}
			if refused != nil {
				g.wrong = append(g.wrong, form.ProblemOf(refused))
			}
			m, err = o.group(r, &g)
			return err
		})
	}
	if err := again(nil); err != nil {
		return err
	}
	if len(g.wrong) > 0 {
		return d.draw(w, r, http.StatusUnprocessableEntity, groupView(m))
	}
	key, link := keyOf("group "+id, sent)
	for i := range g.parts {
		p := &g.parts[i]
		p.Activity, p.Unit, p.Slot, p.Source, p.Link = id, g.unit.unit, g.slot, roster.ByGroup, link
	}
	first := g.who
	g.parts[0].Who, g.parts[0].Tag = &first, event.NameTag(first.Name)
	err = d.house.Desk.Once(r.Context(), who(), roster.Registering, id, key, func(tx *db.Tx) error {
		made, err := roster.Register(tx, g.parts)
		if err == nil {
			act.Note(tx, "Nhóm "+viet.FormatInt(int64(len(made)))+" người; đồng ý xử lý dữ liệu cá nhân bản "+consentVersion+", đăng ký "+made[0].ID+".")
		}
		return err
	})
	if k := fault.KindOf(err); err != nil && (k == fault.Invalid || k == fault.Conflict) {
		if err := again(err); err != nil {
			return err
		}
		return d.draw(w, r, http.StatusUnprocessableEntity, groupView(m))
	}
	if err != nil {
		return err
	}
	return lead(w, r, partyPath(link), nil)
}
