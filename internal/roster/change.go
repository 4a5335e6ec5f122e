package roster

import (
	"cmp"
	"context"
	"slices"

	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/people"
)

// hold reads a registration that is to be changed, with its event locked and the registration read anew behind the lock.
func hold(tx *db.Tx, id string) (r Registration, e Event, a activity.Activity, err error) {
	if r, err = RegistrationByID(&tx.View, id); err != nil {
		return r, e, a, err
	}
	if e, err = lockEvent(tx, r.Event); err != nil {
		return r, e, a, err
	}
	if r, err = RegistrationByID(&tx.View, id); err != nil {
		return r, e, a, err
	}
	if a, err = activity.Get(&tx.View, r.Activity); err == nil {
		err = takesPeople(a)
	}
	return r, e, a, err
}

// Cancel gives a place or a turn back; the ticket is taken back too, and who waits moves up. What is cancelled already stays so. Who
// has come cannot be cancelled.
func Cancel(tx *db.Tx, id string) error {
	r, e, _, err := hold(tx, id)
	if err != nil || r.State == Cancelled {
		return err
	}
	if err := e.notYetCame(tx, r); err != nil {
		return err
	}
	if err := setState(tx, r.ID, Cancelled, 0); err != nil || r.State == Waiting {
		return err
	}
	tickets, err := good(&tx.View, r)
	if err != nil {
		return err
	}
	for _, t := range tickets {
		if err := revoke(tx, t, "Đã huỷ đăng ký"); err != nil {
			return err
		}
	}
	room := newRoom(tx, r.Activity)
	room.take(part{r.Unit, r.Slot}, -1)
	if err := room.save(); err != nil {
		return err
	}
	return refill(tx, e, r.Activity, r.Unit)
}

// notYetCame refuses to change the place of somebody who has come.
func (e Event) notYetCame(tx *db.Tx, r Registration) error {
	n, err := db.All(&tx.View, db.Number, `SELECT COUNT(*) FROM roster_attendance a JOIN roster_ticket t ON t.event = a.event AND a.subject = 't' || CAST(t.serial AS TEXT)
		WHERE t.registration = ?`, r.ID)
	if err == nil && n[0] > 0 {
		err = fault.Conflictf("Người này đã đến nên không huỷ, không chuyển được nữa.")
	}
	return err
}

// Move takes a registration to another site of the event, another wave, or both. Who has a place keeps it unless there is one to move
// to; who waits goes to the end of the new row, or gets a place at once. The ticket stays the same.
func Move(tx *db.Tx, id, site, slot string) error {
	r, e, _, err := hold(tx, id)
	if err != nil {
		return err
	}
	from := r
	r.Activity, r.Slot = cmp.Or(site, r.Activity), slot
	switch {
	case r.State == Cancelled:
		return fault.Conflictf("Đăng ký này đã huỷ. Hãy đăng ký lại.")
	case r.Activity == from.Activity && r.Slot == from.Slot:
		return nil
	}
	if err := e.mayMove(tx, from, r); err != nil {
		return err
	}
	to := newRoom(tx, r.Activity)
	fits, err := to.fits(part{r.Unit, r.Slot})
	if r.Activity == from.Activity && r.State == Confirmed && err == nil { // its own place counts as free where both are of one site
		to.take(part{from.Unit, from.Slot}, -1)
		fits, err = to.fits(part{r.Unit, r.Slot})
	}
	switch {
	case err != nil:
		return err
	case !fits && r.State == Confirmed:
		return fault.Conflictf("Nơi muốn chuyển đến đã hết chỗ, nên chỗ cũ vẫn được giữ. Hãy chọn điểm hoặc đợt khác.")
	case !fits:
		if r.Queued, err = advance(tx, e.Number, counterTurn, 1); err != nil {
			return err
		}
		return place(tx, r)
	}
	waited := r.State == Waiting
	r.State, r.Queued = Confirmed, 0
	to.take(part{r.Unit, r.Slot}, 1)
	if err := cmp.Or(to.save(), place(tx, r)); err != nil {
		return err
	}
	if waited {
		return issue(tx, &e, []*Registration{&r}, nil, nil)
	}
	if r.Activity != from.Activity {
		old := newRoom(tx, from.Activity)
		old.take(part{from.Unit, from.Slot}, -1)
		if err := old.save(); err != nil {
			return err
		}
	}
	tickets, err := good(&tx.View, r)
	if err != nil {
		return err
	}
	for _, t := range tickets {
		t.Activity, t.Slot = r.Activity, r.Slot
		if err := replace(tx, t); err != nil {
			return err
		}
	}
	return refill(tx, e, from.Activity, from.Unit)
}

// mayMove refuses to go where nobody can.
func (e Event) mayMove(tx *db.Tx, from, to Registration) error {
	if err := e.choose(to.Slot, nil); err != nil {
		return err
	}
	if to.Activity != from.Activity {
		sites, err := activity.Sites(&tx.View, e.Activity)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(sites, func(a activity.Activity) bool { return a.ID == to.Activity })
		if i < 0 {
			return fault.In("site", "Điểm này không thuộc cùng sự kiện. Hãy chọn một điểm trong danh sách.")
		}
		if err := takesPeople(sites[i]); err != nil {
			return err
		}
		if err := credited(&tx.View, sites[i], to.Unit); err != nil {
			return err
		}
	}
	return e.notYetCame(tx, from)
}

// Name says who takes a place: one of a group without a name, or somebody else in place of who was named before and is forgotten then.
func Name(tx *db.Tx, id string, p people.Participant) error {
	r, e, a, err := hold(tx, id)
	if err != nil {
		return err
	}
	if r.State == Cancelled {
		return fault.Conflictf("Đăng ký này đã huỷ nên không ghi tên được.")
	}
	if r.Person != "" {
		if err := people.ForgetParticipant(tx, r.Person); err != nil {
			return err
		}
	}
	p.ID, p.Unit, p.Purpose, p.Until = "", r.Unit, e.Purpose(), a.Day.Add(keptDays).Start()
	ids, err := people.AddParticipants(tx, []people.Participant{p})
	if err != nil {
		return err
	}
	r.Person = ids[0]
	if err := place(tx, r); err != nil {
		return err
	}
	tickets, err := good(&tx.View, r)
	if err != nil {
		return err
	}
	for _, t := range tickets {
		t.NameTag = e.NameTag(viet.Clean(p.Name))
		if err := replace(tx, t); err != nil {
			return err
		}
	}
	return nil
}

// Choose changes the answers that were given at sign-up.
func Choose(tx *db.Tx, id string, choices map[string]string) error {
	r, e, _, err := hold(tx, id)
	if err != nil {
		return err
	}
	if err := e.choose(r.Slot, choices); err != nil {
		return err
	}
	r.Choices = choices
	if err := place(tx, r); err != nil {
		return err
	}
	tickets, err := good(&tx.View, r)
	if err != nil {
		return err
	}
	for _, t := range tickets { // gates show the answers
		if err := replace(tx, t); err != nil {
			return err
		}
	}
	return nil
}

// refill gives free places of a site to those who wait: first to those of the unit that gave one back, in the order of their turns,
// then to all others in that order. Who does not fit, because the own unit or wave is full, is passed over.
func refill(tx *db.Tx, e Event, site, unit string) error {
	type head struct {
		part
		turn int64
	}
	var heads []head // the first turn of each unit and wave
	err := eachPart(&tx.View, func(p part, n int64) { heads = append(heads, head{p, n}) },
		"SELECT unit, slot, MIN(queued) FROM roster_registration WHERE activity = ? AND queued > 0 GROUP BY unit, slot", site)
	if err != nil || len(heads) == 0 {
		return err
	}
	order := func(a, b head) int {
		own := func(h head) int {
			if h.unit == unit {
				return 0
			}
			return 1
		}
		return cmp.Or(own(a)-own(b), cmp.Compare(a.turn, b.turn))
	}
	room := newRoom(tx, site)
	var lucky []*Registration
	for len(heads) > 0 {
		i := slices.Index(heads, slices.MinFunc(heads, order))
		h := heads[i]
		fits, err := room.fits(h.part)
		if err != nil {
			return err
		}
		if !fits { // and none behind it does, since room only shrinks
			heads = slices.Delete(heads, i, i+1)
			continue
		}
		next, err := db.All(&tx.View, scanRegistration, registrations+"WHERE activity = ? AND unit = ? AND slot = ? AND queued >= ? ORDER BY queued LIMIT 2",
			site, h.unit, h.slot, h.turn)
		if err != nil {
			return err
		}
		room.take(h.part, 1)
		r := next[0]
		r.State, r.Queued = Confirmed, 0
		lucky = append(lucky, &r)
		if len(next) > 1 {
			heads[i].turn = next[1].Queued
		} else {
			heads = slices.Delete(heads, i, i+1)
		}
	}
	for _, r := range lucky {
		if err := setState(tx, r.ID, Confirmed, 0); err != nil {
			return err
		}
	}
	if err := room.save(); err != nil {
		return err
	}
	return issue(tx, &e, lucky, nil, nil)
}

// Erase forgets who holds a registration, at that person's wish: the place, the ticket and what was counted stay.
func Erase(tx *db.Tx, id string) error {
	r, err := RegistrationByID(&tx.View, id)
	if err != nil || r.Person == "" {
		return err
	}
	if _, err := lockEvent(tx, r.Event); err != nil {
		return err
	}
	if _, err := advance(tx, r.Event, counterChange, 1); err != nil { // phones load their list anew, without the name
		return err
	}
	if err := people.ForgetParticipant(tx, r.Person); err != nil {
		return err
	}
	return erased(tx, []string{r.Person})
}

// erasing is the program's own act.
var erasing = act.Verb{Name: "roster.erase_ended", Label: "Xóa tên đã hết hạn lưu"}

// EraseEnded forgets, in an act of the program, all participants whose time is over, and returns how many.
func EraseEnded(ctx context.Context, d *db.DB, desk *act.Desk) (n int, err error) {
	err = d.See(ctx, func(v *db.View) (err error) {
		n, err = people.EndedParticipants(v, v.At)
		return err
	})
	if err != nil || n == 0 {
		return 0, err
	}
	err = desk.Do(ctx, act.System("hết hạn lưu thông tin cá nhân"), erasing, "", func(tx *db.Tx) error {
		ids, err := people.ForgetParticipants(tx, tx.At)
		if err != nil {
			return err
		}
		n = len(ids)
		act.Note(tx, viet.FormatInt(int64(n))+" người.")
		return erased(tx, ids)
	})
	return n, err
}

// erased takes out what was made of the names.
func erased(tx *db.Tx, persons []string) error {
	return inHundreds(persons, func(marks string, args []any) error {
		_, err := tx.Exec("UPDATE roster_ticket SET name_tag = '' WHERE name_tag <> '' AND registration IN (SELECT id FROM roster_registration WHERE person IN ("+marks+"))", args...)
		return err
	})
}

func setState(tx *db.Tx, id string, s State, queued int64) error {
	_, err := tx.Exec("UPDATE roster_registration SET state = ?, queued = ?, changed_at = ? WHERE id = ?", string(s), queued, tx.At, id)
	return err
}

// place writes what may change of a registration.
func place(tx *db.Tx, r Registration) error {
	choices, err := writeChoices(r.Choices)
	if err != nil {
		return err
	}
	_, err = tx.Exec("UPDATE roster_registration SET activity = ?, slot = ?, person = ?, choices = ?, state = ?, queued = ?, changed_at = ? WHERE id = ?",
		r.Activity, r.Slot, r.Person, choices, string(r.State), r.Queued, tx.At, r.ID)
	return err
}
