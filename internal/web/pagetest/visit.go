package pagetest

import (
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"phongtrao/internal/base/ui"
	"phongtrao/internal/house"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
)

// Door opens a house to visitors, with the pages and acts of the sections under test.
func Door(h *house.House, screens []ui.Screen[*door.Ask], actions []door.Action, streams ...door.Stream) (*door.Site, *http.ServeMux) {
	site := &door.Site{House: h, Screens: screens, Actions: actions, Streams: streams, Nav: func(*door.Ask) []ui.NavItem { return nil }}
	mux := http.NewServeMux()
	site.Mount(mux)
	return site, mux
}

// Visitor is somebody who is signed in.
type Visitor struct {
	t      testing.TB
	door   http.Handler
	cookie *http.Cookie
}

// Answer is what a visitor was given.
type Answer struct {
	t      testing.TB
	Status int
	To     string // where it leads
	Text   string
	Header http.Header
}

// As signs somebody in.
func As(t testing.TB, h *house.House, entry http.Handler, login, password string) *Visitor {
	t.Helper()
	token, _, err := people.NewEntrance(h.DB, h.Desk).SignIn(t.Context(), login, password, "thử nghiệm", "test")
	if err != nil {
		t.Fatal(err)
	}
	return &Visitor{t, entry, &http.Cookie{Name: door.SessionCookie, Value: token}}
}

// Served serves a door to a browser as somebody who is signed in, with the assets that pages need, and returns its address.
func (v *Visitor) Served() string {
	mux := http.NewServeMux()
	mux.Handle("GET "+ui.Prefix, ui.Assets())
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		r.AddCookie(v.cookie)
		v.door.ServeHTTP(w, r)
	})
	server := httptest.NewServer(mux)
	v.t.Cleanup(server.Close)
	return server.URL
}

// Nobody is a visitor who is not signed in.
func Nobody(t testing.TB, entry http.Handler) *Visitor { return &Visitor{t: t, door: entry} }

// Get opens an address.
func (v *Visitor) Get(address string) Answer {
	v.t.Helper()
	return v.send(httptest.NewRequestWithContext(v.t.Context(), http.MethodGet, address, nil))
}

// Part opens an address as htmx does, for an element of the page that is open.
func (v *Visitor) Part(address, target string) Answer {
	v.t.Helper()
	r := httptest.NewRequestWithContext(v.t.Context(), http.MethodGet, address, nil)
	r.Header.Set("HX-Request", "true")
	r.Header.Set("HX-Target", target)
	return v.send(r)
}

// Post sends a form.
func (v *Visitor) Post(address string, fields url.Values) Answer {
	v.t.Helper()
	r := httptest.NewRequestWithContext(v.t.Context(), http.MethodPost, address, strings.NewReader(fields.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return v.send(r)
}

// Send sends a request that was made by hand.
func (v *Visitor) Send(r *http.Request) Answer {
	v.t.Helper()
	return v.send(r)
}

func (v *Visitor) send(r *http.Request) Answer {
	v.t.Helper()
	if v.cookie != nil {
		r.AddCookie(v.cookie)
	}
	w := httptest.NewRecorder()
	v.door.ServeHTTP(w, r)
	res := w.Result()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return Answer{v.t, res.StatusCode, res.Header.Get("Location"), string(text), res.Header}
}

// Says fails the test unless the answer has a status and holds all texts.
func (a Answer) Says(status int, texts ...string) Answer {
	a.t.Helper()
	plain := Plain(a.Text)
	if a.Status != status {
		a.t.Fatalf("status %d, want %d: %.2000s", a.Status, status, plain)
	}
	for _, s := range texts {
		if !strings.Contains(plain, s) {
			a.t.Errorf("does not say %q: %.4000s", s, plain)
		}
	}
	return a
}

// Silent fails the test where the answer holds one of the texts.
func (a Answer) Silent(texts ...string) Answer {
	a.t.Helper()
	plain := Plain(a.Text)
	for _, s := range texts {
		if strings.Contains(plain, s) {
			a.t.Errorf("says %q: %.4000s", s, plain)
		}
	}
	return a
}

// Fields returns what the form with an id would send: hidden fields, and those filled in.
func (a Answer) Fields(form string) url.Values {
	a.t.Helper()
	doc, err := html.Parse(strings.NewReader(a.Text))
	if err != nil {
		a.t.Fatal(err)
	}
	out := url.Values{}
	each(doc, func(n *html.Node) {
		if n.Data != "form" || !(attr(n, "id") == form || attr(n, "action") == form) {
			return
		}
		each(n, func(c *html.Node) {
			_, checked := index(c)["checked"]
			switch kind := attr(c, "type"); {
			case c.Data == "input" && (kind == "radio" || kind == "checkbox") && !checked:
			case c.Data == "input":
				out.Set(attr(c, "name"), attr(c, "value"))
			case c.Data == "textarea":
				out.Set(attr(c, "name"), text(c))
			}
		})
	})
	if len(out) == 0 {
		a.t.Fatalf("there is no form %q: %.2000s", form, Plain(a.Text))
	}
	return out
}

// With adds pairs of name and value to fields.
func With(fields url.Values, pairs ...string) url.Values {
	out := url.Values{}
	maps.Copy(out, fields)
	for p := range slices.Chunk(pairs, 2) {
		out.Set(p[0], p[1])
	}
	return out
}

// Plain is the words of a page, with one space between them.
func Plain(page string) string {
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return page
	}
	return strings.Join(strings.Fields(text(doc)), " ")
}

func index(n *html.Node) map[string]string {
	m := map[string]string{}
	for _, a := range n.Attr {
		m[a.Key] = a.Val
	}
	return m
}
