package units_test

import (
	"testing"

	"phongtrao/internal/browser"
	"phongtrao/internal/web/pagetest"
)

// The tree is opened level by level with the mouse and with the keyboard, and every page fits every screen.
func TestInBrowser(t *testing.T) {
	b := browser.Start(t)
	h, _, door := federation(t)
	url := pagetest.As(t, h, door, "ha", password).Served()

	p := b.Open(t, browser.Desk, url+"/units?on=2025-06-30")
	if p.Count("#tr-b") != 0 {
		t.Error("a level is sent before it is opened")
	}
	p.Click("#tr-hd [data-fold]")
	p.Wait("the level below Hải Dương", `document.querySelector("#tr-b")`)
	if level := browser.Eval[string](p, `document.querySelector("#tr-b").getAttribute("aria-level")`); level != "3" {
		t.Errorf("level %q", level)
	}
	browser.Eval[bool](p, `(document.querySelector("#tr-hy").tabIndex = 0, document.querySelector("#tr-hy").focus(), true)`)
	p.Press(browser.Right)
	p.Wait("the level below Hưng Yên", `document.querySelector("#tr-c")`)
	p.Follow(`#tr-b a[href^="/units/b"]`)
	if at := p.Address(); at != "/units/b?on=2025-06-30" {
		t.Errorf("a row leads to %s", at)
	}

	for _, screen := range []browser.Screen{browser.Desk, browser.PhoneDark} {
		t.Run(screen.Name, func(t *testing.T) {
			p := b.Open(t, screen, url+"/units?on=2025-07-01")
			for name, path := range map[string]string{"units": "/units?on=2025-07-01&q=hai+duong", "unit": "/units/hpm", "ended": "/units/hd", "rows": "/units/rows?under=hpm",
				"change": "/units/a/dissolve", "wrong": "/units/a/move?review=1&parent=lien+doan",
				"review": "/units/a/rename?review=1&name=M%E1%BB%9Bi&number=1/Q%C4%90-L%C4%90L%C4%90&date=1/10/2026&issuer=x&effective=2/10/2026"} {
				p.Go(url + path)
				p.Shoot("units-" + name)
				p.Fits()
				p.Accessible()
			}
		})
	}
}
