// Package signin lets people sign in.
//
// It is the one page of the product that stands open. It gives a browser the token of a session in a cookie that scripts
// cannot read, and takes it back; where somebody wanted to go is kept on the way.
package signin

import (
	"errors"
	"log/slog"
	"net"
	"net/http"

	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/house"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
)

// bodyMax bounds what may be posted by somebody unknown.
const bodyMax = 16 << 10

// Routes are what Handler answers.
var Routes = []string{"GET /sign-in", "POST /sign-in", "GET /sign-in/second", "POST /sign-in/second", "POST /sign-in/passkey", "POST /sign-out"}

// Handler answers Routes.
func Handler(h *house.House) http.Handler {
	d := desk{h, people.NewEntrance(h.DB, h.Desk)}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /sign-in", d.show)
	mux.HandleFunc("POST /sign-in", d.enter)
	mux.HandleFunc("GET /sign-in/second", d.showSecond)
	mux.HandleFunc("POST /sign-in/second", d.enterSecond)
	mux.HandleFunc("POST /sign-in/passkey", d.enterByPasskey)
	mux.HandleFunc("POST /sign-out", d.leave)
	return mux
}

type desk struct {
	house    *house.House
	entrance *people.Entrance
}

// page is what the sign-in page shows.
type page struct {
	Login    string
	To       string // where to go afterwards
	Problem  form.Problem
	Theme    string
	Flash    *ui.Flash
	Expected bool // somebody was sent here from another page
	Key      *passkey
}

func (p page) form() ui.Form {
	f := ui.Form{ID: "sign-in", Action: "/sign-in", Submit: "Đăng nhập", Hidden: map[string]string{"to": p.To}, Fields: []ui.Field{
		{Name: "login", Label: "Tên đăng nhập", Required: true, Fill: "username", Value: p.Login, Focus: p.Login == ""},
		{Name: "password", Label: "Mật khẩu", Kind: ui.PasswordField, Required: true, Fill: "current-password", Focus: p.Login != ""}}}
	for i := range f.Fields {
		if f.Fields[i].Name == p.Problem.Field {
			f.Fields[i].Problem = p.Problem.Text
		}
	}
	if p.Problem.Field == "" && p.Problem.Text != "" {
		f.Wrong = append(f.Wrong, p.Problem)
	}
	return f
}

func (d desk) show(w http.ResponseWriter, r *http.Request) {
	to := ui.Local(r.URL.Query().Get("to"))
	if _, err := d.entrance.Recognise(r.Context(), token(r)); err == nil {
		http.Redirect(w, r, to, http.StatusSeeOther)
		return
	}
	d.draw(w, r, http.StatusOK, page{To: to, Theme: ui.Theme(r), Flash: ui.TakeFlash(w, r), Expected: to != "/"})
}

func (d desk) enter(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, bodyMax)
	p := page{Login: r.PostFormValue("login"), To: ui.Local(r.PostFormValue("to")), Theme: ui.Theme(r)}
	password := r.PostFormValue("password")
	switch {
	case p.Login == "":
		p.Problem = form.Problem{Field: "login", Text: "Hãy ghi tên đăng nhập."}
	case password == "":
		p.Problem = form.Problem{Field: "password", Text: "Hãy ghi mật khẩu."}
	}
	if p.Problem.Text != "" {
		d.draw(w, r, http.StatusUnprocessableEntity, p)
		return
	}
	given, s, err := d.entrance.SignIn(r.Context(), p.Login, password, door.Device(r.UserAgent()), from(r))
	var second *people.Second
	switch {
	case err == nil:
		d.admit(w, r, given, s, p.To)
	case errors.As(err, &second):
		d.hold(w, r, second, p.To)
	default:
		p.Problem = form.ProblemOf(err)
		d.draw(w, r, refusal(err), p)
	}
}

// refusal is the status of an answer that lets nobody in.
func refusal(err error) int {
	switch fault.KindOf(err) {
	case fault.Denied:
		return http.StatusTooManyRequests
	case fault.Unsigned:
		return http.StatusUnauthorized
	case fault.Internal:
		slog.Error("signing in", "err", err)
		return http.StatusInternalServerError
	case fault.Unavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusUnprocessableEntity
}

// leave ends the session that it is sent with; one that is over already is as good.
func (d desk) leave(w http.ResponseWriter, r *http.Request) {
	if s, err := d.entrance.Recognise(r.Context(), token(r)); err == nil {
		err := d.house.Desk.Do(r.Context(), act.Who{Person: s.Person, Session: s.ID, Device: s.Device}, people.SigningOut, s.Person, func(tx *db.Tx) error {
			return people.SignOut(tx, s.Person, s.ID)
		})
		if err != nil { // the browser forgets the token all the same
			slog.Error("signing out", "err", err)
		}
	}
	c := cookie(r, "")
	c.MaxAge = -1
	http.SetCookie(w, c)
	ui.SetFlash(w, ui.Flash{Tone: ui.Good, Text: "Bạn đã đăng xuất khỏi thiết bị này."})
	http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
}

// cookie holds a session's token: out of reach of scripts, sent to this site alone, and over TLS alone where there is TLS.
func cookie(r *http.Request, value string) *http.Cookie {
	return &http.Cookie{Name: door.SessionCookie, Value: value, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil}
}

func token(r *http.Request) string {
	c, err := r.Cookie(door.SessionCookie)
	if err != nil {
		return ""
	}
	return c.Value
}

// from is the address of the caller, by which wrong passwords are counted.
func from(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

func (d desk) draw(w http.ResponseWriter, r *http.Request, status int, p page) {
	p.Key = d.passkey(r)
	d.send(w, r, status, view(p))
}

func (d desk) send(w http.ResponseWriter, r *http.Request, status int, c ui.Component) {
	w.Header().Set("Cache-Control", "no-store")
	if err := ui.Write(w, r, status, c); err != nil {
		slog.Error("drawing", "path", r.URL.Path, "err", err)
		http.Error(w, fault.Text(err), http.StatusInternalServerError)
	}
}
