package browser

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"rsc.io/qr"
)

// Frames of one code on a film, of the pause after it; the browser plays thirty in a second.
const (
	codeFrames  = 36
	pauseFrames = 9
)

// Film writes what a camera sees: code after code, with nothing between them, again and again.
func Film(t testing.TB, texts ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "film.mjpeg")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	shoot := func(text string, frames int) {
		picture := frame(t, text)
		for range frames {
			if _, err := f.Write(picture); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, text := range texts {
		shoot(text, codeFrames)
		shoot("", pauseFrames)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// frame is a picture of 1280 × 720 points with a code in its middle.
func frame(t testing.TB, text string) []byte {
	t.Helper()
	picture := image.NewGray(image.Rect(0, 0, 1280, 720))
	draw.Draw(picture, picture.Bounds(), image.NewUniform(color.Gray{Y: 150}), image.Point{}, draw.Src)
	if text != "" {
		code, err := qr.Encode(text, qr.M)
		if err != nil {
			t.Fatal(err)
		}
		const scale = 8
		side := code.Size * scale
		left, top := (1280-side)/2, (720-side)/2
		draw.Draw(picture, image.Rect(left-32, top-32, left+side+32, top+side+32), image.White, image.Point{}, draw.Src)
		for y := range side {
			for x := range side {
				if code.Black(x/scale, y/scale) {
					picture.SetGray(left+x, top+y, color.Gray{Y: 20})
				}
			}
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture, &jpeg.Options{Quality: 80}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// StartFilming is Start with a camera that shows a film, and leave to look through it. Without a film there is a camera, and the browser
// asks its owner.
func StartFilming(t testing.TB, film string) *Browser {
	t.Helper()
	flags := []chromedp.ExecAllocatorOption{chromedp.Flag("use-fake-device-for-media-stream", true)}
	if film != "" {
		flags = append(flags, chromedp.Flag("use-fake-ui-for-media-stream", true), chromedp.Flag("use-file-for-fake-video-capture", film))
	}
	return start(t, flags...)
}

// Offline cuts the page and its service worker off the network, or lets them at it again. A test that works offline must also
// look at what the server saw.
func (p *Page) Offline(on bool) {
	p.t.Helper()
	p.do("going offline", chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		if _, err := cdp.Call(ctx, t, network.Enable, network.EnableParams{}); err != nil { // without it the rest is silently ignored
			return err
		}
		state := network.OverrideNetworkStateParams{Offline: on, DownloadThroughput: -1, UploadThroughput: -1}
		if _, err := cdp.Call(ctx, t, network.OverrideNetworkState, state); err != nil { // navigator.onLine
			return err
		}
		var rules []*network.Conditions
		if on {
			rules = []*network.Conditions{{Offline: true, DownloadThroughput: -1, UploadThroughput: -1}}
		}
		_, err := cdp.Call(ctx, t, network.EmulateNetworkConditionsByRule,
			network.EmulateNetworkConditionsByRuleParams{EmulateOfflineServiceWorker: &on, MatchedNetworkConditions: rules})
		return err
	}))
}

// Slow makes the page's main thread a number of times slower, as a cheap phone's is.
func (p *Page) Slow(times float64) {
	p.t.Helper()
	p.do("slowing down", chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: times})
		return err
	}))
}

// Turn gives the page another screen.
func (p *Page) Turn(s Screen) {
	p.t.Helper()
	p.screen = s
	p.prefer()
}

// Refuse has the browser refuse something that pages ask for ("camera"), as its owner may have chosen.
func (p *Page) Refuse(what string) {
	p.t.Helper()
	p.do("refusing "+what, chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, cdpbrowser.SetPermission, cdpbrowser.SetPermissionParams{Permission: &cdpbrowser.PermissionDescriptor{Name: what}, Setting: cdpbrowser.PermissionSettingDenied})
		return err
	}))
}
