package door

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"phongtrao/internal/access"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/bookmark"
	"phongtrao/internal/house"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
)

// Limits of what is posted.
const (
	FormMax = 1 << 20  // bytes of a form
	FileMax = 20 << 20 // bytes of a form with a file
)

// Site is every screen and action there is, over one house.
type Site struct {
	House   *house.House
	Screens []ui.Screen[*Ask]
	Actions []Action
	Streams []Stream
	// Nav gives the navigation for a request; it may read the ask's view.
	Nav func(a *Ask) []ui.NavItem
	// Banner is a sentence above every page, "" for none; nil has none.
	Banner func(v *db.View) string
}

// SessionCookie holds the token of a session.
const SessionCookie = "phien"

// Mount puts all screens and actions on a mux. It panics where a guard is missing: a door without a lock is a fault of the program.
func (s *Site) Mount(mux *http.ServeMux) {
	for _, p := range s.Screens {
		g := guardOf(p.Pattern(), p.Leave())
		mux.HandleFunc(p.Pattern(), func(w http.ResponseWriter, r *http.Request) { s.open(w, r, p, g) })
	}
	for _, a := range s.Actions {
		g := guardOf(a.Route, a.Guard)
		mux.HandleFunc(a.Route, func(w http.ResponseWriter, r *http.Request) { s.act(w, r, a, g) })
	}
	for _, x := range s.Streams {
		g := guardOf(x.Route, x.Guard)
		mux.HandleFunc(x.Route, func(w http.ResponseWriter, r *http.Request) { s.stream(w, r, x, g) })
	}
}

func guardOf(route string, leave any) Guard {
	g, ok := leave.(Guard)
	if !ok || g.Verb.Name == "" {
		panic("door: " + route + " has no guard")
	}
	return g
}

// open answers a page.
func (s *Site) open(w http.ResponseWriter, r *http.Request, p ui.Screen[*Ask], g Guard) {
	var drawn ui.Drawn
	var frame ui.Shell
	err := s.enter(r, g, false, func(a *Ask) (err error) {
		if drawn, err = p.Open(a); err != nil {
			return err
		}
		if _, part := ui.Wants(r); !part {
			frame, err = s.frame(a, drawn.Head)
		}
		return err
	})
	if err != nil {
		s.Refuse(w, r, err)
		return
	}
	if id, part := ui.Wants(r); part {
		s.write(w, r, http.StatusOK, drawn.Part(id))
		return
	}
	frame.Flash = ui.TakeFlash(w, r)
	s.write(w, r, http.StatusOK, within(frame, drawn.View))
}

// act answers a post.
func (s *Site) act(w http.ResponseWriter, r *http.Request, action Action, g Guard) {
	if err := parse(w, r); err != nil {
		s.Refuse(w, r, err)
		return
	}
	var ask *Ask
	if err := s.enter(r, g, true, func(a *Ask) error { ask = a; return nil }); err != nil {
		s.Refuse(w, r, err)
		return
	}
	ask.V = nil // the view has ended
	out, err := action.Do(ask)
	if err != nil {
		s.Refuse(w, r, err)
		return
	}
	if out.Again != nil {
		var frame ui.Shell
		err := ask.See(func(*db.View) (err error) {
			frame, err = s.frame(ask, out.Head)
			return err
		})
		if err != nil {
			s.Refuse(w, r, err)
			return
		}
		status := http.StatusUnprocessableEntity
		if out.Step {
			status = http.StatusOK
			w.Header().Set("Cache-Control", "no-store") // it may show what is kept nowhere
		}
		s.write(w, r, status, within(frame, out.Again))
		return
	}
	if out.Flash != nil {
		ui.SetFlash(w, *out.Flash)
	}
	http.Redirect(w, r, ui.Local(out.To), http.StatusSeeOther)
}

// enter finds who asks, asks for leave, and hands over an ask whose view lives until do returns.
func (s *Site) enter(r *http.Request, g Guard, writes bool, do func(a *Ask) error) error {
	cookie, err := r.Cookie(SessionCookie)
	if err != nil {
		return fault.New(fault.Unsigned, "Bạn chưa đăng nhập. Hãy đăng nhập rồi làm lại.")
	}
	session, err := s.House.Entrance.Recognise(r.Context(), cookie.Value)
	if err != nil {
		return err
	}
	return s.House.DB.See(r.Context(), func(v *db.View) error {
		a := &Ask{R: r, House: s.House, V: v, Who: session.Who(), guard: g}
		names, err := people.Names(v, []string{a.Who.Person})
		if err != nil {
			return err
		}
		a.Name = names[a.Who.Person]
		v.Actor = a.Who.Person
		held, err := access.Of(v, a.Who.Person)
		if err != nil {
			return err
		}
		for _, h := range held {
			if h.Holds(v.At.Day()) {
				a.grants = append(a.grants, h)
			}
		}
		switch {
		case g.Object != nil:
			a.Object = g.Object(r)
		case g.Verb.Self:
			a.Object = a.Who.Person
		default:
			a.Object = r.PathValue("id")
		}
		if a.Object == HomeObject {
			a.Object = a.Home()
		}
		if err := s.House.Desk.Leave(v, a.Who, g.Verb, a.Object, writes); err != nil {
			return err
		}
		return do(a)
	})
}

// HomeObject as a guard's object stands for the unit for which the person works: the overview, the lists.
const HomeObject = "\x00home"

// Home is the Object of guards of pages that begin at the person's own unit.
func Home(*http.Request) string { return HomeObject }

// AtOrHome is the Object of guards of pages about the unit that a query names, else about the person's own.
func AtOrHome(name string) func(r *http.Request) string {
	return func(r *http.Request) string {
		if u := r.URL.Query().Get(name); u != "" {
			return u
		}
		return HomeObject
	}
}

// frame is the shell around a page.
func (s *Site) frame(a *Ask, h ui.Head) (ui.Shell, error) {
	sh := ui.Shell{Title: h.Title, Crumbs: h.Crumbs, Help: h.Help, Accent: h.Accent, Theme: ui.Theme(a.R), Back: a.R.URL.RequestURI(),
		Search: "/search", Query: a.R.URL.Query().Get("q"), User: &ui.User{Name: a.Name, Href: "/me"}, Nav: s.Nav(a)}
	if s.Banner != nil {
		sh.Banner = s.Banner(a.V)
	}
	if a.R.Method != http.MethodGet {
		sh.Back = "/"
	} else if bookmark.Named(a.R.URL.Path) != "" {
		sh.Keep = Address("/bookmarks/new", "to", sh.Back)
	}
	if len(a.grants) > 0 {
		sh.User.Role = a.grants[0].Role.Label()
		names, err := org.Names(a.V, []org.UnitID{a.Home()}, org.Today(a.V))
		if err != nil {
			return sh, err
		}
		sh.Place = names[a.Home()]
	}
	return sh, nil
}

// within draws a component inside a frame.
func within(frame ui.Shell, c ui.Component) ui.Component { return ui.Inside(frame, c) }

func (s *Site) write(w http.ResponseWriter, r *http.Request, status int, c ui.Component) {
	if err := ui.Write(w, r, status, c); err != nil {
		slog.Error("drawing", "path", r.URL.Path, "err", err)
		http.Error(w, fault.Text(err), http.StatusInternalServerError)
	}
}

// status is the one table from kinds of fault to answers of HTTP.
var status = map[fault.Kind]int{
	fault.Internal:    http.StatusInternalServerError,
	fault.Invalid:     http.StatusUnprocessableEntity,
	fault.NotFound:    http.StatusNotFound,
	fault.Denied:      http.StatusForbidden,
	fault.Unsigned:    http.StatusUnauthorized,
	fault.Conflict:    http.StatusConflict,
	fault.Unavailable: http.StatusServiceUnavailable,
}

// titles say what happened in three words; the fault's sentence says the rest.
var titles = map[fault.Kind]string{
	fault.Internal:    "Có lỗi ngoài dự kiến",
	fault.Invalid:     "Chưa làm được",
	fault.NotFound:    "Không tìm thấy",
	fault.Denied:      "Chưa được giao quyền",
	fault.Conflict:    "Có người đã sửa trước",
	fault.Unavailable: "Tạm thời chưa ghi được",
}

// Status returns the answer of HTTP to an error.
func Status(err error) int { return status[fault.KindOf(err)] }

// Refuse turns an error into a page. A page asked for without a session leads to signing in, and back.
func (s *Site) Refuse(w http.ResponseWriter, r *http.Request, err error) {
	if lead(w, r, err) {
		return
	}
	k := fault.KindOf(err)
	if k == fault.Internal {
		slog.Error("request", "method", r.Method, "path", r.URL.Path, "err", err)
	} else if k == fault.Denied {
		slog.Info("refused", "method", r.Method, "path", r.URL.Path)
	}
	if k == fault.Unsigned && r.Method == http.MethodGet && !strings.Contains(r.Header.Get("Accept"), "json") {
		to := "/sign-in?to=" + escape(r.URL.RequestURI())
		if _, part := ui.Wants(r); part {
			w.Header().Set("HX-Redirect", to)
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		http.Redirect(w, r, to, http.StatusSeeOther)
		return
	}
	title := titles[k]
	if title == "" {
		title = "Cần đăng nhập"
	}
	next := &ui.Button{Label: "Về trang tổng quan", Href: "/"}
	if k == fault.Invalid && r.Method == http.MethodGet {
		title = "Chưa mở được trang"
		if r.URL.RawQuery != "" { // what was asked is wrong, the page itself is there
			next = &ui.Button{Label: "Mở lại trang này", Href: ui.Local(r.URL.Path)}
		}
	}
	if k == fault.Unsigned && r.Method == http.MethodPost && resendable(r) {
		resend := ui.Resend{Action: ui.Local(r.URL.RequestURI()), Fields: r.PostForm, Files: r.MultipartForm != nil && len(r.MultipartForm.File) > 0, SignIn: "/sign-in?to=/signed-in"}
		s.write(w, r, Status(err), ui.Inside(ui.Front{Title: "Cần đăng nhập lại", Theme: ui.Theme(r)}, ui.Group{ui.PageHead{Title: "Cần đăng nhập lại"}, resend}))
		return
	}
	if k == fault.Unsigned {
		next = &ui.Button{Label: "Đăng nhập", Href: "/sign-in", Primary: true}
	}
	body := ui.Group{ui.PageHead{Title: title}, ui.Empty{Icon: "circle-alert", Text: fault.Text(err), Next: next}}
	if _, part := ui.Wants(r); part {
		s.write(w, r, Status(err), body)
		return
	}
	s.write(w, r, Status(err), ui.Inside(ui.Front{Title: title, Theme: ui.Theme(r)}, body))
}

// resendable reports whether what was posted may stand on a page until somebody has signed in again: passwords may not.
func resendable(r *http.Request) bool {
	for name := range r.PostForm {
		if strings.Contains(strings.ToLower(name), "password") {
			return false
		}
	}
	return len(r.PostForm) > 0
}

// SignedIn is where somebody comes who signed in beside a form that waits to be sent: it tells them to go back to it.
func SignedIn(w http.ResponseWriter, r *http.Request) {
	body := ui.Group{ui.PageHead{Title: "Đã đăng nhập"}, ui.Empty{Icon: "circle-check", Title: "Bạn đã đăng nhập lại", Text: "Hãy đóng cửa sổ này, quay về trang đang điền dở và bấm “Gửi lại”.", Next: &ui.Button{Label: "Về trang tổng quan", Href: "/"}}}
	if err := ui.Write(w, r, http.StatusOK, ui.Inside(ui.Front{Title: "Đã đăng nhập", Theme: ui.Theme(r)}, body)); err != nil {
		slog.Error("drawing", "path", r.URL.Path, "err", err)
		http.Error(w, fault.Text(err), http.StatusInternalServerError)
	}
}

// parse reads what was posted, within its limits.
func parse(w http.ResponseWriter, r *http.Request) error {
	limit := int64(FormMax)
	multipart := strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data")
	if multipart {
		limit = FileMax
	}
	r.Body = http.MaxBytesReader(w, r.Body, limit)
	var err error
	if multipart {
		err = r.ParseMultipartForm(4 << 20)
	} else {
		err = r.ParseForm()
	}
	if tooBig := (*http.MaxBytesError)(nil); errors.As(err, &tooBig) {
		return fault.Invalidf("Nội dung gửi lên lớn hơn %d MB. Hãy chọn tệp nhỏ hơn rồi gửi lại.", limit>>20)
	}
	if err != nil {
		return fault.Invalidf("Không đọc được nội dung gửi lên. Hãy tải lại trang rồi gửi lại.")
	}
	return nil
}

// Logged writes one line for each request that took long or failed.
func Logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		defer func() {
			if p := recover(); p != nil && p != http.ErrAbortHandler {
				slog.Error("panic", "path", r.URL.Path, "what", fmt.Sprint(p))
				http.Error(w, fault.Text(nil), http.StatusInternalServerError)
			}
			if took := time.Since(start); took > time.Second && w.Header().Get("Content-Type") != "text/event-stream" { // a stream lasts as long as somebody looks
				slog.Warn("slow", "method", r.Method, "path", r.URL.Path, "took", took.Round(time.Millisecond))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// NotFound answers an address that leads nowhere.
func (s *Site) NotFound(w http.ResponseWriter, r *http.Request) {
	s.Refuse(w, r, fault.NotFoundf("Địa chỉ này không có trang nào. Có thể liên kết đã cũ; hãy tìm từ trang tổng quan."))
}
