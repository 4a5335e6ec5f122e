package ui

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

//go:embed assets
var files embed.FS

// Prefix is where Assets is mounted.
const Prefix = "/assets/"

// asset is a file as it is served: under a name that holds its hash, so that a browser may keep it for ever.
type asset struct {
	address string // /assets/app.1a2b3c4d5e6f.css
	kind    string
	body    []byte
	packed  []byte // gzip, or nil where it gains nothing
}

type library struct {
	byName, byAddress map[string]*asset
}

// Address returns the address of an asset: Address("app.css"), Address("vendor/htmx.min.js").
// An unknown name panics: the names are written in this package and in pages' tests.
func Address(name string) string {
	a, ok := assets().byName[name]
	if !ok {
		panic("ui: no asset " + name)
	}
	return a.address
}

var assets = sync.OnceValue(func() library {
	l := library{map[string]*asset{}, map[string]*asset{}}
	for _, dir := range []string{"fonts", "vendor", "img"} {
		for name, body := range read(dir) {
			l.add(name, body)
		}
	}
	l.add("app.css", l.style())
	l.add("theme.js", read("js")["js/theme.js"])
	l.add("app.js", script())
	return l
})

// read returns the files of a folder of assets by their name; licences stay at home.
func read(dir string) map[string][]byte {
	all := map[string][]byte{}
	entries, err := fs.ReadDir(files, "assets/"+dir)
	if err != nil {
		return all
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".LICENSE") {
			continue
		}
		body, err := files.ReadFile("assets/" + dir + "/" + e.Name())
		if err != nil {
			panic(err) // embedded: cannot fail
		}
		all[dir+"/"+e.Name()] = body
	}
	return all
}

var (
	reference = regexp.MustCompile(`url\(([a-z0-9./-]+)\)`)
	comment   = regexp.MustCompile(`(?s)/\*.*?\*/\s*`)
)

// style joins the style sheets in the order of their names and writes the addresses of fonts into them.
func (l library) style() []byte {
	var b bytes.Buffer
	b.WriteString("@layer tokens,base,layout,parts,print;\n" + tokensCSS())
	sheets := read("css")
	for _, name := range sorted(sheets) {
		b.Write(comment.ReplaceAll(sheets[name], nil))
	}
	return reference.ReplaceAllFunc(b.Bytes(), func(m []byte) []byte {
		return []byte("url(" + l.byName[string(m[4:len(m)-1])].address + ")")
	})
}

// script joins the modules, each in a block of its own; theme.js is apart, for it runs before the first paint.
func script() []byte {
	var b bytes.Buffer
	modules := read("js")
	for _, name := range sorted(modules) {
		if name != "js/theme.js" {
			b.WriteString("{\n")
			b.Write(modules[name])
			b.WriteString("}\n")
		}
	}
	return b.Bytes()
}

func (l library) add(name string, body []byte) {
	sum := sha256.Sum256(body)
	ext := path.Ext(name)
	a := &asset{
		address: Prefix + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext,
		kind:    kinds[ext],
		body:    body,
	}
	if ext != ".woff2" {
		var z bytes.Buffer
		w, _ := gzip.NewWriterLevel(&z, gzip.BestCompression) // the level is valid
		_, _ = w.Write(body)                                  // into memory: cannot fail
		_ = w.Close()
		a.packed = z.Bytes()
	}
	l.byName[name], l.byAddress[a.address] = a, a
}

var kinds = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".svg":   "image/svg+xml",
	".woff2": "font/woff2",
}

// Assets serves the style, the scripts, the fonts and the icons. An address changes with its content, and is kept for ever.
func Assets() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, ok := assets().byAddress[r.URL.Path]
		if !ok || (r.Method != http.MethodGet && r.Method != http.MethodHead) {
			http.NotFound(w, r)
			return
		}
		h := w.Header()
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		h.Set("Content-Type", a.kind)
		h.Set("ETag", `"`+a.address+`"`)
		h.Set("Vary", "Accept-Encoding")
		h.Set("X-Content-Type-Options", "nosniff")
		if strings.Contains(r.Header.Get("If-None-Match"), a.address) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		body := a.body
		if a.packed != nil && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			h.Set("Content-Encoding", "gzip")
			body = a.packed
		}
		h.Set("Content-Length", strconv.Itoa(len(body)))
		if r.Method == http.MethodGet {
			_, _ = w.Write(body) // the reader may have gone
		}
	})
}
