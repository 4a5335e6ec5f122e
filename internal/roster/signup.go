package roster

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ticket"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/people"
)

// Signup is what somebody asks for: a place for oneself, a line of a list, or places of a group.
type Signup struct {
	Activity string              // the site
	Unit     string              // whose
	Who      *people.Participant // nil for a place without a name; of a group, who takes the first place
	Places   int                 // of a group; 0 is one
	Slot     string
	Choices  map[string]string
	Source   string // BySelf, ByList, ByGroup
	Tag      []byte // the name's tag (Event.NameTag) where it was made before the act; nil has it made inside
	Link     string // what the own link shall hold, made by the sender so that the same form sent twice leads to the same place; "" has one made
}

// Limits of one act.
const (
	RegisterMax = 5000 // places
	GroupMax    = 1000
)

// Register gives places to all who ask, in their order, or a turn among those who wait, and makes the tickets of those who have a
// place. A registration's Link is in the answer alone: its hash is kept. A group has one link for all its places.
// If one of several cannot be, none is, and the fault names its line.
func Register(tx *db.Tx, all []Signup) ([]Registration, error) {
	d := desk{tx: tx, sites: map[string]*site{}, credits: map[credit]error{}, tags: map[string][]byte{}, parties: map[string]string{}}
	for i, s := range all {
		if err := d.add(s); err != nil {
			if len(all) > 1 && fault.KindOf(err) == fault.Invalid {
				err = fault.In(fault.Field(err), "Dòng %d: %s", i+1, fault.Text(err))
			}
			return nil, err
		}
	}
	return d.write()
}

// site is a site at which an act signs people up.
type site struct {
	activity.Activity
	event *Event
	room  *room
}

type credit struct{ site, unit string }

// desk is one act of signing up.
type desk struct {
	tx      *db.Tx
	event   *Event // one act is about one event
	locked  bool
	sites   map[string]*site
	credits map[credit]error
	made    []Registration
	persons []people.Participant
	tags    map[string][]byte // by person
	parties map[string]string // of groups, by link
}

// at returns a site. Its event is not locked yet: what can be checked side by side with others is checked before.
func (d *desk) at(id string) (*site, error) {
	if s := d.sites[id]; s != nil {
		return s, nil
	}
	e, a, err := siteOf(&d.tx.View, id)
	if err != nil {
		return nil, err
	}
	if d.event == nil {
		d.event = &e
	}
	if d.event.Number != e.Number {
		return nil, fault.Invalidf("Mỗi lần chỉ đăng ký cho một sự kiện. “%s” thuộc sự kiện khác.", a.Name)
	}
	if err := takesPeople(a); err != nil {
		return nil, err
	}
	s := &site{a, d.event, newRoom(d.tx, id)}
	d.sites[id] = s
	return s, nil
}

// add checks one sign-up and keeps it in mind.
func (d *desk) add(s Signup) error {
	at, err := d.at(s.Activity)
	if err != nil {
		return err
	}
	if err := at.event.takes(s, d.tx.At); err != nil {
		return err
	}
	c := credit{s.Activity, s.Unit}
	err, asked := d.credits[c]
	if !asked {
		err = credited(&d.tx.View, at.Activity, s.Unit)
		d.credits[c] = err
	}
	if err != nil {
		return err
	}
	if !d.locked {
		e, err := lockEvent(d.tx, d.event.Number)
		if err != nil {
			return err
		}
		*d.event, d.locked = e, true
		if err := e.takes(s, d.tx.At); err != nil { // it may have been edited meanwhile
			return err
		}
	}
	if err := d.twice(s); err != nil {
		return err
	}
	r := Registration{Event: at.event.Number, Activity: s.Activity, Unit: s.Unit, Slot: s.Slot, Choices: s.Choices, Source: s.Source,
		MadeBy: d.tx.Actor, MadeAt: d.tx.At, Changed: d.tx.At, Link: NewLink()}
	if s.Link != "" {
		if linkHash(s.Link) == "" {
			return fault.Invalidf("Đường dẫn riêng không đúng dạng. Hãy tải lại trang rồi gửi lại.")
		}
		r.Link = s.Link
	}
	if s.Source == ByGroup { // parts of a group that answer differently have one link
		if r.Party = d.parties[r.Link]; r.Party == "" {
			r.Party = d.tx.ID()
			d.parties[r.Link] = r.Party
		}
	}
	for n := range max(s.Places, 1) {
		if len(d.made) == RegisterMax {
			return fault.Invalidf("Mỗi lần đăng ký nhiều nhất %s chỗ. Hãy chia danh sách ra.", viet.FormatInt(RegisterMax))
		}
		r.ID, r.Person = d.tx.ID(), ""
		if n == 0 && s.Who != nil {
			p := *s.Who
			p.ID, p.Unit, p.Purpose = d.tx.ID(), s.Unit, at.event.Purpose()
			p.Until = at.Day.Add(keptDays).Start()
			r.Person = p.ID
			d.persons = append(d.persons, p)
			if s.Tag != nil {
				d.tags[p.ID] = s.Tag
			}
		}
		d.made = append(d.made, r)
	}
	return nil
}

// twice refuses somebody who signs up by oneself again: the same name with the same telephone, which families share.
func (d *desk) twice(s Signup) error {
	if s.Source != BySelf || s.Who.Phone == "" {
		return nil
	}
	phone, err := people.CleanPhone(s.Who.Phone)
	if err != nil {
		return err
	}
	same, err := people.WithPhone(&d.tx.View, d.event.Purpose(), phone)
	if err != nil {
		return err
	}
	var ids []string
	for _, p := range same {
		if viet.Fold(p.Name) == viet.Fold(s.Who.Name) {
			ids = append(ids, p.ID)
		}
	}
	there, err := ByPersons(&d.tx.View, ids)
	if err == nil && len(there) > 0 {
		err = fault.Conflictf("Tên và số điện thoại này đã đăng ký rồi. Hãy mở đường dẫn đã nhận khi đăng ký để xem vé hoặc sửa.")
	}
	return err
}

// takes refuses what nobody can sign up for, or not now.
func (e *Event) takes(s Signup, now day.Instant) error {
	switch {
	case !slices.Contains([]string{BySelf, ByList, ByGroup}, s.Source):
		return fault.Invalidf("Không rõ đăng ký bằng cách nào (tự đăng ký, theo danh sách hay theo nhóm).")
	case s.Source == BySelf && (e.Opens == 0 || now < e.Opens):
		if e.Opens == 0 {
			return fault.Invalidf("Sự kiện này không mở cho tự đăng ký. Hãy đăng ký với cán bộ công đoàn của công ty bạn.")
		}
		return fault.Invalidf("Chưa đến giờ mở đăng ký (%s). Hãy quay lại sau.", e.Opens.VN())
	case s.Source == BySelf && now >= e.Closes:
		return fault.Invalidf("Đã hết hạn đăng ký (%s). Hãy hỏi cán bộ công đoàn của công ty bạn.", e.Closes.VN())
	case s.Source == BySelf && s.Who == nil:
		return fault.In("name", "Hãy ghi họ và tên.")
	case s.Places < 0 || s.Places > GroupMax:
		return fault.In("places", "Một nhóm có từ 1 đến %s người. Hãy chia thành nhiều nhóm.", viet.FormatInt(GroupMax))
	case s.Source != ByGroup && s.Places > 1:
		return fault.In("places", "Chỉ nhóm mới đăng ký nhiều chỗ một lần.")
	}
	return e.choose(s.Slot, s.Choices)
}

// choose refuses a wave and answers that the event does not have.
func (e *Event) choose(slot string, choices map[string]string) error {
	if len(e.Slots) > 0 && !e.hasSlot(slot) {
		return fault.In("slot", "Hãy chọn đợt tham gia.")
	}
	if len(e.Slots) == 0 && slot != "" {
		return fault.In("slot", "Sự kiện này không chia đợt. Hãy tải lại trang.")
	}
	for k, answer := range choices {
		i := slices.IndexFunc(e.Choices, func(c Choice) bool { return c.Key == k })
		if i < 0 {
			return fault.In("choices", "Có câu trả lời cho câu hỏi không còn nữa. Hãy tải lại trang.")
		}
		if answer != "" && !slices.Contains(e.Choices[i].Options, answer) {
			return fault.In("choices", "“%s” không phải câu trả lời của “%s”. Hãy chọn lại.", answer, e.Choices[i].Label)
		}
	}
	return nil
}

// write gives places and turns, and writes everything down.
func (d *desk) write() ([]Registration, error) {
	if len(d.made) == 0 {
		return nil, nil
	}
	if _, err := people.AddParticipants(d.tx, d.persons); err != nil {
		return nil, err
	}
	var good []*Registration
	waiting := 0
	for i := range d.made {
		r := &d.made[i]
		room, p := d.sites[r.Activity].room, part{r.Unit, r.Slot}
		ok, err := room.fits(p)
		if err != nil {
			return nil, err
		}
		if r.State = Waiting; ok {
			r.State = Confirmed
			room.take(p, 1)
			good = append(good, r)
			continue
		}
		waiting++
	}
	if waiting > 0 {
		turn, err := advance(d.tx, d.event.Number, counterTurn, waiting)
		if err != nil {
			return nil, err
		}
		for i := range d.made {
			if r := &d.made[i]; r.State == Waiting {
				r.Queued = turn
				turn++
			}
		}
	}
	if err := insertRegistrations(d.tx, d.made); err != nil {
		return nil, err
	}
	for _, s := range d.sites {
		if err := s.room.save(); err != nil {
			return nil, err
		}
	}
	names := make(map[string]string, len(d.persons))
	for _, p := range d.persons {
		names[p.ID] = p.Name
	}
	return d.made, issue(d.tx, d.event, good, names, d.tags)
}

// NewLink makes what a worker's own link holds.
func NewLink() string {
	raw := make([]byte, 15)
	rand.Read(raw) // never fails
	return ticket.Encode(raw)
}

// linkHash is what is kept of a link; "" for what is none.
func linkHash(link string) string {
	raw, ok := ticket.Decode(link)
	if !ok || len(raw) != 15 {
		return ""
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

// ByLink returns what a worker's own link opens: one registration, or all places of a group.
func ByLink(v *db.View, link string) ([]Registration, error) {
	if h := linkHash(link); h != "" {
		if all, err := db.All(v, scanRegistration, registrations+"WHERE link = ? ORDER BY id", h); err != nil || len(all) > 0 {
			return all, err
		}
	}
	return nil, fault.NotFoundf("Không tìm thấy đăng ký của đường dẫn này. Hãy mở lại đúng đường dẫn đã nhận khi đăng ký.")
}

// RegistrationByID returns a registration.
func RegistrationByID(v *db.View, id string) (Registration, error) {
	r, found, err := db.One(v, scanRegistration, registrations+"WHERE id = ?", id)
	if err == nil && !found {
		err = fault.NotFoundf("Không tìm thấy đăng ký này. Có thể trang đã cũ, hãy tải lại.")
	}
	return r, err
}

// Registrations are found by what is filled in.
type Registrations struct {
	Event    int64
	Activity string // the site
	Unit     string
	Party    string
	State    State
	After    string // those that came after this one
	Limit    int    // 0 is all
}

// Find returns registrations in the order in which they came.
func (f Registrations) Find(v *db.View) ([]Registration, error) {
	text, args := registrations+"WHERE event = ?", []any{f.Event}
	for _, c := range []struct{ column, value string }{{"activity =", f.Activity}, {"unit =", f.Unit}, {"party =", f.Party}, {"state =", string(f.State)}, {"id >", f.After}} {
		if c.value != "" {
			text += " AND " + c.column + " ?"
			args = append(args, c.value)
		}
	}
	text += " ORDER BY id"
	if f.Limit > 0 {
		text += " LIMIT ?"
		args = append(args, f.Limit)
	}
	return db.All(v, scanRegistration, text, args...)
}

// ByIDs returns registrations by their keys.
func ByIDs(v *db.View, ids []string) (map[string]Registration, error) {
	found := make(map[string]Registration, len(ids))
	return found, inHundreds(ids, func(marks string, args []any) error {
		part, err := db.All(v, scanRegistration, registrations+"WHERE id IN ("+marks+")", args...)
		for _, r := range part {
			found[r.ID] = r
		}
		return err
	})
}

// ByPersons returns registrations by their participants; cancelled ones are left out.
func ByPersons(v *db.View, persons []string) (map[string]Registration, error) {
	found := make(map[string]Registration, len(persons))
	return found, inHundreds(persons, func(marks string, args []any) error {
		part, err := db.All(v, scanRegistration, registrations+"WHERE state <> 'cancelled' AND person IN ("+marks+")", args...)
		for _, r := range part {
			found[r.Person] = r
		}
		return err
	})
}

const registrations = "SELECT id, event, activity, unit, person, party, slot, choices, state, queued, source, made_by, made_at, changed_at FROM roster_registration "

func scanRegistration(s db.Scanner) (r Registration, err error) {
	var choices string
	err = s.Scan(&r.ID, &r.Event, &r.Activity, &r.Unit, &r.Person, &r.Party, &r.Slot, &choices, &r.State, &r.Queued, &r.Source, &r.MadeBy, &r.MadeAt, &r.Changed)
	if err != nil || choices == "" {
		return r, err
	}
	return r, json.Unmarshal([]byte(choices), &r.Choices)
}

func writeChoices(c map[string]string) (string, error) {
	if len(c) == 0 {
		return "", nil
	}
	b, err := json.Marshal(c)
	return string(b), err
}

func insertRegistrations(tx *db.Tx, all []Registration) error {
	rows := make([][]any, len(all))
	for i, r := range all {
		choices, err := writeChoices(r.Choices)
		if err != nil {
			return err
		}
		rows[i] = []any{r.ID, r.Event, r.Activity, r.Unit, r.Person, r.Party, r.Slot, choices, string(r.State), r.Queued, r.Source, linkHash(r.Link), r.MadeBy, r.MadeAt, r.Changed}
	}
	return tx.Insert("roster_registration", []string{"id", "event", "activity", "unit", "person", "party", "slot", "choices", "state", "queued", "source", "link", "made_by", "made_at", "changed_at"}, rows)
}
