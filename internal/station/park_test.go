package station_test

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"phongtrao/internal/act"
	"phongtrao/internal/api/stations"
	"phongtrao/internal/base/blob"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/gate"
	"phongtrao/internal/gate/rule"
	"phongtrao/internal/house"
	"phongtrao/internal/roster"
	"phongtrao/internal/seed"
	"phongtrao/internal/station"
	"phongtrao/internal/station/box"
	"phongtrao/internal/testkit"
	"phongtrao/internal/testkit/furnished"
)

// park is a house with a run at two sites next Sunday, tickets for both, and a server that stations can call.
type park struct {
	t        testing.TB
	house    *house.House
	clock    *testkit.Clock
	server   *httptest.Server
	central  string
	sites    []string
	event    roster.Event
	tickets  []roster.Ticket
	gate     station.Deliver // the house's own, nil where a test only asks what was carried
	offline  bool            // the network is down
	mu       sync.Mutex
	received []station.Delivery
}

var system = act.System("test")

func (p *park) do(verb act.Verb, object string, work func(tx *db.Tx) error) {
	p.t.Helper()
	if err := p.house.Desk.Do(p.t.Context(), system, verb, object, work); err != nil {
		p.t.Fatal(err)
	}
}

func (p *park) see(read func(v *db.View) error) {
	p.t.Helper()
	if err := p.house.DB.See(p.t.Context(), read); err != nil {
		p.t.Fatal(err)
	}
}

// seeded is the demo in a file, made once: each test has a copy.
var seeded = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "phongtrao-test-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "demo.db")
	if _, err := seed.Demo(context.Background(), path); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

func furnishedFile(t testing.TB) string {
	t.Helper()
	dsn := testkit.DSN(t)
	if strings.Contains(dsn, "://") {
		if _, err := seed.Demo(t.Context(), dsn); err != nil {
			t.Fatal(err)
		}
		return dsn
	}
	data, err := seeded()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dsn, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return dsn
}

const names = 40 // people who signed up at each site

func newPark(t testing.TB) *park {
	t.Helper()
	return newParkOf(t, names)
}

// newParkOf is a park where so many signed up at each site.
func newParkOf(t testing.TB, names int) *park {
	p := &park{t: t, clock: testkit.NewClock()}
	var err error
	if p.house, err = house.Open(t.Context(), furnishedFile(t), house.Options{NoSeal: true, DB: db.Options{Clock: p.clock.Now}}); err != nil {
		t.Fatal(err)
	}
	p.house.Files = blob.At(t.TempDir())
	t.Cleanup(func() { p.house.Close() })
	made, err := furnished.RunIn(t.Context(), p.house, day.Of(2026, 11, 3), names)
	if err != nil {
		t.Fatal(err)
	}
	p.central, p.sites, p.event = made.Central, made.Sites, made.Event
	p.see(func(v *db.View) (err error) {
		p.tickets, err = roster.TicketsOf(v, p.event.Number, roster.TicketFilter{})
		return err
	})
	p.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if p.offline {
			panic(http.ErrAbortHandler)
		}
		stations.Handler(p.house, p.deliver).ServeHTTP(w, r)
	}))
	t.Cleanup(p.server.Close)
	return p
}

// deliver remembers what was carried.
func (p *park) deliver(ctx context.Context, d station.Delivery) (gate.Receipt, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.received = append(p.received, d)
	if p.gate != nil {
		return p.gate(ctx, d)
	}
	return gate.Receipt{}, nil
}

// records are the keys of all records that were carried, each once.
func (p *park) records() map[string]bool {
	all := map[string]bool{}
	for _, d := range p.received {
		var b gate.Batch
		if err := json.Unmarshal(d.Body, &b); err != nil {
			p.t.Fatal(err)
		}
		for _, s := range b.Scans {
			all[fmt.Sprintf("%s/%d", d.Device, s.Seq)] = true
		}
	}
	return all
}

// above is the house as it deals with stations.
func (p *park) above() station.Above {
	return station.Above{DB: p.house.DB, Desk: p.house.Desk, Deliver: p.deliver}
}

func (p *park) invite(site int) (code string) {
	p.t.Helper()
	p.do(station.Inviting, p.sites[site], func(tx *db.Tx) (err error) {
		code, err = station.Make(tx, p.sites[site], "Máy xách tay")
		return err
	})
	return code
}

// node is a station's own house.
type node struct {
	*box.Box
	t     testing.TB
	house *house.House
	clock *testkit.Clock
	dsn   string
	self  station.Self
}

// empty is a station that has not begun.
func (p *park) empty(dsn string) *node {
	p.t.Helper()
	clock := testkit.NewClock()
	h, err := house.Open(p.t.Context(), dsn, house.Options{NoSeal: true, DB: db.Options{Clock: clock.Now}})
	if err != nil {
		p.t.Fatal(err)
	}
	h.Files = blob.At(p.t.TempDir())
	p.t.Cleanup(func() { h.Close() })
	return &node{Box: box.New(h, "test", nil), t: p.t, house: h, clock: clock, dsn: dsn}
}

// station is one that is enrolled and filled.
func (p *park) station(site int) *node {
	p.t.Helper()
	return p.stationIn(site, filepath.Join(p.t.TempDir(), "box.db"))
}

func (p *park) stationIn(site int, dsn string) *node {
	p.t.Helper()
	n := p.empty(dsn)
	var err error
	if n.self, err = n.Prepare(p.t.Context(), p.server.URL, p.invite(site)); err != nil {
		p.t.Fatal(err)
	}
	return n
}

// phone is a phone at a door.
type phone struct {
	id    string
	token string
	key   ed25519.PrivateKey
	seq   int64
}

func (n *node) phone(name string) *phone {
	n.t.Helper()
	pub, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		n.t.Fatal(err)
	}
	ph := &phone{key: key}
	err = n.house.Desk.Do(n.t.Context(), system, gate.Inviting, n.self.Site, func(tx *db.Tx) error {
		door, err := gate.OpenDoor(tx, n.self.Site, "Cổng "+name, roster.Came)
		if err != nil {
			return err
		}
		code, err := gate.Invite(tx, n.self.Site, door, name, tx.At+day.Instant((48*time.Hour).Microseconds()))
		if err != nil {
			return err
		}
		e, err := gate.Enrol(tx, gate.Enrolment{Protocol: gate.Protocol, Code: code, PublicKey: base64.StdEncoding.EncodeToString(pub)})
		ph.id, ph.token = e.Device, e.Token
		return err
	})
	if err != nil {
		n.t.Fatal(err)
	}
	return ph
}

// scan makes a batch of so many scans, signed.
func (ph *phone) scan(count int, tickets ...string) (body []byte, signature string) {
	b := gate.Batch{Protocol: gate.Protocol, Device: ph.id, Sent: testkit.Start.UnixMilli()}
	for i := range count {
		ph.seq++
		s := gate.Scan{Seq: ph.seq, At: testkit.Start.UnixMilli() + ph.seq, What: roster.Came, How: rule.ByPlus, People: 1, Said: rule.WalkedIn, Admitted: true}
		if i < len(tickets) {
			s.How, s.Ticket, s.Said, s.People = rule.ByTicket, tickets[i], rule.Welcome, 0
		}
		b.Scans = append(b.Scans, s)
	}
	b.Made = ph.seq
	body, _ = json.Marshal(b)
	return body, ph.sign(body)
}

func (ph *phone) sign(body []byte) string {
	return base64.StdEncoding.EncodeToString(ed25519.Sign(ph.key, append([]byte(gate.BatchDomain), body...)))
}

func (n *node) keep(ph *phone, count int) {
	n.t.Helper()
	body, signature := ph.scan(count)
	if err := n.Keep(n.t.Context(), body, signature); err != nil {
		n.t.Fatal(err)
	}
}

func (n *node) waiting() (w station.Waiting) {
	n.t.Helper()
	if err := n.house.DB.See(n.t.Context(), func(v *db.View) (err error) { w, err = station.WaitingOf(v); return err }); err != nil {
		n.t.Fatal(err)
	}
	return w
}

func (n *node) upload() int {
	n.t.Helper()
	c, err := n.Upload(n.t.Context())
	if err != nil {
		n.t.Fatal(err)
	}
	return c
}

func (p *park) troubles(site int) (all []string) {
	p.t.Helper()
	p.see(func(v *db.View) error {
		found, err := station.Troubles(v, p.sites[site])
		for _, x := range found {
			all = append(all, x.Text)
		}
		return err
	})
	return all
}

func contains(all []string, part string) bool {
	for _, s := range all {
		if strings.Contains(s, part) {
			return true
		}
	}
	return false
}

func (ph *phone) public() string {
	return base64.StdEncoding.EncodeToString(ph.key.Public().(ed25519.PublicKey))
}

// snapshot is a copy of the station's file as it is now.
func (n *node) snapshot() string {
	n.t.Helper()
	data, err := os.ReadFile(n.dsn)
	if err != nil {
		n.t.Fatal(err)
	}
	path := filepath.Join(n.t.TempDir(), "copy.db")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		n.t.Fatal(err)
	}
	if wal, err := os.ReadFile(n.dsn + "-wal"); err == nil {
		if err := os.WriteFile(path+"-wal", wal, 0o600); err != nil {
			n.t.Fatal(err)
		}
	}
	return path
}
