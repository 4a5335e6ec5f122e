package browser

import (
	"context"
	"strings"
	"time"

	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Keys for Press.
const (
	Enter, Tab, Escape    = kb.Enter, kb.Tab, kb.Escape
	Up, Down, Left, Right = kb.ArrowUp, kb.ArrowDown, kb.ArrowLeft, kb.ArrowRight
	Home, End             = kb.Home, kb.End
)

// Go goes to an address and waits until it is loaded with its fonts.
func (p *Page) Go(address string) {
	p.t.Helper()
	p.do("going to "+address, chromedp.Navigate(address))
	Eval[bool](p, `document.fonts.ready.then(() => true)`)
}

// Click clicks the first element that a CSS selector finds, once it is visible.
func (p *Page) Click(css string) {
	p.t.Helper()
	p.do("clicking "+css, chromedp.Click(chromedp.CSS(css), chromedp.NodeVisible))
}

// Follow clicks something that leads to another page, and waits for that page.
func (p *Page) Follow(css string) {
	p.t.Helper()
	p.do("following "+css, chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS(css), chromedp.NodeVisible))
		return err
	}))
}

// Type types into a field, after what stands there.
func (p *Page) Type(css, text string) {
	p.t.Helper()
	p.do("typing into "+css, chromedp.SendKeys(chromedp.CSS(css), text, chromedp.NodeVisible))
}

// Fill replaces what stands in a field.
func (p *Page) Fill(css, text string) {
	p.t.Helper()
	p.do("filling "+css, chromedp.SetValue(chromedp.CSS(css), text, chromedp.NodeVisible))
}

// Press presses keys where the focus is.
func (p *Page) Press(keys string) {
	p.t.Helper()
	p.do("pressing", chromedp.KeyEvent(keys))
}

// PressCtrl presses a key together with Ctrl.
func (p *Page) PressCtrl(key string) {
	p.t.Helper()
	p.do("pressing Ctrl+"+key, chromedp.KeyEvent(key, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
}

// Finger gives the browser a key of its own that says yes at once, as a telephone with a fingerprint would.
func (p *Page) Finger() {
	p.t.Helper()
	p.do("adding an authenticator", chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		if _, err := chromedp.Call(ctx, webauthn.Enable, webauthn.EnableParams{}); err != nil {
			return err
		}
		_, err := chromedp.Call(ctx, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
			Protocol: webauthn.AuthenticatorProtocolCtap2, Transport: webauthn.AuthenticatorTransportInternal,
			HasResidentKey: true, HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true}})
		return err
	}))
}

// Text returns the visible text of the first element found.
func (p *Page) Text(css string) string {
	p.t.Helper()
	return Eval[string](p, `document.querySelector(`+quote(css)+`)?.innerText ?? ""`)
}

// Count returns how many elements are found and visible.
func (p *Page) Count(css string) int {
	p.t.Helper()
	return Eval[int](p, `[...document.querySelectorAll(`+quote(css)+`)].filter((e) => e.checkVisibility()).length`)
}

// Address returns where the page is, without scheme and host.
func (p *Page) Address() string {
	p.t.Helper()
	return Eval[string](p, `location.pathname + location.search + location.hash`)
}

// Wait waits until a JavaScript expression is true.
func (p *Page) Wait(what, expression string) {
	p.t.Helper()
	for end := time.Now().Add(stepTime); time.Now().Before(end); time.Sleep(30 * time.Millisecond) {
		if Eval[bool](p, `!!(`+expression+`)`) {
			return
		}
	}
	p.t.Fatalf("waited in vain for %s", what)
}

// Eval returns the value of a JavaScript expression; a promise is waited for.
func Eval[T any](p *Page, expression string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, stepTime)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("evaluating %.80s: %v", expression, err)
	}
	return v
}

func quote(s string) string { return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"` }
