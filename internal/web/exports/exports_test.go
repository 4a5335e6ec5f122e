package exports_test

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/house"
	"phongtrao/internal/ledger"
	"phongtrao/internal/people"
	"phongtrao/internal/seed"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/exports"
)

// signedIn adds somebody with a role at a unit and returns the token of a session.
func signedIn(t *testing.T, h *house.House, login string, role access.Role, unit string) string {
	t.Helper()
	const password = "mật khẩu đủ dài"
	secret, err := people.NewSecret(t.Context(), login, password)
	if err != nil {
		t.Fatal(err)
	}
	err = h.Desk.Do(t.Context(), act.System("test"), people.Adding, unit, func(tx *db.Tx) error {
		if _, err := people.Add(tx, people.Person{ID: login, Name: "=Người Thử", Unit: unit}); err != nil {
			return err
		}
		if err := people.SetPassword(tx, login, login, secret, ""); err != nil {
			return err
		}
		_, err := access.Give(tx, access.Grant{Person: login, Role: role, Unit: unit})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	token, _, err := h.Entrance.SignIn(t.Context(), login, password, "test", "127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// Every table opens in both formats with the same rows; what is below a grant is in it, what is beside is not.
func TestTables(t *testing.T) {
	h := furnished.Demo(t)
	site := &door.Site{House: h, Streams: exports.Streams()}
	mux := http.NewServeMux()
	site.Mount(mux)
	head := signedIn(t, h, "dau", access.Administrator, seed.Confederation)
	below := signedIn(t, h, "cs", access.UnitOfficer, "hy-toto")
	get := func(token, path string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.AddCookie(&http.Cookie{Name: door.SessionCookie, Value: token})
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, r)
		return w
	}
	read := func(token, path string) [][]string {
		t.Helper()
		w := get(token, path)
		if w.Code != http.StatusOK {
			t.Fatalf("%s: %d %s", path, w.Code, w.Body)
		}
		if !strings.Contains(w.Header().Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: %v", path, w.Header())
		}
		all, err := csv.NewReader(bytes.NewReader(w.Body.Bytes())).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		return all[1:]
	}
	for key, c := range map[string]struct {
		query        string
		head, below  int // rows at least, rows at most for a grassroots union
		belowRefused bool
	}{
		"entries":     {"", 50, 40, false},
		"figures":     {"?indicator=blood.bags&by=unit&on=2026-11-01", 2, 3, false},
		"units":       {"", 60, 1, false},
		"campaigns":   {"", 5, 8, false},
		"targets":     {"", 3, 4, false},
		"activities":  {"", 20, 20, false},
		"submissions": {"", 0, 0, false},
		"dispatches":  {"", 3, 5, false},
		"log":         {"", 50, 0, true},
		"people":      {"", 5, 0, true},
	} {
		rows := read(head, "/export/"+key+".csv"+c.query)
		if len(rows) < c.head {
			t.Errorf("%s: %d rows for the head of the union, want %d", key, len(rows), c.head)
		}
		w := get(head, "/export/"+key+".xlsx"+c.query)
		book, err := excelize.OpenReader(bytes.NewReader(w.Body.Bytes()))
		if err != nil {
			t.Fatalf("%s: %d %v", key, w.Code, err)
		}
		again, err := book.GetRows(book.GetSheetName(0))
		// The session of the first table is itself an act of the log's.
		if err != nil || len(again)-1 != len(rows) {
			t.Errorf("%s: %d rows in one format, %d in the other (%v)", key, len(rows), len(again)-1, err)
		}
		if c.belowRefused {
			if w := get(below, "/export/"+key+".csv"+c.query); w.Code != http.StatusForbidden {
				t.Errorf("%s by a grassroots union: %d", key, w.Code)
			}
			continue
		}
		if rows := read(below, "/export/"+key+".csv"+c.query); len(rows) > c.below {
			t.Errorf("%s: %d rows for a grassroots union, want at most %d", key, len(rows), c.below)
		}
	}
	for _, row := range read(head, "/export/people.csv") {
		if strings.HasPrefix(row[0], "=") {
			t.Errorf("a name becomes a formula: %q", row[0])
		}
	}
	for _, row := range read(below, "/export/entries.csv") {
		if row[8] != "hy-toto" {
			t.Errorf("an entry of %s goes to somebody of hy-toto", row[8])
		}
	}
	for path, want := range map[string]int{"/export/entries.csv?at=tinh-12": 403, "/export/units.csv?under=tinh-12": 403, "/export/figures.csv?indicator=blood.bags&at=tinh-12": 403,
		"/export/figures.csv": 422, "/export/entries.csv?from=31/31/2024": 422, "/export/units.csv?under=khong-co": 403} {
		if w := get(below, path); w.Code != want {
			t.Errorf("%s: %d, want %d", path, w.Code, want)
		}
	}
}

// A figure's entries add up to the figure, and its parts with what nothing divides to its total.
func TestAddsUp(t *testing.T) {
	h := furnished.Demo(t)
	site := &door.Site{House: h, Streams: exports.Streams()}
	mux := http.NewServeMux()
	site.Mount(mux)
	token := signedIn(t, h, "dau", access.Inspector, seed.Confederation)
	r := httptest.NewRequest(http.MethodGet, "/export/figures.csv?indicator=blood.bags&from=2024-01-01&to=2024-06-30&by=activity", nil)
	r.AddCookie(&http.Cookie{Name: door.SessionCookie, Value: token})
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, r)
	all, err := csv.NewReader(w.Body).ReadAll()
	if err != nil {
		t.Fatal(err, w.Code)
	}
	var sum, total int64
	for _, row := range all[1:] {
		n, err := strconv.ParseInt(row[2], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		if row[0] == "Tổng" {
			total = n
		} else {
			sum += n
		}
	}
	var want ledger.Figure
	if err := h.DB.See(t.Context(), func(v *db.View) (err error) {
		want, err = ledger.RollUp(v, ledger.Question{Indicator: "blood.bags", Period: day.Half(2024, 1)})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if sum != total || total != want.Lo || !slices.ContainsFunc(all, func(r []string) bool { return r[0] == "Tổng" }) {
		t.Errorf("parts %d, total %d, figure %d", sum, total, want.Lo)
	}
}
