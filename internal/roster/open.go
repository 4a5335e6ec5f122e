package roster

import (
	"cmp"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

const (
	eventMax   = 65535 // numbers that a ticket can hold
	saltSize   = 16
	labelMax   = 60 // characters of a label
	prefixMax  = 6
	optionsMax = 20 // services, waves, questions, answers: what a small screen can show
)

// keptDays is for how many days after its own the names of an event are kept.
const keptDays = 90

// Purpose is the word under which people keeps the participants of the event.
func (e Event) Purpose() string { return "event/" + strconv.FormatInt(e.Number, 10) }

// OpenEvent makes an event of an activity (the central one or any that is linked to it), so that tickets can be made. Where it is open
// already, it is edited.
func OpenEvent(tx *db.Tx, id string, s Settings) (Event, error) {
	if err := tx.Lock("roster/events"); err != nil {
		return Event{}, err
	}
	sites, err := activity.Sites(&tx.View, id)
	if err != nil {
		return Event{}, err
	}
	central := sites[0]
	if e, found, err := EventOf(&tx.View, central.ID); err != nil || found {
		if err == nil {
			e, err = EditEvent(tx, e.Number, s)
		}
		return e, err
	}
	if err := takesPeople(central); err != nil {
		return Event{}, err
	}
	last, err := db.All(&tx.View, db.Number, "SELECT COALESCE(MAX(number), 0) FROM roster_event")
	if err != nil {
		return Event{}, err
	}
	if last[0] >= eventMax {
		return Event{}, fault.Invalidf("Chương trình đã mở đủ %s sự kiện có vé, không đánh số thêm được. Hãy báo người quản trị.", viet.FormatInt(eventMax))
	}
	if s, err = s.checked(sites); err != nil {
		return Event{}, err
	}
	if err := needKey(tx); err != nil {
		return Event{}, err
	}
	e := Event{Number: last[0] + 1, Activity: central.ID, Salt: make([]byte, saltSize), Settings: s}
	rand.Read(e.Salt) // never fails
	return e, insertEvent(tx, e)
}

// EditEvent changes what an event was opened with. Waves that somebody holds a place in stay.
func EditEvent(tx *db.Tx, number int64, s Settings) (Event, error) {
	e, err := lockEvent(tx, number)
	if err != nil {
		return e, err
	}
	sites, err := activity.Sites(&tx.View, e.Activity)
	if err != nil {
		return e, err
	}
	if err := takesPeople(sites[0]); err != nil {
		return e, err
	}
	if s, err = s.checked(sites); err != nil {
		return e, err
	}
	used, err := db.All(&tx.View, db.Text, "SELECT DISTINCT slot FROM roster_registration WHERE event = ? AND state <> ?", number, Cancelled)
	if err != nil {
		return e, err
	}
	for _, slot := range used {
		if slot != "" && !slices.ContainsFunc(s.Slots, func(w Slot) bool { return w.Key == slot }) {
			return e, fault.In("slots", "Đã có người đăng ký “%s” nên không bỏ đợt này được. Hãy chuyển họ sang đợt khác trước.", e.slotLabel(slot))
		}
	}
	e.Settings = s
	if err := e.save(tx); err != nil {
		return e, err
	}
	_, err = advance(tx, number, counterChange, 1) // phones load their list anew: labels and waves are in it
	return e, err
}

func (e Event) slotLabel(key string) string {
	for _, s := range e.Slots {
		if s.Key == key {
			return s.Label
		}
	}
	return key
}

// takesPeople refuses an activity at which nobody can sign up any more.
func takesPeople(a activity.Activity) error {
	if a.State == activity.Cancelled || a.State == activity.ClosedProvisional || a.State == activity.ClosedSigned {
		return fault.Invalidf("“%s” %s nên không nhận đăng ký, không phát vé được nữa.", a.Name, a.State.Label())
	}
	return nil
}

var prefixShape = regexp.MustCompile(`^[A-Z]+$`) // no digits: a bib is also typed without hyphens

// checked cleans settings and completes what may be left out: the first service, prefixes of bibs.
func (s Settings) checked(sites []activity.Activity) (Settings, error) {
	if len(s.Services) == 0 {
		s.Services = []Service{{Key: Came, Label: "Vào cổng"}}
	}
	s.Services, s.Slots, s.Choices, s.Sites = slices.Clone(s.Services), slices.Clone(s.Slots), slices.Clone(s.Choices), slices.Clone(s.Sites)
	for _, n := range []int{len(s.Services), len(s.Slots), len(s.Choices)} {
		if n > optionsMax {
			return s, fault.Invalidf("Mỗi loại (việc ở cổng, đợt, câu hỏi) nhiều nhất %d mục. Hãy bớt lại.", optionsMax)
		}
	}
	if s.Services[0].Key != Came || s.Services[0].After {
		return s, fault.In("services", "Việc đầu tiên ở cổng luôn là vào cổng. Hãy để việc ấy lên đầu.")
	}
	if s.Opens != 0 && s.Closes <= s.Opens {
		return s, fault.In("closes", "Giờ đóng đăng ký phải sau giờ mở. Hãy sửa lại.")
	}
	seen := map[string]bool{}
	fresh := func(kind, key string) bool {
		ok := key != "" && !seen[kind+"\x00"+key]
		seen[kind+"\x00"+key] = true
		return ok
	}
	for i := range s.Services {
		v := &s.Services[i]
		if v.Label = viet.Clean(v.Label); !word.MatchString(v.Key) || !fresh("service", v.Key) || !fits(v.Label) {
			return s, fault.In("services", "Mỗi việc ở cổng cần một mã riêng và một tên dài không quá %d ký tự.", labelMax)
		}
	}
	for i := range s.Slots {
		w := &s.Slots[i]
		w.Key = viet.Clean(w.Key)
		if w.Label = viet.Clean(w.Label); !fresh("slot", w.Key) || !fits(w.Label) {
			return s, fault.In("slots", "Mỗi đợt cần một mã riêng và một tên dài không quá %d ký tự.", labelMax)
		}
		if w.From < 0 || w.Until < 0 || w.From >= 24*60 || w.Until > 24*60 || w.Until != 0 && w.Until <= w.From {
			return s, fault.In("slots", "Giờ của “%s” không đúng: giờ cuối phải sau giờ đầu, trong cùng một ngày.", w.Label)
		}
	}
	for i := range s.Choices {
		c := &s.Choices[i]
		c.Key, c.Label, c.Options = viet.Clean(c.Key), viet.Clean(c.Label), slices.Clone(c.Options)
		if !fresh("choice", c.Key) || !fits(c.Label) || len(c.Options) == 0 || len(c.Options) > optionsMax {
			return s, fault.In("choices", "Mỗi câu hỏi cần một tên dài không quá %d ký tự và từ 1 đến %d câu trả lời.", labelMax, optionsMax)
		}
		for k := range c.Options {
			if c.Options[k] = viet.Clean(c.Options[k]); !fresh("option "+c.Key, c.Options[k]) || !fits(c.Options[k]) {
				return s, fault.In("choices", "Các câu trả lời của “%s” phải khác nhau và dài không quá %d ký tự.", c.Label, labelMax)
			}
		}
	}
	return s.withSites(sites)
}

func fits(label string) bool { return label != "" && len([]rune(label)) <= labelMax }

// withSites checks what is said of sites and gives a prefix to those without: letters in the order of the sites.
func (s Settings) withSites(sites []activity.Activity) (Settings, error) {
	taken := map[string]bool{}
	for i, t := range s.Sites {
		known := slices.ContainsFunc(sites, func(a activity.Activity) bool { return a.ID == t.Activity })
		if !known || slices.ContainsFunc(s.Sites[:i], func(o Site) bool { return o.Activity == t.Activity }) {
			return s, fault.In("sites", "Có điểm không thuộc hoạt động này, hoặc ghi hai lần. Hãy tải lại trang.")
		}
		if t.Prefix == "" {
			continue
		}
		if !prefixShape.MatchString(t.Prefix) || len(t.Prefix) > prefixMax || taken[t.Prefix] {
			return s, fault.In("sites", "Đầu số “%s” không dùng được: mỗi điểm một đầu số riêng, từ 1 đến %d chữ in hoa không dấu.", t.Prefix, prefixMax)
		}
		if t.Expected < 0 {
			return s, fault.In("sites", "Số người dự kiến phải từ 0 trở lên.")
		}
		taken[t.Prefix] = true
	}
	for n, a := range sites {
		i := slices.IndexFunc(s.Sites, func(t Site) bool { return t.Activity == a.ID })
		if i < 0 {
			i = len(s.Sites)
			s.Sites = append(s.Sites, Site{Activity: a.ID})
		}
		for k := n; s.Sites[i].Prefix == ""; k++ {
			if p := letters(k); !taken[p] {
				s.Sites[i].Prefix, taken[p] = p, true
			}
		}
	}
	return s, nil
}

// letters is the n-th word of A, B, … Z, AA, AB, …
func letters(n int) string {
	if n < 26 {
		return string(rune('A' + n))
	}
	return letters(n/26-1) + string(rune('A'+n%26))
}

// Site returns what is particular to a site, and false for one that the event does not know yet.
func (e Event) Site(id string) (Site, bool) {
	for _, s := range e.Sites {
		if s.Activity == id {
			return s, true
		}
	}
	return Site{}, false
}

// Window is from when to when tickets of a wave are welcome on a day; of a wave that does not exist any more, and of none, all day.
func (s Settings) Window(slot string, d day.Day) (from, until day.Instant) {
	const minute = 60 * 1_000_000
	from, until = d.Start(), d.Add(1).Start()
	for _, w := range s.Slots {
		if w.Key != slot {
			continue
		}
		if w.Until != 0 {
			until = from + day.Instant(w.Until)*minute
		}
		from += day.Instant(w.From) * minute
	}
	return from, until
}

// EventOf returns the event of an activity, asked for by the central one or any that is linked to it, and false where none was opened.
func EventOf(v *db.View, id string) (Event, bool, error) {
	a, err := activity.Get(v, id)
	if err != nil {
		return Event{}, false, err
	}
	return db.One(v, scanEvent, events+" WHERE activity = ?", cmp.Or(a.Parent, a.ID))
}

// EventByNumber returns an event by the number that stands in its tickets.
func EventByNumber(v *db.View, number int64) (Event, error) {
	e, found, err := db.One(v, scanEvent, events+" WHERE number = ?", number)
	if err == nil && !found {
		err = fault.NotFoundf("Không có sự kiện số %d. Vé này có thể của một chương trình khác.", number)
	}
	return e, err
}

// Events returns all events, the newest first.
func Events(v *db.View) ([]Event, error) {
	return db.All(v, scanEvent, events+" ORDER BY number DESC")
}

const events = "SELECT number, activity, settings, salt FROM roster_event"

func scanEvent(s db.Scanner) (e Event, err error) {
	var settings, salt string
	if err = s.Scan(&e.Number, &e.Activity, &settings, &salt); err != nil {
		return e, err
	}
	if e.Salt, err = hex.DecodeString(salt); err != nil {
		return e, err
	}
	return e, json.Unmarshal([]byte(settings), &e.Settings)
}

func insertEvent(tx *db.Tx, e Event) error {
	settings, err := json.Marshal(e.Settings)
	if err != nil {
		return err
	}
	_, err = tx.Exec("INSERT INTO roster_event (number, activity, settings, salt, opened_by, opened_at) VALUES (?, ?, ?, ?, ?, ?)",
		e.Number, e.Activity, string(settings), hex.EncodeToString(e.Salt), tx.Actor, tx.At)
	return err
}

func (e Event) save(tx *db.Tx) error {
	settings, err := json.Marshal(e.Settings)
	if err != nil {
		return err
	}
	_, err = tx.Exec("UPDATE roster_event SET settings = ? WHERE number = ?", string(settings), e.Number)
	return err
}

// lockEvent makes all else that changes places, tickets or settings of the event wait until the act is over.
func lockEvent(tx *db.Tx, number int64) (Event, error) {
	if err := tx.Lock("roster/event/" + strconv.FormatInt(number, 10)); err != nil {
		return Event{}, err
	}
	return EventByNumber(&tx.View, number)
}

// What an event counts on.
const (
	counterSerial = "serial"
	counterChange = "change"
	counterTurn   = "turn"
	counterBib    = "bib/" // and the prefix
)

// advance counts on by n and returns the first of the new numbers.
func advance(tx *db.Tx, event int64, name string, n int) (int64, error) {
	last, found, err := db.One(&tx.View, db.Number, "SELECT n FROM roster_counter WHERE event = ? AND name = ?", event, name)
	if err != nil {
		return 0, err
	}
	text := "UPDATE roster_counter SET n = ? WHERE event = ? AND name = ?"
	if !found {
		text = "INSERT INTO roster_counter (n, event, name) VALUES (?, ?, ?)"
	}
	_, err = tx.Exec(text, last+int64(n), event, name)
	return last + 1, err
}
