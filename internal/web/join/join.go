// Package join lets people sign up without an account.
//
// Its pages stand open to everybody and are read on a telephone, most often inside Zalo: no script must run, one style sheet, the
// telephone's own fonts. Whoever signed up gets a link, which is all that opens their own page; nothing else says a name. What is sent
// goes through the desk as the program's own act, with what was agreed to written beside it.
package join

import (
	"log/slog"
	"net"
	"net/http"
	"strings"

	"phongtrao/internal/act"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/house"
)

// bodyMax bounds what may be posted by somebody unknown; a group's names are the longest.
const bodyMax = 128 << 10

// Routes are what Handler answers, and why each stands open.
var Routes = map[string]string{
	"GET /join/{activity}":          "where everybody signs up; says what takes place and how many places are left",
	"POST /join/{activity}":         "signing up",
	"GET /join/{activity}/{part}":   "names of units while one types; signing up for a group",
	"POST /join/{activity}/{part}":  "signing up for a group",
	"GET /join/mine/{link}":         "a worker's own page, for who holds its link",
	"POST /join/mine/{link}":        "changing one's own sign-up, for who holds its link",
	"GET /join/mine/{link}/{part}":  "one's own ticket as a picture, questions before giving up a place, for who holds the link",
	"POST /join/mine/{link}/cancel": "giving up one's own place, for who holds its link",
	"POST /join/mine/{link}/erase":  "having one's own data erased, for who holds its link",
	"GET /join/party/{link}":        "a group's page, for who holds its link",
	"POST /join/party/{link}":       "naming the people of a group, for who holds its link",
	"GET /join/party/{link}/print":  "a group's tickets for paper, for who holds its link",
	"GET /T/{text}":                 "says whether a ticket is genuine, never whose it is",
	"GET /t/{text}":                 "says whether a ticket is genuine, never whose it is",
}

type desk struct {
	house *house.House
}

// Handler answers Routes.
func Handler(h *house.House) http.Handler {
	d := desk{h}
	mux := http.NewServeMux()
	for route, do := range map[string]func(w http.ResponseWriter, r *http.Request) error{
		"GET /join/{activity}":          d.showSignup,
		"POST /join/{activity}":         d.sendSignup,
		"GET /join/{activity}/{part}":   d.showPart,
		"POST /join/{activity}/{part}":  d.sendPart,
		"GET /join/mine/{link}":         d.showMine,
		"POST /join/mine/{link}":        d.sendChange,
		"GET /join/mine/{link}/{part}":  d.showMinePart,
		"POST /join/mine/{link}/cancel": d.sendCancel,
		"POST /join/mine/{link}/erase":  d.sendErase,
		"GET /join/party/{link}":        d.showParty,
		"POST /join/party/{link}":       d.sendNames,
		"GET /join/party/{link}/print":  d.showSheet,
		"GET /T/{text}":                 d.showGenuine,
		"GET /t/{text}":                 d.showGenuine,
	} {
		mux.HandleFunc(route, func(w http.ResponseWriter, r *http.Request) {
			head := w.Header()
			head.Set("X-Robots-Tag", "noindex, nofollow")
			head.Set("Cache-Control", "no-store")
			r.Body = http.MaxBytesReader(w, r.Body, bodyMax)
			if err := do(w, r); err != nil {
				d.refuse(w, r, err)
			}
		})
	}
	return mux
}

// who is under whose name things are written here: nobody has an account.
func who() act.Who { return act.System("người dự tự làm trên trang đăng ký") }

// base is the address under which others reach this house.
func (d desk) base(r *http.Request) string {
	switch {
	case d.house.URL != "":
		return strings.TrimRight(d.house.URL, "/")
	case r.TLS != nil:
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// from is the address of the caller.
func from(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// frameOf is what a page tells its frame.
func frameOf(r *http.Request, title string) head {
	h := head{Title: title, Theme: ui.Theme(r), Back: r.URL.RequestURI()}
	if r.Method != http.MethodGet {
		h.Back = r.URL.Path
	}
	return h
}

// draw sends a page. A link is worth a place: no other site is told of it (the policy same-origin that ui.Write sets; no-referrer would
// have older browsers hide where a form comes from, and the form refused).
func (d desk) draw(w http.ResponseWriter, r *http.Request, status int, c ui.Component) error {
	return ui.Write(w, r, status, c)
}

// lead goes on to another page.
func lead(w http.ResponseWriter, r *http.Request, to string, f *ui.Flash) error {
	if f != nil {
		ui.SetFlash(w, *f)
	}
	http.Redirect(w, r, ui.Local(to), http.StatusSeeOther)
	return nil
}

var statuses = map[fault.Kind]int{
	fault.Invalid: http.StatusUnprocessableEntity, fault.NotFound: http.StatusNotFound, fault.Denied: http.StatusTooManyRequests,
	fault.Conflict: http.StatusConflict, fault.Unavailable: http.StatusServiceUnavailable, fault.Internal: http.StatusInternalServerError,
}

// refuse turns an error into a page.
func (d desk) refuse(w http.ResponseWriter, r *http.Request, err error) {
	k := fault.KindOf(err)
	if k == fault.Internal {
		slog.Error("signing up", "method", r.Method, "route", r.Pattern, "err", err) // the route, not the address: a link is a secret
	}
	status := statuses[k]
	if status == 0 {
		status = http.StatusForbidden
	}
	title := map[fault.Kind]string{fault.NotFound: "Không tìm thấy", fault.Denied: "Hãy đợi một lát", fault.Internal: "Có lỗi ngoài dự kiến", fault.Unavailable: "Tạm thời chưa ghi được"}[k]
	if title == "" {
		title = "Chưa làm được"
	}
	if err := d.draw(w, r, status, faultView(faulty{head: frameOf(r, title), Text: fault.Text(err)})); err != nil {
		http.Error(w, fault.Text(err), http.StatusInternalServerError)
	}
}
