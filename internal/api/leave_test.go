package api_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/api"
)

// Every operation is tried with keys whose givers hold each role at the head of the union, with a stranger's, with one for nothing but
// looking at the organisation, with that of somebody who holds nothing any more, and without a key. Every key is for everything: what
// its giver may do today decides.
func TestLeaveOfPrograms(t *testing.T) {
	w := open(t)
	c := newClient(t, w)
	type caller struct {
		role   access.Role
		secret string
	}
	var inside, outside []caller
	for _, r := range access.Roles {
		_, a := w.key("trong-"+string(r), head, all(), r)
		_, b := w.key("ngoai-"+string(r), beside, all(), r)
		inside, outside = append(inside, caller{r, a}), append(outside, caller{r, b})
	}
	_, gone := w.key("thoi-viec", head, all())
	_, little := w.key("it-viec", head, []string{"org.see"}, access.FederationOfficer)

	drives := w.otherDrives(1)
	own := map[string]bool{"list-places": true, "get-place": true, "list-indicators": true, "list-events": true} // about nothing of anybody's
	for _, o := range api.Operations() {
		c.samples["activity"] = w.samples["get-activity id"]
		if o.ID == "submit" {
			c.samples["activity"] = drives[0]
		}
		path := c.doc.Paths.Value(api.Root + o.Path)
		try := func(secret string) int {
			r := c.request(api.Root+o.Path, o.Method, path.GetOperation(o.Method))
			if secret != "" {
				r.Header.Set("Authorization", "Bearer "+secret)
			}
			rec := httptest.NewRecorder()
			w.handler.ServeHTTP(rec, r)
			return rec.Code
		}
		for _, k := range inside {
			may := slices.Contains(o.Verb.Roles, k.role) && !(o.Writes() && k.role.ReadsOnly())
			if status := try(k.secret); may == (status == http.StatusForbidden) || status == http.StatusUnauthorized || status >= 500 {
				t.Errorf("%s by a key of %s at the head: %d, may = %v", o.ID, k.role, status, may)
			}
		}
		if !own[o.ID] {
			for _, k := range outside {
				if status := try(k.secret); status != http.StatusForbidden && status != http.StatusNotFound {
					t.Errorf("%s by a stranger's key, %s: %d", o.ID, k.role, status)
				}
			}
		}
		if status := try(gone); status != http.StatusForbidden && status != http.StatusNotFound {
			t.Errorf("%s by the key of one who holds nothing any more: %d", o.ID, status)
		}
		if status := try(little); (status == http.StatusForbidden) == (o.Verb.Name == "org.see") {
			t.Errorf("%s by a key for the organisation alone: %d", o.ID, status)
		}
		for _, none := range []string{"", "pt_khong-phai-khoa"} {
			if status := try(none); status != http.StatusUnauthorized {
				t.Errorf("%s with the key %q: %d", o.ID, none, status)
			}
		}
	}
}
