package web_test

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"phongtrao/internal/base/db"
	"phongtrao/internal/browser"
	"phongtrao/internal/house"
	"phongtrao/internal/people"
	"phongtrao/internal/seed"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web"
)

// An officer turns on codes and adds a passkey, signs out, and comes back by either, in a real browser with a key of its own.
func TestSecondStepInTheBrowser(t *testing.T) {
	b := browser.Start(t)
	h := furnished.Demo(t)
	server := httptest.NewServer(web.Handler(h, web.Options{}))
	t.Cleanup(server.Close)
	url := strings.Replace(server.URL, "127.0.0.1", "localhost", 1) // a passkey belongs to a name
	p := b.Open(t, browser.Desk, url+"/sign-in?to=/me/second")
	p.Finger()
	password := func() {
		p.Fill("[name=login]", "bao")
		p.Fill("[name=password]", seed.Password)
		p.Follow("#sign-in button[type=submit]")
	}
	password()
	p.Follow("form[action='/me/second'] button")
	p.Shoot("second-waits")
	p.Fits()
	p.Accessible()
	spare := p.Text(".codes li")
	p.Fill("[name=code]", "12")
	p.Follow("#confirm button[type=submit]")
	if !strings.Contains(p.Text("main"), "Mã chưa đúng") {
		t.Error("a wrong code is not named")
	}
	p.Fill("[name=code]", shown(t, h))
	p.Follow("#confirm button[type=submit]")
	if !strings.Contains(p.Text("main"), "đang bật") || strings.Contains(p.Text("main"), spare) {
		t.Errorf("codes are not on, or the paper's are still shown: %s", p.Text("main"))
	}
	p.Fill("#key-name", "Máy tính ở cơ quan")
	p.Follow("form[data-passkey=create] button")
	if !strings.Contains(p.Text("main"), "Máy tính ở cơ quan") {
		t.Fatalf("the passkey was not kept: %s", p.Text("main"))
	}
	p.Shoot("second-on")
	p.Fits()
	p.Accessible()

	p.Follow(".side form[action='/sign-out'] button")
	p.Follow("form[data-passkey=get] button")
	if p.Address() != "/" {
		t.Fatalf("a passkey leads to %s: %s", p.Address(), p.Text("main"))
	}

	p.Follow(".side form[action='/sign-out'] button")
	password()
	if !strings.HasPrefix(p.Address(), "/sign-in/second") {
		t.Fatalf("a password alone leads to %s", p.Address())
	}
	p.Shoot("second-step")
	p.Fits()
	p.Accessible()
	p.Go(url + "/campaigns")
	if !strings.HasPrefix(p.Address(), "/sign-in") {
		t.Fatal("a password alone opens pages")
	}
	p.Go(url + "/sign-in/second?to=/campaigns")
	p.Fill("[name=code]", "000000")
	p.Follow("#second button[type=submit]")
	if !strings.Contains(p.Text("main"), "Mã không đúng") {
		t.Error("a wrong code at the entrance is not named")
	}
	p.Fill("[name=code]", spare)
	p.Follow("#second button[type=submit]")
	if p.Address() != "/campaigns" {
		t.Errorf("a code on paper leads to %s", p.Address())
	}
}

// shown is the code on the telephone of the officer.
func shown(t *testing.T, h *house.House) string {
	t.Helper()
	var c people.Clock
	err := h.DB.See(t.Context(), func(v *db.View) (err error) {
		all, err := people.Find(v, "Phạm Quốc Bảo", 1)
		if err == nil {
			c, err = people.ClockOf(v, all[0].ID)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	code, err := totp.GenerateCode(c.Secret, h.DB.Now().Time().Truncate(time.Second))
	if err != nil {
		t.Fatal(err)
	}
	return code
}
