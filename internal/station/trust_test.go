package station_test

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"phongtrao/internal/api/phones"
	"phongtrao/internal/base/day"
	"phongtrao/internal/browser"
	"phongtrao/internal/station"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web"
)

// speaking is a station that speaks TLS, today by the machine's own clock; browsers look at it.
func speaking(t *testing.T) (n *node, address string) {
	t.Helper()
	p := newPark(t)
	now := time.Now()
	p.clock.Set(now)
	made, err := furnished.RunIn(t.Context(), p.house, day.InstantOf(now).Day().Add(1), 5)
	if err != nil {
		t.Fatal(err)
	}
	p.sites = made.Sites
	n = p.empty(filepath.Join(t.TempDir(), "box.db"))
	n.clock.Set(now)
	if n.self, err = n.Prepare(t.Context(), p.server.URL, p.invite(0)); err != nil {
		t.Fatal(err)
	}
	issuer, ok, err := n.self.Issuer(time.Now)
	if err != nil || !ok {
		t.Fatal("no issuer", err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	server := &http.Server{Handler: web.Handler(n.house, web.Options{Phones: phones.Options{Keep: n.Keep}, Station: &web.Ports{Secure: port, Plain: "8080"}}),
		TLSConfig: &tls.Config{GetCertificate: n.Certificates(issuer)}}
	go func() { _ = server.ServeTLS(listener, "", "") }()
	t.Cleanup(func() { server.Close() })
	return n, "https://127.0.0.1:" + port
}

// A browser that was told to trust the house's root opens a station's address without a warning: a secure page, with a service worker and a camera.
// One that was not told does not.
func TestBrowserTrusts(t *testing.T) {
	n, address := speaking(t)
	if why := browser.StartTrusting(t, nil).Refused(t, address+"/gate/"); !strings.Contains(why, "ERR_CERT_AUTHORITY_INVALID") {
		t.Errorf("without the root: %q", why)
	}
	b := browser.StartTrusting(t, n.self.Root)
	p := b.Open(t, browser.Phone, address+"/gate/")
	p.Wait("a secure page", `window.isSecureContext`)
	p.Wait("a service worker", `(navigator.serviceWorker.ready.then(r => window.worked = !!r.active), window.worked === true)`)
	p.Wait("a camera", `(window.asked ??= navigator.mediaDevices.getUserMedia({video: true}).then(s => window.seen = s.getVideoTracks().length, e => window.seen = String(e)), window.seen === 1)`)
	p.Wait("a program that is kept", `(caches.keys().then(all => window.kept = all.length), window.kept > 0)`)
	trust := b.Open(t, browser.Phone, address+"/gate/trust") // not the gate's own page out of the phone's memory
	trust.Wait("the station's page of trust", `document.body.innerText.includes("chứng thư")`)
	if why := b.Refused(t, strings.Replace(address, "127.0.0.1", "localhost", 1)+"/healthz"); why != "" {
		t.Errorf("by name: %s", why)
	}
}

// What a station issues holds for local addresses alone, whoever asks.
func TestNameConstraints(t *testing.T) {
	n, address := speaking(t)
	pool := x509.NewCertPool()
	root, err := x509.ParseCertificate(n.self.Root)
	if err != nil {
		t.Fatal(err)
	}
	pool.AddCert(root)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}
	w, err := client.Get(address + "/healthz")
	if err != nil || w.StatusCode != http.StatusOK {
		t.Fatal(w, err)
	}
	issuer, _, err := n.self.Issuer(time.Now)
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{"192.168.1.10", "10.1.2.3", "172.20.0.1", "fe80::1", "tram.local", "tram.internal", "localhost"} {
		c, err := issuer.For(host)
		if err != nil {
			t.Errorf("%s: %v", host, err)
			continue
		}
		between := x509.NewCertPool()
		mid, _ := x509.ParseCertificate(c.Certificate[1])
		between.AddCert(mid)
		if _, err := c.Leaf.Verify(x509.VerifyOptions{DNSName: host, Roots: pool, Intermediates: between}); err != nil {
			t.Errorf("%s: %v", host, err)
		}
	}
	for _, host := range []string{"vietcombank.com.vn", "8.8.8.8", "local.evil.com", "", "2001:4860:4860::8888"} {
		if _, err := issuer.For(host); err == nil {
			t.Errorf("a certificate for %q", host)
		}
		if host == "" {
			continue
		}
		c := station.Forge(t, issuer, host) // by somebody who stole the station's key
		if _, err := c.Leaf.Verify(x509.VerifyOptions{DNSName: host, Roots: pool, Intermediates: station.Between(t, c)}); err == nil {
			t.Errorf("a stolen issuer speaks for %q", host)
		}
	}
}
