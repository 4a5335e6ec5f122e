package station_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"phongtrao/internal/api/phones"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/ticket"
	"phongtrao/internal/gate"
	"phongtrao/internal/gate/rule"
	"phongtrao/internal/roster"
	"phongtrao/internal/station"
	"phongtrao/internal/web"
)

// Two houses, the box's gates over HTTP: a ticket scanned at two of its doors is given once there at once; what the house above counts in the end
// is what the box counted.
func TestTwoHouses(t *testing.T) {
	p := newPark(t)
	p.gate = station.DeliverTo(p.house.Gate, p.house.DB)
	n := p.station(0)
	local := httptest.NewServer(web.Handler(n.house, web.Options{Phones: phones.Options{Keep: n.Keep}, Station: &web.Ports{Secure: "8443", Plain: "8080"}}))
	defer local.Close()
	a, b := n.phone("A"), n.phone("B")

	pack := get(t, local.URL+"/api/v1/gate/pack", a.token)
	if !bytes.HasPrefix(pack, []byte(gate.PackMagic)) || len(pack) < 2*names*40 {
		t.Fatalf("the list of the box has %d bytes", len(pack))
	}
	var texts []string
	p.see(func(v *db.View) error {
		for _, tk := range p.tickets[:30] {
			s, err := roster.Sign(v, tk)
			if err != nil {
				return err
			}
			texts = append(texts, s.Text())
		}
		return nil
	})
	if _, err := ticket.Parse(texts[0]); err != nil {
		t.Fatal(err)
	}
	first := a.send(t, local.URL, 20, texts[:20]...)
	second := b.send(t, local.URL, 15, texts[10:25]...) // ten of them again
	again := 0
	for _, x := range second.Answers {
		if x.Word == rule.Again {
			again++
		}
	}
	if first.Through != 20 || again != 10 {
		t.Errorf("through %d, again %d; want 20 and 10", first.Through, again)
	}
	a.send(t, local.URL, 3) // three by counting on
	for n.upload() > 0 {
	}
	totals := func(see func(func(*db.View) error)) (all []gate.Total) {
		see(func(v *db.View) (err error) { all, err = gate.Totals(v, p.event.Number); return err })
		return all
	}
	up := totals(p.see)
	here := totals(func(f func(*db.View) error) {
		if err := n.house.DB.See(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	})
	if len(up) != 1 || len(here) != 1 || up[0] != here[0] || up[0].Scanned != 28 || up[0].Again != 10 {
		t.Errorf("above %+v, at the box %+v; want 28 counted, 10 again", up, here)
	}
	p.see(func(v *db.View) error {
		all, err := gate.Devices(v, p.sites[0])
		if err != nil || len(all) != 2 || all[0].Station != n.self.Station {
			t.Errorf("phones above: %+v, %v", all, err)
		}
		return nil
	})
	// All of it once more, by a stick: nothing changes.
	u := n.Draft(t, 0)
	u.Envelopes = n.AllEnvelopes(t)
	if ans, err := p.above().Take(t.Context(), n.Sign(t, u), station.ByFile); err != nil || len(ans.Answers) != 3 {
		t.Fatal(ans, err)
	}
	if again := totals(p.see); again[0] != up[0] {
		t.Errorf("carried twice: %+v", again)
	}
}

// A phone never measured its clock, and the box's own is two hours off: the house above knows when people came.
func TestClocks(t *testing.T) {
	p := newPark(t)
	p.gate = station.DeliverTo(p.house.Gate, p.house.DB)
	n := p.station(0)
	a := n.phone("A")
	n.clock.Advance(2 * time.Hour) // the box is ahead
	at := n.clock.Now().UnixMilli()
	body := a.batch(gate.Batch{Sent: at + 60_000 - 3_600_000, Scans: []gate.Scan{{Seq: 1, At: at - 3_600_000, What: roster.Came, How: rule.ByPlus, Said: rule.WalkedIn, Admitted: true}}}) // the phone is an hour behind the box
	n.clock.Advance(time.Minute)
	if err := n.Keep(t.Context(), body, a.sign(body)); err != nil {
		t.Fatal(err)
	}
	p.clock.Advance(time.Minute + 30*time.Second)
	n.clock.Advance(30 * time.Second)
	n.upload()
	p.see(func(v *db.View) error {
		m, err := gate.Minutes(v, p.event.Number, roster.Came)
		want := day.InstantOf(p.clock.Now().Add(-90 * time.Second))
		if err != nil || len(m) != 1 || m[0].At != want-want%60_000_000 {
			t.Errorf("came at %v, want the minute of %v (%v)", m, want.VN(), err)
		}
		return nil
	})
}

func get(t *testing.T, url, token string) []byte {
	t.Helper()
	r, _ := http.NewRequest("GET", url, nil)
	r.Header.Set("Authorization", "Bearer "+token)
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Body.Close()
	b, err := io.ReadAll(w.Body)
	if err != nil || w.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %s %v", url, w.StatusCode, b, err)
	}
	return b
}

// send sends scans to a house, as the program on a phone does.
func (ph *phone) send(t *testing.T, url string, count int, tickets ...string) (receipt gate.Receipt) {
	t.Helper()
	body, signature := ph.scan(count, tickets...)
	r, _ := http.NewRequest("POST", url+"/api/v1/gate/batch", bytes.NewReader(body))
	r.Header.Set("Authorization", "Bearer "+ph.token)
	r.Header.Set("Signature", signature)
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Body.Close()
	b, err := io.ReadAll(w.Body)
	if err != nil || w.StatusCode != http.StatusOK {
		t.Fatalf("%d %s %v", w.StatusCode, b, err)
	}
	if err := json.Unmarshal(b, &receipt); err != nil {
		t.Fatal(err)
	}
	return receipt
}

// batch is one with everything that a phone writes itself.
func (ph *phone) batch(b gate.Batch) []byte {
	b.Protocol, b.Device, b.Made = gate.Protocol, ph.id, int64(len(b.Scans))
	body, _ := json.Marshal(b)
	return body
}
