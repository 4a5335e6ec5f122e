package roster

import (
	"cmp"
	"slices"
	"strings"

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

// siteOf returns a site with its event.
func siteOf(v *db.View, site string) (e Event, a activity.Activity, err error) {
	if a, err = activity.Get(v, site); err != nil {
		return e, a, err
	}
	e, found, err := db.One(v, scanEvent, events+" WHERE activity = ?", cmp.Or(a.Parent, a.ID))
	if err == nil && !found {
		err = fault.Invalidf("“%s” chưa mở đăng ký và vé. Hãy mở trước.", a.Name)
	}
	return e, a, err
}

// lockSite returns a site with its event, which is locked.
func lockSite(tx *db.Tx, site string) (e Event, a activity.Activity, err error) {
	if e, a, err = siteOf(&tx.View, site); err == nil {
		e, err = lockEvent(tx, e.Number)
	}
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
	if r.loaded[unit] {
		return nil
	}
	r.loaded[unit] = true
	rows, err := r.tx.Query(`SELECT unit, slot, places, 0 FROM roster_quota WHERE activity = ? AND unit IN ('', ?)
		UNION ALL SELECT unit, slot, n, 1 FROM roster_taken WHERE activity = ? AND unit IN ('', ?)`, r.site, unit, r.site, unit)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var p part
		var n int64
		var taken bool
		if err := rows.Scan(&p.unit, &p.slot, &n, &taken); err != nil {
			return err
		}
		if taken {
			r.taken[p] = n
		} else {
			r.places[p] = n
		}
	}
	return rows.Err()
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
	var rows [][]any
	for p, n := range r.change {
		if n != 0 {
			rows = append(rows, []any{r.site, p.unit, p.slot, n})
			r.taken[p] += n
		}
	}
	clear(r.change)
	for part := range slices.Chunk(rows, 20) {
		_, err := r.tx.Exec("INSERT INTO roster_taken (activity, unit, slot, n) VALUES (?, ?, ?, ?)"+strings.Repeat(", (?, ?, ?, ?)", len(part)-1)+
			" ON CONFLICT (activity, unit, slot) DO UPDATE SET n = roster_taken.n + excluded.n", slices.Concat(part...)...)
		if err != nil {
			return err
		}
	}
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
