package ui

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"phongtrao/internal/base/tongue"
)

// CSP is the policy of every page: scripts and styles come from files of ours, and nothing else runs.
const CSP = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// Write draws c and sends it with a status. Nothing is sent before all is drawn, so that an error can still become a page.
func Write(w http.ResponseWriter, r *http.Request, status int, c Component) error {
	var b bytes.Buffer
	if err := c.Render(r.Context(), &b); err != nil {
		return err
	}
	drawn := b.Bytes()
	if InEnglish(r) {
		drawn = tongue.English().Page(drawn)
	}
	h := w.Header()
	h.Set("Content-Security-Policy", CSP)
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Add("Vary", "HX-Request, HX-Target, Cookie")
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "private, no-cache")
	}
	w.WriteHeader(status)
	_, _ = w.Write(drawn) // the reader may have gone
	return nil
}

// Wants returns the id of the element that htmx will replace with the answer, and false where a whole page is wanted.
func Wants(r *http.Request) (id string, part bool) {
	if r.Header.Get("HX-Request") != "true" || r.Header.Get("HX-Request-Type") == "full" {
		return "", false
	}
	_, id, _ = strings.Cut(r.Header.Get("HX-Target"), "#") // "tr#unit-7"
	if plain, err := url.PathUnescape(id); err == nil {
		id = plain
	}
	return id, true
}

const flashCookie = "flash"

// SetFlash leaves a message for the next page.
func SetFlash(w http.ResponseWriter, f Flash) {
	text, _ := json.Marshal(f) // strings alone: cannot fail
	http.SetCookie(w, &http.Cookie{Name: flashCookie, Value: base64.RawURLEncoding.EncodeToString(text), Path: "/",
		MaxAge: 60, HttpOnly: true, SameSite: http.SameSiteLaxMode})
}

// TakeFlash returns the message left for this page, once, and nil where there is none.
func TakeFlash(w http.ResponseWriter, r *http.Request) *Flash {
	c, err := r.Cookie(flashCookie)
	if err != nil {
		return nil
	}
	http.SetCookie(w, &http.Cookie{Name: flashCookie, Path: "/", MaxAge: -1})
	text, err := base64.RawURLEncoding.DecodeString(c.Value)
	if err != nil {
		return nil
	}
	var f Flash
	if json.Unmarshal(text, &f) != nil || f.Text == "" {
		return nil
	}
	return &f
}

// Theme returns what the person chose: "light", "dark", or "" for whatever the device prefers.
func Theme(r *http.Request) string {
	if c, err := r.Cookie("theme"); err == nil && (c.Value == "light" || c.Value == "dark") {
		return c.Value
	}
	return ""
}

// SwitchTheme answers the shell's form: it keeps the choice for a year and goes back to the page.
func SwitchTheme(w http.ResponseWriter, r *http.Request) {
	theme := r.PostFormValue("theme")
	age := 365 * 24 * 60 * 60
	if theme != "light" && theme != "dark" {
		theme, age = "", -1
	}
	http.SetCookie(w, &http.Cookie{Name: "theme", Value: theme, Path: "/", MaxAge: age, SameSite: http.SameSiteLaxMode})
	http.Redirect(w, r, Local(r.PostFormValue("back")), http.StatusSeeOther)
}

// InEnglish reports whether the person chose English.
func InEnglish(r *http.Request) bool {
	c, err := r.Cookie("language")
	return err == nil && c.Value == "en"
}

// SwitchLanguage answers the shell's form: it turns to the other language for a year and goes back to the page.
func SwitchLanguage(w http.ResponseWriter, r *http.Request) {
	c := &http.Cookie{Name: "language", Value: "en", Path: "/", MaxAge: 365 * 24 * 60 * 60, SameSite: http.SameSiteLaxMode}
	if InEnglish(r) {
		c.Value, c.MaxAge = "", -1
	}
	http.SetCookie(w, c)
	http.Redirect(w, r, Local(r.PostFormValue("back")), http.StatusSeeOther)
}

// Local returns an address of this site, and "/" for anything that would lead out of it.
func Local(to string) string {
	if len(to) > 1 && to[0] == '/' && to[1] != '/' && to[1] != '\\' {
		return to
	}
	return "/"
}

func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
