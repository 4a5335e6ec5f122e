package ui

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

var variable = regexp.MustCompile(`var\((--[a-z0-9-]+)`)

// declared reports that some sheet sets a variable.
func declared(sheets map[string][]byte, name string) bool {
	for _, body := range sheets {
		if bytes.Contains(body, []byte(name+":")) {
			return true
		}
	}
	return false
}

func get(t *testing.T, h http.Handler, address string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, address, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestAssets(t *testing.T) {
	for _, name := range []string{"app.css", "app.js", "theme.js", "vendor/htmx.min.js", "fonts/inter-latin.woff2", "img/mark.svg"} {
		w := get(t, Assets(), Address(name))
		if w.Code != http.StatusOK || w.Body.Len() == 0 {
			t.Fatalf("%s: %d", name, w.Code)
		}
		if cache := w.Header().Get("Cache-Control"); !strings.Contains(cache, "immutable") {
			t.Errorf("%s is kept as %q", name, cache)
		}
		if again := get(t, Assets(), Address(name), "If-None-Match", w.Header().Get("ETag")); again.Code != http.StatusNotModified {
			t.Errorf("%s: asked again, %d", name, again.Code)
		}
		packed := get(t, Assets(), Address(name), "Accept-Encoding", "gzip, br")
		body := packed.Body.Bytes()
		if packed.Header().Get("Content-Encoding") == "gzip" {
			z, err := gzip.NewReader(packed.Body)
			if err != nil {
				t.Fatal(err)
			}
			if body, err = io.ReadAll(z); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(body, w.Body.Bytes()) {
			t.Errorf("%s differs when packed", name)
		}
	}
	if w := get(t, Assets(), Prefix+"app.000000000000.css"); w.Code != http.StatusNotFound {
		t.Errorf("an old address gives %d", w.Code)
	}
}

// TestStyleIsWhole: every font the style names is served, no reference is left open, and all braces are closed.
func TestStyleIsWhole(t *testing.T) {
	css := string(assets().byName["app.css"].body)
	for _, m := range regexp.MustCompile(`url\(([^)]+)\)`).FindAllStringSubmatch(css, -1) {
		if assets().byAddress[m[1]] == nil {
			t.Errorf("%s is not served", m[1])
		}
	}
	if strings.Count(css, "{") != strings.Count(css, "}") {
		t.Error("the braces do not match")
	}
	if n := len(assets().byName["app.css"].packed); n > 16<<10 {
		t.Errorf("the style is %d bytes packed; 16 KB is the limit", n)
	}
	if n := len(assets().byName["app.js"].packed); n > 10<<10 {
		t.Errorf("the scripts are %d bytes packed; 10 KB is the limit", n)
	}
}

func TestTheme(t *testing.T) {
	post := func(body string) *http.Response {
		r := httptest.NewRequest(http.MethodPost, "/theme", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		SwitchTheme(w, r)
		return w.Result()
	}
	res := post("theme=dark&back=/units?on=2025-06-30")
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.AddCookie(res.Cookies()[0])
	if Theme(r) != "dark" || res.Header.Get("Location") != "/units?on=2025-06-30" {
		t.Errorf("theme %q, location %q", Theme(r), res.Header.Get("Location"))
	}
	for _, out := range []string{"//evil.example", "https://evil.example", `/\evil.example`, ""} {
		if to := post("theme=light&back=" + out).Header.Get("Location"); to != "/" {
			t.Errorf("%q leads out of the house: %q", out, to)
		}
	}
}

func TestFlashIsSaidOnce(t *testing.T) {
	w := httptest.NewRecorder()
	SetFlash(w, Flash{Tone: Good, Text: "Đã ghi.", Undo: &Undo{Action: "/undo", Fields: map[string]string{"act": "7"}}})
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.AddCookie(w.Result().Cookies()[0])
	w = httptest.NewRecorder()
	f := TakeFlash(w, r)
	if f == nil || f.Text != "Đã ghi." || f.Undo.Fields["act"] != "7" {
		t.Fatalf("took %+v", f)
	}
	if c := w.Result().Cookies()[0]; c.MaxAge >= 0 {
		t.Error("the message would be said again")
	}
	r = httptest.NewRequest(http.MethodGet, "/", nil)
	r.AddCookie(&http.Cookie{Name: "flash", Value: "not base64!"})
	if TakeFlash(httptest.NewRecorder(), r) != nil {
		t.Error("nonsense was taken")
	}
}

func TestWants(t *testing.T) {
	for _, c := range []struct {
		request, kind, target string
		id                    string
		part                  bool
	}{
		{"", "", "", "", false},
		{"true", "full", "body", "", false},
		{"true", "partial", "tr#tr-7", "tr-7", true},
		{"true", "partial", "div#%C4%91%C6%A1n", "đơn", true},
		{"true", "partial", "tr", "", true},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("HX-Request", c.request)
		r.Header.Set("HX-Request-Type", c.kind)
		r.Header.Set("HX-Target", c.target)
		if id, part := Wants(r); id != c.id || part != c.part {
			t.Errorf("%+v: got %q %v", c, id, part)
		}
	}
}
