// Package browser drives a real Chromium in tests.
//
// Start finds the browser that is installed. Outside continuous integration its absence skips the test with a line that
// says so; within (CI=true) it fails, so that no green run has silently seen nothing. A Page watches the console: a
// script's error or a breach of the content policy fails the test in which it happens. Only tests import this package.
package browser

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// stepTime is the longest a single step may take; a step on a loaded machine of two cores takes a tenth of it.
const stepTime = 30 * time.Second

// Browser is a running Chromium.
type Browser struct {
	t   testing.TB
	ctx context.Context
}

// Screen is a size of window and what the device prefers.
type Screen struct {
	Name          string
	Width, Height int
	Dark          bool
	Phone         bool // touch, and a phone's view port
	Scale         float64
}

// The screens that every page must fit.
var (
	Desk      = Screen{Name: "desk", Width: 1440, Height: 900}
	DeskDark  = Screen{Name: "desk-dark", Width: 1440, Height: 900, Dark: true}
	Phone     = Screen{Name: "phone", Width: 390, Height: 844, Phone: true, Scale: 2}
	PhoneDark = Screen{Name: "phone-dark", Width: 390, Height: 844, Phone: true, Scale: 2, Dark: true}
	Screens   = []Screen{Desk, DeskDark, Phone, PhoneDark}
)

// Start starts Chromium for the length of a test.
func Start(t testing.TB) *Browser {
	t.Helper()
	return start(t)
}

func start(t testing.TB, more ...chromedp.ExecAllocatorOption) *Browser {
	t.Helper()
	path := find()
	if path == "" {
		const text = "no Chromium found: the browser tests have seen nothing. Install the package chromium, or set CHROMIUM to its path."
		if os.Getenv("CI") == "true" {
			t.Fatal(text)
		}
		fmt.Fprintln(os.Stderr, "SKIPPED "+t.Name()+": "+text)
		t.Skip(text)
	}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(path), chromedp.Flag("hide-scrollbars", true))
	options = append(options, more...)
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("starting %s: %v", path, err)
	}
	return &Browser{t, ctx}
}

func find() string {
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			return path
		}
	}
	return ""
}

// Page is a tab of the browser.
type Page struct {
	t      testing.TB
	ctx    context.Context
	screen Screen

	mu     sync.Mutex
	errors []string
}

// Open opens a tab with a screen and goes to an address.
func (b *Browser) Open(t testing.TB, s Screen, address string) *Page {
	t.Helper()
	p := b.tab(t, s)
	p.Go(address)
	return p
}

// OpenPlain is Open in a tab in which the page's scripts do not run.
func (b *Browser) OpenPlain(t testing.TB, s Screen, address string) *Page {
	t.Helper()
	p := b.tab(t, s)
	p.do("turning scripts off", chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
	p.Go(address)
	return p
}

func (b *Browser) tab(t testing.TB, s Screen) *Page {
	t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx)
	t.Cleanup(cancel)
	p := &Page{t: t, ctx: ctx, screen: s}
	if err := chromedp.Listen(ctx, p.hear); err != nil {
		t.Fatalf("opening a tab: %v", err)
	}
	t.Cleanup(p.report)
	p.prefer()
	return p
}

func (p *Page) prefer() {
	s := p.screen
	options := []chromedp.EmulateViewportOption{}
	if s.Scale > 0 {
		options = append(options, chromedp.EmulateScale(s.Scale))
	}
	if s.Phone {
		options = append(options, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	scheme := "light"
	if s.Dark {
		scheme = "dark"
	}
	p.do("emulating "+s.Name, chromedp.EmulateViewport(int64(s.Width), int64(s.Height), options...), media("", scheme))
}

// media sets the medium ("print", or "" for the screen) and the preferred scheme, without motion.
func media(medium, scheme string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: medium, Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
		return err
	})
}

// hear keeps what the console says. It must not block: the browser's events wait behind it.
func (p *Page) hear(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		p.errors = append(p.errors, fmt.Sprintf("script: %s %s", e.ExceptionDetails.Text, describe(e.ExceptionDetails.Exception)))
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError && e.Entry.Source != log.EntrySourceNetwork && e.Entry.Source != log.EntrySourceIntervention { // the browser's own reserve
			p.errors = append(p.errors, fmt.Sprintf("%s: %s", e.Entry.Source, e.Entry.Text))
		}
	}
}

func describe(o *runtime.RemoteObject) string {
	if o == nil {
		return ""
	}
	return o.Description
}

func (p *Page) report() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, e := range slices.Compact(p.errors) {
		p.t.Errorf("console on %s: %s", p.screen.Name, e)
	}
}

// do runs steps, and fails the test when they fail or take too long.
func (p *Page) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, stepTime)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatalf("%s: %v", what, err)
	}
}

// shots is the folder for screenshots, or "" where nobody asked for them.
func shots() string { return os.Getenv("TEST_SHOTS") }

// Shoot keeps a picture of the whole page as NAME-SCREEN.png in the folder named by TEST_SHOTS, and does nothing without it.
func (p *Page) Shoot(name string) {
	p.t.Helper()
	if shots() == "" {
		return
	}
	ctx, cancel := context.WithTimeout(p.ctx, stepTime)
	defer cancel()
	picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		p.t.Fatalf("shooting %s: %v", name, err)
	}
	if err := os.MkdirAll(shots(), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(shots(), name+"-"+p.screen.Name+".png"), picture, 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// OnPaper shows the page as it would be printed on A4, between the margins, so that Shoot and Eval see that.
func (p *Page) OnPaper() {
	p.t.Helper()
	p.screen.Name += "-paper"
	p.do("printing", chromedp.EmulateViewport(688, 1000), media("print", "light"))
}

// Paper returns the page as it is printed on A4, as PDF.
func (p *Page) Paper() []byte {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, stepTime)
	defer cancel()
	paper, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground()))
	if err != nil {
		p.t.Fatalf("printing: %v", err)
	}
	return paper
}
