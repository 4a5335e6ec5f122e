package gate

import (
	"encoding/json"
	"regexp"

	"phongtrao/internal/base/ticket"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/gate/rule"
	"phongtrao/internal/people"
	"phongtrao/internal/roster"
)

// bad is what cannot be counted.
type bad struct {
	seq            int64
	text, raw, sum string
}

// block is a counted crowd while it is taken in.
type block struct {
	Block
	sum    string
	stored bool
}

// Limits of one record.
const (
	textMax   = 200   // bytes of a reason, a label
	peopleMax = 500   // by one press of “+1”
	blockMax  = 20000 // people of one block
)

var hexHash = regexp.MustCompile(`^[0-9a-f]{64}$`)

// prepare reads a batch without the database: what each record is about, whether its ticket was issued by us.
func (a *arrival) prepare(unread []Unread) {
	for i := range a.batch.Scans {
		s := &a.batch.Scans[i]
		r := &record{Scan: *s, event: a.device.Event, activity: a.device.Activity, door: a.device.Door, device: a.device.ID, sum: s.summary()}
		if text := a.read(r); text != "" {
			a.bad(s.Seq, text, s, r.sum)
			continue
		}
		a.records = append(a.records, r)
		a.answers = append(a.answers, answer{seq: s.Seq, record: r})
	}
	for i := range a.batch.Blocks {
		k := &block{Block: a.batch.Blocks[i]}
		k.sum = k.summary()
		if k.Undoes != 0 { // an undoing is a record like that of a scan
			s := Scan{Seq: k.Seq, At: k.At, Offset: k.Offset, Undoes: k.Undoes}
			r := &record{Scan: s, event: a.device.Event, activity: a.device.Activity, door: a.device.Door, device: a.device.ID, sum: s.summary()}
			if text := a.read(r); text != "" {
				a.bad(k.Seq, text, s, r.sum)
				continue
			}
			a.records = append(a.records, r)
			a.answers = append(a.answers, answer{seq: k.Seq, record: r})
			continue
		}
		if text := a.readBlock(k); text != "" {
			a.bad(k.Seq, text, &k.Block, k.sum)
			continue
		}
		a.blocks = append(a.blocks, k)
		a.answers = append(a.answers, answer{seq: k.Seq})
	}
	for _, u := range unread {
		a.bads = append(a.bads, bad{u.Seq, u.Text, redacted(u.Raw), hash16(u.Raw)})
		a.answers = append(a.answers, answer{seq: u.Seq, text: u.Text})
	}
}

func (a *arrival) bad(seq int64, text string, what any, sum string) {
	raw, _ := json.Marshal(what) // always can be
	a.bads = append(a.bads, bad{seq, text, redacted(raw), sum})
	a.answers = append(a.answers, answer{seq: seq, text: text})
}

// read says what a record is about, and returns a sentence where it cannot be.
func (a *arrival) read(r *record) string {
	switch {
	case r.Seq < 1 || r.Seq > 1<<53:
		return "Lượt này không có số thứ tự."
	case len(r.Reason) > textMax:
		return "Lý do dài quá."
	}
	r.Reason = viet.Clean(r.Reason)
	if r.Undoes != 0 {
		if r.Undoes < 1 || r.Undoes >= r.Seq {
			return "Lượt hoàn tác phải nêu một lượt trước nó của cùng máy."
		}
		r.Scan = Scan{Seq: r.Seq, At: r.At, Offset: r.Offset, Reason: r.Reason, Undoes: r.Undoes}
		r.word = Undone
		return ""
	}
	service, ok := a.event.services[r.What]
	if !ok {
		return "Việc “" + cut(r.What) + "” không có ở sự kiện này."
	}
	if r.How != rule.ByPlus {
		r.People = 1
	} else if r.People == 0 {
		r.People = 1
	}
	if r.People < 1 || r.People > peopleMax {
		return "Số người của một lượt không hợp lý."
	}
	r.facts = rule.Facts{How: r.How, After: service.After, Unlisted: a.event.Unlisted, Walks: a.event.WalkIns}
	switch r.How {
	case rule.ByTicket:
		if len(r.Ticket) > 4*ticket.TextSize {
			return "Mã quét được dài quá."
		}
		a.readTicket(r)
	case rule.ByCode, rule.ByName, rule.ByPaper:
		if r.Serial < 1 || r.Serial > 1<<32-1 {
			return "Lượt này không nêu số vé."
		}
		r.subject = roster.SubjectTicket(r.Serial)
	case rule.ByCard:
		if r.Card == nil || !hexHash.MatchString(r.Card.Hash) {
			return "Lượt này không có mã của thẻ căn cước."
		}
		r.subject = roster.SubjectCard(r.Card.Hash)
		return a.readWalkIn(r, people.Participant{Name: r.Card.Name, Year: r.Card.Year, IDHash: r.Card.Hash, IDLast: r.Card.Last})
	case rule.ByPerson:
		if r.Person == nil {
			return "Lượt này không có tên người đến."
		}
		r.subject = roster.SubjectScan(r.device, r.Seq)
		return a.readWalkIn(r, people.Participant{Name: r.Person.Name, Year: r.Person.Year})
	case rule.ByPlus:
		r.subject = roster.SubjectScan(r.device, r.Seq)
		return a.readWalkIn(r, people.Participant{})
	default:
		return "Không rõ lượt này nhận biết người đến bằng cách nào."
	}
	return ""
}

func (a *arrival) readTicket(r *record) {
	t, err := ticket.Parse(r.Ticket)
	r.Serial = 0
	switch {
	case err != nil:
		r.facts.Garbage = true
	case !a.event.verify(t):
		r.facts.Forged = true
	case int64(t.Event) != a.device.Event:
		r.facts.Elsewhen = true
	default:
		r.Serial = int64(t.Serial)
		r.subject = roster.SubjectTicket(r.Serial)
		return
	}
	r.subject = roster.SubjectScan(r.device, r.Seq) // nobody's
}

// readWalkIn says whose a walk-in is; a name is kept only where it can be one.
func (a *arrival) readWalkIn(r *record, p people.Participant) string {
	if r.unit = r.Unit; r.unit == "" {
		r.unit = a.event.sites[r.activity].Unit
	} else if !a.event.lives(r.unit) {
		return "Đơn vị của người đến không có vào ngày này."
	}
	if r.How == rule.ByPlus {
		return ""
	}
	if _, err := p.Clean(); err != nil {
		return "Tên hoặc năm sinh của người đến không đọc được."
	}
	return ""
}

func (a *arrival) readBlock(k *block) string {
	_, ok := a.event.services[k.What]
	k.Label, k.Counters[0], k.Counters[1] = viet.Clean(k.Label), viet.Clean(k.Counters[0]), viet.Clean(k.Counters[1])
	switch {
	case k.Seq < 1 || k.Seq > 1<<53:
		return "Khối này không có số thứ tự."
	case !ok:
		return "Việc “" + cut(k.What) + "” không có ở sự kiện này."
	case k.People < 1 || k.People > blockMax:
		return "Số người của khối không hợp lý."
	case len(k.Label) > textMax:
		return "Tên khối dài quá."
	case k.Unit != "" && !a.event.lives(k.Unit):
		return "Đơn vị của khối không có vào ngày này."
	case viet.Fold(k.Counters[0]) == "" || viet.Fold(k.Counters[1]) == "" || viet.Fold(k.Counters[0]) == viet.Fold(k.Counters[1]):
		return "Khối cần hai người đếm khác nhau."
	}
	return ""
}

func cut(s string) string {
	s = viet.Clean(s)
	if r := []rune(s); len(r) > 32 {
		return string(r[:32]) + "…"
	}
	return s
}

// redacted is what was sent without names: those are kept by people alone.
func redacted(raw []byte) string {
	var x any
	if json.Unmarshal(raw, &x) != nil {
		return ""
	}
	var walk func(any)
	walk = func(x any) {
		switch x := x.(type) {
		case map[string]any:
			for _, k := range []string{"name", "counters", "person"} {
				delete(x, k)
			}
			for _, v := range x {
				walk(v)
			}
		case []any:
			for _, v := range x {
				walk(v)
			}
		}
	}
	walk(x)
	out, _ := json.Marshal(x)
	if len(out) > 4000 {
		return ""
	}
	return string(out)
}
