package roster_test

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/campaign"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/place"
	"phongtrao/internal/roster"
)

// twoSites plans a new drive with one linked site, opens its event with two waves, and returns both.
func (h *house) twoSites() (e roster.Event, sites []string) {
	h.T.Helper()
	h.Write(func(tx *db.Tx) error {
		old, err := activity.Get(&tx.View, h.drive)
		if err != nil {
			return err
		}
		c, err := campaign.Create(tx, campaign.Campaign{Kind: "blood", Owner: h.head, Period: day.Year(2027), Words: campaign.Words{Name: "Chạy"}})
		if err != nil {
			return err
		}
		central, err := activity.Create(tx, c, activity.Plan{Name: "Chạy", Day: old.Day, Place: old.Place, Unit: h.head})
		if err != nil {
			return err
		}
		park, err := place.Found(tx, place.Place{Name: "KCN thứ hai", Kind: "park", Parent: h.country}, org.Decision{Number: tx.ID() + "/QĐ", Issuer: "UBND", Date: day.Of(2010, 1, 1), Effective: day.Of(2010, 1, 1)})
		if err != nil {
			return err
		}
		linked, err := activity.Link(tx, central, []activity.Plan{{Name: "Điểm hai", Place: park, Unit: h.head}})
		if err != nil {
			return err
		}
		sites = append([]string{central}, linked...)
		e, err = roster.OpenEvent(tx, linked[0], roster.Settings{Slots: []roster.Slot{{Key: "1", Label: "Đợt 1", Until: 7 * 60}, {Key: "2", Label: "Đợt 2", From: 7 * 60}}})
		return err
	})
	return e, sites
}

// recount is what a site's places come to by counting heads, with nothing remembered but who came when.
type recount struct {
	regs   []*head
	quotas map[roster.Quota]int64 // with Places 0
	turn   int64
}

type head struct {
	id, site, unit, slot string
	state                roster.State
	turn                 int64
}

func (m *recount) taken(q roster.Quota) (n int64) {
	for _, r := range m.regs {
		if r.state == roster.Confirmed && r.site == q.Activity && (q.Unit == "" || q.Unit == r.unit) && (q.Slot == "" || q.Slot == r.slot) {
			n++
		}
	}
	return n
}

func (m *recount) fits(site, unit, slot string) bool {
	for q, places := range m.quotas {
		if q.Activity == site && (q.Unit == "" || q.Unit == unit) && (q.Slot == "" || q.Slot == slot) && m.taken(q) >= places {
			return false
		}
	}
	return true
}

func (m *recount) refill(site, unit string) {
	for {
		var best *head
		for _, r := range m.regs {
			if r.state != roster.Waiting || r.site != site || !m.fits(site, r.unit, r.slot) {
				continue
			}
			if best == nil || (r.unit == unit) != (best.unit == unit) && r.unit == unit || (r.unit == unit) == (best.unit == unit) && r.turn < best.turn {
				best = r
			}
		}
		if best == nil {
			return
		}
		best.state, best.turn = roster.Confirmed, 0
	}
}

// However people sign up, cancel, move and however places are set: who has a place, who waits in which turn, and how many are taken is
// what a plain recount says, and every place has one good ticket, numbered densely.
func TestPlacesAreAsRecounted(t *testing.T) {
	h := build(t)
	rapid.Check(t, func(rt *rapid.T) {
		e, sites := h.twoSites()
		m := &recount{quotas: map[roster.Quota]int64{}}
		pick := func(name string, from []string) string { return rapid.SampledFrom(from).Draw(rt, name) }
		some := func() *head {
			if len(m.regs) == 0 {
				return nil
			}
			return m.regs[rapid.IntRange(0, len(m.regs)-1).Draw(rt, "who")]
		}
		slots := []string{"1", "2"}
		for range rapid.IntRange(5, 25).Draw(rt, "acts") {
			switch rapid.IntRange(0, 5).Draw(rt, "act") {
			case 0, 1:
				s := roster.Signup{Activity: pick("site", sites), Unit: pick("unit", h.firms), Slot: pick("slot", slots), Source: roster.ByGroup, Places: rapid.IntRange(1, 4).Draw(rt, "places")}
				var made []roster.Registration
				h.Write(func(tx *db.Tx) (err error) { made, err = roster.Register(tx, []roster.Signup{s}); return })
				for _, r := range made {
					x := &head{r.ID, s.Activity, s.Unit, s.Slot, roster.Confirmed, 0}
					if !m.fits(x.site, x.unit, x.slot) {
						m.turn++
						x.state, x.turn = roster.Waiting, m.turn
					}
					m.regs = append(m.regs, x)
				}
			case 2:
				if x := some(); x != nil {
					for range 2 { // cancelled twice is cancelled once
						h.Write(func(tx *db.Tx) error { return roster.Cancel(tx, x.id) })
					}
					freed := x.state == roster.Confirmed
					if x.state, x.turn = roster.Cancelled, 0; freed {
						m.refill(x.site, x.unit)
					}
				}
			case 3, 4:
				q := roster.Quota{Activity: pick("site", sites), Unit: pick("unit", append([]string{""}, h.firms...)), Slot: pick("slot", append([]string{""}, slots...))}
				places := int64(rapid.IntRange(-1, 6).Draw(rt, "places"))
				asked := q
				asked.Places = places
				err := h.DB.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error { return roster.SetQuota(tx, asked) })
				switch fewer := places >= 0 && places < m.taken(q); {
				case fewer != (err != nil) || err != nil && fault.KindOf(err) != fault.Invalid:
					rt.Fatalf("%+v, %d taken: %v", asked, m.taken(q), err)
				case err != nil:
				case places < 0:
					delete(m.quotas, q)
					m.refill(q.Activity, q.Unit)
				default:
					m.quotas[q] = places
					m.refill(q.Activity, q.Unit)
				}
			case 5:
				x := some()
				if x == nil || x.state == roster.Cancelled {
					continue
				}
				site, slot := pick("site", sites), pick("slot", slots)
				err := h.DB.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error { return roster.Move(tx, x.id, site, slot) })
				if site == x.site && slot == x.slot {
					continue
				}
				was := *x
				x.state = roster.Cancelled // it does not stand in its own way
				ok := m.fits(site, x.unit, slot)
				*x = was
				switch {
				case !ok && was.state == roster.Confirmed:
					if fault.KindOf(err) != fault.Conflict {
						rt.Fatalf("moved to where there is no place: %v", err)
					}
					continue
				case err != nil:
					rt.Fatal(err)
				case !ok:
					m.turn++
					x.turn = m.turn
				default:
					x.state, x.turn = roster.Confirmed, 0
				}
				if x.site, x.slot = site, slot; was.state == roster.Confirmed {
					m.refill(was.site, was.unit)
				}
			}
			h.compare(rt, e, sites, m)
		}
	})
}

func (h *house) compare(rt *rapid.T, e roster.Event, sites []string, m *recount) {
	err := h.DB.See(rt.Context(), func(v *db.View) error {
		all, err := roster.Registrations{Event: e.Number}.Find(v)
		if err != nil {
			return err
		}
		byID := map[string]roster.Registration{}
		for _, r := range all {
			byID[r.ID] = r
		}
		good := map[string]int{}
		tickets, err := roster.TicketsOf(v, e.Number, roster.TicketFilter{})
		if err != nil {
			return err
		}
		for i, k := range tickets {
			if k.Serial != int64(i+1) {
				return fmt.Errorf("serial %d in place %d", k.Serial, i+1)
			}
			if k.Revoked == 0 {
				good[k.Registration]++
				if r := byID[k.Registration]; k.Activity != r.Activity || k.Slot != r.Slot || k.Unit != r.Unit {
					return fmt.Errorf("ticket %+v of %+v", k, r)
				}
			}
		}
		for _, x := range m.regs {
			r := byID[x.id]
			if r.State != x.state || r.Queued != x.turn || r.Activity != x.site || r.Slot != x.slot {
				return fmt.Errorf("%+v, recounted %+v", r, x)
			}
			if (good[x.id] == 1) != (x.state == roster.Confirmed) || good[x.id] > 1 {
				return fmt.Errorf("%d tickets for %+v", good[x.id], r)
			}
		}
		for _, site := range sites {
			rooms, err := roster.RoomOf(v, site)
			if err != nil {
				return err
			}
			for _, r := range rooms {
				q := r.Quota
				q.Places = 0
				if want := m.taken(q); r.Taken != want || r.Places >= 0 && r.Taken > r.Places {
					return fmt.Errorf("%+v, recounted %d", r, want)
				}
			}
		}
		return nil
	})
	if err != nil {
		rt.Fatal(err)
	}
}

// Thousands sign up at the same moment for fewer places: never one too many, none left over, everybody has an answer.
func TestRush(t *testing.T) {
	many, quota := 5000, int64(3000)
	h := build(t)
	if h.DB.Engine() == db.Postgres {
		many, quota = 500, 300
	}
	if testing.Short() {
		many, quota = 500, 300
	}
	e := h.open(roster.Settings{Opens: 1, Closes: day.Must("2027-06-06").Start()})
	if err := errors.Join(h.quota("", "", quota), h.quota(h.firms[0], "", quota/10)); err != nil {
		t.Fatal(err)
	}
	var confirmed, waiting atomic.Int64
	var wg sync.WaitGroup
	for i := range many {
		wg.Go(func() {
			s := roster.Signup{Activity: h.drive, Unit: h.firms[i%3], Source: roster.BySelf, Who: &people.Participant{Name: fmt.Sprintf("Người %d", i)}, Tag: make([]byte, 8)}
			err := h.Desk.Once(t.Context(), h.Who, roster.Registering, h.drive, fmt.Sprint("form", i), func(tx *db.Tx) error {
				made, err := roster.Register(tx, []roster.Signup{s})
				if err != nil {
					return err
				}
				n := &waiting
				if made[0].State == roster.Confirmed {
					n = &confirmed
				}
				tx.AfterCommit(func() { n.Add(1) })
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if confirmed.Load() != quota || waiting.Load() != int64(many)-quota {
		t.Errorf("%d confirmed, %d waiting", confirmed.Load(), waiting.Load())
	}
	all := h.tickets(e, roster.TicketFilter{})
	codes, bibs, firm := map[string]bool{}, map[string]bool{}, 0
	for _, k := range all {
		codes[k.Code], bibs[k.Bib] = true, true
		if k.Unit == h.firms[0] {
			firm++
		}
	}
	if int64(len(all)) != quota || len(codes) != len(all) || len(bibs) != len(all) || int64(firm) != quota/10 {
		t.Errorf("%d tickets, %d codes, %d bibs, %d of the first firm", len(all), len(codes), len(bibs), firm)
	}
}

// A place that is given back goes to the same union first, then to who waits longest; the new holder has a ticket, the old one is red.
func TestRefillByUnion(t *testing.T) {
	h := build(t)
	e := h.open(roster.Settings{})
	if err := h.quota("", "", 2); err != nil {
		t.Fatal(err)
	}
	in := h.signed(h.one(0, "Người thứ nhất"), h.one(1, "Người thứ hai"))
	wait := h.signed(h.one(2, "Người thứ ba"), h.one(0, "Người thứ tư"), h.one(1, "Người thứ năm"))
	changed := func() (n int64) {
		h.See(func(v *db.View) (err error) { n, err = roster.Changed(v, e.Number); return })
		return n
	}
	before := changed()
	for range 2 {
		if err := h.alter(in[1], roster.Cancel); err != nil {
			t.Fatal(err)
		}
	}
	h.states(map[string]roster.State{in[0].ID: roster.Confirmed, in[1].ID: roster.Cancelled, wait[0].ID: roster.Waiting, wait[1].ID: roster.Waiting, wait[2].ID: roster.Confirmed})
	if err := h.alter(wait[2], roster.Cancel); err != nil { // nobody of that union waits any more
		t.Fatal(err)
	}
	h.states(map[string]roster.State{wait[0].ID: roster.Confirmed, wait[1].ID: roster.Waiting})
	if err := h.quota("", "", 3); err != nil {
		t.Fatal(err)
	}
	h.states(map[string]roster.State{wait[1].ID: roster.Confirmed})
	all := h.tickets(e, roster.TicketFilter{})
	if len(all) != 5 || all[1].Revoked == 0 || all[1].RevokedWhy == "" || all[2].Registration != wait[2].ID || all[2].Revoked == 0 || all[4].Revoked != 0 {
		t.Errorf("%+v", all)
	}
	if string(all[3].NameTag) != string(e.NameTag("Người thứ ba")) {
		t.Error("who moved up has no tag of the name")
	}
	if fresh := h.tickets(e, roster.TicketFilter{Since: before}); len(fresh) != 5-1 {
		t.Errorf("%d tickets changed since, of 4", len(fresh))
	}
}

func (h *house) states(want map[string]roster.State) {
	h.T.Helper()
	h.See(func(v *db.View) error {
		for id, s := range want {
			got, err := roster.RegistrationByID(v, id)
			if err != nil {
				return err
			}
			if got.State != s {
				h.T.Errorf("%s is %s, not %s", id, got.State, s)
			}
		}
		return nil
	})
}
