package gates

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/paper/qrpath"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/gate"
	"phongtrao/internal/web/door"
)

// invitesMax is how many phones are invited at once.
const invitesMax = 60

// card is a code as it is shown, once, and printed.
type card struct {
	Site, Door, Label string
	Code              string // in letters, spaced
	Box, Path         string // of its square
	Until, Shift      string
}

// sheetOfCards is the page of codes that were just made.
type sheetOfCards struct {
	frame
	Cards []card
	Back  string
}

// inviting makes codes for phones: one of a named holder, or several of one door or of all.
var inviting = deed{
	path: "/activities/{id}/gates/invite", title: "Mời điện thoại",
	help:  "Lập mã QR để điện thoại vào cổng; mỗi mã dùng cho một máy, một lần. Ghi ai cầm máy và giờ hết ca, rồi đưa mã cho họ quét hoặc in ra.",
	guard: door.Guard{Verb: gate.Inviting},
	open:  openInvite,
	act: func(tx *db.Tx, s *site, q *sheet) error {
		shift, err := s.shift(q.answers)
		if err != nil {
			return err
		}
		var made []card
		for _, w := range q.wanted(s) {
			code, err := gate.Invite(tx, s.act.ID, w.door, w.label, shift)
			if err != nil {
				return err
			}
			made = append(made, card{Site: s.act.Name, Door: w.name, Label: w.label, Code: code, Shift: clock(shift, tx.At), Until: clock(min(shift, day.InstantOf(tx.At.Time().Add(gate.InviteTime))), tx.At)})
		}
		q.made = made
		return nil
	},
	done: func(s *site, q *sheet) ui.Outcome {
		made, _ := q.made.([]card)
		if len(made) == 0 { // sent twice: the codes were shown to the first
			return ui.Outcome{To: s.path("/gates"), Flash: &ui.Flash{Tone: ui.Warn, Text: "Các mã này đã lập và đã hiện một lần. Nếu chưa kịp quét, hãy lập mã mới."}}
		}
		m := sheetOfCards{frame: q.frame, Cards: made, Back: s.path("/gates")}
		m.Head.Title = "Mã mời điện thoại"
		host := hostOf(s.a)
		for i := range m.Cards {
			if err := m.Cards[i].draw(host); err != nil {
				return ui.Outcome{To: s.path("/gates"), Flash: &ui.Flash{Tone: ui.Bad, Text: fault.Text(err)}}
			}
		}
		return ui.Outcome{Again: cardsView(m), Head: m.head(), Step: true}
	},
}

// hostOf is the address under which phones reach this house.
func hostOf(a *door.Ask) string {
	if a.House.URL != "" {
		return strings.TrimSuffix(a.House.URL, "/")
	}
	return door.SiteOf(a.R).Origin
}

// draw makes the square. A code stands behind #, so it never reaches a log.
func (c *card) draw(host string) error {
	code, err := qrpath.Of(host + "/gate/#" + c.Code)
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, path := range code.Paths {
		for i, p := range path {
			b.WriteByte("ML"[min(i, 1)])
			fmt.Fprintf(&b, "%d %d", p.X+qrpath.Quiet, p.Y+qrpath.Quiet)
		}
		b.WriteByte('Z')
	}
	side := code.Size + 2*qrpath.Quiet
	c.Box, c.Path, c.Code = fmt.Sprintf("0 0 %d %d", side, side), b.String(), spaced(c.Code)
	return nil
}

// spaced parts a code into groups of four, as one types it.
func spaced(s string) string {
	var groups []string
	for len(s) > 4 {
		groups, s = append(groups, s[:4]), s[4:]
	}
	return strings.Join(append(groups, s), " ")
}

// allDoors is the choice of every open door.
const allDoors = "all"

func openInvite(s *site, sent url.Values) (*sheet, error) {
	q := s.sheet("Mời điện thoại", "Lập mã mời", "/gates")
	doors, err := gate.Doors(s.a.V, s.act.ID)
	if err != nil {
		return nil, err
	}
	choice := form.Field{Name: "door", Label: "Vào cổng", Kind: form.OneOf, Required: true}
	for _, d := range doors {
		if d.Closed == 0 {
			choice.Choices = append(choice.Choices, form.Choice{Value: d.ID, Label: d.Name})
		}
	}
	if len(choice.Choices) == 0 {
		return nil, door.Elsewhere(s.path("/gates/doors"), &ui.Flash{Tone: ui.Warn, Text: "Điểm chưa có cổng nào. Hãy thêm cổng trước khi mời máy."})
	}
	if len(choice.Choices) > 1 {
		choice.Choices = append(choice.Choices, form.Choice{Value: allDoors, Label: "Tất cả các cổng, mỗi cổng chừng ấy máy"})
	}
	q.form.Fields = []form.Field{choice,
		{Name: "label", Label: "Ai cầm máy", Help: "Ví dụ: Tổ 1, anh Tuấn. Lập nhiều mã thì mỗi mã được thêm số thứ tự.", Kind: form.Text, Required: true, Limit: 60},
		{Name: "count", Label: "Số máy", Kind: form.Count, Required: true, Of: "máy"},
		{Name: "day", Label: "Ngày hết ca", Kind: form.Day, Required: true},
		{Name: "hour", Label: "Giờ hết ca", Help: "Ví dụ 10:30. Sau giờ này máy không nhận thêm; những gì quét trước đó vẫn gửi về được.", Kind: form.Text, Required: true, Limit: 8}}
	until := max(s.act.Day, s.a.Today())
	q.values = map[string]string{"door": choice.Choices[0].Value, "count": "1", "label": "Máy quét", "day": until.VN(), "hour": "22:00"}
	q.Below = ui.Text("Mã dùng được trong 24 giờ kể từ lúc lập, hoặc đến hết ca nếu ca hết sớm hơn.")
	q.made = choice.Choices
	return q, nil
}

// want is one phone to invite.
type want struct{ door, name, label string }

// wanted are the phones that a filled form asks for.
func (q *sheet) wanted(s *site) []want {
	choices, _ := q.made.([]form.Choice)
	n, _ := q.answers.Number("count")
	var all []want
	for _, c := range choices {
		if c.Value == allDoors || q.answers.Text("door") != allDoors && q.answers.Text("door") != c.Value {
			continue
		}
		for range n.Lo {
			all = append(all, want{c.Value, c.Label, q.answers.Text("label")})
		}
	}
	if len(all) > 1 {
		for i := range all {
			all[i].label += " " + strconv.Itoa(i+1)
		}
	}
	return all
}

var hour = regexp.MustCompile(`^(\d{1,2})\s*(?::|h|giờ|g)\s*(\d{2})?$`)

// hourOf reads an hour of the day as people write it: "10:30", "10h30", "10 giờ".
func hourOf(typed string) (time.Duration, error) {
	m := hour.FindStringSubmatch(strings.ToLower(viet.Clean(typed)))
	if m == nil {
		return 0, errors.New("no hour")
	}
	h, _ := strconv.Atoi(m[1])
	n, _ := strconv.Atoi(m[2])
	if h > 24 || n > 59 || h == 24 && n > 0 {
		return 0, errors.New("no such hour")
	}
	return time.Duration(h)*time.Hour + time.Duration(n)*time.Minute, nil
}

// shift is when the phones' leave ends.
func (s *site) shift(answers form.Answers) (day.Instant, error) {
	if n, _ := answers.Number("count"); n.Lo < 1 || n.Lo > invitesMax {
		return 0, fault.In("count", "Một lần mời từ 1 đến %d máy.", invitesMax)
	}
	at, err := hourOf(answers.Text("hour"))
	if err != nil {
		return 0, fault.In("hour", "Không đọc được giờ “%s”. Hãy ghi như 10:30.", answers.Text("hour"))
	}
	return day.InstantOf(answers.Day("day").Start().Time().Add(at)), nil
}

// revoking takes a phone out of use.
var revoking = deed{
	path: "/activities/{id}/gates/phones/{phone}/revoke", title: "Thu hồi máy",
	help:  "Máy bị mất hoặc đổi người cầm thì thu hồi để không ai dùng tiếp. Những gì máy đã quét trước đó vẫn được tính.",
	guard: door.Guard{Verb: gate.RevokingDevice},
	open: func(s *site, sent url.Values) (*sheet, error) {
		p, err := gate.DeviceOf(s.a.V, s.a.Path("phone"))
		if err != nil {
			return nil, err
		}
		if p.Activity != s.act.ID {
			return nil, fault.NotFoundf("Không tìm thấy máy này ở điểm. Có thể trang đã cũ, hãy tải lại.")
		}
		q := s.sheet("Thu hồi máy", "Thu hồi máy", "/gates")
		q.Drawn.Danger = true
		q.Lead = "Thu hồi máy “" + p.Name + "”? Từ lúc này máy không gửi thêm được. Những gì máy đã quét trước đó vẫn được tính, kể cả khi gửi về sau."
		q.form.Fields = []form.Field{{Name: "reason", Label: "Lý do", Help: "Ví dụ: mất máy, đổi người cầm.", Kind: form.Text, Required: true, Limit: 200}}
		return q, nil
	},
	act: func(tx *db.Tx, s *site, q *sheet) error {
		return gate.RevokeDevice(tx, s.act.ID, s.a.Path("phone"), q.answers.Text("reason"))
	},
	done: func(s *site, q *sheet) ui.Outcome {
		return said(s.path("/gates"), "Đã thu hồi máy. Những gì máy đã quét vẫn được tính.")
	},
}
