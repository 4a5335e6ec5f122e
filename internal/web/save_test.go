package web_test

import (
	"html"
	"net/http"
	"regexp"
	"testing"

	"phongtrao/internal/seed"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web"
	"phongtrao/internal/web/pagetest"
)

var saved = regexp.MustCompile(`href="(/export/([a-z]+)\.csv[^"]*)"`)

// Every list is saved from its own page, narrowed as the page is; who opened the page may save it.
func TestSaved(t *testing.T) {
	h := furnished.Demo(t)
	handler := web.Handler(h, web.Options{Demo: true})
	for _, c := range []struct{ login, page, key, holds string }{
		{"bao", "/figures?at=hy-toto&period=all", "entries", "at=hy-toto"},
		{"bao", "/figures?indicator=blood.bags&from=2024-01-01&to=2024-06-30&at=hy-kcn", "entries", "indicator=blood.bags"},
		{"bao", "/campaigns?kind=blood", "campaigns", "kind=blood"},
		{"bao", "/campaigns/hienmau-hungyen-2024", "activities", "campaign=hienmau-hungyen-2024"},
		{"bao", "/reports?campaign=hienmau-hungyen-2024", "submissions", "campaign=hienmau-hungyen-2024"},
		{"bao", "/dispatches?direction=in", "dispatches", "direction=in"},
		{"ha", "/log?verb=org.found&from=01%2F01%2F2020", "log", "verb=org.found"},
		{"ha", "/people?q=Lan", "people", "q=Lan"},
	} {
		p := pagetest.As(t, h, handler, c.login, seed.Password)
		page := p.Get(c.page).Says(http.StatusOK)
		m := saved.FindStringSubmatch(page.Text)
		if m == nil || m[2] != c.key || !regexp.MustCompile(`[?&]`+regexp.QuoteMeta(c.holds)).MatchString(html.UnescapeString(m[1])) {
			t.Errorf("%s is saved by %q, want %s with %s", c.page, m, c.key, c.holds)
			continue
		}
		p.Get(html.UnescapeString(m[1])).Says(http.StatusOK)
	}
	// A name narrows the page alone: a file that would hold more than the page is not offered.
	if body := pagetest.As(t, h, handler, "ha", seed.Password).Get("/log?person=B%E1%BA%A3o").Text; saved.MatchString(body) {
		t.Error("the log of one person offers to save everybody's")
	}
}
