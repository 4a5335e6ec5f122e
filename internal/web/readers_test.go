package web_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"phongtrao/internal/browser"
	"phongtrao/internal/seed"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web"
)

// reader signs somebody of the demo in, on a screen.
func reader(t *testing.T, b *browser.Browser, screen browser.Screen, login string) (*browser.Page, string) {
	t.Helper()
	server := httptest.NewServer(web.Handler(furnished.Demo(t), web.Options{Demo: true}))
	t.Cleanup(server.Close)
	p := b.Open(t, screen, server.URL+"/sign-in")
	p.Fill("[name=login]", login)
	p.Fill("[name=password]", seed.Password)
	p.Follow("#sign-in button[type=submit]")
	return p, server.URL
}

// see looks at a page as it stands: it says what it should, fits its screen and can be read by everybody.
func see(t *testing.T, p *browser.Page, says ...string) {
	t.Helper()
	text := p.Text("main")
	for _, s := range says {
		if !strings.Contains(text, s) {
			t.Errorf("%s does not say %q", p.Address(), s)
		}
	}
	p.Fits()
	p.Accessible()
}

// A leader on a stage has a telephone: one number, how sure it is and where it comes from, in three touches; then the same on a desk, in
// English, and on paper.
func TestLeaderInTheBrowser(t *testing.T) {
	b := browser.Start(t)
	p, url := reader(t, b, browser.Phone, "mai")
	see(t, p, "22.000", "trở lên")
	p.Follow(`a[href^="/campaigns/"]`)
	see(t, p, "22.000", "điểm cầu")
	p.Follow(`main a.fig-a`)
	see(t, p, "Lý lịch số liệu", "kiểm đếm")
	if p.Count(`main form[action*="reverse"], main a[href*="/close"]`) != 0 {
		t.Error("a viewer is offered to change something")
	}
	p.Go(url + "/")
	p.Click(".thumb summary")
	p.Follow(".sheet form[action='/language'] button")
	see(t, p, "22,000", "Overview")
	if lang := browser.Eval[string](p, "document.documentElement.lang"); lang != "en" {
		t.Errorf("the page says that it is in %q", lang)
	}
	p.Click(".thumb summary")
	p.Follow(".sheet form[action='/language'] button")
	see(t, p, "22.000")
	p.Go(url + "/campaigns/chay-haiphong-2026")
	p.OnPaper()
	p.Shoot("campaign-on-paper")
	p.Fits()
}

// An inspector follows a printed figure down to its entry and its proof, reads who did what, and is offered nothing to change.
func TestInspectorInTheBrowser(t *testing.T) {
	b := browser.Start(t)
	p, url := reader(t, b, browser.Desk, "hung")
	p.Go(url + "/editions?show=closed")
	see(t, p, "đã tiếp nhận")
	p.Follow(`main td a[href^="/editions/"], main th a[href^="/editions/"]`)
	see(t, p, "BÁO CÁO", "NGUỒN SỐ LIỆU")
	if p.Count(`main a[href$="/close"], main a[href$="/write"], main form[action*="/recall"]`) != 0 {
		t.Error("an inspector is offered to change a report")
	}
	p.Follow(`main a.paper-bound[href^="/p/"]`)
	see(t, p, "Lý lịch số liệu")
	p.Follow(`main a[href^="/entries/"]`)
	see(t, p, "Niêm phong")
	if p.Count(`a[href^="/proofs/"], a[href*="proof"]`) == 0 {
		t.Error("an entry's proof cannot be taken away")
	}
	p.Go(url + "/log")
	see(t, p, "Nhật ký")
	p.PressCtrl("k")
	p.Type("#quick input", "hung yen")
	p.Wait("hits", `document.querySelectorAll("#quick-hits a").length > 2`)
	p.Accessible()
	p.Press(browser.Down)
	if !browser.Eval[bool](p, `document.activeElement.matches("#quick-hits a")`) {
		t.Error("the arrows do not walk through the hits")
	}
	p.Press(browser.Enter)
	p.Wait("the unit's page", `location.pathname.startsWith("/units/")`)
}

// An officer finishes a report: writes, is shown what the words get wrong, closes it all the same with a reason, sends it upward and takes the
// Word file along. Nothing is put right behind the officer's back.
func TestOfficerClosesAReportInTheBrowser(t *testing.T) {
	b := browser.Start(t)
	p, url := reader(t, b, browser.Desk, "bao")
	p.Go(url + "/editions?show=drafts")
	p.Follow(`main td a[href^="/editions/"], main th a[href^="/editions/"]`)
	see(t, p, "CHƯA CHỐT")
	at := p.Address()
	p.Go(url + at + "/write")
	const claim = "Đã tiếp nhận 2.610/2.819 đơn vị máu (90,2%)."
	p.Fill("[name=introduction]", claim)
	p.Follow("#form button[type=submit]")
	p.Go(url + at + "/close")
	see(t, p, "92,6%")
	if !strings.Contains(p.Text("main"), "90,2%") {
		t.Error("the officer's own words are not quoted")
	}
	p.Follow("#form button[type=submit]")
	if p.Address() == at {
		t.Fatal("a report with a conflict was closed without a reason")
	}
	see(t, p)
	p.Fill("[name=reason]", "Số của Hải Phòng dẫn theo bản in, đã hỏi lại.")
	p.Follow("#form button[type=submit]")
	see(t, p, "đã chốt", claim)
	if status := browser.Eval[int](p, `fetch(document.querySelector('main a[href$=".docx"]').href).then(r => r.status)`); status != 200 {
		t.Errorf("the Word file answers %d", status)
	}
	p.Follow("#send button[type=submit]")
	see(t, p, "đã gửi")
}
