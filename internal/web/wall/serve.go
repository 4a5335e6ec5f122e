// Package wall is the wall: one number, its age, how sure it is.
//
// The page is drawn whole by the server, so it reads without scripts; where they run, a stream of frames moves it. A frame is made once for
// all who look. Whoever may see the activity may see its wall; a screen without anybody at it shows it with a key in its address.
package wall

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"net/http"
	"regexp"
	"strings"
	"time"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/live"
	"phongtrao/internal/web/door"
)

//go:embed assets/wall.css assets/wall.js
var assets embed.FS

// Addresses that are no pages of the office.
const (
	Route       = "GET /wall/{activity}"
	StreamRoute = "GET /wall/{activity}/stream"
	StyleRoute  = "GET /wall/wall.css"
	ScriptRoute = "GET /wall/wall.js"
)

var reference = regexp.MustCompile(`url\((fonts/[a-z0-9.-]+)\)`)

var style = reference.ReplaceAllStringFunc(text("assets/wall.css"), func(m string) string {
	return "url(" + ui.Address(m[4:len(m)-1]) + ")"
})

var script = text("assets/wall.js")

func text(name string) string {
	b, err := assets.ReadFile(name)
	if err != nil {
		panic(err) // embedded: cannot fail
	}
	return string(b)
}

func styleAddress() string  { return addressOf("/wall/wall.css", style) }
func scriptAddress() string { return addressOf("/wall/wall.js", script) }

// addressOf changes with the content, so that browsers may keep it.
func addressOf(path, content string) string {
	sum := sha256.Sum256([]byte(content))
	return path + "?v=" + hex.EncodeToString(sum[:6])
}

// Style and Script hand out the wall's own files.
func Style(w http.ResponseWriter, r *http.Request) { serve(w, r, "text/css; charset=utf-8", style) }
func Script(w http.ResponseWriter, r *http.Request) {
	serve(w, r, "text/javascript; charset=utf-8", script)
}

func serve(w http.ResponseWriter, r *http.Request, media, content string) {
	h := w.Header()
	h.Set("Content-Type", media)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("X-Content-Type-Options", "nosniff")
	http.ServeContent(w, r, "", time.Time{}, strings.NewReader(content))
}

// viewer is who looks: somebody signed in, or a screen with a key.
type viewer struct {
	central string
	key     string // of a screen, "" for a person
}

// admit asks whether who shows a session or a key may see the wall of an activity.
func admit(s *door.Site, r *http.Request) (w viewer, err error) {
	id := r.PathValue("activity")
	key := r.URL.Query().Get("key")
	if key == "" {
		return admitPerson(s, r, id)
	}
	err = s.House.DB.See(r.Context(), func(v *db.View) error {
		central, err := live.Central(v, id)
		if fault.KindOf(err) == fault.NotFound {
			central, err = "", nil // what is not there cannot be told from what may not be seen
		}
		if err != nil {
			return err
		}
		w = viewer{central, key}
		_, err = live.Admit(v, central, key)
		return err
	})
	return w, err
}

func admitPerson(s *door.Site, r *http.Request, id string) (w viewer, err error) {
	cookie, err := r.Cookie(door.SessionCookie)
	if err != nil {
		return w, fault.New(fault.Unsigned, "Bạn chưa đăng nhập. Hãy đăng nhập rồi mở lại màn hình.")
	}
	session, err := s.House.Entrance.Recognise(r.Context(), cookie.Value)
	if err != nil {
		return w, err
	}
	err = s.House.DB.See(r.Context(), func(v *db.View) error {
		v.Actor = session.Who().Person
		central, err := live.Central(v, id)
		if err != nil {
			return err
		}
		w.central = central
		return s.House.Desk.Leave(v, session.Who(), activity.Seeing, central, false)
	})
	return w, err
}

// Page answers the wall.
func Page(s *door.Site) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		who, err := admit(s, r)
		if err != nil {
			s.Refuse(w, r, err)
			return
		}
		if who.central != r.PathValue("activity") { // a site: the wall is that of all
			http.Redirect(w, r, door.Address("/wall/"+who.central, "key", who.key, "stage", r.URL.Query().Get("stage")), http.StatusSeeOther)
			return
		}
		n, err := s.House.Live.Now(r.Context(), who.central)
		if err != nil {
			s.Refuse(w, r, err)
			return
		}
		m := newModel(n)
		m.Stage = r.URL.Query().Get("stage") != ""
		m.Stream = door.Address("/wall/"+who.central+"/stream", "key", who.key)
		if who.key == "" {
			m.proven()
		}
		if err := write(w, r, m); err != nil {
			s.Refuse(w, r, err)
		}
	})
}

// write sends the page. It is in Vietnamese for everybody: a wall is read by a crowd.
func write(w http.ResponseWriter, r *http.Request, m model) error {
	var b bytes.Buffer
	if err := screen(m).Render(r.Context(), &b); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Security-Policy", ui.CSP)
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer") // the address may hold a key
	h.Set("X-Content-Type-Options", "nosniff")
	_, _ = w.Write(b.Bytes()) // the reader may have gone
	return nil
}
