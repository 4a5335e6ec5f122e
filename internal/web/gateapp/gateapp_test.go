package gateapp_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"path"
	"regexp"
	"strings"
	"testing"

	"phongtrao/internal/web/gateapp"
)

func get(t testing.TB, address, accept string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest("GET", address, nil)
	r.Header.Set("Accept-Encoding", accept)
	w := httptest.NewRecorder()
	gateapp.Handler().ServeHTTP(w, r)
	return w
}

// kept returns the addresses that the service worker keeps.
func kept(t testing.TB) []string {
	t.Helper()
	list := regexp.MustCompile(`\["/gate/[^\]]*\]`).FindString(get(t, "/gate/sw.js", "").Body.String())
	var all []string
	for _, m := range regexp.MustCompile(`"([^"]+)"`).FindAllStringSubmatch(list, -1) {
		all = append(all, m[1])
	}
	if len(all) < 8 {
		t.Fatalf("the service worker keeps %d addresses: %v", len(all), all)
	}
	return all
}

// TestServed: every file that the service worker keeps is there, of its kind and under the policy; what has a hash in its name is kept for ever.
func TestServed(t *testing.T) {
	for _, address := range append(kept(t), "/gate/sw.js") {
		w := get(t, address, "gzip, br")
		h := w.Header()
		if w.Code != http.StatusOK || h.Get("Content-Type") == "" || h.Get("Content-Security-Policy") != gateapp.Policy {
			t.Errorf("%s: %d %v", address, w.Code, h)
		}
		if long := strings.Contains(h.Get("Cache-Control"), "immutable"); long != (strings.Count(path.Base(address), ".") == 2) {
			t.Errorf("%s: Cache-Control is %q", address, h.Get("Cache-Control"))
		}
		z := get(t, address, "gzip")
		if z.Header().Get("Content-Encoding") != "gzip" {
			continue
		}
		r, err := gzip.NewReader(z.Body)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, get(t, address, "").Body.Bytes()) {
			t.Errorf("%s: packed it is another (%v)", address, err)
		}
	}
	if w := get(t, "/gate/nothing.js", ""); w.Code != http.StatusNotFound {
		t.Errorf("a file that does not exist: %d", w.Code)
	}
	if w := get(t, "/gate/scan", ""); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `id="app"`) {
		t.Errorf("another address of the program: %d", w.Code)
	}
}

// TestSmall: all that a phone loads is at most 450 kB as browsers ask for it; of which the page's own script is at most 40 kB.
func TestSmall(t *testing.T) {
	all, script := 0, 0
	for _, address := range append(kept(t), "/gate/sw.js") {
		all += get(t, address, "gzip, deflate, br").Body.Len()
		if strings.HasPrefix(address, "/gate/app.") && strings.HasSuffix(address, ".js") {
			script = get(t, address, "gzip, deflate, br").Body.Len()
		}
	}
	t.Logf("%d bytes in all, the page's script %d", all, script)
	if all > 450_000 || script == 0 || script > 40_000 {
		t.Errorf("%d bytes in all, the page's script %d: want at most 450000 and 40000", all, script)
	}
}
