package gates

import (
	"crypto/ed25519"
	"encoding/base64"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/gate"
	"phongtrao/internal/gate/rule"
	"phongtrao/internal/roster"
	"phongtrao/internal/web/door"
)

// deskName is the phone under which sheets of paper are entered, one for each site: there paper is a device as any other.
const deskName = "Bàn nhập giấy"

// linesMax is how many lines are entered at once.
const linesMax = gate.BatchMax

// reentering enters from sheets of paper who came while phones failed: the same evidence, with the time that stands on the paper.
var reentering = deed{
	path: "/activities/{id}/day/paper", title: "Nhập phiếu giấy",
	help:  "Nhập lại mã vé đã ghi trên phiếu giấy khi máy hỏng, mỗi dòng một mã và giờ. Số này được tính như quét; mã đã quét rồi thì không tính hai lần.",
	guard: door.Guard{Verb: gate.Inviting},
	open: func(s *site, sent url.Values) (*sheet, error) {
		e, err := s.event()
		if err != nil {
			return nil, err
		}
		q := s.sheet("Nhập phiếu giấy", "Nhập các mã", "/day")
		if !e.open {
			return nil, door.Elsewhere(s.path("/day"), &ui.Flash{Tone: ui.Warn, Text: "Sự kiện chưa mở vé nên chưa có mã để nhập."})
		}
		doors, err := gate.Doors(s.a.V, s.act.ID)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(doors, func(d gate.Door) bool { return d.Closed == 0 }) {
			return nil, door.Elsewhere(s.path("/gates/doors"), &ui.Flash{Tone: ui.Warn, Text: "Điểm chưa có cổng nào. Hãy thêm cổng trước khi nhập phiếu."})
		}
		q.form.Fields = []form.Field{{Name: "what", Label: "Phiếu ghi việc", Kind: form.OneOf, Required: true, Choices: e.services},
			{Name: "lines", Label: "Mã và giờ", Help: "Mỗi dòng một mã vé hoặc số áo, rồi giờ: 4K7N-2Q9X 6:42. Dòng không có giờ lấy giờ của dòng trên.", Kind: form.LongText, Required: true, Limit: 10_000}}
		q.values = map[string]string{"what": e.services[0].Value}
		return q, nil
	},
	do: func(a *door.Ask, q *sheet, work func(tx *db.Tx) error) error {
		var batch gate.Batch
		var desk gate.Device
		if err := a.See(func(*db.View) error {
			s, err := siteAt(a)
			if err != nil {
				return err
			}
			batch.Scans, err = s.readPaper(q.answers.Text("lines"), q.answers.Text("what"))
			return err
		}); err != nil {
			return err
		}
		// The desk is made ready in the act, so that leave is asked and the log knows who typed; the records go the way of all records. Sent twice,
		// they are entered twice and counted once, as what phones send.
		q.made = &desk
		if err := a.House.Desk.Do(a.R.Context(), a.Who, gate.Inviting, a.Object, work); err != nil {
			return err
		}
		n, err := enter(a, desk, batch)
		q.made = n
		return err
	},
	act: func(tx *db.Tx, s *site, q *sheet) error {
		desk, _ := q.made.(*gate.Device)
		d, err := deskOf(tx, s.act.ID)
		*desk = d
		return err
	},
	done: func(s *site, q *sheet) ui.Outcome {
		n, _ := q.made.(entered)
		return ui.Outcome{To: s.path("/day"), Flash: &ui.Flash{Tone: ui.Good, Text: n.say()}}
	},
}

// entered is what became of the lines of a sheet.
type entered struct{ counted, again, other int }

func (n entered) say() string {
	text := "Đã nhập " + viet.FormatInt(int64(n.counted+n.again+n.other)) + " dòng: " + viet.FormatInt(int64(n.counted)) + " được tính"
	if n.again > 0 {
		text += ", " + viet.FormatInt(int64(n.again)) + " đã quét trước đó"
	}
	if n.other > 0 {
		text += ", " + viet.FormatInt(int64(n.other)) + " không tính, xem ở “Việc bất thường ở cổng”"
	}
	return text + "."
}

// deskOf returns the site's desk for paper, made at its first use. Its key is made here and thrown away: nobody else speaks for it.
func deskOf(tx *db.Tx, activityID string) (gate.Device, error) {
	phones, err := gate.Devices(&tx.View, activityID)
	if err != nil {
		return gate.Device{}, err
	}
	for _, p := range phones {
		if p.Name == deskName && p.Ended(tx.At) == 0 {
			return p.Device, nil
		}
	}
	doors, err := gate.Doors(&tx.View, activityID)
	if err != nil {
		return gate.Device{}, err
	}
	i := slices.IndexFunc(doors, func(d gate.Door) bool { return d.Closed == 0 })
	if i < 0 {
		return gate.Device{}, fault.Invalidf("Điểm chưa có cổng nào. Hãy thêm cổng trước khi nhập phiếu.")
	}
	code, err := gate.Invite(tx, activityID, doors[i].ID, deskName, day.InstantOf(tx.At.Time().Add(gate.ShiftMax-time.Minute)))
	if err != nil {
		return gate.Device{}, err
	}
	public, _, err := ed25519.GenerateKey(nil)
	if err != nil {
		return gate.Device{}, err
	}
	e, err := gate.Enrol(tx, gate.Enrolment{Protocol: gate.Protocol, Code: code, PublicKey: base64.StdEncoding.EncodeToString(public), App: "web"})
	if err != nil {
		return gate.Device{}, err
	}
	return gate.DeviceOf(&tx.View, e.Device)
}

// enter sends the lines as the desk's records, numbered on from what it sent before.
func enter(a *door.Ask, desk gate.Device, b gate.Batch) (entered, error) {
	var n entered
	last := int64(0)
	if err := a.See(func(v *db.View) error {
		heard, err := gate.HeardOf(v, desk.Event)
		for _, h := range heard {
			if h.Device == desk.ID {
				last = h.Made
			}
		}
		return err
	}); err != nil {
		return n, err
	}
	for i := range b.Scans {
		last++
		b.Scans[i].Seq = last
	}
	b.Protocol, b.Device, b.Sent, b.Made = gate.Protocol, desk.ID, int64(a.House.DB.Now())/1000, last
	b.Beat = gate.Beat{Battery: -1, Storage: -1, App: "web"}
	receipt, err := a.House.Gate.Receive(a.R.Context(), desk, &b)
	if err != nil {
		return n, err
	}
	if len(receipt.Refused) > 0 { // somebody typed at the same desk at the same moment, and had these numbers first
		return n, fault.Conflictf("%s dòng chưa vào vì có người khác đang nhập cùng lúc. Hãy bấm nhập lại; dòng đã vào không tính hai lần.", viet.FormatInt(int64(len(receipt.Refused))))
	}
	for _, x := range receipt.Answers {
		switch {
		case x.Counts:
			n.counted++
		case x.Word == rule.Again:
			n.again++
		default:
			n.other++
		}
	}
	return n, nil
}

// readPaper reads lines of "CODE HH:MM"; all that is wrong with a line is said with its number, and nothing is entered.
func (s *site) readPaper(typed, what string) ([]gate.Scan, error) {
	e, err := s.event()
	if err != nil {
		return nil, err
	}
	lines, err := paperLines(typed)
	if err != nil {
		return nil, err
	}
	start, now, zero := s.act.Day.Start(), s.a.V.At, int64(0)
	var scans []gate.Scan
	for _, l := range lines {
		t, found, err := roster.TicketByCode(s.a.V, e.number, l.code)
		if err == nil && !found {
			t, found, err = roster.TicketByBib(s.a.V, e.number, l.code)
		}
		if err != nil {
			return nil, err
		}
		at := day.InstantOf(start.Time().Add(l.at))
		switch {
		case !found:
			return nil, fault.In("lines", "Dòng %d: không có vé nào mang mã “%s”. Hãy xem lại phiếu.", l.n, l.code)
		case at > now:
			return nil, fault.In("lines", "Dòng %d: giờ %s còn ở phía trước. Hãy xem lại phiếu.", l.n, at.Time().In(day.Zone).Format("15:04"))
		}
		scans = append(scans, gate.Scan{At: int64(at) / 1000, Offset: &zero, What: what, How: rule.ByPaper, Serial: t.Serial, Said: rule.Welcome, Admitted: true, Reason: "phiếu giấy"})
	}
	return scans, nil
}

// paperLine is a line of a sheet.
type paperLine struct {
	n    int
	code string
	at   time.Duration // of the day
}

// paperLines reads what was typed from a sheet. A line without an hour has that of the line before.
func paperLines(typed string) ([]paperLine, error) {
	var out []paperLine
	at := time.Duration(-1)
	for i, line := range strings.Split(typed, "\n") {
		words := strings.FieldsFunc(viet.Clean(line), func(r rune) bool { return r == ' ' || r == '\t' || r == ';' || r == ',' })
		if len(words) == 0 {
			continue
		}
		if len(words) > 1 {
			h, err := hourOf(words[len(words)-1])
			if err != nil || len(words) > 2 {
				return nil, fault.In("lines", "Dòng %d: không đọc được “%s”. Hãy ghi mã rồi giờ, ví dụ: 4K7N-2Q9X 6:42.", i+1, viet.Clean(line))
			}
			at = h
		}
		if at < 0 {
			return nil, fault.In("lines", "Dòng %d: chưa có giờ. Hãy ghi giờ ít nhất ở dòng đầu.", i+1)
		}
		if out = append(out, paperLine{i + 1, strings.ToUpper(words[0]), at}); len(out) > linesMax {
			return nil, fault.In("lines", "Một lần nhập nhiều nhất %s dòng. Hãy nhập làm nhiều lần.", strconv.Itoa(linesMax))
		}
	}
	if len(out) == 0 {
		return nil, fault.In("lines", "Hãy ghi ít nhất một dòng.")
	}
	return out, nil
}
