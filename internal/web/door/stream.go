package door

import (
	"mime"
	"net/http"
)

// Stream is an address that hands out bytes in place of a page: a picture, a table to be saved. Its guard is asked as a page's is.
type Stream struct {
	Route string // "GET /reports/{id}/files/{file}"
	Title string
	Guard Guard
	// Send writes the answer. A fault that it returns before it wrote anything becomes a page.
	Send func(a *Ask, w http.ResponseWriter) error
}

// stream answers a Stream.
func (s *Site) stream(w http.ResponseWriter, r *http.Request, x Stream, g Guard) {
	out := &started{ResponseWriter: w}
	err := s.enter(r, g, false, func(a *Ask) error { return x.Send(a, out) })
	switch {
	case err == nil:
	case out.began: // half a file must not look like a whole one
		panic(http.ErrAbortHandler)
	default:
		s.Refuse(w, r, err)
	}
}

// started remembers whether something was written.
type started struct {
	http.ResponseWriter
	began bool
}

func (s *started) Write(b []byte) (int, error) {
	s.began = true
	return s.ResponseWriter.Write(b)
}

func (s *started) WriteHeader(status int) {
	s.began = true
	s.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController through.
func (s *started) Unwrap() http.ResponseWriter { return s.ResponseWriter }

// Saved says how bytes are handed out: of which kind, and under which name they are saved. Nothing in them can run.
func Saved(w http.ResponseWriter, media, name string) {
	handed(w, media, "attachment", name)
}

// Shown says that bytes are looked at where they are, as a picture is.
func Shown(w http.ResponseWriter, media, name string) {
	handed(w, media, "inline", name)
}

func handed(w http.ResponseWriter, media, how, name string) {
	h := w.Header()
	h.Set("Content-Type", media)
	h.Set("Content-Disposition", mime.FormatMediaType(how, map[string]string{"filename": name}))
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("X-Content-Type-Options", "nosniff")
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "private, no-cache")
	}
}
