package web_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/browser"
	"phongtrao/internal/report"
	"phongtrao/internal/seed"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web"
)

// What is asked of a unit, on a telephone by day and by night, and who is missing, on a desk: every page fits its screen and passes the
// accessibility check.
func TestAskedInTheBrowser(t *testing.T) {
	h := furnished.Demo(t)
	drive := ""
	if err := h.DB.See(t.Context(), func(v *db.View) error {
		all, err := report.ExpectedOf(v, report.Expecting{Period: day.Year(2024)})
		for _, e := range all {
			if strings.HasPrefix(e.Name, "Đợt 4") {
				drive = e.Activity
			}
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := h.Desk.Do(t.Context(), act.System("test"), report.Calling, drive, func(tx *db.Tx) error {
		_, err := report.Call(tx, drive, day.Of(2026, 10, 30), "hy-toto")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(web.Handler(h, web.Options{}))
	defer server.Close()
	enter := func(screen browser.Screen, login string) *browser.Page {
		p := browser.Start(t).Open(t, screen, server.URL+"/sign-in")
		p.Fill("[name=login]", login)
		p.Fill("[name=password]", seed.Password)
		p.Follow("main form button[type=submit]")
		return p
	}
	for _, c := range []struct {
		screen browser.Screen
		login  string
		pages  []string
	}{
		{browser.PhoneDark, "lan", []string{"/asked", "/asked/" + drive}},
		{browser.Phone, "bao", []string{"/reports/missing?activity=" + drive}},
		{browser.Desk, "bao", []string{"/reports", "/reports/missing?activity=" + drive}},
	} {
		p := enter(c.screen, c.login)
		for _, page := range c.pages {
			p.Go(server.URL + page)
			p.Fits()
			p.Accessible()
			p.Shoot("figures" + strings.ReplaceAll(strings.SplitN(page, "?", 2)[0], "/", "_"))
		}
	}
}
