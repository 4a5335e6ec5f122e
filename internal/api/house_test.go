package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/api"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/campaign"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/edition"
	"phongtrao/internal/gate"
	"phongtrao/internal/house"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/passport"
	"phongtrao/internal/people"
	"phongtrao/internal/rehearse"
	"phongtrao/internal/report"
	"phongtrao/internal/seed"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/token"
)

// world is the demo's house behind the door of programs, with the objects that examples of the document stand for.
type world struct {
	t       testing.TB
	house   *house.House
	handler http.Handler
	park    string            // the living unit above hy-toto
	samples map[string]string // by operation and parameter, or by parameter alone
}

func open(t testing.TB) *world {
	t.Helper()
	h := furnished.Demo(t)
	w := &world{t: t, house: h, handler: api.Handler(h)}
	w.must(ledger.Seal(t.Context(), h.DB))
	w.samples = w.objects()
	w.must(h.DB.See(t.Context(), func(v *db.View) error {
		chain, err := org.Over(v, "hy-toto")
		w.park = chain[1]
		return err
	}))
	w.samples["list-units under"], w.samples["unit"], w.samples["at"], w.samples["owner"] = w.park, "hy-toto", "hy-toto", w.park
	return w
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) do(verb act.Verb, object string, work func(tx *db.Tx) error) {
	w.t.Helper()
	w.must(w.house.Desk.Do(w.t.Context(), act.System("test"), verb, object, work))
}

// all are the verbs that keys are given for.
func all() (names []string) {
	for _, v := range token.Offered {
		names = append(names, v.Name)
	}
	return names
}

// key gives a program a key at a unit through somebody who may do everything there, and then leaves that person with the given
// roles alone: so the key is for everything, and its giver for that.
func (w *world) key(name, unit string, verbs []string, roles ...access.Role) (id, secret string) {
	w.t.Helper()
	person := "nguoi-cap-" + name
	w.do(people.Adding, unit, func(tx *db.Tx) error {
		_, err := people.Add(tx, people.Person{ID: person, Name: "Người Cấp", Unit: unit})
		return err
	})
	var first []string
	w.do(people.Granting, unit, func(tx *db.Tx) error {
		for _, r := range []access.Role{access.Administrator, access.FederationOfficer} {
			g, err := access.Give(tx, access.Grant{Person: person, Role: r, Unit: unit})
			if err != nil {
				return err
			}
			first = append(first, g)
		}
		return nil
	})
	w.must(w.house.Desk.Do(w.t.Context(), act.Who{Person: person}, token.Giving, unit, func(tx *db.Tx) (err error) {
		id, secret, err = token.Give(tx, token.Program{Name: "Chương trình " + name, Unit: unit, Verbs: verbs, Until: tx.At.Day().Add(30)})
		return err
	}))
	w.do(people.Granting, unit, func(tx *db.Tx) error {
		for _, g := range first {
			if err := access.End(tx, g, tx.At.Day(), "hết việc"); err != nil {
				return err
			}
		}
		for _, r := range roles {
			if _, err := access.Give(tx, access.Grant{Person: person, Role: r, Unit: unit}); err != nil {
				return err
			}
		}
		return nil
	})
	return id, secret
}

// objects finds in the demo what stands behind the parameters of operations.
func (w *world) objects() map[string]string {
	s := map[string]string{}
	w.do(gate.Rehearsing, head, func(tx *db.Tx) error {
		r, err := rehearse.Stage(tx, rehearse.Ask{Unit: head, Seed: 1, Sites: 2, People: 10, Gates: 2}, false)
		s["event"] = fmt.Sprint(r.Event)
		return err
	})
	w.must(w.house.DB.See(w.t.Context(), func(v *db.View) error {
		drives, err := activity.Between(v, day.Half(2024, 1))
		if err != nil {
			return err
		}
		s["get-activity id"], s["activity"] = drives[0].ID, drives[0].ID
		s["get-campaign id"], s["list-targets id"], s["campaign"] = drives[0].Campaign, drives[0].Campaign, drives[0].Campaign
		slips, err := report.SlipsOf(v, drives[0].ID)
		if err != nil {
			return err
		}
		s["get-slip id"] = slips[0].ID
		letters, err := dispatch.List(v, dispatch.Filter{Text: "03/KH"})
		if err != nil {
			return err
		}
		s["get-dispatch id"] = letters[0].ID
		printed, err := edition.All(v)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(printed, func(e edition.Edition) bool { return e.State == edition.Accepted })
		s["get-edition id"], s["list-editions unit"] = printed[i].ID, printed[i].Unit
		entries, err := ledger.Prove(v, ledger.Question{Indicator: "blood.bags", Period: day.Half(2024, 1)})
		if err != nil {
			return err
		}
		s["seq"] = fmt.Sprint(entries[0].Seq)
		_, err = campaign.Get(v, s["campaign"])
		return err
	}))
	for _, op := range []string{"get-submission", "resubmit", "accept", "return"} {
		unit := map[string]string{"get-submission": "hy-toto", "resubmit": "hy-toto", "accept": "hy-toto", "return": "hy-toto"}[op]
		if id, ok := s["submission of "+unit]; ok {
			s[op+" id"] = id
			continue
		}
		s[op+" id"] = w.submit(unit, s["activity"])
		s["submission of "+unit] = s[op+" id"]
	}
	q := ledger.Question{Indicator: "blood.bags", Period: day.Half(2024, 1), At: "hy-kcn"}
	w.do(passport.Printing, passport.Object(q), func(tx *db.Tx) (err error) {
		s["code"], err = passport.Keep(tx, q)
		return err
	})
	return s
}

// submit sends three comers of a unit at an activity.
func (w *world) submit(unit, drive string) (id string) {
	w.do(report.Submitting, unit, func(tx *db.Tx) (err error) {
		id, err = report.Submit(tx, report.Submission{Unit: unit, Activity: drive, Lines: []report.Line{{Indicator: "blood.came", Quantity: ledger.Exactly(3)}}})
		return err
	})
	return id
}

// call sends one request and returns the answer.
func (w *world) call(secret, method, path string, body any, heads ...string) *httptest.ResponseRecorder {
	w.t.Helper()
	text := ""
	if body != nil {
		b, err := json.Marshal(body)
		w.must(err)
		text = string(b)
	}
	r := httptest.NewRequest(method, path, strings.NewReader(text))
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if secret != "" {
		r.Header.Set("Authorization", "Bearer "+secret)
	}
	for i := 0; i+1 < len(heads); i += 2 {
		r.Header.Set(heads[i], heads[i+1])
	}
	rec := httptest.NewRecorder()
	w.handler.ServeHTTP(rec, r)
	return rec
}

// into reads an answer of the expected status.
func into[T any](t testing.TB, rec *httptest.ResponseRecorder, status int) (out T) {
	t.Helper()
	if rec.Code != status {
		t.Fatalf("status %d, want %d: %s", rec.Code, status, rec.Body)
	}
	if err := json.NewDecoder(bytes.NewReader(rec.Body.Bytes())).Decode(&out); err != nil {
		t.Fatalf("%v: %s", err, rec.Body)
	}
	return out
}

const (
	head   = seed.Confederation
	beside = "tinh-12"
)
