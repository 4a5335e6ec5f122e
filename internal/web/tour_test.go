package web_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"phongtrao/internal/browser"
	"phongtrao/internal/seed"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web"
)

// The tour, as a newcomer takes it in a real browser: signing in, five steps, and at the last one a unit declares its figures and the
// level above accepts them. Every page on the way fits its screen and passes the accessibility check, on a desk and on a telephone by night.
func TestTourInTheBrowser(t *testing.T) {
	b := browser.Start(t)
	for _, screen := range []browser.Screen{browser.Desk, browser.PhoneDark} {
		t.Run(screen.Name, func(t *testing.T) {
			h := furnished.Demo(t)
			server := httptest.NewServer(web.Handler(h, web.Options{Demo: true}))
			t.Cleanup(server.Close)
			p := b.Open(t, screen, server.URL+"/campaigns")
			if !strings.HasPrefix(p.Address(), "/sign-in?to=") {
				t.Fatalf("without a session one comes to %s", p.Address())
			}
			p.Fill("[name=login]", "bao")
			p.Fill("[name=password]", seed.Password)
			p.Follow("main form button[type=submit]")
			if p.Address() != "/campaigns" {
				t.Errorf("after signing in one is at %s, want where one wanted to go", p.Address())
			}
			for step, want := range []struct{ at, says string }{
				{"/campaigns/hienmau-hungyen-2024", "1.265"},
				{"/figures", "Lý lịch số liệu"},
				{"/entries/", "Niêm phong"},
				{"/units", "30/06/2025"},
				{"", ""},
			} {
				p.Go(server.URL + "/")
				links := browser.Eval[[]string](p, `[...document.querySelectorAll(".tour a")].map(a => a.getAttribute("href"))`)
				if len(links) != 5 {
					t.Fatalf("the tour has %d steps: %v", len(links), links)
				}
				p.Go(server.URL + links[step])
				if !strings.HasPrefix(p.Address(), want.at) || !strings.Contains(p.Text("main"), want.says) {
					t.Errorf("step %d leads to %s, want %s with %q", step+1, p.Address(), want.at, want.says)
				}
				p.Fits()
				p.Accessible()
			}
		})
	}
}

// The last step of the tour: a grassroots chair declares a drive's figures on a telephone, is told what does not fit, mends it and sends;
// the officer above finds it waiting and accepts it.
func TestDeclareAndAcceptInTheBrowser(t *testing.T) {
	h := furnished.Demo(t)
	server := httptest.NewServer(web.Handler(h, web.Options{Demo: true}))
	defer server.Close()
	enter := func(screen browser.Screen, login string) *browser.Page {
		p := browser.Start(t).Open(t, screen, server.URL+"/sign-in")
		p.Fill("[name=login]", login)
		p.Fill("[name=password]", seed.Password)
		p.Follow("main form button[type=submit]")
		return p
	}
	lan := enter(browser.Phone, "lan")
	if lan.Address() != "/asked" {
		t.Errorf("a chair comes to %s", lan.Address())
	}
	lan.Fits()
	lan.Accessible()
	lan.Go(server.URL + "/")
	lan.Follow(".tour li:last-child a")
	for field, text := range map[string]string{"registered": "20", "came": "30", "screened": "30", "accepted": "26", "deferred": "4", "bags": "25"} {
		lan.Fill(`[name="blood.`+field+`"]`, text)
	}
	lan.Wait("what does not fit, said while typing", `document.querySelector("#checks").innerText.includes("thừa 10")`)
	lan.Go(server.URL + lan.Address()) // the battery died: what was typed is there again
	if v := browser.Eval[string](lan, `document.querySelector('[name="blood.came"]').value`); v != "30" {
		t.Errorf("what was typed is gone: came is %q", v)
	}
	lan.Follow("main form button[type=submit]")
	if v := browser.Eval[string](lan, `document.querySelector('[name="blood.came"]')?.value ?? ""`); v != "30" {
		t.Fatalf("what was typed is gone: came is %q at %s", v, lan.Address())
	}
	if text := lan.Text("main"); !strings.Contains(text, "20") || !strings.Contains(text, "30") {
		t.Errorf("what does not fit is not said with its numbers:\n%s", text)
	}
	lan.Fits()
	lan.Accessible()
	lan.Fill(`[name="blood.registered"]`, "40")
	lan.Follow("main form button[type=submit]")
	if strings.HasPrefix(lan.Address(), "/asked/") {
		t.Fatalf("still at %s:\n%s", lan.Address(), lan.Text("main"))
	}

	lan.Fits()
	lan.Accessible()

	bao := enter(browser.Desk, "bao")
	bao.Go(server.URL + "/reports")
	bao.Follow(`main td a[href^="/reports/"]`)
	if !strings.Contains(bao.Text("main"), "25") {
		t.Errorf("the report does not show 25:\n%s", bao.Text("main"))
	}
	bao.Fits()
	bao.Accessible()
	bao.Follow(`form[action$="/accept"] button[type=submit]`)
	if text := bao.Text("body"); !strings.Contains(strings.ToLower(text), "tiếp nhận") {
		t.Errorf("accepting says nothing:\n%s", text)
	}
}

// Nothing of the tour needs scripts.
func TestTourWithoutScripts(t *testing.T) {
	b := browser.Start(t)
	h := furnished.Demo(t)
	server := httptest.NewServer(web.Handler(h, web.Options{Demo: true}))
	defer server.Close()
	p := b.OpenPlain(t, browser.Desk, server.URL+"/sign-in")
	p.Fill("[name=login]", "bao")
	p.Fill("[name=password]", seed.Password)
	p.Follow("main form button[type=submit]")
	p.Follow(".tour a")
	if !strings.Contains(p.Text("main"), "1.265") {
		t.Error("the campaign does not say 1.265 without scripts")
	}
}

// A post from another site is refused before anybody looks at it.
func TestPostsFromElsewhere(t *testing.T) {
	h := furnished.Demo(t)
	handler := web.Handler(h, web.Options{})
	r := httptest.NewRequest(http.MethodPost, "/sign-in", strings.NewReader("login=ha&password="+seed.Password))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	if w.Code != http.StatusForbidden {
		t.Errorf("a cross-site post answers %d", w.Code)
	}
}
