// Package web is the table of all routes: pages, actions, what is open.
package web

import (
	"fmt"
	"maps"
	"net/http"
	"slices"

	"phongtrao/internal/api"
	"phongtrao/internal/api/phones"
	above "phongtrao/internal/api/stations"
	"phongtrao/internal/base/sheet"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/house"
	"phongtrao/internal/station"
	"phongtrao/internal/web/asked"
	"phongtrao/internal/web/bookmarks"
	"phongtrao/internal/web/campaigns"
	"phongtrao/internal/web/dispatches"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/editions"
	"phongtrao/internal/web/exports"
	"phongtrao/internal/web/figures"
	"phongtrao/internal/web/gateapp"
	"phongtrao/internal/web/gates"
	"phongtrao/internal/web/home"
	"phongtrao/internal/web/join"
	"phongtrao/internal/web/lists"
	"phongtrao/internal/web/programs"
	"phongtrao/internal/web/remarks"
	"phongtrao/internal/web/reports"
	"phongtrao/internal/web/settings"
	"phongtrao/internal/web/signin"
	"phongtrao/internal/web/stations"
	"phongtrao/internal/web/tickets"
	"phongtrao/internal/web/units"
	"phongtrao/internal/web/wall"
	"phongtrao/internal/web/works"
)

// Options say how the doors stand.
type Options struct {
	Demo   bool // the demo: the tour on the overview, the gallery of components
	Phones phones.Options
	// Station has the ports of a park's own node, with TLS and without; nil elsewhere.
	Station *Ports
}

// Ports are those of a park's own node.
type Ports struct{ Secure, Plain string }

// Screens lists every page behind a guard.
func Screens(o Options) []ui.Screen[*door.Ask] {
	return slices.Concat(home.Screens(o.Demo), asked.Screens(), campaigns.Screens(), figures.Screens(), reports.Screens(), editions.Screens(), units.Screens(), lists.Screens(), dispatches.Screens(), settings.Screens(), programs.Screens(), works.Screens(), remarks.Screens(), bookmarks.Screens(), gates.Screens(), wall.Screens(), stations.Screens(), tickets.Screens())
}

// Actions lists everything that can be posted behind a guard.
func Actions() []door.Action {
	return slices.Concat(asked.Actions(), campaigns.Actions(), figures.Actions(), reports.Actions(), editions.Actions(), units.Actions(), lists.Actions(), dispatches.Actions(), settings.Actions(), programs.Actions(), remarks.Actions(), bookmarks.Actions(), gates.Actions(), wall.Actions(), stations.Actions(), tickets.Actions())
}

// Streams lists everything that is handed out behind a guard in place of a page.
func Streams() []door.Stream {
	return slices.Concat(exports.Streams(), campaigns.Streams(), reports.Streams(), editions.Streams(), gates.Streams(), tickets.Streams())
}

// Open lists what needs no sign-in, and why.
var Open = with(phones.Routes, with(above.Routes, with(stations.TrustRoutes, with(join.Routes, map[string]string{
	"GET /healthz":          "says that the program lives, and nothing else",
	"GET /sign-in":          "where one signs in",
	"POST /sign-in":         "signing in",
	"GET /sign-in/second":   "the second step of signing in, for who holds a ticket of the first",
	"POST /sign-in/second":  "the second step of signing in",
	"POST /sign-in/passkey": "signing in by a passkey",
	"GET /signed-in":        "tells who signed in beside a form to go back to it, and nothing else",
	"POST /sign-out":        "ends the session that it is sent with",
	"POST /theme":           "keeps light or dark in a cookie",
	"POST /language":        "keeps Vietnamese or English in a cookie",
	"GET /api/openapi.json": "describes what programs can ask for; the operations themselves need a key",
	editions.StyleRoute:     "the style of papers, the same for everybody",
	"GET /assets/":          "style, scripts and fonts",
	wall.Route:              "a wall, for who may see the activity, or a screen that shows the key in its address",
	wall.StreamRoute:        "what moves the wall, under the same leave, asked again each minute",
	wall.StyleRoute:         "the style of walls, the same for everybody",
	wall.ScriptRoute:        "the script of walls, the same for everybody",
	"GET " + gateapp.Prefix: "the program of the phones at gates, the same for everybody; what it asks for is asked under /api/v1/gate/",
	"GET /dev/gallery":      "components with invented samples, in the demo alone",
}))))

func with(more, all map[string]string) map[string]string {
	maps.Copy(all, more)
	return all
}

// Handler serves a house to people.
func Handler(h *house.House, o Options) http.Handler {
	mux := http.NewServeMux()
	site := &door.Site{House: h, Screens: Screens(o), Actions: Actions(), Streams: Streams(), Nav: nav}
	site.Mount(mux)
	open := join.Handler(h)
	for route := range join.Routes {
		mux.Handle(route, open)
	}
	entrance := signin.Handler(h)
	for _, route := range signin.Routes {
		mux.Handle(route, entrance)
	}
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintln(w, `{"ok":true}`)
	})
	mux.Handle("GET /files/{hash}", dispatches.Files(site))              // asks for leave over the document that it is attached to
	mux.Handle("GET /units/export.xlsx", units.Export(site, sheet.XLSX)) // the units that one may look at, as the list shows them
	mux.Handle("GET /units/export.csv", units.Export(site, sheet.CSV))
	carried := above.Handler(h, station.DeliverTo(h.Gate, h.DB)) // asks for a station's code, token or signature
	for route := range above.Routes {
		mux.Handle(route, carried)
	}
	ports := Ports{}
	if o.Station != nil {
		ports = *o.Station
		site.Banner = stations.Banner
	}
	trust := stations.Trust(h.DB, ports.Secure, ports.Plain)
	for route := range stations.TrustRoutes {
		mux.Handle(route, trust)
	}
	mux.Handle("GET /changes/{id}/file", units.Files(site)) // asks for sight of a unit that the change touches
	mux.Handle(figures.ProofsRoute, figures.Proofs(site))   // asks for leave over the unit that the entry credits
	mux.Handle(phones.Root, phones.Handler(h, o.Phones))    // asks for a phone's token
	mux.Handle("/api/", api.Handler(h))                     // asks for a key, then for leave over what each operation is about
	mux.Handle(wall.Route, wall.Page(site))                 // asks for leave over the activity, or for a screen's key
	mux.Handle(wall.StreamRoute, wall.Stream(site))         // the same
	mux.HandleFunc(wall.StyleRoute, wall.Style)
	mux.HandleFunc(wall.ScriptRoute, wall.Script)
	mux.HandleFunc("GET /signed-in", door.SignedIn)
	mux.HandleFunc("POST /theme", ui.SwitchTheme)
	mux.HandleFunc("POST /language", ui.SwitchLanguage)
	mux.HandleFunc(editions.StyleRoute, editions.Style)
	mux.Handle("GET "+ui.Prefix, ui.Assets())
	mux.Handle("GET "+gateapp.Prefix, gateapp.Handler())
	if o.Demo {
		mux.Handle("GET /dev/gallery", ui.Gallery())
	}
	mux.HandleFunc("/", site.NotFound)
	return http.NewCrossOriginProtection().Handler(door.Logged(mux))
}

// nav is the navigation of a person.
func nav(a *door.Ask) []ui.NavItem {
	items := []ui.NavItem{
		{Label: "Tổng quan", Icon: "house", Href: "/"},
		{Label: "Phong trào", Icon: "flag", Href: "/campaigns"},
		{Label: "Số liệu", Icon: "chart-column", Href: "/figures"},
		{Label: "Tổ chức", Icon: "network", Href: "/units"},
		{Label: "Tiếp nhận", Icon: "inbox", Href: "/reports", Count: reports.Waiting(a)},
		{Label: "Báo cáo", Icon: "file-badge", Href: "/editions"},
		{Label: "Văn bản", Icon: "file-text", Href: "/dispatches"},
	}
	if asked.Mine(a) { // first: it is what they come for
		items = append([]ui.NavItem{{Label: "Cần làm", Icon: "list-checks", Href: "/asked", Count: asked.Due(a)}}, items...)
	}
	if n := remarks.Unread(a); n > 0 {
		items = append(items, ui.NavItem{Label: "Được nhắc tới", Icon: "user", Href: "/mentions", Count: n})
	}
	if home := a.Home(); home != "" && a.May(settings.Seeing, home) {
		items = append(items, ui.NavItem{Label: "Người dùng", Icon: "users", Href: "/people"}, ui.NavItem{Label: "Nhật ký", Icon: "history", Href: "/log"})
	}
	if home := a.Home(); home != "" && a.May(programs.Seeing, home) {
		items = append(items, ui.NavItem{Label: "Kết nối", Icon: "key-round", Href: "/programs"})
	}
	best := -1
	for i, n := range items {
		if a.R.URL.Path == n.Href || n.Href != "/" && len(a.R.URL.Path) > len(n.Href) && a.R.URL.Path[:len(n.Href)+1] == n.Href+"/" {
			best = i
		}
	}
	if best >= 0 {
		items[best].Current = true
	}
	return items
}
