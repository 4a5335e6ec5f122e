package people_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/testkit"
)

const good = "Trời hôm nay xanh quá"

func house(t *testing.T) *testkit.House {
	return testkit.New(t, act.Schema, access.Schema, org.Schema, people.Schema)
}

func add(h *testkit.House, id, name string) {
	h.T.Helper()
	h.Write(func(tx *db.Tx) error {
		got, err := people.Add(tx, people.Person{ID: id, Name: name, Title: "Chủ tịch CĐCS", Unit: "hp"})
		if got != id {
			h.T.Errorf("key %q", got)
		}
		return err
	})
}

func account(h *testkit.House, person, login, password string) {
	h.T.Helper()
	secret, err := people.NewSecret(h.T.Context(), login, password)
	if err != nil {
		h.T.Fatal(err)
	}
	h.Write(func(tx *db.Tx) error { return people.SetPassword(tx, person, login, secret, "") })
}

func want(t *testing.T, err error, kind fault.Kind, field string) {
	t.Helper()
	if err == nil || fault.KindOf(err) != kind || fault.Field(err) != field {
		t.Errorf("got %v, field %q", err, fault.Field(err))
	}
}

func TestNamesAndFinding(t *testing.T) {
	h := house(t)
	ids := []string{act.Program, "nobody"}
	for i := range 250 {
		id := fmt.Sprintf("p%03d", i)
		ids = append(ids, id)
		add(h, id, fmt.Sprintf("Trần Văn %d", i))
	}
	add(h, "tuan", "  Nguyễn  Văn Tuấn ")
	add(h, "an", "Đặng Thị Ân")
	h.See(func(v *db.View) error {
		names, err := people.Names(v, append(ids, ids...))
		if err != nil || len(names) != 251 || names["p249"] != "Trần Văn 249" || names[act.Program] != "Chương trình" {
			t.Error(len(names), names["p249"], err)
		}
		for q, want := range map[string]string{"nguyen van tuan": "tuan", "Tuấn": "tuan", "tuấn nguyễn": "tuan", "dang an": "an", "%": "", "trần_văn": ""} {
			got, err := people.Find(v, q, 10)
			if err != nil {
				return err
			}
			switch {
			case want != "" && (len(got) != 1 || got[0].ID != want):
				t.Errorf("%q found %v", q, got)
			case q == "%" && len(got) > 10:
				t.Errorf("%q found %d", q, len(got))
			}
		}
		all, err := people.Find(v, "", 1000)
		if len(all) != 252 {
			t.Error(len(all))
		}
		return err
	})
	for field, p := range map[string]people.Person{"name": {Name: "  ", Unit: "hp"}, "unit": {Name: "An"}} {
		want(t, h.DB.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error { _, err := people.Add(tx, p); return err }), fault.Invalid, field)
	}
}

func TestPasswordRules(t *testing.T) {
	for _, p := range []string{"", "ngắn", "aaaaaaaaaaaa", "12345678901", "MatKhau123", "congdoan2026", "an.nguyen12345", strings.Repeat("dài ", 60)} {
		_, err := people.NewSecret(t.Context(), "an.nguyen1", p)
		want(t, err, fault.Invalid, "password")
	}
	h := house(t)
	add(h, "an", "An")
	secret, err := people.NewSecret(t.Context(), "an", good)
	if err != nil {
		t.Fatal(err)
	}
	for _, login := range []string{"", "a", "ẩn", "a b", "-an", strings.Repeat("a", 65)} {
		want(t, h.DB.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error { return people.SetPassword(tx, "an", login, secret, "") }), fault.Invalid, "login")
	}
	want(t, h.DB.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error { return people.SetPassword(tx, "none", "an", secret, "") }), fault.NotFound, "")
	want(t, h.DB.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error { return people.SetPassword(tx, "an", "an", people.Secret{}, "") }), fault.Invalid, "password")
	account(h, "an", "an", good)
	add(h, "binh", "Bình")
	want(t, h.DB.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error { return people.SetPassword(tx, "binh", " AN ", secret, "") }), fault.Invalid, "login")
}

func TestSignIn(t *testing.T) {
	h := house(t)
	add(h, "an", "An")
	account(h, "an", "An.Nguyen", good)
	e := people.NewEntrance(h.DB, h.Desk)
	ctx := t.Context()

	nfd := "Tro\u031b\u0300i ho\u0302m nay xanh qua\u0301" // as some telephones type it
	token, s, err := e.SignIn(ctx, " an.nguyen", nfd, "Chrome, Windows", "10.0.0.1")
	if err != nil || s.Person != "an" || len(token) != 43 {
		t.Fatal(s, token, err)
	}
	other, _, err := e.SignIn(ctx, "AN.NGUYEN", good, "Điện thoại", "10.0.0.2")
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if got, err := e.Recognise(ctx, token); err != nil || got != s || got.Who() != (act.Who{Person: "an", Session: s.ID, Device: "Chrome, Windows"}) {
			t.Error(got, err)
		}
	}
	for _, bad := range []string{"", "x", token + "x"} {
		_, err := e.Recognise(ctx, bad)
		want(t, err, fault.Unsigned, "")
	}
	an := h.As("an")
	h.See(func(v *db.View) error {
		list, err := people.Sessions(v, "an")
		if len(list) != 2 || list[0].Device != "Điện thoại" {
			t.Errorf("%+v", list)
		}
		log, err2 := act.Log(v, act.Filter{Person: "an", Verb: "people.sign_in"})
		if len(log) != 2 || log[1].Device != "Chrome, Windows" || log[1].Scope != "hp" {
			t.Errorf("%+v", log)
		}
		return errors.Join(err, err2)
	})

	// Signing out is felt at once, and only by the one.
	an.Do(people.SigningOut, "an", func(tx *db.Tx) error { return people.SignOut(tx, "an", s.ID) })
	_, err = e.Recognise(ctx, token)
	want(t, err, fault.Unsigned, "")
	if _, err = e.Recognise(ctx, other); err != nil {
		t.Error(err)
	}
	an.Do(people.SigningOut, "an", func(tx *db.Tx) error { return people.SignOutEverywhere(tx, "an", "") })
	_, err = e.Recognise(ctx, other)
	want(t, err, fault.Unsigned, "")
}

func TestSessionsExpire(t *testing.T) {
	h := house(t)
	add(h, "an", "An")
	account(h, "an", "an", good)
	e := people.NewEntrance(h.DB, h.Desk)
	token, _, err := e.SignIn(t.Context(), "an", good, "", "")
	if err != nil {
		t.Fatal(err)
	}
	day := 24 * time.Hour
	for range 4 { // used every six days, it lives until the thirtieth
		h.Clock.Advance(6 * day)
		if _, err := e.Recognise(t.Context(), token); err != nil {
			t.Fatal(err)
		}
	}
	h.Clock.Advance(6*day + time.Second)
	_, err = e.Recognise(t.Context(), token)
	want(t, err, fault.Unsigned, "")

	token, _, err = e.SignIn(t.Context(), "an", good, "", "")
	if err != nil {
		t.Fatal(err)
	}
	h.Clock.Advance(7*day + time.Second) // unused
	_, err = e.Recognise(t.Context(), token)
	want(t, err, fault.Unsigned, "")
	if _, _, err := e.SignIn(t.Context(), "an", good, "", ""); err != nil {
		t.Fatal(err)
	}
	h.See(func(v *db.View) error {
		var n int
		err := v.Row("SELECT count(*) FROM people_session").Scan(&n)
		if n != 1 {
			t.Errorf("%d sessions kept, want those that are over cleared away", n)
		}
		return err
	})
}

func TestThrottle(t *testing.T) {
	h := house(t)
	add(h, "an", "An")
	account(h, "an", "an", good)
	e := people.NewEntrance(h.DB, h.Desk)
	try := func(login, password, from string) error {
		_, _, err := e.SignIn(t.Context(), login, password, "", from)
		return err
	}
	for _, login := range []string{"an", "không ai"} {
		for i := range 5 {
			want(t, try(login, "sai mật khẩu", fmt.Sprint(i)), fault.Invalid, "password")
		}
		want(t, try(login, good, "elsewhere"), fault.Denied, "") // even the right one, from anywhere
	}
	h.Clock.Advance(59 * time.Second)
	want(t, try("an", good, "a"), fault.Denied, "")
	h.Clock.Advance(2 * time.Second)
	want(t, try("an", "sai", "a"), fault.Invalid, "password")
	h.Clock.Advance(time.Minute + time.Second)
	want(t, try("an", good, "a"), fault.Denied, "") // twice as long
	h.Clock.Advance(time.Minute)
	if err := try("an", good, "a"); err != nil {
		t.Error(err)
	}
	for range 4 {
		want(t, try("an", "sai", "a"), fault.Invalid, "password") // cleared: four cost nothing again
	}
	if err := try("an", good, "a"); err != nil {
		t.Error(err)
	}
}

// An unknown login must not be told from a known one by the time it takes.
func TestUnknownLoginTakesAsLong(t *testing.T) {
	h := house(t)
	add(h, "an", "An")
	account(h, "an", "an", good)
	e := people.NewEntrance(h.DB, h.Desk)
	var times [2][]time.Duration
	for i := range 5 {
		for k, login := range []string{"an", "ai"} {
			began := time.Now()
			e.SignIn(t.Context(), login, "sai mật khẩu", "", fmt.Sprint(i))
			times[k] = append(times[k], time.Since(began))
		}
	}
	known, unknown := slices.Min(times[0]), slices.Min(times[1])
	if unknown < known/2 || known < unknown/2 {
		t.Errorf("known %v, unknown %v", known, unknown)
	}
}

func TestPasswordChangeEndsSessions(t *testing.T) {
	h := house(t)
	add(h, "an", "An")
	account(h, "an", "an", good)
	e := people.NewEntrance(h.DB, h.Desk)
	here, s, err := e.SignIn(t.Context(), "an", good, "", "")
	there, _, err2 := e.SignIn(t.Context(), "an", good, "", "")
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	secret, err := people.NewSecret(t.Context(), "an", "một câu khác hẳn")
	if err != nil {
		t.Fatal(err)
	}
	h.As("an").Do(people.SettingPassword, "an", func(tx *db.Tx) error { return people.SetPassword(tx, "an", "an", secret, s.ID) })
	if _, err := e.Recognise(t.Context(), here); err != nil {
		t.Error(err)
	}
	_, err = e.Recognise(t.Context(), there)
	want(t, err, fault.Unsigned, "")
	_, _, err = e.SignIn(t.Context(), "an", good, "", "")
	want(t, err, fault.Invalid, "password")
	if _, _, err = e.SignIn(t.Context(), "an", "một câu khác hẳn", "", ""); err != nil {
		t.Error(err)
	}
}

func TestForget(t *testing.T) {
	h := house(t)
	add(h, "an", "Nguyễn Thị An")
	account(h, "an", "an", good)
	h.Grant("an", access.UnitOfficer, "hp")
	e := people.NewEntrance(h.DB, h.Desk)
	token, _, err := e.SignIn(t.Context(), "an", good, "", "")
	if err != nil {
		t.Fatal(err)
	}
	forget := func(reason string) error {
		return h.Try(people.Forgetting, "an", func(tx *db.Tx) error { return people.Forget(tx, "an", reason) })
	}
	want(t, forget(""), fault.Invalid, "reason")
	if err := forget("theo đơn đề nghị"); err != nil {
		t.Fatal(err)
	}
	want(t, forget("lần nữa"), fault.Conflict, "")
	_, err = e.Recognise(t.Context(), token)
	want(t, err, fault.Unsigned, "")
	_, _, err = e.SignIn(t.Context(), "an", good, "", "")
	want(t, err, fault.Invalid, "password")
	h.See(func(v *db.View) error {
		p, err := people.Get(v, "an")
		names, err2 := people.Names(v, []string{"an"})
		if p.Name != "" || p.Title != "" || p.Forgotten == 0 || names["an"] != "(đã xóa thông tin)" {
			t.Errorf("%+v %v", p, names)
		}
		grants, err3 := access.Of(v, "an")
		if len(grants) != 1 || grants[0].Holds(v.At.Day()) {
			t.Errorf("%+v", grants)
		}
		found, err4 := people.Find(v, "an", 10)
		login, err5 := people.LoginOf(v, "an")
		if len(found) != 0 || login != "" {
			t.Error(found, login)
		}
		return errors.Join(err, err2, err3, err4, err5)
	})
}

func TestVerbsAreDistinct(t *testing.T) {
	seen := map[string]bool{}
	for _, v := range people.Verbs {
		if seen[v.Name] || v.Label == "" || v.Over == nil || !v.Self && len(v.Roles) == 0 {
			t.Errorf("%+v", v)
		}
		seen[v.Name] = true
	}
}

// Somebody below cannot take the place of somebody above who is at home below.
func TestNobodyBelowSetsThePasswordOfSomebodyAbove(t *testing.T) {
	h := house(t)
	h.Write(func(tx *db.Tx) error {
		_, err := org.FoundAll(tx, []org.Unit{
			{ID: "hp", Name: "Liên đoàn Lao động thành phố Hải Phòng", Kind: "federation", Parent: "tld"},
			{ID: "tld", Name: "Tổng Liên đoàn Lao động Việt Nam", Kind: "confederation"},
		}, org.Decision{Number: "1/QĐ", Date: day.Must("2020-01-01"), Issuer: "TLĐ", Effective: day.Must("2020-01-01")})
		return err
	})
	add(h, "an", "An")
	add(h, "binh", "Bình")
	hp := h.Grant("adminhp", access.Administrator, "hp")
	tld := h.Grant("admintld", access.Administrator, "tld")
	h.Grant("an", access.Viewer, "hp")
	h.Grant("binh", access.Administrator, "tld")
	h.See(func(v *db.View) error {
		for _, c := range []struct {
			who    *testkit.House
			person string
			want   bool
		}{{hp, "an", true}, {tld, "an", true}, {hp, "binh", false}, {tld, "binh", true}, {h.As("an"), "an", true}, {h.As("an"), "binh", false}} {
			got, err := h.Desk.May(v, c.who.Who, people.SettingPassword, c.person)
			if err != nil || got != c.want {
				t.Errorf("%s over %s: %v %v", c.who.Who.Person, c.person, got, err)
			}
		}
		grants, err := access.Of(v, "binh")
		if err != nil {
			return err
		}
		may, err := h.Desk.May(v, hp.Who, people.EndingGrant, grants[0].ID)
		if may {
			t.Error("a grant above is ended from below")
		}
		if _, err := h.Desk.May(v, hp.Who, people.EndingGrant, "none"); fault.KindOf(err) != fault.NotFound {
			t.Error(err)
		}
		return err
	})
}
