package gates_test

import (
	"net/http"
	"strings"
	"testing"

	"phongtrao/internal/browser"
	"phongtrao/internal/gate"
	"phongtrao/internal/gate/rule"
)

// The lead of a site on a telephone, from gates to the minute: every page fits the screen and passes the accessibility check.
func TestLeadsJourney(t *testing.T) {
	s := build(t)
	s.start()
	nam := s.as("nam")
	at := nam.Served()
	p := browser.Start(t).Open(t, browser.Phone, at+s.path("/gates"))
	look := func(name string) {
		t.Helper()
		p.Fits()
		p.Accessible()
		p.Shoot("lead-" + name)
	}
	look("empty")
	p.Go(at + s.path("/gates/doors"))
	look("doors")
	p.Fill("[name=names]", "Cổng A1–A3")
	p.Click("[name=what][value=came]")
	p.Follow("main form button[type=submit]")
	if got := p.Text("#doors"); !strings.Contains(got, "Cổng A3") {
		t.Fatalf("no third gate: %s", got)
	}
	look("gates")
	p.Go(at + s.path("/gates/invite"))
	look("invite")
	p.Fill("[name=label]", "Tổ 1, anh Tuấn")
	p.Follow("main form button[type=submit]")
	if p.Count(".passes .qr") != 1 {
		t.Fatal("no code to scan")
	}
	look("code")

	phone := s.phone(s.site, "Cổng B1", "Máy của Hoa")
	s.send(phone, 3, gate.Scan{Seq: 1, What: "came", How: rule.ByPlus, People: 40, Said: rule.WalkedIn, Admitted: true},
		gate.Scan{Seq: 2, What: "came", How: rule.ByPlus, People: 1, Said: rule.WalkedIn, Reason: "say rượu"})
	p.Go(at + s.path("/day"))
	look("day")
	p.Go(at + s.path("/ready"))
	look("ready")
	p.Go(at + s.path("/day/incident"))
	look("incident")
	p.Go(at + s.path("/closing/new"))
	look("minute")
	p.Follow("main form button[type=submit]")
	if got := p.Text("main"); !strings.Contains(got, "chờ chữ ký thứ hai") {
		t.Fatalf("no minute: %s", got)
	}
	look("closing")
	p.Follow("main .acts a[href$='/sign']")
	look("sign")
	nam.Get("/activities/"+s.central+"/merge").Says(http.StatusOK, "chờ chữ ký thứ hai")
	p.Go(at + "/activities/" + s.central + "/merge")
	look("merge")
}
