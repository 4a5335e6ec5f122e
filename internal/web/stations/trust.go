package stations

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"text/template"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/paper/qrpath"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/station"
)

const (
	trustPath   = "/gate/trust"
	rootFile    = "/phongtrao-ca.crt"
	profileFile = "/phongtrao.mobileconfig"
)

// TrustRoutes are the addresses of the page on which phones are told to trust a house's stations, and why each is open.
var TrustRoutes = map[string]string{
	"GET " + trustPath:               "tells phones how to trust a station's addresses, before anything else can be trusted",
	"GET " + trustPath + rootFile:    "the certificate, which is public",
	"GET " + trustPath + profileFile: "the same for Apple's devices",
}

type trust struct {
	Fingerprint string
	Secure      string // the gates' page over TLS, "" where this is no station
	Plain       string // the port without TLS, "8080"
	Box, Path   string // this page as a QR code
}

// Trust serves the certificate with which a house's stations are trusted. At a station, secure and plain are its ports with and without TLS.
func Trust(d *db.DB, secure, plain string) http.Handler {
	mux := http.NewServeMux()
	root := func(w http.ResponseWriter, r *http.Request) []byte {
		var der []byte
		err := d.See(r.Context(), func(v *db.View) (err error) {
			s, found, err := station.SelfOf(v)
			if der = s.Root; err == nil && !found {
				der, err = station.Root(v)
			}
			return err
		})
		if err != nil {
			slog.Error("stations: reading the root", "err", err)
		}
		if len(der) == 0 {
			http.Error(w, "Ở đây chưa có trạm nào nên chưa có chứng thư để cài.", http.StatusNotFound)
			return nil
		}
		return der
	}
	mux.HandleFunc("GET "+trustPath, func(w http.ResponseWriter, r *http.Request) {
		der := root(w, r)
		if der == nil {
			return
		}
		m := trust{Fingerprint: station.Fingerprint(der), Plain: plain}
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		if secure != "" {
			m.Secure = "https://" + net.JoinHostPort(host, secure) + "/gate/"
			m.Box, m.Path = square("http://" + net.JoinHostPort(host, plain) + trustPath)
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", ui.CSP)
		page := ui.Inside(ui.Front{Title: "Cho điện thoại tin địa chỉ của trạm", Theme: ui.Theme(r), Back: trustPath}, trustView(m))
		if err := page.Render(r.Context(), w); err != nil {
			slog.Warn("stations: drawing", "err", err)
		}
	})
	mux.HandleFunc("GET "+trustPath+rootFile, func(w http.ResponseWriter, r *http.Request) {
		if der := root(w, r); der != nil {
			w.Header().Set("Content-Type", "application/x-x509-ca-cert")
			w.Header().Set("Content-Disposition", `attachment; filename="phongtrao-ca.crt"`)
			_, _ = w.Write(der)
		}
	})
	mux.HandleFunc("GET "+trustPath+profileFile, func(w http.ResponseWriter, r *http.Request) {
		if der := root(w, r); der != nil {
			w.Header().Set("Content-Type", "application/x-apple-aspen-config")
			_ = profile.Execute(w, map[string]string{"Root": base64.StdEncoding.EncodeToString(der), "One": uuid(der, "profile"), "Two": uuid(der, "root")})
		}
	})
	return mux
}

// uuid is a name that stays the same for the same certificate, so that a second profile takes the place of the first.
func uuid(der []byte, what string) string {
	h := sha256.Sum256(append([]byte(what), der...))
	return strings.ToUpper(fmt.Sprintf("%x-%x-4%x-8%x-%x", h[:4], h[4:6], h[6:8], h[8:10], h[10:16])[:36])
}

var profile = template.Must(template.New("profile").Parse(`<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>PayloadContent</key><array><dict>
<key>PayloadCertificateFileName</key><string>phongtrao-ca.crt</string>
<key>PayloadContent</key><data>{{.Root}}</data>
<key>PayloadDisplayName</key><string>Phong Trào</string>
<key>PayloadIdentifier</key><string>vn.phongtrao.tram.ca</string>
<key>PayloadType</key><string>com.apple.security.root</string>
<key>PayloadUUID</key><string>{{.Two}}</string>
<key>PayloadVersion</key><integer>1</integer>
</dict></array>
<key>PayloadDisplayName</key><string>Phong Trào: trạm tại điểm</string>
<key>PayloadDescription</key><string>Cho trang quét vé của trạm trong mạng nội bộ.</string>
<key>PayloadIdentifier</key><string>vn.phongtrao.tram</string>
<key>PayloadType</key><string>Configuration</string>
<key>PayloadUUID</key><string>{{.One}}</string>
<key>PayloadVersion</key><integer>1</integer>
</dict></plist>
`))

// square is an address as a QR code; without one where it is too long.
func square(address string) (box, path string) {
	c, err := qrpath.Of(address)
	if err != nil {
		return "", ""
	}
	var b strings.Builder
	for _, line := range c.Paths {
		for i, p := range line {
			b.WriteByte("ML"[min(i, 1)])
			fmt.Fprintf(&b, "%d %d", p.X+qrpath.Quiet, p.Y+qrpath.Quiet)
		}
		b.WriteByte('Z')
	}
	side := c.Size + 2*qrpath.Quiet
	return fmt.Sprintf("0 0 %d %d", side, side), b.String()
}

// Plain is what a station answers without TLS: what phones need before they trust it, and the gates for those who only type. All else, above
// all signing in, is led to TLS.
func Plain(inner http.Handler, secure string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p := r.URL.Path
		if p == "/healthz" || strings.HasPrefix(p, "/gate/") || p == trustPath || strings.HasPrefix(p, "/api/v1/gate/") || strings.HasPrefix(p, ui.Prefix) || p == "/theme" || p == "/language" {
			inner.ServeHTTP(w, r)
			return
		}
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		if p == "/" {
			http.Redirect(w, r, trustPath, http.StatusSeeOther)
			return
		}
		http.Redirect(w, r, "https://"+net.JoinHostPort(host, secure)+r.URL.RequestURI(), http.StatusTemporaryRedirect)
	})
}
