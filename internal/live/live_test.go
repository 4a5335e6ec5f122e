package live_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/campaign"
	"phongtrao/internal/gate"
	"phongtrao/internal/gate/rule"
	"phongtrao/internal/house"
	"phongtrao/internal/live"
	"phongtrao/internal/org"
	"phongtrao/internal/place"
	"phongtrao/internal/roster"
	"phongtrao/internal/testkit"
	"phongtrao/internal/testkit/furnished"
)

var theDay = day.Of(2027, 6, 6)

// park is a house with a run at three parks, an event with tickets, two phones at each park; the clock shows 06:00 of the day.
type park struct {
	*testkit.House
	house   *house.House
	sites   []string // the central one first
	event   roster.Event
	tickets []roster.Ticket
	phones  []*phone
}

// phone is a phone in a test: it numbers what it sees.
type phone struct {
	dev  gate.Device
	made int64
	kept []gate.Scan
	last map[int64]int64 // number of the scan by serial
}

func build(t testing.TB, tickets int) *park {
	t.Helper()
	at := theDay.Start().Time().Add(6 * time.Hour)
	h, k := furnished.Since(t, at.AddDate(0, 0, -1))
	p := &park{House: k, house: h}
	var firm string
	p.Write(func(tx *db.Tx) error {
		n := 0
		by := func() org.Decision {
			n++
			return org.Decision{Number: fmt.Sprint(n, "/QĐ"), Issuer: "LĐLĐ", Date: day.Of(2010, 1, 1), Effective: day.Of(2010, 1, 1)}
		}
		head, err := org.Found(tx, org.Unit{Name: "LĐLĐ tỉnh", Kind: "federation"}, by())
		if err != nil {
			return err
		}
		if firm, err = org.Found(tx, org.Unit{Name: "CĐCS Công ty A", Kind: "base", Parent: head}, by()); err != nil {
			return err
		}
		country, err := place.Found(tx, place.Place{Name: "Việt Nam", Kind: "country"}, by())
		if err != nil {
			return err
		}
		var plans []activity.Plan
		for _, name := range []string{"Khu công nghiệp Tràng Duệ", "KCN Đình Vũ", "KCN Nomura"} {
			id, err := place.Found(tx, place.Place{Name: name, Kind: "park", Parent: country}, by())
			if err != nil {
				return err
			}
			plans = append(plans, activity.Plan{Name: "Điểm " + name, Day: theDay, Place: id, Unit: head})
		}
		c, err := campaign.Create(tx, campaign.Campaign{Kind: "run", Owner: head, Period: day.Year(2027), Words: campaign.Words{Name: "Giải chạy 2027"}})
		if err != nil {
			return err
		}
		central, err := activity.Create(tx, c, plans[0])
		if err != nil {
			return err
		}
		linked, err := activity.Link(tx, central, plans[1:])
		if err != nil {
			return err
		}
		p.sites = append([]string{central}, linked...)
		return activity.Advance(tx, central, activity.Step{From: activity.Draft, To: activity.Announced})
	})
	p.Do(roster.OpeningEvent, p.sites[0], func(tx *db.Tx) (err error) {
		s := roster.Settings{Unlisted: true, WalkIns: true, Services: []roster.Service{{Key: roster.Came, Label: "Vào đường chạy"}, {Key: "finishers", Label: "Chạy xong", After: true}}}
		for i, a := range p.sites {
			s.Sites = append(s.Sites, roster.Site{Activity: a, Expected: int64(20 * (i + 1))})
		}
		p.event, err = roster.OpenEvent(tx, p.sites[0], s)
		return err
	})
	for i := range p.sites {
		p.Do(roster.Registering, p.sites[i], func(tx *db.Tx) error {
			_, err := roster.Register(tx, []roster.Signup{{Activity: p.sites[i], Unit: firm, Places: tickets / 3, Source: roster.ByGroup}})
			return err
		})
	}
	p.See(func(v *db.View) (err error) {
		p.tickets, err = roster.TicketsOf(v, p.event.Number, roster.TicketFilter{})
		return err
	})
	for i, site := range p.sites {
		p.Do(gate.SettingDoors, site, func(tx *db.Tx) error {
			door, err := gate.OpenDoor(tx, site, "Cổng chính", roster.Came)
			for n := 0; n < 2 && err == nil; n++ {
				d := gate.Device{ID: fmt.Sprintf("may-%d%d", i, n), Door: door, Activity: site, Event: p.event.Number, Name: "Máy", Until: theDay.Add(1).Start(), Station: "thử"}
				err = gate.Vouch(tx, d)
				p.phones = append(p.phones, &phone{dev: d, last: map[int64]int64{}})
			}
			return err
		})
	}
	p.Clock.Set(at)
	return p
}

func (p *park) now() int64 { return p.Clock.Now().UnixMilli() }

// scan writes a record down on a phone.
func (p *park) scan(f *phone, s gate.Scan) {
	f.made++
	zero := int64(0)
	s.Seq, s.At, s.Offset = f.made, p.now(), &zero
	f.kept = append(f.kept, s)
}

func (p *park) ticket(f *phone, what string, serial int64) {
	p.scan(f, gate.Scan{What: what, How: rule.ByCode, Serial: serial, Said: rule.Welcome, Admitted: true})
	if what == roster.Came {
		f.last[serial] = f.made
	}
}

// send delivers some of a phone's records.
func (p *park) send(f *phone, scans []gate.Scan) {
	p.T.Helper()
	b := gate.Batch{Protocol: gate.Protocol, Device: f.dev.ID, Sent: p.now(), Made: f.made, Scans: scans, Beat: gate.Beat{Battery: 50}}
	if _, err := p.house.Gate.Receive(p.T.Context(), f.dev, &b); err != nil {
		p.T.Fatal(err)
	}
}

// recount is who came and who finished, by site, by a plain look at who was given what.
func (p *park) recount(what string) map[string]int64 {
	got := map[string]int64{}
	p.See(func(v *db.View) error {
		all, err := roster.AttendancesOf(v, p.event.Number, "")
		for _, a := range all {
			if a.What == what {
				got[a.Activity] += a.People
			}
		}
		return err
	})
	return got
}

func (p *park) look(b *live.Board) *live.Numbers {
	p.T.Helper()
	n, err := b.Now(context.Background(), p.sites[0])
	if err != nil {
		p.T.Fatal(err)
	}
	return n
}

func never(func(gate.Landing)) func() { return func() {} }

// In whatever order records land, doubled and late ones among them, both a server that is told and one that only looks into the database show
// what a plain recount finds: after each landing.
func TestNumbersAgreeWithARecount(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			p := build(t, 150)
			told, other := p.house.Live, live.New(p.DB, p.house.Kinds, never)
			t.Cleanup(other.Close)
			p.look(told)
			p.look(other)
			r := rand.New(rand.NewPCG(seed, 7))
			for range 160 {
				f := p.phones[r.IntN(len(p.phones))]
				serial := p.tickets[r.IntN(len(p.tickets))].Serial
				switch r.IntN(10) {
				case 0:
					p.scan(f, gate.Scan{What: roster.Came, How: rule.ByPlus, People: int64(1 + r.IntN(4)), Said: rule.WalkedIn, Admitted: true})
				case 1:
					p.scan(f, gate.Scan{What: roster.Came, How: rule.ByCode, Serial: serial, Said: rule.Again, Reason: "đã vào"})
				case 2:
					if n := f.last[serial]; n != 0 {
						p.scan(f, gate.Scan{What: roster.Came, How: rule.ByCode, Serial: serial, Said: rule.Welcome, Undoes: n, Reason: "bấm nhầm"})
						delete(f.last, serial)
					}
				case 3, 4:
					p.ticket(f, "finishers", serial)
				default:
					p.ticket(f, roster.Came, serial)
				}
				p.Clock.Advance(time.Duration(r.IntN(4000)) * time.Millisecond)
			}
			falls := 0
			for _, f := range p.phones {
				r.Shuffle(len(f.kept), func(i, k int) { f.kept[i], f.kept[k] = f.kept[k], f.kept[i] })
			}
			var last int64
			for step := 0; ; step++ {
				f := p.phones[r.IntN(len(p.phones))]
				n := min(len(f.kept), 1+r.IntN(6))
				p.send(f, f.kept[:n])
				if r.IntN(4) > 0 { // else it is sent again
					f.kept = f.kept[n:]
				}
				p.Clock.Advance(300 * time.Millisecond)
				came, done := p.recount(roster.Came), p.recount("finishers")
				now := p.look(told)
				p.look(other) // it sees that something came, and waits a moment for being told
				p.Clock.Advance(300 * time.Millisecond)
				for i, b := range []*live.Numbers{now, p.look(other)} {
					var total int64
					for _, l := range b.Lanes {
						if l.Came != came[l.Activity] || l.Done != done[l.Activity] {
							t.Fatalf("seed %d, step %d, board %d: %s has %d came and %d done, recounted %d and %d", seed, step, i, l.Name, l.Came, l.Done, came[l.Activity], done[l.Activity])
						}
						total += l.Came
					}
					if b.Total != total {
						t.Fatalf("the total is %d, its sites have %d", b.Total, total)
					}
				}
				if now.Total < last {
					falls++
					if k := now.Ticker[0]; k.Kind != live.Fall || k.At != now.At {
						t.Fatalf("step %d: the total fell from %d to %d, and the ticker says %+v", step, last, now.Total, k)
					}
				}
				last = now.Total
				left := 0
				for _, f := range p.phones {
					left += len(f.kept)
				}
				if left == 0 {
					break
				}
			}
			t.Log(last, "came;", falls, "falls")
			afresh := live.New(p.DB, p.house.Kinds, never)
			t.Cleanup(afresh.Close)
			a, b := p.look(told), p.look(afresh)
			for i := range a.Lanes {
				x, y := a.Lanes[i], b.Lanes[i]
				if x.Came != y.Came || x.WalkIns != y.WalkIns || x.Done != y.Done || x.Again != y.Again || x.Refused != y.Refused || x.Undone != y.Undone || x.LastMinute != y.LastMinute || x.Reached != y.Reached {
					t.Errorf("told: %+v\nafresh: %+v", x, y)
				}
			}
			if a.Spark != b.Spark {
				t.Errorf("the course differs: %v and %v", a.Spark, b.Spark)
			}
		})
	}
}

// A site of which nothing was heard for a minute is said to be without a network, with the true time of its last scan; what it still
// holds is said as soon as that is known, and that it is back is told.
func TestAgeOfASite(t *testing.T) {
	p := build(t, 30)
	if n := p.look(p.house.Live); n.Lanes[0].State != live.Silent || n.Phones != 3 || n.Phase != live.During {
		t.Fatalf("before anything was heard: %+v", n.Lanes[0])
	}
	f := p.phones[0]
	p.ticket(f, roster.Came, p.tickets[0].Serial)
	p.send(f, f.kept)
	at := day.InstantOf(p.Clock.Now())
	if n := p.look(p.house.Live); n.Lanes[0].State != live.Online || n.Total != 1 || n.LastMinute != 1 {
		t.Fatalf("after a scan: %+v", n.Lanes[0])
	}
	p.Clock.Advance(6 * time.Minute)
	n := p.look(p.house.Live)
	if l := n.Lanes[0]; l.State != live.Offline || l.Until != at || n.Online != 0 || l.LastMinute != 0 {
		t.Fatalf("after six quiet minutes: %+v", l)
	}
	if n.Ticker[0].Kind != live.Link {
		t.Errorf("the ticker says %+v", n.Ticker)
	}
	for _, x := range p.tickets[1:4] {
		p.ticket(f, roster.Came, x.Serial)
	}
	p.send(f, f.kept[3:]) // the last of three alone
	p.Clock.Advance(6 * time.Second)
	n = p.look(p.house.Live)
	if l := n.Lanes[0]; l.State != live.Online || l.Pending != 2 || n.Total != 2 {
		t.Fatalf("back, with two still on the phone: %+v", l)
	}
	if n.Ticker[0].Kind != live.Link {
		t.Errorf("the ticker says %+v", n.Ticker)
	}
}

// Followers are told of changes and of nothing else; one that does not read gets the latest.
func TestFollow(t *testing.T) {
	p := build(t, 30)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	c, err := p.house.Live.Follow(ctx, p.sites[0])
	if err != nil {
		t.Fatal(err)
	}
	if n := <-c; n.Total != 0 {
		t.Fatalf("at first %d", n.Total)
	}
	f := p.phones[0]
	for _, x := range p.tickets[:5] {
		p.ticket(f, roster.Came, x.Serial)
	}
	p.send(f, f.kept)
	for n := range c {
		if n.Total == 5 {
			break
		}
	}
	p.house.Live.Close()
	for range c { // closed, when the program ends
	}
}

func TestScreens(t *testing.T) {
	p := build(t, 3)
	var s live.Screen
	p.Do(live.Showing, p.sites[1], func(tx *db.Tx) (err error) { s, err = live.Show(tx, p.sites[1], "Sân khấu"); return err })
	admit := func(central, key string) error {
		return p.DB.See(t.Context(), func(v *db.View) error { _, err := live.Admit(v, central, key); return err })
	}
	if err := admit(p.sites[0], s.Key()); err != nil {
		t.Error(err)
	}
	for name, wrong := range map[string][2]string{"another event": {p.sites[1], s.Key()}, "forged": {p.sites[0], s.ID + ".aaaa"}, "nothing": {p.sites[0], ""}, "no such": {p.sites[0], "x" + s.Key()}} {
		if admit(wrong[0], wrong[1]) == nil {
			t.Errorf("%s was let in", name)
		}
	}
	p.Do(live.Hiding, p.sites[0], func(tx *db.Tx) error { return live.Hide(tx, p.sites[0], s.ID) })
	if admit(p.sites[0], s.Key()) == nil {
		t.Error("a key that was taken back still opens")
	}
	p.Do(live.Showing, p.sites[0], func(tx *db.Tx) (err error) { s, err = live.Show(tx, p.sites[0], "Sân khấu"); return err })
	p.Clock.Set(theDay.Add(2).Start().Time())
	if admit(p.sites[0], s.Key()) == nil {
		t.Error("a key of the day before yesterday still opens")
	}
	if p.Try(live.Showing, p.sites[0], func(tx *db.Tx) error { _, err := live.Show(tx, p.sites[0], "Muộn"); return err }) == nil {
		t.Error("a screen was opened for a day that is over")
	}
}
