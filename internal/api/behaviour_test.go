package api_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/api"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/ledger"
	"phongtrao/internal/passport"
)

// TestDoor holds the door to its word, in one house: each part has keys of its own.
func TestDoor(t *testing.T) {
	w := open(t)
	for name, part := range map[string]func(*testing.T, *world){
		"sentTwice":              sentTwice,
		"fromSendingToFigure":    fromSendingToFigure,
		"sameFigureAsTheCommand": sameFigureAsTheCommand,
		"pages":                  pages,
		"tags":                   tags,
		"limits":                 limits,
		"contractOfProblems":     contractOfProblems,
		"closedReports":          closedReports,
	} {
		t.Run(name, func(t *testing.T) { part(t, w) })
	}
}

// A write sent again with the same key is done once and answered alike, also when the copies come together; the same key with other
// content is refused, and the same content with another key is a write of its own.
func sentTwice(t *testing.T, w *world) {
	_, secret := w.key("hai-lan", head, all(), access.FederationOfficer)
	slip := func(n int64) map[string]any {
		return map[string]any{"unit": "hy-toto", "day": "2024-06-30", "evidence": "signed", "paper": "Biên bản 12/BB", "paper_date": "2024-06-30", "signers": "Bệnh viện",
			"lines": []any{map[string]any{"indicator": "welfare.gifts", "lo": n, "hi": n}}}
	}
	send := func(key string, n int64) (int, api.Posted, bool) {
		rec := w.call(secret, http.MethodPost, "/api/v1/slips", slip(n), "Idempotency-Key", key)
		var p api.Posted
		_ = json.Unmarshal(rec.Body.Bytes(), &p)
		return rec.Code, p, rec.Header().Get("Idempotency-Replayed") == "true"
	}
	before := w.entries()
	var wg sync.WaitGroup
	var mu sync.Mutex
	ids, replays := map[string]bool{}, 0
	for range 8 {
		wg.Go(func() {
			status, p, replayed := send("k1", 7)
			mu.Lock()
			defer mu.Unlock()
			ids[p.ID] = true
			if replayed {
				replays++
			}
			if status != http.StatusCreated || len(p.Entries) != 1 {
				t.Errorf("%d %+v", status, p)
			}
		})
	}
	wg.Wait()
	if len(ids) != 1 || replays != 7 || w.entries() != before+1 {
		t.Errorf("answers %v, %d replayed, %d entries more", ids, replays, w.entries()-before)
	}
	if status, _, _ := send("k1", 8); status != http.StatusConflict {
		t.Errorf("the same key with other content: %d", status)
	}
	if status, _, _ := send("k2", 7); status != http.StatusConflict { // the ledger's own rule: it was told already
		t.Errorf("the same figures with another key: %d", status)
	}
	_, other := w.key("ben-canh", head, all(), access.FederationOfficer)
	if rec := w.call(other, http.MethodPost, "/api/v1/slips", slip(9), "Idempotency-Key", "k1"); rec.Code == http.StatusCreated || strings.Contains(rec.Body.String(), "Idempotency") {
		t.Errorf("keys of two programs are not each other's business: %d %s", rec.Code, rec.Body)
	}
	if rec := w.call(secret, http.MethodPost, "/api/v1/slips", slip(9), "Idempotency-Key", strings.Repeat("x", 201)); rec.Code != http.StatusUnprocessableEntity {
		t.Errorf("a key too long: %d", rec.Code)
	}
}

func (w *world) entries() (n int64) {
	w.must(w.house.DB.See(w.t.Context(), func(v *db.View) (err error) {
		_, all, err := ledger.ProvePage(v, ledger.Question{Indicator: "welfare.gifts", Period: day.All}, 0, 1)
		n = int64(all)
		return err
	}))
	return n
}

// A program sends figures, sees them wait, and another accepts: then they are in the figure, logged under the program's name.
func fromSendingToFigure(t *testing.T, w *world) {
	drive := w.otherDrives(1)[0]
	id, below := w.key("cs", "hy-toto", all(), access.UnitOfficer)
	_, above := w.key("tren", w.park, all(), access.FederationOfficer)
	sent := into[api.Submission](t, w.call(below, http.MethodPost, "/api/v1/submissions", map[string]any{"unit": "hy-toto", "activity": drive,
		"lines": []any{map[string]any{"indicator": "blood.came", "lo": 41, "hi": 41}}}), http.StatusCreated)
	if rec := w.call(below, http.MethodPost, "/api/v1/submissions/"+sent.ID+"/accept", map[string]any{"version": 1}); rec.Code != http.StatusForbidden {
		t.Errorf("a unit's program accepts its own figures: %d", rec.Code)
	}
	waits := into[api.List[api.Waiting]](t, w.call(above, http.MethodGet, "/api/v1/inbox", nil), http.StatusOK)
	found := false
	for _, x := range waits.Items {
		found = found || x.Submission == sent.ID && x.Lo == 41
	}
	if !found {
		t.Errorf("it does not wait above: %+v", waits)
	}
	if p := into[api.Posted](t, w.call(above, http.MethodPost, "/api/v1/submissions/"+sent.ID+"/accept", map[string]any{"version": 1}), http.StatusOK); len(p.Entries) != 1 {
		t.Errorf("%+v", p)
	}
	if rec := w.call(above, http.MethodPost, "/api/v1/submissions/"+sent.ID+"/accept", map[string]any{"version": 1}); rec.Code != http.StatusConflict {
		t.Errorf("accepted twice: %d", rec.Code)
	}
	got := into[api.Submission](t, w.call(below, http.MethodGet, "/api/v1/submissions/"+sent.ID, nil), http.StatusOK)
	if got.State != "accepted" {
		t.Error(got.State)
	}
	w.must(w.house.DB.See(t.Context(), func(v *db.View) error {
		log, err := act.Log(v, act.Filter{Verb: "report.submit", Object: "hy-toto", Limit: 1})
		if err == nil && (len(log) != 1 || log[0].Person != id) {
			t.Errorf("the log says %+v", log)
		}
		return err
	}))
}

// A figure has the very shape that the command prints.
func sameFigureAsTheCommand(t *testing.T, w *world) {
	_, secret := w.key("so", head, all(), access.Viewer)
	rec := w.call(secret, http.MethodGet, "/api/v1/figures?indicator=blood.bags&from=2024-01-01&to=2024-06-30&at=hy-kcn&on=2024-06-30&by=unit", nil)
	var want []byte
	w.must(w.house.DB.See(t.Context(), func(v *db.View) error {
		p, err := passport.Of(v, w.house.Kinds, ledger.Question{Indicator: "blood.bags", Period: day.Half(2024, 1), At: "hy-kcn", On: day.Must("2024-06-30"), By: ledger.ByUnit})
		if err != nil {
			return err
		}
		want, err = json.Marshal(p)
		return err
	}))
	if got := bytes.TrimSpace(rec.Body.Bytes()); !sameJSON(t, got, want) {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func sameJSON(t *testing.T, a, b []byte) bool {
	t.Helper()
	var x, y any
	if json.Unmarshal(a, &x) != nil || json.Unmarshal(b, &y) != nil {
		return false
	}
	p, _ := json.Marshal(x)
	q, _ := json.Marshal(y)
	return bytes.Equal(p, q)
}

// Pages of a list hang together: nothing is missed, nothing comes twice.
func pages(t *testing.T, w *world) {
	_, secret := w.key("trang", head, all(), access.Viewer)
	for _, path := range []string{"/api/v1/units?all=true&on=2024-06-30&", "/api/v1/entries?indicator=blood.bags&", "/api/v1/activities?"} {
		type item struct {
			ID  string
			Seq int64
		}
		whole := into[api.List[item]](t, w.call(secret, http.MethodGet, path+"limit=500", nil), http.StatusOK)
		if len(whole.Items) < 8 || whole.Next != "" {
			t.Fatalf("%s: %d items, next %q", path, len(whole.Items), whole.Next)
		}
		var got []item
		for next := ""; ; {
			p := into[api.List[item]](t, w.call(secret, http.MethodGet, path+"limit=3&after="+next, nil), http.StatusOK)
			got = append(got, p.Items...)
			if next = p.Next; next == "" {
				break
			}
		}
		if len(got) != len(whole.Items) || got[len(got)-1] != whole.Items[len(got)-1] {
			t.Errorf("%s: %d items in pages, %d at once", path, len(got), len(whole.Items))
		}
		if rec := w.call(secret, http.MethodGet, path+"after=khong-co", nil); rec.Code != http.StatusUnprocessableEntity {
			t.Errorf("%s: a place that is none: %d", path, rec.Code)
		}
	}
}

func tags(t *testing.T, w *world) {
	_, secret := w.key("the", head, all(), access.Viewer)
	first := w.call(secret, http.MethodGet, "/api/v1/units/hy-toto", nil)
	tag := first.Header().Get("ETag")
	again := w.call(secret, http.MethodGet, "/api/v1/units/hy-toto", nil, "If-None-Match", tag)
	if tag == "" || again.Code != http.StatusNotModified || again.Body.Len() != 0 {
		t.Errorf("tag %q, then %d with %d bytes", tag, again.Code, again.Body.Len())
	}
	if other := w.call(secret, http.MethodGet, "/api/v1/units/hy-toto?on=2020-01-01", nil, "If-None-Match", tag); other.Code != http.StatusOK {
		t.Errorf("another answer: %d", other.Code)
	}
}

// What does not fit is refused where it enters.
func limits(t *testing.T, w *world) {
	_, secret := w.key("gioi-han", head, all(), access.FederationOfficer)
	for _, c := range []struct {
		name, method, path string
		body               any
		status             int
	}{
		{"an unknown question", http.MethodGet, "/api/v1/units?colour=red", nil, 422},
		{"too many at once", http.MethodGet, "/api/v1/units?limit=501", nil, 422},
		{"no such address", http.MethodGet, "/api/v1/nothing", nil, 404},
		{"a body too large", http.MethodPost, "/api/v1/dispatches", map[string]string{"note": strings.Repeat("x", api.BodyMax)}, 413},
		{"a body without its parts", http.MethodPost, "/api/v1/dispatches", map[string]string{}, 422},
		{"a negative figure", http.MethodPost, "/api/v1/slips", map[string]any{"unit": "hy-toto", "evidence": "signed", "lines": []any{map[string]any{"indicator": "blood.bags", "lo": -1, "hi": 1}}}, 422},
		{"a number that is none", http.MethodGet, "/api/v1/entries/x", nil, 422},
	} {
		rec := w.call(secret, c.method, c.path, c.body)
		if rec.Code != c.status || c.status != 404 && rec.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %s %s", c.name, rec.Code, rec.Header().Get("Content-Type"), rec.Body)
		}
	}
	var last int
	for range 2 * api.AtOnce {
		rec := w.call(secret, http.MethodGet, "/api/v1/units/hy-toto", nil)
		if last = rec.Code; last == http.StatusTooManyRequests {
			if rec.Header().Get("Retry-After") == "" {
				t.Error("it is not said how long to wait")
			}
			break
		}
	}
	if last != http.StatusTooManyRequests {
		t.Error("one program may ask without end")
	}
}
