package people_test

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/people"
	"phongtrao/internal/testkit"
)

func entrance(h *testkit.House) *people.Entrance { return people.NewEntrance(h.DB, act.NewDesk(h.DB)) }

// code is what the person's telephone shows.
func code(h *testkit.House, person string) string {
	h.T.Helper()
	var c people.Clock
	h.See(func(v *db.View) (err error) { c, err = people.ClockOf(v, person); return err })
	now, err := totp.GenerateCode(c.Secret, h.DB.Now().Time())
	if err != nil {
		h.T.Fatal(err)
	}
	return now
}

// confirmed turns a person's codes on and returns those on paper.
func confirmed(h *testkit.House, person string) (spares []string) {
	h.T.Helper()
	h.Write(func(tx *db.Tx) error { return people.BeginClock(tx, person) })
	h.See(func(v *db.View) error {
		c, err := people.ClockOf(v, person)
		spares = c.SpareCodes()
		return err
	})
	h.Write(func(tx *db.Tx) error { return people.ConfirmClock(tx, person, code(h, person)) })
	return spares
}

func asked(t *testing.T, e *people.Entrance) *people.Second {
	t.Helper()
	token, _, err := e.SignIn(t.Context(), "an", good, "Chrome", "1.1.1.1")
	var second *people.Second
	if token != "" || !errors.As(err, &second) || fault.KindOf(err) != fault.Unsigned {
		t.Fatalf("a password alone let somebody in: %q, %v", token, err)
	}
	return second
}

func TestCodesAreAskedForOnceTurnedOn(t *testing.T) {
	h := house(t)
	e := entrance(h)
	add(h, "an", "Nguyễn Văn An")
	account(h, "an", "an", good)
	h.Write(func(tx *db.Tx) error { return people.BeginClock(tx, "an") })
	if token, _, err := e.SignIn(t.Context(), "an", good, "Chrome", "1.1.1.1"); err != nil || token == "" {
		t.Fatalf("a clock that was only begun is asked for: %v", err)
	}
	err := h.DB.Update(t.Context(), db.Ordered{Actor: "an"}, func(tx *db.Tx) error { return people.ConfirmClock(tx, "an", "000000") })
	want(t, err, fault.Invalid, "code")
	spares := confirmed(h, "an")
	if len(spares) != 10 {
		t.Fatalf("%d codes on paper", len(spares))
	}

	second := asked(t, e)
	used := code(h, "an")
	if _, _, err := e.SecondCode(t.Context(), second.Ticket, used, "Chrome", "1.1.1.1"); fault.Field(err) != "code" {
		t.Errorf("the code that confirmed was taken again: %v", err)
	}
	h.Clock.Advance(time.Minute)
	now := code(h, "an")
	token, s, err := e.SecondCode(t.Context(), second.Ticket, " "+now[:3]+" "+now[3:], "Chrome", "1.1.1.1")
	if err != nil || s.Person != "an" {
		t.Fatalf("the right code is refused: %v", err)
	}
	if got, err := e.Recognise(t.Context(), token); err != nil || got.Person != "an" {
		t.Errorf("the session is not known: %v", err)
	}
	if _, _, err := e.SecondCode(t.Context(), asked(t, e).Ticket, now, "Chrome", "1.1.1.1"); fault.Field(err) != "code" {
		t.Errorf("a code was taken twice: %v", err)
	}

	if _, _, err := e.SecondCode(t.Context(), asked(t, e).Ticket, strings.ToUpper(spares[3]), "Chrome", "1.1.1.1"); err != nil {
		t.Errorf("a code on paper is refused: %v", err)
	}
	if _, _, err := e.SecondCode(t.Context(), asked(t, e).Ticket, spares[3], "Chrome", "1.1.1.1"); fault.Field(err) != "code" {
		t.Errorf("a code on paper was taken twice: %v", err)
	}

	h.Write(func(tx *db.Tx) error { return people.StopSecond(tx, "an") })
	if token, _, err := e.SignIn(t.Context(), "an", good, "Chrome", "1.1.1.1"); err != nil || token == "" {
		t.Errorf("codes are asked for though they were turned off: %v", err)
	}
	if _, _, err := e.SecondCode(t.Context(), second.Ticket, spares[4], "Chrome", "1.1.1.1"); err == nil {
		t.Error("a code of a clock that was stopped let somebody in")
	}
}

func TestTicketsEnd(t *testing.T) {
	h := house(t)
	e := entrance(h)
	for _, who := range []string{"an", "ba"} {
		add(h, who, "Người "+who)
		account(h, who, who, good)
	}
	confirmed(h, "an")
	ticket := asked(t, e).Ticket
	first, rest, _ := strings.Cut(ticket, ".")
	for name, forged := range map[string]string{"nothing": "", "another body": "e30." + rest, "no seal": first + ".", "half": ticket[:len(ticket)/2]} {
		if _, _, err := e.SecondCode(t.Context(), forged, "123456", "x", "1.1.1.1"); fault.KindOf(err) != fault.Unsigned {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, _, err := e.EnterByPasskey(t.Context(), people.Site{Host: "localhost", Origin: "http://localhost"}, ticket, []byte("{}"), "x"); fault.KindOf(err) != fault.Unsigned {
		t.Errorf("a ticket of one step was taken at another: %v", err)
	}
	h.Clock.Advance(6 * time.Minute)
	if _, _, err := e.SecondCode(t.Context(), ticket, code(h, "an"), "x", "1.1.1.1"); fault.KindOf(err) != fault.Unsigned {
		t.Errorf("a ticket six minutes old: %v", err)
	}
}

func TestWrongCodesAreSlowedDown(t *testing.T) {
	h := house(t)
	e := entrance(h)
	add(h, "an", "Nguyễn Văn An")
	account(h, "an", "an", good)
	confirmed(h, "an")
	ticket := asked(t, e).Ticket
	h.Clock.Advance(time.Minute)
	for range 5 {
		if _, _, err := e.SecondCode(t.Context(), ticket, "111111", "x", "2.2.2.2"); fault.KindOf(err) != fault.Invalid {
			t.Fatalf("a wrong code: %v", err)
		}
	}
	if _, _, err := e.SecondCode(t.Context(), ticket, code(h, "an"), "x", "2.2.2.2"); fault.KindOf(err) != fault.Denied {
		t.Errorf("the sixth attempt was looked at: %v", err)
	}
}

func TestAddressOfAClock(t *testing.T) {
	a := people.Clock{Secret: "ABC"}.Address("an.nguyen")
	u, err := url.Parse(a)
	if err != nil || u.Scheme != "otpauth" || u.Host != "totp" || u.Path != "/Phong Trào:an.nguyen" || u.Query().Get("issuer") != "Phong Trào" || strings.Contains(a, "+") {
		t.Errorf("%s, %v", a, err)
	}
}

func TestPasskeyAnswersOfAnotherKindAreRefused(t *testing.T) {
	h := house(t)
	e := entrance(h)
	add(h, "an", "Nguyễn Văn An")
	account(h, "an", "an", good)
	site := people.Site{Host: "localhost", Origin: "http://localhost:8080"}
	_, word, err := e.AskPasskey(t.Context(), site)
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"", "{}", "[]", `{"id":"x","rawId":"eA","type":"public-key","response":{}}`} {
		if _, _, err := e.EnterByPasskey(t.Context(), site, word, []byte(bad), "x"); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%q: %v", bad, err)
		}
	}
	_, word, err = e.OfferPasskey(t.Context(), site, "an")
	if err != nil {
		t.Fatal(err)
	}
	if err := e.AddPasskey(t.Context(), act.Who{Person: "ba"}, site, word, "", []byte("{}")); fault.KindOf(err) != fault.Denied {
		t.Errorf("an offer to one person was taken by another: %v", err)
	}
	if err := e.AddPasskey(t.Context(), act.Who{Person: "an"}, site, word, "", []byte("{}")); fault.KindOf(err) != fault.Invalid {
		t.Errorf("an empty answer was kept: %v", err)
	}
}

// Browsers make passkeys for a name; a page opened by a bare network address must not offer one.
func TestSiteNamed(t *testing.T) {
	for host, want := range map[string]bool{"phongtrao.congdoan.vn": true, "localhost": true, "may-chu": true, "10.0.0.7": false, "::1": false, "[::1]": false, "": false} {
		if got := (people.Site{Host: host}).Named(); got != want {
			t.Errorf("Named(%q) = %v, want %v", host, got, want)
		}
	}
}
