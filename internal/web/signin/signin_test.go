package signin_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/house"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/testkit"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/pagetest"
	"phongtrao/internal/web/signin"
)

const password = "Trời hôm nay xanh quá"

func entrance(t *testing.T) http.Handler {
	h := testkit.New(t, act.Schema, access.Schema, org.Schema, people.Schema)
	secret, err := people.NewSecret(t.Context(), "an", password)
	if err != nil {
		t.Fatal(err)
	}
	h.Write(func(tx *db.Tx) error {
		if _, err := people.Add(tx, people.Person{ID: "an", Name: "An", Unit: "hp"}); err != nil {
			return err
		}
		return people.SetPassword(tx, "an", "an", secret, "")
	})
	return signin.Handler(&house.House{DB: h.DB, Desk: h.Desk})
}

func send(h http.Handler, method, path string, body url.Values, cookies ...*http.Cookie) *http.Response {
	r := httptest.NewRequest(method, path, strings.NewReader(body.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for _, c := range cookies {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	b := new(strings.Builder)
	if _, err := io.Copy(b, r.Body); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Somebody is sent here from a page, mistypes, signs in, lands on the page, and signs out.
func TestInAndOut(t *testing.T) {
	h := entrance(t)
	r := send(h, "GET", "/sign-in?to=/units%3Fon%3D2025-06-30", nil)
	if text := body(t, r); r.StatusCode != 200 || !strings.Contains(text, "/units?on=2025-06-30") || !strings.Contains(text, "Đăng nhập") {
		t.Error(r.StatusCode, text)
	}
	r = send(h, "POST", "/sign-in", url.Values{"login": {"an"}, "password": {"sai mật khẩu"}, "to": {"/units"}})
	if text := body(t, r); r.StatusCode != 422 || !strings.Contains(text, `value="an"`) || !strings.Contains(text, "không đúng") || strings.Contains(text, "sai mật khẩu") {
		t.Error(r.StatusCode, text)
	}
	if r = send(h, "POST", "/sign-in", url.Values{"login": {""}}); r.StatusCode != 422 {
		t.Error(r.StatusCode)
	}
	r = send(h, "POST", "/sign-in", url.Values{"login": {" AN "}, "password": {password}, "to": {"/units"}})
	if r.StatusCode != 303 || r.Header.Get("Location") != "/units" || len(r.Cookies()) != 1 {
		t.Fatal(r.StatusCode, r.Header)
	}
	c := r.Cookies()[0]
	if c.Name != door.SessionCookie || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Secure || c.Path != "/" {
		t.Errorf("%+v", c)
	}
	if r = send(h, "GET", "/sign-in?to=/people", nil, c); r.StatusCode != 303 || r.Header.Get("Location") != "/people" {
		t.Error(r.StatusCode, r.Header)
	}
	if r = send(h, "POST", "/sign-out", nil, c); r.StatusCode != 303 || r.Header.Get("Location") != "/sign-in" {
		t.Error(r.StatusCode, r.Header)
	}
	if r = send(h, "GET", "/sign-in", nil, c); r.StatusCode != 200 {
		t.Error("the session goes on after signing out")
	}
	if r = send(h, "POST", "/sign-out", nil); r.StatusCode != 303 {
		t.Error(r.StatusCode)
	}
}

// Nobody is sent to another site after signing in.
func TestStaysOnThisSite(t *testing.T) {
	h := entrance(t)
	for _, to := range []string{"//evil.example", "https://evil.example", `/\evil.example`, "javascript:alert(1)"} {
		r := send(h, "POST", "/sign-in", url.Values{"login": {"an"}, "password": {password}, "to": {to}})
		if got := r.Header.Get("Location"); got != "/" {
			t.Errorf("%q leads to %q", to, got)
		}
	}
}

func TestTooMany(t *testing.T) {
	h := entrance(t)
	for range 5 {
		send(h, "POST", "/sign-in", url.Values{"login": {"an"}, "password": {"sai mật khẩu"}})
	}
	r := send(h, "POST", "/sign-in", url.Values{"login": {"an"}, "password": {password}})
	if text := body(t, r); r.StatusCode != 429 || !strings.Contains(text, "đợi") {
		t.Error(r.StatusCode, text)
	}
}

func TestPage(t *testing.T) {
	for _, s := range signin.Samples() {
		pagetest.Sound(t, ui.Group{s.Draw})
	}
}

// Without the first step there is no second, and a forged ticket leads back to the beginning.
func TestSecondStepNeedsTheFirst(t *testing.T) {
	h := entrance(t)
	if r := send(h, "GET", "/sign-in/second", nil); r.StatusCode != http.StatusSeeOther || r.Header.Get("Location") != "/sign-in" {
		t.Errorf("%d to %s", r.StatusCode, r.Header.Get("Location"))
	}
	forged := &http.Cookie{Name: "buoc-hai", Value: "e30.e30"}
	r := send(h, "POST", "/sign-in/second", url.Values{"code": {"123456"}}, forged)
	if r.StatusCode != http.StatusUnauthorized || len(r.Cookies()) != 0 || !strings.Contains(body(t, r), "đăng nhập lại từ đầu") {
		t.Errorf("a forged ticket: %d", r.StatusCode)
	}
	for _, answer := range []string{"", "{}", strings.Repeat("x", 13<<10)} {
		if r := send(h, "POST", "/sign-in/passkey", url.Values{"answer": {answer}, "word": {"x"}}); r.StatusCode == http.StatusSeeOther {
			t.Errorf("%.10q let somebody in", answer)
		}
	}
}
