package rehearse

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"fmt"
	"math/rand/v2"

	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/gate"
	"phongtrao/internal/house"
	"phongtrao/internal/org"
	"phongtrao/internal/place"
	"phongtrao/internal/roster"
)

// unitsMost is how many unions' people come to one site.
const unitsMost = 8

// Stage opens an event with its sites, doors, phones and tickets for a unit, whose places are taken from the map. With figures set, what is
// scanned is counted in earnest: for a database of the rehearsal's own.
func Stage(tx *db.Tx, a Ask, figures bool) (Staged, error) {
	s := &stage{wanted: a, figures: figures, chance: rand.New(rand.NewPCG(a.Seed, 0x73746167))}
	if err := (Plan{Sites: a.Sites, People: a.People, Gates: a.Gates}).Check(); err != nil {
		return Staged{}, err
	}
	for _, step := range []func(tx *db.Tx) error{s.open, s.doors, s.register, s.hand} {
		if err := step(tx); err != nil {
			return Staged{}, err
		}
	}
	return s.Staged, nil
}

// stage is a rehearsal while it is made ready.
type stage struct {
	Staged
	wanted  Ask
	figures bool
	chance  *rand.Rand
}

// open makes the campaign, its sites, the event.
func (s *stage) open(tx *db.Tx) error {
	today := tx.At.Day()
	places, err := s.places(tx, today)
	if err != nil {
		return err
	}
	units, err := s.units(tx)
	if err != nil {
		return err
	}
	c, err := campaign.Create(tx, campaign.Campaign{Kind: "run", Owner: s.wanted.Unit, Period: day.Period{From: today, To: today},
		Words: campaign.Words{Name: fmt.Sprintf("Diễn tập ở cổng ngày %s, lúc %s", today.VN(), tx.At.Time().Format("15:04:05"))}})
	if err != nil {
		return err
	}
	if s.Central, err = activity.Create(tx, c, activity.Plan{Name: "Diễn tập, điểm 1", Day: today, Place: places[0], Unit: s.wanted.Unit}); err != nil {
		return err
	}
	ids := []string{s.Central}
	if len(places) > 1 {
		var plans []activity.Plan
		for i, p := range places[1:] {
			plans = append(plans, activity.Plan{Name: fmt.Sprintf("Diễn tập, điểm %d", i+2), Place: p, Unit: s.wanted.Unit})
		}
		linked, err := activity.Link(tx, s.Central, plans)
		if err != nil {
			return err
		}
		ids = append(ids, linked...)
	}
	settings := roster.Settings{WalkIns: true, Rehearsal: !s.figures,
		Services: []roster.Service{{Key: came, Label: "Vào cổng"}, {Key: finished, Label: "Về đích", After: true}}}
	for i, id := range ids {
		mine := []string{s.wanted.Unit}
		for k := range min(unitsMost, len(units)) {
			mine = append(mine, units[(i*unitsMost+k)%len(units)])
		}
		s.Sites = append(s.Sites, StagedSite{id, mine})
		settings.Sites = append(settings.Sites, roster.Site{Activity: id, Expected: int64(s.wanted.People / len(ids))})
	}
	steps := []activity.State{activity.Draft, activity.Agreed, activity.Announced, activity.Running}
	for i := range steps[1:] {
		of := ids
		if steps[i+1] != activity.Running {
			of = ids[:1] // the linked ones follow
		}
		for _, id := range of {
			if err := activity.Advance(tx, id, activity.Step{From: steps[i], To: steps[i+1], Because: activity.Because{Reason: "diễn tập"}}); err != nil {
				return err
			}
		}
	}
	e, err := roster.OpenEvent(tx, s.Central, settings)
	if err != nil {
		return err
	}
	s.Event = e.Number
	return nil
}

// places are as many as there are sites, in the order of their keys; cities before streets would be no better.
func (s *stage) places(tx *db.Tx, on day.Day) (ids []string, err error) {
	tree, err := place.TreeOn(&tx.View, place.Territory, day.AsOf{Day: on})
	if err != nil {
		return nil, err
	}
	for pos := tree.Len() - 1; pos >= 0 && len(ids) < s.wanted.Sites; pos-- { // the lowest stand behind
		ids = append(ids, tree.History().ID(tree.At(int32(pos))))
	}
	if len(ids) < s.wanted.Sites {
		return nil, fault.In("sites", "Bản đồ mới có %s địa điểm, không đủ cho %d điểm. Hãy diễn tập với ít điểm hơn.", viet.FormatInt(int64(len(ids))), s.wanted.Sites)
	}
	return ids, nil
}

// units are those below the unit, at most as many as can be used.
func (s *stage) units(tx *db.Tx) (ids []string, err error) {
	tree, err := org.TreeOn(&tx.View, org.UnionLine, org.Today(&tx.View))
	if err != nil {
		return nil, err
	}
	at, ok := tree.History().Index(s.wanted.Unit)
	if !ok || !tree.Has(at) {
		return nil, fault.In("unit", "Hãy chọn một đơn vị của tuyến công đoàn đang hoạt động.")
	}
	for i := range tree.Under(at) {
		if i != at {
			ids = append(ids, tree.History().ID(i))
		}
		if len(ids) == unitsMost*s.wanted.Sites {
			break
		}
	}
	return ids, nil
}

// doors opens a door at each site and enrols its phones.
func (s *stage) doors(tx *db.Tx) error {
	for i, site := range s.Sites {
		door, err := gate.OpenDoor(tx, site.Activity, "Cổng A", came)
		if err != nil {
			return err
		}
		for n := i; n < s.wanted.Gates; n += len(s.Sites) {
			code, err := gate.Invite(tx, site.Activity, door, fmt.Sprintf("Máy %d", n+1), day.Instant(int64(tx.At)+24*3600*1_000_000))
			if err != nil {
				return err
			}
			var seed [ed25519.SeedSize]byte
			for k := range seed {
				seed[k] = byte(s.chance.Uint32())
			}
			key := ed25519.NewKeyFromSeed(seed[:]).Public().(ed25519.PublicKey)
			e, err := gate.Enrol(tx, gate.Enrolment{Protocol: gate.Protocol, Code: code, PublicKey: base64.StdEncoding.EncodeToString(key), App: "rehearsal"})
			if err != nil {
				return err
			}
			s.Phones = append(s.Phones, Enrolled{Device: e.Device, Token: e.Token, Site: i})
		}
	}
	return nil
}

// register gives places without names to everybody, in turn of the sites and their unions.
func (s *stage) register(tx *db.Tx) error {
	var all []roster.Signup
	places := 0
	write := func() error {
		_, err := roster.Register(tx, all)
		all, places = nil, 0
		return err
	}
	for i, site := range s.Sites {
		at := share(s.wanted.People, len(s.Sites), i)
		for k, unit := range site.Units {
			for n := share(at, len(site.Units), k); n > 0; n -= roster.GroupMax {
				part := min(n, roster.GroupMax)
				if places+part > roster.RegisterMax {
					if err := write(); err != nil {
						return err
					}
				}
				all = append(all, roster.Signup{Activity: site.Activity, Unit: unit, Places: part, Source: roster.ByGroup})
				places += part
			}
		}
	}
	return write()
}

// share is the i-th of n parts of all, as equal as can be.
func share(all, n, i int) int { return all*(i+1)/n - all*i/n }

// hand signs the tickets, takes some back, and makes one of another event.
func (s *stage) hand(tx *db.Tx) error {
	site := map[string]int{}
	for i, a := range s.Sites {
		site[a.Activity] = i
	}
	all, err := roster.TicketsOf(&tx.View, s.Event, roster.TicketFilter{})
	if err != nil {
		return err
	}
	for i, t := range all {
		signed, err := roster.Sign(&tx.View, t)
		if err != nil {
			return err
		}
		h := Held{Text: signed.Text(), Serial: t.Serial, Site: site[t.Activity], Unit: t.Unit}
		if s.chance.Float64() < takenBack {
			h.Revoked = true
			if err := roster.Revoke(tx, s.Event, t.Serial, "diễn tập: thu hồi vé"); err != nil {
				return err
			}
		}
		if i == 0 {
			t.Event++
			other, err := roster.Sign(&tx.View, t)
			if err != nil {
				return err
			}
			s.Foreign = other.Text()
		}
		s.Tickets = append(s.Tickets, h)
	}
	return nil
}

// takenBack is which part of the tickets is revoked before the day.
const takenBack = 0.005

// Ground founds a federation with firms and parks in an empty database, for a rehearsal of its own.
func Ground(ctx context.Context, h *house.House, sites int) (unit string, err error) {
	err = h.Desk.Do(ctx, act.System("diễn tập"), act.Verb{Name: "rehearse.ground", Label: "Dựng nơi diễn tập"}, "", func(tx *db.Tx) error {
		by := lineage.Decision{Number: "1/QĐ", Issuer: "Diễn tập", Date: tx.At.Day().Add(-1), Effective: tx.At.Day().Add(-1)}
		if unit, err = org.Found(tx, org.Unit{Name: "LĐLĐ diễn tập", Kind: "federation"}, by); err != nil {
			return err
		}
		var firms []org.Unit
		var parks []place.Place
		country, err := place.Found(tx, place.Place{Name: "Việt Nam", Kind: "country"}, by)
		if err != nil {
			return err
		}
		for i := range sites {
			parks = append(parks, place.Place{Name: fmt.Sprintf("KCN diễn tập %d", i+1), Kind: "park", Parent: country})
			for k := range 4 {
				firms = append(firms, org.Unit{Name: fmt.Sprintf("CĐCS Công ty diễn tập %d.%d", i+1, k+1), Kind: "base", Parent: unit})
			}
		}
		if _, err := org.FoundAll(tx, firms, by); err != nil {
			return err
		}
		_, err = place.FoundAll(tx, parks, by)
		return err
	})
	return unit, err
}
