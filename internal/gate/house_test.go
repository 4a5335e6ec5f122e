package gate_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"fmt"
	"testing"
	"time"

	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/campaign"
	"phongtrao/internal/gate"
	"phongtrao/internal/gate/rule"
	"phongtrao/internal/house"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/place"
	"phongtrao/internal/roster"
	"phongtrao/internal/testkit"
	"phongtrao/internal/testkit/furnished"
)

// park is a house with a run at three parks on 6 June 2027, three firms' unions, an event with tickets; the clock shows 06:00 of the day.
type park struct {
	*testkit.House
	house   *house.House
	head    string
	firms   []string
	sites   []string // the central one first
	doors   []string
	event   roster.Event
	tickets []roster.Ticket
	texts   []string
}

var theDay = day.Of(2027, 6, 6)

func build(t testing.TB, s roster.Settings, tickets int) *park {
	t.Helper()
	at := theDay.Start().Time().Add(6 * time.Hour)
	h, k := furnished.Since(t, at.AddDate(0, -1, 0))
	p := &park{House: k, house: h}
	p.Write(func(tx *db.Tx) error {
		by := func(number string) org.Decision {
			return org.Decision{Number: number, Issuer: "LĐLĐ", Date: day.Of(2010, 1, 1), Effective: day.Of(2010, 1, 1)}
		}
		var err error
		if p.head, err = org.Found(tx, org.Unit{Name: "LĐLĐ tỉnh", Kind: "federation"}, by("1/QĐ")); err != nil {
			return err
		}
		for i, name := range []string{"CĐCS Công ty A", "CĐCS Công ty B", "CĐCS Công ty C"} {
			firm, err := org.Found(tx, org.Unit{Name: name, Kind: "base", Parent: p.head}, by(string(rune('2'+i))+"/QĐ"))
			if err != nil {
				return err
			}
			p.firms = append(p.firms, firm)
		}
		country, err := place.Found(tx, place.Place{Name: "Việt Nam", Kind: "country"}, by("10/QĐ"))
		if err != nil {
			return err
		}
		var parks []string
		for i, name := range []string{"KCN Tràng Duệ", "KCN Đình Vũ", "KCN Nomura"} {
			id, err := place.Found(tx, place.Place{Name: name, Kind: "park", Parent: country}, by(fmt.Sprint(11+i, "/QĐ")))
			if err != nil {
				return err
			}
			parks = append(parks, id)
		}
		c, err := campaign.Create(tx, campaign.Campaign{Kind: "run", Owner: p.head, Period: day.Year(2027), Words: campaign.Words{Name: "Giải chạy 2027"}})
		if err != nil {
			return err
		}
		central, err := activity.Create(tx, c, activity.Plan{Name: "Điểm trung tâm", Day: theDay, Place: parks[0], Unit: p.head})
		if err != nil {
			return err
		}
		linked, err := activity.Link(tx, central, []activity.Plan{{Name: "Điểm Đình Vũ", Place: parks[1], Unit: p.head}, {Name: "Điểm Nomura", Place: parks[2], Unit: p.head}})
		if err != nil {
			return err
		}
		p.sites = append([]string{central}, linked...)
		return activity.Advance(tx, central, activity.Step{From: activity.Draft, To: activity.Announced})
	})
	p.Do(roster.OpeningEvent, p.sites[0], func(tx *db.Tx) (err error) {
		p.event, err = roster.OpenEvent(tx, p.sites[0], s)
		return err
	})
	for n := 0; n < tickets; n += 1000 {
		p.Do(roster.Registering, p.sites[0], func(tx *db.Tx) error {
			var all []roster.Signup
			for i := n; i < min(tickets, n+1000); i++ {
				slot := ""
				if len(s.Slots) > 0 {
					slot = s.Slots[0].Key
				}
				all = append(all, roster.Signup{Slot: slot, Activity: p.sites[i%3], Unit: p.firms[i%3], Source: roster.ByList, Who: &people.Participant{Name: fmt.Sprint("Nguyễn Văn Số ", i+1), Year: 1990}, Tag: []byte("12345678")})
			}
			_, err := roster.Register(tx, all)
			return err
		})
	}
	p.See(func(v *db.View) (err error) {
		p.tickets, err = roster.TicketsOf(v, p.event.Number, roster.TicketFilter{})
		for _, x := range p.tickets {
			signed, err := roster.Sign(v, x)
			if err != nil {
				return err
			}
			p.texts = append(p.texts, signed.Text())
		}
		return err
	})
	for i, site := range p.sites {
		p.Do(gate.SettingDoors, site, func(tx *db.Tx) error {
			id, err := gate.OpenDoor(tx, site, "Cổng "+string(rune('A'+i)), roster.Came)
			p.doors = append(p.doors, id)
			return err
		})
	}
	p.Clock.Set(at)
	return p
}

// phone is a phone in a test; it numbers what it records.
type phone struct {
	p      *park
	dev    gate.Device
	token  string
	key    ed25519.PrivateKey
	seq    int64
	skew   time.Duration // its clock beside the true time
	offset bool          // it measured that
	news   int64
}

func (p *park) enrol(site int) *phone {
	p.T.Helper()
	code := p.invite(site)
	f := &phone{p: p, key: ed25519.NewKeyFromSeed(bytes.Repeat([]byte{byte(site + 1)}, 32)), offset: true}
	done, err := p.show(code, f.key)
	if err != nil {
		p.T.Fatal(err)
	}
	f.token = done.Token
	if f.dev, err = gate.DeviceByToken(p.T.Context(), p.DB, done.Token); err != nil {
		p.T.Fatal(err)
	}
	return f
}

func (p *park) invite(site int) (code string) {
	p.T.Helper()
	p.Do(gate.Inviting, p.sites[site], func(tx *db.Tx) (err error) {
		code, err = gate.Invite(tx, p.sites[site], p.doors[site], fmt.Sprint("Máy ", site), day.InstantOf(p.Clock.Now().Add(10*time.Hour)))
		return err
	})
	return code
}

func (p *park) show(code string, key ed25519.PrivateKey) (done gate.Enrolled, err error) {
	err = p.house.Desk.Do(p.T.Context(), act.System("test"), gate.Enrolling, p.sites[0], func(tx *db.Tx) (err error) {
		done, err = gate.Enrol(tx, gate.Enrolment{Protocol: gate.Protocol, Code: code, PublicKey: base64.StdEncoding.EncodeToString(key.Public().(ed25519.PublicKey))})
		return err
	})
	return done, err
}

// at is the phone's clock at an instant after 06:00.
func (f *phone) at(after time.Duration) (at int64, offset *int64) {
	at = theDay.Start().Time().Add(6*time.Hour + after + f.skew).UnixMilli()
	if f.offset {
		o := -f.skew.Milliseconds()
		offset = &o
	}
	return at, offset
}

func (f *phone) scan(ticket int, after time.Duration) gate.Scan {
	f.seq++
	s := gate.Scan{Seq: f.seq, What: roster.Came, How: rule.ByTicket, Ticket: f.p.texts[ticket], Said: rule.Welcome, Admitted: true}
	s.At, s.Offset = f.at(after)
	return s
}

func (f *phone) undo(seq int64, after time.Duration) gate.Scan {
	f.seq++
	s := gate.Scan{Seq: f.seq, Undoes: seq}
	s.At, s.Offset = f.at(after)
	return s
}

func (f *phone) batch(scans ...gate.Scan) *gate.Batch {
	b := &gate.Batch{Protocol: gate.Protocol, Device: f.dev.ID, Made: f.seq, Scans: scans, Cursor: f.news}
	b.Sent, _ = f.at(f.p.Clock.Now().Sub(theDay.Start().Time().Add(6 * time.Hour)))
	return b
}

func (f *phone) send(scans ...gate.Scan) gate.Receipt {
	f.p.T.Helper()
	r, err := f.p.house.Gate.Receive(f.p.T.Context(), f.dev, f.batch(scans...))
	if err != nil {
		f.p.T.Fatal(err)
	}
	return r
}

// runners is the figure of a unit, "" for all.
func (p *park) runners(site string, unit string) (n int64) {
	p.T.Helper()
	p.See(func(v *db.View) error {
		f, err := ledger.RollUp(v, ledger.Question{Indicator: "run.runners", Period: day.All, Activity: site, At: unit})
		n = f.Lo
		return err
	})
	return n
}

func (p *park) totals() map[string]gate.Tally {
	p.T.Helper()
	all := map[string]gate.Tally{}
	p.See(func(v *db.View) error {
		list, err := gate.Totals(v, p.event.Number)
		for i, s := range p.sites {
			for _, t := range list {
				if t.Activity == s && t.What == roster.Came {
					all[fmt.Sprint(i)] = t.Tally
				}
			}
		}
		return err
	})
	return all
}
