package api_test

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/api"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/edition"
	"phongtrao/internal/ledger"
	"phongtrao/internal/report"
)

// A closed report is read as it was closed, beside what the ledger says now; by whoever stands above its unit, and by who received it.
func closedReports(t *testing.T, w *world) {
	_, above := w.key("doc-bao-cao", head, all(), access.Viewer)
	_, below := w.key("co-so-doc", "hy-toto", all(), access.UnitOfficer)
	id := w.samples["get-edition id"]
	list := func(secret string, query ...string) (ids []string) {
		t.Helper()
		q := url.Values{}
		for i := 0; i < len(query); i += 2 {
			q.Set(query[i], query[i+1])
		}
		for _, e := range into[api.List[api.Edition]](t, w.call(secret, http.MethodGet, "/api/v1/editions?"+q.Encode(), nil), http.StatusOK).Items {
			ids = append(ids, e.ID)
		}
		return ids
	}
	get := func() api.WholeEdition {
		t.Helper()
		return into[api.WholeEdition](t, w.call(above, http.MethodGet, "/api/v1/editions/"+id, nil), http.StatusOK)
	}
	bags := func(e api.WholeEdition) api.EditionFigure {
		t.Helper()
		i := slices.IndexFunc(e.Figures, func(f api.EditionFigure) bool { return f.Indicator == "blood.bags" && f.Part == "" && f.Lo == 1265 })
		if i < 0 {
			t.Fatalf("it does not quote the bags: %+v", e.Figures)
		}
		return e.Figures[i]
	}

	e := get()
	if e.State != "accepted" || e.Kind != "official" || e.From != "2024-01-01" || e.To != "2024-06-30" || len(e.Sent) != 1 || e.Sent[0].Answer != "accepted" || e.Sent[0].Answered == nil ||
		e.Checkpoint.Size == 0 || e.Checkpoint.Through == 0 || len(e.Checkpoint.Document) != 64 {
		t.Errorf("%+v", e.Edition)
	}
	if f := bags(e); f.Changed || *f.NowLo != 1265 || len(f.Reasons) != 0 {
		t.Errorf("nothing was corrected yet: %+v", f)
	}
	for _, c := range []struct {
		name, secret string
		query        []string
		there        bool
	}{
		{"everything", above, nil, true},
		{"its campaign, its state", above, []string{"campaign", e.Campaign, "state", "accepted"}, true},
		{"its unit", above, []string{"unit", e.Unit}, true},
		{"the unit that received it", above, []string{"unit", e.Sent[0].Unit}, true},
		{"another campaign", above, []string{"campaign", "khong-co"}, false},
		{"another state", above, []string{"state", "returned"}, false},
		{"another unit", above, []string{"unit", beside}, false},
		{"a key further below", below, nil, false},
	} {
		if slices.Contains(list(c.secret, c.query...), id) != c.there {
			t.Errorf("%s: in the list %v, want %v", c.name, !c.there, c.there)
		}
	}
	if rec := w.call(below, http.MethodGet, "/api/v1/editions/"+id, nil); rec.Code != http.StatusForbidden {
		t.Errorf("a key further below reads it: %d", rec.Code)
	}

	var draft string
	w.do(edition.Writing, e.Unit, func(tx *db.Tx) (err error) {
		draft, err = edition.Begin(tx, w.house.Kinds, edition.About{Campaign: e.Campaign, Unit: e.Unit, Period: day.Half(2024, 1)}, edition.Words{})
		return err
	})
	if rec := w.call(above, http.MethodGet, "/api/v1/editions/"+draft, nil); rec.Code != http.StatusNotFound || slices.Contains(list(above), draft) {
		t.Errorf("a draft is told: %d", rec.Code)
	}

	var entry ledger.Entry
	w.must(w.house.DB.See(t.Context(), func(v *db.View) error {
		found, err := ledger.Prove(v, ledger.Question{Indicator: "blood.bags", Period: day.Half(2024, 1), Campaign: e.Campaign, At: "hy-toto"})
		if err == nil {
			entry = found[0]
		}
		return err
	}))
	w.must(w.house.Desk.Do(t.Context(), act.System("test"), report.Reversing, strconv.FormatInt(entry.Seq, 10), func(tx *db.Tx) error {
		_, err := ledger.Reverse(tx, entry.Seq, "nhầm đợt")
		return err
	}))
	f := bags(get())
	if !f.Changed || f.NowLo == nil || *f.NowLo != 1265-entry.Lo || len(f.Reasons) != 1 || f.Reasons[0].Entry == 0 || !strings.Contains(f.Reasons[0].Text, "nhầm đợt") {
		t.Errorf("a correction is not told: %+v", f)
	}
	gone := slices.ContainsFunc(get().Figures, func(f api.EditionFigure) bool {
		return f.Part == "hy-toto" && f.Changed && f.NowLo == nil && f.NowHi == nil
	})
	if !gone {
		t.Error("a part of which nothing is known any more is not told as such")
	}
}
