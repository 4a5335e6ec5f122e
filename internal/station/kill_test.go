package station_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"phongtrao/internal/api/phones"
	"phongtrao/internal/base/db"
	"phongtrao/internal/gate"
	"phongtrao/internal/house"
	"phongtrao/internal/station"
	"phongtrao/internal/station/box"
	"phongtrao/internal/testkit"
)

// The power goes at any moment, again and again on one file: every record that a phone had a receipt for is at the box, travels in the file
// on the stick, and counts above.
func TestPowerCut(t *testing.T) {
	var p *park
	if os.Getenv("PHONGTRAO_KILL_CHILD") == "" {
		p = newPark(t)
		p.gate = station.DeliverTo(p.house.Gate, p.house.DB)
		code := p.invite(0)
		file, err := p.above().BundleFile(t.Context(), code)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "bundle")
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		t.Setenv("STATION_BUNDLE", path)
		t.Setenv("STATION_CODE", code)
	}
	testkit.Kill(t, min(testkit.Rounds(4), 20), func(path string, ack func(string)) { scanUntilKilled(t, path, ack) }, func(path string, acked []string) {
		n := p.empty(path)
		defer n.house.Close()
		up, _, err := n.Pending(t.Context(), station.ByFile)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.above().Take(t.Context(), up, station.ByFile); err != nil {
			t.Fatal(err)
		}
		there := map[string]bool{}
		for name, d := range map[string]*db.DB{"box": n.house.DB, "above": p.house.DB} {
			err := d.See(t.Context(), func(v *db.View) error {
				heard, err := gate.HeardOf(v, p.event.Number)
				for _, h := range heard {
					for seq := range h.Landed {
						there[fmt.Sprintf("%s %s/%d", name, h.Device, seq+1)] = true
					}
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		for _, a := range acked {
			if !there["box "+a] || !there["above "+a] {
				t.Errorf("%s had a receipt: at the box %v, above %v", a, there["box "+a], there["above "+a])
			}
		}
	})
}

func scanUntilKilled(t *testing.T, path string, ack func(string)) {
	h, err := house.Open(t.Context(), path, house.Options{NoSeal: true, DB: db.Options{Clock: testkit.NewClock().Now}})
	if err != nil {
		t.Fatal(err)
	}
	n := &node{Box: box.New(h, "test", nil), t: t, house: h}
	if _, found, _ := n.Self(t.Context()); !found {
		file, err := os.ReadFile(os.Getenv("STATION_BUNDLE"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := n.Fill(t.Context(), file, os.Getenv("STATION_CODE")); err != nil {
			t.Fatal(err)
		}
	}
	n.self, _, err = n.Self(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	gates := phones.Handler(h, phones.Options{Keep: n.Keep})
	for i := range 2 {
		go func(ph *phone) {
			for {
				body, signature := ph.scan(2)
				r := httptest.NewRequest("POST", "/api/v1/gate/batch", bytes.NewReader(body))
				r.Header.Set("Authorization", "Bearer "+ph.token)
				r.Header.Set("Signature", signature)
				w := httptest.NewRecorder()
				gates.ServeHTTP(w, r)
				if w.Code != http.StatusOK {
					panic(w.Body.String())
				}
				ack(fmt.Sprintf("%s/%d", ph.id, ph.seq))
			}
		}(n.phone(fmt.Sprint(os.Getpid(), " ", i)))
	}
	select {}
}
