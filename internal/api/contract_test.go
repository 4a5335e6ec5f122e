package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"

	"phongtrao/internal/access"
	"phongtrao/internal/api"
)

// client is a client made of nothing but the document: it walks the operations and fills them with their examples.
type client struct {
	t       *testing.T
	doc     *openapi3.T
	router  routers.Router
	samples map[string]string // what stands for an id of the document, in this house
}

func newClient(t *testing.T, w *world) *client {
	t.Helper()
	rec := w.call("", http.MethodGet, "/api/openapi.json", nil)
	if rec.Code != http.StatusOK {
		t.Fatal(rec.Code, rec.Body)
	}
	doc, err := openapi3.NewLoader().LoadFromData(rec.Body.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if doc.OpenAPI[:3] != "3.1" {
		t.Errorf("OpenAPI %s", doc.OpenAPI)
	}
	if err := doc.Validate(t.Context(), openapi3.IsOpenAPI31OrLater()); err != nil {
		t.Fatalf("the document is none: %v", err)
	}
	router, err := legacy.NewRouter(doc, openapi3.IsOpenAPI31OrLater())
	if err != nil {
		t.Fatal(err)
	}
	return &client{t, doc, router, w.samples}
}

// request builds an operation's request from its examples.
func (c *client) request(path, method string, op *openapi3.Operation) *http.Request {
	query := url.Values{}
	for _, p := range op.Parameters {
		p := p.Value
		value, ok := c.samples[op.OperationID+" "+p.Name]
		if !ok {
			value, ok = c.samples[p.Name]
		}
		if !ok {
			if ex := exampleOf(p.Schema.Value, p.Example); ex != nil {
				value, ok = fmt.Sprint(ex), true
			}
		}
		switch {
		case p.In == "path":
			if !ok {
				c.t.Errorf("%s: no example for %s in the path", op.OperationID, p.Name)
			}
			path = strings.ReplaceAll(path, "{"+p.Name+"}", url.PathEscape(value))
		case p.In == "query" && ok && value != "":
			query.Set(p.Name, value)
		case p.In == "query" && p.Required:
			c.t.Errorf("%s: no example for %s, which is required", op.OperationID, p.Name)
		}
	}
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	var body io.Reader
	if op.RequestBody != nil {
		b, err := json.Marshal(c.body(op.OperationID, op.RequestBody.Value.Content.Get("application/json").Schema.Value))
		if err != nil {
			c.t.Fatal(err)
		}
		body = bytes.NewReader(b)
	}
	r := httptest.NewRequest(method, path, body)
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	return r
}

func exampleOf(s *openapi3.Schema, own any) any {
	switch {
	case own != nil:
		return own
	case s.Example != nil:
		return s.Example
	case len(s.Examples) > 0:
		return s.Examples[0]
	}
	return s.Default
}

// body makes a value of a schema from the examples in it.
func (c *client) body(op string, s *openapi3.Schema) any {
	switch {
	case s.Type.Includes("object"):
		out := map[string]any{}
		for name, p := range s.Properties {
			if sample, ok := c.samples[name]; ok && p.Value.Type.Includes("string") && slices.Contains(s.Required, name) || ok && name == "activity" {
				out[name] = sample
				continue
			}
			v := c.body(op, p.Value)
			if v == nil {
				if slices.Contains(s.Required, name) {
					c.t.Errorf("%s: no example for %s", op, name)
				}
				continue
			}
			out[name] = v
		}
		return out
	case s.Type.Includes("array"):
		if v := c.body(op, s.Items.Value); v != nil {
			return []any{v}
		}
		return nil
	case len(s.Enum) > 0 && exampleOf(s, nil) == nil:
		return s.Enum[0]
	}
	return exampleOf(s, nil)
}

// Every operation of the document is called as its examples say; both what is sent and what is answered must fit the document.
func TestContract(t *testing.T) {
	w := open(t)
	c := newClient(t, w)
	_, secret := w.key("hop-dong", head, all(), access.FederationOfficer, access.UnitOfficer)
	want := map[string]int{"accept": http.StatusOK, "return": http.StatusOK, "submit": http.StatusCreated, "resubmit": http.StatusCreated,
		"enter-slip": http.StatusCreated, "register-dispatch": http.StatusCreated, "open-rehearsal": http.StatusCreated}
	called := map[string]bool{}
	// Deciding comes last: what was accepted cannot be returned. What decides has a submission of its own.
	drives := w.otherDrives(3)
	c.samples["submit activity"] = drives[0]
	c.samples["accept id"], c.samples["return id"] = w.submit("hy-toto", drives[1]), w.submit("hy-toto", drives[2])
	for _, path := range c.doc.Paths.InMatchingOrder() {
		for method, op := range c.doc.Paths.Value(path).Operations() {
			called[op.OperationID] = true
			if op.OperationID == "submit" {
				c.samples["activity"] = drives[0]
			} else {
				c.samples["activity"] = w.samples["get-activity id"]
			}
			r := c.request(path, method, op)
			r.Header.Set("Authorization", "Bearer "+secret)
			status := http.StatusOK
			if s, ok := want[op.OperationID]; ok {
				status = s
			}
			c.check(w, r, op.OperationID, status)
		}
	}
	for _, o := range api.Operations() {
		if !called[o.ID] {
			t.Errorf("%s is not in the document", o.ID)
		}
	}
}

// check sends a request, and holds it with its answer against the document.
func (c *client) check(w *world, r *http.Request, name string, status int) *httptest.ResponseRecorder {
	c.t.Helper()
	var sent []byte
	if r.Body != nil {
		sent, _ = io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(sent))
	}
	route, params, err := c.router.FindRoute(r)
	if err != nil {
		c.t.Fatalf("%s: %s %s: %v", name, r.Method, r.URL, err)
	}
	in := &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route,
		Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, IncludeResponseStatus: true}}
	if err := openapi3filter.ValidateRequest(c.t.Context(), in); err != nil {
		c.t.Errorf("%s: what is sent does not fit the document: %v", name, err)
	}
	r.Body = io.NopCloser(bytes.NewReader(sent))
	rec := httptest.NewRecorder()
	w.handler.ServeHTTP(rec, r)
	if rec.Code != status {
		c.t.Errorf("%s: %s %s: %d, want %d: %s", name, r.Method, r.URL, rec.Code, status, rec.Body)
	}
	out := &openapi3filter.ResponseValidationInput{RequestValidationInput: in, Status: rec.Code, Header: rec.Header(), Options: in.Options}
	out.SetBodyBytes(rec.Body.Bytes())
	if err := openapi3filter.ValidateResponse(c.t.Context(), out); err != nil {
		c.t.Errorf("%s: what is answered does not fit the document: %v\n%s", name, err, rec.Body)
	}
	return rec
}

// Refusals fit the document too, in both languages.
func contractOfProblems(t *testing.T, w *world) {
	c := newClient(t, w)
	_, secret := w.key("loi", w.park, all(), access.UnitOfficer)
	get := func(path, language string) *http.Request {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Header.Set("Authorization", "Bearer "+secret)
		r.Header.Set("Accept-Language", language)
		return r
	}
	for _, x := range []struct {
		name, path, language string
		status               int
		title                string
	}{
		{"nothing there", "/api/v1/campaigns/khong-co", "vi", 404, "Không tìm thấy"},
		{"not its own", "/api/v1/units/tinh-12", "en-GB,en;q=0.9", 403, "Not allowed"},
		{"a wrong day", "/api/v1/figures?indicator=blood.bags&from=2024-02-01&to=2024-01-01", "en", 422, "Invalid content"},
		{"an unknown indicator", "/api/v1/figures?indicator=blood.nothing", "vi", 404, "Không tìm thấy"},
	} {
		rec := c.check(w, get(x.path, x.language), x.name, x.status)
		p := into[api.Problem](t, rec, x.status)
		if p.Title != x.title || p.Status != x.status || rec.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %+v %v", x.name, p, rec.Header())
		}
		if english := x.language[:2] == "en"; english != (p.DetailVI != "") {
			t.Errorf("%s: detail %q, in Vietnamese %q", x.name, p.Detail, p.DetailVI)
		}
	}
}
