package join_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"phongtrao/internal/base/ui"
	"phongtrao/internal/browser"
	"phongtrao/internal/roster"
	"phongtrao/internal/web/join"
)

// loadMost is what a first visit may weigh, without fonts, of which it asks for none.
const loadMost = 60_000

var needs = regexp.MustCompile(`(?:href|src)="(/assets/[^"]+)"`)

// A first visit from a telephone loads the page as it is, one style sheet, one script, an icon: as they travel, packed where they are.
func TestLoad(t *testing.T) {
	d := build(t, nil)
	mine := d.sign(d.Linked, "Người Nhẹ").To
	for _, at := range []string{"/join/" + d.Central, "/join/" + d.Linked, "/join/" + d.Linked + "/group", mine} {
		page := d.anybody.Get(at).Says(200).Text
		total := len(page)
		for _, m := range needs.FindAllStringSubmatch(page, -1) {
			r := httptest.NewRequest(http.MethodGet, m[1], nil)
			r.Header.Set("Accept-Encoding", "gzip")
			w := httptest.NewRecorder()
			ui.Assets().ServeHTTP(w, r)
			if w.Code != http.StatusOK || strings.Contains(m[1], "font") {
				t.Errorf("%s asks for %s: %d", at, m[1], w.Code)
			}
			total += w.Body.Len()
		}
		t.Logf("%s: %d bytes", at, total)
		if total > loadMost {
			t.Errorf("%s weighs %d bytes, want at most %d", at, total, loadMost)
		}
	}
}

// On a telephone the pages fit, can be read by everybody and ask for no font; without scripts a worker signs up all the same.
func TestOnATelephone(t *testing.T) {
	b := browser.Start(t)
	d := build(t, func(s *roster.Settings) { s.Slots = nil })
	mux := http.NewServeMux()
	mux.Handle("GET "+ui.Prefix, ui.Assets())
	mux.Handle("/join/", join.Handler(d.House))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	p := b.OpenPlain(t, browser.Phone, server.URL+"/join/"+d.Linked)
	p.Fill("[name=name]", "Nguyễn Thị Mẫu")
	p.Fill("[name=unit]", "cong ty a")
	p.Click("[name=choice-shirt][value=M]")
	p.Click("[name=consent]")
	p.Follow("#form button[type=submit]")
	if text := p.Text("main"); !strings.Contains(text, "Nguyễn Thị Mẫu") || !strings.Contains(text, "Mã gõ tay") {
		t.Fatalf("no ticket without scripts: %.500s", text)
	}
	mine := server.URL + p.Address()
	p = b.Open(t, browser.PhoneDark, mine)
	p.Shoot("join-mine")
	p.Fits()
	p.Accessible()
	p = b.Open(t, browser.Phone, server.URL+"/join/"+d.Linked)
	p.Shoot("join")
	p.Fits()
	p.Accessible()
	p.Type("[name=unit]", "cong ty")
	p.Wait("suggestions", `document.querySelectorAll("datalist option").length > 1`)
	if fonts := browser.Eval[int](p, `performance.getEntriesByType("resource").filter(e => e.name.includes(".woff")).length`); fonts != 0 {
		t.Errorf("%d fonts were loaded", fonts)
	}
}
