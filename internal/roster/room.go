package roster

import (
	"cmp"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// Quota says how many places there are at a site: for everybody, for one unit, in one wave, or for one unit in one wave. Somebody who
// signs up takes one of each that fits; where nothing is said there is no limit.
type Quota struct {
	Activity string
	Unit     string // "" is all units
	Slot     string // "" is all waves
	Places   int64  // NoLimit takes the quota away
}

// NoLimit in a quota means that there is none.
const NoLimit = -1

// Room is how full a part of a site is.
type Room struct {
	Quota         // Places is NoLimit where nothing is said
	Taken   int64 // confirmed
	Waiting int64
}

// SetQuota says how many places there are. Fewer than are taken cannot be; more are given at once to those who wait.
func SetQuota(tx *db.Tx, q Quota) error {
	e, a, err := lockSite(tx, q.Activity)
	if err != nil {
		return err
	}
	switch {
	case q.Places < NoLimit || q.Places > 10_000_000:
		return fault.In("places", "Số chỗ phải từ 0 trở lên. Để trống là không giới hạn.")
	case q.Slot != "" && !e.hasSlot(q.Slot):
		return fault.In("slot", "Hãy chọn một đợt của sự kiện.")
	}
	if q.Unit != "" {
		if err := credited(&tx.View, a, q.Unit); err != nil {
			return err
		}
	}
	r := newRoom(tx, q.Activity)
	if err := r.load(q.Unit); err != nil {
		return err
	}
	if taken := r.taken[part{q.Unit, q.Slot}]; q.Places != NoLimit && taken > q.Places {
		return fault.In("places", "Đã có %s người giữ chỗ nên không giảm xuống %s được. Hãy huỷ hoặc chuyển bớt trước.", viet.FormatInt(taken), viet.FormatInt(q.Places))
	}
	if _, err := tx.Exec("DELETE FROM roster_quota WHERE activity = ? AND unit = ? AND slot = ?", q.Activity, q.Unit, q.Slot); err != nil {
		return err
	}
	if q.Places != NoLimit {
		if _, err := tx.Exec("INSERT INTO roster_quota (activity, unit, slot, places) VALUES (?, ?, ?, ?)", q.Activity, q.Unit, q.Slot, q.Places); err != nil {
			return err
		}
	}
	return refill(tx, e, q.Activity, q.Unit)
}

func (e Event) hasSlot(key string) bool {
	for _, s := range e.Slots {
		if s.Key == key {
			return true
		}
	}
	return false
}

// lockSite locks the event of a site and returns both.
func lockSite(tx *db.Tx, site string) (e Event, a activity.Activity, err error) {
	if a, err = activity.Get(&tx.View, site); err != nil {
		return e, a, err
	}
	number, found, err := db.One(&tx.View, db.Number, "SELECT number FROM roster_event WHERE activity = ?", cmp.Or(a.Parent, a.ID))
	if err == nil && !found {
		err = fault.Invalidf("“%s” chưa mở đăng ký và vé. Hãy mở trước.", a.Name)
	}
	if err != nil {
		return e, a, err
	}
	e, err = lockEvent(tx, number)
	return e, a, err
}

// RoomOf says how full a site is: the whole, and each unit and wave of which there is a quota, a place taken or somebody waiting.
// The whole comes first; the rest is in no order.
func RoomOf(v *db.View, site string) ([]Room, error) {
	rooms := map[part]*Room{}
	at := func(p part) *Room {
		if rooms[p] == nil {
			rooms[p] = &Room{Quota: Quota{site, p.unit, p.slot, NoLimit}}
		}
		return rooms[p]
	}
	all := []*Room{at(part{})}
	for _, q := range []struct {
		text string
		put  func(r *Room, n int64)
	}{
		{"SELECT unit, slot, places FROM roster_quota WHERE activity = ?", func(r *Room, n int64) { r.Places = n }},
		{"SELECT unit, slot, n FROM roster_taken WHERE activity = ?", func(r *Room, n int64) { r.Taken = n }},
	} {
		if err := eachPart(v, func(p part, n int64) { q.put(at(p), n) }, q.text, site); err != nil {
			return nil, err
		}
	}
	err := eachPart(v, func(p part, n int64) {
		for _, o := range p.parts() {
			at(o).Waiting += n
		}
	}, "SELECT unit, slot, COUNT(*) FROM roster_registration WHERE activity = ? AND queued > 0 GROUP BY unit, slot", site)
	if err != nil {
		return nil, err
	}
	list := []Room{*all[0]}
	for p, r := range rooms {
		if p != (part{}) {
			list = append(list, *r)
		}
	}
	return list, nil
}

// part is a part of a site's places: of a unit, of a wave, of both, or the whole.
type part struct{ unit, slot string }

// parts are all of which somebody in this one takes a place.
func (p part) parts() []part {
	all := []part{{}, {unit: p.unit}}
	if p.slot != "" {
		all = append(all, part{slot: p.slot}, p)
	}
	return all
}

// room is a site's places while an act gives and takes them.
type room struct {
	tx     *db.Tx
	site   string
	loaded map[string]bool // by unit
	places map[part]int64
	taken  map[part]int64
	change map[part]int64
}

func newRoom(tx *db.Tx, site string) *room {
	return &room{tx, site, map[string]bool{}, map[part]int64{}, map[part]int64{}, map[part]int64{}}
}

// load reads a unit's places, and those of all.
func (r *room) load(unit string) error {
	for _, u := range []string{"", unit} {
		if r.loaded[u] {
			continue
		}
		r.loaded[u] = true
		err := eachPart(&r.tx.View, func(p part, n int64) { r.places[p] = n },
			"SELECT unit, slot, places FROM roster_quota WHERE activity = ? AND unit = ?", r.site, u)
		if err != nil {
			return err
		}
		err = eachPart(&r.tx.View, func(p part, n int64) { r.taken[p] = n },
			"SELECT unit, slot, n FROM roster_taken WHERE activity = ? AND unit = ?", r.site, u)
		if err != nil {
			return err
		}
	}
	return nil
}

// fits reports whether there is a place.
func (r *room) fits(p part) (bool, error) {
	if err := r.load(p.unit); err != nil {
		return false, err
	}
	for _, o := range p.parts() {
		if places, limited := r.places[o]; limited && r.taken[o]+r.change[o] >= places {
			return false, nil
		}
	}
	return true, nil
}

// take takes a place; n is -1 to give one back.
func (r *room) take(p part, n int64) {
	for _, o := range p.parts() {
		r.change[o] += n
	}
}

// save writes down what was taken and given back.
func (r *room) save() error {
	for p, n := range r.change {
		if n == 0 {
			continue
		}
		if _, err := r.tx.Exec(`INSERT INTO roster_taken (activity, unit, slot, n) VALUES (?, ?, ?, ?)
			ON CONFLICT (activity, unit, slot) DO UPDATE SET n = roster_taken.n + excluded.n`, r.site, p.unit, p.slot, n); err != nil {
			return err
		}
		r.taken[p] += n
	}
	clear(r.change)
	return nil
}

func eachPart(v *db.View, each func(p part, n int64), text string, args ...any) error {
	rows, err := v.Query(text, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var p part
		var n int64
		if err := rows.Scan(&p.unit, &p.slot, &n); err != nil {
			return err
		}
		each(p, n)
	}
	return rows.Err()
}
