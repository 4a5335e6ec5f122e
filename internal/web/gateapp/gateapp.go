// Package gateapp is the program of the phones at gates, which works without a network.
//
// Its sources are in src, what others wrote in third, what tools/bundle makes of them in dist, which is committed. Everything is said in
// docs/guides/gate-program.md.
package gateapp

import (
	"bytes"
	"compress/gzip"
	"embed"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

//go:embed dist
var dist embed.FS

// Prefix is where Handler is mounted.
const Prefix = "/gate/"

// Policy is the content policy of the program: its own scripts, and a decoder compiled on the phone.
const Policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; " +
	"connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

var kinds = map[string]string{
	".html":        "text/html; charset=utf-8",
	".css":         "text/css; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
	".svg":         "image/svg+xml",
	".png":         "image/png",
}

// file is one file as it is served: as it is, and smaller for who understands that.
type file struct {
	kind   string
	body   []byte
	brotli []byte
	gzip   func() []byte
}

// hashed finds the names that hold a hash: what is under them never changes.
var hashed = regexp.MustCompile(`\.[0-9a-f]{12}\.[a-z]+$`)

var files = sync.OnceValue(func() map[string]file {
	all := map[string]file{}
	there, err := dist.ReadDir("dist")
	if err != nil {
		panic(err) // embedded: cannot fail
	}
	for _, e := range there {
		name := e.Name()
		if path.Ext(name) == ".br" {
			continue
		}
		f := file{kind: kinds[path.Ext(name)], body: read(name)}
		if small, err := dist.ReadFile("dist/" + name + ".br"); err == nil {
			f.brotli = small
			f.gzip = sync.OnceValue(func() []byte { return pack(f.body) })
		}
		all[name] = f
	}
	return all
})

func read(name string) []byte {
	body, err := dist.ReadFile("dist/" + name)
	if err != nil {
		panic(err) // embedded: cannot fail
	}
	return body
}

func pack(body []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is valid
	_, _ = w.Write(body)                                  // into memory: cannot fail
	_ = w.Close()
	return b.Bytes()
}

// Handler serves the program to anybody: there is nothing in it that anybody may not see. Every address that is no file of it is its only
// page, which looks at the rest of the address itself.
func Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, Prefix)
		f, ok := files()[name]
		if !ok && path.Ext(name) == "" {
			name, ok = "index.html", true
			f = files()[name]
		}
		if !ok {
			http.NotFound(w, r)
			return
		}
		h := w.Header()
		h.Set("Content-Type", f.kind)
		h.Set("Content-Security-Policy", Policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Vary", "Accept-Encoding")
		h.Set("Cache-Control", "no-cache")
		if hashed.MatchString(name) {
			h.Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		body := f.body
		switch accept := r.Header.Get("Accept-Encoding"); {
		case f.brotli != nil && strings.Contains(accept, "br"):
			h.Set("Content-Encoding", "br")
			body = f.brotli
		case f.gzip != nil && strings.Contains(accept, "gzip"):
			h.Set("Content-Encoding", "gzip")
			body = f.gzip()
		}
		h.Set("Content-Length", strconv.Itoa(len(body)))
		if r.Method == http.MethodGet {
			_, _ = w.Write(body) // the reader may have gone
		}
	})
}
