package units_test

import (
	"strings"
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
				"change": "/units/a/dissolve", "wrong": "/units/a/move?step=review&parent=lien+doan", "compare": "/units/compare?a=2025-06-30&b=2025-07-01", "changes": "/units/changes", "level": "/units/rows?under=hpm&sort=founded"} {
				p.Go(url + path)
				p.Shoot("units-" + name)
				p.Fits()
				p.Accessible()
			}
		})
	}
}

// An officer merges two units on a telephone and at a desk: chooses them, names the decision, looks at what will be, and does it.
func TestWizardInBrowser(t *testing.T) {
	b := browser.Start(t)
	for k, screen := range []browser.Screen{browser.Desk, browser.PhoneDark} {
		h, _, door := federation(t)
		url := pagetest.As(t, h, door, "ha", password).Served()
		check := func(p *browser.Page, name string) {
			p.Shoot("wizard-" + name)
			p.Fits()
			p.Accessible()
		}
		p := b.Open(t, screen, url+"/units/hpm/consolidate")
		check(p, "1-what")
		p.Fill("#change-effective", "15/10/2026")
		p.Follow(`[name=choose][value=units]`)
		check(p, "2-choose")
		p.Click(`[name=on][value=a]`)
		p.Click(`[name=on][value=b]`)
		p.Follow(`[name=go][value=done]`)
		if at := p.Address(); !strings.Contains(at, "units=") || !strings.Contains(at, "effective=") {
			t.Errorf("%d: what was chosen and typed is not in the address: %s", k, at)
		}
		p.Fill("#change-name", "CĐCS Sen Sặt")
		browser.Eval[bool](p, `(document.querySelector("#change-kind").value = "base", true)`)
		p.Follow(`#change .pri`)
		check(p, "3-paper")
		p.Fill("#change-number", "12/QĐ-LĐLĐ")
		p.Fill("#change-date", "1/10/2026")
		p.Fill("#change-issuer", "LĐLĐ TP Hải Phòng")
		p.Follow(`#change .pri`)
		check(p, "4-look")
		p.Follow(`#confirm .danger`)
		check(p, "5-done")
		if text := p.Text("h1"); text != "CĐCS Sen Sặt" {
			t.Errorf("%d: at the end stands %q", k, text)
		}
		if p.Count(`.flash form`) != 1 && p.Count(`form[action$="/undo"]`) != 1 {
			t.Errorf("%d: there is no way to undo", k)
		}
	}
}
