package web_test

import (
	"net/http/httptest"
	"testing"

	"phongtrao/internal/act"
	"phongtrao/internal/base/blob"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/gate"
	"phongtrao/internal/house"
	"phongtrao/internal/ledger"
	"phongtrao/internal/rehearse"
	"phongtrao/internal/seed"
	"phongtrao/internal/testkit"
	"phongtrao/internal/token"
	"phongtrao/internal/web"
)

// A day is rehearsed against a running server with a key that an officer gave: nothing is lost, nothing counted twice, and no figure is made.
func TestAgainst(t *testing.T) {
	dsn := testkit.DSN(t)
	if _, err := seed.Demo(t.Context(), dsn); err != nil {
		t.Fatal(err)
	}
	h, err := house.Open(t.Context(), dsn, house.Options{NoSeal: true}) // phones and server have the true time
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	h.Files = blob.At(t.TempDir())
	const officer, unit = "nguoi-chau", "tinh-moi-31"
	secret := ""
	if err := h.Desk.Do(t.Context(), act.Who{Person: officer}, token.Giving, unit, func(tx *db.Tx) (err error) {
		_, secret, err = token.Give(tx, token.Program{Name: "Diễn tập", Unit: unit, Verbs: []string{gate.Rehearsing.Name, gate.Seeing.Name}, Until: tx.At.Day().Add(1)})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	runners := func() (q ledger.Quantity) {
		if err := h.DB.See(t.Context(), func(v *db.View) error {
			f, err := ledger.RollUp(v, ledger.Question{Indicator: "run.runners", Period: day.All})
			q = f.Quantity
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return q
	}
	before := runners()
	server := httptest.NewServer(web.Handler(h, web.Options{}))
	defer server.Close()
	to := rehearse.Remote{URL: server.URL, Key: secret, Unit: unit, Speed: 6000}
	o, err := rehearse.Against(t.Context(), to, rehearse.Plan{Seed: 4, Sites: 3, People: 30, Gates: 6, Offline: 0.2, Skew: 3600_000, Crash: 0.02})
	if err != nil {
		t.Fatal(err)
	}
	if o.Lost != 0 || o.Twice != 0 || o.Counted["came"] == 0 {
		t.Errorf("\n%s", o.Table())
	}
	if after := runners(); after != before {
		t.Errorf("a rehearsal made figures: %s before, %s after", before, after)
	}
	to.Key = "pt_khong-phai-khoa"
	if _, err := rehearse.Against(t.Context(), to, rehearse.Plan{Sites: 1, People: 1, Gates: 1}); err == nil {
		t.Error("a key that nobody gave opens a rehearsal")
	}
}
