package station_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/people"
	"phongtrao/internal/roster"
	"phongtrao/internal/station"
)

// A station is invited, filled over the network, and knows the site with all tickets and keys, but nobody's name and no key that signs.
func TestFilled(t *testing.T) {
	p := newPark(t)
	n := p.station(0)
	if n.self.SiteName != "Điểm Đông" || n.self.Name != "Máy xách tay" {
		t.Errorf("the station is %q at %q", n.self.Name, n.self.SiteName)
	}
	err := n.house.DB.See(t.Context(), func(v *db.View) error {
		all, err := roster.TicketsOf(v, p.event.Number, roster.TicketFilter{})
		if err != nil || len(all) != 2*names {
			t.Errorf("%d tickets (%v), want %d", len(all), err, 2*names)
		}
		keys, err := roster.Keys(v)
		if err != nil || len(keys) == 0 {
			t.Errorf("keys: %v, %v", keys, err)
		}
		if _, err := roster.Sign(v, p.tickets[0]); err == nil {
			t.Error("a station can sign tickets")
		}
		found, err := people.FindParticipants(v, p.event.Purpose(), "Bí Mật", 10)
		if err != nil || len(found) != 0 {
			t.Errorf("a station knows %v, %v", found, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var s []station.Station
	p.see(func(v *db.View) (err error) { s, err = station.Of(v, p.sites[0]); return err })
	data, _, err := p.above().Bundle(t.Context(), s[0], "")
	if err != nil {
		t.Fatal(err)
	}
	if text := station.Unpacked(t, data); strings.Contains(text, "Bí Mật") {
		t.Error("a name of somebody who signed up travels in the bundle")
	}
	if again, _, err := p.above().Bundle(t.Context(), s[0], n.self.Bundle); err != nil || again != nil {
		t.Errorf("a bundle that has not changed is made again (%v)", err)
	}
}

// What phones send is carried up once, whatever is cut, repeated or carried backwards.
func TestCarried(t *testing.T) {
	p := newPark(t)
	n := p.station(0)
	a, b := n.phone("A"), n.phone("B")
	n.keep(a, 3)
	n.keep(b, 2)
	body, sig := a.scan(1)
	for range 3 {
		if err := n.Keep(t.Context(), body, sig); err != nil {
			t.Fatal(err)
		}
	}
	if w := n.waiting(); w.Envelopes != 3 || w.Records != 6 {
		t.Errorf("waiting %+v", w)
	}
	old, _, err := n.Pending(t.Context(), station.ByFile)
	if err != nil {
		t.Fatal(err)
	}
	p.offline = true
	if _, err := n.Upload(t.Context()); fault.KindOf(err) != fault.Unavailable {
		t.Errorf("without a network: %v", err)
	}
	p.offline = false
	if c := n.upload(); c != 3 {
		t.Errorf("sent %d envelopes, want 3", c)
	}
	if w := n.waiting(); w.Envelopes != 0 {
		t.Errorf("still waiting %+v", w)
	}
	n.keep(b, 4)
	n.upload()
	// The stick with the older file comes later.
	ans, err := p.above().Take(t.Context(), old, station.ByFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range ans.Answers {
		if !x.Known {
			t.Errorf("carried backwards: %+v", x)
		}
	}
	for cut := 1; cut < len(old); cut += len(old)/7 + 1 {
		if _, err := p.above().Take(t.Context(), old[:cut], station.ByFile); err == nil {
			t.Errorf("an upload cut at %d was taken", cut)
		}
	}
	if got := len(p.received); got != 4 {
		t.Errorf("%d batches were delivered, want 4", got)
	}
	if got := p.records(); len(got) != 10 {
		t.Errorf("%d records arrived, want 10", len(got))
	}
}

// A station that never had a network: filled from a file, enrolled by the file that it brings.
func TestByFile(t *testing.T) {
	p := newPark(t)
	code := p.invite(0)
	file, err := p.above().BundleFile(t.Context(), code)
	if err != nil {
		t.Fatal(err)
	}
	n := p.empty(filepath.Join(t.TempDir(), "box.db"))
	if _, err := n.Fill(t.Context(), file, p.invite(1)); fault.KindOf(err) != fault.Denied {
		t.Errorf("another code: %v", err)
	}
	if _, err := n.Fill(t.Context(), file, strings.ToLower(code)); err != nil {
		t.Fatal(err)
	}
	n.self, _, _ = n.Self(t.Context())
	a := n.phone("A")
	n.keep(a, 5)
	up, count, err := n.Pending(t.Context(), station.ByFile)
	if err != nil || count != 1 {
		t.Fatal(count, err)
	}
	if bytes.Contains(up, []byte(code)) {
		t.Error("the file says the code")
	}
	for i := range 2 {
		ans, err := p.above().Take(t.Context(), up, station.ByFile)
		if err != nil || len(ans.Answers) != 1 || ans.Answers[0].Known != (i == 1) {
			t.Fatal(ans, err)
		}
	}
	// The way back: a fresh bundle says what has arrived.
	p.clock.Advance(time.Hour)
	back, err := p.above().BundleFile(t.Context(), code)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := n.Fill(t.Context(), back, code); err != nil {
		t.Fatal(err)
	}
	if w := n.waiting(); w.Envelopes != 0 {
		t.Errorf("still waiting %+v", w)
	}
	if _, err := n.Fill(t.Context(), file, code); fault.KindOf(err) != fault.Conflict {
		t.Errorf("an older bundle: %v", err)
	}
	// Somebody else with the same code.
	other := p.empty(filepath.Join(t.TempDir(), "box.db"))
	if _, err := other.Fill(t.Context(), file, code); err != nil {
		t.Fatal(err)
	}
	other.self = n.self
	other.keep(other.phone("X"), 1)
	up, _, _ = other.Pending(t.Context(), station.ByFile)
	if _, err := p.above().Take(t.Context(), up, station.ByFile); fault.KindOf(err) != fault.Conflict {
		t.Errorf("a second machine with one code: %v", err)
	}
}

// A station that lies is told what is wrong with each envelope; the good ones beside it land.
func TestLies(t *testing.T) {
	p := newPark(t)
	n, west := p.station(0), p.station(1)
	a, b, far := n.phone("A"), n.phone("B"), west.phone("T")
	n.keep(a, 2)
	u := n.Draft(t, 0)
	good := u.Envelopes[0]

	forged := good
	forged.N, forged.Body = 2, bytes.Replace(good.Body, []byte(`"people":1`), []byte(`"people":9`), 1)
	stolen := good // another phone's signature
	stolen.N, stolen.Device = 3, b.id
	strange := station.Envelope{N: 4, Device: far.id}
	strange.Body, _ = far.scan(1)
	body := strange.Body
	strange.Signature = station.SignatureOf(t, far.sign(body))
	replayed := good
	replayed.N = 5
	second := station.Envelope{N: 6, Device: b.id}
	body, sig := b.scan(3)
	second.Body, second.Signature = body, station.SignatureOf(t, sig)
	u.Envelopes = []station.Envelope{good, forged, stolen, strange, replayed, second}

	west.upload() // the other site's phone is known above, behind its own station
	ans, err := p.above().Take(t.Context(), n.Sign(t, u), station.ByNet)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"", "chữ ký không phải của máy", "chữ ký không phải của máy", "thuộc điểm khác", "", ""} {
		if got := ans.Answers[i].Refused; want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("envelope %d: %q, want %q", i+1, got, want)
		}
	}
	if got := p.records(); len(got) != 5 {
		t.Errorf("%d records, want 5: 2 of A, 3 of B", len(got))
	}
	// It claims the other site's phone as its own.
	u = n.Draft(t, 10)
	u.Devices = append(u.Devices, station.Device{ID: far.id, Door: u.Doors[0].ID, Activity: p.sites[0], Name: "T", PublicKey: far.public(), Until: u.Devices[0].Until})
	body, sig = far.scan(1)
	u.Envelopes = []station.Envelope{{N: 10, Device: far.id, Body: body, Signature: station.SignatureOf(t, sig)}}
	if ans, err = p.above().Take(t.Context(), n.Sign(t, u), station.ByNet); err != nil || !strings.Contains(ans.Answers[0].Refused, "không ghi danh ở trạm này") {
		t.Errorf("a phone of another station: %+v, %v", ans, err)
	}
	// Rewound: a number used for something else.
	u = n.Draft(t, 0)
	body, sig = b.scan(1)
	u.Envelopes = []station.Envelope{{N: 1, Device: b.id, Body: body, Signature: station.SignatureOf(t, sig)}}
	if ans, err = p.above().Take(t.Context(), n.Sign(t, u), station.ByNet); err != nil || !ans.Answers[0].Rewound || !strings.Contains(ans.Answers[0].Refused, "nội dung khác") {
		t.Errorf("rewound: %+v, %v", ans, err)
	}
	// Signed by another than the one it names.
	if _, err := p.above().Take(t.Context(), west.Sign(t, u, n.self.Station), station.ByNet); fault.KindOf(err) != fault.Denied {
		t.Errorf("signed by another station: %v", err)
	}
	p.do(station.Revoking, n.self.Site, func(tx *db.Tx) error { return station.Revoke(tx, n.self.Site, n.self.Station, "mất máy") })
	if _, err := p.above().Take(t.Context(), n.Sign(t, u), station.ByNet); fault.KindOf(err) != fault.Denied || !strings.Contains(fault.Text(err), "mất máy") {
		t.Errorf("after revocation: %v", err)
	}
	for _, want := range []string{"chữ ký không phải của máy", "thuộc điểm khác", "nội dung khác", "không ghi danh ở trạm này", "chữ ký không phải của trạm", "đã bị thu hồi"} {
		if !contains(p.troubles(0), want) {
			t.Errorf("the page does not list %q: %q", want, p.troubles(0))
		}
	}
	if len(p.received) != 3 {
		t.Errorf("%d batches delivered, want 3", len(p.received))
	}
}

// A copy of the station's file from earlier goes on: its numbers were used, nothing is lost.
func TestTakenBack(t *testing.T) {
	p := newPark(t)
	n := p.station(0)
	a := n.phone("A")
	n.keep(a, 1)
	saved := n.snapshot()
	n.keep(a, 1)
	n.keep(a, 1)
	n.upload()

	old := p.empty(saved)
	old.self = n.self
	a.seq = 3
	old.keep(a, 2)
	for range 3 {
		old.upload()
	}
	if w := old.waiting(); w.Envelopes != 0 || w.Refused != 0 {
		t.Errorf("%+v", w)
	}
	if got := p.records(); len(got) != 5 {
		t.Errorf("%d records, want 5", len(got))
	}
	if !contains(p.troubles(0), "lùi về một bản sao cũ") {
		t.Errorf("troubles: %q", p.troubles(0))
	}
}

// What no phone of the station signed is not kept, and gets no receipt.
func TestUnsigned(t *testing.T) {
	p := newPark(t)
	n := p.station(0)
	a, b := n.phone("A"), n.phone("B")
	body, _ := a.scan(1)
	for name, sig := range map[string]string{"none": "", "another's": b.sign(body), "garbage": "%%"} {
		if err := n.Keep(t.Context(), body, sig); fault.KindOf(err) != fault.Denied {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := n.Keep(t.Context(), []byte("{"), ""); fault.KindOf(err) != fault.Invalid {
		t.Errorf("garbage: %v", err)
	}
	if n.waiting().Envelopes != 0 {
		t.Error("it was kept")
	}
}
