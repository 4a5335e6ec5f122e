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

// A target is divided in a real browser: what is open is reckoned while one types, Enter and arrows move, a column is pasted, too much
// is seen at once, and what is written can be taken back. On a desk, and on a telephone, with an accessibility check of each page.
func TestDividingInTheBrowser(t *testing.T) {
	h := furnished.Demo(t)
	server := httptest.NewServer(web.Handler(h, web.Options{Demo: true}))
	defer server.Close()
	const board = "/campaigns/hienmau-hungyen-2024/targets"
	b := browser.Start(t)
	for _, screen := range []browser.Screen{browser.Desk, browser.Phone} {
		p := b.Open(t, screen, server.URL+board)
		if strings.HasPrefix(p.Address(), "/sign-in") { // the second screen comes with the session of the first
			p.Fill("[name=login]", "bao")
			p.Fill("[name=password]", seed.Password)
			p.Follow("main form button[type=submit]")
		}
		out := func(name, want string) {
			t.Helper()
			if got := p.Text(`[data-out="` + name + `"]`); got != want {
				t.Errorf("%s: %s is %q, want %q", screen.Name, name, got, want)
			}
		}
		out("open", "1.200")
		p.Fill(`[name="u-hy-toto"]`, "0,3 nghìn")
		out("given", "300")
		out("open", "900")
		p.Fill(`[name="keep"]`, "100")
		out("open", "800")
		p.Fill(`[name="u-hy-sews"]`, "1.000")
		out("word", "Vượt")
		out("open", "200")
		p.Fill(`[name="u-hy-sews"]`, "nhiều")
		if text := p.Text("[data-typed]"); !strings.Contains(text, "1 ô chưa đọc được") {
			t.Errorf("%s: %q", screen.Name, text)
		}
		// Escape takes back what was typed in the field; Enter goes down; a column that is pasted goes down from there.
		browser.Eval[bool](p, `document.querySelector('[name="u-hy-sews"]').focus(), true`)
		p.Press(browser.Escape)
		if v := browser.Eval[string](p, `document.querySelector('[name="u-hy-sews"]').value`); v != "" {
			t.Errorf("%s: Escape left %q", screen.Name, v)
		}
		first := browser.Eval[string](p, `(document.querySelector("[data-part]").focus(), document.activeElement.name)`)
		p.Press(browser.Enter)
		if at := browser.Eval[string](p, `document.activeElement.name ?? ""`); at == first || !strings.HasPrefix(at, "u-") {
			t.Errorf("%s: Enter went from %s to %s", screen.Name, first, at)
		}
		p.Press(browser.Up)
		if at := browser.Eval[string](p, `document.activeElement.name`); at != first {
			t.Errorf("%s: the arrow up went to %s", screen.Name, at)
		}
		paste := func(text string) {
			browser.Eval[bool](p, `(() => { const d = new DataTransfer(); d.setData("text/plain", `+"`"+text+"`"+`);
				document.querySelector("[data-part]").dispatchEvent(new ClipboardEvent("paste", {clipboardData: d, bubbles: true, cancelable: true})); return true })()`)
		}
		paste("10\n20\n30\n40\n50\n")
		out("given", "100")
		if text := p.Text("[data-typed]"); !strings.Contains(text, "1 dòng không còn chỗ") {
			t.Errorf("%s: %q", screen.Name, text)
		}
		paste("CĐCS A\t10\nCĐCS B\t20")
		out("given", "100")
		if text := p.Text("[data-typed]"); !strings.Contains(text, "Dán từ bảng tính") {
			t.Errorf("%s: %q", screen.Name, text)
		}
		p.Fits()
		p.Accessible()
		p.Shoot("dividing-" + screen.Name)
		p.Follow(`#shares button[type=submit]:not([name])`)
		if text := p.Text("#flash"); !strings.Contains(text, "Đã ghi phần chia của 4 đơn vị") {
			t.Errorf("%s: %q", screen.Name, text)
		}
		out("given", "100")
		p.Accessible()
		p.Follow("#flash form button")
		out("given", "0")
		for _, page := range []string{"split?how=even&who=all&step=1", "paste"} {
			of := browser.Eval[string](p, `document.querySelector('#shares [name=of]')?.value ?? ""`)
			p.Go(server.URL + "/targets/" + of + "/" + page)
			if page != "paste" {
				out("given", "1.200") // what would be written, and nothing is reckoned over it
			}
			p.Fits()
			p.Accessible()
			p.Shoot(strings.SplitN(page, "?", 2)[0] + "-" + screen.Name)
			p.Go(server.URL + board)
		}
	}
}
