package roster_test

import (
	"crypto/ed25519"
	"testing"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ticket"
	"phongtrao/internal/people"
	"phongtrao/internal/roster"
)

func (h *house) open(s roster.Settings) (e roster.Event) {
	h.T.Helper()
	h.Do(roster.OpeningEvent, h.drive, func(tx *db.Tx) (err error) {
		e, err = roster.OpenEvent(tx, h.drive, s)
		return err
	})
	return e
}

func (h *house) register(all ...roster.Signup) (made []roster.Registration, err error) {
	err = h.Try(roster.Registering, h.drive, func(tx *db.Tx) (err error) {
		made, err = roster.Register(tx, all)
		return err
	})
	return made, err
}

func (h *house) signed(all ...roster.Signup) []roster.Registration {
	h.T.Helper()
	made, err := h.register(all...)
	if err != nil {
		h.T.Fatal(err)
	}
	return made
}

func (h *house) alter(r roster.Registration, work func(tx *db.Tx, id string) error) error {
	return h.Try(roster.Altering, r.ID, func(tx *db.Tx) error { return work(tx, r.ID) })
}

func (h *house) quota(unit, slot string, places int64) error {
	return h.Try(roster.SettingPlaces, h.drive, func(tx *db.Tx) error {
		return roster.SetQuota(tx, roster.Quota{Activity: h.drive, Unit: unit, Slot: slot, Places: places})
	})
}

func (h *house) tickets(e roster.Event, f roster.TicketFilter) (all []roster.Ticket) {
	h.T.Helper()
	h.See(func(v *db.View) (err error) {
		all, err = roster.TicketsOf(v, e.Number, f)
		return err
	})
	return all
}

func (h *house) one(firm int, name string) roster.Signup {
	return roster.Signup{Activity: h.drive, Unit: h.firms[firm], Source: roster.ByList, Who: &people.Participant{Name: name, Phone: "0912 345 678", Year: 1998}}
}

func (h *house) group(firm, places int) roster.Signup {
	return roster.Signup{Activity: h.drive, Unit: h.firms[firm], Source: roster.ByGroup, Places: places}
}

// A list and a group sign up; their tickets are true, numbered densely, found by code, bib and link; a name in another spelling makes
// the same tag.
func TestTickets(t *testing.T) {
	h := build(t)
	e := h.open(roster.Settings{Sites: []roster.Site{{Activity: h.drive, Prefix: "TL"}}})
	if again := h.open(e.Settings); again.Number != e.Number || string(again.Salt) != string(e.Salt) || e.Number != 1 || len(e.Salt) != 16 {
		t.Errorf("%+v, then %+v", e, again)
	}
	made := h.signed(h.one(0, "Nguye\u0302\u0303n  Thị Hoà"), h.one(1, "Trần Văn Bình"), h.group(2, 3))
	if len(made) != 5 || made[2].Party == "" || made[2].Party != made[4].Party || made[2].Link != made[4].Link || made[0].Link == made[1].Link {
		t.Fatalf("%+v", made)
	}
	all := h.tickets(e, roster.TicketFilter{})
	if len(all) != 5 {
		t.Fatalf("%d tickets", len(all))
	}
	h.See(func(v *db.View) error {
		keys, err := roster.Keys(v)
		if err != nil || len(keys) != 1 {
			t.Fatal(keys, err)
		}
		for i, k := range all {
			signed, err := roster.Sign(v, k)
			if err != nil || k.Serial != int64(i+1) || k.Registration != made[i].ID || !signed.Verify(keys[signed.Key]) || signed.Event != 1 || int64(signed.Serial) != k.Serial {
				t.Errorf("%+v, %v", k, err)
			}
			if again, err := roster.Sign(v, k); err != nil || again != signed {
				t.Error("signed anew, another ticket")
			}
			if got, found, err := roster.TicketByCode(v, 1, k.Code); err != nil || !found || got.Serial != k.Serial {
				t.Error(got, found, err)
			}
			if code, ok := ticket.ReadCode(k.Code); !ok || code != k.Code {
				t.Errorf("code %q", k.Code)
			}
			bib, ok := roster.ReadBib(k.Bib)
			if got, found, err := roster.TicketByBib(v, 1, bib); !ok || err != nil || !found || got.Serial != k.Serial {
				t.Errorf("%s: %+v %v %v", k.Bib, got, found, err)
			}
		}
		if got, err := roster.ByLink(v, made[3].Link); err != nil || len(got) != 3 {
			t.Error(got, err)
		}
		if got, err := roster.ByLink(v, "0123"); fault.KindOf(err) != fault.NotFound {
			t.Error(got, err)
		}
		names, err := people.FindParticipants(v, e.Purpose(), "hoa nguyen", 10)
		if err != nil || len(names) != 1 || names[0].ID != made[0].Person || names[0].Name != "Nguyễn Thị Hoà" || names[0].Phone != "0912345678" {
			t.Error(names, err)
		}
		return nil
	})
	if string(all[0].NameTag) != string(e.NameTag("nguyen thi hòa")) || len(all[0].NameTag) != 8 || all[3].NameTag != nil {
		t.Errorf("%x", all[0].NameTag)
	}
	if all[0].Bib[:8] != "TL-0001-" {
		t.Error(all[0].Bib)
	}
}

// A new key signs what is made from then on; what was signed before stays as it was.
func TestTurnKey(t *testing.T) {
	h := build(t)
	e := h.open(roster.Settings{})
	h.signed(h.group(0, 1))
	sign := func(k roster.Ticket) (s ticket.Ticket) {
		h.See(func(v *db.View) (err error) {
			s, err = roster.Sign(v, k)
			return err
		})
		return s
	}
	before := sign(h.tickets(e, roster.TicketFilter{})[0])
	h.Write(roster.TurnKey)
	h.signed(h.group(0, 1))
	all := h.tickets(e, roster.TicketFilter{})
	if sign(all[0]) != before || sign(all[1]).Key != 2 {
		t.Errorf("%+v", all)
	}
	h.See(func(v *db.View) error {
		keys, err := roster.Keys(v)
		if err != nil || len(keys) != 2 || !before.Verify(keys[1]) || before.Verify(keys[2]) || len(keys[1]) != ed25519.PublicKeySize {
			t.Error(keys, err)
		}
		return nil
	})
}

// Signing up by oneself is possible from the opening to the closing, once.
func TestBySelf(t *testing.T) {
	h := build(t)
	self := h.one(0, "Lê Thị Mai")
	self.Source = roster.BySelf
	opens := day.Must("2027-05-21").Start()
	h.open(roster.Settings{})
	if _, err := h.register(self); fault.KindOf(err) != fault.Invalid {
		t.Error("not open at all:", err)
	}
	h.open(roster.Settings{Opens: opens, Closes: opens + 3600*1e6})
	if _, err := h.register(self); fault.KindOf(err) != fault.Invalid {
		t.Error("before the opening:", err)
	}
	h.Clock.Set(opens.Time().Add(time.Minute))
	h.signed(self)
	self.Who = &people.Participant{Name: "LE THI MAI", Phone: "+84 912.345.678"}
	if _, err := h.register(self); fault.KindOf(err) != fault.Conflict {
		t.Error("again:", err)
	}
	self.Who = &people.Participant{Name: "Lê Thị Lan", Phone: "0912345678"}
	h.signed(self) // her sister
	h.Clock.Set(opens.Time().Add(time.Hour))
	self.Who = &people.Participant{Name: "Lê Văn Long"}
	if _, err := h.register(self); fault.KindOf(err) != fault.Invalid {
		t.Error("after the closing:", err)
	}
}

// 22,000 places by groups, with tickets, in acts of 5,000.
func BenchmarkRegister(b *testing.B) {
	for b.Loop() {
		h := build(b)
		h.open(roster.Settings{})
		began := time.Now()
		for range 22 {
			h.signed(h.group(0, 300), h.group(1, 300), h.group(2, 400))
		}
		b.ReportMetric(time.Since(began).Seconds(), "s/22000")
	}
}

// A place of a group is named later, then given to somebody else; who was named before is forgotten; the tag follows the name. At a
// person's wish the name goes, and the place, the ticket and all counts stay.
func TestNamesComeAndGo(t *testing.T) {
	h := build(t)
	e := h.open(roster.Settings{Choices: []roster.Choice{{Key: "shirt", Label: "Cỡ áo", Options: []string{"S", "M"}, Show: true}}})
	r := h.signed(h.group(0, 2))[0]
	name := func(p people.Participant) error {
		return h.alter(r, func(tx *db.Tx, id string) error { return roster.Name(tx, id, p) })
	}
	for _, n := range []string{"Phạm Văn An", "Phạm Thị Bình"} {
		if err := name(people.Participant{Name: n}); err != nil {
			t.Fatal(err)
		}
	}
	if err := name(people.Participant{Name: " "}); fault.Field(err) != "name" {
		t.Error(err)
	}
	if err := h.alter(r, func(tx *db.Tx, id string) error { return roster.Choose(tx, id, map[string]string{"shirt": "M"}) }); err != nil {
		t.Fatal(err)
	}
	if err := h.alter(r, func(tx *db.Tx, id string) error { return roster.Choose(tx, id, map[string]string{"shirt": "XL"}) }); fault.Field(err) != "choices" {
		t.Error(err)
	}
	look := func() (now roster.Registration, k roster.Ticket, known []people.Participant, changed int64) {
		h.See(func(v *db.View) (err error) {
			if now, err = roster.RegistrationByID(v, r.ID); err != nil {
				return err
			}
			if known, err = people.FindParticipants(v, e.Purpose(), "", 10); err != nil {
				return err
			}
			changed, err = roster.Changed(v, e.Number)
			return err
		})
		return now, h.tickets(e, roster.TicketFilter{Registration: r.ID})[0], known, changed
	}
	now, k, known, changed := look()
	if len(known) != 1 || known[0].Name != "Phạm Thị Bình" || now.Person != known[0].ID || now.Choices["shirt"] != "M" || string(k.NameTag) != string(e.NameTag("pham thi binh")) || k.Change != changed {
		t.Errorf("%+v %+v %+v", now, k, known)
	}
	h.Do(roster.Erasing, r.ID, func(tx *db.Tx) error { return roster.Erase(tx, r.ID) })
	after, gone, known, later := look()
	if len(known) != 0 || gone.NameTag != nil || gone.Revoked != 0 || gone.Code != k.Code || after.State != roster.Confirmed || later <= changed {
		t.Errorf("%+v %+v %+v", after, gone, known)
	}
	h.See(func(v *db.View) error {
		rooms, err := roster.RoomOf(v, h.drive)
		if err != nil || rooms[0].Taken != 2 {
			t.Error(rooms, err)
		}
		return nil
	})
}

// Names are forgotten ninety days after the event, not before.
func TestNamesEnd(t *testing.T) {
	h := build(t)
	e := h.open(roster.Settings{})
	h.signed(h.one(0, "Người một"), h.one(1, "Người hai"))
	erase := func(want int) {
		t.Helper()
		if n, err := roster.EraseEnded(t.Context(), h.DB, h.Desk); n != want || err != nil {
			t.Errorf("%d forgotten, not %d: %v", n, want, err)
		}
	}
	h.Clock.SetDay("2027-09-03")
	erase(0)
	h.Clock.SetDay("2027-09-05")
	erase(2)
	for _, k := range h.tickets(e, roster.TicketFilter{Good: true}) {
		if k.NameTag != nil {
			t.Error("a tag outlives the name")
		}
	}
}

// A lost ticket is taken back and another made; who came is neither cancelled nor moved nor given another ticket; what was given is
// given once, may be amended, and taken back.
func TestAttendance(t *testing.T) {
	h := build(t)
	e := h.open(roster.Settings{})
	made := h.signed(h.one(0, "Người một"), h.one(1, "Người hai"))
	h.Do(roster.Revoking, made[0].ID, func(tx *db.Tx) error {
		k, err := roster.Reissue(tx, made[0].ID, "báo mất")
		if k.Serial != 3 || k.NameTag == nil {
			t.Errorf("%+v", k)
		}
		return err
	})
	if err := h.Try(roster.Revoking, made[1].ID, func(tx *db.Tx) error { return roster.Revoke(tx, e.Number, 2, " ") }); fault.Field(err) != "reason" {
		t.Error(err)
	}
	if all := h.tickets(e, roster.TicketFilter{}); len(all) != 3 || all[0].RevokedWhy != "báo mất" || len(h.tickets(e, roster.TicketFilter{Good: true})) != 2 {
		t.Errorf("%+v", all)
	}
	a := roster.Attendance{Event: e.Number, Subject: roster.SubjectTicket(3), What: roster.Came, Activity: h.drive, Unit: h.firms[0], People: 1, Device: "d1", Seq: 1, At: 100}
	h.Write(func(tx *db.Tx) error { return roster.Attend(tx, []roster.Attendance{a}) })
	if err := h.DB.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error { return roster.Attend(tx, []roster.Attendance{a}) }); err == nil {
		t.Error("came twice")
	}
	for name, work := range map[string]func(tx *db.Tx, id string) error{
		"cancel":  roster.Cancel,
		"reissue": func(tx *db.Tx, id string) error { _, err := roster.Reissue(tx, id, "mất"); return err },
	} {
		if err := h.alter(made[0], work); fault.KindOf(err) != fault.Conflict {
			t.Errorf("%s of who came: %v", name, err)
		}
	}
	a.Device, a.At = "d2", 50
	h.Write(func(tx *db.Tx) error { return roster.Amend(tx, a) })
	got := func() (found map[string]roster.Attendance) {
		h.See(func(v *db.View) (err error) {
			found, err = roster.Attendances(v, e.Number, []string{"t3", "t2", roster.SubjectCard("ab"), roster.SubjectScan("d", 4)}, roster.Came)
			return err
		})
		return found
	}
	if f := got(); len(f) != 1 || f["t3"] != a {
		t.Errorf("%+v", f)
	}
	h.Write(func(tx *db.Tx) error { return roster.Free(tx, e.Number, "t3", roster.Came) })
	if f := got(); len(f) != 0 {
		t.Errorf("%+v", f)
	}
	if err := h.DB.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error { return roster.Free(tx, e.Number, "t3", roster.Came) }); fault.KindOf(err) != fault.NotFound {
		t.Error(err)
	}
	if err := h.alter(made[0], roster.Cancel); err != nil {
		t.Error(err)
	}
}

// What cannot be is refused in its field, and of a list not one line is kept.
func TestSignupRefused(t *testing.T) {
	h := build(t)
	h.open(roster.Settings{Slots: []roster.Slot{{Key: "1", Label: "Đợt 1", From: 6 * 60, Until: 7 * 60}}})
	good := h.one(0, "Người một")
	good.Slot = "1"
	with := func(change func(s *roster.Signup)) roster.Signup {
		s := good
		p := *good.Who
		s.Who = &p
		change(&s)
		return s
	}
	for name, c := range map[string]struct {
		s     roster.Signup
		field string
	}{
		"no wave":              {with(func(s *roster.Signup) { s.Slot = "" }), "slot"},
		"no such wave":         {with(func(s *roster.Signup) { s.Slot = "2" }), "slot"},
		"another federation":   {with(func(s *roster.Signup) { s.Unit = h.other }), "unit"},
		"no such unit":         {with(func(s *roster.Signup) { s.Unit = "x" }), "unit"},
		"no such question":     {with(func(s *roster.Signup) { s.Choices = map[string]string{"x": "y"} }), "choices"},
		"no name":              {with(func(s *roster.Signup) { s.Who.Name = "  " }), "name"},
		"a telephone of words": {with(func(s *roster.Signup) { s.Who.Phone = "không có" }), "phone"},
		"born in the future":   {with(func(s *roster.Signup) { s.Who.Year = 12 }), "year"},
		"many without a group": {with(func(s *roster.Signup) { s.Places = 2 }), "places"},
		"too large a group":    {with(func(s *roster.Signup) { s.Source, s.Places = roster.ByGroup, 1001 }), "places"},
	} {
		if _, err := h.register(good, c.s); fault.Field(err) != c.field || fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	h.See(func(v *db.View) error {
		all, err := roster.Registrations{Event: 1}.Find(v)
		if len(all) != 0 || err != nil {
			t.Error(all, err)
		}
		return nil
	})
	if e := h.open(roster.Settings{}); len(e.Slots) != 0 {
		t.Error("nobody holds a place in it, and the wave stays")
	}
	h.open(roster.Settings{Slots: []roster.Slot{{Key: "1", Label: "Đợt 1"}}})
	h.signed(good)
	for name, s := range map[string]roster.Settings{
		"a wave in use goes":     {},
		"two services alike":     {Slots: []roster.Slot{{Key: "1", Label: "Đ"}}, Services: []roster.Service{{Key: "came", Label: "Vào"}, {Key: "came", Label: "Ra"}}},
		"coming in is not first": {Services: []roster.Service{{Key: "shirt", Label: "Áo"}}},
		"a wave runs backwards":  {Slots: []roster.Slot{{Key: "1", Label: "Đ", From: 60, Until: 30}}},
		"a prefix in small":      {Sites: []roster.Site{{Activity: h.drive, Prefix: "vs"}}},
		"a site of elsewhere":    {Sites: []roster.Site{{Activity: "x", Prefix: "VS"}}},
		"no answers":             {Choices: []roster.Choice{{Key: "a", Label: "Áo"}}},
		"closes before it opens": {Opens: 5, Closes: 4},
	} {
		err := h.Try(roster.OpeningEvent, h.drive, func(tx *db.Tx) error { _, err := roster.OpenEvent(tx, h.drive, s); return err })
		if fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// One wrong character of a bib's number, or two neighbours changed about, is always noticed; hyphens and case do not matter.
func TestBib(t *testing.T) {
	bib := roster.Bib("VS", 42)
	for _, typed := range []string{bib, "vs0042" + bib[8:], "vs 0042 " + bib[8:]} {
		if got, ok := roster.ReadBib(typed); !ok || got != bib {
			t.Errorf("%q: %q %v", typed, got, ok)
		}
	}
	for i := 3; i < len(bib); i++ {
		for c := byte('0'); bib[i] != '-' && c <= '9'; c++ {
			if got, ok := roster.ReadBib(bib[:i] + string(c) + bib[i+1:]); ok && c != bib[i] {
				t.Errorf("%q passes for %q", got, bib)
			}
		}
		if a, b := bib[i-1], bib[i]; a != b && a != '-' && b != '-' {
			if got, ok := roster.ReadBib(bib[:i-1] + string(b) + string(a) + bib[i+1:]); ok {
				t.Errorf("%q passes for %q", got, bib)
			}
		}
	}
	if got, ok := roster.ReadBib(roster.Bib("ABC", 123456)); !ok || got != roster.Bib("ABC", 123456) {
		t.Error(got, ok)
	}
	for _, s := range []string{"", "VS", "42-7", "VS-1", "VS-0042-", "Ờ-0042-7"} {
		if got, ok := roster.ReadBib(s); ok {
			t.Errorf("%q is read as %q", s, got)
		}
	}
}
