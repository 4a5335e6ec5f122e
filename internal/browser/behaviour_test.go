package browser_test

import (
	"strings"
	"testing"

	"phongtrao/internal/browser"
)

// TestTree opens, folds and walks a tree-table with the keyboard and with the mouse; what is below comes when asked for.
func TestTree(t *testing.T) {
	p := browser.Start(t).Open(t, browser.Desk, site(t)+"/dev/gallery/treetable/typical")
	shown := func(want int) {
		t.Helper()
		if n := p.Count("#tree-typical tbody tr"); n != want {
			t.Errorf("%d rows are shown, want %d", n, want)
		}
	}
	at := func(want string) {
		t.Helper()
		if name := browser.Eval[string](p, `document.activeElement.querySelector(".nm-t")?.innerText ?? ""`); name != want {
			t.Errorf("the focus is on %q, want %q", name, want)
		}
	}
	shown(6)
	browser.Eval[bool](p, `document.querySelector("#tr-hs").focus(), true`)
	p.Press(browser.Left) // folds
	shown(4)
	p.Press(browser.Down)
	at("KCN Sông Trăng")
	p.Press(browser.Right) // asks the server
	p.Wait("the rows below", `document.querySelector("#tr-st-2")`)
	shown(6)
	p.Press(browser.Right)
	at("Dưới một")
	p.Press(browser.Left)
	at("KCN Sông Trăng")
	p.Press(browser.Left)
	shown(4)
	p.Press(browser.End)
	at("KCN Đồi Chè")
	p.Press(browser.Home)
	at("KCN Hồ Sen")
	p.Press(browser.Right)
	shown(6)
	p.Click("#tr-st .tw") // what came once is not asked for again
	shown(8)
	if n := browser.Eval[int](p, `document.querySelectorAll("#tr-st-1").length`); n != 1 {
		t.Errorf("a row stands %d times", n)
	}
	p.Accessible()
}

// TestTheme: the choice is seen at once, and holds on the next page without a flash of the other.
func TestTheme(t *testing.T) {
	url := site(t)
	p := browser.Start(t).Open(t, browser.Desk, url+"/dev/gallery/shell/typical")
	background := func() string {
		return browser.Eval[string](p, `getComputedStyle(document.body).backgroundColor`)
	}
	day := background()
	p.Click(".side .theme button")
	if night := background(); night == day {
		t.Error("the theme does not change")
	}
	p.Go(url + "/dev/gallery/card/typical")
	if browser.Eval[string](p, `document.documentElement.dataset.theme`) != "dark" || background() == day {
		t.Error("the choice is forgotten")
	}
	p.Click(".side .theme button")
	if background() != day {
		t.Error("the theme does not change back")
	}
}

// TestShortcuts: Ctrl K opens quick find and Escape closes it, a dialog opens in place of its page and Escape closes it, a message can be
// put away, and a calendar writes a day as on paper.
func TestShortcuts(t *testing.T) {
	url := site(t)
	b := browser.Start(t)
	p := b.Open(t, browser.Desk, url+"/dev/gallery/shell/typical")
	p.PressCtrl("k")
	if !browser.Eval[bool](p, `document.querySelector("#quick").open && document.activeElement.matches("#quick input[type=search]")`) {
		t.Error("Ctrl K does not open quick find")
	}
	p.Shoot("quick-find")
	p.Accessible()
	p.Press(browser.Escape)
	if browser.Eval[bool](p, `document.querySelector("#quick").open`) {
		t.Error("Escape does not close quick find")
	}
	p.Click("[data-flash] [data-close]")
	if p.Count("[data-flash]") != 0 {
		t.Error("the message stays")
	}
	p.Go(url + "/dev/gallery/confirm/typical")
	p.Click("[data-dialog]")
	if p.Count("dialog[open]") != 1 || !strings.HasSuffix(p.Address(), "/confirm/typical") {
		t.Error("the dialog does not open in its place")
	}
	p.Shoot("dialog")
	p.Accessible()
	p.Press(browser.Escape)
	if p.Count("dialog[open]") != 0 {
		t.Error("Escape does not close the dialog")
	}
	p.Go(url + "/dev/gallery/form/typical")
	day := browser.Eval[string](p, `(() => {
		HTMLInputElement.prototype.showPicker = function () { this.value = "2025-07-01"; this.onchange(); };
		document.querySelector("[data-calendar]").click();
		return document.querySelector("#drive-day").value;
	})()`)
	if day != "01/07/2025" {
		t.Errorf("the calendar wrote %q", day)
	}
	p.Go(url + "/dev/gallery/form/worst")
	if !browser.Eval[bool](p, `document.activeElement.matches("[data-summary]")`) {
		t.Error("what is wrong is not read first")
	}

	phone := b.Open(t, browser.Phone, url+"/dev/gallery/shell/typical")
	phone.Click(".thumb summary")
	phone.Shoot("menu")
	if phone.Count(".sheet li a") != 3 {
		t.Error("the menu does not hold the places that have no room below")
	}
	phone.Accessible()
	phone.Press(browser.Escape)
	if phone.Count(".sheet") != 0 {
		t.Error("Escape does not close the menu")
	}
}

// TestWithoutScripts: with scripts off nothing that needs them is shown, and what they open can still be reached.
func TestWithoutScripts(t *testing.T) {
	p := browser.Start(t).OpenPlain(t, browser.Desk, site(t)+"/dev/gallery")
	for _, css := range []string{"[data-calendar]", "kbd", "[data-print]"} {
		if n := p.Count(css); n != 0 {
			t.Errorf("%d %s are shown though they do nothing", n, css)
		}
	}
	if p.Count("a[data-dialog][href]") == 0 || p.Count("a[data-fold][href]") == 0 {
		t.Error("a question or a level cannot be reached")
	}
}
