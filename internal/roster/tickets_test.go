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
